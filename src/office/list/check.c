/*
 * SPDX-License-Identifier: ISC
 *
 * list/check: owns table list_check; reads it, and lets a preparer accept what
 * a check found with a reason.  How it is filled: check_run.c; what is
 * looked at: check_rules.c.
 */
#include "office/list/check.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/list/list.h"
#include "office/list/check_priv.h"
#include "office/period/owner.h"

#define FROM                                                                   \
	" FROM list_check c JOIN person p ON p.id = c.person_id"               \
	" JOIN area a ON a.id = p.area_id LEFT JOIN person o"                  \
	" ON o.id = c.other_id LEFT JOIN area oa ON oa.id = o.area_id"         \
	" LEFT JOIN staff s ON s.id = c.staff_id"         \
	" WHERE c.list_id = ?1 AND (?2 = '' OR c.rule = ?2)"                   \
	" AND (?3 = 0 OR (c.state = 'open') = (?3 = 1))"
/* Where the list has the person: who moved since is still its owner's to mend. */
#define PLACE(column)                                                          \
	"coalesce((SELECT l." column " FROM line l WHERE l.person_id ="        \
	" c.person_id AND l.list_id = c.list_id LIMIT 1), p." column ")"
#define PAGE                                                                   \
	"SELECT c.list_id, c.no, c.person_id, coalesce(c.other_id, 0), c.rule,"\
	" c.state = 'accepted', p.name, p.code, p.birth_year, p.birth_month,"  \
	" p.birth_day, a.name, coalesce(o.name, ''), coalesce(o.code, ''),"    \
	" c.detail, c.note, coalesce(s.name, ''), coalesce(c.at, ''),"         \
	PLACE("area_id") ", " PLACE("point_id") ", coalesce(oa.name, ''),"     \
	" EXISTS (SELECT 1 FROM change r WHERE r.person_id = c.person_id"      \
	"  AND r.state = 'waiting')" FROM
/* Place of a rule in the enum, from 1. */
#define RANK                                                                   \
	"CASE c.rule WHEN 'duplicate' THEN 1 WHEN 'age_step' THEN 2"           \
	" WHEN 'two_entitlements' THEN 3 WHEN 'uneven' THEN 4"                 \
	" WHEN 'own_amount' THEN 5 WHEN 'age_higher' THEN 6"                   \
	" WHEN 'unpaid' THEN 7 WHEN 'letter' THEN 8"                           \
	" WHEN 'child_alone' THEN 9 WHEN 'collector' THEN 10"                  \
	" WHEN 'very_old' THEN 11 WHEN 'no_identity' THEN 12 END"
/* ?4, ?5: rank and number of the place. */
DB_SQL(q_page) = { "check.page",
	PAGE " AND (" RANK ", c.no) > (?4, ?5) ORDER BY " RANK ", c.no" };
DB_SQL(q_page_back) = { "check.page_back",
	PAGE " AND (" RANK ", c.no) < (?4, ?5)"
	" ORDER BY " RANK " DESC, c.no DESC" };
DB_SQL(q_counts) = { "check.read_counts",
	"SELECT c.rule, c.state = 'accepted', " PLACE("area_id") ", "
	PLACE("point_id") ", count(*)"
	" FROM list_check c JOIN person p ON p.id = c.person_id"
	" WHERE c.list_id = ?1 GROUP BY 1, 2, 3, 4" };
DB_SQL(q_checked_at) = { "check.checked_at",
	"SELECT checked_at FROM list WHERE id = ?1" };
DB_SQL(q_accept) = { "check.accept",
	"UPDATE list_check SET state = 'accepted', note = ?3, staff_id = ?4,"
	" at = ?5 WHERE list_id = ?1 AND no = ?2" };
/* Along the lines of the two, not through all that was found. */
DB_SQL(q_two) = { "check.two",
	"UPDATE list_check SET state = 'accepted', note = ?3, staff_id = ?4,"
	" at = ?5 WHERE rule = 'duplicate' AND state = 'open'"
	" AND ((person_id = ?1 AND other_id = ?2)"
	"  OR (person_id = ?2 AND other_id = ?1)) AND list_id IN"
	" (SELECT l.list_id FROM line l JOIN list k ON k.id = l.list_id"
	"  WHERE l.person_id IN (?1, ?2) AND k.state = 'draft')" };
DB_SQL(q_keep) = { "check.keep",
	"INSERT INTO list_accept (period_id, owner_id, rule,"
	" person_id, other_id, detail, note, staff_id, at)"
	" SELECT ?3, ?4, rule, person_id, coalesce(other_id, 0), detail, note,"
	" staff_id, at FROM list_check WHERE list_id = ?1 AND no = ?2"
	" ON CONFLICT (period_id, owner_id, rule, person_id, other_id, detail)"
	" DO UPDATE SET note = excluded.note, staff_id = excluded.staff_id,"
	" at = excluded.at" };
DB_SQL(q_left) = { "check.left",
	"SELECT count(*) FROM list_check WHERE list_id = ?1"
	" AND severity = 'must' AND state = 'open'" };

enum status
list_check_load(struct verb_call *c, struct list_head *out, struct err *err)
{
	int64_t id = wire_args_int(&c->in->args, "list", 0);
	struct list_head h;
	bool all;

	if (list_get(c->db, &c->who->scope, id, &h, err) != ST_OK ||
	    list_owner_in(c->db, &c->who->scope, h.owner, &all, NULL,
	    err) != ST_OK)
		return err->st;
	if (!all)
		return err_field(err, ST_DENIED, "list",
		    _("This payment list belongs to another area."));
	if (strcmp(h.state, "draft") != 0)
		return err_field(err, ST_INVALID, "list",
		    _("Only a list in preparation is checked."));
	*out = h;
	return ST_OK;
}

/* ---- rules as people call them ------------------------------------------ */

const char *
list_check_name(enum list_check_rule rule)
{
	return rule < LIST_CHECK_RULES ? check_rules[rule].name : "";
}

const char *
list_check_word(enum list_check_rule rule)
{
	return rule < LIST_CHECK_RULES ? _(check_rules[rule].word) : "";
}

enum list_check_rule
list_check_by_name(const char *name)
{
	enum list_check_rule r = 0;

	while (r < LIST_CHECK_RULES && strcmp(check_rules[r].name, name) != 0)
		r++;
	return r;
}

/* Must it be accepted or go? */
static bool
list_check_must(enum list_check_rule rule)
{
	return rule < LIST_CHECK_RULES && check_rules[rule].must;
}

void
list_check_text(const struct list_check *c, char *dst, size_t size)
{
	if (c->rule < LIST_CHECK_RULES)
		check_rules[c->rule].text(c, dst, size);
	else
		(void)str_copy_cut(dst, size, c->detail);
}

/* ---- reading ------------------------------------------------------------ */

static void
check_read(struct db_stmt *s, struct list_check *c)
{
	struct date born = { .year = (int)db_int(s, 8),
	    .month = (int)db_int(s, 9), .day = (int)db_int(s, 10) };

	memset(c, 0, sizeof(*c));
	c->list = db_int(s, 0);
	c->no = db_int(s, 1);
	c->person = db_int(s, 2);
	c->other = db_int(s, 3);
	c->rule = list_check_by_name(db_text(s, 4));
	c->must = list_check_must(c->rule);
	c->accepted = db_int(s, 5) != 0;
	db_copy(s, 6, c->name, sizeof(c->name));
	db_copy(s, 7, c->code, sizeof(c->code));
	date_format(c->birth, sizeof(c->birth), born);
	db_copy(s, 11, c->place, sizeof(c->place));
	db_copy(s, 12, c->other_name, sizeof(c->other_name));
	db_copy(s, 13, c->other_code, sizeof(c->other_code));
	c->asked = db_int(s, 21) != 0;
	db_copy(s, 20, c->other_place, sizeof(c->other_place));
	db_copy(s, 14, c->detail, sizeof(c->detail));
	db_copy(s, 15, c->note, sizeof(c->note));
	db_copy(s, 16, c->by, sizeof(c->by));
	db_copy(s, 17, c->at, sizeof(c->at));
}

/* Is some of the list in the scope? */
static enum status
check_may_read(struct db *db, const struct scope *sc, int64_t list,
    struct err *err)
{
	struct list_head h;

	return list_get(db, sc, list, &h, err);
}

static void
check_turn(struct list_check *v, unsigned n)
{
	struct list_check t;
	unsigned i;

	for (i = 0; i < n / 2; i++) {
		t = v[i];
		v[i] = v[n - 1 - i];
		v[n - 1 - i] = t;
	}
}

enum status
list_check_page(struct db *db, const struct scope *sc,
    const struct list_check_filter *f, const struct list_check *from,
    bool backwards, struct list_check *v, unsigned max, unsigned *n,
    struct err *err)
{
	int64_t rank = backwards ? LIST_CHECK_RULES + 1 : 0, no = 0;
	enum status st = check_may_read(db, sc, f->list, err);
	struct db_stmt *s;
	unsigned i = 0;
	bool row;

	if (st != ST_OK)
		return st;
	if (from != NULL) {
		rank = (int64_t)from->rule + 1;
		no = from->no;
	}
	s = db_usef(db, backwards ? &q_page_back : &q_page, "itiii", f->list,
	    list_check_name(f->rule), (int64_t)f->which, rank, no);
	while (i < max && (st = db_step(s, &row, err)) == ST_OK && row)
		if (scope_has(sc, db_int(s, 18), db_int(s, 19)))
			check_read(s, &v[i++]);
	db_reset(s);
	if (st != ST_OK)
		return st;
	if (backwards)
		check_turn(v, i);
	*n = i;
	return ST_OK;
}

enum status
list_checks(struct db *db, const struct scope *sc, int64_t list,
    struct list_check *v, unsigned max, unsigned *n, struct err *err)
{
	const struct list_check_filter all = { .list = list,
	    .rule = LIST_CHECK_RULES };

	return list_check_page(db, sc, &all, NULL, false, v, max, n, err);
}

static enum status
check_when(struct db *db, int64_t list, struct list_check_counts *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_checked_at, "i", list);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st == ST_OK && row)
		db_copy(s, 0, out->checked_at, sizeof(out->checked_at));
	db_reset(s);
	return st;
}

enum status
list_check_counts(struct db *db, const struct scope *sc, int64_t list,
    struct list_check_counts *out, struct err *err)
{
	struct list_check_counts c = { .must = 0 };
	enum status st = check_may_read(db, sc, list, err);
	struct db_stmt *s;
	bool row;

	if (st == ST_OK)
		st = check_when(db, list, &c, err);
	if (st == ST_OK)
		st = list_check_stale(db, list, &c.stale, err);
	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_counts, "i", list);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		enum list_check_rule r = list_check_by_name(db_text(s, 0));
		unsigned n = (unsigned)db_int(s, 4);

		if (r == LIST_CHECK_RULES ||
		    !scope_has(sc, db_int(s, 2), db_int(s, 3)))
			continue;
		if (db_int(s, 1) != 0) {
			c.accepted[r] += n;
			continue;
		}
		c.open[r] += n;
		if (list_check_must(r))
			c.must += n;
		else
			c.look += n;
	}
	if (st == ST_OK)
		*out = c;
	return st;
}

enum status
list_check_two(struct verb_call *c, int64_t a, int64_t b, const char *note,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_two, "iitit", a, b, note,
	    c->who->staff, c->now), err);
}

/* ---- list.accept -------------------------------------------------------- */

enum status
list_accept_run(struct verb_call *c, struct err *err)
{
	int64_t no = wire_args_int(&c->in->args, "no", 0), must = 0;
	const char *note = wire_args_text(&c->in->args, "note");
	struct list_head l;
	bool found;

	if (list_check_load(c, &l, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_accept, "iitit", l.id, no, note,
	    c->who->staff, c->now), err) != ST_OK)
		return err->st;
	if (db_changes(c->db) == 0)
		return err_field(err, ST_NOTFOUND, "no",
		    _("The checks of this list have no finding %" PRId64 "."),
		    no);
	if (db_run(db_usef(c->db, &q_keep, "iiii", l.id, no, l.period,
	    l.owner), err) != ST_OK ||
	    db_int1(db_usef(c->db, &q_left, "i", l.id), &must, &found,
	    err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "list", l.id);
	wire_args_add_int(c->out, "no", no);
	wire_args_add_int(c->out, "must", must);
	wire_args_add(c->out, "note", note);
	return ST_OK;
}
