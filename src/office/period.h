/*
 * SPDX-License-Identifier: ISC
 *
 * period: payout periods (kỳ chi trả).  Verbs: period.open, period.close.
 */
#ifndef CHITRA_OFFICE_PERIOD_H
#define CHITRA_OFFICE_PERIOD_H

#include "office/scope.h"

struct period {
	int64_t id;
	char code[8];
	char state[8]; /* open | closed */
};

/* By code; "" = the newest open one, else the newest.  ST_NOTFOUND. */
enum status period_find(struct db *db, const char *code, struct period *out,
    struct err *err) ERR_CHECKED;
/* Newest first. */
enum status period_list(struct db *db, struct period *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

#endif
