/*
 * SPDX-License-Identifier: ISC
 *
 * file/row: rows of a file go the way that was decided.  Newcomers stand
 * as sets; where a set fails, and for everybody else, each row has a savepoint
 * of its own, and what refuses it is kept in the row.
 *
 * Undone, a newcomer leaves the roll: the record stays, as what was read and
 * decided does, but gives its file number and its paper back, so that the right
 * file can bring the same person.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/ids.h"
#include "base/say.h"
#include "office/request/file.h"
#include "office/verb/journal.h"
#include "office/roll/person_store.h"
#include "office/balance/opening.h"
#include "office/file/file_priv.h"

#define ROW_FIELDS 16384

/* ?1 job, ?2 owner, ?3, ?4 lines, ?5 the request, ?6 moment or day. */
#define ROWS                                                                   \
	" FROM roll_row WHERE job_id = ?1 AND owner_id = ?2"                   \
	" AND line BETWEEN ?3 AND ?4 AND is_new = 1 AND state = 'waiting'"
/* A second row of a person adds an entitlement, the first one the person. */
DB_SQL(q_people) = { "roll_row.people",
	"INSERT INTO person (id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day, ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note,"
	" created_at, changed_at, change_id)"
	" SELECT person_id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day, ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note, ?6,"
	" ?6, ?5" ROWS " ORDER BY line ON CONFLICT (id) DO NOTHING" };
DB_SQL(q_papers) = { "roll_row.papers",
	"INSERT INTO identity (person_id, kind, number, reversed, active)"
	" SELECT person_id, id_kind, id_number, id_reversed, 1" ROWS
	" AND id_number <> '' AND ?5 <> 0 AND ?6 <> ''"
	" ON CONFLICT (person_id, kind, number) DO NOTHING" };
DB_SQL(q_rights) = { "roll_row.rights",
	"INSERT INTO entitlement (id, person_id, category, hundredths, manual,"
	" from_month, to_month, decision, decided_on, changed_at, change_id)"
	" SELECT entitlement_id, person_id, category, hundredths, manual,"
	" from_month, to_month, decision, decided_on, ?6, ?5" ROWS
	" AND entitlement_id > 0" };
DB_SQL(q_collectors) = { "roll_row.collectors",
	"INSERT INTO collector (id, person_id, kind, name, identity, relation,"
	" valid_from, change_id) SELECT collector_id, person_id, collector_kind,"
	" collector_name, collector_identity, relation, ?6, ?5" ROWS
	" AND collector_id > 0" };
DB_SQL(q_stands) = { "roll_row.stands",
	"UPDATE roll_row SET state = 'stands', why = '' WHERE job_id = ?1"
	" AND owner_id = ?2 AND line BETWEEN ?3 AND ?4 AND state = 'waiting'" };
DB_SQL(q_reject) = { "roll_row.reject",
	"UPDATE roll_row SET state = 'rejected', why = ?4 WHERE job_id = ?1"
	" AND owner_id = ?2 AND line = ?3" };
DB_SQL(q_why) = { "roll_row.why",
	"UPDATE roll_row SET why = ?4 WHERE job_id = ?1 AND owner_id = ?2"
	" AND line = ?3" };
/* Places that have gone since the file was read: the first row's. */
DB_SQL(q_gone) = { "roll_row.gone",
	"SELECT a.name, a.valid_to IS NOT NULL AND a.valid_to <= ?5, t.code"
	" FROM roll_row r JOIN area a ON a.id = r.area_id"
	" JOIN point t ON t.id = r.point_id WHERE r.job_id = ?1"
	" AND r.owner_id = ?2 AND r.line BETWEEN ?3 AND ?4"
	" AND ((a.valid_to IS NOT NULL AND a.valid_to <= ?5) OR t.active = 0)"
	" LIMIT 1" };
/* Somebody who was entered meanwhile. */
DB_SQL(q_taken) = { "roll_row.taken",
	"SELECT p.name, r.code FROM roll_row r JOIN person p ON p.code = r.code"
	" AND p.id <> r.person_id WHERE r.job_id = ?1 AND r.owner_id = ?2"
	" AND r.line = ?3" };
DB_SQL(q_paper) = { "roll_row.paper",
	"SELECT p.code, p.name FROM roll_row r JOIN identity i"
	" ON i.kind = r.id_kind AND i.number = r.id_number AND i.active = 1"
	" AND i.person_id <> r.person_id JOIN person p ON p.id = i.person_id"
	" WHERE r.job_id = ?1 AND r.owner_id = ?2 AND r.line = ?3"
	" AND r.id_number <> ''" };
DB_SQL(q_asks) = { "roll_row.asks",
	"SELECT no, kind, person_id, month, fields, was, coalesce(change_id, 0)"
	" FROM roll_ask WHERE job_id = ?1 AND owner_id = ?2 AND line = ?3"
	" AND no > ?4 ORDER BY no LIMIT 1" };
DB_SQL(q_asks_back) = { "roll_row.asks_back",
	"SELECT no, kind, person_id, month, fields, was, coalesce(change_id, 0)"
	" FROM roll_ask WHERE job_id = ?1 AND owner_id = ?2 AND line = ?3"
	" AND no < ?4 ORDER BY no DESC LIMIT 1" };
DB_SQL(q_asked) = { "roll_row.asked",
	"UPDATE roll_ask SET change_id = ?5 WHERE job_id = ?1 AND owner_id = ?2"
	" AND line = ?3 AND no = ?4" };
/* ---- undone */
DB_SQL(q_undone) = { "roll_row.undone",
	"UPDATE roll_row SET state = 'undone', why = '' WHERE job_id = ?1"
	" AND owner_id = ?2 AND line = ?3" };
DB_SQL(q_void) = { "roll_row.void",
	"UPDATE entitlement SET state = 'void', changed_at = ?4 WHERE id ="
	" (SELECT entitlement_id FROM roll_row WHERE job_id = ?1"
	"  AND owner_id = ?2 AND line = ?3)" };
DB_SQL(q_collector_off) = { "roll_row.collector_off",
	"UPDATE collector SET active = 0 WHERE id = (SELECT collector_id"
	" FROM roll_row WHERE job_id = ?1 AND owner_id = ?2 AND line = ?3)" };
/* The last of his rows that stands takes the person along. */
DB_SQL(q_last) = { "roll_row.last",
	"SELECT r.person_id FROM roll_row r WHERE r.job_id = ?1"
	" AND r.owner_id = ?2 AND r.line = ?3 AND NOT EXISTS (SELECT 1"
	"  FROM roll_row o WHERE o.code = r.code AND {+}o.job_id = ?1"
	"  AND o.state = 'stands' AND o.line <> ?3)" };
DB_SQL(q_person_off) = { "roll_row.person_off",
	"UPDATE person SET state = 'moved', state_on = ?2, changed_at = ?3,"
	" code = substr(code, 1, 23 - length(?4)) || '#' || ?4 WHERE id = ?1" };
DB_SQL(q_paper_off) = { "roll_row.paper_off",
	"UPDATE identity SET active = 0 WHERE person_id = ?1" };
DB_SQL(q_rests) = { "roll_row.rests",
	"SELECT coalesce((SELECT k.period_id FROM line k WHERE k.person_id ="
	"  r.person_id LIMIT 1), 0), coalesce((SELECT c.id FROM change c"
	"  WHERE c.person_id = r.person_id AND c.state IN ('waiting', 'approved')"
	"  LIMIT 1), 0), r.name FROM roll_row r WHERE r.job_id = ?1"
	" AND r.owner_id = ?2 AND r.line = ?3" };

DB_SQL(q_newcomers) = { "roll_row.newcomers",
	"SELECT DISTINCT person_id FROM roll_row WHERE job_id = ?1"
	" AND owner_id = ?2 AND line BETWEEN ?3 AND ?4 AND is_new = 1"
	" AND state = 'stands'" };

/* What refuses a row is its own affair; a broken disk is everybody's. */
static bool
row_refused(enum status st)
{
	return st != ST_OK && st != ST_IO && st != ST_CORRUPT;
}

/* ---- newcomers ------------------------------------------------------------------ */

static enum status
rows_gone(struct roll_work *w, int64_t lo, int64_t hi, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_gone, "iiiit", w->f.job,
	    w->f.owner, lo, hi, w->c->today);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = db_int(s, 1) != 0 ? err_field(err, ST_INVALID, "commune",
	    _("%s has ended meanwhile"), db_text(s, 0)) :
	    err_field(err, ST_INVALID, "point",
	    _("the point %s is no longer used"), db_text(s, 2));
	db_reset(s);
	return st;
}

/* Months passed: what the system before paid, or what nobody has asked for. */
static enum status
rows_open(struct roll_work *w, int64_t lo, int64_t hi, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_newcomers, "iiii", w->f.job,
	    w->f.owner, lo, hi);
	struct ids people = { .n = 0 };
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		ids_add(&people, db_int(s, 0));
	if (st == ST_OK)
		st = balance_newcomers(w->c, &people, w->f.change, err);
	ids_done(&people);
	return st;
}

static enum status
rows_set(struct roll_work *w, int64_t lo, int64_t hi, struct err *err)
{
	const struct {
		const struct db_sql *q;
		const char *when;
	} steps[] = {
		{ &q_people, w->c->now }, { &q_papers, w->c->now },
		{ &q_rights, w->c->now }, { &q_collectors, w->c->today },
	};
	enum status st = rows_gone(w, lo, hi, err);
	size_t i;

	for (i = 0; st == ST_OK && i < sizeof(steps) / sizeof(steps[0]); i++)
		st = db_run(db_usef(w->c->db, steps[i].q, "iiiiit", w->f.job,
		    w->f.owner, lo, hi, w->f.change, steps[i].when), err);
	if (st == ST_OK)
		st = db_run(db_usef(w->c->db, &q_stands, "iiii", w->f.job,
		    w->f.owner, lo, hi), err);
	if (st == ST_OK)
		w->stood += db_changes(w->c->db);
	return st == ST_OK ? rows_open(w, lo, hi, err) : st;
}

/* In a savepoint: all of it or nothing. */
static enum status
rows_try(struct roll_work *w, int64_t lo, int64_t hi, struct err *err)
{
	int64_t stood = w->stood;
	enum status st;

	if (db_savepoint(w->c->db, err) != ST_OK)
		return err->st;
	st = rows_set(w, lo, hi, err);
	if (st == ST_OK)
		return db_release(w->c->db, err);
	db_rollback_to(w->c->db);
	w->stood = stood;
	return db_in_tx(w->c->db) ? st : ST_IO;
}

/* Says by name what a unique key only refuses. */
static enum status
row_taken(struct roll_work *w, int64_t line, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_taken, "iii", w->f.job,
	    w->f.owner, line);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (row) {
		st = err_field(err, ST_EXISTS, "code", _("%s was given to %s "
		    "meanwhile"), db_text(s, 1), db_text(s, 0));
		db_reset(s);
		return st;
	}
	s = db_usef(w->c->db, &q_paper, "iii", w->f.job, w->f.owner, line);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_EXISTS, "identity", _("%s, %s, has this paper "
	    "meanwhile"), db_text(s, 0), db_text(s, 1));
	db_reset(s);
	return st;
}

/* It waits on, with the reason. */
static enum status
row_failed(struct roll_work *w, int64_t line, const struct err *why,
    struct err *err)
{
	char text[512];

	(void)snprintf(text, sizeof(text), "%.60s%s%.400s", why->field,
	    why->field[0] != '\0' ? ": " : "", why->msg);
	w->failed++;
	return db_run(db_usef(w->c->db, &q_why, "iiit", w->f.job, w->f.owner,
	    line, text), err);
}

static enum status
row_alone(struct roll_work *w, int64_t line, struct err *err)
{
	struct err why = ERR_INIT;
	enum status st = row_taken(w, line, &why);

	if (st == ST_OK)
		st = roll_row_place(w, line, &why);
	if (st == ST_OK)
		st = rows_try(w, line, line, &why);
	if (row_refused(st))
		return row_failed(w, line, &why, err);
	if (st != ST_OK)
		*err = why;
	return st;
}

DB_SQL(q_lines) = { "roll_row.lines",
	"SELECT line" ROWS " ORDER BY line LIMIT 1" };

enum status
roll_rows_stand(struct roll_work *w, int64_t lo, int64_t hi, struct err *err)
{
	struct err why = ERR_INIT;
	enum status st = ST_OK;
	int64_t line;
	bool found = true;

	if (lo < hi)
		st = rows_try(w, lo, hi, &why);
	if (lo < hi && st == ST_OK)
		return ST_OK;
	if (st != ST_OK && !row_refused(st)) {
		*err = why;
		return st;
	}
	for (st = ST_OK; st == ST_OK && lo <= hi; lo = line + 1) {
		st = db_int1(db_usef(w->c->db, &q_lines, "iiii", w->f.job,
		    w->f.owner, lo, hi), &line, &found, err);
		if (st != ST_OK || !found)
			break;
		st = row_alone(w, line, err);
	}
	return st;
}

/* ---- people on the roll ------------------------------------------------------------ */

struct row_ask {
	int64_t no, person, change;
	char kind[25], month[8], fields[ROW_FIELDS], was[ROW_FIELDS];
};

static enum status
ask_next(struct roll_work *w, int64_t line, const struct db_sql *q,
    struct row_ask *a, bool *row, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, q, "iiii", w->f.job, w->f.owner,
	    line, a->no);
	enum status st = db_step(s, row, err);

	if (st != ST_OK || !*row)
		return st;
	a->no = db_int(s, 0);
	db_copy(s, 1, a->kind, sizeof(a->kind));
	a->person = db_int(s, 2);
	db_copy(s, 3, a->month, sizeof(a->month));
	db_copy(s, 4, a->fields, sizeof(a->fields));
	db_copy(s, 5, a->was, sizeof(a->was));
	a->change = db_int(s, 6);
	db_reset(s);
	return ST_OK;
}

/* What decides nothing: `fields` onto the record. */
static enum status
ask_record(struct roll_work *w, const struct row_ask *a, const char *fields,
    struct err *err)
{
	struct person_new p;
	struct person who;
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	journal_decode(fields, &args);
	st = person_get(w->c->db, &w->c->who->scope, a->person, &who, err);
	if (st == ST_OK)
		st = person_from_record(&p, &who, err);
	if (st == ST_OK)
		st = person_read(w->c, &args, &p, err);
	if (st == ST_OK)
		st = person_store(w->c, &p, err);
	wire_args_done(&args);
	return st;
}

static enum status
ask_stand(struct roll_work *w, int64_t line, const struct row_ask *a,
    struct err *err)
{
	const struct change_file f = { .job = w->f.job, .maker = w->maker,
		.decider = w->decider, .kind = a->kind, .person = a->person,
		.month = a->month, .fields = a->fields, .was = a->was };
	int64_t id = 0;
	enum status st;

	if (strcmp(a->kind, "record") == 0)
		return ask_record(w, a, a->fields, err);
	st = change_of_file(w->c, &f, &id, err);
	return st == ST_OK ? db_run(db_usef(w->c->db, &q_asked, "iiiii",
	    w->f.job, w->f.owner, line, a->no, id), err) : st;
}

static enum status
ask_undo(struct roll_work *w, const struct row_ask *a, struct err *err)
{
	const struct change_file f = { .job = w->f.job,
		.maker = w->undo_maker, .decider = w->decider, .kind = "undo",
		.person = a->person, .month = "", .undoes = a->change,
		.fields = "", .was = "" };
	int64_t id = 0;

	if (strcmp(a->kind, "record") == 0)
		return ask_record(w, a, a->was, err);
	return change_of_file(w->c, &f, &id, err);
}

/* All that a row asks for, or its undo, or nothing of it. */
static enum status
row_asks(struct roll_work *w, int64_t line, bool undo, struct err *err)
{
	struct row_ask *a = mem_zalloc(sizeof(*a));
	enum status st = ST_OK;
	bool row = true;

	a->no = undo ? INT64_MAX : 0;
	while (st == ST_OK) {
		st = ask_next(w, line, undo ? &q_asks_back : &q_asks, a, &row,
		    err);
		if (st != ST_OK || !row)
			break;
		if (!undo)
			st = roll_ask_place(w, a->fields, sizeof(a->fields),
			    err);
		if (!undo && st == ST_OK)
			st = roll_was_place(w, a->was, sizeof(a->was), err);
		if (st == ST_OK)
			st = undo ? ask_undo(w, a, err) :
			    ask_stand(w, line, a, err);
	}
	free(a);
	return st;
}

enum status
roll_row_asks(struct roll_work *w, int64_t line, struct err *err)
{
	struct err why = ERR_INIT;
	enum status st;

	if (db_savepoint(w->c->db, err) != ST_OK)
		return err->st;
	st = row_asks(w, line, false, &why);
	if (st == ST_OK)
		st = db_run(db_usef(w->c->db, &q_stands, "iiii", w->f.job,
		    w->f.owner, line, line), &why);
	if (st == ST_OK) {
		w->stood++;
		return db_release(w->c->db, err);
	}
	db_rollback_to(w->c->db);
	if (db_in_tx(w->c->db) && row_refused(st))
		return row_failed(w, line, &why, err);
	*err = why;
	return st;
}

enum status
roll_row_reject(struct roll_work *w, int64_t line, struct err *err)
{
	w->rejected++;
	return db_run(db_usef(w->c->db, &q_reject, "iiit", w->f.job,
	    w->f.owner, line, w->reason), err);
}

/* ---- undone --------------------------------------------------------------------------- */

/* On a list, or asked about since. */
static enum status
newcomer_rests(struct roll_work *w, int64_t line, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_rests, "iii", w->f.job,
	    w->f.owner, line);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	if (db_int(s, 0) != 0)
		st = err_field(err, ST_INVALID, "code",
		    _("%s stands on a payment list"), db_text(s, 2));
	else if (db_int(s, 1) != 0)
		st = err_field(err, ST_INVALID, "code",
		    _("request %lld is about %s: undo it first"),
		    (long long)db_int(s, 1), db_text(s, 2));
	db_reset(s);
	return st;
}

static enum status
newcomer_off(struct roll_work *w, int64_t line, struct err *err)
{
	struct db *db = w->c->db;
	int64_t person = 0;
	bool last = false;
	char number[24];
	enum status st = newcomer_rests(w, line, err);

	(void)snprintf(number, sizeof(number), "%" PRId64, w->f.change);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_void, "iiit", w->f.job, w->f.owner,
		    line, w->c->now), err);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_collector_off, "iii", w->f.job,
		    w->f.owner, line), err);
	if (st == ST_OK)
		st = db_int1(db_usef(db, &q_last, "iii", w->f.job, w->f.owner,
		    line), &person, &last, err);
	if (st == ST_OK && last)
		st = db_run(db_usef(db, &q_person_off, "ittt", person,
		    w->c->today, w->c->now, number), err);
	if (st == ST_OK && last)
		st = db_run(db_usef(db, &q_paper_off, "i", person), err);
	return st;
}

enum status
roll_row_undo(struct roll_work *w, int64_t line, bool added, struct err *err)
{
	struct err why = ERR_INIT;
	enum status st;

	if (db_savepoint(w->c->db, err) != ST_OK)
		return err->st;
	st = added ? newcomer_off(w, line, &why) : row_asks(w, line, true, &why);
	if (st == ST_OK)
		st = db_run(db_usef(w->c->db, &q_undone, "iii", w->f.job,
		    w->f.owner, line), &why);
	if (st == ST_OK) {
		w->undone++;
		return db_release(w->c->db, err);
	}
	db_rollback_to(w->c->db);
	if (db_in_tx(w->c->db) && row_refused(st))
		return row_failed(w, line, &why, err);
	*err = why;
	return st;
}
