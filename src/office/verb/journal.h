/*
 * SPDX-License-Identifier: ISC
 *
 * verb/journal: append-only and chained (rule 5).  hash = SHA-256 over prev, seq,
 * at, staff, address, verb, op, content, answer, each with its length
 * (db/digest.h), in that order.
 */
#pragma once

#include "db/db.h"
#include "db/digest.h"
#include "office/verb/scope.h"
#include "wire/verb.h"

/* Appends one entry inside the savepoint of the change. */
enum status journal_add(struct db *db, const struct actor *who,
    const struct wire_verb *in, const struct wire_args *out, const char *now,
    struct err *err) ERR_CHECKED;

/* What an op id became: ST_OK with *found; answer is the caller's to free. */
struct journal_posting {
	int64_t seq, staff;
	char verb[64];
	struct wire_args answer;
};
enum status journal_by_op(struct db *db, const unsigned char op[WIRE_OP_ID],
    struct journal_posting *out, bool *found, struct err *err) ERR_CHECKED;

/*
 * Values as one 'name=value' a line ('\' and line breaks escaped), as in the
 * columns content and answer; and back, added to *a.  ST_LIMIT when b is too
 * small.
 */
enum status journal_encode(struct buf *b, const struct wire_args *a,
    struct err *err) ERR_CHECKED;
void journal_decode(const char *text, struct wire_args *a);

/* The head: seq and hash; seq 0 and zeros when empty. */
enum status journal_head(struct db *db, int64_t *seq,
    unsigned char hash[DIGEST_LEN], struct err *err) ERR_CHECKED;

/* "1234 3f2a-91bc-..." as printed on paper: seq and the first 16 hex digits. */
enum status journal_seal(struct db *db, char *out, size_t size,
    struct err *err) ERR_CHECKED;

/*
 * How far the books have come, of whatever schema: to compare them with a
 * backup.  Moments are "" and numbers 0 when there is nothing.
 */
struct journal_facts {
	int64_t seq;                    /* head of the journal */
	unsigned char hash[DIGEST_LEN];
	char at[20];
	int64_t receipts, receipt;      /* how many, the last number */
	char receipt_at[20];
};
enum status journal_facts(struct db *db, struct journal_facts *out,
    struct err *err) ERR_CHECKED;
/* As journal_seal(), of facts. */
enum status journal_facts_seal(const struct journal_facts *f, char *out,
    size_t size) ERR_CHECKED;
/* Is that head an entry of this journal?  Then nothing of it is missing. */
enum status journal_has(struct db *db, const struct journal_facts *f,
    bool *has, struct err *err) ERR_CHECKED;
/* Receipts after that number: how many, how many đồng. */
enum status journal_receipts_after(struct db *db, int64_t receipt, int64_t *n,
    int64_t *total, struct err *err) ERR_CHECKED;

/* Walks the chain; the first broken entry in err.  *n = entries checked. */
enum status journal_verify(struct db *db, int64_t *n, struct err *err)
    ERR_CHECKED;

/*
 * The money itself: each line at most one standing payout, each standing a
 * pay without reversal and the reverse, amounts equal to the lines, receipts
 * equal to their payouts, list totals equal to their lines, and every receipt
 * and payout named by a journal entry.
 */
enum status journal_audit(struct db *db, struct err *err) ERR_CHECKED;
