/*
 * SPDX-License-Identifier: ISC
 *
 * auth: the sign-in.  Who may come in is the gate's decision; this file
 * carries the question, counts the tries and keeps its own note that the
 * answer was yes.  For ssh/ only.
 */
#ifndef CHITRA_SSH_AUTH_H
#define CHITRA_SSH_AUTH_H

#include "ssh/line.h"

/* Fills in the sign-in part of l->server_cb and says which ways there are. */
void auth_init(struct line *l);

/*
 * True when this line is signed in.  libssh checks as well; after
 * CVE-2018-10933 nobody should rely on one check alone.
 */
bool auth_in(const struct line *l);

/* A sign-in by a way that we do not have: it counts as a question. */
void auth_count(struct line *l);

#endif
