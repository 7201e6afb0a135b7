/* SPDX-License-Identifier: ISC */
#include "cmd/paths.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

/*
 * The build folder, if the program runs from it: it has a Makefile beside the
 * program.  "" otherwise.
 */
static const char *
paths_build(void)
{
	static char dir[PATH_MAX];
	static bool known;
	char probe[PATH_MAX + 16];
	char *slash;
	ssize_t n;

	if (known)
		return dir;
	known = true;
	n = readlink("/proc/self/exe", dir, sizeof(dir) - 1);
	if (n <= 0) {
		dir[0] = '\0';
		return dir;
	}
	dir[n] = '\0';
	slash = strrchr(dir, '/');
	*slash = '\0';
	if (str_format(probe, sizeof(probe), "%s/Makefile", dir) != ST_OK ||
	    access(probe, R_OK) != 0)
		dir[0] = '\0';
	return dir;
}

static const char *
paths_pick(char *buf, size_t size, const char *below, const char *installed)
{
	if (buf[0] != '\0')
		return buf;
	if (!str_empty(paths_build()) &&
	    str_format(buf, size, "%s/%s", paths_build(), below) == ST_OK &&
	    access(buf, R_OK) == 0)
		return buf;
	if (str_copy(buf, size, installed) != ST_OK)
		buf[0] = '\0';
	return buf;
}

const char *
paths_terminfo(void)
{
	static char buf[PATH_MAX + 32];

	(void)paths_pick(buf, sizeof(buf), "terminfo", PKGDATADIR "/terminfo");
	return access(buf, R_OK) == 0 ? buf : "";
}

