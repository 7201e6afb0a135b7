/*
 * SPDX-License-Identifier: ISC
 *
 * ini_scan: the raw text of an INI file, line by line, before iniparser sees
 * it.  Read in iniparser's source: lines end at 1,024 bytes,
 * a repeated key silently replaces the first, repeated sections merge, a colon
 * in a section name breaks the listing, and there are no line numbers after the
 * load.  All of these are refused here.
 */
#include "form/ini_priv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"

enum status
ini_vbad(const char *path, unsigned line, struct err *err, const char *fmt,
    va_list ap)
{
	const char *base = strrchr(path, '/');
	char where[sizeof(err->field)], why[400];

	base = base != NULL ? base + 1 : path;
	(void)vsnprintf(why, sizeof(why), fmt, ap);
	(void)snprintf(where, sizeof(where), "%.40s:%u", base, line);
	return err_field(err, ST_INVALID, where, "%s:%u: %s", path, line, why);
}

enum status
ini_bad(const char *path, unsigned line, struct err *err, const char *fmt, ...)
{
	enum status st;
	va_list ap;

	va_start(ap, fmt);
	st = ini_vbad(path, line, err, fmt, ap);
	va_end(ap);
	return st;
}

static enum status
ini_letters(struct ini *ini, const char *line, unsigned no, struct err *err)
{
	size_t left = strlen(line), n;
	uint32_t cp;

	for (; (n = utf8_decode(line, left, &cp)) > 0; line += n, left -= n) {
		if (cp == UTF8_BAD)
			return ini_bad(ini->path, no, err,
			    _("letter that is not UTF-8"));
		if (cp != '\t' && clean_bad(cp))
			return ini_bad(ini->path, no, err,
			    _("control character"));
	}
	return ST_OK;
}

static bool
ini_name_ok(const char *name, bool section)
{
	const char *p;
	unsigned blanks = 0;

	if (*name == '\0' || *name == ' ' || strlen(name) >= INI_NAME_MAX)
		return false;
	for (p = name; *p != '\0'; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ||
		    *p == '_' || *p == '-')
			continue;
		if (*p == '.' && blanks > 0)
			continue;
		if (!section || *p != ' ' || ++blanks > 1)
			return false;
	}
	return p[-1] != ' ';
}

static enum status
ini_add(struct ini *ini, const char *name, unsigned no, bool section,
    struct err *err)
{
	struct ini_entry *e;
	unsigned home = 0, i;

	for (i = 0; i < ini->n; i++)
		if (ini->entries[i].section == i)
			home = i;
	if (!ini_name_ok(name, section))
		return ini_bad(ini->path, no, err,
		    _("\"%s\": names are small letters, digits, _ and -"),
		    name);
	if (!section && ini->n == 0)
		return ini_bad(ini->path, no, err,
		    _("\"%s\" stands before the first [section]"), name);
	for (i = 0; i < ini->n; i++) {
		e = &ini->entries[i];
		if ((e->section == i) == section && strcmp(e->name, name) == 0
		    && (section || e->section == home))
			return ini_bad(ini->path, no, err,
			    _("\"%s\" comes twice, first in line %u"), name,
			    e->line);
	}
	if (ini->n >= INI_KEYS_MAX)
		return ini_bad(ini->path, no, err, _("too many keys"));
	if (ini->n == ini->cap) {
		ini->cap = ini->cap > 0 ? ini->cap * 2 : 64;
		ini->entries = mem_resize(ini->entries, ini->cap,
		    sizeof(*ini->entries));
	}
	e = &ini->entries[ini->n];
	memset(e, 0, sizeof(*e));
	(void)str_copy_cut(e->name, sizeof(e->name), name); /* fits: see above */
	e->line = no;
	e->section = section ? ini->n : home;
	ini->n++;
	return ST_OK;
}

/*
 * A value is in quotes, or runs to a comment.  iniparser takes any ; or # as
 * the start of a comment and would cut "Tel;fax", so such a value needs quotes.
 */
static enum status
ini_value_ok(struct ini *ini, const char *value, unsigned no, struct err *err)
{
	const char *p = value;

	if (*p == '"' || *p == '\'') {
		p = strchr(p + 1, *p);
		if (p == NULL)
			return ini_bad(ini->path, no, err,
			    _("quotation mark without its partner"));
		p += 1 + strspn(p + 1, " \t");
		if (*p != '\0' && *p != ';' && *p != '#')
			return ini_bad(ini->path, no, err,
			    _("text after the closing quotation mark"));
		return ST_OK;
	}
	p += strcspn(p, ";#");
	if (*p != '\0' && p > value && p[-1] != ' ' && p[-1] != '\t')
		return ini_bad(ini->path, no, err,
		    _("a value with ; or # in it stands in quotation marks"));
	return ST_OK;
}

static enum status
ini_scan_line(struct ini *ini, char *line, unsigned no, struct err *err)
{
	size_t n = strlen(line);
	char *eq;

	if (n > 0 && line[n - 1] == '\r')
		line[--n] = '\0';
	if (n > INI_LINE_MAX)
		return ini_bad(ini->path, no, err,
		    _("line longer than %d bytes"), INI_LINE_MAX);
	if (ini_letters(ini, line, no, err) != ST_OK)
		return err->st;
	(void)str_trim(line);
	n = strlen(line);
	if (n == 0 || *line == '#' || *line == ';')
		return ST_OK;
	if (line[n - 1] == '\\')
		return ini_bad(ini->path, no, err,
		    _("a line cannot be continued with \\"));
	if (*line == '[') {
		if (line[n - 1] != ']')
			return ini_bad(ini->path, no, err,
			    _("section without its closing ]"));
		line[n - 1] = '\0';
		return ini_add(ini, str_trim(line + 1), no, true, err);
	}
	eq = strchr(line, '=');
	if (eq == NULL)
		return ini_bad(ini->path, no, err,
		    _("neither [section] nor key = value"));
	*eq = '\0';
	if (ini_value_ok(ini, str_trim(eq + 1), no, err) != ST_OK)
		return err->st;
	return ini_add(ini, str_trim(line), no, false, err);
}

static enum status
ini_scan_text(struct ini *ini, char *text, size_t size, struct err *err)
{
	char *line = text, *end;
	unsigned no = 1;
	enum status st;

	/* Windows editors write a byte order mark. */
	if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		return ini_bad(ini->path, 1, err,
		    _("byte order mark: save as UTF-8 without it"));
	for (;; line = end + 1, no++) {
		end = memchr(line, '\n', size - (size_t)(line - text));
		if (end != NULL)
			*end = '\0';
		if (strlen(line) != (size_t)((end != NULL ? end :
		    text + size) - line))
			return ini_bad(ini->path, no, err,
			    _("control character"));
		st = ini_scan_line(ini, line, no, err);
		if (st != ST_OK || end == NULL)
			return st;
	}
}

enum status
ini_scan(struct ini *ini, struct err *err)
{
	char *text = NULL;
	enum status st;
	size_t n;
	FILE *f;

	f = fopen(ini->path, "re");
	if (f == NULL)
		return err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
		    "%s", ini->path);
	text = mem_zalloc(INI_FILE_MAX + 2);
	n = fread(text, 1, INI_FILE_MAX + 1, f);
	if (ferror(f))
		st = err_errno(err, ST_IO, "%s", ini->path);
	else if (n > INI_FILE_MAX)
		st = err_set(err, ST_LIMIT, _("%s: larger than %d bytes"),
		    ini->path, INI_FILE_MAX);
	else
		st = ini_scan_text(ini, text, n, err);
	free(text);
	(void)fclose(f);
	return st;
}
