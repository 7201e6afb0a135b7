/*
 * SPDX-License-Identifier: ISC
 *
 * lang: the language of the user, and a locale in which all letters can be
 * shown.  Needs no generated locale: C.UTF-8 is in every Debian.
 */
#pragma once

/*
 * Sets up locale and translations of this process: "vi", "en"; anything else
 * means Vietnamese.  Numbers keep their C form.  May be called again.
 */
void lang_set(const char *language);

/* Switches the language of a process that called lang_set().  Cheap: books does
 * it for every answer. */
void lang_turn(const char *language);

/* Only finds the catalogue of this program; the language is that of the
 * environment (for commands in a shell). */
void lang_bind(void);

/* "vi" or "en", as last set; "vi" before that. */
const char *lang_get(void);
