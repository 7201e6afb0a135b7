/* SPDX-License-Identifier: ISC */
#include "base/printmode.h"

#include <stddef.h>

#include "base/str.h"

/* Terminals that show a print job on the screen instead. */
static const char *const printmode_never[] = {
	"screen", "tmux", "linux", "dumb", "unknown", "vte", "gnome",
	"konsole", "xterm-kitty", "alacritty", "foot", "ms-terminal", "vscode",
	"mosh", "cygwin", "nsterm", "iterm",
};

static const struct printmode_kind {
	const char *term, *on, *off;
} printmode_kinds[] = {
	{ "wy", "\x1b" "d#", "\x14" },
	{ "ibm315", "\x10\x12", "\x10\x14" },
	{ "ibm316", "\x10\x12", "\x10\x14" },
};

bool
printmode_of(const char *term, const char **on, const char **off)
{
	size_t i;

	for (i = 0; i < sizeof(printmode_never) / sizeof(*printmode_never); i++)
		if (str_starts(term, printmode_never[i]))
			return false;
	/*
	 * All others are sent ESC [5i.  terminfo is not asked: it lacks mc5 for
	 * putty, which prints, and has it for alacritty, which does not.
	 */
	*on = "\x1b[5i";
	*off = PRINTMODE_OFF;
	for (i = 0; i < sizeof(printmode_kinds) / sizeof(*printmode_kinds); i++)
		if (str_starts(term, printmode_kinds[i].term)) {
			*on = printmode_kinds[i].on;
			*off = printmode_kinds[i].off;
		}
	return true;
}
