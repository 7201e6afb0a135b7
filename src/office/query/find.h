/*
 * SPDX-License-Identifier: ISC
 *
 * query/find: finds people of the scope by a few typed letters or digits.
 *
 * Letters are the beginning of the folded name, or of "given surname middle",
 * or initials (one word of 2-4 letters); marks that were typed narrow; blanks
 * may be left out ("lodenh").  Digits are the list number (STT) in the period,
 * the last digits of an identity number, or the code of the person.
 */
#pragma once

#include "office/roll/person_row.h"

#define FIND_MAX 20

struct find_row {
	struct person_row p;
	int64_t open_total; /* đồng of the lines that can be paid now */
	int open_lines;
	int paid_lines;     /* of the period, paid */
	int64_t paid_total; /* their đồng */
	int blocked_lines;  /* of the period, neither paid nor payable: blocked */
	int no;             /* STT on the newest list of the period, 0 none */
};

struct find_result {
	struct find_row row[FIND_MAX];
	unsigned n;
	bool more;          /* there are others beyond max */
};

struct find_ask {
	int64_t period;     /* id; for the lines and the list number */
	const char *typed;
	unsigned max;       /* rows, up to FIND_MAX */
};
/* The best matches first; none when nothing can be called so. */
enum status find_people(struct db *db, const struct scope *sc,
    const struct find_ask *ask, struct find_result *out, struct err *err)
    ERR_CHECKED;
