/*
 * SPDX-License-Identifier: ISC
 *
 * keep: maintenance commands: migrate, check, backup.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/archive.h"
#include "cmd/cmd.h"
#include "db/migrate.h"
#include "form/form.h"
#include "office/balance/check.h"
#include "office/balance/lowered.h"
#include "office/balance/opening.h"
#include "office/balance/rate_search.h"
#include "office/rate/decree.h"
#include "office/verb/journal.h"
#include "office/verb/moment.h"
#include "serve/hello.h"
#include "serve/post.h"
#include "serve/uids.h"
#include "text/date.h"
#include "text/money.h"

/*
 * A complete backup before the schema changes:
 * backup/chitra-20191112-073000-migrate.tar
 */
static enum status
keep_before(struct cmd_ctx *c, char *out, size_t size, struct err *err)
{
	struct archive_facts made;
	char stamp[CLOCK_TEXT];
	enum status st;
	int lock = -1;

	if (mkdir(c->conf.data_backups, 0750) == -1 && errno != EEXIST)
		return err_errno(err, ST_IO, "%s", c->conf.data_backups);
	archive_stamp(stamp);
	if (str_format(out, size, "%s/chitra-%s-migrate.tar",
	    c->conf.data_backups, stamp) != ST_OK)
		return err_set(err, ST_LIMIT, _("the path of the backup is too long"));
	if ((st = db_lock(c->conf.data_database, &lock, err)) == ST_OK)
		st = archive_write(&c->conf, out, &made, err);
	if (lock != -1)
		(void)close(lock);
	return st;
}

/* True if the schema of chitra.db or auth.db is not that of this program. */
static enum status
keep_differs(const struct conf *conf, bool *differs, struct err *err)
{
	static const enum db_kind kinds[] = { DB_BOOKS, DB_AUTH };
	const char *paths[] = { conf->data_database, conf->data_auth };
	struct db *db = NULL;
	enum status st = ST_OK;
	unsigned i;
	int have;

	*differs = false;
	for (i = 0; st == ST_OK && i < 2; i++) {
		st = db_open_any(paths[i], kinds[i], &db, &have, err);
		if (st != ST_OK)
			break;
		db_close(db);
		*differs = *differs || have < db_schema_version(kinds[i]);
	}
	return st;
}

/* Adds rules that came with this program to the database of an earlier one. */
static enum status
keep_rules(const struct conf *conf, const struct decree *d, struct err *err)
{
	struct db *db = NULL;
	enum status st;

	st = db_open_writer(conf->data_database, DB_BOOKS, &db, err);
	if (st != ST_OK)
		return st;
	if ((st = db_begin(db, err)) == ST_OK &&
	    (st = office_seed_rules(db, d, err)) == ST_OK)
		st = balance_open_books(db, err);
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
	char backup[CONF_PATH_MAX + 64] = "";
	struct err err = ERR_INIT;
	struct decree *d = NULL;
	int from, to, unused;
	enum status st;
	bool differs;

	(void)argv;
	if (argc != 1)
		return cmd_usage(c, &cmd_migrate);
	/* Check now what could fail later. */
	if (decree_load(form_shipped(), &d, &err) != ST_OK)
		return cmd_fail(c, &err, true);
	st = keep_differs(&c->conf, &differs, &err);
	if (st == ST_OK && differs)
		st = keep_before(c, backup, sizeof(backup), &err);
	if (st == ST_OK &&
	    (st = db_migrate(c->conf.data_database, DB_BOOKS, NULL, &from, &to,
	    &err)) == ST_OK)
		st = keep_rules(&c->conf, d, &err);
	decree_free(d);
	if (st != ST_OK || db_migrate(c->conf.data_auth, DB_AUTH, NULL,
	    &unused, &unused, &err) != ST_OK ||
	    uids_chown(&c->conf, &err) != ST_OK)
		return cmd_fail(c, &err, err.st == ST_INVALID);
	if (!differs)
		fprintf(c->out, _("the books are at version %d already\n"), to);
	else
		fprintf(c->out, _("the books went from version %d to %d; the "
		    "backup from before is %s\n"), from, to, backup);
	return CMD_DONE;
}

const struct cmd cmd_migrate = {
	.name = "migrate",
	.flags = CMD_CONF,
	.args = "",
	.help = N_("bring the books to the schema of this program"),
	.run = keep_migrate,
};

/* Checks the times of the journal, and the clock that dates the next entry. */
static enum status
keep_clock(struct db *db, struct err *err)
{
	char says[sizeof(err->msg)];
	struct moment now;
	enum status st = moment_audit(db, err);

	if (st == ST_OK)
		st = moment_read(db, &now, err);
	if (st != ST_OK || now.state == MOMENT_RIGHT)
		return st;
	moment_says(&now, says, sizeof(says));
	return err_set(err, ST_INVALID, "%s", says);
}

/* Only root and the gate may read auth.db; others check that it exists. */
static enum status
keep_auth(const struct conf *conf, struct err *err)
{
	struct db *db = NULL;
	struct stat sb;
	enum status st;

	if (stat(conf->data_auth, &sb) == -1)
		return err_errno(err, ST_NOTFOUND, "%s", conf->data_auth);
	if (access(conf->data_auth, R_OK) == -1 && errno == EACCES)
		return ST_OK;
	if ((st = db_open_reader(conf->data_auth, DB_AUTH, &db, err)) == ST_OK)
		st = db_verify(db, err);
	db_close(db);
	return st;
}

/*
 * Checks that a running server accepts postings, by asking for the outcome of
 * an unused id: one whose disk has failed cannot answer.
 */
static enum status
keep_server(const struct conf *conf, struct err *err)
{
	struct wire_answer answer = { .err = ERR_INIT };
	struct err none = ERR_INIT;
	unsigned char op[WIRE_OP_ID];
	struct post *post = NULL;
	enum status st;
	int fd = -1;

	if (hello_open(conf, "books", 0, &fd, &none) != ST_OK)
		return ST_OK;
	wire_op_new(op);
	if ((st = post_fd(fd, -1, &post, &none)) == ST_OK)
		st = post_outcome(post, op, &answer, &none);
	wire_args_done(&answer.args);
	post_close(post);
	(void)close(fd);
	return st != ST_UNKNOWN && st != ST_IO ? ST_OK : err_set(err, ST_IO,
	    _("what is in the books agrees, but the server that runs has "
	    "stopped saving: its log says why; repair the disk, then restart "
	    "the server"));
}

#define KEEP_PEOPLE 200 /* in one read snapshot of about 20 ms */

static void
keep_uneven(void *arg, const struct balance_fault *f)
{
	struct cmd_ctx *c = arg;
	char month[DATE_MONTH], due[MONEY_TEXT], had[MONEY_TEXT];

	month_format(month, sizeof(month), f->month);
	money_format(due, sizeof(due), f->due);
	money_format(had, sizeof(had), f->had);
	fprintf(c->err, _("%s %s: %s: due %s, had %s\n"), f->code, month,
	    balance_fault_word(f->kind), due, had);
}

/* Checks every month of every person, in short snapshots: a long one would keep
 * the WAL from being checkpointed. */
static enum status
keep_balance(struct cmd_ctx *c, struct db *db, struct balance_sweep *s,
    struct err *err)
{
	enum status st = ST_OK;

	while (st == ST_OK && !s->done) {
		if (db_begin_read(db, err) != ST_OK)
			return err->st;
		st = balance_check(db, s, KEEP_PEOPLE, keep_uneven, c, err);
		db_rollback(db);
	}
	if (st == ST_OK)
		st = rate_search_all_done(db, err);
	if (st != ST_OK || s->faults == 0)
		return st;
	return err_set(err, ST_CORRUPT, _("%" PRId64 " months do not agree "
	    "with what is due"), s->faults);
}

#define KEEP_OWNERS 400 /* more than any province has */

/* Undecided requests are not an error. */
static enum status
keep_lowered(struct cmd_ctx *c, struct db *db, struct err *err)
{
	struct lowered *v = mem_array(KEEP_OWNERS, sizeof(*v));
	char money[MONEY_TEXT];
	struct scope all;
	unsigned i, n = 0;
	enum status st;

	scope_all(&all);
	st = lowered_all(db, &all, v, KEEP_OWNERS, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		money_format(money, sizeof(money), v[i].sum.amount);
		if (!v[i].under_way)
			fprintf(c->out, _("to be decided: %" PRId64 " people of "
			    "%s %s had %s đồng above a lowered rate\n"),
			    v[i].sum.people, v[i].code, v[i].name, money);
	}
	free(v);
	return st;
}

static int
keep_check(struct cmd_ctx *c, int argc, char **argv)
{
	struct balance_sweep sweep = { .after = 0 };
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
	/* One snapshot for the sums, because payouts may go on meanwhile. */
	if (db_begin_read(db, &err) != ST_OK || db_verify(db, &err) != ST_OK ||
	    journal_verify(db, &entries, &err) != ST_OK ||
	    journal_audit(db, &err) != ST_OK ||
	    keep_clock(db, &err) != ST_OK ||
	    journal_seal(db, seal, sizeof(seal), &err) != ST_OK ||
	    keep_auth(&c->conf, &err) != ST_OK ||
	    keep_server(&c->conf, &err) != ST_OK)
		rc = cmd_fail(c, &err, false);
	db_rollback(db);
	if (rc == CMD_DONE && (keep_lowered(c, db, &err) != ST_OK ||
	    keep_balance(c, db, &sweep, &err) != ST_OK))
		rc = cmd_fail(c, &err, false);
	if (rc == CMD_DONE)
		fprintf(c->out, _("all agrees: %" PRId64 " journal entries, "
		    "%" PRId64 " people, %" PRId64 " months, seal %s\n"),
		    entries, sweep.people, sweep.months, seal);
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
	struct archive_facts made;
	struct err err = ERR_INIT;
	char seal[64] = "";

	if (argc != 2)
		return cmd_usage(c, &cmd_backup);
	if (archive_write(&c->conf, argv[1], &made, &err) != ST_OK) {
		if (access(c->conf.data_auth, R_OK) == -1 && errno == EACCES)
			(void)err_set(&err, ST_DENIED, _("a backup holds the "
			    "passwords too: run it as root"));
		return cmd_fail(c, &err, false);
	}
	if (journal_facts_seal(&made.books, seal, sizeof(seal)) != ST_OK)
		seal[0] = '\0';
	fprintf(c->out, _("%s holds the books, auth.db, the host key and "
	    "chitra.ini, checked: seal %s, last receipt %" PRId64 "\n"), argv[1],
	    seal, made.books.receipt);
	return CMD_DONE;
}

const struct cmd cmd_backup = {
	.name = "backup",
	.flags = CMD_CONF,
	.args = "FILE",
	.help = N_("copy the whole office into a file while it is in use"),
	.run = keep_backup,
};
