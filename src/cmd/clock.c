/*
 * SPDX-License-Identifier: ISC
 *
 * clock: shows whether postings are accepted at the server's present time, and
 * lets the administrator confirm that it is right.
 */
#include <string.h>

#include "base/say.h"
#include "cmd/cmd.h"
#include "cmd/posting.h"
#include "office/verb/moment.h"

static int
clock_show(struct cmd_ctx *c)
{
	struct err err = ERR_INIT;
	struct cmd_reader r;
	char says[512];
	struct moment m;
	enum status st;

	if (cmd_reader_open(c, &r, &err) != ST_OK)
		return cmd_fail(c, &err, false);
	st = moment_read(r.db, &m, &err);
	cmd_reader_done(&r);
	if (st != ST_OK)
		return cmd_fail(c, &err, false);
	fprintf(c->out, "clock=%s\nlast=%s\nzone=%s\n", m.wall, m.last,
	    c->conf.office_zone);
	moment_says(&m, says, sizeof(says));
	if (m.state == MOMENT_RIGHT)
		return CMD_DONE;
	(void)err_set(&err, ST_BUSY, "%s", says);
	return cmd_fail(c, &err, false);
}

static int
clock_accept(struct cmd_ctx *c, char **words, bool back)
{
	char *typed[] = { words[0], back ? words[1] : NULL, NULL };
	struct wire_answer answer = { .err = ERR_INIT };
	struct err err = ERR_INIT;
	struct wire_args args;
	struct post *post = NULL;
	enum status st;

	wire_args_init(&args);
	if ((st = posting_words("clock.accept", typed, &args, &err)) == ST_OK &&
	    (st = cmd_post_open(c, &post, &err)) == ST_OK)
		st = post_verb(post, "clock.accept", &args, &answer, &err);
	if (st == ST_OK)
		fprintf(c->out, _("the clock is taken for right: %s\n"),
		    wire_args_text(&answer.args, "clock"));
	wire_args_done(&answer.args);
	wire_args_done(&args);
	post_close(post);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

static int
clock_run(struct cmd_ctx *c, int argc, char **argv)
{
	char today[64], back[] = "back=yes";
	char *words[] = { today, back };

	if (argc == 1)
		return clock_show(c);
	if (strcmp(argv[1], "accept") != 0 || argc < 3 || argc > 4 ||
	    (argc == 4 && strcmp(argv[3], "--back") != 0) ||
	    strlen(argv[2]) > 32)
		return cmd_usage(c, &cmd_clock);
	(void)snprintf(today, sizeof(today), "today=%s", argv[2]);
	return clock_accept(c, words, argc == 4);
}

const struct cmd cmd_clock = {
	.name = "clock",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "[accept DATE [--back]]",
	.help = N_("whether the server's clock is believed, and confirm it"),
	.more = N_("DATE is today's by the calendar on the wall. --back when the books hold\n"
	    "entries after it because the clock was wrong then.\n"),
	.run = clock_run,
};
