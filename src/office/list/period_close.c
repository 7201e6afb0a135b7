/*
 * SPDX-License-Identifier: ISC
 *
 * list/period_close: closing and reopening; the verbs on periods.  A period closes
 * list by list (chốt kỳ): each owner closes its own lists, the last one the
 * period; but not before each owner with people to be paid has a list, unless
 * the scope is the whole office.  Lines that nobody collected stay open lines of
 * their list and are payable in a later period.
 */
#include "base/say.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/list/list_priv.h"
#include "office/period/owner.h"
#include "office/period/period.h"
#include "text/date.h"

DB_SQL(q_lists) = { "period.lists",
	"SELECT l.id, l.owner_id, l.state, a.name, l.prepared_at FROM list l"
	" JOIN area a ON a.id = l.owner_id WHERE l.period_id = ?1"
	" ORDER BY l.owner_id, l.seq" };
DB_SQL(q_close_list) = { "period.close_list",
	"UPDATE list SET state = 'closed' WHERE id = ?1" };
DB_SQL(q_left) = { "period.left",
	"SELECT count(*) FROM list WHERE period_id = ?1 AND state <> 'closed'" };
/* Districts, and communes right below the province, with people to be paid. */
DB_SQL(q_unlisted) = { "period.unlisted",
	"SELECT count(*) FROM area o JOIN area above ON above.id = o.parent_id"
	" WHERE above.level = 'province'"
	" AND NOT EXISTS (SELECT 1 FROM list l WHERE l.period_id = ?1"
	"  AND l.owner_id = o.id)"
	" AND EXISTS (SELECT 1 FROM area a JOIN person p ON p.area_id = a.id"
	"  WHERE a.level = 'commune' AND (a.id = o.id OR a.parent_id = o.id)"
	"  AND p.state = 'active')" };
DB_SQL(q_unpaid) = { "period.unpaid",
	"SELECT count(*), coalesce(sum(l.amount), 0) FROM line l"
	" WHERE l.list_id = ?1"
	" AND " LINE_FREE("l.id") };
DB_SQL(q_close) = { "period.close",
	"UPDATE period SET state = 'closed', closed_at = ?2 WHERE id = ?1" };
/* The owner's first later list that is not a draft any more. */
DB_SQL(q_later) = { "period.later_list",
	"SELECT p.code FROM list l JOIN period p ON p.id = l.period_id"
	" WHERE l.owner_id = ?1 AND p.code > ?2 AND l.kind = 'monthly'"
	" AND l.state <> 'draft' ORDER BY p.code LIMIT 1" };
DB_SQL(q_reopen_lists) = { "period.reopen_lists",
	"UPDATE list SET state = 'approved' WHERE period_id = ?1"
	" AND owner_id = ?2 AND state = 'closed'" };
DB_SQL(q_reopen) = { "period.reopen",
	"UPDATE period SET state = 'open', closed_at = NULL WHERE id = ?1" };
DB_SQL(q_other_open) = { "period.other_open",
	"SELECT 1 FROM period WHERE state = 'open' AND code > ?1"
	" AND code <= ?2 LIMIT 1" };

enum status
period_reopen(struct verb_call *c, const struct period *p,
    const struct place *owner, int64_t *lists, bool *whole, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_later, "it", owner->id, p->code);
	char month[DATE_MONTH], later[DATE_MONTH];
	bool row;

	month_format(month, sizeof(month), p->code);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		month_format(later, sizeof(later), db_text(s, 0));
		db_reset(s);
		return err_field(err, ST_INVALID, "period",
		    _("The list of %s for %s was submitted already and counts "
		    "what %s left: send it back first; once approved, %s "
		    "stays closed."), owner->name, later, month, month);
	}
	if (db_run(db_usef(c->db, &q_reopen_lists, "ii", p->id, owner->id),
	    err) != ST_OK)
		return err->st;
	*lists = db_changes(c->db);
	if (*lists == 0)
		return err_field(err, ST_INVALID, "area",
		    _("%s has no closed list for %s."), owner->name, month);
	*whole = p->state == PERIOD_CLOSED;
	return *whole ? db_run(db_usef(c->db, &q_reopen, "i", p->id), err) :
	    ST_OK;
}

#define CLOSE_MAX 1024 /* lists of one period: 12 districts, 92 communes */

struct closing_list {
	int64_t id, owner;
	enum list_state state;
	char owner_name[192], prepared_at[20];
};

#define COL(m) DB_COL(struct closing_list, m)
static const struct db_col closing_cols[] = {
	DB_ROW(struct closing_list), COL(id), COL(owner),
	DB_COL_ENUM(struct closing_list, state, &list_states),
	COL(owner_name), COL(prepared_at), DB_END
};
#undef COL

/* Refuses a list that cannot be closed yet. */
static enum status
closing_may(const struct closing_list *l, unsigned n, struct err *err)
{
	if (l->prepared_at[0] == '\0')
		return err_set(err, ST_INVALID,
		    _("A payment list of %s is being made: make it to "
		    "its end, or begin it once more and give it up."),
		    l->owner_name);
	if (l->state != LIST_APPROVED)
		return err_set(err, ST_INVALID,
		    _("A payment list of %s is not approved yet: "
		    "approve it or take it back first."), l->owner_name);
	return n < CLOSE_MAX ? ST_OK : err_set(err, ST_LIMIT,
	    _("More than %d lists: close district by district."), CLOSE_MAX);
}

/* Finds the lists that this actor closes; refuses unapproved ones. */
static enum status
period_closing(struct verb_call *c, const struct scope *part, int64_t period,
    int64_t id[CLOSE_MAX], unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_lists, "i", period);
	struct closing_list l;
	int64_t owner = 0;
	bool row, mine = false;
	enum status st;

	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_row(s, closing_cols, &l);
		if (l.owner != owner && (st = list_owner_in(c->db, part,
		    l.owner, &mine, NULL, err)) != ST_OK)
			break;
		owner = l.owner;
		if (!mine || l.state == LIST_CLOSED)
			continue;
		if ((st = closing_may(&l, *n, err)) != ST_OK)
			break;
		id[(*n)++] = l.id;
	}
	db_reset(s);
	return st;
}

/*
 * What keeps the period open: lists that are not closed and, unless the scope is
 * the whole office, owners that have no list yet.
 */
static enum status
period_left(struct verb_call *c, const struct scope *part, int64_t period,
    int64_t *left, struct err *err)
{
	int64_t unlisted = 0;
	bool found;

	*left = 0;
	if (db_int1(db_usef(c->db, &q_left, "i", period), left, &found,
	    err) != ST_OK || (part->kind != SCOPE_ALL &&
	    db_int1(db_usef(c->db, &q_unlisted, "i", period), &unlisted,
	    &found, err) != ST_OK))
		return err->st;
	*left += unlisted;
	return ST_OK;
}

/*
 * Open lines are paid in a later period, which must be open before the last one
 * closes.
 */
static enum status
period_stays_payable(struct verb_call *c, const struct period *p,
    struct err *err)
{
	char month[DATE_MONTH];
	int64_t one;
	bool found;

	period_next_month(c->today, month);
	if (db_int1(db_usef(c->db, &q_other_open, "tt", p->code, month), &one,
	    &found, err) != ST_OK)
		return err->st;
	if (found)
		return ST_OK;
	month_format(month, sizeof(month), p->code);
	return err_field(err, ST_INVALID, "period",
	    _("No period after %s is open: nobody could be paid. Open the next "
	    "one first."), month);
}

/* Adds the open lines of a list and their sum, for the journal. */
static enum status
period_unpaid(struct db *db, int64_t list, int64_t *lines, int64_t *total,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_unpaid, "i", list);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*lines += db_int(s, 0);
	*total += db_int(s, 1);
	db_reset(s);
	return ST_OK;
}

static enum status
period_close_lists(struct verb_call *c, struct period *p,
    const struct scope *part, struct err *err)
{
	int64_t id[CLOSE_MAX], left, lines = 0, total = 0;
	unsigned i, n;

	if (period_closing(c, part, p->id, id, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (period_unpaid(c->db, id[i], &lines, &total, err) != ST_OK ||
		    db_run(db_usef(c->db, &q_close_list, "i", id[i]),
		    err) != ST_OK)
			return err->st;
	if (period_left(c, part, p->id, &left, err) != ST_OK)
		return err->st;
	if (n == 0 && left > 0)
		return err_set(err, ST_NOTFOUND,
		    _("There is no open payment list of %s to close here."),
		    p->code);
	if (left == 0) {
		if (period_stays_payable(c, p, err) != ST_OK ||
		    db_run(db_usef(c->db, &q_close, "it", p->id, c->now),
		    err) != ST_OK)
			return err->st;
		p->state = PERIOD_CLOSED;
	}
	wire_args_add_int(c->out, "period", p->id);
	wire_args_add(c->out, "code", p->code);
	wire_args_add_int(c->out, "lists", n);
	wire_args_add_int(c->out, "unpaid", lines);
	wire_args_add_int(c->out, "unpaid_total", total);
	wire_args_add(c->out, "state", names_word(&period_states, p->state));
	return ST_OK;
}

static enum status
period_close_run(struct verb_call *c, struct err *err)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	struct period p;
	enum status st;

	if (period_named(c->db, wire_args_text(&c->in->args, "period"), &p,
	    err) != ST_OK)
		return err->st;
	if (p.state == PERIOD_CLOSED)
		return err_field(err, ST_EXISTS, "period",
		    _("The period %s is closed already."), p.code);
	if (scope_narrow(c->db, &c->who->scope,
	    wire_args_text(&c->in->args, "area"), "", &part, err) != ST_OK)
		return err->st;
	st = period_close_lists(c, &p, &part, err);
	scope_done(&part);
	return st;
}

static const struct verb_field f_open[] = {
	{ .name = "code", .type = VERB_MONTH, .required = true,
	  .help = N_("month of the period: 2019-11") },
	{ .name = "through", .type = VERB_MONTH,
	  .help = N_("last month it covers, when there are several") },
	{ .name = NULL }
};

static const struct verb_field f_override[] = {
	{ .name = "period", .type = VERB_TEXT, .max = 20,
	  .help = N_("period: 2019-11, or nothing for the newest") },
	{ .name = "area", .type = VERB_CODE, .required = true, .max = 8,
	  .help = N_("code of the district (commune) whose list it is") },
	{ .name = "reason", .type = VERB_REASON, .required = true, .max = 200,
	  .help = N_("why its earlier lists stay open") },
	{ .name = NULL }
};

static const struct verb_field f_close[] = {
	{ .name = "period", .type = VERB_TEXT, .max = 20,
	  .help = N_("period: 2019-11, or nothing for the newest") },
	{ .name = "area", .type = VERB_CODE, .max = 8,
	  .help = N_("code of the district, or nothing for all in your area") },
	{ .name = NULL }
};

const struct verb period_verbs[] = {
	{ .name = "period.open", .fields = f_open,
	  .roles = ROLE_PREPARER | ROLE_PROVINCE | ROLE_ADMIN,
	  .flags = VERB_FINAL, .run = period_open_run, .help = N_("open a payout period") },
	{ .name = "period.override", .fields = f_override,
	  .roles = ROLE_APPROVER | ROLE_PROVINCE, .flags = VERB_CONFIRM,
	  .run = period_override_run,
	  .help = N_("let a list be made while an earlier one is open") },
	{ .name = "period.close", .fields = f_close,
	  .roles = ROLE_PREPARER | ROLE_APPROVER | ROLE_PROVINCE | ROLE_ADMIN,
	  .flags = VERB_FINAL, .run = period_close_run,
	  .help = N_("close the approved lists of a period") },
	{ .name = NULL }
};
