/*
 * SPDX-License-Identifier: ISC
 *
 * roll/duplicate: one person with two records.  Two active records are alike
 * when their names fold to the same and they share birth year and commune, or
 * the full day of birth anywhere in the province: only that finds a person who
 * moved and stayed on the roll of both places.  Alike records may still be two
 * people: somebody compares them and notes "different" (verb
 * duplicate.different) or asks for a merge (a request of kind merge).  A second
 * record with the same identity number is refused when it is entered.
 */
#pragma once

#include "office/roll/person.h"
#include "office/verb/verb.h"

enum duplicate_rule {
	DUPLICATE_PLACE = 1, /* name, birth year and commune */
	DUPLICATE_BIRTH = 2  /* name and day of birth, anywhere */
};

/* One record of a pair, as a list shows it. */
struct duplicate_side {
	int64_t id;
	char code[25], name[192], village[192], commune[192];
	struct date birth;
};

/* A position in the order of pairs. */
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
 * Pairs that nobody has compared yet, at least one record of them in the scope,
 * in order of the folded name.
 */
struct duplicate_ask {
	const struct duplicate_key *after; /* NULL: from the first pair */
	unsigned max;                      /* rows in v */
};
enum status duplicate_pairs(struct db *db, const struct scope *sc,
    const struct duplicate_ask *ask, struct duplicate_pair *v, unsigned *n,
    struct err *err) ERR_CHECKED;

/* Those of one person, who is side[0].  Refused as person_get(). */
enum status duplicate_of(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct duplicate_pair *v, unsigned *n,
    struct err *err) ERR_CHECKED;

/*
 * Both records of a pair, side by side.  ST_DENIED unless one of them lies in
 * the scope and they are alike or were compared before: no other record of
 * another place can be read this way.
 */
struct duplicate_both {
	struct person p[2];
	char entitled[2][160];  /* categories and first months, newest first */
	char last_paid[2][8];   /* month last paid, "" never */
	unsigned rules;         /* enum duplicate_rule, 0 not alike any more */
	char verdict[10];       /* different, same, "" not compared yet */
	char note[256], by[128], at[20];
};
enum status duplicate_get(struct db *db, const struct scope *sc, int64_t a,
    int64_t b, struct duplicate_both *out, struct err *err) ERR_CHECKED;

/* Notes that two alike records are two people, and how that is known.
 * ST_INVALID: they are not alike; ST_EXISTS: they were compared already. */
enum status duplicate_apart(struct verb_call *c, int64_t a, int64_t b,
    const char *note, struct err *err) ERR_CHECKED;
