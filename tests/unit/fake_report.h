/* SPDX-License-Identifier: ISC */
/*
 * fake_report: a report without an office, whose rows the test chooses, made
 * from the forms of tests/forms/good and of forms/.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "print/report.h"

/* Rows 1..n, money a known series, names that wrap. */
extern const struct report_source fake;
/* Communes of a district, with the figures of a large one. */
extern const struct report_source fake_communes;
extern const struct report_source *fake_source; /* of the two: &fake */

extern unsigned fake_rows;
extern unsigned fake_shrink;  /* rows that are gone in the second pass */
extern const char *fake_name; /* before the number of the row */
extern int64_t fake_more;     /* money in every row beyond the series */

int64_t fake_money(unsigned row);

/* cmocka fixtures of the group: the profiles of forms/. */
int fake_setup(void **state);
int fake_teardown(void **state);

/* report_def_free() */
struct report_def *fake_def(const char *name);
/* Of a sink whose arg is a struct buf. */
enum status fake_write(void *arg, const void *bytes, size_t n,
    struct err *err);
/* The report on the paper of the profile, from this page on (0: all). */
enum status fake_render(const char *name, const char *profile, unsigned from,
    struct buf *out, struct report_made *made, struct err *err);
/* As a whole, which must go; how many pages, each ended by FF.  buf_done(). */
unsigned fake_render_ok(const char *name, const char *profile, unsigned rows,
    struct buf *out);

/* How often the word stands there. */
unsigned fake_count(const char *text, const char *word);
/* No page longer than allowed, each numbered x/y, no blank page. */
void fake_check_pages(const char *text, unsigned pages, unsigned lines);
