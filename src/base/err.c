/* SPDX-License-Identifier: ISC */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

static const char *const names[] = {
#define X(id, name) [id] = name,
	ERR_STATUS_LIST(X)
#undef X
};

const char *
err_name(enum status st)
{
	if ((unsigned)st >= ST_COUNT)
		return "?";
	return names[st];
}

enum status
err_status(const char *name)
{
	int i;

	for (i = 0; i < ST_COUNT; i++)
		if (strcmp(names[i], name) == 0)
			return (enum status)i;
	return ST_CORRUPT;
}

static enum status __attribute__((format(printf, 4, 0)))
err_fill(struct err *err, enum status st, const char *field, const char *fmt,
    va_list ap)
{
	char msg[1024];

	if (err == NULL)
		return st;
	/* The arguments may point into err itself, so format into a copy. */
	(void)vsnprintf(msg, sizeof(msg), fmt, ap);
	(void)str_copy_cut(err->field, sizeof(err->field), field);
	(void)str_copy_cut(err->msg, sizeof(err->msg), msg);
	err->st = st;
	return st;
}

enum status
err_set(struct err *err, enum status st, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_fill(err, st, "", fmt, ap);
	va_end(ap);
	return st;
}

enum status
err_field(struct err *err, enum status st, const char *field, const char *fmt,
    ...)
{
	char name[64];
	va_list ap;

	(void)str_copy_cut(name, sizeof(name), field);
	va_start(ap, fmt);
	err_fill(err, st, name, fmt, ap);
	va_end(ap);
	return st;
}

enum status
err_errno(struct err *err, enum status st, const char *fmt, ...)
{
	int saved = errno;
	char why[128];
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	err_fill(err, st, "", fmt, ap);
	va_end(ap);
	if (err != NULL) {
		(void)str_copy_cut(why, sizeof(why), strerror(saved));
		n = strlen(err->msg);
		(void)snprintf(err->msg + n, sizeof(err->msg) - n, ": %s", why);
	}
	errno = saved;
	return st;
}
