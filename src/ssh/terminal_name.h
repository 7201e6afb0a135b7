/*
 * SPDX-License-Identifier: ISC
 *
 * terminal_name: the TERM that a client sends, validated before it becomes part
 * of a terminfo path.
 */
#pragma once

#include <stddef.h>

#define TERMINAL_NAME_MAX 65 /* bytes with the NUL */

/*
 * Copies `name` when it is [A-Za-z0-9._+-]{1,64} and does not start with a dot,
 * else "vt100".  NULL is allowed.
 */
void terminal_name(char out[TERMINAL_NAME_MAX], const char *name);
