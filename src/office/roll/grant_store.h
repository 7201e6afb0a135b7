/*
 * SPDX-License-Identifier: ISC
 *
 * roll/grant_store: entitlements begun, ended, rested and resumed by requests, and
 * each of these taken back.
 */
#ifndef CHITRA_OFFICE_ROLL_GRANT_STORE_H
#define CHITRA_OFFICE_ROLL_GRANT_STORE_H

#include "office/rate/category.h"
#include "office/roll/person_store.h"
#include "office/verb/record.h"

#define GRANTS_MOST 96 /* of one person, ended ones too; more are refused */

struct grant {
	int64_t id, origin;         /* origin: itself when none came before */
	char category[CATEGORY_CODE], from[8], to[8], state[10];
	bool base;                  /* not care */
	int64_t hundredths, manual;
};

/* Of the person, void ones left out, in order of their first month. */
enum status grants_of(struct verb_call *c, int64_t person, struct grant *v,
    unsigned *n, struct err *err) ERR_CHECKED;
/* One, of whatever kind; a void one, or none: g->id is 0. */
enum status grant_get(struct verb_call *c, int64_t id, struct grant *g,
    struct err *err) ERR_CHECKED;
/* "136.5.5b 01/2018–" */
void grant_words(const struct grant *g, char *dst, size_t size);

/* ST_EXISTS when the person has the category in one of its months. */
enum status grant_begin(struct verb_call *c, const struct entitlement_new *e,
    struct grant *g, struct err *err) ERR_CHECKED;
/* `last` is its last month; one that begins later never was. */
enum status grant_end(struct verb_call *c, const struct grant *g,
    const char *last, struct err *err) ERR_CHECKED;
/* It never was. */
enum status grant_void(struct verb_call *c, const struct grant *g,
    struct err *err) ERR_CHECKED;
/* From its first month on e takes the place of g; months of rest go along. */
enum status grant_replace(struct verb_call *c, const struct grant *g,
    struct entitlement_new *e, struct grant *now, struct err *err) ERR_CHECKED;
/* State and last month as they were before one of these. */
enum status grant_back(struct verb_call *c, int64_t id, const char *state,
    const char *to, struct err *err) ERR_CHECKED;

struct rest {
	int64_t grant;
	char from[8], to[8]; /* "" until it is resumed */
	int64_t change;      /* request that began it, 0 the import */
	int64_t receipts;    /* the newest one when it was approved */
};

/* The last rest that lasts in month or begins later ("": the last one). */
enum status grant_rest(struct verb_call *c, int64_t id, const char *month,
    struct rest *r, bool *found, struct err *err) ERR_CHECKED;
enum status grant_suspend(struct verb_call *c, const struct grant *g,
    const char *month, int64_t change, struct err *err) ERR_CHECKED;
/* Due again from a month on: where the rest began no later, it never was. */
enum status grant_resume(struct verb_call *c, const struct grant *g,
    const struct rest *r, const char *month, struct err *err) ERR_CHECKED;
/* Rests again as it did; grant_back() gives the state back. */
enum status grant_rest_put(struct verb_call *c, const struct rest *r,
    struct err *err) ERR_CHECKED;
/* The rest from that month on never was. */
enum status grant_rest_drop(struct verb_call *c, int64_t id, const char *from,
    struct err *err) ERR_CHECKED;

/* What a request keeps of them for its undo: id, state and to of a struct grant;
 * all of a struct rest. */
extern const struct record grant_record, rest_record;

#endif
