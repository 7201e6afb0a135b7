/*
 * SPDX-License-Identifier: ISC
 *
 * change/stop: ending what a person is entitled to (thôi hưởng).  The month of
 * the event is the last one paid, never a part of it (NĐ 20/2021 art. 8.2).
 *
 * A report of death blocks every open line of the person as soon as it is
 * asked, whoever asks: money of the dead is what most frauds on record lived
 * on.  The checker decides later; rejecting it gives the lines free.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/grant_priv.h"
#include "office/change/settle.h"
#include "office/line/line.h"
#include "office/roll/person_store.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

DB_SQL(q_heirs) = { "change.heirs",
	"SELECT count(*), coalesce(sum(total), 0) FROM receipt r"
	" WHERE person_id = ?1 AND collector = 'heir' AND EXISTS"
	" (SELECT 1 FROM payout y JOIN standing s ON s.payout_id = y.id"
	"  WHERE y.receipt_no = r.no)" };
/* "+kind": the person's requests, not all funerals of the office. */
DB_SQL(q_funerals) = { "change.funerals",
	"SELECT id FROM change WHERE person_id = ?1 AND {+}kind = 'funeral'"
	" AND state = 'approved' ORDER BY id DESC LIMIT 1" };

static bool
stop_is(const struct change_work *w, const char *reason)
{
	return strcmp(w->reason, reason) == 0;
}

/* Reasons that are about the person, not about one allowance. */
static bool
stop_of_person(const struct change_work *w)
{
	return stop_is(w, "death") || stop_is(w, "moved") ||
	    stop_is(w, "missing");
}

static bool
stop_meets(const struct change_work *w, const struct grant *g)
{
	int64_t asked = wire_args_int(&w->fields, "entitlement", 0);

	return (asked == 0 || asked == g->id) &&
	    (g->to[0] == '\0' || strcmp(g->to, w->month) > 0);
}

static enum status
stop_day(struct change_work *w, struct err *err)
{
	char year[12];

	if (strcmp(w->event_on, w->c->today) > 0)
		return err_field(err, ST_INVALID, "event_on",
		    _("the day is still to come: %s"), w->event_on);
	(void)snprintf(year, sizeof(year), "%04d", w->who.birth.year);
	if (w->who.birth.year > 0 && strncmp(w->event_on, year, 4) < 0)
		return err_field(err, ST_INVALID, "event_on",
		    _("%s was born in %s"), w->who.name, year);
	return ST_OK;
}

/* Makers ask for any stop; who pays reports deaths and moves. */
static enum status
stop_may(struct change_work *w, struct err *err)
{
	if (w->maker == w->c->who->staff && w->c->who->role != ROLE_PREPARER &&
	    !stop_is(w, "death") && !stop_is(w, "moved"))
		return err_field(err, ST_DENIED, "reason",
		    _("at the desk deaths and moves are reported; the rest the "
		    "list owner asks for"));
	if (stop_of_person(w) && change_asked(w, "entitlement")[0] != '\0')
		return err_field(err, ST_INVALID, "entitlement",
		    _("this (%s) ends all that %s gets"),
		    change_reason_word(w->reason), w->who.name);
	return stop_day(w, err);
}

/* Refused where nothing would happen; a death is news even to who gets nothing. */
static enum status
stop_read(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	unsigned n, i, met = 0, begun = 0;
	char month[DATE_MONTH];

	if (stop_may(w, err) != ST_OK || grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	(void)str_copy_cut(w->month, sizeof(w->month), w->event_on);
	/* A death can be reported whatever else waits. */
	(void)str_copy_cut(w->subject, sizeof(w->subject),
	    stop_is(w, "death") ? w->reason : "");
	for (i = 0; i < n; i++) {
		if (!stop_meets(w, &v[i]))
			continue;
		met++;
		if (change_asked(w, "entitlement")[0] != '\0')
			(void)str_copy_cut(w->subject, sizeof(w->subject),
			    v[i].category);
	}
	/* One that ends with the month was due too. */
	for (i = 0; i < n; i++)
		begun += strcmp(v[i].from, w->month) <= 0 &&
		    (stop_meets(w, &v[i]) || strcmp(v[i].to, w->month) == 0);
	month_format(month, sizeof(month), w->month);
	if (met == 0 && !stop_is(w, "death"))
		return err_field(err, ST_NOTFOUND, "event_on",
		    _("%s gets nothing after %s that could be stopped"),
		    w->who.name, month);
	if (begun == 0 && !stop_is(w, "death"))
		return err_field(err, ST_INVALID, "event_on",
		    _("the stop lies before the start: nothing was due in %s "
		    "yet"), month);
	change_was(w, "state", names_word(&person_states, w->who.state));
	change_was_grants(w, v, n);
	return ST_OK;
}

static void
stop_why(const struct change_work *w, char *dst, size_t size)
{
	char day[DATE_TEXT] = "", said[80];
	struct date d;

	if (date_from_iso(w->event_on, &d) == ST_OK)
		date_format(day, sizeof(day), d);
	sentence_make(dst, size, N_("%s on %s (request %lld)"),
	    change_reason_said(w->reason, said, sizeof(said)), day,
	    (long long)w->id);
}

/* What can be asked for after a death. */
static enum status
stop_funeral(struct change_work *w, struct err *err)
{
	char code[CATEGORY_CODE], money[MONEY_TEXT];
	struct category_amount a;
	enum status st = change_funeral_best(w, code, &a, err);

	if (st != ST_OK || code[0] == '\0')
		return st;
	money_format(money, sizeof(money), a.amount);
	change_effect(w, N_("funeral support of %s đồng can be asked for by "
	    "who organised the funeral"), money);
	return ST_OK;
}

/* As the person stood before. */
static const struct record_field stop_fields[] = {
	RECORD_ENUM(struct person, state, &person_states),
	RECORD_FIELD(struct person, state_on),
};
static const struct record stop_record = RECORD(stop_fields, 2);

static enum status
stop_person(struct change_work *w, enum person_state state, struct err *err)
{
	const struct person_standing is = { .state = state, .on = w->event_on };
	char was[32];

	record_write(&stop_record, &w->who, was, sizeof(was));
	wire_args_add(&w->done, "person", was);
	return person_stand(w->c, w->person, &is, err);
}

static enum status
stop_grants(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	unsigned n, i;

	if (grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (stop_meets(w, &v[i]) &&
		    change_grant_end(w, &v[i], w->month, err) != ST_OK)
			return err->st;
	return ST_OK;
}

/* Lines up to the month of death wait for an heir. */
static enum status
stop_heir(struct change_work *w, struct err *err)
{
	char words[128] = "";

	if (change_open(w, w->month, words, sizeof(words), err) != ST_OK)
		return err->st;
	if (words[0] != '\0')
		change_effect(w, N_("can be paid to an heir, with a document: "
		    "%s"), words);
	return stop_funeral(w, err);
}

/* What was due up to the last month is not touched. */
static enum status
stop_apply(struct change_work *w, struct err *err)
{
	bool death = stop_is(w, "death");
	char next[DATE_MONTH] = "", why[200];

	if (month_add(w->month, 1, next) != ST_OK)
		return err_field(err, ST_INVALID, "event_on",
		    _("'%s' is no month"), w->month);
	stop_why(w, why, sizeof(why));
	if (stop_grants(w, err) != ST_OK ||
	    ((death || stop_is(w, "moved")) &&
	    stop_person(w, death ? PERSON_DEAD : PERSON_MOVED, err) != ST_OK) ||
	    line_unblock_of(w->c->db, w->id, NULL, err) != ST_OK ||
	    /* What the report blocked is settled too. */
	    (death && change_settle(w, "", why, err) != ST_OK) ||
	    change_settle(w, next, why, err) != ST_OK)
		return err->st;
	return death ? stop_heir(w, err) : ST_OK;
}

static enum status
stop_at_once(struct change_work *w, struct err *err)
{
	char why[200];

	if (!stop_is(w, "death"))
		return ST_OK;
	stop_why(w, why, sizeof(why));
	return change_report(w, why, err);
}

static enum status
stop_dropped(struct change_work *w, struct err *err)
{
	char why[80];

	return stop_is(w, "death") ? change_settle(w, "",
	    sentence_word(why, sizeof(why),
	    N_("reckoned anew after a block went")), err) : ST_OK;
}

/* ---- undo ------------------------------------------------------------------ */

static enum status
stop_person_back(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	const char *was = wire_args_text(&of->done, "person");
	struct person p;

	if (was[0] == '\0')
		return ST_OK;
	if (!record_read(&stop_record, was, &p))
		return err_set(err, ST_CORRUPT, _("request %lld cannot be "
		    "undone: its record is broken"), (long long)of->id);
	change_effect(w, N_("%s is on the roll again"), of->name);
	return person_stand(w->c, w->person, &(struct person_standing){
	    .state = p.state, .on = p.state_on }, err);
}

/* A funeral that was none: its support goes as it came. */
static enum status
stop_funeral_back(struct change_work *w, struct err *err)
{
	struct change_work funeral;
	enum status st;
	int64_t id;
	bool found;

	st = db_int1(db_usef(w->c->db, &q_funerals, "i", w->person),
	    &id, &found, err);
	if (st != ST_OK || !found)
		return st;
	st = change_load(w->c, id, &funeral, err);
	if (st == ST_OK)
		st = change_take_back(w, &funeral, err);
	change_work_done(&funeral);
	return st;
}

/* What heirs got was his: nobody else can settle that but people. */
static enum status
stop_heirs(struct change_work *w, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_heirs, "i", w->person);
	char money[MONEY_TEXT];
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row && db_int(s, 0) > 0) {
		money_format(money, sizeof(money), db_int(s, 1));
		change_effect(w, N_("heirs were paid %s đồng meanwhile: see to "
		    "it that %s gets it"), money, w->name);
	}
	db_reset(s);
	return ST_OK;
}

static enum status
stop_undo(struct change_work *w, const struct change_work *of, struct err *err)
{
	bool death = strcmp(of->reason, "death") == 0;
	char next[DATE_MONTH] = "";

	if (month_add(of->month, 1, next) != ST_OK)
		return err_set(err, ST_CORRUPT, "%s", of->month);
	if (stop_person_back(w, of, err) != ST_OK ||
	    change_grants_back(w, of, err) != ST_OK ||
	    (death && stop_funeral_back(w, err) != ST_OK) ||
	    change_settle_back(w, of, next, err) != ST_OK)
		return err->st;
	return death ? stop_heirs(w, err) : ST_OK;
}

const struct change_kind change_kind_stop = {
	.name = "stop",
	.word = N_("stop"),
	.when = N_("the month of the event is the last one paid; later open "
	    "lines are blocked, later paid ones become a recovery; a death "
	    "blocks all lines as soon as it is reported"),
	.roles = ROLE_PREPARER | ROLE_PAYING | ROLE_CONTROLLER,
	.touches = CHANGE_T_GRANT,
	.fields = "reason! event_on! entitlement decision decision_date "
	    "reclaim",
	.reasons = "death|moved|over_age|prison|waiver|not_eligible|missing|other",
	.read = stop_read,
	.apply = stop_apply,
	.at_once = stop_at_once,
	.dropped = stop_dropped,
	.undo = stop_undo,
};
