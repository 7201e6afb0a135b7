/*
 * SPDX-License-Identifier: ISC
 *
 * report: the table of sources, and what they do alike.  A report covers the
 * part of the reader's scope that was asked for; its head says of which place,
 * which period and which head of the journal the figures are.
 */
#include "office/report_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/journal.h"
#include "office/place.h"
#include "office/place_sort.h"

static const struct db_sql q_list_period = { "report.list_period",
	"SELECT period_id FROM list WHERE id = ?1" };
static const struct db_sql q_province = { "report.province",
	"SELECT name FROM area WHERE level = 'province' ORDER BY id LIMIT 1" };
static const struct db_sql q_commune_above = { "report.commune_above",
	"SELECT p.id, p.name FROM area a JOIN area p ON p.id = a.parent_id"
	" WHERE a.id = ?1" };
static const struct db_sql q_point_above = { "report.point_above",
	"SELECT p.id, p.name FROM point t JOIN area a ON a.id = t.area_id"
	" JOIN area p ON p.id = a.parent_id WHERE t.id = ?1" };

static const struct report_source *const report_sources[] = {
	&report_source_summary,
	&report_source_payment_list,
	&report_source_unpaid,
	&report_source_home,
};

const struct report_source *
report_source_at(unsigned i)
{
	return i < sizeof(report_sources) / sizeof(report_sources[0]) ?
	    report_sources[i] : NULL;
}

const struct report_source *
report_source_find(const char *name)
{
	const struct report_source *s;
	unsigned i;

	for (i = 0; (s = report_source_at(i)) != NULL; i++)
		if (strcmp(s->name, name) == 0)
			break;
	return s;
}

/* A list's own period, else the one asked for. */
static enum status
report_period(struct report_base *b, const struct report_params *p,
    struct err *err)
{
	enum status st;
	int64_t id = 0;
	bool found;

	if (p->list == 0)
		return period_find(b->db, p->period, &b->period, err);
	st = db_int1(db_usef(b->db, &q_list_period, "i", p->list), &id, &found,
	    err);
	if (st == ST_OK && !found)
		st = err_field(err, ST_NOTFOUND, "list",
		    _("there is no list %lld"), (long long)p->list);
	return st == ST_OK ? period_get(b->db, id, &b->period, err) : st;
}

/* The area that a commune or a point lies in; its id, 0 when none. */
static enum status
report_above(struct report_base *b, int64_t place, int64_t *id,
    char name[192], struct err *err)
{
	struct db_stmt *s = db_usef(b->db, b->part.kind == SCOPE_POINTS ?
	    &q_point_above : &q_commune_above, "i", place);
	enum status st;
	bool row;

	*id = 0;
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		*id = db_int(s, 0);
		db_copy(s, 1, name, 192);
		db_reset(s);
	}
	return st;
}

/*
 * No area was asked for: the district that everything lies in, or the
 * province.  Places are in order of their districts, so the first and the
 * last one tell.
 */
static enum status
report_area_name(struct report_base *b, struct err *err)
{
	int64_t *ids = NULL, first = 0, last = 0;
	struct db_stmt *s;
	enum status st;
	size_t n = 0;
	bool row;

	st = place_order(b->db, &b->part, &ids, &n, err);
	if (st == ST_OK && n > 0)
		st = report_above(b, ids[0], &first, b->area_name, err);
	if (st == ST_OK && n > 0)
		st = report_above(b, ids[n - 1], &last, b->area_name, err);
	free(ids);
	if (st != ST_OK || (first == last && n > 0))
		return st;
	s = db_use(b->db, &q_province);
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		db_copy(s, 0, b->area_name, sizeof(b->area_name));
		db_reset(s);
	}
	return st;
}

static enum status
report_names(struct report_base *b, const struct report_params *p,
    struct err *err)
{
	struct place place;
	enum status st;

	if (!str_empty(p->point)) {
		st = place_point(b->db, p->point, &place, err);
		if (st != ST_OK)
			return st;
		(void)str_copy_cut(b->point_name, sizeof(b->point_name),
		    place.name);
	}
	if (str_empty(p->area))
		return report_area_name(b, err);
	st = place_area(b->db, p->area, "", &place, err);
	if (st == ST_OK)
		(void)str_copy_cut(b->area_name, sizeof(b->area_name),
		    place.name);
	return st;
}

enum status
report_base_open(struct report_base *b, struct db *db, const struct scope *sc,
    const struct report_params *p, struct err *err)
{
	enum status st;

	memset(b, 0, sizeof(*b));
	b->db = db;
	st = report_period(b, p, err);
	if (st == ST_OK)
		st = scope_narrow(db, sc, p->area, p->point, &b->part, err);
	if (st == ST_OK)
		st = report_names(b, p, err);
	if (st == ST_OK)
		st = journal_seal(db, b->seal, sizeof(b->seal), err);
	if (st != ST_OK)
		report_base_done(b);
	return st;
}

void
report_base_done(struct report_base *b)
{
	scope_done(&b->part);
}

const char *
report_base_attr(const struct report_base *b, const char *name)
{
	if (strcmp(name, "period") == 0)
		return b->period.code;
	if (strcmp(name, "area_name") == 0)
		return b->area_name;
	if (strcmp(name, "point_name") == 0)
		return b->point_name;
	if (strcmp(name, "seal") == 0)
		return b->seal;
	return NULL;
}
