/*
 * SPDX-License-Identifier: ISC
 *
 * list/job: a payment list while it is being made.  Shared by job.c
 * (begin, abort), stage.c (slice), grant.c (what a person is due),
 * write.c (lines), move.c, carry.c, take.c and finish.c.
 *
 * job.params = "PERIOD OWNER FUNERAL TOTAL SEEN SEQ LIST": ids, 1 for a list
 * of funeral support, people to look at, people looked at, head of the journal
 * at the beginning, where the lines go (below).  job.cursor = the last person
 * looked at, 0 before the first, or one of the negative values below.
 */
#pragma once

#include "office/line/kinds.h"
#include "office/roll/due.h"
#include "office/roll/person.h"
#include "office/verb/record.h"
#include "office/list/list_priv.h"
#include "office/period/period.h"

#define LIST_RATES 64
#define LIST_MOVES 8  /* newest transfers of a person that are looked at */
#define LIST_CLEAR 60 /* lines that one list.abort deletes */

/*
 * Where the lines go.  If the owner has no draft, they are written at once into
 * a draft without prepared_at, which no reader shows until list.finish sets it.
 * A draft stays until its successor is complete; since a month can be on one
 * line only, the lines of the successor wait in stage_line until then.
 */
enum { LIST_NOT_YET = -1, LIST_STAGED = 0 /* else the id of the list */ };

enum { LIST_ALL_SEEN = -1, LIST_GIVEN_UP = -2 }; /* job.cursor */

/* What an allowance is worth in a month, as found in this slice. */
struct list_rate {
	char category[CATEGORY_CODE];
	unsigned month;             /* index of the month in the period */
	int64_t hundredths, manual; /* of the decision, 0 none */
	enum line_kind kind;
	struct category_amount is;
};

/* A line of the list in the making. */
struct list_line {
	int64_t entitlement, seq, amount, standard, hundredths;
	int64_t arrears, deducted, recovery; /* 0 none; not in `amount` */
	enum line_kind kind;
	char month[8], category[CATEGORY_CODE];
};

/* An entitlement with months in the period. */
struct list_grant {
	int64_t id, hundredths, manual;
	char category[CATEGORY_CODE], from[8], to[8]; /* to "": open */
	bool listed, suspended;     /* in some month of the period, or not */
};

/* A person and what is granted. */
struct list_person {
	int64_t id, point, no;      /* no: given in this period, 0 none yet */
	char name[192], birth[DATE_TEXT], identity[25], village[256];
	enum person_state state;
	char delivery[8], until[8]; /* until: month of death or move */
	bool arrears, recovery, moved; /* has some */
	bool here;                  /* the record is in the commune at work */
	struct list_grant grant[DUE_GRANTS];
	unsigned grants;
};

/* What the books have at all; nothing else is looked for. */
struct list_any {
	bool listed, suspended, arrears, recovery, moved, numbered;
	bool kin;                   /* records that took another's place */
};

/* A job while one of its verbs runs. */
struct list_job {
	struct verb_call *c;
	int64_t id, period, owner, total, seen, journal, list; /* params */
	bool funeral;
	int64_t rows, cursor;
	int64_t draft, draft_seq; /* the draft that it replaces, 0 none */
	char code[8];             /* of the period */
	struct { char month[8], province[9]; } at[PERIOD_MONTHS];
	unsigned months;
	struct list_any any;
	int64_t area, no;         /* commune at work, last number given there */
	int64_t staged;           /* lines of this slice */
	int64_t until;            /* clock_us() after which no more people are taken */
	struct list_rate rate[LIST_RATES]; /* amounts found in this slice */
	unsigned rates;
	struct list_line *lines;  /* of the person at work; owned by the slice */
	unsigned nlines, room;
};

extern const struct record list_job_record;

/* The actor's own job that the verb names, with its months and the draft that it
 * replaces.  ST_NOTFOUND; ST_INVALID when the period is closed or a list waits
 * for approval; ST_BUSY when the owner's draft changed since list.begin. */
enum status list_job_load(struct verb_call *c, struct list_job *j,
    struct err *err) ERR_CHECKED;
/* Stores how far the job came. */
enum status list_job_save(struct list_job *j, struct err *err) ERR_CHECKED;
/* Ends the job as "done" or "aborted"; deletes what it has staged. */
enum status list_job_drop(struct list_job *j, const char *state,
    struct err *err) ERR_CHECKED;

/* grant.c: writes the lines of what the person is due on this list. */
enum status list_person(struct list_job *j, struct list_person *p,
    struct err *err) ERR_CHECKED;

/* write.c: the kind of the list. */
enum list_kind list_job_kind(const struct list_job *j);
/* Stages a line under the person's number, paid at `point`. */
enum status list_write(struct list_job *j, const struct list_person *p,
    int64_t point, const struct list_line *l, struct err *err) ERR_CHECKED;
/* Writes a draft that no reader shows, without lines; as number `seq` of the
 * owner, 0: the next. */
enum status list_write_new(struct list_job *j, int64_t seq, int64_t *list,
    struct err *err) ERR_CHECKED;
/* At the end of a slice: moves its lines to the list, unless they wait for the
 * draft to be replaced. */
enum status list_write_end(struct list_job *j, struct err *err) ERR_CHECKED;
/* take.c: deletes the months that are staged for `list` from other drafts. */
enum status list_take(struct list_job *j, int64_t list, struct err *err)
    ERR_CHECKED;
/* Moves the last `lines` staged lines of the job into that list. */
enum status list_write_move(struct list_job *j, int64_t list, int64_t lines,
    struct err *err) ERR_CHECKED;
/* Deletes up to `max` lines of a list that nobody has seen; *all: none was left,
 * and the list itself is deleted. */
enum status list_write_clear(struct list_job *j, int64_t max, bool *all,
    struct err *err) ERR_CHECKED;

/* carry.c: stages the open lines that earlier lists have in the commune at work.
 * list_carried() makes them rows of the list; their number and sum in đồng. */
enum status list_carry(struct list_job *j, struct err *err) ERR_CHECKED;
enum status list_carried(struct list_job *j, int64_t list, int64_t *lines,
    int64_t *total, struct err *err) ERR_CHECKED;

/*
 * move.c: people whose record is elsewhere and whom the commune at work pays
 * for some month of the period; their ids, at most max.
 */
enum status list_moved_here(struct list_job *j, int64_t *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;
/* Transfers of a person, the newest first. */
struct list_moves {
	struct list_move {
		int64_t from, from_point, to, to_point; /* communes, points */
		char first[8];  /* month that `to` pays */
		bool moved;     /* the record, too */
	} v[LIST_MOVES];
	unsigned n;
};
enum status list_moves(struct list_job *j, int64_t person,
    struct list_moves *out, struct err *err) ERR_CHECKED;
/* Does the commune at work pay the month, and at which *point? */
bool list_paid_here(const struct list_job *j, const struct list_person *p,
    const struct list_moves *m, const char *month, int64_t *point);
