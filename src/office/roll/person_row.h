/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_row: a person as the lists of query/find.c and query/roll.c show it.
 */
#ifndef CHITRA_OFFICE_PERSON_ROW_H
#define CHITRA_OFFICE_PERSON_ROW_H

#include "db/db.h"

struct person_row {
	int64_t id, area, point;
	char code[25], name[192], birth[12], village[192], last4[5];
	char area_name[192];
	char sex;           /* 'M', 'F', ' ' */
	char state[10];     /* active | dead | moved | merged */
	bool home, active, merged;
};

/* ST_NOTFOUND when there is no such person.  No scope: the caller checks. */
enum status person_row(struct db *db, int64_t id, struct person_row *out,
    struct err *err) ERR_CHECKED;

#endif
