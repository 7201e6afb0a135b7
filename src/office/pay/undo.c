/*
 * SPDX-License-Identifier: ISC
 *
 * pay/undo: the verbs "reverse", "block" and "unblock".  Nothing is
 * deleted: a reversal is a payout of its own that names the one it takes back,
 * and only then does the standing row go.
 *
 * Who paid takes his own back on the same day, while the money is in the same
 * drawer; anything else is a request (reverse_kind.c).  Whoever stops money
 * does so alone; it is paid again when somebody else says so.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
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
/* The next one of a receipt that still stands. */
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

/* Months of lines that went back or are let go. */
struct undo_span {
	char from[8], to[8];
};

static enum status
undo_month(struct verb_call *c, int64_t line, struct undo_span *span,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_month, "i", line);
	bool row;

	if (db_step(s, &row, err) != ST_OK || !row)
		return err->st;
	if (span->from[0] == '\0' || strcmp(db_text(s, 0), span->from) < 0)
		db_copy(s, 0, span->from, sizeof(span->from));
	if (strcmp(db_text(s, 0), span->to) > 0)
		db_copy(s, 0, span->to, sizeof(span->to));
	db_reset(s);
	return ST_OK;
}

/* What a person is owed of these months now. */
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

struct undo {
	struct verb_call *c;
	const char *reason;
	int64_t no, person, staff, total, point, area;
	char at[20], state[8], period[8], name[192], by[128];
};

static enum status
undo_load(struct undo *u, struct err *err)
{
	struct db_stmt *s = db_usef(u->c->db, &q_receipt, "i", u->no);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "receipt",
		    _("There is no receipt %" PRId64 "."), u->no);
	u->person = db_int(s, 0);
	u->staff = db_int(s, 1);
	db_copy(s, 2, u->at, sizeof(u->at));
	u->total = db_int(s, 3);
	db_copy(s, 4, u->state, sizeof(u->state));
	db_copy(s, 5, u->period, sizeof(u->period));
	db_copy(s, 6, u->name, sizeof(u->name));
	u->point = db_int(s, 7);
	u->area = db_int(s, 8);
	db_copy(s, 9, u->by, sizeof(u->by));
	db_reset(s);
	return ST_OK;
}

static enum status
undo_own(const struct undo *u, struct err *err)
{
	const struct actor *who = u->c->who;

	if (u->staff != who->staff)
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " is by %s: it is taken back by a "
		    "request (F2 at the person)."), u->no, u->by);
	if (strncmp(u->at, u->c->today, 10) != 0)
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " is of %.2s/%.2s/%.4s: after its day "
		    "it is taken back by a request (F2 at the person)."), u->no,
		    u->at + 8, u->at + 5, u->at);
	return ST_OK;
}

static enum status
undo_allowed(const struct undo *u, bool own, struct err *err)
{
	const struct actor *who = u->c->who;

	if (!own && !scope_has(&who->scope, u->area, u->point))
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " was paid outside your points."),
		    u->no);
	if (strcmp(u->state, "open") != 0)
		return err_field(err, ST_INVALID, "receipt",
		    _("The period %s is closed."), u->period);
	return ST_OK;
}

struct undo_line {
	int64_t id, line, amount, cut;
};

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

/* Takes every standing payout of the receipt back, however many. */
static enum status
undo_write(struct undo *u, int64_t *n, struct err *err)
{
	struct undo_line l = { .id = 0 };
	struct undo_span span = { .from = "" };
	struct db_stmt *s;
	bool row;

	for (*n = 0;; (*n)++) {
		s = db_usef(u->c->db, &q_standing, "ii", u->no, l.id);
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			break;
		l.id = db_int(s, 0);
		l.line = db_int(s, 1);
		l.amount = db_int(s, 2);
		l.cut = db_int(s, 3);
		db_reset(s);
		if (undo_one(u, &l, err) != ST_OK ||
		    undo_month(u->c, l.line, &span, err) != ST_OK)
			return err->st;
	}
	return *n > 0 ? undo_settle(u->c, u->person, &span, u->reason, err) :
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
	wire_args_add_int(c->out, "total", u.total);
	wire_args_add_int(c->out, "lines", lines);
	wire_args_add(c->out, "name", u.name);
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
	out->person = u.person;
	out->total = u.total;
	(void)str_copy_cut(out->by, sizeof(out->by), u.by);
	(void)str_copy_cut(out->at, sizeof(out->at), u.at);
	return ST_OK;
}

/* ---- block and unblock ------------------------------------------------ */

/* Which of a person's unpaid lines a posting is about. */
struct block {
	struct verb_call *c;
	bool blocked;       /* those that are, or those that are not */
	struct payout_person who;
	struct ids named;   /* in the field; none: all that apply */
	struct ids line;    /* found */
	int64_t request;    /* one that blocked some of them, 0 none */
	bool own;           /* some were blocked by who unblocks */
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

		if (l->list != LINE_ON_APPROVED || l->paid ||
		    l->blocked != b->blocked ||
		    (b->named.n > 0 && !ids_has(&b->named, l->id)))
			continue;
		/* Only what was blocked by hand goes by hand. */
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
	enum status st = block_lines(b, err);
	struct undo_span span = { .from = "" };
	char why[80];
	unsigned i;

	for (i = 0; st == ST_OK && i < b->line.n; i++)
		st = b->blocked ?
		    line_unblock(c->db, b->line.v[i], LINE_BY_HAND, err) :
		    line_block(c, b->line.v[i], LINE_BY_HAND, 0, reason, err);
	for (i = 0; st == ST_OK && b->blocked && i < b->line.n; i++)
		st = undo_month(c, b->line.v[i], &span, err);
	if (st == ST_OK && b->blocked)
		st = undo_settle(c, b->who.id, &span,
		    sentence_word(why, sizeof(why),
		    N_("reckoned anew after a block went")), err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "lines", b->line.n);
	ids_done(&b->named);
	ids_done(&b->line);
	return st;
}

enum status
payout_block_run(struct verb_call *c, struct err *err)
{
	struct block b = { .c = c };

	return block_run(&b, err);
}

enum status
payout_unblock_run(struct verb_call *c, struct err *err)
{
	struct block b = { .c = c, .blocked = true };

	return block_run(&b, err);
}
