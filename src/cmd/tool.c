/*
 * SPDX-License-Identifier: ISC
 *
 * tool: functions for all commands: usage, errors, options.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"

#define CMD_DEFAULT_CONFIG SYSCONFDIR "/chitra/chitra.ini"

int
cmd_usage(struct cmd_ctx *c, const struct cmd *cmd)
{
	fprintf(c->err, _("usage: chitra %s %s\n"), cmd->name, cmd->args);
	return CMD_USAGE;
}

int
cmd_fail(struct cmd_ctx *c, const struct err *err, bool start)
{
	char msg[sizeof(err->msg)];

	/* It may contain typed text or text of a file. */
	clean_text(msg, sizeof(msg), err->msg);
	/* "FILE:LINE" is already in the message. */
	if (!str_empty(err->field) && strstr(msg, err->field) == NULL)
		fprintf(c->err, "chitra: %s: %s\n", err->field, msg);
	else
		fprintf(c->err, "chitra: %s\n",
		    str_empty(msg) ? err_name(err->st) : msg);
	if (err->st == ST_UNKNOWN)
		return CMD_UNKNOWN;
	return start ? CMD_CANNOT_START : CMD_REFUSED;
}

int
cmd_flush(struct cmd_ctx *c, int status)
{
	if ((fflush(c->out) == 0 && !ferror(c->out)) || status != CMD_DONE)
		return status;
	fputs(_("chitra: standard output cannot be written\n"), c->err);
	if (!c->posts)
		return CMD_REFUSED;
	fputs(_("chitra: what was to be done was done all the same: look before "
	    "you post it again\n"), c->err);
	return CMD_UNKNOWN;
}

const char *
cmd_option(char **argv, int *i, const char *name, bool *missing)
{
	const char *a = argv[*i];
	size_t n = strlen(name);

	if (!str_starts(a, "--") || strncmp(a + 2, name, n) != 0)
		return NULL;
	if (a[2 + n] == '=')
		return a + 3 + n;
	if (a[2 + n] != '\0')
		return NULL;
	if (argv[*i + 1] == NULL) {
		*missing = true;
		return "";
	}
	return argv[++*i];
}

bool
cmd_parse(char **argv, int from, const struct cmd_opt *opts,
    const char **words, unsigned max)
{
	const struct cmd_opt *o;
	bool missing = false;
	unsigned n = 0;
	int i;

	for (i = from; argv[i] != NULL; i++) {
		const char *v = NULL;

		for (o = opts; o != NULL && o->name != NULL && v == NULL; o++) {
			v = cmd_option(argv, &i, o->name, &missing);
			if (v != NULL)
				*o->value = v;
		}
		if (v != NULL)
			continue;
		/* "-" alone is a word, for standard input. */
		if ((argv[i][0] == '-' && argv[i][1] != '\0') || n == max)
			return false;
		words[n++] = argv[i];
	}
	return !missing;
}

const char *
cmd_config_path(const struct cmd_ctx *c)
{
	const char *env;

	if (c->config != NULL)
		return c->config;
	env = getenv("CHITRA_CONFIG");
	if (!str_empty(env))
		return env;
	if (access("chitra.ini", R_OK) == 0)
		return "chitra.ini";
	return CMD_DEFAULT_CONFIG;
}
