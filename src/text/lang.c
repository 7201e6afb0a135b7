/*
 * SPDX-License-Identifier: ISC
 *
 * gettext translates under C.UTF-8 when LANGUAGE names the language, and
 * never under plain C.
 */
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/say.h"
#include "base/str.h"
#include "text/lang.h"

/* Folders of vi/LC_MESSAGES/chitra.mo beside the program (a moved installation,
 * a build tree), tried before the installed one. */
static const char *const beside[] = {
	"../share/locale", "po", "../po", "../../po", "../../../po",
};

extern int _nl_msg_cat_cntr; /* gettext.info, "Being a gettext grok" */

static const char *current = "vi";

static void
catalogue_dir(char *out, size_t size)
{
	char exe[PATH_MAX], mo[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	exe[n > 0 ? n : 0] = '\0';
	if (strrchr(exe, '/') != NULL)
		*strrchr(exe, '/') = '\0';
	for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
		if (str_format(out, size, "%s/%s", exe, beside[i]) != ST_OK ||
		    str_format(mo, sizeof mo, "%s/vi/LC_MESSAGES/chitra.mo",
		    out) != ST_OK)
			continue;
		if (access(mo, R_OK) == 0)
			return;
	}
	(void)str_copy_cut(out, size, LOCALEDIR);
}

void
lang_bind(void)
{
	char dir[PATH_MAX];

	catalogue_dir(dir, sizeof dir);
	bindtextdomain("chitra", dir);
	bind_textdomain_codeset("chitra", "UTF-8");
	textdomain("chitra");
}

void
lang_set(const char *language)
{
	current = strcmp(language, "en") == 0 ? "en" : "vi";
	/* vi_VN has to be generated, and would give strtod() decimal commas. */
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "");
	if (setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
		setlocale(LC_MESSAGES, "");
	setenv("LANGUAGE", current, 1);
	lang_bind();
	_nl_msg_cat_cntr++;
}

void
lang_turn(const char *language)
{
	const char *next = strcmp(language, "en") == 0 ? "en" : "vi";

	if (strcmp(next, current) == 0)
		return;
	current = next;
	setenv("LANGUAGE", current, 1);
	_nl_msg_cat_cntr++;
}

const char *
lang_get(void)
{
	return current;
}
