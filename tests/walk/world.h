/*
 * SPDX-License-Identifier: ISC
 *
 * walk/world: an office of three list owners with sixty people, who came onto
 * the roll by its opening files; verbs posted into it as books would run them;
 * and the model that lives through the same.
 */
#ifndef TESTS_WALK_WORLD_H
#define TESTS_WALK_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "act.h"
#include "books.h"
#include "model.h"
#include "office_fixture.h"

enum { W_REQS = 1024, W_SAID = 16384, W_WHY = 8192, W_PEOPLE = 60 };

/* A request that stands, and how the person's facts were before it. */
struct w_req {
	int64_t change;
	int person;          /* -1: a rate */
	enum act_kind kind;
	bool undone;
	int move, rate;      /* that it made, -1 */
	struct model *was;
};

struct world {
	struct office o;
	struct model m;
	struct w_req req[W_REQS];
	int reqs;
	char said[W_SAID];   /* effects of the last verb, a sentence a line */
	char why[W_WHY];     /* of a failure, and its class in front */
	int year, month, day, minute;
	bool settled;        /* the last act settled whom it is about */
	int covered[M_OWNERS]; /* last month of submitted lists, -1 */
	bool touched[M_PEOPLE];
	bool reversed[M_PEOPLE];
	int reported[M_PEOPLE]; /* month of a death that waits */
	int64_t report[M_PEOPLE]; /* requests of deaths that wait */
	int done[ACT_KINDS], refused[ACT_KINDS];
	char refusal[ACT_KINDS][200]; /* the last one */
};

/* Makes the office once, and copies of it for each walk. */
void world_make(void);
void world_begin(struct world *w);
void world_end(struct world *w);
void world_drop(void);

/* The office's clock; each act is a minute. */
void world_day(struct world *w, int year, int month, int day);
void world_tick(struct world *w);

/* Name and value, ..., NULL.  Effects go to w->said. */
enum status world_post(struct world *w, const char *login, const char *verb,
    struct wire_args *out, ...) __attribute__((sentinel));
/* The same from an array of names and values, ended by NULL. */
enum status world_postv(struct world *w, const char *login, const char *verb,
    struct wire_args *out, const char *const *pairs);
/* A table taken as `chitra import` takes it, by `login`; what it asks for
 * is in *out.  Why not: w->refusal[0]. */
struct buf;
bool world_import(struct world *w, const char *login, const char *kind,
    const struct buf *text, struct wire_args *out);
/* First column of the first row, 0 without one; text may be any SQL. */
int64_t world_int(struct world *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Says what failed: "CLASS: words". */
void world_fail(struct world *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
