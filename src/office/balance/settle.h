/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle: makes the months of a person even (balance/account.h), after
 * any approved request, undo, move, reversal, block or list.
 *
 * Too little: claims shrink by what has not come back; lines that the balance
 * blocked are released, as far as they fit; the rest is ordered as arrears.
 * A month that the owner's next list covers is left to that list.
 * Too much: arrears that are on no list are withdrawn, open lines are blocked
 * (and what remains due is ordered, since a line is never cut), what was paid
 * is claimed.  Approved lines never change.  What the earlier system paid too
 * much is claimed where the request says so; otherwise it is reported and given
 * up for as long as it is too much, whichever request comes later.
 */
#pragma once

#include "office/verb/verb.h"

#define SETTLE_ALL "0000-01" /* from: the first month of any entitlement */

struct settle_ask {
	int64_t person, change; /* change 0: none */
	const char *from, *to;  /* months touched; "": all there are */
	const char *why;        /* typed, or text/sentence.h: block and case */
	const char *decision, *decided_on; /* "" none */
	bool no_arrears;        /* what is missing is given up */
	bool had;               /* only months that have something */
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

/* Adds one, of a month as in account.h. */
void settle_add(struct settle_sum *s, int month, int64_t amount);

#define SETTLE_ORDERS 8    /* reported in words */
struct settled {
	struct settle_sum blocked, freed, claimed, withdrawn, unclaimed,
	    ordered, given_up;
	struct settle_sum told, reclaimed; /* too much by the opening: given up,
	                        * claimed */
	struct settle_sum rate; /* given up with a lowered rate */
	struct settle_sum above; /* had above a lowered rate, undecided */
	bool in_part;          /* a line was claimed in part */
	int64_t order[SETTLE_ORDERS];
	unsigned orders;
	char period[8];        /* of the list that orders come out with */
};

/* Settles, and reports what it did in *out; called again, it does nothing.
 * Arrears that are withdrawn and ordered again unchanged are in neither sum. */
enum status balance_settle(struct verb_call *c, const struct settle_ask *a,
    struct settled *out, struct err *err) ERR_CHECKED;

/* A month of an entitlement that is missing, in whole or in part. */
struct settle_month {
	unsigned grant;        /* of the account */
	int month;             /* as in account.h */
	int64_t entitlement, amount, standard, hundredths;
	bool difference;       /* the month had something */
	int64_t again;         /* withdrawn order with just this, 0 none */
};

/* What the search for differences finds of one person. */
struct settle_found {
	struct settle_month *month; /* missing; the caller's to free */
	unsigned months;
	bool alone;            /* there are claims, blocked lines or orders among
	                        * them: the person is settled one by one */
	struct settle_sum above; /* had above a lowered rate, undecided */
};

/* Of months from..to that had something; writes nothing. */
enum status balance_missing(struct db *db, int64_t person, const char *from,
    const char *to, struct settle_found *out, struct err *err) ERR_CHECKED;

/* Settles the people of a commune that has come to another list owner, where
 * that is needed; why: an N_() message. */
enum status balance_moved(struct verb_call *c, int64_t area, int64_t change,
    const char *why, struct err *err) ERR_CHECKED;

/* Takes back what request `change` gave up, and restores what it took back, for
 * its undo `by`; to be called before its facts are settled. */
enum status balance_given_back(struct verb_call *c, int64_t change,
    int64_t by, struct err *err) ERR_CHECKED;

/* Takes back the giving up of arrears of these months, by request `by`; the
 * next settlement orders them. */
enum status balance_want(struct verb_call *c, int64_t entitlement,
    const char *from, const char *to, int64_t by, struct err *err) ERR_CHECKED;
/*
 * Gives up the months that request `change` ordered, by request `by`;
 * arrears_cancel() then cancels the orders.  ST_INVALID (undoes): they are on a
 * list.
 */
enum status balance_want_not(struct verb_call *c, int64_t change, int64_t by,
    struct err *err) ERR_CHECKED;
