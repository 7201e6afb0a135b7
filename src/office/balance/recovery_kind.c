/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery_kind: requests about a case: the decision, the monthly cut,
 * money that came back, writing off.  Approving them posts the verbs of
 * recovery.c.  The ledger is append-only: the undo of money that came back or
 * was written off is an entry against it; a decision or a plan is replaced by
 * the next one and has no undo.
 */
#include <stdio.h>

#include "base/say.h"
#include "db/row.h"
#include "office/request/work.h"
#include "office/balance/recovery.h"
#include "office/balance/settle_tell.h"
#include "text/money.h"
#include "text/sentence.h"

DB_SQL(q_person) = { "claim.person",
	"SELECT person_id FROM recovery WHERE id = ?1" };

/* The case must be the person's.  The subject names the document, so that the
 * same document is asked for only once. */
static enum status
claim_read(struct change_work *w, struct err *err)
{
	int64_t id = wire_args_int(&w->fields, "recovery", 0), of = 0;
	bool found;

	if (db_int1(db_usef(w->c->db, &q_person, "i", id), &of, &found,
	    err) != ST_OK)
		return err->st;
	if (!found || of != w->person)
		return err_field(err, ST_NOTFOUND, "recovery",
		    _("%s has no recovery %lld"), w->who.name, (long long)id);
	(void)snprintf(w->subject, sizeof(w->subject), "%lld %.40s",
	    (long long)id, change_asked(w, "document"));
	return ST_OK;
}

/* The next person after ?2 with months of the case: when a merge was undone, a
 * record is separate again, while the case stays with the other one. */
DB_SQL(q_months) = { "claim.months",
	"SELECT coalesce(p.merged_into, p.id), min(coalesce(l.month, e.month)),"
	" max(coalesce(l.month, e.month))"
	" FROM recovery_entry e LEFT JOIN line l ON l.id = e.line_id"
	" LEFT JOIN entitlement n ON n.id = e.entitlement_id"
	" JOIN person p ON p.id = coalesce(l.person_id, n.person_id)"
	" WHERE e.recovery_id = ?1 AND e.kind = 'overpaid'"
	" AND coalesce(p.merged_into, p.id) > ?2"
	" GROUP BY coalesce(p.merged_into, p.id) ORDER BY 1 LIMIT 1" };

struct claim_months {
	int64_t person;
	char from[8], to[8];
};
#define COL(m) DB_COL(struct claim_months, m)
static const struct db_col months_cols[] = {
	DB_ROW(struct claim_months), COL(person), COL(from), COL(to), DB_END
};
#undef COL

/* Settles the months of the case: what they have depends on what came back. */
static enum status
claim_settle(struct change_work *w, int64_t id, struct err *err)
{
	struct claim_months m = { .person = 0 };
	char why[64];
	struct settle_ask ask = { .change = w->id, .from = m.from, .to = m.to,
	    .why = why };
	bool row;

	sentence_make(why, sizeof(why), N_("case %lld"), (long long)id);
	while (db_one(db_usef(w->c->db, &q_months, "ii", id, m.person),
	    months_cols, &m, &row, err) == ST_OK && row) {
		ask.person = m.person;
		if (balance_change(w, &ask, err) != ST_OK)
			break;
	}
	return err->st;
}

static enum status
claim_apply(struct change_work *w, struct err *err)
{
	int64_t id = wire_args_int(&w->fields, "recovery", 0);
	char money[MONEY_TEXT], left[MONEY_TEXT];
	const struct change_kind *kind = w->kind;
	struct wire_args answer;
	enum status st;

	wire_args_init(&answer);
	st = change_verb_run(w, recovery_verbs, &answer, err);
	money_format(money, sizeof(money),
	    wire_args_int(&w->fields, "amount", 0));
	money_format(left, sizeof(left), wire_args_int(&answer, "left", 0));
	wire_args_done(&answer);
	if (st != ST_OK)
		return st;
	if (kind == &change_kind_repaid)
		change_effect(w, N_("case %lld: %s đồng came back, %s đồng are "
		    "left"), (long long)id, money, left);
	else if (kind == &change_kind_write_off)
		change_effect(w, N_("case %lld: %s đồng are given up, %s đồng "
		    "are left"), (long long)id, money, left);
	else if (kind == &change_kind_plan)
		change_effect(w, N_("case %lld: each month's line is cut by %s "
		    "đồng from the next list on, until %s đồng have come "
		    "back"), (long long)id, money, left);
	else
		change_effect(w, N_("case %lld: %s đồng are claimed by "
		    "decision; %s đồng are left, and an earlier plan is "
		    "ended"), (long long)id, money, left);
	/* A decision or a plan does not change what was had. */
	return kind == &change_kind_repaid || kind == &change_kind_write_off ?
	    claim_settle(w, id, err) : ST_OK;
}

/* Lines of the case that belong to a record which is separate again. */
DB_SQL(q_apart) = { "claim.apart",
	"WITH RECURSIVE m (id) AS (SELECT p.id FROM person p WHERE p.id = ?2"
	" UNION SELECT p.id FROM m JOIN person p ON p.merged_into = m.id)"
	" SELECT 1 FROM recovery_entry e JOIN line l ON l.id = e.line_id"
	" WHERE e.recovery_id = ?1 AND e.kind = 'overpaid'"
	" AND l.person_id NOT IN (SELECT id FROM m) LIMIT 1" };

/* ST_INVALID: what came back was ordered as arrears of a record when it was
 * separated again. */
static enum status
claim_not_apart(struct change_work *w, int64_t id, struct err *err)
{
	int64_t one;
	bool apart;

	if (db_int1(db_usef(w->c->db, &q_apart, "ii", id, w->person), &one,
	    &apart, err) != ST_OK)
		return err->st;
	return !apart ? ST_OK : err_field(err, ST_INVALID, "undoes",
	    _("case %lld came of a merging that was undone since: what came "
	    "back was ordered as arrears then"), (long long)id);
}

static enum status
claim_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	int64_t id = wire_args_int(&of->fields, "recovery", 0);
	int64_t amount = wire_args_int(&of->fields, "amount", 0), left = 0;
	char money[MONEY_TEXT], rest[MONEY_TEXT], note[64];

	(void)snprintf(note, sizeof(note), "#%lld", (long long)of->id);
	if ((of->kind == &change_kind_repaid &&
	    claim_not_apart(w, id, err) != ST_OK) ||
	    recovery_again(w->c, id, amount, note, &left, err) != ST_OK)
		return err->st;
	money_format(money, sizeof(money), amount);
	money_format(rest, sizeof(rest), left);
	change_effect(w, N_("case %lld: %s đồng are claimed again, %s đồng are "
	    "left"), (long long)id, money, rest);
	return claim_settle(w, id, err);
}

#define CLAIM(id)                                                              \
	.name = id, .verb = id, .roles = ROLE_PREPARER,                        \
	.flags = CHANGE_OF_DEAD, .fields = "recovery! amount! document!",      \
	.read = claim_read, .apply = claim_apply

const struct change_kind change_kind_decide = {
	CLAIM("recovery.decide"), .word = N_("decision to recover"),
	.when = N_("the decision stands in the case and ends an earlier plan"),
};

const struct change_kind change_kind_plan = {
	CLAIM("recovery.plan"), .word = N_("cut by the month"),
	.when = N_("each month's line is cut by so much from the next list on"),
};

const struct change_kind change_kind_repaid = {
	CLAIM("recovery.repaid"), .word = N_("money came back"),
	.when = N_("so much less is left of the case"),
	.undo = claim_undo,
};

const struct change_kind change_kind_write_off = {
	CLAIM("recovery.write_off"), .word = N_("claim given up"),
	.when = N_("so much of the case is given up and is not claimed again"),
	.undo = claim_undo,
};
