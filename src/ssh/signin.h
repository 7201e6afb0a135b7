/*
 * SPDX-License-Identifier: ISC
 *
 * signin: the sign-in.  The gate decides who may sign in; this file asks it,
 * counts the tries and records a positive answer.  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* Fills in the sign-in part of t->server_cb and advertises the methods. */
void signin_init(struct transport *t);

/*
 * True when this connection is signed in.  libssh checks too, but after
 * CVE-2018-10933 we do not rely on that alone.
 */
bool signin_in(const struct transport *t);

/* Counts a sign-in by an unsupported method as a query. */
void signin_count(struct transport *t);
