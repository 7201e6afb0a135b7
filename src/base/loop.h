/*
 * SPDX-License-Identifier: ISC
 *
 * loop: poll(2), timers and signals of one single-threaded process.
 *
 * A callback may add and remove any descriptor or timer, its own included,
 * and may call loop_stop().  Only loop_run() and loop_once() block.
 */
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

struct loop;

typedef void (*loop_fd_fn)(int fd, short revents, void *arg);
typedef void (*loop_timer_fn)(void *arg);
typedef void (*loop_signal_fn)(int signo, void *arg);

/* Never NULL.  loop_free() closes none of the watched descriptors. */
struct loop *loop_new(void);
void loop_free(struct loop *l);

/* Watches fd for `events` (POLLIN | POLLOUT); one watch per fd. */
void loop_add(struct loop *l, int fd, short events, loop_fd_fn fn, void *arg);
/* Changes the events of a watched fd. */
void loop_events(struct loop *l, int fd, short events);
/* Stops watching; does not close.  No-op when fd is not watched. */
void loop_remove(struct loop *l, int fd);

/*
 * Calls fn once after `ms`; returns the timer's id (> 0).  A timer fires once.
 */
int loop_timer(struct loop *l, int64_t ms, loop_timer_fn fn, void *arg);
/* No-op when the timer fired or id is 0. */
void loop_timer_cancel(struct loop *l, int id);

/*
 * Signals arrive through a signalfd: the signal is blocked and `fn` is called
 * from the loop.  SIGPIPE is ignored by loop_new().
 */
void loop_signal(struct loop *l, int signo, loop_signal_fn fn, void *arg);

/* Runs until loop_stop(); returns the result given there. */
int loop_run(struct loop *l);
/* One pass: waits at most `max_ms` (-1 = no bound); false after loop_stop(). */
bool loop_once(struct loop *l, int max_ms);
void loop_stop(struct loop *l, int result);

/*
 * After fork: forgets all watches, closes the signalfd and unblocks the
 * signals in the child, then frees.
 */
void loop_after_fork(struct loop *l);
