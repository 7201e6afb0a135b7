/* SPDX-License-Identifier: ISC */
#include "cmd/posting.h"

#include <string.h>

#include "base/clean.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/credential.h"
#include "office/table.h"
#include "office/verb/typed.h"

void
posting_fields(const char *const *fields, struct wire_args *args)
{
	for (; *fields != NULL; fields += 2)
		if (fields[1][0] != '\0')
			wire_args_add(args, fields[0], fields[1]);
}

enum status
posting(struct post *post, const char *verb, const char *const *fields,
    struct wire_answer *answer, struct err *err)
{
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	posting_fields(fields, &args);
	memset(answer, 0, sizeof(*answer));
	st = post_verb(post, verb, &args, answer, err);
	wire_args_done(&args);
	return st;
}

enum status
posting_confirmed(struct cmd_ctx *c, struct post *post,
    const struct posting_with *what, struct wire_answer *answer,
    struct err *err)
{
	struct wire_verb in;
	enum status st;

	memset(&in, 0, sizeof(in));
	memset(answer, 0, sizeof(*answer));
	st = str_copy(in.name, sizeof(in.name), what->verb);
	if (st != ST_OK)
		return err_set(err, st, _("there is no verb %s"), what->verb);
	wire_op_new(in.op);
	posting_fields(what->fields, &in.args);
	if ((st = credential_confirm(c->gate, in.op, what->secret,
	    err)) == ST_OK)
		st = post_send(post, &in, answer, err);
	wire_args_done(&in.args);
	return st;
}

enum status
posting_secret(struct cmd_ctx *c, char out[POSTING_SECRET], struct err *err)
{
	return credential_read(c->in, c->err, _("your password: "), out,
	    POSTING_SECRET, err);
}

enum status
posting_words(const char *verb, char *const *words, struct wire_args *out,
    struct err *err)
{
	const struct verb *v = verb_find(verb);
	char name[64], value[VERB_TYPED], today[CLOCK_DATE];
	enum status st = ST_OK;
	const char *eq;

	clock_date(today);
	for (; st == ST_OK && *words != NULL; words++) {
		eq = strchr(*words, '=');
		if (v == NULL || eq == NULL || eq == *words)
			return err_set(err, ST_INVALID,
			    _("%s: field=value is needed"), *words);
		st = str_format(name, sizeof(name), "%.*s",
		    (int)(eq - *words), *words);
		if (st != ST_OK)
			return err_set(err, st, _("%s: field=value is needed"),
			    *words);
		if (eq[1] == '\0')
			continue;
		st = verb_typed(v, name, eq + 1, today, value, err);
		if (st == ST_OK)
			wire_args_add(out, name, value);
	}
	return st;
}

void
posting_clean(struct cmd_ctx *c, const char *text)
{
	char clean[1024];

	clean_text(clean, sizeof(clean), text);
	fputs(clean, c->out);
}

void
posting_say(struct cmd_ctx *c, const struct wire_args *answer,
    const char *name, const char *before)
{
	unsigned i;

	for (i = 0; i < answer->n; i++) {
		if (strcmp(answer->v[i].name, name) != 0)
			continue;
		fputs(before, c->out);
		posting_clean(c, answer->v[i].value);
		fputc('\n', c->out);
	}
}

enum status
posting_ask(struct cmd_ctx *c, struct post *post, const struct wire_args *args,
    struct err *err)
{
	struct wire_answer answer = { .err = ERR_INIT };
	enum status st = post_verb(post, "change.ask", args, &answer, err);

	if (st == ST_OK) {
		fprintf(c->out, _("request %s waits to be decided\n"),
		    wire_args_text(&answer.args, "change"));
		posting_say(c, &answer.args, "effect", "  - ");
	}
	wire_args_done(&answer.args);
	return st;
}

enum status
posting_done(struct cmd_ctx *c, struct post *post, const char *verb,
    const char *const *fields, const char *said, struct err *err)
{
	const struct verb *v = verb_find(verb);
	struct wire_answer answer = { .err = ERR_INIT };
	char secret[POSTING_SECRET] = "";
	const struct posting_with what = { verb, fields, secret };
	enum status st = ST_OK;

	if (v != NULL && (v->flags & VERB_CONFIRM)) {
		if ((st = posting_secret(c, secret, err)) == ST_OK)
			st = posting_confirmed(c, post, &what, &answer, err);
	} else {
		st = posting(post, verb, fields, &answer, err);
	}
	mem_wipe(secret, sizeof(secret));
	if (st == ST_OK)
		fprintf(c->out, "%s: %s\n", fields[1], said);
	wire_args_done(&answer.args);
	return st;
}
