/*
 * SPDX-License-Identifier: ISC
 *
 * ini: INI files, read strictly and kept with their line numbers.
 *
 * The parser is iniparser, included nowhere else.  What it would silently
 * accept is refused first, in a scan of the raw text: lines over INI_LINE_MAX
 * bytes, invalid UTF-8, control characters, lines that are neither section nor
 * `key = value`, keys before the first section, and sections or keys that come
 * twice.  Each is refused as "FILE:LINE: why".
 *
 * Names are lower case ASCII letters, digits, '_', '-' and, in sections, one
 * blank between a kind and a name ("field birth"), which may have dots.  Values keep their bytes.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define INI_LINE_MAX 1000       /* bytes of a line; iniparser's own end is 1024 */
#define INI_FILE_MAX (256 * 1024) /* bytes of a file */
#define INI_KEYS_MAX 4096       /* keys and sections of a file */

struct ini;

/*
 * ST_NOTFOUND when there is no such file, ST_IO when it cannot be read,
 * ST_INVALID (field = "FILE:LINE") when a line is wrong.
 */
enum status ini_load(const char *path, struct ini **out, struct err *err)
    ERR_CHECKED;
void ini_free(struct ini *ini);

/* The path as it was given. */
const char *ini_path(const struct ini *ini);

/* Sections in the order of the file. */
unsigned ini_sections(const struct ini *ini);
const char *ini_section(const struct ini *ini, unsigned i);
bool ini_has(const struct ini *ini, const char *section);

/* Keys of section i in the order of the file. */
unsigned ini_keys(const struct ini *ini, unsigned i);
const char *ini_key(const struct ini *ini, unsigned i, unsigned k);

/* The value; NULL when the key is not there. */
const char *ini_get(const struct ini *ini, const char *section,
    const char *key);
/* The value; "" when the key is not there. */
const char *ini_text(const struct ini *ini, const char *section,
    const char *key);

/* Line of a key, or of its section when key is NULL; 0 when not there. */
unsigned ini_line(const struct ini *ini, const char *section,
    const char *key);

/* Number and yes/no, strictly; *out is unchanged when the key is missing. */
enum status ini_int(const struct ini *ini, const char *section,
    const char *key, int64_t max, int64_t *out, struct err *err) ERR_CHECKED;
enum status ini_bool(const struct ini *ini, const char *section,
    const char *key, bool *out, struct err *err) ERR_CHECKED;

/*
 * ST_INVALID with "FILE:LINE: why", the line being that of the key, or of the
 * section when key is NULL or missing; section NULL: line 1.
 */
enum status ini_fail(const struct ini *ini, const char *section,
    const char *key, struct err *err, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * Refuses a key of `section` that is not in the NULL-ended list `known`; so
 * that a misspelt key is not silently ignored.
 */
enum status ini_only(const struct ini *ini, const char *section,
    const char *const known[], struct err *err) ERR_CHECKED;
