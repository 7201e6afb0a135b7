/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_at: one month of an account.  Comes with account.h.
 */
#ifndef CHITRA_OFFICE_BALANCE_ACCOUNT_AT_H
#define CHITRA_OFFICE_BALANCE_ACCOUNT_AT_H

#include "office/roll/due.h"

struct account;

#define ACCOUNT_NODES 32  /* entitlements with something in one month */

struct account_node {
	unsigned grant;
	bool in_force, rests;
	struct due is;         /* of what the rule keeps, rests left out */
	unsigned group;
};

struct account_group {
	unsigned first;        /* node by which it is known */
	char kind;             /* as account_grant.kind */
	int64_t due;           /* of a month had at a rate that was lowered since:
	                        * at the rate of then */
	int64_t had;
	int64_t opening, listed, ordered, claimed; /* parts of had */
	int64_t arrears_off, claims_off; /* given up, đồng */
	int64_t told;          /* of the opening, not claimed: a part of
	                        * claims_off, and of what is too much by it */
	int64_t told_stored;   /* the same as it was when it was told */
	int64_t reclaimed;     /* of the opening: a part of claimed */
	int64_t opening_off;   /* of the opening, claimed and written off */
	int64_t forgiven_of;   /* paid and not claimed, of what was written off */
	int64_t held;          /* blocked by the balance and beside that */
	int64_t above;         /* part of due: had at a rate lowered since */
	int64_t rate_off;      /* given up with a lowered rate, beside claims_off */
	int64_t gives;         /* request that gives it up, 0: nobody has decided */
	unsigned above_of;     /* node that it is of */
	bool any;              /* a line of a submitted list, blocked or not */
};

struct account_at {
	int month;
	struct account_node node[ACCOUNT_NODES];
	struct account_group group[ACCOUNT_NODES];
	unsigned nodes, groups;
};

/* The groups of a month as the account says now. */
enum status account_at(struct account *a, int month, struct account_at *out,
    struct err *err) ERR_CHECKED;

/* Below due (less what was given up), above it (with what was); else 0. */
int64_t account_missing(const struct account_group *g);
int64_t account_too_much(const struct account_group *g);

/* Node of an entitlement in that month; ACCOUNT_NODES: none. */
unsigned account_node_of(const struct account_at *at, unsigned grant);

#endif
