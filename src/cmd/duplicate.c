/*
 * SPDX-License-Identifier: ISC
 *
 * duplicate: lists records that may be one person, and records that two are
 * different people; that they are one is a request (`chitra change ask merge`).
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "cmd/posting.h"
#include "office/roll/duplicate.h"
#include "office/roll/person.h"

#define DUPLICATE_PAGE 64

static void
duplicate_line(struct cmd_ctx *c, const struct duplicate_pair *p)
{
	char name[256], commune[256], birth[DATE_TEXT];
	unsigned i;

	for (i = 0; i < 2; i++) {
		const struct duplicate_side *d = &p->side[i];

		clean_pad(name, sizeof(name), d->name, 26, false);
		clean_text(commune, sizeof(commune), d->commune);
		date_format(birth, sizeof(birth), d->birth);
		fprintf(c->out, "%s %-12s %s %-10s %s\n", i == 0 ? "=" : " ",
		    d->code, name, birth, commune);
	}
}

static enum status
duplicate_list(struct cmd_ctx *c, struct err *err)
{
	struct duplicate_pair *v = mem_array(DUPLICATE_PAGE, sizeof(*v));
	struct duplicate_ask ask = { .max = DUPLICATE_PAGE };
	struct duplicate_key after;
	struct cmd_reader r;
	enum status st = cmd_reader_open(c, &r, err);
	unsigned i, n = DUPLICATE_PAGE;

	while (st == ST_OK && n == DUPLICATE_PAGE) {
		st = duplicate_pairs(r.db, &r.who.scope, &ask, v, &n, err);
		for (i = 0; st == ST_OK && i < n; i++)
			duplicate_line(c, &v[i]);
		if (st == ST_OK && n > 0)
			after = v[n - 1].key;
		ask.after = &after;
	}
	cmd_reader_done(&r);
	free(v);
	return st;
}

/* One of the two must be in the caller's scope. */
static enum status
duplicate_ids(struct cmd_ctx *c, const char *const codes[2], char ids[2][24],
    struct err *err)
{
	struct duplicate_pair v[DUPLICATE_PAGE];
	struct person_ask ask = { .max = DUPLICATE_PAGE };
	struct cmd_reader r;
	struct person one;
	enum status st = cmd_reader_open(c, &r, err);
	unsigned i, n = 0;

	if (st != ST_OK)
		return st;
	st = person_by_code(r.db, &r.who.scope, codes[0], &one, err);
	ask.person = one.id;
	if (st == ST_OK)
		st = duplicate_of(r.db, &r.who.scope, &ask, v, &n, err);
	cmd_reader_done(&r);
	if (st != ST_OK)
		return st;
	for (i = 0; i < n; i++)
		if (strcmp(v[i].side[1].code, codes[1]) == 0)
			break;
	if (i == n)
		return err_set(err, ST_NOTFOUND,
		    _("%s and %s are not alike, or were looked at already"),
		    codes[0], codes[1]);
	(void)snprintf(ids[0], sizeof(ids[0]), "%" PRId64, one.id);
	(void)snprintf(ids[1], sizeof(ids[1]), "%" PRId64, v[i].side[1].id);
	return ST_OK;
}

static enum status
duplicate_different(struct cmd_ctx *c, const char *const words[3],
    struct err *err)
{
	struct wire_answer answer = { .err = ERR_INIT };
	struct post *post = NULL;
	char ids[2][24];
	const char *const fields[] = { "person", ids[0], "other", ids[1],
		"note", words[2], NULL };
	enum status st = duplicate_ids(c, words, ids, err);

	if (st == ST_OK && (st = cmd_post_open(c, &post, err)) == ST_OK)
		st = posting(post, "duplicate.different", fields, &answer, err);
	if (st == ST_OK)
		fprintf(c->out, _("%s and %s: different people\n"), words[0],
		    words[1]);
	wire_args_done(&answer.args);
	post_close(post);
	return st;
}

static int
duplicate_run(struct cmd_ctx *c, int argc, char **argv)
{
	const char *words[4] = { NULL };
	struct err err = ERR_INIT;
	enum status st;

	(void)argc;
	if (!cmd_parse(argv, 1, NULL, words, 4) || words[0] == NULL)
		return cmd_usage(c, &cmd_duplicate);
	if (strcmp(words[0], "list") == 0 && words[1] == NULL)
		st = duplicate_list(c, &err);
	else if (strcmp(words[0], "different") == 0 && words[3] != NULL)
		st = duplicate_different(c, words + 1, &err);
	else
		return cmd_usage(c, &cmd_duplicate);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_duplicate = {
	.name = "duplicate",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "list | different CODE CODE NOTE",
	.help = N_("records that may be one person"),
	.run = duplicate_run,
	.more = N_("That two are one person is a request: chitra change ask merge "
	    "person=CODE keep=CODE\n"),
};
