/*
 * SPDX-License-Identifier: ISC
 *
 * kit/draft: what is half typed, kept in the books and offered at the next sign-in.
 */
#ifndef CHITRA_UI_DRAFT_H
#define CHITRA_UI_DRAFT_H

#include <stddef.h>

struct ui;

/* Posts what is half typed, or drops the draft that is no longer wanted. */
void draft_save(struct ui *u);
void draft_read(struct ui *u);
/* A form is being typed in: kept half a minute from now at the latest, for a
 * desk that dies. */
void draft_soon(struct ui *u);
/* What is half typed now is asked about when draft_offer() comes next. */
void draft_again(struct ui *u);
/* Asks about a draft of the session before, if there is one and it is for this
 * role; a person elsewhere is left out of it. */
void draft_offer(struct ui *u);
/* Value of `name` in lines "name=value" into dst, "" when there is none. */
void draft_value(const char *lines, const char *name, char *dst, size_t size);

/* Is the person that a draft names there (0: nobody) in this person's places? */
bool draft_sees(struct ui *u, const char *lines, const char *name);

#endif
