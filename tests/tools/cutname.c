/*
 * SPDX-License-Identifier: ISC
 *
 * cutname.so: with LD_PRELOAD the process is killed in place of its call
 * number CUTNAME_AT of rename, renameat2 or unlink: as by a power cut between
 * two names.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
cutname(void)
{
	const char *at = getenv("CUTNAME_AT");
	static long calls;

	if (at != NULL && ++calls == strtol(at, NULL, 10))
		(void)kill(getpid(), SIGKILL);
}

int
rename(const char *from, const char *to)
{
	cutname();
	return (int)syscall(SYS_rename, from, to);
}

int
renameat2(int from_dir, const char *from, int to_dir, const char *to,
    unsigned flags)
{
	cutname();
	return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

int
unlink(const char *path)
{
	cutname();
	return (int)syscall(SYS_unlink, path);
}
