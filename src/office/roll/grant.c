/*
 * SPDX-License-Identifier: ISC
 *
 * roll/grant: writes entitlement and suspension, except for rows of files
 * (file/row.c).  What is due follows from the months; the state only tells
 * screens how an entitlement stands today, or that it is void.
 */
#include "office/roll/grant_store.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"

#define GRANTS                                                                 \
	"SELECT e.id, coalesce(e.origin, e.id), e.category, e.from_month,"     \
	" coalesce(e.to_month, ''), e.state, c.kind = 'base',"                 \
	" coalesce(e.hundredths, 0), coalesce(e.manual, 0), p.name"            \
	" FROM entitlement e JOIN category c ON c.code = e.category"           \
	" JOIN person p ON p.id = e.person_id WHERE e.state <> 'void'"

/* Not funeral support, which is paid once and is never suspended. */
DB_SQL(q_all) = { "grant.all",
	GRANTS " AND e.person_id = ?1 AND c.kind IN ('base', 'care')"
	" ORDER BY e.from_month, e.id LIMIT ?2" };
DB_SQL(q_one) = { "grant.one", GRANTS " AND e.id = ?1" };
/* One that would pay the same category twice in one of those months. */
DB_SQL(q_twice) = { "grant.twice",
	GRANTS " AND e.person_id = ?1 AND e.category = ?2"
	" AND (e.to_month IS NULL OR e.to_month >= ?3)"
	" AND (?4 = '' OR e.from_month <= ?4) ORDER BY e.from_month, e.id LIMIT 1" };
DB_SQL(q_add) = { "grant.add",
	"INSERT INTO entitlement (id, person_id, category, hundredths, manual,"
	" from_month, to_month, decision, decided_on, changed_at, change_id,"
	" origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, ''), ?8, ?9, ?10,"
	" ?11, ?12)" };
DB_SQL(q_set) = { "grant.set",
	"UPDATE entitlement SET state = ?2, to_month = nullif(?3, ''),"
	" changed_at = ?4 WHERE id = ?1" };
DB_SQL(q_rest) = { "grant.rest",
	"SELECT from_month, coalesce(to_month, ''), coalesce(change_id, 0),"
	" receipts FROM suspension WHERE entitlement_id = ?1"
	" AND (to_month IS NULL OR to_month >= ?2)"
	" ORDER BY from_month DESC LIMIT 1" };
DB_SQL(q_rest_put) = { "grant.rest_put",
	"INSERT INTO suspension (entitlement_id, from_month, to_month, change_id,"
	" receipts) VALUES (?1, ?2, nullif(?3, ''), ?4, ?5)" };
/* What was paid before the suspension counts as due (balance/account_at.c). */
DB_SQL(q_receipts) = { "grant.receipts",
	"SELECT coalesce(max(no), 0) FROM receipt" };
DB_SQL(q_rest_drop) = { "grant.rest_drop",
	"DELETE FROM suspension WHERE entitlement_id = ?1 AND from_month = ?2" };
/* The replacement is suspended in the same months. */
DB_SQL(q_rests_along) = { "grant.rests_along",
	"INSERT INTO suspension (entitlement_id, from_month, to_month, change_id,"
	" receipts) SELECT ?2, CASE WHEN from_month < ?3 THEN ?3 ELSE from_month END,"
	" to_month, change_id, receipts FROM suspension"
	" WHERE entitlement_id = ?1 AND (to_month IS NULL OR to_month >= ?3)" };

/* ---- reading -------------------------------------------------------------- */

#define COL(m) DB_COL(struct grant, m)
static const struct db_col grant_cols[] = {
	DB_ROW(struct grant), COL(id), COL(origin), COL(category), COL(from),
	COL(to), DB_COL_ENUM(struct grant, state, &entitlement_states),
	COL(base), COL(hundredths), COL(manual), DB_END
};
#undef COL

#define COL(m) DB_COL(struct rest, m)
static const struct db_col rest_cols[] = {
	DB_ROW(struct rest), COL(from), COL(to), COL(change), COL(receipts),
	DB_END
};
#undef COL

enum status
grants_of(struct verb_call *c, int64_t person, struct grant *v, unsigned *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_all, "ii", person,
	    (int64_t)GRANTS_MOST + 1);
	enum status st;
	bool row;

	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		/* One left out would go on being paid. */
		if (*n == GRANTS_MOST) {
			db_reset(s);
			return err_field(err, ST_LIMIT, "entitlement",
			    _("more than %d entitlements of one person"),
			    GRANTS_MOST);
		}
		db_row(s, grant_cols, &v[(*n)++]);
	}
	return st;
}

enum status
grant_get(struct verb_call *c, int64_t id, struct grant *g, struct err *err)
{
	bool found;

	g->id = 0;
	return db_one(db_usef(c->db, &q_one, "i", id), grant_cols, g, &found,
	    err);
}

void
grant_words(const struct grant *g, char *dst, size_t size)
{
	char from[DATE_MONTH], to[DATE_MONTH] = "";

	month_format(from, sizeof(from), g->from);
	if (g->to[0] != '\0')
		month_format(to, sizeof(to), g->to);
	(void)snprintf(dst, size, "%s %s–%s%s", g->category, from, to,
	    g->state == ENTITLEMENT_SUSPENDED ? _(" (rests)") : "");
}

/* ---- beginning and ending ------------------------------------------------- */

static enum status
grant_free(struct verb_call *c, const struct entitlement_new *e,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_twice, "ittt", e->person,
	    e->category, e->from, e->to);
	struct grant other;
	char words[80];
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	db_row(s, grant_cols, &other);
	grant_words(&other, words, sizeof(words));
	(void)err_field(err, ST_EXISTS, "category",
	    _("%s has this already: %s"), db_text(s, 9), words);
	db_reset(s);
	return err->st;
}

enum status
grant_begin(struct verb_call *c, const struct entitlement_new *e,
    struct grant *g, struct err *err)
{
	int64_t id;

	if (grant_free(c, e, err) != ST_OK ||
	    db_next_id(c->db, "entitlement", &id, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_add, "iitootttttio", id, e->person,
	    e->category, e->hundredths, e->manual, e->from, e->to, e->decision,
	    e->decided_on, c->now, e->change, e->origin), err) != ST_OK)
		return err->st;
	return grant_get(c, id, g, err);
}

enum status
grant_back(struct verb_call *c, int64_t id, enum entitlement_state state,
    const char *to, struct err *err)
{
	return db_run(db_usef(c->db, &q_set, "ittt", id,
	    names_word(&entitlement_states, state), to, c->now), err);
}

enum status
grant_void(struct verb_call *c, const struct grant *g, struct err *err)
{
	return grant_back(c, g->id, ENTITLEMENT_VOID, g->to, err);
}

enum status
grant_end(struct verb_call *c, const struct grant *g, const char *last,
    struct err *err)
{
	return strcmp(g->from, last) > 0 ? grant_void(c, g, err) :
	    grant_back(c, g->id, ENTITLEMENT_STOPPED, last, err);
}

/* The new one has the same origin, so that what lists have of its months under
 * the old one counts for it. */
enum status
grant_replace(struct verb_call *c, const struct grant *g,
    struct entitlement_new *e, struct grant *now, struct err *err)
{
	char before[DATE_MONTH];

	e->origin = g->origin;
	if (month_add(e->from, -1, before) != ST_OK)
		return err_field(err, ST_INVALID, "from",
		    _("'%s' is no month"), e->from);
	if (grant_end(c, g, before, err) != ST_OK ||
	    grant_begin(c, e, now, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_rests_along, "iit", g->id, now->id,
	    e->from), err);
}

/* ---- suspensions ------------------------------------------------------------ */

static const struct record_field grant_fields[] = {
	RECORD_FIELD(struct grant, id),
	RECORD_ENUM(struct grant, state, &entitlement_states),
	RECORD_FIELD(struct grant, to),
};
const struct record grant_record = RECORD(grant_fields, 3);
/* Requests of earlier versions did not keep the receipts. */
static const struct record_field rest_fields[] = {
	RECORD_FIELD(struct rest, grant), RECORD_FIELD(struct rest, from),
	RECORD_FIELD(struct rest, to), RECORD_FIELD(struct rest, change),
	RECORD_FIELD(struct rest, receipts),
};
const struct record rest_record = RECORD(rest_fields, 4);

enum status
grant_rest(struct verb_call *c, int64_t id, const char *month, struct rest *r,
    bool *found, struct err *err)
{
	if (db_one(db_usef(c->db, &q_rest, "it", id, month), rest_cols, r,
	    found, err) != ST_OK)
		return err->st;
	if (*found)
		r->grant = id;
	return ST_OK;
}

enum status
grant_rest_drop(struct verb_call *c, int64_t id, const char *from,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_rest_drop, "it", id, from), err);
}

/* Suspensions may not overlap, so the one of that month is deleted first. */
enum status
grant_rest_put(struct verb_call *c, const struct rest *r, struct err *err)
{
	if (grant_rest_drop(c, r->grant, r->from, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_rest_put, "ittoi", r->grant, r->from,
	    r->to, r->change, r->receipts), err);
}

enum status
grant_suspend(struct verb_call *c, const struct grant *g, const char *month,
    int64_t change, struct err *err)
{
	struct rest r = { .grant = g->id, .change = change };
	bool found;

	if (db_int1(db_use(c->db, &q_receipts), &r.receipts, &found,
	    err) != ST_OK)
		return err->st;
	(void)str_copy_cut(r.from, sizeof(r.from), month);
	(void)str_copy_cut(r.to, sizeof(r.to), g->to);
	if (grant_rest_put(c, &r, err) != ST_OK)
		return err->st;
	return grant_back(c, g->id, ENTITLEMENT_SUSPENDED, g->to, err);
}

enum status
grant_resume(struct verb_call *c, const struct grant *g, const struct rest *r,
    const char *month, struct err *err)
{
	struct rest ended = *r;

	if (month_add(month, -1, ended.to) != ST_OK)
		return err_field(err, ST_INVALID, "from",
		    _("'%s' is no month"), month);
	if ((strcmp(month, r->from) <= 0 ?
	    grant_rest_drop(c, g->id, r->from, err) :
	    grant_rest_put(c, &ended, err)) != ST_OK)
		return err->st;
	return grant_back(c, g->id, ENTITLEMENT_ACTIVE, g->to, err);
}
