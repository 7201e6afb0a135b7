/*
 * SPDX-License-Identifier: ISC
 *
 * rate/rate: what the decrees leave to a date and a province: standard amounts,
 * coefficients, families of which one person keeps both, birthdays that end
 * or change a grant.  All are rows from a month on: what was due before a row
 * stays due as it was.  Amounts are worked out in category.h.
 */
#pragma once

#include "office/rate/category.h"
#include "office/verb/dated.h"

/* Families of category.family, as verbs list their choices. */
#define RATE_FAMILIES                                                          \
	"child|student|hiv|single_parent|elderly|disabled|toddler|pension"

struct rate_standard {
	char province[9], from[8], decree[64];
	int64_t amount; /* đồng */
};

struct rate_coefficient {
	char category[CATEGORY_CODE], from[8];
	int64_t hundredths;
};

struct rate_keeps {
	char family[20], other[20], from[8], to[8] /* "" */, source[64];
};

struct rate_step {
	char category[CATEGORY_CODE], from[8], next[CATEGORY_CODE] /* "" ends */;
	char starts[6] /* same | after */, source[64];
	int years;
};

/* Rows in order, newest first within one; at most max. */
enum status rate_standards(struct db *db, struct rate_standard *v,
    unsigned max, unsigned *n, struct err *err) ERR_CHECKED;
enum status rate_coefficients(struct db *db, struct rate_coefficient *v,
    unsigned max, unsigned *n, struct err *err) ERR_CHECKED;
enum status rate_keeps_all(struct db *db, struct rate_keeps *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;
enum status rate_steps(struct db *db, struct rate_step *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/* The rows of each table; a key "province" is never "", a coefficient is in
 * hundredths. */
extern const struct dated rate_standard_rows, rate_coefficient_rows,
    rate_keeps_rows, rate_step_rows;

/* "single_parent" as people call it; the name itself when it is none. */
const char *rate_family_word(const char *family);

/*
 * Verbs of the province and the administrator; a row of the same key is
 * written over.
 * "standard.set": amount, decree, from, province ("" the office's).
 * "coefficient.set": category, from, coefficient ("1,5").
 * Both answer: months (how many months on or after `from` have a list
 * already), first, last of them: what was listed stays, arrears.begin
 * (office/balance/arrears.h) makes the difference.
 * "keeps_both.set": family, other, from, to (""), source.
 * "age_step.set": category, years, from, next ("" it ends), starts (same |
 * after), source.
 */

/* Fields of a verb, and what it refuses before it looks at rows: forms/decree.ini
 * says the same of a new office. */
extern const struct verb_field rate_keeps_fields[], rate_step_fields[];
enum status rate_standard_check(const struct wire_args *in, struct err *err)
    ERR_CHECKED;
enum status rate_keeps_check(const struct wire_args *in, struct err *err)
    ERR_CHECKED;
enum status rate_step_check(const struct wire_args *in, struct err *err)
    ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb rate_verbs[];
