/*
 * SPDX-License-Identifier: ISC
 *
 * rate/decree: what the decrees say, as it comes with the program in
 * forms/decree.ini, and the rows that an office gets from it.
 */
#pragma once

#include "db/db.h"
#include "wire/verb.h"

/* Kinds of section, each after what it names. */
enum decree_kind {
	DECREE_STANDARD, /* from amount decree */
	DECREE_CATEGORY, /* category decree clause name kind family coefficient
	                  * (hundredths) age from */
	DECREE_STEP,     /* category years next starts from source */
	DECREE_KEEPS,    /* family other from to source */
	DECREE_KINDS
};

struct decree {
	struct decree_row {
		enum decree_kind kind;
		struct wire_args in; /* by those names, as they are stored */
	} *rows; /* owned; kind by kind, each in the order of the file */
	unsigned n;
};

/*
 * Reads decree.ini of that folder and checks the whole of it.  ST_NOTFOUND when
 * there is none; ST_INVALID with "FILE:LINE: [section] field: why".
 */
enum status decree_load(const char *folder, struct decree **out,
    struct err *err) ERR_CHECKED;
void decree_free(struct decree *d); /* NULL does nothing */

/*
 * At init, inside a write transaction: who the office is (meta), staff row 0
 * (the program itself; it never signs in), the rules, and the standard
 * amounts where `province` has none.  What is there stays as it is.
 */
enum status office_seed(struct db *db, const struct decree *d,
    const char *province, const char *office, const char *now,
    struct err *err) ERR_CHECKED;

/*
 * The rules alone, for books of an earlier program too (chitra migrate).  A
 * category with a family, coefficients or birthdays keeps just these, and so
 * does a pair: a file that says otherwise adds no rate that nobody approved.
 */
enum status office_seed_rules(struct db *db, const struct decree *d,
    struct err *err) ERR_CHECKED;
