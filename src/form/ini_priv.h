/*
 * SPDX-License-Identifier: ISC
 *
 * ini_priv: what the scan of the raw text (ini_scan.c) and the lookups
 * (ini.c) share.
 */
#pragma once

#include <stdarg.h>

#include "form/ini.h"

#define INI_NAME_MAX 64

struct ini_entry {
	char name[INI_NAME_MAX]; /* of the section or of the key */
	unsigned line;
	unsigned section; /* index in entries; a section names itself */
	const char *value; /* in dict; NULL for a section */
};

struct ini {
	char *path;
	struct _dictionary_ *dict; /* iniparser's; NULL until the scan is done */
	struct ini_entry *entries; /* in the order of the file */
	unsigned n, cap;
};

/* Reads the file's raw text into ini->entries; says what is wrong with it. */
enum status ini_scan(struct ini *ini, struct err *err) ERR_CHECKED;

/* ST_INVALID with "FILE:LINE: why". */
enum status ini_vbad(const char *path, unsigned line, struct err *err,
    const char *fmt, va_list ap) __attribute__((format(printf, 4, 0)));
enum status ini_bad(const char *path, unsigned line, struct err *err,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
