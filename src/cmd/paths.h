/*
 * SPDX-License-Identifier: ISC
 *
 * paths: the folder of the shipped data: the installed place, or, for a program
 * run from its build folder, the build tree.  (The forms: form_shipped().)
 */
#pragma once

/* Private terminfo tree, "" when there is none. */
const char *paths_terminfo(void);
