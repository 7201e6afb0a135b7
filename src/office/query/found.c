/*
 * SPDX-License-Identifier: ISC
 *
 * query/found: one pass of a search over one index, and how a person is added
 * to the result.
 */
#include <string.h>

#include "base/str.h"
#include "office/line/line.h"
#include "office/query/find_priv.h"
#include "text/fold.h"

/* All lines of a person: open or not, of the period ?2 with code ?3 or not. */
DB_SQL(q_lines) = { "find.lines",
	"SELECT l.amount, l.no, l.period_id = ?2, k.seq,"
	" k.state IN ('approved', 'closed') AND p.code <= ?3,"
	" " LINE_PAID("l.id") ", " LINE_BLOCKED("l.id")
	" FROM line l JOIN list k ON k.id = l.list_id"
	" JOIN period p ON p.id = l.period_id WHERE l.person_id = ?1" };
DB_SQL(q_name) = { "find.name",
	"SELECT name FROM person WHERE id = ?1" };

bool
find_full(struct find *f)
{
	return f->out->n == f->max && f->out->more;
}

/* What can be paid now, and the number on the newest list of the period. */
static enum status
find_money(struct find *f, struct find_row *r, struct err *err)
{
	struct db_stmt *s = db_usef(f->db, &q_lines, "iit", r->p.id,
	    f->period, f->code);
	int64_t newest = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		bool paid = db_int(s, 5) != 0, blocked = db_int(s, 6) != 0;
		bool here = db_int(s, 2) != 0;

		if (db_int(s, 4) != 0 && !paid && !blocked) {
			r->open_lines++;
			r->open_total += db_int(s, 0);
		}
		if (here && paid) {
			r->paid_lines++;
			r->paid_total += db_int(s, 0);
		}
		r->blocked_lines += here && blocked && !paid;
		if (here && db_int(s, 3) > newest) {
			newest = db_int(s, 3);
			r->no = (int)db_int(s, 1);
		}
	}
	return st;
}

enum status
find_take(struct find *f, int64_t person, struct err *err)
{
	struct find_result *out = f->out;
	struct find_row r = { .no = 0 };
	unsigned i;

	for (i = 0; i < out->n; i++)
		if (out->row[i].p.id == person)
			return ST_OK;
	if (person_row(f->db, person, &r.p, err) != ST_OK)
		return err->st;
	if (r.p.state == PERSON_MERGED ||
	    !scope_has(f->sc, r.p.area, r.p.point))
		return ST_OK;
	if (out->n == f->max) {
		out->more = true;
		return ST_OK;
	}
	if (find_money(f, &r, err) != ST_OK)
		return err->st;
	out->row[out->n++] = r;
	return ST_OK;
}

/* Does a candidate match?  By its key first, by its name where marks count. */
static enum status
find_fits(struct find *f, int64_t person, const char *key, bool words,
    bool *fits, struct err *err)
{
	struct db_stmt *s;
	bool row;

	*fits = !words || fold_matches_any(f->query, key);
	if (!*fits || !f->marks)
		return ST_OK;
	s = db_usef(f->db, &q_name, "i", person);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*fits = row && fold_matches_any(f->typed, db_text(s, 0));
	db_reset(s);
	return ST_OK;
}

enum status
find_pass(struct find *f, enum walk_key index, const char *prefix, bool words,
    struct err *err)
{
	enum status st = ST_OK;
	const char *key = "";
	unsigned looked = 0;
	int64_t person;
	struct walk *w;
	bool fits;

	if (find_full(f))
		return ST_OK;
	w = walk_new(f->db, f->sc, index, prefix, err);
	if (w == NULL)
		return err->st;
	while (st == ST_OK && !find_full(f)) {
		st = walk_next(w, &person, &key, err);
		if (st != ST_OK || person == 0)
			break;
		if (++looked > FIND_LOOK) {
			f->out->more = true;
			break;
		}
		st = find_fits(f, person, key, words, &fits, err);
		if (st == ST_OK && fits)
			st = find_take(f, person, err);
	}
	walk_free(w);
	return st;
}

enum status
find_words(struct find *f, struct err *err)
{
	const char *last = strrchr(f->query, ' ');
	char first[256];

	if (last == NULL)
		return ST_OK;
	if (find_pass(f, WALK_GIVEN, last + 1, true, err) != ST_OK)
		return err->st;
	if (str_copy(first, sizeof(first), f->query) != ST_OK)
		return ST_OK;
	first[strcspn(first, " ")] = '\0';
	return find_pass(f, WALK_GIVEN, first, true, err);
}
