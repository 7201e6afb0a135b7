/*
 * SPDX-License-Identifier: ISC
 *
 * seen: which frame the client had received when it sent keys.  Known from TCP:
 * the segment that carries a key acknowledges what had arrived when the key was
 * sent (RFC 9293, 3.4).  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* A piece of `size` bytes was given to outq, when bytes.out_bytes was `from`;
 * it completes frame `picture`. */
void seen_sent(struct transport *t, uint32_t picture, uint64_t from,
    size_t size);

/* Called after each pass of the loop, in which libssh may have written. */
void seen_step(struct transport *t);

/*
 * The last frame that the client has acknowledged; 0: none of this connection.
 */
uint32_t seen_now(struct transport *t);
