/* SPDX-License-Identifier: ISC */
/* seen: the picture that a client had received is the one it acknowledged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ssh/seen.h"

#define WAIT_MS 10000 /* only a hang uses it up */

static struct transport *line;
static int peer;

/* A line whose peer takes in little before it reads. */
static int
line_setup(void **state)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(a);
	int listening = socket(AF_INET, SOCK_STREAM, 0), small = 4096;

	(void)state;
	(void)setsockopt(listening, SOL_SOCKET, SO_RCVBUF, &small,
	    sizeof(small));
	line = mem_zalloc(sizeof(*line));
	line->ssh = ssh_new();
	line->sock = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(listening, (struct sockaddr *)&a, len) == -1 ||
	    listen(listening, 1) == -1 ||
	    getsockname(listening, (struct sockaddr *)&a, &len) == -1 ||
	    connect(line->sock, (struct sockaddr *)&a, len) == -1 ||
	    (peer = accept(listening, NULL, NULL)) == -1)
		return -1;
	(void)fcntl(line->sock, F_SETFL, O_NONBLOCK);
	(void)fcntl(peer, F_SETFL, O_NONBLOCK);
	return close(listening);
}

static int
line_teardown(void **state)
{
	(void)state;
	(void)close(peer);
	(void)close(line->sock);
	ssh_free(line->ssh);
	free(line);
	return 0;
}

/* A picture of that many bytes; returns how many the kernel took. */
static size_t
picture(uint32_t number, size_t size)
{
	char *p = mem_zalloc(size);
	ssize_t n;
	size_t done = 0;

	while (done < size &&
	    (n = write(line->sock, p + done, size - done)) > 0)
		done += (size_t)n;
	free(p);
	line->bytes.out_bytes += done;
	seen_sent(line, number, line->bytes.out_bytes - done, size);
	return done;
}

static void
swallow(size_t size)
{
	char p[4096];
	ssize_t n;

	while (size > 0) {
		n = read(peer, p, size < sizeof(p) ? size : sizeof(p));
		if (n > 0)
			size -= (size_t)n;
		else
			(void)poll(&(struct pollfd){ peer, POLLIN, 0 }, 1, 100);
	}
}

/* The acknowledgement comes when the kernels have met. */
static void
wait_seen(uint32_t number)
{
	int64_t until = clock_ms() + WAIT_MS;

	while (seen_now(line) != number && clock_ms() < until)
		(void)poll(NULL, 0, 1);
	assert_int_equal(seen_now(line), number);
}

static void
test_acknowledged(void **state)
{
	size_t n;

	(void)state;
	assert_int_equal(seen_now(line), 0);
	assert_int_equal(picture(1, 100), 100);
	wait_seen(1);
	/* More than the peer takes in: it has the one before. */
	n = picture(2, 4000000);
	assert_true(n > 4096);
	assert_int_equal(seen_now(line), 1);
	swallow(100 + n);
	wait_seen(2);
}

/* Nobody looked when the first arrived: it is told of, not the one behind it. */
static void
test_not_ahead(void **state)
{
	int64_t until = clock_ms() + WAIT_MS;
	int queued = 1;

	(void)state;
	assert_int_equal(picture(1, 100), 100);
	while (ioctl(line->sock, SIOCOUTQ, &queued) == 0 && queued > 0 &&
	    clock_ms() < until)
		(void)poll(NULL, 0, 1);
	assert_int_equal(queued, 0);
	assert_true(picture(2, 4000000) > 4096);
	assert_int_equal(seen_now(line), 1);
}

/* A later picture on its way takes nothing from one that arrived. */
static void
test_each_counts(void **state)
{
	size_t n = 0;

	(void)state;
	for (uint32_t i = 1; i <= 3; i++)
		n += picture(i, 50);
	wait_seen(3);
	n += picture(4, 4000000);
	for (uint32_t i = 5; i < 30; i++)
		n += picture(i, 0);
	assert_int_equal(seen_now(line), 3);
	swallow(n);
	wait_seen(29);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_acknowledged, line_setup,
		    line_teardown),
		cmocka_unit_test_setup_teardown(test_not_ahead, line_setup,
		    line_teardown),
		cmocka_unit_test_setup_teardown(test_each_counts, line_setup,
		    line_teardown),
	};

	return cmocka_run_group_tests_name("ssh_seen", tests, NULL, NULL);
}
