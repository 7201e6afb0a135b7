/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_at_priv: work on one month of an account.
 */
#ifndef CHITRA_OFFICE_BALANCE_ACCOUNT_AT_PRIV_H
#define CHITRA_OFFICE_BALANCE_ACCOUNT_AT_PRIV_H

#include "office/balance/account.h"

struct at {
	struct account *a;
	struct account_at *out;
	struct due full[ACCOUNT_NODES]; /* of what the rule keeps, rests put in */
	char month[8];
	struct err *err;
};

/* account_month.c, in this order: all that is in force or has something; who
 * excludes whom; what was had. */
enum status at_nodes(struct at *w) ERR_CHECKED;
enum status at_groups(struct at *w) ERR_CHECKED;
void at_had(struct at *w);

#endif
