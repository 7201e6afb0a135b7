/*
 * SPDX-License-Identifier: ISC
 *
 * The findings of a list, by page: Enter opens the person, F2 the request that
 * resolves the finding, F10 accepts it with a reason.  The approver sees the
 * accepted findings and their reasons before approving.
 */
#include "ui/list/checks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/list/list.h"
#include "ui/kit/decide.h"
#include "ui/kit/outbox.h"
#include "ui/kit/rows.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"
#include "ui/print/dialog.h"

enum { FOOT = 5 };

struct checks {
	struct rows rows;
	struct list_check_filter filter;
	struct list_check_counts counts;
	struct list_head head;
	bool approve;
	char note[204]; /* the last reason, for F5 */
};

static enum status
read_page(void *arg, const void *from, bool backwards, void *rows,
    unsigned max, unsigned *n, struct err *err)
{
	struct screen *s = arg;
	struct checks *st = s->state;

	struct list_check_page p = { .filter = st->filter, .from = from,
		.backwards = backwards, .v = rows, .max = max };
	enum status r = list_check_page(s->ui->db, &s->ui->who.scope, &p, err);

	*n = p.n;
	return r;
}

static const struct pager_ops pager_ops = {
	.row_size = sizeof(struct list_check),
	.page = read_page,
};

static const char *cell(const void *data, const char *column, char *buf,
    size_t size);

static const struct rows_def rows_def = {
	.table = "checks", .cell = cell, .pages = &pager_ops, .below = FOOT,
};

static enum status
checks_open(struct screen *s, const void *arg, struct err *err)
{
	struct checks *st = s->state;
	const struct checks_arg *a = arg;
	enum status r;

	st->filter.list = a->list;
	st->approve = a->approve;
	r = list_get(s->ui->db, &s->ui->who.scope, a->list, &st->head, err);
	if (r != ST_OK)
		return r;
	st->filter.which = a->approve ? LIST_CHECK_ACCEPTED :
	    st->head.state == LIST_DRAFT ? LIST_CHECK_OPEN :
	    LIST_CHECK_ALL;
	return rows_open(s, &st->rows, &rows_def, err);
}

static void
checks_close(struct screen *s)
{
	rows_close(&((struct checks *)s->state)->rows);
}

static unsigned
accepted(const struct list_check_counts *c)
{
	unsigned n = 0;

	for (int i = 0; i < LIST_CHECK_RULES; i++)
		n += c->accepted[i];
	return n;
}

static void
checks_recalc(struct screen *s)
{
	struct checks *st = s->state;
	const struct scope *sc = &s->ui->who.scope;
	struct err err = ERR_INIT;

	if (list_get(s->ui->db, sc, st->filter.list, &st->head, &err) != ST_OK ||
	    list_check_counts(s->ui->db, sc, st->filter.list, &st->counts,
	    &err) != ST_OK)
		ui_fail(s->ui, &err);
	rows_again(s, &st->rows);
	paint_format(s->sub, sizeof s->sub, _("%u to settle, %u to look at, "
	    "%u accepted"), st->counts.must, st->counts.look,
	    accepted(&st->counts));
}

/* ---- drawing ----------------------------------------------------------- */

static const char *
cell(const void *data, const char *column, char *buf, size_t size)
{
	const struct list_check *c = data;

	if (strcmp(column, "mark") == 0)
		return c->accepted ? "=" : c->asked ? "~" : c->must ? "!" : ".";
	if (strcmp(column, "rule") == 0)
		return list_check_word(c->rule);
	if (strcmp(column, "name") == 0)
		return c->name;
	if (strcmp(column, "code") == 0)
		return c->code;
	if (strcmp(column, "place") == 0)
		return c->place;
	if (strcmp(column, "what") == 0)
		list_check_text(c, buf, size);
	return buf;
}

/* The marked finding in full; in the table it may be cut. */
static void
draw_marked(struct term *t, const struct list_check *c)
{
	int row = paint_bottom(t) - FOOT + 2, cols = term_cols(t) - 3;
	char text[700], at[24];

	paint_format(text, sizeof text, "%s  %s  %s  %s", c->name, c->birth,
	    c->code, c->place);
	term_put(t, row, 2, cols, TERM_BOLD, text);
	list_check_text(c, text, sizeof text);
	paint_wrapped(t, row + 1, 2, cols, 2, text);
	if (!c->accepted) {
		if (c->asked)
			term_put(t, row + 3, 2, cols, TERM_NORMAL,
			    _("A request about this person waits."));
		return;
	}
	paint_format(text, sizeof text, _("Accepted %s, %s: %s"),
	    paint_moment(at, sizeof at, c->at), c->by, c->note);
	paint_cut(t, row + 3, 2, cols, text);
}

static const char *
nothing(const struct checks *st)
{
	return st->counts.checked_at[0] == '\0' ?
	    _("The checks have not been run.") :
	    st->filter.which == LIST_CHECK_OPEN ? _("Nothing is left to do.") :
	    _("Nothing of this kind was found.");
}

static void
checks_draw(struct screen *s, struct term *t)
{
	struct checks *st = s->state;
	const struct list_check *c = rows_current(&st->rows);

	if (c != NULL)
		draw_marked(t, c);
	rows_draw(s, &st->rows, t, nothing(st));
}

/* ---- what is done ------------------------------------------------------ */

static void
approve(struct screen *s)
{
	struct checks *st = s->state;
	struct wire_verb v = { .name = "list.approve" };
	struct err err = ERR_INIT;

	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "list", st->filter.list);
	if (ui_post_confirmed(s, &v, &err) != ST_OK)
		ui_fail(s->ui, &err);
	wire_args_done(&v.args);
}

/* Accepts the marked finding; F5: with the last reason. */
static void
let_stand(struct screen *s, const char *note)
{
	struct checks *st = s->state;
	const struct list_check *c = rows_current(&st->rows);
	struct wire_verb v = { .name = "list.accept" };
	char text[700], question[800];

	if (c == NULL)
		return;
	list_check_text(c, text, sizeof text);
	paint_format(question, sizeof question, "%s  %s  %s", c->name, c->code,
	    text);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "list", st->filter.list);
	wire_args_add_int(&v.args, "no", c->no);
	decide_open(s, &(struct decide){ .title = _("Let it stand"),
	    .question = question, .reason = "note", .label = _("Reason:"),
	    .note = note }, &v);
	wire_args_done(&v.args);
}

/* F5: the last reason again.  With a question, because Esc and 5 is F5 too, and
 * the digit may be the start of typed text. */
static void
accept_same(struct screen *s)
{
	struct checks *st = s->state;

	if (st->note[0] == '\0')
		ui_say(s->ui, _("Give the first reason with F10."));
	else
		let_stand(s, st->note);
}

static void
confirm(struct screen *s)
{
	struct checks *st = s->state;

	if (ui_may(s->ui, "list.approve")) {
		if (st->head.state == LIST_SUBMITTED)
			approve(s);
		else
			ui_say(s->ui, _("Only a list that was submitted can be approved."));
	} else if (st->head.state != LIST_DRAFT) {
		ui_say(s->ui, _("Only a list in preparation is checked."));
	} else {
		let_stand(s, NULL);
	}
}

static void
checks_answer(struct screen *s, const struct wire_answer *a)
{
	struct checks *st = s->state;

	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		return;
	}
	ui_all_stale(s->ui);
	if (wire_args_get(&a->args, "state") == NULL) {
		(void)str_copy_cut(st->note, sizeof st->note,
		    wire_args_text(&a->args, "note"));
		ui_say(s->ui, _("Accepted; %" PRId64 " left to settle."),
		    wire_args_int(&a->args, "must", 0));
		return;
	}
	ui_say(s->ui, _("Done: the list is %s now."),
	    paint_word(wire_args_text(&a->args, "state")));
	screen_close(s);
}

/* ---- the filter -------------------------------------------------------- */

static void
filter_picked(struct screen *s, const struct pick_item *item)
{
	struct checks *st = s->state;

	st->filter.rule = names_find(&list_check_rules, item->code);
	st->filter.which = strcmp(item->code, "open") == 0 ? LIST_CHECK_OPEN :
	    strcmp(item->code, "accepted") == 0 ? LIST_CHECK_ACCEPTED :
	    LIST_CHECK_ALL;
	rows_restart(&st->rows);
	screen_stale(s);
}

static void
item(struct pick_item *v, const char *code, const char *word, unsigned n)
{
	(void)str_copy_cut(v->code, sizeof v->code, code);
	paint_format(v->label, sizeof v->label, "%s (%u)", word, n);
}

/* The kinds that occur, with the number of each. */
static void
offer_filter(struct screen *s)
{
	struct checks *st = s->state;
	const struct list_check_counts *c = &st->counts;
	struct pick_item *v = mem_array(LIST_CHECK_RULES + 2, sizeof *v);
	unsigned n = 0, found;

	item(&v[n++], "open", _("To settle and to look at"), c->must + c->look);
	for (int i = 0; i < LIST_CHECK_RULES; i++) {
		found = c->open[i] + c->accepted[i];
		if (found > 0)
			item(&v[n++], names_word(&list_check_rules, i),
			    list_check_word(i), found);
	}
	if (accepted(c) > 0)
		item(&v[n++], "accepted", _("Accepted"), accepted(c));
	pick_open(s, _("Show"), v, n, filter_picked);
}

static bool
checks_action(struct screen *s, enum action a)
{
	struct checks *st = s->state;
	const struct list_check *c = rows_current(&st->rows);

	switch (a) {
	case ACT_ACCEPT:
		if (c != NULL)
			checks_open_person(s->ui, c);
		return true;
	case ACT_CHANGE:
		if (c != NULL)
			checks_mend(s->ui, c);
		return true;
	case ACT_SAME:
		accept_same(s);
		return true;
	case ACT_FILTER:
		offer_filter(s);
		return true;
	case ACT_PRINT:
		print_open_of(s->ui, "list-checks", st->filter.list);
		return true;
	case ACT_CONFIRM:
		confirm(s);
		return true;
	default:
		return rows_action(s, &st->rows, a);
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, N_("mend"), "change.ask" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("open it"), NULL },
	{ ACT_FILTER, NULL, NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_CONFIRM, N_("accept/approve"), "list.accept list.approve" },
	{ ACT_SAME, N_("same reason"), "list.accept" },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops checks_screen = {
	.name = "checks",
	.title = N_("Findings"),
	.help = N_("What the checks of a list found. ! is to be settled before the list can be submitted: mend it and make the list anew, or let it stand with F10 and a reason (F5: the reason before). A dot is to be looked at, = was accepted, ~ a request about the person waits. Enter opens the person, or both records, F2 the form of the request that mends it, F6 shows one kind only. Who approves reads here what was let stand and why; F10 approves."),
	.size = sizeof(struct checks),
	.keys = keys,
	.open = checks_open,
	.recalc = checks_recalc,
	.draw = checks_draw,
	.action = checks_action,
	.answer = checks_answer,
	.close = checks_close,
};
