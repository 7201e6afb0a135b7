/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account: all that one person was due and had, month by month.
 *
 * A person is the remaining record together with all records merged into it.
 * A group of a month is a set of entitlements that exclude one another in that
 * month, directly or through a third one (NĐ 20/2021 art. 6.2).  Each care
 * allowance is a group of its own; so is funeral support, which has no month.
 * Amounts are never netted across groups.
 *
 * had = opening + gross lines of submitted lists, open or paid
 *     + arrears ordered and not yet on a submitted list - standing claims
 * A line that the balance has blocked does not count as had.  A month is even
 * when due - arrears given up <= had <= due + claims given up.
 */
#pragma once

#include "base/ids.h"
#include "office/balance/lowered.h"
#include "office/roll/due.h"

/* Months as numbers, for this module: year x 12 + month - 1; 0 means none. */
int account_month(const char *text);           /* "2024-07"; "" gives 0 */
void account_month_text(int month, char out[8]);

#define ACCOUNT_EVER 120000 /* a month after all others: no end */

/* Members named grant, line and kase below are indexes of the arrays in struct
 * account; amounts are đồng. */
struct account_grant {
	int64_t id, origin, person;
	char category[CATEGORY_CODE];
	char kind;             /* 'b' base, 'c' care, 'f' funeral */
	int64_t hundredths, manual;
	int from, to;          /* to: ACCOUNT_EVER while it is open */
	bool none;             /* void, or of another record by now */
};

struct account_suspension {
	unsigned grant;
	int from, to;
	int64_t receipts;      /* the newest receipt when it was approved */
};

/* The part of a rate that was lowered since which still counts as due. */
struct account_above {
	bool asked;            /* false: not computed yet */
	int64_t rate;          /* đồng a month; 0: the present rate */
	int64_t by;            /* request that gives up the difference; 0:
	                        * undecided */
};

struct account_line {
	int64_t id, person, gross;
	unsigned grant;
	int month;
	int64_t draft;         /* draft that it is on; 0: submitted */
	bool ordered;          /* it carries an order of arrears */
	int64_t receipt;       /* of the standing payout; 0: not paid */
	bool blocked, held;    /* by the balance; by another cause */
	int64_t claimed;       /* standing claims on it */
	int64_t forgiven;      /* claims on it that were written off */
	int64_t deducted;
	int64_t standard, hundredths; /* at which it was listed */
	struct account_above above;
};

/* A month of an order of arrears that is on no submitted list. */
struct account_order {
	int64_t id, person, amount;
	unsigned grant;
	int month;
	bool gone;             /* withdrawn by the present settlement */
	int64_t standard, hundredths; /* at which it was ordered */
	struct account_above above;
};

struct account_case {
	int64_t id;
	int64_t left;          /* to come back, approved cuts taken off */
	int64_t back;          /* came back, those cuts included */
};

/* What one case claims of a line or of a month of the opening. */
#define ACCOUNT_NO_LINE UINT32_MAX
struct account_claim {
	unsigned kase, line;   /* line: ACCOUNT_NO_LINE for the opening */
	unsigned grant;
	int month;
	int64_t amount;        /* standing */
	int64_t forgiven;      /* written off */
};

/* What is given up by decision; as in table given_up. */
enum given_up_kind { GIVEN_UP_NONE, GIVEN_UP_ARREARS, GIVEN_UP_CLAIM };
extern const struct names given_up_kinds;

/* An amount of each month from..to: given up, or paid by the earlier system;
 * negative: what that system left uncollected. */
struct account_fixed {
	unsigned grant;
	int from, to;
	int64_t amount;
	bool rate;             /* a claim given up with a lowered rate */
};

#define ACCOUNT_RATES 64
struct account_rate {
	char category[CATEGORY_CODE];
	int64_t hundredths, manual;
	int month;
	struct category_amount is;
};

struct account {
	struct db *db;
	int64_t person;                 /* the remaining record */
	int first;                      /* month of its owner's first list */
	struct account_grant *grant;
	struct account_suspension *suspension;
	struct account_line *line;
	struct account_order *order;
	struct account_case *kase;
	struct account_claim *claim;
	struct account_fixed *opening, *arrears_off, *claims_off;
	unsigned grants, suspensions, lines, orders, kases, claims, openings,
	    arrears_offs, claims_offs;
	struct account_rate rate[ACCOUNT_RATES]; /* cache */
	unsigned rates;
};

/*
 * Reads the account of the person that record `person` belongs to.
 * account_done() frees it, also after an error.  ST_NOTFOUND: no such record.
 */
enum status account_load(struct db *db, int64_t person, struct account *out,
    struct err *err) ERR_CHECKED;
void account_done(struct account *a);

/* What the earlier system paid of a month of a grant, less what it reported as
 * uncollected. */
int64_t account_opening(const struct account *a, unsigned grant, int month);

#include "office/balance/account_at.h"
