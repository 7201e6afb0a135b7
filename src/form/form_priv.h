/*
 * SPDX-License-Identifier: ISC
 *
 * form_priv: what the loaders of entry forms, lists and reports share.
 */
#pragma once

#include "form/form.h"
#include "form/ini.h"
#include "form/list.h"

#define FORM_PARTS_MAX 64 /* fields, columns or choices of one file */

/* The key's words (and KEY_vi); "" when missing.  Done with form_word_done. */
void form_word_take(const struct ini *ini, const char *section,
    const char *key, struct form_word *out);
void form_word_done(struct form_word *w);

/* ST_INVALID when the words are missing or empty. */
enum status form_word_must(const struct ini *ini, const char *section,
    const char *key, struct form_word *out, struct err *err) ERR_CHECKED;

/*
 * The name in a section "KIND NAME"; NULL for a section of another kind.
 * The result points into `section`.
 */
const char *form_part(const char *section, const char *kind);

/* How many sections "KIND NAME" there are. */
unsigned form_parts(const struct ini *ini, const char *kind);

/*
 * Refuses a file with a section that is neither `head` nor of one of the
 * kinds (NULL-ended), without `head`, or whose head's name is not `name`.
 */
enum status form_sections(const struct ini *ini, const char *head,
    const char *const kinds[], const char *name, struct err *err) ERR_CHECKED;

/* The part before the n-th '|', or NULL; freed by the caller. */
char *form_nth(const char *list, unsigned n);

/* set = NAME:VALUE|NAME:VALUE of [form] into f->sets. */
enum status form_sets_take(struct form *f, const struct ini *ini,
    struct err *err) ERR_CHECKED;

/* An unsigned key between min and max; *out is kept when it is missing. */
enum status form_number(const struct ini *ini, const char *section,
    const char *key, unsigned max, unsigned *out, struct err *err)
    ERR_CHECKED;

/* "left", "right" or "centre"; *out is kept when the key is missing. */
enum status form_align_take(const struct ini *ini, const char *section,
    enum form_align *out, struct err *err) ERR_CHECKED;
