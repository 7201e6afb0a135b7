/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "ssh/sandbox.h"

#include <errno.h>
#include <grp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(HAVE_SECCOMP) && !SANDBOX_SANITIZED
#define SANDBOX_SECCOMP 1
#include <linux/sockios.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#else
#define SANDBOX_SECCOMP 0
#endif

/*
 * Sockets to peer, listener, gate and desk, three pipes, poll's signalfd,
 * stdio and spares.  Without room a passed descriptor would be lost silently.
 */
#define SANDBOX_NOFILE 16

/* Enough for zlib, packets and the 4 MB of exec; stops unbounded growth. */
#define SANDBOX_DATA (64UL * 1024 * 1024)

static enum status
sandbox_limit(__rlimit_resource_t what, rlim_t value, struct err *err)
{
	struct rlimit r = { value, value };

	if (setrlimit(what, &r) == -1)
		return err_errno(err, ST_IO, "setrlimit");
	return ST_OK;
}

static enum status
sandbox_ids(uid_t uid, gid_t gid, struct err *err)
{
	if (uid == (uid_t)-1)
		return ST_OK;
	if (setgroups(0, NULL) == -1 || setresgid(gid, gid, gid) == -1 ||
	    setresuid(uid, uid, uid) == -1)
		return err_errno(err, ST_DENIED, "cannot become uid %u",
		    (unsigned)uid);
	/* Verify that root cannot be regained. */
	if (uid != 0 && (setuid(0) == 0 || getuid() != uid))
		return err_set(err, ST_DENIED, "still root after dropping it");
	return ST_OK;
}

enum status
sandbox_drop(uid_t uid, gid_t gid, struct err *err)
{
	enum status st = sandbox_ids(uid, gid, err);

	if (st == ST_OK && (st = sandbox_limit(RLIMIT_CORE, 0, err)) == ST_OK)
		st = sandbox_limit(RLIMIT_NOFILE, SANDBOX_NOFILE, err);
	if (st == ST_OK && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		st = err_errno(err, ST_IO, "prctl");
	/* Sanitizers fork, trace and map terabytes. */
	if (SANDBOX_SANITIZED || st != ST_OK)
		return st;
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1)
		return err_errno(err, ST_IO, "prctl");
	if ((st = sandbox_limit(RLIMIT_NPROC, 0, err)) != ST_OK)
		return st;
	return sandbox_limit(RLIMIT_DATA, SANDBOX_DATA, err);
}

#if SANDBOX_SECCOMP

/* Reading, writing, waiting, memory, time, random numbers, exit. */
static const int sandbox_allow[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(recvfrom), SCMP_SYS(recvmsg),
	SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(close), SCMP_SYS(shutdown),
	SCMP_SYS(fcntl), SCMP_SYS(getsockopt), SCMP_SYS(setsockopt),
	SCMP_SYS(getsockname), SCMP_SYS(getpeername), SCMP_SYS(fstat),
	SCMP_SYS(futex), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap),
	SCMP_SYS(madvise), SCMP_SYS(getrandom), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getpid),
	SCMP_SYS(gettid), SCMP_SYS(alarm), SCMP_SYS(setitimer),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(tgkill),
	SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* Libraries try to open files; they get an error. */
static const int sandbox_absent[] = {
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(lstat),
	SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access),
	SCMP_SYS(faccessat), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
};

/* Our code never calls these: kill, since the process has been taken over. */
static const int sandbox_kill[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
	SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(bpf), SCMP_SYS(mount),
	SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(listen),
};

#define SANDBOX_COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool
sandbox_rules(scmp_filter_ctx c, uint32_t action, const int *calls, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		/* A call that this architecture lacks needs no rule. */
		if (calls[i] != __NR_SCMP_ERROR &&
		    seccomp_rule_add(c, action, calls[i], 0) != 0)
			return false;
	return true;
}

static bool
sandbox_fill(scmp_filter_ctx c)
{
	const struct scmp_arg_cmp no_exec =
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	const struct scmp_arg_cmp queue = SCMP_A1(SCMP_CMP_EQ, SIOCOUTQ, 0);

	return sandbox_rules(c, SCMP_ACT_ALLOW, sandbox_allow,
		   SANDBOX_COUNT(sandbox_allow)) &&
	    sandbox_rules(c, SCMP_ACT_ERRNO(EACCES), sandbox_absent,
		SANDBOX_COUNT(sandbox_absent)) &&
	    sandbox_rules(c, SCMP_ACT_KILL_PROCESS, sandbox_kill,
		SANDBOX_COUNT(sandbox_kill)) &&
	    seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_exec) ==
		0 &&
	    seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		no_exec) == 0 &&
	    seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, queue) == 0;
}

enum status
sandbox_close(struct err *err)
{
	/*
	 * EPERM for all others, so that a call of a newer glibc does not kill
	 * the process.
	 */
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc = -1;

	if (c != NULL && sandbox_fill(c))
		rc = seccomp_load(c);
	if (c != NULL)
		seccomp_release(c);
	if (rc != 0)
		return err_set(err, ST_IO, "seccomp: the filter was not taken");
	return ST_OK;
}

#else

enum status
sandbox_close(struct err *err)
{
	(void)err;
	return ST_OK;
}

#endif
