/*
 * SPDX-License-Identifier: ISC
 *
 * import/import: areas, points, roll and requests from tables, as a job (rule 3 of the house).
 * Verbs: import.begin, import.rows (a slice), import.notes, import.finish (all
 * or nothing, one journal entry), import.abort, import.clear (takes staging
 * rows away, a slice at a time).
 *
 * This header is for whoever posts them: the columns, and how rows travel.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "office/verb/record.h"
#include "office/verb/verb.h"

#define IMPORT_SLICE_ROWS 50             /* at most; about 4 ms of books' time */
#define IMPORT_ROWS_MAX 100000           /* of a file; a province has fewer people */
#define IMPORT_SLICE_BYTES (48 * 1024)
#define IMPORT_COLUMNS_MAX 48
#define IMPORT_NOTES 100                 /* told one by one; then a count */

struct db;

/* Gives up this import, or (0) all, that have not ended. */
enum status import_left_give_up(struct db *db, int64_t job, struct err *err)
    ERR_CHECKED;
/*
 * Takes away a slice of what imports left that were given up, from number *job
 * on, which moves on; *more: there may be more.
 */
enum status import_left_clear(struct db *db, int64_t *job, bool *more,
    struct err *err) ERR_CHECKED;

struct import_column {
	const char *name; /* as in the header row */
	bool required;
	const char *help; /* N_() */
};

/* Columns of a table, ended by name NULL; NULL: no such kind. */
const struct import_column *import_columns(const char *kind);

/* Rows that a slice of this table may have. */
unsigned import_slice_rows(const char *kind);

/*
 * A header row as import.begin wants it: names in small letters, one comma
 * between.  ST_INVALID names a column that is unknown, double or missing.
 */
enum status import_header(const char *kind, char *const *fields, size_t n,
    char *out, size_t size, struct err *err) ERR_CHECKED;

/*
 * import.rows answers more=1 when it had no time for all rows of the slice: it
 * is posted again until that is 0.
 */
/*
 * Appends one row of the file, which starts in `line`, to a slice; false, and
 * nothing appended, when it is full.  What is not UTF-8 travels as a mark that
 * import.rows reports with line and column.
 */
bool import_row_add(struct buf *slice, long line, char *const *fields,
    size_t n);

/* Likewise a row that could not be read: reported with this reason. */
bool import_bad_row_add(struct buf *slice, long line, const char *why);

/* What a file of requests asks for, one a kind and reason: in the answers of
 * import.finish as "asked". */
struct import_asked {
	char kind[16], reason[16];
	int64_t n;
};
extern const struct record import_asked_record;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb import_verbs[];

/* Kinds of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_areas, change_kind_points,
    change_kind_moves;
