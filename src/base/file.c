/* SPDX-License-Identifier: ISC */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum status
file_sync_folder(const char *path, struct err *err)
{
	char *copy = mem_strdup(path);
	int dir = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum status st = ST_OK;

	if (dir == -1 || fsync(dir) == -1)
		st = err_errno(err, ST_IO, "%s", path);
	if (dir != -1)
		(void)close(dir);
	free(copy);
	return st;
}

enum status
file_publish(const char *part, const char *to, bool over, struct err *err)
{
	int rc;

	if (over) {
		rc = rename(part, to);
	} else {
		rc = renameat2(AT_FDCWD, part, AT_FDCWD, to, RENAME_NOREPLACE);
		/* Not every file system of a USB stick knows the flag. */
		if (rc == -1 && errno == EINVAL)
			rc = access(to, F_OK) == 0 ? (errno = EEXIST, -1) :
			    rename(part, to);
	}
	if (rc == -1)
		return err_errno(err, errno == EEXIST ? ST_EXISTS : ST_IO, "%s",
		    to);
	return file_sync_folder(to, err);
}

enum status
file_write(int fd, const char *path, const void *data, size_t n,
    struct err *err)
{
	const char *at = data;
	ssize_t done;

	while (n > 0) {
		done = write(fd, at, n);
		if (done == -1 && errno == EINTR)
			continue;
		if (done <= 0)
			return err_errno(err, ST_IO, "%s", path);
		at += done;
		n -= (size_t)done;
	}
	return ST_OK;
}

enum status
file_new(const char *path, mode_t mode, const void *data, size_t n,
    struct err *err)
{
	char *part = mem_printf("%s.part", path);
	enum status st;
	int fd;

	(void)unlink(part); /* left by an interrupted run */
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    mode);
	if (fd == -1) {
		st = err_errno(err, ST_IO, "%s", part);
		free(part);
		return st;
	}
	st = file_write(fd, part, data, n, err);
	if (st == ST_OK && (fchmod(fd, mode) == -1 || fsync(fd) == -1))
		st = err_errno(err, ST_IO, "%s", part);
	(void)close(fd);
	if (st == ST_OK)
		st = file_publish(part, path, false, err);
	if (st != ST_OK)
		(void)unlink(part);
	free(part);
	return st;
}
