/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person: reads people of the roll, their entitlements and collectors.
 * Every reader takes a scope and refuses people outside it; it never answers
 * as if there were nothing.  The writers: person_store.c, grant.c, collector.c,
 * file/row.c.
 */
#include "office/roll/person_store.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/verb/setting.h"

NAMES(person_states, [PERSON_ACTIVE] = "active", [PERSON_DEAD] = "dead",
    [PERSON_MOVED] = "moved", [PERSON_MERGED] = "merged");
NAMES(deliveries, [DELIVERY_POINT] = "point", [DELIVERY_HOME] = "home");
NAMES(entitlement_states, [ENTITLEMENT_ACTIVE] = "active",
    [ENTITLEMENT_SUSPENDED] = "suspended", [ENTITLEMENT_STOPPED] = "stopped",
    [ENTITLEMENT_VOID] = "void");
NAMES(collector_kinds, [COLLECTOR_SELF] = "self",
    [COLLECTOR_GUARDIAN] = "guardian", [COLLECTOR_CARER] = "carer",
    [COLLECTOR_AUTHORISED] = "authorised", [COLLECTOR_HEIR] = "heir",
    [COLLECTOR_ORGANISER] = "organiser");

/* One active paper: a number of 12 digits before one of 9, then any other. */
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

#define COL(m) DB_COL(struct person, m)
static const struct db_col person_cols[] = {
	DB_ROW(struct person), COL(id), COL(area), COL(point), COL(code),
	COL(name), COL(other_name), COL(given), COL(sex), COL(birth.year),
	COL(birth.month), COL(birth.day), COL(ethnic), COL(area_code),
	COL(area_name), COL(district_name), COL(village), COL(point_code),
	COL(point_name), DB_COL_ENUM(struct person, delivery, &deliveries),
	COL(phone), DB_COL_ENUM(struct person, state, &person_states),
	COL(state_on), COL(note), COL(id_kind), COL(id_number), DB_END
}, place_cols[] = { DB_ROW(struct person), COL(area), COL(point), DB_END };
#undef COL

#define COL(m) DB_COL(struct person_entitlement, m)
static const struct db_col entitlement_cols[] = {
	DB_ROW(struct person_entitlement), COL(id), COL(hundredths),
	COL(manual), COL(category), COL(category_name), COL(from_month),
	COL(to_month), DB_COL_ENUM(struct person_entitlement, state,
	    &entitlement_states),
	COL(decision), COL(decided_on), COL(rests_from), COL(rests_to), DB_END
};
#undef COL

#define COL(m) DB_COL(struct person_collector, m)
static const struct db_col collector_cols[] = {
	DB_ROW(struct person_collector), COL(id),
	DB_COL_ENUM(struct person_collector, kind, &collector_kinds), COL(name),
	COL(identity), COL(relation), COL(letter), COL(certifier),
	COL(valid_from), COL(valid_to), COL(expired), COL(ends), DB_END
};
#undef COL

/* The refusal of a person who does not exist, or is outside the scope. */
static enum status
person_refuse(bool found, struct err *err)
{
	return found ? err_field(err, ST_DENIED, "person",
	    _("this person is outside your places")) :
	    err_field(err, ST_NOTFOUND, "person", _("there is no such person"));
}

static enum status
person_one(struct db_stmt *s, const struct scope *sc, struct person *out,
    struct err *err)
{
	struct person p;
	bool found;

	if (db_one(s, person_cols, &p, &found, err) != ST_OK)
		return err->st;
	if (!found || !scope_has(sc, p.area, p.point))
		return person_refuse(found, err);
	*out = p;
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
	struct person p;
	bool found;

	if (db_one(db_usef(db, &q_places, "i", id), place_cols, &p, &found,
	    err) != ST_OK)
		return err->st;
	return found && scope_has(sc, p.area, p.point) ? ST_OK :
	    person_refuse(found, err);
}

enum status
person_entitlements(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct person_entitlement *v, unsigned *n,
    struct err *err)
{
	if (person_inside(db, sc, ask->person, err) != ST_OK)
		return err->st;
	return db_all(db_usef(db, &q_entitlements, "ii", ask->person,
	    (int64_t)ask->max), entitlement_cols, v, ask->max, n, err);
}

/* The last day for which the end of a letter is announced today. */
static enum status
person_soon(struct db *db, const char *today, char soon[DATE_TEXT],
    struct err *err)
{
	char month[DATE_MONTH];
	int64_t days = 0;
	struct date d;

	(void)str_copy_cut(month, sizeof(month), today);
	if (setting_get(db, SETTING_LETTER_AHEAD, month, &days, err) != ST_OK)
		return err->st;
	soon[0] = '\0';
	if (date_from_iso(today, &d) == ST_OK)
		date_to_iso(soon, DATE_TEXT, date_from_days(date_days(d) +
		    (long)days));
	return ST_OK;
}

enum status
person_collectors(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct person_collector *v, unsigned *n,
    struct err *err)
{
	char soon[DATE_TEXT];
	unsigned i;

	if (person_inside(db, sc, ask->person, err) != ST_OK ||
	    person_soon(db, ask->today, soon, err) != ST_OK ||
	    db_all(db_usef(db, &q_collectors, "itit", ask->person, ask->today,
	    (int64_t)ask->max, soon), collector_cols, v, ask->max, n,
	    err) != ST_OK)
		return err->st;
	for (i = 0; i < *n; i++)
		v[i].early = strcmp(v[i].valid_from, ask->today) > 0;
	return ST_OK;
}
