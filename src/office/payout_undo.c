/*
 * SPDX-License-Identifier: ISC
 *
 * payout_undo: the verbs "reverse", "block" and "unblock".  Nothing is
 * deleted: a reversal is a payout of its own that names the one it takes back,
 * and only then does the standing row go.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/payout_priv.h"
#include "office/recovery.h"

static const struct db_sql q_receipt = { "undo.receipt",
	"SELECT r.person_id, r.staff_id, r.at, r.total, p.state, p.code,"
	" h.name, r.point_id, o.area_id, t.name FROM receipt r"
	" JOIN period p ON p.id = r.period_id"
	" JOIN person h ON h.id = r.person_id JOIN point o ON o.id = r.point_id"
	" JOIN staff t ON t.id = r.staff_id WHERE r.no = ?1" };
static const struct db_sql q_standing = { "undo.standing",
	"SELECT y.id, y.line_id, y.amount, l.deducted FROM payout y"
	" JOIN standing s ON s.payout_id = y.id"
	" JOIN line l ON l.id = y.line_id WHERE y.receipt_no = ?1"
	" ORDER BY y.id" };
static const struct db_sql q_reverse = { "undo.reverse",
	"INSERT INTO payout (id, line_id, receipt_no, kind, amount, reverses,"
	" reason, staff_id, at)"
	" VALUES (?1, ?2, ?3, 'reverse', ?4, ?5, ?6, ?7, ?8)" };
static const struct db_sql q_unstand = { "undo.unstand",
	"DELETE FROM standing WHERE payout_id = ?1" };

/* Approved lines of a person that no payout stands for. */
static const struct db_sql q_unpaid = { "block.unpaid",
	"SELECT l.id, b.line_id IS NOT NULL, b.change_id FROM line l"
	" JOIN list k ON k.id = l.list_id"
	" LEFT JOIN block b ON b.line_id = l.id WHERE l.person_id = ?1"
	" AND k.state IN ('approved', 'closed')"
	" AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)"
	" ORDER BY l.id" };
static const struct db_sql q_block = { "block.add",
	"INSERT INTO block (line_id, reason, staff_id, at)"
	" VALUES (?1, ?2, ?3, ?4)" };
static const struct db_sql q_unblock = { "block.remove",
	"DELETE FROM block WHERE line_id = ?1" };

/* ---- reverse ---------------------------------------------------------- */

struct undo {
	struct verb_call *c;
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
undo_allowed(const struct undo *u, struct err *err)
{
	const struct actor *who = u->c->who;
	bool same_day = strncmp(u->at, u->c->today, 10) == 0;

	if (who->role == ROLE_PAYING && u->staff != who->staff)
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " is by %s: the controller takes it "
		    "back."), u->no, u->by);
	if (who->role == ROLE_PAYING && !same_day)
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " is of %.10s: after its day only the "
		    "controller takes it back."), u->no, u->at);
	if (who->role != ROLE_PAYING &&
	    !scope_has(&who->scope, u->area, u->point))
		return err_field(err, ST_DENIED, "receipt",
		    _("Receipt %" PRId64 " was paid outside your points."),
		    u->no);
	if (strcmp(u->state, "open") != 0)
		return err_field(err, ST_INVALID, "receipt",
		    _("The period %s is closed."), u->period);
	return ST_OK;
}

/* Takes every standing payout of the receipt back. */
static enum status
undo_write(struct undo *u, int64_t *n, struct err *err)
{
	struct db *db = u->c->db;
	struct { int64_t id, line, amount, cut; } v[PAYOUT_LINES_MAX];
	struct db_stmt *s = db_usef(db, &q_standing, "i", u->no);
	int64_t first, i, got = 0;
	enum status st;
	bool row;

	while (got < PAYOUT_LINES_MAX &&
	    (st = db_step(s, &row, err)) == ST_OK && row) {
		v[got].id = db_int(s, 0);
		v[got].line = db_int(s, 1);
		v[got].amount = db_int(s, 2);
		v[got++].cut = db_int(s, 3);
	}
	db_reset(s);
	if (st != ST_OK)
		return st;
	if (got == 0)
		return err_field(err, ST_EXISTS, "receipt",
		    _("Receipt %" PRId64 " was taken back already."), u->no);
	if (db_take_ids(db, "payout", got, &first, err) != ST_OK)
		return err->st;
	for (i = 0; i < got; i++)
		if (db_run(db_usef(db, &q_reverse, "iiiiitit", first + i,
		    v[i].line, u->no, v[i].amount, v[i].id,
		    wire_args_text(&u->c->in->args, "reason"),
		    u->c->who->staff, u->c->now), err) != ST_OK ||
		    db_run(db_usef(db, &q_unstand, "i", v[i].id),
		    err) != ST_OK || (v[i].cut > 0 &&
		    recovery_reversed(u->c, v[i].line, err) != ST_OK))
			return err->st;
	*n = got;
	return ST_OK;
}

enum status
payout_reverse_run(struct verb_call *c, struct err *err)
{
	struct undo u = { .c = c,
	    .no = wire_args_int(&c->in->args, "receipt", 0) };
	int64_t lines = 0;

	if (undo_load(&u, err) != ST_OK || undo_allowed(&u, err) != ST_OK ||
	    undo_write(&u, &lines, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "receipt", u.no);
	wire_args_add_int(c->out, "total", u.total);
	wire_args_add_int(c->out, "lines", lines);
	wire_args_add(c->out, "name", u.name);
	return ST_OK;
}

/* ---- block and unblock ------------------------------------------------ */

/*
 * The unpaid lines of the person that are blocked (or are not): those named
 * in the field, or all of them.
 */
static enum status
block_lines(struct verb_call *c, bool blocked, int64_t v[PAYOUT_LINES_MAX],
    unsigned *n, struct err *err)
{
	int64_t named[PAYOUT_LINES_MAX], request = 0;
	struct payout_person who;
	struct db_stmt *s;
	unsigned i, names;
	enum status st;
	bool row;

	st = payout_person(c->db, &c->who->scope,
	    wire_args_int(&c->in->args, "person", 0), &who, err);
	if (st == ST_OK)
		st = payout_ids(wire_args_text(&c->in->args, "lines"), named,
		    &names, err);
	if (st != ST_OK)
		return st;
	s = db_usef(c->db, &q_unpaid, "i", who.id);
	*n = 0;
	while (*n < PAYOUT_LINES_MAX &&
	    (st = db_step(s, &row, err)) == ST_OK && row) {
		bool wanted = names == 0;

		for (i = 0; i < names; i++)
			wanted = wanted || named[i] == db_int(s, 0);
		if (!wanted || (db_int(s, 1) != 0) != blocked)
			continue;
		/* Two people decide what a request has blocked. */
		if (blocked && !db_null(s, 2))
			request = db_int(s, 2);
		else
			v[(*n)++] = db_int(s, 0);
	}
	db_reset(s);
	if (st != ST_OK)
		return st;
	if (request != 0 && (*n == 0 || names > 0))
		return err_field(err, ST_DENIED, "lines",
		    _("Request %" PRId64 " has blocked this: it is decided "
		    "there."), request);
	if (*n == 0 || (names > 0 && *n != names))
		return err_field(err, ST_NOTFOUND, "lines", blocked ?
		    _("These lines of %s are not blocked.") :
		    _("%s has no such line that could be paid."), who.name);
	return ST_OK;
}

enum status
payout_block_run(struct verb_call *c, struct err *err)
{
	const char *reason = wire_args_text(&c->in->args, "reason");
	int64_t v[PAYOUT_LINES_MAX];
	unsigned i, n;

	if (block_lines(c, false, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (db_run(db_usef(c->db, &q_block, "itit", v[i], reason,
		    c->who->staff, c->now), err) != ST_OK)
			return err->st;
	wire_args_add_int(c->out, "lines", n);
	return ST_OK;
}

enum status
payout_unblock_run(struct verb_call *c, struct err *err)
{
	int64_t v[PAYOUT_LINES_MAX];
	unsigned i, n;

	if (block_lines(c, true, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (db_run(db_usef(c->db, &q_unblock, "i", v[i]),
		    err) != ST_OK)
			return err->st;
	wire_args_add_int(c->out, "lines", n);
	return ST_OK;
}
