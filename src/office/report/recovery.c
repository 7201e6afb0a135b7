/*
 * SPDX-License-Identifier: ISC
 *
 * report/recovery: the source "recoveries" (truy thu): what somebody got and
 * was not due, what came back and what is left.  The entries are the ledger;
 * nothing is netted here.
 */
#include "base/say.h"
#include "office/balance/month_owner.h"
#include "office/report/rows_priv.h"
#include "text/money.h"
#include "text/sentence.h"

enum {
	V_REASON = P_OWN, V_OPENED, V_OVERPAID, V_REPAID, V_DEDUCTED,
	V_WRITTEN_OFF, V_LEFT, V_DECISION, V_DECIDED_ON, V_PLAN, V_NOTE, V_OWNER,
	V_COUNT
};

static const struct report_field recovery_fields[] = {
	REPORT_PERSON_FIELDS,
	[V_REASON] = { "reason", REPORT_TEXT, N_("Reason") },
	[V_OPENED] = { "opened", REPORT_TEXT, N_("Opened on") },
	[V_OVERPAID] = { "overpaid", REPORT_MONEY, N_("Overpaid") },
	[V_REPAID] = { "repaid", REPORT_MONEY, N_("Repaid") },
	[V_DEDUCTED] = { "deducted", REPORT_MONEY, N_("Deducted") },
	[V_WRITTEN_OFF] = { "written_off", REPORT_MONEY, N_("Written off") },
	[V_LEFT] = { "left", REPORT_MONEY, N_("Left") },
	[V_DECISION] = { "decision", REPORT_TEXT, N_("Decision") },
	[V_DECIDED_ON] = { "decided_on", REPORT_TEXT, N_("Decided on") },
	[V_PLAN] = { "plan", REPORT_MONEY, N_("A month") },
	[V_NOTE] = { "note", REPORT_TEXT, N_("Note") },
	[V_OWNER] = { "owner", REPORT_TEXT, N_("Month of") },
	[V_COUNT] = { .name = NULL }
};

#define SUM(kinds)                                                             \
	"coalesce((SELECT sum(e.amount) FROM recovery_entry e WHERE"           \
	" e.recovery_id = v.id AND e.kind IN (" kinds ")), 0)"
/* What was cancelled was never overpaid: its order of things was undone. */
#define OVERPAID "(" SUM("'overpaid'") " - " SUM("'cancelled'") ")"
#define REPAID SUM("'repaid'")
#define DEDUCTED "(" SUM("'deducted'") " - " SUM("'returned'") ")"
#define WRITTEN_OFF SUM("'written_off'")
#define LATEST(kind, column)                                                   \
	"coalesce((SELECT e." column " FROM recovery_entry e WHERE"            \
	" e.recovery_id = v.id AND e.kind = '" kind "'"                        \
	" ORDER BY e.id DESC LIMIT 1), "

/* Those with something left, and those with an entry in the months. */
DB_SQL(q_recoveries) = { "report.recoveries",
	"SELECT DISTINCT v.id, p.area_id, p.point_id, 0,"
	" coalesce(" ENTRY_OWNER("o", "l", "k") ", 0), p.name_key FROM recovery v"
	" JOIN person p ON p.id = v.person_id"
	" JOIN recovery_entry o ON o.recovery_id = v.id AND o.kind = 'overpaid'"
	" LEFT JOIN line l ON l.id = o.line_id"
	" LEFT JOIN list k ON k.id = l.list_id WHERE " OVERPAID " - " REPAID
	" - " DEDUCTED " - " WRITTEN_OFF " <> 0"
	" OR EXISTS (SELECT 1 FROM recovery_entry e WHERE e.recovery_id = v.id"
	"  AND substr(e.at, 1, 7) BETWEEN ?1 AND ?2)"
	" ORDER BY p.name_key, v.id" };
DB_SQL(q_recovery) = { "report.recovery",
	"SELECT " REPORT_PERSON_COLUMNS
	" v.reason, substr(v.at, 1, 10), " OVERPAID ", " REPAID ", " DEDUCTED
	", " WRITTEN_OFF ", "
	LATEST("decision", "document") "''), "
	LATEST("decision", "document_on") "''), "
	LATEST("plan", "amount") "0), coalesce((SELECT min(w.name)"
	"  FROM recovery_entry o LEFT JOIN line l ON l.id = o.line_id"
	"  LEFT JOIN list k ON k.id = l.list_id JOIN area w ON w.id = "
	ENTRY_OWNER("o", "l", "k") " WHERE o.recovery_id = v.id"
	"  AND o.kind = 'overpaid' AND w.id <> " LIST_OWNER_OF("a") "), '')"
	" FROM recovery v JOIN person p ON p.id = v.person_id"
	" JOIN area a ON a.id = p.area_id JOIN point o ON o.id = p.point_id"
	" WHERE v.id = ?1" };

static enum status
recovery_gather(struct report_rows *r, struct err *err)
{
	return report_rows_take_months(r, db_usef(r->base.db, &q_recoveries,
	    "tt", r->base.from, r->base.to), err);
}

static enum status
recovery_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum { N = REPORT_PERSON_NEXT };
	char reason[SENTENCE_TEXT];
	char plan[MONEY_TEXT];

	(void)err;
	report_rows_person_of(r, row, c);
	sentence_show(reason, sizeof(reason), db_text(r->s, N));
	c[V_REASON].text = report_rows_say(r, "%s", reason);
	c[V_OPENED].text = report_rows_day(r, N + 1);
	c[V_OVERPAID].num = db_int(r->s, N + 2);
	c[V_REPAID].num = db_int(r->s, N + 3);
	c[V_DEDUCTED].num = db_int(r->s, N + 4);
	c[V_WRITTEN_OFF].num = db_int(r->s, N + 5);
	c[V_LEFT].num = c[V_OVERPAID].num - c[V_REPAID].num -
	    c[V_DEDUCTED].num - c[V_WRITTEN_OFF].num;
	c[V_DECISION].text = report_rows_col(r, N + 6);
	c[V_DECIDED_ON].text = report_rows_day(r, N + 7);
	c[V_PLAN].num = db_int(r->s, N + 8);
	c[V_OWNER].text = report_rows_col(r, N + 9);
	money_format(plan, sizeof(plan), c[V_PLAN].num);
	/* Without a decision nothing is taken back (rule of the decrees). */
	if (c[V_LEFT].num == 0)
		c[V_NOTE].text = _("settled");
	else if (c[V_DECISION].text[0] == '\0')
		c[V_NOTE].text = _("no decision yet");
	else
		c[V_NOTE].text = c[V_PLAN].num > 0 ?
		    report_rows_say(r, _("%s a month"), plan) : "";
	return ST_OK;
}

static const struct report_rows_ops recovery_ops = { V_COUNT, &q_recovery,
	recovery_gather, recovery_fill };
REPORT_ROWS_OPEN(recovery_open, recovery_ops)

const struct report_source report_source_recoveries = {
	.name = "recoveries", .title = N_("Money to be recovered"),
	.fields = recovery_fields, .nfields = V_COUNT, .open = recovery_open,
	REPORT_ROWS
};
