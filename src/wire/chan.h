/*
 * SPDX-License-Identifier: ISC
 *
 * chan: a message socket in a loop, with a bounded queue of messages that could
 * not be sent yet.  It owns its descriptor.
 */
#pragma once

#include "base/loop.h"
#include "wire/msg.h"

struct wire_chan;

/* Called for each message; may free the channel. */
typedef void (*wire_msg_fn)(struct wire_chan *c, struct wire_msg *m, void *arg);

/*
 * The peer closed or sent an invalid message; `why` says which.  Called once;
 * the owner frees the channel, here or later.
 */
typedef void (*wire_close_fn)(struct wire_chan *c, const char *why, void *arg);

/*
 * Owns fd from now on and makes it non-blocking.  At most `queue` messages
 * wait.
 */
struct wire_chan *wire_chan_new(struct loop *l, int fd, unsigned queue,
    wire_msg_fn on_msg, wire_close_fn on_close, void *arg);

/* Closes the descriptor, drops unsent messages.  NULL is allowed. */
void wire_chan_free(struct wire_chan *c);

/*
 * Sends now or queues.  The n descriptors are duplicated when queued, so the
 * caller closes its own at once.  ST_BUSY: the queue is full; ST_NOTFOUND:
 * the peer has closed (on_close is called from the loop).
 */
enum status wire_chan_send(struct wire_chan *c, const struct wire_msg *m,
    const int *fds, unsigned n) ERR_CHECKED;

/* Sends the queue, blocking up to `ms`; false when messages are left. */
bool wire_chan_flush(struct wire_chan *c, int ms);

/* Stops and restarts reading (back-pressure). */
void wire_chan_pause(struct wire_chan *c, bool pause);

/* The descriptor, still owned by the channel. */
int wire_chan_fd(const struct wire_chan *c);
