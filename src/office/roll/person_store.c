/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_store: adding and correcting a person.  Owns person and identity
 * together with the import.  Nobody is deleted; a paper that was replaced
 * stays, no longer active.
 *
 * person.correct takes only what moves no money: who somebody is, where he
 * lives and where he is paid change by requests, which a second person
 * approves (office/request/change.h).
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/request/change.h"
#include "office/roll/duplicate.h"
#include "office/roll/person.h"
#include "office/roll/person_priv.h"
#include "office/place/place_priv.h"

static const struct db_sql q_add = { "person.add",
	"INSERT INTO person (id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day, ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note,"
	" created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
	" ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?22)" };
static const struct db_sql q_change = { "person.change",
	"UPDATE person SET code = ?2, name = ?3, other_name = ?4, given = ?5,"
	" name_key = ?6, fold = ?7, given_fold = ?8, initials = ?9, sex = ?10,"
	" birth_year = ?11, birth_month = ?12, birth_day = ?13, ethnic = ?14,"
	" area_id = ?15, village = ?16, village_key = ?17, point_id = ?18,"
	" delivery = ?19, phone = ?20, note = ?21, changed_at = ?22"
	" WHERE id = ?1" };
static const struct db_sql q_code = { "person.code_taken",
	"SELECT id FROM person WHERE code = ?1" };
static const struct db_sql q_paper_off = { "person.paper_off",
	"UPDATE identity SET active = 0 WHERE person_id = ?1 AND active = 1"
	" AND NOT (kind = ?2 AND number = ?3)" };
static const struct db_sql q_paper_on = { "person.paper_on",
	"INSERT INTO identity (person_id, kind, number, reversed, active)"
	" VALUES (?1, ?2, ?3, ?4, 1)"
	" ON CONFLICT (person_id, kind, number) DO UPDATE SET active = 1" };

/* Next file number of a commune, "03721-00042", past those that files gave. */
static enum status
person_next_code(struct verb_call *c, const char *commune, char code[25],
    struct err *err)
{
	char counter[32];
	enum status st;
	int64_t n, id;
	bool taken = true;

	st = str_format(counter, sizeof(counter), "file:%s", commune);
	while (st == ST_OK && taken) {
		st = db_next_id(c->db, counter, &n, err);
		if (st == ST_OK)
			st = str_format(code, 25, "%s-%05lld", commune,
			    (long long)n);
		if (st == ST_OK)
			st = db_int1(db_usef(c->db, &q_code, "t", code), &id,
			    &taken, err);
	}
	return st;
}

static enum status
person_take_code(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err)
{
	const char *code = wire_args_text(in, "code");
	enum status st;
	int64_t id;
	bool taken;

	if (code[0] == '\0')
		return person_next_code(c, wire_args_text(in, "commune"),
		    p->code, err);
	if (str_copy(p->code, sizeof(p->code), code) != ST_OK)
		return err_field(err, ST_LIMIT, "code",
		    _("a file number has at most %zu letters"),
		    sizeof(p->code) - 1);
	st = db_int1(db_usef(c->db, &q_code, "t", code), &id, &taken, err);
	if (st == ST_OK && taken)
		return err_field(err, ST_EXISTS, "code",
		    _("somebody else has the file number %s"), code);
	return st;
}

/* Binds ?1..?22 of q_add and q_change. */
static struct db_stmt *
person_bind(struct verb_call *c, const struct db_sql *q,
    const struct person_new *p)
{
	return db_usef(c->db, q, "ittttbttttoootitbitttt", p->id, p->code,
	    p->name, p->other_name, p->given, (const void *)p->name_key,
	    p->name_len, p->fold, p->given_fold, p->initials, p->sex,
	    (int64_t)p->birth.year, (int64_t)p->birth.month,
	    (int64_t)p->birth.day, p->ethnic, p->area, p->village,
	    (const void *)p->village_key, p->village_len, p->point,
	    p->delivery, p->phone, p->note, c->now);
}

static enum status
person_store_paper(struct verb_call *c, const struct person_new *p,
    struct err *err)
{
	enum status st;

	st = db_run(db_usef(c->db, &q_paper_off, "itt", p->id,
	    p->identity.kind, p->identity.number), err);
	if (st != ST_OK || p->identity.number[0] == '\0')
		return st;
	return db_run(db_usef(c->db, &q_paper_on, "ittt", p->id,
	    p->identity.kind, p->identity.number, p->identity.reversed), err);
}

enum status
person_store(struct verb_call *c, const struct person_new *p, struct err *err)
{
	enum status st = db_run(person_bind(c, &q_change, p), err);

	return st == ST_OK ? person_store_paper(c, p, err) : st;
}

/*
 * Doubles: the same paper is refused; the same name and birth (duplicate.h) is
 * noted on the record unless the clerk says that they are two people.
 */
static enum status
person_check_double(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[160], struct err *err)
{
	struct duplicate_side like;
	enum status st;
	bool found = false;

	warning[0] = '\0';
	st = person_identity_free(c->db, p, err);
	if (st == ST_OK &&
	    strcmp(wire_args_text(in, "same"), "different") != 0)
		st = duplicate_like(c->db, p, &like, &found, err);
	if (st != ST_OK || !found)
		return st;
	(void)snprintf(warning, 160, _("same name and birth as %s, %s"),
	    like.code, like.commune);
	person_remark(p->note, warning);
	return ST_OK;
}

static void
person_answer(struct verb_call *c, const struct person_new *p,
    const char *warning)
{
	char both[PERSON_NOTE] = "";

	wire_args_add_int(c->out, "id", p->id);
	wire_args_add(c->out, "code", p->code);
	wire_args_add(c->out, "name", p->name);
	person_remark(both, warning);
	person_remark(both, p->remark);
	if (both[0] != '\0')
		wire_args_add(c->out, "warning", both);
}

enum status
person_insert(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[160], struct err *err)
{
	enum status st;

	memset(p, 0, sizeof(*p));
	st = person_read(c, in, p, err);
	if (st == ST_OK)
		st = person_check_double(c, in, p, warning, err);
	if (st == ST_OK)
		st = person_take_code(c, in, p, err);
	if (st == ST_OK)
		st = db_next_id(c->db, "person", &p->id, err);
	if (st != ST_OK)
		return st;
	person_remark(p->note, p->remark);
	st = db_run(person_bind(c, &q_add, p), err);
	return st == ST_OK ? person_store_paper(c, p, err) : st;
}

static enum status
person_add(struct verb_call *c, struct err *err)
{
	struct person_new p;
	char warning[160];
	enum status st = person_insert(c, &c->in->args, &p, warning, err);

	if (st == ST_OK)
		person_answer(c, &p, warning);
	return st;
}

/* What is asked for by a request, and by which. */
static const struct {
	const char *field, *kind;
} person_by_request[] = {
	{ "name", "identity" }, { "sex", "identity" }, { "birth", "identity" },
	{ "identity", "identity" }, { "id_kind", "identity" },
	{ "commune", "transfer" }, { "point", "point" },
	{ "delivery", "delivery" },
};

/* The same as the record says is no change: a form may send all it shows. */
static enum status
person_refuse(const struct wire_args *in, const struct person *was,
    struct err *err)
{
	char sex[2] = { was->sex == ' ' ? '\0' : was->sex, '\0' };
	char birth[DATE_TEXT];
	const char *is[] = { was->name, sex, birth, was->id_number, was->id_kind,
		was->area_code, was->point_code, was->delivery };
	size_t i;

	date_to_iso(birth, sizeof(birth), was->birth);
	for (i = 0; i < sizeof(is) / sizeof(is[0]); i++) {
		const char *typed = wire_args_get(in, person_by_request[i].field);

		if (typed != NULL && strcmp(typed, is[i]) != 0)
			return err_field(err, ST_DENIED,
			    person_by_request[i].field,
			    _("this changes by a request (%s), which somebody "
			    "else approves"),
			    change_kind_word(person_by_request[i].kind));
	}
	return ST_OK;
}

static enum status
person_correct(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *code = wire_args_text(in, "code");
	struct person_new p;
	struct person was;
	enum status st;

	st = person_get(c->db, &c->who->scope, wire_args_int(in, "person", 0),
	    &was, err);
	if (st != ST_OK)
		return st;
	if (code[0] != '\0' && strcmp(code, was.code) != 0)
		return err_field(err, ST_INVALID, "code",
		    _("a file number does not change: it is on card and list"));
	st = person_refuse(in, &was, err);
	if (st == ST_OK)
		st = person_from_record(&p, &was, err);
	if (st == ST_OK)
		st = person_read(c, in, &p, err);
	if (st == ST_OK)
		st = person_store(c, &p, err);
	if (st == ST_OK)
		person_answer(c, &p, "");
	return st;
}

#define PERSON_FIELDS(needed)                                                  \
	{ "code", VERB_CODE, false, 24, NULL,                                  \
	    N_("file number; empty: the next one of the commune") },           \
	{ "name", VERB_NAME, needed, 240, NULL, N_("full name") },             \
	{ "other_name", VERB_NAME, false, 240, NULL, N_("other name") },       \
	{ "given", VERB_TEXT, false, 60, NULL,                                 \
	    N_("given name, where it is not the last word") },                 \
	{ "sex", VERB_CHOICE, false, 0, "M|F", N_("sex") },                    \
	{ "birth", VERB_BIRTH, false, 0, NULL,                                 \
	    N_("day, month or only year of birth") },                          \
	{ "identity", VERB_TEXT, false, 40, NULL, N_("identity number") },     \
	{ "id_kind", VERB_CHOICE, false, 0, "cccd|cmnd|passport|birth|other",  \
	    N_("kind of paper; by the length of the number when empty") },     \
	{ "ethnic", VERB_TEXT, false, 60, NULL, N_("ethnic group") },          \
	{ "commune", VERB_CODE, needed, 8, NULL, N_("code of the commune") },  \
	{ "village", VERB_TEXT, false, 180, NULL, N_("village") },             \
	{ "point", VERB_CODE, false, 16, NULL, N_("code of the payout point") }, \
	{ "delivery", VERB_CHOICE, false, 0, "point|home", N_("where paid") }, \
	{ "phone", VERB_TEXT, false, 30, NULL, N_("telephone") },              \
	{ "note", VERB_TEXT, false, 400, NULL, N_("remarks") },                \
	{ "same", VERB_CHOICE, false, 0, "different",                          \
	    N_("different: another person in spite of name and birth") }, \
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }

static const struct verb_field person_add_fields[] = { PERSON_FIELDS(true) };
static const struct verb_field person_correct_fields[] = {
	{ "person", VERB_INT, true, 0, NULL, N_("number of the record") },
	PERSON_FIELDS(false)
};

const struct verb person_verbs[] = {
	{ "person.add", person_add_fields, ROLE_PREPARER | ROLE_ADMIN, 0,
	    person_add, N_("adds a person to the roll") },
	{ "person.correct", person_correct_fields,
	    ROLE_PREPARER | ROLE_CONTROLLER | ROLE_ADMIN, 0, person_correct,
	    N_("corrects what moves no money: other name, village, note") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
