/*
 * SPDX-License-Identifier: ISC
 *
 * form_find: finds the files of forms/, and has what all their loaders share:
 * sections "KIND NAME", texts with a province's own words, small numbers.
 */
#include "form/form_priv.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

/*
 * Beside the program: an installation that was moved, then build trees.  The
 * marker keeps a stray folder named "forms" from being taken for ours.
 */
static const char *const form_beside[] = {
	"../share/chitra/forms", "forms", "../forms", "../../forms",
	"../../../forms", "../../../../forms",
};

static bool
form_is_home(const char *dir)
{
	char marker[PATH_MAX];

	return str_format(marker, sizeof(marker), "%s/report-payment-list.ini", dir)
	    == ST_OK && access(marker, R_OK) == 0;
}

const char *
form_shipped(void)
{
	static char found[PATH_MAX]; /* constant while the program runs */
	char exe[PATH_MAX], dir[PATH_MAX];
	ssize_t n;
	size_t i;

	if (found[0] != '\0')
		return found;
	n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	exe[n > 0 ? n : 0] = '\0';
	if (strrchr(exe, '/') != NULL)
		*strrchr(exe, '/') = '\0';
	for (i = 0; i < sizeof(form_beside) / sizeof(form_beside[0]); i++) {
		if (str_format(dir, sizeof(dir), "%s/%s", exe, form_beside[i])
		    != ST_OK || !form_is_home(dir))
			continue;
		(void)str_copy_cut(found, sizeof(found), dir);
		return found;
	}
	(void)str_copy_cut(found, sizeof(found), PKGDATADIR "/forms");
	return found;
}

static bool
form_name_ok(const char *name)
{
	return *name != '\0' && name[strspn(name,
	    "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

enum status
form_open(const struct form_dirs *dirs, const char *name, struct ini **out,
    struct err *err)
{
	const char *folder[2] = { dirs->own, dirs->shipped };
	char path[PATH_MAX];
	unsigned i;

	/*
	 * The name may come from a command line: it must not leave the folder.
	 */
	for (i = 0; form_name_ok(name) && i < 2; i++) {
		if (str_empty(folder[i]))
			continue;
		if (str_format(path, sizeof(path), "%s/%s.ini", folder[i],
		    name) != ST_OK)
			return err_set(err, ST_LIMIT, _("%s: path too long"),
			    folder[i]);
		if (access(path, F_OK) == 0)
			return ini_load(path, out, err);
	}
	return err_set(err, ST_NOTFOUND, _("there is no form \"%s\""), name);
}

const char *
form_say(const struct form_word *w)
{
	const char *language = getenv("LANGUAGE");

	if (*w->own != '\0' && language != NULL && str_starts(language, "vi"))
		return w->own;
	/* gettext("") returns the header of the catalogue. */
	return *w->msgid != '\0' ? gettext(w->msgid) : "";
}

void
form_word_take(const struct ini *ini, const char *section, const char *key,
    struct form_word *out)
{
	char own[64];

	if (str_format(own, sizeof(own), "%s_vi", key) != ST_OK)
		own[0] = '\0';
	out->msgid = mem_strdup(ini_text(ini, section, key));
	out->own = mem_strdup(ini_text(ini, section, own));
}

void
form_word_done(struct form_word *w)
{
	free(w->msgid);
	free(w->own);
	w->msgid = w->own = NULL;
}

enum status
form_word_must(const struct ini *ini, const char *section, const char *key,
    struct form_word *out, struct err *err)
{
	if (*ini_text(ini, section, key) == '\0')
		return ini_fail(ini, section, key, err,
		    _("[%s] needs %s = ..."), section, key);
	form_word_take(ini, section, key, out);
	return ST_OK;
}

const char *
form_part(const char *section, const char *kind)
{
	size_t n = strlen(kind);

	if (strncmp(section, kind, n) != 0 || section[n] != ' ')
		return NULL;
	return section + n + 1;
}

unsigned
form_parts(const struct ini *ini, const char *kind)
{
	unsigned i, n = 0;

	for (i = 0; i < ini_sections(ini); i++)
		n += form_part(ini_section(ini, i), kind) != NULL;
	return n;
}

enum status
form_sections(const struct ini *ini, const char *head,
    const char *const kinds[], const char *name, struct err *err)
{
	unsigned i, k;

	if (!ini_has(ini, head))
		return ini_fail(ini, NULL, NULL, err, _("there is no [%s]"),
		    head);
	for (i = 0; i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);

		if (strcmp(section, head) == 0)
			continue;
		for (k = 0; kinds[k] != NULL; k++)
			if (form_part(section, kinds[k]) != NULL)
				break;
		if (kinds[k] == NULL)
			return ini_fail(ini, section, NULL, err,
			    _("unknown section [%s]"), section);
		if (form_parts(ini, kinds[k]) > FORM_PARTS_MAX)
			return ini_fail(ini, section, NULL, err,
			    _("more than %d sections [%s ...]"),
			    FORM_PARTS_MAX, kinds[k]);
	}
	if (strcmp(ini_text(ini, head, "name"), name) != 0)
		return ini_fail(ini, head, "name", err,
		    _("name must be \"%s\", as the file is called"), name);
	return ST_OK;
}

enum status
form_number(const struct ini *ini, const char *section, const char *key,
    unsigned max, unsigned *out, struct err *err)
{
	int64_t v = *out;
	enum status st;

	st = ini_int(ini, section, key, max, &v, err);
	if (st == ST_OK)
		*out = (unsigned)v;
	return st;
}

enum status
form_align_take(const struct ini *ini, const char *section,
    enum form_align *out, struct err *err)
{
	static const char *const words[] = {
		[FORM_LEFT] = "left", [FORM_RIGHT] = "right",
		[FORM_CENTRE] = "centre",
	};
	const char *value = ini_get(ini, section, "align");
	unsigned i;

	if (value == NULL)
		return ST_OK;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(value, words[i]) == 0) {
			*out = (enum form_align)i;
			return ST_OK;
		}
	return ini_fail(ini, section, "align", err,
	    _("align = %s: left, right or centre is needed"), value);
}
