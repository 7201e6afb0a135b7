/* SPDX-License-Identifier: ISC */
#include "serve/proc.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"

#define PROC_KEEP_MAX 8

/* Closes everything above 2 but keep[0..n-1]; -1 among them is skipped. */
static void
proc_keep_only(const int *keep, unsigned n)
{
	unsigned from = 3, i;
	int next;

	/* Close the ranges between the kept ones, lowest first. */
	for (;;) {
		next = -1;
		for (i = 0; i < n; i++)
			if (keep[i] >= (int)from && (next == -1 || keep[i] < next))
				next = keep[i];
		if (next == -1)
			break;
		if ((unsigned)next > from)
			(void)close_range(from, (unsigned)next - 1, 0);
		from = (unsigned)next + 1;
	}
	if (close_range(from, ~0U, 0) == -1)
		fatal("close_range");
}

pid_t
proc_fork(struct loop *l, const int *keep, unsigned n)
{
	pid_t pid;

	if (n > PROC_KEEP_MAX)
		fatalx("%s: %u descriptors", __func__, n);
	/* So that buffered output is not written twice. */
	(void)fflush(NULL);
	pid = fork();
	if (pid != 0)
		return pid;
	(void)setpgid(0, 0);
	/* The child does not inherit the listener's handlers. */
	(void)signal(SIGTERM, SIG_DFL);
	(void)signal(SIGINT, SIG_DFL);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGCHLD, SIG_DFL);
	loop_after_fork(l);
	proc_keep_only(keep, n);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return 0;
}

void
proc_how(int status, char *out, size_t size)
{
	if (WIFSIGNALED(status))
		(void)snprintf(out, size, "signal %d (%s)", WTERMSIG(status),
		    strsignal(WTERMSIG(status)));
	else
		(void)snprintf(out, size, "exit status %d", WEXITSTATUS(status));
}

void
proc_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	socklen_t len;
	int fd;

	if (path == NULL || (path[0] != '/' && path[0] != '@') ||
	    str_copy(sun.sun_path, sizeof(sun.sun_path), path) != ST_OK)
		return;
	len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
	if (sun.sun_path[0] == '@')
		sun.sun_path[0] = '\0'; /* an abstract name */
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return;
	if (sendto(fd, state, strlen(state), MSG_NOSIGNAL,
	    (const struct sockaddr *)&sun, len) == -1)
		log_warn("systemd was not told");
	(void)close(fd);
}
