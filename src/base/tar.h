/*
 * SPDX-License-Identifier: ISC
 *
 * tar: archives of a few plain files in the POSIX format (ustar), which tar(1)
 * reads too.  Sizes above 8 GiB are written in base 256, as GNU tar and
 * libarchive do.  The reader accepts plain files only.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define TAR_NAME 101 /* bytes of a member's name with its NUL */

struct tar_member {
	char name[TAR_NAME];
	int64_t size;
};

/*
 * Writes the header of a member of mode 0600; the caller writes its bytes next.
 */
enum status tar_head(int fd, const char *path, const struct tar_member *m,
    int64_t seconds, struct err *err) ERR_CHECKED;
/* Pads the last block, after the caller has written the member's bytes. */
enum status tar_pad(int fd, const char *path, int64_t size, struct err *err)
    ERR_CHECKED;
/* Ends the archive, after the last member. */
enum status tar_end(int fd, const char *path, struct err *err) ERR_CHECKED;

/*
 * Reads the next header; fd is then at the first byte of the member.  *more is
 * false at the end.  ST_CORRUPT: not an archive of this kind.
 */
enum status tar_next(int fd, const char *path, struct tar_member *m,
    bool *more, struct err *err) ERR_CHECKED;
/* Skips the padding, after the member's bytes were read. */
enum status tar_skip(int fd, const char *path, int64_t size, struct err *err)
    ERR_CHECKED;
