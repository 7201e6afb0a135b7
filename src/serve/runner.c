/* SPDX-License-Identifier: ISC */
#include "serve/runner.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "wire/told.h"

/* A line being split; the words are written over the copy. */
struct runner_cut {
	const char *in;
	char *out;
	char quote; /* '\'' or '"' while inside, else 0 */
};

/* Handles one byte of a word; false at its end. */
static bool
runner_byte(struct runner_cut *c)
{
	char b = *c->in;

	if (b == '\0' || (c->quote == 0 && (b == ' ' || b == '\t')))
		return false;
	c->in++;
	if (c->quote != 0 && b == c->quote) {
		c->quote = 0;
		return true;
	}
	if (c->quote == 0 && (b == '\'' || b == '"')) {
		c->quote = b;
		return true;
	}
	if (b == '\\' && c->quote != '\'' && *c->in != '\0' &&
	    (c->quote == 0 || *c->in == '"' || *c->in == '\\'))
		b = *c->in++;
	*c->out++ = b;
	return true;
}

static bool
runner_has_control(const char *s)
{
	for (; *s != '\0'; s++)
		if (((unsigned char)*s < 0x20 && *s != '\t') || *s == 0x7F)
			return true;
	return false;
}

enum status
runner_split(const char *line, char *argv[RUNNER_WORDS + 1], int *argc,
    struct err *err)
{
	char *block = mem_zalloc(2 * strlen(line) + 2);
	struct runner_cut c = { .in = line, .out = block };
	enum status st = ST_OK;
	int n = 0;

	if (runner_has_control(line))
		st = err_set(err, ST_INVALID,
		    _("The command has a control character in it."));
	while (st == ST_OK) {
		c.in += strspn(c.in, " \t");
		if (*c.in == '\0')
			break;
		if (n == RUNNER_WORDS) {
			st = err_set(err, ST_LIMIT,
			    _("The command has more than %d words."),
			    RUNNER_WORDS);
			break;
		}
		argv[n++] = c.out;
		while (runner_byte(&c))
			;
		*c.out++ = '\0';
		if (c.quote != 0)
			st = err_set(err, ST_INVALID,
			    _("The command has a quote that is not closed."));
	}
	if (st == ST_OK && n == 0)
		st = err_set(err, ST_INVALID, _("No command was given."));
	if (st != ST_OK) {
		free(block);
		return st;
	}
	argv[n] = NULL;
	*argc = n;
	return ST_OK;
}

/* The peer's pipes become 0, 1 and 2. */
static void
runner_take_pipes(const struct runner_opts *o)
{
	if (dup2(o->in, STDIN_FILENO) == -1 ||
	    dup2(o->out, STDOUT_FILENO) == -1 ||
	    dup2(o->err, STDERR_FILENO) == -1)
		fatal("dup2");
	(void)close(o->in);
	(void)close(o->out);
	(void)close(o->err);
}

/* After all output, so that whoever has read all output can read the status. */
static int
runner_says(const struct runner_opts *o, int status)
{
	struct err err = ERR_INIT;

	if (fflush(NULL) != 0 && status == 0)
		status = 1;
	if (o->who.told != -1 &&
	    told_status(o->who.told, (uint8_t)status, &err) != ST_OK)
		log_debug("%s", err.msg);
	return status;
}

int
runner_run(const struct runner_opts *o)
{
	char *argv[RUNNER_WORDS + 1];
	struct err err = ERR_INIT;
	int argc = 0, status;

	/* A peer that disconnects ends the command, as a closed pipe does. */
	(void)signal(SIGPIPE, SIG_DFL);
	runner_take_pipes(o);
	if (runner_split(o->command, argv, &argc, &err) != ST_OK) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return runner_says(o, 2);
	}
	status = o->dispatch(argc, argv, &o->who);
	free(argv[0]);
	return runner_says(o, status);
}
