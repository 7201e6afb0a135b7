/*
 * SPDX-License-Identifier: ISC
 *
 * pace: when the desk may draw.  A picture is asked for (a credit) only when
 * the line is nearly empty, so that what is drawn is always the newest state
 * and never waits behind older pictures.  For ssh/ only.
 */
#ifndef CHITRA_SSH_PACE_H
#define CHITRA_SSH_PACE_H

#include "ssh/transport_priv.h"

/* Grants a credit, or sees to it that the queue is looked at again. */
void pace_step(struct transport *t);

/* A frame came: the credit is used. */
void pace_used(struct transport *t);

#endif
