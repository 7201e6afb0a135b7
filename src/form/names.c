/*
 * SPDX-License-Identifier: ISC
 *
 * names: lists the files in both folders of forms, and loads all of them as a
 * test.
 */

#include <dirent.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "form/ini_priv.h"
#include "form/list.h"
#include "form/report_def.h"

#define FORM_NAMES_MAX 256

static int
names_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* PREFIX "NAME.ini" -> NAME; NULL for another file.  Freed by the caller. */
static char *
names_one(const char *file, const char *prefix)
{
	size_t n = strlen(file), before = strlen(prefix);

	if (!str_starts(file, prefix) || n <= before + 4 ||
	    strcmp(file + n - 4, ".ini") != 0)
		return NULL;
	return mem_strndup(file + before, n - before - 4);
}

static bool
names_has(char **names, unsigned n, const char *name)
{
	while (n-- > 0)
		if (strcmp(names[n], name) == 0)
			return true;
	return false;
}

static unsigned
names_in(const char *dir, const char *prefix, char **names, unsigned n)
{
	struct dirent *e;
	char *name;
	DIR *d;

	d = str_empty(dir) ? NULL : opendir(dir);
	if (d == NULL)
		return n;
	while (n < FORM_NAMES_MAX && (e = readdir(d)) != NULL) {
		name = names_one(e->d_name, prefix);
		if (name == NULL)
			continue;
		if (names_has(names, n, name))
			free(name);
		else
			names[n++] = name;
	}
	(void)closedir(d);
	return n;
}

static char **
names_all(const struct form_dirs *dirs, const char *prefix)
{
	char **names = mem_array(FORM_NAMES_MAX + 1, sizeof(*names));
	unsigned n;

	n = names_in(dirs->own, prefix, names, 0);
	n = names_in(dirs->shipped, prefix, names, n);
	qsort(names, n, sizeof(*names), names_order);
	return names;
}

char **
report_def_names(const struct form_dirs *dirs)
{
	return names_all(dirs, "report-");
}

void
report_def_names_free(char **names)
{
	unsigned i;

	for (i = 0; names != NULL && names[i] != NULL; i++)
		free(names[i]);
	free(names);
}

enum status
form_fail(const struct form *f, unsigned line, struct err *err,
    const char *fmt, ...)
{
	enum status st;
	va_list ap;

	va_start(ap, fmt);
	st = ini_vbad(f->path, line, err, fmt, ap);
	va_end(ap);
	return st;
}

static enum status
names_try_form(const struct form_dirs *dirs, const char *name,
    enum status (*fits)(const struct form *f, struct err *err),
    struct err *err)
{
	struct form *f = NULL;
	enum status st = form_load(dirs, name, &f, err);

	if (st == ST_OK) {
		st = fits(f, err);
		form_free(f);
	}
	return st;
}

static enum status
names_try(const struct form_dirs *dirs, const char *name,
    enum status (*fits)(const struct form *f, struct err *err),
    struct err *err)
{
	struct report_def *report = NULL;
	struct form_list *list = NULL;
	struct ini *ini = NULL;
	bool form, columns;
	enum status st;

	if (str_starts(name, "report-")) {
		st = report_def_load(dirs, name + strlen("report-"), &report,
		    err);
		if (st == ST_OK)
			report_def_free(report);
		return st;
	}
	if (form_open(dirs, name, &ini, err) != ST_OK)
		return err->st;
	form = ini_has(ini, "form");
	columns = ini_has(ini, "list");
	ini_free(ini);
	if (form)
		return names_try_form(dirs, name, fits, err);
	if (!columns)
		return ST_OK; /* printers: print/ loads those */
	st = form_list_load(dirs, name, &list, err);
	if (st == ST_OK)
		form_list_free(list);
	return st;
}

enum status
form_try_all(const struct form_dirs *dirs,
    enum status (*fits)(const struct form *f, struct err *err),
    struct err *err)
{
	char **names = names_all(dirs, "");
	enum status st = ST_OK;
	unsigned i;

	for (i = 0; st == ST_OK && names[i] != NULL; i++)
		st = names_try(dirs, names[i], fits, err);
	report_def_names_free(names);
	return st;
}
