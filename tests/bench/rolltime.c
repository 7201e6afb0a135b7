/*
 * SPDX-License-Identifier: ISC
 *
 * rolltime: pages of 20 of the roll, from its start and from its end.
 *
 *   rolltime [-u LOGIN] [-o ORDER] DATABASE
 *
 * A line for each order and filter: order= first_us= last_us= (mean of ten
 * pages after the first) rows=.  The last page is to cost what the first one
 * does, at thirty thousand people and at three million.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "office/query/roll.h"
#include "tests/bench/inside.h"

#define ROWS 20
#define PAGES 10

static const struct {
	const char *name;
	enum roll_sort sort;
	bool home, unpaid;
} orders[] = {
	{ "name", ROLL_BY_NAME, false, false },
	{ "village", ROLL_BY_VILLAGE, false, false },
	{ "no", ROLL_BY_NO, false, false },
	{ "name+home", ROLL_BY_NAME, true, false },
	{ "village+home", ROLL_BY_VILLAGE, true, false },
	{ "name+unpaid", ROLL_BY_NAME, false, true },
};

/* Mean microseconds of a page; the first one fills the caches. */
static int64_t
pages(struct db *db, const struct scope *sc, const struct roll_filter *f,
    bool back, unsigned *rows)
{
	struct roll_row *v = mem_array(ROWS, sizeof(*v));
	struct roll_key from = { .set = false };
	struct err err = ERR_INIT;
	int64_t us = 0;
	unsigned i, n = 0;

	for (i = 0; i <= PAGES; i++) {
		int64_t t = clock_us();

		inside_must(roll_page(db, sc,
		    &(struct roll_ask){ f, &from, back, ROWS }, v, &n, &err), &err);
		if (i > 0)
			us += clock_us() - t;
		if (n > 0)
			from = v[back ? 0 : n - 1].key;
		*rows += n;
	}
	free(v);
	return us / PAGES;
}

int
main(int argc, char **argv)
{
	struct roll_filter f = { .period = 0 };
	struct scope sc = { .kind = SCOPE_NOTHING };
	struct err err = ERR_INIT;
	const char *login = "", *only = NULL;
	struct db *db = NULL;
	size_t i;
	int c;

	while ((c = getopt(argc, argv, "u:o:")) != -1)
		if (c == 'u')
			login = optarg;
		else if (c == 'o')
			only = optarg;
	if (optind + 1 != argc)
		fatalx("usage: rolltime [-u LOGIN] [-o ORDER] DATABASE");
	inside_must(db_open_reader(argv[optind], DB_BOOKS, &db, &err), &err);
	inside_scope(db, login, &sc);
	f.period = inside_period(db);
	for (i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		unsigned rows = 0;
		int64_t first, last;

		if (only != NULL && strcmp(only, orders[i].name) != 0)
			continue;
		f.sort = orders[i].sort;
		f.home = orders[i].home;
		f.unpaid = orders[i].unpaid;
		first = pages(db, &sc, &f, false, &rows);
		last = pages(db, &sc, &f, true, &rows);
		printf("order=%s first_us=%" PRId64 " last_us=%" PRId64
		    " rows=%u\n", orders[i].name, first, last, rows);
	}
	scope_done(&sc);
	db_close(db);
	return 0;
}
