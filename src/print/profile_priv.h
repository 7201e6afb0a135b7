/*
 * SPDX-License-Identifier: ISC
 *
 * profile_priv: shared by profile.c and printer.c.
 */
#pragma once

#include "form/ini.h"
#include "print/profile.h"

#define PROFILES_MAX 200 /* profiles, and printers, of one office */

/* Adds the profile of [profile NAME], or replaces the one of that name. */
enum status profile_add(struct profiles *all, const struct ini *ini,
    const char *section, struct err *err) ERR_CHECKED;
void profile_done(struct profile *p);

/* title and title_vi of a section. */
void profile_words(const struct ini *ini, const char *section,
    struct form_word *title);
