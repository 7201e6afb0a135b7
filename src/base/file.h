/*
 * SPDX-License-Identifier: ISC
 *
 * file: files that are there whole or not at all.  Each is written under
 * another name, synced, and given its name last; the folder is synced too, or
 * a power cut could take the name away again.
 */
#ifndef CHITRA_BASE_FILE_H
#define CHITRA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/*
 * A new file with these n bytes and that mode; ST_EXISTS when the name is
 * taken.  PATH.part is its other name.
 */
enum status file_new(const char *path, mode_t mode, const void *data,
    size_t n, struct err *err) ERR_CHECKED;

/* Gives `part` the name `to`; ST_EXISTS when it is taken and not `over`. */
enum status file_publish(const char *part, const char *to, bool over,
    struct err *err) ERR_CHECKED;

/* Writes all n bytes. */
enum status file_write(int fd, const char *path, const void *data, size_t n,
    struct err *err) ERR_CHECKED;

/* The folder that `path` lies in, synced. */
enum status file_sync_folder(const char *path, struct err *err) ERR_CHECKED;

#endif
