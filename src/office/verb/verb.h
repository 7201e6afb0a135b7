/*
 * SPDX-License-Identifier: ISC
 *
 * verb/verb: the only way to write (rule 3 of the house).  Each file of office/
 * that owns tables exports rows of `struct verb`; run.c has the table of
 * all and the one way through which any of them runs.
 */
#pragma once

#include "db/db.h"
#include "office/verb/scope.h"
#include "wire/verb.h"

enum verb_field_type {
	VERB_TEXT, VERB_REASON, /* has a word, not only figures */
	VERB_NAME, VERB_CODE, VERB_INT, VERB_MONEY, VERB_DATE,
	VERB_BIRTH, VERB_MONTH, VERB_CHOICE, VERB_BLOB /* rows of a slice */
};

struct verb_field {
	const char *name;
	enum verb_field_type type;
	bool required;
	unsigned max;         /* bytes; 0: 200 */
	const char *choices;  /* "a|b|c" for VERB_CHOICE */
	const char *help;     /* N_() */
};

enum verb_flag {
	VERB_CONFIRM = 1,  /* asks for the password again (gate confirms the op) */
	VERB_QUIET = 2,    /* no journal entry: drafts, slices of a job */
	VERB_GATE_ONLY = 4,/* only the gate may post it */
	VERB_OWNER = 8,    /* only local, by the owner of the database */
	VERB_REQUEST = 16, /* nobody posts it alone: the kind of request of that
	                    * name runs it (office/request/change.h) */
	VERB_FINAL = 32,   /* who posts it cannot take it back with a key: screens
	                    * ask, and Enter does not answer (ui/kit/decide.h) */
	VERB_ANYTIME = 64, /* also while the clock is not believed (moment.h) */
	VERB_WHO = 128     /* may change what actor_load() reads: books looks up
	                    * anew who everybody is, and tells their desks */
};

struct verb_call {
	struct db *db;             /* inside a savepoint of the batch */
	const struct actor *who;
	const struct wire_verb *in;/* checked against the fields */
	struct wire_args *out;     /* the answer's values */
	char now[20], today[11];   /* moment and day */
	bool dry;                  /* handler set it: roll back, still answer */
};

typedef enum status (*verb_fn)(struct verb_call *c, struct err *err);

struct verb {
	const char *name;          /* "pay", "list.approve" */
	const struct verb_field *fields; /* ended by name NULL */
	uint32_t roles;            /* mask of enum role */
	unsigned flags;            /* enum verb_flag */
	verb_fn run;
	const char *help;          /* N_() */
};

/* The row of that name in a table ended by name NULL; NULL: there is none. */
const struct verb *verb_in(const struct verb *table, const char *name);

/* What the caller was, beyond its staff row. */
struct verb_peer {
	const struct actor *who;
	bool gate;      /* the gate itself */
	bool owner;     /* local, owner of the database (or root) */
	bool confirmed; /* the gate saw this op's password */
};

/*
 * Runs one verb (NULL: there is none of that name) inside an open write
 * transaction: same op id -> same answer; role, fields, savepoint, handler, journal.  Always fills `out` (out->err.st
 * tells); returns ST_IO only when the batch itself is gone (!db_in_tx).
 */
enum status verbs_run_as(struct db *db, const struct verb *v,
    const struct verb_peer *peer, const struct wire_verb *in,
    struct wire_answer *out) ERR_CHECKED;

/* What became of an op: ST_OK with the stored answer, or out->err ST_NOTFOUND. */
enum status verbs_outcome(struct db *db, const struct verb_peer *peer,
    const unsigned char op[WIRE_OP_ID], struct wire_answer *out) ERR_CHECKED;

/*
 * For handlers that call other verbs' work (imports run the same handler):
 * checks `args` as if posted and calls v->run with them inside the same
 * savepoint, without rights of its own and without journal.  What the handler
 * answers is added to c->out.
 */
enum status verbs_call(struct verb_call *c, const struct verb *v,
    const struct wire_args *args, struct err *err) ERR_CHECKED;

/* Verbs of verb/ itself. */
extern const struct verb draft_verbs[], clock_verbs[], setting_verbs[];
