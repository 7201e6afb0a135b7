/*
 * SPDX-License-Identifier: ISC
 *
 * print/passing: a print job on its way through the terminal to the printer behind
 * it, a piece of at most a kilobyte for each credit.  In between no picture
 * is drawn.  Nothing tells whether paper
 * came out, so the person is asked, and may have pages again.
 */
#ifndef CHITRA_UI_PASSING_H
#define CHITRA_UI_PASSING_H

#include "base/buf.h"
#include "print/passthru.h"

struct ui;
struct key;

/* Starts sending from that page on (0 = all); takes over the paper.  False,
 * and said in the message line, when the terminal or the job has none. */
bool passing_start(struct ui *u, struct paper *paper, unsigned from_page);

/* The terminal is gone in the middle: the rest is not for the next one. */
void passing_cut(struct ui *u);

/* Next piece to out; after the last one pictures are drawn again. */
void passing_frame(struct ui *u, struct buf *out);

/* What is asked after a job; for passed_screen. */
struct passed_arg {
	struct paper *paper; /* owned */
	unsigned again;      /* page that a reprint would begin with; 0: none */
	char said[160];
	/* Starts them again: passing_start(). */
	bool (*start)(struct ui *u, struct paper *paper, unsigned from_page);
};

/* F3 or Esc Esc stops at the end of the line being printed. */
void passing_key(struct ui *u, const struct key *k);

#endif
