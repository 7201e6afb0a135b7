/*
 * SPDX-License-Identifier: ISC
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/term/scroll.h"

void
scroll_fit(struct scroll *s, unsigned n, unsigned page)
{
	s->n = n;
	s->page = page > 0 ? page : 1;
	if (s->cur >= n)
		s->cur = n > 0 ? n - 1 : 0;
	if (s->first + s->page > n)
		s->first = n > s->page ? n - s->page : 0;
	if (s->cur < s->first)
		s->first = s->cur;
	if (s->cur >= s->first + s->page)
		s->first = s->cur - s->page + 1;
}

bool
scroll_action(struct scroll *s, enum action a)
{
	unsigned last = s->n > 0 ? s->n - 1 : 0;

	switch (a) {
	case ACT_UP:
		s->cur -= s->cur > 0;
		break;
	case ACT_DOWN:
		s->cur += s->cur < last;
		break;
	case ACT_PAGE_UP:
		s->cur = s->cur > s->page ? s->cur - s->page : 0;
		s->first = s->first > s->page ? s->first - s->page : 0;
		break;
	case ACT_PAGE_DOWN:
		s->cur = s->cur + s->page < last ? s->cur + s->page : last;
		s->first += s->first + s->page < s->n ? s->page : 0;
		break;
	case ACT_FIRST:
		s->cur = 0;
		break;
	case ACT_LAST:
		s->cur = last;
		break;
	default:
		return false;
	}
	scroll_fit(s, s->n, s->page);
	return true;
}

void
pager_init(struct pager *p, const struct pager_ops *ops, void *arg)
{
	memset(p, 0, sizeof *p);
	p->ops = ops;
	p->arg = arg;
}

void
pager_done(struct pager *p)
{
	free(p->rows);
	free(p->trail);
	p->rows = p->trail = NULL;
	p->n = p->cap = p->depth = 0;
}

void
pager_restart(struct pager *p)
{
	p->n = p->depth = p->cur = 0;
}

static char *
at(const struct pager *p, unsigned i)
{
	return p->rows + i * p->ops->row_size;
}

const void *
pager_row(const struct pager *p, unsigned i)
{
	return i < p->n ? at(p, i) : NULL;
}

const void *
pager_current(const struct pager *p)
{
	return pager_row(p, p->cur);
}

static void
room_for(struct pager *p, unsigned page)
{
	p->page = page > 0 ? page : 1;
	if (p->page <= p->cap)
		return;
	p->cap = p->page;
	p->rows = mem_resize(p->rows, p->cap, p->ops->row_size);
}

/* Reads into a copy, so that the shown rows are kept when reading fails. */
static enum status
read_page(struct pager *p, const void *from, bool backwards, unsigned *n,
    char **rows, struct err *err)
{
	enum status st;

	*rows = mem_array(p->page, p->ops->row_size);
	*n = 0;
	st = p->ops->page(p->arg, from, backwards, *rows, p->page, n, err);
	if (st != ST_OK) {
		free(*rows);
		*rows = NULL;
	}
	return st;
}

static void
take(struct pager *p, char *rows, unsigned n)
{
	free(p->rows);
	p->rows = rows;
	p->cap = p->page;
	p->n = n;
	if (p->cur >= n)
		p->cur = n > 0 ? n - 1 : 0;
}

static enum status
show(struct pager *p, const void *from, bool backwards, struct err *err)
{
	enum status st;
	unsigned n;
	char *rows;

	st = read_page(p, from, backwards, &n, &rows, err);
	if (st == ST_OK)
		take(p, rows, n);
	return st;
}

/* ---- forwards alone ---------------------------------------------------- */

/* The page may be empty by now: then the one before is the last. */
static enum status
trail_show(struct pager *p, struct err *err)
{
	const size_t size = p->ops->row_size;

	for (;;) {
		if (show(p, p->depth > 0 ? p->trail + (p->depth - 1) * size :
		    NULL, false, err) != ST_OK)
			return err->st;
		if (p->n > 0 || p->depth == 0)
			return ST_OK;
		p->depth--;
	}
}

static enum status
trail_down(struct pager *p, struct err *err)
{
	unsigned depth = p->depth;

	if (p->n > 0 && p->n == p->page) {
		p->trail = mem_resize(p->trail, depth + 1, p->ops->row_size);
		memcpy(p->trail + depth * p->ops->row_size, at(p, p->n - 1),
		    p->ops->row_size);
		p->depth++;
		p->cur = 0;
		if (trail_show(p, err) != ST_OK)
			return err->st;
	}
	p->no_more = p->depth == depth;
	if (p->no_more)
		p->cur = p->n > 0 ? p->n - 1 : 0;
	return ST_OK;
}

static enum status
trail_up(struct pager *p, bool to_end, struct err *err)
{
	p->no_more = p->depth == 0;
	p->cur = 0;
	if (p->no_more)
		return ST_OK;
	p->depth--;
	p->cur = to_end ? p->page : 0;
	return trail_show(p, err);
}

static enum status
trail_action(struct pager *p, enum action a, bool *handled, struct err *err)
{
	switch (a) {
	case ACT_UP:
		return trail_up(p, true, err);
	case ACT_DOWN:
		return trail_down(p, err);
	case ACT_PAGE_UP:
		return trail_up(p, false, err);
	case ACT_PAGE_DOWN:
		return trail_down(p, err);
	case ACT_FIRST:
		pager_restart(p);
		return trail_show(p, err);
	case ACT_LAST:
		p->cur = p->n > 0 ? p->n - 1 : 0;
		return ST_OK;
	default:
		*handled = false;
		return ST_OK;
	}
}

/* ---- both ways ---------------------------------------------------------- */

static enum status
pager_start(struct pager *p, unsigned page, struct err *err)
{
	room_for(p, page);
	p->cur = 0;
	return show(p, NULL, false, err);
}

enum status
pager_again(struct pager *p, unsigned page, struct err *err)
{
	unsigned cur = p->cur, n;
	enum status st;
	char *before;

	if (p->ops->forward) {
		if (p->page != page) /* pages of another height */
			p->depth = 0;
		room_for(p, page);
		return trail_show(p, err);
	}
	if (p->n == 0)
		return pager_start(p, page, err);
	room_for(p, page);
	/* Read from the row before the first one. */
	st = read_page(p, at(p, 0), true, &n, &before, err);
	if (st != ST_OK)
		return st;
	st = show(p, n > 0 ? before + (n - 1) * p->ops->row_size : NULL, false,
	    err);
	free(before);
	if (st == ST_OK)
		p->cur = cur < p->n ? cur : p->n > 0 ? p->n - 1 : 0;
	return st;
}

static enum status
page_down(struct pager *p, struct err *err)
{
	enum status st;
	unsigned n;
	char *rows;

	if (p->n == 0)
		return ST_OK;
	st = read_page(p, at(p, p->n - 1), false, &n, &rows, err);
	if (st != ST_OK)
		return st;
	if (n == 0) {
		free(rows);
		p->no_more = true;
		p->cur = p->n - 1;
		return ST_OK;
	}
	p->cur = 0;
	take(p, rows, n);
	return ST_OK;
}

static enum status
page_up(struct pager *p, struct err *err)
{
	enum status st;
	unsigned n;
	char *rows;

	if (p->n == 0)
		return ST_OK;
	st = read_page(p, at(p, 0), true, &n, &rows, err);
	if (st != ST_OK)
		return st;
	p->no_more = n == 0;
	p->cur = 0;
	if (n == p->page) {
		take(p, rows, n);
		return ST_OK;
	}
	free(rows);
	return n == 0 ? ST_OK : show(p, NULL, false, err);
}

/* Scrolls by one row, which a terminal can do without repainting. */
static enum status
row_down(struct pager *p, struct err *err)
{
	char *rows = mem_array(1, p->ops->row_size);
	enum status st;
	unsigned n = 0;

	st = p->ops->page(p->arg, at(p, p->n - 1), false, rows, 1, &n, err);
	if (st == ST_OK && n == 1) {
		memmove(p->rows, at(p, 1), (p->n - 1) * p->ops->row_size);
		memcpy(at(p, p->n - 1), rows, p->ops->row_size);
	}
	p->no_more = st == ST_OK && n == 0;
	free(rows);
	return st;
}

static enum status
row_up(struct pager *p, struct err *err)
{
	char *rows = mem_array(1, p->ops->row_size);
	enum status st;
	unsigned n = 0;

	st = p->ops->page(p->arg, at(p, 0), true, rows, 1, &n, err);
	if (st == ST_OK && n == 1) {
		if (p->n < p->page)
			p->n++;
		memmove(at(p, 1), p->rows, (p->n - 1) * p->ops->row_size);
		memcpy(p->rows, rows, p->ops->row_size);
	}
	p->no_more = st == ST_OK && n == 0;
	free(rows);
	return st;
}

enum status
pager_action(struct pager *p, enum action a, bool *handled, struct err *err)
{
	*handled = true;
	p->no_more = false;
	if ((a == ACT_UP && p->cur > 0) || (a == ACT_DOWN && p->cur + 1 < p->n)) {
		p->cur = a == ACT_UP ? p->cur - 1 : p->cur + 1;
		return ST_OK;
	}
	if (p->ops->forward)
		return trail_action(p, a, handled, err);
	switch (a) {
	case ACT_UP:
		if (p->n > 0)
			return row_up(p, err);
		return ST_OK;
	case ACT_DOWN:
		if (p->n > 0)
			return row_down(p, err);
		return ST_OK;
	case ACT_PAGE_UP:
		return page_up(p, err);
	case ACT_PAGE_DOWN:
		return page_down(p, err);
	case ACT_FIRST:
		p->cur = 0;
		return show(p, NULL, false, err);
	case ACT_LAST:
		p->cur = p->page;
		return show(p, NULL, true, err);
	default:
		*handled = false;
		return ST_OK;
	}
}
