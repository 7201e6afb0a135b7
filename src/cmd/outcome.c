/*
 * SPDX-License-Identifier: ISC
 *
 * outcome: the outcome of a posting whose answer was lost (rule 7).
 */

#include "base/clean.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"

static int
outcome_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct wire_answer answer = { .err = ERR_INIT };
	unsigned char op[WIRE_OP_ID];
	struct err err = ERR_INIT;
	struct post *post = NULL;
	enum status st;
	char value[1024];
	unsigned i;

	if (argc != 2 || str_unhex(op, sizeof(op), argv[1]) != ST_OK)
		return cmd_usage(c, &cmd_outcome);
	if ((st = cmd_post_open(c, &post, &err)) == ST_OK)
		st = post_outcome(post, op, &answer, &err);
	for (i = 0; st == ST_OK && i < answer.args.n; i++) {
		clean_text(value, sizeof(value), answer.args.v[i].value);
		fprintf(c->out, "%s=%s\n", answer.args.v[i].name, value);
	}
	wire_args_done(&answer.args);
	post_close(post);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_outcome = {
	.name = "outcome",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "ID",
	.help = N_("what became of a posting"),
	.run = outcome_run,
};
