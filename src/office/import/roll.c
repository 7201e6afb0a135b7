/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll: checks one row of the roll and stages it as it will be stored:
 * a person, their paper, one entitlement, one collector.  Several rows of one
 * file number are one person with several entitlements; they wait as a request
 * of their list owner (file/file.h).  Of a person on the roll only what differs
 * is asked for (roll_known.c); an empty cell says nothing.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/file/look.h"
#include "office/roll/collect_self_store.h"
#include "office/roll/collector.h"
#include "office/import/roll_priv.h"
#include "office/place/stored.h"

static const struct import_column roll_columns[] = {
	{ "code", true, N_("file number of the person") },
	{ "name", true, N_("full name") },
	{ "other_name", false, N_("other name") },
	{ "sex", false, N_("M or F") },
	{ "birth", false, N_("21/11/1940, 11/1940 or 1940") },
	{ "identity", false, N_("9 or 12 digits; others as passport:B1234567") },
	{ "ethnic", false, N_("ethnic group") },
	{ "commune", true, N_("code of the commune") },
	{ "village", false, N_("village") },
	{ "point", false, N_("code of the payout point") },
	{ "delivery", false, N_("point or home") },
	{ "phone", false, N_("telephone") },
	{ "category", false, N_("decree and clause: 136.5.5b") },
	{ "coefficient", false, N_("where it is not the category's: 1,5") },
	{ "amount", false, N_("whole đồng, where it is not standard x coefficient") },
	{ "from", false, N_("first month: 11/2019 or 2019-11") },
	{ "to", false, N_("last month") },
	{ "decision", false, N_("number of the decision") },
	{ "decision_date", false, N_("its day") },
	{ "note", false, N_("remarks") },
	{ "collector_name", false, N_("who collects for the person") },
	{ "collector_identity", false, N_("number of their paper") },
	{ "relation", false, N_("their relation to the person") },
	{ NULL, false, NULL }
};

/* One probe each (schema 0011): a file may hold one name a thousand times. */
static const struct db_sql q_staged = { "import_roll.staged",
	"SELECT line, person_id, name, fold, coalesce(birth_year, 0), id_number,"
	" is_new FROM roll_row INDEXED BY roll_row_code"
	" WHERE job_id = ?1 AND code = ?2"
	" ORDER BY line LIMIT 1" };
/* "+job_id": the index that counts is the other column's, never the job's. */
static const struct db_sql q_staged_right = { "import_roll.staged_right",
	"SELECT line FROM roll_row WHERE +job_id = ?1 AND code = ?2"
	" AND category = ?3 AND from_month = ?4 LIMIT 1" };
static const struct db_sql q_staged_paper = { "import_roll.staged_paper",
	"SELECT line, code FROM roll_row WHERE +job_id = ?1 AND id_number = ?2"
	" AND id_number <> '' AND id_kind = ?3 AND person_id <> ?4 LIMIT 1" };
static const struct db_sql q_staged_namesake = { "import_roll.staged_namesake",
	"SELECT code FROM roll_row INDEXED BY roll_row_namesake"
	" WHERE job_id = ?1 AND fold = ?2"
	" AND birth_year = ?3 AND area_id = ?4 AND village_key = ?5"
	" AND person_id <> ?6 ORDER BY line LIMIT 1" };
/* In a file that waits for its approver. */
static const struct db_sql q_asked = { "import_roll.asked",
	"SELECT c.id, s.name, r.line FROM roll_row r JOIN roll_part p"
	" ON p.job_id = r.job_id AND p.owner_id = r.owner_id"
	" JOIN change c ON c.id = p.change_id AND c.state = 'waiting'"
	" JOIN staff s ON s.id = c.maker_id WHERE r.code = ?2"
	" AND +r.job_id <> ?1 AND r.state = 'waiting' LIMIT 1" };
static const struct db_sql q_elsewhere_paper = { "import_roll.elsewhere_paper",
	"SELECT c.id, s.name, r.name, r.code, r.line FROM roll_row r"
	" JOIN roll_part p ON p.job_id = r.job_id AND p.owner_id = r.owner_id"
	" JOIN change c ON c.id = p.change_id AND c.state = 'waiting'"
	" JOIN staff s ON s.id = c.maker_id WHERE +r.job_id <> ?1"
	" AND r.state = 'waiting' AND r.is_new = 1"
	" AND r.id_number = ?2 AND r.id_number <> '' LIMIT 1" };
/* From the few files that wait, not from the many rows of this one. */
static const struct db_sql q_elsewhere_name = { "import_roll.elsewhere_name",
	"SELECT c.id, s.name, r.name, r.code, r.line FROM change c"
	" CROSS JOIN roll_part p ON p.job_id = c.job_id AND p.change_id = c.id"
	" CROSS JOIN roll_row r INDEXED BY roll_row_namesake"
	" ON r.job_id = p.job_id AND r.owner_id = p.owner_id"
	" JOIN staff s ON s.id = c.maker_id WHERE coalesce(c.person_id, 0) = 0"
	" AND c.kind = 'roll' AND c.state = 'waiting' AND c.job_id <> ?1"
	" AND r.state = 'waiting' AND r.is_new = 1 AND r.fold = ?2"
	" AND r.birth_year = ?3 AND r.area_id = ?4"
	" AND r.village_key = ?5 LIMIT 1" };
static const struct db_sql q_owner = { "import_roll.owner",
	"SELECT CASE WHEN p.level = 'district' THEN p.id ELSE a.id END"
	" FROM area a LEFT JOIN area p ON p.id = a.parent_id WHERE a.id = ?1" };
static const struct db_sql q_newest = { "import_roll.newest",
	"SELECT max(code) FROM period" };
static const struct db_sql q_staged_collector = { "import_roll.staged_collector",
	"SELECT 1 FROM roll_row WHERE +job_id = ?1 AND code = ?2"
	" AND collector_name = ?3 LIMIT 1" };

static const struct db_sql q_stage = { "import_roll.stage",
	"INSERT INTO roll_row (job_id, owner_id, line, look, before, after,"
	" is_new, person_id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day, ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note,"
	" id_kind, id_number, id_reversed, entitlement_id, category, hundredths,"
	" manual, from_month, to_month, decision, decided_on, collector_id,"
	" collector_kind, collector_name, collector_identity, relation, rank,"
	" weight)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
	" ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28,"
	" ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42,"
	" ?43, ?44, ?45, ?46)" };
static const struct db_sql q_unask = { "import_roll.unask",
	"DELETE FROM roll_ask WHERE job_id = ?1 AND owner_id = ?2"
	" AND line = ?3" };
static const struct db_sql q_count = { "import_roll.count",
	"INSERT INTO roll_part (job_id, owner_id, rows, added, people, changed,"
	" looks, before, after, past)"
	" VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
	" ON CONFLICT (job_id, owner_id) DO UPDATE SET rows = rows + 1,"
	" added = added + excluded.added, people = people + excluded.people,"
	" changed = changed + excluded.changed, looks = looks + excluded.looks,"
	" before = before + excluded.before, after = after + excluded.after,"
	" past = past + excluded.past" };

enum status
roll_warn(struct roll_row *r, enum roll_look look, const char *field,
    const char *text, struct err *err)
{
	if (text[0] == '\0')
		return ST_OK;
	person_remark(r->p.note, text);
	r->look |= look;
	return import_warn(r->j, r->line, field, text, err);
}

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
	enum status st = roll_code(r, err);

	if (st != ST_OK)
		return st;
	st = person_by_code(c->db, &c->who->scope, r->p.code, &r->was, err);
	r->known = st == ST_OK;
	if (st == ST_OK)
		return person_from_record(&r->p, &r->was, err);
	if (st != ST_NOTFOUND)
		return st;
	s = db_usef(c->db, &q_staged, "it", r->j->id, r->p.code);
	st = db_step(s, &r->again, err);
	if (st != ST_OK)
		return st;
	if (r->again) {
		r->p.id = db_int(s, 1);
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

/* Names that only look like one, his or that of who collects. */
static enum status
roll_odd_name(struct roll_row *r, const char *field, const char *name,
    struct err *err)
{
	if (name[0] == '\0' || nfc_is_latin(name))
		return ST_OK;
	return roll_warn(r, ROLL_ODD_NAME, field, _("the name has figures, "
	    "signs or letters of another script"), err);
}

/* Name, papers, places; a note in the file is added to that on the record. */
static enum status
roll_person(struct roll_row *r, struct err *err)
{
	char note[PERSON_NOTE];
	enum status st = roll_who(r, err);

	if (st != ST_OK)
		return st;
	(void)str_copy_cut(note, sizeof(note), r->p.note);
	st = person_read(r->j->c, r->in, &r->p, err);
	if (st != ST_OK)
		return st;
	if (r->known) {
		person_remark(note, r->p.note);
		(void)str_copy_cut(r->p.note, sizeof(r->p.note), note);
	}
	st = roll_agrees(r, err);
	if (st == ST_OK)
		st = roll_paper_once(r, err);
	if (st == ST_OK)
		st = roll_warn(r, ROLL_WARNED, "identity", r->p.remark, err);
	if (st == ST_OK)
		st = roll_namesake(r, err);
	if (st == ST_OK)
		st = roll_elsewhere(r, err);
	if (st == ST_OK && (!r->known || strcmp(r->p.name, r->was.name) != 0))
		st = roll_odd_name(r, "name", r->p.name, err);
	return st;
}

enum status
roll_read_right(struct roll_row *r, struct err *err)
{
	char newest[8] = "", far[8] = "";
	struct db_stmt *s;
	enum status st;
	bool row;

	if (wire_args_get(r->in, "category") == NULL)
		return ST_OK;
	st = entitlement_read(r->j->c, r->in, r->j->province, &r->e, err);
	/* An exception of its own kind, ROLL_MANUAL. */
	if (st == ST_OK && r->e.remark[0] != '\0')
		st = import_warn(r->j, r->line, "amount", r->e.remark, err);
	if (st != ST_OK)
		return st;
	s = db_use(r->j->c->db, &q_newest);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, newest, sizeof(newest));
	db_reset(s);
	/* Before the first period everything began long ago. */
	if (newest[0] != '\0' && month_add(newest, -ROLL_FAR_BACK, far) == ST_OK &&
	    strcmp(r->e.from, far) < 0) {
		r->far = true;
		r->past = roll_past(&r->e, newest);
	}
	return ST_OK;
}

unsigned
roll_looks(const struct roll_row *r)
{
	return (r->e.manual > 0 ? ROLL_MANUAL : 0u) |
	    (r->e.hundredths > 0 ? ROLL_COEFFICIENT : 0u) |
	    (r->far ? ROLL_BACKDATED : 0u);
}

/* The allowance of a newcomer. */
static enum status
roll_right(struct roll_row *r, struct err *err)
{
	struct import_job *j = r->j;
	enum status st = roll_read_right(r, err);
	int64_t line;
	bool twice;

	if (st != ST_OK || r->e.category[0] == '\0')
		return st;
	st = db_int1(db_usef(j->c->db, &q_staged_right, "ittt", j->id,
	    r->p.code, r->e.category, r->e.from), &line, &twice, err);
	if (st == ST_OK && twice)
		return err_field(err, ST_INVALID, "category",
		    _("line %lld has this person and category already"),
		    (long long)line);
	if (st == ST_OK)
		st = roll_unlikely(r, err);
	r->after = r->e.amount;
	r->look |= roll_looks(r);
	return st == ST_OK ? db_next_id(j->c->db, "entitlement", &r->right,
	    err) : st;
}

/* The paper of a newcomer, from whichever of his rows, is not that of somebody
 * who collects for him; of who is on the roll the request says so. */
static enum status
roll_paper_of_other(struct roll_row *r, struct err *err)
{
	const char *paper = r->collector_paper.number;
	struct db_stmt *s;
	enum status st;
	bool row, own;

	own = strcmp(paper, r->p.identity.number) == 0;
	if (paper[0] == '\0' || r->known)
		return ST_OK;
	if (!own && r->again) {
		s = db_usef(r->j->c->db, &q_staged, "it", r->j->id, r->p.code);
		st = db_step(s, &row, err);
		if (st != ST_OK)
			return st;
		own = row && strcmp(paper, db_text(s, 5)) == 0;
		if (row)
			db_reset(s);
	}
	return !own ? ST_OK : err_field(err, ST_INVALID, "collector_identity",
	    _("%s is the paper of %s: somebody who collects has another"),
	    paper, r->p.name);
}

/* A guardian for a child, a carer for others; letters are not imported. */
enum status
roll_read_collector(struct roll_row *r, struct err *err)
{
	const char *typed = wire_args_text(r->in, "collector_name");
	struct verb_call *c = r->j->c;
	enum status st;
	bool young = false;

	if (typed[0] == '\0')
		return ST_OK;
	st = nfc_name(r->collector_name, sizeof(r->collector_name), typed, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_name", "%s", err->msg);
	st = identity_parse(wire_args_text(r->in, "collector_identity"), "",
	    &r->collector_paper, err);
	if (st == ST_OK)
		st = identity_check(&r->collector_paper, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_identity", "%s", err->msg);
	st = collector_other_name(r->p.name, r->collector_name, err);
	if (st == ST_OK)
		st = roll_odd_name(r, "collector_name", r->collector_name, err);
	if (st != ST_OK)
		return st;
	st = roll_paper_of_other(r, err);
	if (st == ST_OK)
		st = place_text(r->relation, sizeof(r->relation),
	    wire_args_text(r->in, "relation"), "relation", err);
	if (st == ST_OK)
		st = collector_no_staff(c, r->p.point, r->collector_name,
		    r->collector_paper.number, err);
	if (st == ST_DENIED)
		return err_field(err, st, "collector_name", "%s", err->msg);
	if (st == ST_OK)
		st = collect_young(c->db, r->p.birth, c->today, &young, err);
	r->collector_kind = young ? "guardian" : "carer";
	return st;
}

static enum status
roll_collector(struct roll_row *r, struct err *err)
{
	enum status st = roll_read_collector(r, err);
	bool known = true;
	int64_t id;

	if (st == ST_OK && r->collector_name[0] != '\0')
		st = db_int1(db_usef(r->j->c->db, &q_staged_collector, "itt",
		    r->j->id, r->p.code, r->collector_name), &id, &known, err);
	if (st != ST_OK || known)
		return st;
	r->look |= ROLL_COLLECTOR;
	return db_next_id(r->j->c->db, "collector", &r->collector, err);
}

/* Binds ?1..?46 of q_stage. */
enum status
roll_insert(struct roll_row *r, struct err *err)
{
	const struct person_new *p = &r->p;
	const struct entitlement_new *e = &r->e;

	return db_run(db_usef(r->j->c->db, &q_stage, "iiiiiiii" "ttttbtttt"
	    "oootitbi" "tttttt" "itoo" "tttt" "itttt" "ii",
	    r->j->id, r->owner, r->line, (int64_t)r->look, r->before, r->after,
	    (int64_t)!r->known, p->id, p->code,
	    p->name, p->other_name, p->given, (const void *)p->name_key,
	    p->name_len, p->fold, p->given_fold, p->initials, p->sex,
	    (int64_t)p->birth.year, (int64_t)p->birth.month,
	    (int64_t)p->birth.day,
	    p->ethnic, p->area, p->village, (const void *)p->village_key,
	    p->village_len, p->point,
	    p->delivery, p->phone, p->note, p->identity.kind,
	    p->identity.number, p->identity.reversed,
	    r->right, e->category, e->hundredths, e->manual,
	    e->from, e->to[0] != '\0' ? e->to : NULL, e->decision,
	    e->decided_on,
	    r->collector, r->collector_kind, r->collector_name,
	    r->collector_paper.number, r->relation, roll_rank(r->look),
	    roll_weight(r->look, &r->e, r->past)), err);
}

/* A newcomer's of the commune; of somebody on the roll, where he is now. */
static enum status
roll_owner(struct roll_row *r, struct err *err)
{
	bool found;

	return db_int1(db_usef(r->j->c->db, &q_owner, "i",
	    r->known ? r->was.area : r->p.area), &r->owner, &found, err);
}

static enum status
roll_new(struct roll_row *r, struct err *err)
{
	enum status st = roll_right(r, err);

	if (st == ST_OK)
		st = roll_collector(r, err);
	return st == ST_OK ? roll_insert(r, err) : st;
}

static enum status
roll_stage(struct import_job *j, const struct wire_args *in, int64_t line,
    struct err *err)
{
	struct roll_row r;
	enum status st;
	bool stays; /* it asks for something */

	memset(&r, 0, sizeof(r));
	r.j = j;
	r.in = in;
	r.line = line;
	r.collector_kind = "";
	st = roll_person(&r, err);
	if (st == ST_OK)
		st = roll_owner(&r, err);
	if (st == ST_OK)
		st = roll_point_near(&r, err);
	if (st == ST_OK)
		st = r.known ? roll_known(&r, err) : roll_new(&r, err);
	/* A row that is refused leaves nothing of itself. */
	if (st != ST_OK && r.asks > 0)
		if (db_run(db_usef(j->c->db, &q_unask, "iii", j->id, r.owner,
		    line), NULL) != ST_OK)
			return ST_IO;
	if (st != ST_OK)
		return st;
	stays = !r.known || r.asks > 0;
	st = roll_looks_count(j->c, j->id, r.owner, stays ? r.look : 0, err);
	if (st != ST_OK)
		return st;
	return db_run(db_usef(j->c->db, &q_count, "iiiiiiiii", j->id, r.owner,
	    (int64_t)!r.known, (int64_t)(!r.known && !r.again),
	    (int64_t)(r.asks > 0), (int64_t)(r.look != 0 && stays), r.before,
	    r.after, (r.look & ROLL_BACKDATED) != 0 && stays ? r.past : 0),
	    err);
}

static const struct db_sql q_clear = { "import_roll.clear",
	"DELETE FROM roll_row WHERE job_id = ?1 AND (owner_id, line) IN"
	" (SELECT owner_id, line FROM roll_row WHERE job_id = ?1 LIMIT ?2)" };

static enum status
roll_finish(struct import_job *j, struct import_counts *n, struct err *err)
{
	const struct roll_sent of = { j->id, j->file, j->digest };
	struct roll_sums sums = { 0, 0, 0, 0 };
	enum status st = roll_file_ask(j->c, &of, &sums, err);

	n->added += sums.added;
	n->changed += sums.changed;
	n->unchanged += sums.unchanged;
	n->total += sums.total;
	return st;
}

const struct import_kind import_kind_roll = {
	.name = "roll",
	.columns = roll_columns,
	.roles = ROLE_PREPARER | ROLE_PROVINCE | ROLE_ADMIN,
	.stage = roll_stage,
	.finish = roll_finish,
	.clear = &q_clear,
};
