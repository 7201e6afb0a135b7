/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: what its parts share: the marks, months in which a rate, a
 * rule or an entitlement changes, and how an opening is written.
 */
#pragma once

#include "office/balance/account.h"
#include "office/balance/opening.h"

/* Rates are the same between two marks: a cache for all people of a set. */
#define OPENING_RATES 256
struct opening_rate {
	char category[CATEGORY_CODE];
	int64_t hundredths, manual, amount;
	int mark;
};
struct opening_book {
	int *mark;             /* months, in order, each once */
	unsigned marks, rates;
	struct opening_rate rate[OPENING_RATES];
};

struct opening {
	struct db *db;
	struct opening_book *book;
	struct account a;
	struct account_at at;
	int64_t owner;
	int *mark;             /* those of the book and of the person, in order */
	unsigned marks;
	struct opening_span {
		int from;
		int64_t amount;
	} *span;               /* the present row of each grant */
};

/* The marks of the rates and rules; err->st says if it failed.  Free with
 * opening_book_free(), also then. */
struct opening_book *opening_book(struct db *db, struct err *err);
void opening_book_free(struct opening_book *b);
/* Sorts marks. */
void opening_sort(int *mark, unsigned n);

/* An empty opening of a person; err->st says if it failed.  since: the moment
 * at which the owner's first list was made, "" no list yet.  Free with
 * opening_free(), also after an error. */
struct opening *opening_begin(struct db *db, struct opening_book *b,
    int64_t person, char since[20], struct err *err);
void opening_free(struct opening *o);

/* Writes one row: `amount` đồng for each month from..to; to ACCOUNT_EVER: no
 * end.  An amount of 0 writes none. */
enum status opening_add(struct opening *o, int64_t grant, int from, int to,
    int64_t amount, struct err *err) ERR_CHECKED;

/* Writes the rows of everything that was due by o->a. */
enum status opening_write(struct opening *o, struct err *err) ERR_CHECKED;

/* The same for a person with one allowance that was never suspended: nothing
 * excludes it, so no account is read.  *done: the person was such a one. */
enum status opening_single(struct opening *o, int64_t person, bool *done,
    struct err *err) ERR_CHECKED;
