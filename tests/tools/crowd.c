/*
 * SPDX-License-Identifier: ISC
 *
 * crowd: connections for the tests of limits.
 *
 *   crowd line PORT BITS MS      a slow line to PORT for many clients behind one
 *                                address; prints its own port
 *   crowd flood PORT RATE NET    RATE times a second a connection that says half
 *                                a banner and then nothing, each from another
 *                                address of 127.NET.0.0/16 (NET "-": all from
 *                                127.0.0.66); those that are hung up on go
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "tests/tools/relay.h"

#define CROWD_MAX 900
#define CROWD_FDS 512

static int __attribute__((noreturn))
crowd_line(int port, int64_t bits, int ms)
{
	static struct pollfd p[CROWD_FDS];
	struct relay *r = relay_new(port);
	int n, wait;

	relay_shape(r, bits, ms);
	(void)printf("%d\n", relay_port(r));
	(void)fflush(stdout);
	for (;;) {
		wait = -1;
		n = relay_poll(r, p, CROWD_FDS, &wait);
		if (poll(p, (nfds_t)n, wait) == -1 && errno != EINTR)
			fatal("poll");
		relay_work(r, p, n);
	}
}

static int
crowd_connect(int port, const char *from)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd == -1 || inet_pton(AF_INET, from, &a.sin_addr) != 1 ||
	    bind(fd, (struct sockaddr *)&a, sizeof(a)) == -1)
		fatal("%s", from);
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons((uint16_t)port);
	if (connect(fd, (struct sockaddr *)&a, sizeof(a)) == -1 &&
	    errno != EINPROGRESS) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static int __attribute__((noreturn))
crowd_flood(int port, int64_t rate, const char *net)
{
	static struct pollfd p[CROWD_MAX];
	int64_t next = clock_ms();
	unsigned count = 0;
	char from[32], junk[64];
	int n = 0, i;

	(void)signal(SIGPIPE, SIG_IGN);
	for (;;) {
		if (clock_ms() >= next && n < CROWD_MAX) {
			next += 1000 / rate;
			count++;
			(void)snprintf(from, sizeof(from), net[0] == '-' ?
			    "127.0.0.66" : "127.%s.%u.%u", net,
			    count / 250 % 250, count % 250 + 1);
			p[n].fd = crowd_connect(port, from);
			p[n].events = POLLIN | POLLOUT;
			if (p[n].fd != -1)
				n++;
		}
		(void)poll(p, (nfds_t)n, 5);
		for (i = 0; i < n; i++) {
			if (p[i].revents == POLLOUT &&
			    write(p[i].fd, "SSH-2.0-Op", 10) == 10)
				p[i].events = POLLIN;
			if ((p[i].revents & (POLLIN | POLLERR | POLLHUP)) == 0 ||
			    read(p[i].fd, junk, sizeof(junk)) > 0)
				continue;
			(void)close(p[i].fd);
			p[i--] = p[--n];
		}
	}
}

int
main(int argc, char **argv)
{
	int64_t port, number, ms;

	log_init("crowd", false);
	if (argc != 5 || str_int(argv[2], 1, 65535, &port) != ST_OK ||
	    str_int(argv[3], 0, 1000000, &number) != ST_OK)
		fatalx("usage: crowd line PORT BITS MS | flood PORT RATE NET");
	if (strcmp(argv[1], "flood") == 0 && number > 0)
		crowd_flood((int)port, number, argv[4]);
	if (strcmp(argv[1], "line") != 0 ||
	    str_int(argv[4], 0, 60000, &ms) != ST_OK)
		fatalx("crowd %s?", argv[1]);
	crowd_line((int)port, number, (int)ms);
}
