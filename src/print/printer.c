/*
 * SPDX-License-Identifier: ISC
 *
 * printer: printers, and reading the files of printers and profiles.  The
 * shipped file is read first, then the office's own in order of their names, so
 * that the office's replace the shipped ones.
 */
#include "print/profile_priv.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

static const char *const printer_ways[WAY_COUNT] = {
#define X(id, name) [id] = name,
	PROFILE_WAY_LIST(X)
#undef X
};

static void
printer_done(struct printer *p)
{
	free(p->name);
	free(p->target);
	free(p->profile);
	free(p->title.msgid);
	free(p->title.own);
}

static enum status
printer_way(const struct ini *ini, const char *section, enum print_way *way,
    struct err *err)
{
	const char *name = ini_text(ini, section, "way");
	unsigned i;

	for (i = 0; i < WAY_COUNT; i++)
		if (strcmp(printer_ways[i], name) == 0) {
			*way = (enum print_way)i;
			return ST_OK;
		}
	return ini_fail(ini, section, "way", err,
	    _("way = %s: file, tcp, cups or terminal is needed"), name);
}

static enum status
printer_fill(const struct profiles *all, const struct ini *ini,
    const char *section, enum print_way *way, struct err *err)
{
	static const char *const known[] = { "title", "title_vi", "profile",
		"way", "target", NULL };
	const char *name = ini_text(ini, section, "profile");
	const struct profile *p = profile_find(all, name);
	enum status st;

	if ((st = ini_only(ini, section, known, err)) == ST_OK)
		st = printer_way(ini, section, way, err);
	if (st == ST_OK && p == NULL)
		st = ini_fail(ini, section, "profile", err,
		    _("there is no profile \"%s\""), name);
	if (st == ST_OK && *way == WAY_TERMINAL && !profile_terminal_ok(p))
		st = ini_fail(ini, section, "profile", err,
		    _("the orders or letters of \"%s\" do not pass a "
		    "terminal"), name);
	if (st == ST_OK && *way != WAY_TERMINAL &&
	    *ini_text(ini, section, "target") == '\0')
		st = ini_fail(ini, section, "target", err,
		    _("target = ... is needed"));
	return st;
}

static enum status
printer_add(struct profiles *all, const struct ini *ini, const char *section,
    struct err *err)
{
	const char *name = section + strlen("printer ");
	enum print_way way = WAY_FILE;
	const struct printer *before = printer_find(all, name);
	struct printer *at = NULL;

	if (printer_fill(all, ini, section, &way, err) != ST_OK)
		return err->st;
	if (before != NULL)
		at = &all->printers[before - all->printers];
	else if (all->nprinters < PROFILES_MAX)
		at = &all->printers[all->nprinters++];
	if (at == NULL)
		return ini_fail(ini, section, NULL, err,
		    _("more than %d printers"), PROFILES_MAX);
	printer_done(at);
	at->name = mem_strdup(name);
	at->way = way;
	at->profile = mem_strdup(ini_text(ini, section, "profile"));
	at->target = mem_strdup(ini_text(ini, section, "target"));
	profile_words(ini, section, &at->title);
	return ST_OK;
}

static enum status
printer_read(struct profiles *all, const char *path, struct err *err)
{
	struct ini *ini = NULL;
	enum status st;
	unsigned i, pass;

	st = ini_load(path, &ini, err);
	/* Profiles first: a printer may name one defined below it. */
	for (pass = 0; pass < 2; pass++) {
		for (i = 0; st == ST_OK && i < ini_sections(ini); i++) {
			const char *section = ini_section(ini, i);
			bool profile = str_starts(section, "profile ");

			if (!profile && !str_starts(section, "printer "))
				st = ini_fail(ini, section, NULL, err,
				    _("unknown section [%s]"), section);
			else if (profile && pass == 0)
				st = profile_add(all, ini, section, err);
			else if (!profile && pass == 1)
				st = printer_add(all, ini, section, err);
		}
	}
	ini_free(ini);
	return st;
}

static int
printer_is_ini(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] != '.' && n > 4 &&
	    strcmp(e->d_name + n - 4, ".ini") == 0;
}

static enum status
printer_folder(struct profiles *all, const char *dir, struct err *err)
{
	struct dirent **names = NULL;
	char path[PATH_MAX];
	enum status st = ST_OK;
	int i, n;

	n = scandir(dir, &names, printer_is_ini, alphasort);
	if (n < 0)
		return err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
		    "%s", dir);
	for (i = 0; i < n; i++) {
		if (st == ST_OK)
			st = str_format(path, sizeof(path), "%s/%s", dir,
			    names[i]->d_name) == ST_OK ?
			    printer_read(all, path, err) :
			    err_set(err, ST_LIMIT, "%s", dir);
		free(names[i]);
	}
	free(names);
	return st;
}

enum status
profiles_load(const char *shipped, const char *own, struct profiles **out,
    struct err *err)
{
	struct profiles *all = mem_zalloc(sizeof(*all));
	char path[PATH_MAX];
	enum status st;

	all->profiles = mem_array(PROFILES_MAX, sizeof(*all->profiles));
	all->printers = mem_array(PROFILES_MAX, sizeof(*all->printers));
	if (str_format(path, sizeof(path), "%s/printers.ini", shipped) !=
	    ST_OK)
		st = err_set(err, ST_LIMIT, "%s", shipped);
	else
		st = printer_read(all, path, err);
	if (st == ST_OK && !str_empty(own))
		st = printer_folder(all, own, err);
	if (st == ST_OK)
		*out = all;
	else
		profiles_free(all);
	return st;
}

void
profiles_free(struct profiles *p)
{
	unsigned i;

	if (p == NULL)
		return;
	for (i = 0; i < p->nprofiles; i++)
		profile_done(&p->profiles[i]);
	for (i = 0; i < p->nprinters; i++)
		printer_done(&p->printers[i]);
	free(p->profiles);
	free(p->printers);
	free(p);
}

const struct printer *
printer_find(const struct profiles *p, const char *name)
{
	unsigned i;

	for (i = 0; i < p->nprinters; i++)
		if (strcasecmp(p->printers[i].name, name) == 0)
			return &p->printers[i];
	return NULL;
}
