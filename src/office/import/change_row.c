/*
 * SPDX-License-Identifier: ISC
 *
 * import/change_row: a row of a commune's register as fields of change.ask.
 * What a kind of request does not take (name, year of birth, commune of
 * somebody who died) is held against the record, since it shows that the
 * number means another person.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/place/identity.h"
#include "office/import/change_priv.h"
#include "office/verb/typed.h"
#include "text/fold.h"

/* Columns that are called otherwise in change.ask. */
static const char *const changes_renamed[][2] = {
	{ "date", "event_on" }, { "document_date", "document_on" },
};

DB_SQL(q_paper) = { "import_change.paper",
	"SELECT person_id FROM identity WHERE kind IN ('cccd', 'cmnd',"
	" 'passport', 'birth', 'other') AND number = ?1 AND active = 1 LIMIT 1" };
DB_SQL(q_right) = { "import_change.right",
	"SELECT id FROM entitlement WHERE person_id = ?1 AND category = ?2"
	" AND state <> 'void' ORDER BY from_month DESC, id DESC LIMIT 1" };
DB_SQL(q_collector) = { "import_change.collector",
	"SELECT id, name FROM collector WHERE person_id = ?1 AND active = 1"
	" ORDER BY id DESC" };
/* Does the kind take that field?  A name may have a '!' behind it. */
static bool
changes_takes(const struct change_kind *k, const char *field)
{
	const char *p = k->fields;
	size_t n = strlen(field), len;

	for (; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		if (strncmp(p, field, n) == 0 && (len == n ||
		    (len == n + 1 && p[n] == '!')))
			return true;
	}
	return false;
}

/* Are name, birth and papers what is asked for, not who is meant? */
static bool
changes_corrects(const struct change_kind *k)
{
	return changes_takes(k, "identity") && !(k->flags & CHANGE_NEW_PERSON);
}

/* ---- who ---------------------------------------------------------------- */

static enum status
changes_by_paper(struct changes_row *r, const char *typed, struct err *err)
{
	struct verb_call *c = r->j->c;
	struct identity paper;
	int64_t id = 0;
	enum status st;
	bool found;

	st = identity_parse(typed, "", &paper, err);
	if (st != ST_OK)
		return err_field(err, st, "identity", "%s", err->msg);
	st = db_int1(db_usef(c->db, &q_paper, "t", paper.number), &id, &found,
	    err);
	if (st != ST_OK || !found)
		return st;
	return person_get(c->db, &c->who->scope, id, &r->who, err);
}

/* By file number, else by paper; a new person has neither yet. */
static enum status
changes_who(struct changes_row *r, struct err *err)
{
	const char *code = wire_args_text(r->in, "code");
	const char *paper = wire_args_text(r->in, "identity");
	struct verb_call *c = r->j->c;
	enum status st = ST_OK;

	if (code[0] != '\0')
		st = person_by_code(c->db, &c->who->scope, code, &r->who, err);
	else if (paper[0] != '\0')
		st = changes_by_paper(r, paper, err);
	if (st == ST_NOTFOUND)
		return err_field(err, st, "code",
		    _("there is nobody with the file number %s"), code);
	if (st != ST_OK)
		return err_field(err, st, code[0] != '\0' ? "code" : "identity",
		    "%s", err->msg);
	if (r->who.id != 0 || (r->kind->flags & CHANGE_NEW_PERSON))
		return ST_OK;
	return paper[0] == '\0' ? err_field(err, ST_INVALID, "code",
	    _("a file number or an identity number is needed")) :
	    err_field(err, ST_NOTFOUND, "identity",
	    _("there is nobody with the number %s"), paper);
}

enum status
import_same_name(const struct person *who, const char *typed,
    struct err *err)
{
	char a[256], b[256];

	if (typed[0] == '\0' || (fold_search(a, sizeof(a), who->name) == ST_OK &&
	    fold_search(b, sizeof(b), typed) == ST_OK && strcmp(a, b) == 0))
		return ST_OK;
	return err_field(err, ST_INVALID, "name",
	    _("the record %s is that of %s, not of %s"), who->code, who->name,
	    typed);
}

static enum status
changes_same_birth(const struct person *who, const char *typed,
    const char *today, struct err *err)
{
	char known[DATE_TEXT];
	struct date d;
	enum status st;

	if (typed[0] == '\0')
		return ST_OK;
	st = date_parse(typed, true, today, &d, err);
	if (st != ST_OK)
		return err_field(err, st, "birth", "%s", err->msg);
	if (who->birth.year == 0 || d.year == who->birth.year)
		return ST_OK;
	date_format(known, sizeof(known), who->birth);
	return err_field(err, ST_INVALID, "birth",
	    _("the record of %s says %s"), who->name, known);
}

/* What the kind does not take must be what the record says, and goes. */
static enum status
changes_agrees(struct changes_row *r, struct err *err)
{
	const char *commune = wire_args_text(r->in, "commune");
	const struct person *who = &r->who;
	enum status st = ST_OK;

	if (who->id == 0 || changes_corrects(r->kind))
		return ST_OK;
	st = import_same_name(who, wire_args_text(r->in, "name"), err);
	if (st == ST_OK)
		st = changes_same_birth(who, wire_args_text(r->in, "birth"),
		    r->j->c->today, err);
	if (st == ST_OK && commune[0] != '\0' &&
	    !changes_takes(r->kind, "commune") &&
	    strcmp(commune, who->area_code) != 0)
		st = err_field(err, ST_INVALID, "commune",
		    _("%s is in %s (%s)"), who->name, who->area_name,
		    who->area_code);
	return st;
}

/* ---- what --------------------------------------------------------------- */

/* Columns that only say who is meant, for somebody on the roll. */
static bool
changes_only_who(const struct changes_row *r, const char *field)
{
	static const char *const who[] = { "name", "birth", "sex", "identity",
		"other_name", "ethnic", "phone" };
	size_t i;

	if (r->who.id == 0)
		return false;
	for (i = 0; i < sizeof(who) / sizeof(who[0]); i++)
		if (strcmp(who[i], field) == 0)
			return !changes_corrects(r->kind);
	/* Where he lives, or where he is going? */
	return (strcmp(field, "commune") == 0 || strcmp(field, "village") == 0) &&
	    (!changes_takes(r->kind, field) ||
	    strcmp(r->kind->name, "new") == 0);
}

static const char *
changes_field(const char *column)
{
	size_t i;

	for (i = 0; i < 2; i++)
		if (strcmp(changes_renamed[i][0], column) == 0)
			return changes_renamed[i][1];
	return column;
}

/* Messages name the column, not the field. */
void
import_ask_column(struct err *err)
{
	size_t i;

	for (i = 0; i < 2; i++)
		if (strcmp(changes_renamed[i][1], err->field) == 0)
			(void)str_copy_cut(err->field, sizeof(err->field),
			    changes_renamed[i][0]);
}

/* Of several allowances the category says which one is meant. */
static enum status
changes_right(struct changes_row *r, struct err *err)
{
	const char *category = wire_args_text(r->in, "category");
	int64_t id = 0;
	bool found;

	if (category[0] == '\0' || changes_takes(r->kind, "category") ||
	    !changes_takes(r->kind, "entitlement"))
		return ST_OK;
	if (db_int1(db_usef(r->j->c->db, &q_right, "it", r->who.id, category),
	    &id, &found, err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "category",
		    _("%s has no allowance of this category"), r->who.name);
	wire_args_add_int(&r->ask, "entitlement", id);
	return ST_OK;
}

/* Records and collectors are named by what a commune knows of them. */
static enum status
changes_keep(struct changes_row *r, const char *code, struct err *err)
{
	struct verb_call *c = r->j->c;
	struct person keep;
	enum status st = person_by_code(c->db, &c->who->scope, code, &keep, err);

	if (st != ST_OK)
		return err_field(err, st, "keep",
		    _("there is nobody with the file number %s"), code);
	wire_args_add_int(&r->ask, "keep", keep.id);
	return ST_OK;
}

static enum status
changes_collector(struct changes_row *r, const char *typed, struct err *err)
{
	struct db_stmt *s = db_usef(r->j->c->db, &q_collector, "i", r->who.id);
	char a[256] = "", b[256];
	int64_t id = 0;
	enum status st;
	bool row;

	if (fold_search(a, sizeof(a), typed) != ST_OK)
		a[0] = '\0';
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		if (id == 0 && fold_search(b, sizeof(b), db_text(s, 1)) ==
		    ST_OK && strcmp(a, b) == 0)
			id = db_int(s, 0);
	if (st != ST_OK)
		return st;
	if (id == 0)
		return err_field(err, ST_NOTFOUND, "collector",
		    _("%s does not collect for %s"), typed, r->who.name);
	wire_args_add_int(&r->ask, "collector", id);
	return ST_OK;
}

/* One cell as change.ask wants it. */
static enum status
changes_cell(struct changes_row *r, const struct verb *v, const char *column,
    const char *cell, struct err *err)
{
	const char *field = changes_field(column);
	char value[VERB_TYPED];
	enum status st;

	if (strcmp(column, "keep") == 0)
		return changes_keep(r, cell, err);
	if (strcmp(column, "collector") == 0)
		return changes_collector(r, cell, err);
	st = verb_typed(v, field, cell, r->j->c->today, value, err);
	if (st == ST_OK)
		wire_args_add(&r->ask, field, value);
	return st;
}

static enum status
changes_ask(struct changes_row *r, const struct verb *v, struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	if (r->who.id != 0)
		wire_args_add_int(&r->ask, "person", r->who.id);
	for (i = 0; st == ST_OK && i < r->in->n; i++) {
		const char *column = r->in->v[i].name;

		if (strcmp(column, "code") == 0 || changes_only_who(r, column) ||
		    (strcmp(column, "category") == 0 &&
		    !changes_takes(r->kind, "category")))
			continue;
		st = changes_cell(r, v, column, r->in->v[i].value, err);
	}
	return st == ST_OK ? changes_right(r, err) : st;
}

enum status
changes_row_read(struct changes_row *r, const struct verb *v, struct err *err)
{
	if (changes_who(r, err) != ST_OK || changes_agrees(r, err) != ST_OK)
		return err->st;
	return changes_ask(r, v, err);
}
