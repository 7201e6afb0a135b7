/* SPDX-License-Identifier: ISC */
#include "cmd/credential.h"

#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/say.h"
#include "office/verb/scope.h"
#include "serve/auth.h"
#include "serve/hello.h"
#include "wire/msg.h"
#include "wire/proto.h"

#define CREDENTIAL_WAIT_MS 15000 /* a hash takes ~60 ms, and jobs may queue */
#define CREDENTIAL_TRY_MS 50     /* between tries for the lock */

/* Sends m and waits for the gate's answer into it. */
static enum status
credential_ask(int fd, struct wire_msg *m, struct err *err)
{
	struct pollfd p = { fd, POLLIN, 0 };
	enum status st = wire_send(fd, m, NULL, 0, err);

	if (st != ST_OK)
		return st;
	if (poll(&p, 1, CREDENTIAL_WAIT_MS) != 1)
		return err_set(err, ST_BUSY, _("the gate does not answer; try again"));
	st = wire_recv(fd, m, err);
	if (st == ST_NOTFOUND)
		return err_set(err, ST_DENIED, _("only the administrator may do this"));
	if (st == ST_OK && m->type != WIRE_GATE_ANSWER)
		return err_set(err, ST_CORRUPT, "unexpected answer %u", m->type);
	return st;
}

/* Sends one message to the gate and waits for its answer. */
static enum status
credential_talk(int fd, struct wire_msg *m, char *text, size_t size,
    struct err *err)
{
	enum status st = credential_ask(fd, m, err);
	char name[16];

	if (st != ST_OK)
		return st;
	wire_get_str(m, name, sizeof(name));
	wire_get_str(m, text, size);
	if (!wire_end(m))
		return err_set(err, ST_CORRUPT, "answer of the gate is broken");
	if (err_status(name) != ST_OK)
		return err_set(err, err_status(name), "%s", text);
	return ST_OK;
}

/* True if the caller's uid is that staff member's.  A password that is set for
 * another person has to be changed at the first sign-in. */
static bool
credential_own(const struct conf *conf, int64_t staff)
{
	struct actor who;
	struct db *db;
	bool own = false;

	if (db_open_reader(conf->data_database, DB_BOOKS, &db, ERR_NONE) !=
	    ST_OK)
		return false;
	if (actor_by_uid(db, (int64_t)getuid(), &who, ERR_NONE) == ST_OK) {
		own = who.staff == staff;
		actor_done(&who);
	}
	db_close(db);
	return own;
}

/* Another command may hold the lock during its change. */
static enum status
credential_open(const struct conf *conf, struct db **db, struct err *err)
{
	enum status st;
	int tries;

	for (tries = CREDENTIAL_WAIT_MS / CREDENTIAL_TRY_MS;
	    (st = db_open_writer(conf->data_auth, DB_AUTH, db, err)) ==
	    ST_BUSY && tries > 0; tries--)
		(void)poll(NULL, 0, CREDENTIAL_TRY_MS);
	return st;
}

static enum status
credential_direct(const struct conf *conf, int64_t staff, const char *login,
    const char *what, const char *value, struct err *err)
{
	struct db *db = NULL;
	enum status st = credential_open(conf, &db, err);

	if (st != ST_OK)
		return st;
	if (strcmp(what, "password") == 0)
		st = auth_set_password(db, login, staff, value,
		    !credential_own(conf, staff), err);
	else if (strcmp(what, "key") == 0)
		st = auth_add_key(db, login, staff, value, err);
	else if (strcmp(what, "nokey") == 0)
		st = auth_drop_key(db, login, value, err);
	else
		st = auth_set_disabled(db, login, strcmp(what, "disable") == 0, err);
	db_close(db);
	return st;
}

enum status
credential_set(const struct conf *conf, int64_t staff, const char *login,
    const char *what, const char *value, struct err *err)
{
	struct wire_msg m;
	char text[512];
	enum status st;
	int fd = -1;

	st = hello_open(conf, "gate", 0, &fd, err);
	if (st == ST_NOTFOUND)
		return credential_direct(conf, staff, login, what, value, err);
	if (st != ST_OK)
		return st;
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_SET);
	wire_put_i64(&m, staff);
	wire_put_str(&m, login);
	wire_put_str(&m, what);
	wire_put_str(&m, value);
	st = credential_talk(fd, &m, text, sizeof(text), err);
	wire_done(&m);
	(void)close(fd);
	return st;
}

enum status
credential_list(const struct conf *conf, const char *login, struct buf *out,
    struct err *err)
{
	static char text[WIRE_MAX];
	struct wire_msg m;
	struct db *db = NULL;
	enum status st;
	int fd = -1;

	st = hello_open(conf, "gate", 0, &fd, err);
	if (st == ST_NOTFOUND) {
		st = db_open_reader(conf->data_auth, DB_AUTH, &db, err);
		if (st == ST_OK)
			st = auth_list(db, login, out, err);
		db_close(db);
		return st;
	}
	if (st != ST_OK)
		return st;
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_LIST);
	wire_put_str(&m, login);
	st = credential_talk(fd, &m, text, sizeof(text), err);
	if (st == ST_OK && !buf_adds(out, text))
		st = err_set(err, ST_LIMIT, _("the list is too long"));
	wire_done(&m);
	(void)close(fd);
	return st;
}

enum status
credential_confirm(int gate, const unsigned char op[WIRE_OP_ID],
    const char *secret, struct err *err)
{
	struct wire_msg m;
	char text[512];
	enum status st;

	if (gate == -1)
		return err_set(err, ST_DENIED, _("an approval is given by a person: "
		    "over ssh, or at the desk"));
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONFIRM);
	wire_put_bytes(&m, op, WIRE_OP_ID);
	wire_put_str(&m, secret);
	st = credential_talk(gate, &m, text, sizeof(text), err);
	wire_done(&m);
	return st;
}

enum status
credential_read(FILE *in, FILE *prompt_to, const char *prompt, char *out,
    int size, struct err *err)
{
	struct termios old, quiet;
	int fd = fileno(in);
	bool tty = tcgetattr(fd, &old) == 0;
	char *got;

	if (tty) {
		fputs(prompt, prompt_to);
		fflush(prompt_to);
		quiet = old;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		(void)tcsetattr(fd, TCSAFLUSH, &quiet);
	}
	got = fgets(out, size, in);
	if (tty) {
		(void)tcsetattr(fd, TCSAFLUSH, &old);
		fputc('\n', prompt_to);
	}
	if (got == NULL)
		return err_set(err, ST_INVALID, _("no password was given"));
	out[strcspn(out, "\r\n")] = '\0';
	return ST_OK;
}
