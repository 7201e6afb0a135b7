/*
 * SPDX-License-Identifier: ISC
 *
 * request/decide: the verbs change.effect, change.withdraw, change.reject and
 * change.approve.  Two people: who asked does not decide (the schema says so
 * too).  What is approved is what was shown: a request that was edited, or
 * whose person changed since, is looked at again first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/request/work.h"
#include "office/verb/journal.h"
#include "text/date.h"

#define CHANGE_DONE_MAX 65536

DB_SQL(q_by) = { "change.by",
	"SELECT s.name, c.made_at, coalesce(t.name, ''),"
	" coalesce(c.checked_at, '') FROM change c"
	" JOIN staff s ON s.id = c.maker_id"
	" LEFT JOIN staff t ON t.id = c.checker_id WHERE c.id = ?1" };
DB_SQL(q_withdraw) = { "change.withdraw",
	"UPDATE change SET state = 'withdrawn' WHERE id = ?1" };
DB_SQL(q_decided) = { "change.decided",
	"UPDATE change SET state = ?2, checker_id = ?3, checked_at = ?4,"
	" verdict = ?5 WHERE id = ?1 AND state = 'waiting'" };
DB_SQL(q_approve) = { "change.approve",
	"UPDATE change SET state = 'approved', checker_id = ?2, checked_at = ?3,"
	" person_id = ?4, was = ?5, effect = ?6, done = ?7 WHERE id = ?1" };

struct change_by {
	char maker[128], made_at[20], checker[128], checked_at[20];
};

static enum status
change_by(struct change_work *w, struct change_by *by, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_by, "i", w->id);
	enum status st;
	bool row;

	memset(by, 0, sizeof(*by));
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, by->maker, sizeof(by->maker));
	db_copy(s, 1, by->made_at, sizeof(by->made_at));
	db_copy(s, 2, by->checker, sizeof(by->checker));
	db_copy(s, 3, by->checked_at, sizeof(by->checked_at));
	db_reset(s);
	return ST_OK;
}

enum status
change_version(struct change_work *w, struct err *err)
{
	struct change_by by;
	enum status st;

	if (wire_args_int(&w->c->in->args, "version", 0) == w->version)
		return ST_OK;
	st = change_by(w, &by, err);
	if (st != ST_OK)
		return st;
	return err_field(err, ST_BUSY, "version",
	    _("request %lld was changed by %s at %.5s: look again"),
	    (long long)w->id, by.maker, by.made_at + 11);
}

/* Still to be decided? */
static enum status
change_waits(struct change_work *w, const char *state, struct err *err)
{
	char day[DATE_TEXT];
	struct change_by by;
	enum status st;

	if (strcmp(state, "waiting") == 0)
		return ST_OK;
	st = change_by(w, &by, err);
	if (st != ST_OK)
		return st;
	if (by.checker[0] == '\0')
		return err_field(err, ST_EXISTS, "change",
		    _("request %lld was withdrawn"), (long long)w->id);
	date_day(day, sizeof(day), by.checked_at);
	return err_field(err, ST_EXISTS, "change",
	    _("request %lld is decided already: %s, by %s on %s"),
	    (long long)w->id, change_state_word(state), by.checker, day);
}

/* Does each of a stand in b?  `entitlement` is in words, whose language may
 * change: see grants. */
static bool
change_within(const struct wire_args *a, const struct wire_args *b)
{
	unsigned i;

	for (i = 0; i < a->n; i++)
		if (strcmp(a->v[i].name, "entitlement") != 0 &&
		    strcmp(a->v[i].value,
		    wire_args_text(b, a->v[i].name)) != 0)
			return false;
	return true;
}

/* Reads it once more: has what it changes been changed since it was asked? */
enum status
change_unchanged(struct change_work *w, struct err *err)
{
	struct wire_args was = w->was;
	enum status st;

	wire_args_init(&w->was);
	st = change_read(w, err);
	if (st == ST_OK && !(change_within(&was, &w->was) &&
	    change_within(&w->was, &was)))
		st = err_field(err, ST_BUSY, "change",
		    _("the record of %s changed since this was "
		    "asked: the request is opened, looked at and saved "
		    "once more first"), w->name);
	wire_args_done(&was);
	return st;
}

/* Kept as confirmed: what it was, what it brought about, what the undo needs. */
enum status
change_stand(struct change_work *w, int64_t decider, struct err *err)
{
	struct buf was, done;
	enum status st;

	buf_init(&was, CHANGE_DONE_MAX);
	buf_init(&done, CHANGE_DONE_MAX);
	st = journal_encode(&was, &w->was, err);
	if (st == ST_OK)
		st = journal_encode(&done, &w->done, err);
	if (st == ST_OK)
		st = db_run(db_usef(w->c->db, &q_approve, "iitottt", w->id,
		    decider, w->c->now, w->person, buf_str(&was),
		    buf_str(&w->effect), buf_str(&done)), err);
	buf_done(&was);
	buf_done(&done);
	return st;
}

enum status
change_decided(struct verb_call *c, int64_t change, const char *state,
    int64_t decider, const char *verdict, struct err *err)
{
	return db_run(db_usef(c->db, &q_decided, "ititt", change, state,
	    decider, c->now, verdict), err);
}

/* Of a kind that is decided row by row: not *whole when that is done. */
static enum status
change_by_rows(struct change_work *w, const char *verdict, bool *whole,
    struct err *err)
{
	const struct wire_args *in = &w->c->in->args;

	*whole = true;
	if (w->kind->decide != NULL)
		return w->kind->decide(w, verdict, whole, err);
	if (wire_args_text(in, "rows")[0] != '\0' ||
	    wire_args_text(in, "except")[0] != '\0')
		return err_field(err, ST_INVALID, "rows",
		    _("request %lld has no rows"), (long long)w->id);
	return ST_OK;
}

/* The refusals first, from the cheapest to the one that reads the record. */
static enum status
change_approve_work(struct change_work *w, const char *state, struct err *err)
{
	enum status st = change_waits(w, state, err);
	bool whole = true;

	if (st == ST_OK)
		st = change_version(w, err);
	if (st == ST_OK)
		st = change_may_decide(w, err);
	if (st == ST_OK)
		st = change_by_rows(w, "approved", &whole, err);
	if (st != ST_OK || !whole)
		return st;
	st = change_unchanged(w, err);
	if (st == ST_OK)
		st = w->kind->apply(w, err);
	if (st == ST_OK)
		st = change_stand(w, w->c->who->staff, err);
	return st;
}

enum status
change_approve_run(struct verb_call *c, struct err *err)
{
	return change_stored(c, change_approve_work, false, err);
}

static enum status
change_effect_work(struct change_work *w, const char *state, struct err *err)
{
	enum status st = change_waits(w, state, err);

	w->trial = true;
	if (st == ST_OK)
		st = change_unchanged(w, err);
	return st == ST_OK ? w->kind->apply(w, err) : st;
}

/* As it would be approved now; stays a question. */
enum status
change_effect_run(struct verb_call *c, struct err *err)
{
	c->dry = true;
	return change_stored(c, change_effect_work, true, err);
}

/* Takes back what asking alone did. */
static enum status
change_drop(struct change_work *w, struct err *err)
{
	int64_t n = 0;
	enum status st = line_unblock_of(w->c->db, w->id, &n, err);

	if (st == ST_OK && n > 0)
		change_effect(w, N_("lines that can be paid again: %lld"),
		    (long long)n);
	return st == ST_OK && w->kind->dropped != NULL ?
	    w->kind->dropped(w, err) : st;
}

static enum status
change_reject_work(struct change_work *w, const char *state, struct err *err)
{
	struct verb_call *c = w->c;
	enum status st = change_waits(w, state, err);
	bool whole = true;

	if (st == ST_OK)
		st = change_version(w, err);
	if (st == ST_OK)
		st = change_may_decide(w, err);
	if (st == ST_OK)
		st = change_by_rows(w, "rejected", &whole, err);
	if (st != ST_OK || !whole)
		return st;
	st = change_decided(c, w->id, "rejected", c->who->staff,
	    wire_args_text(&c->in->args, "reason"), err);
	return st == ST_OK ? change_drop(w, err) : st;
}

enum status
change_reject_run(struct verb_call *c, struct err *err)
{
	return change_stored(c, change_reject_work, false, err);
}

static enum status
change_withdraw_work(struct change_work *w, const char *state,
    struct err *err)
{
	enum status st = change_waits(w, state, err);

	bool whole;

	if (st == ST_OK)
		st = change_may_edit(w, err);
	if (st == ST_OK && w->kind->decide != NULL)
		st = w->kind->decide(w, "withdrawn", &whole, err);
	if (st == ST_OK)
		st = db_run(db_usef(w->c->db, &q_withdraw, "i", w->id), err);
	return st == ST_OK ? change_drop(w, err) : st;
}

enum status
change_withdraw_run(struct verb_call *c, struct err *err)
{
	return change_stored(c, change_withdraw_work, false, err);
}
