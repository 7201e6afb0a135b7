/*
 * SPDX-License-Identifier: ISC
 *
 * out: bytes on their way into the channel.  What the peer's window does not
 * take waits here, and nobody is asked for more until it went: so the bound is
 * one frame or one piece of a pipe.  For ssh/ only.
 */
#ifndef CHITRA_SSH_OUT_H
#define CHITRA_SSH_OUT_H

#include "ssh/line.h"

void out_init(struct line *l);
void out_done(struct line *l);

/* Writes now what the window takes, keeps the rest.  Call only when empty. */
void out_put(struct line *l, const void *p, size_t n, bool is_err);

/* As out_put(), also behind what still waits (closing words). */
void out_add(struct line *l, const void *p, size_t n);

/* Tries again. */
void out_step(struct line *l);

/* Nothing waits here. */
bool out_empty(const struct line *l);

/* Nothing waits here nor in libssh: it is all the kernel's or the peer's. */
bool out_drained(const struct line *l);

#endif
