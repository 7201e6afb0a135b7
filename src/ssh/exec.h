/*
 * SPDX-License-Identifier: ISC
 *
 * exec: one of Chitra's commands over SSH.  The listener starts it and hands
 * over three pipes; this file moves bytes between them and the channel.  No
 * direction holds more than the pipe or the window takes.  For ssh/ only.
 */
#ifndef CHITRA_SSH_EXEC_H
#define CHITRA_SSH_EXEC_H

#include "ssh/transport_priv.h"

void exec_init(struct transport *t);

/* What cmd/cmd.h calls CMD_UNKNOWN: cut short, the command may have posted. */
#define EXEC_UNKNOWN 4

/* In, out, err and told (or -1) are here; they are taken over. */
void exec_start(struct transport *t, const int fds[4]);

/* The runner ended with this status; its output may still be on the way. */
void exec_exited(struct transport *t, uint32_t status);

/*
 * The listener is gone: a command that runs finishes all the same, so that the
 * peer hears what became of it.  False: none runs.
 */
bool exec_orphan(struct transport *t);

/*
 * The line is being closed with these words.  Under a command that has not said
 * how it ended they are followed in `out` by what is known of its postings,
 * and *status is changed; it posts nothing from here on.
 */
const char *exec_cut(struct transport *t, const char *words, uint32_t *status,
    char *out, size_t size);

/*
 * Data from the peer: returns how much was taken; the rest stays in libssh,
 * whose window then does not grow.
 */
size_t exec_data(struct transport *t, const void *p, size_t n);

/* The peer will send no more. */
void exec_eof(struct transport *t);

/* Closes the pipes (the runner notices) and forgets what was in them. */
void exec_drop(struct transport *t);

/* Moves what can be moved; begins the end when all of it went. */
void exec_step(struct transport *t);

#endif
