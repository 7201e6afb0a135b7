/*
 * SPDX-License-Identifier: ISC
 *
 * import/import_priv: one import job while one of its verbs runs, and what each kind
 * of table adds to it.
 */
#pragma once

#include "base/buf.h"
#include "db/digest.h"
#include "office/import/import.h"
#include "office/verb/verb.h"

struct change_work;

#define IMPORT_KINDS " areas points roll changes moves uncollected " /* of jobs */
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
	 * NULL: finish() leaves nothing to that (roll: file/file.h), or the kind
	 * of the request is of a module above. */
	enum status (*stand)(struct import_job *j, struct import_counts *n,
	    struct err *err);
	/* Takes back what the request j->change made stand, on behalf of `w`, or
	 * refuses by name what rests on it.  NULL: it cannot be undone. */
	enum status (*undo)(struct import_job *j, struct change_work *w,
	    const struct change_work *of, struct err *err);
	/* Deletes staged rows, ?1 job, ?2 how many at once; NULL: they are those
	 * of file/ (file/stage.h). */
	const struct db_sql *clear;
};

extern const struct import_kind import_kind_areas, import_kind_points,
    import_kind_roll, import_kind_changes, import_kind_moves,
    import_kind_uncollected;

/* NULL when there is no such table. */
const struct import_kind *import_kind_find(const char *name);

/* ---- job.c ---- */

struct job;
/* Its row as it stands. */
void import_job_row(const struct import_job *j, struct job *out);
/* The job that the posting names; its own staff's, not ended if `staging`. */
enum status import_load(struct verb_call *c, bool staging,
    struct import_job *j, struct err *err) ERR_CHECKED;
/* A job whose rows stand by a request, whoever's it was. */
enum status import_job_of(struct verb_call *c, int64_t id,
    struct import_job *j, struct err *err) ERR_CHECKED;

/* ---- note.c ---- */

/* What is wrong with the table as a whole: nothing of it is taken. */
enum status import_wrong(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err) ERR_CHECKED;
/* Something odd about a row that is taken all the same. */
enum status import_warn(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err) ERR_CHECKED;
/* The last number so far, into j->notes. */
enum status import_notes_last(struct import_job *j, struct err *err)
    ERR_CHECKED;
/* The table as a whole is looked at once more: what that found goes. */
enum status import_notes_again(struct import_job *j, struct err *err)
    ERR_CHECKED;
enum status import_note_counts(struct import_job *j, int64_t *errors,
    int64_t *warnings, struct err *err) ERR_CHECKED;
/* Adds the notes after number `from` to the answer. */
enum status import_notes_add(struct import_job *j, const char *severity,
    int64_t from, struct err *err) ERR_CHECKED;
/* Takes up to `max` away; adds how many to *cleared. */
enum status import_notes_clear(struct db *db, int64_t job, int64_t max,
    int64_t *cleared, struct err *err) ERR_CHECKED;

/* ---- rows.c, left.c ---- */

enum status import_rows_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status import_clear_run(struct verb_call *c, struct err *err) ERR_CHECKED;
/* Answers "stale": a job that the caller should clear first. */
enum status import_left_behind(struct verb_call *c,
    const struct import_kind *k, struct err *err) ERR_CHECKED;

/* ---- area_stand.c ---- */

extern const char *const import_area_levels[3];
/* Makes the areas of all staged rows stand, each from its day on. */
enum status import_area_stand(struct import_job *j, struct import_counts *n,
    struct err *err) ERR_CHECKED;

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

/* ---- change_row.c ---- */

struct person;
/* Does a row that names somebody by file number mean him?  "": not said. */
enum status import_same_name(const struct person *who, const char *typed,
    struct err *err) ERR_CHECKED;

/* ---- table_ask.c ---- */

/* Makes the rows stand and says what came of it. */
enum status import_table_stand(struct change_work *w, struct import_job *j,
    struct import_counts *n, struct err *err) ERR_CHECKED;
/* Tries the rows of j->owner and asks for them as a request of the kind that
 * is called like the table. */
enum status import_table_ask(struct import_job *j, struct import_counts *n,
    struct err *err) ERR_CHECKED;
