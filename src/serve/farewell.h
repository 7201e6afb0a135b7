/*
 * SPDX-License-Identifier: ISC
 *
 * farewell: a message for refused connections, in SSH and without a transport:
 * the identification and one SSH_MSG_DISCONNECT (RFC 4253, 4.2 and 11.1), which
 * a client shows to its user.  Nothing is read.
 */
#pragma once

#include "base/loop.h"

/* Sockets kept open until their clients have read the message. */
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

/* Sends the message if that does not block; owns the socket. */
void farewell_say(struct farewell *f, int sock, const char *words);
