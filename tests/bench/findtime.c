/*
 * SPDX-License-Identifier: ISC
 *
 * findtime: the search of the payout desk by three letters, and the same
 * number of bare index probes.
 *
 *   findtime [-j] [-u LOGIN] [-n QUERIES] DATABASE
 *
 * -j: by whole names with the blanks left out instead, every other one with
 * a wrong letter at its end.
 *
 * Queries are the first letters of the name or of the given name of people
 * inside the scope, chosen by a fixed seed.  Prints: queries= people= p50_us=
 * p99_us= max_us= mean_us= probes= raw_us= (mean of as many probes).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "office/query/find.h"
#include "tests/bench/inside.h"
#include "tests/tools/samples.h"

#define FIND_ROWS 6 /* the desk's match list */

struct query {
	char text[256];
	int64_t place; /* some place of the scope, 0 all */
};

/* "lo van pang" -> "lovanpang", every other one "lovanpanx". */
static void
find_join(char *text, bool wrong)
{
	char *to = text;
	const char *p;

	for (p = text; *p != '\0'; p++)
		if (*p != ' ')
			*to++ = *p;
	if (wrong && to > text)
		to[-1] = 'x';
	*to = '\0';
}

/* The people of the scope are drawn by id, so that frequent names come often. */
static int
find_queries(sqlite3 *raw, const struct scope *sc, bool join,
    struct query *q, int n)
{
	sqlite3_stmt *s = inside_prepare(raw, sc->kind == SCOPE_ALL ?
	    "SELECT substr(fold, 1, ?3), substr(given_fold, 1, ?3), 0 FROM person"
	    " WHERE id >= ?1 LIMIT 1" : sc->kind == SCOPE_POINTS ?
	    "SELECT substr(fold, 1, ?3), substr(given_fold, 1, ?3), point_id FROM"
	    " person WHERE point_id = ?2 ORDER BY id >= ?1 DESC, id LIMIT 1" :
	    "SELECT substr(fold, 1, ?3), substr(given_fold, 1, ?3), area_id FROM"
	    " person WHERE area_id = ?2 ORDER BY id >= ?1 DESC, id LIMIT 1");
	sqlite3_stmt *m = inside_prepare(raw, "SELECT max(id) FROM person");
	uint64_t seed = 20191115;
	int64_t max;
	int i = 0, tries;

	sqlite3_bind_int(s, 3, join ? 250 : 3);
	(void)sqlite3_step(m);
	max = sqlite3_column_int64(m, 0);
	(void)sqlite3_finalize(m);
	for (tries = 0; i < n && tries < 20 * n; tries++) {
		sqlite3_bind_int64(s, 1, (int64_t)(inside_random(&seed) % (uint64_t)max));
		if (sc->kind != SCOPE_ALL)
			sqlite3_bind_int64(s, 2, sc->ids[inside_random(&seed) % sc->n]);
		if (sqlite3_step(s) == SQLITE_ROW) {
			(void)str_copy_cut(q[i].text, sizeof(q[i].text), (const char *)
			    sqlite3_column_text(s, join ? 0 : i % 2));
			if (join)
				find_join(q[i].text, i % 2 != 0);
			q[i++].place = sqlite3_column_int64(s, 2);
		}
		(void)sqlite3_reset(s);
	}
	(void)sqlite3_finalize(s);
	return i;
}

/* As many probes of the same index as the searches made, in their places. */
static int64_t
find_probe(sqlite3 *raw, const struct scope *sc, const struct query *q, int n,
    int64_t probes)
{
	sqlite3_stmt *s = inside_prepare(raw, sc->kind == SCOPE_ALL ?
	    "SELECT fold, id FROM person WHERE fold >= ?1 ORDER BY fold, id LIMIT 1" :
	    sc->kind == SCOPE_POINTS ? "SELECT fold, id FROM person WHERE"
	    " point_id = ?2 AND fold >= ?1 ORDER BY fold, id LIMIT 1" :
	    "SELECT fold, id FROM person WHERE area_id = ?2 AND fold >= ?1"
	    " ORDER BY fold, id LIMIT 1");
	int64_t i, start = clock_us(), sum = 0;

	for (i = 0; i < probes; i++) {
		sqlite3_bind_text(s, 1, q[i % n].text, -1, SQLITE_STATIC);
		if (sc->kind != SCOPE_ALL)
			sqlite3_bind_int64(s, 2, q[i % n].place);
		if (sqlite3_step(s) == SQLITE_ROW)
			sum += sqlite3_column_int64(s, 1);
		(void)sqlite3_reset(s);
	}
	start = clock_us() - start;
	(void)sqlite3_finalize(s);
	return sum == -1 ? 0 : start;
}

int
main(int argc, char **argv)
{
	struct samples t = { 0 };
	struct err err = ERR_INIT;
	const char *login = "";
	int64_t period, spent = 0, probes, people = 0, wanted = 2000;
	static struct find_result found;
	struct query *q;
	struct db *db = NULL;
	struct scope sc;
	sqlite3 *raw;
	bool join = false;
	int i, n, opt;

	log_init("findtime", false);
	while ((opt = getopt(argc, argv, "ju:n:")) != -1) {
		if (opt == 'u')
			login = optarg;
		else if (opt == 'j')
			join = true;
		else if (opt != 'n' || str_int(optarg, 1, 1000000, &wanted) != ST_OK)
			fatalx("see the head of findtime.c");
	}
	if (optind + 1 != argc)
		fatalx("which database?");
	inside_must(db_open_reader(argv[optind], DB_BOOKS, &db, &err), &err);
	raw = inside_raw(argv[optind], SQLITE_OPEN_READONLY);
	inside_scope(db, login, &sc);
	period = inside_period(db);
	q = mem_array((size_t)wanted, sizeof(*q));
	n = find_queries(raw, &sc, join, q, (int)wanted);
	for (i = 0; i < n / 10; i++) /* warm */
		inside_must(find_people(db, &sc,
		    &(struct find_ask){ period, q[i].text, FIND_ROWS },
		    &found, &err), &err);
	probes = inside_steps();
	for (i = 0; i < n; i++) {
		int64_t start = clock_us();

		inside_must(find_people(db, &sc,
		    &(struct find_ask){ period, q[i].text, FIND_ROWS },
		    &found, &err), &err);
		start = clock_us() - start;
		samples_add(&t, start);
		spent += start;
		people += found.n;
	}
	probes = inside_steps() - probes;
	samples_sort(&t);
	printf("queries=%d people=%" PRId64 " p50_us=%d p99_us=%d max_us=%d"
	    " mean_us=%.1f probes=%.1f raw_us=%.1f\n", n, people,
	    samples_part(&t, 500), samples_part(&t, 990), samples_part(&t, 1000),
	    (double)spent / n, (double)probes / n,
	    (double)find_probe(raw, &sc, q, n, probes) / n);
	samples_done(&t);
	free(q);
	scope_done(&sc);
	(void)sqlite3_close(raw);
	db_close(db);
	return 0;
}
