/*
 * SPDX-License-Identifier: ISC
 *
 * say: translation of user-visible text.  _() translates now, N_() only marks a
 * word in a table that is translated when it is shown.
 */
#ifndef CHITRA_BASE_SAY_H
#define CHITRA_BASE_SAY_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s)

#endif
