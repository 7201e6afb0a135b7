/*
 * SPDX-License-Identifier: ISC
 *
 * pay/pay: the verb "pay".  It pays exactly the lines that the clerk saw, each
 * at its approved amount, or nothing: one receipt, and for each line one payout
 * and one row of standing.  Several checks repeat what the schema refuses
 * anyway, to tell the clerk why (rules 1, 2 and 7 of the house).
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/pay/pay_priv.h"
#include "office/period/period.h"
#include "office/balance/recovery.h"
#include "text/date.h"
#include "text/sentence.h"

DB_SQL(q_point) = { "pay.point",
	"SELECT id, area_id, active FROM point WHERE code = ?1" };
DB_SQL(q_stands) = { "pay.stands",
	"SELECT t.name, r.at, r.no, l.person_id, s.line_id IS NOT NULL,"
	" " LINE_BLOCK_REASON("l.id") " FROM line l"
	" LEFT JOIN standing s ON s.line_id = l.id"
	" LEFT JOIN payout y ON y.id = s.payout_id"
	" LEFT JOIN receipt r ON r.no = y.receipt_no"
	" LEFT JOIN staff t ON t.id = r.staff_id WHERE l.id = ?1" };
DB_SQL(q_receipt) = { "pay.receipt",
	"INSERT INTO receipt (no, op, period_id, person_id, staff_id, point_id,"
	" method, collector, collector_name, collector_identity, document, lines,"
	" total, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
	" ?13, ?14)" };
DB_SQL(q_payout) = { "pay.payout",
	"INSERT INTO payout (id, line_id, receipt_no, kind, amount, staff_id,"
	" at) VALUES (?1, ?2, ?3, 'pay', ?4, ?5, ?6)" };
DB_SQL(q_standing) = { "pay.standing",
	"INSERT INTO standing (line_id, payout_id) VALUES (?1, ?2)" };

/* What has become of a line. */
struct pay_line {
	char by[128], at[20]; /* who paid it, "" nobody */
	int64_t receipt, person;
	bool stands;
	char reason[320];     /* of a block, as stored */
};

#define COL(m) DB_COL(struct pay_line, m)
static const struct db_col line_cols[] = {
	DB_ROW(struct pay_line), COL(by), COL(at), COL(receipt), COL(person),
	COL(stands), COL(reason), DB_END
};
#undef COL

/* One call of "pay". */
struct pay {
	struct verb_call *c;
	struct period period;
	struct payout_person who;
	struct payout_collector by;
	int64_t point, total;
	struct payout_lines now;
	struct ids line; /* those to pay of them */
};

/* The organiser collects the support for the funeral, and nothing else. */
static bool
pay_funeral(const struct pay *p)
{
	return names_find(&collector_kinds, wire_args_text(&p->c->in->args,
	    "collector")) == COLLECTOR_ORGANISER;
}

/* The point as posted, else the only one of the actor, else the person's. */
static enum status
pay_point(struct pay *p, struct err *err)
{
	const char *code = wire_args_text(&p->c->in->args, "point");
	const struct scope *sc = &p->c->who->scope;
	struct db_stmt *s;
	int64_t id = 0, area = 0;
	bool row, active = false;

	if (str_empty(code)) {
		p->point = sc->kind == SCOPE_POINTS && sc->n == 1 ?
		    sc->ids[0] : p->who.point;
		return ST_OK;
	}
	s = db_usef(p->c->db, &q_point, "t", code);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		id = db_int(s, 0);
		area = db_int(s, 1);
		active = db_int(s, 2) != 0;
	}
	db_reset(s);
	if (!row || !active)
		return err_field(err, ST_NOTFOUND, "point",
		    _("There is no payout point %s in use."), code);
	if (!scope_has(sc, area, id))
		return err_field(err, ST_DENIED, "point",
		    _("%s is not one of your payout points."), code);
	p->point = id;
	return ST_OK;
}

static enum status
pay_person(struct pay *p, struct err *err)
{
	int64_t id = wire_args_int(&p->c->in->args, "person", 0);
	char day[DATE_TEXT] = "";
	struct date on;

	if (payout_person(p->c->db, &p->c->who->scope, id, &p->who,
	    err) != ST_OK)
		return err->st;
	/*
	 * The dead: collect.c.  A person who moved away may collect what was
	 * due before; later lines are blocked.
	 */
	if (p->who.state != PERSON_MERGED)
		return ST_OK;
	if (date_from_iso(p->who.state_on, &on) == ST_OK)
		date_format(day, sizeof(day), on);
	return err_field(err, ST_DENIED, "person",
	    _("This file of %s went into another on %s: search again."),
	    p->who.name, day);
}

/* Refuses a line of the person that is blocked, or that another collects. */
static enum status
pay_line_why(const struct pay *p, int64_t line, struct err *err)
{
	unsigned i;

	for (i = 0; i < p->now.n; i++) {
		const struct payout_line *l = &p->now.v[i];

		if (l->id != line || l->receipt != 0)
			continue;
		if (l->blocked[0] != '\0')
			return err_set(err, ST_DENIED, _("Blocked: %s"),
			    l->blocked);
		return err_field(err, ST_DENIED, "collector",
		    pay_funeral(p) ?
		    _("Months of %s are not the organiser's of the funeral.") :
		    _("Funeral support of %s goes to the organiser alone."),
		    p->who.name);
	}
	return ST_OK;
}

/* Refuses a line that was seen and is not open, and says why. */
static enum status
pay_why_not(struct pay *p, int64_t line, struct err *err)
{
	struct pay_line is;
	char reason[160];
	bool found;

	if (db_one(db_usef(p->c->db, &q_stands, "i", line), line_cols, &is,
	    &found, err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_INVALID, "lines",
		    _("There is no line %" PRId64 "."), line);
	sentence_show(reason, sizeof(reason), is.reason);
	if (is.person != p->who.id)
		return err_field(err, ST_INVALID, "lines",
		    _("Line %" PRId64 " belongs to somebody else."), line);
	if (is.stands && strncmp(is.at, p->c->today, 10) == 0)
		return err_set(err, ST_EXISTS,
		    _("Paid by %s at %.5s, receipt %" PRId64 "."), is.by,
		    is.at + 11, is.receipt);
	if (is.stands)
		return err_set(err, ST_EXISTS,
		    _("Paid by %s on %.2s/%.2s/%.4s at %.5s, receipt %" PRId64
		    "."), is.by, is.at + 8, is.at + 5, is.at, is.at + 11,
		    is.receipt);
	if (!str_empty(reason))
		return err_set(err, ST_DENIED, _("Blocked: %s"), reason);
	return err_field(err, ST_INVALID, "lines",
	    _("Line %" PRId64 " cannot be paid in the period %s."), line,
	    p->period.code);
}

/* All lines that are open now, and their sum. */
static enum status
pay_open(struct pay *p, struct err *err)
{
	unsigned i;

	if (payout_lines_of(p->c->db, &p->c->who->scope, p->period.id,
	    p->who.id, &p->now, err) != ST_OK)
		return err->st;
	for (i = 0; i < p->now.n; i++) {
		const struct payout_line *l = &p->now.v[i];

		if (!payout_line_open(l, pay_funeral(p)))
			continue;
		ids_add(&p->line, l->id);
		p->total += l->amount;
	}
	if (p->line.n > PAYOUT_LINES_MAX)
		return err_field(err, ST_LIMIT, "lines",
		    _("%s has %u lines to collect, one receipt takes %d: the "
		    "controller blocks some until the others are paid."),
		    p->who.name, p->line.n, PAYOUT_LINES_MAX);
	return ST_OK;
}

/* What was seen must be what is open: every line, and the sum. */
static enum status
pay_seen(struct pay *p, const struct ids *seen, struct err *err)
{
	unsigned i;

	for (i = 0; i < seen->n; i++)
		if (!ids_has(&p->line, seen->v[i]))
			return pay_line_why(p, seen->v[i], err) != ST_OK ?
			    err->st : pay_why_not(p, seen->v[i], err);
	for (i = 0; i < p->line.n; i++)
		if (!ids_has(seen, p->line.v[i]))
			return err_field(err, ST_INVALID, "lines",
			    _("%s has more to collect than was shown; look "
			    "again."), p->who.name);
	if (p->line.n == 0)
		return err_field(err, ST_NOTFOUND, "lines",
		    _("%s has nothing to collect."), p->who.name);
	if (seen->n != p->line.n || wire_args_int(&p->c->in->args, "total",
	    -1) != p->total)
		return err_field(err, ST_INVALID, "total",
		    _("The sum to hand over is %" PRId64 " đồng; look again."),
		    p->total);
	return ST_OK;
}

static enum status
pay_lines(struct pay *p, struct err *err)
{
	struct ids seen = { .n = 0 };
	enum status st;

	st = payout_ids(wire_args_text(&p->c->in->args, "lines"), &seen, err);
	if (st == ST_OK)
		st = pay_open(p, err);
	if (st == ST_OK)
		st = pay_seen(p, &seen, err);
	ids_done(&seen);
	return st;
}

static enum status
pay_one(struct verb_call *c, const struct payout_line *l, int64_t payout,
    int64_t receipt, struct err *err)
{
	if (db_run(db_usef(c->db, &q_payout, "iiiiit", payout, l->id, receipt,
	    l->amount, c->who->staff, c->now), err) != ST_OK ||
	    db_run(db_usef(c->db, &q_standing, "ii", l->id, payout),
	    err) != ST_OK)
		return err->st;
	return l->deducted > 0 ? recovery_paid(c, l->id, err) : ST_OK;
}

static enum status
pay_write(struct pay *p, int64_t *receipt, struct err *err)
{
	struct verb_call *c = p->c;
	int64_t no, first;
	unsigned i;

	if (db_next_id(c->db, "receipt", &no, err) != ST_OK ||
	    db_take_ids(c->db, "payout", p->line.n, &first, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_receipt, "ibiiiitttttiit", no, c->in->op,
	    sizeof(c->in->op), p->period.id, p->who.id, c->who->staff,
	    p->point, wire_args_text(&c->in->args, "method"),
	    names_word(&collector_kinds, p->by.kind), p->by.name, p->by.identity, p->by.document, (int64_t)p->line.n,
	    p->total, c->now), err) != ST_OK)
		return err->st;
	for (i = 0; i < p->now.n; i++)
		if (payout_line_open(&p->now.v[i], pay_funeral(p)) &&
		    pay_one(c, &p->now.v[i], first++, no, err) != ST_OK)
			return err->st;
	*receipt = no;
	return ST_OK;
}

static enum status
pay_period(struct pay *p, struct err *err)
{
	if (period_named(p->c->db, wire_args_text(&p->c->in->args, "period"),
	    &p->period, err) != ST_OK)
		return err->st;
	if (p->period.state != PERIOD_OPEN)
		return err_field(err, ST_INVALID, "period",
		    _("The period %s is closed."), p->period.code);
	return ST_OK;
}

static enum status
pay_run(struct pay *p, struct err *err)
{
	struct verb_call *c = p->c;
	int64_t receipt = 0;

	if (pay_period(p, err) != ST_OK || pay_person(p, err) != ST_OK ||
	    pay_point(p, err) != ST_OK ||
	    payout_may_collect(c, &p->who, err) != ST_OK ||
	    pay_lines(p, err) != ST_OK ||
	    payout_collector(c, &p->who, p->point, &p->by, err) != ST_OK ||
	    pay_write(p, &receipt, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "receipt", receipt);
	wire_args_add_int(c->out, "total", p->total);
	wire_args_add_int(c->out, "lines", p->line.n);
	wire_args_add(c->out, "name", p->who.name);
	wire_args_add(c->out, "collector",
	    names_word(&collector_kinds, p->by.kind));
	wire_args_add(c->out, "collector_name", p->by.name);
	wire_args_add(c->out, "at", c->now);
	return ST_OK;
}

enum status
payout_pay_run(struct verb_call *c, struct err *err)
{
	struct pay p = { .c = c };
	enum status st = pay_run(&p, err);

	payout_lines_done(&p.now);
	ids_done(&p.line);
	return st;
}
