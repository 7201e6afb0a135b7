/*
 * SPDX-License-Identifier: ISC
 *
 * init: creates what a server needs: chitra.ini, a database with the categories
 * and amounts of the decrees, auth.db and the host key.  Existing files are
 * kept, so that running it again completes an interrupted run, and corrects the
 * owners of files.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/found.h"
#include "db/migrate.h"
#include "form/conf_load.h"
#include "form/form.h"
#include "office/rate/decree.h"
#include "serve/uids.h"
#include "ssh/hostkey.h"

#define INIT_SYSTEM SYSCONFDIR "/chitra"

/* The system's office: each folder belongs to the user who writes in it. */
static const struct conf_set init_system[] = {
	{ "data", "database", LOCALSTATEDIR "/lib/chitra/chitra.db" },
	{ "data", "auth", LOCALSTATEDIR "/lib/chitra-gate/auth.db" },
	{ "data", "backups", LOCALSTATEDIR "/lib/chitra/backup" },
	/* In the RuntimeDirectory of the unit, which is below /run. */
	{ "data", "socket", "/run/chitra/chitra.sock" },
};

/* An office in one folder belongs to the user who made it. */
static const struct conf_set init_own[] = { { "server", "users", "one" } };

enum status
found_config(const char *dir, const struct conf_set *set, unsigned n,
    char *path, size_t size, struct err *err)
{
	enum status st;
	struct buf text;

	if (mkdir(dir, 0750) == -1 && errno != EEXIST)
		return err_errno(err, ST_IO, "%s", dir);
	if (str_format(path, size, "%s/chitra.ini", dir) != ST_OK)
		return err_set(err, ST_LIMIT, _("%s is too long"), dir);
	if (access(path, F_OK) == 0)
		return ST_EXISTS;
	buf_init(&text, 256 * 1024);
	conf_template(&text, set, n);
	st = file_new(path, 0640, text.data, text.len, err);
	buf_done(&text);
	return st;
}

enum status
found_files(const struct conf *conf, struct err *err)
{
	enum status st;

	if (mkdir(conf->data_backups, 0750) == -1 && errno != EEXIST)
		return err_errno(err, ST_IO, "%s", conf->data_backups);
	st = db_create(conf->data_database, DB_BOOKS, err);
	if (st != ST_OK && st != ST_EXISTS)
		return st;
	st = db_create(conf->data_auth, DB_AUTH, err);
	if (st != ST_OK && st != ST_EXISTS)
		return st;
	if (access(conf->server_host_key, F_OK) == 0)
		return ST_OK;
	return hostkey_make(conf->server_host_key, err);
}

/* Adds the rows of decree.ini, once, to an empty database. */
static enum status
init_seed(const struct conf *conf, const struct decree *d, struct err *err)
{
	char now[CLOCK_TEXT];
	struct db *db = NULL;
	enum status st;

	st = db_open_writer(conf->data_database, DB_BOOKS, &db, err);
	if (st != ST_OK)
		return st;
	clock_text(now);
	if ((st = db_begin(db, err)) == ST_OK)
		st = office_seed(db, d, conf->office_province,
		    conf->office_name, now, err);
	if (st == ST_OK)
		st = db_commit(db, err);
	else
		db_rollback(db);
	db_close(db);
	return st;
}

/* True for root with no folder or the system's: the system's office. */
static bool
init_is_system(const char *dir)
{
	struct stat a, b;

	if (geteuid() != 0)
		return false;
	return dir == NULL || strcmp(dir, INIT_SYSTEM) == 0 ||
	    (stat(dir, &a) == 0 && stat(INIT_SYSTEM, &b) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

/* The folder and chitra.ini, after the checks that could fail later. */
static enum status
init_config(const char *dir, char *path, size_t size, struct err *err)
{
	struct conf none = { .file = INIT_SYSTEM "/chitra.ini" };
	struct uids users;
	enum status st;

	if (!init_is_system(dir))
		return found_config(dir != NULL ? dir : ".", init_own,
		    sizeof(init_own) / sizeof(init_own[0]), path, size, err);
	if (access(none.file, F_OK) == -1) {
		st = uids_find(&none, &users, err);
		if (st != ST_OK)
			return st;
		/* Desks read forms here, so others need access. */
		if (mkdir(INIT_SYSTEM, 0755) == 0 &&
		    chmod(INIT_SYSTEM, 0755) == -1)
			return err_errno(err, ST_IO, "%s", INIT_SYSTEM);
	}
	return found_config(INIT_SYSTEM, init_system,
	    sizeof(init_system) / sizeof(init_system[0]), path, size, err);
}

/* Folders get their owners first, files after they exist. */
static enum status
init_files(const struct conf *conf, const struct decree *d, struct err *err)
{
	enum status st = uids_chown(conf, err);

	if (st == ST_OK && (st = found_files(conf, err)) == ST_OK)
		st = init_seed(conf, d, err);
	return st == ST_OK ? uids_chown(conf, err) : st;
}

static int
init_run(struct cmd_ctx *c, int argc, char **argv)
{
	char path[CONF_PATH_MAX], print[128] = "";
	struct err err = ERR_INIT;
	struct decree *d = NULL;
	struct conf conf;
	enum status st;

	if (argc > 2 || (argc == 2 && argv[1][0] == '-'))
		return cmd_usage(c, &cmd_init);
	if (decree_load(form_shipped(), &d, &err) != ST_OK)
		return cmd_fail(c, &err, true);
	st = init_config(argc == 2 ? argv[1] : NULL, path, sizeof(path), &err);
	if (st == ST_EXISTS)
		fprintf(c->out, _("%s is there already and stays\n"), path);
	if (st == ST_OK || st == ST_EXISTS)
		st = conf_load(path, &conf, &err);
	if (st == ST_OK)
		st = init_files(&conf, d, &err);
	decree_free(d);
	if (st != ST_OK || hostkey_fingerprint(conf.server_host_key, print,
	    sizeof(print), &err) != ST_OK)
		return cmd_fail(c, &err, true);
	fprintf(c->out, _("ready: %s\nhost key: %s\nnext: chitra --config %s "
	    "import areas FILE.csv, import points, user add (a preparer and an "
	    "approver for each list owner), serve, import roll; the approvers "
	    "approve it\n"), path, print, path);
	return CMD_DONE;
}

const struct cmd cmd_init = {
	.name = "init",
	.args = "[DIR]",
	.help = N_("make chitra.ini, empty books and the host key"),
	.run = init_run,
};
