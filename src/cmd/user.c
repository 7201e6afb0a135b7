/*
 * SPDX-License-Identifier: ISC
 *
 * user: staff members and their accounts.  The staff row is posted as a verb
 * (books), password and keys go to the gate.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/credential.h"
#include "office/place/staff.h"

static enum status
user_find(struct cmd_ctx *c, const char *login, struct staff *out,
    struct err *err)
{
	struct cmd_reader r;
	enum status st;

	if (cmd_reader_open(c, &r, err) != ST_OK)
		return err->st;
	st = staff_by_login(r.db, login, out, err);
	cmd_reader_done(&r);
	return st;
}

static enum status
user_passwd(struct cmd_ctx *c, const char *login, struct err *err)
{
	char one[256] = "", two[256] = "";
	struct staff who;
	enum status st = user_find(c, login, &who, err);

	if (st == ST_OK)
		st = credential_read(c->in, c->err, _("new password: "), one,
		    sizeof(one), err);
	if (st == ST_OK && isatty(fileno(c->in))) {
		st = credential_read(c->in, c->err, _("again: "), two,
		    sizeof(two), err);
		if (st == ST_OK && strcmp(one, two) != 0)
			st = err_set(err, ST_INVALID, _("the two differ; nothing changed"));
	}
	if (st == ST_OK)
		st = credential_set(&c->conf, who.id, login, "password", one, err);
	mem_wipe(one, sizeof(one));
	mem_wipe(two, sizeof(two));
	return st;
}

/* FILE holds one public key line. */
static enum status
user_key(struct cmd_ctx *c, const char *login, const char *file,
    struct err *err)
{
	char line[4096];
	struct staff who;
	enum status st = user_find(c, login, &who, err);
	FILE *f;

	if (st != ST_OK)
		return st;
	f = strcmp(file, "-") == 0 ? c->in : fopen(file, "re");
	if (f == NULL)
		return err_errno(err, ST_IO, "%s", file);
	if (fgets(line, sizeof(line), f) == NULL)
		st = err_set(err, ST_INVALID, _("%s holds no key"), file);
	if (f != c->in)
		(void)fclose(f);
	if (st != ST_OK)
		return st;
	return credential_set(&c->conf, who.id, login, "key", str_trim(line), err);
}

/* staff.add or staff.change LOGIN NAME ROLE [--unit CODE] [--area CODE]
 * [--points A,B] [--identity NUMBER] */
static enum status
user_add(struct cmd_ctx *c, const char *verb, char **argv, struct err *err)
{
	static const char *const names[] = { "login", "name", "role", "unit",
		"area", "points", "identity" };
	const char *v[7] = { "", "", "", "", "", "", "" };
	const struct cmd_opt opts[] = { { "unit", &v[3] }, { "area", &v[4] },
		{ "points", &v[5] }, { "identity", &v[6] }, { NULL, NULL } };
	struct wire_answer answer = { .err = ERR_INIT };
	struct wire_args args;
	struct post *post = NULL;
	enum status st = ST_OK;
	size_t k;

	if (!cmd_parse(argv, 2, opts, v, 3) || v[2][0] == '\0')
		return err_set(err, ST_INVALID, _("login, name and role are needed"));
	wire_args_init(&args);
	for (k = 0; k < 7; k++)
		if (v[k][0] != '\0')
			wire_args_add(&args, names[k], v[k]);
	if ((st = cmd_post_open(c, &post, err)) == ST_OK)
		st = post_verb(post, verb, &args, &answer, err);
	wire_args_done(&answer.args);
	wire_args_done(&args);
	post_close(post);
	return st;
}

/* Active or not is stored twice: in the staff row and in the account. */
static enum status
user_switch(struct cmd_ctx *c, const char *login, bool on, struct err *err)
{
	struct wire_answer answer = { .err = ERR_INIT };
	struct wire_args args;
	struct post *post = NULL;
	struct staff who;
	enum status st = user_find(c, login, &who, err);

	if (st != ST_OK)
		return st;
	wire_args_init(&args);
	wire_args_add(&args, "login", login);
	if ((st = cmd_post_open(c, &post, err)) == ST_OK)
		st = post_verb(post, on ? "staff.enable" : "staff.disable",
		    &args, &answer, err);
	wire_args_done(&answer.args);
	wire_args_done(&args);
	post_close(post);
	if (st != ST_OK)
		return st;
	st = credential_set(&c->conf, who.id, login, on ? "enable" : "disable",
	    "", err);
	/* Without a password there may be no account. */
	return st == ST_NOTFOUND ? ST_OK : st;
}

static enum status
user_list(struct cmd_ctx *c, struct err *err)
{
	char name[256], unit[256];
	struct cmd_reader r;
	struct staff *v = NULL;
	enum status st;
	unsigned i, n = 0;

	if (cmd_reader_open(c, &r, err) != ST_OK)
		return err->st;
	st = staff_list(r.db, &r.who.scope, &v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		clean_pad(name, sizeof(name), v[i].name, 28, false);
		clean_text(unit, sizeof(unit),
		    v[i].unit[0] != '\0' ? v[i].unit : v[i].area);
		fprintf(c->out, "%-16s %s %-10s %s %s\n", v[i].login, name,
		    v[i].role, v[i].active ? " " : "-", unit);
	}
	free(v);
	cmd_reader_done(&r);
	return st;
}

static enum status
user_show(struct cmd_ctx *c, const char *login, struct err *err)
{
	struct buf text;
	struct staff who;
	char name[256], unit[256], area[256];
	enum status st;

	if (user_find(c, login, &who, err) != ST_OK)
		return err->st;
	clean_text(name, sizeof(name), who.name);
	clean_text(unit, sizeof(unit), who.unit);
	clean_text(area, sizeof(area), who.area);
	fprintf(c->out, "%s\n%s\n%s\n%s%s\n", who.login, name, who.role,
	    unit, area);
	buf_init(&text, 64 * 1024);
	st = credential_list(&c->conf, login, &text, err);
	if (st == ST_OK)
		fputs(buf_str(&text), c->out);
	buf_done(&text);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static int
user_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct err err = ERR_INIT;
	const char *what = argc > 1 ? argv[1] : "";
	enum status st;

	if (strcmp(what, "list") == 0 && argc == 2)
		st = user_list(c, &err);
	else if (strcmp(what, "add") == 0)
		st = user_add(c, "staff.add", argv, &err);
	else if (strcmp(what, "change") == 0)
		st = user_add(c, "staff.change", argv, &err);
	else if (strcmp(what, "show") == 0 && argc == 3)
		st = user_show(c, argv[2], &err);
	else if (strcmp(what, "passwd") == 0 && argc == 3)
		st = user_passwd(c, argv[2], &err);
	else if (strcmp(what, "key") == 0 && argc == 4)
		st = user_key(c, argv[2], argv[3], &err);
	else if (strcmp(what, "disable") == 0 && argc == 3)
		st = user_switch(c, argv[2], false, &err);
	else if (strcmp(what, "enable") == 0 && argc == 3)
		st = user_switch(c, argv[2], true, &err);
	else
		return cmd_usage(c, &cmd_user);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_user = {
	.name = "user",
	.flags = CMD_CONF,
	.args = "list | show LOGIN | add|change LOGIN NAME ROLE [--unit CODE] [--area CODE] "
	    "[--points A,B] | passwd LOGIN | key LOGIN FILE | disable LOGIN | enable LOGIN",
	.help = N_("staff, their passwords and keys"),
	.run = user_run,
	.more = N_("roles: paying cashier accountant controller preparer approver "
	    "province admin\n"),
};
