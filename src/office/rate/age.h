/*
 * SPDX-License-Identifier: ISC
 *
 * rate/age: birthdays that end or change an allowance (4, 16, 22, 60, 75, 80: table
 * age_step, office/rate/rate.h).  Reads only; what follows is a request of people.
 *
 * An unknown month or day of birth counts as the first, or as the last where
 * the setting birth_first says so.
 */
#pragma once

#include "office/rate/category.h"
#include "office/verb/scope.h"
#include "text/date.h"

struct age_step {
	int years;
	char month[8];               /* first month in which it counts */
	char next[CATEGORY_CODE];    /* category that follows, "": it ends */
	char source[64];             /* decree, article */
};

/*
 * The step that a category has behind it in `month`, with what should be paid
 * instead (*found); steps are followed from category to category, so that who
 * comes back to the same one has passed none.  No year of birth: none.
 */
enum status age_step_of(struct db *db, const char *category, struct date birth,
    const char *month, struct age_step *out, bool *found, struct err *err)
    ERR_CHECKED;

/* The next step of the category that counts after `month`. */
enum status age_step_next(struct db *db, const char *category,
    struct date birth, const char *month, struct age_step *out, bool *found,
    struct err *err) ERR_CHECKED;

/* From how many years of age on a category is granted; 0: from birth, or not by
 * age, or no such category. */
enum status age_least(struct db *db, const char *category, int *years,
    struct err *err) ERR_CHECKED;
/* Years of age that somebody reaches in a month, the unknown to his favour. */
int age_in_month(struct date birth, const char *month);

struct age_row {
	int64_t person, entitlement;
	char code[25], name[192], area_code[9], area[192], village[192];
	char birth[DATE_TEXT], category[CATEGORY_CODE];
	struct age_step step;
};

/*
 * People of the scope with a step that counts first in a month of from..to
 * ("YYYY-MM"), by commune, name and step: at most max, after offset others.
 */
struct age_ask {
	const char *from, *to;
	unsigned offset, max;
};
enum status age_ahead(struct db *db, const struct scope *sc,
    const struct age_ask *ask, struct age_row *v, unsigned *n,
    struct err *err) ERR_CHECKED;
