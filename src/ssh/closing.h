/*
 * SPDX-License-Identifier: ISC
 *
 * closing: orderly end of a connection: a message on the user's screen, exit
 * status, end of file, close, and a bounded wait until the peer has received
 * them.  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/*
 * Starts closing; later calls have no effect.  `words` ("" for none) are shown
 * on the main screen of a terminal or sent to stderr.  Without a channel they
 * go into a disconnect message.
 */
void closing_begin(struct transport *t, const char *words, uint32_t status);

/*
 * The same for a peer that is probably gone, with a short time limit; `why` is
 * for the log.  If the peer still listens, its terminal is reset.
 */
void closing_gone(struct transport *t, const char *why, const char *words);

/* Continues closing, if it was started. */
void closing_step(struct transport *t);

/* Ends a connection that has no channel yet, with an SSH disconnect. */
void closing_disconnect(struct transport *t, const char *words);
