/*
 * SPDX-License-Identifier: ISC
 *
 * balance/lowered: what waits to be decided, and what was decided about whom.
 */
#include "office/balance/lowered.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "office/balance/settling.h"
#include "office/period/owner.h"

#define COLUMNS                                                                \
	"w.id, w.owner_id, coalesce(w.change_id, 0), a.code, a.name,"         \
	" w.from_month, w.at, w.people, w.months, w.amount,"                   \
	" coalesce(w.decision, ''), w.cursor"
static const struct db_sql q_open = { "lowered.open",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.owner_id = ?1 AND w.decision IS NULL AND w.gone = 0" };
static const struct db_sql q_all = { "lowered.all",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.gone = 0 AND (w.decision IS NULL OR w.cursor >= 0)"
	" AND w.id > ?1 ORDER BY w.id LIMIT 1" };
static const struct db_sql q_under_way = { "lowered.under_way",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.decision IS NOT NULL AND w.cursor >= 0 AND w.gone = 0"
	" AND ?1 IN (0, w.owner_id) LIMIT 1" };
static const struct db_sql q_of = { "lowered.of",
	"SELECT " COLUMNS " FROM lowered w JOIN area a ON a.id = w.owner_id"
	" WHERE w.change_id = ?1 AND w.gone = 0" };
static const struct db_sql q_add = { "lowered.add",
	"INSERT INTO lowered (id, owner_id, from_month, people, months, amount,"
	" staff_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" };
static const struct db_sql q_count = { "lowered.count",
	"UPDATE lowered SET from_month = CASE WHEN ?2 < from_month THEN ?2"
	" ELSE from_month END, people = ?3, months = ?4, amount = ?5,"
	" staff_id = ?6, at = ?7 WHERE id = ?1" };
static const struct db_sql q_none = { "lowered.none",
	"UPDATE lowered SET gone = 1 WHERE id = ?1" };
static const struct db_sql q_undone = { "lowered.undone",
	"UPDATE lowered SET gone = 1 WHERE id IN (SELECT s.lowered_id"
	" FROM rate_search s WHERE s.change_id = ?1 AND NOT EXISTS (SELECT 1"
	"  FROM rate_search o CROSS JOIN change c ON c.id = o.change_id"
	"  WHERE o.lowered_id = s.lowered_id AND o.change_id <> ?1"
	"  AND c.state = 'approved'))" };

static void
lowered_row(struct db_stmt *s, struct lowered *out)
{
	memset(out, 0, sizeof(*out));
	out->id = db_int(s, 0);
	out->owner = db_int(s, 1);
	out->change = db_int(s, 2);
	db_copy(s, 3, out->code, sizeof(out->code));
	db_copy(s, 4, out->name, sizeof(out->name));
	db_copy(s, 5, out->from, sizeof(out->from));
	db_copy(s, 6, out->at, sizeof(out->at));
	out->sum.people = db_int(s, 7);
	out->sum.months = db_int(s, 8);
	out->sum.amount = db_int(s, 9);
	out->claim = strcmp(db_text(s, 10), "claim") == 0;
	out->give_up = strcmp(db_text(s, 10), "give_up") == 0;
	out->under_way = (out->claim || out->give_up) && db_int(s, 11) >= 0;
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
	if (db_next_id(c->db, "lowered", id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_add, "iitiiiit", *id, owner, from,
	    sum->people, sum->months, sum->amount, c->who->staff, c->now),
	    err);
}

enum status
lowered_undone(struct verb_call *c, int64_t change, struct err *err)
{
	if (lowered_at_rest(c->db, 0, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_undone, "i", change), err);
}

/* ---- the state of a line ------------------------------------------------------ */

/*
 * Rates that stood after ?3, for months up to ?2; ?1 the owner.  What nobody
 * counted waits.  Where the owner had nothing above any of them but another one
 * had, whoever came from there was not counted, and it waits as well; what the
 * owner has decided stands, though another had more above a later rate.
 */
#define STATE(at, month, owner)                                                \
	"SELECT CASE WHEN s.change_id IS NULL OR s.looked = 0"                 \
	" OR w.id IS NULL THEN '' ELSE coalesce(w.decision, '') END,"          \
	" coalesce(w.change_id, 0)"                                            \
	" FROM change c INDEXED BY change_kind"                                \
	" LEFT JOIN rate_search s ON s.change_id = c.id"                       \
	"  AND s.owner_id = " owner                                            \
	" LEFT JOIN lowered w ON w.id = s.lowered_id AND w.gone = 0"           \
	" WHERE c.kind IN ('standard.set', 'coefficient.set', 'keeps_both.set')" \
	" AND c.state = 'approved' AND c.month <= " month                      \
	" AND c.checked_at >= " at                                             \
	" AND (s.change_id IS NULL OR s.looked = 0 OR w.id IS NOT NULL"        \
	"  OR EXISTS (SELECT 1 FROM rate_search o JOIN lowered v"              \
	"   ON v.id = o.lowered_id AND v.gone = 0 WHERE o.change_id = c.id))"  \
	" ORDER BY CASE WHEN s.looked <> 0 AND w.id IS NULL THEN 1 ELSE 0 END,"\
	" c.checked_at DESC, c.id DESC LIMIT 1"
/* Of arrears the moment of the order: its rate is of then. */
static const struct db_sql q_line = { "lowered.of_line",
	STATE("(SELECT coalesce(o.at, k.prepared_at) FROM line l"
	" JOIN list k ON k.id = l.list_id LEFT JOIN arrears o"
	" ON o.id = l.arrears_id WHERE l.id = ?1)",
	"(SELECT month FROM line WHERE id = ?1)", "?2") };
static const struct db_sql q_order = { "lowered.of_order",
	STATE("(SELECT at FROM arrears WHERE id = ?1)", "?3", "?2") };

static enum status
lowered_state(struct db_stmt *s, enum lowered_state *is, int64_t *change,
    struct err *err)
{
	bool row;

	*is = LOWERED_NONE;
	*change = 0;
	if (db_step(s, &row, err) != ST_OK || !row)
		return err->st;
	*is = strcmp(db_text(s, 0), "claim") == 0 ? LOWERED_CLAIM :
	    strcmp(db_text(s, 0), "give_up") == 0 ? LOWERED_GIVE_UP :
	    LOWERED_WAITS;
	*change = db_int(s, 1);
	db_reset(s);
	return ST_OK;
}

enum status
lowered_of_line(struct db *db, int64_t line, int64_t owner,
    enum lowered_state *is, int64_t *change, struct err *err)
{
	return lowered_state(db_usef(db, &q_line, "ii", line, owner), is,
	    change, err);
}

enum status
lowered_of_order(struct db *db, int64_t order, const char *month,
    int64_t owner, enum lowered_state *is, int64_t *change, struct err *err)
{
	return lowered_state(db_usef(db, &q_order, "iit", order, owner, month),
	    is, change, err);
}
