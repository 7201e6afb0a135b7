/*
 * SPDX-License-Identifier: ISC
 *
 * sandbox: what this process gives up before it reads the first byte of a
 * stranger.  For ssh/ only.
 */
#ifndef CHITRA_SSH_SANDBOX_H
#define CHITRA_SSH_SANDBOX_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

/*
 * Changes to uid and gid for good, unless uid is (uid_t)-1; no new privileges,
 * no core, few descriptors, not to be traced.
 */
enum status sandbox_drop(uid_t uid, gid_t gid, struct err *err) ERR_CHECKED;

/*
 * From now on only the system calls of a process that talks over sockets it
 * has already.  No-op where seccomp was left out of the build, and under
 * sanitizers, whose run-time needs more.
 */
enum status sandbox_close(struct err *err) ERR_CHECKED;

#endif
