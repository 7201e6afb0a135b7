/*
 * SPDX-License-Identifier: ISC
 *
 * main: the table of commands, --help, --version and --config; and running a
 * command for ssh.  Functions for commands are in tool.c.
 */
#include "config.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/say.h"
#include "cmd/cmd.h"
#include "cmd/restore.h"
#include "form/conf_load.h"
#include "serve/runner.h"
#include "text/lang.h"

static const struct cmd *const cmd_table[] = {
	&cmd_demo, &cmd_init, &cmd_serve, &cmd_desk, &cmd_migrate, &cmd_check, &cmd_clock,
	&cmd_backup, &cmd_restore, &cmd_client, &cmd_user, &cmd_import, &cmd_change,
	&cmd_duplicate, &cmd_rate, &cmd_recovery, &cmd_period, &cmd_pay,
	&cmd_outcome, &cmd_report, &cmd_print, NULL,
};

static void
cmd_help(FILE *out, bool remote)
{
	const struct cmd *const *c;

	fputs(_("usage: chitra [--config FILE] COMMAND ...\n\n"), out);
	for (c = cmd_table; *c != NULL; c++)
		if (!remote || ((*c)->flags & CMD_REMOTE))
			fprintf(out, "  %-9s %s\n", (*c)->name,
			    gettext((*c)->help));
	fputs(_("\n`chitra COMMAND --help` tells the rest; so does chitra(1).\n"),
	    out);
}

/* Removes --config from argv, anywhere before "--". */
static int
cmd_take_config(struct cmd_ctx *c, int argc, char **argv)
{
	int i, n = 0;
	bool missing = false;

	for (i = 0; i < argc; i++) {
		const char *v;

		if (strcmp(argv[i], "--") == 0)
			break;
		v = cmd_option(argv, &i, "config", &missing);
		if (v != NULL)
			c->config = v;
		else
			argv[n++] = argv[i];
	}
	while (i < argc)
		argv[n++] = argv[i++];
	argv[n] = NULL;
	return missing ? -1 : n;
}

static int
cmd_help_one(struct cmd_ctx *c, const struct cmd *cmd)
{
	fprintf(c->out, _("usage: chitra %s %s\n"), cmd->name, cmd->args);
	fprintf(c->out, "\n%s\n", gettext(cmd->help));
	if (cmd->more != NULL)
		fprintf(c->out, "\n%s", gettext(cmd->more));
	return CMD_DONE;
}

/* Runs argv[0..]: argv[0] is the name of the command. */
static int
main_dispatch(struct cmd_ctx *c, int argc, char **argv)
{
	const struct cmd *const *t;
	struct err err = ERR_INIT;

	if (argc == 0 || strcmp(argv[0], "help") == 0 ||
	    strcmp(argv[0], "--help") == 0) {
		cmd_help(argc == 0 ? c->err : c->out, c->remote);
		return argc == 0 ? CMD_USAGE : CMD_DONE;
	}
	for (t = cmd_table; *t != NULL; t++)
		if (strcmp((*t)->name, argv[0]) == 0)
			break;
	if (*t == NULL || (c->remote && !((*t)->flags & CMD_REMOTE))) {
		fprintf(c->err, _("chitra: there is no command of this name here. "
		    "`chitra help` lists them.\n"));
		return CMD_USAGE;
	}
	if (argc > 1 && strcmp(argv[1], "--help") == 0)
		return (*t)->flags & CMD_OWN_HELP ? (*t)->run(c, argc, argv) :
		    cmd_help_one(c, *t);
	if (((*t)->flags & CMD_CONF) && !c->remote &&
	    (conf_load(cmd_config_path(c), &c->conf, &err) != ST_OK ||
	    restore_cut_off(&c->conf, &err) != ST_OK))
		return cmd_fail(c, &err, true);
	/* Here, before any fork, so that all processes have the same clock. */
	if (((*t)->flags & CMD_CONF) && !c->remote) {
		clock_shift(c->conf.office_clock_shift);
		clock_set_ahead_days(c->conf.office_clock_ahead_days);
		(void)clock_zone(c->conf.office_zone, true); /* checked by
		                                              * conf_load() */
	}
	return (*t)->run(c, argc, argv);
}

/* The runner calls this in its own process, as the signed-in person. */
static int
main_remote(int argc, char **argv, const struct cmd_identity *who)
{
	struct cmd_ctx c = { .in = stdin, .out = stdout, .err = stderr,
		.conf = *who->conf, .remote = true, .staff = who->staff,
		.address = who->address, .books = who->books,
		.gate = who->gate, .told = who->told };

	return cmd_flush(&c, main_dispatch(&c, argc, argv));
}

/*
 * C.UTF-8 is on every Debian; in a locale without UTF-8 letters with marks
 * would be lost.  Numbers stay "C": a comma in them would break parsing.
 */
static void
cmd_locale(void)
{
	if (setlocale(LC_CTYPE, "") == NULL ||
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)setlocale(LC_CTYPE, "C.UTF-8");
	if (setlocale(LC_MESSAGES, "") == NULL ||
	    strcmp(setlocale(LC_MESSAGES, NULL), "C") == 0 ||
	    strcmp(setlocale(LC_MESSAGES, NULL), "POSIX") == 0)
		(void)setlocale(LC_MESSAGES, "C.UTF-8");
	lang_bind();
}

/*
 * `systemctl reload` just after the start: SIGHUP is blocked, so that it does
 * not kill the server before its loop handles it.
 */
static void
main_hold_reload(void)
{
	sigset_t hup;

	(void)sigemptyset(&hup);
	(void)sigaddset(&hup, SIGHUP);
	(void)sigprocmask(SIG_BLOCK, &hup, NULL);
}

int
main(int argc, char **argv)
{
	struct cmd_ctx c = { .in = stdin, .out = stdout, .err = stderr,
		.address = "local", .books = -1, .gate = -1,
		.told = -1, .line = main_remote };

	if (argc > 1 && strcmp(argv[argc - 1], "serve") == 0)
		main_hold_reload();
	cmd_locale();
	log_init("chitra", false);
	argc = cmd_take_config(&c, argc - 1, argv + 1);
	if (argc < 0) {
		fputs(_("chitra: --config needs a file\n"), stderr);
		return CMD_USAGE;
	}
	if (argc > 0 && strcmp(argv[1], "--version") == 0) {
		puts(PACKAGE_STRING);
		return CMD_DONE;
	}
	return cmd_flush(&c, main_dispatch(&c, argc, argv + 1));
}
