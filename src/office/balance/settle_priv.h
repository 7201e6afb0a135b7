/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_priv: one settlement at work.
 */
#ifndef CHITRA_OFFICE_BALANCE_SETTLE_PRIV_H
#define CHITRA_OFFICE_BALANCE_SETTLE_PRIV_H

#include "office/balance/account.h"
#include "office/balance/recovery.h"
#include "office/balance/settle.h"

struct settle {
	struct verb_call *c;
	const struct settle_ask *ask;
	struct settled *out;
	struct account a;
	struct account_at at;  /* the month that is looked at */
	char next_month[8];    /* first that the owner's next list covers */
	int lo, hi;
	struct recovery_part *part; /* to be claimed */
	unsigned parts;
	bool plan;             /* notes what is missing and writes nothing */
	struct settle_month *month; /* to be ordered */
	unsigned months;
};

/* Reads the account, the next list and the months in question (lo..hi). */
enum status settle_begin(struct settle *w, struct err *err) ERR_CHECKED;

/* The block of the balance, on a line. */
enum status settle_block(struct settle *w, int64_t line, struct err *err)
    ERR_CHECKED;
enum status settle_unblock(struct settle *w, int64_t line, struct err *err)
    ERR_CHECKED;

/* settle_left.c: will a list bring that month by itself? */
enum status settle_left(struct settle *w, int month, bool *left,
    struct err *err) ERR_CHECKED;

/* settle_opening.c: that much of the group is too much by the opening: it is
 * claimed or told.  What was told and is due after all is told no more. */
enum status settle_opening(struct settle *w, unsigned group, int64_t much,
    struct err *err) ERR_CHECKED;
enum status settle_told(struct settle *w, unsigned group, struct err *err)
    ERR_CHECKED;
/* Claims of more than was paid: a file has told since that it was not. */
enum status settle_opening_claims(struct settle *w, struct err *err)
    ERR_CHECKED;

/* settle_more.c: too much in a group of w->at: blocks open lines, notes what
 * is to be claimed; settle_claim() claims it. */
enum status settle_too_much(struct settle *w, unsigned group,
    struct err *err) ERR_CHECKED;
enum status settle_claim(struct settle *w, struct err *err) ERR_CHECKED;
/* Stores what a decision about a lowered rate gives up in a group of w->at. */
enum status settle_give(struct settle *w, unsigned group, struct err *err)
    ERR_CHECKED;

/* Of the group's claims in w->at.month, what has not come back. */
int64_t settle_owed(const struct settle *w, unsigned group);
/* Open lines of a month that is claimed: blocked as far as the claim can shrink
 * instead, so that nobody is paid what is asked back. */
enum status settle_both(struct settle *w, unsigned group, struct err *err)
    ERR_CHECKED;

/* settle_less.c: missing in a group of w->at: shrinks claims, frees lines,
 * notes what is to be ordered; settle_order() orders it. */
enum status settle_missing(struct settle *w, unsigned group,
    struct err *err) ERR_CHECKED;
enum status settle_order(struct settle *w, struct err *err) ERR_CHECKED;
/* Takes so much off a claim. */
enum status settle_unclaim(struct settle *w, struct account_claim *claim,
    int64_t amount, struct err *err) ERR_CHECKED;

/* given_up.c: a month is given up, of kind 'arrears' or 'claim'. */
enum status balance_give_up(struct verb_call *c, const struct account *a,
    unsigned grant, int month, const char *kind, int64_t amount,
    int64_t change, struct err *err) ERR_CHECKED;
/* What was given up of claims on that month is not any more, by a request. */
enum status balance_told_back(struct verb_call *c, int64_t entitlement,
    int month, int64_t change, struct err *err) ERR_CHECKED;

#endif
