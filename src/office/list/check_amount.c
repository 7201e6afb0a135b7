/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_amount: an amount or a coefficient that is not the category's.  It
 * was decided, or mistyped (15 for 1,5): whoever prepares the list confirms it
 * once, before it is first paid; the same value is not asked about again.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/rate/category.h"
#include "office/roll/due.h"
#include "office/list/check_priv.h"
#include "text/money.h"

/* Entitlements with such a value and months on the list, ?2 to ?3. */
DB_SQL(q_own) = { "check.own",
	"SELECT category, coalesce(hundredths, 0), coalesce(manual, 0)"
	" FROM entitlement WHERE person_id = ?1"
	" AND (hundredths IS NOT NULL OR manual IS NOT NULL)"
	" AND state <> 'void' AND from_month <= ?3"
	" AND (to_month IS NULL OR to_month >= ?2) ORDER BY id" };

struct own {
	char category[16];
	int64_t hundredths, manual; /* 0 none */
};

#define COL(m) DB_COL(struct own, m)
static const struct db_col own_cols[] = {
	DB_ROW(struct own), COL(category), COL(hundredths), COL(manual), DB_END
};
#undef COL

/* Compares with the category, in the last month of the list. */
static enum status
check_own(struct check *k, const struct own *is, struct err *err)
{
	char province[9], detail[64];
	struct category_ask ask = { .category = is->category,
	    .month = k->last, .province = province };
	struct category_amount table;

	if (category_province_at(k->c->db, k->last, province,
	    sizeof(province), err) != ST_OK ||
	    category_amount(k->c->db, &ask, &table, err) != ST_OK)
		return err->st;
	if (is->manual > 0 ? is->manual == table.amount :
	    is->hundredths == table.hundredths)
		return ST_OK;
	if (is->manual > 0)
		(void)snprintf(detail, sizeof(detail), "%.15s %" PRId64,
		    is->category, is->manual);
	else
		(void)snprintf(detail, sizeof(detail), "%.15s %" PRId64 " %"
		    PRId64, is->category, is->hundredths, table.hundredths);
	return check_found(k, 0, detail, err);
}

enum status
check_own_amount(struct check *k, struct err *err)
{
	const char *first = k->last;
	struct own v[DUE_GRANTS];
	unsigned i, n = 0;

	for (i = 0; i < k->who.n; i++)
		if (strcmp(k->who.line[i].month, first) < 0)
			first = k->who.line[i].month;
	if (db_all(db_usef(k->c->db, &q_own, "itt", k->who.person, first,
	    k->last), own_cols, v, DUE_GRANTS, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (check_own(k, &v[i], err) != ST_OK)
			return err->st;
	return ST_OK;
}

void
check_own_amount_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96], own[MONEY_TEXT], table[MONEY_TEXT];
	int64_t value = 0, is = 0;

	check_parts(c, part);
	(void)!str_int(part[1], 0, INT64_MAX, &value);
	if (str_int(part[2], 1, INT64_MAX, &is) != ST_OK) {
		money_format(own, sizeof(own), value);
		(void)snprintf(dst, size, _("%s: %s đồng by decision, not "
		    "standard x coefficient"), part[0], own);
		return;
	}
	category_hundredths(own, sizeof(own), value);
	category_hundredths(table, sizeof(table), is);
	(void)snprintf(dst, size, _("%s: coefficient %s, the category's is %s"),
	    part[0], own, table);
}
