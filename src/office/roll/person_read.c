/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_read: turns the named values of a form, a command line or a row
 * of a file into a person as stored: one spelling, keys for search and order,
 * places found, the identity number checked.  Two searches look for the same
 * paper and for namesakes in the whole province, so that a person who moved and
 * stayed on the roll of the old place is found.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/place/identity.h"
#include "office/roll/person_store.h"
#include "office/place/place.h"
#include "office/place/stored.h"
#include "text/fold.h"
#include "text/sentence.h"

DB_SQL(q_paper) = { "person.paper",
	"SELECT p.code, p.name, a.name FROM identity i"
	" JOIN person p ON p.id = i.person_id JOIN area a ON a.id = p.area_id"
	" WHERE i.kind = ?1 AND i.number = ?2 AND i.active = 1"
	" AND i.person_id <> ?3 AND p.state = 'active'" };
DB_SQL(q_namesake) = { "person.namesake",
	"SELECT code FROM person WHERE fold = ?1 AND birth_year = ?2"
	" AND area_id = ?3 AND village_key = ?4 AND id <> ?5 AND state = 'active'"
	" ORDER BY id LIMIT 1" };
DB_SQL(q_only_point) = { "person.only_point",
	"SELECT min(id) FROM point WHERE area_id = ?1 AND active = 1"
	" HAVING count(*) = 1" };

void
person_remark(char note[PERSON_NOTE], const char *remark)
{
	char text[PERSON_NOTE];
	size_t n = strlen(note);

	sentence_show(text, sizeof(text), remark);
	/* A second import of the same file adds nothing. */
	if (text[0] == '\0' || strstr(note, text) != NULL)
		return;
	if (n > 0 && n + 2 < PERSON_NOTE) {
		memcpy(note + n, "; ", 3);
		n += 2;
	}
	(void)str_copy_cut(note + n, PERSON_NOTE - n, text);
}

enum status
person_from_record(struct person_new *p, const struct person *was,
    struct err *err)
{
	memset(p, 0, sizeof(*p));
	p->id = was->id;
	p->area = was->area;
	p->point = was->point;
	p->birth = was->birth;
	(void)str_copy_cut(p->code, sizeof(p->code), was->code);
	(void)str_copy_cut(p->name, sizeof(p->name), was->name);
	(void)str_copy_cut(p->other_name, sizeof(p->other_name), was->other_name);
	(void)str_copy_cut(p->given, sizeof(p->given), was->given);
	p->sex[0] = was->sex;
	(void)str_copy_cut(p->ethnic, sizeof(p->ethnic), was->ethnic);
	(void)str_copy_cut(p->village, sizeof(p->village), was->village);
	p->delivery = was->delivery;
	(void)str_copy_cut(p->phone, sizeof(p->phone), was->phone);
	(void)str_copy_cut(p->note, sizeof(p->note), was->note);
	return identity_parse(was->id_number, was->id_kind, &p->identity, err);
}

static enum status
person_read_name(const struct wire_args *in, struct person_new *p,
    struct err *err)
{
	const char *name = wire_args_get(in, "name");
	const char *other = wire_args_get(in, "other_name");
	const char *given = wire_args_get(in, "given");

	if (name != NULL && nfc_name(p->name, sizeof(p->name), name,
	    err) != ST_OK)
		return err_field(err, err->st, "name", "%s", err->msg);
	if (other != NULL)
		p->other_name[0] = '\0';
	if (!str_empty(other) && nfc_name(p->other_name,
	    sizeof(p->other_name), other, err) != ST_OK)
		return err_field(err, err->st, "other_name", "%s", err->msg);
	if (given != NULL && place_text(p->given, sizeof(p->given), given,
	    "given", err) != ST_OK)
		return err->st;
	if (p->name[0] == '\0')
		return err_field(err, ST_INVALID, "name", _("a name is needed"));
	if (fold_search(p->fold, sizeof(p->fold), p->name) != ST_OK ||
	    fold_given(p->given_fold, sizeof(p->given_fold), p->name,
	    p->given) != ST_OK ||
	    fold_initials(p->initials, sizeof(p->initials), p->name) != ST_OK)
		return err_field(err, ST_INVALID, "name",
		    _("the name is too long"));
	p->name_len = sortkey_name(p->name_key, sizeof(p->name_key), p->name,
	    p->given);
	return ST_OK;
}

static const struct {
	const char *typed, *stored;
} person_sexes[] = {
	{ "", "" }, { "M", "M" }, { "F", "F" }, { "m", "M" }, { "f", "F" },
	{ "Nam", "M" }, { "Nữ", "F" }, { "nam", "M" }, { "nữ", "F" },
};

static enum status
person_read_sex(const struct wire_args *in, struct person_new *p,
    struct err *err)
{
	const char *sex = wire_args_get(in, "sex");
	char composed[16];
	size_t i;

	if (sex == NULL)
		return ST_OK;
	if (nfc_compose(composed, sizeof(composed), sex) == ST_OK)
		for (i = 0; i < sizeof(person_sexes) / sizeof(person_sexes[0]);
		    i++)
			if (strcmp(composed, person_sexes[i].typed) == 0)
				return str_copy(p->sex, sizeof(p->sex),
				    person_sexes[i].stored);
	return err_field(err, ST_INVALID, "sex",
	    _("sex is M or F, or empty: %s"), sex);
}

/* A day, a month or a year; "" not known.  Screens send the stored form. */
static enum status
person_read_birth(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err)
{
	const char *typed = wire_args_get(in, "birth");
	struct date d = { 0, 0, 0 };

	if (typed == NULL)
		return ST_OK;
	if (typed[0] != '\0' && date_from_iso(typed, &d) != ST_OK &&
	    date_parse(typed, true, c->today, &d, err) != ST_OK)
		return err_field(err, err->st, "birth", "%s", err->msg);
	if (d.year != 0 && date_age(d, c->today) > DATE_AGE_MAX)
		return err_field(err, ST_INVALID, "birth",
		    _("nobody is older than %d years"), DATE_AGE_MAX);
	if (d.year != 0 && date_age(d, c->today) < 0)
		return err_field(err, ST_INVALID, "birth",
		    _("the birth date lies in the future"));
	p->birth = d;
	return ST_OK;
}

static enum status
person_read_identity(const struct wire_args *in, struct person_new *p,
    struct err *err)
{
	const char *typed = wire_args_get(in, "identity");
	struct err off = ERR_INIT;
	enum status st;

	if (typed != NULL && identity_parse(typed, wire_args_text(in,
	    "id_kind"), &p->identity, err) != ST_OK)
		return err->st;
	p->remark[0] = '\0';
	if (!identity_is_national(&p->identity))
		return ST_OK;
	/* An impossible number already on record does not stop the correction
	 * of something else. */
	st = person_identity_check(p->identity.number, p->sex[0],
	    p->birth.year, p->remark, sizeof(p->remark),
	    typed != NULL ? err : &off);
	return typed != NULL ? st : ST_OK;
}

/* Finds commune and point; in a commune with one point, that one is taken. */
static enum status
person_read_places(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err)
{
	const char *commune = wire_args_get(in, "commune");
	const char *point = wire_args_get(in, "point");
	bool found = true;
	struct place at = { 0, 0, "", "", "" };
	enum status st;

	if (commune != NULL) {
		st = place_area(c->db, commune, c->today, &at, err);
		if (st == ST_NOTFOUND || (st == ST_OK &&
		    strcmp(at.level, "commune") != 0))
			return err_field(err, ST_NOTFOUND, "commune",
			    _("no commune has the code %s"), commune);
		if (st != ST_OK)
			return st;
		p->area = at.id;
	}
	if (!str_empty(point)) {
		if (place_point(c->db, point, &at, err) != ST_OK)
			return err->st;
		p->point = at.id;
	} else if (p->point == 0 && db_int1(db_usef(c->db, &q_only_point, "i",
	    p->area), &p->point, &found, err) != ST_OK) {
		return err->st;
	}
	if (!found || p->point == 0)
		return err_field(err, ST_INVALID, "point",
		    _("the commune has not one point: name it"));
	return person_in_scope(c, p->area, p->point, err);
}

static enum status
person_read_texts(const struct wire_args *in, struct person_new *p,
    struct err *err)
{
	const struct {
		const char *field;
		char *dst;
		size_t size;
	} texts[] = {
		{ "ethnic", p->ethnic, sizeof(p->ethnic) },
		{ "village", p->village, sizeof(p->village) },
		{ "phone", p->phone, sizeof(p->phone) },
		{ "note", p->note, sizeof(p->note) },
	};
	const char *delivery = wire_args_get(in, "delivery"), *typed;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		typed = wire_args_get(in, texts[i].field);
		if (typed != NULL && place_text(texts[i].dst, texts[i].size,
		    typed, texts[i].field, err) != ST_OK)
			return err->st;
	}
	p->village_len = sortkey_text(p->village_key, sizeof(p->village_key),
	    p->village);
	if (!str_empty(delivery))
		p->delivery = names_find(&deliveries, delivery);
	else if (p->delivery == DELIVERY_NONE)
		p->delivery = DELIVERY_POINT;
	return p->delivery != DELIVERY_NONE ? ST_OK :
	    err_field(err, ST_INVALID, "delivery",
	    _("delivery is point or home: %s"), delivery);
}

enum status
person_read(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err)
{
	if (person_read_name(in, p, err) != ST_OK ||
	    person_read_sex(in, p, err) != ST_OK ||
	    person_read_birth(c, in, p, err) != ST_OK ||
	    person_read_identity(in, p, err) != ST_OK ||
	    person_read_places(c, in, p, err) != ST_OK)
		return err->st;
	return person_read_texts(in, p, err);
}

enum status
person_in_scope(struct verb_call *c, int64_t area, int64_t point,
    struct err *err)
{
	if (scope_has(&c->who->scope, area, point))
		return ST_OK;
	return err_field(err, ST_DENIED, "commune",
	    _("commune or point is outside your places"));
}

enum status
person_identity_free(struct db *db, const struct person_new *p,
    struct err *err)
{
	struct db_stmt *s;
	bool row;

	if (p->identity.number[0] == '\0')
		return ST_OK;
	s = db_usef(db, &q_paper, "tti", p->identity.kind, p->identity.number,
	    p->id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	(void)err_field(err, ST_EXISTS, "identity",
	    _("this number is already that of %s, %s, %s"), db_text(s, 0),
	    db_text(s, 1), db_text(s, 2));
	db_reset(s);
	return err->st;
}

enum status
person_namesake(struct db *db, const struct person_new *p, char code[25],
    struct err *err)
{
	struct db_stmt *s;
	bool row;

	code[0] = '\0';
	if (p->birth.year == 0)
		return ST_OK;
	s = db_usef(db, &q_namesake, "tiibi", p->fold, (int64_t)p->birth.year,
	    p->area, (const void *)p->village_key, p->village_len, p->id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row)
		db_copy(s, 0, code, 25);
	db_reset(s);
	return ST_OK;
}
