/*
 * SPDX-License-Identifier: ISC
 *
 * balance/lowered: what is undecided, and what was decided about whom.
 */
#include "office/balance/lowered.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "db/row.h"
#include "office/balance/settling.h"
#include "office/period/owner.h"

#define COLUMNS                                                                \
	"w.id, w.owner_id, coalesce(w.change_id, 0), a.code, a.name,"         \
	" w.from_month, w.at, w.people, w.months, w.amount,"                   \
	" coalesce(w.decision, ''), w.cursor"
DB_SQL(q_open) = { "lowered.open",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.owner_id = ?1 AND w.decision IS NULL AND w.gone = 0" };
DB_SQL(q_all) = { "lowered.all",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.gone = 0 AND (w.decision IS NULL OR w.cursor >= 0)"
	" AND w.id > ?1 ORDER BY w.id LIMIT 1" };
DB_SQL(q_under_way) = { "lowered.under_way",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.decision IS NOT NULL AND w.cursor >= 0 AND w.gone = 0"
	" AND (w.owner_id = ?1 OR ?1 = 0) LIMIT 1" };
DB_SQL(q_of) = { "lowered.of",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.change_id = ?1 AND w.gone = 0" };
DB_SQL(q_add) = { "lowered.add",
	"INSERT INTO lowered (id, owner_id, from_month, people, months, amount,"
	" staff_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" };
DB_SQL(q_count) = { "lowered.count",
	"UPDATE lowered SET from_month = CASE WHEN ?2 < from_month THEN ?2"
	" ELSE from_month END, people = ?3, months = ?4, amount = ?5,"
	" staff_id = ?6, at = ?7 WHERE id = ?1" };
DB_SQL(q_from) = { "lowered.from",
	"UPDATE lowered SET from_month = ?2 WHERE id = ?1 AND from_month >"
	" ?2" };
DB_SQL(q_none) = { "lowered.none",
	"UPDATE lowered SET gone = 1 WHERE id = ?1" };
DB_SQL(q_undone) = { "lowered.undone",
	"UPDATE lowered SET gone = 1 WHERE id IN (SELECT s.lowered_id"
	" FROM rate_search s WHERE s.change_id = ?1 AND NOT EXISTS (SELECT 1"
	"  FROM rate_search o {cross} JOIN change c ON c.id = o.change_id"
	"  WHERE o.lowered_id = s.lowered_id AND o.change_id <> ?1"
	"  AND c.state = 'approved'))" };
DB_SQL(q_person) = { "lowered.person",
	"INSERT INTO lowered_person (person_id, lowered_id) VALUES (?1, ?2)"
	" ON CONFLICT (person_id, lowered_id) DO NOTHING" };
/* The first month of rates lowered since the last decision about this record,
 * which may have come from another owner. */
DB_SQL(q_since) = { "lowered.since",
	"SELECT coalesce(min(c.month), '') FROM rate_search s"
	" JOIN lowered v ON v.id = s.lowered_id AND v.gone = 0"
	" {cross} JOIN change c ON c.id = s.change_id AND c.state = 'approved'"
	" WHERE c.checked_at > coalesce((SELECT max(d.checked_at)"
	"  FROM lowered_person x JOIN lowered w ON w.id = x.lowered_id"
	"  JOIN change d ON d.id = w.change_id WHERE x.person_id = ?1), '')" };
/* The first decision after ?2.  When its rate was undone, what was given up is
 * undecided again. */
DB_SQL(q_about) = { "lowered.about",
	"SELECT w.decision, w.change_id FROM lowered_person x"
	" JOIN lowered w ON w.id = x.lowered_id"
	" JOIN change d ON d.id = w.change_id"
	" WHERE x.person_id = ?1 AND d.checked_at >= ?2"
	" AND (w.gone = 0 OR w.decision = 'claim')"
	" ORDER BY d.checked_at, d.id LIMIT 1" };

NAMES(lowered_states, [LOWERED_CLAIM] = "claim",
	[LOWERED_GIVE_UP] = "give_up");

#define COL(m) DB_COL(struct lowered, m)
static const struct db_col lowered_cols[] = {
	DB_ROW(struct lowered), COL(id), COL(owner), COL(change), COL(code),
	COL(name), COL(from), COL(at), COL(sum.people), COL(sum.months),
	COL(sum.amount), DB_COL_ENUM(struct lowered, is, &lowered_states),
	DB_SKIP, DB_END
};
enum { LOWERED_CURSOR = 11 };
#undef COL

static void
lowered_row(struct db_stmt *s, struct lowered *out)
{
	db_row(s, lowered_cols, out);
	out->under_way = out->is != LOWERED_WAITS &&
	    db_int(s, LOWERED_CURSOR) >= 0;
}

static enum status
lowered_one(struct db_stmt *s, struct lowered *out, struct err *err)
{
	bool row;

	memset(out, 0, sizeof(*out));
	if (db_step(s, &row, err) != ST_OK || !row)
		return err->st;
	lowered_row(s, out);
	db_reset(s);
	return ST_OK;
}

enum status
lowered_open(struct db *db, int64_t owner, struct lowered *out,
    struct err *err)
{
	return lowered_one(db_usef(db, &q_open, "i", owner), out, err);
}

enum status
lowered_under_way(struct db *db, int64_t owner, struct lowered *out,
    struct err *err)
{
	return lowered_one(db_usef(db, &q_under_way, "i", owner), out, err);
}

enum status
lowered_of(struct db *db, const struct scope *sc, int64_t change,
    struct lowered *out, struct err *err)
{
	bool all = false;

	if (lowered_one(db_usef(db, &q_of, "i", change), out, err) != ST_OK ||
	    (out->id != 0 && list_owner_in(db, sc, out->owner, &all, NULL,
	    err) != ST_OK))
		return err->st;
	if (!all)
		memset(out, 0, sizeof(*out));
	return ST_OK;
}

enum status
lowered_all(struct db *db, const struct scope *sc, struct lowered *v,
    unsigned max, unsigned *n, struct err *err)
{
	int64_t after = 0;
	struct db_stmt *s;
	bool row, all, some;

	for (*n = 0; *n < max;) {
		s = db_usef(db, &q_all, "i", after);
		if (db_step(s, &row, err) != ST_OK || !row)
			return err->st;
		lowered_row(s, &v[*n]);
		db_reset(s);
		after = v[*n].id;
		if (list_owner_in(db, sc, v[*n].owner, &all, &some,
		    err) != ST_OK)
			return err->st;
		*n += some;
	}
	return ST_OK;
}

enum status
lowered_at_rest(struct db *db, int64_t owner, struct err *err)
{
	struct lowered is;

	if (lowered_under_way(db, owner, &is, err) != ST_OK)
		return err->st;
	if (is.id == 0)
		return settling_at_rest(db, owner, err);
	return err_set(err, ST_BUSY, _("Request %lld about a lowered rate is "
	    "being carried out for %s %s: whoever may approve it has it go on "
	    "first (chitra change approve %lld)."), (long long)is.change,
	    is.code, is.name, (long long)is.change);
}

static enum status
lowered_add(struct verb_call *c, int64_t owner, const char *from,
    const struct lowered_sum *sum, int64_t *id, struct err *err)
{
	if (db_next_id(c->db, "lowered", id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_add, "iitiiiit", *id, owner, from,
	    sum->people, sum->months, sum->amount, c->who->staff, c->now),
	    err);
}

enum status
lowered_found(struct verb_call *c, int64_t owner, const char *from,
    const struct lowered_sum *sum, int64_t *id, struct err *err)
{
	struct lowered is;

	*id = 0;
	if (lowered_open(c->db, owner, &is, err) != ST_OK)
		return err->st;
	if (sum->amount == 0)
		return is.id == 0 ? ST_OK :
		    db_run(db_usef(c->db, &q_none, "i", is.id), err);
	*id = is.id;
	if (is.id != 0)
		return db_run(db_usef(c->db, &q_count, "itiiiit", is.id, from,
		    sum->people, sum->months, sum->amount, c->who->staff,
		    c->now), err);
	return lowered_add(c, owner, from, sum, id, err);
}

enum status
lowered_came(struct verb_call *c, int64_t person, const char *from,
    const struct lowered_sum *sum, struct err *err)
{
	struct lowered is;
	int64_t owner, id;

	if (list_owner_of_person(c->db, person, &owner, err) != ST_OK ||
	    lowered_open(c->db, owner, &is, err) != ST_OK)
		return err->st;
	return is.id != 0 ? db_run(db_usef(c->db, &q_from, "it", is.id, from),
	    err) : lowered_add(c, owner, from, sum, &id, err);
}

enum status
lowered_undone(struct verb_call *c, int64_t change, struct err *err)
{
	if (lowered_at_rest(c->db, 0, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_undone, "i", change), err);
}

/* ---- about whom --------------------------------------------------------------- */

enum status
lowered_decided(struct verb_call *c, int64_t lowered, int64_t person,
    char from[8], struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_since, "i", person);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row && db_text(s, 0)[0] != '\0' && strcmp(db_text(s, 0), from) < 0)
		db_copy(s, 0, from, 8);
	db_reset(s);
	return db_run(db_usef(c->db, &q_person, "ii", person, lowered), err);
}

enum status
lowered_about(struct db *db, int64_t person, const char *since,
    enum lowered_state *is, int64_t *change, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_about, "it", person, since);
	bool row;

	*is = LOWERED_WAITS;
	*change = 0;
	if (db_step(s, &row, err) != ST_OK || !row)
		return err->st;
	*is = names_find(&lowered_states, db_text(s, 0));
	*change = db_int(s, 1);
	db_reset(s);
	return ST_OK;
}
