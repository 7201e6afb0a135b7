/*
 * SPDX-License-Identifier: ISC
 *
 * profile: the control codes and paper of printers, and their addresses.  From
 * forms/printers.ini and the *.ini files of the folder that chitra.ini names
 * (print.profiles); a repeated name replaces the earlier one.
 *
 *   [profile NAME]  paper and language: columns, lines, charset, orders
 *   [printer NAME]  a way out: profile, way, target
 *
 * Control codes are words separated by blanks: names (ESC SI DC2 FF ...), 0x1B
 * for a byte, anything else for itself: "ESC @ ESC C 0x42 SI".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"
#include "form/report_def.h"
#include "text/charset.h"

#define PROFILE_ORDER 64 /* bytes of one control code */

struct profile_order {
	unsigned char bytes[PROFILE_ORDER];
	size_t n;
};

struct profile {
	char *name;
	struct form_word title;
	enum report_paper paper;   /* columns = 80 or 132 */
	unsigned lines;            /* printed on a page */
	unsigned length;           /* lines from page to page, without FF */
	enum charset charset;
	bool formfeed;             /* FF between pages, else empty lines */
	bool crlf;                 /* CR LF after a line, else LF */
	struct profile_order init, reset, bold_on, bold_off;
};

/* X-macro: constant, name in the file. */
#define PROFILE_WAY_LIST(X)                                                   \
	X(WAY_FILE, "file")         /* target: path */                        \
	X(WAY_TCP, "tcp")           /* target: HOST:PORT, mostly 9100 */      \
	X(WAY_CUPS, "cups")         /* target: queue */                       \
	X(WAY_TERMINAL, "terminal") /* the printer of the person's terminal */

enum print_way {
#define X(id, name) id,
	PROFILE_WAY_LIST(X)
#undef X
	WAY_COUNT
};

struct printer {
	char *name, *target;
	struct form_word title;
	char *profile;
	enum print_way way;
};

struct profiles {
	struct profile *profiles;
	struct printer *printers;
	unsigned nprofiles, nprinters;
};

/*
 * `own` is a folder, "" or NULL for none.  ST_INVALID with "FILE:LINE: why";
 * the control codes of a printer on a terminal must be 7-bit, without NUL, DC1,
 * DC3 and ESC [, which terminals interpret.
 */
enum status profiles_load(const char *shipped, const char *own,
    struct profiles **out, struct err *err) ERR_CHECKED;
void profiles_free(struct profiles *p);

/* NULL when there is no profile of that name. */
const struct profile *profile_find(const struct profiles *p, const char *name);
const struct printer *printer_find(const struct profiles *p, const char *name);

/* True if its bytes pass a terminal. */
bool profile_terminal_ok(const struct profile *p);
