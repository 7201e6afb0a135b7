/*
 * SPDX-License-Identifier: ISC
 *
 * balance/check: looks for months that are not even (balance/account.h) and
 * that nothing which waits explains: a list that is not submitted yet, a block
 * by hand, a rate whose differences were not looked for.  It writes nothing.
 */
#ifndef CHITRA_OFFICE_BALANCE_CHECK_H
#define CHITRA_OFFICE_BALANCE_CHECK_H

#include "office/balance/account.h"

enum balance_fault_kind {
	BALANCE_LESS,          /* less was had than is due */
	BALANCE_MORE,          /* more */
	BALANCE_MERGED,        /* an open line of a record that went into another */
	BALANCE_CLAIM,         /* claimed, and neither paid nor come back */
	BALANCE_FAULTS
};

struct balance_fault {
	enum balance_fault_kind kind;
	int64_t person;
	char code[25], month[8];
	int64_t due, had;      /* đồng, of the group; of a line: 0 and its own */
};

typedef void (*balance_fault_fn)(void *arg, const struct balance_fault *f);

/* A sweep of all people.  All zero at the beginning. */
struct balance_sweep {
	int64_t after;         /* people up to here were looked at */
	int64_t people, months, faults; /* so far */
	bool done;
};

/*
 * Goes on with the next `people` of a sweep, in one read snapshot that is the
 * caller's.  Months before the first list of the owner are looked at of those
 * alone whom a request touched, or who have something of them here; of others
 * the last one, in which the opening still counts.
 */
enum status balance_check(struct db *db, struct balance_sweep *s,
    unsigned people, balance_fault_fn found, void *arg, struct err *err)
    ERR_CHECKED;

/* A draft as it is looked at before it is submitted. */
struct balance_draft {
	int64_t list, owner;
	char from[8];          /* month after the owner's last approved list */
	char first[8], last[8]; /* months of the list's period */
	char since[20];        /* moment that the approved list was made at */
};

/*
 * The months of one person from..last, and those that a request has touched
 * since the approved list, as if the draft were submitted: what is on it counts
 * as had, and its months are left to it no longer.
 */
enum status balance_check_draft(struct db *db, int64_t person,
    const struct balance_draft *d, balance_fault_fn found, void *arg,
    struct err *err) ERR_CHECKED;

/* What it is, in words. */
const char *balance_fault_word(enum balance_fault_kind kind);

#endif
