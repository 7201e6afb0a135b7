/*
 * SPDX-License-Identifier: ISC
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/rate/category.h"
#include "office/place/place.h"
#include "text/fold.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"
#include "ui/term/scroll.h"

enum { BOX_COLS = 72, BOX_ROWS = 15, CATEGORIES = 200 };

struct pick {
	const char *title;        /* a translation, which stays valid */
	struct pick_item *items;  /* owned */
	unsigned n;
	unsigned *shown;          /* indexes of matching items, owned */
	struct scroll scroll;
	struct edit search;
	pick_fn done;
	bool descend;             /* a district opens its communes */
	bool words;               /* codes are internal: show numbers instead */
	bool whole;
};

struct pick_arg {
	struct pick p;
};

static enum status
pick_start(struct screen *s, const void *arg, struct err *err)
{
	struct pick *p = s->state;

	*p = ((const struct pick_arg *)arg)->p;
	p->shown = mem_array(p->n + 1, sizeof p->shown[0]);
	edit_init(&p->search, EDIT_TEXT, 40);
	return ST_OK;
}

static void
pick_close(struct screen *s)
{
	struct pick *p = s->state;

	free(p->items);
	free(p->shown);
}

/* Finds the items that match the typed text. */
static void
pick_recalc(struct screen *s)
{
	struct pick *p = s->state;
	char typed[EDIT_BYTES];
	unsigned n = 0;

	edit_get(&p->search, typed, sizeof typed);
	for (unsigned i = 0; i < p->n; i++)
		if (fold_matches_any(typed, p->items[i].label) ||
		    str_starts(p->items[i].code, typed))
			p->shown[n++] = i;
	scroll_fit(&p->scroll, n, BOX_ROWS - 3);
}

/*
 * True if the items are numbered: up to nine; a digit takes one, a letter
 * searches.
 */
static bool
is_menu(const struct pick *p)
{
	return p->words && p->n <= 9;
}

static void
draw_item(const struct pick *p, struct term *t, int row, int col, unsigned i)
{
	const struct pick_item *item = &p->items[p->shown[i]];
	char no[16];

	if (!p->words) {
		term_put(t, row, col + 2, 10, TERM_NORMAL, item->code);
		term_put(t, row, col + 13, BOX_COLS - 13, TERM_NORMAL,
		    item->label);
		return;
	}
	if (is_menu(p)) {
		paint_format(no, sizeof no, "%u", i + 1);
		term_put(t, row, col + 2, 2, TERM_NORMAL, no);
	}
	term_put(t, row, col + 5, BOX_COLS - 5, TERM_NORMAL, item->label);
}

static void
pick_draw(struct screen *s, struct term *t)
{
	struct pick *p = s->state;
	int row, col, rows = is_menu(p) ? (int)p->n + 2 : BOX_ROWS;
	char title[160];

	paint_format(title, sizeof title, is_menu(p) ? "%s" : "%s (%u)",
	    p->title, p->scroll.n);
	paint_box(t, title, BOX_COLS, rows, &row, &col);
	for (unsigned i = 0; i < p->scroll.page &&
	    p->scroll.first + i < p->scroll.n; i++)
		draw_item(p, t, row + (int)i, col, p->scroll.first + i);
	if (p->scroll.n == 0)
		term_put(t, row, col + 2, BOX_COLS, TERM_NORMAL,
		    _("Nothing fits."));
	else
		term_put(t, row + (int)(p->scroll.cur - p->scroll.first), col,
		    1, TERM_NORMAL, ">");
	row += rows - 1 - !is_menu(p);
	col += term_put(t, row, col, 30, TERM_NORMAL, _("Search:")) + 1;
	edit_put(&p->search, t, row, col, 40, true);
}

static void
pick_take(struct screen *s);

static void
pick_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct pick *p = s->state;

	if (is_menu(p) && edit_empty(&p->search) && cp >= '1' &&
	    cp - '1' < p->scroll.n && !pasted) {
		p->scroll.cur = cp - '1';
		if (!p->items[p->shown[p->scroll.cur]].acts)
			pick_take(s);
		return;
	}
	edit_letter(&p->search, cp, &s->ui->typing, pasted);
	p->scroll.cur = p->scroll.first = 0;
	screen_stale(s);
}

static void
open_communes(struct screen *s, const struct pick *p,
    const struct pick_item *district);

static void
pick_take(struct screen *s)
{
	struct pick *p = s->state;
	struct pick_item item;

	if (p->scroll.n == 0)
		return;
	item = p->items[p->shown[p->scroll.cur]];
	screen_close(s);
	if (p->descend && item.code[0] != '\0')
		open_communes(s, p, &item);
	else
		p->done(s->below, &item);
}

static bool
pick_action(struct screen *s, enum action a)
{
	struct pick *p = s->state;

	if (scroll_action(&p->scroll, a))
		return true;
	/* F10 pays or saves on other screens, so it does not choose here. */
	if (a == ACT_ACCEPT) {
		/* Typed since the last frame: the matches may differ. */
		if (s->stale)
			pick_recalc(s);
		pick_take(s);
		return true;
	}
	if (a == ACT_ERASE) {
		edit_action(&p->search, a, &s->ui->typing);
		screen_stale(s);
		return true;
	}
	return a != ACT_BACK;
}

static const char *
pick_asks(struct screen *s)
{
	return ((struct pick *)s->state)->title;
}

static const struct screen_key keys[] = {
	{ ACT_ACCEPT, N_("take"), NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops pick_screen = {
	.name = "pick",
	.help = N_("Letters narrow the list, marks are not needed; where the rows are numbered a digit takes one, or marks it where something is done at once. Enter takes the marked row, F3 none."),
	.size = sizeof(struct pick),
	.popup = true,
	.keys = keys,
	.open = pick_start,
	.recalc = pick_recalc,
	.draw = pick_draw,
	.action = pick_action,
	.key = pick_key,
	.asks = pick_asks,
	.close = pick_close,
};

static void
open_items(struct screen *s, const struct pick *how, struct pick_item *items,
    unsigned n)
{
	struct pick_arg a = { .p = *how };

	a.p.items = items;
	a.p.n = n;
	ui_push(s->ui, &pick_screen, &a);
}

void
pick_open(struct screen *s, const char *title, struct pick_item *items,
    unsigned n, pick_fn done)
{
	struct pick how = { .title = title, .done = done, .words = true };

	open_items(s, &how, items, n);
}

/* Items of places after `extra` items that mean "all". */
static struct pick_item *
items_of(const struct place *v, unsigned n, const struct pick_item *all,
    unsigned *total)
{
	struct pick_item *items = mem_array(n + 1, sizeof *items);

	*total = 0;
	if (all != NULL)
		items[(*total)++] = *all;
	for (unsigned i = 0; i < n; i++, (*total)++) {
		(void)str_copy_cut(items[*total].code,
		    sizeof items[*total].code, v[i].code);
		(void)str_copy_cut(items[*total].label,
		    sizeof items[*total].label, v[i].name);
	}
	return items;
}

static void
district_places(struct screen *s, const struct pick *p,
    const struct pick_item *district);

static void
open_places(struct screen *s, const struct pick *how, const char *parent,
    const struct pick_item *all)
{
	struct pick here = { .title = how->title, .done = how->done,
	    .whole = how->whole };
	struct err err = ERR_INIT;
	struct pick_item *items;
	struct place *v = NULL;
	unsigned n = 0, total = 0;

	if (place_areas(s->ui->db, &s->ui->who.scope, parent, "", &v, &n,
	    &err) != ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	here.descend = n > 0 && strcmp(v[0].level, "district") == 0;
	if (here.descend && n == 1) {
		/* A single district: offer its communes. */
		items = items_of(v, n, NULL, &total);
		free(v);
		district_places(s, how, items);
		free(items);
		return;
	}
	items = items_of(v, n, how->whole ? all : NULL, &total);
	free(v);
	open_items(s, &here, items, total);
}

static void
district_places(struct screen *s, const struct pick *p,
    const struct pick_item *district)
{
	struct pick_item all = *district;
	struct pick how = *p;

	how.title = _("Communes");
	open_places(s, &how, district->code, &all);
}

static void
open_communes(struct screen *s, const struct pick *p,
    const struct pick_item *district)
{
	district_places(s->below, p, district);
}

void
pick_area(struct screen *s, bool whole, pick_fn done)
{
	struct pick how = { .title = _("Areas"), .done = done, .whole = whole };
	struct pick_item all = { .code = "" };

	(void)str_copy_cut(all.label, sizeof all.label, _("(all)"));
	open_places(s, &how, "", &all);
}

void
pick_point(struct screen *s, const char *area, bool whole, pick_fn done)
{
	struct pick how = { .title = _("Payout points"), .done = done };
	struct pick_item all = { .code = "" }, *items;
	struct err err = ERR_INIT;
	struct place *v = NULL;
	unsigned n = 0, total = 0;

	if (place_points(s->ui->db, &s->ui->who.scope, area, &v, &n, &err) !=
	    ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	(void)str_copy_cut(all.label, sizeof all.label, _("(all)"));
	items = items_of(v, n, whole ? &all : NULL, &total);
	free(v);
	open_items(s, &how, items, total);
}

void
pick_category(struct screen *s, bool whole, pick_fn done)
{
	struct pick how = { .title = _("Categories"), .done = done };
	struct category_row *v = mem_array(CATEGORIES, sizeof *v);
	struct pick_item *items = mem_array(CATEGORIES + 1, sizeof *items);
	struct err err = ERR_INIT;
	unsigned n = 0, total = 0;

	if (category_list(s->ui->db, v, CATEGORIES, &n, &err) != ST_OK)
		ui_fail(s->ui, &err);
	if (whole)
		(void)str_copy_cut(items[total++].label,
		    sizeof items[0].label, _("(all)"));
	for (unsigned i = 0; i < n; i++, total++) {
		(void)str_copy_cut(items[total].code,
		    sizeof items[total].code, v[i].code);
		(void)str_copy_cut(items[total].label,
		    sizeof items[total].label, v[i].name);
	}
	free(v);
	open_items(s, &how, items, total);
}

static enum status
name_of(enum status st, const struct place *p, char *dst, size_t size)
{
	if (st == ST_OK)
		(void)str_copy_cut(dst, size, p->name);
	return st;
}

enum status
pick_area_name(struct ui *u, const char *code, char *dst, size_t size,
    struct err *err)
{
	struct place p;

	dst[0] = '\0';
	return code[0] == '\0' ? ST_OK : name_of(place_area(u->db, code, "",
	    &p, err), &p, dst, size);
}

enum status
pick_point_name(struct ui *u, const char *code, char *dst, size_t size,
    struct err *err)
{
	struct place p;

	dst[0] = '\0';
	return code[0] == '\0' ? ST_OK : name_of(place_point(u->db, code, &p,
	    err), &p, dst, size);
}
