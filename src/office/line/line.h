/*
 * SPDX-License-Identifier: ISC
 *
 * line: what has become of a person's months on lists, and blocks.  For modules
 * alone: who may see a person is asked before.
 *
 * A line is paid while a payout stands for it.  It is blocked while it has a
 * block, whatever put it there; a line may have one of each cause, and each
 * goes only by its own: by another person when it was put by hand, by the
 * decision about a report of death, by the balance (balance/settle.h).  A line
 * of a list that stands is open when it is neither.
 */
#ifndef CHITRA_OFFICE_LINE_H
#define CHITRA_OFFICE_LINE_H

#include "office/verb/verb.h"

/* ---- parts of statements ------------------------------------------------- */

/* `id` is a column with the number of a line. */
#define LINE_PAID(id)                                                          \
	"EXISTS (SELECT 1 FROM standing ls WHERE ls.line_id = " id ")"
#define LINE_BLOCKED(id)                                                       \
	"EXISTS (SELECT 1 FROM block lb WHERE lb.line_id = " id ")"
#define LINE_UNPAID(id) "NOT " LINE_PAID(id)
#define LINE_FREE(id) LINE_UNPAID(id) " AND NOT " LINE_BLOCKED(id)
/* Shown at the desk; "" when it is not blocked. */
#define LINE_BLOCK_REASON(id)                                                  \
	"coalesce((SELECT min(lb.reason) FROM block lb WHERE lb.line_id = " id \
	"), '')"
/* Claimed from `person` by a case that was not cancelled. */
#define LINE_CLAIMED(id, person)                                               \
	"EXISTS (SELECT 1 FROM recovery lr"                                    \
	" JOIN recovery_entry le ON le.recovery_id = lr.id"                    \
	" WHERE lr.person_id = " person " AND le.kind = 'overpaid'"            \
	" AND le.line_id = " id                                                \
	" AND NOT EXISTS (SELECT 1 FROM recovery_entry lx"                     \
	"  WHERE lx.recovery_id = lr.id AND lx.kind = 'cancelled'))"

/* Whose month it was, of line `l` on list `k`: arrears keep it with their
 * order, of any other line it is the owner of the list (balance/month_owner). */
#define LINE_OWNER(l, k)                                                       \
	"coalesce((SELECT lm.owner_id FROM arrears_month lm"                   \
	" WHERE lm.arrears_id = " l ".arrears_id AND lm.month = " l ".month),"  \
	" " k ".owner_id)"

/* ---- lines of a person --------------------------------------------------- */

enum line_list { LINE_DRAFT, LINE_SUBMITTED, LINE_ON_APPROVED };

struct line {
	int64_t id, entitlement;
	int64_t amount, deducted; /* đồng handed over; cut from it */
	char month[8];
	bool funeral;
	enum line_list list;
	bool paid, blocked;
	bool by_hand;             /* one of its blocks */
	int64_t change;           /* request of another one, 0: none or nobody's */
	int64_t staff;            /* who blocked it by hand */
};

struct lines {
	struct line *v;
	unsigned n;
};

/* Which ones; what is 0, NULL or "" does not narrow. */
struct line_ask {
	int64_t person;
	int64_t entitlement;
	const char *from, *to; /* months */
};

/* By month, then as they were made.  lines_done() frees them. */
enum status lines_read(struct db *db, const struct line_ask *ask,
    struct lines *out, struct err *err) ERR_CHECKED;
void lines_done(struct lines *l);

/* On a list that is signed for, not paid, not blocked. */
bool line_is_open(const struct line *l);

/* ---- blocks -------------------------------------------------------------- */

enum line_cause { LINE_BY_HAND, LINE_REPORTED, LINE_NOT_DUE };

/*
 * Blocks a line, for the reason that the desk shows; request `change`, 0 none.
 * One that is blocked by that cause already stays as it is.
 */
enum status line_block(struct verb_call *c, int64_t line,
    enum line_cause cause, int64_t change, const char *reason,
    struct err *err) ERR_CHECKED;
/* The block of that cause goes. */
enum status line_unblock(struct db *db, int64_t line, enum line_cause cause,
    struct err *err) ERR_CHECKED;
/* All that a report has blocked; *n how many, NULL: nobody asks. */
enum status line_unblock_of(struct db *db, int64_t change, int64_t *n,
    struct err *err) ERR_CHECKED;

#endif
