/*
 * SPDX-License-Identifier: ISC
 *
 * out_tcp: raw bytes to a print server, mostly port 9100.  Such a server
 * takes one connection at a time: a refused one means that it serves another
 * client.  It does not report on paper; the only acknowledgement is that it
 * closes the connection after the last byte.
 */
#include "print/out.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

#define TCP_CONNECT_MS 5000
#define TCP_STALL_MS (5 * 60 * 1000) /* time to put paper in */
#define TCP_DRAIN_MS 30000 /* some never close: then the job counts as
                            * printed */

struct tcp_job {
	char *target;
	int fd;
};

static void
tcp_free(struct tcp_job *job)
{
	if (job->fd >= 0)
		(void)close(job->fd);
	free(job->target);
	free(job);
}

/* Waits for `events`; false after `ms` without any. */
static bool
tcp_wait(int fd, short events, int64_t ms)
{
	struct pollfd p = { .fd = fd, .events = events };
	int64_t end = clock_ms() + ms, left;
	int n;

	for (;;) {
		left = end - clock_ms();
		if (left <= 0)
			return false;
		n = poll(&p, 1, (int)left);
		if (n > 0)
			return true;
		if (n < 0 && errno != EINTR)
			return false;
	}
}

/* A connected non-blocking socket, or -1 with errno. */
static int
tcp_connect(const struct addrinfo *ai)
{
	int fd, error = 0;
	socklen_t size = sizeof(error);

	fd = socket(ai->ai_family, ai->ai_socktype | SOCK_NONBLOCK |
	    SOCK_CLOEXEC, ai->ai_protocol);
	if (fd < 0)
		return -1;
	if (connect(fd, ai->ai_addr, ai->ai_addrlen) == 0)
		return fd;
	if (errno != EINPROGRESS)
		error = errno;
	else if (!tcp_wait(fd, POLLOUT, TCP_CONNECT_MS))
		error = ETIMEDOUT;
	else if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
		error = errno;
	if (error == 0)
		return fd;
	(void)close(fd);
	errno = error;
	return -1;
}

/* "printer:9100", "[2001:db8::9]:9100" */
static enum status
tcp_split(const char *target, char host[256], char port[16], struct err *err)
{
	const char *colon = strrchr(target, ':');
	const char *from = target, *to = colon;
	int64_t number;

	if (colon == NULL || str_int(colon + 1, 1, 65535, &number) != ST_OK ||
	    strlen(colon + 1) >= 16)
		return err_set(err, ST_INVALID,
		    _("%s: HOST:PORT is needed"), target);
	if (*from == '[' && to > from + 1 && to[-1] == ']') {
		from++;
		to--;
	}
	if (to == from || (size_t)(to - from) >= 256)
		return err_set(err, ST_INVALID,
		    _("%s: HOST:PORT is needed"), target);
	memcpy(host, from, (size_t)(to - from));
	host[to - from] = '\0';
	return str_copy(port, 16, colon + 1);
}

static enum status
tcp_open(const char *target, const char *title, const char *server,
    void **state, struct err *err)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *all = NULL, *ai;
	char host[256], port[16];
	struct tcp_job *job;
	int fd = -1, why;

	if (tcp_split(target, host, port, err) != ST_OK)
		return err->st;
	why = getaddrinfo(host, port, &hints, &all);
	if (why != 0)
		return err_set(err, ST_NOTFOUND, "%s: %s", target,
		    gai_strerror(why));
	for (ai = all; ai != NULL && fd < 0; ai = ai->ai_next)
		fd = tcp_connect(ai);
	why = errno;
	freeaddrinfo(all);
	if (fd < 0 && why == ECONNREFUSED)
		return err_set(err, ST_BUSY, _("%s: the printer is off or "
		    "prints for somebody else"), target);
	errno = why;
	if (fd < 0)
		return err_errno(err, ST_IO, "%s", target);
	job = mem_zalloc(sizeof(*job));
	job->target = mem_strdup(target);
	job->fd = fd;
	*state = job;
	return ST_OK;
}

static enum status
tcp_write(void *state, const void *bytes, size_t n, struct err *err)
{
	struct tcp_job *job = state;
	const char *p = bytes;
	ssize_t done;

	while (n > 0) {
		done = send(job->fd, p, n, MSG_NOSIGNAL);
		if (done > 0) {
			p += done;
			n -= (size_t)done;
			continue;
		}
		if (done < 0 && errno != EAGAIN && errno != EINTR)
			return err_errno(err, ST_IO, "%s", job->target);
		if (!tcp_wait(job->fd, POLLOUT, TCP_STALL_MS))
			return err_set(err, ST_IO, _("%s: the printer has "
			    "taken nothing for %d minutes"), job->target,
			    TCP_STALL_MS / 60000);
	}
	return ST_OK;
}

/* Reads until the printer closes, which means that it has read everything. */
static enum status
tcp_finish(void *state, struct err *err)
{
	struct tcp_job *job = state;
	enum status st = ST_OK;
	char drop[256];
	ssize_t n = 1;

	if (shutdown(job->fd, SHUT_WR) != 0)
		st = err_errno(err, ST_IO, "%s", job->target);
	while (st == ST_OK && n > 0) {
		if (!tcp_wait(job->fd, POLLIN, TCP_DRAIN_MS))
			break; /* some keep the connection open */
		n = recv(job->fd, drop, sizeof(drop), 0);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			n = 1;
		else if (n < 0)
			st = err_errno(err, ST_IO, "%s", job->target);
	}
	tcp_free(job);
	return st;
}

static void
tcp_cancel(void *state)
{
	struct tcp_job *job = state;
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	/* A reset discards unsent bytes. */
	(void)setsockopt(job->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	tcp_free(job);
}

const struct out_way out_tcp = {
	.open = tcp_open,
	.write = tcp_write,
	.finish = tcp_finish,
	.cancel = tcp_cancel,
};
