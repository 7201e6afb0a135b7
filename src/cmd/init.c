/*
 * SPDX-License-Identifier: ISC
 *
 * init: makes what a server starts from: chitra.ini, empty books with the
 * categories and amounts of the decrees, auth.db and the host key.  What is
 * there already is left as it is.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/found.h"
#include "db/migrate.h"
#include "form/conf_load.h"
#include "office/category.h"
#include "serve/uids.h"
#include "ssh/hostkey.h"

enum status
found_config(const char *dir, const struct conf_set *set, unsigned n,
    char *path, size_t size, struct err *err)
{
	enum status st = ST_OK;
	struct buf text;
	int fd;

	if (mkdir(dir, 0750) == -1 && errno != EEXIST)
		return err_errno(err, ST_IO, "%s", dir);
	if (str_format(path, size, "%s/chitra.ini", dir) != ST_OK)
		return err_set(err, ST_LIMIT, _("%s is too long"), dir);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (fd == -1 && errno == EEXIST)
		return ST_EXISTS;
	if (fd == -1)
		return err_errno(err, ST_IO, "%s", path);
	buf_init(&text, 256 * 1024);
	conf_template(&text, set, n);
	if (write(fd, text.data, text.len) != (ssize_t)text.len ||
	    fsync(fd) == -1)
		st = err_errno(err, ST_IO, "%s", path);
	(void)close(fd);
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

/* Categories, coefficients and standards: once, into empty books. */
static enum status
init_seed(const struct conf *conf, struct err *err)
{
	char now[CLOCK_TEXT];
	struct db *db = NULL;
	enum status st;

	st = db_open_writer(conf->data_database, DB_BOOKS, &db, err);
	if (st != ST_OK)
		return st;
	clock_text(now);
	st = db_begin(db, err);
	if (st == ST_OK)
		st = office_seed(db, conf->office_province, conf->office_name, now,
		    err);
	if (st == ST_OK)
		st = db_commit(db, err);
	else
		db_rollback(db);
	db_close(db);
	return st;
}

static int
init_run(struct cmd_ctx *c, int argc, char **argv)
{
	char path[CONF_PATH_MAX], print[128] = "";
	struct err err = ERR_INIT;
	struct conf conf;
	enum status st;

	if (argc > 2 || (argc == 2 && argv[1][0] == '-'))
		return cmd_usage(c, &cmd_init);
	st = found_config(argc == 2 ? argv[1] : ".", NULL, 0, path, sizeof(path),
	    &err);
	if (st == ST_EXISTS)
		fprintf(c->out, _("%s is there already and stays\n"), path);
	else if (st != ST_OK)
		return cmd_fail(c, &err, true);
	if (conf_load(path, &conf, &err) != ST_OK ||
	    found_files(&conf, &err) != ST_OK || init_seed(&conf, &err) != ST_OK ||
	    hostkey_fingerprint(conf.server_host_key, print, sizeof(print),
	    &err) != ST_OK || uids_settle(&conf, &err) != ST_OK)
		return cmd_fail(c, &err, true);
	fprintf(c->out, _("ready: %s\nhost key: %s\nnext: chitra --config %s "
	    "import areas FILE.csv, user add, serve\n"), path, print, path);
	return CMD_DONE;
}

const struct cmd cmd_init = {
	.name = "init",
	.args = "[DIR]",
	.help = N_("make chitra.ini, empty books and the host key"),
	.run = init_run,
};
