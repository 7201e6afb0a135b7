/*
 * SPDX-License-Identifier: ISC
 *
 * sentence: text that the program stores and each reader sees in his own
 * language.  The stored form is the untranslated message followed by its
 * values, one text value per sentence:
 *
 *     02 message { 1f value } 03        (bytes in hex)
 *
 * A value is a text, a whole number in digits or, where it is made of words
 * itself, a sentence in the same form.  Money, months and days are written one
 * way in every language: they are texts.  Any other stored text (typed by a
 * person, or stored by an older version) is shown unchanged.
 *
 * Conversions: %s, %d, %i, %u, with l or ll, and %%; a translation may number
 * them (%2$s).  None has a width or a precision.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>

#include "base/buf.h"

#define SENTENCE_TEXT 1024 /* bytes of one, stored or shown, and its NUL */

/*
 * Stores a sentence into dst.  msgid is marked N_(), not translated.  A value
 * that is a stored sentence itself is also shown in the language of the reader;
 * control characters in any other become '?'.  A sentence that does not fit is
 * translated now and cut.
 */
void sentence_make(char *dst, size_t size, const char *msgid, ...)
    __attribute__((format(printf, 3, 4)));
void sentence_vmake(char *dst, size_t size, const char *msgid, va_list ap)
    __attribute__((format(printf, 3, 0)));

/* A word of a table, N_(), as a value of another sentence; returns dst. */
const char *sentence_word(char *dst, size_t size, const char *msgid);

/*
 * Translates a stored sentence into the current language, cleaned
 * (base/clean.h), and cut between letters when it does not fit.  Malformed ones
 * are shown as stored, cleaned.
 */
void sentence_show(char *dst, size_t size, const char *stored);

/* Appends sentences that are stored one a line, as such lines. */
void sentence_show_lines(struct buf *out, const char *stored);
