/*
 * SPDX-License-Identifier: ISC
 *
 * restore: replaces an office, while no server runs, by a backup: chitra.db,
 * auth.db, host key and chitra.ini together, or chitra.db alone from a file of
 * earlier programs.
 *
 * Everything is first unpacked beside its target and checked; then what the
 * backup lacks is printed, and a confirmation asked for.  The files are renamed
 * last (restore_swap.c).
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/restore.h"
#include "db/migrate.h"
#include "form/conf_load.h"
#include "serve/auth.h"
#include "serve/uids.h"
#include "ssh/hostkey.h"
#include "text/money.h"

/* The word to type, in every language. */
#define RESTORE_WORD "restore"

/* The present database, compared with the backup. */
struct restore_now {
	bool there;          /* it exists */
	bool read;           /* facts are known */
	bool within;         /* the backup has all its entries */
	bool before;         /* the backup is an earlier state of it */
	struct journal_facts facts;
	char passwords_at[CLOCK_TEXT]; /* when the last one was set */
	bool passwords;      /* differ from the backup's and are not older */
	int64_t receipts, total; /* after the backup's last one */
};

/* Checks that both are the same office. */
static enum status
restore_same_places(const struct restore *r, const struct conf *here,
    struct err *err)
{
	unsigned i;

	for (i = 0; i < ARCHIVE_PARTS; i++)
		if (strcmp(archive_path(here, (enum archive_part)i),
		    archive_path(&r->conf, (enum archive_part)i)) != 0)
			return err_set(err, ST_INVALID, _("the backup's files "
			    "go to %s, those of %s are %s: move %s away, and "
			    "the backup's own is taken"),
			    archive_path(&r->conf, (enum archive_part)i),
			    here->file, archive_path(here, (enum archive_part)i),
			    here->file);
	return ST_OK;
}

/* The targets are those of the backup's chitra.ini. */
static enum status
restore_conf(struct restore *r, const char *file, struct err *err)
{
	const char *to[ARCHIVE_PARTS] = { NULL };
	struct conf here, fresh;
	struct err why = ERR_INIT;
	enum status st, old = conf_load(file, &here, &why);

	if (r->a.books_alone) {
		if (old != ST_OK)
			return err_set(err, ST_NOTFOUND, _("%s holds the books "
			    "alone; for the rest run `chitra init` first (%s)"),
			    r->a.file, why.msg);
		r->conf = here;
		return ST_OK;
	}
	if ((st = conf_default(file, &here, err)) == ST_OK)
		st = restore_beside(here.file, "new", r->fresh[ARCHIVE_CONF],
		    err);
	to[ARCHIVE_CONF] = r->fresh[ARCHIVE_CONF];
	if (st == ST_OK && (st = archive_unpack(&r->a, to, err)) == ST_OK)
		st = conf_load(r->fresh[ARCHIVE_CONF], &fresh, err);
	if (st != ST_OK)
		return st;
	memcpy(fresh.file, here.file, sizeof(fresh.file));
	r->conf = fresh;
	if (old == ST_OK && conf_load(file, &here, &why) == ST_OK)
		return restore_same_places(r, &here, err);
	return ST_OK;
}

/* Refuses what this program could not serve afterwards. */
static enum status
restore_prove(struct restore *r, struct err *err)
{
	struct db *db = NULL;
	char key[600];
	int64_t entries;
	int version = 0;
	enum status st;

	st = db_open_any(r->fresh[ARCHIVE_BOOKS], DB_BOOKS, &db, &version, err);
	if (st == ST_OK && version > db_schema_version(DB_BOOKS))
		st = err_set(err, ST_INVALID, _("%s has schema %d, this program "
		    "knows %d: install the newer program"), r->a.file, version,
		    db_schema_version(DB_BOOKS));
	if (st == ST_OK && (st = db_verify(db, err)) == ST_OK &&
	    (st = journal_verify(db, &entries, err)) == ST_OK)
		st = journal_facts(db, &r->a.facts.books, err);
	r->older = version < db_schema_version(DB_BOOKS);
	db_close(db);
	db = NULL;
	if (st != ST_OK || r->a.books_alone)
		return st;
	st = db_open_any(r->fresh[ARCHIVE_AUTH], DB_AUTH, &db, &version, err);
	if (st == ST_OK)
		st = db_verify(db, err);
	r->older = r->older || version < db_schema_version(DB_AUTH);
	db_close(db);
	return st == ST_OK ? hostkey_public(r->fresh[ARCHIVE_KEY], key,
	    sizeof(key), err) : st;
}

static enum status
restore_unpack(struct restore *r, struct err *err)
{
	const char *to[ARCHIVE_PARTS] = { NULL };
	enum status st = ST_OK;
	unsigned i;

	for (i = 0; st == ST_OK && i < ARCHIVE_PARTS; i++) {
		if (r->a.books_alone && i != ARCHIVE_BOOKS)
			continue;
		st = restore_beside(archive_path(&r->conf,
		    (enum archive_part)i), "new", r->fresh[i], err);
		to[i] = r->fresh[i];
		(void)unlink(r->fresh[i]); /* of a run that was cut off */
	}
	if (st == ST_OK)
		st = r->a.books_alone ? db_backup(r->a.file,
		    r->fresh[ARCHIVE_BOOKS], err) :
		    archive_unpack(&r->a, to, err);
	return st == ST_OK ? restore_prove(r, err) : st;
}

static enum status
restore_compare(const struct restore *r, struct db *here,
    struct restore_now *now, struct err *err)
{
	struct db *fresh = NULL;
	int version;
	enum status st = db_open_any(r->fresh[ARCHIVE_BOOKS], DB_BOOKS, &fresh,
	    &version, err);

	if (st == ST_OK &&
	    (st = journal_facts(here, &now->facts, err)) == ST_OK &&
	    (st = journal_has(fresh, &now->facts, &now->within,
	    err)) == ST_OK &&
	    (st = journal_has(here, &r->a.facts.books, &now->before,
	    err)) == ST_OK)
		st = journal_receipts_after(here, r->a.facts.books.receipt,
		    &now->receipts, &now->total, err);
	db_close(fresh);
	return st;
}

static bool
restore_passwords_of(const char *path, unsigned char hash[DIGEST_LEN],
    char at[CLOCK_TEXT])
{
	struct db *db = NULL;
	int version;
	bool read = db_open_any(path, DB_AUTH, &db, &version,
	    ERR_NONE) == ST_OK &&
	    auth_digest(db, hash, ERR_NONE) == ST_OK &&
	    auth_newest(db, at, ERR_NONE) == ST_OK;

	db_close(db);
	return read;
}

static void
restore_look_passwords(const struct restore *r, struct restore_now *now)
{
	unsigned char here[DIGEST_LEN], fresh[DIGEST_LEN];
	char at[CLOCK_TEXT];

	now->passwords = restore_passwords_of(r->conf.data_auth, here,
	    now->passwords_at) &&
	    restore_passwords_of(r->fresh[ARCHIVE_AUTH], fresh, at) &&
	    memcmp(here, fresh, DIGEST_LEN) != 0 &&
	    strcmp(now->passwords_at, at) >= 0;
}

/*
 * Reads the present state; failing to is not an error, it may be the reason for
 * restoring.
 */
static void
restore_look(const struct restore *r, struct restore_now *now, struct err *why)
{
	struct db *db = NULL;
	int version;

	memset(now, 0, sizeof(*now));
	now->there = access(r->conf.data_database, F_OK) == 0;
	if (!now->there)
		return;
	now->read = db_open_any(r->conf.data_database, DB_BOOKS, &db, &version,
	    why) == ST_OK && restore_compare(r, db, now, why) == ST_OK;
	db_close(db);
	if (!r->a.books_alone)
		restore_look_passwords(r, now);
}

static void
restore_say_one(struct cmd_ctx *c, const char *what,
    const struct journal_facts *f)
{
	char seal[64] = "";

	if (journal_facts_seal(f, seal, sizeof(seal)) != ST_OK)
		seal[0] = '\0';
	fprintf(c->err, _("%s: seal %s of %s; %" PRId64 " receipts, the last is "
	    "number %" PRId64 " of %s\n"), what, seal,
	    f->seq > 0 ? f->at : "-", f->receipts, f->receipt,
	    f->receipts > 0 ? f->receipt_at : "-");
}

/* True if nothing would be lost. */
static bool
restore_say(struct cmd_ctx *c, const struct restore *r,
    const struct restore_now *now, const struct err *why)
{
	char money[MONEY_TEXT];

	if (!now->there || (now->read && now->within && !now->passwords))
		return true;
	restore_say_one(c, _("the backup"), &r->a.facts.books);
	if (!now->read) {
		fprintf(c->err, _("the books that are here cannot be read (%s): "
		    "what they have beyond the backup is not known\n"), why->msg);
		return false;
	}
	restore_say_one(c, _("here now"), &now->facts);
	money_format(money, sizeof(money), now->total);
	if (now->before && !now->within)
		fprintf(c->err, _("LOST: what %" PRId64 " journal entries say, "
		    "%" PRId64 " receipts of %s đồng; their numbers are given "
		    "out once more\n"), now->facts.seq - r->a.facts.books.seq,
		    now->receipts, money);
	else if (!now->within)
		fprintf(c->err, _("LOST: all that is here; the backup is no "
		    "earlier state of these books\n"));
	if (now->passwords)
		fprintf(c->err, _("LOST: passwords and keys that were set after "
		    "the backup (the last at %s)\n"), now->passwords_at);
	return false;
}

static enum status
restore_ask(struct cmd_ctx *c, struct err *err)
{
	char line[64] = "";

	fprintf(c->err, _("type %s to go on: "), RESTORE_WORD);
	fflush(c->err);
	if (fgets(line, sizeof(line), c->in) == NULL)
		fputc('\n', c->err);
	if (strcmp(str_trim(line), RESTORE_WORD) == 0)
		return ST_OK;
	return err_set(err, ST_DENIED, _("nothing was changed"));
}

/* Everything up to the question; the locks ensure that no server runs. */
static enum status
restore_ready(struct restore *r, const char *file, struct err *err)
{
	struct uids users;
	enum status st = restore_conf(r, file, err);

	if (st == ST_OK && (st = uids_find(&r->conf, &users, err)) == ST_OK &&
	    (st = uids_chown(&r->conf, err)) == ST_OK &&
	    (st = restore_folders(r, err)) == ST_OK &&
	    (st = db_lock(r->conf.data_database, &r->lock[0], err)) == ST_OK)
		st = db_lock(r->conf.data_auth, &r->lock[1], err);
	return st == ST_OK ? restore_unpack(r, err) : st;
}

static void
restore_done(struct restore *r)
{
	unsigned i;

	for (i = 0; i < ARCHIVE_PARTS; i++)
		if (r->fresh[i][0] != '\0')
			(void)unlink(r->fresh[i]);
	for (i = 0; i < 2; i++)
		if (r->lock[i] != -1)
			(void)close(r->lock[i]);
	archive_close(&r->a);
}

static int
restore_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct err err = ERR_INIT, why = ERR_INIT;
	struct restore_now now;
	static struct restore r;
	bool yes = argc == 3 && strcmp(argv[2], "--yes-lose-newer") == 0;
	enum status st;

	if (argc != 2 && !yes)
		return cmd_usage(c, &cmd_restore);
	memset(&r, 0, sizeof(r));
	r.lock[0] = r.lock[1] = -1;
	if ((st = archive_open(argv[1], &r.a, &err)) == ST_OK)
		st = restore_ready(&r, cmd_config_path(c), &err);
	if (st == ST_OK) {
		restore_look(&r, &now, &why);
		if (!restore_say(c, &r, &now, &why) && !yes)
			st = restore_ask(c, &err);
	}
	if (st == ST_OK)
		st = restore_swap(&r, &err);
	restore_done(&r);
	if (st != ST_OK)
		return cmd_fail(c, &err, false);
	restore_say_one(c, _("restored"), &r.a.facts.books);
	if (r.a.books_alone)
		fprintf(c->err, _("%s holds the books alone: passwords, keys, "
		    "the host key and chitra.ini are as they were here\n"),
		    argv[1]);
	if (r.moved)
		fprintf(c->err, _("what was here before is beside it, as "
		    "*.replaced-%s\n"), r.stamp);
	fprintf(c->out, _("restored from %s: %s\n"), argv[1], r.conf.file);
	if (r.older)
		fprintf(c->out, _("next: chitra --config %s migrate\n"),
		    r.conf.file);
	return CMD_DONE;
}

const struct cmd cmd_restore = {
	.name = "restore",
	.args = "FILE [--yes-lose-newer]",
	.help = N_("put a backup in the place of the office"),
	.run = restore_run,
};
