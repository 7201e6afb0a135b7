/*
 * SPDX-License-Identifier: ISC
 *
 * The rows of the inbox: newest first, a page at a time; the way back goes
 * over the numbers at which the pages before began.  A search by name looks
 * at the newest so and so many and says when there are older ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "text/fold.h"
#include "ui/change/changes_priv.h"

enum { CHUNK = 100, CHUNKS = 40 }; /* a search looks at so many */

unsigned
changes_count(struct ui *u)
{
	struct change_counts c;

	if (change_counts(u->db, &u->who.scope, u->who.staff,
	    (uint32_t)u->who.role, &c, NULL) !=
	    ST_OK)
		return 0;
	return c.to_check + (u->who.role == ROLE_APPROVER ? 0 :
	    c.mine_waiting + c.mine_rejected);
}

static void
reader_filter(const struct screen *s, struct change_filter *f)
{
	const struct changes_filter *own =
	    &((const struct inbox *)s->state)->filter;

	memset(f, 0, sizeof *f);
	f->state = own->state;
	f->kind = own->kind;
	f->area = own->area;
	f->month = own->month;
	f->maker = own->mine ? s->ui->who.staff : 0;
}

/* Those of the name typed, out of the newest so and so many. */
static enum status
read_named(struct screen *s, const char *typed, struct err *err)
{
	struct inbox *st = s->state;
	struct change_head *chunk = mem_array(CHUNK, sizeof *chunk);
	struct change_filter f;
	int64_t before = st->start[st->depth];
	enum status r = ST_OK;
	unsigned got = CHUNK;

	reader_filter(s, &f);
	st->n = 0;
	for (unsigned k = 0; k < CHUNKS && got == CHUNK && st->n < st->page;
	    k++) {
		r = change_all(s->ui->db, &s->ui->who.scope, &f, before, chunk,
		    CHUNK, &got, err);
		if (r != ST_OK)
			break;
		for (unsigned i = 0; i < got && st->n < st->page; i++)
			if (fold_matches_any(typed, chunk[i].name))
				st->v[st->n++] = chunk[i];
		if (got > 0)
			before = chunk[got - 1].id;
	}
	st->far = got == CHUNK && st->n < st->page;
	free(chunk);
	return r;
}

static enum status
read_rows(struct screen *s, struct err *err)
{
	struct inbox *st = s->state;
	struct change_filter f;
	char typed[EDIT_BYTES];

	edit_get(&st->search, typed, sizeof typed);
	if (typed[0] != '\0')
		return read_named(s, typed, err);
	st->far = false;
	reader_filter(s, &f);
	return change_all(s->ui->db, &s->ui->who.scope, &f,
	    st->start[st->depth], st->v, st->page, &st->n, err);
}

void
changes_read(struct screen *s)
{
	struct inbox *st = s->state;
	struct err err = ERR_INIT;

	if (read_rows(s, &err) != ST_OK) {
		st->n = 0;
		ui_fail(s->ui, &err);
	}
	/* What was decided is gone from here: the page before is the last. */
	if (st->n == 0 && st->depth > 0 && err.st == ST_OK) {
		st->depth--;
		changes_read(s);
		return;
	}
	if (st->cur >= st->n)
		st->cur = st->n > 0 ? st->n - 1 : 0;
}

static void
page_down(struct screen *s)
{
	struct inbox *st = s->state;
	unsigned depth = st->depth;

	if (st->n == st->page && depth + 1 < CHANGES_PAGES) {
		st->start[++st->depth] = st->v[st->n - 1].id;
		st->cur = 0;
		changes_read(s);
	}
	if (st->depth == depth) {
		st->cur = st->n > 0 ? st->n - 1 : 0;
		ui_say(s->ui, _("This is the end."));
	}
}

static void
page_up(struct screen *s, bool to_end)
{
	struct inbox *st = s->state;

	if (st->depth == 0) {
		st->cur = 0;
		ui_say(s->ui, _("This is the start."));
		return;
	}
	st->depth--;
	st->cur = to_end ? st->page - 1 : 0;
	changes_read(s);
}

void
changes_start(struct screen *s)
{
	struct inbox *st = s->state;

	st->depth = 0;
	st->cur = 0;
	screen_stale(s);
}

bool
changes_move(struct screen *s, enum action a)
{
	struct inbox *st = s->state;

	switch (a) {
	case ACT_UP:
		if (st->cur > 0)
			st->cur--;
		else
			page_up(s, true);
		return true;
	case ACT_DOWN:
		if (st->cur + 1 < st->n)
			st->cur++;
		else
			page_down(s);
		return true;
	case ACT_PAGE_UP:
		page_up(s, false);
		return true;
	case ACT_PAGE_DOWN:
		page_down(s);
		return true;
	case ACT_FIRST:
		changes_start(s);
		return true;
	case ACT_LAST:
		st->cur = st->n > 0 ? st->n - 1 : 0;
		return true;
	default:
		return false;
	}
}
