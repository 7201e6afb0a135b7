/*
 * SPDX-License-Identifier: ISC
 *
 * term/edit: one line of text being typed: letters, cursor, and Vietnamese typed
 * by Telex or VNI for users without UniKey on their machine.
 *
 * Letters are stored as received, so that a client that counts backspaces
 * (UniKey) counts the same letters; edit_get() composes them (NFC).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/input.h"
#include "ui/term/actions.h"
#include "ui/term/term.h"

#define EDIT_MAX 300              /* code points */
#define EDIT_BYTES (EDIT_MAX * 4 + 1)

struct edit;

/* How the person types; one per session, in struct ui. */
struct typing {
	enum input_method method; /* while it is on */
	bool on;
	bool heard;      /* a composed letter was received: the client
	                  * composes */
	bool tone_new;   /* hoà instead of hòa */
	/*
	 * The word left of the cursor, as raw keys; of the field last typed in.
	 */
	const struct edit *of;
	char raw[INPUT_SIZE];
	unsigned start, end; /* letters of the field that it covers */
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

/* Draws it in `width` columns; with `focus` the cursor is placed there, after
 * the last letter on the column beyond if need be. */
void edit_put(struct edit *e, struct term *t, int row, int col, int width,
    bool focus);
