/*
 * SPDX-License-Identifier: ISC
 *
 * change: requests (biến động) from the command line, by the same verbs as the
 * screens.  Prints the effects of a request; --dry-run prints them without
 * making it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "cmd/change_priv.h"
#include "cmd/change_rows.h"
#include "office/balance/lowered.h"
#include "office/request/change.h"
#include "office/roll/person.h"
#include "office/file/file.h"
#include "text/date.h"

#define CHANGE_RIGHTS 100

static bool
change_parse(char **argv, struct change_args *a)
{
	const struct cmd_opt opts[] = { { "state", &a->state },
		{ "kind", &a->kind }, { "area", &a->area },
		{ "month", &a->month }, { "person", &a->person },
		{ "page", &a->page }, { "rows", &a->rows },
		{ "except", &a->except },
		{ NULL, NULL } };
	const char *words[CHANGE_WORDS + 2] = { NULL };
	int i, n;

	for (i = n = 1; argv[i] != NULL; i++)
		if (strcmp(argv[i], "--dry-run") == 0)
			a->dry = true;
		else
			argv[n++] = argv[i];
	argv[n] = NULL;
	if (!cmd_parse(argv, 1, opts, words, CHANGE_WORDS + 1) ||
	    words[0] == NULL)
		return false;
	a->what = words[0];
	memcpy(a->words, words + 1, sizeof(a->words));
	return true;
}

/* ---- asking ---------------------------------------------------------------- */

/* People are named by their code, entitlements by their category. */
static enum status
change_named(struct cmd_reader *r, struct wire_args *args, struct err *err)
{
	static const char *const people[] = { "person", "keep" };
	const char *right = wire_args_text(args, "entitlement");
	struct person_entitlement v[CHANGE_RIGHTS];
	struct person_ask ask = { .max = CHANGE_RIGHTS };
	int64_t ids[2] = { 0, 0 };
	char text[24];
	enum status st = ST_OK;
	unsigned i, n = 0;

	for (i = 0; st == ST_OK && i < 2; i++) {
		const char *code = wire_args_text(args, people[i]);

		if (code[0] == '\0')
			continue;
		st = change_person_id(r, code, &ids[i], err);
		if (st != ST_OK)
			return err_field(err, st, people[i],
			    _("there is nobody with the file number %s"), code);
		(void)snprintf(text, sizeof(text), "%" PRId64, ids[i]);
		wire_args_set(args, people[i], text);
	}
	if (right[0] == '\0' || strchr(right, '.') == NULL)
		return st;
	ask.person = ids[0];
	if (person_entitlements(r->db, &r->who.scope, &ask, v, &n,
	    err) != ST_OK)
		return err->st;
	for (i = n; i-- > 0;)
		if (strcmp(v[i].category, right) == 0 &&
		    v[i].state != ENTITLEMENT_VOID)
			break;
	if (i >= n)
		return err_field(err, ST_NOTFOUND, "entitlement",
		    _("there is no allowance %s"), right);
	(void)snprintf(text, sizeof(text), "%" PRId64, v[i].id);
	wire_args_set(args, "entitlement", text);
	return ST_OK;
}

/* Posts the request and prints its effects. */
static enum status
change_post(struct cmd_ctx *c, struct post *post, const char *verb,
    struct wire_args *args, struct err *err)
{
	struct wire_answer answer;
	struct cmd_reader r;
	enum status st;

	if (cmd_reader_open(c, &r, err) != ST_OK)
		return err->st;
	st = change_named(&r, args, err);
	cmd_reader_done(&r);
	if (st != ST_OK)
		return st;
	if (strcmp(verb, "change.ask") == 0)
		return posting_ask(c, post, args, err);
	memset(&answer, 0, sizeof(answer));
	st = post_verb(post, verb, args, &answer, err);
	if (st == ST_OK) {
		fputs(_("nothing was asked; it would be:\n"), c->out);
		posting_say(c, &answer.args, "effect", "  - ");
	}
	wire_args_done(&answer.args);
	return st;
}

/* ask KIND field=value ..., or undo ID WHY. */
static enum status
change_ask(struct cmd_ctx *c, struct post *post, const struct change_args *a,
    struct err *err)
{
	const char *verb = a->dry ? "change.preview" : "change.ask";
	char *words[CHANGE_WORDS + 1] = { NULL };
	struct wire_args args;
	enum status st;
	unsigned i, n;

	wire_args_init(&args);
	if (a->words[0] == NULL || strchr(a->words[0], '=') != NULL)
		return err_field(err, ST_INVALID, "kind",
		    _("what is asked? new, stop, suspend, ..."));
	wire_args_add(&args, "kind", a->words[0]);
	for (i = 1, n = 0; a->words[i] != NULL; i++)
		words[n++] = mem_strdup(a->words[i]);
	if ((st = posting_words(verb, words, &args, err)) == ST_OK)
		st = change_post(c, post, verb, &args, err);
	for (i = 0; i < n; i++)
		free(words[i]);
	wire_args_done(&args);
	return st;
}

static enum status
change_of(struct cmd_ctx *c, int64_t id, struct change_head *head,
    struct err *err)
{
	struct cmd_reader r;
	struct change ch;
	enum status st;

	if (cmd_reader_open(c, &r, err) != ST_OK)
		return err->st;
	st = change_get(r.db, &r.who.scope, id, &ch, err);
	if (st == ST_OK) {
		*head = ch.head;
		change_done(&ch);
	}
	cmd_reader_done(&r);
	return st;
}

static enum status
change_undo(struct cmd_ctx *c, struct post *post, const struct change_args *a,
    struct err *err)
{
	const char *verb = a->dry ? "change.preview" : "change.ask";
	struct change_head head;
	struct wire_args args;
	int64_t id = 0;
	enum status st = change_id(a->words[0], &id, err);

	if (st == ST_OK && a->words[1] == NULL)
		st = err_field(err, ST_INVALID, "note", _("why is it undone?"));
	if (st == ST_OK)
		st = change_of(c, id, &head, err);
	if (st != ST_OK)
		return st;
	wire_args_init(&args);
	wire_args_add(&args, "kind", "undo");
	if (head.code[0] != '\0')
		wire_args_add(&args, "person", head.code);
	wire_args_add_int(&args, "undoes", id);
	wire_args_add(&args, "note", a->words[1]);
	st = change_post(c, post, verb, &args, err);
	wire_args_done(&args);
	return st;
}

/* ---- deciding -------------------------------------------------------------- */

/* True if the request was decided and its slices are unfinished: a file of the
 * roll, the undo of one, or a lowered rate. */
static enum status
change_under_way(struct cmd_ctx *c, int64_t id, bool *yes, struct err *err)
{
	struct err none = ERR_INIT;
	struct cmd_reader r;
	struct roll_file f;
	struct lowered is;

	if (cmd_reader_open(c, &r, err) != ST_OK)
		return err->st;
	*yes = roll_file_of(r.db, &r.who.scope, id, &f, &none) == ST_OK && f.deciding != 0;
	none = (struct err)ERR_INIT;
	*yes |= lowered_of(r.db, &r.who.scope, id, &is, &none) == ST_OK &&
	    is.under_way;
	cmd_reader_done(&r);
	return ST_OK;
}

/* Prints what was approved, and carries out the rows of a file. */
static enum status
change_approved(struct cmd_ctx *c, struct post *post, int64_t id,
    const struct wire_args *a, struct err *err)
{
	int64_t slices = wire_args_int(a, "slices", 0);

	/* Some rows of a file may still wait; their notes say why. */
	if (slices != id)
		fprintf(c->out, _("request %" PRId64 ": approved\n"), id);
	posting_say(c, a, "effect", "  - ");
	/* An undo names the file whose rows it reverses. */
	return slices != 0 ? change_rows_go(c, post, slices, err) : ST_OK;
}

static enum status
change_approve_one(struct cmd_ctx *c, struct post *post,
    const struct change_args *a, const char *word, char *secret,
    struct err *err)
{
	char version[24];
	const char *const fields[] = { "change", word, "version", version,
		"rows", a->rows, "except", a->except, NULL };
	const struct posting_with what = { "change.approve", fields, secret };
	struct wire_answer answer;
	struct change_head head;
	int64_t id = 0;
	bool on = false;
	enum status st = change_id(word, &id, err);

	if (st == ST_OK)
		st = change_under_way(c, id, &on, err);
	if (st == ST_OK && on)
		return change_rows_go(c, post, id, err);
	if (st == ST_OK)
		st = change_of(c, id, &head, err);
	if (st == ST_OK && secret[0] == '\0')
		st = posting_secret(c, secret, err);
	if (st != ST_OK)
		return st;
	(void)snprintf(version, sizeof(version), "%d", head.version);
	if ((st = posting_confirmed(c, post, &what, &answer, err)) == ST_OK)
		st = change_approved(c, post, id, &answer.args, err);
	wire_args_done(&answer.args);
	return st;
}

/* One password for all requests of the call; the first refusal ends it.  A
 * request that was decided before is only continued, without password. */
static enum status
change_approve(struct cmd_ctx *c, struct post *post,
    const struct change_args *a, struct err *err)
{
	char secret[POSTING_SECRET] = "";
	int64_t id = 0;
	enum status st = a->words[0] != NULL ? ST_OK :
	    change_id(NULL, &id, err);
	unsigned i;

	for (i = 0; st == ST_OK && a->words[i] != NULL; i++)
		st = change_approve_one(c, post, a, a->words[i], secret, err);
	mem_wipe(secret, sizeof(secret));
	return st;
}

static enum status
change_simple(struct cmd_ctx *c, struct post *post, const char *verb,
    const struct change_args *a, struct err *err)
{
	bool reject = strcmp(verb, "change.reject") == 0;
	char version[24] = "";
	const char *fields[] = { "change", a->words[0], "version", version,
		"reason", reject ? a->words[1] : "",
		"rows", reject ? a->rows : "",
		"except", reject ? a->except : "", NULL };
	struct wire_answer answer;
	struct change_head head;
	int64_t id = 0;
	enum status st = change_id(a->words[0], &id, err);

	if (st == ST_OK && reject && a->words[1] == NULL)
		st = err_field(err, ST_INVALID, "reason",
		    _("why is it rejected?"));
	if (st == ST_OK)
		st = change_of(c, id, &head, err);
	if (st != ST_OK)
		return st;
	if (reject)
		(void)snprintf(version, sizeof(version), "%d", head.version);
	st = posting(post, verb, fields, &answer, err);
	if (st == ST_OK && strcmp(verb, "change.effect") == 0)
		fprintf(c->out, _("request %" PRId64 " would bring about now:\n"),
		    id);
	else if (st == ST_OK && wire_args_int(&answer.args, "slices", 0) == 0)
		fprintf(c->out, _("request %" PRId64 ": %s\n"), id,
		    reject ? _("rejected") : _("withdrawn"));
	if (st == ST_OK)
		posting_say(c, &answer.args, "effect", "  - ");
	if (st == ST_OK && reject &&
	    wire_args_int(&answer.args, "slices", 0) != 0)
		st = change_rows_go(c, post, id, err);
	wire_args_done(&answer.args);
	return st;
}

static enum status
change_do(struct cmd_ctx *c, struct post *post, const struct change_args *a,
    bool *known, struct err *err)
{
	if (strcmp(a->what, "ask") == 0)
		return change_ask(c, post, a, err);
	if (strcmp(a->what, "undo") == 0)
		return change_undo(c, post, a, err);
	if (strcmp(a->what, "approve") == 0)
		return change_approve(c, post, a, err);
	if (strcmp(a->what, "effect") == 0)
		return change_simple(c, post, "change.effect", a, err);
	if (strcmp(a->what, "reject") == 0)
		return change_simple(c, post, "change.reject", a, err);
	if (strcmp(a->what, "withdraw") == 0)
		return change_simple(c, post, "change.withdraw", a, err);
	*known = false;
	return ST_OK;
}

static int
change_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct change_args a = { .state = "", .kind = "", .area = "",
		.month = "", .person = "", .page = "", .rows = "",
		.except = "" };
	struct err err = ERR_INIT;
	struct post *post = NULL;
	bool known = true;
	enum status st;

	(void)argc;
	if (!change_parse(argv, &a))
		return cmd_usage(c, &cmd_change);
	if (strcmp(a.what, "list") == 0) {
		st = change_list(c, &a, &err);
		return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
	}
	if (strcmp(a.what, "show") == 0) {
		st = change_show(c, &a, &err);
		return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
	}
	if ((st = cmd_post_open(c, &post, &err)) == ST_OK)
		st = change_do(c, post, &a, &known, &err);
	post_close(post);
	if (!known)
		return cmd_usage(c, &cmd_change);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_change = {
	.name = "change",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "list [--state S] [--kind K] [--area CODE] [--month M] "
	    "[--person CODE] | show ID [--page N] | ask KIND field=value ... [--dry-run] | "
	    "undo ID WHY [--dry-run] | effect ID | "
	    "approve ID ... [--rows 3,7-12] [--except 4] | "
	    "reject ID WHY [--rows 3,7-12] | withdraw ID",
	.help = N_("requests that change the roll: ask, decide, undo"),
	.run = change_run,
	.more = N_("ask      asks, and says what will come of it; person= and keep= take file\n"
	    "         numbers, days are 30/11/2019, months 11/2019; the fields are the\n"
	    "         columns that import tells of changes, event_on for date\n"
	    "undo     asks to take an approved request back, with all its consequences\n"
	    "effect   what a request would bring about as things stand now\n"
	    "approve  reads your password from standard input; never who asked; of a\n"
	    "         file of the roll all rows that wait, or these (lines of the file);\n"
	    "         what was decided and cut off goes on, without a password\n"),
};
