/*
 * SPDX-License-Identifier: ISC
 *
 * query/summary: what is due, paid and unpaid, by district, commune or point.
 */
#ifndef CHITRA_OFFICE_SUMMARY_H
#define CHITRA_OFFICE_SUMMARY_H

#include "office/verb/scope.h"

enum summary_level { SUMMARY_DISTRICTS, SUMMARY_COMMUNES, SUMMARY_POINTS };

struct summary_row {
	int64_t id;           /* area or point */
	char code[17], name[192];
	int64_t due_people, due_money;
	int64_t paid_people, paid_money;
	int64_t home_people, home_money; /* paid at home, part of paid */
	int64_t blocked_people;
};

/*
 * Approved lines of the period inside the scope, grouped: districts of the
 * province; communes of the district with code `within`; points with people of
 * the commune with code `within` ("" = all in scope).  Rows in order of name;
 * *total sums them.  unpaid = due - paid.  Allocated (free()).
 */
enum status summary_rows(struct db *db, const struct scope *sc, int64_t period,
    enum summary_level level, const char *within, struct summary_row **rows,
    unsigned *n, struct summary_row *total, struct err *err) ERR_CHECKED;

/* Rate in hundredths of a percent, rounded down: 100 % is only said of all. */
int64_t summary_rate(const struct summary_row *r);

#endif
