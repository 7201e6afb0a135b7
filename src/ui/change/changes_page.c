/*
 * SPDX-License-Identifier: ISC
 *
 * The rows of the inbox, newest first.  A search by name covers the newest
 * CHUNK * CHUNKS requests, and reports when there are older ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"
#include "ui/change/changes_priv.h"

enum { CHUNK = 100, CHUNKS = 40 }; /* covered by a search: their product */

unsigned
changes_count(struct ui *u)
{
	struct err err = ERR_INIT;
	struct change_counts c;

	if (change_counts(u->db, &u->who.scope, u->who.staff,
	    (uint32_t)u->who.role, &c, &err) != ST_OK)
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

/* Requests that match the typed name. */
static enum status
read_named(struct screen *s, struct change_filter *f, const char *typed,
    struct change_head *v, unsigned *n, struct err *err)
{
	struct inbox *st = s->state;
	struct change_head *chunk = mem_array(CHUNK, sizeof(*chunk));
	unsigned got = CHUNK, max = f->max;

	f->max = CHUNK;
	*n = 0;
	for (unsigned k = 0; k < CHUNKS && got == CHUNK && *n < max; k++) {
		if (change_all(s->ui->db, &s->ui->who.scope, f, chunk, &got,
		    err) != ST_OK)
			break;
		for (unsigned i = 0; i < got && *n < max; i++)
			if (fold_matches_any(typed, chunk[i].name))
				v[(*n)++] = chunk[i];
		if (got > 0)
			f->before = chunk[got - 1].id;
	}
	st->far = got == CHUNK && *n < max;
	free(chunk);
	return err->st;
}

static enum status
read_page(void *arg, const void *from, bool backwards, void *rows,
    unsigned max, unsigned *n, struct err *err)
{
	struct screen *s = arg;
	struct inbox *st = s->state;
	const struct change_head *last = from;
	struct change_filter f;
	char typed[EDIT_BYTES];

	reader_filter(s, &f);
	f.before = last != NULL ? last->id : 0;
	f.max = max;
	edit_get(&st->search, typed, sizeof(typed));
	if (typed[0] != '\0')
		return read_named(s, &f, typed, rows, n, err);
	st->far = false;
	return change_all(s->ui->db, &s->ui->who.scope, &f, rows, n, err);
}

const struct pager_ops changes_pages = {
	.row_size = sizeof(struct change_head), .forward = true,
	.page = read_page,
};
