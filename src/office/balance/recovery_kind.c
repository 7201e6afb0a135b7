/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery_kind: requests about a case of money to come back: the decision,
 * what is cut a month, what came back, what is given up.  They stand for the
 * verbs of recovery.c.  The ledger is only added to: the undo of money that
 * came back or was given up is an entry against it; a decision or a plan is
 * ended by the next one.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/request/work.h"
#include "office/balance/recovery.h"
#include "office/balance/settle_tell.h"
#include "text/money.h"
#include "text/sentence.h"

DB_SQL(q_person) = { "claim.person",
	"SELECT person_id FROM recovery WHERE id = ?1" };

/* The case is the person's; the same paper waits once. */
static enum status
claim_read(struct change_work *w, struct err *err)
{
	int64_t id = wire_args_int(&w->fields, "recovery", 0), of = 0;
	enum status st;
	bool found;

	st = db_int1(db_usef(w->c->db, &q_person, "i", id), &of, &found, err);
	if (st == ST_OK && (!found || of != w->person))
		return err_field(err, ST_NOTFOUND, "recovery",
		    _("%s has no recovery %lld"), w->who.name, (long long)id);
	(void)snprintf(w->subject, sizeof(w->subject), "%lld %.40s",
	    (long long)id, change_asked(w, "document"));
	return st;
}

/* By person: a record that was part of another is its own again when their
 * merging was undone, while the case stays the other's. */
DB_SQL(q_months) = { "claim.months",
	"SELECT coalesce(p.merged_into, p.id), min(coalesce(l.month, e.month)),"
	" max(coalesce(l.month, e.month))"
	" FROM recovery_entry e LEFT JOIN line l ON l.id = e.line_id"
	" LEFT JOIN entitlement n ON n.id = e.entitlement_id"
	" JOIN person p ON p.id = coalesce(l.person_id, n.person_id)"
	" WHERE e.recovery_id = ?1 AND e.kind = 'overpaid'"
	" AND coalesce(p.merged_into, p.id) > ?2"
	" GROUP BY coalesce(p.merged_into, p.id) ORDER BY 1 LIMIT 1" };

/* What came back, or did not, changes what its months still have. */
static enum status
claim_settle(struct change_work *w, int64_t id, struct err *err)
{
	char from[8], to[8], why[64];
	struct settle_ask ask = { .person = 0, .change = w->id,
	    .from = from, .to = to, .why = why };
	struct db_stmt *s;
	bool row;

	sentence_make(why, sizeof(why), N_("case %lld"), (long long)id);
	for (;;) {
		s = db_usef(w->c->db, &q_months, "ii", id, ask.person);
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			return ST_OK;
		ask.person = db_int(s, 0);
		db_copy(s, 1, from, sizeof(from));
		db_copy(s, 2, to, sizeof(to));
		db_reset(s);
		if (balance_change(w, &ask, err) != ST_OK)
			return err->st;
	}
}

static enum status
claim_apply(struct change_work *w, struct err *err)
{
	int64_t id = wire_args_int(&w->fields, "recovery", 0);
	char money[MONEY_TEXT], left[MONEY_TEXT];
	const char *kind = w->kind->name;
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
	if (strcmp(kind, "recovery.repaid") == 0)
		change_effect(w, N_("case %lld: %s đồng came back, %s đồng are "
		    "left"), (long long)id, money, left);
	else if (strcmp(kind, "recovery.write_off") == 0)
		change_effect(w, N_("case %lld: %s đồng are given up, %s đồng "
		    "are left"), (long long)id, money, left);
	else if (strcmp(kind, "recovery.plan") == 0)
		change_effect(w, N_("case %lld: each month's line is cut by %s "
		    "đồng from the next list on, until %s đồng have come "
		    "back"), (long long)id, money, left);
	else
		change_effect(w, N_("case %lld: %s đồng are claimed by "
		    "decision; %s đồng are left, and an earlier plan is "
		    "ended"), (long long)id, money, left);
	/* A decision and a plan change nothing of what was had. */
	return strcmp(kind, "recovery.repaid") == 0 ||
	    strcmp(kind, "recovery.write_off") == 0 ?
	    claim_settle(w, id, err) : ST_OK;
}

/* Lines of the case that are of a record which is its own again. */
DB_SQL(q_apart) = { "claim.apart",
	"WITH RECURSIVE m (id) AS (SELECT p.id FROM person p WHERE p.id = ?2"
	" UNION SELECT p.id FROM m JOIN person p ON p.merged_into = m.id)"
	" SELECT 1 FROM recovery_entry e JOIN line l ON l.id = e.line_id"
	" WHERE e.recovery_id = ?1 AND e.kind = 'overpaid'"
	" AND l.person_id NOT IN (SELECT id FROM m) LIMIT 1" };

/* What came back came out as arrears of that record when it was parted. */
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
	enum status st;

	(void)snprintf(note, sizeof(note), "#%lld", (long long)of->id);
	if (strcmp(of->kind->name, "recovery.repaid") == 0 &&
	    claim_not_apart(w, id, err) != ST_OK)
		return err->st;
	st = recovery_again(w->c, id, amount, note, &left, err);
	if (st != ST_OK)
		return st;
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
