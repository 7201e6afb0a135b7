/*
 * SPDX-License-Identifier: ISC
 *
 * print/passing: sends a print job through the terminal to the printer behind
 * it, a piece of at most a kilobyte per credit.  No frame is drawn meanwhile.
 * The printer does not report back, so the user is asked whether it printed,
 * and can print pages again.
 */
#pragma once

#include "base/buf.h"
#include "print/passthru.h"

struct ui;
struct key;

/* Starts sending from that page on (0 = all); owns the paper.  False, with a
 * message, when the terminal has no printer or the job no such page. */
bool passing_start(struct ui *u, struct paper *paper, unsigned from_page);

/* The terminal disconnected: drops what is left of the job. */
void passing_cut(struct ui *u);

/* Next piece to out; after the last one frames are drawn again. */
void passing_frame(struct ui *u, struct buf *out);

/* Argument of passed_screen, the question after a job. */
struct passed_arg {
	struct paper *paper; /* owned */
	unsigned again;      /* first page of a reprint; 0: none */
	char said[160];
	/* To send again: passing_start(). */
	bool (*start)(struct ui *u, struct paper *paper, unsigned from_page);
};

/* F3 or Esc Esc stops after the current line. */
void passing_key(struct ui *u, const struct key *k);
