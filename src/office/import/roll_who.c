/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll_who: whom a row of the roll means: somebody on it, somebody of an
 * earlier row or somebody new, and who may be the same person in the books, in
 * this file or in one that waits.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/roll_priv.h"

/* One probe each (schema 0011): a file may hold one name a thousand times. */
DB_SQL(q_staged) = { "import_roll.staged",
	"SELECT line, person_id, name, fold, coalesce(birth_year, 0), id_number,"
	" is_new FROM roll_row {by roll_row_code}"
	" WHERE job_id = ?1 AND code = ?2"
	" ORDER BY line LIMIT 1" };
/* "+job_id": keeps SQLite off the index of the job; the other column is more
 * selective. */
DB_SQL(q_staged_paper) = { "import_roll.staged_paper",
	"SELECT line, code FROM roll_row WHERE {+}job_id = ?1 AND id_number ="
	" ?2"
	" AND id_number <> '' AND id_kind = ?3 AND person_id <> ?4 LIMIT 1" };
DB_SQL(q_staged_namesake) = { "import_roll.staged_namesake",
	"SELECT code FROM roll_row {by roll_row_namesake}"
	" WHERE job_id = ?1 AND fold = ?2"
	" AND birth_year = ?3 AND area_id = ?4 AND village_key = ?5"
	" AND person_id <> ?6 ORDER BY line LIMIT 1" };
/* In a file that waits for its approver. */
DB_SQL(q_asked) = { "import_roll.asked",
	"SELECT c.id, s.name, r.line FROM roll_row r JOIN roll_part p"
	" ON p.job_id = r.job_id AND p.owner_id = r.owner_id"
	" JOIN change c ON c.id = p.change_id AND c.state = 'waiting'"
	" JOIN staff s ON s.id = c.maker_id WHERE r.code = ?2"
	" AND {+}r.job_id <> ?1 AND r.state = 'waiting' LIMIT 1" };
DB_SQL(q_elsewhere_paper) = { "import_roll.elsewhere_paper",
	"SELECT c.id, s.name, r.name, r.code, r.line FROM roll_row r"
	" JOIN roll_part p ON p.job_id = r.job_id AND p.owner_id = r.owner_id"
	" JOIN change c ON c.id = p.change_id AND c.state = 'waiting'"
	" JOIN staff s ON s.id = c.maker_id WHERE {+}r.job_id <> ?1"
	" AND r.state = 'waiting' AND r.is_new = 1"
	" AND r.id_number = ?2 AND r.id_number <> '' LIMIT 1" };
/* From the few files that wait, not from the many rows of this one. */
DB_SQL(q_elsewhere_name) = { "import_roll.elsewhere_name",
	"SELECT c.id, s.name, r.name, r.code, r.line FROM change c"
	" {cross} JOIN roll_part p ON p.job_id = c.job_id AND p.change_id ="
	" c.id"
	" {cross} JOIN roll_row r {by roll_row_namesake}"
	" ON r.job_id = p.job_id AND r.owner_id = p.owner_id"
	" JOIN staff s ON s.id = c.maker_id WHERE coalesce(c.person_id, 0) = 0"
	" AND c.kind = 'roll' AND c.state = 'waiting' AND c.job_id <> ?1"
	" AND r.state = 'waiting' AND r.is_new = 1 AND r.fold = ?2"
	" AND r.birth_year = ?3 AND r.area_id = ?4"
	" AND r.village_key = ?5 LIMIT 1" };

static enum status
roll_code(struct roll_row *r, struct err *err)
{
	const char *code = wire_args_text(r->in, "code");

	if (code[0] == '\0' || code[strcspn(code, " \"'\\")] != '\0')
		return err_field(err, ST_INVALID, "code",
		    _("a file number without blanks is needed"));
	if (str_copy(r->p.code, sizeof(r->p.code), code) != ST_OK)
		return err_field(err, ST_LIMIT, "code",
		    _("a file number has at most %zu letters"),
		    sizeof(r->p.code) - 1);
	return ST_OK;
}

/* Two files with the same newcomer: one is enough. */
static enum status
roll_not_asked(struct roll_row *r, struct err *err)
{
	struct db_stmt *s = db_usef(r->j->c->db, &q_asked, "it", r->j->id,
	    r->p.code);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_EXISTS, "code", _("request %lld, a file of %s, "
	    "has this file number in line %lld and waits"),
	    (long long)db_int(s, 0), db_text(s, 1), (long long)db_int(s, 2));
	db_reset(s);
	return st;
}

/* Is the file number on the roll, or in an earlier row of the file? */
static enum status
roll_who(struct roll_row *r, struct err *err)
{
	struct verb_call *c = r->j->c;
	struct db_stmt *s;
	enum status st;

	if (roll_code(r, err) != ST_OK)
		return err->st;
	st = person_by_code(c->db, &c->who->scope, r->p.code, &r->was, err);
	r->known = st == ST_OK;
	if (st == ST_OK)
		return person_from_record(&r->p, &r->was, err);
	if (st != ST_NOTFOUND)
		return st;
	s = db_usef(c->db, &q_staged, "it", r->j->id, r->p.code);
	if (db_step(s, &r->again, err) != ST_OK)
		return err->st;
	if (r->again) {
		r->p.id = db_int(s, 1);
		db_copy(s, 5, r->first_paper, sizeof(r->first_paper));
		db_reset(s);
		return ST_OK;
	}
	st = roll_not_asked(r, err);
	return st != ST_OK ? st : db_next_id(c->db, "person", &r->p.id, err);
}

/* Rows of one file number must mean one person. */
static enum status
roll_agrees(struct roll_row *r, struct err *err)
{
	struct db_stmt *s;
	enum status st;
	bool row, same;

	s = db_usef(r->j->c->db, &q_staged, "it", r->j->id, r->p.code);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	same = strcmp(db_text(s, 3), r->p.fold) == 0 &&
	    (r->p.birth.year == 0 || db_int(s, 4) == r->p.birth.year) &&
	    (r->p.identity.number[0] == '\0' ||
	    strcmp(db_text(s, 5), r->p.identity.number) == 0);
	if (!same)
		st = err_field(err, ST_INVALID, "code",
		    _("line %lld gives this file number to %s"),
		    (long long)db_int(s, 0), db_text(s, 2));
	db_reset(s);
	return st;
}

static enum status
roll_paper_once(struct roll_row *r, struct err *err)
{
	struct db_stmt *s;
	enum status st = person_identity_free(r->j->c->db, &r->p, err);
	bool row;

	if (st != ST_OK || r->p.identity.number[0] == '\0')
		return st;
	s = db_usef(r->j->c->db, &q_staged_paper, "itti", r->j->id,
	    r->p.identity.number, r->p.identity.kind, r->p.id);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_EXISTS, "identity",
	    _("this number is already that of %s in line %lld"), db_text(s, 1),
	    (long long)db_int(s, 0));
	db_reset(s);
	return st;
}

/* Somebody of the same name, birth year and village, in the books or before
 * in the file? */
static enum status
roll_namesake(struct roll_row *r, struct err *err)
{
	const struct person_new *p = &r->p;
	char code[25], text[160];
	struct db_stmt *s;
	enum status st;
	bool row;

	if (p->birth.year == 0 || r->again || (r->known &&
	    strcmp(p->name, r->was.name) == 0 &&
	    p->birth.year == r->was.birth.year && p->area == r->was.area &&
	    strcmp(p->village, r->was.village) == 0))
		return ST_OK;
	st = person_namesake(r->j->c->db, p, code, err);
	if (st == ST_OK && code[0] == '\0') {
		s = db_usef(r->j->c->db, &q_staged_namesake, "itiibi", r->j->id,
		    p->fold, (int64_t)p->birth.year, p->area,
		    (const void *)p->village_key, p->village_len, p->id);
		st = db_step(s, &row, err);
		if (st == ST_OK && row) {
			db_copy(s, 0, code, sizeof(code));
			db_reset(s);
		}
	}
	if (st != ST_OK || code[0] == '\0')
		return st;
	(void)snprintf(text, sizeof(text),
	    _("same name, birth year and village as %s"), code);
	return roll_warn(r, ROLL_WARNED, "name", text, err);
}

/* Is he in a file that waits too, by his paper or by name, birth and village? */
static enum status
roll_elsewhere(struct roll_row *r, struct err *err)
{
	const struct person_new *p = &r->p;
	struct db_stmt *s;
	char text[300];
	enum status st;
	bool row;

	if (r->known || r->again)
		return ST_OK;
	s = db_usef(r->j->c->db, &q_elsewhere_paper, "it", r->j->id,
	    p->identity.number);
	st = db_step(s, &row, err);
	if (st == ST_OK && !row && p->birth.year != 0) {
		s = db_usef(r->j->c->db, &q_elsewhere_name, "itiib", r->j->id,
		    p->fold, (int64_t)p->birth.year, p->area,
		    (const void *)p->village_key, p->village_len);
		st = db_step(s, &row, err);
	}
	if (st != ST_OK || !row)
		return st;
	(void)snprintf(text, sizeof(text), _("request %lld, a file of %s, has "
	    "%s (%s) in line %lld: the same person?"),
	    (long long)db_int(s, 0), db_text(s, 1), db_text(s, 2),
	    db_text(s, 3), (long long)db_int(s, 4));
	db_reset(s);
	return roll_warn(r, ROLL_ELSEWHERE, "code", text, err);
}

/* Name, papers, places; a note in the file is added to that on the record. */
enum status
roll_person(struct roll_row *r, struct err *err)
{
	char note[PERSON_NOTE];

	if (roll_who(r, err) != ST_OK)
		return err->st;
	(void)str_copy_cut(note, sizeof(note), r->p.note);
	if (person_read(r->j->c, r->in, &r->p, err) != ST_OK)
		return err->st;
	if (r->known) {
		person_remark(note, r->p.note);
		(void)str_copy_cut(r->p.note, sizeof(r->p.note), note);
	}
	if (roll_agrees(r, err) != ST_OK || roll_paper_once(r, err) != ST_OK ||
	    roll_warn(r, ROLL_WARNED, "identity", r->p.remark, err) != ST_OK ||
	    roll_namesake(r, err) != ST_OK || roll_elsewhere(r, err) != ST_OK)
		return err->st;
	return (!r->known || strcmp(r->p.name, r->was.name) != 0) ?
	    roll_odd_name(r, "name", r->p.name, err) : ST_OK;
}
