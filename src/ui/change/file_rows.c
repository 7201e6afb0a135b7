/*
 * SPDX-License-Identifier: ISC
 *
 * The rows of a file of the roll, exceptions first.  The space bar marks; F10
 * approves the marked rows, or all that wait; F2 rejects them with a reason.
 * A decision is carried out in slices, each posted after the answer to the
 * last, so that keys and other postings are handled in between; after an
 * interruption F10 continues.
 */
#include "ui/change/file_rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/file/file.h"
#include "text/date.h"
#include "ui/kit/decide.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

enum { MARKS = 200, PAGE = 100, ROW_HEAD = PAINT_TOP, ROW_LOOKS,
	LOOKS_LINES = 2, ROW_STATE = ROW_LOOKS + LOOKS_LINES, ROW_FIRST,
	FOOT = 4 };

struct state {
	int64_t id;
	struct change_head head;
	struct roll_file f;
	struct roll_line *v;      /* owned; the page */
	unsigned n, cur;          /* rows of the page, marked one */
	int64_t top, rows;        /* first of the page, of all */
	int64_t mark[MARKS];      /* lines */
	unsigned marks;
	bool going;               /* a slice is unanswered */
	unsigned char op[WIRE_OP_ID];
	int64_t done;             /* rows of the decision so far */
};

static unsigned
page_rows(const struct screen *s)
{
	int n = paint_bottom(s->ui->term) - ROW_FIRST - FOOT + 1;

	return n < 1 ? 1 : n > PAGE ? PAGE : (unsigned)n;
}

/* ---- slices ----------------------------------------------------------------- */

bool
change_slice_post(struct screen *s, int64_t id, unsigned char op[WIRE_OP_ID])
{
	struct wire_verb v = { .name = "change.slice" };
	struct err err = ERR_INIT;

	wire_op_new(v.op);
	memcpy(op, v.op, sizeof v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "change", id);
	if (ui_post(s, &v, &err) != ST_OK)
		ui_fail(s->ui, &err);
	wire_args_done(&v.args);
	return err.st == ST_OK;
}

static void
slice(struct screen *s)
{
	struct state *st = s->state;

	st->going = change_slice_post(s, st->id, st->op);
}

static void
slice_done(struct screen *s, const struct wire_answer *a)
{
	struct state *st = s->state;
	int64_t left = wire_args_int(&a->args, "left", 0);
	int64_t failed = wire_args_int(&a->args, "failures", 0);

	st->marks = 0;
	ui_all_stale(s->ui);
	ui_say(s->ui, failed > 0 ? _("Done: %" PRId64 " rows; %" PRId64
	    " wait, %" PRId64 " of them could not: see the reason below.") :
	    left > 0 ? _("Done: %" PRId64 " rows; %" PRId64 " wait.") :
	    _("Done: %" PRId64 " rows."), st->done, left, failed);
}

static void
sliced(struct screen *s, const struct wire_answer *a)
{
	struct state *st = s->state;

	st->going = false;
	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		ui_all_stale(s->ui);
		return;
	}
	st->done += wire_args_int(&a->args, "stood", 0) +
	    wire_args_int(&a->args, "rejected", 0) +
	    wire_args_int(&a->args, "undone", 0);
	if (wire_args_int(&a->args, "done", 1) != 0)
		slice_done(s, a);
	else
		slice(s);
	ui_dirty(s->ui);
}

/* ---- what is shown ------------------------------------------------------------ */

static enum status
rows_open(struct screen *s, const void *arg, struct err *err)
{
	const struct file_rows_arg *a = arg;
	struct state *st = s->state;
	struct change ch;
	enum status r;

	st->id = a->change;
	r = change_get(s->ui->db, &s->ui->who.scope, st->id, &ch, err);
	if (r != ST_OK)
		return r;
	st->head = ch.head;
	change_done(&ch);
	r = roll_file_of(s->ui->db, &s->ui->who.scope, st->id, &st->f, err);
	if (r == ST_OK)
		st->v = mem_array(PAGE, sizeof *st->v);
	if (r == ST_OK && a->go)
		slice(s);
	return r;
}

static void
rows_close(struct screen *s)
{
	free(((struct state *)s->state)->v);
}

static void
rows_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;
	struct change ch;

	if (change_get(s->ui->db, &s->ui->who.scope, st->id, &ch, &err) ==
	    ST_OK) {
		st->head = ch.head;
		change_done(&ch);
	}
	if (err.st != ST_OK || roll_file_of(s->ui->db, &s->ui->who.scope,
	    st->id, &st->f, &err) != ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	st->rows = st->f.added + st->f.changed;
	if (st->top >= st->rows)
		st->top = 0;
	if (roll_lines(s->ui->db, &s->ui->who.scope, &st->f, st->top, st->v,
	    page_rows(s), &st->n, &err) != ST_OK)
		ui_fail(s->ui, &err);
	if (st->cur >= st->n)
		st->cur = st->n > 0 ? st->n - 1 : 0;
	paint_format(s->sub, sizeof s->sub, "%lld  %s  (%s)",
	    (long long)st->id, st->f.owner_name,
	    change_state_word(st->head.state));
}

static unsigned
marked(const struct state *st, int64_t line)
{
	unsigned i = 0;

	while (i < st->marks && st->mark[i] != line)
		i++;
	return i;
}

static void
draw_head(const struct state *st, struct term *t)
{
	char text[300], before[32], after[32];
	struct buf looks;

	buf_init(&looks, 600);
	roll_file_looks(&st->f, &looks);
	(void)paint_wrapped(t, ROW_LOOKS, 1, term_cols(t) - 2, LOOKS_LINES,
	    buf_str(&looks));
	buf_done(&looks);
	paint_format(text, sizeof text, _("%lld newcomers, %lld changes; a "
	    "month %s -> %s đồng"), (long long)st->f.people,
	    (long long)st->f.changed,
	    paint_money(before, sizeof before, st->f.before),
	    paint_money(after, sizeof after, st->f.after));
	term_put(t, ROW_HEAD, 1, term_cols(t) - 2, TERM_BOLD, text);
	if (st->f.deciding != 0 && !st->going)
		paint_format(text, sizeof text, _("Not done yet: decided by %s, "
		    "%lld rows are done. F10 goes on."), st->f.by,
		    (long long)st->f.done);
	else
		paint_format(text, sizeof text, _("%lld stand, %lld rejected, "
		    "%lld wait; marked: %u"), (long long)st->f.stood,
		    (long long)st->f.rejected, (long long)(st->rows -
		    st->f.stood - st->f.rejected), st->marks);
	term_put(t, ROW_STATE, 1, term_cols(t) - 2, TERM_NORMAL, text);
}

static void
draw_row(const struct state *st, struct term *t, int row,
    const struct roll_line *l)
{
	char text[300], money[32], name[80];

	(void)str_copy_cut(name, sizeof name, l->name);
	paint_format(text, sizeof text, "%c%c%7lld  %s",
	    marked(st, l->line) < st->marks ? '*' : ' ',
	    l->look != 0 ? '!' : ' ', (long long)l->line, l->code);
	term_put(t, row, 1, 24, TERM_NORMAL, text);
	term_put(t, row, 26, 24, TERM_NORMAL, name);
	term_put(t, row, 51, 10, TERM_NORMAL, l->category);
	paint_money(money, sizeof money, l->after);
	if (l->category[0] != '\0')
		term_put(t, row, 62 + (int)(11 - strlen(money) % 12), 11,
		    TERM_NORMAL, money);
	term_put(t, row, 74, term_cols(t) - 74, TERM_NORMAL,
	    strcmp(l->state, "waiting") != 0 ? roll_state_word(l->state) :
	    l->why[0] != '\0' ? "x" : "");
}

/* The marked row in full: the person, why it is an exception, and what has to
 * be decided; FOOT lines, the first by itself. */
static void
draw_foot(struct term *t, const struct roll_line *l)
{
	int row = paint_bottom(t) - FOOT + 1, cols = term_cols(t) - 2;
	char text[600], from[DATE_MONTH] = "", words[300];
	struct buf more;

	roll_look_words(l->look, words, sizeof words);
	if (l->from[0] != '\0')
		month_format(from, sizeof from, l->from);
	paint_format(text, sizeof text, "%s, %s, %s %s%s%s", l->name, l->birth,
	    l->commune, from, words[0] != '\0' ? " - " : "", words);
	paint_cut(t, row, 1, cols, text);
	buf_init(&more, 4000);
	(void)buf_adds(&more, l->why);
	roll_line_words(l, &more);
	if (l->said[0] != '\0')
		(void)buf_printf(&more, "%s%s", more.len > 0 ? "; " : "",
		    l->said);
	(void)paint_wrapped(t, row + 1, 1, cols, FOOT - 1, buf_str(&more));
	buf_done(&more);
}

static void
rows_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	unsigned i;

	draw_head(st, t);
	for (i = 0; i < st->n && i < page_rows(s); i++)
		draw_row(st, t, ROW_FIRST + (int)i, &st->v[i]);
	if (st->n == 0)
		return;
	draw_foot(t, &st->v[st->cur]);
	term_put(t, ROW_FIRST + (int)st->cur, 0, 1, TERM_NORMAL, ">");
	term_cursor(t, ROW_FIRST + (int)st->cur, 0);
}

/* ---- deciding ------------------------------------------------------------------ */

/* Marked lines as a field of the verb; "" for all. */
static void
rows_field(const struct state *st, struct wire_args *args)
{
	struct buf b;

	buf_init(&b, 4096);
	for (unsigned i = 0; i < st->marks; i++)
		(void)buf_printf(&b, "%s%" PRId64, i > 0 ? "," : "",
		    st->mark[i]);
	if (st->marks > 0)
		wire_args_add(args, "rows", buf_str(&b));
	buf_done(&b);
}

static void
post(struct screen *s, const char *verb, struct decide *d)
{
	struct state *st = s->state;
	struct wire_verb v = { .name = "" };
	struct err err = ERR_INIT;
	char question[200];

	(void)str_copy_cut(v.name, sizeof v.name, verb);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "change", st->id);
	wire_args_add_int(&v.args, "version", st->head.version);
	rows_field(st, &v.args);
	if (d != NULL) {
		paint_format(question, sizeof question, st->marks > 0 ?
		    _("%u marked rows") : _("all rows that wait"), st->marks);
		d->question = question;
		decide_open(s, d, &v);
	} else if (ui_post_confirmed(s, &v, &err) != ST_OK) {
		ui_fail(s->ui, &err);
	}
	wire_args_done(&v.args);
}

static void
approve(struct screen *s)
{
	struct state *st = s->state;

	if (st->going)
		ui_say(s->ui, _("The rows are being carried out."));
	else if (st->f.deciding != 0)
		slice(s);
	else if (st->head.state != CHANGE_WAITING)
		ui_say(s->ui, _("This request is decided: %s."),
		    change_state_word(st->head.state));
	else if (change_may_approve(s->ui, &st->head))
		post(s, "change.approve", NULL);
}

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct state *st = s->state;

	if (strcmp(item->code, "approve") == 0)
		approve(s);
	else if (strcmp(item->code, "none") == 0)
		st->marks = 0;
	else
		post(s, "change.reject", &(struct decide){
		    .title = _("Reject the rows"), .reason = "reason",
		    .label = _("Reason:") });
}

static void
offer(struct screen *s)
{
	struct state *st = s->state;
	bool decides = st->head.state == CHANGE_WAITING &&
	    st->f.deciding == 0 && st->head.maker != s->ui->who.staff &&
	    change_decides("roll", "", (uint32_t)s->ui->who.role) &&
	    ui_may(s->ui, "change.reject");
	struct pick_item *v = mem_array(3, sizeof *v);
	unsigned n = 0;

	if (decides) {
		(void)str_copy_cut(v[n].code, sizeof v[n].code, "approve");
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _("Approve"));
		(void)str_copy_cut(v[n].code, sizeof v[n].code, "reject");
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _("Reject"));
	}
	(void)str_copy_cut(v[n].code, sizeof v[n].code, "none");
	(void)str_copy_cut(v[n++].label, sizeof v[0].label,
	    _("Take all marks away"));
	pick_open(s, _("Change"), v, n, picked);
}

/* ---- keys ----------------------------------------------------------------------- */

static void
move_to(struct screen *s, int64_t top, unsigned cur)
{
	struct state *st = s->state;

	if (top < 0)
		top = 0;
	st->cur = cur;
	if (top == st->top)
		return;
	st->top = top;
	screen_stale(s);
}

static bool
moved(struct screen *s, enum action a)
{
	struct state *st = s->state;
	unsigned page = page_rows(s);

	switch (a) {
	case ACT_UP:
		if (st->cur > 0)
			st->cur--;
		else if (st->top > 0)
			move_to(s, st->top - page, page - 1);
		return true;
	case ACT_DOWN:
		if (st->cur + 1 < st->n)
			st->cur++;
		else if (st->top + st->n < st->rows)
			move_to(s, st->top + page, 0);
		return true;
	case ACT_PAGE_UP:
		move_to(s, st->top - page, 0);
		return true;
	case ACT_PAGE_DOWN:
		if (st->top + page < st->rows)
			move_to(s, st->top + page, 0);
		else
			ui_say(s->ui, _("This is the end."));
		return true;
	case ACT_FIRST:
		move_to(s, 0, 0);
		return true;
	case ACT_LAST:
		move_to(s, st->rows > 0 ? (st->rows - 1) / page * page : 0, 0);
		return true;
	default:
		return false;
	}
}

/* Toggles the mark of a waiting row. */
static void
mark(struct screen *s)
{
	struct state *st = s->state;
	const struct roll_line *l = st->n > 0 ? &st->v[st->cur] : NULL;
	unsigned i;

	if (l == NULL)
		return;
	i = marked(st, l->line);
	if (i < st->marks) {
		st->mark[i] = st->mark[--st->marks];
	} else if (strcmp(l->state, "waiting") != 0) {
		ui_say(s->ui, _("This row is decided."));
		return;
	} else if (st->marks == MARKS) {
		ui_say(s->ui, _("More than %d rows are not marked at once."),
		    MARKS);
		return;
	} else {
		st->mark[st->marks++] = l->line;
	}
	(void)moved(s, ACT_DOWN);
}

static bool
rows_action(struct screen *s, enum action a)
{
	if (moved(s, a))
		return true;
	switch (a) {
	case ACT_CONFIRM:
		approve(s);
		return true;
	case ACT_CHANGE:
		offer(s);
		return true;
	case ACT_MARK:
		mark(s);
		return true;
	default:
		return false;
	}
}

static void
rows_key(struct screen *s, uint32_t cp, bool pasted)
{
	if (cp == ' ' && !pasted)
		mark(s);
}

static void
rows_answer(struct screen *s, const struct wire_answer *a)
{
	struct state *st = s->state;

	if (st->going && memcmp(a->op, st->op, sizeof a->op) == 0) {
		sliced(s, a);
		return;
	}
	ui_all_stale(s->ui);
	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		return;
	}
	st->done = 0;
	if (wire_args_int(&a->args, "slices", 0) != 0) {
		ui_say(s->ui, _("Decided: the rows are being carried out."));
		slice(s);
		return;
	}
	ui_say(s->ui, _("Done: No. %lld, %s."), (long long)st->id,
	    st->f.owner_name);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_CONFIRM, N_("approve"), "change.approve" },
	{ ACT_MARK, N_("mark (or space)"), NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops file_rows_screen = {
	.name = "file-rows",
	.title = N_("Rows of a file"),
	.help = N_("The rows of a file of the roll, those with a ! first: amounts by decision, own coefficients, far back, collectors, names and papers. The space bar marks a row. F10 approves the marked rows, or all that wait, with the password again, never by who sent the file; F2 rejects them with a reason. What cannot stand waits, and says why."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = rows_open,
	.recalc = rows_recalc,
	.draw = rows_draw,
	.action = rows_action,
	.key = rows_key,
	.answer = rows_answer,
	.close = rows_close,
};
