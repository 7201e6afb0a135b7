/*
 * SPDX-License-Identifier: ISC
 *
 * list/list: reads lists, and takes one from draft to submitted and approved;
 * period_close.c closes it.  It goes back only from submitted to draft; from
 * submission on, triggers of the schema keep its lines from changing.  Whoever
 * prepared a list does not approve it.  How a draft is made: job.c.
 */
#include "office/list/list.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "db/row.h"
#include "office/period/owner.h"
#include "office/request/change.h"
#include "office/list/check_priv.h"
#include "office/list/list_priv.h"
#include "office/period/period.h"

#define HEAD                                                                   \
	"SELECT l.id, l.period_id, l.owner_id, p.code, a.code, a.name, l.seq," \
	" l.state, l.lines, l.people, l.total, s.name, l.prepared_at, t.name," \
	" l.approved_at, l.kind, l.carried_lines, l.carried_total, l.deducted,"  \
	" l.checked_at FROM list l JOIN period p ON p.id = l.period_id"       \
	" JOIN area a ON a.id = l.owner_id"                                    \
	" JOIN staff s ON s.id = l.prepared_by"                                \
	" LEFT JOIN staff t ON t.id = l.approved_by"

DB_SQL(q_all) = { "list.all",
	HEAD " WHERE l.period_id = ?1 AND l.prepared_at <> ''"
	" ORDER BY a.code, l.seq" };
DB_SQL(q_ever) = { "list.ever",
	HEAD " WHERE l.prepared_at <> '' ORDER BY p.code DESC, a.code, l.seq" };
DB_SQL(q_one) = { "list.one", HEAD
	" WHERE l.id = ?1 AND l.prepared_at <> ''" };

DB_SQL(q_state) = { "list.state",
	"SELECT l.state, l.owner_id, l.prepared_by, l.lines, l.people, l.total,"
	" l.digest, l.period_id, a.name FROM list l"
	" JOIN area a ON a.id = l.owner_id"
	" WHERE l.id = ?1 AND l.prepared_at <> ''" };
DB_SQL(q_set_state) = { "list.set_state",
	"UPDATE list SET state = ?2 WHERE id = ?1" };
DB_SQL(q_approve) = { "list.approve",
	"UPDATE list SET state = 'approved', approved_by = ?2, approved_at = ?3"
	" WHERE id = ?1" };

/* ---- reading ---------------------------------------------------------- */

#define COL(m) DB_COL(struct list_head, m)
static const struct db_col head_cols[] = {
	DB_ROW(struct list_head), COL(id), COL(period), COL(owner),
	COL(period_code), COL(owner_code), COL(owner_name), COL(seq),
	DB_COL_ENUM(struct list_head, state, &list_states), COL(lines),
	COL(people), COL(total), COL(prepared_by), COL(prepared_at),
	COL(approved_by), COL(approved_at),
	DB_COL_ENUM(struct list_head, kind, &list_kinds), COL(carried_lines),
	COL(carried_total), COL(deducted), COL(checked_at), DB_END
};
#undef COL

enum status
list_all(struct db *db, const struct scope *sc, int64_t period,
    struct list_heads *out, struct err *err)
{
	struct db_stmt *s = period == 0 ? db_use(db, &q_ever) :
	    db_usef(db, &q_all, "i", period);
	enum status st = ST_OK;
	bool row, all, some;
	unsigned i = 0;

	while (i < out->max && (st = db_step(s, &row, err)) == ST_OK && row) {
		db_row(s, head_cols, &out->v[i]);
		if ((st = list_owner_in(db, sc, out->v[i].owner, &all, &some,
		    err)) != ST_OK)
			break;
		i += some;
	}
	db_reset(s);
	if (st == ST_OK)
		out->n = i;
	return st;
}

static enum status
list_none(int64_t id, struct err *err)
{
	return err_field(err, ST_NOTFOUND, "list",
	    _("There is no payment list %" PRId64 "."), id);
}

enum status
list_get(struct db *db, const struct scope *sc, int64_t id,
    struct list_head *out, struct err *err)
{
	bool found, all, some;
	struct list_head h;

	if (db_one(db_usef(db, &q_one, "i", id), head_cols, &h, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return list_none(id, err);
	if (list_owner_in(db, sc, h.owner, &all, &some, err) != ST_OK)
		return err->st;
	if (!some)
		return err_field(err, ST_DENIED, "list",
		    _("The list of %s is outside your area."), h.owner_name);
	*out = h;
	return ST_OK;
}

/* ---- submit, return, approve ------------------------------------------ */

/* A state in the user's language. */
static const char *
list_state_shown(enum list_state state)
{
	static const char *const words[] = {
		[LIST_DRAFT] = N_("in preparation"),
		[LIST_SUBMITTED] = N_("submitted"),
		[LIST_APPROVED] = N_("approved"),
		[LIST_CLOSED] = N_("closed"),
	};

	return state == LIST_STATE_NONE ? "" : _(words[state]);
}

struct list_now {
	int64_t id, prepared_by, owner, period;
	enum list_state state;
	char owner_name[192];
	struct list_sums sums;
};

#define COL(m) DB_COL(struct list_now, m)
static const struct db_col now_cols[] = {
	DB_ROW(struct list_now),
	DB_COL_ENUM(struct list_now, state, &list_states), COL(owner),
	COL(prepared_by), COL(sums.lines), COL(sums.people), COL(sums.total),
	DB_SKIP, COL(period), COL(owner_name), DB_END
};
enum { NOW_DIGEST = 6 };
#undef COL

/* The list as it stands; l->id is 0 when there is none. */
static enum status
list_read(struct db *db, int64_t id, struct list_now *l, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_state, "i", id);
	const void *p;
	bool row;
	size_t n;

	l->id = 0;
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	db_row(s, now_cols, l);
	l->id = id;
	p = db_blob(s, NOW_DIGEST, &n);
	if (p != NULL && n == DIGEST_LEN)
		memcpy(l->sums.digest, p, n);
	db_reset(s);
	return ST_OK;
}

/*
 * The list that the verb names: its owner wholly in the actor's scope, its
 * state `want`.  Its period is open, as a period closes with its last list.
 */
static enum status
list_load(struct verb_call *c, enum list_state want, struct list_now *l,
    struct err *err)
{
	int64_t id = wire_args_int(&c->in->args, "list", 0);
	bool all;

	if (list_read(c->db, id, l, err) != ST_OK)
		return err->st;
	if (l->id == 0)
		return list_none(id, err);
	if (list_owner_in(c->db, &c->who->scope, l->owner, &all, NULL,
	    err) != ST_OK)
		return err->st;
	if (!all)
		return err_field(err, ST_DENIED, "list",
		    _("This payment list belongs to another area."));
	return l->state == want ? ST_OK : err_field(err, ST_INVALID, "list",
	    _("The list is in the state \"%s\", not \"%s\"."),
	    list_state_shown(l->state), list_state_shown(want));
}

static enum status
list_set(struct verb_call *c, const struct list_now *l, enum list_state state,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_set_state, "it", l->id,
	    names_word(&list_states, state)), err);
}

static void
list_answer(struct verb_call *c, const struct list_now *l,
    enum list_state state)
{
	wire_args_add_int(c->out, "list", l->id);
	wire_args_add(c->out, "state", names_word(&list_states, state));
	wire_args_add_int(c->out, "lines", l->sums.lines);
	wire_args_add_int(c->out, "people", l->sums.people);
	wire_args_add_int(c->out, "total", l->sums.total);
}

enum status
list_submit_run(struct verb_call *c, struct err *err)
{
	struct list_now l;
	struct period p;
	int64_t held = 0;

	/* An earlier list may have been reopened since this one was begun. */
	if (list_load(c, LIST_DRAFT, &l, err) != ST_OK ||
	    list_check_ready(c->db, l.id, err) != ST_OK ||
	    period_get(c->db, l.period, &p, err) != ST_OK ||
	    list_earlier_closed(c, &p, l.owner, l.owner_name, err) != ST_OK ||
	    change_hold_list(c, l.id, &held, err) != ST_OK ||
	    list_set(c, &l, LIST_SUBMITTED, err) != ST_OK ||
	    list_settle(c, l.id, N_("changed since the list was made"),
	    err) != ST_OK)
		return err->st;
	list_answer(c, &l, LIST_SUBMITTED);
	wire_args_add_int(c->out, "held", held);
	return ST_OK;
}

enum status
list_return_run(struct verb_call *c, struct err *err)
{
	struct list_now l;

	if (list_load(c, LIST_SUBMITTED, &l, err) != ST_OK ||
	    list_set(c, &l, LIST_DRAFT, err) != ST_OK ||
	    list_settle(c, l.id, N_("the list was sent back"), err) != ST_OK)
		return err->st;
	list_answer(c, &l, LIST_DRAFT);
	return ST_OK;
}

enum status
list_approve_run(struct verb_call *c, struct err *err)
{
	struct list_now l;
	struct list_sums now;

	if (list_load(c, LIST_SUBMITTED, &l, err) != ST_OK)
		return err->st;
	if (l.prepared_by == c->who->staff)
		return err_field(err, ST_DENIED, "list",
		    _("You prepared this list: somebody else approves it."));
	if (list_count(c->db, l.id, &now, err) != ST_OK)
		return err->st;
	if (now.lines != l.sums.lines || now.people != l.sums.people ||
	    now.total != l.sums.total ||
	    memcmp(now.digest, l.sums.digest, DIGEST_LEN) != 0)
		return err_field(err, ST_CORRUPT, "list",
		    _("The lines do not add up to the totals of the list; "
		    "send it back and make it anew."));
	if (db_run(db_usef(c->db, &q_approve, "iit", l.id, c->who->staff,
	    c->now), err) != ST_OK)
		return err->st;
	list_answer(c, &l, LIST_APPROVED);
	return ST_OK;
}
