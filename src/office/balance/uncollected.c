/*
 * SPDX-License-Identifier: ISC
 *
 * balance/uncollected: the part of an opening that was not collected.
 */
#include "office/balance/uncollected.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "office/balance/account.h"
#include "text/date.h"

DB_SQL(q_add) = { "uncollected.add",
	"INSERT INTO uncollected (change_id, entitlement_id, month, amount,"
	" line_id) VALUES (?1, ?2, ?3, ?4, ?5)" };
DB_SQL(q_back) = { "uncollected.back",
	"UPDATE uncollected SET taken_back = ?2 WHERE change_id = ?1"
	" AND taken_back IS NULL" };

/* How many allowances of the category have an opening in the month; *grant: the
 * first one. */
static unsigned
uncollected_find(const struct account *a, const char *category, int month,
    unsigned *grant)
{
	unsigned i, n = 0;

	for (i = 0; i < a->openings; i++) {
		const struct account_fixed *f = &a->opening[i];

		if (f->amount <= 0 || f->grant >= a->grants ||
		    f->from > month || month > f->to ||
		    (category[0] != '\0' &&
		    strcmp(a->grant[f->grant].category, category) != 0))
			continue;
		if (n++ == 0)
			*grant = f->grant;
	}
	return n;
}

/* What was paid of the month; 0 once it was reported. */
static int64_t
uncollected_left(const struct account *a, unsigned grant, int month)
{
	int64_t left = 0;
	unsigned i;

	for (i = 0; i < a->openings; i++)
		if (a->opening[i].grant == grant &&
		    a->opening[i].from <= month && month <= a->opening[i].to) {
			if (a->opening[i].amount < 0)
				return 0;
			left += a->opening[i].amount;
		}
	return left;
}

static enum status
uncollected_is(const struct account *a, const char *category,
    const char *text, struct uncollected_of *out, struct err *err)
{
	char month[DATE_MONTH], first[DATE_MONTH], iso[8];
	int m = account_month(text);
	unsigned grant = 0, n;

	month_format(month, sizeof(month), text);
	if (a->first != 0 && m >= a->first) {
		account_month_text(a->first, iso);
		month_format(first, sizeof(first), iso);
		return err_field(err, ST_INVALID, "month", _("the lists of "
		    "these books begin with %s: %s is no month of the system "
		    "before"), first, month);
	}
	n = uncollected_find(a, category, m, &grant);
	if (n == 0)
		return err_field(err, ST_INVALID, category[0] != '\0' ?
		    "category" : "month", _("by the roll the system before "
		    "paid nothing for %s"), month);
	if (n > 1)
		return err_field(err, ST_INVALID, "category",
		    _("several allowances were paid for %s: say which"), month);
	out->entitlement = a->grant[grant].id;
	out->left = uncollected_left(a, grant, m);
	return ST_OK;
}

enum status
uncollected_of(struct db *db, int64_t person, const char *category,
    const char *month, struct uncollected_of *out, struct err *err)
{
	struct account *a = mem_zalloc(sizeof(*a));
	enum status st = account_load(db, person, a, err);

	if (st == ST_OK && a->person != person)
		st = err_field(err, ST_INVALID, "code",
		    _("this record went into another one"));
	if (st == ST_OK)
		st = uncollected_is(a, category, month, out, err);
	account_done(a);
	free(a);
	return st;
}

enum status
uncollected_add(struct verb_call *c, const struct uncollected *u,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_add, "iitii", u->change,
	    u->entitlement, u->month, u->amount, u->line), err);
}

enum status
uncollected_back(struct verb_call *c, int64_t change, int64_t by,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_back, "ii", change, by), err);
}
