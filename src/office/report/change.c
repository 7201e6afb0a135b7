/*
 * SPDX-License-Identifier: ISC
 *
 * report/change: the source "changes" (báo tăng, báo giảm): requests that were
 * decided in the months and changed what somebody gets a month, and who came
 * onto the roll by a file, or left it when the file was undone.  Old and new
 * level are what is due in the month before and in the first month of the
 * change, as the books stand; who moves inside the province is a decrease
 * where he leaves and an increase where he comes; a newcomer of a file has the
 * level that was approved.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/say.h"
#include "office/request/change.h"
#include "office/roll/due.h"
#include "office/verb/journal.h"
#include "office/report/rows_priv.h"

enum {
	G_SECTION = P_OWN, G_KIND, G_CATEGORY, G_OLD, G_NEW, G_DIFFERENCE,
	G_FROM_MONTH, G_DECISION, G_DECIDED_ON, G_REASON, G_DOCUMENTS,
	G_EVENT_ON, G_BY, G_CHECKED_BY, G_NOTE, G_COUNT
};

static const struct report_field change_fields[] = {
	REPORT_PERSON_FIELDS,
	[G_SECTION] = { "section", REPORT_TEXT, N_("Section") },
	[G_KIND] = { "kind", REPORT_TEXT, N_("Kind") },
	[G_CATEGORY] = { "category", REPORT_TEXT, N_("Category") },
	[G_OLD] = { "old", REPORT_MONEY, N_("Old level") },
	[G_NEW] = { "new", REPORT_MONEY, N_("New level") },
	[G_DIFFERENCE] = { "difference", REPORT_MONEY, N_("Difference") },
	[G_FROM_MONTH] = { "from_month", REPORT_TEXT, N_("From month") },
	[G_DECISION] = { "decision", REPORT_TEXT, N_("Decision") },
	[G_DECIDED_ON] = { "decided_on", REPORT_TEXT, N_("Decided on") },
	[G_REASON] = { "reason", REPORT_TEXT, N_("Reason") },
	[G_DOCUMENTS] = { "documents", REPORT_TEXT, N_("Papers") },
	[G_EVENT_ON] = { "event_on", REPORT_TEXT, N_("Day it happened") },
	[G_BY] = { "asked_by", REPORT_TEXT, N_("Asked by") },
	[G_CHECKED_BY] = { "approved_by", REPORT_TEXT, N_("Approved by") },
	[G_NOTE] = { "note", REPORT_TEXT, N_("Note") },
	[G_COUNT] = { .name = NULL }
};

/* Rows are told apart by request * 8 + side; of a file's newcomers by person. */
enum change_side {
	SIDE_HERE, SIDE_LEAVES, SIDE_COMES, SIDE_FILE, SIDE_FILE_BACK,
	SIDE_MASK = 7
};
enum change_section { SECTION_MORE, SECTION_LESS, SECTION_SAME };

/* Whoever moves within the province comes twice, each end with its place. */
DB_SQL(q_changes) = { "report.changes",
	"WITH decided AS (SELECT id FROM change {by change_decided}"
	"  WHERE state = 'approved' AND checked_at >= ?1"
	"  AND checked_at < ?2 || '-99' UNION ALL SELECT id FROM change"
	"  WHERE state = 'undone' AND checked_at >= ?1"
	"  AND checked_at < ?2 || '-99')"
	" SELECT c.id * 8, c.area_id, c.point_id, 2, p.name_key FROM decided d"
	" {cross} JOIN change c ON c.id = d.id"
	" JOIN person p ON p.id = c.person_id WHERE c.kind IN ('new', 'stop',"
	"  'suspend', 'resume', 'amount', 'merge', 'undo')"
	" UNION ALL SELECT c.id * 8 + 1, t.from_area, t.from_point, 2,"
	"  p.name_key FROM decided c JOIN transfer t ON t.change_id = c.id"
	"  JOIN person p ON p.id = t.person_id WHERE t.from_area IS NOT NULL"
	" UNION ALL SELECT c.id * 8 + 2, t.to_area, t.to_point, 2,"
	"  p.name_key FROM decided c JOIN transfer t ON t.change_id = c.id"
	"  JOIN person p ON p.id = t.person_id WHERE t.to_area IS NOT NULL"
	" UNION ALL SELECT p.id * 8 + 3, min(r.area_id), min(r.point_id), 2,"
	"  p.name_key FROM roll_part f {cross} JOIN roll_row r ON r.job_id ="
	" f.job_id"
	"  AND r.owner_id = f.owner_id AND r.is_new = 1"
	"  AND r.state IN ('stands', 'undone')"
	"  {cross} JOIN person p ON p.id = r.person_id AND p.created_at >= ?1"
	"  AND p.created_at < ?2 || '-99' WHERE f.moved_at >= ?1"
	"  GROUP BY p.id, p.name_key"
	" UNION ALL SELECT p.id * 8 + 4, min(r.area_id), min(r.point_id), 2,"
	"  p.name_key FROM roll_decision d JOIN roll_part f"
	"  ON f.change_id = d.change_id {cross} JOIN roll_row r"
	"  ON r.job_id = f.job_id"
	"  AND r.owner_id = f.owner_id AND r.is_new = 1 AND r.state = 'undone'"
	"  {cross} JOIN person p ON p.id = r.person_id WHERE d.verdict ="
	" 'undone'"
	"  AND d.at >= ?1 AND d.at < ?2 || '-99' GROUP BY p.id, p.name_key"
	" ORDER BY 5, 1" };
/* What the rows of a file gave a newcomer a month. */
DB_SQL(q_file) = { "report.change_file",
	"SELECT coalesce(sum(r.after), 0) FROM person p JOIN roll_part f"
	" ON f.change_id = p.change_id JOIN roll_row r ON r.job_id = f.job_id"
	" AND r.owner_id = f.owner_id AND r.person_id = p.id AND r.is_new = 1"
	" AND r.state IN ('stands', 'undone') WHERE p.id = ?1 >> 3" };
/* Of what is taken back the months are those of the request it undoes. */
DB_SQL(q_when) = { "report.change_when",
	"SELECT c.person_id, coalesce(u.kind, c.kind),"
	" coalesce(u.month, c.month), c.kind = 'undo', c.state = 'undone',"
	" coalesce(u.id, c.id), coalesce(u.done, c.done)"
	" FROM change c LEFT JOIN change u ON u.id = c.undoes"
	" WHERE c.id = ?1 >> 3" };
DB_SQL(q_grant) = { "report.change_grant",
	"SELECT category, coalesce(hundredths, 0), coalesce(manual, 0)"
	" FROM entitlement WHERE id = ?1" };
DB_SQL(q_made) = { "report.change_made",
	"SELECT id FROM entitlement WHERE change_id = ?1 AND state = 'void'"
	" AND id > ?2 ORDER BY id LIMIT 1" };
DB_SQL(q_change) = { "report.change",
	"SELECT " REPORT_PERSON_COLUMNS
	" c.kind, c.month, c.fields, c.reason, c.event_on, m.name,"
	" coalesce(k.name, ''), c.state, coalesce(u.kind, ''),"
	" coalesce(u.month, c.month), '', ''"
	" FROM change c JOIN person p ON p.id = c.person_id"
	" LEFT JOIN transfer t ON t.change_id = c.id"
	" JOIN area a ON a.id = CASE ?1 & 7 WHEN 2 THEN t.to_area"
	"  ELSE c.area_id END"
	" JOIN point o ON o.id = CASE ?1 & 7 WHEN 2 THEN t.to_point"
	"  ELSE c.point_id END"
	" JOIN staff m ON m.id = c.maker_id"
	" LEFT JOIN staff k ON k.id = c.checker_id"
	" LEFT JOIN change u ON u.id = c.undoes WHERE c.id = ?1 >> 3"
	" AND ?1 & 7 < 3"
	" UNION ALL SELECT " REPORT_PERSON_COLUMNS
	" CASE ?1 & 7 WHEN 3 THEN c.kind ELSE 'undo' END, c.month, '', '', '',"
	" m.name, coalesce((SELECT s.name FROM roll_decision d JOIN staff s"
	"  ON s.id = d.staff_id WHERE d.change_id = c.id AND d.verdict = CASE"
	"  ?1 & 7 WHEN 3 THEN 'approved' ELSE 'undone' END"
	"  ORDER BY d.no DESC LIMIT 1), ''),"
	" CASE ?1 & 7 WHEN 3 THEN CASE r.state WHEN 'undone' THEN 'undone'"
	"  ELSE 'approved' END ELSE 'approved' END,"
	" CASE ?1 & 7 WHEN 3 THEN '' ELSE c.kind END,"
	" r.from_month, r.decision, r.decided_on"
	" FROM person p JOIN change c ON c.id = p.change_id JOIN roll_part f"
	" ON f.change_id = c.id JOIN roll_row r ON r.job_id = f.job_id"
	" AND r.owner_id = f.owner_id AND r.line = (SELECT min(x.line)"
	"  FROM roll_row x WHERE x.job_id = f.job_id AND x.owner_id = f.owner_id"
	"  AND x.person_id = p.id AND x.state IN ('stands', 'undone'))"
	" JOIN area a ON a.id = r.area_id JOIN point o ON o.id = r.point_id"
	" JOIN staff m ON m.id = c.maker_id"
	" WHERE p.id = ?1 >> 3 AND ?1 & 7 >= 3" };
DB_SQL(q_documents) = { "report.change_documents",
	"SELECT number || CASE kind WHEN '' THEN '' ELSE ' (' || kind || ')'"
	"  END FROM change_document WHERE change_id = ?1 >> 3 AND ?1 & 7 < 3"
	" ORDER BY no" };
DB_SQL(q_categories) = { "report.change_categories",
	"SELECT e.category FROM change c LEFT JOIN change u ON u.id = c.undoes"
	" JOIN entitlement e ON e.person_id = c.person_id AND e.state <> 'void'"
	"  AND e.from_month <= coalesce(u.month, c.month) AND"
	"  coalesce(e.to_month, '9999-12') >= coalesce(u.month, c.month)"
	" JOIN category g ON g.code = e.category AND g.kind <> 'funeral'"
	" WHERE c.id = ?1 >> 3 AND ?1 & 7 < 3"
	" UNION SELECT x.category FROM person p"
	" JOIN roll_part f ON f.change_id = p.change_id"
	" JOIN roll_row x ON x.job_id = f.job_id AND x.owner_id = f.owner_id"
	"  AND x.person_id = p.id AND x.category <> ''"
	" WHERE p.id = ?1 >> 3 AND ?1 & 7 >= 3 ORDER BY 1" };

/* Is the month of a request of this kind the last one of before? */
static bool
change_ends(const char *kind)
{
	return strcmp(kind, "stop") == 0;
}

/* What a person gets in a month, all allowances together. */
static enum status
change_level(struct report_rows *r, int64_t person, const char *month,
    int64_t *level, struct err *err)
{
	struct due_grant v[DUE_GRANTS];
	enum status st;
	unsigned i, n = 0;

	*level = 0;
	st = due_person(r->base.db, person, month, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++)
		if (v[i].is.due)
			*level += v[i].is.amount;
	return st;
}

/* What a grant is worth in a month, whether it stands or not. */
static enum status
change_grant_worth(struct report_rows *r, int64_t grant, const char *month,
    int64_t *worth, struct err *err)
{
	char category[CATEGORY_CODE], province[9];
	struct category_ask ask = { .province = province,
		.category = category, .month = month };
	struct category_amount is;
	struct db_stmt *s = db_usef(r->base.db, &q_grant, "i", grant);
	enum status st;
	bool row;

	*worth = 0;
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, category, sizeof(category));
	ask.hundredths = db_int(s, 1);
	ask.manual = db_int(s, 2);
	db_reset(s);
	st = category_province_at(r->base.db, month, province,
	    sizeof(province), err);
	if (st == ST_OK)
		st = category_amount(r->base.db, &ask, &is, err);
	if (st == ST_OK)
		*worth = is.amount;
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* A request while a row about it is worked out. */
struct change_row {
	int64_t person, id;  /* of the request, or of the one it undoes */
	char kind[16], month[8];
	bool undo, undone;
	struct wire_args did;
};

/* The level that stood while an undone request did: what it had ended comes
 * off, what it had made comes on. */
static enum status
change_level_under(struct report_rows *r, const struct change_row *c,
    const char *month, int64_t *level, struct err *err)
{
	int sign = strcmp(c->kind, "resume") == 0 ? 1 : -1;
	int64_t worth, id = 0;
	enum status st = ST_OK;
	bool found = true;
	unsigned i;

	for (i = 0; st == ST_OK && i < c->did.n; i++) {
		if (strcmp(c->did.v[i].name, "grant") != 0)
			continue;
		st = change_grant_worth(r, strtoll(c->did.v[i].value, NULL,
		    10), month, &worth, err);
		*level += st == ST_OK ? sign * worth : 0;
	}
	while (st == ST_OK && found) {
		st = db_int1(db_usef(r->base.db, &q_made, "ii", c->id, id), &id,
		    &found, err);
		if (st == ST_OK && found)
			st = change_grant_worth(r, id, month, &worth, err);
		*level += st == ST_OK && found ? worth : 0;
	}
	if (*level < 0)
		*level = 0;
	return st;
}

static enum status
change_row_levels(struct report_rows *r, const struct change_row *c,
    struct report_row *row, struct err *err)
{
	char before[DATE_MONTH], first[DATE_MONTH];
	enum status st;

	if (month_add(c->month, change_ends(c->kind) ? 0 : -1, before) != ST_OK ||
	    month_add(before, 1, first) != ST_OK)
		return err_set(err, ST_CORRUPT, _("%s is no month"), c->month);
	st = change_level(r, c->person, before, &row->a, err);
	if (st == ST_OK)
		st = change_level(r, c->person, first, &row->b, err);
	if (st == ST_OK && c->undone)
		st = change_level_under(r, c, first, &row->b, err);
	if (st == ST_OK && c->undo) {
		row->a = row->b;
		st = change_level_under(r, c, first, &row->a, err);
	}
	if ((row->id & SIDE_MASK) == SIDE_LEAVES)
		row->b = 0;
	if ((row->id & SIDE_MASK) == SIDE_COMES)
		row->a = 0;
	row->section = row->b > row->a ? SECTION_MORE :
	    row->b < row->a ? SECTION_LESS : SECTION_SAME;
	return st;
}

static enum status
change_file_levels(struct report_rows *r, struct report_row *row,
    struct err *err)
{
	bool back = (row->id & SIDE_MASK) == SIDE_FILE_BACK, found;
	enum status st = db_int1(db_usef(r->base.db, &q_file, "i", row->id),
	    back ? &row->a : &row->b, &found, err);

	row->section = back ? SECTION_LESS : SECTION_MORE;
	return st;
}

/* Works out both levels of a row, and so the section it stands in. */
static enum status
change_levels(struct report_rows *r, struct report_row *row, struct err *err)
{
	struct db_stmt *s;
	struct change_row c;
	enum status st;
	bool found;

	if ((row->id & SIDE_MASK) >= SIDE_FILE)
		return change_file_levels(r, row, err);
	s = db_usef(r->base.db, &q_when, "i", row->id);
	memset(&c, 0, sizeof(c));
	st = db_step(s, &found, err);
	if (st != ST_OK || !found)
		return st;
	c.person = db_int(s, 0);
	db_copy(s, 1, c.kind, sizeof(c.kind));
	db_copy(s, 2, c.month, sizeof(c.month));
	c.undo = db_int(s, 3) != 0;
	c.undone = db_int(s, 4) != 0;
	c.id = db_int(s, 5);
	journal_decode(db_text(s, 6), &c.did);
	db_reset(s);
	st = change_row_levels(r, &c, row, err);
	wire_args_done(&c.did);
	return st;
}

static enum status
change_gather(struct report_rows *r, struct err *err)
{
	enum status st = report_rows_take(r, db_usef(r->base.db, &q_changes,
	    "tt", r->base.from, r->base.to), false, err);
	size_t i;

	for (i = 0; st == ST_OK && i < r->n; i++)
		st = change_levels(r, &r->row[i], err);
	return st;
}

/* "stop: died", "undo: stop", "transfer: leaves". */
static const char *
change_why(struct report_rows *r, int64_t side)
{
	enum { N = REPORT_PERSON_NEXT };
	const char *kind = report_rows_col(r, N);
	const char *reason = db_text(r->s, N + 3);
	const char *undoes = report_rows_col(r, N + 8);

	if (side == SIDE_LEAVES || side == SIDE_COMES)
		return report_rows_say(r, "%s: %s", change_kind_word(kind),
		    side == SIDE_LEAVES ? _("leaves") : _("comes"));
	if (undoes[0] != '\0')
		return report_rows_say(r, "%s: %s", change_kind_word(kind),
		    change_kind_word(undoes));
	if (reason[0] != '\0')
		return report_rows_say(r, "%s: %s", change_kind_word(kind),
		    change_reason_word(reason));
	return change_kind_word(kind);
}

static void
change_figures(struct report_rows *r, const struct report_row *row,
    struct report_cell *c)
{
	static const char *const sections[] = {
		[SECTION_MORE] = N_("Increases"),
		[SECTION_LESS] = N_("Decreases"),
		[SECTION_SAME] = N_("Without a change of level"),
	};
	enum { N = REPORT_PERSON_NEXT };
	char first[DATE_MONTH] = "", month[DATE_MONTH];
	const char *kind = db_text(r->s, N + 8);

	if (kind[0] == '\0')
		kind = db_text(r->s, N);
	if (month_add(db_text(r->s, N + 9), change_ends(kind) ? 1 : 0,
	    first) == ST_OK)
		month_format(month, sizeof(month), first);
	else
		month[0] = '\0';
	c[G_SECTION].text = _(sections[row->section]);
	c[G_OLD].num = row->a;
	c[G_NEW].num = row->b;
	c[G_DIFFERENCE].num = row->b - row->a;
	c[G_FROM_MONTH].text = report_rows_say(r, "%s", month);
}

/* The texts of all rows, with `between` between them. */
static enum status
change_texts(struct report_rows *r, const struct db_sql *q, int64_t id,
    const char *between, const char **text, struct err *err)
{
	struct db_stmt *s = db_usef(r->base.db, q, "i", id);
	enum status st;
	struct buf all;
	bool row;

	buf_init(&all, sizeof(r->text));
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		(void)buf_printf(&all, "%s%s", all.len > 0 ? between : "",
		    db_text(s, 0));
	*text = report_rows_say(r, "%s", buf_str(&all));
	buf_done(&all);
	return st;
}

static enum status
change_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum { N = REPORT_PERSON_NEXT };
	struct wire_args asked;
	const char *category, *day, *decision, *had;
	struct date d;
	char text[DATE_TEXT] = "";

	if (change_texts(r, &q_documents, row->id, "; ", &c[G_DOCUMENTS].text,
	    err) != ST_OK ||
	    change_texts(r, &q_categories, row->id, ",", &had, err) != ST_OK)
		return err->st;
	report_rows_person(r, c);
	change_figures(r, row, c);
	wire_args_init(&asked);
	journal_decode(db_text(r->s, N + 2), &asked);
	category = wire_args_text(&asked, "category");
	day = wire_args_text(&asked, "decision_date");
	decision = wire_args_text(&asked, "decision");
	if ((row->id & SIDE_MASK) >= SIDE_FILE) {
		decision = db_text(r->s, N + 10);
		day = db_text(r->s, N + 11);
	}
	if (date_from_iso(day, &d) == ST_OK)
		date_format(text, sizeof(text), d);
	c[G_KIND].text = change_kind_word(report_rows_col(r, N));
	c[G_CATEGORY].text = report_rows_say(r, "%s", category[0] != '\0' ?
	    category : had);
	c[G_DECISION].text = report_rows_say(r, "%s", decision);
	c[G_DECIDED_ON].text = report_rows_say(r, "%s", text);
	c[G_NOTE].text = strcmp(db_text(r->s, N + 7), "undone") == 0 ?
	    _("undone") : report_rows_say(r, "%s",
	    wire_args_text(&asked, "note"));
	wire_args_done(&asked);
	c[G_REASON].text = change_why(r, row->id & SIDE_MASK);
	c[G_EVENT_ON].text = report_rows_day(r, N + 4);
	c[G_BY].text = report_rows_col(r, N + 5);
	c[G_CHECKED_BY].text = report_rows_col(r, N + 6);
	return ST_OK;
}

static const struct report_rows_ops change_ops = { G_COUNT, &q_change,
	change_gather, change_fill };
REPORT_ROWS_OPEN(change_open, change_ops)

const struct report_source report_source_changes = {
	.name = "changes", .title = N_("Increases and decreases"),
	.fields = change_fields, .nfields = G_COUNT, .open = change_open,
	REPORT_ROWS
};
