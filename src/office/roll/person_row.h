/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_row: a person as query/find.h and query/roll.h list people, with
 * what tells namesakes apart: birth, village and last digits of the paper.
 */
#pragma once

#include "office/roll/person.h"

struct person_row {
	int64_t id, area, point;
	char code[25], name[192], village[192], area_name[192];
	struct date born;
	char birth[12];     /* as shown: 1936, 04/1957 */
	char last4[5];      /* of the paper that counts, "" none */
	char sex;           /* 'M', 'F', '\0' */
	enum person_state state;
	enum delivery delivery;
};

/* Takes no scope: the caller checks area and point.  ST_NOTFOUND. */
enum status person_row(struct db *db, int64_t id, struct person_row *out,
    struct err *err) ERR_CHECKED;
