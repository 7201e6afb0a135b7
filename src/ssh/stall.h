/*
 * SPDX-License-Identifier: ISC
 *
 * stall: the output of a command that nobody takes.  A peer that answers our
 * questions but never reads would keep its place for ever.  For ssh/ only.
 */
#ifndef CHITRA_SSH_STALL_H
#define CHITRA_SSH_STALL_H

#include "ssh/transport_priv.h"

/* After each try to write: tells the listener of a stall, ends a long one. */
void stall_step(struct transport *t);

#endif
