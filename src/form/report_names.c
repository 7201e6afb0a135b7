/*
 * SPDX-License-Identifier: ISC
 *
 * report_names: which reports there are, in both folders of forms.
 */
#include "form/report_def.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define REPORT_NAMES_MAX 256

static int
report_names_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "report-NAME.ini" -> NAME; NULL for another file.  Freed by the caller. */
static char *
report_names_one(const char *file)
{
	size_t n = strlen(file);

	if (!str_starts(file, "report-") || n <= 11 ||
	    strcmp(file + n - 4, ".ini") != 0)
		return NULL;
	return mem_strndup(file + 7, n - 11);
}

static bool
report_names_has(char **names, unsigned n, const char *name)
{
	while (n-- > 0)
		if (strcmp(names[n], name) == 0)
			return true;
	return false;
}

static unsigned
report_names_in(const char *dir, char **names, unsigned n)
{
	struct dirent *e;
	char *name;
	DIR *d;

	d = str_empty(dir) ? NULL : opendir(dir);
	if (d == NULL)
		return n;
	while (n < REPORT_NAMES_MAX && (e = readdir(d)) != NULL) {
		name = report_names_one(e->d_name);
		if (name == NULL)
			continue;
		if (report_names_has(names, n, name))
			free(name);
		else
			names[n++] = name;
	}
	(void)closedir(d);
	return n;
}

char **
report_def_names(const struct form_dirs *dirs)
{
	char **names = mem_array(REPORT_NAMES_MAX + 1, sizeof(*names));
	unsigned n;

	n = report_names_in(dirs->own, names, 0);
	n = report_names_in(dirs->shipped, names, n);
	qsort(names, n, sizeof(*names), report_names_order);
	return names;
}

void
report_def_names_free(char **names)
{
	unsigned i;

	for (i = 0; names != NULL && names[i] != NULL; i++)
		free(names[i]);
	free(names);
}
