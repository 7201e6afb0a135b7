/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_amount: an amount or a coefficient that is not the category's.
 * The table pays by itself what the decrees give; what somebody decided
 * otherwise, or typed (15 for 1,5), is looked at by whoever prepares the list
 * before it is paid, once for as long as it stays the same.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/rate/category.h"
#include "office/roll/due.h"
#include "office/list/check_priv.h"
#include "text/money.h"

/* Of an entitlement with months on the list; ?2 its first, ?3 its last. */
DB_SQL(q_own) = { "check.own",
	"SELECT category, coalesce(hundredths, 0), coalesce(manual, 0)"
	" FROM entitlement WHERE person_id = ?1"
	" AND (hundredths IS NOT NULL OR manual IS NOT NULL)"
	" AND state <> 'void' AND from_month <= ?3"
	" AND (to_month IS NULL OR to_month >= ?2) ORDER BY id" };

/* What it is worth by the table, in the last month of the list. */
static enum status
check_own(struct check *k, const char *category, int64_t hundredths,
    int64_t manual, struct err *err)
{
	struct category_ask ask = { .category = category, .month = k->last };
	struct category_amount table;
	char province[9], detail[64];

	if (category_province_at(k->c->db, k->last, province,
	    sizeof(province), err) != ST_OK)
		return err->st;
	ask.province = province;
	if (category_amount(k->c->db, &ask, &table, err) != ST_OK)
		return err->st;
	if (manual > 0 ? manual == table.amount :
	    hundredths == table.hundredths)
		return ST_OK;
	if (manual > 0)
		(void)snprintf(detail, sizeof(detail), "%.15s %" PRId64,
		    category, manual);
	else
		(void)snprintf(detail, sizeof(detail), "%.15s %" PRId64 " %"
		    PRId64, category, hundredths, table.hundredths);
	return check_found(k, 0, detail, err);
}

enum status
check_own_amount(struct check *k, struct err *err)
{
	struct { char category[16]; int64_t hundredths, manual; } v[DUE_GRANTS];
	const char *first = k->last;
	struct db_stmt *s;
	unsigned i, n = 0;
	bool row;

	for (i = 0; i < k->who.n; i++)
		if (strcmp(k->who.line[i].month, first) < 0)
			first = k->who.line[i].month;
	s = db_usef(k->c->db, &q_own, "itt", k->who.person, first, k->last);
	for (;;) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row || n == DUE_GRANTS)
			break;
		db_copy(s, 0, v[n].category, sizeof(v[n].category));
		v[n].hundredths = db_int(s, 1);
		v[n++].manual = db_int(s, 2);
	}
	db_reset(s);
	for (i = 0; i < n; i++)
		if (check_own(k, v[i].category, v[i].hundredths, v[i].manual,
		    err) != ST_OK)
			return err->st;
	return ST_OK;
}

void
check_own_amount_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96], own[MONEY_TEXT], table[MONEY_TEXT];
	int64_t value = 0, is = 0;
	unsigned i;

	for (i = 0; i < 3; i++)
		list_check_part(c, i, part[i], sizeof(part[i]));
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
