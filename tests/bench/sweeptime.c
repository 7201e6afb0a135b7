/*
 * SPDX-License-Identifier: ISC
 *
 * sweeptime: the months of everybody as chitra check looks at them, and the
 * raw SQL that reads the same lines person by person with list, payment and
 * block.
 *
 *   sweeptime [-m MONTHS] DATABASE
 *
 * DATABASE is a copy that nobody else has open: lines of its newest period are
 * repeated first, until MONTHS months (24) have lists.  Prints: people= months=
 * lines= faults= us= raw_us=
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "office/balance/check.h"
#include "tests/bench/inside.h"

#define SWEEP_RANGE 200

static void
sweep_fault(void *arg, const struct balance_fault *f)
{
	int64_t *shown = arg;

	if ((*shown)++ < 3)
		(void)fprintf(stderr, "%s %s: %s: due %" PRId64 ", had %"
		    PRId64 "\n", f->code,
		    f->month, balance_fault_word(f->kind), f->due, f->had);
}

/* Behind the guards of the schema: the bench's own lists. */
static void
sweep_grow(const char *path, int months)
{
	static const char *const guards[] = { "line_insert_draft",
		"line_no_replace", "list_is_born_draft" };
	sqlite3 *raw = inside_raw(path, SQLITE_OPEN_READWRITE);
	char text[1600];
	size_t i;
	int have;

	inside_exec(raw, "BEGIN");
	for (i = 0; i < sizeof(guards) / sizeof(guards[0]); i++) {
		(void)snprintf(text, sizeof(text), "DROP TRIGGER IF EXISTS %s",
		    guards[i]);
		inside_exec(raw, text);
	}
	for (have = 3; have < months; have++)
		inside_exec(raw, "CREATE TEMP TABLE p AS SELECT max(id) AS old,"
		    " max(id) + 1 AS id, strftime('%Y-%m', max(code) || '-01',"
		    " '+1 month') AS code FROM period;"
		    "INSERT INTO period (id, code, opened_at) SELECT id, code, ''"
		    " FROM p;"
		    "INSERT INTO period_month (month, period_id) SELECT code, id"
		    " FROM p;"
		    "CREATE TEMP TABLE k AS SELECT * FROM list WHERE period_id ="
		    " (SELECT old FROM p) AND kind = 'monthly';"
		    "UPDATE k SET id = id + 1000, period_id = (SELECT id FROM p);"
		    "INSERT INTO list SELECT * FROM k;"
		    "CREATE TEMP TABLE l AS SELECT * FROM line WHERE list_id IN"
		    " (SELECT id - 1000 FROM k) AND kind IN ('base', 'care');"
		    "UPDATE l SET id = id + (SELECT max(id) FROM line), list_id ="
		    " list_id + 1000, period_id = (SELECT id FROM p), month ="
		    " (SELECT code FROM p);"
		    "UPDATE l SET standard = 360000, amount = 3600 * hundredths"
		    " WHERE month >= '2021-07' AND standard = 270000"
		    " AND amount = 2700 * hundredths;"
		    "INSERT INTO line SELECT * FROM l;"
		    "DROP TABLE p; DROP TABLE k; DROP TABLE l");
	inside_exec(raw, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
	(void)sqlite3_close(raw);
}

static int64_t
sweep_raw(const char *path, int64_t *lines)
{
	sqlite3 *raw = inside_raw(path, SQLITE_OPEN_READONLY);
	sqlite3_stmt *s = inside_prepare(raw, "SELECT l.month, l.amount,"
	    " k.state, s.payout_id, (SELECT count(*) FROM block b"
	    "  WHERE b.line_id = l.id) FROM person p"
	    " CROSS JOIN line l ON l.person_id = p.id"
	    " JOIN list k ON k.id = l.list_id"
	    " LEFT JOIN standing s ON s.line_id = l.id");
	int64_t start = clock_us();

	for (*lines = 0; sqlite3_step(s) == SQLITE_ROW; ++*lines)
		;
	start = clock_us() - start;
	(void)sqlite3_finalize(s);
	(void)sqlite3_close(raw);
	return start;
}

int
main(int argc, char **argv)
{
	struct balance_sweep s = { .after = 0 };
	struct err err = ERR_INIT;
	struct db *db = NULL;
	int64_t us, raw, lines, shown = 0;
	int opt, months = 24;

	log_init("sweeptime", false);
	while ((opt = getopt(argc, argv, "m:")) != -1)
		if (opt == 'm')
			months = atoi(optarg);
	if (optind + 1 != argc)
		fatalx("see the head of sweeptime.c");
	sweep_grow(argv[optind], months);
	inside_must(db_open_reader(argv[optind], DB_BOOKS, &db, &err), &err);
	us = clock_us();
	while (!s.done) {
		inside_must(db_begin_read(db, &err), &err);
		inside_must(balance_check(db, &s, SWEEP_RANGE, sweep_fault,
		    &shown, &err), &err);
		db_rollback(db);
	}
	us = clock_us() - us;
	db_close(db);
	raw = sweep_raw(argv[optind], &lines);
	printf("people=%" PRId64 " months=%" PRId64 " lines=%" PRId64
	    " faults=%" PRId64 " us=%" PRId64 " raw_us=%" PRId64 "\n",
	    s.people, s.months, lines, s.faults, us, raw);
	return 0;
}
