/*
 * SPDX-License-Identifier: ISC
 *
 * report/arrears: the source "arrears" (truy lĩnh): months that were due and
 * on no list, or listed with less than was due; what each rate makes, as form
 * 53 of the benefits for people of merit has it, and on which list it comes
 * out.
 */
#include "base/say.h"
#include "office/period/owner.h"
#include "office/report/rows_priv.h"
#include "text/money.h"
#include "text/sentence.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	A_CATEGORY = P_OWN, A_KIND, A_MONTHS_TEXT, A_MONTHS, A_RATES, A_TOTAL,
	A_REASON, A_DECISION, A_DECIDED_ON, A_LIST, A_STATE, A_OWNER, A_COUNT
};

static const struct report_field arrears_fields[] = {
	REPORT_PERSON_FIELDS,
	[A_CATEGORY] = { "category", REPORT_TEXT, N_("Category") },
	[A_KIND] = { "kind", REPORT_TEXT, N_("Kind") },
	[A_MONTHS_TEXT] = { "from_to", REPORT_TEXT, N_("From - to") },
	[A_MONTHS] = { "months", REPORT_COUNT, N_("Months") },
	[A_RATES] = { "rates", REPORT_TEXT, N_("At each rate") },
	[A_TOTAL] = { "total", REPORT_MONEY, N_("Total") },
	[A_REASON] = { "reason", REPORT_TEXT, N_("Reason") },
	[A_DECISION] = { "decision", REPORT_TEXT, N_("Decision") },
	[A_DECIDED_ON] = { "decided_on", REPORT_TEXT, N_("Decided on") },
	[A_LIST] = { "list", REPORT_TEXT, N_("On the list of") },
	[A_STATE] = { "state", REPORT_TEXT, N_("State") },
	[A_OWNER] = { "owner", REPORT_TEXT, N_("Month of") },
	[A_COUNT] = { .name = NULL }
};

/* Not yet listed: with whatever list they are waited for, even a late one. */
DB_SQL(q_arrears) = { "report.arrears",
	"SELECT DISTINCT v.id, p.area_id, p.point_id, 0,"
	" coalesce(m.owner_id, 0), p.name_key, p.id, v.from_month"
	" FROM arrears v JOIN person p ON p.id = v.person_id"
	" LEFT JOIN arrears_month m ON m.arrears_id = v.id WHERE v.state = 'due'"
	" AND coalesce((SELECT min(q.code) FROM line l"
	"  JOIN period q ON q.id = l.period_id WHERE l.arrears_id = v.id),"
	"  CASE WHEN v.due_period > ?1 THEN v.due_period ELSE ?1 END)"
	" BETWEEN ?1 AND ?2"
	" ORDER BY p.name_key, p.id, v.from_month, v.id" };
DB_SQL(q_arrear) = { "report.arrear",
	"SELECT " REPORT_PERSON_COLUMNS
	" e.category, v.kind, v.from_month, v.to_month, v.total, v.reason,"
	" v.decision, v.decided_on, v.due_period,"
	" coalesce((SELECT q.code || CASE k.seq WHEN 1 THEN '' ELSE '/' || k.seq"
	"  END || ' ' || k.state FROM line l JOIN list k ON k.id = l.list_id"
	"  JOIN period q ON q.id = l.period_id WHERE l.arrears_id = v.id"
	"  ORDER BY q.code, k.seq LIMIT 1), ''),"
	" (SELECT count(*) FROM arrears_month m WHERE m.arrears_id = v.id),"
	" coalesce((SELECT min(w.name) FROM arrears_month m JOIN area w"
	"  ON w.id = m.owner_id WHERE m.arrears_id = v.id AND w.id <> "
	LIST_OWNER_OF("a") "), '')"
	" FROM arrears v JOIN person p ON p.id = v.person_id"
	" JOIN entitlement e ON e.id = v.entitlement_id"
	" JOIN area a ON a.id = p.area_id JOIN point o ON o.id = p.point_id"
	" WHERE v.id = ?1" };
DB_SQL(q_rates) = { "report.arrears_rates",
	"SELECT amount, count(*) FROM arrears_month WHERE arrears_id = ?1"
	" GROUP BY amount ORDER BY min(month)" };

static enum status
arrears_gather(struct report_rows *r, struct err *err)
{
	report_base_onwards(&r->base);
	return report_rows_take_months(r, db_usef(r->base.db, &q_arrears, "tt",
	    r->base.from, r->base.to), err);
}

/* "2 x 270.000; 1 x 360.000" */
static enum status
arrears_rates(struct report_rows *r, int64_t id, struct report_cell *c,
    struct err *err)
{
	char text[512] = "", money[MONEY_TEXT];
	struct db_stmt *s = db_usef(r->base.db, &q_rates, "i", id);
	size_t used = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		money_format(money, sizeof(money), db_int(s, 0));
		if (used < sizeof(text) - 1)
			(void)snprintf(text + used, sizeof(text) - used,
			    "%s%" PRId64 " x %s", used > 0 ? "; " : "",
			    db_int(s, 1), money);
		used = strlen(text);
	}
	c[A_RATES].text = report_rows_say(r, "%s", text);
	return st;
}

/* "2020-02 approved" as 02/2020 and a word; else where it is waited for. */
static void
arrears_list(struct report_rows *r, const char *due, const char *listed,
    struct report_cell *c)
{
	char code[24], month[DATE_MONTH];
	size_t n = strcspn(listed, " ");

	if (listed[0] == '\0') {
		month_format(month, sizeof(month),
		    strcmp(due, r->base.from) < 0 ? r->base.from : due);
		c[A_LIST].text = report_rows_say(r, "%s", month);
		c[A_STATE].text = _("to come");
		return;
	}
	(void)snprintf(code, sizeof(code), "%.7s", listed);
	month_format(month, sizeof(month), code);
	c[A_LIST].text = report_rows_say(r, "%s%.*s", month,
	    n > 7 ? (int)(n - 7) : 0, listed + 7);
	c[A_STATE].text = strcmp(listed + n, " draft") == 0 ||
	    strcmp(listed + n, " submitted") == 0 ? _("being prepared") :
	    _("on the list");
}

static enum status
arrears_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum { N = REPORT_PERSON_NEXT };
	char reason[SENTENCE_TEXT];

	report_rows_person_of(r, row, c);
	c[A_CATEGORY].text = report_rows_col(r, N);
	c[A_KIND].text = strcmp(db_text(r->s, N + 1), "difference") == 0 ?
	    _("difference") : _("arrears");
	c[A_MONTHS_TEXT].text = report_rows_months(r,
	    report_rows_col(r, N + 2), report_rows_col(r, N + 3));
	c[A_TOTAL].num = db_int(r->s, N + 4);
	sentence_show(reason, sizeof(reason), db_text(r->s, N + 5));
	c[A_REASON].text = report_rows_say(r, "%s", reason);
	c[A_DECISION].text = report_rows_col(r, N + 6);
	c[A_DECIDED_ON].text = report_rows_day(r, N + 7);
	arrears_list(r, report_rows_col(r, N + 8), report_rows_col(r, N + 9),
	    c);
	c[A_MONTHS].num = db_int(r->s, N + 10);
	c[A_OWNER].text = report_rows_col(r, N + 11);
	return arrears_rates(r, row->id, c, err);
}

static const struct report_rows_ops arrears_ops = { A_COUNT, &q_arrear,
	arrears_gather, arrears_fill };
REPORT_ROWS_OPEN(arrears_open, arrears_ops)

const struct report_source report_source_arrears = {
	.name = "arrears", .title = N_("Arrears"),
	.fields = arrears_fields, .nfields = A_COUNT, .open = arrears_open,
	REPORT_ROWS
};
