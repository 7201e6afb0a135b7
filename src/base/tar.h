/*
 * SPDX-License-Identifier: ISC
 *
 * tar: archives of a few plain files in the POSIX format (ustar), which tar(1)
 * reads too.  Sizes above 8 GiB are written in base 256, as GNU tar and
 * libarchive do.  Reading takes plain files only and refuses the rest.
 */
#ifndef CHITRA_BASE_TAR_H
#define CHITRA_BASE_TAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define TAR_NAME 101 /* bytes of a member's name with its NUL */

struct tar_member {
	char name[TAR_NAME];
	int64_t size;
};

/* The header of a member of mode 0600; its `size` bytes are then written. */
enum status tar_head(int fd, const char *path, const struct tar_member *m,
    int64_t seconds, struct err *err) ERR_CHECKED;
/* After the bytes of a member. */
enum status tar_pad(int fd, const char *path, int64_t size, struct err *err)
    ERR_CHECKED;
/* After the last member. */
enum status tar_end(int fd, const char *path, struct err *err) ERR_CHECKED;

/*
 * The next header; the file is then at the first byte of the member.  *more
 * false: that was all.  ST_CORRUPT when it is no archive of this kind.
 */
enum status tar_next(int fd, const char *path, struct tar_member *m,
    bool *more, struct err *err) ERR_CHECKED;
/* After the bytes of a member: what fills its last block. */
enum status tar_skip(int fd, const char *path, int64_t size, struct err *err)
    ERR_CHECKED;

#endif
