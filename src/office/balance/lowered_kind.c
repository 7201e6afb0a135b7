/*
 * SPDX-License-Identifier: ISC
 *
 * balance/lowered_kind: the request that decides about what an owner's people
 * had above a lowered rate, and carrying it out.  Approving only records the
 * decision; balance_settle() computes what each person's claim or giving up is.
 * There is no undo: a claim is given up by recovery.write_off, and the undo of
 * the rate itself takes back both.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/balance/lowered.h"
#include "office/balance/people.h"
#include "office/balance/rate_search.h"
#include "office/balance/settle.h"
#include "office/place/place.h"
#include "office/request/work.h"
#include "office/verb/job.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

#define SLICE_US 2500 /* no further person is begun after that */

DB_SQL(q_decide) = { "lowered.decide",
	"UPDATE lowered SET decision = ?2, change_id = ?3 WHERE id = ?1" };
DB_SQL(q_at) = { "lowered.at",
	"SELECT w.owner_id, w.from_month, w.decision, w.area_id, w.cursor,"
	" w.id FROM lowered w WHERE w.change_id = ?1 AND w.gone = 0" };
DB_SQL(q_move) = { "lowered.move",
	"UPDATE lowered SET area_id = ?2, cursor = ?3 WHERE id = ?1" };

/* ---- asking --------------------------------------------------------------- */

static enum status
lowered_what(struct change_work *w, struct lowered *is, struct err *err)
{
	const char *code = change_asked(w, "area");
	struct place at;

	if (place_owner_at(w->c->db, code, w->c->today, &at, err) != ST_OK)
		return err->st;
	w->area = at.id;
	if (lowered_open(w->c->db, at.id, is, err) != ST_OK)
		return err->st;
	return is->id != 0 ? ST_OK : err_field(err, ST_NOTFOUND, "area",
	    _("Nothing that %s had above a lowered rate waits to be decided."),
	    at.name);
}

static void
lowered_was(struct change_work *w, const char *what, int64_t n)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, n);
	change_was(w, what, text);
}

static enum status
lowered_read(struct change_work *w, struct err *err)
{
	char money[MONEY_TEXT];
	struct lowered is;

	if (lowered_what(w, &is, err) != ST_OK)
		return err->st;
	money_format(money, sizeof(money), is.sum.amount);
	(void)snprintf(w->name, sizeof(w->name), "%s: %s", is.code, money);
	(void)str_copy_cut(w->month, sizeof(w->month), is.from);
	(void)str_copy_cut(w->subject, sizeof(w->subject), is.code);
	/* When it is counted again meanwhile, the approver must read it
	 * again. */
	lowered_was(w, "people", is.sum.people);
	lowered_was(w, "months", is.sum.months);
	change_was(w, "above", money);
	return ST_OK;
}

static enum status
lowered_apply(struct change_work *w, struct err *err)
{
	const char *what = change_asked(w, "lowered");
	char money[MONEY_TEXT], month[DATE_MONTH], day[DATE_TEXT];
	struct lowered is;

	/* What is above is counted to the end first. */
	if (lowered_what(w, &is, err) != ST_OK ||
	    rate_search_done(w->c->db, is.owner, err) != ST_OK)
		return err->st;
	money_format(money, sizeof(money), is.sum.amount);
	month_format(month, sizeof(month), is.from);
	date_day(day, sizeof(day), is.at);
	change_effect(w, N_("people of %s who had more than the rates from %s "
	    "on give: %lld, months: %lld, in all %s đồng, as counted on %s"),
	    is.name, month, (long long)is.sum.people,
	    (long long)is.sum.months, money, day);
	if (names_find(&lowered_states, what) == LOWERED_CLAIM)
		change_effect(w, N_("it is claimed: open lines of it are "
		    "blocked and what remains due comes out with the next "
		    "list, of paid ones the rest becomes a recovery of each "
		    "person"));
	else
		change_effect(w, N_("it is given up: nobody pays it back, and "
		    "it is not claimed later"));
	change_effect(w, N_("until all of them are settled no list of %s is "
	    "made"), is.name);
	if (w->trial)
		return ST_OK;
	change_did(w, "lowered", is.id);
	wire_args_add_int(w->c->out, "slices", w->id);
	return db_run(db_usef(w->c->db, &q_decide, "iti", is.id, what, w->id),
	    err);
}

const struct change_kind change_kind_lowered = {
	.name = "rate.lowered", .word = N_("rate lowered backwards"),
	.when = N_("what the owner's people had above it is claimed of each of "
	    "them, or given up for good, as asked"),
	.roles = ROLE_PREPARER, .reach = CHANGE_AREA,
	.fields = "area! lowered! document!",
	.read = lowered_read, .apply = lowered_apply,
};

/* ---- carrying it out -------------------------------------------------------- */

struct lowered_work {
	int64_t id, owner, change;
	char from[8];
	enum lowered_state is;
	struct people_at at;
};
#define COL(m) DB_COL(struct lowered_work, m)
static const struct db_col work_cols[] = {
	DB_ROW(struct lowered_work), COL(owner), COL(from),
	DB_COL_ENUM(struct lowered_work, is, &lowered_states), COL(at.area),
	COL(at.cursor), COL(id), DB_END
};
#undef COL

static enum status
lowered_load(struct verb_call *c, int64_t change, struct lowered_work *w,
    struct err *err)
{
	bool found;

	if (db_one(db_usef(c->db, &q_at, "i", change), work_cols, w, &found,
	    err) != ST_OK)
		return err->st;
	if (!found || w->at.cursor < 0)
		return err_field(err, ST_INVALID, "change",
		    _("nothing that was decided about request %lld is left to "
		    "be done"), (long long)change);
	w->change = change;
	return ST_OK;
}

/* *stood: the decision changed something for the person at the cursor. */
static enum status
lowered_settle(struct verb_call *c, const struct lowered_work *w, bool *stood,
    struct err *err)
{
	char from[8];
	struct settle_ask ask = { .person = w->at.cursor,
	    .change = w->change, .from = from, .to = "", .had = true };
	struct settled is;
	char why[96];
	bool any;

	(void)str_copy_cut(from, sizeof(from), w->from);
	if (lowered_decided(c, w->id, ask.person, from, err) != ST_OK ||
	    balance_any(c->db, ask.person, from, "9999-12", &any,
	    err) != ST_OK || !any)
		return err->st;
	sentence_make(why, sizeof(why), N_("rate lowered, request %lld"),
	    (long long)w->change);
	ask.why = why;
	if (balance_settle(c, &ask, &is, err) != ST_OK)
		return err->st;
	*stood = is.claimed.n + is.blocked.n + is.withdrawn.n + is.rate.n > 0;
	return ST_OK;
}

enum status
lowered_slice(struct verb_call *c, int64_t change, struct err *err)
{
	int64_t until = job_slice_end(c, SLICE_US), stood = 0;
	struct lowered_work w;
	bool did;

	if (lowered_load(c, change, &w, err) != ST_OK)
		return err->st;
	do {
		if (balance_next(c->db, w.owner, &w.at, err) != ST_OK)
			return err->st;
		did = false;
		if (w.at.cursor >= 0 &&
		    lowered_settle(c, &w, &did, err) != ST_OK)
			return err->st;
		stood += did;
	} while (w.at.cursor >= 0 && clock_us() < until);
	if (db_run(db_usef(c->db, &q_move, "iii", w.id, w.at.area,
	    w.at.cursor), err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "change", change);
	wire_args_add(c->out, "verdict", names_word(&lowered_states, w.is));
	wire_args_add_int(c->out, "stood", stood);
	wire_args_add_int(c->out, "done", w.at.cursor < 0);
	return ST_OK;
}
