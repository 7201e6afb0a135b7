/*
 * SPDX-License-Identifier: ISC
 *
 * balance/rate_search: which rates wait for which owner, and which were
 * searched.
 */
#include "office/balance/rate_search.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/ids.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/balance/lowered.h"
#include "office/balance/settling.h"
#include "text/date.h"

#define KINDS "c.kind IN ('standard.set', 'coefficient.set', 'keeps_both.set')"
#define RATES KINDS " AND c.state = 'approved'"
#define SEARCHED(owner)                                                        \
	"EXISTS (SELECT 1 FROM rate_search s WHERE s.change_id = c.id"        \
	" AND s.owner_id = " owner ")"
/* Made before the rate was approved, of a month for which it holds. */
#define LISTED                                                                 \
	"k.kind = 'monthly' AND k.state <> 'draft'"                           \
	" AND k.prepared_at <= c.checked_at AND m.month >= c.month"
/* Lists of the owner, or of a former owner whose people it has now.  ?2:
 * today. */
DB_SQL(q_waits) = { "rate_search.waits",
	"SELECT c.id, c.month, c.kind, c.name, 0 AS undone FROM change c"
	" {by change_kind} WHERE " RATES
	" AND NOT " SEARCHED("?1")
	" AND (EXISTS (SELECT 1 FROM list k JOIN period_month m"
	"   ON m.period_id = k.period_id WHERE k.owner_id = ?1 AND " LISTED ")"
	"  OR EXISTS (SELECT 1 FROM area x {cross} JOIN list k ON k.owner_id"
	" = x.id"
	"   JOIN period_month m ON m.period_id = k.period_id"
	"   WHERE x.valid_to <= ?2 AND x.id <> ?1 AND " LISTED
	"   AND NOT " SEARCHED("x.id")
	"   AND EXISTS (SELECT 1 FROM line l JOIN person p ON p.id = l.person_id"
	"    JOIN area a ON a.id = p.area_id WHERE l.list_id = k.id"
	"    AND ?1 IN (a.id, a.parent_id))))"
	" UNION ALL SELECT c.id, c.month, c.kind, c.name, 1 FROM change c"
	" {by change_kind} JOIN rate_search s ON s.change_id = c.id"
	" AND s.owner_id = ?1 AND s.looked = 1 AND s.back_at IS NULL"
	" WHERE " KINDS " AND c.state = 'undone' ORDER BY 2, 1 LIMIT 1" };
DB_SQL(q_searched) = { "rate_search.add",
	"INSERT INTO rate_search (change_id, owner_id, staff_id, at, lowered_id)"
	" SELECT c.id, ?1, ?3, ?4, nullif(?5, 0) FROM change c {by change_kind}"
	" WHERE " RATES
	" AND c.month >= ?2 AND NOT " SEARCHED("?1") };
DB_SQL(q_back) = { "rate_search.back",
	"UPDATE rate_search SET back_at = ?3 WHERE owner_id = ?1"
	" AND back_at IS NULL AND change_id IN (SELECT c.id FROM change c"
	"  {by change_kind} WHERE " KINDS " AND c.state = 'undone'"
	"  AND c.month >= ?2)" };
DB_SQL(q_code) = { "rate_search.owner",
	"SELECT code, name FROM area WHERE id = ?1" };
DB_SQL(q_owners) = { "rate_search.owners",
	"SELECT DISTINCT CASE b.level WHEN 'district' THEN b.id ELSE a.id END"
	" FROM area a JOIN area b ON b.id = a.parent_id"
	" WHERE a.level = 'commune' ORDER BY 1" };

#define COL(m) DB_COL(struct rate_waits, m)
static const struct db_col waits_cols[] = {
	DB_ROW(struct rate_waits), COL(change), COL(month), DB_SKIP, COL(name),
	COL(undone), DB_END
};
#undef COL

enum status
rate_search_waits(struct db *db, int64_t owner, struct rate_waits *out,
    struct err *err)
{
	char today[CLOCK_DATE];
	struct settling half;
	struct lowered busy;
	bool found;

	memset(out, 0, sizeof(*out));
	if (lowered_under_way(db, owner, &busy, err) != ST_OK ||
	    settling_of(db, owner, &half, err) != ST_OK)
		return err->st;
	if (half.job != 0) {
		out->change = half.job;
		(void)str_copy_cut(out->month, sizeof(out->month), half.from);
		return ST_OK;
	}
	if (busy.id != 0) {
		out->change = busy.change;
		(void)str_copy_cut(out->month, sizeof(out->month), busy.from);
		return ST_OK;
	}
	clock_date(today);
	return db_one(db_usef(db, &q_waits, "it", owner, today), waits_cols,
	    out, &found, err);
}

enum status
rate_search_done(struct db *db, int64_t owner, struct err *err)
{
	char month[DATE_MONTH];
	struct rate_waits is;
	struct db_stmt *s;
	bool row;

	if (lowered_at_rest(db, owner, err) != ST_OK ||
	    rate_search_waits(db, owner, &is, err) != ST_OK || is.change == 0)
		return err->st;
	s = db_usef(db, &q_code, "i", owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), is.month);
	(void)err_field(err, ST_INVALID, "period",
	    is.undone ? _("The rate %s (request %" PRId64 "), from %s on, was "
	    "undone, and %s %s has listed months of it: have its differences "
	    "looked for once more (Rates and rules, F10).") :
	    _("The rate %s (request %" PRId64 ") holds from %s on, and %s %s "
	    "has listed months of it: have its differences looked for first "
	    "(Rates and rules, F10)."), is.name, is.change, month,
	    db_text(s, 1), db_text(s, 0));
	db_reset(s);
	return err->st;
}

enum status
rate_search_all_done(struct db *db, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_owners);
	struct ids owners = { .n = 0 };
	enum status st;
	unsigned i;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		ids_add(&owners, db_int(s, 0));
	for (i = 0; st == ST_OK && i < owners.n; i++)
		st = rate_search_done(db, owners.v[i], err);
	ids_done(&owners);
	return st;
}

enum status
rate_searched(struct verb_call *c, int64_t owner, const char *from,
    int64_t lowered, struct err *err)
{
	if (db_run(db_usef(c->db, &q_searched, "ititi", owner, from,
	    c->who->staff, c->now, lowered), err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_back, "itt", owner, from, c->now),
	    err);
}
