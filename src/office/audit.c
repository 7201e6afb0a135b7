/*
 * SPDX-License-Identifier: ISC
 *
 * audit: proves the money against itself and against the journal.  Each rule
 * is one query that finds nothing when all is well; the first row of the
 * first that finds something is the complaint: a word, a number, an amount.
 *
 * The schema refuses most of this already.  The audit assumes that somebody
 * with another program and the file in his hands did not ask the schema.
 */
#include "office/verb/journal.h"

#include "base/say.h"

/* A line of an answer says name=value. */
#define AUDIT_HAS(text, name, value) \
	"replace('\n' || " text ", '\n" name "=' || " value                    \
	" || '\n', '') <> '\n' || " text

/* Each selects the id of what is wrong. */
DB_SQL(q_amount) = { "audit.amount",
	"SELECT payout.id FROM payout JOIN line ON line.id = payout.line_id "
	"WHERE payout.amount <> line.amount LIMIT 1" };
DB_SQL(q_approved) = { "audit.approved",
	"SELECT line.id FROM standing JOIN line ON line.id = standing.line_id "
	"JOIN list ON list.id = line.list_id "
	"WHERE list.state NOT IN ('approved', 'closed') LIMIT 1" };
DB_SQL(q_standing) = { "audit.standing",
	"SELECT standing.line_id FROM standing LEFT JOIN payout "
	"ON payout.id = standing.payout_id WHERE payout.id IS NULL "
	"OR payout.kind <> 'pay' OR payout.line_id <> standing.line_id "
	"OR EXISTS (SELECT 1 FROM payout r WHERE r.reverses = payout.id) "
	"LIMIT 1" };
DB_SQL(q_fallen) = { "audit.fallen",
	"SELECT payout.id FROM payout WHERE kind = 'pay' "
	"AND NOT EXISTS (SELECT 1 FROM payout r WHERE r.reverses = payout.id) "
	"AND NOT EXISTS (SELECT 1 FROM standing WHERE payout_id = payout.id) "
	"LIMIT 1" };
DB_SQL(q_reversal) = { "audit.reversal",
	"SELECT r.id FROM payout r LEFT JOIN payout p ON p.id = r.reverses "
	"WHERE r.kind = 'reverse' AND (p.id IS NULL OR p.kind <> 'pay' "
	"OR p.line_id <> r.line_id OR p.amount <> r.amount) LIMIT 1" };
DB_SQL(q_receipt) = { "audit.receipt",
	"SELECT receipt.no FROM receipt LEFT JOIN (SELECT receipt_no, "
	"count(*) AS n, sum(amount) AS total FROM payout WHERE kind = 'pay' "
	"GROUP BY receipt_no) p ON p.receipt_no = receipt.no "
	"WHERE p.n IS NULL OR p.n <> receipt.lines "
	"OR p.total <> receipt.total LIMIT 1" };
DB_SQL(q_receipt_person) = { "audit.receipt_person",
	"SELECT receipt.no FROM payout JOIN receipt "
	"ON receipt.no = payout.receipt_no JOIN line ON line.id ="
	" payout.line_id "
	"WHERE payout.kind = 'pay' AND (line.person_id <> receipt.person_id "
	"OR payout.staff_id <> receipt.staff_id OR payout.at <> receipt.at) "
	"LIMIT 1" };
DB_SQL(q_list) = { "audit.list",
	"SELECT list.id FROM list LEFT JOIN (SELECT list_id, count(*) AS n, "
	/* Somebody who moved between two communes is on it twice. */
	"count(DISTINCT (area_id << 40) + person_id) AS people, "
	"sum(amount) AS total, sum(deducted) AS deducted FROM line "
	"GROUP BY list_id) l ON l.list_id = list.id "
	/* Without a moment it is being made. */
	"WHERE list.prepared_at <> '' AND (coalesce(l.n, 0) <> list.lines "
	"OR coalesce(l.people, 0) <> list.people "
	"OR coalesce(l.deducted, 0) <> list.deducted "
	"OR coalesce(l.total, 0) <> list.total) LIMIT 1" };
DB_SQL(q_two_people) = { "audit.two_people",
	"SELECT id FROM list WHERE approved_by = prepared_by LIMIT 1" };
DB_SQL(q_journal_pay) = { "audit.journal_pay",
	"SELECT receipt.no FROM receipt LEFT JOIN journal "
	"ON journal.op = receipt.op WHERE journal.seq IS NULL "
	"OR journal.verb <> 'pay' OR journal.staff_id <> receipt.staff_id "
	"OR journal.at <> receipt.at "
	"OR NOT " AUDIT_HAS("journal.answer", "receipt", "receipt.no")
	" OR NOT " AUDIT_HAS("journal.answer", "total", "receipt.total")
	" LIMIT 1" };
DB_SQL(q_journal_lost) = { "audit.journal_lost",
	"SELECT journal.seq FROM journal LEFT JOIN receipt "
	"ON receipt.op = journal.op WHERE journal.verb = 'pay' "
	"AND receipt.no IS NULL LIMIT 1" };
DB_SQL(q_journal_reverse) = { "audit.journal_reverse",
	"WITH r AS MATERIALIZED (SELECT at, staff_id, answer FROM journal "
	"WHERE verb IN ('reverse', 'change.approve')) SELECT payout.id FROM"
	" payout "
	"WHERE kind = 'reverse' AND NOT EXISTS (SELECT 1 FROM r "
	"WHERE r.at = payout.at AND r.staff_id = payout.staff_id "
	"AND " AUDIT_HAS("r.answer", "receipt", "payout.receipt_no")
	") LIMIT 1" };

/*
 * Rows of these tables are never deleted, and their numbers come from `counter`
 * in the transaction that writes them: a number that no row has is a row that
 * somebody removed.  The balance would take such a month for one that waits.
 */
#define AUDIT_GONE(table)                                                      \
	"SELECT x.id + 1 FROM (SELECT 0 AS id UNION ALL SELECT id FROM " table \
	") x WHERE x.id < (SELECT value FROM counter WHERE name = '" table     \
	"') AND NOT EXISTS (SELECT 1 FROM " table " t WHERE t.id = x.id + 1)"  \
	" LIMIT 1"
DB_SQL(q_gone_given_up) = { "audit.gone_given_up", AUDIT_GONE("given_up") };
DB_SQL(q_gone_case) = { "audit.gone_case", AUDIT_GONE("recovery") };
DB_SQL(q_gone_entry) = { "audit.gone_entry", AUDIT_GONE("recovery_entry") };
DB_SQL(q_gone_order) = { "audit.gone_order", AUDIT_GONE("arrears") };
DB_SQL(q_gone_payout) = { "audit.gone_payout", AUDIT_GONE("payout") };

static const struct {
	const struct db_sql *q;
	const char *says; /* N_(); the number follows */
} rules[] = {
	{ &q_amount,
	    N_("a payout differs from the amount of its line") },
	{ &q_approved,
	    N_("a line is paid but its list is not approved") },
	{ &q_standing,
	    N_("a line stands as paid without a payout that holds") },
	{ &q_fallen,
	    N_("a payout was not reversed and yet does not stand") },
	{ &q_reversal,
	    N_("a reversal does not match its payout") },
	{ &q_receipt,
	    N_("a receipt differs from the sum of its payouts") },
	{ &q_receipt_person,
	    N_("a receipt names another person, clerk or moment than its payouts") },
	{ &q_list,
	    N_("a list differs from the sum of its lines") },
	{ &q_two_people,
	    N_("a list was approved by who prepared it") },
	{ &q_journal_pay,
	    N_("a receipt is not what the journal says") },
	{ &q_journal_lost,
	    N_("a journal entry is a payout whose receipt is missing") },
	{ &q_journal_reverse,
	    N_("a reversal is not in the journal") },
	{ &q_gone_given_up,
	    N_("a decision to give up an amount was deleted") },
	{ &q_gone_case,
	    N_("an overpayment was deleted") },
	{ &q_gone_entry,
	    N_("an entry of an overpayment was deleted") },
	{ &q_gone_order,
	    N_("an arrears order was deleted") },
	{ &q_gone_payout,
	    N_("a payout was deleted") },
};

enum status
journal_audit(struct db *db, struct err *err)
{
	int64_t id = 0;
	enum status st;
	bool found;
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		st = db_int1(db_use(db, rules[i].q), &id, &found, err);
		if (st != ST_OK)
			return st;
		if (found)
			return err_set(err, ST_CORRUPT, "%s: %lld",
			    _(rules[i].says), (long long)id);
	}
	return ST_OK;
}
