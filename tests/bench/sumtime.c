/*
 * SPDX-License-Identifier: ISC
 *
 * sumtime: the summary by district of the whole province, and the raw SQL
 * aggregate that gives the same figures.
 *
 *   sumtime [-n RUNS] DATABASE
 *
 * Prints: rows= due= paid= us= raw_us= (medians); fails when they disagree.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "office/query/summary.h"
#include "tests/bench/inside.h"
#include "tests/tools/samples.h"

/* People and money due, paid and at home, by district. */
static const char sum_sql[] =
    "SELECT d.id, count(*), sum(x.due), sum(x.paid = x.due), sum(x.paid),"
    " sum(x.blocked), sum(x.home > 0), sum(x.home) FROM ("
    "SELECT l.area_id, l.person_id, sum(l.amount) AS due,"
    " sum(CASE WHEN s.line_id IS NOT NULL THEN l.amount ELSE 0 END) AS paid,"
    " max(b.line_id IS NOT NULL AND s.line_id IS NULL) AS blocked,"
    " sum(CASE WHEN r.method = 'home' THEN l.amount ELSE 0 END) AS home"
    " FROM line l JOIN list k ON k.id = l.list_id AND k.state IN ('approved', 'closed')"
    " LEFT JOIN standing s ON s.line_id = l.id"
    " LEFT JOIN payout y ON y.id = s.payout_id"
    " LEFT JOIN receipt r ON r.no = y.receipt_no"
    " LEFT JOIN block b ON b.line_id = l.id"
    " WHERE l.period_id = ?1 GROUP BY l.area_id, l.person_id) x"
    " JOIN area a ON a.id = x.area_id JOIN area d ON d.id = a.parent_id"
    " GROUP BY d.id ORDER BY d.name_key";

struct sum_seen {
	unsigned rows;
	int64_t due, paid, home;
	int64_t us;
};

static struct sum_seen
sum_ours(struct db *db, const struct scope *sc, int64_t period)
{
	const struct summary_ask ask = { period, SUMMARY_DISTRICTS, "" };
	struct summary is;
	struct err err = ERR_INIT;
	struct sum_seen seen = { .us = clock_us() };

	inside_must(summary_rows(db, sc, &ask, &is, &err), &err);
	seen.rows = is.n;
	seen.us = clock_us() - seen.us;
	seen.due = is.total.due_money;
	seen.paid = is.total.paid_money;
	seen.home = is.total.home_money;
	free(is.rows);
	return seen;
}

static struct sum_seen
sum_raw(sqlite3_stmt *s, int64_t period)
{
	struct sum_seen seen = { .us = clock_us() };

	sqlite3_bind_int64(s, 1, period);
	while (sqlite3_step(s) == SQLITE_ROW) {
		seen.rows++;
		seen.due += sqlite3_column_int64(s, 2);
		seen.paid += sqlite3_column_int64(s, 4);
		seen.home += sqlite3_column_int64(s, 7);
	}
	(void)sqlite3_reset(s);
	seen.us = clock_us() - seen.us;
	return seen;
}

int
main(int argc, char **argv)
{
	struct samples ours = { 0 }, raws = { 0 };
	struct sum_seen a = { 0 }, b = { 0 };
	struct err err = ERR_INIT;
	int64_t runs = 15, i, period;
	struct db *db = NULL;
	struct scope sc;
	sqlite3_stmt *s;
	sqlite3 *raw;
	int opt;

	log_init("sumtime", false);
	while ((opt = getopt(argc, argv, "n:")) != -1)
		if (opt != 'n' || str_int(optarg, 1, 1000, &runs) != ST_OK)
			fatalx("see the head of sumtime.c");
	if (optind + 1 != argc)
		fatalx("which database?");
	inside_must(db_open_reader(argv[optind], DB_BOOKS, &db, &err), &err);
	raw = inside_raw(argv[optind], SQLITE_OPEN_READONLY);
	s = inside_prepare(raw, sum_sql);
	inside_scope(db, "", &sc);
	period = inside_period(db);
	for (i = 0; i < runs; i++) {
		a = sum_ours(db, &sc, period);
		b = sum_raw(s, period);
		if (a.rows != b.rows || a.due != b.due || a.paid != b.paid ||
		    a.home != b.home)
			fatalx("they disagree: %u/%u rows, due %" PRId64 "/%" PRId64
			    ", paid %" PRId64 "/%" PRId64 ", home %" PRId64 "/%"
			    PRId64, a.rows, b.rows, a.due, b.due, a.paid, b.paid,
			    a.home, b.home);
		samples_add(&ours, a.us);
		samples_add(&raws, b.us);
	}
	samples_sort(&ours);
	samples_sort(&raws);
	printf("rows=%u due=%" PRId64 " paid=%" PRId64 " us=%d raw_us=%d\n",
	    a.rows, a.due, a.paid, samples_part(&ours, 500),
	    samples_part(&raws, 500));
	samples_done(&ours);
	samples_done(&raws);
	scope_done(&sc);
	(void)sqlite3_finalize(s);
	(void)sqlite3_close(raw);
	db_close(db);
	return 0;
}
