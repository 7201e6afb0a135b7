/*
 * SPDX-License-Identifier: ISC
 *
 * Creates arrears for months that lists have at an old rate, after a rate was
 * raised for past months, for the people of one list owner: a dialog, then a
 * job in slices.  Each answer posts the next slice, so that keys and other
 * postings are handled in between; F3 stops it, with no arrears created unless
 * it was at the end already.
 */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "text/date.h"
#include "ui/kit/fields.h"
#include "ui/kit/screen.h"
#include "ui/money/money_ui.h"
#include "ui/term/paint.h"

enum { AREA, FROM, REASON, DECISION, FIELDS };
enum { SHOW_MS = 1000 };

enum step { IDLE, BEGIN, SLICE, FINISH, ABORT };

struct state {
	struct fields fields; /* first: ui/kit/fields.h */
	struct field v[FIELDS];
	enum step step;
	unsigned char op[WIRE_OP_ID]; /* of the unanswered posting */
	char job[24];
	int64_t shown;        /* clock_ms() of the last figure shown */
	bool stop;            /* the user stopped it */
	bool stands;          /* the arrears exist, and people are being
	                       * settled */
};

static const struct field fields[FIELDS] = {
	[AREA] = { .label = N_("List owner"), .kind = FIELD_AREA, .max = 8,
	    .help = N_("Code of the district or commune; F4 lists them by name.") },
	[FROM] = { .label = N_("From month"), .kind = FIELD_CODE, .max = 7,
	    .help = N_("The first month with the other rate: 07/2024.") },
	[REASON] = { .label = N_("Reason"), .kind = FIELD_TEXT, .max = 100,
	    .help = N_("Why, as it stands on the list: the decree.") },
	[DECISION] = { .label = N_("Decision"), .kind = FIELD_TEXT, .max = 60,
	    .help = N_("Its number, where there is one.") },
};

static enum status
difference_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	memcpy(st->v, fields, sizeof fields);
	fields_init(&st->fields, st->v, FIELDS);
	return ST_OK;
}

static void
difference_draw(struct screen *s, struct term *t)
{
	fields_dialog_draw(s, t, _("Differences of a changed rate"), 22);
}

/* ---- the job ------------------------------------------------------------------ */

static void
post(struct screen *s, enum step step, struct wire_verb *v)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;

	wire_op_new(v->op);
	if (ui_post(s, v, &err) == ST_OK) {
		memcpy(st->op, v->op, sizeof st->op);
		st->step = step;
	} else {
		ui_fail(s->ui, &err);
		st->step = IDLE;
	}
	wire_args_done(&v->args);
}

static void
post_job(struct screen *s, enum step step, const char *verb)
{
	struct state *st = s->state;
	struct wire_verb v = { .name = "" };

	(void)str_copy_cut(v.name, sizeof v.name, verb);
	wire_args_init(&v.args);
	wire_args_add(&v.args, "job", st->job);
	post(s, step, &v);
}

static void
begin(struct screen *s)
{
	static const char *const names[FIELDS] = { "area", "from", "reason",
		"decision" };
	struct state *st = s->state;
	struct wire_verb v = { .name = "arrears.begin" };
	char text[400], month[DATE_MONTH];

	if (!fields_known(&st->fields, s->ui))
		return;
	fields_get(&st->fields, FROM, text, sizeof text);
	if (month_parse(text, month) != ST_OK) {
		st->fields.cur = FROM;
		ui_say(s->ui, _("A month like 11/2019."));
		return;
	}
	wire_args_init(&v.args);
	for (unsigned i = 0; i < FIELDS; i++) {
		fields_get(&st->fields, i, text, sizeof text);
		if (text[0] != '\0')
			wire_args_add(&v.args, names[i], i == FROM ? month :
			    text);
	}
	st->stop = st->stands = false;
	post(s, BEGIN, &v);
}

static void
say_done(struct screen *s, const struct wire_args *a)
{
	char money[32], month[DATE_MONTH];
	int64_t orders = wire_args_int(a, "orders", 0);

	month_format(month, sizeof month, wire_args_text(a, "period"));
	if (wire_args_int(a, "above", 0) > 0)
		ui_say(s->ui, _("%lld people had %s đồng above the rate: the "
		    "last table here (F7) has them."),
		    (long long)wire_args_int(a, "above_people", 0),
		    paint_money(money, sizeof money, wire_args_int(a, "above",
		    0)));
	else if (orders == 0)
		ui_say(s->ui, _("Nothing is missing on the lists."));
	else
		ui_say(s->ui, _("Ordered for %" PRId64 " allowances: %s đồng, "
		    "with the list of %s."), orders, paint_money(money,
		    sizeof money, wire_args_int(a, "amount", 0)), month);
}

static void
say_progress(struct screen *s, const struct wire_args *a)
{
	struct state *st = s->state;
	int64_t now = clock_ms(), total = wire_args_int(a, "total", 0);

	if (total <= 0 || now - st->shown < SHOW_MS)
		return;
	st->shown = now;
	ui_say(s->ui, st->stands ? _("Settling: %d %%; F3 stops it.") :
	    _("Looking: %d %%; F3 stops it."),
	    (int)(wire_args_int(a, "people", 0) * 100 / total));
}

/* Posts the step after the answered one. */
static void
go_on(struct screen *s, const struct wire_args *a)
{
	struct state *st = s->state;
	enum step was = st->step;
	bool done = wire_args_int(a, "done", 1) != 0;

	st->step = IDLE;
	if (was == BEGIN)
		(void)str_copy_cut(st->job, sizeof st->job,
		    wire_args_text(a, "job"));
	if (was == FINISH && done) {
		ui_all_stale(s->ui);
		screen_close(s);
		say_done(s, a);
	} else if (was == ABORT) {
		ui_say(s->ui, st->stands ? _("Stopped: what is ordered stands; "
		    "F10 looks for the rest.") :
		    _("Stopped: nothing was ordered."));
	} else if (st->stop) {
		post_job(s, ABORT, "arrears.abort");
	} else if (was == FINISH || (was == SLICE && done)) {
		st->stands = was == FINISH;
		say_progress(s, a);
		post_job(s, FINISH, "arrears.finish");
	} else {
		say_progress(s, a);
		post_job(s, SLICE, "arrears.slice");
	}
}

static void
difference_answer(struct screen *s, const struct wire_answer *a)
{
	struct state *st = s->state;

	if (memcmp(st->op, a->op, sizeof st->op) != 0)
		return;
	if (a->err.st == ST_OK) {
		go_on(s, &a->args);
		return;
	}
	st->step = IDLE;
	for (unsigned i = 0; i < FIELDS; i++)
		if (strcmp(a->err.field, i == AREA ? "area" : i == FROM ?
		    "from" : i == REASON ? "reason" : "decision") == 0)
			st->fields.cur = i;
	ui_fail(s->ui, &a->err);
}

/* ---- keys ---------------------------------------------------------------------- */

static bool
difference_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (st->step != IDLE) {
		st->stop = st->stop || a == ACT_BACK;
		return true;
	}
	if (a == ACT_BACK)
		return false;
	if (a == ACT_CONFIRM)
		begin(s);
	else if (!fields_action(s, s->state, a) && a == ACT_ACCEPT)
		ui_say(s->ui, _("%s orders them, F3 goes back."),
		    ui_confirm_key(s->ui));
	return true;
}

static void
difference_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct state *st = s->state;

	if (st->step == IDLE)
		fields_key(s, s->state, cp, pasted);
}

static const char *
difference_asks(struct screen *s)
{
	return ((struct state *)s->state)->step == IDLE ?
	    _("Differences of a changed rate") : NULL;
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_ACCEPT, N_("next field"), NULL },
	{ ACT_VALUES, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_CONFIRM, N_("order them"), NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops difference_screen = {
	.name = "difference",
	.size = sizeof(struct state),
	.help = N_("A rate from a past month changes no list that was made. F10 looks at all people of the list owner and orders what is due by now beyond what was listed; it comes with the next list. Done once more it orders nothing."),
	.popup = true,
	.keys = keys,
	.open = difference_open,
	.recalc = fields_dialog_recalc,
	.draw = difference_draw,
	.action = difference_action,
	.key = difference_key,
	.asks = difference_asks,
	.answer = difference_answer,
	.field_help = fields_dialog_help,
};
