/*
 * SPDX-License-Identifier: ISC
 *
 * import_priv: one import job while one of its verbs runs, and what each kind
 * of table adds to it.
 */
#ifndef CHITRA_OFFICE_IMPORT_PRIV_H
#define CHITRA_OFFICE_IMPORT_PRIV_H

#include "db/digest.h"
#include "office/import.h"
#include "office/verbs.h"

struct import_job {
	struct verb_call *c;
	const struct import_kind *kind;
	int64_t id;
	bool staging;                    /* false: done or aborted */
	int64_t rows;                    /* staged so far */
	int64_t last;                    /* line of the last row */
	int64_t notes;                   /* last number of a note */
	char columns[1024], file[128];
	char province[9];                /* of the office */
	unsigned char digest[DIGEST_LEN];/* chained over the rows */
};

struct import_counts {
	int64_t added, changed, unchanged, ended;
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
	/* Makes all staged rows stand; set operations only. */
	enum status (*stand)(struct import_job *j, struct import_counts *n,
	    struct err *err);
	const struct db_sql *clear;      /* ?1 job, ?2 rows at once */
};

extern const struct import_kind import_kind_areas, import_kind_points,
    import_kind_roll, import_kind_changes, import_kind_moves;

/* NULL when there is no such table. */
const struct import_kind *import_kind_find(const char *name);

/* The roll's own stand, import_stand.c. */
enum status import_roll_stand(struct import_job *j, struct import_counts *n,
    struct err *err) ERR_CHECKED;

/* What is wrong with the table as a whole: nothing of it is taken. */
enum status import_wrong(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err) ERR_CHECKED;
/* Something odd about a row that is taken all the same. */
enum status import_warn(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err) ERR_CHECKED;

#endif
