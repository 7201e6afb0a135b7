/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_at: one month of an account.  Included by account.h.
 */
#pragma once

#include "office/roll/due.h"

struct account;

#define ACCOUNT_NODES 32  /* entitlements with something in one month */

struct account_node {
	unsigned grant;
	bool in_force, suspended;
	struct due is;         /* by the rule, suspended grants left out */
	unsigned group;
};

/* Amounts are đồng. */
struct account_group {
	unsigned first;        /* number of the group while groups are joined */
	char kind;             /* as account_grant.kind */
	int64_t due;           /* includes `above` */
	int64_t had;
	int64_t opening, listed, ordered, claimed; /* parts of had */
	int64_t arrears_off, claims_off; /* given up */
	int64_t told;          /* part of claims_off: too much by the opening,
	                        * reported and not claimed */
	int64_t told_stored;   /* the same as stored when it was reported */
	int64_t reclaimed;     /* part of claimed: of the opening */
	int64_t opening_off;   /* claims on the opening that were written off */
	int64_t forgiven_of;   /* paid and not claimed of what had claims that
	                        * were written off */
	int64_t held;          /* blocked by the balance and by another cause */
	int64_t above;         /* had above a rate that was lowered since */
	int64_t rate_off;      /* given up with a rate; not in claims_off */
	int64_t gives;         /* request that gives up `above`, 0: undecided */
	unsigned above_of;     /* node that has `above` */
	bool any;              /* a line of a submitted list, blocked or not */
};

struct account_at {
	int month;
	struct account_node node[ACCOUNT_NODES];
	struct account_group group[ACCOUNT_NODES];
	unsigned nodes, groups;
};

/* Computes the groups of a month from the account in memory. */
enum status account_at(struct account *a, int month, struct account_at *out,
    struct err *err) ERR_CHECKED;

/* Đồng that had is below due - arrears given up, or above due + claims given
 * up; 0: it is not. */
int64_t account_missing(const struct account_group *g);
int64_t account_too_much(const struct account_group *g);

/* Node of a grant in that month; ACCOUNT_NODES: it has none. */
unsigned account_node_of(const struct account_at *at, unsigned grant);
