/*
 * SPDX-License-Identifier: ISC
 *
 * report/place: under whose name a report stands.  It is that of what was
 * looked at: a commune's preparer who asks for a summary gets four people, and
 * not under the name of his district.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "office/place/place.h"
#include "office/place/sort.h"
#include "office/report/report_priv.h"

DB_SQL(q_province) = { "report.province",
	"SELECT name FROM area WHERE level = 'province' ORDER BY code <>"
	" coalesce((SELECT province FROM office_province WHERE from_month <= ?1"
	" ORDER BY from_month DESC LIMIT 1), ''), id LIMIT 1" };
/*
 * The district, or the commune itself where there are none; not of a commune
 * that another took over: its lines are read along with that one's.
 */
#define ABOVE                                                                  \
	" JOIN area p ON p.id = a.parent_id LEFT JOIN area_change c"           \
	" ON c.old_id = a.id AND c.village = ''"
#define ABOVE_ROW                                                              \
	"SELECT CASE p.level WHEN 'province' THEN a.id ELSE p.id END,"         \
	" CASE p.level WHEN 'province' THEN a.name ELSE p.name END,"           \
	" c.old_id IS NULL"
DB_SQL(q_commune_above) = { "report.commune_above",
	ABOVE_ROW " FROM area a" ABOVE " WHERE a.id = ?1" };
DB_SQL(q_point_above) = { "report.point_above",
	ABOVE_ROW " FROM point t JOIN area a ON a.id = t.area_id" ABOVE
	" WHERE t.id = ?1" };

/* Of an area, or of the office (0). */
DB_SQL(q_points_left) = { "report.points_left",
	"SELECT 1 FROM point t JOIN area a ON a.id = t.area_id"
	" WHERE t.active = 1 AND (?1 = 0 OR a.id = ?1 OR a.parent_id = ?1)"
	" AND t.id NOT IN {set ?2}"
	" LIMIT 1" };
DB_SQL(q_point_names) = { "report.point_names",
	"SELECT t.name FROM point t WHERE t.id IN {set ?1}"
	" ORDER BY t.code" };
/* As they are called now. */
DB_SQL(q_commune_names) = { "report.commune_names",
	"SELECT a.name FROM area a WHERE a.id IN {set ?1}"
	" AND a.valid_to IS NULL ORDER BY a.code" };

#define REPORT_PLACES 3      /* named one by one, */
#define REPORT_PLACE_COLS 50 /* if that fits beside the day of the signatures */

/* The area that a commune or a point lies in; its id, 0 when none or when it
 * is no more and others are not. */
static enum status
report_above(struct report_base *b, int64_t place, bool ended, int64_t *id,
    char name[192], struct err *err)
{
	struct db_stmt *s = db_usef(b->db, b->part.kind == SCOPE_POINTS ?
	    &q_point_above : &q_commune_above, "i", place);
	enum status st;
	bool row;

	*id = 0;
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		if (ended || db_int(s, 2) != 0) {
			*id = db_int(s, 0);
			db_copy(s, 1, name, 192);
		}
		db_reset(s);
	}
	return st;
}

/* The first and the last of the places' areas, 0 when there is none. */
static enum status
report_ends(struct report_base *b, const int64_t *ids, size_t n, bool ended,
    int64_t end[2], struct err *err)
{
	enum status st = ST_OK;
	size_t i;

	end[0] = end[1] = 0;
	for (i = 0; i < n && st == ST_OK && end[0] == 0; i++)
		st = report_above(b, ids[i], ended, &end[0], b->area_name, err);
	for (i = n; i > 0 && st == ST_OK && end[1] == 0; i--)
		st = report_above(b, ids[i - 1], ended, &end[1], b->area_name,
		    err);
	return st;
}

/*
 * Under whose name the page stands: the area's when every place of it is
 * looked at, else up to three of the places themselves, else how many.
 */
static enum status
report_part_name(struct report_base *b, int64_t area, struct err *err)
{
	bool points = b->part.kind == SCOPE_POINTS, row, whole = true;
	char text[sizeof(b->area_name)] = "", all[sizeof(b->area_name)];
	enum status st = ST_OK;
	unsigned n = 0;
	struct db_stmt *s;
	int64_t one;

	if (!points && b->part.kind != SCOPE_COMMUNES)
		return ST_OK;
	if (points) {
		st = db_int1(db_usef(b->db, &q_points_left, "is", area,
		    b->part.ids, b->part.n), &one, &row, err);
		whole = !row;
	} else {
		st = scope_covers(b->db, &b->part, area, &whole, err);
	}
	if (st != ST_OK || whole || !str_empty(b->params.point))
		return st;
	s = db_usef(b->db, points ? &q_point_names : &q_commune_names, "s",
	    b->part.ids, b->part.n);
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		if (++n <= REPORT_PLACES) {
			size_t used = strlen(text);

			(void)snprintf(text + used, sizeof(text) - used,
			    "%s%s", n > 1 ? ", " : "", db_text(s, 0));
		}
	if (st != ST_OK || n == 0)
		return st;
	if (n > REPORT_PLACES || (n > 1 &&
	    utf8_columns(text) > REPORT_PLACE_COLS)) {
		(void)str_copy_cut(all, sizeof(all), b->area_name);
		(void)snprintf(text, sizeof(text), points ?
		    ngettext("%.120s (%u payout point)",
		    "%.120s (%u payout points)", n) :
		    ngettext("%.120s (%u commune)", "%.120s (%u communes)",
		    n), all, n);
	}
	(void)str_copy_cut(b->area_name, sizeof(b->area_name), text);
	return ST_OK;
}

/*
 * No area was asked for: the district that everything lies in, or the
 * province.  Places are in order of their districts, so the first and the
 * last one tell.
 */
static enum status
report_area_name(struct report_base *b, int64_t *area, struct err *err)
{
	int64_t *ids = NULL, end[2] = { 0, 0 };
	struct db_stmt *s;
	enum status st;
	size_t n = 0;
	bool row;

	st = place_order(b->db, &b->part, &ids, &n, err);
	if (st == ST_OK)
		st = report_ends(b, ids, n, false, end, err);
	if (st == ST_OK && end[0] == 0)
		st = report_ends(b, ids, n, true, end, err);
	free(ids);
	*area = end[0] == end[1] ? end[0] : 0;
	if (st != ST_OK || *area != 0)
		return st == ST_OK ? report_part_name(b, *area, err) : st;
	s = db_usef(b->db, &q_province, "t", b->period.code);
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		db_copy(s, 0, b->area_name, sizeof(b->area_name));
		db_reset(s);
	}
	return st == ST_OK ? report_part_name(b, 0, err) : st;
}

enum status
report_place_name(struct report_base *b, const char *day, int64_t *area,
    struct err *err)
{
	const struct report_params *p = &b->params;
	struct place place;
	enum status st;
	bool whole = true;

	if (!str_empty(p->point)) {
		st = place_point(b->db, p->point, &place, err);
		if (st != ST_OK)
			return st;
		(void)str_copy_cut(b->point_name, sizeof(b->point_name),
		    place.name);
	}
	if (str_empty(p->area))
		return report_area_name(b, area, err);
	st = place_area(b->db, p->area, day, &place, err);
	if (st == ST_NOTFOUND)
		st = place_area(b->db, p->area, "", &place, err);
	if (st != ST_OK)
		return st;
	(void)str_copy_cut(b->area_name, sizeof(b->area_name), place.name);
	*area = place.id;
	/* Of an area that reaches beyond his own a page would tell a part
	 * under the name of the whole; points are told as such. */
	if (b->sc->kind != SCOPE_POINTS)
		st = scope_covers(b->db, b->sc, place.id, &whole, err);
	if (st == ST_OK && !whole)
		return err_field(err, ST_DENIED, "area", _("%s reaches beyond "
		    "your places: without an area the report is about these"),
		    place.name);
	return st == ST_OK ? report_part_name(b, place.id, err) : st;
}
