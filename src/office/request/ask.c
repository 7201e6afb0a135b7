/*
 * SPDX-License-Identifier: ISC
 *
 * request/ask: the verbs change.ask, change.preview and change.amend, and the
 * rows of change.  A request is tried before it is stored: one that could not
 * be approved today is refused today.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/request/work.h"
#include "office/verb/journal.h"
#include "office/place/stored.h"
#include "text/date.h"

#define CHANGE_TEXT_MAX 65536 /* bytes of all fields of a request */

DB_SQL(q_add) = { "change.add",
	"INSERT INTO change (id, kind, person_id, area_id, point_id, name,"
	" subject, reason, event_on, month, fields, was, effect, version,"
	" maker_id, made_at, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
	" ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)" };
DB_SQL(q_again) = { "change.again",
	"UPDATE change SET area_id = ?4, point_id = ?5, name = ?6, subject ="
	" ?7,"
	" reason = ?8, event_on = ?9, month = ?10, fields = ?11, was = ?12,"
	" effect = ?13, version = ?14, maker_id = ?15, made_at = ?16"
	" WHERE id = ?1 AND kind = ?2 "
	" AND person_id IS NOT DISTINCT FROM ?3"
	" AND undoes IS NOT DISTINCT FROM ?17" };
DB_SQL(q_same) = { "change.same",
	"SELECT c.id, s.name, c.made_at FROM change c"
	" JOIN staff s ON s.id = c.maker_id WHERE coalesce(c.person_id, 0) = ?1"
	" AND c.kind = ?2 AND c.subject = ?3 AND c.state = 'waiting'"
	" AND c.id <> ?4 AND (?5 = -1 OR (c.point_id IS NULL"
	"  AND coalesce(c.area_id, 0) = ?5))" };
DB_SQL(q_papers_off) = { "change.papers_off",
	"DELETE FROM change_document WHERE change_id = ?1" };
DB_SQL(q_paper) = { "change.paper",
	"INSERT INTO change_document (change_id, no, kind, number, issued_on,"
	" issuer) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };

#define COL(m) DB_COL(struct change_head, m)
static const struct db_col same_cols[] = {
	DB_ROW(struct change_head), COL(id), COL(maker_name), COL(made_at),
	DB_END
};
#undef COL

/* ---- storing ------------------------------------------------------------ */

static enum status
change_paper(struct change_work *w, int64_t no, const char *field,
    struct err *err)
{
	char name[3][32], text[3][128];
	int i;

	(void)snprintf(name[0], sizeof(name[0]), "%s", field);
	(void)snprintf(name[1], sizeof(name[1]), "%s_kind", field);
	(void)snprintf(name[2], sizeof(name[2]), "issuer");
	for (i = 0; i < 3; i++)
		if (place_text(text[i], sizeof(text[i]),
		    change_asked(w, name[i]), name[i], err) != ST_OK)
			return err->st;
	if (text[0][0] == '\0')
		return ST_OK;
	(void)snprintf(name[2], sizeof(name[2]), "%s_on", field);
	return db_run(db_usef(w->c->db, &q_paper, "iitttt", w->id, no, text[1],
	    text[0], change_asked(w, name[2]), no == 1 ? text[2] : ""), err);
}

static enum status
change_papers(struct change_work *w, struct err *err)
{
	if (db_run(db_usef(w->c->db, &q_papers_off, "i", w->id),
	    err) != ST_OK || change_paper(w, 1, "document", err) != ST_OK)
		return err->st;
	return change_paper(w, 2, "document2", err);
}

enum status
change_store(struct change_work *w, bool again, struct err *err)
{
	struct buf fields, was;
	struct verb_call *c = w->c;
	enum status st;

	buf_init(&fields, CHANGE_TEXT_MAX);
	buf_init(&was, CHANGE_TEXT_MAX);
	st = journal_encode(&fields, &w->fields, err) != ST_OK ||
	    journal_encode(&was, &w->was, err) != ST_OK ||
	    db_run(db_usef(c->db, again ? &q_again : &q_add,
	    "itoootttttttt" "iito", w->id, w->kind->name, w->person, w->area,
	    w->point, w->name, w->subject, w->reason, w->event_on, w->month,
	    buf_str(&fields), buf_str(&was), buf_str(&w->effect),
	    (int64_t)w->version, w->maker, c->now, w->undoes),
	    err) != ST_OK ? err->st : ST_OK;
	buf_done(&fields);
	buf_done(&was);
	return st == ST_OK ? change_papers(w, err) : st;
}

/* For an import that is repeated, or two people who ask at the same time. */
enum status
change_not_twice(struct change_work *w, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_same, "ittii", w->person,
	    w->kind->name, w->subject, w->id,
	    w->point != 0 ? (int64_t)-1 : w->area);
	char at[DATE_TEXT];
	struct change_head same;
	bool found;

	if (db_one(s, same_cols, &same, &found, err) != ST_OK || !found)
		return err->st;
	date_day(at, sizeof(at), same.made_at);
	return err_field(err, ST_EXISTS, "kind",
	    _("%s asked for this already on %s: request %lld waits to be "
	    "decided"), same.maker_name, at, (long long)same.id);
}

/* ---- trying ------------------------------------------------------------- */

/* The row itself is written too: entitlements, arrears and blocks refer to
 * their request by foreign keys. */
static enum status
change_try_inside(struct change_work *w, bool stored, struct err *err)
{
	if (change_read(w, err) != ST_OK || change_not_twice(w, err) != ST_OK ||
	    (!stored &&
	    db_next_id(w->c->db, "change", &w->id, err) != ST_OK) ||
	    change_store(w, stored, err) != ST_OK)
		return err->st;
	return w->kind->apply(w, err);
}

/* What apply() noted and the ids it took go with the savepoint; only its
 * sentences stay. */
static enum status
change_try(struct change_work *w, bool stored, struct err *err)
{
	int64_t id = w->id, person = w->person;
	enum status st;

	if (db_savepoint(w->c->db, err) != ST_OK)
		return err->st;
	w->trial = true;
	st = change_try_inside(w, stored, err);
	db_rollback_to(w->c->db);
	w->trial = false;
	wire_args_done(&w->done);
	w->id = id;
	w->person = person;
	if (st == ST_OK && !db_in_tx(w->c->db))
		return err_set(err, ST_IO, _("the books could not be written"));
	return st;
}

/* ---- verbs ---------------------------------------------------------------- */

/* What asking alone does, such as blocking the lines after a report of death;
 * the decider reads its sentences too. */
static enum status
change_at_once(struct change_work *w, struct err *err)
{
	if (w->kind->at_once == NULL)
		return ST_OK;
	return w->kind->at_once(w, err) != ST_OK ? err->st :
	    change_store(w, true, err);
}

static enum status
change_ask_work(struct change_work *w, struct err *err)
{
	if (change_may_ask(w, err) != ST_OK ||
	    change_try(w, false, err) != ST_OK ||
	    db_next_id(w->c->db, "change", &w->id, err) != ST_OK ||
	    change_store(w, false, err) != ST_OK)
		return err->st;
	return change_at_once(w, err);
}

enum status
change_ask_run(struct verb_call *c, struct err *err)
{
	struct change_work w;
	enum status st;

	change_begin(c, &w);
	st = change_ask_work(&w, err);
	if (st == ST_OK)
		change_answer(&w, true);
	change_work_done(&w);
	return st;
}

static enum status
change_may_amend(struct change_work *w, struct err *err)
{
	if (w->state != CHANGE_WAITING)
		return err_field(err, ST_INVALID, "change",
		    _("request %lld is decided: %s"), (long long)w->id,
		    change_state_word(w->state));
	if (change_may_edit(w, err) != ST_OK)
		return err->st;
	return change_may_ask(w, err);
}

/* Replaces the fields asked for before by the posted ones. */
static enum status
change_refill(struct change_work *w, struct err *err)
{
	struct verb_call *c = w->c;
	const struct wire_args *in = &c->in->args;
	int64_t person = wire_args_int(in, "person", w->person);
	const char *kind = wire_args_text(in, "kind");
	const struct change_kind *k = w->kind;
	int64_t id = w->id, undoes = w->undoes, of = w->person;
	int version = w->version;

	if (person != of)
		return err_field(err, ST_INVALID, "person",
		    _("a request stays with its person: withdraw it"));
	if (kind[0] != '\0' && strcmp(kind, w->kind->name) != 0)
		return err_field(err, ST_INVALID, "kind",
		    _("a request stays of its kind: withdraw it"));
	change_work_done(w);
	change_begin(c, w);
	w->kind = k;
	w->id = id;
	w->person = of;
	w->version = version + 1;
	if (undoes != 0 && w->undoes != undoes && w->undoes != 0)
		return err_field(err, ST_INVALID, "undoes",
		    _("a request stays with what it undoes: withdraw it"));
	w->undoes = undoes;
	return ST_OK;
}

static enum status
change_amend_work(struct change_work *w, struct err *err)
{
	if (change_may_amend(w, err) != ST_OK ||
	    change_version(w, err) != ST_OK || change_refill(w, err) != ST_OK ||
	    line_unblock_of(w->c->db, w->id, NULL, err) != ST_OK ||
	    change_try(w, true, err) != ST_OK ||
	    change_store(w, true, err) != ST_OK)
		return err->st;
	return change_at_once(w, err);
}

enum status
change_amend_run(struct verb_call *c, struct err *err)
{
	return change_stored(c, change_amend_work, true, err);
}

/* The same without a trace: what a form shows before F10 posts it. */
enum status
change_preview_run(struct verb_call *c, struct err *err)
{
	enum status st = wire_args_int(&c->in->args, "change", 0) != 0 ?
	    change_amend_run(c, err) : change_ask_run(c, err);

	c->dry = true;
	return st;
}
