/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery: truy thu: what somebody got and was not due.  A case is a ledger
 * of entries that are only added to; it is never netted by itself: money is
 * cut from a line only by a decision and a plan of so much a month, and never
 * from funeral support.  Owns recovery and recovery_entry.
 *
 * left = overpaid - repaid - deducted + returned - cancelled - written_off
 */
#ifndef CHITRA_OFFICE_RECOVERY_H
#define CHITRA_OFFICE_RECOVERY_H

#include "base/ids.h"
#include "base/names.h"
#include "office/verb/verb.h"

/* What an entry says.  RETURNED is the contra of DEDUCTED or REPAID. */
enum recovery_kind {
	RECOVERY_NONE, RECOVERY_OVERPAID, RECOVERY_DECISION, RECOVERY_PLAN,
	RECOVERY_REPAID, RECOVERY_DEDUCTED, RECOVERY_RETURNED,
	RECOVERY_CANCELLED, RECOVERY_WRITTEN_OFF
};
extern const struct names recovery_kinds;

/* What a line, or a month that the system before paid, was too much by. */
struct recovery_part {
	int64_t line;         /* 0: of the opening of ... */
	int64_t entitlement;
	char month[8];
	int64_t amount;       /* đồng */
};
/* For balance/settle: a case of these parts of what was paid, of the person's
 * record or one that went into it. */
enum status recovery_claim(struct verb_call *c, int64_t person,
    int64_t change, const char *reason, const struct recovery_part *v,
    unsigned n, int64_t *id, struct err *err) ERR_CHECKED;
/* So much of what a case claims was due after all. */
enum status recovery_unclaim(struct verb_call *c, int64_t recovery,
    const struct recovery_part *part, struct err *err) ERR_CHECKED;

/*
 * What a month's line of `gross` đồng is to be cut by, and for which case:
 * the plan of the oldest open case, at most what is left when all that was cut
 * and is not paid yet counts as paid, and always less than gross.  *cut 0: no.
 */
enum status recovery_cut(struct db *db, int64_t person, int64_t gross,
    int64_t *cut, int64_t *recovery, struct err *err) ERR_CHECKED;

/* The same while so much was cut already from other lines of a list that is in
 * the making: two months of one list are cut by no more than is left. */
struct recovery_cut {
	int64_t cut, recovery; /* đồng; of which case, 0 none */
};
enum status recovery_cut_more(struct db *db, int64_t person, int64_t gross,
    int64_t taken, struct recovery_cut *out, struct err *err) ERR_CHECKED;

/* ST_BUSY: a draft cuts more than is left by now, somebody paid back; it is
 * made anew before it is submitted. */
enum status recovery_list_stands(struct db *db, int64_t list, struct err *err)
    ERR_CHECKED;

/* Called by pay and reverse for lines with deducted > 0. */
enum status recovery_paid(struct verb_call *c, int64_t line, struct err *err)
    ERR_CHECKED;
enum status recovery_reversed(struct verb_call *c, int64_t line,
    struct err *err) ERR_CHECKED;

/* What came back or was given up by mistake is claimed again: an entry against
 * it, *left afterwards. */
enum status recovery_again(struct verb_call *c, int64_t recovery,
    int64_t amount, const char *note, int64_t *left, struct err *err)
    ERR_CHECKED;

struct recovery_row {
	int64_t id, person, change;
	char code[25], name[192], area[192], reason[200], staff[128], at[20];
	int64_t overpaid, repaid, deducted, cancelled, written_off, left;
	int64_t decided, plan; /* đồng of the last decision, a month; 0 none */
	int64_t lines;         /* that were overpaid, or months */
	char first[8], last[8];/* their months */
	/* Whose months they were where that is not the record's owner: the first
	 * by name, "" none; owners of all the months. */
	char owner[192];
	int64_t owners;
	bool here;             /* the record is in the scope: else he only sees */
};

/*
 * Cases of people in the scope, and those that claim a month of a list owner
 * whom it holds (balance/month_owner.h): of one person, or 0; with something
 * left (open) or all.  Open ones first, newest first.
 */
enum status recovery_all(struct db *db, const struct scope *sc,
    int64_t person, bool open, struct recovery_row *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;
/* One case; ST_NOTFOUND also outside the scope. */
enum status recovery_get(struct db *db, const struct scope *sc, int64_t id,
    struct recovery_row *out, struct err *err) ERR_CHECKED;

struct recovery_entry {
	int64_t id, amount, line, receipt; /* receipt of the line, 0 none */
	enum recovery_kind kind;
	char month[8]; /* of the line or the opening, "" */
	char document[64];
	char document_on[11], note[200], staff[128], at[20];
	char owner[192]; /* whose month, where it is not the record's owner */
};
/* Entries of a case in order. */
enum status recovery_entries(struct db *db, const struct scope *sc,
    int64_t recovery, struct recovery_entry *v, unsigned max, unsigned *n,
    struct err *err) ERR_CHECKED;
/* As people call it. */
const char *recovery_word(enum recovery_kind kind);

/*
 * Verbs, all with recovery, amount, document, document_on (""), note (""); the
 * preparer asks for them and the approver decides (recovery_kind.c).
 * "recovery.decide": the decision to recover that much; it ends a plan made
 *   before it.
 * "recovery.plan": cut every month's line by that much from the next list on;
 *   needs a decision.
 * "recovery.repaid": money that came back, at most what is left.
 * "recovery.write_off": given up, at most what is left.
 * Answer: recovery, left.
 */

/* Verbs, for the table of all (office/table.c). */
extern const struct verb recovery_verbs[];

/* Kinds of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_decide, change_kind_plan,
    change_kind_repaid, change_kind_write_off;

#endif
