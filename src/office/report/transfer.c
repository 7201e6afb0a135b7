/*
 * SPDX-License-Identifier: ISC
 *
 * report/transfer: the source "transfers": who moves from A to B, the last
 * month that A pays and the first that B does, so that no month is paid twice
 * or by nobody.  Both ends may read it.
 */
#include "base/say.h"
#include "office/report/rows_priv.h"

#include <string.h>

enum {
	T_FROM = P_OWN, T_FROM_POINT, T_TO, T_TO_POINT, T_LAST, T_FIRST, T_STATE,
	T_MOVED_ON, T_DOCUMENT, T_COUNT
};

static const struct report_field transfer_fields[] = {
	REPORT_PERSON_FIELDS,
	[T_FROM] = { "from_place", REPORT_TEXT, N_("From") },
	[T_FROM_POINT] = { "from_point", REPORT_TEXT, N_("From point") },
	[T_TO] = { "to_place", REPORT_TEXT, N_("To") },
	[T_TO_POINT] = { "to_point", REPORT_TEXT, N_("To point") },
	[T_LAST] = { "last_month", REPORT_TEXT, N_("Last month there") },
	[T_FIRST] = { "first_month", REPORT_TEXT, N_("First month here") },
	[T_STATE] = { "state", REPORT_TEXT, N_("State") },
	[T_MOVED_ON] = { "moved_on", REPORT_TEXT, N_("Moved on") },
	[T_DOCUMENT] = { "document", REPORT_TEXT, N_("Document") },
	[T_COUNT] = { .name = NULL }
};

/* Of what lies outside the province the inner end is shown to its people. */
DB_SQL(q_transfers) = { "report.transfers",
	"SELECT t.id, coalesce(t.from_area, t.to_area),"
	" coalesce(t.from_point, t.to_point), 0,"
	" coalesce(t.to_area, t.from_area), coalesce(t.to_point, t.from_point)"
	" FROM transfer t WHERE t.state <> 'undone'"
	" AND t.first_month BETWEEN ?1 AND ?2 ORDER BY t.first_month, t.id" };
DB_SQL(q_transfer) = { "report.transfer",
	"SELECT " REPORT_PERSON_COLUMNS
	" coalesce(fa.name, t.elsewhere), coalesce(fo.name, ''),"
	" coalesce(ta.name, t.elsewhere), coalesce(too.name, ''),"
	" t.last_month, t.first_month, t.state,"
	" coalesce(substr(t.moved_at, 1, 10), ''),"
	" coalesce((SELECT d.number FROM change_document d"
	"  WHERE d.change_id = t.change_id ORDER BY d.no LIMIT 1), '')"
	" FROM transfer t JOIN person p ON p.id = t.person_id"
	" JOIN area a ON a.id = p.area_id JOIN point o ON o.id = p.point_id"
	" LEFT JOIN area fa ON fa.id = t.from_area"
	" LEFT JOIN point fo ON fo.id = t.from_point"
	" LEFT JOIN area ta ON ta.id = t.to_area"
	" LEFT JOIN point too ON too.id = t.to_point WHERE t.id = ?1" };

static enum status
transfer_gather(struct report_rows *r, struct err *err)
{
	report_base_onwards(&r->base);
	return report_rows_take(r, db_usef(r->base.db, &q_transfers, "tt",
	    r->base.from, r->base.to), true, err);
}

static enum status
transfer_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum { N = REPORT_PERSON_NEXT };

	(void)row;
	(void)err;
	report_rows_person(r, c);
	c[T_FROM].text = report_rows_col(r, N);
	c[T_FROM_POINT].text = report_rows_col(r, N + 1);
	c[T_TO].text = report_rows_col(r, N + 2);
	c[T_TO_POINT].text = report_rows_col(r, N + 3);
	c[T_LAST].text = report_rows_day(r, N + 4);
	c[T_FIRST].text = report_rows_day(r, N + 5);
	c[T_STATE].text = strcmp(db_text(r->s, N + 6), "moved") == 0 ?
	    _("moved") : _("not yet moved");
	c[T_MOVED_ON].text = report_rows_day(r, N + 7);
	c[T_DOCUMENT].text = report_rows_col(r, N + 8);
	return ST_OK;
}

static const struct report_rows_ops transfer_ops = { T_COUNT, &q_transfer,
	transfer_gather, transfer_fill };
REPORT_ROWS_OPEN(transfer_open, transfer_ops)

const struct report_source report_source_transfers = {
	.name = "transfers", .title = N_("Moves from place to place"),
	.fields = transfer_fields, .nfields = T_COUNT, .open = transfer_open,
	REPORT_ROWS
};
