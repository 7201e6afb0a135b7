/* SPDX-License-Identifier: ISC */
#include "ssh/signin.h"

#include <inttypes.h>
#include <poll.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

/*
 * Keys a client may ask about before it signs with one.  An agent often has
 * several keys, and a question is cheap for the gate: it does not count as a
 * try (limits.tries), but is limited.
 */
#define SIGNIN_PROBES 12

/* Longer than any passphrase that crypt(3) takes (512). */
#define SIGNIN_SECRET_MAX 512

bool
signin_in(const struct transport *t)
{
	return t->signin.in;
}

/*
 * The login is fixed by the first attempt, so that one connection cannot try
 * many logins.
 */
static bool
signin_login_ok(struct transport *t, const char *login)
{
	if (t->signin.in || t->signin.given_up || str_empty(login))
		return false;
	if (t->signin.login[0] == '\0') {
		if (str_copy(t->signin.login, sizeof(t->signin.login), login) ==
		    ST_OK)
			return true;
		log_info("sign-in: a login of %zu bytes", strlen(login));
		t->signin.given_up = true;
		return false;
	}
	if (strcmp(t->signin.login, login) == 0)
		return true;
	log_info("sign-in: changed the login from %s to %s", t->signin.login,
	    login);
	t->signin.given_up = true;
	return false;
}

/* True when the gate's socket is ready in time. */
static bool
signin_wait(const struct transport *t, short events)
{
	struct pollfd p = { .fd = t->gate, .events = events };
	int64_t left;
	int rc;

	do {
		left = t->deadline - clock_ms();
		if (left <= 0)
			return false;
		rc = poll(&p, 1, (int)left);
	} while (rc < 0);
	return rc > 0;
}

static enum status
signin_exchange(struct transport *t, const struct wire_msg *q,
    struct wire_msg *a)
{
	struct err err = ERR_INIT;
	enum status st;

	while ((st = wire_send(t->gate, q, NULL, 0, &err)) == ST_BUSY)
		if (!signin_wait(t, POLLOUT))
			return ST_BUSY;
	if (st != ST_OK)
		return st;
	while ((st = wire_recv(t->gate, a, &err)) == ST_BUSY)
		if (!signin_wait(t, POLLIN))
			return ST_BUSY;
	return st;
}

/*
 * Asks the gate and waits: libssh wants the answer before its callback ends,
 * and this process serves only this peer.
 */
static bool
signin_ask(struct transport *t, const struct wire_msg *q)
{
	struct wire_msg a;
	char why[256];
	enum status st;
	bool yes = false;

	wire_init(&a);
	st = signin_exchange(t, q, &a);
	if (st == ST_OK && a.type == WIRE_AUTH_ANSWER) {
		yes = wire_get_u8(&a) == 1;
		wire_get_str(&a, why, sizeof(why));
		if (!wire_end(&a)) {
			yes = false;
			(void)str_copy_cut(why, sizeof(why), "broken answer");
		}
		if (!yes)
			log_info("sign-in of %s refused: %s", t->signin.login,
			    why);
	} else {
		/* If the gate dies, sign-in fails; a restarted gate gets a new
		 * socket. */
		log_warnx("sign-in of %s: no answer from the gate (%s)",
		    t->signin.login, err_name(st));
		t->signin.given_up = true;
		t->signin.goodbye = _("Nobody can sign in at the moment; try "
		    "again in a minute.");
	}
	wire_done(&a);
	return yes;
}

static void
signin_failed(struct transport *t)
{
	t->signin.tries++;
	if ((int64_t)t->signin.tries >= t->o->conf->limits_tries)
		t->signin.given_up = true;
}

void
signin_count(struct transport *t)
{
	t->noted++;
	if (++t->signin.probes > SIGNIN_PROBES)
		t->signin.given_up = true;
}

static int
signin_none(ssh_session s, const char *login, void *arg)
{
	struct transport *t = arg;

	(void)s;
	/* Every client's first request. */
	if (signin_login_ok(t, login))
		signin_count(t);
	return SSH_AUTH_DENIED;
}

static int
signin_password(ssh_session s, const char *login, const char *secret, void *arg)
{
	struct transport *t = arg;
	struct wire_msg q;
	bool yes;

	(void)s;
	if (!signin_login_ok(t, login))
		return SSH_AUTH_DENIED;
	wire_init(&q);
	wire_begin(&q, WIRE_AUTH_PASSWORD);
	wire_put_str(&q, t->signin.login);
	wire_put_str(&q, strlen(secret) <= SIGNIN_SECRET_MAX ? secret : "");
	yes = signin_ask(t, &q);
	mem_wipe(q.body.data, q.body.cap);
	wire_done(&q);
	if (!yes) {
		signin_failed(t);
		return SSH_AUTH_DENIED;
	}
	t->signin.in = true;
	return SSH_AUTH_SUCCESS;
}

/* "ssh-ed25519 BASE64" into out; false when it does not fit. */
static bool
signin_key_text(ssh_key key, char *out, size_t size)
{
	char *b64 = NULL;
	bool ok;

	if (ssh_pki_export_pubkey_base64(key, &b64) != SSH_OK)
		return false;
	ok = str_format(out, size, "%s %s",
	    ssh_key_type_to_char(ssh_key_type(key)), b64) == ST_OK;
	ssh_string_free_char(b64);
	return ok;
}

static bool
signin_ask_key(struct transport *t, ssh_key key, bool verified)
{
	char text[4096];
	struct wire_msg q;
	bool yes;

	if (!signin_key_text(key, text, sizeof(text)))
		return false;
	wire_init(&q);
	wire_begin(&q, WIRE_AUTH_KEY);
	wire_put_str(&q, t->signin.login);
	wire_put_str(&q, text);
	wire_put_u8(&q, verified ? 1 : 0);
	yes = signin_ask(t, &q);
	wire_done(&q);
	return yes;
}

/*
 * Called for a query "may I try this key" (NONE), and for a signature that
 * libssh has verified (VALID) or rejected.  Only VALID may sign in.
 */
static int
signin_key(ssh_session s, const char *login, struct ssh_key_struct *key,
    char state, void *arg)
{
	struct transport *t = arg;

	(void)s;
	if (!signin_login_ok(t, login))
		return SSH_AUTH_DENIED;
	if (state == SSH_PUBLICKEY_STATE_NONE) {
		signin_count(t);
		if (t->signin.given_up)
			return SSH_AUTH_DENIED;
		return signin_ask_key(t, key, false) ? SSH_AUTH_SUCCESS
						   : SSH_AUTH_DENIED;
	}
	if (state != SSH_PUBLICKEY_STATE_VALID || !signin_ask_key(t, key, true)) {
		signin_failed(t);
		return SSH_AUTH_DENIED;
	}
	t->signin.in = true;
	return SSH_AUTH_SUCCESS;
}

void
signin_init(struct transport *t)
{
	t->server_cb.auth_none_function = signin_none;
	t->server_cb.auth_password_function = signin_password;
	t->server_cb.auth_pubkey_function = signin_key;
	/* Only what is advertised; libssh calls every callback that is set. */
	ssh_set_auth_methods(t->ssh,
	    SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_PASSWORD);
}
