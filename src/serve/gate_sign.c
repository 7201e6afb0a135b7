/* SPDX-License-Identifier: ISC */
/*
 * gate_sign: sign-ins.  An unknown login takes the same work as a wrong
 * password; the reason of a refusal goes to the log and the journal, never to
 * the peer.  The listener is told of a success before the transport.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "serve/gate_priv.h"

static void
sign_answer(struct gate_guest *g, bool yes, const char *why)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_AUTH_ANSWER);
	wire_put_u8(&m, yes);
	wire_put_str(&m, why);
	if (wire_chan_send(g->chan, &m, NULL, 0) != ST_OK)
		log_debug("an answer found nobody");
	wire_done(&m);
}

static void
sign_tell(struct gate_guest *g, const struct auth_account *a, const char *word,
    bool in)
{
	struct gate *gate = g->gate;
	struct wire_msg m;
	char login[AUTH_LOGIN_MAX];

	if (gate->control == NULL)
		return;
	clean_text(login, sizeof(login), a->login);
	wire_init(&m);
	wire_begin(&m, in ? WIRE_GATE_SIGNED_IN : WIRE_GATE_FAILED);
	wire_put_u32(&m, g->line);
	if (in)
		wire_put_i64(&m, a->staff);
	wire_put_str(&m, login);
	wire_put_str(&m, word);
	if (in)
		/*
		 * Also with a key: whoever set the password may have added the
		 * key, and the password confirms approvals.
		 */
		wire_put_u8(&m, a->must_change);
	if (wire_chan_send(gate->control, &m, NULL, 0) != ST_OK)
		log_warnx("the listener does not listen");
	wire_done(&m);
}

/* The login is the one that the peer sent, known or not. */
static void
sign_refuse(struct gate_guest *g, const struct auth_account *a,
    const char *method, const char *why)
{
	struct gate *gate = g->gate;

	gate_note_signin(gate->note, &(struct gate_signin){ .login = a->login,
	    .method = method, .address = g->address, .staff = a->staff });
	sign_tell(g, a, why, false);
	sign_answer(g, false, why);
}

static void
sign_wrong(struct gate_guest *g, const struct auth_account *a,
    const char *method, const char *why)
{
	gate_guess_wrong(g->gate->guess, a->login, g->address, clock_ms());
	sign_refuse(g, a, method, why);
}

static void
sign_admit(struct gate_guest *g, const struct auth_account *a,
    const char *method)
{
	struct gate *gate = g->gate;
	struct err err = ERR_INIT;
	struct actor who;
	enum status st = gate_actor(gate, a->staff, &who, &err);

	if (st == ST_DENIED || st == ST_NOTFOUND) {
		sign_refuse(g, a, method, "no longer staff");
		return;
	}
	if (st != ST_OK) {
		log_warnx("%s cannot sign in: %s", a->login, err.msg);
		sign_answer(g, false, "the books cannot be read");
		return;
	}
	actor_done(&who);
	gate_guess_right(gate->guess, a->login, g->address, clock_ms());
	gate_note_signin(gate->note, &(struct gate_signin){ .login = a->login,
	    .method = method, .address = g->address, .staff = a->staff,
	    .ok = true });
	sign_tell(g, a, method, true);
	sign_answer(g, true, "");
}

static void
sign_checked(struct gate *gate, struct gate_job *j)
{
	struct gate_guest *g = j->guest;

	(void)gate;
	if (g == NULL)
		return;
	if (!j->worked)
		sign_answer(g, false, "the check failed");
	else if (j->matches && j->known)
		sign_admit(g, &j->account, "password");
	else
		sign_wrong(g, &j->account, "password", j->account.staff == 0 ?
		    "no such login" : j->account.disabled ? "disabled" :
		    "wrong password");
}

/*
 * Reads the account of a login; without one *a has the login and nothing
 * else, and false is returned.
 */
static bool
sign_account(struct gate *gate, const char *login, struct auth_account *a)
{
	struct err err = ERR_INIT;
	enum status st = auth_find(gate->db, login, a, &err);

	if (st == ST_OK)
		return !a->disabled;
	if (st != ST_NOTFOUND)
		log_warnx("auth.db: %s", err.msg);
	memset(a, 0, sizeof(*a));
	(void)str_copy_cut(a->login, sizeof(a->login), login);
	return false;
}

static void
sign_password(struct gate_guest *g, struct wire_msg *m)
{
	struct gate *gate = g->gate;
	struct gate_job *j = gate_job_new(g);
	char login[65];

	wire_get_str(m, login, sizeof(login));
	wire_get_str(m, j->secret, sizeof(j->secret));
	if (!wire_end(m)) {
		gate_job_free(j);
		gate_drop(g);
		return;
	}
	j->known = sign_account(gate, login, &j->account);
	j->check = true;
	j->done = sign_checked;
	if (j->known)
		memcpy(j->hash, j->account.hash, sizeof(j->hash));
	if (!gate_guess_try(gate->guess, j->account.login, g->address,
	    clock_ms(), &j->due)) {
		sign_refuse(g, &j->account, "password", "too many tries");
		gate_job_free(j);
	} else if (gate_hash_put(gate->hash, j) != ST_OK) {
		sign_answer(g, false, "too many checks wait");
	}
}

static void
sign_key(struct gate_guest *g, struct wire_msg *m)
{
	struct gate *gate = g->gate;
	char login[65], text[4096], method[96];
	struct auth_account a;
	struct authkey key;
	struct err err = ERR_INIT;
	bool verified, known, has = false;
	int64_t due;

	wire_get_str(m, login, sizeof(login));
	wire_get_str(m, text, sizeof(text));
	verified = wire_get_u8(m) == 1;
	if (!wire_end(m)) {
		gate_drop(g);
		return;
	}
	if (authkey_parse(text, &key, &err) != ST_OK) {
		sign_answer(g, false, "no ed25519 key");
		return;
	}
	known = sign_account(gate, login, &a);
	if (auth_has_key(gate->db, a.login, &key, &has, &err) != ST_OK)
		log_warnx("auth.db: %s", err.msg);
	(void)snprintf(method, sizeof(method), "key %s", key.fingerprint);
	/* A query "may I try this key" is not a guess: clients offer all their
	 * keys. */
	if (!verified)
		sign_answer(g, known && has, "not this key");
	else if (known && has)
		sign_admit(g, &a, method); /* a signature is never a guess */
	else if (!gate_guess_try(gate->guess, a.login, g->address, clock_ms(),
	    &due))
		sign_refuse(g, &a, method, "too many tries");
	else
		sign_wrong(g, &a, method, "key is not registered");
}

void
gate_sign_msg(struct gate_guest *g, struct wire_msg *m)
{
	/* A transport waits for each answer; another question is an error. */
	if (g->job != NULL) {
		log_warnx("connection %" PRIu32 " does not wait", g->line);
		gate_drop(g);
	} else if (m->type == WIRE_AUTH_PASSWORD) {
		sign_password(g, m);
	} else if (m->type == WIRE_AUTH_KEY) {
		sign_key(g, m);
	} else {
		log_warnx("message of type %u from connection %" PRIu32,
		    m->type, g->line);
		gate_drop(g);
	}
}
