/*
 * SPDX-License-Identifier: ISC
 *
 * change/rest: the kinds suspend and resume (tạm dừng, hưởng lại).  Months of
 * rest are rows of suspension; whether they are paid afterwards is decided
 * when the entitlement resumes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/grant_priv.h"
#include "office/change/month_priv.h"
#include "office/change/settle.h"
#include "office/line/line.h"
#include "text/date.h"
#include "text/sentence.h"

static bool
rest_asked(const struct change_work *w, const struct grant *g)
{
	int64_t asked = wire_args_int(&w->fields, "entitlement", 0);

	return (asked == 0 || asked == g->id) &&
	    (g->to[0] == '\0' || strcmp(g->to, w->month) >= 0);
}

static void
rest_subject(struct change_work *w, const struct grant *g)
{
	(void)str_copy_cut(w->subject, sizeof(w->subject),
	    change_asked(w, "entitlement")[0] != '\0' ? g->category : "");
}

/* ---- suspend --------------------------------------------------------------- */

static enum status
suspend_one(struct change_work *w, const struct grant *g,
    struct err *err)
{
	char month[DATE_MONTH];
	struct rest r;
	bool found;

	if (grant_rest(w->c, g->id, w->month, &r, &found, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), found ? r.from : g->from);
	if (found)
		return err_field(err, ST_EXISTS, "from",
		    _("%s rests already, from %s on"), g->category, month);
	if (strcmp(w->month, g->from) < 0)
		return err_field(err, ST_INVALID, "from",
		    _("%s begins in %s only"), g->category, month);
	rest_subject(w, g);
	return ST_OK;
}

static enum status
suspend_read(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	unsigned n, i, met = 0;

	if (change_first_month(w, err) != ST_OK ||
	    grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		if (!rest_asked(w, &v[i]))
			continue;
		met++;
		if (suspend_one(w, &v[i], err) != ST_OK)
			return err->st;
	}
	if (met == 0)
		return err_field(err, ST_NOTFOUND, "entitlement",
		    _("%s gets nothing that could rest"), w->who.name);
	change_was_grants(w, v, n);
	return ST_OK;
}

static enum status
suspend_paid(struct change_work *w, int64_t grant, struct err *err)
{
	const struct line_ask ask = { .person = w->person,
	    .entitlement = grant, .from = w->month };
	struct lines all;
	long long n = 0;
	enum status st = lines_read(w->c->db, &ask, &all, err);
	unsigned i;

	for (i = 0; i < all.n; i++)
		n += all.v[i].paid;
	lines_done(&all);
	if (n > 0)
		change_effect(w, N_("lines that are paid already and stay "
		    "paid: %lld"), n);
	return st;
}

/* Paid months are not claimed: they were due when they were paid. */
static enum status
suspend_apply(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	char month[DATE_MONTH], said[80], why[200];
	unsigned n, i;

	month_format(month, sizeof(month), w->month);
	sentence_make(why, sizeof(why),
	    N_("rests from %s on: %s (request %lld)"), month,
	    change_reason_said(w->reason, said, sizeof(said)),
	    (long long)w->id);
	if (grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		if (!rest_asked(w, &v[i]))
			continue;
		change_did(w, "rest", v[i].id);
		change_grant_keep(w, &v[i]);
		change_effect(w, N_("%s rests from %s on, until it is resumed"),
		    v[i].category, month);
		if (grant_suspend(w->c, &v[i], w->month, w->id, err) != ST_OK ||
		    suspend_paid(w, v[i].id, err) != ST_OK)
			return err->st;
	}
	return change_settle(w, w->month, why, err);
}

static enum status
suspend_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	enum status st = change_grants_back(w, of, err);
	unsigned i;

	for (i = 0; st == ST_OK && i < of->done.n; i++)
		if (strcmp(of->done.v[i].name, "rest") == 0)
			st = grant_rest_drop(w->c,
			    strtoll(of->done.v[i].value, NULL, 10), of->month,
			    err);
	return st == ST_OK ? change_settle_back(w, of, of->month, err) : st;
}

/* ---- resume ---------------------------------------------------------------- */

/* Whether the months of rest are paid is a decision, not a default. */
static enum status
resume_read(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	unsigned n, i, met = 0;
	char month[DATE_MONTH];
	struct rest r;
	bool found;

	if (change_first_month(w, err) != ST_OK ||
	    grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		if (!rest_asked(w, &v[i]))
			continue;
		if (grant_rest(w->c, v[i].id, "", &r, &found, err) != ST_OK)
			return err->st;
		if (!found || v[i].state != ENTITLEMENT_SUSPENDED)
			continue;
		met++;
		month_format(month, sizeof(month), r.from);
		if (strcmp(w->month, r.from) < 0)
			return err_field(err, ST_INVALID, "from",
			    _("%s rests only from %s on"), v[i].category, month);
		rest_subject(w, &v[i]);
	}
	if (met == 0)
		return err_field(err, ST_NOTFOUND, "entitlement",
		    _("nothing of %s rests"), w->who.name);
	change_was_grants(w, v, n);
	return ST_OK;
}

/* The earliest of the months that are touched. */
static void
rest_first(char first[8], const char *from)
{
	if (first[0] == '\0' || strcmp(from, first) < 0)
		(void)str_copy_cut(first, 8, from);
}

static enum status
resume_one(struct change_work *w, const struct grant *g,
    const struct rest *r, struct err *err)
{
	bool yes = strcmp(change_asked(w, "arrears"), "yes") == 0;
	char month[DATE_MONTH], since[DATE_MONTH], was[96];

	record_write(&rest_record, r, was, sizeof(was));
	wire_args_add(&w->done, "rested", was);
	change_grant_keep(w, g);
	month_format(month, sizeof(month), w->month);
	month_format(since, sizeof(since), r->from);
	change_effect(w, N_("%s is due again from %s on"), g->category, month);
	if (!yes && strcmp(r->from, w->month) < 0)
		change_effect(w, N_("what rested since %s is not paid"), since);
	return grant_resume(w->c, g, r, yes ? r->from : w->month, err);
}

static enum status
resume_apply(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	char first[8] = "";
	enum status st;
	struct rest r;
	unsigned n, i;
	bool found;

	st = grants_of(w->c, w->person, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		if (!rest_asked(w, &v[i]) ||
		    v[i].state != ENTITLEMENT_SUSPENDED)
			continue;
		st = grant_rest(w->c, v[i].id, "", &r, &found, err);
		if (st != ST_OK || !found)
			continue;
		rest_first(first, r.from);
		st = resume_one(w, &v[i], &r, err);
	}
	return st == ST_OK ? change_settle(w, first, _("resumed after a rest"),
	    err) : st;
}

/* Rests again as it did. */
static enum status
resume_back(struct change_work *w, const char *was, char first[8],
    struct err *err)
{
	struct rest r = { .receipts = 0 };

	if (!record_read(&rest_record, was, &r))
		return err_set(err, ST_CORRUPT, _("request %lld cannot be "
		    "undone: its record is broken"), (long long)w->undoes);
	rest_first(first, r.from);
	return grant_rest_put(w->c, &r, err);
}

static enum status
resume_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	enum status st = change_grants_back(w, of, err);
	char first[8] = "";
	unsigned i;

	for (i = 0; st == ST_OK && i < of->done.n; i++)
		if (strcmp(of->done.v[i].name, "rested") == 0)
			st = resume_back(w, of->done.v[i].value, first, err);
	return st == ST_OK ? change_settle_back(w, of, first, err) : st;
}

const struct change_kind change_kind_suspend = {
	.name = "suspend",
	.word = N_("suspend"),
	.when = N_("nothing is due from the first month of rest on; its open "
	    "lines are blocked, paid ones stay paid"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_GRANT,
	.fields = "reason! event_on from entitlement decision decision_date",
	.reasons = "unpaid|refuses|custody|other",
	.read = suspend_read,
	.apply = suspend_apply,
	.undo = suspend_undo,
};

const struct change_kind change_kind_resume = {
	.name = "resume",
	.word = N_("resume"),
	.when = N_("due again from the first month on; the months of rest can "
	    "be paid again or come out as arrears, or are given up, as asked"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_GRANT,
	.fields = "arrears! from entitlement event_on decision decision_date",
	.read = resume_read,
	.apply = resume_apply,
	.undo = resume_undo,
};
