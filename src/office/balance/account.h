/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account: all that one person was due and had, month by month.
 *
 * A person is the record that stays with all that was merged into it.  A
 * group of a month is all that exclusion links in it, directly or through a
 * third (NĐ 20/2021 art. 6.2); each care allowance is a group of its own, and
 * so is funeral support, which has no month.  Nothing is netted across groups.
 *
 * had = opening + lines of lists that were submitted, gross, open or paid
 *     + arrears ordered and on no such list - claims that stand
 * A line that the balance has blocked is not had.  A month is even when
 * due - arrears given up <= had <= due + claims given up.
 */
#ifndef CHITRA_OFFICE_BALANCE_ACCOUNT_H
#define CHITRA_OFFICE_BALANCE_ACCOUNT_H

#include "base/ids.h"
#include "office/balance/lowered.h"
#include "office/roll/due.h"

/* Months are counted here: year x 12 + month - 1; 0 none. */
int account_month(const char *text);           /* "2024-07", "" is 0 */
void account_month_text(int month, char out[8]);

#define ACCOUNT_EVER 120000 /* a month after all others */

struct account_grant {
	int64_t id, origin, person;
	char category[CATEGORY_CODE];
	char kind;             /* 'b' base, 'c' care, 'f' funeral */
	int64_t hundredths, manual;
	int from, to;          /* to: ACCOUNT_EVER when it is open */
	bool none;             /* void, or the record's state ends it before */
};

struct account_rest {
	unsigned grant;        /* of account.grant */
	int from, to;
	int64_t receipts;      /* the newest receipt when it was approved */
};

/* What still counts of a rate that was lowered since. */
struct account_above {
	bool asked;            /* not: nobody has looked yet */
	int64_t rate;          /* đồng a month, 0: that of now */
	int64_t by;            /* request that gives up what is above, 0: nobody
	                        * has decided */
};

struct account_line {
	int64_t id, person, gross;
	unsigned grant;
	int month;
	int64_t draft;         /* list it is on that is nobody's yet, else 0 */
	bool ordered;          /* it carries an order of arrears */
	int64_t receipt;       /* that stands for it, 0: not paid */
	bool blocked, held;    /* by the balance; by another cause */
	int64_t claimed;       /* of it, that stands */
	int64_t forgiven;      /* claims of it that were written off */
	int64_t deducted;
	int64_t standard, hundredths; /* by which it was listed */
	struct account_above above;
};

/* A month of an order of arrears that no submitted list has. */
struct account_order {
	int64_t id, person, amount;
	unsigned grant;
	int month;
	bool gone;
	int64_t standard, hundredths; /* by which it was ordered */
	struct account_above above;
};

struct account_case {
	int64_t id;
	int64_t left;          /* not come back; approved, unpaid cuts taken off */
	int64_t back;          /* came back, those cuts included */
};

/* What a line, or a month of the opening, is claimed by in one case. */
#define ACCOUNT_NO_LINE UINT32_MAX
struct account_claim {
	unsigned kase, line;   /* of account; of the opening ACCOUNT_NO_LINE */
	unsigned grant;
	int month;
	int64_t amount;        /* that stands, đồng */
	int64_t forgiven;      /* written off */
};

/* Đồng of a month by decision: given up, or paid by the system before; below 0
 * what that left uncollected. */
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
	int64_t person;                 /* the record that stays */
	int first;                      /* month that its owner's lists begin with */
	struct account_grant *grant;
	struct account_rest *rest;
	struct account_line *line;
	struct account_order *order;
	struct account_case *kase;
	struct account_claim *claim;
	struct account_fixed *opening, *arrears_off, *claims_off;
	unsigned grants, rests, lines, orders, kases, claims, openings,
	    arrears_offs, claims_offs;
	struct account_rate rate[ACCOUNT_RATES]; /* that were met */
	unsigned rates;
};

/*
 * Reads the account of whom `person` is part of.  account_done() frees it,
 * also after an error.  ST_NOTFOUND: there is no such record.
 */
enum status account_load(struct db *db, int64_t person, struct account *out,
    struct err *err) ERR_CHECKED;
void account_done(struct account *a);

/* What the system before paid of a month of a grant. */
int64_t account_opening(const struct account *a, unsigned grant, int month);

#include "office/balance/account_at.h"

#endif
