/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_row: reads one row of a list of people.
 */
#include "office/roll/person_row.h"

#include <inttypes.h>

#include "base/say.h"
#include "db/row.h"

DB_SQL(q_row) = { "person.row",
	"SELECT p.id, p.area_id, p.point_id, p.code, p.name, p.birth_year,"
	" p.birth_month, p.birth_day, p.village, p.sex, p.delivery, p.state,"
	" a.name, substr(coalesce((SELECT i.number FROM identity i"
	"  WHERE i.person_id = p.id AND i.kind = 'cccd' AND i.active = 1),"
	"  (SELECT i.number FROM identity i WHERE i.person_id = p.id"
	"  AND i.kind = 'cmnd' AND i.active = 1), (SELECT max(i.number)"
	"  FROM identity i WHERE i.person_id = p.id AND i.active = 1), ''), -4)"
	" FROM person p JOIN area a ON a.id = p.area_id WHERE p.id = ?1" };

#define COL(m) DB_COL(struct person_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct person_row), COL(id), COL(area), COL(point), COL(code),
	COL(name), COL(born.year), COL(born.month), COL(born.day), COL(village),
	COL(sex), DB_COL_ENUM(struct person_row, delivery, &deliveries),
	DB_COL_ENUM(struct person_row, state, &person_states), COL(area_name),
	COL(last4), DB_END
};
#undef COL

enum status
person_row(struct db *db, int64_t id, struct person_row *out, struct err *err)
{
	bool found;

	if (db_one(db_usef(db, &q_row, "i", id), row_cols, out, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "person",
		    _("There is no person %" PRId64 "."), id);
	date_format(out->birth, sizeof(out->birth), out->born);
	return ST_OK;
}
