/*
 * SPDX-License-Identifier: ISC
 *
 * One pass sets the defaults, a second the file's own values, both through
 * conf_put(), so that a default obeys the same rules as a setting.  conf_limits
 * has the keys that take only some words or a smaller range of numbers; others
 * take any text, or a number up to a million.
 */
#include "form/conf_load.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "form/ini.h"

#define CONF_INT_MAX 1000000

static const struct conf_limit {
	const char *section, *key;
	int64_t min, max;   /* of a number */
	const char *words;  /* of a text: "a|b"; NULL for a number */
} conf_limits[] = {
	{ "office", "language", 0, 0, "vi|en" },
	{ "office", "clock_ahead_days", 0, 3650, NULL },
	{ "office", "clock_shift", -2000000000, 2000000000, NULL },
	{ "server", "port", 0, 65535, NULL },
	{ "server", "plain_port", 0, 65535, NULL },
	{ "server", "users", 0, 0, "auto|one" },
	{ "limits", "connections", 1, 100000, NULL },
	{ "limits", "starting", 1, 100000, NULL },
	{ "limits", "per_address", 1, 100000, NULL },
	{ "limits", "per_person", 2, 1000, NULL },
	{ "limits", "commands", 1, 1000, NULL },
	{ "limits", "stalled_seconds", 1, 86400, NULL },
	{ "limits", "key_exchange_seconds", 1, 3600, NULL },
	{ "limits", "sign_in_seconds", 5, 3600, NULL },
	{ "limits", "tries", 1, 100, NULL },
	{ "limits", "keepalive_seconds", 10, 3600, NULL },
	{ "limits", "dead_minutes", 1, 1440, NULL },
	{ "limits", "park_minutes", 0, 10080, NULL },
	{ "limits", "parallel_hashes", 1, 64, NULL },
	{ "books", "batch", 1, 10000, NULL },
	{ "books", "wal_mb", 1, 4096, NULL },
	{ "text", "tone", 0, 0, "old|new" },
	{ "text", "thousand", 0, 0, "nghìn|ngàn" },
	{ "text", "odd", 0, 0, "linh|lẻ" },
	{ "text", "four", 0, 0, "tư|bốn" },
};

static const struct conf_limit *
conf_limit(const struct conf_key *key)
{
	size_t i;

	for (i = 0; i < sizeof(conf_limits) / sizeof(conf_limits[0]); i++)
		if (strcmp(conf_limits[i].section, key->section) == 0 &&
		    strcmp(conf_limits[i].key, key->key) == 0)
			return &conf_limits[i];
	return NULL;
}

static bool
conf_word_in(const char *words, const char *value)
{
	size_t n = strlen(value), len;

	for (;; words += len + 1) {
		len = strcspn(words, "|");
		if (len == n && strncmp(words, value, n) == 0)
			return true;
		if (words[len] == '\0')
			return false;
	}
}

/*
 * Refused here, with file and line: with a wrong zone every date would be
 * wrong.
 */
static enum status
conf_zone(const char *value, struct err *err)
{
	switch (clock_zone(value, false)) {
	case CLOCK_ZONE_OK:
		break;
	case CLOCK_ZONE_NONE:
		return err_set(err, ST_INVALID, _("zone = %s: there is no zone "
		    "of this name here (Asia/Ho_Chi_Minh is always there; others "
		    "come with the package tzdata)"), value);
	case CLOCK_ZONE_MOVES:
		return err_set(err, ST_INVALID, _("zone = %s: its clocks are set "
		    "forward and back; only a zone without summer time can be "
		    "used"), value);
	}
	return ST_OK;
}

static enum status
conf_put_text(char *at, const struct conf_key *key, const char *value,
    struct err *err)
{
	const struct conf_limit *limit = conf_limit(key);

	if (strcmp(key->section, "office") == 0 &&
	    strcmp(key->key, "zone") == 0 && conf_zone(value, err) != ST_OK)
		return ST_INVALID;
	if (limit != NULL && !conf_word_in(limit->words, value))
		return err_set(err, ST_INVALID, _("%s = %s: one of %s is needed"),
		    key->key, value, limit->words);
	if (str_copy(at, CONF_TEXT_MAX, value) != ST_OK)
		return err_set(err, ST_LIMIT, _("%s: longer than %d bytes"),
		    key->key, CONF_TEXT_MAX - 1);
	return ST_OK;
}

/* Paths are relative to the folder of chitra.ini; "" stays "". */
static enum status
conf_put_path(char *at, const char *dir, const struct conf_key *key,
    const char *value, struct err *err)
{
	enum status st;

	if (*value == '/' || *value == '\0')
		st = str_copy(at, CONF_PATH_MAX, value);
	else
		st = str_format(at, CONF_PATH_MAX, "%s/%s", dir, value);
	if (st != ST_OK)
		return err_set(err, ST_LIMIT, _("%s: path longer than %d bytes"),
		    key->key, CONF_PATH_MAX - 1);
	return ST_OK;
}

static enum status
conf_put_int(int64_t *at, const struct conf_key *key, const char *value,
    struct err *err)
{
	const struct conf_limit *limit = conf_limit(key);
	int64_t min = limit != NULL ? limit->min : 0;
	int64_t max = limit != NULL ? limit->max : CONF_INT_MAX;

	if (str_int(value, min, max, at) != ST_OK)
		return err_set(err, ST_INVALID,
		    _("%s = %s: a whole number from %lld to %lld is needed"),
		    key->key, value, (long long)min, (long long)max);
	return ST_OK;
}

static enum status
conf_put(struct conf *conf, const struct conf_key *key, const char *value,
    struct err *err)
{
	void *at = (char *)conf + key->offset;

	switch (key->type) {
	case CONF_STR:
		return conf_put_text(at, key, value, err);
	case CONF_PATH:
		return conf_put_path(at, conf->dir, key, value, err);
	case CONF_INT:
		return conf_put_int(at, key, value, err);
	case CONF_BOOL:
		if (str_bool(value, at) != ST_OK)
			return err_set(err, ST_INVALID,
			    _("%s = %s: yes or no is needed"), key->key, value);
		return ST_OK;
	}
	return err_set(err, ST_INVALID, "%s", key->key);
}

/* The absolute path of `file` and of its folder, whether it exists or not. */
static enum status
conf_where(struct conf *conf, const char *file, struct err *err)
{
	char folder[PATH_MAX], *real = NULL;
	const char *base = strrchr(file, '/');
	size_t n = base != NULL ? (size_t)(base - file) : 0;
	enum status st = ST_LIMIT;

	if (n < sizeof(folder)) {
		memcpy(folder, file, n);
		folder[n] = '\0';
		if (n == 0)
			(void)str_copy_cut(folder, sizeof(folder),
			    base != NULL ? "/" : ".");
		real = realpath(folder, NULL);
		if (real == NULL)
			return err_errno(err, errno == ENOENT ? ST_NOTFOUND :
			    ST_IO, "%s", folder);
		st = str_copy(conf->dir, sizeof(conf->dir), real);
		if (st == ST_OK)
			st = str_format(conf->file, sizeof(conf->file), "%s/%s",
			    strcmp(real, "/") == 0 ? "" : real,
			    base != NULL ? base + 1 : file);
		free(real);
	}
	if (st != ST_OK)
		return err_set(err, st, _("%s: path too long"), file);
	return ST_OK;
}

enum status
conf_default(const char *file, struct conf *out, struct err *err)
{
	struct conf conf = { .file = "" };
	const struct conf_key *key;
	enum status st;

	st = conf_where(&conf, file, err);
	for (key = conf_keys; st == ST_OK && key->section != NULL; key++)
		st = conf_put(&conf, key, key->def, err);
	if (st == ST_OK)
		*out = conf;
	return st;
}

static const struct conf_key *
conf_find(const char *section, const char *name)
{
	const struct conf_key *key;

	for (key = conf_keys; key->section != NULL; key++)
		if (strcmp(key->section, section) == 0 &&
		    (name == NULL || strcmp(key->key, name) == 0))
			return key;
	return NULL;
}

static enum status
conf_section(struct conf *conf, const struct ini *ini, unsigned i,
    struct err *err)
{
	const char *section = ini_section(ini, i);
	unsigned k;

	if (conf_find(section, NULL) == NULL)
		return ini_fail(ini, section, NULL, err,
		    _("unknown section [%s]"), section);
	for (k = 0; k < ini_keys(ini, i); k++) {
		const char *name = ini_key(ini, i, k);
		const struct conf_key *key = conf_find(section, name);
		struct err why = ERR_INIT;

		/* A removed key, which an older file may still have. */
		if (key == NULL && strcmp(section, "data") == 0 &&
		    strcmp(name, "drafts") == 0)
			continue;
		if (key == NULL)
			return ini_fail(ini, section, name, err,
			    _("unknown key \"%s\" in [%s]"), name, section);
		if (conf_put(conf, key, ini_text(ini, section, name), &why) !=
		    ST_OK)
			return ini_fail(ini, section, name, err, "%s", why.msg);
	}
	return ST_OK;
}

enum status
conf_load(const char *file, struct conf *out, struct err *err)
{
	struct ini *ini = NULL;
	struct conf conf;
	enum status st;
	unsigned i;

	if ((st = conf_default(file, &conf, err)) == ST_OK)
		st = ini_load(file, &ini, err);
	for (i = 0; st == ST_OK && i < ini_sections(ini); i++)
		st = conf_section(&conf, ini, i, err);
	ini_free(ini);
	if (st == ST_OK)
		*out = conf;
	return st;
}

static const char *
conf_given(const struct conf_key *key, const struct conf_set *set, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (strcmp(set[i].section, key->section) == 0 &&
		    strcmp(set[i].key, key->key) == 0)
			return set[i].value;
	return NULL;
}

void
conf_template(struct buf *out, const struct conf_set *set, unsigned n)
{
	const struct conf_key *key, *last = NULL;
	const char *value, *quote;

	(void)buf_adds(out, "# chitra.ini, see chitra.ini(5).  A key that is "
	    "commented out shows its default.\n");
	for (key = conf_keys; key->section != NULL; last = key++) {
		if (last == NULL || strcmp(last->section, key->section) != 0)
			(void)buf_printf(out, "\n[%s]\n", key->section);
		value = conf_given(key, set, n);
		(void)buf_printf(out, "# %s\n", key->help);
		if (value == NULL) {
			(void)buf_printf(out, "#%s = %s\n", key->key, key->def);
			continue;
		}
		/* ; and # would start a comment (ini_scan.c). */
		quote = strpbrk(value, ";#'") != NULL ? "\"" : "";
		(void)buf_printf(out, "%s = %s%s%s\n", key->key, quote, value,
		    quote);
	}
}
