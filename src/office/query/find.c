/*
 * SPDX-License-Identifier: ISC
 *
 * query/find: ranks who may be meant.  Each way of meaning somebody is one pass
 * over one index (walk.c), better ways first: name as typed (the exact
 * name stands first in the index), given name, initials, given name with the
 * other words in any order.  A person is taken once.  Marks that were typed
 * narrow (text/fold.h).  No pass looks at more than FIND_LOOK people, so that
 * a letter costs the same at thirty thousand people and at three million.
 */
#include "office/query/find.h"

#include <string.h>

#include "office/query/find_priv.h"
#include "text/fold.h"

DB_SQL(q_period) = { "find.period",
	"SELECT code FROM period WHERE id = ?1" };

static bool
find_is_initials(const char *q)
{
	size_t n = strlen(q), i;

	for (i = 0; i < n; i++)
		if (q[i] < 'a' || q[i] > 'z')
			return false;
	return n >= 2 && n <= 4;
}

static enum status
find_letters(struct find *f, struct err *err)
{
	enum status st;

	st = find_pass(f, WALK_NAME, f->query, false, err);
	if (st == ST_OK)
		st = find_pass(f, WALK_GIVEN, f->query, false, err);
	if (st == ST_OK && !f->marks && find_is_initials(f->query))
		st = find_pass(f, WALK_INITIALS, f->query, false, err);
	if (st == ST_OK)
		st = find_words(f, err);
	if (st == ST_OK)
		st = find_joined(f, err);
	return st;
}

static enum status
find_period(struct find *f, struct err *err)
{
	struct db_stmt *s = db_usef(f->db, &q_period, "i", f->period);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, f->code, sizeof(f->code));
	db_reset(s);
	return ST_OK;
}

enum status
find_people(struct db *db, const struct scope *sc, int64_t period,
    const char *typed, unsigned max, struct find_result *out, struct err *err)
{
	struct find f = { .db = db, .sc = sc, .period = period,
	    .typed = typed, .max = max < FIND_MAX ? max : FIND_MAX,
	    .out = out };
	const char *p;
	enum status st;

	memset(out, 0, sizeof(*out));
	st = fold_search(f.query, sizeof(f.query), typed);
	if (st != ST_OK || f.query[0] == '\0' || f.max == 0)
		return ST_OK; /* nothing that anybody could be called */
	st = find_period(&f, err);
	if (st != ST_OK)
		return st;
	for (p = typed; *p != '\0'; p++)
		if ((unsigned char)*p >= 0x80)
			f.marks = true;
	if (strpbrk(f.query, "0123456789") != NULL)
		return find_digits(&f, err);
	st = find_letters(&f, err);
	/* Marks that fit nobody near the front of the index are forgiven. */
	if (st == ST_OK && f.marks && out->n == 0 && out->more) {
		f.marks = false;
		out->more = false;
		st = find_letters(&f, err);
	}
	return st;
}
