/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collector: who may be registered to collect for a person, and for how
 * many people somebody collects.  Owns collector; rows of files are stored by
 * file/row.c.
 *
 * Staff never collect for others: in some offices the family of the paying
 * clerk took the money for years.
 */
#include "office/roll/collector.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/roll/collector_store.h"
#include "office/place/stored.h"
#include "office/verb/setting.h"
#include "text/date.h"
#include "text/fold.h"

DB_SQL(q_staff) = { "collector.staff",
	"SELECT 1 FROM staff WHERE identity = ?3 AND ?3 <> '' AND active = 1"
	" UNION ALL SELECT 1 FROM staff_point sp JOIN staff f ON f.id = sp.staff_id"
	" WHERE sp.point_id = ?1 AND f.name = ?2 AND f.active = 1"
	" UNION ALL SELECT 1 FROM staff WHERE id = ?4 AND name = ?2 LIMIT 1" };
DB_SQL(q_own) = { "collector.own",
	"SELECT 1 FROM identity WHERE person_id = ?1 AND number = ?2"
	" AND active = 1 LIMIT 1" };
DB_SQL(q_add) = { "collector.add",
	"INSERT INTO collector (id, person_id, kind, name, identity, relation,"
	" letter, certifier, valid_from, valid_to, change_id)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)" };
DB_SQL(q_active) = { "collector.active",
	"UPDATE collector SET active = ?2 WHERE id = ?1" };
DB_SQL(q_by_paper) = { "collector.by_paper",
	"SELECT count(DISTINCT person_id) FROM collector"
	" WHERE identity = ?1 AND identity <> '' AND active = 1" };
DB_SQL(q_by_letter) = { "collector.by_letter",
	"SELECT count(DISTINCT person_id) FROM collector WHERE name = ?1"
	" AND letter = ?2 AND letter <> '' AND identity = '' AND active = 1" };

/* Collectors of the scope, grouped by what identifies them, with the number of
 * their people in the whole office. */
#define MANY(from)                                                             \
	"SELECT g.name, g.identity, g.letter, g.people, p.id, p.name, a.name"  \
	" FROM (SELECT k.*, CASE k.identity WHEN '' THEN"                      \
	"  (SELECT count(DISTINCT o.person_id) FROM collector o"               \
	"   WHERE o.name = k.name AND o.letter = k.letter AND o.letter <> ''"  \
	"   AND o.identity = '' AND o.active = 1)"                             \
	"  ELSE (SELECT count(DISTINCT o.person_id) FROM collector o"          \
	"   WHERE o.identity = k.identity AND o.identity <> '' AND o.active = 1)" \
	"  END AS people FROM (SELECT max(c.name) AS name, c.identity,"        \
	"   max(c.letter) AS letter, min(c.person_id) AS person" from          \
	"   WHERE c.active = 1 AND (c.identity <> '' OR c.letter <> '')"       \
	"   AND (c.valid_to IS NULL OR c.valid_to >= ?1)"                      \
	"   GROUP BY c.identity, CASE c.identity WHEN '' THEN c.name END,"     \
	"   CASE c.identity WHEN '' THEN c.letter END) k) g"                   \
	" JOIN person p ON p.id = g.person JOIN area a ON a.id = p.area_id"    \
	" WHERE g.people > ?2 ORDER BY g.people DESC, g.name, p.id LIMIT ?3"
DB_SQL(q_many_all) = { "collector.many_all",
	MANY(" FROM collector c") };
DB_SQL(q_many_communes) = { "collector.many_communes",
	MANY(" FROM {set ?4} s {cross} JOIN person p ON p.area_id = s.id"
	" {cross} JOIN collector c ON c.person_id = p.id") };
DB_SQL(q_many_points) = { "collector.many_points",
	MANY(" FROM {set ?4} s {cross} JOIN person p ON p.point_id = s.id"
	" {cross} JOIN collector c ON c.person_id = p.id") };

#define COL(m) DB_COL(struct collector_many, m)
static const struct db_col many_cols[] = {
	DB_ROW(struct collector_many), COL(name), COL(identity), COL(letter),
	COL(people), COL(person), COL(person_name), COL(commune), DB_END
};
#undef COL

/* ---- staff ---------------------------------------------------------------- */

enum status
collector_is_staff(struct verb_call *c, int64_t point, const char *name,
    const char *identity, bool *yes, struct err *err)
{
	int64_t one;

	return db_int1(db_usef(c->db, &q_staff, "itti", point, name, identity,
	    c->who->staff), &one, yes, err);
}

enum status
collector_no_staff(struct verb_call *c, int64_t point, const char *name,
    const char *identity, struct err *err)
{
	bool yes;

	if (collector_is_staff(c, point, name, identity, &yes, err) != ST_OK)
		return err->st;
	return !yes ? ST_OK : err_field(err, ST_DENIED, "name",
	    _("%s is staff here: staff do not collect for others"), name);
}

/* ---- words and papers ----------------------------------------------------- */

const char *
collector_word(const char *kind)
{
	static const char *const words[] = {
		[COLLECTOR_GUARDIAN] = N_("guardian"),
		[COLLECTOR_CARER] = N_("carer"),
		[COLLECTOR_AUTHORISED] = N_("authorised person"),
		[COLLECTOR_HEIR] = N_("heir"),
		[COLLECTOR_ORGANISER] = N_("organiser of the funeral"),
	};
	const char *word = words[names_find(&collector_kinds, kind)];

	return word != NULL ? gettext(word) : "";
}

void
collector_said(const char *kind, const char *name, char *dst, size_t size)
{
	const char *word = collector_word(kind);

	dst[0] = '\0';
	if (word[0] != '\0')
		(void)snprintf(dst, size, "%s (%s)", name, word);
}

enum status
collector_is_own(struct db *db, int64_t person, const char *number, bool *own,
    struct err *err)
{
	int64_t one;

	*own = false;
	return number[0] == '\0' ? ST_OK : db_int1(db_usef(db, &q_own, "it",
	    person, number), &one, own, err);
}

enum status
collector_other_name(const char *person, const char *name, struct err *err)
{
	char a[256], b[256];

	if (fold_search(a, sizeof(a), person) != ST_OK ||
	    fold_search(b, sizeof(b), name) != ST_OK || strcmp(a, b) != 0)
		return ST_OK;
	return err_field(err, ST_INVALID, "collector_name",
	    _("%s is who is paid: write the collector's own name"), person);
}

/* ---- one as asked for ----------------------------------------------------- */

/* The last day of as many months, counted from the day `from` on. */
static void
collector_end(const char *from, int64_t months, char to[11])
{
	char month[DATE_MONTH], last[DATE_MONTH], text[24];
	struct date d, end;
	int day;

	if (date_from_iso(from, &d) != ST_OK || months <= 0)
		return;
	(void)str_copy_cut(month, sizeof(month), from);
	if (month_add(month, (int)months, last) != ST_OK)
		return;
	for (day = d.day; day > 0; day--) { /* there is no 31 April */
		(void)snprintf(text, sizeof(text), "%.7s-%02d", last, day);
		if (date_from_iso(text, &end) == ST_OK)
			break;
	}
	if (day == d.day)
		end = date_from_days(date_days(end) - 1);
	date_to_iso(to, 11, end);
}

static enum status
collector_texts(const struct wire_args *in, struct collector_new *k,
    struct err *err)
{
	const struct {
		const char *field;
		char *dst;
		size_t size;
	} texts[] = {
		{ "relation", k->relation, sizeof(k->relation) },
		{ "letter", k->letter, sizeof(k->letter) },
		{ "certifier", k->certifier, sizeof(k->certifier) },
	};
	enum status st;
	size_t i;

	st = nfc_name(k->name, sizeof(k->name),
	    wire_args_text(in, "collector_name"), err);
	if (st != ST_OK)
		return err_field(err, st, "collector_name", "%s", err->msg);
	st = identity_parse(wire_args_text(in, "collector_identity"), "",
	    &k->identity, err);
	if (st == ST_OK)
		st = identity_check(&k->identity, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_identity", "%s", err->msg);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (place_text(texts[i].dst, texts[i].size,
		    wire_args_text(in, texts[i].field), texts[i].field,
		    err) != ST_OK)
			return err->st;
	return ST_OK;
}

static enum status
collector_days(struct verb_call *c, const struct wire_args *in,
    struct collector_new *k, struct err *err)
{
	const char *from = wire_args_text(in, "valid_from");
	char month[DATE_MONTH];
	int64_t months = 0;

	(void)str_copy_cut(k->from, sizeof(k->from),
	    from[0] != '\0' ? from : c->today);
	(void)str_copy_cut(k->to, sizeof(k->to), wire_args_text(in, "valid_to"));
	if (k->to[0] == '\0' && k->kind == COLLECTOR_AUTHORISED) {
		(void)str_copy_cut(month, sizeof(month), k->from);
		if (setting_get(c->db, SETTING_LETTER_MONTHS, month, &months,
		    err) != ST_OK)
			return err->st;
		collector_end(k->from, months, k->to);
	}
	if (k->to[0] != '\0' && strcmp(k->to, k->from) < 0)
		return err_field(err, ST_INVALID, "valid_to",
		    _("the last day lies before the first"));
	return ST_OK;
}

enum status
collector_read(struct verb_call *c, const struct wire_args *in,
    struct collector_new *k, struct err *err)
{
	bool letter, heir;

	memset(k, 0, sizeof(*k));
	k->kind = names_find(&collector_kinds,
	    wire_args_text(in, "collector_kind"));
	letter = k->kind == COLLECTOR_AUTHORISED;
	heir = k->kind == COLLECTOR_HEIR;
	if (k->kind == COLLECTOR_NONE)
		return err_field(err, ST_INVALID, "collector_kind",
		    _("must be filled in"));
	if (collector_texts(in, k, err) != ST_OK)
		return err->st;
	if (letter && k->letter[0] == '\0')
		return err_field(err, ST_INVALID, "letter",
		    _("the number of the authorisation letter is needed"));
	if (heir && strpbrk(k->letter, "0123456789") == NULL)
		return err_field(err, ST_INVALID, "letter",
		    _("the number of the death certificate is needed"));
	if ((letter || heir) && k->identity.number[0] == '\0')
		return err_field(err, ST_INVALID, "collector_identity",
		    _("the number of the paper of who collects is needed"));
	return collector_days(c, in, k, err);
}

enum status
collector_insert(struct verb_call *c, int64_t person, int64_t change,
    const struct collector_new *k, int64_t *id, struct err *err)
{
	if (db_next_id(c->db, "collector", id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_add, "iitttttttto", *id, person,
	    names_word(&collector_kinds, k->kind), k->name, k->identity.number,
	    k->relation, k->letter, k->certifier, k->from,
	    k->to[0] != '\0' ? k->to : NULL, change), err);
}

enum status
collector_active(struct verb_call *c, int64_t id, bool active,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_active, "ii", id, (int64_t)active), err);
}

/* ---- how many ------------------------------------------------------------- */

enum status
collector_people(struct db *db, const char *identity, const char *name,
    const char *letter, int64_t *people, struct err *err)
{
	bool found;

	*people = 0;
	if (identity[0] != '\0')
		return db_int1(db_usef(db, &q_by_paper, "t", identity), people,
		    &found, err);
	return db_int1(db_usef(db, &q_by_letter, "tt", name, letter), people,
	    &found, err);
}

enum status
collector_limit(struct db *db, const char *day, int64_t *limit,
    struct err *err)
{
	char month[DATE_MONTH];

	(void)str_copy_cut(month, sizeof(month), day);
	return setting_get(db, SETTING_COLLECTOR_PEOPLE, month, limit, err);
}

enum status
collector_many(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct collector_many *v, unsigned *n,
    struct err *err)
{
	const struct db_sql *q = sc->kind == SCOPE_ALL ? &q_many_all :
	    sc->kind == SCOPE_COMMUNES ? &q_many_communes : &q_many_points;
	int64_t limit = 0;
	struct db_stmt *s;

	if (collector_limit(db, ask->today, &limit, err) != ST_OK)
		return err->st;
	s = db_usef(db, q, "tii", ask->today, limit, (int64_t)ask->max);
	if (q != &q_many_all)
		db_bind_set(s, 4, sc->ids, sc->n);
	return db_all(s, many_cols, v, ask->max, n, err);
}
