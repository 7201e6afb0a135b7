/*
 * SPDX-License-Identifier: ISC
 *
 * proc: the first steps of every child of the listener: drop the parent's loop
 * and signals, close every descriptor that is not its own, disable debuggers
 * and core dumps.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "base/loop.h"

/*
 * fork(2).  In the child: its own process group (Ctrl-C of a foreground server
 * reaches the listener only), the loop forgotten, default signals, and of the
 * descriptors only 0-2 and keep[0..n-1] (those >= 0) left open.  Returns the
 * pid, 0 in the child, -1 with errno.
 */
pid_t proc_fork(struct loop *l, const int *keep, unsigned n);

/* "exit status 3" / "signal 11 (Segmentation fault)" of waitpid(2). */
void proc_how(int status, char *out, size_t size);

/* Tells systemd ("READY=1", "STOPPING=1"); no-op without $NOTIFY_SOCKET. */
void proc_notify(const char *state);
