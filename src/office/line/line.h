/*
 * SPDX-License-Identifier: ISC
 *
 * line: the lines of a person on payment lists, and blocks.  Takes no scope:
 * callers check who may see the person.
 *
 * A line is paid while a payout stands for it.  It is blocked while it has a
 * block of any cause; it may have one of each, and each is taken away by its
 * own: put by hand, by another person; by a report of death, by the decision
 * about it; by the balance, by the balance (balance/settle.h).  A line that is
 * neither paid nor blocked is open once its list is submitted.
 */
#pragma once

#include "office/line/kinds.h"
#include "office/verb/verb.h"

/* ---- parts of statements ------------------------------------------------- */

/* `id` is a column with the number of a line. */
#define LINE_PAID(id)                                                          \
	"EXISTS (SELECT 1 FROM standing ls WHERE ls.line_id = " id ")"
#define LINE_BLOCKED(id)                                                       \
	"EXISTS (SELECT 1 FROM block lb WHERE lb.line_id = " id ")"
#define LINE_UNPAID(id) "NOT " LINE_PAID(id)
#define LINE_FREE(id) LINE_UNPAID(id) " AND NOT " LINE_BLOCKED(id)
/* The reason that the payout desk shows; "" when it is not blocked. */
#define LINE_BLOCK_REASON(id)                                                  \
	"coalesce((SELECT min(lb.reason) FROM block lb WHERE lb.line_id = " id \
	"), '')"
/* Is it claimed from `person` by a recovery that was not cancelled? */
#define LINE_CLAIMED(id, person)                                               \
	"EXISTS (SELECT 1 FROM recovery lr"                                    \
	" JOIN recovery_entry le ON le.recovery_id = lr.id"                    \
	" WHERE lr.person_id = " person " AND le.kind = 'overpaid'"            \
	" AND le.line_id = " id                                                \
	" AND NOT EXISTS (SELECT 1 FROM recovery_entry lx"                     \
	"  WHERE lx.recovery_id = lr.id AND lx.kind = 'cancelled'))"

/* The list owner of the month of line `l` on list `k`: of arrears it is stored
 * with their order, else it is the owner of the list (balance/month_owner). */
#define LINE_OWNER(l, k)                                                       \
	"coalesce((SELECT lm.owner_id FROM arrears_month lm"                   \
	" WHERE lm.arrears_id = " l ".arrears_id AND lm.month = " l ".month),"  \
	" " k ".owner_id)"

/* ---- lines of a person --------------------------------------------------- */

struct line {
	int64_t id, entitlement;
	int64_t amount, deducted; /* đồng handed over; cut from it */
	char month[8];
	enum line_kind kind;
	enum list_state list;     /* of the list it is on */
	bool paid, blocked;
	bool by_hand;             /* blocked by hand, and maybe otherwise too */
	int64_t change;           /* request of another block, 0 none */
	int64_t staff;            /* who blocked it by hand, -1 nobody */
};

struct lines {
	struct line *v;
	unsigned n;
};

/* Which lines; 0, NULL and "" mean any. */
struct line_ask {
	int64_t person;
	int64_t entitlement;
	const char *from, *to; /* months */
};

/* In order of month, then of id.  lines_done() frees them. */
enum status lines_read(struct db *db, const struct line_ask *ask,
    struct lines *out, struct err *err) ERR_CHECKED;
void lines_done(struct lines *l);

/* On a list that is at least submitted, not paid, not blocked. */
bool line_is_open(const struct line *l);

/* ---- blocks -------------------------------------------------------------- */

enum line_cause { LINE_BY_HAND, LINE_REPORTED, LINE_NOT_DUE };

/*
 * Blocks a line for a reason, which the payout desk shows, by a request, 0 none.
 * A block of that cause that is there already stays as it is.
 */
enum status line_block(struct verb_call *c, int64_t line,
    enum line_cause cause, int64_t change, const char *reason,
    struct err *err) ERR_CHECKED;
/* Deletes the block of that cause. */
enum status line_unblock(struct db *db, int64_t line, enum line_cause cause,
    struct err *err) ERR_CHECKED;
/* Deletes the blocks of a report of death; *n: how many, may be NULL. */
enum status line_unblock_of(struct db *db, int64_t change, int64_t *n,
    struct err *err) ERR_CHECKED;
