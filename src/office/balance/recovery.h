/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery: truy thu: what somebody received and was not due.  A case
 * is an append-only ledger of entries.  Nothing is netted automatically: money
 * is cut from a line only by a decision and a plan of a monthly amount, and
 * never from funeral support.  Owns recovery and recovery_entry.
 *
 * left = overpaid - repaid - deducted + returned - cancelled - written_off
 */
#pragma once

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

/* What was too much of a line, or of a month that the earlier system paid. */
struct recovery_part {
	int64_t line;         /* 0: the opening of entitlement and month */
	int64_t entitlement;
	char month[8];
	int64_t amount;       /* đồng */
};
/* For balance/settle: opens a case of these parts, which were paid to the
 * person's record or to one merged into it. */
struct recovery_case {
	int64_t person, change; /* change 0: none */
	const char *reason;    /* typed, or a stored sentence */
	const struct recovery_part *part;
	unsigned parts;
};
enum status recovery_claim(struct verb_call *c, const struct recovery_case *k,
    struct err *err) ERR_CHECKED;
/* Cancels a part of what a case claims: it was due after all. */
enum status recovery_unclaim(struct verb_call *c, int64_t recovery,
    const struct recovery_part *part, struct err *err) ERR_CHECKED;

/*
 * What a line of `gross` đồng is to be cut by, and for which case: the plan of
 * the oldest open case, at most what is left of it when approved unpaid cuts
 * count as paid, and always less than gross.  taken: what the list that is
 * being made has cut already from other lines of the person, so that its months
 * together are cut by no more than is left.
 */
struct recovery_cut {
	int64_t cut, recovery; /* đồng; of which case, 0 none */
};
enum status recovery_cut(struct db *db, int64_t person, int64_t gross,
    int64_t taken, struct recovery_cut *out, struct err *err) ERR_CHECKED;

/* ST_BUSY: a draft cuts more than is left, since somebody paid back meanwhile;
 * it must be made anew before it is submitted. */
enum status recovery_list_stands(struct db *db, int64_t list, struct err *err)
    ERR_CHECKED;

/* Records the cut of a line when it is paid, and its return when the payout is
 * reversed; nothing for a line without a cut. */
enum status recovery_paid(struct verb_call *c, int64_t line, struct err *err)
    ERR_CHECKED;
enum status recovery_reversed(struct verb_call *c, int64_t line,
    struct err *err) ERR_CHECKED;

/* Claims again what came back or was written off by mistake, by an entry
 * against it; *left: what is left then, đồng. */
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
	/* The other list owner whose months they were, the first by name, "":
	 * none; and how many owners the months had. */
	char owner[192];
	int64_t owners;
	bool here;             /* the record is in the scope; else read only */
};

/*
 * Cases of people in the scope, and cases that claim a month of a list owner
 * that the scope holds (balance/month_owner.h); open ones first, newest first;
 * at most max.
 */
struct recovery_ask {
	int64_t person;        /* 0: all */
	bool open;             /* only those with something left */
	unsigned max;
};
enum status recovery_all(struct db *db, const struct scope *sc,
    const struct recovery_ask *ask, struct recovery_row *v, unsigned *n,
    struct err *err) ERR_CHECKED;
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
/* The entries of a case in order, at most n->max; ST_NOTFOUND as above. */
struct recovery_entries {
	struct recovery_entry *v;
	unsigned max, n;
};
enum status recovery_entries(struct db *db, const struct scope *sc,
    int64_t recovery, struct recovery_entries *out, struct err *err)
    ERR_CHECKED;
/* The kind in the reader's language; static. */
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
