/*
 * SPDX-License-Identifier: ISC
 *
 * serve: `chitra serve` and `chitra desk`.
 */
#include <unistd.h>

#include "base/log.h"
#include "base/say.h"
#include "cmd/cmd.h"
#include "cmd/paths.h"
#include "form/form.h"
#include "office/verb_form.h"
#include "print/profile.h"
#include "serve/listener.h"
#include "serve/local_desk.h"
#include "text/lang.h"

/*
 * Loads what desks and printing will load, to report errors now, with file and
 * line.
 */
static enum status
serve_forms(const struct conf *conf, struct err *err)
{
	struct form_dirs dirs = { conf->data_forms, form_shipped() };
	struct profiles *profiles = NULL;
	enum status st = form_try_all(&dirs, verb_fits_form, err);

	if (st == ST_OK)
		st = profiles_load(dirs.shipped, conf->print_profiles, &profiles,
		    err);
	profiles_free(profiles);
	return st;
}

static void
serve_ready(unsigned port, void *arg)
{
	(void)arg;
	log_info("serving on port %u", port);
}

static int
serve_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct listener_opts o = { .dispatch = c->line,
		.forms = form_shipped(), .terminfo = paths_terminfo(),
		.ready = serve_ready };

	(void)argv;
	if (argc != 1)
		return cmd_usage(c, &cmd_serve);
	log_init("listener", c->conf.server_syslog);
	/* Error messages of books and gate are in the office's language. */
	lang_set(c->conf.office_language);
	if (serve_forms(&c->conf, &err) != ST_OK)
		return cmd_fail(c, &err, true);
	return listener_run(&c->conf, &o);
}

const struct cmd cmd_serve = {
	.name = "serve",
	.flags = CMD_CONF,
	.args = "",
	.help = N_("serve the office until SIGTERM"),
	.run = serve_run,
};

static int
serve_desk(struct cmd_ctx *c, int argc, char **argv)
{
	struct local_desk_opts o = { .forms = form_shipped(),
		.terminfo = paths_terminfo() };
	const struct cmd_opt opts[] = { { "user", &o.login }, { NULL, NULL } };

	(void)argc;
	if (!cmd_parse(argv, 1, opts, NULL, 0))
		return cmd_usage(c, &cmd_desk);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		fprintf(c->err, _("chitra: desk needs a terminal\n"));
		return CMD_CANNOT_START;
	}
	lang_set(c->conf.office_language);
	return local_desk_run(&c->conf, &o);
}

const struct cmd cmd_desk = {
	.name = "desk",
	.flags = CMD_CONF,
	.args = "[--user LOGIN]",
	.help = N_("the screens on the terminal in front of you"),
	.run = serve_desk,
};
