/*
 * SPDX-License-Identifier: ISC
 *
 * attach: the connection to the desk process: keys and sizes to it, frames from
 * it.  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* Without a desk yet; keys are buffered from now on. */
void attach_init(struct transport *t);
void attach_done(struct transport *t);

/* Attaches the person's desk, from the listener; owns fd. */
void attach_desk(struct transport *t, int fd);

/* Closes the desk's socket; the desk parks. */
void attach_drop(struct transport *t);

/* Buffers keys; beyond 64 KB that the desk has not taken they are dropped. */
void attach_keys(struct transport *t, const void *p, size_t n);

/* Sends the newest size and the keys, then credits (pace.h). */
void attach_step(struct transport *t);
