/* SPDX-License-Identifier: ISC */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum status
str_copy(char *dst, size_t size, const char *src)
{
	size_t n = strlen(src);

	if (n >= size) {
		if (size > 0)
			dst[0] = '\0';
		return ST_LIMIT;
	}
	memcpy(dst, src, n + 1);
	return ST_OK;
}

bool
str_copy_cut(char *dst, size_t size, const char *src)
{
	size_t n = strlen(src);

	if (size == 0)
		return false;
	if (n < size) {
		memmove(dst, src, n + 1);
		return true;
	}
	n = size - 1;
	/* Step back over continuation bytes so that no letter is split. */
	while (n > 0 && utf8_tail((unsigned char)src[n]))
		n--;
	memmove(dst, src, n);
	dst[n] = '\0';
	return false;
}

enum status
str_format(char *dst, size_t size, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(dst, size, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= size) {
		if (size > 0)
			dst[0] = '\0';
		return ST_LIMIT;
	}
	return ST_OK;
}

enum status
str_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
	bool neg = false;
	int64_t v = 0;

	if (*s == '-') {
		neg = true;
		s++;
	}
	if (*s == '\0')
		return ST_INVALID;
	for (; *s != '\0'; s++) {
		int d = *s - '0';

		if (d < 0 || d > 9)
			return ST_INVALID;
		/* Built up as a negative number: -INT64_MIN does not fit. */
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, (int64_t)d, &v))
			return ST_INVALID;
	}
	if (!neg && __builtin_sub_overflow((int64_t)0, v, &v))
		return ST_INVALID;
	if (v < min || v > max)
		return ST_INVALID;
	*out = v;
	return ST_OK;
}

enum status
str_bool(const char *s, bool *out)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {
		{ "yes", true }, { "true", true }, { "on", true }, { "1", true },
		{ "no", false }, { "false", false }, { "off", false },
		{ "0", false },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(s, words[i].word) == 0) {
			*out = words[i].value;
			return ST_OK;
		}
	return ST_INVALID;
}

static bool
str_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

char *
str_trim(char *s)
{
	size_t n = strlen(s), start = 0;

	while (n > 0 && str_blank(s[n - 1]))
		s[--n] = '\0';
	while (str_blank(s[start]))
		start++;
	if (start > 0)
		memmove(s, s + start, n - start + 1);
	return s;
}

bool
str_empty(const char *s)
{
	return s == NULL || *s == '\0';
}

bool
str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

void
str_hex(char *out, const void *bytes, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	const unsigned char *b = bytes;
	size_t i;

	for (i = 0; i < n; i++) {
		out[2 * i] = digit[b[i] >> 4];
		out[2 * i + 1] = digit[b[i] & 15];
	}
	out[2 * n] = '\0';
}

static int
str_nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

enum status
str_unhex(void *out, size_t n, const char *hex)
{
	unsigned char *b = out;
	size_t i;

	if (strlen(hex) != 2 * n)
		return ST_INVALID;
	for (i = 0; i < n; i++) {
		int hi = str_nibble(hex[2 * i]), lo = str_nibble(hex[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return ST_INVALID;
		b[i] = (unsigned char)(hi << 4 | lo);
	}
	return ST_OK;
}
