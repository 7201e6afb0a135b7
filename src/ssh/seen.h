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

/* A piece was handed to outq; `picture` is whole with it. */
void seen_sent(struct transport *t, uint32_t picture);

/* The last picture that the client has acknowledged; 0: none of this line. */
uint32_t seen_now(struct transport *t);

#endif
