/*
 * SPDX-License-Identifier: ISC
 *
 * query/summary: what is due, paid and unpaid, by district, commune or point.
 */
#pragma once

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
 * Approved lines of the period inside the scope, by districts of the province,
 * communes of a district, or points of a commune.  Unpaid is due - paid.
 */
struct summary_ask {
	int64_t period;
	enum summary_level level;
	const char *within; /* code of the district or commune, "" all */
};
struct summary {
	struct summary_row *rows; /* in order of name; owned: free() */
	unsigned n;
	struct summary_row total;
};
/* ST_NOTFOUND: no such period or area then; ST_DENIED: outside the scope. */
enum status summary_rows(struct db *db, const struct scope *sc,
    const struct summary_ask *ask, struct summary *out, struct err *err)
    ERR_CHECKED;

/* Paid people in hundredths of a percent of those due, rounded down, so that
 * 100 % means all of them. */
int64_t summary_rate(const struct summary_row *r);
