/*
 * SPDX-License-Identifier: ISC
 *
 * query/digits: the number on the list (STT), the last digits of a paper, the
 * code on the card.  Papers and codes are found over everybody and then told
 * apart by the scope, so a clerk types four digits rather than three.
 */
#include "office/query/find_priv.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"

#define FIND_MIN_ID 3 /* digits of an identity number */

/* ?1 period, ?2 place, ?3 number, ?4 how many. */
DB_SQL(q_no_point) = { "find.no_point",
	"SELECT DISTINCT person_id FROM line WHERE period_id = ?1"
	" AND point_id = ?2 AND no = ?3 ORDER BY person_id LIMIT ?4" };
DB_SQL(q_no_area) = { "find.no_area",
	"SELECT DISTINCT person_id FROM line WHERE period_id = ?1"
	" AND area_id = ?2 AND no = ?3 ORDER BY person_id LIMIT ?4" };
DB_SQL(q_no_all) = { "find.no_all",
	"SELECT l.person_id FROM area a CROSS JOIN line l"
	" WHERE a.level = 'commune' AND l.period_id = ?1 AND l.area_id = a.id"
	" AND l.no = ?3 AND ?2 = 0 ORDER BY a.parent_id, a.name_key LIMIT ?4" };
DB_SQL(q_reversed) = { "find.reversed",
	"SELECT person_id FROM identity WHERE active = 1 AND reversed >= ?1"
	" AND reversed < ?1 || ':' ORDER BY reversed, person_id LIMIT ?2" };
DB_SQL(q_code) = { "find.code",
	"SELECT id FROM person WHERE code >= ?1 AND code < ?1 || '~'"
	" ORDER BY code LIMIT ?2" };
DB_SQL(q_place) = { "find.place",
	"SELECT area_id, point_id FROM person WHERE id = ?1" };

/* Most of the people with these digits are somebody else's. */
static enum status
find_inside(struct find *f, int64_t person, bool *inside, struct err *err)
{
	struct db_stmt *s;
	enum status st;
	bool row;

	*inside = true;
	if (f->sc->kind == SCOPE_ALL)
		return ST_OK;
	s = db_usef(f->db, &q_place, "i", person);
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	*inside = row && scope_has(f->sc, db_int(s, 0), db_int(s, 1));
	db_reset(s);
	return ST_OK;
}

/* The ids of a statement, which is then free for other rows to be read. */
static enum status
find_ids(struct find *f, struct db_stmt *s, struct err *err)
{
	int64_t id[FIND_LOOK];
	unsigned i, n = 0;
	enum status st;
	bool row = false;

	while ((st = db_step(s, &row, err)) == ST_OK && row && n < FIND_LOOK)
		id[n++] = db_int(s, 0);
	if (st != ST_OK)
		return st;
	db_reset(s);
	for (i = 0; i < n && st == ST_OK && !find_full(f); i++) {
		bool inside = false;

		st = find_inside(f, id[i], &inside, err);
		if (st == ST_OK && inside)
			st = find_take(f, id[i], err);
	}
	if (row && n == FIND_LOOK)
		f->out->more = true;
	return st;
}

/* The number on the list: several communes may have it. */
static enum status
find_no(struct find *f, int64_t no, struct err *err)
{
	const struct db_sql *q =
	    f->sc->kind == SCOPE_POINTS ? &q_no_point : &q_no_area;
	int64_t few = 3 * (int64_t)f->max + 1; /* a line each */
	enum status st = ST_OK;
	size_t i;

	if (f->sc->kind == SCOPE_ALL)
		return find_ids(f, db_usef(f->db, &q_no_all, "iiii", f->period,
		    (int64_t)0, no, few), err);
	for (i = 0; i < f->sc->n && st == ST_OK && !find_full(f); i++)
		st = find_ids(f, db_usef(f->db, q, "iiii", f->period,
		    f->sc->ids[i], no, few), err);
	return st;
}

static enum status
find_identity(struct find *f, const char *digits, struct err *err)
{
	size_t n = strlen(digits), i;
	char reversed[25];

	if (n < FIND_MIN_ID || n >= sizeof(reversed))
		return ST_OK;
	for (i = 0; i < n; i++)
		reversed[i] = digits[n - 1 - i];
	reversed[n] = '\0';
	return find_ids(f, db_usef(f->db, &q_reversed, "ti", reversed,
	    (int64_t)FIND_LOOK), err);
}

/* The code as typed, and in capitals as codes are written. */
static enum status
find_code(struct find *f, const char *code, struct err *err)
{
	char upper[32];
	enum status st;
	size_t i;

	st = find_ids(f, db_usef(f->db, &q_code, "ti", code,
	    (int64_t)FIND_LOOK), err);
	if (st != ST_OK || str_copy(upper, sizeof(upper), code) != ST_OK)
		return st;
	for (i = 0; upper[i] != '\0'; i++)
		upper[i] = (char)toupper((unsigned char)upper[i]);
	if (strcmp(upper, code) == 0)
		return st;
	return find_ids(f, db_usef(f->db, &q_code, "ti", upper,
	    (int64_t)FIND_LOOK), err);
}

enum status
find_digits(struct find *f, struct err *err)
{
	char text[64];
	enum status st = ST_OK;
	int64_t no;

	if (str_copy(text, sizeof(text), f->typed) != ST_OK)
		return ST_OK;
	(void)str_trim(text);
	if (text[strspn(text, "0123456789")] == '\0') {
		if (str_int(text, 1, 99999, &no) == ST_OK)
			st = find_no(f, no, err);
		if (st == ST_OK)
			st = find_identity(f, text, err);
	}
	if (st == ST_OK)
		st = find_code(f, text, err);
	return st;
}
