/*
 * SPDX-License-Identifier: ISC
 *
 * report/check: the source "list-checks": what the checks of a list found, as
 * a list of things to do: first what must be settled before the list can be
 * submitted, then what should be looked at.
 */
#include "base/say.h"
#include "base/str.h"
#include "office/list/check.h"
#include "office/report/rows_priv.h"

#include <string.h>

enum {
	K_LIST = P_OWN, K_SEVERITY, K_RULE, K_DETAIL, K_OTHER, K_STATE, K_NOTE,
	K_BY, K_COUNT
};

static const struct report_field check_fields[] = {
	REPORT_PERSON_FIELDS,
	[K_LIST] = { "list", REPORT_TEXT, N_("List") },
	[K_SEVERITY] = { "severity", REPORT_TEXT, N_("Severity") },
	[K_RULE] = { "rule", REPORT_TEXT, N_("What was found") },
	[K_DETAIL] = { "detail", REPORT_TEXT, N_("Detail") },
	[K_OTHER] = { "other", REPORT_TEXT, N_("The other person") },
	[K_STATE] = { "state", REPORT_TEXT, N_("State") },
	[K_NOTE] = { "note", REPORT_TEXT, N_("Note") },
	[K_BY] = { "by", REPORT_TEXT, N_("Accepted by") },
	[K_COUNT] = { .name = NULL }
};

/*
 * A check has no number of its own: list * 2^24 + number, which no list comes
 * near.  ?1 list, 0: all of period ?2.
 */
DB_SQL(q_checks) = { "report.checks",
	"SELECT (c.list_id << 24) + c.no, p.area_id, p.point_id,"
	" CASE c.severity WHEN 'must' THEN 0 ELSE 1 END"
	" FROM list k JOIN list_check c ON c.list_id = k.id"
	" JOIN person p ON p.id = c.person_id"
	" WHERE (?1 <> 0 AND k.id = ?1) OR (?1 = 0 AND k.period_id = ?2)"
	" ORDER BY c.list_id, c.no" };
DB_SQL(q_check) = { "report.check",
	"SELECT " REPORT_PERSON_COLUMNS
	" w.name || CASE k.seq WHEN 1 THEN '' ELSE ' / ' || k.seq END,"
	" c.severity, c.rule, c.detail,"
	" coalesce(h.name || ' ' || h.code, ''), c.state, c.note,"
	" coalesce(f.name, ''), coalesce(h.name, ''), coalesce(h.code, '')"
	" FROM list_check c JOIN list k ON k.id = c.list_id"
	" JOIN area w ON w.id = k.owner_id JOIN person p ON p.id = c.person_id"
	" JOIN area a ON a.id = p.area_id JOIN point o ON o.id = p.point_id"
	" LEFT JOIN person h ON h.id = c.other_id"
	" LEFT JOIN staff f ON f.id = c.staff_id"
	" WHERE c.list_id = ?1 >> 24 AND c.no = ?1 & 16777215" };

static enum status
check_gather(struct report_rows *r, struct err *err)
{
	return report_rows_take(r, db_usef(r->base.db, &q_checks, "ii",
	    r->base.params.list, r->base.period.id), false, err);
}

static enum status
check_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum { N = REPORT_PERSON_NEXT };
	struct list_check found = { .rule =
		names_find(&list_check_rules,
		db_text(r->s, N + 2)) };
	char detail[256];

	(void)row;
	(void)err;
	db_copy(r->s, N + 3, found.detail, sizeof(found.detail));
	db_copy(r->s, N + 8, found.other_name, sizeof(found.other_name));
	db_copy(r->s, N + 9, found.other_code, sizeof(found.other_code));
	report_rows_person(r, c);
	(void)str_copy_cut(found.birth, sizeof(found.birth), c[P_BIRTH].text);
	list_check_text(&found, detail, sizeof(detail));
	c[K_LIST].text = report_rows_col(r, N);
	c[K_SEVERITY].text = strcmp(db_text(r->s, N + 1), "must") == 0 ?
	    _("To be settled before the list is submitted") :
	    _("To be looked at");
	c[K_RULE].text = list_check_word(found.rule);
	c[K_DETAIL].text = report_rows_say(r, "%s", detail);
	c[K_OTHER].text = report_rows_col(r, N + 4);
	c[K_STATE].text = strcmp(db_text(r->s, N + 5), "accepted") == 0 ?
	    _("accepted") : _("open");
	c[K_NOTE].text = report_rows_col(r, N + 6);
	c[K_BY].text = report_rows_col(r, N + 7);
	return ST_OK;
}

static const struct report_rows_ops check_ops = { K_COUNT, &q_check,
	check_gather, check_fill };
REPORT_ROWS_OPEN(check_open, check_ops)

const struct report_source report_source_list_checks = {
	.name = "list-checks", .title = N_("Checks of a payment list"),
	.fields = check_fields, .nfields = K_COUNT, .open = check_open,
	REPORT_ROWS
};
