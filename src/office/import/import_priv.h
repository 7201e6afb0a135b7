/*
 * SPDX-License-Identifier: ISC
 *
 * import/import_priv: one import job while one of its verbs runs, and what each kind
 * of table adds to it.
 */
#ifndef CHITRA_OFFICE_IMPORT_PRIV_H
#define CHITRA_OFFICE_IMPORT_PRIV_H

#include "base/buf.h"
#include "db/digest.h"
#include "office/import/import.h"
#include "office/verb/verb.h"

struct change_work;

#define IMPORT_KINDS " areas points roll changes moves " /* of jobs */
#define IMPORT_SAID 60 /* rows that a request tells one by one */

struct import_job {
	struct verb_call *c;
	const struct import_kind *kind;
	int64_t id;
	bool staging;                    /* false: done or aborted */
	int64_t rows;                    /* staged so far */
	int64_t last;                    /* line of the last row */
	int64_t notes;                   /* last number of a note */
	int64_t owner;                   /* points: whose rows stand, 0 the office's */
	int64_t change;                  /* request that makes the rows stand, 0 none */
	struct change_work *asks;        /* its sentences, NULL none */
	char columns[1024], file[128];
	char province[9];                /* of the office */
	unsigned char digest[DIGEST_LEN];/* chained over the rows */
};

struct import_counts {
	int64_t added, changed, unchanged, ended;
	int64_t said;                    /* rows that were told one by one */
	int64_t taken;                   /* areas that take people along (areas) */
	int64_t total;                   /* đồng a month (roll) */
	int64_t people, points, staff, asked; /* moved (reorganisation) */
};

struct import_kind {
	const char *name;
	const struct import_column *columns;
	uint32_t roles;
	unsigned slice;                  /* rows at once; 0: IMPORT_SLICE_ROWS */
	/* Checks one row and stages it; any refusal becomes a note. */
	enum status (*stage)(struct import_job *j, const struct wire_args *in,
	    int64_t line, struct err *err);
	/* What only shows in the table as a whole; notes.  May be NULL. */
	enum status (*whole)(struct import_job *j, struct err *err);
	/* All rows came: makes them stand, or asks for what they say. */
	enum status (*finish)(struct import_job *j, struct import_counts *n,
	    struct err *err);
	/* Makes the rows of an approved request stand; set operations only.
	 * NULL: finish() leaves nothing to that (roll: file/file.h). */
	enum status (*stand)(struct import_job *j, struct import_counts *n,
	    struct err *err);
	/* Takes back what the request j->change made stand, on behalf of `w`, or
	 * refuses by name what rests on it.  NULL: it cannot be undone. */
	enum status (*undo)(struct import_job *j, struct change_work *w,
	    const struct change_work *of, struct err *err);
	const struct db_sql *clear;      /* ?1 job, ?2 rows at once */
};

extern const struct import_kind import_kind_areas, import_kind_points,
    import_kind_roll, import_kind_changes, import_kind_moves;

/* NULL when there is no such table. */
const struct import_kind *import_kind_find(const char *name);

/* Takes some staged rows and notes of an ended job away; *cleared: how many. */
enum status import_clear_rows(struct db *db, const struct import_kind *k,
    int64_t job, int64_t *cleared, struct err *err) ERR_CHECKED;

/* ---- try.c ---- */

#define IMPORT_ASK_BYTES 16384 /* fields, or sentences, of a request */

/* What a request on trial would be; import_tried_done() in any case. */
struct import_tried {
	char subject[64], month[8];
	struct buf was, effect;
};

/* Asks through change.ask with these fields and takes it back. */
enum status import_try(struct verb_call *c, const struct wire_args *ask,
    struct import_tried *out, struct err *err) ERR_CHECKED;
void import_tried_done(struct import_tried *t);

/* A refusal of change.ask names a column of the file. */
void import_ask_column(struct err *err);

/* ---- table_kind.c ---- */

/* Tries the rows of j->owner and asks for them as a request of the kind that
 * is called like the table. */
enum status import_table_ask(struct import_job *j, struct import_counts *n,
    struct err *err) ERR_CHECKED;

/* A job whose rows stand by a request, whoever's it was. */
enum status import_job_of(struct verb_call *c, int64_t id,
    struct import_job *j, struct err *err) ERR_CHECKED;

/* What is wrong with the table as a whole: nothing of it is taken. */
enum status import_wrong(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err) ERR_CHECKED;
/* Something odd about a row that is taken all the same. */
enum status import_warn(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err) ERR_CHECKED;

#endif
