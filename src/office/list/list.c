/*
 * SPDX-License-Identifier: ISC
 *
 * list/list: owns tables list and line.  A list goes draft -> submitted ->
 * approved -> closed, and back only from submitted to draft; from submission
 * on its lines are frozen (triggers of the schema).  Two people: who prepared
 * a list does not approve it.  How a draft is
 * made: job.c.
 */
#include "office/list/list.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
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

static void
list_read(struct db_stmt *s, struct list_head *h)
{
	memset(h, 0, sizeof(*h));
	h->id = db_int(s, 0);
	h->period = db_int(s, 1);
	h->owner = db_int(s, 2);
	db_copy(s, 3, h->period_code, sizeof(h->period_code));
	db_copy(s, 4, h->owner_code, sizeof(h->owner_code));
	db_copy(s, 5, h->owner_name, sizeof(h->owner_name));
	h->seq = (int)db_int(s, 6);
	db_copy(s, 7, h->state, sizeof(h->state));
	h->lines = db_int(s, 8);
	h->people = db_int(s, 9);
	h->total = db_int(s, 10);
	db_copy(s, 11, h->prepared_by, sizeof(h->prepared_by));
	db_copy(s, 12, h->prepared_at, sizeof(h->prepared_at));
	db_copy(s, 13, h->approved_by, sizeof(h->approved_by));
	db_copy(s, 14, h->approved_at, sizeof(h->approved_at));
	db_copy(s, 15, h->kind, sizeof(h->kind));
	h->carried_lines = db_int(s, 16);
	h->carried_total = db_int(s, 17);
	h->deducted = db_int(s, 18);
	db_copy(s, 19, h->checked_at, sizeof(h->checked_at));
}

enum status
list_all(struct db *db, const struct scope *sc, int64_t period,
    struct list_head *v, unsigned max, unsigned *n, struct err *err)
{
	struct db_stmt *s = period == 0 ? db_use(db, &q_ever) :
	    db_usef(db, &q_all, "i", period);
	enum status st = ST_OK;
	unsigned i = 0;
	bool row;

	while (st == ST_OK && i < max &&
	    (st = db_step(s, &row, err)) == ST_OK && row) {
		bool all, some = false;

		list_read(s, &v[i]);
		st = list_owner_in(db, sc, v[i].owner, &all, &some, err);
		if (some)
			i++;
	}
	db_reset(s);
	if (st == ST_OK)
		*n = i;
	return st;
}

enum status
list_get(struct db *db, const struct scope *sc, int64_t id,
    struct list_head *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_one, "i", id);
	bool row, all, some;
	struct list_head h;
	enum status st;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (row)
		list_read(s, &h);
	db_reset(s);
	if (!row)
		return err_field(err, ST_NOTFOUND, "list",
		    _("There is no payment list %" PRId64 "."), id);
	st = list_owner_in(db, sc, h.owner, &all, &some, err);
	if (st != ST_OK)
		return st;
	if (!some)
		return err_field(err, ST_DENIED, "list",
		    _("The list of %s is outside your area."), h.owner_name);
	*out = h;
	return ST_OK;
}

/* ---- submit, return, approve ------------------------------------------ */

/* A stored state as people call it. */
static const char *
list_state_shown(const char *state)
{
	return strcmp(state, "draft") == 0 ? _("in preparation") :
	    strcmp(state, "submitted") == 0 ? _("submitted") :
	    strcmp(state, "approved") == 0 ? _("approved") :
	    strcmp(state, "closed") == 0 ? _("closed") : state;
}

struct list_state {
	int64_t id, prepared_by, owner, period;
	char state[12], owner_name[192];
	struct list_sums sums;
};

/*
 * The list named by the verb, which must be the actor's and in `want`.  Its
 * period is open: it closes only when all its lists are closed.
 */
static enum status
list_load(struct verb_call *c, const char *want, struct list_state *out,
    struct err *err)
{
	int64_t id = wire_args_int(&c->in->args, "list", 0);
	struct db_stmt *s = db_usef(c->db, &q_state, "i", id);
	struct list_state l = { .id = id };
	const void *p;
	bool row, all;
	size_t n;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		db_copy(s, 0, l.state, sizeof(l.state));
		l.owner = db_int(s, 1);
		l.period = db_int(s, 7);
		db_copy(s, 8, l.owner_name, sizeof(l.owner_name));
		l.prepared_by = db_int(s, 2);
		l.sums.lines = db_int(s, 3);
		l.sums.people = db_int(s, 4);
		l.sums.total = db_int(s, 5);
		p = db_blob(s, 6, &n);
		if (p != NULL && n == DIGEST_LEN)
			memcpy(l.sums.digest, p, n);
	}
	db_reset(s);
	if (!row)
		return err_field(err, ST_NOTFOUND, "list",
		    _("There is no payment list %" PRId64 "."), id);
	if (list_owner_in(c->db, &c->who->scope, l.owner, &all, NULL,
	    err) != ST_OK)
		return err->st;
	if (!all)
		return err_field(err, ST_DENIED, "list",
		    _("This payment list belongs to another area."));
	if (strcmp(l.state, want) != 0)
		return err_field(err, ST_INVALID, "list",
		    _("The list is in the state \"%s\", not \"%s\"."),
		    list_state_shown(l.state), list_state_shown(want));
	*out = l;
	return ST_OK;
}

static void
list_answer(struct verb_call *c, const struct list_state *l, const char *state)
{
	wire_args_add_int(c->out, "list", l->id);
	wire_args_add(c->out, "state", state);
	wire_args_add_int(c->out, "lines", l->sums.lines);
	wire_args_add_int(c->out, "people", l->sums.people);
	wire_args_add_int(c->out, "total", l->sums.total);
}

enum status
list_submit_run(struct verb_call *c, struct err *err)
{
	struct list_state l;
	struct period p;
	int64_t held = 0;

	/* An earlier one may have been opened again since it was begun. */
	if (list_load(c, "draft", &l, err) != ST_OK ||
	    list_check_ready(c->db, l.id, err) != ST_OK ||
	    period_get(c->db, l.period, &p, err) != ST_OK ||
	    list_earlier_closed(c, &p, l.owner, l.owner_name, err) != ST_OK ||
	    change_hold_list(c, l.id, &held, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_set_state, "it", l.id, "submitted"),
	    err) != ST_OK ||
	    list_settle(c, l.id, N_("changed since the list was made"),
	    err) != ST_OK)
		return err->st;
	list_answer(c, &l, "submitted");
	wire_args_add_int(c->out, "held", held);
	return ST_OK;
}

enum status
list_return_run(struct verb_call *c, struct err *err)
{
	struct list_state l;

	if (list_load(c, "submitted", &l, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_set_state, "it", l.id, "draft"),
	    err) != ST_OK ||
	    list_settle(c, l.id, N_("the list was sent back"), err) != ST_OK)
		return err->st;
	list_answer(c, &l, "draft");
	return ST_OK;
}

enum status
list_approve_run(struct verb_call *c, struct err *err)
{
	struct list_state l;
	struct list_sums now;

	if (list_load(c, "submitted", &l, err) != ST_OK)
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
	list_answer(c, &l, "approved");
	return ST_OK;
}

/* ---- table ------------------------------------------------------------ */
