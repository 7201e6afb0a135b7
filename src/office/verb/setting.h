/*
 * SPDX-License-Identifier: ISC
 *
 * verb/setting: figures that no central text fixes, by month, so that a province
 * decides them and the past keeps its own.  Owns table setting.
 */
#pragma once

#include "db/db.h"
#include "office/verb/dated.h"

/* The names, as verbs list their choices. */
#define SETTING_NAMES                                                          \
	"unpaid_months|letter_months|letter_ahead|collector_people|age_ahead|" \
	"very_old|heirs_collect|birth_first|collect_age"

enum setting {
	SETTING_UNPAID_MONTHS,    /* months not collected running: propose to
				   * suspend (TT 02/2021 art. 2.3) */
	SETTING_LETTER_MONTHS,    /* how long a letter lasts that names no end */
	SETTING_LETTER_AHEAD,     /* days before its end that it is warned of */
	SETTING_COLLECTOR_PEOPLE, /* one collector for more people is flagged */
	SETTING_AGE_AHEAD,        /* months that age steps are shown ahead */
	SETTING_VERY_OLD,         /* years from which a proof of life is asked */
	SETTING_HEIRS_COLLECT,    /* 1: heirs are paid what was due */
	SETTING_BIRTH_FIRST,      /* 1: an unknown day or month of birth counts
				   * as the first; 0: as the last */
	SETTING_COLLECT_AGE,      /* from which years on one collects in person */
	SETTING_COUNT
};

/* The value in force in `month` ("YYYY-MM"): the newest row, else the default. */
enum status setting_get(struct db *db, enum setting what, const char *month,
    int64_t *v, struct err *err) ERR_CHECKED;

/* Name in the table ("unpaid_months") and what it is, N_(). */
const char *setting_name(enum setting what);
const char *setting_word(enum setting what);

/* One row; a setting without rows is shown with from "" and its default. */
struct setting_row {
	enum setting what;
	char from[8];
	int64_t value;
};

/* All of them in order, newest first within one. */
enum status setting_all(struct db *db, struct setting_row *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/* Its rows; keys by the fields of a request of kind setting.set. */
extern const struct dated setting_rows;

/*
 * Verb "setting.set": name, from (month), value.  A row of the same month is
 * written over.  Answer: was (value in force before).
 */
