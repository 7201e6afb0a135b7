/*
 * SPDX-License-Identifier: ISC
 *
 * Fields of a header (POSIX 1003.1, pax, "ustar Interchange Format"); numbers
 * are octal text.
 */
#include "base/tar.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/say.h"
#include "base/str.h"

#define TAR_BLOCK 512
#define TAR_OCTAL_MAX 077777777777 /* 11 digits */

struct tar_block {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8];
	char type, link[100], magic[6], version[2], uname[32], gname[32];
	char major[8], minor[8], prefix[155], rest[12];
};

_Static_assert(sizeof(struct tar_block) == TAR_BLOCK, "a block of tar");

static unsigned
tar_sum(const struct tar_block *b)
{
	const unsigned char *at = (const unsigned char *)b;
	unsigned sum = 0;
	size_t i;

	/* The checksum field counts as blanks. */
	for (i = 0; i < TAR_BLOCK; i++)
		sum += i >= offsetof(struct tar_block, sum) &&
		    i < offsetof(struct tar_block, type) ? ' ' : at[i];
	return sum;
}

static void
tar_put_size(char out[12], int64_t size)
{
	int i;

	if (size <= TAR_OCTAL_MAX) {
		(void)snprintf(out, 12, "%011llo", (unsigned long long)size);
		return;
	}
	for (i = 11; i > 0; i--, size >>= 8)
		out[i] = (char)(size & 0xff);
	out[0] = (char)0x80;
}

static bool
tar_get_size(const char in[12], int64_t *out)
{
	uint64_t v = 0;
	int i;

	if (((unsigned char)in[0] & 0x80) != 0) {
		for (i = 4; i < 12; i++)
			v = v << 8 | (unsigned char)in[i];
		*out = (int64_t)v;
		return in[0] == (char)0x80 && in[1] == 0 && in[2] == 0 &&
		    in[3] == 0 && *out >= 0;
	}
	for (i = 0; i < 12 && in[i] >= '0' && in[i] <= '7'; i++)
		v = v << 3 | (uint64_t)(in[i] - '0');
	*out = (int64_t)v;
	return i > 0 && (i == 12 || in[i] == '\0' || in[i] == ' ');
}

enum status
tar_head(int fd, const char *path, const struct tar_member *m, int64_t seconds,
    struct err *err)
{
	struct tar_block b;

	memset(&b, 0, sizeof(b));
	if (str_copy(b.name, sizeof(b.name), m->name) != ST_OK)
		return err_set(err, ST_LIMIT, _("%s is too long"), m->name);
	(void)snprintf(b.mode, sizeof(b.mode), "%07o", 0600);
	(void)snprintf(b.uid, sizeof(b.uid), "%07o", 0);
	(void)snprintf(b.gid, sizeof(b.gid), "%07o", 0);
	tar_put_size(b.size, m->size);
	tar_put_size(b.mtime, seconds);
	b.type = '0';
	memcpy(b.magic, "ustar", 6);
	memcpy(b.version, "00", 2);
	(void)snprintf(b.sum, sizeof(b.sum), "%06o", tar_sum(&b));
	b.sum[7] = ' ';
	return file_write(fd, path, &b, sizeof(b), err);
}

static int64_t
tar_rest(int64_t size)
{
	return (TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK;
}

enum status
tar_pad(int fd, const char *path, int64_t size, struct err *err)
{
	static const char zeros[TAR_BLOCK];

	return file_write(fd, path, zeros, (size_t)tar_rest(size), err);
}

enum status
tar_end(int fd, const char *path, struct err *err)
{
	static const char zeros[2 * TAR_BLOCK];

	return file_write(fd, path, zeros, sizeof(zeros), err);
}

static enum status
tar_read(int fd, const char *path, void *out, size_t n, struct err *err)
{
	char *at = out;
	ssize_t got;

	while (n > 0) {
		got = read(fd, at, n);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return err_errno(err, ST_IO, "%s", path);
		if (got == 0)
			return err_set(err, ST_CORRUPT,
			    _("%s ends too early"), path);
		at += got;
		n -= (size_t)got;
	}
	return ST_OK;
}

enum status
tar_next(int fd, const char *path, struct tar_member *m, bool *more,
    struct err *err)
{
	struct tar_member got;
	struct tar_block b;
	char sum[7];
	enum status st = tar_read(fd, path, &b, sizeof(b), err);

	if (st != ST_OK)
		return st;
	*more = b.name[0] != '\0';
	if (!*more)
		return ST_OK;
	(void)snprintf(sum, sizeof(sum), "%06o", tar_sum(&b));
	if (memcmp(b.magic, "ustar", 5) != 0 || memcmp(b.sum, sum, 6) != 0 ||
	    b.type != '0' || b.prefix[0] != '\0' ||
	    !tar_get_size(b.size, &got.size))
		return err_set(err, ST_CORRUPT,
		    _("%s is damaged, or is no backup of Chitra"), path);
	memcpy(got.name, b.name, sizeof(b.name));
	got.name[sizeof(b.name)] = '\0';
	*m = got;
	return ST_OK;
}

enum status
tar_skip(int fd, const char *path, int64_t size, struct err *err)
{
	char rest[TAR_BLOCK];

	return tar_read(fd, path, rest, (size_t)tar_rest(size), err);
}
