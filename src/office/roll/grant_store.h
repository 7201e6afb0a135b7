/*
 * SPDX-License-Identifier: ISC
 *
 * roll/grant_store: requests begin, end, suspend and resume entitlements, and
 * undo each of these.
 */
#pragma once

#include "office/rate/category.h"
#include "office/roll/person_store.h"
#include "office/verb/record.h"

#define GRANTS_MOST 96 /* of one person, ended ones too; more are refused */

/* An entitlement as stored. */
struct grant {
	int64_t id;
	int64_t origin;             /* the first of those it replaced, or itself */
	char category[CATEGORY_CODE];
	char from[8], to[8];        /* months; to "": no end */
	enum entitlement_state state;
	bool base;                  /* not an allowance for care */
	int64_t hundredths, manual; /* by decision, 0 none */
};

/* The monthly ones of a person that are not void, in order of their first
 * month; room for GRANTS_MOST.  ST_LIMIT: there are more. */
enum status grants_of(struct verb_call *c, int64_t person, struct grant *v,
    unsigned *n, struct err *err) ERR_CHECKED;
/* One of any kind; g->id is 0 when it is void or there is none. */
enum status grant_get(struct verb_call *c, int64_t id, struct grant *g,
    struct err *err) ERR_CHECKED;
/* "136.5.5b 01/2018–" */
void grant_words(const struct grant *g, char *dst, size_t size);

/* Begins e and reads it into *g.  ST_EXISTS: the person has the category in one
 * of its months already. */
enum status grant_begin(struct verb_call *c, const struct entitlement_new *e,
    struct grant *g, struct err *err) ERR_CHECKED;
/* Ends it with the month `last`; voids it when it begins later. */
enum status grant_end(struct verb_call *c, const struct grant *g,
    const char *last, struct err *err) ERR_CHECKED;
/* Makes it void, as if it had never been. */
enum status grant_void(struct verb_call *c, const struct grant *g,
    struct err *err) ERR_CHECKED;
/* Replaces g by e from the first month of e on, suspensions included. */
enum status grant_replace(struct verb_call *c, const struct grant *g,
    struct entitlement_new *e, struct grant *now, struct err *err) ERR_CHECKED;
/* Puts back state and last month as they were before one of these. */
enum status grant_back(struct verb_call *c, int64_t id,
    enum entitlement_state state, const char *to, struct err *err)
    ERR_CHECKED;

/* A suspension. */
struct rest {
	int64_t grant;
	char from[8], to[8]; /* months; to "": until it is resumed */
	int64_t change;      /* request that began it, 0 the import */
	int64_t receipts;    /* number of the newest receipt at its approval */
};

/* The last suspension that covers the month or begins later ("": any). */
enum status grant_rest(struct verb_call *c, int64_t id, const char *month,
    struct rest *r, bool *found, struct err *err) ERR_CHECKED;
/* Suspends it from the month on, by a request. */
enum status grant_suspend(struct verb_call *c, const struct grant *g,
    const char *month, int64_t change, struct err *err) ERR_CHECKED;
/* Makes it due again from the month on; a suspension that begins no earlier is
 * deleted. */
enum status grant_resume(struct verb_call *c, const struct grant *g,
    const struct rest *r, const char *month, struct err *err) ERR_CHECKED;
/* Stores a suspension again, without the state (grant_back()). */
enum status grant_rest_put(struct verb_call *c, const struct rest *r,
    struct err *err) ERR_CHECKED;
/* Deletes the suspension that begins in that month. */
enum status grant_rest_drop(struct verb_call *c, int64_t id, const char *from,
    struct err *err) ERR_CHECKED;

/* What a request keeps for its undo: id, state and to of a struct grant, all of
 * a struct rest. */
extern const struct record grant_record, rest_record;
