/*
 * SPDX-License-Identifier: ISC
 *
 * list/opening: the request `uncollected`: what the system before left
 * uncollected, from a file, becomes open lines of a list of kind opening in the
 * earliest open period.  They are paid, blocked, carried and reported like any
 * line; their amounts are taken out of the opening (balance/uncollected.h), so
 * that nothing counts as had twice.  When the request is undone, the lines stay,
 * as approved lines do, and the balance blocks them.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/balance/settle_tell.h"
#include "office/balance/uncollected.h"
#include "office/list/list.h"
#include "office/list/list_priv.h"
#include "office/request/work.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

DB_SQL(q_rows) = { "opening_list.rows",
	"SELECT s.line, s.person_id, s.entitlement_id, s.month, s.amount,"
	" e.category, p.area_id, p.point_id, p.delivery, p.name, p.birth_year,"
	" p.birth_month, p.birth_day, p.village,"
	" coalesce((SELECT i.number FROM identity i WHERE i.person_id = p.id"
	"  AND i.kind = 'cccd' AND i.active = 1), (SELECT i.number"
	"  FROM identity i WHERE i.person_id = p.id AND i.kind = 'cmnd'"
	"  AND i.active = 1), (SELECT max(i.number) FROM identity i"
	"  WHERE i.person_id = p.id AND i.active = 1), '')"
	" FROM stage_uncollected s JOIN person p ON p.id = s.person_id"
	" JOIN entitlement e ON e.id = s.entitlement_id WHERE s.job_id = ?1"
	" ORDER BY p.area_id, p.village_key, p.name_key, p.id, s.month,"
	" s.line" };
DB_SQL(q_period) = { "opening_list.period",
	"SELECT id FROM period WHERE state = 'open' ORDER BY code LIMIT 1" };
DB_SQL(q_line) = { "opening_list.line",
	"INSERT INTO line (id, list_id, period_id, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, area_id, point_id, delivery, name, birth, identity, village)"
	" SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'arrears', coalesce(max(seq), 0)"
	" + 1, ?8, 0, 0, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16 FROM line"
	" WHERE person_id = ?5 AND entitlement_id = ?6 AND month = ?7"
	" AND kind = 'arrears'" };
DB_SQL(q_totals) = { "opening_list.totals",
	"UPDATE list SET lines = ?2, people = ?3, total = ?4, digest = ?5"
	" WHERE id = ?1" };
DB_SQL(q_submitted) = { "opening_list.submitted",
	"UPDATE list SET state = 'submitted' WHERE id = ?1" };
DB_SQL(q_approved) = { "opening_list.approved",
	"UPDATE list SET state = 'approved', approved_by = ?2,"
	" approved_at = ?3 WHERE id = ?1" };
DB_SQL(q_paid) = { "opening_list.paid",
	"SELECT l.name, l.month FROM uncollected u JOIN line l"
	" ON l.id = u.line_id JOIN standing s ON s.line_id = l.id"
	" WHERE u.change_id = ?1 ORDER BY l.id LIMIT 1" };
DB_SQL(q_people) = { "opening_list.people",
	"SELECT l.person_id, min(u.month) FROM uncollected u"
	" JOIN line l ON l.id = u.line_id WHERE u.change_id = ?1"
	" GROUP BY l.person_id ORDER BY l.person_id" };
DB_SQL(q_total) = { "opening_list.total",
	"SELECT coalesce(sum(amount), 0) FROM uncollected WHERE change_id = ?1"
	" AND taken_back IS NULL" };

struct opening_row {
	int64_t line, person, entitlement, amount, area, point;
	struct date born;
	char month[8], category[16], delivery[6], name[192], village[192],
	    identity[25];
};

struct opening_list {
	struct change_work *w;
	int64_t id, period;
	struct opening_row *row;
	unsigned rows;
};

#define COL(m) DB_COL(struct opening_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct opening_row), COL(line), COL(person), COL(entitlement),
	COL(month), COL(amount), COL(category), COL(area), COL(point),
	COL(delivery), COL(name), COL(born.year), COL(born.month),
	COL(born.day), COL(village), COL(identity), DB_END
};
#undef COL

static enum status
opening_read(struct opening_list *o, struct err *err)
{
	struct db_stmt *s = db_usef(o->w->c->db, &q_rows, "i",
	    wire_args_int(&o->w->fields, "job", 0));
	enum status st;
	bool more;

	while ((st = db_step(s, &more, err)) == ST_OK && more) {
		o->row = mem_resize(o->row, o->rows + 1, sizeof(*o->row));
		db_row(s, row_cols, &o->row[o->rows++]);
	}
	return st;
}

static enum status
opening_begin_list(struct opening_list *o, struct err *err)
{
	struct change_work *w = o->w;
	struct list_new l = { .owner = w->area, .kind = LIST_OPENING,
		.staff = w->maker, .at = w->c->now };
	bool open;

	if (db_int1(db_use(w->c->db, &q_period), &o->period, &open,
	    err) != ST_OK)
		return err->st;
	if (!open)
		return err_set(err, ST_INVALID, _("no payout period is open: "
		    "open one first, the lines stand in it"));
	l.period = o->period;
	if (list_insert(w->c->db, &l, err) != ST_OK)
		return err->st;
	o->id = l.id;
	return ST_OK;
}

/* Refuses a row that was right when the file came and is not any more. */
static enum status
opening_still(struct opening_list *o, const struct opening_row *r,
    struct err *err)
{
	struct uncollected_of of;
	char why[sizeof(err->msg)];
	enum status st = uncollected_of(o->w->c->db, r->person, r->category,
	    r->month, &of, err);

	if (st == ST_OK && (of.entitlement != r->entitlement ||
	    of.left < r->amount))
		st = err_set(err, ST_INVALID, _("the system before did not "
		    "leave that much of the month any more"));
	if (st == ST_OK)
		return st;
	(void)str_copy_cut(why, sizeof(why), err->msg);
	return err_set(err, st, _("line %lld: %s"), (long long)r->line, why);
}

static enum status
opening_line(struct opening_list *o, const struct opening_row *r, int64_t no,
    struct err *err)
{
	struct uncollected u = { .change = o->w->id,
	    .entitlement = r->entitlement, .amount = r->amount,
	    .month = r->month };
	struct db *db = o->w->c->db;
	char birth[DATE_TEXT];

	date_format(birth, sizeof(birth), r->born);
	if (opening_still(o, r, err) != ST_OK ||
	    db_next_id(db, "line", &u.line, err) != ST_OK ||
	    db_run(db_usef(db, &q_line, "iiiiiititiittttt", u.line,
	    o->id, o->period, no, r->person, r->entitlement, r->month,
	    r->amount, r->category, r->area, r->point, r->delivery, r->name,
	    birth, r->identity, r->village), err) != ST_OK)
		return err->st;
	return uncollected_add(o->w->c, &u, err);
}

static enum status
opening_lines(struct opening_list *o, struct err *err)
{
	int64_t no = 0;
	unsigned i;

	for (i = 0; i < o->rows; i++) {
		const struct opening_row *r = &o->row[i];

		if (i == 0 || r->area != o->row[i - 1].area)
			no = 1;
		else if (r->person != o->row[i - 1].person)
			no++;
		if (opening_line(o, r, no, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

/* In a trial of the request, nobody has approved the list yet. */
static enum status
opening_end_list(struct opening_list *o, struct err *err)
{
	struct change_work *w = o->w;
	struct db *db = w->c->db;
	struct list_sums sums;
	char money[MONEY_TEXT];

	if (list_count(db, o->id, &sums, err) != ST_OK ||
	    db_run(db_usef(db, &q_totals, "iiiib", o->id, sums.lines,
	    sums.people, sums.total, sums.digest, sizeof(sums.digest)),
	    err) != ST_OK ||
	    db_run(db_usef(db, &q_submitted, "i", o->id), err) != ST_OK ||
	    (!w->trial && db_run(db_usef(db, &q_approved, "iit", o->id,
	    w->c->who->staff, w->c->now), err) != ST_OK))
		return err->st;
	money_format(money, sizeof(money), sums.total);
	change_effect(w, N_("can be paid from now on, and was not paid by the "
	    "system before: %s đồng, people: %lld, months: %lld"), money,
	    (long long)sums.people, (long long)sums.lines);
	return ST_OK;
}

struct opening_person {
	int64_t person;
	char from[8]; /* first month of the lines */
};

#define COL(m) DB_COL(struct opening_person, m)
static const struct db_col person_cols[] = {
	DB_ROW(struct opening_person), COL(person), COL(from), DB_END
};
#undef COL

/* Lines of people who are due less than that by now are blocked at once. */
static enum status
opening_settle(struct change_work *w, int64_t change, int64_t undoes,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_people, "i", change);
	struct opening_person *v = NULL;
	unsigned n = 0, i;
	char why[80];
	enum status st;
	bool more;

	while ((st = db_step(s, &more, err)) == ST_OK && more) {
		v = mem_resize(v, n + 1, sizeof(*v));
		db_row(s, person_cols, &v[n++]);
	}
	for (i = 0; st == ST_OK && i < n; i++) {
		struct settle_ask ask = { .person = v[i].person,
		    .change = w->id, .from = v[i].from, .to = "",
		    .why = sentence_word(why, sizeof(why), undoes != 0 ?
		    N_("was collected before these books") :
		    N_("was not collected before these books")),
		    .decision = "", .decided_on = "", .undoes = undoes };

		st = balance_change(w, &ask, err);
	}
	free(v);
	return st;
}

static enum status
opening_read_nothing(struct change_work *w, struct err *err)
{
	(void)w;
	(void)err;
	return ST_OK; /* its rows were checked as they came */
}

static enum status
opening_make(struct opening_list *o, struct err *err)
{
	if (opening_read(o, err) != ST_OK ||
	    opening_begin_list(o, err) != ST_OK ||
	    opening_lines(o, err) != ST_OK || opening_end_list(o, err) != ST_OK)
		return err->st;
	return opening_settle(o->w, o->w->id, 0, err);
}

static enum status
opening_apply(struct change_work *w, struct err *err)
{
	struct opening_list o = { .w = w };
	enum status st = opening_make(&o, err);

	free(o.row);
	return st;
}

static enum status
opening_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_paid, "i", of->id);
	char name[192], month[DATE_MONTH], money[MONEY_TEXT];
	int64_t total = 0;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		db_copy(s, 0, name, sizeof(name));
		month_format(month, sizeof(month), db_text(s, 1));
		db_reset(s);
		return err_field(err, ST_INVALID, "undoes",
		    _("%s of %s was paid from this list: take that payment back "
		    "first"), month, name);
	}
	if (db_int1(db_usef(w->c->db, &q_total, "i", of->id), &total, &row,
	    err) != ST_OK ||
	    uncollected_back(w->c, of->id, w->id, err) != ST_OK)
		return err->st;
	money_format(money, sizeof(money), total);
	change_effect(w, N_("was paid by the system before after all: %s đồng"),
	    money);
	return opening_settle(w, of->id, of->id, err);
}

const struct change_kind change_kind_uncollected = {
	.name = "uncollected",
	.word = N_("money not collected before"),
	.when = N_("its months stand as open lines of an opening list, and are "
	    "taken out of what the system before paid"),
	.roles = ROLE_PREPARER,
	.reach = CHANGE_AREA,
	.flags = CHANGE_OF_FILE,
	.fields = "file job owner rows sha256",
	.read = opening_read_nothing,
	.apply = opening_apply,
	.undo = opening_undo,
};
