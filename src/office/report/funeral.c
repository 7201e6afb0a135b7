/*
 * SPDX-License-Identifier: ISC
 *
 * report/funeral: the source "funeral-list": grants for funerals (mai táng
 * phí) stand on a list of their own and are signed by whoever organised the
 * funeral, never under the name of the dead alone.
 */
#include "base/say.h"
#include "office/line/line.h"
#include "office/report/rows_priv.h"
#include "text/sentence.h"

enum {
	U_NO = P_OWN, U_DIED_ON, U_DOCUMENT, U_CATEGORY, U_STANDARD, U_TOTAL,
	U_COLLECTOR, U_COLLECTOR_IDENTITY, U_RELATION, U_PAID_ON, U_NOTE,
	U_COUNT
};

static const struct report_field funeral_fields[] = {
	REPORT_PERSON_FIELDS,
	[U_NO] = { "no", REPORT_COUNT, N_("No.") },
	[U_DIED_ON] = { "died_on", REPORT_TEXT, N_("Died on") },
	[U_DOCUMENT] = { "document", REPORT_TEXT, N_("Document") },
	[U_CATEGORY] = { "category", REPORT_TEXT, N_("Category") },
	[U_STANDARD] = { "standard", REPORT_MONEY, N_("Standard") },
	[U_TOTAL] = { "total", REPORT_MONEY, N_("Total") },
	[U_COLLECTOR] = { "collector", REPORT_TEXT, N_("Organised by") },
	[U_COLLECTOR_IDENTITY] = { "collector_identity", REPORT_TEXT,
		N_("Number of their paper") },
	[U_RELATION] = { "relation", REPORT_TEXT, N_("Relation") },
	[U_PAID_ON] = { "paid_on", REPORT_TEXT, N_("Paid on") },
	[U_NOTE] = { "note", REPORT_TEXT, N_("Note") },
	[U_COUNT] = { .name = NULL }
};

/* ?1 list, 0: the approved ones of period ?2. */
DB_SQL(q_funerals) = { "report.funerals",
	"SELECT l.id, l.area_id, l.point_id, 0 FROM list k"
	" JOIN line l ON l.list_id = k.id AND l.kind = 'funeral'"
	" WHERE (?1 <> 0 AND k.id = ?1) OR (?1 = 0 AND k.period_id = ?2"
	"  AND k.state IN ('approved', 'closed')) ORDER BY l.no, l.id" };
/* What the line holds is what was approved: name, paper and village are its. */
DB_SQL(q_funeral) = { "report.funeral",
	"SELECT p.code, l.name, coalesce(p.birth_year, 0),"
	" coalesce(p.birth_month, 0), coalesce(p.birth_day, 0), l.identity,"
	" a.name, l.village, o.name, p.phone, p.sex, l.no,"
	" coalesce(p.state_on, ''), coalesce((SELECT d.number FROM change c"
	"  JOIN change_document d ON d.change_id = c.id"
	"  WHERE c.person_id = p.id AND c.kind = 'funeral'"
	"  AND c.state = 'approved' ORDER BY c.id DESC, d.no LIMIT 1), ''),"
	" l.category, l.standard, l.amount, coalesce(g.name, ''),"
	" coalesce(g.identity, ''), coalesce(g.relation, ''),"
	" coalesce(substr(y.at, 1, 10), ''), "
	LINE_BLOCK_REASON("l.id")
	" FROM line l JOIN person p ON p.id = l.person_id"
	" JOIN area a ON a.id = l.area_id JOIN point o ON o.id = l.point_id"
	" LEFT JOIN collector g ON g.id = (SELECT max(id) FROM collector"
	"  WHERE person_id = p.id AND kind = 'organiser' AND active = 1)"
	" LEFT JOIN standing s ON s.line_id = l.id"
	" LEFT JOIN payout y ON y.id = s.payout_id WHERE l.id = ?1" };

static enum status
funeral_gather(struct report_rows *r, struct err *err)
{
	return report_rows_take(r, db_usef(r->base.db, &q_funerals, "ii",
	    r->base.params.list, r->base.period.id), false, err);
}

static enum status
funeral_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum { N = REPORT_PERSON_NEXT };
	char blocked[SENTENCE_TEXT];

	(void)row;
	(void)err;
	report_rows_person(r, c);
	c[U_NO].num = db_int(r->s, N);
	c[U_DIED_ON].text = report_rows_day(r, N + 1);
	c[U_DOCUMENT].text = report_rows_col(r, N + 2);
	c[U_CATEGORY].text = report_rows_col(r, N + 3);
	c[U_STANDARD].num = db_int(r->s, N + 4);
	c[U_TOTAL].num = db_int(r->s, N + 5);
	c[U_COLLECTOR].text = report_rows_col(r, N + 6);
	c[U_COLLECTOR_IDENTITY].text = report_rows_col(r, N + 7);
	c[U_RELATION].text = report_rows_col(r, N + 8);
	c[U_PAID_ON].text = report_rows_day(r, N + 9);
	sentence_show(blocked, sizeof(blocked), db_text(r->s, N + 10));
	c[U_NOTE].text = blocked[0] != '\0' ?
	    report_rows_say(r, "%s%s", _("blocked: "), blocked) : "";
	return ST_OK;
}

static const struct report_rows_ops funeral_ops = { U_COUNT, &q_funeral,
	funeral_gather, funeral_fill };
REPORT_ROWS_OPEN(funeral_open, funeral_ops)

const struct report_source report_source_funeral_list = {
	.name = "funeral-list", .title = N_("List of grants for funerals"),
	.fields = funeral_fields, .nfields = U_COUNT, .open = funeral_open,
	REPORT_ROWS
};
