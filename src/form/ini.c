/*
 * SPDX-License-Identifier: ISC
 *
 * The scan (ini_scan.c) owns names and line numbers, iniparser owns the
 * values; at the end both must have seen the same keys.  iniparser 4.1
 * follows a NULL when a section is asked for as if it were a key
 * (CVE-2023-33461), so every value is fetched with getstring, and only for
 * keys that the scan has seen.
 */
#include "config.h"

#include "form/ini_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_INIPARSER_INIPARSER_H
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

static const struct ini_entry *
ini_find(const struct ini *ini, const char *section, const char *key)
{
	unsigned i;

	for (i = 0; i < ini->n; i++) {
		const struct ini_entry *e = &ini->entries[i];

		if (strcmp(ini->entries[e->section].name, section) != 0)
			continue;
		if (key == NULL ? e->section == i :
		    e->section != i && strcmp(e->name, key) == 0)
			return e;
	}
	return NULL;
}

/* The scan has reported every error; iniparser's messages are dropped. */
static int
ini_quiet(const char *fmt, ...)
{
	(void)fmt;
	return 0;
}

static enum status
ini_values(struct ini *ini, struct err *err)
{
	char full[2 * INI_NAME_MAX + 2];
	unsigned i;

	iniparser_set_error_callback(ini_quiet);
	ini->dict = iniparser_load(ini->path);
	if (ini->dict == NULL)
		return err_set(err, ST_INVALID, _("%s: cannot be read"),
		    ini->path);
	for (i = 0; i < ini->n; i++) {
		struct ini_entry *e = &ini->entries[i];

		if (e->section == i)
			continue;
		(void)snprintf(full, sizeof(full), "%s:%s",
		    ini->entries[e->section].name, e->name);
		e->value = iniparser_getstring(ini->dict, full, NULL);
		if (e->value == NULL)
			return ini_bad(ini->path, e->line, err,
			    _("cannot be read"));
	}
	return ST_OK;
}

enum status
ini_load(const char *path, struct ini **out, struct err *err)
{
	struct ini *ini = mem_zalloc(sizeof(*ini));
	enum status st;

	ini->path = mem_strdup(path);
	if ((st = ini_scan(ini, err)) == ST_OK)
		st = ini_values(ini, err);
	if (st != ST_OK) {
		ini_free(ini);
		return st;
	}
	*out = ini;
	return ST_OK;
}

void
ini_free(struct ini *ini)
{
	if (ini == NULL)
		return;
	if (ini->dict != NULL)
		iniparser_freedict(ini->dict);
	free(ini->entries);
	free(ini->path);
	free(ini);
}

const char *
ini_path(const struct ini *ini)
{
	return ini->path;
}

/* Index in entries of section i; ini->n when there is none. */
static unsigned
ini_nth(const struct ini *ini, unsigned i)
{
	unsigned at;

	for (at = 0; at < ini->n; at++)
		if (ini->entries[at].section == at && i-- == 0)
			break;
	return at;
}

unsigned
ini_sections(const struct ini *ini)
{
	unsigned at, n = 0;

	for (at = 0; at < ini->n; at++)
		n += ini->entries[at].section == at;
	return n;
}

const char *
ini_section(const struct ini *ini, unsigned i)
{
	unsigned at = ini_nth(ini, i);

	return at < ini->n ? ini->entries[at].name : NULL;
}

bool
ini_has(const struct ini *ini, const char *section)
{
	return ini_find(ini, section, NULL) != NULL;
}

unsigned
ini_keys(const struct ini *ini, unsigned i)
{
	unsigned home = ini_nth(ini, i), at = home, n = 0;

	while (++at < ini->n && ini->entries[at].section == home)
		n++;
	return n;
}

const char *
ini_key(const struct ini *ini, unsigned i, unsigned k)
{
	unsigned home = ini_nth(ini, i);

	return k < ini_keys(ini, i) ? ini->entries[home + 1 + k].name : NULL;
}

const char *
ini_get(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_entry *e = ini_find(ini, section, key);

	return e != NULL ? e->value : NULL;
}

const char *
ini_text(const struct ini *ini, const char *section, const char *key)
{
	const char *value = ini_get(ini, section, key);

	return value != NULL ? value : "";
}

unsigned
ini_line(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_entry *e = ini_find(ini, section, key);

	return e != NULL ? e->line : 0;
}

enum status
ini_fail(const struct ini *ini, const char *section, const char *key,
    struct err *err, const char *fmt, ...)
{
	unsigned line = 0;
	enum status st;
	va_list ap;

	if (section != NULL && key != NULL)
		line = ini_line(ini, section, key);
	if (section != NULL && line == 0)
		line = ini_line(ini, section, NULL);
	va_start(ap, fmt);
	st = ini_vbad(ini->path, line > 0 ? line : 1, err, fmt, ap);
	va_end(ap);
	return st;
}

enum status
ini_int(const struct ini *ini, const char *section, const char *key,
    int64_t max, int64_t *out, struct err *err)
{
	const char *value = ini_get(ini, section, key);

	if (value == NULL)
		return ST_OK;
	if (str_int(value, 0, max, out) != ST_OK)
		return ini_fail(ini, section, key, err,
		    _("%s = %s: a whole number from 0 to %lld is needed"),
		    key, value, (long long)max);
	return ST_OK;
}

enum status
ini_bool(const struct ini *ini, const char *section, const char *key,
    bool *out, struct err *err)
{
	const char *value = ini_get(ini, section, key);

	if (value == NULL)
		return ST_OK;
	if (str_bool(value, out) != ST_OK)
		return ini_fail(ini, section, key, err,
		    _("%s = %s: yes or no is needed"), key, value);
	return ST_OK;
}

enum status
ini_only(const struct ini *ini, const char *section,
    const char *const known[], struct err *err)
{
	const struct ini_entry *home = ini_find(ini, section, NULL);
	unsigned at, k;

	if (home == NULL)
		return ST_OK;
	for (at = home->section + 1; at < ini->n &&
	    ini->entries[at].section == home->section; at++) {
		const char *name = ini->entries[at].name;

		for (k = 0; known[k] != NULL; k++)
			if (strcmp(name, known[k]) == 0)
				break;
		if (known[k] == NULL)
			return ini_fail(ini, section, name, err,
			    _("unknown key \"%s\" in [%s]"), name, section);
	}
	return ST_OK;
}
