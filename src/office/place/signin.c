/*
 * SPDX-License-Identifier: ISC
 *
 * place/signin: who came in, from where, and who tried.  Owns signin; only the gate
 * writes it.  Failures that came together are one row with a count, so that a
 * storm of wrong passwords does not fill the books.
 */
#include <string.h>

#include "base/clean.h"
#include "base/say.h"
#include "office/place/staff.h"
#include "office/verb/verb.h"

DB_SQL(q_add) = { "signin.add",
	"INSERT INTO signin (id, login, staff_id, at, address, method, ok, tries)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" };
/* The sign-in before the newest of this person. */
DB_SQL(q_before) = { "signin.before",
	"SELECT at, address, id FROM signin"
	" WHERE login = (SELECT login FROM staff WHERE id = ?1) AND ok = 1"
	" ORDER BY id DESC LIMIT 1 OFFSET 1" };
DB_SQL(q_failures) = { "signin.failures",
	"SELECT coalesce(sum(tries), 0) FROM signin"
	" WHERE login = (SELECT login FROM staff WHERE id = ?1) AND ok = 0"
	" AND id > ?2" };

static enum status
signin_post(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	char login[33], address[64], method[96];
	int64_t id;

	/* What a stranger typed goes to screens later. */
	clean_text(login, sizeof(login), wire_args_text(in, "login"));
	clean_text(address, sizeof(address), wire_args_text(in, "address"));
	clean_text(method, sizeof(method), wire_args_text(in, "method"));
	if (db_next_id(c->db, "signin", &id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_add, "itotttii", id, login,
	    wire_args_int(in, "staff", 0), c->now, address, method,
	    (int64_t)(strcmp(wire_args_text(in, "ok"), "1") == 0),
	    wire_args_int(in, "tries", 1)), err);
}

enum status
staff_last_signin(struct db *db, int64_t staff, struct staff_last *out,
    struct err *err)
{
	struct staff_last last = { "", "", 0 };
	struct db_stmt *s = db_usef(db, &q_before, "i", staff);
	int64_t before = 0;
	enum status st;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		db_copy(s, 0, last.at, sizeof(last.at));
		db_copy(s, 1, last.address, sizeof(last.address));
		before = db_int(s, 2);
	}
	db_reset(s);
	st = db_int1(db_usef(db, &q_failures, "ii", staff, before),
	    &last.failures, &row, err);
	if (st == ST_OK)
		*out = last;
	return st;
}

static const struct verb_field signin_fields[] = {
	{ "login", VERB_TEXT, true, 128, NULL, N_("as it was given") },
	{ "staff", VERB_INT, false, 0, NULL, N_("whose login it is; 0 nobody's") },
	{ "address", VERB_TEXT, false, 64, NULL, N_("of the client") },
	{ "method", VERB_TEXT, true, 96, NULL, N_("password, or key and its print") },
	{ "ok", VERB_CHOICE, true, 0, "0|1", N_("1: let in") },
	{ "tries", VERB_INT, false, 0, NULL, N_("failures counted together") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};

const struct verb signin_verbs[] = {
	{ "signin", signin_fields, ROLE_ALL, VERB_GATE_ONLY | VERB_ANYTIME,
	    signin_post,
	    N_("notes a sign-in or failed tries") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
