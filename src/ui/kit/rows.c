/*
 * SPDX-License-Identifier: ISC
 */
#include "ui/kit/rows.h"

#include "base/say.h"
#include "ui/term/paint.h"

enum status
rows_open(struct screen *s, struct rows *r, const struct rows_def *def,
    struct err *err)
{
	r->def = def;
	if (def->pages != NULL)
		pager_init(&r->pager, def->pages, s);
	return def->table == NULL ? ST_OK :
	    ui_table(s->ui, def->table, &r->table, err);
}

void
rows_close(struct rows *r)
{
	if (r->pager.ops != NULL)
		pager_done(&r->pager);
	table_done(&r->table);
}

static int
rows_height(const struct rows *r)
{
	return r->def->height > 0 ? r->def->height : 1;
}

/* Screen row of the first row, below the heading. */
static int
rows_top(const struct rows *r)
{
	return PAINT_TOP + r->def->above + (r->def->table != NULL);
}

/* Rows that fit into the window. */
static unsigned
rows_page(const struct screen *s, const struct rows *r)
{
	int n = (paint_bottom(s->ui->term) + 1 - rows_top(r) - r->def->below) /
	    rows_height(r);

	return n > 0 ? (unsigned)n : 1;
}

void
rows_again(struct screen *s, struct rows *r)
{
	struct err err = ERR_INIT;

	if (pager_again(&r->pager, rows_page(s, r), &err) != ST_OK)
		ui_fail(s->ui, &err);
}

void
rows_take(struct screen *s, struct rows *r, const void *v, size_t size,
    unsigned n)
{
	r->v = v;
	r->size = size;
	scroll_fit(&r->scroll, n, rows_page(s, r));
}

void
rows_restart(struct rows *r)
{
	pager_restart(&r->pager);
	r->scroll.cur = r->scroll.first = 0;
}

static unsigned
rows_shown(const struct rows *r)
{
	const struct scroll *s = &r->scroll;

	if (r->def->pages != NULL)
		return r->pager.n;
	return s->n - s->first < s->page ? s->n - s->first : s->page;
}

/* The i-th row shown. */
static const void *
rows_at(const struct rows *r, unsigned i)
{
	return r->def->pages != NULL ? pager_row(&r->pager, i) :
	    r->v + (r->scroll.first + i) * r->size;
}

const void *
rows_current(const struct rows *r)
{
	if (r->def->pages != NULL)
		return pager_current(&r->pager);
	return r->scroll.n > 0 ? r->v + r->scroll.cur * r->size : NULL;
}

void
rows_draw(struct screen *s, struct rows *r, struct term *t,
    const char *nothing)
{
	unsigned i, cur = r->def->pages != NULL ? r->pager.cur :
	    r->scroll.cur - r->scroll.first;
	int row = rows_top(r);

	if (r->def->table != NULL)
		table_head(&r->table, t, row - 1);
	for (i = 0; i < rows_shown(r); i++, row += rows_height(r))
		if (r->def->table != NULL)
			table_row(&r->table, t, row, r->def->cell,
			    rows_at(r, i));
		else
			r->def->draw(s, t, row, rows_at(r, i));
	row = rows_top(r) + (int)cur * rows_height(r);
	if (i == 0) {
		term_put(t, row, 2, term_cols(t) - 3, TERM_NORMAL, nothing);
		return;
	}
	term_put(t, row, 0, 1, TERM_NORMAL, ">");
	term_cursor(t, row, 0);
}

bool
rows_action(struct screen *s, struct rows *r, enum action a)
{
	const struct rows_def *d = r->def;
	struct err err = ERR_INIT;
	bool handled;

	if (d->pages == NULL)
		return scroll_action(&r->scroll, a);
	if (pager_action(&r->pager, a, &handled, &err) != ST_OK)
		ui_fail(s->ui, &err);
	else if (!r->pager.no_more)
		return handled;
	else if (a == ACT_UP || a == ACT_PAGE_UP)
		ui_say(s->ui, "%s", d->first != NULL ? _(d->first) :
		    _("This is the start."));
	else
		ui_say(s->ui, "%s", d->last != NULL ? _(d->last) :
		    _("This is the end."));
	return handled;
}
