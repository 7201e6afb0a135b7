/*
 * SPDX-License-Identifier: ISC
 *
 * period: payout periods (kỳ chi trả).  Verbs: period.open, period.close.
 * Several may be open at once: the old one is settled while the new one is
 * prepared.
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
/* By id; ST_NOTFOUND. */
enum status period_get(struct db *db, int64_t id, struct period *out,
    struct err *err) ERR_CHECKED;
/* What a verb's field may hold: an id, a code or "" as period_find(). */
enum status period_named(struct db *db, const char *id_or_code,
    struct period *out, struct err *err) ERR_CHECKED;
/* Newest first. */
enum status period_list(struct db *db, struct period *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/*
 * Verb "period.open": code.  Answer: period (id), code.
 * Verb "period.close": period, area ("" all that is mine).  Closes approved
 * lists whose owner lies wholly in the actor's scope; a draft or submitted one
 * among them refuses it.  The period itself closes with its last list.
 * Answer: period, code, lists (closed now), state.
 */

#endif
