/* SPDX-License-Identifier: ISC */
#include "serve/tty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/log.h"
#include "base/say.h"
#include "ssh/modes.h"

/*
 * Static, because there is one terminal per process and signal handlers use it.
 */
static struct termios tty_before;
static volatile sig_atomic_t tty_is_raw;

static struct modes tty_modes;

void
tty_restore(void)
{
	char sane[MODES_END + 2];
	size_t len;
	ssize_t n;

	if (!tty_is_raw)
		return;
	tty_is_raw = 0;
	len = modes_end(&tty_modes, sane);
	sane[len++] = '\r';
	sane[len++] = '\n';
	n = write(STDOUT_FILENO, sane, len);
	(void)n; /* the terminal may have closed */
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &tty_before);
}

static void
tty_dying(int signo)
{
	tty_restore();
	(void)signal(signo, SIG_DFL);
	(void)raise(signo);
}

enum status
tty_open(const char *term, struct err *err)
{
	static const int dying[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL,
		SIGQUIT };
	struct termios raw;
	size_t i;

	if (!isatty(STDOUT_FILENO) ||
	    tcgetattr(STDIN_FILENO, &tty_before) == -1)
		return err_set(err, ST_INVALID,
		    _("This command needs a terminal."));
	for (i = 0; i < sizeof(dying) / sizeof(dying[0]); i++)
		(void)signal(dying[i], tty_dying);
	log_fatal_hook(tty_restore);
	modes_init(&tty_modes, term);
	raw = tty_before;
	cfmakeraw(&raw);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == -1)
		return err_errno(err, ST_IO, "tcsetattr");
	tty_is_raw = 1;
	return ST_OK;
}

void
tty_size(uint32_t *columns, uint32_t *rows)
{
	struct winsize w;

	*columns = 80;
	*rows = 24;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0 &&
	    w.ws_row > 0) {
		*columns = w.ws_col;
		*rows = w.ws_row;
	}
}

enum status
tty_write(const void *p, size_t n)
{
	struct pollfd fd = { STDOUT_FILENO, POLLOUT, 0 };
	const char *b = p;
	ssize_t k;

	/* Before writing, because a signal may arrive during the write. */
	modes_watch(&tty_modes, p, n);
	while (n > 0) {
		k = write(STDOUT_FILENO, b, n);
		if (k == -1 && errno == EAGAIN)
			(void)poll(&fd, 1, -1);
		else if (k == -1 && errno != EINTR)
			return ST_IO;
		if (k > 0) {
			b += k;
			n -= (size_t)k;
		}
	}
	return ST_OK;
}
