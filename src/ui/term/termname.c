/*
 * SPDX-License-Identifier: ISC
 *
 * TERM comes from the client and may be anything.  Names missing from
 * Debian's terminfo are mapped by family.  The terminal itself is not queried:
 * that would take a round trip.
 */
#include <string.h>

#include "base/str.h"
#include "ui/term/termname.h"

struct family {
	const char *prefix;
	const char *use;    /* description that fits the whole family */
	bool pastes;        /* supports bracketed paste */
};

static const struct family families[] = {
	{ "xterm", "xterm-256color", true },
	{ "foot", "xterm-256color", true },
	{ "wezterm", "xterm-256color", true },
	{ "contour", "xterm-256color", true },
	{ "alacritty", "xterm-256color", true },
	{ "kitty", "xterm-256color", true },
	{ "ghostty", "xterm-256color", true },
	{ "konsole", "xterm-256color", true },
	{ "vte", "xterm-256color", true },
	{ "gnome", "xterm-256color", true },
	{ "iterm", "xterm-256color", true },
	{ "nsterm", "xterm", false },
	{ "msys", "xterm-256color", true },
	{ "cygwin", "xterm", false },
	{ "ms-terminal", "xterm-256color", true },
	{ "st", "xterm-256color", true },
	{ "putty", "xterm", true },
	{ "teraterm", "xterm", false },
	{ "rxvt", "xterm", true },
	{ "tmux", "screen", true },
	{ "screen", "vt220", true },
	{ "linux", "vt220", false },
	{ "syncterm", "ansi", false },
	{ "vt", "vt220", false },
};

#define LAST_RESORT "vt100"

static const struct family *
family_of(const char *name)
{
	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
		if (str_starts(name, families[i].prefix))
			return &families[i];
	return NULL;
}

bool
termname_valid(const char *name)
{
	size_t n = strlen(name);

	return n >= 1 && n <= 64 && name[0] != '.' &&
	    strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789._+-") == n;
}

const char *
termname_try(const char *name, unsigned i)
{
	const struct family *f;

	if (!termname_valid(name))
		return i == 0 ? LAST_RESORT : NULL;
	f = family_of(name);
	if (i == 0)
		return name;
	if (i == 1)
		return f != NULL ? f->use : LAST_RESORT;
	return i == 2 && f != NULL ? LAST_RESORT : NULL;
}

bool
termname_pastes(const char *name)
{
	const struct family *f = family_of(name);

	return f != NULL && f->pastes;
}

bool
termname_keeps_f10(const char *name)
{
	/*
	 * Terminal windows with a menu on F10; VT100s, as minicom, end with
	 * PF4.
	 */
	static const char *const prefixes[] = { "vte", "gnome", "xfce", "ansi",
		"vt10" };

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (str_starts(name, prefixes[i]))
			return true;
	return false;
}
