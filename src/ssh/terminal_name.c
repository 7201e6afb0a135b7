/* SPDX-License-Identifier: ISC */
#include "ssh/terminal_name.h"

#include <string.h>

#define TERMINAL_FALLBACK "vt100"
#define TERMINAL_LETTERS                                                       \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-"

void
terminal_name(char out[TERMINAL_NAME_MAX], const char *name)
{
	size_t n = name != NULL ? strlen(name) : 0;

	if (n == 0 || n >= TERMINAL_NAME_MAX || name[0] == '.' ||
	    strspn(name, TERMINAL_LETTERS) != n) {
		name = TERMINAL_FALLBACK;
		n = sizeof(TERMINAL_FALLBACK) - 1;
	}
	memcpy(out, name, n + 1);
}
