/*
 * SPDX-License-Identifier: ISC
 *
 * layout: lays rows of a source out on numbered pages, as a definition says.
 *
 * A report runs twice through the same code: the first pass counts pages, the
 * second outputs the lines.  Only sums and the last two rows are stored, so
 * memory does not grow with the rows.  Page breaks are the same whether all
 * pages or only those from N on are output.
 *
 * Conventions: page total and carried sums at the foot, brought
 * forward at the head, the grand total in figures and words, the signatures
 * kept together with at least two rows.
 */
#pragma once

#include "form/report_def.h"
#include "office/report/report.h"
#include "print/template.h"
#include "text/money.h"

#define LAYOUT_FIELDS 64 /* fields of a source at the most */

/* Destination of the lines: cleaned UTF-8 without end of line. */
struct layout_out {
	enum status (*line)(void *arg, const char *text, bool bold,
	    struct err *err);
	enum status (*page)(void *arg, struct err *err); /* a page is full */
	void *arg;
};

struct layout_setup {
	const struct report_def *def;
	enum report_paper paper;
	unsigned lines;      /* of a page */
	unsigned from_page;  /* pages before it are not output; 0 = all */
	unsigned pages;      /* as the first pass counted; 0 in that pass */
	struct template_facts facts;
	const struct money_words *words; /* NULL: the usual way */
	const struct layout_out *out;    /* NULL: only count */
};

struct layout;

/*
 * ST_INVALID with "FILE:LINE: why" when the definition names a field that the
 * source lacks, or the page is too short for head, two rows and tail.
 */
enum status layout_new(const struct layout_setup *setup, struct layout **out,
    struct err *err) ERR_CHECKED;

/* One row.  ST_LIMIT when a sum overflows or a number is wider than its
 * column: figures are never truncated. */
enum status layout_row(struct layout *l, const struct report_cell *cells,
    struct err *err) ERR_CHECKED;

/* After the last row: totals, signatures.  *pages = how many there are. */
enum status layout_end(struct layout *l, unsigned *pages, struct err *err)
    ERR_CHECKED;

/* NULL is allowed. */
void layout_free(struct layout *l);
