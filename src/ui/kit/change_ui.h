/*
 * SPDX-License-Identifier: ISC
 *
 * kit/change_ui: requests on screens: the inbox, one request, and the forms
 * that make requests.
 */
#pragma once

#include "office/request/change.h"
#include "office/roll/person.h"
#include "ui/kit/screen.h"

/* Which requests the inbox shows; none or "": all. */
struct changes_filter {
	enum change_state state;
	char kind[11], area[9], month[8];
	bool mine;       /* only those that this user asked */
};

/* Argument of change_filter_screen; `done` with the screen below. */
struct change_filter_arg {
	struct changes_filter filter;
	void (*done)(struct screen *s, const struct changes_filter *f);
};

extern const struct screen_ops changes_screen, change_filter_screen,
    change_view_screen, timeline_screen, duplicates_screen, duplicate_screen;

/*
 * Number of waiting requests that this user can decide or edit, for the menu.
 */
unsigned changes_count(struct ui *u);

/* True if it is about a person, on the roll or new. */
bool change_about_person(const struct change_head *h);

/* True if the user may decide it; shows a message when not. */
bool change_may_approve(struct ui *u, const struct change_head *h);

/* "stop: died" */
const char *change_say_what(const struct change_head *h, char *dst,
    size_t size);

/* The form that makes such a request; NULL: none. */
const char *change_form_of(const char *kind, const char *reason,
    const struct wire_args *fields);
/* True if this role may ask for that kind of request. */
bool change_form_may(const struct ui *u, const char *kind);
/* Opens a form about a person (0: a new one). */
void change_form_open(struct ui *u, const char *form, int64_t person);
/* Opens the form of a waiting request, with its values. */
void change_form_again(struct ui *u, const struct change *ch);
/* Opens the form of the request that undoes an approved one. */
void change_form_undo(struct ui *u, const struct change_head *h);

/* Forms that this role may open for a person in that state, as *n items of a
 * pick list (code: the form); owned by the caller. */
struct pick_item;
void change_form_items(struct ui *u, const struct person *p,
    struct pick_item *v, unsigned max, unsigned *n);
