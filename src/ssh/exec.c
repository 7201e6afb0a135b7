/* SPDX-License-Identifier: ISC */
#include "ssh/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/say.h"
#include "base/str.h"
#include "ssh/closing.h"
#include "ssh/outq.h"
#include "ssh/stall.h"

/*
 * libssh lets a peer send up to 1,280,000 bytes more than we have read, plus
 * what is in flight.
 */
#define EXEC_IN_MAX (4 * 1024 * 1024)

#define EXEC_PIECE 16384 /* of a pipe at a time */

#define EXEC_ORPHAN_MS 30000 /* for a command whose listener has died */

#define EXEC_INTERRUPTED 130 /* exit status of a shell after Ctrl-C */

void
exec_init(struct transport *t)
{
	t->exec.in = t->exec.out = t->exec.err = t->exec.told = -1;
	buf_init(&t->exec.to_in, EXEC_IN_MAX);
}

static void
exec_close(struct transport *t, int *fd, bool *watched)
{
	if (*fd == -1)
		return;
	if (*watched)
		loop_remove(t->loop, *fd);
	(void)close(*fd);
	*fd = -1;
	*watched = false;
}

void
exec_drop(struct transport *t)
{
	struct transport_exec *x = &t->exec;

	exec_close(t, &x->in, &x->in_watched);
	exec_close(t, &x->out, &x->out_watched);
	exec_close(t, &x->err, &x->err_watched);
	exec_close(t, &x->told, &x->told_watched);
	buf_done(&x->to_in);
}

static void
exec_nonblock(int fd)
{
	int fl = fcntl(fd, F_GETFL);

	if (fl == -1 || fcntl(fd, F_SETFL, fl | O_NONBLOCK) == -1)
		fatal("fcntl of a pipe");
}

/*
 * A command reports each posting.  Read at once, because otherwise the socket
 * fills and the command blocks.
 */
static void
exec_heard(int fd, short revents, void *arg)
{
	struct transport *t = arg;
	struct transport_exec *x = &t->exec;

	(void)revents;
	if (told_read(fd, &x->heard))
		return;
	loop_remove(t->loop, fd);
	x->told_watched = false;
}

void
exec_start(struct transport *t, const int fds[4])
{
	struct transport_exec *x = &t->exec;
	unsigned i;

	if (fds[0] == -1 || fds[1] == -1 || fds[2] == -1 || x->running ||
	    t->role != ROLE_EXEC || t->closing != CLOSING_NOT) {
		log_warnx("a command that nobody asked for");
		for (i = 0; i < 4; i++)
			if (fds[i] != -1)
				(void)close(fds[i]);
		return;
	}
	x->in = fds[0];
	x->out = fds[1];
	x->err = fds[2];
	x->told = fds[3];
	for (i = 0; i < 4; i++)
		if (fds[i] != -1)
			exec_nonblock(fds[i]);
	if (x->told != -1) {
		loop_add(t->loop, x->told, POLLIN, exec_heard, t);
		x->told_watched = true;
	}
	x->running = true;
}

void
exec_exited(struct transport *t, uint32_t status)
{
	t->exec.exited = true;
	t->exec.status = status;
}

static void
exec_late(void *arg)
{
	closing_begin(arg, _("The server has stopped before the command was "
	    "done."), 1);
}

const char *
exec_cut(struct transport *t, const char *words, uint32_t *status, char *out,
    size_t size)
{
	struct transport_exec *x = &t->exec;
	char hex[2 * WIRE_OP_ID + 1];

	if (x->told != -1)
		told_end(x->told, &x->heard);
	if (x->heard.exited || (x->exited && !x->heard.posted))
		return words;
	if (x->running && x->heard.posted) {
		str_hex(hex, x->heard.op, WIRE_OP_ID);
		(void)snprintf(out, size, _("%s It is not known whether the "
		    "command was done: hand over no money, take none back, "
		    "post nothing again; when the server runs, this tells: "
		    "chitra outcome %s"), words, hex);
		*status = EXEC_UNKNOWN;
		return out;
	}
	if (*status == 0)
		*status = 1;
	if (!x->running && t->net != NULL)
		return words; /* it was refused; `words` say why */
	(void)snprintf(out, size, _("%s The command has posted nothing."),
	    words);
	return out;
}

bool
exec_orphan(struct transport *t)
{
	if (!t->exec.running || t->closing != CLOSING_NOT)
		return false;
	(void)loop_timer(t->loop, EXEC_ORPHAN_MS, exec_late, t);
	return true;
}

/*
 * All output has arrived.  The status that the command reported itself takes
 * precedence over the listener's.  Without either the command died; if it had
 * posted, the outcome is not known.
 */
static void
exec_ask(struct transport *t)
{
	struct transport_exec *x = &t->exec;

	if (x->told == -1)
		return;
	if (told_read(x->told, &x->heard) && !x->heard.exited)
		return;
	exec_close(t, &x->told, &x->told_watched);
	if (x->heard.exited)
		exec_exited(t, x->heard.status);
	else if (x->heard.posted)
		closing_begin(t, _("The command ended unexpectedly."), 1);
	else if (t->net == NULL)
		exec_late(t);
}

/*
 * With a terminal the peer sends single keys: Enter is CR, end of input is
 * Ctrl-D, and Ctrl-C ends the command.  Nothing is echoed, so a command may ask
 * for a secret.
 */
static bool
exec_keys(struct transport_exec *x, const unsigned char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n && !x->eof; i++) {
		unsigned char c = p[i] == '\r' ? '\n' : p[i];

		x->interrupted = c == 0x03;
		x->eof = c == 0x03 || c == 0x04;
		if (!x->eof && !buf_add(&x->to_in, &c, 1))
			return false;
	}
	return true;
}

static void
exec_take(struct transport *t, const void *p, size_t n)
{
	if (t->pty ? !exec_keys(&t->exec, p, n)
		   : !buf_add(&t->exec.to_in, p, n))
		transport_end(t, "the peer ignores its window");
}

size_t
exec_data(struct transport *t, const void *p, size_t n)
{
	struct transport_exec *x = &t->exec;

	if (x->eof || t->closing != CLOSING_NOT)
		return n;
	/* One piece at a time; the next stays in libssh. */
	if (buf_left(&x->to_in) > 0) {
		x->left = n;
		if (n > EXEC_IN_MAX)
			transport_end(t, "the peer ignores its window");
		return 0;
	}
	buf_clear(&x->to_in);
	x->left = 0;
	exec_take(t, p, n);
	return n;
}

void
exec_eof(struct transport *t)
{
	t->exec.eof = true;
}

/*
 * Reads everything that libssh holds, and only when our own buffer is empty:
 * libssh enlarges the window after each read, so with many small reads it would
 * grow without limit.
 */
static void
exec_fetch(struct transport *t)
{
	struct transport_exec *x = &t->exec;
	char piece[EXEC_PIECE];
	size_t want;
	int n;

	if (buf_left(&x->to_in) > 0)
		return;
	buf_clear(&x->to_in);
	while (x->left > 0 && !t->dead) {
		want = x->left < sizeof(piece) ? x->left : sizeof(piece);
		n = ssh_channel_read_nonblocking(t->channel, piece,
		    (uint32_t)want, 0);
		if (n <= 0) {
			x->left = 0;
			return;
		}
		x->left -= (size_t)n;
		exec_take(t, piece, (size_t)n);
	}
}

static void
exec_wake(int fd, short revents, void *arg)
{
	(void)fd;
	(void)revents;
	(void)arg; /* exec_step() runs after each pass */
}

/* An unused watch is removed, because POLLHUP cannot be masked. */
static void
exec_watch(struct transport *t, int fd, bool *watched, short events)
{
	if (fd == -1 || *watched == (events != 0))
		return;
	if (events != 0)
		loop_add(t->loop, fd, events, exec_wake, t);
	else
		loop_remove(t->loop, fd);
	*watched = events != 0;
}

static void
exec_feed(struct transport *t)
{
	struct transport_exec *x = &t->exec;
	ssize_t n;

	if (x->in == -1) {
		/*
		 * The command has closed its stdin: discard what the peer
		 * sends.
		 */
		buf_clear(&x->to_in);
		exec_fetch(t);
		buf_clear(&x->to_in);
		return;
	}
	for (;;) {
		exec_fetch(t);
		if (buf_left(&x->to_in) == 0)
			break;
		n = write(x->in, buf_head(&x->to_in), buf_left(&x->to_in));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && errno == EAGAIN)
			break;
		if (n == -1) {
			exec_close(t, &x->in, &x->in_watched);
			return;
		}
		buf_eat(&x->to_in, (size_t)n);
	}
	if (buf_left(&x->to_in) == 0 && x->left == 0 && x->eof) {
		/* The listener holds this end too, so that a dropped connection
		 * is not an end of input; only shutdown(2) is (serve/run.c). */
		(void)shutdown(x->in, SHUT_WR);
		exec_close(t, &x->in, &x->in_watched);
	}
	exec_watch(t, x->in, &x->in_watched,
	    buf_left(&x->to_in) > 0 ? POLLOUT : 0);
}

/*
 * A terminal in raw mode needs a CR before each LF; there is no tty to add it.
 */
static size_t
exec_crlf(char *dst, const char *src, size_t n)
{
	size_t i, k = 0;

	for (i = 0; i < n; i++) {
		if (src[i] == '\n')
			dst[k++] = '\r';
		dst[k++] = src[i];
	}
	return k;
}

static void
exec_pump(struct transport *t, int *fd, bool *watched, bool is_err)
{
	char piece[EXEC_PIECE], wide[2 * EXEC_PIECE];
	ssize_t n;

	while (*fd != -1 && outq_drained(t) && !t->dead) {
		n = read(*fd, piece, sizeof(piece));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && errno == EAGAIN)
			break;
		if (n <= 0)
			exec_close(t, fd, watched);
		else if (t->pty)
			outq_put(t, wide, exec_crlf(wide, piece, (size_t)n),
			    false);
		else
			outq_put(t, piece, (size_t)n, is_err);
	}
	exec_watch(t, *fd, watched, outq_drained(t) ? POLLIN : 0);
}

void
exec_step(struct transport *t)
{
	struct transport_exec *x = &t->exec;

	if (!x->running || t->closing != CLOSING_NOT || t->dead)
		return;
	if (x->interrupted) {
		closing_begin(t, _("Interrupted."), EXEC_INTERRUPTED);
		return;
	}
	outq_step(t);
	exec_feed(t);
	/*
	 * stderr first: it is short, and must not wait behind a flood on
	 * stdout.  On a terminal, where both are one stream, it comes after
	 * stdout.
	 */
	if (t->pty)
		exec_pump(t, &x->out, &x->out_watched, false);
	exec_pump(t, &x->err, &x->err_watched, true);
	exec_pump(t, &x->out, &x->out_watched, false);
	stall_step(t);
	if (x->out != -1 || x->err != -1 || t->dead)
		return;
	exec_ask(t);
	if (x->exited && t->closing == CLOSING_NOT)
		closing_begin(t, "", x->status);
}
