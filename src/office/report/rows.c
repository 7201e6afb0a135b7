/*
 * SPDX-License-Identifier: ISC
 *
 * report/rows: gathers the ids of a report's rows, sorts them by section and
 * place, and reads them one after another.  The scope is asked for every row
 * that a statement gives, whatever the statement says.
 */
#include "office/report/rows_priv.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/place/sort.h"

struct rows_rank {
	int64_t id;
	size_t rank;
};

static int
rows_rank_cmp(const void *a, const void *b)
{
	const struct rows_rank *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* The places of the scope by id, each with its number in their order. */
static enum status
rows_places(struct report_rows *r, struct err *err)
{
	struct rows_rank *v;
	int64_t *ids = NULL;
	size_t i, n = 0;

	if (place_order(r->base.db, &r->base.part, &ids, &n, err) != ST_OK)
		return err->st;
	v = mem_array(n + 1, sizeof(*v));
	for (i = 0; i < n; i++)
		v[i] = (struct rows_rank){ ids[i], i };
	free(ids);
	if (n > 1)
		qsort(v, n, sizeof(*v), rows_rank_cmp);
	r->place = mem_array(n + 1, sizeof(*r->place));
	r->rank = mem_array(n + 1, sizeof(*r->rank));
	for (i = 0; i < n; i++) {
		r->place[i] = v[i].id;
		r->rank[i] = v[i].rank;
	}
	r->places = n;
	free(v);
	return ST_OK;
}

/* Behind all others when it is no place of today. */
static size_t
rows_rank(const struct report_rows *r, int64_t area, int64_t point)
{
	int64_t id = r->base.part.kind == SCOPE_POINTS ? point : area;
	size_t lo = 0, hi = r->places, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (r->place[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < r->places && r->place[lo] == id ? r->rank[lo] : r->places;
}

static bool
rows_mine(const struct report_rows *r, int64_t area, int64_t point)
{
	return scope_has(&r->base.part, area, point) &&
	    scope_has(r->base.sc, area, point);
}

static struct report_row *
rows_add(struct report_rows *r, struct db_stmt *s)
{
	struct report_row *v;

	if (r->n == r->cap) {
		r->cap = r->cap > 0 ? 2 * r->cap : 64;
		r->row = mem_resize(r->row, r->cap, sizeof(*r->row));
	}
	v = &r->row[r->n];
	*v = (struct report_row){ .id = db_int(s, 0), .section = db_int(s, 3),
		.seq = r->n++ };
	return v;
}

/* Is the list owner held as a whole? */
static enum status
rows_owner(struct report_rows *r, int64_t id, bool *held, struct err *err)
{
	bool part = false, all = false;
	size_t i;

	for (i = 0; i < r->owners && r->owner[i].id != id; i++)
		;
	if (i == r->owners) {
		if (id != 0 && (scope_covers(r->base.db, &r->base.part, id,
		    &part, err) != ST_OK || scope_covers(r->base.db,
		    r->base.sc, id, &all, err) != ST_OK))
			return err->st;
		r->owner = mem_resize(r->owner, i + 1, sizeof(*r->owner));
		r->owner[r->owners++] = (struct report_owner){ id, part && all };
	}
	*held = r->owner[i].held;
	return ST_OK;
}

enum status
report_rows_take_months(struct report_rows *r, struct db_stmt *s,
    struct err *err)
{
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		bool here = rows_mine(r, db_int(s, 1), db_int(s, 2));
		bool held = here;
		struct report_row *v;

		if (r->n > 0 && r->row[r->n - 1].id == db_int(s, 0))
			continue;
		if (!here && rows_owner(r, db_int(s, 4), &held, err) != ST_OK)
			return err->st;
		if (!held)
			continue;
		v = rows_add(r, s);
		v->month = !here;
		v->rank = rows_rank(r, db_int(s, 1), db_int(s, 2));
	}
	return st;
}

enum status
report_rows_take(struct report_rows *r, struct db_stmt *s, bool two,
    struct err *err)
{
	enum status st;
	bool row, first;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct report_row *v;

		first = rows_mine(r, db_int(s, 1), db_int(s, 2));
		if (!first && !(two && rows_mine(r, db_int(s, 4), db_int(s, 5))))
			continue;
		v = rows_add(r, s);
		v->rank = first ? rows_rank(r, db_int(s, 1), db_int(s, 2)) :
		    rows_rank(r, db_int(s, 4), db_int(s, 5));
	}
	return st;
}

static int
rows_cmp(const void *a, const void *b)
{
	const struct report_row *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

enum status
report_rows_open(const struct report_rows_ops *ops, struct db *db,
    const struct scope *sc, const struct report_params *p, void **state,
    struct err *err)
{
	struct report_rows *r = mem_zalloc(sizeof(*r));
	enum status st;

	r->ops = ops;
	st = report_base_open_any(&r->base, db, sc, p, err);
	if (st == ST_OK)
		st = rows_places(r, err);
	if (st == ST_OK)
		st = ops->gather(r, err);
	free(r->place);
	free(r->rank);
	free(r->owner);
	r->place = NULL;
	r->rank = NULL;
	r->owner = NULL;
	if (st != ST_OK) {
		report_rows_close(r);
		return st;
	}
	if (r->n > 1)
		qsort(r->row, r->n, sizeof(*r->row), rows_cmp);
	*state = r;
	return ST_OK;
}

enum status
report_rows_next(void *state, struct report_cell *cells, bool *end,
    struct err *err)
{
	struct report_rows *r = state;
	enum status st;
	bool row;

	if (r->s != NULL)
		db_reset(r->s);
	r->s = NULL;
	r->used = 0;
	*end = r->at == r->n;
	if (*end)
		return ST_OK;
	r->s = db_usef(r->base.db, r->ops->row, "i", r->row[r->at].id);
	st = db_step(r->s, &row, err);
	if (st == ST_OK && !row)
		st = err_set(err, ST_CORRUPT, _("%s: row %" PRId64 " is gone"),
		    r->ops->row->name, r->row[r->at].id);
	if (st != ST_OK)
		return st;
	memset(cells, 0, r->ops->nfields * sizeof(*cells));
	return r->ops->fill(r, &r->row[r->at++], cells, err);
}

const char *
report_rows_attr(void *state, const char *name)
{
	struct report_rows *r = state;

	return report_base_attr(&r->base, name);
}

void
report_rows_close(void *state)
{
	struct report_rows *r = state;

	if (r == NULL)
		return;
	if (r->s != NULL)
		db_reset(r->s);
	free(r->row);
	report_base_done(&r->base);
	free(r);
}

const char *
report_rows_say(struct report_rows *r, const char *fmt, ...)
{
	char *at = r->text + r->used;
	size_t room = sizeof(r->text) - r->used;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(at, room, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= room)
		return "";
	r->used += (size_t)n + 1;
	return at;
}

const char *
report_rows_col(struct report_rows *r, int col)
{
	return report_rows_say(r, "%s", db_text(r->s, col));
}

const char *
report_rows_day(struct report_rows *r, int col)
{
	char day[DATE_TEXT], iso[DATE_TEXT];
	struct date d;

	(void)str_copy_cut(iso, sizeof(iso), db_text(r->s, col));
	if (date_from_iso(iso, &d) != ST_OK)
		return "";
	date_format(day, sizeof(day), d);
	return report_rows_say(r, "%s", day);
}

const char *
report_rows_months(struct report_rows *r, const char *from, const char *to)
{
	char a[DATE_MONTH], b[DATE_MONTH];

	month_format(a, sizeof(a), from);
	month_format(b, sizeof(b), to);
	if (strcmp(a, b) == 0 || b[0] == '\0')
		return report_rows_say(r, "%s", a);
	return report_rows_say(r, "%s-%s", a, b);
}

void
report_rows_person(struct report_rows *r, struct report_cell *c)
{
	struct date birth = { (int)db_int(r->s, 2), (int)db_int(r->s, 3),
		(int)db_int(r->s, 4) };
	const char *sex = db_text(r->s, 10);
	char day[DATE_TEXT];

	date_format(day, sizeof(day), birth);
	c[P_CODE].text = report_rows_col(r, 0);
	c[P_NAME].text = report_rows_col(r, 1);
	c[P_BIRTH].text = report_rows_say(r, "%s", day);
	c[P_BIRTH_YEAR].text = birth.year != 0 ?
	    report_rows_say(r, "%d", birth.year) : "";
	c[P_SEX].text = sex[0] == 'M' ? _("male") :
	    sex[0] == 'F' ? _("female") : "";
	c[P_IDENTITY].text = report_rows_col(r, 5);
	c[P_AREA_NAME].text = report_rows_col(r, 6);
	c[P_VILLAGE].text = report_rows_col(r, 7);
	c[P_POINT].text = report_rows_col(r, 8);
	c[P_PHONE].text = report_rows_col(r, 9);
}

void
report_rows_person_of(struct report_rows *r, const struct report_row *row,
    struct report_cell *c)
{
	report_rows_person(r, c);
	if (row->month)
		c[P_VILLAGE].text = c[P_POINT].text = c[P_PHONE].text = "";
}
