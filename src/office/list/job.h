/*
 * SPDX-License-Identifier: ISC
 *
 * list/job: a payment list while it is being made.  Shared by job.c
 * (begin, abort), stage.c (slice), grant.c (what a person is due),
 * write.c (lines), carry.c and finish.c.
 *
 * job.params = "PERIOD OWNER FUNERAL TOTAL SEEN SEQ LIST": ids, 1 for a list
 * of funeral grants, people to look at, people looked at, head of the journal
 * at the beginning, where the lines go (below).  job.cursor = the last person
 * looked at, 0 before the first, -1 when all were, -2 given up.
 */
#ifndef CHITRA_OFFICE_LIST_JOB_H
#define CHITRA_OFFICE_LIST_JOB_H

#include "office/roll/due.h"
#include "office/verb/record.h"
#include "office/list/list_priv.h"
#include "office/period/period.h"

#define LIST_RATES 64
#define LIST_MOVES 8
#define LIST_CLEAR 60 /* lines taken away in one verb */

/*
 * Where the lines go.  While the owner has no draft they are written at once,
 * into a list of the state draft without a moment: nobody is shown it before
 * list.finish gives it one.  A draft stands until its successor is complete,
 * and as a month can be on one line only, those wait in stage_line.
 */
enum { LIST_NOT_YET = -1, LIST_STAGED = 0 /* else the id of the list */ };

enum { LIST_ALL_SEEN = -1, LIST_GIVEN_UP = -2 }; /* job.cursor */

/* In the order in which a person has them in a month. */
enum list_kind { LIST_BASE, LIST_CARE, LIST_ARREARS, LIST_DIFFERENCE,
	LIST_FUNERAL };

struct list_rate {
	char category[CATEGORY_CODE];
	unsigned month;             /* which of the period's */
	int64_t hundredths, manual; /* of the decision, 0 none */
	enum list_kind kind;
	struct category_amount is;
};

/* A line to be. */
struct list_line {
	int64_t entitlement, seq, amount, standard, hundredths;
	int64_t arrears, deducted, recovery; /* 0 none; amount is what is left */
	enum list_kind kind;
	char month[8], category[CATEGORY_CODE];
};

/* An entitlement with months in the period. */
struct list_grant {
	int64_t id, hundredths, manual;
	char category[CATEGORY_CODE], from[8], to[8]; /* to "": open */
	bool listed, suspended;     /* in some month: look closer */
};

/* A person, as read in one row per grant. */
struct list_person {
	int64_t id, point, no;      /* no: from this period, 0 none yet */
	char name[192], birth[DATE_TEXT], identity[25], village[256];
	char delivery[8], state[8], until[8]; /* month of death, of the move */
	bool arrears, recovery, moved; /* has some: look closer */
	bool here;                  /* the record stands in this commune */
	struct list_grant grant[DUE_GRANTS];
	unsigned grants;
};

/* A job while one of its verbs runs. */
struct list_job {
	struct verb_call *c;
	int64_t id, period, owner, total, seen, journal, list; /* params */
	bool funeral;
	int64_t rows, cursor;
	int64_t draft, draft_seq; /* list it will take the place of, 0 none */
	char code[8];             /* of the period */
	struct { char month[8], province[9]; } at[PERIOD_MONTHS];
	unsigned months;
	/* What there is at all; people are asked for nothing else. */
	bool listed, suspended, arrears, recovery, moved, numbered;
	bool kin;                 /* records that took another's place */
	int64_t area, no;         /* commune at work, last number given there */
	int64_t staged;           /* lines of this slice */
	int64_t until;            /* clock at which it takes no more people */
	struct list_rate rate[LIST_RATES]; /* amounts met in this slice */
	unsigned rates;
	struct list_line *lines;  /* of the person at work; owned by the slice */
	unsigned nlines, room;
};

extern const struct record list_job_record;

/* The actor's own job that the verb names; its period is open and no list waits
 * for approval. */
enum status list_job_load(struct verb_call *c, struct list_job *j,
    struct err *err) ERR_CHECKED;
enum status list_job_save(struct list_job *j, struct err *err) ERR_CHECKED;
/* Ends the job in that state; what was staged goes. */
enum status list_job_drop(struct list_job *j, const char *state,
    struct err *err) ERR_CHECKED;

/* grant.c: what the person is due on this list becomes lines. */
enum status list_person(struct list_job *j, struct list_person *p,
    struct err *err) ERR_CHECKED;

/* write.c: one line under the person's number; the end of a slice. */
enum status list_write(struct list_job *j, const struct list_person *p,
    int64_t point, const struct list_line *l, struct err *err) ERR_CHECKED;
/* The list that nobody sees yet, in the place of draft `seq`, 0: the next. */
enum status list_write_new(struct list_job *j, int64_t seq, int64_t *list,
    struct err *err) ERR_CHECKED;
enum status list_write_end(struct list_job *j, struct err *err) ERR_CHECKED;
/* What is staged is taken out of other drafts, before it goes into `list`. */
enum status list_take(struct list_job *j, int64_t list, struct err *err)
    ERR_CHECKED;
/* All `lines` that are staged become lines of that list. */
enum status list_write_move(struct list_job *j, int64_t list, int64_t lines,
    struct err *err) ERR_CHECKED;
/* Takes up to `max` lines of an unseen list away, then the list itself. */
enum status list_write_clear(struct list_job *j, int64_t max, bool *all,
    struct err *err) ERR_CHECKED;

/* carry.c: open lines of earlier lists in the commune at work; then as
 * rows of the list that was made. */
enum status list_carry(struct list_job *j, struct err *err) ERR_CHECKED;
enum status list_carried(struct list_job *j, int64_t list, int64_t *lines,
    int64_t *total, struct err *err) ERR_CHECKED;

/*
 * move.c: who is paid by the commune at work for some month of the
 * period although the record stands elsewhere; ids, at most max.
 */
enum status list_moved_here(struct list_job *j, int64_t *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;
/* Is the month paid by the commune at work, and where? */
struct list_moves {
	struct { int64_t from, from_point, to, to_point; char first[8]; bool moved; }
	    v[LIST_MOVES];
	unsigned n;
};
enum status list_moves(struct list_job *j, int64_t person,
    struct list_moves *out, struct err *err) ERR_CHECKED;
bool list_paid_here(const struct list_job *j, const struct list_person *p,
    const struct list_moves *m, const char *month, int64_t *point);

#endif
