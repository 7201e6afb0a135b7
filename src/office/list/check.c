/*
 * SPDX-License-Identifier: ISC
 *
 * list/check: reads list_check, and lets a preparer accept a finding with a
 * reason.  How it is filled: check_run.c; what is looked at: check_rules.c.
 */
#include "office/list/check.h"

#include <inttypes.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
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
/* The place on the list, as the list's owner also deals with the findings of
 * people who moved since. */
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
/* The number of a rule in the enum. */
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
	if (h.state != LIST_DRAFT)
		return err_field(err, ST_INVALID, "list",
		    _("Only a list in preparation is checked."));
	*out = h;
	return ST_OK;
}

/* ---- rules as people call them ------------------------------------------ */

const char *
list_check_word(enum list_check_rule rule)
{
	return rule == LIST_CHECK_NONE ? "" : _(check_rules[rule].word);
}

void
list_check_text(const struct list_check *c, char *dst, size_t size)
{
	if (c->rule == LIST_CHECK_NONE)
		(void)str_copy_cut(dst, size, c->detail);
	else
		check_rules[c->rule].text(c, dst, size);
}

/* ---- reading ------------------------------------------------------------ */

struct check_row {
	struct list_check c;
	struct date born;
};

#define COL(m) DB_COL(struct check_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct check_row), COL(c.list), COL(c.no), COL(c.person),
	COL(c.other), DB_COL_ENUM(struct check_row, c.rule, &list_check_rules),
	COL(c.accepted), COL(c.name), COL(c.code), COL(born.year),
	COL(born.month), COL(born.day), COL(c.place), COL(c.other_name),
	COL(c.other_code), COL(c.detail), COL(c.note), COL(c.by), COL(c.at),
	COL(c.area), COL(c.point), COL(c.other_place), COL(c.asked), DB_END
};
#undef COL

/* How many findings of a rule there are in a place. */
struct check_count {
	enum list_check_rule rule;
	bool accepted;
	int64_t area, point;
	unsigned n;
};

#define COL(m) DB_COL(struct check_count, m)
static const struct db_col count_cols[] = {
	DB_ROW(struct check_count),
	DB_COL_ENUM(struct check_count, rule, &list_check_rules),
	COL(accepted), COL(area), COL(point), COL(n), DB_END
};
#undef COL

/* Some place of the list must be in the scope. */
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
    struct list_check_page *p, struct err *err)
{
	const struct list_check_filter *f = &p->filter;
	int64_t rank = p->backwards ? LIST_CHECK_RULES : 0, no = 0;
	struct check_row r;
	struct db_stmt *s;
	unsigned n = 0;
	enum status st = ST_OK;
	bool row;

	if (check_may_read(db, sc, f->list, err) != ST_OK)
		return err->st;
	if (p->from != NULL) {
		rank = p->from->rule;
		no = p->from->no;
	}
	s = db_usef(db, p->backwards ? &q_page_back : &q_page, "itiii",
	    f->list, names_word(&list_check_rules, f->rule), (int64_t)f->which,
	    rank, no);
	while (n < p->max && (st = db_step(s, &row, err)) == ST_OK && row) {
		db_row(s, row_cols, &r);
		if (!scope_has(sc, r.c.area, r.c.point))
			continue;
		r.c.must = check_rules[r.c.rule].must;
		date_format(r.c.birth, sizeof(r.c.birth), r.born);
		p->v[n++] = r.c;
	}
	db_reset(s);
	if (st != ST_OK)
		return st;
	if (p->backwards)
		check_turn(p->v, n);
	p->n = n;
	return ST_OK;
}

static enum status
check_when(struct db *db, int64_t list, struct list_check_counts *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_checked_at, "i", list);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, out->checked_at, sizeof(out->checked_at));
	db_reset(s);
	return ST_OK;
}

static enum status
check_add(struct db *db, const struct scope *sc, int64_t list,
    struct list_check_counts *c, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_counts, "i", list);
	struct check_count is;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_row(s, count_cols, &is);
		if (!scope_has(sc, is.area, is.point))
			continue;
		if (is.accepted) {
			c->accepted[is.rule] += is.n;
			continue;
		}
		c->open[is.rule] += is.n;
		if (check_rules[is.rule].must)
			c->must += is.n;
		else
			c->look += is.n;
	}
	return st;
}

enum status
list_check_counts(struct db *db, const struct scope *sc, int64_t list,
    struct list_check_counts *out, struct err *err)
{
	struct list_check_counts c = { .must = 0 };

	if (check_may_read(db, sc, list, err) != ST_OK ||
	    check_when(db, list, &c, err) != ST_OK ||
	    list_check_stale(db, list, &c.stale, err) != ST_OK ||
	    check_add(db, sc, list, &c, err) != ST_OK)
		return err->st;
	*out = c;
	return ST_OK;
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
