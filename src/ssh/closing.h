/*
 * SPDX-License-Identifier: ISC
 *
 * closing: how a line ends in order: last words on the person's screen, exit
 * status, end of file, close, and a bounded wait for the peer to have got
 * them.  For ssh/ only.
 */
#ifndef CHITRA_SSH_CLOSING_H
#define CHITRA_SSH_CLOSING_H

#include "ssh/transport_priv.h"

/*
 * Begins the end; only the first call counts.  `words` ("" for none) come on
 * the main page of a terminal or on stderr.  Without a channel the line ends
 * with a disconnect message.
 */
void closing_begin(struct transport *t, const char *words, uint32_t status);

/*
 * The same for a peer that is probably gone, `why` for the log: it gets little
 * time; if it only slept, its terminal is given back.
 */
void closing_gone(struct transport *t, const char *why, const char *words);

/* The next part of the end, if it has begun. */
void closing_step(struct transport *t);

/* Ends a line that has no channel yet, with an SSH disconnect. */
void closing_disconnect(struct transport *t, const char *words);

#endif
