/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_balance: months in which a person would not have what is due once
 * this list is submitted (balance/check.h).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/list/check_priv.h"
#include "text/money.h"

/* Of the period: its months.  Of the owner: the last month of an approved list,
 * and when that was made; lists of funerals have no months. */
static const struct db_sql q_draft = { "check.draft",
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

enum status
check_uneven_prepare(struct check *k, struct err *err)
{
	struct db_stmt *s = db_usef(k->c->db, &q_draft, "i", k->list);
	struct balance_draft *d = &k->draft;
	int next;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		d->list = k->list;
		d->owner = k->owner;
		db_copy(s, 0, d->first, sizeof(d->first));
		db_copy(s, 1, d->last, sizeof(d->last));
		db_copy(s, 2, d->from, sizeof(d->from));
		db_copy(s, 3, d->since, sizeof(d->since));
		next = account_month(d->from) + 1;
		if (d->from[0] != '\0' && next < account_month(d->first))
			account_month_text(next, d->from);
		else
			(void)str_copy_cut(d->from, sizeof(d->from), d->first);
	}
	db_reset(s);
	return ST_OK;
}

struct uneven {
	struct check *k;
	struct err *err;
};

static void
uneven_found(void *arg, const struct balance_fault *f)
{
	struct uneven *u = arg;
	char detail[64];

	if (u->err->st != ST_OK)
		return;
	(void)snprintf(detail, sizeof(detail), "%.7s %" PRId64 " %" PRId64,
	    f->month, f->due, f->had);
	(void)!check_found(u->k, 0, detail, u->err);
}

enum status
check_uneven(struct check *k, struct err *err)
{
	struct err stored = ERR_INIT;
	struct uneven u = { .k = k, .err = &stored };

	if (k->draft.list == 0)
		return ST_OK;
	if (balance_check_draft(k->c->db, k->who.person, &k->draft,
	    uneven_found, &u, err) != ST_OK)
		return err->st;
	if (stored.st != ST_OK)
		*err = stored;
	return err->st;
}

void
check_uneven_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96], month[DATE_MONTH], due[MONEY_TEXT], had[MONEY_TEXT];
	int64_t value = 0;
	unsigned i;

	for (i = 0; i < 3; i++)
		list_check_part(c, i, part[i], sizeof(part[i]));
	month_format(month, sizeof(month), part[0]);
	(void)!str_int(part[1], 0, INT64_MAX, &value);
	money_format(due, sizeof(due), value);
	value = 0;
	(void)!str_int(part[2], INT64_MIN, INT64_MAX, &value);
	money_format(had, sizeof(had), value);
	(void)snprintf(dst, size, _("%s: %s đồng due, %s had with this list"),
	    month, due, had);
}
