/*
 * SPDX-License-Identifier: ISC
 *
 * alive: keepalives.  A silent peer is sent keepalives; one that stays silent
 * for very long is disconnected (its desk parks).  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* Starts watching; after the sign-in. */
void alive_start(struct transport *t);

/* Notes when bytes were received. */
void alive_step(struct transport *t);
