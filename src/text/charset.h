/*
 * SPDX-License-Identifier: ISC
 *
 * charset: text in the character set of a printer.  Single-byte sets give
 * exactly one byte a letter (columns stay columns) and never a byte 00-1F or
 * 7F-9F: printers take those as commands (TCVN's own capitals Ứ and Ỳ are DC1,
 * DC3).
 */
#pragma once

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum charset {
	CHARSET_ASCII, /* fold_print(): works on every printer */
	CHARSET_UTF8,
	CHARSET_TCVN3, /* TCVN 5712 VN3 ("ABC"): toned capitals lose the tone */
	CHARSET_COUNT
};

/* "ascii", "utf-8", "tcvn3" and usual spellings; CHARSET_COUNT for others. */
enum charset charset_by_name(const char *name);

/* The name that charset_by_name() knows and settings show. */
const char *charset_name(enum charset cs);

/*
 * Appends text in the set.  Control characters and what the set lacks turn
 * into '?' or the nearest ASCII.  Expects NFC.  ST_LIMIT, nothing appended,
 * when out is full.
 */
enum status charset_encode(struct buf *out, const char *utf8, enum charset cs)
    ERR_CHECKED;

/* The TCVN-3 byte of one code point; 0 for a combining mark. */
unsigned char charset_tcvn3(uint32_t cp);
