/*
 * SPDX-License-Identifier: ISC
 *
 * list: the columns of a browse screen, loaded from forms/NAME.ini.  The screen
 * defines the rows and the content of a column; the file says which columns, in
 * what order, how wide and under which heading.
 */
#pragma once

#include "form/form.h"

enum form_align { FORM_LEFT, FORM_RIGHT, FORM_CENTRE };

struct form_list_column {
	char *name;              /* as the screen knows it */
	struct form_word heading;
	unsigned width;          /* columns wanted */
	unsigned min;            /* may shrink to this; 0 = may be left out */
	unsigned grow;           /* share of room left over; 0 = none */
	enum form_align align;
};

struct form_list {
	char *name;
	struct form_word title, help;
	struct form_list_column *columns;
	unsigned ncolumns;
};

/* As form_load(). */
enum status form_list_load(const struct form_dirs *dirs, const char *name,
    struct form_list **out, struct err *err) ERR_CHECKED;
void form_list_free(struct form_list *l);

/*
 * Shares `room` screen columns among the list's columns, one blank between
 * two: widths[i] = 0 for a column that is left out (from the right, those
 * with min 0 first).  widths has l->ncolumns places.
 */
void form_list_fit(const struct form_list *l, unsigned room,
    unsigned widths[]);
