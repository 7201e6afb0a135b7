/* SPDX-License-Identifier: ISC */
#include "print/paper.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"

struct paper {
	int fd;
	uint64_t size;
	uint64_t *mark;  /* of the pages, and one behind the last */
	unsigned marks, cap;
};

static struct paper *
paper_of(int fd)
{
	struct paper *p = mem_zalloc(sizeof(*p));

	p->fd = fd;
	return p;
}

enum status
paper_new(struct paper **out, struct err *err)
{
	int fd = memfd_create("chitra-print", MFD_CLOEXEC);

	if (fd < 0)
		return err_errno(err, ST_IO, _("cannot keep the job"));
	*out = paper_of(fd);
	return ST_OK;
}

void
paper_free(struct paper *p)
{
	if (p == NULL)
		return;
	(void)close(p->fd);
	free(p->mark);
	free(p);
}

static enum status
paper_put(const struct paper *p, uint64_t at, const void *bytes, size_t n,
    struct err *err)
{
	const char *from = bytes;
	ssize_t done;

	while (n > 0) {
		done = pwrite(p->fd, from, n, (off_t)at);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return err_errno(err, ST_IO, _("cannot keep the job"));
		from += done;
		at += (uint64_t)done;
		n -= (size_t)done;
	}
	return ST_OK;
}

enum status
paper_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	struct paper *p = arg;
	enum status st;

	if (n > PAPER_MAX - p->size)
		return err_set(err, ST_LIMIT, _("the job is larger than %d MB: "
		    "print fewer pages at a time"), (int)(PAPER_MAX >> 20));
	st = paper_put(p, p->size, bytes, n, err);
	if (st == ST_OK)
		p->size += n;
	return st;
}

void
paper_page(void *arg)
{
	struct paper *p = arg;

	if (p->marks == p->cap) {
		p->cap = p->cap > 0 ? 2 * p->cap : 64;
		p->mark = mem_resize(p->mark, p->cap, sizeof(*p->mark));
	}
	p->mark[p->marks++] = p->size;
}

uint64_t
paper_size(const struct paper *p)
{
	return p->size;
}

unsigned
paper_pages(const struct paper *p)
{
	return p->marks > 0 ? p->marks - 1 : 0;
}

uint64_t
paper_page_at(const struct paper *p, unsigned page)
{
	return page >= 1 && page <= p->marks ? p->mark[page - 1] : p->size;
}

size_t
paper_read(const struct paper *p, uint64_t at, void *out, size_t n)
{
	size_t got = 0;
	ssize_t done;

	if (at >= p->size)
		return 0;
	if (n > p->size - at)
		n = (size_t)(p->size - at);
	while (got < n) {
		done = pread(p->fd, (char *)out + got, n - got,
		    (off_t)(at + got));
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			break;
		got += (size_t)done;
	}
	return got;
}

enum status
paper_seal(struct paper *p, int *fd, struct err *err)
{
	enum status st = paper_put(p, p->size, p->mark,
	    p->marks * sizeof(*p->mark), err);

	if (st == ST_OK)
		*fd = p->fd;
	return st;
}

/* False unless the marks rise and lie within the job. */
static bool
paper_marks_ok(const struct paper *p)
{
	unsigned i;

	for (i = 0; i < p->marks; i++)
		if (p->mark[i] > p->size ||
		    (i > 0 && p->mark[i] < p->mark[i - 1]))
			return false;
	return true;
}

enum status
paper_take(int fd, uint64_t size, unsigned pages, struct paper **out,
    struct err *err)
{
	struct paper *p = paper_of(fd);
	uint64_t table = ((uint64_t)pages + 1) * sizeof(*p->mark);
	struct stat sb;

	/* Read the table with paper_read(), as bytes of the job. */
	if (size > PAPER_MAX || fstat(fd, &sb) != 0 || sb.st_size < 0 ||
	    (uint64_t)sb.st_size != size + table) {
		paper_free(p);
		return err_set(err, ST_CORRUPT, _("the job is damaged"));
	}
	p->marks = p->cap = pages + 1;
	p->mark = mem_array(p->marks, sizeof(*p->mark));
	p->size = size + table;
	if (paper_read(p, size, p->mark, (size_t)table) != table)
		p->size = 0;
	else
		p->size = size;
	if (p->size != size || !paper_marks_ok(p)) {
		paper_free(p);
		return err_set(err, ST_CORRUPT, _("the job is damaged"));
	}
	*out = p;
	return ST_OK;
}
