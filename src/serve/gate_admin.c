/* SPDX-License-Identifier: ISC */
/*
 * gate_admin: confirms the password for an approval, changes one's own
 * password, and sets what an administrator sets.  The asker is the identity
 * that the listener bound the socket to; the role is read from the database
 * each time.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "serve/gate_priv.h"

/* Used as the address for delays after a wrong password. */
#define ADMIN_DESK "desk"

/* The owner of the database may do what he could do to the file. */
static bool
admin_is_owner(const struct gate_guest *g)
{
	struct stat sb;

	if (g->peer != WIRE_PEER_LOCAL)
		return false;
	return g->number == 0 || (stat(g->gate->conf.data_database, &sb) == 0 &&
	    (int64_t)sb.st_uid == g->number);
}

/* The asker, from the database. */
static enum status
admin_actor(struct gate_guest *g, struct actor *out, struct err *err)
{
	struct db *db;
	enum status st;

	if (g->peer == WIRE_PEER_STAFF)
		return gate_actor(g->gate, g->number, out, err);
	if (g->peer != WIRE_PEER_LOCAL)
		return err_set(err, ST_DENIED, _("This is not for you."));
	st = db_open_reader(g->gate->conf.data_database, DB_BOOKS, &db, err);
	if (st != ST_OK)
		return st;
	st = actor_by_uid(db, g->number, out, err);
	db_close(db);
	return st;
}

static enum status
admin_may(struct gate_guest *g, struct err *err)
{
	struct actor who;
	enum status st;
	bool admin;

	if (admin_is_owner(g))
		return ST_OK;
	st = admin_actor(g, &who, err);
	if (st != ST_OK)
		return st;
	admin = who.role == ROLE_ADMIN;
	actor_done(&who);
	if (!admin)
		return err_set(err, ST_DENIED, _("Only an administrator may "
		    "do this."));
	return ST_OK;
}

/* The asker's account. */
static enum status
admin_own(struct gate_guest *g, struct auth_account *a, struct err *err)
{
	struct actor who;
	enum status st = admin_actor(g, &who, err);
	int64_t staff;

	if (st != ST_OK)
		return st;
	staff = who.staff;
	actor_done(&who);
	st = auth_find_staff(g->gate->db, staff, a, err);
	if (st == ST_OK && (a->disabled || a->hash[0] == '\0'))
		return err_set(err, ST_DENIED, _("You have no password here; "
		    "ask the administrator for one."));
	return st;
}

static void
admin_put(struct gate_guest *g, struct gate_job *j)
{
	if (gate_hash_put(g->gate->hash, j) != ST_OK)
		gate_answer(g, ST_BUSY, _("Too many passwords are being "
		    "checked; try again."));
}

/* Queues a check of the asker's password, delayed after wrong ones. */
static void
admin_check_own(struct gate_guest *g, struct gate_job *j)
{
	struct err err = ERR_INIT;
	enum status st = admin_own(g, &j->account, &err);

	/* Another person knows this password: it only serves to change it. */
	if (st == ST_OK && j->account.must_change && j->fresh[0] == '\0')
		st = err_set(&err, ST_DENIED, _("Somebody else has set your "
		    "password: first sign in with a terminal and change it."));
	if (st == ST_OK && j->fresh[0] != '\0')
		st = password_rule(j->account.login, j->fresh, &err);
	if (st == ST_OK && !gate_guess_try(g->gate->guess, j->account.login,
	    ADMIN_DESK, clock_ms(), &j->due))
		st = err_set(&err, ST_BUSY, _("Too many wrong passwords; "
		    "wait a minute."));
	if (st != ST_OK) {
		gate_job_free(j);
		gate_answer(g, st, err.msg);
		return;
	}
	memcpy(j->hash, j->account.hash, sizeof(j->hash));
	j->check = true;
	admin_put(g, j);
}

/* False, after answering, unless the worker found the password right. */
static bool
admin_right(struct gate *gate, const struct gate_job *j)
{
	if (!j->worked) {
		gate_answer(j->guest, ST_BUSY, _("The password could not be "
		    "checked just now; try again."));
		return false;
	}
	if (!j->matches) {
		log_warnx("%s: wrong password at the desk", j->account.login);
		gate_answer(j->guest, ST_DENIED, _("The password is wrong."));
		return false;
	}
	gate_guess_right(gate->guess, j->account.login, ADMIN_DESK,
	    clock_ms());
	return true;
}

static void
admin_confirmed(struct gate *gate, struct gate_job *j)
{
	if (j->guest == NULL || !admin_right(gate, j))
		return;
	/* Books is told first, because the posting may follow at once. */
	if (gate_note_confirmed(gate->note, j->account.staff, j->op) != ST_OK)
		gate_answer(j->guest, ST_BUSY, _("The books are being "
		    "restarted; try again."));
	else
		gate_answer(j->guest, ST_OK, "");
}

static void
admin_confirm(struct gate_guest *g, struct wire_msg *m)
{
	struct gate_job *j = gate_job_new(g);
	const unsigned char *op;
	size_t n;

	op = wire_get_bytes(m, &n);
	if (op != NULL && n == WIRE_OP_ID)
		memcpy(j->op, op, n);
	wire_get_str(m, j->secret, sizeof(j->secret));
	if (!wire_end(m) || n != WIRE_OP_ID) {
		gate_job_free(j);
		gate_drop(g);
		return;
	}
	j->done = admin_confirmed;
	admin_check_own(g, j);
}

/*
 * True if the guest is this staff member; a local user is looked up in the
 * database.
 */
static bool
admin_is(struct gate_guest *g, int64_t staff)
{
	struct actor who;
	bool is = false;

	if (g->peer == WIRE_PEER_STAFF)
		return g->number == staff;
	if (admin_actor(g, &who, NULL) == ST_OK) {
		is = who.staff == staff;
		actor_done(&who);
	}
	return is;
}

/* The person's desk asks for a new password at once. */
static void
admin_tell(struct gate_guest *g)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_MUST);
	if (wire_chan_send(g->chan, &m, NULL, 0) != ST_OK)
		log_warnx("a desk does not hear of its new password");
	wire_done(&m);
}

static void
admin_tell_desk(struct gate *gate, int64_t staff)
{
	struct gate_guest *g;

	for (g = gate->guests; g != NULL; g = g->next)
		if (g->watches && admin_is(g, staff))
			admin_tell(g);
}

/* A desk starts; one on the server's own terminal has no sign-in. */
static void
admin_watch(struct gate_guest *g)
{
	struct auth_account a;

	g->watches = true;
	if (admin_own(g, &a, NULL) == ST_OK && a.must_change)
		admin_tell(g);
}

/* Stores the hash from a worker. */
static void
admin_store(struct gate *gate, struct gate_job *j, bool must_change)
{
	struct auth_account a = j->account;
	struct err err = ERR_INIT;
	enum status st;

	memcpy(a.hash, j->made, sizeof(a.hash));
	a.must_change = must_change;
	a.changed_at[0] = '\0';
	st = auth_set_hash(gate->db, &a, &err);
	if (st == ST_OK)
		log_info("new password for %s%s", a.login,
		    must_change ? ", set by an administrator" : "");
	if (st == ST_OK && must_change)
		admin_tell_desk(gate, a.staff);
	if (j->guest != NULL)
		gate_answer(j->guest, st, st == ST_OK ?
		    _("The password is changed.") : err.msg);
}

static void
admin_passwd_checked(struct gate *gate, struct gate_job *j)
{
	if (j->guest != NULL && admin_right(gate, j))
		admin_store(gate, j, false);
}

static void
admin_passwd(struct gate_guest *g, struct wire_msg *m)
{
	struct gate_job *j = gate_job_new(g);

	wire_get_str(m, j->secret, sizeof(j->secret));
	wire_get_str(m, j->fresh, sizeof(j->fresh));
	if (!wire_end(m)) {
		gate_job_free(j);
		gate_drop(g);
		return;
	}
	j->done = admin_passwd_checked;
	if (j->fresh[0] == '\0') {
		gate_job_free(j);
		gate_answer(g, ST_INVALID, _("The new password is empty."));
		return;
	}
	/* Another person knows the old one. */
	if (strcmp(j->fresh, j->secret) == 0) {
		gate_job_free(j);
		gate_answer(g, ST_INVALID, _("The new password is the one you "
		    "have."));
		return;
	}
	admin_check_own(g, j);
}

static void
admin_set_made(struct gate *gate, struct gate_job *j)
{
	/* Must not be changed if set for oneself. */
	if (j->worked)
		admin_store(gate, j, j->guest == NULL ||
		    !admin_is(j->guest, j->account.staff));
	else if (j->guest != NULL)
		gate_answer(j->guest, ST_BUSY, _("The password could not be "
		    "set just now; try again."));
}

static void
admin_set_password(struct gate_guest *g, int64_t staff, const char *login,
    const char *value)
{
	struct gate_job *j = gate_job_new(g);
	struct auth_account was;
	struct err err = ERR_INIT;
	enum status st = password_rule(login, value, &err);

	if (st == ST_OK &&
	    (st = str_copy(j->account.login, sizeof(j->account.login),
	    login)) == ST_OK)
		st = str_copy(j->fresh, sizeof(j->fresh), value);
	if (st != ST_OK) {
		gate_job_free(j);
		gate_answer(g, ST_INVALID, err.msg);
		return;
	}
	j->account.staff = staff;
	if (auth_find(g->gate->db, login, &was, NULL) == ST_OK)
		j->account.disabled = was.disabled;
	j->done = admin_set_made;
	admin_put(g, j);
}

static enum status
admin_set_other(struct gate_guest *g, int64_t staff, const char *login,
    const char *what, const char *value, struct err *err)
{
	struct db *db = g->gate->db;

	if (strcmp(what, "key") == 0)
		return auth_add_key(db, login, staff, value, err);
	if (strcmp(what, "nokey") == 0)
		return auth_drop_key(db, login, value, err);
	if (strcmp(what, "disable") == 0 || strcmp(what, "enable") == 0)
		return auth_set_disabled(db, login, what[0] == 'd', err);
	return err_set(err, ST_INVALID, _("\"%s\" cannot be set."), what);
}

static void
admin_set(struct gate_guest *g, struct wire_msg *m)
{
	int64_t staff = wire_get_i64(m);
	char login[AUTH_LOGIN_MAX], what[16], value[1024];
	struct err err = ERR_INIT;
	enum status st;

	wire_get_str(m, login, sizeof(login));
	wire_get_str(m, what, sizeof(what));
	wire_get_str(m, value, sizeof(value));
	if (!wire_end(m)) {
		gate_drop(g);
		return;
	}
	st = admin_may(g, &err);
	if (st == ST_OK && strcmp(what, "password") == 0) {
		admin_set_password(g, staff, login, value);
	} else {
		if (st == ST_OK)
			st = admin_set_other(g, staff, login, what, value,
			    &err);
		if (st == ST_OK)
			log_info("account %s: %s", login, what);
		gate_answer(g, st, st == ST_OK ? "" : err.msg);
	}
	mem_wipe(value, sizeof(value));
}

static void
admin_list(struct gate_guest *g, struct wire_msg *m)
{
	char login[AUTH_LOGIN_MAX];
	struct err err = ERR_INIT;
	struct buf text;
	enum status st;

	wire_get_str(m, login, sizeof(login));
	if (!wire_end(m)) {
		gate_drop(g);
		return;
	}
	buf_init(&text, WIRE_MAX - 64);
	if ((st = admin_may(g, &err)) == ST_OK)
		st = auth_list(g->gate->db, login, &text, &err);
	gate_answer(g, st, st == ST_OK ? buf_str(&text) : err.msg);
	buf_done(&text);
}

void
gate_admin_msg(struct gate_guest *g, struct wire_msg *m)
{
	if (m->type == WIRE_WATCH) {
		admin_watch(g);
		return;
	}
	if (g->job != NULL) {
		/* One at a time per guest. */
		gate_answer(g, ST_BUSY, _("A password is being checked."));
		return;
	}
	switch (m->type) {
	case WIRE_GATE_CONFIRM:
		admin_confirm(g, m);
		break;
	case WIRE_GATE_PASSWD:
		admin_passwd(g, m);
		break;
	case WIRE_GATE_SET:
		admin_set(g, m);
		break;
	case WIRE_GATE_LIST:
		admin_list(g, m);
		break;
	default:
		log_warnx("message of type %u from a desk or command", m->type);
		gate_drop(g);
	}
}
