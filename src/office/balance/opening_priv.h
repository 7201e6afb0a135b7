/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: what its parts share: the months between which nothing
 * changes, and how an opening is written.
 */
#ifndef CHITRA_OFFICE_BALANCE_OPENING_PRIV_H
#define CHITRA_OFFICE_BALANCE_OPENING_PRIV_H

#include "office/balance/account.h"
#include "office/balance/opening.h"

/* Rates between two marks are the same: what was met, for all people of a set. */
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
	} *span;               /* of each grant, as it runs */
};

/* The marks of the books' rates and rules. NULL with `err`; free with
 * opening_book_free(), which takes NULL too. */
struct opening_book *opening_book(struct db *db, struct err *err);
void opening_book_free(struct opening_book *b);

/* An empty opening of a person; `since`: the moment from which on the owner's
 * lists say what was had, "" no list yet. Free with opening_free(), also when
 * it failed. */
struct opening *opening_begin(struct db *db, struct opening_book *b,
    int64_t person, char since[20], struct err *err);
void opening_free(struct opening *o);

/* One row: `amount` đồng a month from month to month, to ACCOUNT_EVER: no end;
 * of 0 there is none. */
enum status opening_add(struct opening *o, int64_t grant, int from, int to,
    int64_t amount, struct err *err) ERR_CHECKED;

/* The rows of everything that `o->a` says was due. */
enum status opening_write(struct opening *o, struct err *err) ERR_CHECKED;

/* The rows of whoever has one allowance that never rested: nothing is to be
 * chosen from, so no account is read. *done: that was so. */
enum status opening_single(struct opening *o, int64_t person, bool *done,
    struct err *err) ERR_CHECKED;

#endif
