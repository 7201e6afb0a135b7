/*
 * SPDX-License-Identifier: ISC
 *
 * pay/undo: the verbs "reverse", "block" and "unblock".  A reversal is a row of
 * payout that names the one it takes back; only the row of standing is deleted.
 *
 * Staff take their own payouts back on the same day, while the money is in the
 * same drawer; anything else is a request (reverse_kind.c).  One person alone
 * may block a line; another person has to unblock it.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/pay/pay_priv.h"
#include "office/balance/recovery.h"
#include "office/balance/settle.h"
#include "text/sentence.h"

DB_SQL(q_receipt) = { "undo.receipt",
	"SELECT r.person_id, r.staff_id, r.at, r.total, p.state, p.code,"
	" h.name, r.point_id, o.area_id, t.name FROM receipt r"
	" JOIN period p ON p.id = r.period_id"
	" JOIN person h ON h.id = r.person_id JOIN point o ON o.id = r.point_id"
	" JOIN staff t ON t.id = r.staff_id WHERE r.no = ?1" };
/* The next payout of a receipt that stands. */
DB_SQL(q_standing) = { "undo.standing",
	"SELECT y.id, y.line_id, y.amount, l.deducted FROM payout y"
	" JOIN standing s ON s.payout_id = y.id"
	" JOIN line l ON l.id = y.line_id WHERE y.receipt_no = ?1"
	" AND y.id > ?2 ORDER BY y.id LIMIT 1" };
DB_SQL(q_reverse) = { "undo.reverse",
	"INSERT INTO payout (id, line_id, receipt_no, kind, amount, reverses,"
	" reason, staff_id, at)"
	" VALUES (?1, ?2, ?3, 'reverse', ?4, ?5, ?6, ?7, ?8)" };
DB_SQL(q_unstand) = { "undo.unstand",
	"DELETE FROM standing WHERE payout_id = ?1" };

DB_SQL(q_month) = { "undo.month",
	"SELECT month FROM line WHERE id = ?1" };

/* First and last month of the lines that were reversed or unblocked. */
struct undo_span {
	char from[8], to[8];
};

static enum status
undo_month(struct verb_call *c, int64_t line, struct undo_span *span,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_month, "i", line);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	if (span->from[0] == '\0' || strcmp(db_text(s, 0), span->from) < 0)
		db_copy(s, 0, span->from, sizeof(span->from));
	if (strcmp(db_text(s, 0), span->to) > 0)
		db_copy(s, 0, span->to, sizeof(span->to));
	db_reset(s);
	return ST_OK;
}

/* Settles these months of the person anew. */
static enum status
undo_settle(struct verb_call *c, int64_t person, const struct undo_span *span,
    const char *why, struct err *err)
{
	const struct settle_ask ask = { .person = person, .from = span->from,
	    .to = span->to, .why = why };
	struct settled is;

	return balance_settle(c, &ask, &is, err);
}

/* ---- reverse ---------------------------------------------------------- */

struct undo_receipt {
	int64_t person, staff, total, point, area;
	char at[20], state[8], period[8], name[192], by[128];
};

struct undo {
	struct verb_call *c;
	const char *reason;
	int64_t no;
	struct undo_receipt r;
};

/* A payout of the receipt that stands. */
struct undo_line {
	int64_t id, line, amount, cut;
};

#define COL(m) DB_COL(struct undo_receipt, m)
static const struct db_col receipt_cols[] = {
	DB_ROW(struct undo_receipt), COL(person), COL(staff), COL(at), COL(total),
	COL(state), COL(period), COL(name), COL(point), COL(area), COL(by),
	DB_END
};
#undef COL

#define COL(m) DB_COL(struct undo_line, m)
static const struct db_col line_cols[] = {
	DB_ROW(struct undo_line), COL(id), COL(line), COL(amount), COL(cut),
	DB_END
};
#undef COL

static enum status
undo_load(struct undo *u, struct err *err)
{
	bool found;

	if (db_one(db_usef(u->c->db, &q_receipt, "i", u->no), receipt_cols,
	    &u->r, &found, err) != ST_OK)
		return err->st;
	return found ? ST_OK : err_field(err, ST_NOTFOUND, "receipt",
	    _("There is no receipt %" PRId64 "."), u->no);
}

static enum status
undo_own(const struct undo *u, struct err *err)
{
	const struct actor *who = u->c->who;

	if (u->r.staff != who->staff)
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " is by %s: it is taken back by a "
		    "request (F2 at the person)."), u->no, u->r.by);
	if (strncmp(u->r.at, u->c->today, 10) != 0)
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " is of %.2s/%.2s/%.4s: after its day "
		    "it is taken back by a request (F2 at the person)."), u->no,
		    u->r.at + 8, u->r.at + 5, u->r.at);
	return ST_OK;
}

static enum status
undo_allowed(const struct undo *u, bool own, struct err *err)
{
	const struct actor *who = u->c->who;

	if (!own && !scope_has(&who->scope, u->r.area, u->r.point))
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " was paid outside your points."),
		    u->no);
	if (strcmp(u->r.state, "open") != 0)
		return err_field(err, ST_INVALID, "receipt",
		    _("The period %s is closed."), u->r.period);
	return ST_OK;
}

static enum status
undo_one(struct undo *u, const struct undo_line *l, struct err *err)
{
	struct db *db = u->c->db;
	int64_t id;

	if (db_next_id(db, "payout", &id, err) != ST_OK ||
	    db_run(db_usef(db, &q_reverse, "iiiiitit", id, l->line, u->no,
	    l->amount, l->id, u->reason, u->c->who->staff, u->c->now), err) != ST_OK ||
	    db_run(db_usef(db, &q_unstand, "i", l->id), err) != ST_OK)
		return err->st;
	return l->cut > 0 ? recovery_reversed(u->c, l->line, err) : ST_OK;
}

/* Takes back every payout of the receipt that stands; *n: how many. */
static enum status
undo_write(struct undo *u, int64_t *n, struct err *err)
{
	struct undo_line l = { .id = 0 };
	struct undo_span span = { .from = "" };
	bool found;

	for (*n = 0;; (*n)++) {
		if (db_one(db_usef(u->c->db, &q_standing, "ii", u->no, l.id),
		    line_cols, &l, &found, err) != ST_OK)
			return err->st;
		if (!found)
			break;
		if (undo_one(u, &l, err) != ST_OK ||
		    undo_month(u->c, l.line, &span, err) != ST_OK)
			return err->st;
	}
	return *n > 0 ? undo_settle(u->c, u->r.person, &span, u->reason, err) :
	    err_field(err, ST_EXISTS, "receipt",
	    _("Receipt %" PRId64 " was taken back already."), u->no);
}

enum status
payout_reverse_run(struct verb_call *c, struct err *err)
{
	struct undo u = { .c = c,
	    .reason = wire_args_text(&c->in->args, "reason"),
	    .no = wire_args_int(&c->in->args, "receipt", 0) };
	int64_t lines = 0;

	if (undo_load(&u, err) != ST_OK || undo_own(&u, err) != ST_OK ||
	    undo_allowed(&u, true, err) != ST_OK ||
	    undo_write(&u, &lines, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "receipt", u.no);
	wire_args_add_int(c->out, "total", u.r.total);
	wire_args_add_int(c->out, "lines", lines);
	wire_args_add(c->out, "name", u.r.name);
	return ST_OK;
}

enum status
payout_take_back(struct verb_call *c, int64_t receipt, const char *reason,
    struct payout_back *out, struct err *err)
{
	struct undo u = { .c = c, .reason = reason, .no = receipt };

	memset(out, 0, sizeof(*out));
	if (undo_load(&u, err) != ST_OK ||
	    undo_allowed(&u, false, err) != ST_OK ||
	    undo_write(&u, &out->lines, err) != ST_OK)
		return err->st;
	out->person = u.r.person;
	out->total = u.r.total;
	(void)str_copy_cut(out->by, sizeof(out->by), u.r.by);
	(void)str_copy_cut(out->at, sizeof(out->at), u.r.at);
	return ST_OK;
}

/* ---- block and unblock ------------------------------------------------ */

/* The unpaid lines of a person that a posting is about. */
struct block {
	struct verb_call *c;
	bool blocked;       /* blocked ones, to unblock; else open ones */
	struct payout_person who;
	struct ids named;   /* posted; empty: all that apply */
	struct ids line;    /* found */
	int64_t request;    /* that blocked some, 0 none; -1: the balance did */
	bool own;           /* the actor blocked some */
};

static enum status
block_find(struct block *b, struct err *err)
{
	const struct line_ask ask = { .person = b->who.id };
	struct lines all;
	enum status st = lines_read(b->c->db, &ask, &all, err);
	unsigned i;

	for (i = 0; st == ST_OK && i < all.n; i++) {
		const struct line *l = &all.v[i];

		if (l->list < LIST_APPROVED || l->paid ||
		    l->blocked != b->blocked ||
		    (b->named.n > 0 && !ids_has(&b->named, l->id)))
			continue;
		/* Only blocks put by hand are taken away by hand. */
		if (b->blocked && !l->by_hand)
			b->request = l->change != 0 ? l->change : -1;
		else if (b->blocked && l->staff == b->c->who->staff)
			b->own = true;
		else
			ids_add(&b->line, l->id);
	}
	lines_done(&all);
	return st;
}

static enum status
block_lines(struct block *b, struct err *err)
{
	const struct wire_args *in = &b->c->in->args;

	if (payout_person(b->c->db, &b->c->who->scope,
	    wire_args_int(in, "person", 0), &b->who, err) != ST_OK ||
	    payout_ids(wire_args_text(in, "lines"), &b->named, err) != ST_OK ||
	    block_find(b, err) != ST_OK)
		return err->st;
	if (b->request == -1 && (b->line.n == 0 || b->named.n > 0))
		return err_field(err, ST_DENIED, "lines",
		    _("This is not due, or comes with a later list: it is not "
		    "paid from here."));
	if (b->request != 0 && (b->line.n == 0 || b->named.n > 0))
		return err_field(err, ST_DENIED, "lines",
		    _("Request %" PRId64 " has blocked this: it is decided "
		    "there."), b->request);
	if (b->own && (b->line.n == 0 || b->named.n > 0))
		return err_field(err, ST_DENIED, "lines",
		    _("You blocked this yourself: somebody else lets it be "
		    "paid again."));
	if (b->line.n == 0 || (b->named.n > 0 && b->line.n != b->named.n))
		return err_field(err, ST_NOTFOUND, "lines", b->blocked ?
		    _("These lines of %s are not blocked.") :
		    _("%s has no such line that could be paid."), b->who.name);
	return ST_OK;
}

static enum status
block_run(struct block *b, struct err *err)
{
	struct verb_call *c = b->c;
	const char *reason = wire_args_text(&c->in->args, "reason");
	struct undo_span span = { .from = "" };
	char why[80];
	unsigned i;

	if (block_lines(b, err) != ST_OK)
		return err->st;
	for (i = 0; i < b->line.n; i++)
		if (!b->blocked ?
		    line_block(c, b->line.v[i], LINE_BY_HAND, 0, reason,
		    err) != ST_OK :
		    line_unblock(c->db, b->line.v[i], LINE_BY_HAND,
		    err) != ST_OK ||
		    undo_month(c, b->line.v[i], &span, err) != ST_OK)
			return err->st;
	if (b->blocked && undo_settle(c, b->who.id, &span,
	    sentence_word(why, sizeof(why),
	    N_("reckoned anew after a block went")), err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "lines", b->line.n);
	return ST_OK;
}

static enum status
block_post(struct verb_call *c, bool blocked, struct err *err)
{
	struct block b = { .c = c, .blocked = blocked };
	enum status st = block_run(&b, err);

	ids_done(&b.named);
	ids_done(&b.line);
	return st;
}

enum status
payout_block_run(struct verb_call *c, struct err *err)
{
	return block_post(c, false, err);
}

enum status
payout_unblock_run(struct verb_call *c, struct err *err)
{
	return block_post(c, true, err);
}
