/*
 * SPDX-License-Identifier: ISC
 *
 * stall: detects that a peer does not read a command's output.  A peer that
 * answers keepalives but never reads would hold its slot for ever.  For ssh/
 * only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* After each try to write: tells the listener of a stall, ends a long one. */
void stall_step(struct transport *t);
