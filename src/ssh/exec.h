/*
 * SPDX-License-Identifier: ISC
 *
 * exec: one of Chitra's commands over SSH.  The listener starts it and hands
 * over three pipes; this file moves bytes between them and the channel.  No
 * direction holds more than the pipe or the window takes.  For ssh/ only.
 */
#pragma once

#include "ssh/transport_priv.h"

/* No command yet. */
void exec_init(struct transport *t);

/* CMD_UNKNOWN of cmd/cmd.h: the command was interrupted and may have posted. */
#define EXEC_UNKNOWN 4

/* Starts with the descriptors in, out, err and told (or -1); owns them. */
void exec_start(struct transport *t, const int fds[4]);

/* The runner ended with this status; output may still be in the pipes. */
void exec_exited(struct transport *t, uint32_t status);

/*
 * The listener has died: a running command is allowed to finish, so that the
 * peer gets its result.  False: none is running.
 */
bool exec_orphan(struct transport *t);

/*
 * The connection is being closed with these words.  If the command has not
 * reported its exit status, `out` gets the words and what is known of its
 * postings, and *status is changed; later postings of the command fail.
 */
const char *exec_cut(struct transport *t, const char *words, uint32_t *status,
    char *out, size_t size);

/*
 * Data from the peer: returns how much was consumed; libssh keeps what is left,
 * and its window does not grow.
 */
size_t exec_data(struct transport *t, const void *p, size_t n);

/* End of the peer's input. */
void exec_eof(struct transport *t);

/* Closes the pipes (the runner notices) and discards their data. */
void exec_drop(struct transport *t);

/* Moves data; starts closing when the command has ended and all was sent. */
void exec_step(struct transport *t);
