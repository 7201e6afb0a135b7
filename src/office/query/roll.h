/*
 * SPDX-License-Identifier: ISC
 *
 * query/roll: the roll, page by page, forwards and backwards.  A page begins at
 * a key and not at a count, so that the last page of three million rows costs as
 * much as the first.
 */
#pragma once

#include "office/roll/person_row.h"

enum roll_sort { ROLL_BY_NAME, ROLL_BY_VILLAGE, ROLL_BY_NO, ROLL_SORT_COUNT };

struct roll_filter {
	int64_t period;      /* id: what is due and paid is of this period */
	char area[9];        /* commune or district code, "" all in scope */
	char point[17];      /* point code, "" all */
	char category[16];   /* "" all */
	char village[192];   /* beginning, in any case and marks; "" all */
	bool unpaid;         /* only people with open lines; costs more the
	                      * fewer there are */
	bool home;           /* only people paid at home */
	enum roll_sort sort;
};

/* A position between rows; callers only keep it. */
struct roll_key {
	int64_t place;            /* commune or point being read */
	unsigned char key[520];
	size_t len;
	int64_t id;
	bool set;                 /* false: before the first / after the last */
};

struct roll_row {
	struct person_row p;
	int no;
	char category[16];
	int64_t due, paid;        /* đồng in the period */
	struct roll_key key;
};

/* Up to max rows after `from`, or, backwards, before it, always in order.  NULL,
 * or a key that is not set: from the very start (end). */
struct roll_ask {
	const struct roll_filter *filter;
	const struct roll_key *from;
	bool backwards;
	unsigned max;
};
/* ST_NOTFOUND: no such period or place; ST_DENIED: a place outside the scope. */
enum status roll_page(struct db *db, const struct scope *sc,
    const struct roll_ask *ask, struct roll_row *v, unsigned *n,
    struct err *err) ERR_CHECKED;
