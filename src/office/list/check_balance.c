/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_balance: months whose due and had would differ once this list is
 * submitted (balance/check.h).
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/list/check_priv.h"
#include "office/roll/due.h"
#include "office/verb/record.h"
#include "text/money.h"

/* First and last month of the period; last month of an approved list of the
 * owner, and when the newest of those was made.  No row for a funeral list. */
DB_SQL(q_draft) = { "check.draft",
	"SELECT (SELECT min(m.month) FROM period_month m"
	"  WHERE m.period_id = l.period_id), (SELECT max(m.month)"
	"  FROM period_month m WHERE m.period_id = l.period_id),"
	" coalesce((SELECT max(m.month) FROM list k JOIN period_month m"
	"  ON m.period_id = k.period_id WHERE k.owner_id = l.owner_id"
	"  AND k.kind = 'monthly' AND k.state IN ('approved', 'closed')), ''),"
	" coalesce((SELECT max(k.prepared_at) FROM list k"
	"  WHERE k.owner_id = l.owner_id AND k.kind = 'monthly'"
	"  AND k.state IN ('approved', 'closed')), '')"
	" FROM list l WHERE l.id = ?1 AND l.kind = 'monthly'" };

/* A request decided since ?2, a line on another list than ?4 or an order of a
 * month from ?3 on, a merged record, months of an opening of another owner
 * than ?5. */
DB_SQL(q_more) = { "check.uneven_more",
	"SELECT 1 FROM change WHERE person_id = ?1 AND checked_at > ?2"
	" AND state IN ('approved', 'undone')"
	" UNION ALL SELECT 1 FROM line WHERE person_id = ?1 AND month >= ?3"
	"  AND list_id <> ?4"
	" UNION ALL SELECT 1 FROM arrears o JOIN arrears_month m"
	"  ON m.arrears_id = o.id WHERE o.person_id = ?1 AND o.state = 'due'"
	"  AND m.month >= ?3"
	" UNION ALL SELECT 1 FROM person WHERE merged_into = ?1"
	" UNION ALL SELECT 1 FROM entitlement e JOIN opening o"
	"  ON o.entitlement_id = e.id WHERE e.person_id = ?1"
	"  AND o.owner_id <> ?5 LIMIT 1" };

#define COL(m) DB_COL(struct balance_draft, m)
static const struct db_col draft_cols[] = {
	DB_ROW(struct balance_draft), COL(first), COL(last), COL(from),
	COL(since), DB_END
};
#undef COL

enum status
check_uneven_prepare(struct check *k, struct err *err)
{
	struct balance_draft *d = &k->draft;
	bool found;
	int next;

	if (db_one(db_usef(k->c->db, &q_draft, "i", k->list), draft_cols, d,
	    &found, err) != ST_OK)
		return err->st;
	if (!found)
		return ST_OK;
	d->list = k->list;
	d->owner = k->owner;
	next = account_month(d->from) + 1;
	if (d->from[0] != '\0' && next < account_month(d->first))
		account_month_text(next, d->from);
	else
		(void)str_copy_cut(d->from, sizeof(d->from), d->first);
	return ST_OK;
}

/* The first month that differs, and how many do. */
struct uneven {
	struct balance_fault first;
	unsigned n;
};

/* The detail of a finding: n is how many there are besides. */
static const struct record_field uneven_fields[] = {
	RECORD_FIELD(struct uneven, first.month),
	RECORD_FIELD(struct uneven, first.due),
	RECORD_FIELD(struct uneven, first.had),
	RECORD_FIELD(struct uneven, n),
};
static const struct record uneven_record = RECORD(uneven_fields, 4);

static void
uneven_found(void *arg, const struct balance_fault *f)
{
	struct uneven *u = arg;

	if (u->n++ == 0)
		u->first = *f;
}

/* Is there anything besides this list and the roll?  For most people, no. */
static enum status
uneven_more(struct check *k, bool *more, struct err *err)
{
	const struct balance_draft *d = &k->draft;
	int64_t one;

	return db_int1(db_usef(k->c->db, &q_more, "ittii", k->who.person,
	    d->since, d->from, d->list, d->owner), &one, more, err);
}

/* Do the lines of each month add up to what is due? */
static enum status
uneven_plain(struct check *k, bool *even, struct err *err)
{
	struct due_grant v[DUE_GRANTS];
	int month = account_month(k->draft.first);
	int last = account_month(k->draft.last);
	unsigned i, n;
	char text[8];

	for (*even = true; *even && month <= last; month++) {
		int64_t left = 0;

		account_month_text(month, text);
		if (due_person(k->c->db, k->who.person, text, v, &n,
		    err) != ST_OK)
			return err->st;
		for (i = 0; i < n; i++)
			left += v[i].is.due ? v[i].is.amount : 0;
		for (i = 0; i < k->who.n; i++)
			if (strcmp(k->who.line[i].month, text) == 0 &&
			    k->who.line[i].kind != LINE_ARREARS &&
			    k->who.line[i].kind != LINE_DIFFERENCE)
				left -= k->who.line[i].gross;
		*even = left == 0;
	}
	return ST_OK;
}

/* Reads the whole account only of people for whom list and roll do not suffice:
 * for 29,000 people, reading all would take four times as long as the list. */
static enum status
uneven_known(struct check *k, bool *even, struct err *err)
{
	bool more = strcmp(k->draft.from, k->draft.first) != 0;

	*even = false;
	if (!more && uneven_more(k, &more, err) != ST_OK)
		return err->st;
	return more ? ST_OK : uneven_plain(k, even, err);
}

enum status
check_uneven(struct check *k, struct err *err)
{
	struct uneven u = { .n = 0 };
	char detail[96];
	bool even;

	if (k->draft.list == 0)
		return ST_OK;
	if (uneven_known(k, &even, err) != ST_OK ||
	    (!even && balance_check_draft(k->c->db, k->who.person, &k->draft,
	    uneven_found, &u, err) != ST_OK))
		return err->st;
	if (u.n == 0)
		return ST_OK;
	u.n--;
	record_write(&uneven_record, &u, detail, sizeof(detail));
	return check_found(k, 0, detail, err);
}

void
check_uneven_text(const struct list_check *c, char *dst, size_t size)
{
	char month[DATE_MONTH], due[MONEY_TEXT], had[MONEY_TEXT];
	struct uneven u = { .n = 0 };

	(void)record_read(&uneven_record, c->detail, &u);
	month_format(month, sizeof(month), u.first.month);
	money_format(due, sizeof(due), u.first.due);
	money_format(had, sizeof(had), u.first.had);
	if (u.n == 0)
		(void)snprintf(dst, size, _("%s: %s đồng due, %s had with this "
		    "list"), month, due, had);
	else
		(void)snprintf(dst, size, _("%s: %s đồng due, %s had with this "
		    "list; %u months more"), month, due, had, u.n);
}
