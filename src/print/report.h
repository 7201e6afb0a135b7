/*
 * SPDX-License-Identifier: ISC
 *
 * report: one call from a report's name to bytes, for `chitra report`,
 * `chitra print` and the desk.
 */
#pragma once

#include "base/conf.h"
#include "form/report_def.h"
#include "office/report/report.h"
#include "print/encode.h"
#include "print/profile.h"
#include "text/money.h"

enum report_format { REPORT_TEXT_PAGES, REPORT_CSV };

struct report_order {
	const struct report_def *def;
	const struct report_source *source; /* NULL: the one that def names */
	struct report_params params;
	enum report_format format;
	const struct profile *profile;      /* of text pages */
	unsigned from_page;                 /* 0 = all; reprint from here */
	const char *office;                 /* name at the head of pages */
	const char *today;                  /* "yyyy-mm-dd"; NULL: the clock's */
	struct money_words words;           /* numbers in words */
	char sep;                           /* of CSV: ',' or ';'; 0 = ',' */
	bool bom;                           /* CSV: for Excel */
};

struct report_made {
	unsigned pages;  /* in all, text pages only */
	uint64_t rows;
	uint64_t bytes;
};

/*
 * Renders into the sink, blocking; both passes inside one read transaction of
 * `db` (begun here unless one is open).  ST_NOTFOUND: no such source;
 * ST_INVALID: from_page is beyond the last page, or the definition does not fit
 * source or paper.  After an error the sink has an incomplete report.
 */
enum status report_render(struct db *db, const struct scope *sc,
    const struct report_order *order, const struct print_sink *sink,
    struct report_made *made, struct err *err) ERR_CHECKED;

/* As report_render() of a given source, without touching a transaction. */
enum status report_make(struct db *db, const struct scope *sc,
    const struct report_order *order, const struct print_sink *sink,
    struct report_made *made, struct err *err) ERR_CHECKED;

/* Office name and the words of amounts as chitra.ini says. */
void report_order_conf(struct report_order *order, const struct conf *conf);
