/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery: writes the cases.  Every entry follows from a request that
 * two people signed; triggers of the schema refuse to change or delete entries.
 */
#include "office/balance/recovery.h"

#include <inttypes.h>

#include "base/say.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/roll/person_store.h"
#include "text/money.h"

DB_SQL(q_case) = { "recovery.case",
	"INSERT INTO recovery (id, person_id, change_id, reason, staff_id, at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
DB_SQL(q_entry) = { "recovery.entry",
	"INSERT INTO recovery_entry (id, recovery_id, kind, amount, line_id,"
	" document, document_on, note, staff_id, at, entitlement_id, month)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
	" nullif(?12, ''))" };
#define LEFT                                                                   \
	"coalesce((SELECT sum(CASE kind WHEN 'overpaid' THEN amount"           \
	" WHEN 'returned' THEN amount WHEN 'decision' THEN 0 WHEN 'plan' THEN 0"\
	" ELSE -amount END) FROM recovery_entry WHERE recovery_id = r.id), 0)"
/* Cuts of lines that are approved and not paid: they will come back. */
#define CUT                                                                    \
	" coalesce((SELECT sum(l.deducted) FROM line l"                        \
	"  JOIN list k ON k.id = l.list_id WHERE l.recovery_id = r.id"         \
	"  AND k.state <> 'draft' AND " LINE_UNPAID("l.id") "), 0)"
DB_SQL(q_left) = { "recovery.left",
	"SELECT r.person_id, " LEFT ", EXISTS (SELECT 1 FROM recovery_entry"
	" WHERE recovery_id = r.id AND kind = 'decision')," CUT
	" FROM recovery r WHERE r.id = ?1" };
/* What is left, the plan that no later decision ended, and the cuts of approved
 * unpaid lines. */
DB_SQL(q_plan) = { "recovery.plans",
	"SELECT r.id, " LEFT ","
	" coalesce((SELECT p.amount FROM recovery_entry p"
	"  WHERE p.recovery_id = r.id AND p.kind = 'plan' AND p.id >"
	"  (SELECT max(d.id) FROM recovery_entry d"
	"   WHERE d.recovery_id = r.id AND d.kind = 'decision')"
	"  ORDER BY p.id DESC LIMIT 1), 0),"
	CUT
	" FROM recovery r WHERE r.person_id = ?1 ORDER BY r.id" };
/* The same rule as trigger list_orders_stand of the schema. */
DB_SQL(q_overcut) = { "recovery.overcut",
	"SELECT 1 FROM recovery r WHERE r.id IN (SELECT recovery_id FROM line"
	"  WHERE list_id = ?1 AND recovery_id IS NOT NULL) AND " LEFT
	" < (SELECT sum(l.deducted) FROM line l JOIN list k ON k.id = l.list_id"
	"  WHERE l.recovery_id = r.id AND (k.state <> 'draft' OR k.id = ?1)"
	"  AND " LINE_UNPAID("l.id") ") LIMIT 1" };
DB_SQL(q_cut_line) = { "recovery.cut_line",
	"SELECT recovery_id, deducted FROM line WHERE id = ?1"
	" AND recovery_id IS NOT NULL AND deducted > 0" };

NAMES(recovery_kinds, [RECOVERY_OVERPAID] = "overpaid",
	[RECOVERY_DECISION] = "decision", [RECOVERY_PLAN] = "plan",
	[RECOVERY_REPAID] = "repaid", [RECOVERY_DEDUCTED] = "deducted",
	[RECOVERY_RETURNED] = "returned", [RECOVERY_CANCELLED] = "cancelled",
	[RECOVERY_WRITTEN_OFF] = "written_off");

struct entry {
	int64_t recovery, amount, line; /* line 0: none */
	enum recovery_kind kind;
	const char *document, *document_on, *note;
	int64_t entitlement;   /* of whose opening; 0 none */
	const char *month;
};

struct standing {
	int64_t recovery, person, left, plan, cut;
	bool decided;
};
#define COL(m) DB_COL(struct standing, m)
static const struct db_col left_cols[] = {
	DB_ROW(struct standing), COL(person), COL(left), COL(decided),
	COL(cut), DB_END
}, plan_cols[] = {
	DB_ROW(struct standing), COL(recovery), COL(left), COL(plan), COL(cut),
	DB_END
};
#undef COL

static enum status
recovery_add(struct verb_call *c, const struct entry *e, struct err *err)
{
	int64_t id;

	if (db_next_id(c->db, "recovery_entry", &id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_entry, "iitiotttitot", id, e->recovery,
	    names_word(&recovery_kinds, e->kind), e->amount, e->line,
	    e->document == NULL ? "" : e->document,
	    e->document_on == NULL ? "" : e->document_on,
	    e->note == NULL ? "" : e->note, c->who->staff, c->now,
	    e->entitlement, e->month == NULL ? "" : e->month), err);
}

/* An entry about a part of what was paid. */
static enum status
recovery_add_part(struct verb_call *c, int64_t recovery, enum recovery_kind kind,
    const struct recovery_part *p, struct err *err)
{
	const struct entry e = { .recovery = recovery, .kind = kind,
	    .amount = p->amount, .line = p->line,
	    .entitlement = p->entitlement, .month = p->month };

	return recovery_add(c, &e, err);
}

/* ---- consequences of requests ------------------------------------------ */

enum status
recovery_claim(struct verb_call *c, const struct recovery_case *k,
    struct err *err)
{
	int64_t id;
	unsigned i;

	if (db_next_id(c->db, "recovery", &id, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_case, "iiotit", id, k->person,
	    k->change, k->reason, c->who->staff, c->now), err) != ST_OK)
		return err->st;
	for (i = 0; i < k->parts; i++)
		if (recovery_add_part(c, id, RECOVERY_OVERPAID, &k->part[i],
		    err) != ST_OK)
			return err->st;
	return ST_OK;
}

enum status
recovery_unclaim(struct verb_call *c, int64_t recovery,
    const struct recovery_part *part, struct err *err)
{
	return recovery_add_part(c, recovery, RECOVERY_CANCELLED, part, err);
}

/* ---- cuts -------------------------------------------------------------- */

/* Something must remain to be paid: at most the whole thousands below gross. */
static int64_t
recovery_at_most(int64_t plan, int64_t left, int64_t gross)
{
	int64_t cut = plan < left ? plan : left;

	return cut < gross ? cut : (gross - 1) / 1000 * 1000;
}

enum status
recovery_cut(struct db *db, int64_t person, int64_t gross, int64_t taken,
    struct recovery_cut *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_plan, "i", person);
	int64_t take = 0, used;
	struct standing is;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row && take <= 0) {
		db_row(s, plan_cols, &is);
		is.left -= is.cut;
		used = taken < is.left ? taken : is.left;
		if (used > 0) {
			taken -= used;
			is.left -= used;
		}
		take = recovery_at_most(is.plan, is.left, gross);
	}
	db_reset(s);
	if (st != ST_OK)
		return st;
	out->cut = take > 0 ? take : 0;
	out->recovery = take > 0 ? is.recovery : 0;
	return ST_OK;
}

enum status
recovery_list_stands(struct db *db, int64_t list, struct err *err)
{
	int64_t one;
	bool over;

	if (db_int1(db_usef(db, &q_overcut, "i", list), &one, &over,
	    err) != ST_OK)
		return err->st;
	return !over ? ST_OK : err_field(err, ST_BUSY, "list",
	    _("The list cuts more than is left to recover: make it anew."));
}

static enum status
recovery_of_line(struct verb_call *c, int64_t line, enum recovery_kind kind,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_cut_line, "i", line);
	struct entry e = { .kind = kind, .line = line };
	bool row;

	if (db_step(s, &row, err) != ST_OK || !row)
		return err->st;
	e.recovery = db_int(s, 0);
	e.amount = db_int(s, 1);
	db_reset(s);
	return recovery_add(c, &e, err);
}

enum status
recovery_paid(struct verb_call *c, int64_t line, struct err *err)
{
	return recovery_of_line(c, line, RECOVERY_DEDUCTED, err);
}

enum status
recovery_reversed(struct verb_call *c, int64_t line, struct err *err)
{
	return recovery_of_line(c, line, RECOVERY_RETURNED, err);
}

enum status
recovery_again(struct verb_call *c, int64_t recovery, int64_t amount,
    const char *note, int64_t *left, struct err *err)
{
	struct entry e = { .recovery = recovery, .amount = amount,
	    .kind = RECOVERY_RETURNED, .note = note };
	struct standing is = { .left = 0 };
	bool found;

	if (recovery_add(c, &e, err) != ST_OK ||
	    db_one(db_usef(c->db, &q_left, "i", recovery), left_cols, &is,
	    &found, err) != ST_OK)
		return err->st;
	*left = is.left;
	return ST_OK;
}

/* ---- verbs ------------------------------------------------------------- */

/* The case a verb names; its person must be in the actor's scope. */
static enum status
recovery_load(struct verb_call *c, struct standing *is, struct err *err)
{
	int64_t id = wire_args_int(&c->in->args, "recovery", 0);
	bool found;

	if (db_one(db_usef(c->db, &q_left, "i", id), left_cols, is, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "recovery",
		    _("There is no recovery %" PRId64 "."), id);
	is->recovery = id;
	return person_inside(c->db, &c->who->scope, is->person, err);
}

/* Adds an entry as posted; bounded: of no more than is left. */
static enum status
recovery_post(struct verb_call *c, enum recovery_kind kind, bool bounded,
    struct err *err)
{
	const struct wire_args *in = &c->in->args;
	struct entry e = { .kind = kind,
	    .amount = wire_args_int(in, "amount", 0),
	    .document = wire_args_text(in, "document"),
	    .document_on = wire_args_text(in, "document_on"),
	    .note = wire_args_text(in, "note") };
	char text[MONEY_TEXT];
	bool decision = kind == RECOVERY_DECISION;
	struct standing is;
	int64_t most;

	if (recovery_load(c, &is, err) != ST_OK)
		return err->st;
	e.recovery = is.recovery;
	most = bounded && !decision ? is.left - is.cut : is.left;
	money_format(text, sizeof(text), most);
	if (most <= 0)
		return err_field(err, ST_INVALID, "recovery",
		    _("Nothing is left of recovery %" PRId64 "."), e.recovery);
	if (e.amount <= 0 || (bounded && e.amount > most))
		return err_field(err, ST_INVALID, "amount",
		    _("The amount is from 1 đồng to what is left: %s."), text);
	if (kind == RECOVERY_PLAN && !is.decided)
		return err_field(err, ST_INVALID, "recovery",
		    _("Nothing is cut without a decision to recover: enter it "
		    "first."));
	if (recovery_add(c, &e, err) != ST_OK)
		return err->st;
	if (bounded && !decision)
		is.left -= e.amount;
	wire_args_add_int(c->out, "recovery", e.recovery);
	wire_args_add_int(c->out, "left", is.left);
	return ST_OK;
}

static enum status
recovery_decide_run(struct verb_call *c, struct err *err)
{
	return recovery_post(c, RECOVERY_DECISION, true, err);
}

static enum status
recovery_plan_run(struct verb_call *c, struct err *err)
{
	return recovery_post(c, RECOVERY_PLAN, false, err);
}

static enum status
recovery_repaid_run(struct verb_call *c, struct err *err)
{
	return recovery_post(c, RECOVERY_REPAID, true, err);
}

static enum status
recovery_write_off_run(struct verb_call *c, struct err *err)
{
	return recovery_post(c, RECOVERY_WRITTEN_OFF, true, err);
}

static const struct verb_field f_entry[] = {
	{ .name = "recovery", .type = VERB_INT, .required = true,
	  .help = N_("number of the case") },
	{ .name = "amount", .type = VERB_MONEY, .required = true,
	  .help = N_("amount in đồng") },
	{ .name = "document", .type = VERB_TEXT, .required = true, .max = 60,
	  .help = N_("number of the decision or of the receipt") },
	{ .name = "document_on", .type = VERB_DATE,
	  .help = N_("its day") },
	{ .name = "note", .type = VERB_TEXT, .help = N_("remark") },
	{ .name = NULL }
};

const struct verb recovery_verbs[] = {
	{ .name = "recovery.decide", .fields = f_entry, .roles = ROLE_PREPARER,
	  .flags = VERB_REQUEST, .run = recovery_decide_run,
	  .help = N_("enter a decision to recover") },
	{ .name = "recovery.plan", .fields = f_entry, .roles = ROLE_PREPARER,
	  .flags = VERB_REQUEST, .run = recovery_plan_run,
	  .help = N_("cut what comes by so much a month") },
	{ .name = "recovery.repaid", .fields = f_entry, .roles = ROLE_PREPARER,
	  .flags = VERB_REQUEST, .run = recovery_repaid_run,
	  .help = N_("enter money that came back") },
	{ .name = "recovery.write_off", .fields = f_entry,
	  .roles = ROLE_PREPARER, .flags = VERB_REQUEST,
	  .run = recovery_write_off_run,
	  .help = N_("give up what is left, or a part of it") },
	{ .name = NULL }
};
