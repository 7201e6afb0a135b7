/*
 * SPDX-License-Identifier: ISC
 *
 * signin: the sign-in.  Who may come in is the gate's decision; this file
 * carries the question, counts the tries and keeps its own note that the
 * answer was yes.  For ssh/ only.
 */
#ifndef CHITRA_SSH_SIGNIN_H
#define CHITRA_SSH_SIGNIN_H

#include "ssh/transport_priv.h"

/* Fills in the sign-in part of t->server_cb and says which ways there are. */
void signin_init(struct transport *t);

/*
 * True when this line is signed in.  libssh checks as well; after
 * CVE-2018-10933 nobody should rely on one check alone.
 */
bool signin_in(const struct transport *t);

/* A sign-in by a way that we do not have: it counts as a question. */
void signin_count(struct transport *t);

#endif
