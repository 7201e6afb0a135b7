/*
 * SPDX-License-Identifier: ISC
 *
 * passing: a print job on its way through the terminal to the printer behind
 * it: ESC [ 5 i, the job, ESC [ 4 i, a piece of at most a kilobyte for each
 * credit.  In between no picture is drawn (facts/printing-and-text.md, A1.5).
 */
#ifndef CHITRA_UI_PASSING_H
#define CHITRA_UI_PASSING_H

#include "base/buf.h"

struct ui;
struct key;
struct passing;

/* Starts sending; takes over the bytes of `job`, which is empty afterwards. */
void passing_start(struct ui *u, struct buf *job);
void passing_free(struct passing *p);

/* The terminal is gone in the middle: the job ends when the next one comes. */
void passing_cut(struct passing *p);

/* Next piece to out; after the last one pictures are drawn again. */
void passing_frame(struct ui *u, struct buf *out);

/* F3 or Esc Esc stops at the end of the line being printed. */
void passing_key(struct ui *u, const struct key *k);

#endif
