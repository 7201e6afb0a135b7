/*
 * SPDX-License-Identifier: ISC
 *
 * query/walk: people whose key begins with a prefix, in the order of the key,
 * over all places of a scope at once.  One index probe a place finds the
 * first candidates, then those places are read on whose people are taken:
 * nothing is sorted, and the people themselves are not read.
 */
#pragma once

#include "office/verb/scope.h"

enum walk_key { WALK_NAME, WALK_GIVEN, WALK_INITIALS, WALK_KEYS };

struct walk;

/* The scope must outlive the walk.  Freed by walk_free(); NULL on error. */
struct walk *walk_new(struct db *db, const struct scope *sc, enum walk_key key,
    const char *prefix, struct err *err);
/*
 * Next person and its key (valid until the next call); *person = 0 at the
 * end.
 */
enum status walk_next(struct walk *w, int64_t *person, const char **key,
    struct err *err) ERR_CHECKED;
void walk_free(struct walk *w);
