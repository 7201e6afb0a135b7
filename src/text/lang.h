/*
 * SPDX-License-Identifier: ISC
 *
 * lang: the language of the person, and a locale in which all letters can be
 * shown.  Needs no generated locale: C.UTF-8 is in every Debian.
 */
#ifndef CHITRA_UI_LANG_H
#define CHITRA_UI_LANG_H

/*
 * Sets up locale and translations of this process: "vi", "en"; anything else
 * means Vietnamese.  Numbers keep their C form.  May be called again.
 */
void lang_set(const char *language);

/* Another language of a process that is set up, in a moment: books answers
 * each in theirs. */
void lang_turn(const char *language);

/* Only binds the catalogue of this program to wherever it is; the language
 * stays what the environment says (commands in a shell). */
void lang_bind(void);

/* "vi" or "en", as last set; "vi" before that. */
const char *lang_get(void);

#endif
