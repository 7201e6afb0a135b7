/*
 * SPDX-License-Identifier: ISC
 *
 * report/rows_priv: what most sources of reports do alike.  Which rows there are is
 * gathered first, as ids with their places: those inside the scope, in the
 * order of places; each row is read when its turn comes.  A row takes 48 bytes
 * until then, whatever it says.
 */
#pragma once

#include "office/report/report_priv.h"
#include "text/date.h"

struct report_row {
	int64_t id;
	int64_t section; /* sorts before the place */
	size_t rank, seq;/* order of its place; as it was found */
	bool month;      /* taken for a month of its owner alone: no more of
	                  * the person is shown than that takes */
	int64_t a, b;    /* the source's own: a side, two amounts */
};

struct report_rows_ops;

struct report_rows {
	struct report_base base; /* first */
	const struct report_rows_ops *ops;
	struct report_row *row;
	size_t n, cap, at;
	struct db_stmt *s;       /* of the row that is shown */
	char text[4096];         /* texts made for that row */
	size_t used;
	int64_t *place;          /* while it is gathered: sorted ids, ranks */
	size_t *rank, places;
	struct report_owner {    /* list owners that were met */
		int64_t id;
		bool held;
	} *owner;
	size_t owners;
};

struct report_rows_ops {
	unsigned nfields;
	const struct db_sql *row; /* ?1 id of the row */
	/* Takes the rows; sections may be set on r->row afterwards. */
	enum status (*gather)(struct report_rows *r, struct err *err);
	/* Fills the cells, all zero before, from r->s. */
	enum status (*fill)(struct report_rows *r, const struct report_row *row,
	    struct report_cell *c, struct err *err);
};

/* open() of a source: see REPORT_ROWS. */
enum status report_rows_open(const struct report_rows_ops *ops, struct db *db,
    const struct scope *sc, const struct report_params *p, void **state,
    struct err *err) ERR_CHECKED;
enum status report_rows_next(void *state, struct report_cell *cells, bool *end,
    struct err *err) ERR_CHECKED;
const char *report_rows_attr(void *state, const char *name);
void report_rows_close(void *state);

/*
 * Takes what the statement gives: id, commune, point, section and, when `two`,
 * commune and point of another place; a row is taken when either lies in the
 * scope, once.
 */
enum status report_rows_take(struct report_rows *r, struct db_stmt *s, bool two,
    struct err *err) ERR_CHECKED;

/*
 * Takes what the statement gives: id, commune, point, section, and whose month
 * it was, a row for each owner of a thing, rows of one behind each other; once,
 * when the place lies in the scope or the scope holds one of the owners.
 */
enum status report_rows_take_months(struct report_rows *r, struct db_stmt *s,
    struct err *err) ERR_CHECKED;

/* Text of the row, valid until the next one; "" when there is no room. */
const char *report_rows_say(struct report_rows *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
const char *report_rows_col(struct report_rows *r, int col);
/* A column with a day as 21/11/2019, with a month as 11/2019; "" when none. */
const char *report_rows_day(struct report_rows *r, int col);
/* 11/2019, or 11/2019-02/2020 for months that differ. */
const char *report_rows_months(struct report_rows *r, const char *from,
    const char *to);

/* ---- people ----------------------------------------------------------- */

/* The first fields of every source that lists people, and their columns. */
enum {
	P_CODE, P_NAME, P_BIRTH, P_BIRTH_YEAR, P_SEX, P_IDENTITY, P_AREA_NAME,
	P_VILLAGE, P_POINT, P_PHONE, P_OWN
};

#define REPORT_PERSON_FIELDS                                                   \
	[P_CODE] = { "code", REPORT_TEXT, N_("File number") },                 \
	[P_NAME] = { "name", REPORT_TEXT, N_("Full name") },                   \
	[P_BIRTH] = { "birth", REPORT_TEXT, N_("Date of birth") },             \
	[P_BIRTH_YEAR] = { "birth_year", REPORT_TEXT, N_("Year of birth") },   \
	[P_SEX] = { "sex", REPORT_TEXT, N_("Sex") },                           \
	[P_IDENTITY] = { "identity", REPORT_TEXT, N_("Identity number") },     \
	[P_AREA_NAME] = { "area_name", REPORT_TEXT, N_("Commune") },           \
	[P_VILLAGE] = { "village", REPORT_TEXT, N_("Village") },               \
	[P_POINT] = { "point", REPORT_TEXT, N_("Point") },                     \
	[P_PHONE] = { "phone", REPORT_TEXT, N_("Telephone") }

/* Of person p, commune a and point o; the source's own columns follow. */
#define REPORT_PERSON_COLUMNS                                                  \
	"p.code, p.name, coalesce(p.birth_year, 0),"                           \
	" coalesce(p.birth_month, 0), coalesce(p.birth_day, 0),"               \
	" coalesce((SELECT i.number FROM identity i WHERE i.person_id = p.id"  \
	"  AND i.active = 1 ORDER BY i.kind LIMIT 1), ''),"                    \
	" a.name, p.village, o.name, p.phone, p.sex, "
enum { REPORT_PERSON_NEXT = 11 }; /* first own column */

/* Fills c[0..P_OWN) from REPORT_PERSON_COLUMNS. */
void report_rows_person(struct report_rows *r, struct report_cell *c);
/* The same of a row that may be taken for its month alone: then without village,
 * point and telephone of today. */
void report_rows_person_of(struct report_rows *r, const struct report_row *row,
    struct report_cell *c);

/* A `struct report_source` of these rows; open_ is made by REPORT_ROWS_OPEN. */
#define REPORT_ROWS_OPEN(open_, ops_)                                          \
	static enum status open_(struct db *db, const struct scope *sc,        \
	    const struct report_params *p, void **state, struct err *err)      \
	{                                                                      \
		return report_rows_open(&ops_, db, sc, p, state, err);         \
	}
#define REPORT_ROWS                                                            \
	.next = report_rows_next, .attr = report_rows_attr,                    \
	.close = report_rows_close
