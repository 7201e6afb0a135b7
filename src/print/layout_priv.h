/*
 * SPDX-License-Identifier: ISC
 *
 * layout_priv: shared by the paginator (layout.c), the rows (layout_row.c) and
 * the fixed parts of a page (layout_page.c).
 */
#pragma once

#include "base/buf.h"
#include "print/layout.h"
#include "print/wrap.h"

#define LAYOUT_CELL 384  /* bytes of a cell's text */
#define LAYOUT_WRAP 8    /* lines of a cell at most; enough for any amount */
#define LAYOUT_AHEAD 2   /* rows kept with the signatures */
#define LAYOUT_WORDS 4096
#define LAYOUT_PARTS (1 + REPORT_DEF_BELOW) /* fields in one cell */
#define LAYOUT_BREAK '\n' /* between them; clean text has none */

enum layout_from { LAYOUT_FIELD, LAYOUT_RUNNING, LAYOUT_BLANK };

/* A column that is on this paper. */
struct layout_column {
	const struct report_def_column *def;
	enum layout_from from;
	unsigned field[LAYOUT_PARTS]; /* LAYOUT_FIELD: indices in the source */
	unsigned parts;         /* of them */
	unsigned width;
	enum form_align align;
	int part, whole;        /* of a rate's total; -1 = none */
};

/* A row that is held back. */
struct layout_item {
	char text[REPORT_DEF_COLUMNS][LAYOUT_CELL];
	int64_t num[LAYOUT_FIELDS];
	unsigned height;        /* lines, without rule and group lines */
	bool group_begin;       /* its group's head comes before it */
	char group[LAYOUT_CELL];
};

enum layout_sum { LAYOUT_PAGE, LAYOUT_CARRIED, LAYOUT_GROUP, LAYOUT_SUMS };

struct layout {
	struct layout_setup setup;
	const struct report_def *def;
	struct layout_column columns[REPORT_DEF_COLUMNS];
	unsigned ncolumns;
	unsigned head_lines;    /* lines of the column headings */
	int group_field;        /* -1 = none */
	bool sums;              /* some column is summed */
	unsigned sum_lines;     /* of a line of sums */
	char title[LAYOUT_CELL], subtitle[LAYOUT_WORDS];

	unsigned page;          /* from 1; 0 before the first */
	unsigned line;          /* lines output on this page */
	unsigned page_rows;     /* rows on this page */
	bool ruled;             /* the last line was a rule */
	uint64_t rows;          /* output or held */
	unsigned group_rows;    /* output of this group */
	int64_t sum[LAYOUT_SUMS][LAYOUT_FIELDS];
	char group[LAYOUT_CELL]; /* of the newest row */

	struct layout_item items[LAYOUT_AHEAD + 1]; /* a ring */
	unsigned first, waiting;
	struct buf text;        /* the line being made */
};

/* layout_line.c */
enum status layout_short(const struct layout *l, struct err *err) ERR_CHECKED;
/* True if this page is counted but not output. */
bool layout_silent(const struct layout *l);
enum status layout_put(struct layout *l, const char *text, bool bold,
    struct err *err) ERR_CHECKED;
enum status layout_rule(struct layout *l, struct err *err) ERR_CHECKED;

/* layout_row.c */
/* Texts and height of a row. */
void layout_item_fill(struct layout *l, struct layout_item *item,
    const struct report_cell *cells);
enum status layout_item_put(struct layout *l, const struct layout_item *item,
    struct err *err) ERR_CHECKED;
/*
 * The l->sum_lines lines of a row of sums, with their label in the columns
 * before the first sum.  A figure wider than its column takes room from the
 * label.
 */
enum status layout_sum_put(struct layout *l, enum layout_sum which,
    const char *label, bool bold, struct err *err) ERR_CHECKED;
/* A line that runs over all columns. */
enum status layout_across(struct layout *l, const char *text,
    struct err *err) ERR_CHECKED;

/* layout_page.c */
/* Head of the page that begins (l->page counts it already). */
enum status layout_page_head(struct layout *l, struct err *err) ERR_CHECKED;
/* Lines that layout_page_foot() takes at the most. */
unsigned layout_foot_lines(const struct layout *l);
/* Page total, carried sums, seal and page number of a page that is not the
 * last. */
enum status layout_page_foot(struct layout *l, struct err *err) ERR_CHECKED;
/* Lines of the column headings, for layout_new(). */
unsigned layout_heading_lines(const struct layout *l);
/* Columns of the table with their bars. */
unsigned layout_width(const struct layout *l);
/* Two texts at the ends of a line; the left one is cut where they meet. */
enum status layout_ends(struct layout *l, const char *left, const char *right,
    struct err *err) ERR_CHECKED;
/* The last line of a page: the journal's seal and the page number. */
enum status layout_seal(struct layout *l, struct err *err) ERR_CHECKED;

/* layout_tail.c: everything after the last row. */
unsigned layout_tail_lines(struct layout *l);
enum status layout_tail(struct layout *l, struct err *err) ERR_CHECKED;
