/*
 * SPDX-License-Identifier: ISC
 *
 * walk/books: what the books have of a person, read by plain SQL from the
 * tables alone.  Everything the walk knows of how the program stores money is
 * in books.c.
 */
#ifndef TESTS_WALK_BOOKS_H
#define TESTS_WALK_BOOKS_H

#include "db/db.h"
#include "model.h"

enum { B_LINES = 2048, B_ORDERS = 512, B_CLAIMS = 512, B_CASES = 128,
	B_GIVEN = 512 };

struct b_line {
	int64_t id, person, grant, gross, deducted;
	int cat, month, owner;
	bool funeral, own;    /* own: base or care, not arrears */
	bool listed;          /* of a list that is submitted or further on */
	bool approved, paid;
	bool hand, death;     /* blocked: by hand, by a report that waits */
	bool balance;         /* blocked as a consequence */
	char paid_at[24];
};

struct b_order {           /* arrears that no submitted list has */
	int64_t order, amount;
	int cat, month;
};

struct b_claim {           /* what is claimed of a line or month, less cancelled */
	int64_t recovery, amount;
	int cat, month;
	bool funeral, opening;
};

struct b_case {
	int64_t id, claimed, cancelled, back, written_off, decided, left;
	bool grew;             /* after a decision */
};

/* Given up by a decision about a lowered rate that holds. */
struct b_given {
	int64_t amount, change;
	int cat, month;
};

struct books {
	struct b_line line[B_LINES];
	int lines;
	struct b_order order[B_ORDERS];
	int orders;
	struct b_claim claim[B_CLAIMS];
	int claims;
	struct b_case cases[B_CASES];
	int ncases;
	struct b_given given[B_GIVEN];
	int ngiven;
};

/* All that the books have of whoever `root` is now. */
enum status books_read(struct db *db, const struct model *m, int root,
    struct books *b, struct err *err);

/* Do blocks say their cause? */
bool books_causes(struct db *db);

/* Last month that submitted monthly lists of the owner cover, -1 none. */
enum status books_covered(struct db *db, const char *owner, int *month,
    struct err *err);

/*
 * The facts of the roll as text, a line each: state, grants, rests.  Where a
 * record stands is no fact of money: who pays a month the moves say.
 */
enum status books_facts(struct db *db, int64_t person, char *out, size_t size,
    struct err *err);

#endif
