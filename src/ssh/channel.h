/*
 * SPDX-License-Identifier: ISC
 *
 * channel: the session channel and the requests of a client: a terminal with a
 * shell (a desk), or one command.  Everything else is refused.  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* Fills in the channel part of the callbacks. */
void channel_init(struct transport *t);

/* Asks the listener for the desk or the command that the client requested. */
void channel_step(struct transport *t);
