/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle: makes the months of a person even (balance/account.h), after
 * any approved request, undo, move, reversal, block or list.
 *
 * Missing: claims shrink by what has not come back; lines that the balance had
 * blocked are given free, as far as they fit; the rest is ordered as arrears.
 * A month that the owner's next list covers is left to that list.
 * Too much: arrears that no list has are withdrawn, open lines are blocked (and
 * what remains due is ordered, since a line is never cut), what was paid is
 * claimed.  Approved lines never change.  What the system before paid too much
 * is claimed where the request says so; otherwise it is told and given up, for
 * as long as it is too much, whichever request comes after.
 */
#ifndef CHITRA_OFFICE_BALANCE_SETTLE_H
#define CHITRA_OFFICE_BALANCE_SETTLE_H

#include "office/verb/verb.h"

#define SETTLE_ALL "0000-01" /* from: the first month of any entitlement */

struct settle_ask {
	int64_t person, change; /* change 0: none */
	const char *from, *to;  /* months touched; "": all there are */
	const char *why;        /* typed, or text/sentence.h; at the desk, in the books */
	const char *decision, *decided_on; /* "" none */
	bool no_arrears;        /* what is missing is given up */
	bool had;               /* months that have something alone */
	bool reclaim;           /* too much by the opening is claimed */
	int64_t undoes;         /* request that is undone, 0 none: what others
	                         * claim of the opening is claimed again */
};

/* Lines, or months, and their sum. */
struct settle_sum {
	unsigned n;
	int64_t total;         /* đồng */
	int first, last;       /* months, as in account.h */
};

/* One more, of a month as in account.h. */
void settle_add(struct settle_sum *s, int month, int64_t amount);

#define SETTLE_ORDERS 8    /* whose words are told */
struct settled {
	struct settle_sum blocked, freed, claimed, withdrawn, unclaimed,
	    ordered, given_up;
	struct settle_sum told, reclaimed; /* too much by the opening: not
	                        * claimed, claimed */
	struct settle_sum rate; /* given up with a lowered rate */
	struct settle_sum above; /* had above one, and nobody has decided */
	bool in_part;          /* of a line claimed, something stays due */
	int64_t order[SETTLE_ORDERS];
	unsigned orders;
	char period[8];        /* with whose list what is ordered comes */
};

/* What it did; may be called again at any time and then does nothing.  Arrears
 * that are withdrawn and ordered again as they were are in neither sum. */
enum status balance_settle(struct verb_call *c, const struct settle_ask *a,
    struct settled *out, struct err *err) ERR_CHECKED;

/* A month of an entitlement that is missing, all or in part. */
struct settle_month {
	unsigned grant;        /* within the account */
	int month;             /* as in account.h */
	int64_t entitlement, amount, standard, hundredths;
	bool difference;       /* of a month that had something */
	int64_t again;         /* order withdrawn that had just this, 0 none */
};

/* What one person's months of a rate ask for. */
struct settle_found {
	struct settle_month *month; /* missing; the caller's to free */
	unsigned months;
	bool alone;            /* there are claims, blocked lines or orders among
	                        * them: the person is settled as one */
	struct settle_sum above; /* had above a rate that was lowered, and nobody
	                        * has decided about it */
};

/* Of months that had something, from..to: the job for a rate stages it. */
enum status balance_missing(struct db *db, int64_t person, const char *from,
    const char *to, struct settle_found *out, struct err *err) ERR_CHECKED;

/* A commune has another list owner by now: settles its people where need be;
 * why: N_(). */
enum status balance_moved(struct verb_call *c, int64_t area, int64_t change,
    const char *why, struct err *err) ERR_CHECKED;

/* Takes back the arrears that were given up by a request, before its facts are
 * settled. */
enum status balance_given_back(struct verb_call *c, int64_t change,
    int64_t by, struct err *err) ERR_CHECKED;

/* Arrears of these months that were given up are wanted after all, by request
 * `by`; they are ordered by the next settlement. */
enum status balance_want(struct verb_call *c, int64_t entitlement,
    const char *from, const char *to, int64_t by, struct err *err) ERR_CHECKED;
/*
 * What request `change` ordered is given up, by request `by`: the months; the
 * orders themselves are cancelled by arrears_cancel().  ST_INVALID (undoes): a
 * list has them.
 */
enum status balance_want_not(struct verb_call *c, int64_t change, int64_t by,
    struct err *err) ERR_CHECKED;

#endif
