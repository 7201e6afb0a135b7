/* SPDX-License-Identifier: ISC */
#include "serve/auth.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

#define AUTH_COLUMNS \
	"SELECT login, staff_id, hash, disabled, must_change, changed_at " \
	"FROM account "

DB_SQL(q_by_login) = { "account.by_login",
	AUTH_COLUMNS "WHERE login = ?1" };
DB_SQL(q_by_staff) = { "account.by_staff",
	AUTH_COLUMNS "WHERE staff_id = ?1" };
DB_SQL(q_all) = { "account.all",
	AUTH_COLUMNS "ORDER BY login" };
DB_SQL(q_insert) = { "account.insert",
	"INSERT INTO account (login, staff_id, hash, disabled, must_change, "
	"changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
DB_SQL(q_update) = { "account.update",
	"UPDATE account SET hash = ?2, disabled = ?3, must_change = ?4, "
	"changed_at = ?5 WHERE login = ?1" };
DB_SQL(q_disable) = { "account.disable",
	"UPDATE account SET disabled = ?2 WHERE login = ?1" };
DB_SQL(q_key_has) = { "key.has",
	"SELECT 1 FROM key WHERE login = ?1 AND fingerprint = ?2 AND blob ="
	" ?3" };
DB_SQL(q_key_add) = { "key.add",
	"INSERT INTO key (login, fingerprint, type, blob, added_at) "
	"VALUES (?1, ?2, ?3, ?4, ?5)" };
DB_SQL(q_key_drop) = { "key.drop",
	"DELETE FROM key WHERE login = ?1 AND fingerprint = ?2" };
DB_SQL(q_keys) = { "key.of_login",
	"SELECT fingerprint FROM key WHERE login = ?1 ORDER BY added_at, "
	"fingerprint" };

DB_SQL(q_newest) = { "account.newest",
	"SELECT max(at) FROM (SELECT changed_at AS at FROM account "
	"UNION ALL SELECT added_at FROM key) x" };
DB_SQL(q_content) = { "account.content",
	"SELECT login, hash AS secret, disabled, must_change FROM account "
	"UNION ALL SELECT login, blob, -1, -1 FROM key ORDER BY login,"
	" secret" };

static void
auth_read(struct db_stmt *s, struct auth_account *a)
{
	memset(a, 0, sizeof(*a));
	db_copy(s, 0, a->login, sizeof(a->login));
	a->staff = db_int(s, 1);
	db_copy(s, 2, a->hash, sizeof(a->hash));
	a->disabled = db_int(s, 3) != 0;
	a->must_change = db_int(s, 4) != 0;
	db_copy(s, 5, a->changed_at, sizeof(a->changed_at));
}

static enum status
auth_one(struct db_stmt *s, struct auth_account *out, struct err *err)
{
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK)
		return st;
	if (row)
		auth_read(s, out);
	db_reset(s);
	if (!row)
		return err_set(err, ST_NOTFOUND, _("There is no such account."));
	return ST_OK;
}

enum status
auth_find(struct db *db, const char *login, struct auth_account *out,
    struct err *err)
{
	return auth_one(db_usef(db, &q_by_login, "t", login), out, err);
}

enum status
auth_find_staff(struct db *db, int64_t staff, struct auth_account *out,
    struct err *err)
{
	return auth_one(db_usef(db, &q_by_staff, "i", staff), out, err);
}

/*
 * Commits when st is ST_OK, else rolls back; returns the resulting status.
 * Changes are rare, so each is checkpointed at once.
 */
static enum status
auth_end(struct db *db, enum status st, struct err *err)
{
	struct err why = ERR_INIT;

	if (st == ST_OK)
		st = db_commit(db, err);
	if (st != ST_OK)
		db_rollback(db);
	else if (db_checkpoint(db, false, &why) != ST_OK)
		log_warnx("auth.db: checkpoint: %s", why.msg);
	return st;
}

enum status
auth_digest(struct db *db, unsigned char out[DIGEST_LEN], struct err *err)
{
	struct db_stmt *s = db_use(db, &q_content);
	struct digest *d = digest_new();
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		digest_text(d, db_text(s, 0));
		digest_text(d, db_text(s, 1));
		digest_int(d, db_int(s, 2));
		digest_int(d, db_int(s, 3));
	}
	digest_end(d, out);
	return st;
}

enum status
auth_newest(struct db *db, char out[CLOCK_TEXT], struct err *err)
{
	struct db_stmt *s = db_use(db, &q_newest);
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK)
		return st;
	out[0] = '\0';
	if (row)
		db_copy(s, 0, out, CLOCK_TEXT);
	db_reset(s);
	return ST_OK;
}

/* Inserts or updates inside a transaction. */
static enum status
auth_store(struct db *db, const struct auth_account *a, struct err *err)
{
	struct auth_account was;
	enum status st = auth_find(db, a->login, &was, err);

	if (st == ST_NOTFOUND)
		return db_run(db_usef(db, &q_insert, "titiit", a->login,
		    a->staff, a->hash, (int64_t)a->disabled,
		    (int64_t)a->must_change, a->changed_at), err);
	if (st != ST_OK)
		return st;
	if (was.staff != a->staff)
		return err_field(err, ST_EXISTS, "login",
		    _("The login %s belongs to somebody else."), a->login);
	return db_run(db_usef(db, &q_update, "ttiit", a->login, a->hash,
	    (int64_t)a->disabled, (int64_t)a->must_change, a->changed_at),
	    err);
}

enum status
auth_set_hash(struct db *db, const struct auth_account *a, struct err *err)
{
	struct auth_account copy = *a;
	enum status st;

	if (copy.changed_at[0] == '\0')
		clock_text(copy.changed_at);
	st = db_begin(db, err);
	if (st != ST_OK)
		return st;
	return auth_end(db, auth_store(db, &copy, err), err);
}

enum status
auth_set_password(struct db *db, const char *login, int64_t staff,
    const char *secret, bool must_change, struct err *err)
{
	struct auth_account a = { .staff = staff, .must_change = must_change };
	struct auth_account was;
	enum status st;

	if ((st = password_rule(login, secret, err)) == ST_OK)
		st = str_copy(a.login, sizeof(a.login), login);
	if (st == ST_LIMIT)
		return err_field(err, ST_INVALID, "login",
		    _("The login is too long."));
	if (st == ST_OK)
		st = password_hash(secret, a.hash, err);
	if (st != ST_OK)
		return st;
	if (auth_find(db, login, &was, NULL) == ST_OK)
		a.disabled = was.disabled;
	return auth_set_hash(db, &a, err);
}

enum status
auth_set_disabled(struct db *db, const char *login, bool disabled,
    struct err *err)
{
	enum status st = db_begin(db, err);

	if (st != ST_OK)
		return st;
	st = db_run(db_usef(db, &q_disable, "ti", login, (int64_t)disabled),
	    err);
	if (st == ST_OK && db_changes(db) == 0)
		st = err_set(err, ST_NOTFOUND, _("There is no such account."));
	return auth_end(db, st, err);
}

static enum status
auth_add_key_tx(struct db *db, const struct auth_account *a,
    const struct authkey *k, struct err *err)
{
	struct auth_account was;
	enum status st = auth_find(db, a->login, &was, err);

	if (st == ST_NOTFOUND)
		st = auth_store(db, a, err);
	else if (st == ST_OK && was.staff != a->staff)
		st = err_field(err, ST_EXISTS, "login",
		    _("The login %s belongs to somebody else."), a->login);
	if (st != ST_OK)
		return st;
	st = db_run(db_usef(db, &q_key_add, "ttttt", a->login, k->fingerprint,
	    AUTHKEY_TYPE, k->base64, a->changed_at), err);
	if (st == ST_EXISTS)
		return err_field(err, ST_EXISTS, "key",
		    _("%s has this key already."), a->login);
	return st;
}

enum status
auth_add_key(struct db *db, const char *login, int64_t staff, const char *key,
    struct err *err)
{
	struct auth_account a = { .staff = staff };
	struct authkey k;
	enum status st = authkey_parse(key, &k, err);

	if (st != ST_OK)
		return st;
	if (str_copy(a.login, sizeof(a.login), login) != ST_OK)
		return err_field(err, ST_INVALID, "login",
		    _("The login is too long."));
	clock_text(a.changed_at);
	st = db_begin(db, err);
	if (st != ST_OK)
		return st;
	return auth_end(db, auth_add_key_tx(db, &a, &k, err), err);
}

enum status
auth_drop_key(struct db *db, const char *login, const char *which,
    struct err *err)
{
	const char *print = which;
	struct authkey k;
	enum status st;

	if (!str_starts(which, "SHA256:")) {
		st = authkey_parse(which, &k, err);
		if (st != ST_OK)
			return st;
		print = k.fingerprint;
	}
	st = db_begin(db, err);
	if (st != ST_OK)
		return st;
	st = db_run(db_usef(db, &q_key_drop, "tt", login, print), err);
	if (st == ST_OK && db_changes(db) == 0)
		st = err_field(err, ST_NOTFOUND, "key",
		    _("%s has no such key."), login);
	return auth_end(db, st, err);
}

enum status
auth_has_key(struct db *db, const char *login, const struct authkey *key,
    bool *known, struct err *err)
{
	int64_t one;

	return db_int1(db_usef(db, &q_key_has, "ttt", login, key->fingerprint,
	    key->base64), &one, known, err);
}

static enum status
auth_list_one(struct db *db, const struct auth_account *a, struct buf *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_keys, "t", a->login);
	enum status st;
	bool row, room;

	room = buf_printf(out, "%s\t%s\t%s", a->login,
	    a->disabled ? _("disabled") : a->hash[0] == '\0' ? _("keys only") :
	    a->must_change ? _("must change password") : _("active"),
	    a->changed_at);
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		room = room && buf_printf(out, "\t%s", db_text(s, 0));
	if (st != ST_OK)
		return st;
	if (!room || !buf_adds(out, "\n"))
		return err_set(err, ST_LIMIT, _("The list is too long."));
	return ST_OK;
}

/* All accounts are read first, so that only one statement is open at a time. */
static enum status
auth_list_all(struct db *db, struct auth_account **v, size_t *n,
    struct err *err)
{
	struct db_stmt *s = db_use(db, &q_all);
	size_t cap = 0;
	enum status st;
	bool row;

	*v = NULL;
	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (*n == cap) {
			cap = cap > 0 ? 2 * cap : 64;
			*v = mem_resize(*v, cap, sizeof(**v));
		}
		auth_read(s, &(*v)[(*n)++]);
	}
	return st;
}

enum status
auth_list(struct db *db, const char *login, struct buf *out, struct err *err)
{
	struct auth_account one, *v = NULL;
	size_t i, n = 0;
	enum status st;

	if (login[0] != '\0') {
		st = auth_find(db, login, &one, err);
		return st == ST_OK ? auth_list_one(db, &one, out, err) : st;
	}
	st = auth_list_all(db, &v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++)
		st = auth_list_one(db, &v[i], out, err);
	free(v);
	return st;
}
