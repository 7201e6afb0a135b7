/*
 * SPDX-License-Identifier: ISC
 *
 * channel: the one session channel and what a client may ask of it: a
 * terminal with a shell (a desk), or one command.  Everything else is turned
 * down.  For ssh/ only.
 */
#ifndef CHITRA_SSH_CHANNEL_H
#define CHITRA_SSH_CHANNEL_H

#include "ssh/line.h"

/* Fills in the channel part of the callbacks. */
void channel_init(struct line *l);

/* Asks the listener for what the client asked of us. */
void channel_step(struct line *l);

#endif
