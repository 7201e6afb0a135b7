/* SPDX-License-Identifier: ISC */
/*
 * rights: the table of GUARDS.md as test_rights reads it, and what it posts
 * for each verb.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office_fixture.h"

enum reach { REACH_OFFICE, REACH_PLACE, REACH_OWN, REACH_IMPORT };

/* A row of the table, for one of its verbs. */
struct right {
	char verb[32];
	uint32_t roles;
	enum reach reach;
	bool quiet, password, gate, request, who;
};

void rights_read(void);
unsigned rights_count(void);
/* The row of a verb; none, or two, fails. */
const struct right *right_of(const char *verb);

#define FIELDS 8

/* `before`: posted first by the actor (own) or by `other`; words with @ are
 * looked up in tokens[]. */
struct step {
	const char *verb, *field[2 * FIELDS + 1];
};

struct posting {
	const char *verb;
	const char *in[2 * FIELDS + 1], *out[2 * FIELDS + 1];
	const char *other;       /* whose job the one outside is */
	uint32_t not_for;        /* roles of other kinds of requests */
	struct step before[3];   /* makes the job */
};

/* Ended by one without a verb. */
extern const struct posting postings[];

/* Columns of an import of the roll. */
#define ROLL "code,name,sex,birth,commune,village,point"
#define JOB { "job", "@job", NULL }
#define IMPORT                                                                 \
	{ "import.begin", { "kind", "roll", "columns", ROLL, NULL } }

/* A row of an import of the roll: of 119 or of 126. */
void posting_row(bool far, char *out, size_t size);

/* Posts inside the open transaction; o->err has the message. */
enum status posting_post(struct office *o, const char *who, const char *verb,
    const char *const *field, const struct verb_peer *how);

/* One posting, or the one outside, in a transaction that is thrown away. */
enum status posting_try(struct office *o, const struct posting *p,
    const char *who, bool inside, const struct verb_peer *how);
