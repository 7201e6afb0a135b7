/*
 * SPDX-License-Identifier: ISC
 *
 * channel: the one session channel and what a client may ask of it: a
 * terminal with a shell (a desk), or one command.  Everything else is turned
 * down.  For ssh/ only.
 */
#ifndef CHITRA_SSH_CHANNEL_H
#define CHITRA_SSH_CHANNEL_H

#include "ssh/transport_priv.h"

/* Fills in the channel part of the callbacks. */
void channel_init(struct transport *t);

/* Asks the listener for what the client asked of us. */
void channel_step(struct transport *t);

#endif
