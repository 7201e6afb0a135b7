/*
 * SPDX-License-Identifier: ISC
 *
 * file: files that exist complete or not at all.  Each is written under a
 * temporary name, synced, and then renamed; the folder is synced too, because
 * otherwise a power cut could undo the rename.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/*
 * A new file with these n bytes and that mode; ST_EXISTS when the name is
 * taken.  PATH.part is the temporary name.
 */
enum status file_new(const char *path, mode_t mode, const void *data,
    size_t n, struct err *err) ERR_CHECKED;

/* Renames `part` to `to`; ST_EXISTS when that exists and `over` is false. */
enum status file_publish(const char *part, const char *to, bool over,
    struct err *err) ERR_CHECKED;

/* Writes all n bytes. */
enum status file_write(int fd, const char *path, const void *data, size_t n,
    struct err *err) ERR_CHECKED;

/* Syncs the folder that contains `path`. */
enum status file_sync_folder(const char *path, struct err *err) ERR_CHECKED;
