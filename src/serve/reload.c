/* SPDX-License-Identifier: ISC */
/*
 * reload: SIGHUP.  The file is read completely first; one with an error changes
 * nothing.  Limits and the gate's settings apply at once, others to processes
 * started from now on; addresses, paths and users only after a restart, so
 * their old values are kept.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "form/conf_load.h"
#include "serve/server.h"

static const char *const reload_fixed[] = {
	"data.", "server.", "office.clock", "office.zone", NULL,
};

static bool
reload_is_fixed(const struct conf_key *k)
{
	char name[64];
	int i;

	(void)snprintf(name, sizeof(name), "%s.%s", k->section, k->key);
	for (i = 0; reload_fixed[i] != NULL; i++)
		if (strncmp(name, reload_fixed[i], strlen(reload_fixed[i])) ==
		    0)
			return true;
	return false;
}

static size_t
reload_size(const struct conf_key *k)
{
	switch (k->type) {
	case CONF_STR:
		return CONF_TEXT_MAX;
	case CONF_PATH:
		return CONF_PATH_MAX;
	case CONF_INT:
		return sizeof(int64_t);
	case CONF_BOOL:
		return sizeof(bool);
	}
	return 0;
}

static void
reload_show(const struct conf_key *k, const void *v, char *out, size_t size)
{
	int64_t n;
	bool yes;

	switch (k->type) {
	case CONF_INT:
		memcpy(&n, v, sizeof(n));
		(void)snprintf(out, size, "%" PRId64, n);
		break;
	case CONF_BOOL:
		memcpy(&yes, v, sizeof(yes));
		(void)snprintf(out, size, "%s", yes ? "yes" : "no");
		break;
	default:
		(void)snprintf(out, size, "\"%s\"", (const char *)v);
	}
}

/*
 * Strings are compared as strings, because the bytes after the NUL may differ.
 */
static bool
reload_same(const struct conf_key *k, const void *a, const void *b)
{
	if (k->type == CONF_STR || k->type == CONF_PATH)
		return strcmp(a, b) == 0;
	return memcmp(a, b, reload_size(k)) == 0;
}

/* Logs the differences and copies what may change; returns their number. */
static unsigned
reload_take(struct conf *now, const struct conf *fresh)
{
	char from[CONF_PATH_MAX + 8], to[CONF_PATH_MAX + 8];
	const struct conf_key *k;
	unsigned n = 0;

	for (k = conf_keys; k->section != NULL; k++) {
		char *have = (char *)now + k->offset;
		const char *want = (const char *)fresh + k->offset;

		if (reload_same(k, have, want))
			continue;
		n++;
		reload_show(k, have, from, sizeof(from));
		reload_show(k, want, to, sizeof(to));
		if (reload_is_fixed(k)) {
			log_warnx("chitra.ini: %s.%s is now %s, was %s: counts "
			    "after a restart", k->section, k->key, to, from);
			continue;
		}
		log_info("chitra.ini: %s.%s is now %s, was %s", k->section,
		    k->key, to, from);
		memcpy(have, want, reload_size(k));
	}
	return n;
}

void
reload(struct server *srv)
{
	struct err err = ERR_INIT;
	struct wire_msg m;
	struct conf fresh;

	if (conf_load(srv->conf.file, &fresh, &err) != ST_OK ||
	    limits_reload(srv->limits, &fresh, &err) != ST_OK) {
		log_warnx("chitra.ini is not taken, nothing has changed: %s",
		    err.msg);
		return;
	}
	if (reload_take(&srv->conf, &fresh) == 0)
		log_info("%s read again: nothing has changed", srv->conf.file);
	wire_init(&m);
	wire_begin(&m, WIRE_RELOAD);
	/* The gate does not read the file, which may have changed meanwhile. */
	wire_put_i64(&m, srv->conf.limits_parallel_hashes);
	service_send(&srv->gate, &m, -1);
	wire_done(&m);
}
