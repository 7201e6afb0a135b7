/*
 * SPDX-License-Identifier: ISC
 *
 * roll/due: what one month of an entitlement is worth.  Lists, arrears and
 * recoveries all ask here, so that they agree.  What lists have of a month is
 * in line/line.h.
 */
#pragma once

#include "office/rate/category.h"

#define DUE_GRANTS 16 /* monthly allowances of one person at once */

struct due {
	bool due;
	int64_t amount, standard, hundredths; /* đồng, đồng, hệ số x 100 */
	char instead[CATEGORY_CODE]; /* category that excludes it, "" none */
};

/*
 * Is that month due, and how much?  It is due when the entitlement is not void,
 * the month lies within its months and in no suspension, the person did not die
 * before it (the month of death is payable: NĐ 20/2021 art. 8.2), and no higher
 * monthly allowance of the same person excludes it (category_excludes(); of two
 * equal ones the older record stays).  When another allowance excludes it,
 * `instead` names that one and the amounts are filled; when it is not due for
 * another reason, they are 0.  Funeral support is never due by month.
 * ST_NOTFOUND: there is no such entitlement.
 */
enum status due_month(struct db *db, int64_t entitlement, const char *month,
    struct due *out, struct err *err) ERR_CHECKED;

/* An entitlement in force in a month. */
struct due_grant {
	int64_t entitlement;
	char category[CATEGORY_CODE];
	bool base;                  /* not care */
	int64_t hundredths, manual; /* of the decision, 0 none */
	struct due is;
};

/* All entitlements of a person in force in that month, with what is due. */
enum status due_person(struct db *db, int64_t person, const char *month,
    struct due_grant v[DUE_GRANTS], unsigned *n, struct err *err) ERR_CHECKED;

/*
 * For callers that have the rows of one person, with their amounts in
 * v[].is.amount: marks those that are due, and says what excludes the others.
 * Reads from the database only when there are at least two monthly ones.
 */
enum status due_choose(struct db *db, const char *month, struct due_grant *v,
    unsigned n, struct err *err) ERR_CHECKED;
