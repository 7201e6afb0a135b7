/*
 * SPDX-License-Identifier: ISC
 *
 * csv: tables as text (RFC 4180), read as a stream and written for
 * spreadsheets.  The reader takes `,` `;` or tab (found in the first row),
 * CRLF or LF, a UTF-8 byte order mark, Excel's `sep=;` line and quoted line
 * breaks.  Empty lines are skipped.  UTF-8, names and numbers are checked by
 * the caller, who knows the column.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"

#define CSV_ROW_MAX (1024 * 1024) /* bytes of one row without its quotes */
#define CSV_FIELDS_MAX 256

struct csv;

/* Reads from f, which the caller closes; never NULL. */
struct csv *csv_open(FILE *f);
void csv_close(struct csv *c);

/*
 * Next row.  *fields (n strings) belong to the reader and are valid until the
 * next call; *line is where the row starts, from 1.  ST_NOTFOUND: the end.
 * ST_INVALID with err->msg: a malformed row (quote not closed, text after a
 * quote, NUL, UTF-16, too long, too many fields); *line is set, and the next
 * call goes on with the following line.  ST_IO: the file cannot be read.
 */
enum status csv_next(struct csv *c, char ***fields, size_t *n, long *line,
    struct err *err) ERR_CHECKED;

/*
 * Appends one value, quoted when it must be.  A value that a spreadsheet would
 * run as a formula (it begins with = + - @ tab or CR) gets a leading ' unless
 * it is a number.  ST_LIMIT, nothing appended, when out is full.
 */
enum status csv_write_field(struct buf *out, const char *value, char sep)
    ERR_CHECKED;

/* Appends the byte order mark by which Excel knows UTF-8. */
enum status csv_write_bom(struct buf *out) ERR_CHECKED;
