/*
 * SPDX-License-Identifier: ISC
 *
 * import/area_stand: the areas of a file come to stand, day by day.
 *
 * A file states each province it names completely: what it does not name any
 * more ends on that day, and a code that goes on under another name or parent is
 * a new area from then on.  A province that lost communes to a named one and is
 * named no more has ended too (Bắc Kạn 2025).
 *
 * An area that is put under another one from its own first day on takes its
 * people, lists and points to another list owner: with people on it that is a
 * request of the office.  New areas have nobody, and what has ended keeps its
 * people until a reorganisation (move.h).
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/import_priv.h"
#include "office/place/stored.h"
#include "text/sentence.h"

#define AREA_LOST_MAX 8 /* provinces that may end by one file and day */

DB_SQL(q_next_day) = { "import_area.next_day",
	"SELECT min(valid_from) FROM stage_area WHERE job_id = ?1"
	" AND valid_from > ?2" };
DB_SQL(q_rows) = { "import_area.rows",
	"SELECT line, code, name, name_key, fold, parent, valid_to"
	" FROM stage_area WHERE job_id = ?1 AND level = ?2 AND valid_from = ?3"
	" AND line > ?4 ORDER BY line LIMIT 1" };
/* The area of that level and code on the day, and its province's code. */
DB_SQL(q_now) = { "import_area.now",
	"SELECT a.id, a.name, coalesce(p.code, ''), a.valid_from,"
	" coalesce(a.valid_to, ''), coalesce(pp.code, p.code, a.code)"
	" FROM area a LEFT JOIN area p ON p.id = a.parent_id"
	" LEFT JOIN area pp ON pp.id = p.parent_id"
	" WHERE a.level = ?1 AND a.code = ?2 AND a.valid_from <= ?3"
	" AND (a.valid_to IS NULL OR a.valid_to > ?3)" };
DB_SQL(q_later) = { "import_area.later",
	"SELECT 1 FROM area WHERE level = ?1 AND code = ?2 AND valid_from >"
	" ?3" };
DB_SQL(q_id) = { "import_area.id",
	"SELECT id FROM area WHERE code = ?1 AND level IN ('province',"
	" 'district')"
	" AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)" };
DB_SQL(q_rename) = { "import_area.rename",
	"UPDATE area SET name = ?2, name_key = ?3, fold = ?4, parent_id = ?5,"
	" valid_to = ?6 WHERE id = ?1" };
/* Communes and districts of a province that the file names no more. */
DB_SQL(q_end_rest) = { "import_area.end_rest",
	"UPDATE area SET valid_to = ?2 WHERE valid_from < ?2"
	" AND (valid_to IS NULL OR valid_to > ?2)"
	" AND (parent_id IN (SELECT id FROM area WHERE level = 'province' AND"
	" code = ?3)"
	"  OR parent_id IN (SELECT d.id FROM area d JOIN area p ON p.id ="
	" d.parent_id"
	"   WHERE p.level = 'province' AND p.code = ?3))"
	" AND NOT EXISTS (SELECT 1 FROM stage_area s WHERE {+}s.job_id = ?1"
	"  AND s.level = area.level AND s.code = area.code AND s.valid_from ="
	" ?2)" };
DB_SQL(q_end_province) = { "import_area.end_province",
	"UPDATE area SET valid_to = ?1 WHERE level = 'province' AND code = ?2"
	" AND valid_from < ?1 AND (valid_to IS NULL OR valid_to > ?1)" };

DB_SQL(q_taken) = { "import_area.taken",
	"SELECT (SELECT count(*) FROM person p WHERE p.area_id = a.id"
	"  OR p.area_id IN (SELECT id FROM area b WHERE b.parent_id = a.id)),"
	" EXISTS (SELECT 1 FROM point t WHERE t.area_id = a.id"
	"  OR t.area_id IN (SELECT id FROM area b WHERE b.parent_id = a.id))"
	" OR EXISTS (SELECT 1 FROM list k WHERE k.owner_id = a.id)"
	" OR EXISTS (SELECT 1 FROM period m {cross} JOIN line l ON"
	" l.period_id = m.id"
	"  AND l.area_id = a.id),"
	" coalesce(o.name, ''), coalesce(n.name, '')"
	" FROM area a LEFT JOIN area o ON o.id = a.parent_id"
	" LEFT JOIN area n ON n.id = ?2 WHERE a.id = ?1"
	" AND a.parent_id IS DISTINCT FROM ?2" };
DB_SQL(q_named) = { "import_area.named",
	"SELECT line FROM stage_area WHERE {+}job_id = ?1 AND level ="
	" 'province'"
	" AND code = ?2 AND valid_from = ?3" };

const char *const import_area_levels[3] = { "province", "district", "commune" };

/* While the areas of one day are made to stand. */
struct area_day {
	struct import_job *j;
	struct import_counts *n;
	char day[11];
	char lost[AREA_LOST_MAX][9]; /* provinces whose codes others took */
	unsigned nlost;
};

static void
area_lost(struct area_day *d, const char *province)
{
	unsigned i;

	for (i = 0; i < d->nlost; i++)
		if (strcmp(d->lost[i], province) == 0)
			return;
	if (i < AREA_LOST_MAX)
		(void)str_copy_cut(d->lost[d->nlost++], 9, province);
}

struct area_staged {
	int64_t line, parent_id;
	const char *level;
	char code[9], parent[9], to[11];
	struct place_name name;
};

static enum status
area_parent_id(struct area_day *d, struct area_staged *a, struct err *err)
{
	bool found = true;
	enum status st = ST_OK;

	a->parent_id = 0;
	if (a->parent[0] != '\0')
		st = db_int1(db_usef(d->j->c->db, &q_id, "tt", a->parent,
		    d->day), &a->parent_id, &found, err);
	if (st == ST_OK && !found)
		return err_set(err, ST_CORRUPT, _("line %lld: no area %s"),
		    (long long)a->line, a->parent);
	return st;
}

/* Not to be changed below a later state: history is added in order. */
static enum status
area_not_late(struct area_day *d, const struct area_staged *a, struct err *err)
{
	enum status st;
	int64_t one;
	bool later;

	st = db_int1(db_usef(d->j->c->db, &q_later, "ttt", a->level, a->code,
	    d->day), &one, &later, err);
	if (st == ST_OK && later)
		return err_field(err, ST_INVALID, "valid_from",
		    _("line %lld: %s is known from a later day: load the older state first"),
		    (long long)a->line, a->code);
	return st;
}

static enum status
area_new(struct area_day *d, const struct area_staged *a, struct err *err)
{
	struct area_row row = { a->level, a->code, d->day,
		a->to[0] != '\0' ? a->to : NULL, &a->name, a->parent_id };
	enum status st = area_not_late(d, a, err);
	int64_t id;

	return st == ST_OK ? area_insert(d->j->c->db, &row, &id, err) : st;
}

/* Does it go under another area, and who with it? */
static enum status
area_takes(struct area_day *d, const struct area_staged *a, int64_t was,
    struct err *err)
{
	struct db_stmt *s = db_usef(d->j->c->db, &q_taken, "io", was,
	    a->parent_id);
	char text[500];
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	row = db_int(s, 0) > 0 || db_int(s, 1) != 0;
	sentence_make(text, sizeof(text), N_("%s goes from %s to %s with %lld "
	    "people, their lists and points"), a->name.name, db_text(s, 2),
	    db_text(s, 3), (long long)db_int(s, 0));
	db_reset(s);
	if (!row)
		return ST_OK;
	d->n->taken++;
	return import_warn(d->j, a->line, "district", text, err);
}

static enum status
area_replace(struct area_day *d, const struct area_staged *a, int64_t was,
    bool same_day, struct err *err)
{
	enum status st = ST_OK;

	d->n->changed++;
	if (same_day)
		st = area_takes(d, a, was, err);
	if (st != ST_OK)
		return st;
	if (same_day)
		return db_run(db_usef(d->j->c->db, &q_rename, "itbtot", was,
		    a->name.name, (const void *)a->name.key, a->name.key_len,
		    a->name.fold, a->parent_id,
		    a->to[0] != '\0' ? a->to : NULL), err);
	st = area_finish(d->j->c->db, was, d->day, err);
	return st == ST_OK ? area_new(d, a, err) : st;
}

static enum status
area_stand_one(struct area_day *d, struct area_staged *a, struct err *err)
{
	bool row, same, same_day;
	struct db_stmt *s;
	char province[9];
	enum status st = area_parent_id(d, a, err);
	int64_t was;

	if (st != ST_OK)
		return st;
	s = db_usef(d->j->c->db, &q_now, "ttt", a->level, a->code, d->day);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row) {
		d->n->added++;
		return area_new(d, a, err);
	}
	was = db_int(s, 0);
	same = strcmp(db_text(s, 1), a->name.name) == 0 &&
	    strcmp(db_text(s, 2), a->parent) == 0 &&
	    (a->to[0] == '\0' || strcmp(db_text(s, 4), a->to) == 0);
	same_day = strcmp(db_text(s, 3), d->day) == 0;
	db_copy(s, 5, province, sizeof(province));
	db_reset(s);
	if (!same && strcmp(a->level, "commune") == 0)
		area_lost(d, province); /* whether it is named is asked later */
	if (!same)
		return area_replace(d, a, was, same_day, err);
	d->n->unchanged++;
	return ST_OK;
}

static enum status
area_stand_level(struct area_day *d, const char *level, struct err *err)
{
	struct area_staged a = { .level = level };
	struct db_stmt *s;
	const void *key;
	enum status st;
	bool row;

	for (;;) {
		s = db_usef(d->j->c->db, &q_rows, "itti", d->j->id, level,
		    d->day, a.line);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		a.line = db_int(s, 0);
		db_copy(s, 1, a.code, sizeof(a.code));
		db_copy(s, 2, a.name.name, sizeof(a.name.name));
		key = db_blob(s, 3, &a.name.key_len);
		if (a.name.key_len > sizeof(a.name.key))
			a.name.key_len = sizeof(a.name.key);
		if (a.name.key_len > 0)
			memcpy(a.name.key, key, a.name.key_len);
		db_copy(s, 4, a.name.fold, sizeof(a.name.fold));
		db_copy(s, 5, a.parent, sizeof(a.parent));
		db_copy(s, 6, a.to, sizeof(a.to));
		db_reset(s);
		st = area_stand_one(d, &a, err);
		if (st != ST_OK)
			return st;
	}
}

static enum status
area_end_below(struct area_day *d, const char *province, struct err *err)
{
	enum status st;

	st = db_run(db_usef(d->j->c->db, &q_end_rest, "itt", d->j->id, d->day,
	    province), err);
	if (st == ST_OK)
		d->n->ended += db_changes(d->j->c->db);
	return st;
}

/* Ends what named provinces no longer have, and provinces named no more. */
static enum status
area_end_rest(struct area_day *d, struct err *err)
{
	char province[9] = "", text[160];
	struct area_staged a = { .level = "province" };
	struct db *db = d->j->c->db;
	enum status st = ST_OK;
	struct db_stmt *s;
	int64_t line;
	bool row = true;
	unsigned i;

	while (st == ST_OK && row) {
		s = db_usef(db, &q_rows, "itti", d->j->id, a.level, d->day,
		    a.line);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			break;
		a.line = db_int(s, 0);
		db_copy(s, 1, province, sizeof(province));
		db_reset(s);
		st = area_end_below(d, province, err);
	}
	for (i = 0; st == ST_OK && i < d->nlost; i++) {
		st = db_int1(db_usef(db, &q_named, "itt", d->j->id,
		    d->lost[i], d->day), &line, &row, err);
		if (st != ST_OK || row)
			continue;
		sentence_make(text, sizeof(text),
		    N_("province %s is not named any more: it ends on %s"),
		    d->lost[i], d->day);
		st = import_warn(d->j, 0, "province", text, err);
		if (st == ST_OK)
			st = area_end_below(d, d->lost[i], err);
		if (st == ST_OK)
			st = db_run(db_usef(db, &q_end_province, "tt", d->day,
			    d->lost[i]), err);
		d->n->ended++;
	}
	return st;
}

static enum status
area_stand_day(struct import_job *j, const char *day, struct import_counts *n,
    struct err *err)
{
	struct area_day d = { .j = j, .n = n };
	enum status st = ST_OK;
	int i;

	(void)str_copy_cut(d.day, sizeof(d.day), day);
	for (i = 0; st == ST_OK && i < 3; i++)
		st = area_stand_level(&d, import_area_levels[i], err);
	return st == ST_OK ? area_end_rest(&d, err) : st;
}

enum status
import_area_stand(struct import_job *j, struct import_counts *n, struct err *err)
{
	char day[11] = "";
	struct db_stmt *s;
	enum status st;
	bool row;

	for (;;) {
		s = db_usef(j->c->db, &q_next_day, "it", j->id, day);
		st = db_step(s, &row, err);
		if (st != ST_OK)
			return st;
		if (!row || db_null(s, 0)) {
			db_reset(s);
			return ST_OK;
		}
		db_copy(s, 0, day, sizeof(day));
		db_reset(s);
		st = area_stand_day(j, day, n, err);
		if (st != ST_OK)
			return st;
	}
}
