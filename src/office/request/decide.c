/*
 * SPDX-License-Identifier: ISC
 *
 * request/decide: the verbs change.effect, change.withdraw, change.reject and
 * change.approve.  Who asked does not decide (the schema enforces it too).  A
 * request that was edited, or whose person changed since it was asked for, must
 * be looked at again before it is approved: what is approved is what was shown.
 */
#include <string.h>

#include "base/say.h"
#include "db/row.h"
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

#define COL(m) DB_COL(struct change_head, m)
static const struct db_col by_cols[] = {
	DB_ROW(struct change_head), COL(maker_name), COL(made_at),
	COL(checker_name), COL(checked_at), DB_END
};
#undef COL

/* Who asked and who decided, and when. */
static enum status
change_by(struct change_work *w, struct change_head *by, struct err *err)
{
	bool found;

	memset(by, 0, sizeof(*by));
	return db_one(db_usef(w->c->db, &q_by, "i", w->id), by_cols, by,
	    &found, err);
}

enum status
change_version(struct change_work *w, struct err *err)
{
	struct change_head by;

	if (wire_args_int(&w->c->in->args, "version", 0) == w->version)
		return ST_OK;
	if (change_by(w, &by, err) != ST_OK)
		return err->st;
	return err_field(err, ST_BUSY, "version",
	    _("request %lld was changed by %s at %.5s: look again"),
	    (long long)w->id, by.maker_name, by.made_at + 11);
}

/* ST_EXISTS: it is decided or withdrawn already. */
static enum status
change_waits(struct change_work *w, struct err *err)
{
	char day[DATE_TEXT];
	struct change_head by;

	if (w->state == CHANGE_WAITING)
		return ST_OK;
	if (change_by(w, &by, err) != ST_OK)
		return err->st;
	if (by.checker_name[0] == '\0')
		return err_field(err, ST_EXISTS, "change",
		    _("request %lld was withdrawn"), (long long)w->id);
	date_day(day, sizeof(day), by.checked_at);
	return err_field(err, ST_EXISTS, "change",
	    _("request %lld is decided already: %s, by %s on %s"),
	    (long long)w->id, change_state_word(w->state), by.checker_name,
	    day);
}

/* Is each argument of a the same in b?  `entitlement` does not count, since it
 * is in words whose language may differ; `grants` has the same in codes. */
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

enum status
change_stand(struct change_work *w, int64_t decider, struct err *err)
{
	struct buf was, done;
	enum status st;

	buf_init(&was, CHANGE_DONE_MAX);
	buf_init(&done, CHANGE_DONE_MAX);
	st = journal_encode(&was, &w->was, err) != ST_OK ||
	    journal_encode(&done, &w->done, err) != ST_OK ||
	    db_run(db_usef(w->c->db, &q_approve, "iitottt", w->id, decider,
	    w->c->now, w->person, buf_str(&was), buf_str(&w->effect),
	    buf_str(&done)), err) != ST_OK ? err->st : ST_OK;
	buf_done(&was);
	buf_done(&done);
	return st;
}

enum status
change_decided(struct verb_call *c, int64_t change, enum change_state state,
    int64_t decider, const char *verdict, struct err *err)
{
	return db_run(db_usef(c->db, &q_decided, "ititt", change,
	    names_word(&change_states, state), decider, c->now, verdict), err);
}

/* *whole: the request is decided as a whole; else the verdict about its rows is
 * stored. */
static enum status
change_by_rows(struct change_work *w, enum change_state verdict, bool *whole,
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
change_decide(struct change_work *w, enum change_state verdict, bool *whole,
    struct err *err)
{
	if (change_waits(w, err) != ST_OK || change_version(w, err) != ST_OK ||
	    change_may_decide(w, err) != ST_OK)
		return err->st;
	return change_by_rows(w, verdict, whole, err);
}

static enum status
change_approve_work(struct change_work *w, struct err *err)
{
	bool whole;

	if (change_decide(w, CHANGE_APPROVED, &whole, err) != ST_OK || !whole)
		return err->st;
	if (change_unchanged(w, err) != ST_OK ||
	    w->kind->apply(w, err) != ST_OK)
		return err->st;
	return change_stand(w, w->c->who->staff, err);
}

enum status
change_approve_run(struct verb_call *c, struct err *err)
{
	return change_stored(c, change_approve_work, false, err);
}

static enum status
change_effect_work(struct change_work *w, struct err *err)
{
	w->trial = true;
	if (change_waits(w, err) != ST_OK || change_unchanged(w, err) != ST_OK)
		return err->st;
	return w->kind->apply(w, err);
}

/* What approving would do now; nothing is kept. */
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

	if (line_unblock_of(w->c->db, w->id, &n, err) != ST_OK)
		return err->st;
	if (n > 0)
		change_effect(w, N_("lines that can be paid again: %lld"),
		    (long long)n);
	return w->kind->dropped != NULL ? w->kind->dropped(w, err) : ST_OK;
}

static enum status
change_reject_work(struct change_work *w, struct err *err)
{
	struct verb_call *c = w->c;
	bool whole;

	if (change_decide(w, CHANGE_REJECTED, &whole, err) != ST_OK || !whole)
		return err->st;
	if (change_decided(c, w->id, CHANGE_REJECTED, c->who->staff,
	    wire_args_text(&c->in->args, "reason"), err) != ST_OK)
		return err->st;
	return change_drop(w, err);
}

enum status
change_reject_run(struct verb_call *c, struct err *err)
{
	return change_stored(c, change_reject_work, false, err);
}

static enum status
change_withdraw_work(struct change_work *w, struct err *err)
{
	bool whole;

	if (change_waits(w, err) != ST_OK || change_may_edit(w, err) != ST_OK ||
	    (w->kind->decide != NULL && w->kind->decide(w, CHANGE_WITHDRAWN,
	    &whole, err) != ST_OK) ||
	    db_run(db_usef(w->c->db, &q_withdraw, "i", w->id), err) != ST_OK)
		return err->st;
	return change_drop(w, err);
}

enum status
change_withdraw_run(struct verb_call *c, struct err *err)
{
	return change_stored(c, change_withdraw_work, false, err);
}
