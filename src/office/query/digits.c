/*
 * SPDX-License-Identifier: ISC
 *
 * query/digits: finds people by the number on the list (STT), the last digits of
 * a paper, or the code on the card.  Papers and codes are looked up among
 * everybody and then filtered by the scope.
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

/* Most people with these digits are outside the scope: filter before find_take(). */
static enum status
find_inside(struct find *f, int64_t person, bool *inside, struct err *err)
{
	struct db_stmt *s;
	bool row;

	*inside = true;
	if (f->sc->kind == SCOPE_ALL)
		return ST_OK;
	s = db_usef(f->db, &q_place, "i", person);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*inside = row && scope_has(f->sc, db_int(s, 0), db_int(s, 1));
	db_reset(s);
	return ST_OK;
}

/* Reads all ids of a statement before the first person is looked up. */
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
	for (i = 0; i < n && !find_full(f); i++) {
		bool inside;

		if (find_inside(f, id[i], &inside, err) != ST_OK ||
		    (inside && find_take(f, id[i], err) != ST_OK))
			return err->st;
	}
	if (row && n == FIND_LOOK)
		f->out->more = true;
	return ST_OK;
}

/* The number on the list: several communes may have it. */
static enum status
find_no(struct find *f, int64_t no, struct err *err)
{
	const struct db_sql *q =
	    f->sc->kind == SCOPE_POINTS ? &q_no_point : &q_no_area;
	int64_t few = 3 * (int64_t)f->max + 1; /* a line each */
	size_t i;

	if (f->sc->kind == SCOPE_ALL)
		return find_ids(f, db_usef(f->db, &q_no_all, "iiii", f->period,
		    (int64_t)0, no, few), err);
	for (i = 0; i < f->sc->n && !find_full(f); i++)
		if (find_ids(f, db_usef(f->db, q, "iiii", f->period,
		    f->sc->ids[i], no, few), err) != ST_OK)
			return err->st;
	return ST_OK;
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
	size_t i;

	if (find_ids(f, db_usef(f->db, &q_code, "ti", code,
	    (int64_t)FIND_LOOK), err) != ST_OK)
		return err->st;
	if (str_copy(upper, sizeof(upper), code) != ST_OK)
		return ST_OK;
	for (i = 0; upper[i] != '\0'; i++)
		upper[i] = (char)toupper((unsigned char)upper[i]);
	return strcmp(upper, code) == 0 ? ST_OK : find_ids(f, db_usef(f->db, &q_code, "ti", upper,
	    (int64_t)FIND_LOOK), err);
}

enum status
find_digits(struct find *f, struct err *err)
{
	char text[64];
	int64_t no;

	if (str_copy(text, sizeof(text), f->typed) != ST_OK)
		return ST_OK;
	(void)str_trim(text);
	if (text[strspn(text, "0123456789")] == '\0' &&
	    ((str_int(text, 1, 99999, &no) == ST_OK &&
	    find_no(f, no, err) != ST_OK) ||
	    find_identity(f, text, err) != ST_OK))
		return err->st;
	return find_code(f, text, err);
}
