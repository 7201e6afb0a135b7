/*
 * SPDX-License-Identifier: ISC
 *
 * drive: runs a terminal program in a pty, types a script into it, looks at
 * the screen it paints (libvterm), and counts the bytes of the TCP line that
 * it uses (relay.h).
 *
 *   drive [-n] [-p PORT] [-s COLSxROWS] [-t TERM] -- COMMAND ARG ... < script
 *
 * With -p the word %p in the arguments becomes the port of a relay to PORT,
 * which with -n holds no more than a modem does.
 * Lines of the script ('#' comments):
 *   expect TEXT      wait until TEXT is on the screen (30 s), else fail
 *   gone TEXT        wait until it is not
 *   send TEXT        type; \r \e \t \b \xNN \\ are understood
 *   key NAME ...     Enter Esc F1..F10 Up Down PgUp PgDn Home End Tab ...
 *   quiet MS         wait until nothing passed for MS
 *   reset            forget the counters
 *   count NAME       after 300 ms of quiet: "NAME up=.. down=.. ms=.." where ms
 *                    runs from the last key to the last byte down; then reset
 *   row N TEXT       row N (from 1) holds TEXT
 *   screen           print the screen
 *   say TEXT         print TEXT: all before it is done
 *   size COLSxROWS   change the window
 *   shape BITS MS    make the line slow and far; 0 0 = as it is
 *   mute on|off      the line passes nothing
 *   cut              the line breaks
 *   respawn          start the command again (after cut)
 *   exit N           the command ends by itself with status N
 *   printer FILE     the terminal has a printer: what comes between ESC [5i and
 *                    ESC [4i goes to the end of FILE and not to the screen
 *   record FILE      from now on the bytes that come also go to FILE
 *   pause MS         let time pass (bounded by 5000): for pacing keys
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "tests/tools/relay.h"

#define DRIVE_WAIT_MS 30000

struct drive {
	struct relay *relay;
	char **argv;
	const char *term;
	int cols, rows;
	int fd;      /* pty, -1 when the command ended */
	int spent;   /* its pty until it was reaped: closing it is a SIGHUP */
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	FILE *printer;   /* NULL: none */
	FILE *record;    /* of the bytes that came; NULL: none */
	bool printing;
	size_t matched;  /* bytes of the sequence that turns printing on or off */
	int64_t last_key, last_byte; /* clock_us() */
	int line;    /* of the script */
};

static void __attribute__((noreturn, format(printf, 2, 3)))
drive_fail(struct drive *d, const char *fmt, ...);

static void
drive_row(struct drive *d, int row, char *out, size_t size)
{
	VTermRect rect = { row, row + 1, 0, d->cols };
	size_t n = vterm_screen_get_text(d->screen, out, size - 1, rect);

	out[n] = '\0';
}

static void
drive_print(struct drive *d, FILE *f)
{
	char text[4096];
	int r;

	for (r = 0; r < d->rows; r++) {
		drive_row(d, r, text, sizeof(text));
		fprintf(f, "|%s\n", text);
	}
	fflush(f);
}

static void
drive_fail(struct drive *d, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "drive: line %d: ", d->line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	drive_print(d, stderr);
	if (d->pid > 0)
		(void)kill(d->pid, SIGKILL);
	exit(1);
}

/* Waits for the command, then lets its pty go. */
static void
drive_reap(struct drive *d, int *status)
{
	if (d->pid > 0 && waitpid(d->pid, status, 0) == d->pid)
		d->pid = 0;
	if (d->spent != -1)
		(void)close(d->spent);
	d->spent = -1;
}

static void
drive_spawn(struct drive *d)
{
	struct winsize ws = { .ws_row = (unsigned short)d->rows,
		.ws_col = (unsigned short)d->cols };

	d->pid = forkpty(&d->fd, NULL, NULL, &ws);
	if (d->pid == -1)
		fatal("forkpty");
	if (d->pid == 0) {
		(void)setenv("TERM", d->term, 1);
		(void)execv(d->argv[0], d->argv);
		_exit(127);
	}
}

static void
drive_show(struct drive *d, const char *s, size_t n)
{
	if (!d->printing)
		(void)vterm_input_write(d->vt, s, n);
	else if (fwrite(s, 1, n, d->printer) != n || fflush(d->printer) != 0)
		fatal("printer");
}

/* As a terminal with a printer does. */
static void
drive_take(struct drive *d, const char *s, size_t n)
{
	static const char on[] = "\033[5i", off[] = "\033[4i";

	if (d->printer == NULL) {
		drive_show(d, s, n);
		return;
	}
	for (; n > 0; s++, n--) {
		const char *turn = d->printing ? off : on;

		if (*s == turn[d->matched]) {
			if (++d->matched < sizeof(on) - 1)
				continue;
			d->printing = !d->printing;
			d->matched = 0;
			continue;
		}
		drive_show(d, turn, d->matched);
		d->matched = *s == turn[0];
		if (d->matched == 0)
			drive_show(d, s, 1);
	}
}

/* One wait for anything; at most ms. */
static void
drive_step(struct drive *d, int ms)
{
	struct pollfd p[132];
	char data[65536];
	int n = 0, base = 0, wait = ms;
	ssize_t got;

	if (d->fd != -1)
		p[n++] = (struct pollfd){ d->fd, POLLIN, 0 };
	base = n;
	if (d->relay != NULL)
		n += relay_poll(d->relay, p + n, 130, &wait);
	if (poll(p, (nfds_t)n, wait) == -1 && errno != EINTR)
		fatal("poll");
	if (d->relay != NULL)
		relay_work(d->relay, p + base, n - base);
	if (d->fd != -1 && p[0].revents != 0) {
		got = read(d->fd, data, sizeof(data));
		if (got > 0) {
			d->last_byte = clock_us();
			if (d->record != NULL && (fwrite(data, 1, (size_t)got,
			    d->record) != (size_t)got || fflush(d->record) != 0))
				fatal("record");
			drive_take(d, data, (size_t)got);
			vterm_screen_flush_damage(d->screen);
		} else if (got == 0 || errno != EAGAIN) {
			d->spent = d->fd;
			d->fd = -1;
		}
	}
}

static bool
drive_shows(struct drive *d, const char *text)
{
	char row[4096];
	int r;

	for (r = 0; r < d->rows; r++) {
		drive_row(d, r, row, sizeof(row));
		if (strstr(row, text) != NULL)
			return true;
	}
	return false;
}

static void
drive_expect(struct drive *d, const char *text, bool there)
{
	int64_t end = clock_ms() + DRIVE_WAIT_MS;

	while (drive_shows(d, text) != there) {
		if (clock_ms() > end || (d->fd == -1 && there))
			drive_fail(d, "%s: %s", there ? "does not show" : "still shows", text);
		drive_step(d, 100);
	}
}

static void
drive_quiet(struct drive *d, int ms)
{
	int64_t end = clock_ms() + DRIVE_WAIT_MS * 4;

	for (;;) {
		int64_t last = d->last_byte > d->last_key ? d->last_byte : d->last_key;
		int64_t left = ms - (clock_us() - last) / 1000;

		if (left <= 0 && (d->relay == NULL || !relay_busy(d->relay)))
			return;
		if (clock_ms() > end)
			drive_fail(d, "never quiet");
		drive_step(d, left > 0 ? (int)left : 5);
	}
}

static void
drive_write(struct drive *d, const char *s, size_t n)
{
	if (d->fd == -1)
		drive_fail(d, "the command has ended");
	if (write(d->fd, s, n) != (ssize_t)n)
		drive_fail(d, "cannot type: %s", strerror(errno));
	d->last_key = clock_us();
}

static void
drive_send(struct drive *d, const char *s)
{
	static const char from[] = "retbn\\", to[] = "\r\033\t\b\n\\";
	char out[4096];
	size_t n = 0;
	const char *k;
	unsigned char byte;

	for (; *s != '\0' && n < sizeof(out) - 1; s++) {
		if (*s == '\\' && s[1] == 'x' && s[2] != '\0' && s[3] != '\0') {
			char hex[3] = { s[2], s[3], '\0' };

			if (str_unhex(&byte, 1, hex) != ST_OK)
				drive_fail(d, "bad \\x");
			out[n++] = (char)byte;
			s += 3;
		} else if (*s == '\\' && s[1] != '\0' &&
		    (k = strchr(from, s[1])) != NULL) {
			out[n++] = to[k - from];
			s++;
		} else
			out[n++] = *s;
	}
	drive_write(d, out, n);
}

static void
drive_key(struct drive *d, char *names)
{
	static const struct {
		const char *name, *bytes;
	} keys[] = {
		{ "Enter", "\r" }, { "Esc", "\033" }, { "Tab", "\t" },
		{ "BackTab", "\033[Z" }, { "Space", " " }, { "Backspace", "\177" },
		{ "Up", "\033OA" }, { "Down", "\033OB" }, { "Right", "\033OC" },
		{ "Left", "\033OD" }, { "Home", "\033OH" }, { "End", "\033OF" },
		{ "PgUp", "\033[5~" }, { "PgDn", "\033[6~" }, { "Delete", "\033[3~" },
		{ "F1", "\033OP" }, { "F2", "\033OQ" }, { "F3", "\033OR" },
		{ "F4", "\033OS" }, { "F5", "\033[15~" }, { "F6", "\033[17~" },
		{ "F7", "\033[18~" }, { "F8", "\033[19~" }, { "F9", "\033[20~" },
		{ "F10", "\033[21~" }, { "Ctrl-E", "\005" }, { "Ctrl-L", "\014" },
	};
	char *save = NULL, *w;
	size_t i;

	for (w = strtok_r(names, " ", &save); w != NULL; w = strtok_r(NULL, " ", &save)) {
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			if (strcmp(keys[i].name, w) == 0)
				break;
		if (i == sizeof(keys) / sizeof(keys[0]))
			drive_fail(d, "no key %s", w);
		drive_write(d, keys[i].bytes, strlen(keys[i].bytes));
	}
}

static void
drive_count(struct drive *d, const char *name)
{
	struct relay_count c = { 0 };

	drive_quiet(d, 300);
	if (d->relay != NULL)
		c = relay_counted(d->relay);
	else
		c.last_down = d->last_byte;
	printf("%s up=%" PRId64 " down=%" PRId64 " ms=%" PRId64 "\n", name, c.up,
	    c.down, c.last_down > d->last_key ? (c.last_down - d->last_key) / 1000 : 0);
	fflush(stdout);
	if (d->relay != NULL)
		relay_reset(d->relay);
}

static void
drive_exit(struct drive *d, int want)
{
	int64_t end = clock_ms() + DRIVE_WAIT_MS;
	int status = 0;

	while (d->fd != -1) {
		if (clock_ms() > end)
			drive_fail(d, "the command does not end");
		drive_step(d, 100);
	}
	if (d->pid <= 0)
		return;
	drive_reap(d, &status);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != want)
		drive_fail(d, "ended with %d, not %d",
		    WIFEXITED(status) ? WEXITSTATUS(status) : -1, want);
}

static void
drive_size(struct drive *d, const char *arg)
{
	struct winsize ws = { 0 };
	int c, r;

	if (sscanf(arg, "%dx%d", &c, &r) != 2)
		drive_fail(d, "size COLSxROWS");
	d->cols = c;
	d->rows = r;
	ws.ws_col = (unsigned short)c;
	ws.ws_row = (unsigned short)r;
	vterm_set_size(d->vt, r, c);
	(void)ioctl(d->fd, TIOCSWINSZ, &ws);
	d->last_key = clock_us();
}

static void
drive_line_command(struct drive *d, const char *word, char *rest)
{
	int64_t n = 0;
	int ms = 0;

	if (strcmp(word, "shape") == 0) {
		if (sscanf(rest, "%" SCNd64 " %d", &n, &ms) != 2)
			drive_fail(d, "shape BITS MS");
		relay_shape(d->relay, n, ms);
	} else if (strcmp(word, "mute") == 0)
		relay_mute(d->relay, strcmp(rest, "on") == 0);
	else if (strcmp(word, "cut") == 0)
		relay_cut(d->relay);
	else if (strcmp(word, "reset") == 0)
		relay_reset(d->relay);
	else if (strcmp(word, "count") == 0)
		drive_count(d, rest);
	else
		drive_fail(d, "unknown word %s", word);
}

static void
drive_command(struct drive *d, const char *word, char *rest)
{
	char row[4096];
	int64_t n = 0;
	char *end;

	if (strcmp(word, "expect") == 0)
		drive_expect(d, rest, true);
	else if (strcmp(word, "gone") == 0)
		drive_expect(d, rest, false);
	else if (strcmp(word, "send") == 0)
		drive_send(d, rest);
	else if (strcmp(word, "key") == 0)
		drive_key(d, rest);
	else if (strcmp(word, "quiet") == 0 && str_int(rest, 1, 60000, &n) == ST_OK)
		drive_quiet(d, (int)n);
	else if (strcmp(word, "pause") == 0 && str_int(rest, 1, 5000, &n) == ST_OK) {
		int64_t until = clock_ms() + n;

		while (clock_ms() < until)
			drive_step(d, (int)(until - clock_ms()));
	} else if (strcmp(word, "row") == 0) {
		n = strtol(rest, &end, 10);
		drive_row(d, (int)n - 1, row, sizeof(row));
		while (*end == ' ')
			end++;
		if (strstr(row, end) == NULL)
			drive_fail(d, "row %d is: %s", (int)n, row);
	} else if (strcmp(word, "screen") == 0)
		drive_print(d, stdout);
	else if (strcmp(word, "say") == 0) {
		puts(rest);
		fflush(stdout);
	} else if (strcmp(word, "size") == 0)
		drive_size(d, rest);
	else if (strcmp(word, "printer") == 0) {
		d->printer = fopen(rest, "a");
		if (d->printer == NULL)
			drive_fail(d, "%s: %s", rest, strerror(errno));
	} else if (strcmp(word, "record") == 0) {
		d->record = fopen(rest, "w");
		if (d->record == NULL)
			drive_fail(d, "%s: %s", rest, strerror(errno));
	} else if (strcmp(word, "exit") == 0 && str_int(rest, 0, 255, &n) == ST_OK)
		drive_exit(d, (int)n);
	else if (strcmp(word, "respawn") == 0) {
		if (d->fd != -1)
			(void)close(d->fd);
		d->fd = -1;
		drive_reap(d, NULL);
		vterm_screen_reset(d->screen, 1);
		drive_spawn(d);
	} else
		drive_line_command(d, word, rest);
}

static void
drive_relay(struct drive *d, const char *port)
{
	int64_t n;
	char text[512];
	int i;

	if (str_int(port, 1, 65535, &n) != ST_OK)
		fatalx("bad port");
	d->relay = relay_new((int)n);
	for (i = 0; d->argv[i] != NULL; i++) {
		char *at = strstr(d->argv[i], "%p");

		if (at == NULL)
			continue;
		(void)snprintf(text, sizeof(text), "%.*s%d%s",
		    (int)(at - d->argv[i]), d->argv[i], relay_port(d->relay), at + 2);
		d->argv[i] = mem_strdup(text);
	}
}

/*
 * The next line of the script.  Until it comes the line and the screen are
 * looked after: the script may be written while it is played.
 */
static bool
drive_next(struct drive *d, char *text, size_t size)
{
	struct pollfd in = { STDIN_FILENO, POLLIN, 0 };

	while (poll(&in, 1, 0) == 0)
		drive_step(d, 20);
	return fgets(text, (int)size, stdin) != NULL;
}

int
main(int argc, char **argv)
{
	struct drive d = { .cols = 80, .rows = 24, .fd = -1, .spent = -1, .term = "xterm-256color" };
	const char *port = NULL;
	bool narrow = false;
	char text[4096];
	int opt;

	log_init("drive", false);
	(void)signal(SIGPIPE, SIG_IGN);
	while ((opt = getopt(argc, argv, "+np:s:t:")) != -1) {
		if (opt == 'n')
			narrow = true;
		else if (opt == 'p')
			port = optarg;
		else if (opt == 't')
			d.term = optarg;
		else if (opt != 's' || sscanf(optarg, "%dx%d", &d.cols, &d.rows) != 2)
			fatalx("usage: drive [-p PORT] [-s COLSxROWS] -- COMMAND ...");
	}
	if (optind >= argc)
		fatalx("no command");
	d.argv = argv + optind;
	if (port != NULL)
		drive_relay(&d, port);
	if (port != NULL && narrow)
		relay_narrow(d.relay);
	d.vt = vterm_new(d.rows, d.cols);
	vterm_set_utf8(d.vt, 1);
	d.screen = vterm_obtain_screen(d.vt);
	vterm_screen_enable_altscreen(d.screen, 1);
	vterm_screen_reset(d.screen, 1);
	drive_spawn(&d);
	(void)setvbuf(stdin, NULL, _IONBF, 0); /* poll sees all there is */
	while (drive_next(&d, text, sizeof(text))) {
		char *rest;

		d.line++;
		text[strcspn(text, "\n")] = '\0';
		if (text[0] == '#' || text[0] == '\0')
			continue;
		rest = text + strcspn(text, " ");
		if (*rest != '\0')
			*rest++ = '\0';
		drive_command(&d, text, rest);
	}
	if (d.pid > 0) {
		(void)kill(d.pid, SIGHUP);
		if (d.fd != -1)
			(void)close(d.fd);
		(void)waitpid(d.pid, NULL, 0);
	}
	vterm_free(d.vt);
	return 0;
}
