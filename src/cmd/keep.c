/*
 * SPDX-License-Identifier: ISC
 *
 * keep: commands that look after the files of the books: migrate, check,
 * backup, restore.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "db/migrate.h"
#include "office/category.h"
#include "office/journal.h"
#include "serve/uids.h"

/* backup/chitra-20191112-073000-WHY.db: the folder is made when missing. */
static enum status
keep_backup_name(struct cmd_ctx *c, const char *why, char *out, size_t size,
    struct err *err)
{
	char now[CLOCK_TEXT], stamp[CLOCK_TEXT];
	size_t i, n = 0;

	if (mkdir(c->conf.data_backups, 0750) == -1 && errno != EEXIST)
		return err_errno(err, ST_IO, "%s", c->conf.data_backups);
	clock_text(now);
	for (i = 0; now[i] != '\0'; i++)
		if (now[i] != '-' && now[i] != ':')
			stamp[n++] = now[i] == 'T' ? '-' : now[i];
	stamp[n] = '\0';
	if (str_format(out, size, "%s/chitra-%s-%s.db", c->conf.data_backups,
	    stamp, why) != ST_OK)
		return err_set(err, ST_LIMIT, _("the path of the backup is too long"));
	return ST_OK;
}

/* Rules that came with this program, for books of an earlier one. */
static enum status
keep_rules(const struct conf *conf, struct err *err)
{
	struct db *db = NULL;
	enum status st;

	st = db_open_writer(conf->data_database, DB_BOOKS, &db, err);
	if (st != ST_OK)
		return st;
	st = db_begin(db, err);
	if (st == ST_OK)
		st = office_seed_rules(db, err);
	if (st == ST_OK)
		st = db_commit(db, err);
	else
		db_rollback(db);
	db_close(db);
	return st;
}

static int
keep_migrate(struct cmd_ctx *c, int argc, char **argv)
{
	char backup[CONF_PATH_MAX + 64];
	struct err err = ERR_INIT;
	int from, to;

	(void)argv;
	if (argc != 1)
		return cmd_usage(c, &cmd_migrate);
	if (keep_backup_name(c, "migrate", backup, sizeof(backup), &err) != ST_OK ||
	    db_migrate(c->conf.data_database, DB_BOOKS, backup, &from, &to,
	    &err) != ST_OK || keep_rules(&c->conf, &err) != ST_OK)
		return cmd_fail(c, &err, err.st == ST_INVALID);
	if (from == to)
		fprintf(c->out, _("the books are at version %d already\n"), to);
	else
		fprintf(c->out, _("the books went from version %d to %d; the copy "
		    "from before is %s\n"), from, to, backup);
	if (db_migrate(c->conf.data_auth, DB_AUTH, NULL, &from, &to, &err) !=
	    ST_OK || uids_settle(&c->conf, &err) != ST_OK)
		return cmd_fail(c, &err, err.st == ST_INVALID);
	return CMD_DONE;
}

const struct cmd cmd_migrate = {
	.name = "migrate",
	.flags = CMD_CONF,
	.args = "",
	.help = N_("bring the books to the schema of this program"),
	.run = keep_migrate,
};

static int
keep_check(struct cmd_ctx *c, int argc, char **argv)
{
	struct err err = ERR_INIT;
	char seal[64] = "";
	struct db *db = NULL;
	int64_t entries = 0;
	int rc = CMD_DONE;

	(void)argv;
	if (argc != 1)
		return cmd_usage(c, &cmd_check);
	if (db_open_reader(c->conf.data_database, DB_BOOKS, &db, &err) != ST_OK)
		return cmd_fail(c, &err, true);
	/* One snapshot for all: the office may go on paying meanwhile. */
	if (db_begin_read(db, &err) != ST_OK || db_verify(db, &err) != ST_OK ||
	    journal_verify(db, &entries, &err) != ST_OK ||
	    journal_audit(db, &err) != ST_OK ||
	    journal_seal(db, seal, sizeof(seal), &err) != ST_OK)
		rc = cmd_fail(c, &err, false);
	else
		fprintf(c->out, _("all agrees: %" PRId64 " journal entries, seal %s\n"),
		    entries, seal);
	db_rollback(db);
	db_close(db);
	return rc;
}

const struct cmd cmd_check = {
	.name = "check",
	.flags = CMD_CONF,
	.args = "",
	.help = N_("check the files, the journal's chain and the sums"),
	.run = keep_check,
};

static int
keep_backup(struct cmd_ctx *c, int argc, char **argv)
{
	struct err err = ERR_INIT;

	if (argc != 2)
		return cmd_usage(c, &cmd_backup);
	if (db_backup(c->conf.data_database, argv[1], &err) != ST_OK)
		return cmd_fail(c, &err, false);
	fprintf(c->out, _("the books were copied to %s and the copy was checked\n"),
	    argv[1]);
	return CMD_DONE;
}

const struct cmd cmd_backup = {
	.name = "backup",
	.flags = CMD_CONF,
	.args = "FILE",
	.help = N_("copy the books while they are in use, and check the copy"),
	.run = keep_backup,
};

/* The writer's lock shows that no server runs while the files change place. */
static enum status
keep_swap(struct cmd_ctx *c, const char *file, char *aside, size_t size,
    struct err *err)
{
	static const char *const beside[] = { "-wal", "-shm" };
	char fresh[CONF_PATH_MAX + 16], path[CONF_PATH_MAX + 8];
	struct db *db = NULL;
	enum status st;
	size_t i;

	st = db_open_writer(c->conf.data_database, DB_BOOKS, &db, err);
	if (st == ST_BUSY)
		return st;
	/* Best effort: the copy below is made with the WAL in any case. */
	if (db != NULL && db_checkpoint(db, true, err) != ST_OK)
		(void)cmd_fail(c, err, false);
	st = keep_backup_name(c, "replaced", aside, size, err);
	if (st == ST_OK && str_format(fresh, sizeof(fresh), "%s.new",
	    c->conf.data_database) != ST_OK)
		st = err_set(err, ST_LIMIT, _("the path is too long"));
	if (st == ST_OK)
		st = db_backup(file, fresh, err);
	if (st == ST_OK && db != NULL)
		st = db_backup(c->conf.data_database, aside, err);
	db_close(db);
	if (st != ST_OK)
		return st;
	/* A WAL left of the old file must never meet the new one. */
	for (i = 0; i < 2; i++)
		if (str_format(path, sizeof(path), "%s%s", c->conf.data_database,
		    beside[i]) == ST_OK)
			(void)unlink(path);
	if (rename(fresh, c->conf.data_database) == -1)
		return err_errno(err, ST_IO, "%s", c->conf.data_database);
	return ST_OK;
}

static int
keep_restore(struct cmd_ctx *c, int argc, char **argv)
{
	char aside[CONF_PATH_MAX + 64];
	struct err err = ERR_INIT;

	if (argc != 2)
		return cmd_usage(c, &cmd_restore);
	if (keep_swap(c, argv[1], aside, sizeof(aside), &err) != ST_OK ||
	    uids_settle(&c->conf, &err) != ST_OK)
		return cmd_fail(c, &err, false);
	fprintf(c->out, _("the books are now those of %s; the ones before are %s\n"),
	    argv[1], aside);
	return CMD_DONE;
}

const struct cmd cmd_restore = {
	.name = "restore",
	.flags = CMD_CONF,
	.args = "FILE",
	.help = N_("put a backup in the place of the books"),
	.run = keep_restore,
};
