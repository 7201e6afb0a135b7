/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person: reading the people of the roll, their entitlements and collectors.
 * Nothing is read without a scope: somebody else's people are refused, not
 * shown empty.  How they come in: person_store.c, entitlement.c, collector.c,
 * import/roll.c.
 */
#include "office/roll/person_store.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/verb/setting.h"

/* The newest paper that counts: 12 digits before 9 before the rest. */
#define PERSON_PAPER(column) "coalesce((SELECT " column " FROM identity i" \
	" WHERE i.person_id = p.id AND i.active = 1" \
	" ORDER BY CASE i.kind WHEN 'cccd' THEN 0 WHEN 'cmnd' THEN 1 ELSE 2 END" \
	" LIMIT 1), '')"
#define PERSON_ROWS "SELECT p.id, p.area_id, p.point_id, p.code, p.name," \
	" p.other_name, p.given, p.sex, p.birth_year, p.birth_month, p.birth_day," \
	" p.ethnic, a.code, a.name, CASE d.level WHEN 'district' THEN d.name" \
	" ELSE '' END, p.village, t.code, t.name, p.delivery, p.phone, p.state," \
	" coalesce(p.state_on, ''), p.note," \
	" " PERSON_PAPER("i.kind") ", " PERSON_PAPER("i.number") \
	" FROM person p JOIN area a ON a.id = p.area_id" \
	" LEFT JOIN area d ON d.id = a.parent_id JOIN point t ON t.id = p.point_id"

DB_SQL(q_by_id) = { "person.by_id",
	PERSON_ROWS " WHERE p.id = ?1" };
DB_SQL(q_by_code) = { "person.by_code",
	PERSON_ROWS " WHERE p.code = ?1" };
DB_SQL(q_places) = { "person.places",
	"SELECT area_id, point_id FROM person WHERE id = ?1" };
DB_SQL(q_entitlements) = { "person.entitlements",
	"SELECT e.id, e.hundredths, e.manual, e.category, c.name, e.from_month,"
	" coalesce(e.to_month, ''), e.state, e.decision, e.decided_on,"
	" coalesce(s.from_month, ''), coalesce(s.to_month, '')"
	" FROM entitlement e JOIN category c ON c.code = e.category"
	" LEFT JOIN suspension s ON s.entitlement_id = e.id AND s.from_month ="
	" (SELECT max(from_month) FROM suspension WHERE entitlement_id = e.id)"
	" WHERE e.person_id = ?1"
	" ORDER BY e.state = 'stopped', e.from_month DESC, e.id LIMIT ?2" };
DB_SQL(q_collectors) = { "person.collectors",
	"SELECT id, kind, name, identity, relation, letter, certifier,"
	" valid_from, coalesce(valid_to, ''),"
	" valid_from > ?2 OR (valid_to IS NOT NULL AND valid_to < ?2),"
	" valid_to IS NOT NULL AND valid_to BETWEEN ?2 AND ?4"
	" FROM collector WHERE person_id = ?1 AND active = 1"
	" ORDER BY 10, id DESC LIMIT ?3" };

static void
person_fill(struct person *p, struct db_stmt *s)
{
	memset(p, 0, sizeof(*p));
	p->id = db_int(s, 0);
	p->area = db_int(s, 1);
	p->point = db_int(s, 2);
	db_copy(s, 3, p->code, sizeof(p->code));
	db_copy(s, 4, p->name, sizeof(p->name));
	db_copy(s, 5, p->other_name, sizeof(p->other_name));
	db_copy(s, 6, p->given, sizeof(p->given));
	p->sex = db_text(s, 7)[0] != '\0' ? db_text(s, 7)[0] : ' ';
	p->birth.year = (int)db_int(s, 8);
	p->birth.month = (int)db_int(s, 9);
	p->birth.day = (int)db_int(s, 10);
	db_copy(s, 11, p->ethnic, sizeof(p->ethnic));
	db_copy(s, 12, p->area_code, sizeof(p->area_code));
	db_copy(s, 13, p->area_name, sizeof(p->area_name));
	db_copy(s, 14, p->district_name, sizeof(p->district_name));
	db_copy(s, 15, p->village, sizeof(p->village));
	db_copy(s, 16, p->point_code, sizeof(p->point_code));
	db_copy(s, 17, p->point_name, sizeof(p->point_name));
	db_copy(s, 18, p->delivery, sizeof(p->delivery));
	db_copy(s, 19, p->phone, sizeof(p->phone));
	db_copy(s, 20, p->state, sizeof(p->state));
	db_copy(s, 21, p->state_on, sizeof(p->state_on));
	db_copy(s, 22, p->note, sizeof(p->note));
	db_copy(s, 23, p->id_kind, sizeof(p->id_kind));
	db_copy(s, 24, p->id_number, sizeof(p->id_number));
}

static enum status
person_one(struct db_stmt *s, const struct scope *sc, struct person *out,
    struct err *err)
{
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "person",
		    _("there is no such person"));
	if (!scope_has(sc, db_int(s, 1), db_int(s, 2))) {
		db_reset(s);
		return err_field(err, ST_DENIED, "person",
		    _("this person is outside your places"));
	}
	person_fill(out, s);
	db_reset(s);
	return ST_OK;
}

enum status
person_get(struct db *db, const struct scope *sc, int64_t id,
    struct person *out, struct err *err)
{
	return person_one(db_usef(db, &q_by_id, "i", id), sc, out, err);
}

enum status
person_by_code(struct db *db, const struct scope *sc, const char *code,
    struct person *out, struct err *err)
{
	return person_one(db_usef(db, &q_by_code, "t", code), sc, out, err);
}

enum status
person_inside(struct db *db, const struct scope *sc, int64_t id,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_places, "i", id);
	bool row, inside;
	enum status st;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "person",
		    _("there is no such person"));
	inside = scope_has(sc, db_int(s, 0), db_int(s, 1));
	db_reset(s);
	return inside ? ST_OK : err_field(err, ST_DENIED, "person",
	    _("this person is outside your places"));
}

enum status
person_entitlements(struct db *db, const struct scope *sc, int64_t person,
    struct person_entitlement *v, unsigned max, unsigned *n, struct err *err)
{
	struct db_stmt *s;
	unsigned used = 0;
	enum status st = person_inside(db, sc, person, err);
	bool row;

	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_entitlements, "ii", person, (int64_t)max);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct person_entitlement *e = &v[used++];

		memset(e, 0, sizeof(*e));
		e->id = db_int(s, 0);
		e->hundredths = db_int(s, 1);
		e->manual = db_int(s, 2);
		db_copy(s, 3, e->category, sizeof(e->category));
		db_copy(s, 4, e->category_name, sizeof(e->category_name));
		db_copy(s, 5, e->from_month, sizeof(e->from_month));
		db_copy(s, 6, e->to_month, sizeof(e->to_month));
		db_copy(s, 7, e->state, sizeof(e->state));
		db_copy(s, 8, e->decision, sizeof(e->decision));
		db_copy(s, 9, e->decided_on, sizeof(e->decided_on));
		db_copy(s, 10, e->rests_from, sizeof(e->rests_from));
		db_copy(s, 11, e->rests_to, sizeof(e->rests_to));
	}
	if (st == ST_OK) {
		db_reset(s);
		*n = used;
	}
	return st;
}

/* The last day on which the end of a letter is told ahead. */
static enum status
person_soon(struct db *db, const char *today, char soon[DATE_TEXT],
    struct err *err)
{
	char month[DATE_MONTH];
	int64_t days = 0;
	struct date d;
	enum status st;

	(void)str_copy_cut(month, sizeof(month), today);
	st = setting_get(db, SETTING_LETTER_AHEAD, month, &days, err);
	soon[0] = '\0';
	if (st == ST_OK && date_from_iso(today, &d) == ST_OK)
		date_to_iso(soon, DATE_TEXT, date_from_days(date_days(d) +
		    (long)days));
	return st;
}

enum status
person_collectors(struct db *db, const struct scope *sc, int64_t person,
    const char *today, struct person_collector *v, unsigned max, unsigned *n,
    struct err *err)
{
	struct db_stmt *s;
	char soon[DATE_TEXT];
	unsigned used = 0;
	enum status st = person_inside(db, sc, person, err);
	bool row;

	if (st != ST_OK)
		return st;
	st = person_soon(db, today, soon, err);
	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_collectors, "itit", person, today, (int64_t)max,
	    soon);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct person_collector *c = &v[used++];

		memset(c, 0, sizeof(*c));
		c->id = db_int(s, 0);
		db_copy(s, 1, c->kind, sizeof(c->kind));
		db_copy(s, 2, c->name, sizeof(c->name));
		db_copy(s, 3, c->identity, sizeof(c->identity));
		db_copy(s, 4, c->relation, sizeof(c->relation));
		db_copy(s, 5, c->letter, sizeof(c->letter));
		db_copy(s, 6, c->certifier, sizeof(c->certifier));
		db_copy(s, 7, c->valid_from, sizeof(c->valid_from));
		db_copy(s, 8, c->valid_to, sizeof(c->valid_to));
		c->expired = db_int(s, 9) != 0;
		c->ends = db_int(s, 10) != 0;
		c->early = strcmp(c->valid_from, today) > 0;
	}
	if (st == ST_OK) {
		db_reset(s);
		*n = used;
	}
	return st;
}
