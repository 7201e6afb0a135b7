/*
 * SPDX-License-Identifier: ISC
 *
 * out_file: output to a file that appears complete or not at all: written under
 * a temporary name, synced, then renamed.  Mode 0600, because lists contain
 * names and amounts.
 */
#include "print/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

struct file_job {
	char *path, *temp;
	int fd;
};

static void
file_free(struct file_job *job)
{
	if (job->fd >= 0)
		(void)close(job->fd);
	free(job->path);
	free(job->temp);
	free(job);
}

static enum status
file_open(const char *target, const char *title, const char *server,
    void **state, struct err *err)
{
	struct file_job *job = mem_zalloc(sizeof(*job));
	enum status st;

	job->path = mem_strdup(target);
	job->temp = mem_printf("%s.XXXXXX", target);
	job->fd = mkostemp(job->temp, O_CLOEXEC);
	if (job->fd < 0) {
		st = err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
		    "%s", target);
		file_free(job);
		return st;
	}
	*state = job;
	return ST_OK;
}

static enum status
file_write(void *state, const void *bytes, size_t n, struct err *err)
{
	struct file_job *job = state;
	const char *p = bytes;
	ssize_t done;

	while (n > 0) {
		done = write(job->fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return err_errno(err, ST_IO, "%s", job->path);
		p += done;
		n -= (size_t)done;
	}
	return ST_OK;
}

static void
file_cancel(void *state)
{
	struct file_job *job = state;

	(void)unlink(job->temp);
	file_free(job);
}

static enum status
file_finish(void *state, struct err *err)
{
	struct file_job *job = state;
	enum status st = ST_OK;

	if (fsync(job->fd) != 0 || rename(job->temp, job->path) != 0) {
		st = err_errno(err, ST_IO, "%s", job->path);
		file_cancel(job);
		return st;
	}
	file_free(job);
	return st;
}

const struct out_way out_file = {
	.open = file_open,
	.write = file_write,
	.finish = file_finish,
	.cancel = file_cancel,
};
