/*
 * SPDX-License-Identifier: ISC
 *
 * seen: which picture had reached the client when keys came.  What counts is
 * the client's acknowledgement: the segment that brings a key acknowledges
 * what had arrived when the key was sent (RFC 9293, 3.4).  For ssh/ only.
 */
#ifndef CHITRA_SSH_SEEN_H
#define CHITRA_SSH_SEEN_H

#include "ssh/transport_priv.h"

/* A piece of `size` bytes was handed to outq, when bytes.out_bytes was `from`;
 * `picture` is whole with it. */
void seen_sent(struct transport *t, uint32_t picture, uint64_t from,
    size_t size);

/* Follows each pass of the loop: libssh writes when the socket lets it. */
void seen_step(struct transport *t);

/* The last picture that the client has acknowledged; 0: none of this line. */
uint32_t seen_now(struct transport *t);

#endif
