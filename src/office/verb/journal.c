/*
 * SPDX-License-Identifier: ISC
 *
 * verb/journal: writes and proves the chain (rule 5 of the house).
 *
 * An entry's content and answer are the posted and the returned values, one
 * 'name=value' a line; within a value '\' is written '\\' and a line break
 * '\n', so that the text can be read back as it was (journal_decode).
 */
#include "office/verb/journal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"

#define JOURNAL_TEXT_MAX (256 * 1024)

DB_SQL(q_head) = { "journal.head",
	"SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1" };
DB_SQL(q_add) = { "journal.add",
	"INSERT INTO journal (seq, at, staff_id, address, verb, op, content, "
	"answer, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)" };
DB_SQL(q_walk) = { "journal.walk",
	"SELECT seq, at, staff_id, address, verb, op, content, answer, prev, "
	"hash FROM journal ORDER BY seq" };
DB_SQL(q_by_op) = { "journal.by_op",
	"SELECT seq, staff_id, verb, answer FROM journal WHERE op = ?1" };

/* What is hashed, in this order. */
struct journal_entry {
	const unsigned char *prev;
	int64_t seq;
	const char *at;
	int64_t staff;
	const char *address, *verb;
	const unsigned char *op;
	const char *content, *answer;
};

static void
journal_hash(const struct journal_entry *e, unsigned char out[DIGEST_LEN])
{
	struct digest *d = digest_new();

	digest_bytes(d, e->prev, DIGEST_LEN);
	digest_int(d, e->seq);
	digest_text(d, e->at);
	digest_int(d, e->staff);
	digest_text(d, e->address);
	digest_text(d, e->verb);
	digest_bytes(d, e->op, WIRE_OP_ID);
	digest_text(d, e->content);
	digest_text(d, e->answer);
	digest_end(d, out);
}

static bool
journal_escape(struct buf *b, const char *v)
{
	size_t n;

	for (; *v != '\0'; v += n) {
		n = strcspn(v, "\\\n");
		if (!buf_add(b, v, n))
			return false;
		if (v[n] == '\0')
			break;
		if (!buf_adds(b, v[n] == '\n' ? "\\n" : "\\\\"))
			return false;
		n++;
	}
	return true;
}

enum status
journal_encode(struct buf *b, const struct wire_args *a, struct err *err)
{
	unsigned i;
	bool ok = true;

	for (i = 0; i < a->n && ok; i++)
		ok = buf_adds(b, a->v[i].name) && buf_adds(b, "=") &&
		    journal_escape(b, a->v[i].value) && buf_adds(b, "\n");
	if (!ok)
		return err_set(err, ST_LIMIT,
		    _("more than the journal takes in one entry"));
	return ST_OK;
}

static void
journal_unescape(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] != '\0')
			*to++ = *++s == 'n' ? '\n' : *s;
		else
			*to++ = *s;
	}
	*to = '\0';
}

void
journal_decode(const char *text, struct wire_args *a)
{
	char *copy = mem_strdup(text), *line = copy, *end, *value;

	for (; *line != '\0'; line = end) {
		end = line + strcspn(line, "\n");
		if (*end != '\0')
			*end++ = '\0';
		value = strchr(line, '=');
		if (value == NULL)
			continue;
		*value++ = '\0';
		journal_unescape(value);
		wire_args_add(a, line, value);
	}
	free(copy);
}

enum status
journal_head(struct db *db, int64_t *seq, unsigned char hash[DIGEST_LEN],
    struct err *err)
{
	struct db_stmt *s = db_use(db, &q_head);
	const void *p;
	enum status st;
	size_t n;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row) {
		*seq = 0;
		memset(hash, 0, DIGEST_LEN);
		return ST_OK;
	}
	p = db_blob(s, 1, &n);
	if (n == DIGEST_LEN) {
		*seq = db_int(s, 0);
		memcpy(hash, p, n);
	} else {
		st = err_set(err, ST_CORRUPT, _("the journal's head is broken"));
	}
	db_reset(s);
	return st;
}

static enum status
journal_insert(struct db *db, const struct journal_entry *e, struct err *err)
{
	unsigned char hash[DIGEST_LEN];

	journal_hash(e, hash);
	return db_run(db_usef(db, &q_add, "itittbttbb", e->seq, e->at,
	    e->staff, e->address, e->verb, e->op, (size_t)WIRE_OP_ID,
	    e->content, e->answer, e->prev, (size_t)DIGEST_LEN, hash,
	    (size_t)DIGEST_LEN), err);
}

enum status
journal_add(struct db *db, const struct actor *who, const struct wire_verb *in,
    const struct wire_args *out, const char *now, struct err *err)
{
	struct journal_entry e = { .at = now, .staff = who->staff,
		.address = who->address, .verb = in->name, .op = in->op };
	unsigned char prev[DIGEST_LEN];
	struct buf content, answer;
	enum status st;

	buf_init(&content, JOURNAL_TEXT_MAX);
	buf_init(&answer, JOURNAL_TEXT_MAX);
	/* Read inside the savepoint: a verb before us may have been undone. */
	st = journal_head(db, &e.seq, prev, err);
	if (st == ST_OK)
		st = journal_encode(&content, &in->args, err);
	if (st == ST_OK)
		st = journal_encode(&answer, out, err);
	if (st == ST_OK) {
		e.seq++;
		e.prev = prev;
		e.content = buf_str(&content);
		e.answer = buf_str(&answer);
		st = journal_insert(db, &e, err);
	}
	buf_done(&content);
	buf_done(&answer);
	return st;
}

enum status
journal_by_op(struct db *db, const unsigned char op[WIRE_OP_ID],
    struct journal_posting *out, bool *found, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_by_op, "b", op, (size_t)WIRE_OP_ID);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*found = row;
	if (!row)
		return ST_OK;
	out->seq = db_int(s, 0);
	out->staff = db_int(s, 1);
	db_copy(s, 2, out->verb, sizeof(out->verb));
	wire_args_init(&out->answer);
	journal_decode(db_text(s, 3), &out->answer);
	db_reset(s);
	return ST_OK;
}

enum status
journal_seal(struct db *db, char *out, size_t size, struct err *err)
{
	struct journal_facts f;
	enum status st = journal_head(db, &f.seq, f.hash, err);

	return st == ST_OK ? journal_facts_seal(&f, out, size) : st;
}

/* The row under `s` against the entry before it. */
static bool
journal_sound(struct db_stmt *s, int64_t seq, const unsigned char *prev,
    unsigned char hash[DIGEST_LEN])
{
	struct journal_entry e = { .prev = prev, .seq = db_int(s, 0),
		.at = db_text(s, 1), .staff = db_int(s, 2),
		.address = db_text(s, 3), .verb = db_text(s, 4),
		.content = db_text(s, 6), .answer = db_text(s, 7) };
	const void *stored;
	size_t n;

	e.op = db_blob(s, 5, &n);
	if (e.seq != seq || n != WIRE_OP_ID)
		return false;
	stored = db_blob(s, 8, &n);
	if (n != DIGEST_LEN || memcmp(stored, prev, n) != 0)
		return false;
	journal_hash(&e, hash);
	stored = db_blob(s, 9, &n);
	return n == DIGEST_LEN && memcmp(stored, hash, n) == 0;
}

enum status
journal_verify(struct db *db, int64_t *n, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_walk);
	unsigned char prev[DIGEST_LEN] = { 0 }, hash[DIGEST_LEN];
	int64_t seq = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		seq++;
		if (!journal_sound(s, seq, prev, hash)) {
			st = err_set(err, ST_CORRUPT, _("the journal is broken "
			    "at entry %lld (%s, %s)"), (long long)seq,
			    db_text(s, 1), db_text(s, 4));
			db_reset(s);
			return st;
		}
		memcpy(prev, hash, sizeof(prev));
	}
	if (st == ST_OK)
		*n = seq;
	return st;
}
