/*
 * SPDX-License-Identifier: ISC
 *
 * period_open: the verbs that begin a period.  A month is covered by one
 * period (primary key of period_month), so that two desks cannot open it both
 * and none of it is paid by two lists.  period.override is the leave that
 * list.begin asks for while an earlier list of the owner is open.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/list_priv.h"
#include "office/period.h"
#include "office/transfer.h"

static const struct db_sql q_covered = { "period.covered",
	"SELECT m.month, p.code, coalesce(s.name, ''), p.opened_at"
	" FROM period_month m JOIN period p ON p.id = m.period_id"
	" LEFT JOIN staff s ON s.id = p.opened_by"
	" WHERE m.month BETWEEN ?1 AND ?2 ORDER BY m.month LIMIT 1" };
static const struct db_sql q_open = { "period.open",
	"INSERT INTO period (id, code, opened_at, opened_by)"
	" VALUES (?1, ?2, ?3, ?4)" };
static const struct db_sql q_month = { "period.month",
	"INSERT INTO period_month (month, period_id) VALUES (?1, ?2)" };
static const struct db_sql q_override = { "period.override",
	"INSERT INTO period_override (period_id, owner_id, reason, staff_id, at)"
	" VALUES (?1, ?2, ?3, ?4, ?5)" };

/* code and through as months: first .. last. */
static enum status
period_span(struct verb_call *c, char first[DATE_MONTH],
    char last[DATE_MONTH], int *months, struct err *err)
{
	const char *code = wire_args_text(&c->in->args, "code");
	const char *through = wire_args_text(&c->in->args, "through");

	if (month_parse(code, first) != ST_OK)
		return err_field(err, ST_INVALID, "code",
		    _("%s is no month: write 2019-11 or 11/2019."), code);
	if (str_empty(through))
		through = code;
	if (month_parse(through, last) != ST_OK)
		return err_field(err, ST_INVALID, "through",
		    _("%s is no month: write 2019-11 or 11/2019."), through);
	*months = month_diff(last, first) + 1;
	if (*months < 1)
		return err_field(err, ST_INVALID, "through",
		    _("The last month is before the first, %s."), first);
	if (*months > PERIOD_MONTHS)
		return err_field(err, ST_INVALID, "through",
		    _("A period covers %d months at most."), PERIOD_MONTHS);
	return ST_OK;
}

/* Refuses months that a period covers, and says whose it is. */
static enum status
period_free(struct db *db, const char *first, const char *last,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_covered, "tt", first, last);
	char month[DATE_MONTH], code[DATE_MONTH], by[128], at[20];
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	month_format(month, sizeof(month), db_text(s, 0));
	month_format(code, sizeof(code), db_text(s, 1));
	db_copy(s, 2, by, sizeof(by));
	db_copy(s, 3, at, sizeof(at));
	db_reset(s);
	if (by[0] == '\0')
		return err_field(err, ST_EXISTS, "code",
		    _("%s is in the period %s, which was opened on "
		    "%.2s/%.2s/%.4s at %.5s."), month, code, at + 8, at + 5,
		    at, at + 11);
	return err_field(err, ST_EXISTS, "code",
	    _("%s is in the period %s, which %s opened on %.2s/%.2s/%.4s at "
	    "%.5s."), month, code, by, at + 8, at + 5, at, at + 11);
}

enum status
period_open_run(struct verb_call *c, struct err *err)
{
	char first[DATE_MONTH], last[DATE_MONTH], month[DATE_MONTH];
	int months = 0, i;
	int64_t id, moved = 0;

	if (period_span(c, first, last, &months, err) != ST_OK ||
	    period_free(c->db, first, last, err) != ST_OK ||
	    db_next_id(c->db, "period", &id, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_open, "itto", id, first, c->now,
	    c->who->staff), err) != ST_OK)
		return err->st;
	for (i = 0; i < months; i++)
		if (month_add(first, i, month) != ST_OK ||
		    db_run(db_usef(c->db, &q_month, "ti", month, id),
		    err) != ST_OK)
			return err->st;
	/* Whoever is paid elsewhere from now on is listed there. */
	if (transfer_move_due(c, last, &moved, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "period", id);
	wire_args_add(c->out, "code", first);
	wire_args_add(c->out, "through", last);
	wire_args_add_int(c->out, "moved", moved);
	wire_args_add_int(c->out, "months", months);
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
	if (strcmp(p.state, "open") != 0)
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
