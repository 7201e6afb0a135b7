/*
 * SPDX-License-Identifier: ISC
 *
 * say: translation of user-visible text.  _() translates now, N_() only marks a
 * word in a table that is translated when it is shown.
 */
#pragma once

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s)
