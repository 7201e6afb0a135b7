/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_at_priv: work on one month of an account.
 */
#pragma once

#include "office/balance/account.h"

struct at {
	struct account *a;
	struct account_at *out;
	struct due full[ACCOUNT_NODES]; /* the same, suspended ones too */
	char month[8];
	struct err *err;
};

/* account_month.c, in this order: the nodes, grants that are in force or have
 * something; the groups of those that exclude one another; what was had. */
enum status at_nodes(struct at *w) ERR_CHECKED;
enum status at_groups(struct at *w) ERR_CHECKED;
void at_had(struct at *w);

/* account_above.c: the highest earlier rate (đồng) at which a node had the
 * month and which still counts since nobody has claimed the difference; 0:
 * none. */
struct at_then {
	bool any;
	int64_t most[ACCOUNT_NODES];
	int64_t gives[ACCOUNT_NODES]; /* request that gives it up, 0: undecided */
};
enum status at_then(struct at *w, struct at_then *t) ERR_CHECKED;

/* What a group is due at the earlier rates beyond the present ones. */
struct at_above {
	int64_t amount, gives;
	unsigned of;           /* a node that had it */
	bool any;
};
