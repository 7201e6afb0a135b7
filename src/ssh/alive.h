/*
 * SPDX-License-Identifier: ISC
 *
 * alive: is the peer still there?  A silent line is asked from time to time;
 * one that stays silent for very long is given up (its desk parks).  For ssh/
 * only.
 */
#ifndef CHITRA_SSH_ALIVE_H
#define CHITRA_SSH_ALIVE_H

#include "ssh/transport_priv.h"

/* Starts watching; after the sign-in. */
void alive_start(struct transport *t);

/* Notes when something came. */
void alive_step(struct transport *t);

#endif
