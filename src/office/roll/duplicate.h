/*
 * SPDX-License-Identifier: ISC
 *
 * roll/duplicate: one person with two files.  Two active records are alike when
 * their names fold alike and they share birth year and commune, or the full
 * day of birth wherever in the province they live: who moved and kept both
 * places is found only so.  Alike is a question, not an answer: somebody looks
 * at both and says "different" (here) or asks for a merging (a request of kind
 * merge).  The same identity number is no question: it is refused.
 * Verb: duplicate.different.
 */
#ifndef CHITRA_OFFICE_DUPLICATE_H
#define CHITRA_OFFICE_DUPLICATE_H

#include "office/roll/person.h"
#include "office/verb/verb.h"

enum duplicate_rule {
	DUPLICATE_PLACE = 1, /* name, birth year and commune */
	DUPLICATE_BIRTH = 2  /* name and day of birth, anywhere */
};

/* One of two, as far as a list shows it. */
struct duplicate_side {
	int64_t id;
	char code[25], name[192], village[192], commune[192];
	struct date birth;
};

/* Where a page of pairs ends and the next begins. */
struct duplicate_key {
	char fold[192];
	int64_t year, a, b;
};

struct duplicate_pair {
	struct duplicate_side side[2]; /* [0] lies in the scope; the smaller
	                                  number when both do */
	unsigned rules;                /* enum duplicate_rule */
	struct duplicate_key key;
};

/*
 * Pairs nobody has looked at yet, of which one at least lies in the scope, in
 * order of the folded name; `after` NULL: from the first.  At most max.
 */
enum status duplicate_pairs(struct db *db, const struct scope *sc,
    const struct duplicate_key *after, struct duplicate_pair *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/* The same for one person of the scope, who is side[0]. */
enum status duplicate_of(struct db *db, const struct scope *sc, int64_t person,
    struct duplicate_pair *v, unsigned max, unsigned *n, struct err *err)
    ERR_CHECKED;

/*
 * Both records of a pair, side by side: the scope must hold one of them, and
 * they must be alike or have been looked at (verdict 'different' or 'same',
 * note, by, at; "" not yet).  ST_DENIED otherwise: it opens nobody's file.
 */
struct duplicate_both {
	struct person p[2];
	char entitled[2][160];  /* categories and first months, newest first */
	char last_paid[2][8];   /* month last paid, "" never */
	unsigned rules;
	char verdict[10], note[256], by[128], at[20];
};
enum status duplicate_get(struct db *db, const struct scope *sc, int64_t a,
    int64_t b, struct duplicate_both *out, struct err *err) ERR_CHECKED;

/* Notes that two records that are alike are two people, and how it is known.
 * ST_INVALID: they are not alike; ST_EXISTS: noted already. */
enum status duplicate_apart(struct verb_call *c, int64_t a, int64_t b,
    const char *note, struct err *err) ERR_CHECKED;

#endif
