/*
 * SPDX-License-Identifier: ISC
 *
 * file/place: a file of the roll that waited while areas changed.  Its
 * rows name communes as of the day on which it was read; what is decided later
 * is of those that took their place.
 */
#include <string.h>

#include "base/str.h"
#include "office/verb/journal.h"
#include "office/place/stored.h"
#include "office/file/file_priv.h"

#define PLACE_BYTES 16384

DB_SQL(q_row) = { "roll_place.row",
	"SELECT area_id, village FROM roll_row WHERE job_id = ?1"
	" AND owner_id = ?2 AND line = ?3" };
DB_SQL(q_row_area) = { "roll_place.row_area",
	"UPDATE roll_row SET area_id = ?4 WHERE job_id = ?1 AND owner_id = ?2"
	" AND line = ?3" };
DB_SQL(q_code) = { "roll_place.code",
	"SELECT code FROM area WHERE id = ?1" };
/* What the code meant on the day of the file. */
DB_SQL(q_meant) = { "roll_place.meant",
	"SELECT a.id FROM job j JOIN area a ON a.level = 'commune'"
	" AND a.code = ?2 AND a.valid_from <= substr(j.at, 1, 10)"
	" WHERE j.id = ?1 ORDER BY a.valid_from DESC LIMIT 1" };

enum status
roll_row_place(struct roll_work *w, int64_t line, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_row, "iii", w->f.job,
	    w->f.owner, line);
	int64_t area, now = 0;
	char village[200];
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	area = db_int(s, 0);
	db_copy(s, 1, village, sizeof(village));
	db_reset(s);
	st = area_today(w->c->db, &w->c->who->scope, area, village, w->c->today,
	    &now, err);
	if (st != ST_OK || now == area)
		return st;
	return db_run(db_usef(w->c->db, &q_row_area, "iiii", w->f.job,
	    w->f.owner, line, now), err);
}

/* The code of today for one of then; ST_OK with "" when it is the same. */
static enum status
place_code(struct roll_work *w, const char *code, const char *village,
    char out[9], struct err *err)
{
	int64_t then, now;
	struct db_stmt *s;
	enum status st;
	bool found;

	out[0] = '\0';
	st = db_int1(db_usef(w->c->db, &q_meant, "it", w->f.job, code), &then,
	    &found, err);
	if (st != ST_OK || !found)
		return st;
	st = area_today(w->c->db, &w->c->who->scope, then, village, w->c->today,
	    &now, err);
	if (st != ST_OK || now == then)
		return st;
	s = db_usef(w->c->db, &q_code, "i", now);
	st = db_step(s, &found, err);
	if (st != ST_OK || !found)
		return st;
	db_copy(s, 0, out, 9);
	db_reset(s);
	return ST_OK;
}

enum status
roll_ask_place(struct roll_work *w, char *fields, size_t size, struct err *err)
{
	struct wire_args args;
	char code[9] = "";
	struct buf text;
	enum status st = ST_OK;

	if (strstr(fields, "commune=") == NULL)
		return ST_OK;
	wire_args_init(&args);
	buf_init(&text, PLACE_BYTES);
	journal_decode(fields, &args);
	if (wire_args_get(&args, "commune") != NULL)
		st = place_code(w, wire_args_text(&args, "commune"),
		    wire_args_text(&args, "village"), code, err);
	if (st == ST_OK && code[0] != '\0') {
		wire_args_set(&args, "commune", code);
		st = journal_encode(&text, &args, err);
		if (st == ST_OK)
			st = str_copy(fields, size, buf_str(&text));
	}
	buf_done(&text);
	wire_args_done(&args);
	return st;
}

enum status
roll_was_place(struct roll_work *w, char *was, size_t size, struct err *err)
{
	struct err none = ERR_INIT;
	enum status st = roll_ask_place(w, was, size, &none);

	/* Where nothing took its place it is as it was. */
	if (st != ST_OK && st != ST_INVALID && st != ST_DENIED)
		*err = none;
	return err->st;
}
