/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_priv: one settlement at work.
 */
#pragma once

#include "office/balance/account.h"
#include "office/balance/recovery.h"
#include "office/balance/settle.h"

struct settle {
	struct verb_call *c;
	const struct settle_ask *ask;
	struct settled *out;
	struct account a;
	struct account_at at;  /* the month at work */
	char next_month[8];    /* the first month of the owner's next list */
	int lo, hi;            /* months in question */
	struct recovery_part *part; /* to be claimed */
	unsigned parts;
	bool plan;             /* only notes what is missing; writes nothing */
	struct settle_month *month; /* to be ordered */
	unsigned months;
};

/* Reads the account, the next list and the months in question (lo..hi). */
enum status settle_begin(struct settle *w, struct err *err) ERR_CHECKED;

/* Puts the block of the balance on a line, or removes it. */
enum status settle_block(struct settle *w, int64_t line, struct err *err)
    ERR_CHECKED;
enum status settle_unblock(struct settle *w, int64_t line, struct err *err)
    ERR_CHECKED;

/* Is the month w->at of an allowance part of that group? */
bool settle_in(const struct settle *w, unsigned group, unsigned grant);

/* settle_left.c: *left: a list will bring that month. */
enum status settle_left(struct settle *w, int month, bool *left,
    struct err *err) ERR_CHECKED;

/* settle_opening.c: `much` đồng of the group are too much by the opening: notes
 * a claim, or reports and gives it up. */
enum status settle_opening(struct settle *w, unsigned group, int64_t much,
    struct err *err) ERR_CHECKED;
/* What was given up of the opening and is due after all is given up no more. */
enum status settle_told(struct settle *w, unsigned group, struct err *err)
    ERR_CHECKED;
/* Reduces claims on the opening to what was paid, when a file has since
 * reported a month as uncollected. */
enum status settle_opening_claims(struct settle *w, struct err *err)
    ERR_CHECKED;

/* settle_more.c: a group of w->at had too much: blocks open lines, notes what
 * is to be claimed; settle_claim() claims it. */
enum status settle_too_much(struct settle *w, unsigned group,
    struct err *err) ERR_CHECKED;
enum status settle_claim(struct settle *w, struct err *err) ERR_CHECKED;
/* Stores what a decision about a lowered rate gives up in a group of w->at. */
enum status settle_give(struct settle *w, unsigned group, struct err *err)
    ERR_CHECKED;

/* What has not come back of the group's claims in w->at.month, đồng. */
int64_t settle_owed(const struct settle *w, unsigned group);
/* Blocks open lines of a month that is claimed, as far as the claim can shrink
 * instead: nobody is paid what is asked back. */
enum status settle_both(struct settle *w, unsigned group, struct err *err)
    ERR_CHECKED;

/* settle_less.c: a group of w->at had too little: shrinks claims, releases
 * lines, notes what is to be ordered; settle_order() orders it. */
enum status settle_missing(struct settle *w, unsigned group,
    struct err *err) ERR_CHECKED;
enum status settle_order(struct settle *w, struct err *err) ERR_CHECKED;
/* Reduces a claim by `amount` đồng. */
enum status settle_unclaim(struct settle *w, struct account_claim *claim,
    int64_t amount, struct err *err) ERR_CHECKED;

/* given_up.c: gives up so much of w->at.month of a grant, for request
 * `change`. */
enum status settle_give_up(struct settle *w, unsigned grant,
    enum given_up_kind kind, int64_t amount, int64_t change, struct err *err)
    ERR_CHECKED;
/* Takes back, for the present request, the claims given up on that month; those
 * given up with a lowered rate stay. */
enum status settle_give_back(struct settle *w, unsigned grant,
    struct err *err) ERR_CHECKED;
