/*
 * SPDX-License-Identifier: ISC
 *
 * listtime: payment lists of all districts for a month, by the verbs, in one
 * piece and in slices, and an INSERT ... SELECT of the same lines from a
 * prepared temporary table into the same table, keys, indexes and triggers.
 *
 *   listtime [-c] -u LOGIN DATABASE     LOGIN prepares; here for every district
 *
 *   -c   time on a core instead of time: where others work, too
 *
 * DATABASE is a copy that nobody else has open: it is changed.  Each verb is a
 * transaction of its own and synced, as on an idle server.  Prints: lines=
 * whole_us= sliced_us= slices= slice_max_us= finish_max_us= check_us= checks=
 * check_max_us= (the checks of the lists made in slices) raw_us=
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "office/place/staff.h"
#include "office/table.h"
#include "office/verb/verb.h"
#include "tests/bench/inside.h"

#define LIST_OWNERS 64

static clockid_t list_clock_id = CLOCK_MONOTONIC;

static int64_t
list_clock(void)
{
	struct timespec t;

	(void)clock_gettime(list_clock_id, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct list_run {
	struct db *db;
	struct actor who;
	char owner[LIST_OWNERS][9];
	int owners;
	int64_t lines, slices, slice_max, finish_max, finish_all;
	int64_t check, checks, check_max; /* the checks: all, slices, longest */
};

/* Posts one verb in its own transaction; returns how long it took. */
static int64_t
list_post(struct list_run *r, enum role role, const char *verb,
    const struct wire_args *args, struct wire_answer *out)
{
	struct verb_peer peer = { .who = &r->who, .owner = true, .confirmed = true };
	struct wire_verb v = { .args = *args };
	struct err err = ERR_INIT;
	int64_t start = list_clock();

	r->who.role = role;
	wire_op_new(v.op);
	(void)str_copy_cut(v.name, sizeof(v.name), verb);
	memset(out, 0, sizeof(*out));
	inside_must(db_begin(r->db, &err), &err);
	inside_must(verbs_run(r->db, &peer, &v, out), &out->err);
	inside_must(out->err.st, &out->err);
	inside_must(db_commit(r->db, &err), &err);
	return list_clock() - start;
}

/* The checks of a draft, slice by slice. */
static void
list_checked(struct list_run *r, int64_t list, const char *people)
{
	struct wire_answer a;
	struct wire_args in;
	char next[48] = "";
	int64_t us, done;

	wire_args_init(&in);
	wire_args_add_int(&in, "list", list);
	do {
		wire_args_set(&in, "after", next);
		wire_args_set(&in, "people", people);
		us = list_post(r, ROLE_PREPARER, "list.check", &in, &a);
		done = wire_args_int(&a.args, "done", 1);
		(void)str_copy_cut(next, sizeof(next),
		    wire_args_text(&a.args, "next"));
		wire_args_done(&a.args);
		r->check += us;
		r->checks++;
		if (us > r->check_max)
			r->check_max = us;
	} while (!done);
	wire_args_done(&in);
	wire_args_init(&in);
	wire_args_add_int(&in, "list", list);
	r->check += list_post(r, ROLE_PREPARER, "list.checked", &in, &a);
	wire_args_done(&a.args);
	wire_args_done(&in);
}

/* The lists of the months before are not closed here. */
static void
list_leave(struct list_run *r, const char *period, const char *owner)
{
	struct wire_answer a;
	struct wire_args in;

	wire_args_init(&in);
	wire_args_add(&in, "period", period);
	wire_args_add(&in, "area", owner);
	wire_args_add(&in, "reason", "the months before stay open");
	(void)list_post(r, ROLE_PROVINCE, "period.override", &in, &a);
	wire_args_done(&a.args);
	wire_args_done(&in);
}

static int64_t
list_owner(struct list_run *r, const char *period, const char *owner,
    const char *people)
{
	struct wire_answer a;
	struct wire_args in;
	int64_t us, spent, job, done;

	list_leave(r, period, owner);
	wire_args_init(&in);
	wire_args_add(&in, "period", period);
	wire_args_add(&in, "area", owner);
	spent = list_post(r, ROLE_PREPARER, "list.begin", &in, &a);
	job = wire_args_int(&a.args, "job", 0);
	wire_args_done(&a.args);
	wire_args_done(&in);
	wire_args_init(&in);
	wire_args_add_int(&in, "job", job);
	wire_args_add(&in, "people", people);
	do {
		us = list_post(r, ROLE_PREPARER, "list.slice", &in, &a);
		done = wire_args_int(&a.args, "done", 1);
		wire_args_done(&a.args);
		spent += us;
		r->slices++;
		if (us > r->slice_max)
			r->slice_max = us;
	} while (!done);
	wire_args_done(&in);
	wire_args_init(&in);
	wire_args_add_int(&in, "job", job);
	us = list_post(r, ROLE_PREPARER, "list.finish", &in, &a);
	r->lines += wire_args_int(&a.args, "lines", 0);
	r->finish_all += us;
	if (us > r->finish_max)
		r->finish_max = us;
	job = wire_args_int(&a.args, "list", 0);
	wire_args_done(&a.args);
	wire_args_done(&in);
	list_checked(r, job, people);
	return spent + us;
}

/* Ahead, behind the rules of who may open which month. */
static void
list_period(struct list_run *r, const char *period)
{
	static const struct db_sql q_period = { "bench.period",
		"INSERT INTO period (id, code, opened_at) VALUES (?1, ?2, '')" };
	static const struct db_sql q_month = { "bench.month",
		"INSERT INTO period_month (month, period_id) VALUES (?1, ?2)" };
	struct err err = ERR_INIT;
	int64_t id;

	inside_must(db_begin(r->db, &err), &err);
	inside_must(db_next_id(r->db, "period", &id, &err), &err);
	inside_must(db_run(db_usef(r->db, &q_period, "it", id, period), &err),
	    &err);
	inside_must(db_run(db_usef(r->db, &q_month, "ti", period, id), &err),
	    &err);
	inside_must(db_commit(r->db, &err), &err);
}

/* Approved, behind the rules of who may: the next month follows these lists. */
static void
list_approved(struct list_run *r)
{
	static const struct db_sql q[] = {
		{ "bench.forget", "DELETE FROM list_check" },
		{ "bench.submit", "UPDATE list SET state = 'submitted'"
		    " WHERE state = 'draft'" },
		{ "bench.approve", "UPDATE list SET state = 'approved',"
		    " approved_at = prepared_at, approved_by = (SELECT min(s.id)"
		    " FROM staff s WHERE s.id <> prepared_by)"
		    " WHERE state = 'submitted'" },
	};
	struct err err = ERR_INIT;
	size_t i;

	inside_must(db_begin(r->db, &err), &err);
	for (i = 0; i < sizeof(q) / sizeof(q[0]); i++)
		inside_must(db_run(db_use(r->db, &q[i]), &err), &err);
	inside_must(db_commit(r->db, &err), &err);
}

static int64_t
list_month(struct list_run *r, const char *period, const char *people)
{
	int64_t spent = 0;
	int i;

	list_period(r, period);
	r->lines = r->slices = r->slice_max = r->finish_max = 0;
	r->finish_all = 0;
	r->check = r->checks = r->check_max = 0;
	for (i = 0; i < r->owners; i++)
		spent += list_owner(r, period, r->owner[i], people);
	return spent;
}

/* The lines of `from` once more as those of another month. */
static int64_t
list_raw(const char *path, const char *from)
{
	sqlite3 *raw = inside_raw(path, SQLITE_OPEN_READWRITE);
	sqlite3_stmt *s;
	int64_t start;

	inside_exec(raw, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	    " PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY");
	inside_exec(raw, "INSERT INTO period (id, code, state, opened_at)"
	    " SELECT max(id) + 1, '2031-01', 'open', '2019-11-01T00:00:00' FROM period;"
	    "INSERT INTO list (id, period_id, owner_id, seq, lines, people, total,"
	    " digest, prepared_by, prepared_at) SELECT k.id + 100000,"
	    " (SELECT id FROM period WHERE code = '2031-01'), owner_id, seq, lines,"
	    " people, total, digest, prepared_by, prepared_at FROM list k JOIN period p"
	    " ON p.id = k.period_id WHERE p.code = '2020-01'");
	s = inside_prepare(raw, "CREATE TEMP TABLE t AS SELECT"
	    " (SELECT max(id) FROM line) + row_number() OVER (ORDER BY l.id) AS id,"
	    " l.list_id + 100000 AS list_id, (SELECT id FROM period WHERE"
	    " code = '2031-01') AS period_id, no, person_id, entitlement_id,"
	    " '2031-01' AS month, kind, l.seq, amount, standard, hundredths, category,"
	    " area_id, point_id, delivery, name, birth, identity, village,"
	    " arrears_id, deducted, recovery_id FROM line l JOIN period p ON p.id = l.period_id WHERE p.code = ?1"
	    " ORDER BY l.id");
	sqlite3_bind_text(s, 1, from, -1, SQLITE_STATIC);
	if (sqlite3_step(s) != SQLITE_DONE)
		fatalx("%s", sqlite3_errmsg(raw));
	(void)sqlite3_finalize(s);
	inside_exec(raw, "PRAGMA wal_checkpoint(TRUNCATE)");
	start = list_clock();
	inside_exec(raw, "BEGIN IMMEDIATE; INSERT INTO line SELECT * FROM t; COMMIT");
	start = list_clock() - start;
	(void)sqlite3_close(raw);
	return start;
}

static void
list_owners(struct list_run *r, const char *path)
{
	sqlite3 *raw = inside_raw(path, SQLITE_OPEN_READONLY);
	sqlite3_stmt *s = inside_prepare(raw, "SELECT DISTINCT d.code FROM person p"
	    " JOIN area c ON c.id = p.area_id JOIN area d ON d.id = c.parent_id"
	    " ORDER BY d.code");

	while (r->owners < LIST_OWNERS && sqlite3_step(s) == SQLITE_ROW)
		(void)str_copy_cut(r->owner[r->owners++], sizeof(r->owner[0]),
		    (const char *)sqlite3_column_text(s, 0));
	(void)sqlite3_finalize(s);
	(void)sqlite3_close(raw);
}

int
main(int argc, char **argv)
{
	static struct list_run r;
	struct err err = ERR_INIT;
	const char *login = NULL;
	int64_t whole, sliced;
	struct staff who;
	int opt;

	log_init("listtime", false);
	while ((opt = getopt(argc, argv, "u:c")) != -1)
		if (opt == 'u')
			login = optarg;
		else if (opt == 'c')
			list_clock_id = CLOCK_PROCESS_CPUTIME_ID;
	if (login == NULL || optind + 1 != argc)
		fatalx("see the head of listtime.c");
	list_owners(&r, argv[optind]);
	inside_must(db_open_writer(argv[optind], DB_BOOKS, &r.db, &err), &err);
	inside_must(staff_by_login(r.db, login, &who, &err), &err);
	inside_must(actor_load(r.db, who.id, &r.who, &err), &err);
	scope_done(&r.who.scope);
	scope_all(&r.who.scope);
	whole = list_month(&r, "2019-12", "1000000");
	list_approved(&r);
	inside_must(db_checkpoint(r.db, true, &err), &err);
	sliced = list_month(&r, "2020-01", "");
	inside_must(db_checkpoint(r.db, true, &err), &err);
	db_close(r.db);
	printf("lines=%" PRId64 " whole_us=%" PRId64 " sliced_us=%" PRId64
	    " slices=%" PRId64 " slice_max_us=%" PRId64 " finish_max_us=%" PRId64
	    " finish_us=%" PRId64, r.lines, whole, sliced, r.slices,
	    r.slice_max, r.finish_max, r.finish_all);
	printf(" check_us=%" PRId64 " checks=%" PRId64 " check_max_us=%" PRId64,
	    r.check, r.checks, r.check_max);
	printf(" raw_us=%" PRId64 "\n", list_raw(argv[optind], "2020-01"));
	actor_done(&r.who);
	return 0;
}
