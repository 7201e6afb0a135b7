/*
 * SPDX-License-Identifier: ISC
 *
 * query/find: ranks the people who may be meant.  Each way to read what was
 * typed is one pass over one index (walk.c), better ways first: the name as
 * typed (the exact name is the first in the index), the given name, initials,
 * the given name with the other words in any order.  Marks that were typed
 * narrow (text/fold.h).  A pass looks at no more than FIND_LOOK people, so that
 * a search costs the same among thirty thousand people and three million.
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
	if (find_pass(f, WALK_NAME, f->query, false, err) != ST_OK ||
	    find_pass(f, WALK_GIVEN, f->query, false, err) != ST_OK ||
	    (!f->marks && find_is_initials(f->query) &&
	    find_pass(f, WALK_INITIALS, f->query, false, err) != ST_OK) ||
	    find_words(f, err) != ST_OK)
		return err->st;
	return find_joined(f, err);
}

static enum status
find_period(struct find *f, struct err *err)
{
	struct db_stmt *s = db_usef(f->db, &q_period, "i", f->period);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row)
		db_copy(s, 0, f->code, sizeof(f->code));
	db_reset(s);
	return ST_OK;
}

enum status
find_people(struct db *db, const struct scope *sc,
    const struct find_ask *ask, struct find_result *out, struct err *err)
{
	struct find f = { .db = db, .sc = sc, .period = ask->period,
	    .typed = ask->typed, .out = out,
	    .max = ask->max < FIND_MAX ? ask->max : FIND_MAX };
	const char *p;

	memset(out, 0, sizeof(*out));
	if (fold_search(f.query, sizeof(f.query), f.typed) != ST_OK ||
	    f.query[0] == '\0' || f.max == 0)
		return ST_OK; /* nobody can be called so */
	if (find_period(&f, err) != ST_OK)
		return err->st;
	for (p = f.typed; *p != '\0'; p++)
		if ((unsigned char)*p >= 0x80)
			f.marks = true;
	if (strpbrk(f.query, "0123456789") != NULL)
		return find_digits(&f, err);
	if (find_letters(&f, err) != ST_OK)
		return err->st;
	if (!f.marks || out->n > 0 || !out->more)
		return ST_OK;
	/* Marks that match nobody near the front of the index are ignored. */
	f.marks = false;
	out->more = false;
	return find_letters(&f, err);
}
