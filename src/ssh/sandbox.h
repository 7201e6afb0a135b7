/*
 * SPDX-License-Identifier: ISC
 *
 * sandbox: privileges that this process drops before it reads the first byte of
 * a peer.  For ssh/ only.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

/* A sanitizer needs calls that the filter would refuse: there is none then. */
#ifndef __has_feature /* clang; gcc defines the macros below */
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANDBOX_SANITIZED 1
#else
#define SANDBOX_SANITIZED 0
#endif

/*
 * Changes to uid and gid for good, unless uid is (uid_t)-1; no new privileges,
 * no core, few descriptors, not to be traced.
 */
enum status sandbox_drop(uid_t uid, gid_t gid, struct err *err) ERR_CHECKED;

/*
 * Allows only the system calls of a process that uses its open sockets.  No-op
 * in a build without seccomp, and under sanitizers, which need more calls.
 */
enum status sandbox_close(struct err *err) ERR_CHECKED;
