/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_row: what tells namesakes apart in a list: birth year, village and
 * the last four digits of the paper.
 */
#include "office/roll/person_row.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "text/date.h"

DB_SQL(q_row) = { "person.row",
	"SELECT p.area_id, p.point_id, p.code, p.name, p.birth_year,"
	" p.birth_month, p.birth_day, p.village, p.sex, p.delivery, p.state,"
	" a.name, substr(coalesce((SELECT i.number FROM identity i"
	"  WHERE i.person_id = p.id AND i.kind = 'cccd' AND i.active = 1),"
	"  (SELECT i.number FROM identity i WHERE i.person_id = p.id"
	"  AND i.kind = 'cmnd' AND i.active = 1), (SELECT max(i.number)"
	"  FROM identity i WHERE i.person_id = p.id AND i.active = 1), ''), -4)"
	" FROM person p JOIN area a ON a.id = p.area_id WHERE p.id = ?1" };

enum status
person_row(struct db *db, int64_t id, struct person_row *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_row, "i", id);
	struct date born;
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "person",
		    _("There is no person %" PRId64 "."), id);
	memset(out, 0, sizeof(*out));
	out->id = id;
	out->area = db_int(s, 0);
	out->point = db_int(s, 1);
	db_copy(s, 2, out->code, sizeof(out->code));
	db_copy(s, 3, out->name, sizeof(out->name));
	born = (struct date){ .year = (int)db_int(s, 4),
	    .month = (int)db_int(s, 5), .day = (int)db_int(s, 6) };
	date_format(out->birth, sizeof(out->birth), born);
	db_copy(s, 7, out->village, sizeof(out->village));
	out->sex = db_text(s, 8)[0];
	out->home = strcmp(db_text(s, 9), "home") == 0;
	out->active = strcmp(db_text(s, 10), "active") == 0;
	db_copy(s, 10, out->state, sizeof(out->state));
	out->merged = strcmp(db_text(s, 10), "merged") == 0;
	db_copy(s, 11, out->area_name, sizeof(out->area_name));
	db_copy(s, 12, out->last4, sizeof(out->last4));
	db_reset(s);
	return ST_OK;
}
