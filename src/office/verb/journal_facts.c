/*
 * SPDX-License-Identifier: ISC
 *
 * verb/journal_facts: how far books have come, and what one copy has that another
 * lacks.  The statements name only what every schema has had.
 */
#include "office/verb/journal.h"

#include <string.h>

#include "base/str.h"

DB_SQL(q_head) = { "facts.head",
	"SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1" };
DB_SQL(q_receipt) = { "facts.receipt",
	"SELECT no, at, (SELECT count(*) FROM receipt) FROM receipt "
	"ORDER BY no DESC LIMIT 1" };
DB_SQL(q_has) = { "facts.has",
	"SELECT 1 FROM journal WHERE seq = ?1 AND hash = ?2" };
DB_SQL(q_after) = { "facts.after",
	"SELECT count(*), coalesce(sum(total), 0) FROM receipt WHERE no > ?1" };

static enum status
facts_receipt(struct db *db, struct journal_facts *f, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_receipt);
	bool row;
	enum status st = db_step(s, &row, err);

	if (st == ST_OK && row) {
		f->receipt = db_int(s, 0);
		db_copy(s, 1, f->receipt_at, sizeof(f->receipt_at));
		f->receipts = db_int(s, 2);
		db_reset(s);
	}
	return st;
}

enum status
journal_facts(struct db *db, struct journal_facts *out, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_head);
	struct journal_facts f;
	const void *hash;
	size_t n;
	bool row;
	enum status st = db_step(s, &row, err);

	memset(&f, 0, sizeof(f));
	if (st == ST_OK && row) {
		f.seq = db_int(s, 0);
		db_copy(s, 1, f.at, sizeof(f.at));
		hash = db_blob(s, 2, &n);
		if (n == DIGEST_LEN)
			memcpy(f.hash, hash, n);
		db_reset(s);
	}
	if (st == ST_OK)
		st = facts_receipt(db, &f, err);
	if (st == ST_OK)
		*out = f;
	return st;
}

enum status
journal_facts_seal(const struct journal_facts *f, char *out, size_t size)
{
	char hex[2 * 8 + 1];

	str_hex(hex, f->hash, 8);
	/* In fours: it is read aloud and compared by eye. */
	return str_format(out, size, "%lld %.4s-%.4s-%.4s-%.4s",
	    (long long)f->seq, hex, hex + 4, hex + 8, hex + 12);
}

enum status
journal_has(struct db *db, const struct journal_facts *f, bool *has,
    struct err *err)
{
	int64_t one;

	if (f->seq == 0) {
		*has = true;
		return ST_OK;
	}
	return db_int1(db_usef(db, &q_has, "ib", f->seq, f->hash,
	    (size_t)DIGEST_LEN), &one, has, err);
}

enum status
journal_receipts_after(struct db *db, int64_t receipt, int64_t *n,
    int64_t *total, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_after, "i", receipt);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*n = row ? db_int(s, 0) : 0;
	*total = row ? db_int(s, 1) : 0;
	db_reset(s);
	return ST_OK;
}
