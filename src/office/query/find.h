/*
 * SPDX-License-Identifier: ISC
 *
 * query/find: from a few typed letters to the people meant, in index order inside
 * the scope, at most `max` rows.
 *
 * A query of letters: prefix of the folded name, then of "given surname
 * middle", then initials (one word of 2-4 letters); marks that were typed
 * narrow; blanks may be left out ("lodenh").  Digits only: the list number
 * (STT) in the period, then the last digits of an identity number, then the
 * person's code.
 */
#ifndef CHITRA_OFFICE_FIND_H
#define CHITRA_OFFICE_FIND_H

#include "office/roll/person_row.h"

#define FIND_MAX 20

struct find_row {
	struct person_row p;
	int64_t open_total; /* đồng of lines that can be paid now */
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

/* `period` is the id of the payout period (for the open lines and STT). */
enum status find_people(struct db *db, const struct scope *sc, int64_t period,
    const char *typed, unsigned max, struct find_result *out, struct err *err)
    ERR_CHECKED;

#endif
