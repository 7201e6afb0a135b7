/*
 * SPDX-License-Identifier: ISC
 *
 * attach: the desk at the other end of the line: keys and sizes to it, frames
 * from it.  For ssh/ only.
 */
#ifndef CHITRA_SSH_ATTACH_H
#define CHITRA_SSH_ATTACH_H

#include "ssh/line.h"

void attach_init(struct line *l);
void attach_done(struct line *l);

/* The listener sent the person's desk; fd is taken over. */
void attach_desk(struct line *l, int fd);

/* Lets the desk go: it parks. */
void attach_drop(struct line *l);

/* Keys as they came; what exceeds 64 KB not yet taken is dropped. */
void attach_keys(struct line *l, const void *p, size_t n);

void attach_step(struct line *l);

#endif
