/*
 * SPDX-License-Identifier: ISC
 *
 * query/roll: browsing people page by page, forwards and backwards, without
 * counting and without loading what is not shown (keyset paging): the last
 * page of three million rows costs what the first one does.
 */
#ifndef CHITRA_OFFICE_ROLL_H
#define CHITRA_OFFICE_ROLL_H

#include "office/roll/person_row.h"

enum roll_sort { ROLL_BY_NAME, ROLL_BY_VILLAGE, ROLL_BY_NO, ROLL_SORT_COUNT };

struct roll_filter {
	int64_t period;      /* id: due and paid are of this period */
	char area[9];        /* commune or district code, "" all in scope */
	char point[17];      /* point code, "" all */
	char category[16];   /* "" all */
	char village[192];   /* prefix, folded by the callee; "" all */
	bool unpaid;         /* only with open lines: reads on until a page
	                      * is full, so it costs more the fewer there are */
	bool home;           /* only paid at home */
	enum roll_sort sort;
};

/* A place between rows: opaque to callers, kept by the screen. */
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

/*
 * Up to max rows after (or, with backwards, before) `from`; rows are always
 * in order.  from->set false: from the very start (or end).
 */
enum status roll_page(struct db *db, const struct scope *sc,
    const struct roll_filter *f, const struct roll_key *from, bool backwards,
    struct roll_row *v, unsigned max, unsigned *n, struct err *err)
    ERR_CHECKED;

#endif
