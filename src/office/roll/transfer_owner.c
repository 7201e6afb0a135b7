/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer_owner: whose list pays a month of a person, as the lists
 * themselves decide it (list/move.c): of the transfers that begin in that month
 * or earlier, the one approved last; before all transfers, the place where the
 * first one began.
 */
#include "office/period/owner.h"
#include "office/place/stored.h"
#include "office/roll/transfer.h"

#include <string.h>

DB_SQL(q_moves) = { "transfer.moves_of",
	"SELECT coalesce(t.from_area, 0), coalesce(t.to_area, 0),"
	" t.first_month, t.state, p.area_id FROM person p"
	" LEFT JOIN transfer t ON t.person_id = p.id"
	"  AND t.direction = 'within' AND t.state IN ('due', 'moved')"
	" WHERE p.id = ?1 ORDER BY t.id DESC" };

enum status
transfer_owner_at(struct db *db, int64_t person, const char *month,
    int64_t *owner, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_moves, "i", person);
	int64_t area = 0, now = 0;
	unsigned i = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		now = db_int(s, 4);
		if (db_null(s, 2))
			break;
		area = db_int(s, 0);
		if (strcmp(db_text(s, 2), month) <= 0) {
			area = i == 0 && strcmp(db_text(s, 3), "moved") == 0 ?
			    now : db_int(s, 1);
			break;
		}
		i++;
	}
	db_reset(s);
	if (st != ST_OK)
		return st;
	if (area == 0)
		area = now;
	if (area != now && area_now(db, area, "", &area, err) != ST_OK)
		return err->st;
	return list_owner_of_area(db, area, owner, err);
}
