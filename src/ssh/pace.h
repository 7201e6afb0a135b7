/*
 * SPDX-License-Identifier: ISC
 *
 * pace: when the desk may draw.  It gets a credit for one frame only when the
 * socket queue is nearly empty, so that each frame shows the newest state and
 * never waits behind older ones.  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* Grants a credit, or sets a timer to look at the queue again. */
void pace_step(struct transport *t);

/* A frame arrived: the credit is used. */
void pace_used(struct transport *t);
