/*
 * SPDX-License-Identifier: ISC
 *
 * term/actions: the list of actions and their keys.  The foot line and the help
 * screen are made from it, and tests/unit/ui/test_ui_keys.c compares it with
 * man/chitra-keys.7.  A key has the same action on every screen.
 */
#pragma once

#include "ui/term/keys.h"

/* X(id, key, name of the key, word in the foot line, help) */
#define ACTION_LIST(X)                                                         \
	X(ACCEPT, K_ENTER, "Enter", N_("accept"),                              \
	    N_("Accept and go to the next field; on the last one the form's action. In a list: open.")) \
	X(NEXT, K_TAB, "Tab", N_("next"), N_("Next field."))                   \
	X(PREV, K_BACKTAB, "Shift-Tab", N_("previous"), N_("Previous field.")) \
	X(UP, K_UP, "Up", N_("up"), N_("One row or field up."))                \
	X(DOWN, K_DOWN, "Down", N_("down"), N_("One row or field down."))      \
	X(LEFT, K_LEFT, "Left", N_("left"), N_("One letter left; the choice before.")) \
	X(RIGHT, K_RIGHT, "Right", N_("right"), N_("One letter right; the next choice.")) \
	X(PAGE_UP, K_PGUP, "PgUp", N_("page up"), N_("The page before."))      \
	X(PAGE_DOWN, K_PGDN, "PgDn", N_("page down"), N_("The next page."))    \
	X(FIRST, K_HOME, "Home", N_("first"), N_("Start of the field; first page.")) \
	X(LAST, K_END, "End", N_("last"), N_("End of the field; last page."))  \
	X(ERASE, K_ERASE, "Backspace", N_("erase"), N_("Delete the letter to the left.")) \
	X(DELETE, K_DEL, "Del", N_("delete"), N_("Delete the letter under the cursor.")) \
	X(MARK, K_INS, "Ins", N_("mark"),                                      \
	    N_("Mark the row, or take the mark away; so does the space bar.")) \
	X(HELP, K_F1, "F1", N_("help"), N_("Help on this field or screen.")) \
	X(CHANGE, K_F2, "F2", N_("change"),                                    \
	    N_("Change what is there: take back the last payment, correct a person.")) \
	X(BACK, K_F3, "F3", N_("back"), N_("Back, as Esc Esc.")) \
	X(VALUES, K_F4, "F4", N_("values"), N_("List of values for this field.")) \
	X(SAME, K_F5, "F5", N_("same"), N_("The same as in the last record.")) \
	X(FILTER, K_F6, "F6", N_("filter"), N_("Show only some of the rows.")) \
	X(SORT, K_F7, "F7", N_("sort"), N_("Another order of the rows."))      \
	X(PRINT, K_F8, "F8", N_("print"), N_("Print what is shown."))          \
	X(MENU, K_F9, "F9", N_("menu"), N_("The menu."))                       \
	X(CONFIRM, K_F10, "F10", N_("save"),                                \
	    N_("Save, confirm, pay. Ctrl-E does the same, where the terminal keeps F10 to itself."))        \
	X(REDRAW, K_CTRL, "Ctrl-L", N_("redraw"), N_("Draw the screen again.")) \
	X(TYPING, K_CTRL, "Ctrl-\\", N_("Telex/VNI"),                          \
	    N_("Vietnamese typing by Telex or VNI on and off."))

enum action {
	ACT_NONE,
#define X(id, key, name, word, help) ACT_##id,
	ACTION_LIST(X)
#undef X
	ACT_COUNT
};

/* The action of a key; ACT_NONE for letters and keys without one. */
enum action action_of(const struct key *k);

/* Alternative to F10: no terminal, multiplexer or flow control intercepts it,
 * and it is not the start of typed text, as Esc and a digit can be. */
#define ACTION_CTRL_E "Ctrl-E"

/* "F10", "Enter", ...; word and help in the current language. */
const char *action_key(enum action a);
const char *action_word(enum action a);
const char *action_help(enum action a);
