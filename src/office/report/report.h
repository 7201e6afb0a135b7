/*
 * SPDX-License-Identifier: ISC
 *
 * report/report: what can be printed or written to a file: rows of named cells from
 * a query, inside a scope.  How a page looks is print/'s, from forms/.
 */
#pragma once

#include "db/db.h"
#include "office/verb/scope.h"

#define REPORT_DAYS_MAX 10000

struct report_params {
	char period[8]; /* "YYYY-MM", "" = the newest open one */
	char area[16];  /* code of a district or commune, "" = the whole scope */
	char point[24]; /* code of a point, "" = all */
	int64_t list;   /* id of a list, 0 = none */
	char from[8], to[8]; /* months "YYYY-MM", "" = as the report has it */
	int days;       /* how far ahead, 0 = as the office has set it */
};

/*
 * Reads "11/2019" or "11/2019..02/2020" as month_parse() does into from and
 * to; "" leaves both empty.  ST_INVALID, field "month".
 */
enum status report_params_months(struct report_params *p, const char *typed,
    struct err *err) ERR_CHECKED;

enum report_cell_type {
	REPORT_TEXT,
	REPORT_MONEY, /* đồng */
	REPORT_COUNT,
	REPORT_RATE   /* hundredths of a percent: 9871 = 98,71 % */
};

struct report_field {
	const char *name;           /* "name", "due_money" */
	enum report_cell_type type;
	const char *heading;        /* N_() */
};

/* Text is valid until the next call; num is set for the number types. */
struct report_cell {
	const char *text;
	int64_t num;
};

struct report_source {
	const char *name;  /* "summary", "payment-list" */
	const char *title; /* N_() */
	const struct report_field *fields; /* ended by name NULL */
	unsigned nfields;
	/* Starts reading; a second pass opens again. */
	enum status (*open)(struct db *db, const struct scope *sc,
	    const struct report_params *p, void **state, struct err *err);
	/* Fills nfields cells; *end when there is no more row. */
	enum status (*next)(void *state, struct report_cell *cells, bool *end,
	    struct err *err);
	/* Facts for the head: "area_name", "period", "office", "seal",
	 * "point_name", "from", "to", "days"; NULL when unknown. */
	const char *(*attr)(void *state, const char *name);
	void (*close)(void *state);
};

/* NULL when there is none; report_source_at() walks, NULL at the end. */
const struct report_source *report_source_find(const char *name);
const struct report_source *report_source_at(unsigned i);
