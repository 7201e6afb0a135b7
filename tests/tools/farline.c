/*
 * SPDX-License-Identifier: ISC
 *
 * farline: runs a command at the far end of a slow line.  The command lives in
 * a network namespace of its own whose only way out is a pair of TUN devices;
 * this process carries the packets between them, so many bits a second, so
 * many milliseconds later.  Unlike relay.h it delays acknowledgements too:
 * whoever looks at SIOCOUTQ sees the truth.
 *
 *   farline BITS MS COMMAND ARG ...
 *
 * MS is one way.  The near end is 10.77.0.1, in the namespace of the caller,
 * who is root and in a namespace of his own (unshare -n) with a server that
 * listens there; COMMAND is 10.77.0.2.  Its exit status is passed on.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#define FAR_MTU 1400
#define FAR_QUEUE 1000 /* packets: what a modem would rather drop */

struct far_packet {
	int64_t due; /* clock_us() */
	size_t len;
	unsigned char data[FAR_MTU + 100];
};

struct far_way {
	int from, to;
	struct far_packet *v;
	unsigned head, n;
	int64_t free_at; /* when the line has sent what came before */
};

static void
far_address(struct ifreq *r, const char *text)
{
	struct sockaddr_in sa = { .sin_family = AF_INET };

	if (inet_pton(AF_INET, text, &sa.sin_addr) != 1)
		fatalx("%s", text);
	memcpy(&r->ifr_addr, &sa, sizeof(sa));
}

/* A TUN device of the namespace we are in. */
static int
far_tun(const char *here, const char *there)
{
	struct ifreq r = { .ifr_flags = IFF_TUN | IFF_NO_PI };
	int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	int sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memcpy(r.ifr_name, "far0", 5);
	if (fd == -1 || sock == -1 || ioctl(fd, TUNSETIFF, &r) == -1)
		fatal("tun");
	far_address(&r, here);
	if (ioctl(sock, SIOCSIFADDR, &r) == -1)
		fatal("%s", here);
	far_address(&r, there);
	if (ioctl(sock, SIOCSIFDSTADDR, &r) == -1)
		fatal("%s", there);
	r.ifr_mtu = FAR_MTU;
	if (ioctl(sock, SIOCSIFMTU, &r) == -1)
		fatal("mtu");
	r.ifr_flags = IFF_UP | IFF_RUNNING | IFF_POINTOPOINT;
	if (ioctl(sock, SIOCSIFFLAGS, &r) == -1)
		fatal("up");
	(void)close(sock);
	return fd;
}

static void
far_take(struct far_way *w, int64_t bits, int64_t delay_us)
{
	for (;;) {
		struct far_packet *p = &w->v[(w->head + w->n) % FAR_QUEUE];
		int64_t now = clock_us();
		ssize_t n;

		if (w->n == FAR_QUEUE)
			return;
		n = read(w->from, p->data, sizeof(p->data));
		if (n <= 0)
			return;
		if (w->free_at < now)
			w->free_at = now;
		if (bits > 0)
			w->free_at += (int64_t)n * 8 * 1000000 / bits;
		p->len = (size_t)n;
		p->due = w->free_at + delay_us;
		w->n++;
	}
}

/* Delivers what is due; the ms to wait for the next, at most `ms`. */
static int
far_give(struct far_way *w, int ms)
{
	int64_t now = clock_us();

	while (w->n > 0 && w->v[w->head].due <= now) {
		struct far_packet *p = &w->v[w->head];

		if (write(w->to, p->data, p->len) == -1 && errno == EAGAIN)
			return 1;
		w->head = (w->head + 1) % FAR_QUEUE;
		w->n--;
	}
	if (w->n == 0)
		return ms;
	now = (w->v[w->head].due - now + 999) / 1000;
	return now < ms ? (int)now : ms;
}

static int
far_carry(pid_t pid, struct far_way way[2], int64_t bits, int64_t delay_us)
{
	int status, ms;

	while (waitpid(pid, &status, WNOHANG) != pid) {
		struct pollfd p[2] = { { way[0].from, POLLIN, 0 },
			{ way[1].from, POLLIN, 0 } };

		ms = far_give(&way[1], far_give(&way[0], 50));
		if (poll(p, 2, ms) == -1 && errno != EINTR)
			fatal("poll");
		far_take(&way[0], bits, delay_us);
		far_take(&way[1], bits, delay_us);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int
main(int argc, char **argv)
{
	struct far_way way[2] = { { .n = 0 }, { .n = 0 } };
	int64_t bits = 0, ms = 0;
	int near, far;
	pid_t pid;

	log_init("farline", false);
	if (argc < 4 || str_int(argv[1], 0, 1000000000, &bits) != ST_OK ||
	    str_int(argv[2], 0, 60000, &ms) != ST_OK)
		fatalx("farline BITS MS COMMAND ARG ...");
	near = far_tun("10.77.0.1", "10.77.0.2");
	if (unshare(CLONE_NEWNET) == -1)
		fatal("unshare");
	far = far_tun("10.77.0.2", "10.77.0.1");
	way[0].v = mem_array(FAR_QUEUE, sizeof(struct far_packet));
	way[1].v = mem_array(FAR_QUEUE, sizeof(struct far_packet));
	way[0].from = way[1].to = near;
	way[0].to = way[1].from = far;
	pid = fork();
	if (pid == -1)
		fatal("fork");
	if (pid == 0) {
		(void)execvp(argv[3], argv + 3);
		fatal("%s", argv[3]);
	}
	return far_carry(pid, way, bits, ms * 1000);
}
