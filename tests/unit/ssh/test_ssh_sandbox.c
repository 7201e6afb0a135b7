/* SPDX-License-Identifier: ISC */
/* ssh/sandbox: what a transport can still do, tried from the inside.  Each
 * trial runs in a child, because there is no way back. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ssh/sandbox.h"

#define DENIED 100 /* status of a child: 100 + errno, 99 when it was let */
#define LET 99

/* Runs fn behind the closed sandbox; returns waitpid's status. */
static int
confined(int (*fn)(void))
{
	struct err err = ERR_INIT;
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		if (sandbox_drop((uid_t)-1, (gid_t)-1, &err) != ST_OK ||
		    sandbox_close(&err) != ST_OK)
			_exit(1);
		_exit(fn());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static int
answer(int rc)
{
	return rc == -1 ? DENIED + errno : LET;
}

static int
try_open(void)
{
	return answer(open("/etc/passwd", O_RDONLY));
}

static int
try_socket(void)
{
	return answer(socket(AF_INET, SOCK_STREAM, 0));
}

static int
try_kill(void)
{
	return answer(kill(getppid(), 0));
}

static int
try_ioctl(void)
{
	int n;

	return answer(ioctl(0, FIONREAD, &n));
}

static int
try_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? DENIED + errno : LET;
}

static int
try_exec(void)
{
	char *argv[] = { NULL };

	return answer(execv("/bin/true", argv));
}

static int
try_fork(void)
{
	return answer((int)fork());
}

/* What a transport lives on. */
static int
try_work(void)
{
	void *p = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct timespec ts;
	char c = 'x';

	if (p == MAP_FAILED || munmap(p, 1 << 20) == -1 ||
	    clock_gettime(CLOCK_MONOTONIC, &ts) == -1)
		return 2;
	if (write(1, &c, 0) == -1)
		return 3;
	return 0;
}

static void
test_filter(void **state)
{
	int st;

	(void)state;
#if SANDBOX_SANITIZED || !defined(HAVE_SECCOMP)
	skip();
#endif
	assert_int_equal(WEXITSTATUS(confined(try_work)), 0);
	assert_int_equal(WEXITSTATUS(confined(try_open)), DENIED + EACCES);
	assert_int_equal(WEXITSTATUS(confined(try_socket)), DENIED + EPERM);
	assert_int_equal(WEXITSTATUS(confined(try_kill)), DENIED + EPERM);
	assert_int_equal(WEXITSTATUS(confined(try_ioctl)), DENIED + EPERM);
	assert_int_equal(WEXITSTATUS(confined(try_code)), DENIED + EPERM);
	assert_int_equal(WEXITSTATUS(confined(try_fork)), DENIED + EPERM);
	st = confined(try_exec);
	assert_true(WIFSIGNALED(st));
	assert_int_equal(WTERMSIG(st), SIGSYS);
}

/* In a child of its own: the limits stay. */
static int
dropped(void)
{
	struct err err = ERR_INIT;
	struct rlimit r;

	if (sandbox_drop(getuid() == 0 ? 65534 : (uid_t)-1, 65534, &err) !=
	    ST_OK)
		return 1;
	if (getuid() == 0 || geteuid() == 0 || setuid(0) == 0)
		return 2;
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return 3;
	if (getrlimit(RLIMIT_NOFILE, &r) == -1 || r.rlim_max != 16)
		return 4;
	if (getrlimit(RLIMIT_CORE, &r) == -1 || r.rlim_max != 0)
		return 5;
#ifndef __SANITIZE_ADDRESS__
	if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
		return 6;
#endif
	return 0;
}

static void
test_drop(void **state)
{
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		_exit(dropped());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
