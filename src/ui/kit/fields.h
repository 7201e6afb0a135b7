/*
 * SPDX-License-Identifier: ISC
 *
 * kit/fields: a few fields of a dialog: typed codes and words, and choices.
 * The dialog defines their meaning, Enter on the last one and F10; moving,
 * typing, changing choices and F4 are handled here.
 */
#pragma once

#include "ui/kit/screen.h"

enum field_kind { FIELD_TEXT, FIELD_CODE, FIELD_AREA, FIELD_POINT,
    FIELD_CATEGORY, FIELD_CHOICE };

struct field {
	const char *label, *help; /* N_() */
	const char *empty;     /* N_(): shown for an empty code of a place;
	                        * NULL: nothing */
	enum field_kind kind;
	unsigned max;          /* letters */
	/* FIELD_CHOICE: value and shown word of choice i; n of them. */
	const char *(*value)(const struct field *x, unsigned i);
	const char *(*word)(const struct field *x, unsigned i);
	const void *of;        /* for these two */
	unsigned n;
	unsigned chosen;
	struct edit edit;      /* of the others */
	char name[200];        /* name shown after the code of a place */
};

/* "yes" and "no" of a choice between them. */
const char *field_yes_value(const struct field *x, unsigned i);
const char *field_yes_word(const struct field *x, unsigned i);

/*
 * The first member of the screen's state, because F4's list calls back with it.
 */
struct fields {
	struct field *v;
	unsigned n, cur;
};

/* The n fields at v stay the caller's. */
void fields_init(struct fields *f, struct field *v, unsigned n);
/* Set and get the stored value of field i ("" none). */
void fields_set(struct fields *f, unsigned i, const char *value);
void fields_get(const struct fields *f, unsigned i, char *dst, size_t size);
/* True if that value is chosen in field i. */
bool fields_chose(const struct fields *f, unsigned i, const char *value);
/* True if every place exists; else moves to its field and shows a message. */
bool fields_known(struct fields *f, struct ui *u);

/* Labels at `col`, values `at` columns further, `cols` in all; a row each. */
void fields_draw(const struct fields *f, struct term *t, int row, int col,
    int at, int cols);
/* Moving, changing choices, editing, F4.  False: not handled (Enter on the last
 * field and F10 are for the dialog). */
bool fields_action(struct screen *s, struct fields *f, enum action a);
void fields_key(struct screen *s, struct fields *f, uint32_t cp, bool pasted);

/*
 * Handlers of a dialog whose state begins with a struct fields.  `apply` is
 * called for F10, and Enter on the last field.
 */
void fields_dialog_recalc(struct screen *s);
/* A box with the fields, the values `at` columns after the labels. */
void fields_dialog_draw(struct screen *s, struct term *t, const char *title,
    int at);
bool fields_dialog_action(struct screen *s, enum action a,
    void (*apply)(struct screen *s));
void fields_dialog_key(struct screen *s, uint32_t cp, bool pasted);
const char *fields_dialog_help(struct screen *s);
/* Keys of the filter of a list screen, F10 shows its rows. */
extern const struct screen_key fields_filter_keys[];
