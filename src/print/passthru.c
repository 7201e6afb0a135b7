/* SPDX-License-Identifier: ISC */
#include "print/passthru.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/printmode.h"
#include "base/say.h"
#include "base/str.h"

#define ESC 0x1B

enum passthru_step { PASSTHRU_BEGIN, PASSTHRU_DATA, PASSTHRU_DONE };

#define PASSTHRU_TAIL 5 /* PuTTY drops an ESC among the last ones */

struct passthru {
	const char *on, *off;
	struct paper *paper;
	bool escape;        /* filter: an ESC is held until the next byte */
	unsigned from;      /* first page to send */
	uint64_t at, end;   /* next byte to send; end */
	bool eject;         /* cancelled inside a page: FF after the last
	                     * byte */
	bool cancelled;
	enum passthru_step step;
};

bool
passthru_nested(const char *term)
{
	return str_starts(term, "screen") || str_starts(term, "tmux");
}

static enum status
passthru_way(const char *term, struct passthru **out, struct err *err)
{
	const char *on, *off;
	struct passthru *p;

	if (!printmode_of(term, &on, &off))
		return err_set(err, ST_INVALID,
		    _("this terminal (%s) has no printer of its own"), term);
	p = mem_zalloc(sizeof(*p));
	p->on = on;
	p->off = off;
	*out = p;
	return ST_OK;
}

enum status
passthru_new(const char *term, struct passthru **out, struct err *err)
{
	struct passthru *p = NULL;
	enum status st = passthru_way(term, &p, err);

	if (st == ST_OK)
		st = paper_new(&p->paper, err);
	if (st == ST_OK)
		*out = p;
	else
		passthru_free(p);
	return st;
}

enum status
passthru_open(const char *term, struct paper *paper, unsigned from_page,
    struct passthru **out, struct err *err)
{
	struct passthru *p = NULL;
	enum status st = ST_OK;

	if (from_page > paper_pages(paper))
		st = err_field(err, ST_INVALID, "from-page",
		    ngettext("the report has %u page",
		    "the report has %u pages", paper_pages(paper)),
		    paper_pages(paper));
	if (st == ST_OK)
		st = passthru_way(term, &p, err);
	if (st != ST_OK) {
		paper_free(paper);
		return st;
	}
	p->paper = paper;
	p->end = paper_size(paper);
	/* The profile's init is always sent first. */
	p->from = from_page > 1 ? from_page : 1;
	*out = p;
	return ST_OK;
}

void
passthru_free(struct passthru *p)
{
	if (p == NULL)
		return;
	paper_free(p->paper);
	free(p);
}

struct paper *
passthru_paper(struct passthru *p)
{
	struct paper *paper = p->paper;

	free(p);
	return paper;
}

/*
 * One byte through the filter; returns what is kept of it (0..2 bytes).
 * ESC [ starts every sequence that terminals interpret themselves, so it never
 * passes; neither does a single-byte end of printing.
 */
static size_t
passthru_filter(struct passthru *p, unsigned char c, unsigned char out[2])
{
	size_t n = 0;

	/* Drop these first: between ESC and [ they would hide the pair. */
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

static enum status
passthru_keep(struct passthru *p, const void *bytes, size_t n,
    struct err *err)
{
	if (n > PASSTHRU_MAX - paper_size(p->paper))
		return err_set(err, ST_LIMIT, _("the job is larger than %d MB: "
		    "use a printer of the server"), PASSTHRU_MAX >> 20);
	return paper_write(p->paper, bytes, n, err);
}

static enum status
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

static void
passthru_page(void *arg)
{
	struct passthru *p = arg;

	paper_page(p->paper);
}

struct print_sink
passthru_sink(struct passthru *p)
{
	return (struct print_sink){ .write = passthru_write,
		.page = passthru_page, .arg = p };
}

/*
 * CR at the start of a line has no effect, so it can separate an ESC of the
 * printer's reset from the end.  A line feed would advance the next form.
 */
enum status
passthru_close(struct passthru *p, struct err *err)
{
	uint64_t size = paper_size(p->paper);
	unsigned char tail[PASSTHRU_TAIL];
	size_t n;

	p->escape = false;
	n = paper_read(p->paper, size > sizeof(tail) ? size - sizeof(tail) : 0,
	    tail, sizeof(tail));
	if (memchr(tail, ESC, n) == NULL)
		return ST_OK;
	return passthru_keep(p, "\r\r\r\r\r", PASSTHRU_TAIL, err);
}

/* Ends the job after the line being sent. */
static void
passthru_cut(struct passthru *p)
{
	unsigned done = passthru_done(p);
	unsigned char line[512];
	size_t n, i;

	p->end = p->at;
	/* Between two pages there is nothing to finish. */
	if (p->at <= paper_page_at(p->paper, 1) ||
	    p->at == paper_page_at(p->paper, done + 1))
		return;
	n = paper_read(p->paper, p->at, line, sizeof(line));
	for (i = 0; i < n; i++)
		if (line[i] == '\n' || line[i] == '\f')
			break;
	p->end += i < n ? i + 1 : 0;
	p->eject = i == n || line[i] != '\f';
}

void
passthru_cancel(struct passthru *p)
{
	if (p->cancelled || p->step == PASSTHRU_DONE)
		return;
	p->cancelled = true;
	if (p->step == PASSTHRU_BEGIN)
		p->step = PASSTHRU_DONE;
	else
		passthru_cut(p);
}

/* Bytes of the job, skipping the pages before `from`. */
static size_t
passthru_read(struct passthru *p, unsigned char *out, size_t max)
{
	uint64_t first = paper_page_at(p->paper, 1);
	uint64_t stop = p->at < first && first < p->end ? first : p->end;
	size_t n;

	if (max > stop - p->at)
		max = (size_t)(stop - p->at);
	n = paper_read(p->paper, p->at, out, max);
	p->at += n;
	if (p->at == first && p->at < p->end)
		p->at = paper_page_at(p->paper, p->from);
	return n;
}

size_t
passthru_next(struct passthru *p, unsigned char *out, size_t max)
{
	size_t n = 0, got, off = strlen(p->off) + 1;

	if (p->step == PASSTHRU_DONE || max < 64)
		return 0;
	if (p->step == PASSTHRU_BEGIN) {
		n = strlen(p->on);
		memcpy(out, p->on, n);
		p->step = PASSTHRU_DATA;
	}
	/*
	 * Leave room for the closing sequence, which must not be split over two
	 * chunks.
	 */
	do {
		got = passthru_read(p, out + n, max - n - off);
		n += got;
	} while (got > 0 && p->at < p->end && n < max - off);
	if (got > 0 && p->at < p->end)
		return n;
	if (p->eject)
		out[n++] = '\f';
	memcpy(out + n, p->off, off - 1);
	p->step = PASSTHRU_DONE;
	return n + off - 1;
}

unsigned
passthru_pages(const struct passthru *p)
{
	return paper_pages(p->paper);
}

unsigned
passthru_done(const struct passthru *p)
{
	unsigned page = p->from - 1;

	while (page < paper_pages(p->paper) &&
	    paper_page_at(p->paper, page + 2) <= p->at)
		page++;
	return page;
}
