/*
 * SPDX-License-Identifier: ISC
 *
 * list/count: control totals and digest of a list, from its lines as they are.
 */
#include <string.h>

#include "office/list/list_priv.h"

DB_SQL(q_lines) = { "list.lines",
	"SELECT area_id, no, person_id, entitlement_id, month, kind, seq,"
	" amount, standard, hundredths, category, point_id, delivery, name,"
	" birth, identity, village, deducted FROM line WHERE list_id = ?1"
	" ORDER BY area_id, no, id" };

/* Columns in the order of q_lines; another order would change every digest.  Read
 * by number: the digest needs them so, and there are 30,000 lines in a list. */
static void
list_digest_row(struct digest *d, struct db_stmt *s)
{
	int col;

	for (col = 0; col < 17; col++) {
		if (col == 4 || col == 5 || col == 10 || col >= 12)
			digest_text(d, db_text(s, col));
		else
			digest_int(d, db_int(s, col));
	}
	/* Lists from before there were deductions keep their digests. */
	if (db_int(s, 17) != 0)
		digest_int(d, db_int(s, 17));
}

enum status
list_count(struct db *db, int64_t list, struct list_sums *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_lines, "i", list);
	struct digest *d = digest_new();
	struct list_sums sums = { 0 };
	int64_t area = 0, no = 0, person = 0;
	char base[8] = "";
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		list_digest_row(d, s);
		sums.lines++;
		sums.total += db_int(s, 7);
		sums.deducted += db_int(s, 17);
		/* All lines of a person share one number in one commune. */
		if (db_int(s, 0) != area || db_int(s, 1) != no ||
		    db_int(s, 2) != person) {
			sums.people++;
			base[0] = '\0';
		}
		if (strcmp(db_text(s, 5), "base") == 0) {
			sums.doubles += strcmp(base, db_text(s, 4)) == 0;
			db_copy(s, 4, base, sizeof(base));
		}
		area = db_int(s, 0);
		no = db_int(s, 1);
		person = db_int(s, 2);
	}
	digest_end(d, sums.digest);
	if (st == ST_OK)
		*out = sums;
	return st;
}
