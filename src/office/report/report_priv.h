/*
 * SPDX-License-Identifier: ISC
 *
 * report/report_priv: what the sources of printed reports share: whom and when a
 * report is about, worked out once, and the facts at its head.
 */
#pragma once

#include "office/period/period.h"
#include "office/report/report.h"

struct report_base {
	struct db *db;
	const struct scope *sc; /* of the reader; outlives the report */
	struct report_params params;
	struct period period;   /* id 0: there is none yet */
	char from[8], to[8];    /* months; REPORT_NO_END: all that follow */
	char days[8];           /* days ahead, "" none */
	char today[11];
	struct scope part;      /* the reader's scope, narrowed */
	char area_name[192], point_name[192], office[256];
	char prepared[128], approved[128]; /* of the list, or the newest */
	char seal[64];          /* head of the journal when it was opened */
};

#define REPORT_NO_END "9999-12"

/* ST_NOTFOUND, ST_DENIED as scope_narrow() and period_find(). */
enum status report_base_open(struct report_base *b, struct db *db,
    const struct scope *sc, const struct report_params *p, struct err *err)
    ERR_CHECKED;
/* The same for what is reported without any period too: months are those
 * asked for, else that of the period, else this one. */
enum status report_base_open_any(struct report_base *b, struct db *db,
    const struct scope *sc, const struct report_params *p, struct err *err)
    ERR_CHECKED;
/* No months were asked for: all from the period's on. */
void report_base_onwards(struct report_base *b);
void report_base_done(struct report_base *b);

/* place.c: b->area_name, b->point_name; *area: the one that everything
 * lies in, 0 none.  ST_DENIED: the area asked for is more than the scope. */
enum status report_place_name(struct report_base *b, const char *day,
    int64_t *area, struct err *err) ERR_CHECKED;

/* attr() of every source. */
const char *report_base_attr(const struct report_base *b, const char *name);

extern const struct report_source report_source_summary,
    report_source_payment_list, report_source_unpaid, report_source_home,
    report_source_receipts, report_source_funeral_list,
    report_source_changes, report_source_arrears, report_source_transfers,
    report_source_age_steps, report_source_letters,
    report_source_collectors,
    report_source_duplicates, report_source_recoveries,
    report_source_list_checks;
