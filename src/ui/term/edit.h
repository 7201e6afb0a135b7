/*
 * SPDX-License-Identifier: ISC
 *
 * term/edit: one line of text being typed: letters, cursor, and Vietnamese typed
 * by Telex or VNI for those without UniKey on their own machine.
 *
 * Letters stay as they came while typing, so that a sender who counts
 * backspaces (UniKey) is counted alike; edit_get() composes (NFC).
 */
#ifndef CHITRA_UI_EDIT_H
#define CHITRA_UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/input.h"
#include "ui/term/actions.h"
#include "ui/term/term.h"

#define EDIT_MAX 300              /* code points */
#define EDIT_BYTES (EDIT_MAX * 4 + 1)

struct edit;

/* How the person types; one for the session, kept by struct ui. */
struct typing {
	enum input_method method; /* while it is on */
	bool on;
	bool heard;      /* a letter came composed: the other side does it */
	bool tone_new;   /* hoà instead of hòa */
	/* The word left of the cursor, as keys; of the field typed in last. */
	const struct edit *of;
	char raw[INPUT_SIZE];
	unsigned start, end; /* letters of the field that it stands for */
};

enum edit_kind {
	EDIT_TEXT,   /* words: composed when typing is on */
	EDIT_CODE,   /* codes, dates, numbers: as typed */
	EDIT_SECRET  /* shown as stars */
};

struct edit {
	enum edit_kind kind;
	uint32_t cp[EDIT_MAX];
	unsigned n, cur, max;
	unsigned off;      /* first letter shown */
};

/* max letters, at most EDIT_MAX (0: that many). */
void edit_init(struct edit *e, enum edit_kind kind, unsigned max);
void edit_set(struct edit *e, const char *text);
void edit_clear(struct edit *e);
/* Overwrites a secret. */
void edit_wipe(struct edit *e);

/* Composed text; "" when it is not valid or does not fit. */
void edit_get(const struct edit *e, char *dst, size_t size);
bool edit_empty(const struct edit *e);

/* A letter was typed; false when there is no room. */
bool edit_letter(struct edit *e, uint32_t cp, struct typing *ty, bool pasted);

/* LEFT RIGHT FIRST LAST ERASE DELETE; false for all others. */
bool edit_action(struct edit *e, enum action a, struct typing *ty);

/* Shows it in `width` columns; with `focus` the cursor goes there, behind the
 * last letter it may stand on the column after. */
void edit_put(struct edit *e, struct term *t, int row, int col, int width,
    bool focus);

#endif
