/*
 * SPDX-License-Identifier: ISC
 *
 * outq: output of the channel.  What does not fit the peer's window waits here,
 * and no more is read until it is sent, so it is bounded by one frame or one
 * piece of a pipe.  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

void outq_init(struct transport *t);
void outq_done(struct transport *t);

/*
 * Writes what fits the window and keeps the remaining bytes.  Call only when
 * empty.
 */
void outq_put(struct transport *t, const void *p, size_t n, bool is_err);

/* As outq_put(), but appends to waiting bytes (for closing messages). */
void outq_add(struct transport *t, const void *p, size_t n);

/* Tries again. */
void outq_step(struct transport *t);

/* Nothing waits here. */
bool outq_empty(const struct transport *t);

/* Nothing waits here or in libssh: the kernel or the peer has all of it. */
bool outq_drained(const struct transport *t);
