/*
 * SPDX-License-Identifier: ISC
 *
 * conf_load: chitra.ini into struct conf, and a commented chitra.ini out of
 * the list of keys.  The keys, their defaults and their help are in
 * base/conf.h and nowhere else.
 */
#pragma once

#include "base/buf.h"
#include "base/conf.h"
#include "base/err.h"

/*
 * Every value at its default, as if `file` were empty; paths are made
 * absolute with the folder of `file` (which need not exist).  ST_LIMIT when a
 * path is too long.
 */
enum status conf_default(const char *file, struct conf *out, struct err *err)
    ERR_CHECKED;

/*
 * Reads `file`.  ST_NOTFOUND, ST_IO as ini_load(); ST_INVALID with
 * "FILE:LINE: why" for an unknown section or key, a malformed number or one out
 * of range, and a word that the key does not allow.
 */
enum status conf_load(const char *file, struct conf *out, struct err *err)
    ERR_CHECKED;

/* A value that a new chitra.ini sets itself. */
struct conf_set {
	const char *section, *key, *value;
};

/*
 * Appends the text of a chitra.ini: every key with its help and, as a
 * comment, its default; the n keys of `set` with their values.
 */
void conf_template(struct buf *out, const struct conf_set *set, unsigned n);
