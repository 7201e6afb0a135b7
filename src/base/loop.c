/* SPDX-License-Identifier: ISC */
#include "base/loop.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

struct loop_watch {
	int fd; /* -1: removed; the entry is freed before the next poll */
	short events;
	loop_fd_fn fn;
	void *arg;
};

struct loop_timer {
	int id;
	int64_t due; /* clock_ms() */
	loop_timer_fn fn;
	void *arg;
};

struct loop_sig {
	loop_signal_fn fn;
	void *arg;
};

struct loop {
	struct loop_watch *w;
	size_t nw, capw;
	struct pollfd *pfd; /* parallel to w while polling */
	struct loop_timer *t;
	size_t nt, capt;
	int next_timer;
	sigset_t mask; /* signals taken over */
	int sigfd;
	struct loop_sig sig[65];
	bool stopped;
	int result;
};

struct loop *
loop_new(void)
{
	struct loop *l = mem_zalloc(sizeof(*l));

	l->sigfd = -1;
	(void)sigemptyset(&l->mask);
	(void)signal(SIGPIPE, SIG_IGN);
	return l;
}

void
loop_free(struct loop *l)
{
	if (l == NULL)
		return;
	if (l->sigfd != -1)
		(void)close(l->sigfd);
	free(l->w);
	free(l->pfd);
	free(l->t);
	free(l);
}

static struct loop_watch *
loop_find(struct loop *l, int fd)
{
	size_t i;

	for (i = 0; i < l->nw; i++)
		if (l->w[i].fd == fd)
			return &l->w[i];
	return NULL;
}

void
loop_add(struct loop *l, int fd, short events, loop_fd_fn fn, void *arg)
{
	struct loop_watch *w = loop_find(l, fd);

	if (w == NULL) {
		if (l->nw == l->capw) {
			l->capw = l->capw > 0 ? 2 * l->capw : 8;
			l->w = mem_resize(l->w, l->capw, sizeof(*l->w));
			l->pfd = mem_resize(l->pfd, l->capw, sizeof(*l->pfd));
		}
		w = &l->w[l->nw++];
	}
	w->fd = fd;
	w->events = events;
	w->fn = fn;
	w->arg = arg;
}

void
loop_events(struct loop *l, int fd, short events)
{
	struct loop_watch *w = loop_find(l, fd);

	if (w != NULL)
		w->events = events;
}

void
loop_remove(struct loop *l, int fd)
{
	struct loop_watch *w;

	if (fd < 0)
		return;
	w = loop_find(l, fd);
	if (w != NULL)
		w->fd = -1;
}

int
loop_timer(struct loop *l, int64_t ms, loop_timer_fn fn, void *arg)
{
	struct loop_timer *t;

	if (l->nt == l->capt) {
		l->capt = l->capt > 0 ? 2 * l->capt : 8;
		l->t = mem_resize(l->t, l->capt, sizeof(*l->t));
	}
	t = &l->t[l->nt++];
	t->id = ++l->next_timer;
	t->due = clock_ms() + (ms > 0 ? ms : 0);
	t->fn = fn;
	t->arg = arg;
	return t->id;
}

void
loop_timer_cancel(struct loop *l, int id)
{
	size_t i;

	for (i = 0; i < l->nt; i++)
		if (l->t[i].id == id) {
			l->t[i] = l->t[--l->nt];
			return;
		}
}

static void
loop_on_signal(int fd, short revents, void *arg)
{
	struct loop *l = arg;
	struct signalfd_siginfo si;

	(void)revents;
	while (read(fd, &si, sizeof(si)) == (ssize_t)sizeof(si)) {
		unsigned no = si.ssi_signo;

		if (no < sizeof(l->sig) / sizeof(l->sig[0]) &&
		    l->sig[no].fn != NULL)
			l->sig[no].fn((int)no, l->sig[no].arg);
	}
}

void
loop_signal(struct loop *l, int signo, loop_signal_fn fn, void *arg)
{
	int fd;

	l->sig[signo].fn = fn;
	l->sig[signo].arg = arg;
	(void)sigaddset(&l->mask, signo);
	if (sigprocmask(SIG_BLOCK, &l->mask, NULL) == -1)
		fatal("sigprocmask");
	fd = signalfd(l->sigfd, &l->mask, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd == -1)
		fatal("signalfd");
	if (l->sigfd == -1) {
		l->sigfd = fd;
		loop_add(l, fd, POLLIN, loop_on_signal, l);
	}
}

static int64_t
loop_fire_timers(struct loop *l)
{
	int64_t now = clock_ms(), next = -1;
	size_t i = 0;

	while (i < l->nt) {
		struct loop_timer t = l->t[i];

		if (t.due <= now) {
			/*
			 * Removed before the call, which may set a new timer.
			 */
			l->t[i] = l->t[--l->nt];
			t.fn(t.arg);
			i = 0;
			next = -1;
			if (l->stopped)
				return 0;
			continue;
		}
		if (next == -1 || t.due - now < next)
			next = t.due - now;
		i++;
	}
	return next;
}

static void
loop_sweep(struct loop *l)
{
	size_t i, n = 0;

	for (i = 0; i < l->nw; i++)
		if (l->w[i].fd != -1)
			l->w[n++] = l->w[i];
	l->nw = n;
}

bool
loop_once(struct loop *l, int max_ms)
{
	int64_t wait;
	size_t i, n;
	int rc;

	if (l->stopped)
		return false;
	wait = loop_fire_timers(l);
	if (l->stopped)
		return false;
	if (max_ms >= 0 && (wait < 0 || wait > max_ms))
		wait = max_ms;
	if (wait > 3600000)
		wait = 3600000;
	loop_sweep(l);
	n = l->nw;
	for (i = 0; i < n; i++) {
		l->pfd[i].fd = l->w[i].fd;
		l->pfd[i].events = l->w[i].events;
		l->pfd[i].revents = 0;
	}
	rc = poll(l->pfd, (nfds_t)n, (int)wait);
	if (rc == -1 && errno != EINTR)
		fatal("poll");
	if (rc > 0) {
		for (i = 0; i < n && !l->stopped; i++) {
			struct loop_watch w = l->w[i];
			short re = l->pfd[i].revents;

			/*
			 * A callback may have closed this descriptor, and the
			 * number may be in use for another one: the event is
			 * stale.
			 */
			if (re == 0 || w.fd == -1 || w.fd != l->pfd[i].fd)
				continue;
			w.fn(w.fd, re, w.arg);
		}
	}
	loop_fire_timers(l);
	return !l->stopped;
}

int
loop_run(struct loop *l)
{
	while (loop_once(l, -1))
		;
	return l->result;
}

void
loop_stop(struct loop *l, int result)
{
	l->stopped = true;
	l->result = result;
}

void
loop_after_fork(struct loop *l)
{
	sigset_t mask = l->mask;

	loop_free(l);
	(void)sigprocmask(SIG_UNBLOCK, &mask, NULL);
}
