/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collector: the rules about who may collect for somebody, and how many one
 * collects for.  Owns collector; rows of files are stored by file/row.c.
 *
 * Staff never collect for others: there were offices in which the family of
 * the paying clerk took the money for years.
 */
#include "office/roll/collector.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
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

/* Of those in the scope, by what identifies them: how many in the office. */
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
	MANY(" FROM scope_place s {cross} JOIN person p ON p.area_id = s.id"
	" {cross} JOIN collector c ON c.person_id = p.id") };
DB_SQL(q_many_points) = { "collector.many_points",
	MANY(" FROM scope_place s {cross} JOIN person p ON p.point_id = s.id"
	" {cross} JOIN collector c ON c.person_id = p.id") };

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
	enum status st;
	bool yes;

	st = collector_is_staff(c, point, name, identity, &yes, err);
	if (st == ST_OK && yes)
		return err_field(err, ST_DENIED, "name",
		    _("%s is staff here: staff do not collect for others"),
		    name);
	return st;
}

/* ---- words and papers ----------------------------------------------------- */

const char *
collector_word(const char *kind)
{
	static const char *const words[][2] = {
		{ "guardian", N_("guardian") }, { "carer", N_("carer") },
		{ "authorised", N_("authorised person") },
		{ "heir", N_("heir") },
		{ "organiser", N_("organiser of the funeral") },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], kind) == 0)
			return gettext(words[i][1]);
	return "";
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

/* The last day of `months` months of which `from` is the first day. */
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
	for (day = d.day; day > 0; day--) { /* 31 April, 29 February */
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
	for (i = 0; st == ST_OK && i < sizeof(texts) / sizeof(texts[0]); i++)
		st = place_text(texts[i].dst, texts[i].size,
		    wire_args_text(in, texts[i].field), texts[i].field, err);
	return st;
}

static enum status
collector_days(struct verb_call *c, const struct wire_args *in,
    struct collector_new *k, struct err *err)
{
	const char *from = wire_args_text(in, "valid_from");
	char month[DATE_MONTH];
	int64_t months = 0;
	enum status st;

	(void)str_copy_cut(k->from, sizeof(k->from),
	    from[0] != '\0' ? from : c->today);
	(void)str_copy_cut(k->to, sizeof(k->to), wire_args_text(in, "valid_to"));
	if (k->to[0] == '\0' && strcmp(k->kind, "authorised") == 0) {
		(void)str_copy_cut(month, sizeof(month), k->from);
		st = setting_get(c->db, SETTING_LETTER_MONTHS, month, &months,
		    err);
		if (st != ST_OK)
			return st;
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
	enum status st;

	memset(k, 0, sizeof(*k));
	(void)str_copy_cut(k->kind, sizeof(k->kind),
	    wire_args_text(in, "collector_kind"));
	letter = strcmp(k->kind, "authorised") == 0;
	heir = strcmp(k->kind, "heir") == 0;
	if (k->kind[0] == '\0')
		return err_field(err, ST_INVALID, "collector_kind",
		    _("must be filled in"));
	st = collector_texts(in, k, err);
	if (st != ST_OK)
		return st;
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
	enum status st = db_next_id(c->db, "collector", id, err);

	if (st != ST_OK)
		return st;
	return db_run(db_usef(c->db, &q_add, "iitttttttto", *id, person,
	    k->kind, k->name, k->identity.number, k->relation, k->letter,
	    k->certifier, k->from, k->to[0] != '\0' ? k->to : NULL, change),
	    err);
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
collector_many(struct db *db, const struct scope *sc, const char *today,
    struct collector_many *v, unsigned max, unsigned *n, struct err *err)
{
	const struct db_sql *q = sc->kind == SCOPE_ALL ? &q_many_all :
	    sc->kind == SCOPE_COMMUNES ? &q_many_communes : &q_many_points;
	unsigned used = 0;
	int64_t limit = 0;
	struct db_stmt *s;
	enum status st;
	bool row;

	st = scope_bind(db, sc, err);
	if (st == ST_OK)
		st = collector_limit(db, today, &limit, err);
	if (st != ST_OK)
		return st;
	s = db_usef(db, q, "tii", today, limit, (int64_t)max);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct collector_many *m = &v[used++];

		memset(m, 0, sizeof(*m));
		db_copy(s, 0, m->name, sizeof(m->name));
		db_copy(s, 1, m->identity, sizeof(m->identity));
		db_copy(s, 2, m->letter, sizeof(m->letter));
		m->people = db_int(s, 3);
		m->person = db_int(s, 4);
		db_copy(s, 5, m->person_name, sizeof(m->person_name));
		db_copy(s, 6, m->commune, sizeof(m->commune));
	}
	if (st == ST_OK)
		*n = used;
	return st;
}
