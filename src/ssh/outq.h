/*
 * SPDX-License-Identifier: ISC
 *
 * outq: bytes on their way into the channel.  What the peer's window does not
 * take waits here, and nobody is asked for more until it went: so the bound is
 * one frame or one piece of a pipe.  For ssh/ only.
 */
#ifndef CHITRA_SSH_OUTQ_H
#define CHITRA_SSH_OUTQ_H

#include "ssh/transport_priv.h"

void outq_init(struct transport *t);
void outq_done(struct transport *t);

/* Writes now what the window takes, keeps the rest.  Call only when empty. */
void outq_put(struct transport *t, const void *p, size_t n, bool is_err);

/* As outq_put(), also behind what still waits (closing words). */
void outq_add(struct transport *t, const void *p, size_t n);

/* Tries again. */
void outq_step(struct transport *t);

/* Nothing waits here. */
bool outq_empty(const struct transport *t);

/* Nothing waits here nor in libssh: it is all the kernel's or the peer's. */
bool outq_drained(const struct transport *t);

#endif
