/*
 * SPDX-License-Identifier: ISC
 *
 * change/correct: adding a person who is entitled to nothing yet, and
 * correcting what moves no money.  Who somebody is, where he lives and where he
 * is paid change by requests, which a second person approves.
 */
#include <string.h>

#include "base/say.h"
#include "office/change/kinds.h"
#include "office/roll/person.h"
#include "office/roll/person_store.h"

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

static enum status
person_add(struct verb_call *c, struct err *err)
{
	struct person_new p;
	char warning[PERSON_REMARK];
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
	char sex[2] = { was->sex, '\0' };
	char birth[DATE_TEXT];
	const char *is[] = { was->name, sex, birth, was->id_number, was->id_kind,
		was->area_code, was->point_code,
		names_word(&deliveries, was->delivery) };
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

	if (person_get(c->db, &c->who->scope, wire_args_int(in, "person", 0),
	    &was, err) != ST_OK)
		return err->st;
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
