/*
 * SPDX-License-Identifier: ISC
 *
 * import_roll: checks one row of the roll and stages it as it will be stored:
 * a person, their paper, one entitlement, one collector.  Several rows of one
 * file number are one person with several entitlements.  A person who is on
 * the roll is changed where the row says something else; an empty cell says
 * nothing.  Owns stage_roll; import_stand.c makes it stand.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/collect_self_priv.h"
#include "office/import_priv.h"
#include "office/person_priv.h"
#include "office/place_priv.h"

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

/* "+job_id": the index that counts is the other column's, never the job's. */
static const struct db_sql q_staged = { "import_roll.staged",
	"SELECT line, person_id, name, fold, coalesce(birth_year, 0), id_number,"
	" is_new FROM stage_roll WHERE +job_id = ?1 AND code = ?2"
	" ORDER BY line LIMIT 1" };
static const struct db_sql q_staged_right = { "import_roll.staged_right",
	"SELECT line FROM stage_roll WHERE +job_id = ?1 AND code = ?2"
	" AND category = ?3 AND from_month = ?4 LIMIT 1" };
static const struct db_sql q_staged_paper = { "import_roll.staged_paper",
	"SELECT line, code FROM stage_roll WHERE +job_id = ?1 AND id_number = ?2"
	" AND id_number <> '' AND id_kind = ?3 AND person_id <> ?4 LIMIT 1" };
static const struct db_sql q_staged_namesake = { "import_roll.staged_namesake",
	"SELECT code FROM stage_roll WHERE +job_id = ?1 AND fold = ?2"
	" AND birth_year = ?3 AND area_id = ?4 AND village_key = ?5"
	" AND person_id <> ?6 ORDER BY line LIMIT 1" };
static const struct db_sql q_right = { "import_roll.right",
	"SELECT id, coalesce(hundredths, 0), coalesce(manual, 0),"
	" coalesce(to_month, ''), decision, decided_on FROM entitlement"
	" WHERE person_id = ?1 AND category = ?2 AND from_month = ?3" };
static const struct db_sql q_right_other = { "import_roll.right_other",
	"SELECT from_month FROM entitlement WHERE person_id = ?1"
	" AND category = ?2 AND from_month <> ?3 AND state <> 'stopped'"
	" AND (to_month IS NULL OR to_month >= ?3)"
	" AND (?4 = '' OR from_month <= ?4) LIMIT 1" };
static const struct db_sql q_collector = { "import_roll.collector",
	"SELECT id FROM collector WHERE person_id = ?1 AND name = ?2"
	" AND active = 1 LIMIT 1" };
static const struct db_sql q_staged_collector = { "import_roll.staged_collector",
	"SELECT 1 FROM stage_roll WHERE +job_id = ?1 AND code = ?2"
	" AND collector_name = ?3 LIMIT 1" };
static const struct db_sql q_stage = { "import_roll.stage",
	"INSERT INTO stage_roll (job_id, line, person_id, is_new, changed, code,"
	" name, other_name, given, name_key, fold, given_fold, initials, sex,"
	" birth_year, birth_month, birth_day, ethnic, area_id, village,"
	" village_key, point_id, delivery, phone, note, id_kind, id_number,"
	" id_reversed, entitlement_id, category, hundredths, manual, amount,"
	" from_month, to_month, decision, decided_on, collector_id,"
	" collector_kind, collector_name, collector_identity, relation)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
	" ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28,"
	" ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42)" };

/* One row while it is checked. */
struct roll_row {
	struct import_job *j;
	const struct wire_args *in;
	int64_t line;
	struct person_new p;
	struct person was;          /* when known */
	bool known;                 /* on the roll before this file */
	bool again;                 /* an earlier row has this file number */
	bool changed;
	struct entitlement_new e;
	int64_t right;              /* entitlement, 0 none */
	int64_t collector;
	const char *collector_kind;
	char collector_name[NFC_NAME_SIZE], relation[64];
	struct identity collector_paper;
};

static enum status
roll_warn(struct roll_row *r, const char *field, const char *text,
    struct err *err)
{
	if (text[0] == '\0')
		return ST_OK;
	person_remark(r->p.note, text);
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
	return db_next_id(c->db, "person", &r->p.id, err);
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
	return roll_warn(r, "name", text, err);
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
		st = roll_warn(r, "identity", r->p.remark, err);
	if (st == ST_OK)
		st = roll_namesake(r, err);
	return st;
}

static bool
roll_person_differs(const struct person_new *p, const struct person *was)
{
	return strcmp(p->name, was->name) != 0 ||
	    strcmp(p->other_name, was->other_name) != 0 ||
	    (p->sex[0] != '\0' ? p->sex[0] : ' ') != was->sex ||
	    memcmp(&p->birth, &was->birth, sizeof(p->birth)) != 0 ||
	    strcmp(p->ethnic, was->ethnic) != 0 || p->area != was->area ||
	    strcmp(p->village, was->village) != 0 || p->point != was->point ||
	    strcmp(p->delivery, was->delivery) != 0 ||
	    strcmp(p->phone, was->phone) != 0 ||
	    strcmp(p->note, was->note) != 0 ||
	    strcmp(p->identity.number, was->id_number) != 0;
}

/* The entitlement of that category and month on record, if any. */
static enum status
roll_right_known(struct roll_row *r, struct err *err)
{
	const struct entitlement_new *e = &r->e;
	struct db_stmt *s;
	enum status st;
	bool row;

	s = db_usef(r->j->c->db, &q_right, "itt", r->p.id, e->category, e->from);
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (row) {
		r->right = db_int(s, 0);
		r->changed = r->changed || db_int(s, 1) != e->hundredths ||
		    db_int(s, 2) != e->manual ||
		    strcmp(db_text(s, 3), e->to) != 0 ||
		    strcmp(db_text(s, 4), e->decision) != 0 ||
		    strcmp(db_text(s, 5), e->decided_on) != 0;
		db_reset(s);
		return ST_OK;
	}
	s = db_usef(r->j->c->db, &q_right_other, "ittt", r->p.id, e->category,
	    e->from, e->to);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_EXISTS, "from",
	    _("the person has this category already, from %s"), db_text(s, 0));
	db_reset(s);
	return st;
}

static enum status
roll_right(struct roll_row *r, struct err *err)
{
	struct import_job *j = r->j;
	enum status st;
	int64_t line;
	bool twice;

	if (wire_args_get(r->in, "category") == NULL)
		return ST_OK;
	st = entitlement_read(j->c, r->in, j->province, &r->e, err);
	if (st == ST_OK)
		st = db_int1(db_usef(j->c->db, &q_staged_right, "ittt", j->id,
		    r->p.code, r->e.category, r->e.from), &line, &twice, err);
	if (st == ST_OK && twice)
		return err_field(err, ST_INVALID, "category",
		    _("line %lld has this person and category already"),
		    (long long)line);
	if (st == ST_OK && r->known)
		st = roll_right_known(r, err);
	if (st == ST_OK && r->right == 0) {
		r->changed = true;
		st = db_next_id(j->c->db, "entitlement", &r->right, err);
	}
	if (st != ST_OK)
		return st;
	return r->e.remark[0] != '\0' ?
	    import_warn(j, r->line, "amount", r->e.remark, err) : ST_OK;
}

/* A guardian for a child, a carer for others; letters are not imported. */
static enum status
roll_collector(struct roll_row *r, struct err *err)
{
	const char *typed = wire_args_text(r->in, "collector_name");
	struct verb_call *c = r->j->c;
	enum status st;
	int64_t id;
	bool known = false, young = false;

	if (typed[0] == '\0')
		return ST_OK;
	st = nfc_name(r->collector_name, sizeof(r->collector_name), typed, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_name", "%s", err->msg);
	st = identity_parse(wire_args_text(r->in, "collector_identity"), "",
	    &r->collector_paper, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_identity", "%s", err->msg);
	st = place_text(r->relation, sizeof(r->relation),
	    wire_args_text(r->in, "relation"), "relation", err);
	if (st == ST_OK)
		st = collector_no_staff(c, r->p.point, r->collector_name,
		    r->collector_paper.number, err);
	if (st == ST_DENIED)
		return err_field(err, st, "collector_name", "%s", err->msg);
	if (st == ST_OK && r->known)
		st = db_int1(db_usef(c->db, &q_collector, "it", r->p.id,
		    r->collector_name), &id, &known, err);
	if (st == ST_OK && !known)
		st = db_int1(db_usef(c->db, &q_staged_collector, "itt",
		    r->j->id, r->p.code, r->collector_name), &id, &known, err);
	if (st == ST_OK)
		st = collect_young(c->db, r->p.birth, c->today, &young, err);
	if (st != ST_OK || known)
		return st;
	r->changed = true;
	r->collector_kind = young ? "guardian" : "carer";
	return db_next_id(c->db, "collector", &r->collector, err);
}

/* Binds ?1..?42 of q_stage. */
static enum status
roll_insert(struct roll_row *r, struct err *err)
{
	const struct person_new *p = &r->p;
	const struct entitlement_new *e = &r->e;

	return db_run(db_usef(r->j->c->db, &q_stage, "iiiiit" "tttbtttt" "ooo"
	    "titbi" "tttttt" "itooi" "tttt" "itttt",
	    r->j->id, r->line, p->id, (int64_t)!r->known,
	    (int64_t)(r->known && r->changed), p->code,
	    p->name, p->other_name, p->given, (const void *)p->name_key,
	    p->name_len, p->fold, p->given_fold, p->initials, p->sex,
	    (int64_t)p->birth.year, (int64_t)p->birth.month,
	    (int64_t)p->birth.day,
	    p->ethnic, p->area, p->village, (const void *)p->village_key,
	    p->village_len, p->point,
	    p->delivery, p->phone, p->note, p->identity.kind,
	    p->identity.number, p->identity.reversed,
	    r->right, e->category, e->hundredths, e->manual, e->amount,
	    e->from, e->to[0] != '\0' ? e->to : NULL, e->decision,
	    e->decided_on,
	    r->collector, r->collector_kind, r->collector_name,
	    r->collector_paper.number, r->relation), err);
}

static enum status
roll_stage(struct import_job *j, const struct wire_args *in, int64_t line,
    struct err *err)
{
	struct roll_row r;
	enum status st;

	memset(&r, 0, sizeof(r));
	r.j = j;
	r.in = in;
	r.line = line;
	r.collector_kind = "";
	st = roll_person(&r, err);
	if (st == ST_OK)
		st = roll_right(&r, err);
	if (st == ST_OK)
		st = roll_collector(&r, err);
	if (st != ST_OK)
		return st;
	if (r.known && roll_person_differs(&r.p, &r.was))
		r.changed = true;
	return roll_insert(&r, err);
}

static const struct db_sql q_clear = { "import_roll.clear",
	"DELETE FROM stage_roll WHERE job_id = ?1 AND line <="
	" (SELECT min(line) + ?2 FROM stage_roll WHERE job_id = ?1)" };

const struct import_kind import_kind_roll = {
	.name = "roll",
	.columns = roll_columns,
	.roles = ROLE_PREPARER | ROLE_PROVINCE | ROLE_ADMIN,
	.stage = roll_stage,
	.stand = import_roll_stand,
	.clear = &q_clear,
};
