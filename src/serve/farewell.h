/*
 * SPDX-License-Identifier: ISC
 *
 * farewell: a word for whom the door refuses, in SSH's own way of saying it and
 * without a transport: the identification and one SSH_MSG_DISCONNECT (RFC 4253,
 * 4.2 and 11.1), which a client shows to its user.  Nothing is read.
 */
#ifndef CHITRA_SERVE_FAREWELL_H
#define CHITRA_SERVE_FAREWELL_H

#include "base/loop.h"

/* Sockets that were told and stay open until their clients have read it. */
#define FAREWELL_HELD 16
#define FAREWELL_MS 2000

struct farewell {
	struct loop *loop;
	int held[FAREWELL_HELD]; /* a ring; -1 none */
	unsigned next;
	int timer;
};

void farewell_init(struct farewell *f, struct loop *loop);
void farewell_done(struct farewell *f);

/* Says it if that can be done at once, and takes the socket over. */
void farewell_say(struct farewell *f, int sock, const char *words);

#endif
