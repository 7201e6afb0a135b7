/*
 * SPDX-License-Identifier: ISC
 *
 * slowsync.so: with LD_PRELOAD each fsync and fdatasync takes SLOWSYNC_US (5000)
 * longer: the disk of a small server, for the bench of group commit.  While the
 * file SLOWSYNC_FAIL is there, they fail as a broken disk does.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int
slowsync(long call, int fd)
{
	const char *text = getenv("SLOWSYNC_US");
	const char *fail = getenv("SLOWSYNC_FAIL");
	long us = text != NULL ? strtol(text, NULL, 10) : 5000;
	struct timespec ts = { us / 1000000, us % 1000000 * 1000 };

	if (fail != NULL && access(fail, F_OK) == 0) {
		errno = EIO;
		return -1;
	}
	while (nanosleep(&ts, &ts) == -1 && errno == EINTR)
		;
	return (int)syscall(call, fd);
}

int
fsync(int fd)
{
	return slowsync(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return slowsync(SYS_fdatasync, fd);
}
