/* SPDX-License-Identifier: ISC */
#include "print/passthru.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

#define ESC 0x1B

enum passthru_step { PASSTHRU_BEGIN, PASSTHRU_DATA, PASSTHRU_DONE };

struct passthru {
	const char *on, *off;
	int fd;             /* memory: gone with the desk, never on a disk */
	uint64_t size, sent;
	bool escape;        /* an ESC waits to see what follows it */
	unsigned char last; /* byte that was kept last */
	unsigned char taken; /* byte that was taken last */
	bool cancelled;
	enum passthru_step step;
	unsigned pages;
};

/* Terminals that show a job on the screen instead (facts A1.1, A1.3). */
static const char *const passthru_never[] = {
	"screen", "tmux", "linux", "dumb", "unknown", "vte", "gnome",
	"konsole", "xterm-kitty", "alacritty", "foot", "ms-terminal", "vscode",
	"mosh", "cygwin", "nsterm", "iterm",
};

static const struct passthru_kind {
	const char *term, *on, *off;
} passthru_kinds[] = {
	{ "wy", "\x1b" "d#", "\x14" },
	{ "ibm315", "\x10\x12", "\x10\x14" },
	{ "ibm316", "\x10\x12", "\x10\x14" },
};

bool
passthru_term(const char *term, const char **on, const char **off)
{
	size_t i;

	for (i = 0; i < sizeof(passthru_never) / sizeof(*passthru_never); i++)
		if (str_starts(term, passthru_never[i]))
			return false;
	/*
	 * The rest prints on ESC [5i, whatever terminfo says: it has no mc5 for
	 * putty, which prints, and one for alacritty, which does not.
	 */
	*on = "\x1b[5i";
	*off = PASSTHRU_OFF;
	for (i = 0; i < sizeof(passthru_kinds) / sizeof(*passthru_kinds); i++)
		if (str_starts(term, passthru_kinds[i].term)) {
			*on = passthru_kinds[i].on;
			*off = passthru_kinds[i].off;
		}
	return true;
}

enum status
passthru_new(const char *on, const char *off, struct passthru **out,
    struct err *err)
{
	struct passthru *p;
	int fd;

	fd = memfd_create("chitra-print", MFD_CLOEXEC);
	if (fd < 0)
		return err_errno(err, ST_IO, _("cannot keep the job"));
	p = mem_zalloc(sizeof(*p));
	p->fd = fd;
	p->on = on;
	p->off = off;
	*out = p;
	return ST_OK;
}

void
passthru_free(struct passthru *p)
{
	if (p == NULL)
		return;
	(void)close(p->fd);
	free(p);
}

static enum status
passthru_keep(struct passthru *p, const unsigned char *bytes, size_t n,
    struct err *err)
{
	ssize_t done;

	if (n > PASSTHRU_MAX - p->size)
		return err_set(err, ST_LIMIT, _("the job is larger than %d MB: "
		    "use a printer of the server"), PASSTHRU_MAX >> 20);
	while (n > 0) {
		done = pwrite(p->fd, bytes, n, (off_t)p->size);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return err_errno(err, ST_IO, _("cannot keep the job"));
		p->last = bytes[done - 1];
		p->size += (uint64_t)done;
		bytes += done;
		n -= (size_t)done;
	}
	return ST_OK;
}

/*
 * One byte through the filter; returns what is kept of it (0..2 bytes).
 * ESC [ opens every sequence that terminals take for themselves, so it never
 * passes, and a terminal's single-byte end of printing does not either.
 */
static size_t
passthru_filter(struct passthru *p, unsigned char c, unsigned char out[2])
{
	size_t n = 0;

	/* Dropped bytes go first: between ESC and [ they would hide the pair. */
	if (c == 0x00 || c == 0x11 || c == 0x13 ||
	    (c != ESC && c == (unsigned char)p->off[0]))
		return 0;
	if (p->escape)
		out[n++] = c == '[' ? '?' : ESC;
	p->escape = c == ESC;
	if (c != ESC)
		out[n++] = c < 0x80 ? c : '?';
	return n;
}

enum status
passthru_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	struct passthru *p = arg;
	const unsigned char *in = bytes;
	unsigned char kept[1024];
	enum status st = ST_OK;
	size_t i, used = 0;

	for (i = 0; st == ST_OK && i < n; i++) {
		used += passthru_filter(p, in[i], kept + used);
		if (used > sizeof(kept) - 2) {
			st = passthru_keep(p, kept, used, err);
			used = 0;
		}
	}
	return st == ST_OK ? passthru_keep(p, kept, used, err) : st;
}

enum status
passthru_close(struct passthru *p, struct err *err)
{
	/* PuTTY drops an ESC among the last bytes, and the wait with it. */
	p->escape = false;
	if (p->size == 0 || p->last == '\f' || p->last == '\n')
		return ST_OK;
	return passthru_keep(p, (const unsigned char *)"\r\n", 2, err);
}

static size_t
passthru_read(struct passthru *p, unsigned char *out, size_t max)
{
	uint64_t left = p->size - p->sent;
	size_t n = 0, i;
	ssize_t done;

	if (max > left)
		max = (size_t)left;
	while (n < max) {
		done = pread(p->fd, out + n, max - n, (off_t)(p->sent + n));
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			break;
		n += (size_t)done;
	}
	for (i = 0; i < n; i++)
		p->pages += out[i] == '\f';
	if (n > 0)
		p->taken = out[n - 1];
	p->sent += n;
	return n;
}

/* Ends the job behind the line that is on its way. */
static void
passthru_cut(struct passthru *p)
{
	unsigned char line[512];
	size_t max = p->size - p->sent < sizeof(line) ?
	    (size_t)(p->size - p->sent) : sizeof(line);
	ssize_t n = pread(p->fd, line, max, (off_t)p->sent);
	ssize_t i;

	if (p->taken == '\f') {
		p->size = p->sent; /* between two pages: nothing to finish */
		return;
	}
	for (i = 0; i < n; i++)
		if (line[i] == '\n' || line[i] == '\f')
			break;
	p->size = p->sent + (uint64_t)(i < n ? i + 1 : 0);
	if (p->size == p->sent || line[i] != '\f')
		if (pwrite(p->fd, "\f", 1, (off_t)p->size) == 1)
			p->size++;
}

void
passthru_cancel(struct passthru *p)
{
	if (p->cancelled || p->step == PASSTHRU_DONE)
		return;
	p->cancelled = true;
	if (p->step == PASSTHRU_BEGIN)
		p->step = PASSTHRU_DONE;
	else if (p->sent < p->size)
		passthru_cut(p);
}

size_t
passthru_next(struct passthru *p, unsigned char *out, size_t max)
{
	size_t n = 0, off = strlen(p->off);

	if (p->step == PASSTHRU_DONE || max < 64)
		return 0;
	if (p->step == PASSTHRU_BEGIN) {
		n = strlen(p->on);
		memcpy(out, p->on, n);
		p->step = PASSTHRU_DATA;
	}
	/* Room is kept for the end: brackets never break over two chunks. */
	n += passthru_read(p, out + n, max - n - off);
	if (p->sent == p->size) {
		memcpy(out + n, p->off, off);
		n += off;
		p->step = PASSTHRU_DONE;
	}
	return n;
}

uint64_t
passthru_size(const struct passthru *p)
{
	return p->size;
}

uint64_t
passthru_sent(const struct passthru *p)
{
	return p->sent;
}

unsigned
passthru_pages(const struct passthru *p)
{
	return p->pages;
}
