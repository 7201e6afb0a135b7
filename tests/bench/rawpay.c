/*
 * SPDX-License-Identifier: ISC
 *
 * rawpay: the baseline of payouts a second: SQLite alone writing the rows that
 * a payout writes (receipt, payouts, standing, counters, a chained journal
 * entry with its hash), without processes, messages, rights or checks.
 *
 *   rawpay -n DESKS [-b BATCH] [-m PEOPLE] DATABASE
 *   rawpay -f DIR               only the time of an fdatasync there
 *
 * DATABASE is a copy that nobody else has open.  The people and their order
 * are those of tests/tools/payers.  Prints: paid= ms= rate= fsync_us=
 */
#include <fcntl.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "db/digest.h"
#include "tests/tools/due.h"
#include "tests/tools/samples.h"
#include "wire/verb.h"

#define RAW_FSYNCS 100
#define RAW_AT "2019-11-15T09:30:00"

enum raw_sql { RAW_RECEIPT, RAW_PAYOUT, RAW_STANDING, RAW_COUNTER,
	RAW_JOURNAL, RAW_BEGIN, RAW_COMMIT, RAW_COUNT };

static const char *const raw_text[RAW_COUNT] = {
	[RAW_RECEIPT] = "INSERT INTO receipt (no, op, period_id, person_id,"
	    " staff_id, point_id, method, collector, lines, total, at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'point', 'self', ?7, ?8, ?9)",
	[RAW_PAYOUT] = "INSERT INTO payout (id, line_id, receipt_no, kind,"
	    " amount, staff_id, at) VALUES (?1, ?2, ?3, 'pay', ?4, ?5, ?6)",
	[RAW_STANDING] = "INSERT INTO standing (line_id, payout_id) VALUES (?1, ?2)",
	[RAW_COUNTER] = "UPDATE counter SET value = ?2 WHERE name = ?1",
	[RAW_JOURNAL] = "INSERT INTO journal (seq, at, staff_id, address, verb,"
	    " op, content, answer, prev, hash)"
	    " VALUES (?1, ?2, ?3, 'local', 'pay', ?4, ?5, ?6, ?7, ?8)",
	[RAW_BEGIN] = "BEGIN IMMEDIATE",
	[RAW_COMMIT] = "COMMIT",
};

struct raw {
	sqlite3 *db;
	sqlite3_stmt *st[RAW_COUNT];
	int64_t receipt, payout, seq;
	unsigned char prev[DIGEST_LEN];
};

static void
raw_run(struct raw *r, enum raw_sql q)
{
	if (sqlite3_step(r->st[q]) != SQLITE_DONE)
		fatalx("%s: %s", raw_text[q], sqlite3_errmsg(r->db));
	(void)sqlite3_reset(r->st[q]);
}

static int64_t
raw_int(struct raw *r, const char *sql, unsigned char hash[DIGEST_LEN])
{
	sqlite3_stmt *s = NULL;
	int64_t v = 0;

	if (sqlite3_prepare_v2(r->db, sql, -1, &s, NULL) != SQLITE_OK)
		fatalx("%s", sqlite3_errmsg(r->db));
	if (sqlite3_step(s) == SQLITE_ROW) {
		v = sqlite3_column_int64(s, 0);
		if (hash != NULL && sqlite3_column_bytes(s, 1) == DIGEST_LEN)
			memcpy(hash, sqlite3_column_blob(s, 1), DIGEST_LEN);
	}
	(void)sqlite3_finalize(s);
	return v;
}

static void
raw_open(struct raw *r, const char *path)
{
	int i;

	if (sqlite3_open_v2(path, &r->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(r->db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	    " PRAGMA foreign_keys=ON", NULL, NULL, NULL) != SQLITE_OK)
		fatalx("%s: %s", path, sqlite3_errmsg(r->db));
	for (i = 0; i < RAW_COUNT; i++)
		if (sqlite3_prepare_v3(r->db, raw_text[i], -1,
		    SQLITE_PREPARE_PERSISTENT, &r->st[i], NULL) != SQLITE_OK)
			fatalx("%s: %s", raw_text[i], sqlite3_errmsg(r->db));
	r->receipt = raw_int(r, "SELECT max(no) FROM receipt", NULL);
	r->payout = raw_int(r, "SELECT max(id) FROM payout", NULL);
	r->seq = raw_int(r, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1",
	    r->prev);
}

static void
raw_counter(struct raw *r, const char *name, int64_t v)
{
	sqlite3_bind_text(r->st[RAW_COUNTER], 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(r->st[RAW_COUNTER], 2, v);
	raw_run(r, RAW_COUNTER);
}

static void
raw_journal(struct raw *r, const struct due *d, const unsigned char *op,
    const char *content, const char *answer)
{
	sqlite3_stmt *s = r->st[RAW_JOURNAL];
	unsigned char hash[DIGEST_LEN];
	struct digest *g = digest_new();

	r->seq++;
	digest_bytes(g, r->prev, DIGEST_LEN);
	digest_int(g, r->seq);
	digest_text(g, RAW_AT);
	digest_int(g, d->staff);
	digest_text(g, "local");
	digest_text(g, "pay");
	digest_bytes(g, op, WIRE_OP_ID);
	digest_text(g, content);
	digest_text(g, answer);
	digest_end(g, hash);
	sqlite3_bind_int64(s, 1, r->seq);
	sqlite3_bind_text(s, 2, RAW_AT, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s, 3, d->staff);
	sqlite3_bind_blob(s, 4, op, WIRE_OP_ID, SQLITE_STATIC);
	sqlite3_bind_text(s, 5, content, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 6, answer, -1, SQLITE_STATIC);
	sqlite3_bind_blob(s, 7, r->prev, DIGEST_LEN, SQLITE_STATIC);
	sqlite3_bind_blob(s, 8, hash, DIGEST_LEN, SQLITE_STATIC);
	raw_run(r, RAW_JOURNAL);
	memcpy(r->prev, hash, DIGEST_LEN);
}

static void
raw_lines(struct raw *r, const struct due *d, char *text, size_t size)
{
	size_t len = 0;
	int i;

	for (i = 0; i < d->n; i++) {
		sqlite3_stmt *s = r->st[RAW_PAYOUT];

		r->payout++;
		sqlite3_bind_int64(s, 1, r->payout);
		sqlite3_bind_int64(s, 2, d->line[i]);
		sqlite3_bind_int64(s, 3, r->receipt);
		sqlite3_bind_int64(s, 4, d->amount[i]);
		sqlite3_bind_int64(s, 5, d->staff);
		sqlite3_bind_text(s, 6, RAW_AT, -1, SQLITE_STATIC);
		raw_run(r, RAW_PAYOUT);
		s = r->st[RAW_STANDING];
		sqlite3_bind_int64(s, 1, d->line[i]);
		sqlite3_bind_int64(s, 2, r->payout);
		raw_run(r, RAW_STANDING);
		len += (size_t)snprintf(text + len, size - len, "%s%" PRId64,
		    i > 0 ? "," : "", d->line[i]);
	}
}

static void
raw_pay(struct raw *r, const struct due_all *all, const struct due *d)
{
	char lines[DUE_LINES * 21] = "", content[1024], answer[512];
	sqlite3_stmt *s = r->st[RAW_RECEIPT];
	unsigned char op[WIRE_OP_ID];

	wire_op_new(op);
	r->receipt++;
	sqlite3_bind_int64(s, 1, r->receipt);
	sqlite3_bind_blob(s, 2, op, WIRE_OP_ID, SQLITE_STATIC);
	sqlite3_bind_int64(s, 3, all->period);
	sqlite3_bind_int64(s, 4, d->person);
	sqlite3_bind_int64(s, 5, d->staff);
	sqlite3_bind_int64(s, 6, d->point);
	sqlite3_bind_int64(s, 7, d->n);
	sqlite3_bind_int64(s, 8, d->total);
	sqlite3_bind_text(s, 9, RAW_AT, -1, SQLITE_STATIC);
	raw_run(r, RAW_RECEIPT);
	raw_lines(r, d, lines, sizeof(lines));
	raw_counter(r, "receipt", r->receipt);
	raw_counter(r, "payout", r->payout);
	(void)snprintf(content, sizeof(content), "person=%" PRId64 "\nperiod=%s\n"
	    "method=point\ncollector=self\nlines=%s\ntotal=%" PRId64 "\n",
	    d->person, all->period_code, lines, d->total);
	(void)snprintf(answer, sizeof(answer), "receipt=%" PRId64 "\ntotal=%" PRId64
	    "\nlines=%d\nname=Nguyen Van Anh Dung\nat=" RAW_AT "\n", r->receipt,
	    d->total, d->n);
	raw_journal(r, d, op, content, answer);
}

/* Median of appending a page and syncing it. */
static int32_t
raw_fsync_us(const char *dir)
{
	struct samples t = { 0 };
	char path[512], page[4096];
	int32_t us;
	int fd, i;

	memset(page, 'x', sizeof(page));
	if (str_format(path, sizeof(path), "%s/fsync.XXXXXX", dir) != ST_OK ||
	    (fd = mkstemp(path)) == -1)
		fatal("%s", dir);
	(void)unlink(path);
	for (i = 0; i < RAW_FSYNCS; i++) {
		int64_t start = clock_us();

		if (write(fd, page, sizeof(page)) != sizeof(page) ||
		    fdatasync(fd) == -1)
			fatal("%s", dir);
		samples_add(&t, clock_us() - start);
	}
	(void)close(fd);
	samples_sort(&t);
	us = samples_part(&t, 500);
	samples_done(&t);
	return us;
}

static int64_t
raw_number(const char *text)
{
	int64_t v = 0;

	if (str_int(text, 1, 1000000000, &v) != ST_OK)
		fatalx("%s is no number", text);
	return v;
}

int
main(int argc, char **argv)
{
	struct raw r = { 0 };
	struct due_all all;
	int64_t batch = 1, max = 1000000, desks = 64, start;
	size_t i;
	int opt;

	log_init("rawpay", false);
	while ((opt = getopt(argc, argv, "n:b:m:f:")) != -1) {
		switch (opt) {
		case 'n': desks = raw_number(optarg); break;
		case 'b': batch = raw_number(optarg); break;
		case 'm': max = raw_number(optarg); break;
		case 'f':
			printf("fsync_us=%d\n", raw_fsync_us(optarg));
			return 0;
		default: fatalx("see the head of rawpay.c");
		}
	}
	if (optind + 1 != argc)
		fatalx("which database?");
	due_load(argv[optind], (int)desks, &all);
	raw_open(&r, argv[optind]);
	start = clock_us();
	for (i = 0; i < all.n && (int64_t)i < max; i++) {
		if ((int64_t)i % batch == 0)
			raw_run(&r, RAW_BEGIN);
		raw_pay(&r, &all, &all.v[i]);
		if ((int64_t)(i + 1) % batch == 0)
			raw_run(&r, RAW_COMMIT);
	}
	if (sqlite3_get_autocommit(r.db) == 0)
		raw_run(&r, RAW_COMMIT);
	start = clock_us() - start;
	printf("paid=%zu ms=%" PRId64 " rate=%" PRId64 "\n", i, start / 1000,
	    (int64_t)i * 1000000 / (start > 0 ? start : 1));
	for (opt = 0; opt < RAW_COUNT; opt++)
		(void)sqlite3_finalize(r.st[opt]);
	(void)sqlite3_close(r.db);
	due_done(&all);
	return 0;
}
