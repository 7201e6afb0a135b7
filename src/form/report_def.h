/*
 * SPDX-License-Identifier: ISC
 *
 * report_def: the layout of a report on paper, loaded from
 * forms/report-NAME.ini.  The rows come from a source of
 * office/report/report.h; whether its fields exist is checked where both are
 * known (print/report.c).
 *
 * Words may hold {templates}: {period} {area_name} {office} {today} ... and
 * | where a new line begins.
 */
#pragma once

#include "form/form.h"
#include "form/list.h"

#define REPORT_DEF_COLUMNS 32 /* columns of a report at the most */
#define REPORT_DEF_ROLES 4    /* signatures side by side at the most */
#define REPORT_DEF_BELOW 3    /* fields under the first in a cell, at the most */

/* Paper: the narrow and the wide layout of one report. */
enum report_paper { REPORT_80, REPORT_132, REPORT_PAPERS };

struct report_def_column {
	char *name;
	char *field;             /* of the source; "@row" = running number;
	                          * "" = blank, to be written on */
	char *below[REPORT_DEF_BELOW]; /* fields that stand under it, NULL none */
	struct form_word heading; /* | begins its second and third line */
	unsigned width[REPORT_PAPERS]; /* 0 = left out on that paper */
	enum form_align align;
	bool sum;                /* totals, page subtotals, carried; of the
	                          * numbers below too */
	bool blank_zero;         /* a 0 under the first field is left out */
	bool wrap;               /* long text takes more lines, else is cut */
	unsigned line;           /* in the file, for messages */
	char *part, *whole;      /* a rate's totals are sum(part)/sum(whole) */
};

struct report_def {
	char *name, *source;
	char *path;              /* of the file, for messages */
	struct form_word title;
	struct form_word subtitle, left, right, unit, foot;
	char *group;             /* field whose change begins a group; "" none */
	bool group_total;        /* a subtotal after each group */
	bool carry;              /* page subtotals and carried sums */
	bool rules;              /* a line between rows */
	bool numbers;            /* a row of column numbers under the headings */
	char *words;             /* summed field whose total is also in words */
	struct form_word words_label; /* which total that is */
	struct form_word sum_label;   /* before the totals; {rows} = how many */
	unsigned row_lines[REPORT_PAPERS]; /* least height of a row, >= 1 */
	struct report_def_column *columns;
	unsigned ncolumns;
	struct form_word place;  /* line over the signatures: place and date */
	struct form_word roles[REPORT_DEF_ROLES]; /* role|(what to do) */
	unsigned nroles;
	unsigned sign_lines;     /* blank lines for the signatures */
};

/* As form_load(). */
enum status report_def_load(const struct form_dirs *dirs, const char *name,
    struct report_def **out, struct err *err) ERR_CHECKED;
void report_def_free(struct report_def *d);

/*
 * Names of all reports, sorted, ended by NULL; never NULL itself.  Freed with
 * report_def_names_free().  Files that do not load are named too.
 */
char **report_def_names(const struct form_dirs *dirs);
void report_def_names_free(char **names);

/* Columns of paper a layout takes: 80 or 132. */
unsigned report_def_width(enum report_paper paper);
