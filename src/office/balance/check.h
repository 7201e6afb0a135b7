/*
 * SPDX-License-Identifier: ISC
 *
 * balance/check: finds months that are not even (balance/account.h) without a
 * pending reason: a list that is not submitted yet, a block by hand, a rate
 * whose differences were not searched.  It writes nothing.
 */
#pragma once

#include "office/balance/account.h"

enum balance_fault_kind {
	BALANCE_LESS,          /* less was had than is due */
	BALANCE_MORE,          /* more was had than is due */
	BALANCE_MERGED,        /* an open line of a merged record */
	BALANCE_CLAIM,         /* claimed, but neither paid nor come back */
	BALANCE_FAULTS
};

struct balance_fault {
	enum balance_fault_kind kind;
	int64_t person;
	char code[25], month[8];
	int64_t due, had;      /* đồng of the group; of a line: 0, amount */
};

typedef void (*balance_fault_fn)(void *arg, const struct balance_fault *f);

/* A sweep of all people.  All zero at the beginning. */
struct balance_sweep {
	int64_t after;         /* the last person checked */
	int64_t people, months, faults; /* so far */
	bool done;
};

/*
 * Checks the next `people` of a sweep, at most 1,000, in the caller's read
 * snapshot; calls `found` for each fault.  Months before the owner's first list
 * are checked only for people whom a request is about or who have lines, orders
 * or claims in them; for others only the last such month, where the opening
 * still counts.
 */
enum status balance_check(struct db *db, struct balance_sweep *s,
    unsigned people, balance_fault_fn found, void *arg, struct err *err)
    ERR_CHECKED;

/* A draft that is checked before it is submitted. */
struct balance_draft {
	int64_t list, owner;
	char from[8];          /* month after the owner's last approved list */
	char first[8], last[8]; /* months of the list's period */
	char since[20];        /* moment at which the approved list was made */
};

/*
 * Checks the months of one person from..last, and those that requests changed
 * since the approved list was made, as if the draft were submitted: its lines
 * count as had, and nothing is left to it any more.
 */
enum status balance_check_draft(struct db *db, int64_t person,
    const struct balance_draft *d, balance_fault_fn found, void *arg,
    struct err *err) ERR_CHECKED;

/* The fault in the reader's language; static. */
const char *balance_fault_word(enum balance_fault_kind kind);
