/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_age: people who are past the age of their category.  If less or
 * nothing is due since the birthday, the list is not submitted before somebody
 * decides, as too much would be paid.  If more is due, the finding is only
 * shown; the request about it orders the difference as arrears.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "office/rate/age.h"
#include "office/rate/category.h"
#include "office/list/check_priv.h"

/* Saves a query for most people, who are too young for any step of their
 * category. */
static bool
check_may_have_passed(const struct check *k, const char *category)
{
	int years = (int)strtol(k->last, NULL, 10) - k->who.birth.year;
	unsigned i;

	for (i = 0; i < k->steps; i++)
		if (strcmp(k->step[i].category, category) == 0)
			return years >= k->step[i].years;
	return false;
}

/* Is the category that follows worth more, at the rates of the last month? */
static enum status
check_is_higher(struct check *k, const char *old, const char *next,
    bool *higher, struct err *err)
{
	struct category_amount was, is;
	char province[9];
	struct category_ask ask = { .province = province, .month = k->last };

	*higher = false;
	if (next[0] == '\0')
		return ST_OK;
	ask.category = old;
	if (category_province_at(k->c->db, k->last, province, sizeof(province),
	    err) != ST_OK ||
	    category_amount(k->c->db, &ask, &was, err) != ST_OK)
		return err->st;
	ask.category = next;
	if (category_amount(k->c->db, &ask, &is, err) != ST_OK)
		return err->st;
	*higher = is.amount > was.amount;
	return ST_OK;
}

static enum status
check_age_of(struct check *k, const char *category, bool up, struct err *err)
{
	struct age_step step;
	char detail[64];
	bool passed, higher;

	if (!check_may_have_passed(k, category))
		return ST_OK;
	if (age_step_of(k->c->db, category, k->who.birth, k->last, &step,
	    &passed, err) != ST_OK || (passed &&
	    check_is_higher(k, category, step.next, &higher, err) != ST_OK))
		return err->st;
	if (!passed || higher != up)
		return ST_OK;
	(void)snprintf(detail, sizeof(detail), "%d %s %s", step.years,
	    category, step.next);
	return check_found(k, 0, detail, err);
}

/* Arrears are of months in which the old category was right. */
static bool
check_is_current(const struct check_line *l)
{
	return l->kind == LINE_BASE || l->kind == LINE_CARE;
}

static enum status
check_ages(struct check *k, bool up, struct err *err)
{
	unsigned i, same;

	for (i = 0; i < k->who.n; i++) {
		if (!check_is_current(&k->who.line[i]))
			continue;
		/* Several months of one category are one finding. */
		for (same = 0; same < i && (!check_is_current(
		    &k->who.line[same]) || strcmp(k->who.line[same].category,
		    k->who.line[i].category) != 0); same++)
			;
		if (same == i && check_age_of(k, k->who.line[i].category,
		    up, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

enum status
check_age_step(struct check *k, struct err *err)
{
	return check_ages(k, false, err);
}

enum status
check_age_higher(struct check *k, struct err *err)
{
	return check_ages(k, true, err);
}

void
check_age_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96];

	check_parts(c, part);
	if (part[2][0] != '\0')
		(void)snprintf(dst, size, _("%s years old: %s, no more %s"),
		    part[0], part[2], part[1]);
	else
		(void)snprintf(dst, size, _("%s years old: %s has ended"),
		    part[0], part[1]);
}
