/*
 * SPDX-License-Identifier: ISC
 *
 * kit/draft: drafts: half-typed forms, stored and offered at the next sign-in.
 */
#pragma once

#include <stddef.h>

struct ui;

/* Posts the draft, or drops the stored one if nothing is half typed. */
void draft_save(struct ui *u);
void draft_read(struct ui *u);
/* Called when a form was edited: the draft is saved within half a minute, in
 * case the desk dies. */
void draft_soon(struct ui *u);
/* Makes the next draft_offer() offer what is half typed now. */
void draft_again(struct ui *u);
/* Offers the draft of an earlier session, if it fits this role; a person
 * outside the scope is removed from it. */
void draft_offer(struct ui *u);
/* Value of `name` in lines "name=value" into dst, "" when there is none. */
void draft_value(const char *lines, const char *name, char *dst, size_t size);

/* True if the person that a draft names (0: none) is in this user's scope. */
bool draft_sees(struct ui *u, const char *lines, const char *name);
