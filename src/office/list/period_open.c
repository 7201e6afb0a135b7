/*
 * SPDX-License-Identifier: ISC
 *
 * list/period_open: the verbs that begin a period.  A month belongs to one period
 * (primary key of period_month), so that two desks cannot both open it and no two
 * periods pay it.  period.override allows list.begin while an earlier list of
 * the owner is open.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "db/row.h"
#include "office/list/list_priv.h"
#include "office/period/owner.h"
#include "office/period/period.h"
#include "office/roll/transfer.h"

DB_SQL(q_covered) = { "period.covered",
	"SELECT m.month, p.code, coalesce(s.name, ''), p.opened_at"
	" FROM period_month m JOIN period p ON p.id = m.period_id"
	" LEFT JOIN staff s ON s.id = p.opened_by"
	" WHERE m.month BETWEEN ?1 AND ?2 ORDER BY m.month LIMIT 1" };
DB_SQL(q_open) = { "period.open",
	"INSERT INTO period (id, code, opened_at, opened_by)"
	" VALUES (?1, ?2, ?3, ?4)" };
DB_SQL(q_month) = { "period.month",
	"INSERT INTO period_month (month, period_id) VALUES (?1, ?2)" };
/* Districts, and communes right below the province, on a day. */
DB_SQL(q_owners) = { "period.owners",
	"SELECT o.id FROM area o JOIN area above ON above.id = o.parent_id"
	" WHERE above.level = 'province' AND o.valid_from <= ?1"
	" AND (o.valid_to IS NULL OR o.valid_to > ?1)" };
DB_SQL(q_used) = { "period.used",
	"SELECT 1 WHERE EXISTS (SELECT 1 FROM list WHERE period_id = ?1)"
	" OR EXISTS (SELECT 1 FROM receipt WHERE period_id = ?1)"
	" OR EXISTS (SELECT 1 FROM period_override WHERE period_id = ?1)" };
DB_SQL(q_no_months) = { "period.no_months",
	"DELETE FROM period_month WHERE period_id = ?1" };
DB_SQL(q_no_period) = { "period.no_period",
	"DELETE FROM period WHERE id = ?1" };
DB_SQL(q_override) = { "period.override",
	"INSERT INTO period_override (period_id, owner_id, reason, staff_id, at)"
	" VALUES (?1, ?2, ?3, ?4, ?5)" };

struct period_covered {
	char month[DATE_MONTH], code[DATE_MONTH], by[128], at[20];
};

#define COL(m) DB_COL(struct period_covered, m)
static const struct db_col covered_cols[] = {
	DB_ROW(struct period_covered), COL(month), COL(code), COL(by), COL(at),
	DB_END
};
#undef COL

/* Refuses months that a period covers, and says who opened it. */
static enum status
period_free(struct db *db, const char *first, const char *last,
    struct err *err)
{
	char month[DATE_MONTH], code[DATE_MONTH];
	struct period_covered p;
	const char *at = p.at;
	bool found;

	if (db_one(db_usef(db, &q_covered, "tt", first, last), covered_cols,
	    &p, &found, err) != ST_OK)
		return err->st;
	if (!found)
		return ST_OK;
	month_format(month, sizeof(month), p.month);
	month_format(code, sizeof(code), p.code);
	if (p.by[0] == '\0')
		return err_field(err, ST_EXISTS, "code",
		    _("%s is in the period %s, which was opened on "
		    "%.2s/%.2s/%.4s at %.5s."), month, code, at + 8, at + 5,
		    at, at + 11);
	return err_field(err, ST_EXISTS, "code",
	    _("%s is in the period %s, which %s opened on %.2s/%.2s/%.4s at "
	    "%.5s."), month, code, p.by, at + 8, at + 5, at, at + 11);
}

/* The scope must hold every commune of some list owner. */
enum status
period_may_open(struct verb_call *c, struct err *err)
{
	const struct scope *sc = &c->who->scope;
	struct db_stmt *s = db_usef(c->db, &q_owners, "t", c->today);
	bool row, whole = sc->kind == SCOPE_ALL;
	enum status st = ST_OK;

	while (sc->kind == SCOPE_COMMUNES && !whole &&
	    (st = db_step(s, &row, err)) == ST_OK && row)
		if ((st = list_owner_in(c->db, sc, db_int(s, 0), &whole, NULL,
		    err)) != ST_OK)
			break;
	db_reset(s);
	if (st != ST_OK)
		return st;
	return whole ? ST_OK : err_field(err, ST_DENIED, "code",
	    _("A period is opened by whoever prepares the list of a whole "
	    "district (or commune below the province)."));
}

/* One person opens the month after the running periods; others need two. */
static enum status
period_follows(struct verb_call *c, const struct period_span *p,
    struct err *err)
{
	char from[DATE_MONTH], to[DATE_MONTH], a[DATE_MONTH], b[DATE_MONTH],
	    month[DATE_MONTH];

	if (period_alone(c->db, c->today, from, to, err) != ST_OK)
		return err->st;
	if (strcmp(p->first, from) >= 0 && strcmp(p->first, to) <= 0)
		return ST_OK;
	month_format(month, sizeof(month), p->first);
	month_format(a, sizeof(a), from);
	month_format(b, sizeof(b), to);
	if (strcmp(from, to) == 0)
		return err_field(err, ST_INVALID, "code",
		    _("The next period begins with %s; for %s ask with a "
		    "reason, and somebody else approves it."), a, month);
	return err_field(err, ST_INVALID, "code",
	    _("The first period begins with a month from %s to %s; for %s ask "
	    "with a reason, and somebody else approves it."), a, b, month);
}

enum status
period_begin(struct verb_call *c, const struct period_span *p, int64_t *id,
    int64_t *moved, struct err *err)
{
	char month[DATE_MONTH], covered[DATE_MONTH];
	int i;

	if (period_free(c->db, p->first, p->last, err) != ST_OK ||
	    db_next_id(c->db, "period", id, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_open, "itto", *id, p->first, c->now,
	    c->who->staff), err) != ST_OK)
		return err->st;
	for (i = 0; i < p->months; i++)
		if (month_add(p->first, i, month) != ST_OK ||
		    db_run(db_usef(c->db, &q_month, "ti", month, *id),
		    err) != ST_OK)
			return err->st;
	/* Records move whose new commune pays from this period on; if it lies far
	 * ahead, only those whose first month is covered without a gap. */
	if (period_horizon(c->db, c->today, covered, err) != ST_OK)
		return err->st;
	return transfer_move_due(c, strcmp(covered, p->last) < 0 ? covered :
	    p->last, moved, err);
}

enum status
period_take_away(struct verb_call *c, int64_t id, const char *name,
    struct err *err)
{
	bool used;
	int64_t one;

	if (db_int1(db_usef(c->db, &q_used, "i", id), &one, &used,
	    err) != ST_OK)
		return err->st;
	if (used)
		return err_field(err, ST_INVALID, "undoes",
		    _("there are lists or receipts of the period %s: it stays"),
		    name);
	if (db_run(db_usef(c->db, &q_no_months, "i", id), err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_no_period, "i", id), err);
}

enum status
period_open_run(struct verb_call *c, struct err *err)
{
	struct period_span p;
	int64_t id, moved = 0;

	if (period_span(wire_args_text(&c->in->args, "code"),
	    wire_args_text(&c->in->args, "through"), c->today, &p,
	    err) != ST_OK || period_may_open(c, err) != ST_OK ||
	    period_free(c->db, p.first, p.last, err) != ST_OK ||
	    period_follows(c, &p, err) != ST_OK ||
	    period_begin(c, &p, &id, &moved, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "period", id);
	wire_args_add(c->out, "code", p.first);
	wire_args_add(c->out, "through", p.last);
	wire_args_add_int(c->out, "moved", moved);
	wire_args_add_int(c->out, "months", p.months);
	return ST_OK;
}

/* ---- period.override -------------------------------------------------- */

enum status
period_override_run(struct verb_call *c, struct err *err)
{
	struct place owner = { .id = 0 };
	struct period p;
	char oldest[8];
	int64_t open = 0;
	enum status st;

	if (period_named(c->db, wire_args_text(&c->in->args, "period"), &p,
	    err) != ST_OK)
		return err->st;
	if (p.state != PERIOD_OPEN)
		return err_field(err, ST_INVALID, "period",
		    _("The period %s is closed."), p.code);
	if (list_owner(c, &p, wire_args_text(&c->in->args, "area"), &owner,
	    err) != ST_OK ||
	    list_earlier(c->db, owner.id, p.code, &open, oldest, err) != ST_OK)
		return err->st;
	if (open == 0)
		return err_field(err, ST_INVALID, "area",
		    _("All earlier lists of %s are closed: no leave is needed."),
		    owner.name);
	st = db_run(db_usef(c->db, &q_override, "iitit", p.id, owner.id,
	    wire_args_text(&c->in->args, "reason"), c->who->staff, c->now),
	    err);
	if (st == ST_EXISTS)
		return err_field(err, ST_EXISTS, "area",
		    _("%s has leave for %s already."), owner.name, p.code);
	if (st != ST_OK)
		return st;
	wire_args_add_int(c->out, "period", p.id);
	wire_args_add(c->out, "code", p.code);
	wire_args_add(c->out, "area", owner.code);
	wire_args_add_int(c->out, "lists", open);
	return ST_OK;
}
