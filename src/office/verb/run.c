/*
 * SPDX-License-Identifier: ISC
 *
 * verb/run: the one way through which any verb runs: may he, is it well formed,
 * was it done already, do it, write it down.  Which verbs there are is the
 * table's matter (office/table.c).
 *
 * Only books calls it (or a command that holds the lock of books), inside its
 * transaction.  A verb that fails leaves nothing behind but its answer.
 */
#include "office/verb/verb.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/say.h"
#include "base/str.h"
#include "office/verb/journal.h"
#include "office/verb/moment.h"
#include "office/verb/check.h"

const struct verb *
verb_in(const struct verb *table, const char *name)
{
	for (; table->name != NULL; table++)
		if (strcmp(table->name, name) == 0)
			return table;
	return NULL;
}

/* Role and peculiar ways in; the scope is the handler's, who knows the place. */
static enum status
verbs_may(const struct verb *v, const struct verb_peer *peer, struct err *err)
{
	/* The gate has its own few verbs and no others. */
	if (peer->gate || (v->flags & VERB_GATE_ONLY)) {
		if (peer->gate && (v->flags & VERB_GATE_ONLY))
			return ST_OK;
		return err_set(err, ST_DENIED, _("%s is not for you"), v->name);
	}
	if ((v->flags & VERB_OWNER) && !peer->owner)
		return err_set(err, ST_DENIED, _("%s: only on the server "
		    "itself, as the owner of the database"), v->name);
	if (v->flags & VERB_REQUEST)
		return err_set(err, ST_DENIED, _("%s is asked for, and a second "
		    "person decides: chitra change ask %s"), v->name, v->name);
	if (((uint32_t)peer->who->role & v->roles) == 0)
		return err_set(err, ST_DENIED, _("%s is not for your role (%s)"),
		    v->name, role_shown(peer->who->role));
	if ((v->flags & VERB_CONFIRM) && !peer->confirmed)
		return err_set(err, ST_DENIED,
		    _("%s: give your password again"), v->name);
	return ST_OK;
}

/* True when this op id has run already; then `out` is its answer. */
static bool
verbs_replay(struct db *db, const struct verb_peer *peer, const char *name,
    const unsigned char op[WIRE_OP_ID], struct wire_answer *out)
{
	struct journal_posting p;
	bool found = false;

	if (journal_by_op(db, op, &p, &found, &out->err) != ST_OK)
		return true; /* the error is the answer */
	if (!found)
		return false;
	if (p.staff != peer->who->staff)
		(void)err_set(&out->err, ST_DENIED,
		    _("this posting belongs to somebody else"));
	else if (*name != '\0' && strcmp(p.verb, name) != 0)
		(void)err_set(&out->err, ST_EXISTS,
		    _("this posting was another one: %s"), p.verb);
	if (out->err.st == ST_OK)
		out->args = p.answer;
	else
		wire_args_done(&p.answer);
	return true;
}

/* Handler and journal, inside the savepoint. */
static enum status
verbs_do(struct verb_call *c, const struct verb *v, struct err *err)
{
	enum status st = v->run(c, err);

	/* A handler that says no without a word would leave people puzzled. */
	if (st != ST_OK && err->st == ST_OK)
		(void)err_set(err, st, _("%s was refused"), v->name);
	if (st == ST_OK && !c->dry && !(v->flags & VERB_QUIET))
		st = journal_add(c->db, c->who, c->in, c->out, c->now, err);
	return st;
}

/* The moment of the entry, if the clock may be believed. */
static enum status
verbs_date(struct verb_call *c, const struct verb *v, struct err *err)
{
	char why[sizeof(err->msg)];
	struct moment m;

	if (moment_read(c->db, &m, err) != ST_OK)
		return err->st;
	moment_says(&m, why, sizeof(why));
	if (m.state != MOMENT_RIGHT && (v->flags & VERB_ANYTIME) == 0)
		return err_set(err, ST_BUSY, "%s", why);
	(void)str_copy_cut(c->now, sizeof(c->now), m.now);
	(void)str_copy_cut(c->today, sizeof(c->today), m.now);
	return m.state == MOMENT_RIGHT && m.moved ? moment_keep(c->db, err) :
	    ST_OK;
}

static void
verbs_in_savepoint(struct db *db, const struct verb *v,
    const struct verb_peer *peer, const struct wire_verb *in,
    struct wire_answer *out)
{
	struct verb_call c = { .db = db, .who = peer->who, .in = in,
		.out = &out->args };
	enum status st = db_savepoint(db, &out->err);

	if (st != ST_OK)
		return;
	st = verbs_date(&c, v, &out->err);
	if (st == ST_OK)
		st = verbs_do(&c, v, &out->err);
	if (st == ST_OK && !c.dry)
		st = db_release(db, &out->err);
	if (st != ST_OK || c.dry)
		db_rollback_to(db);
	if (st != ST_OK)
		wire_args_done(&out->args);
}

enum status
verbs_run_as(struct db *db, const struct verb *v, const struct verb_peer *peer,
    const struct wire_verb *in, struct wire_answer *out)
{
	memset(out, 0, sizeof(*out));
	memcpy(out->op, in->op, WIRE_OP_ID);
	if (v == NULL)
		(void)err_set(&out->err, ST_NOTFOUND, _("there is no verb %s"),
		    in->name);
	/*
	 * Before the rights: somebody asks again after a lost answer, and his
	 * password is confirmed no more.  The answer tells only him.
	 */
	else if (!(v->flags & VERB_QUIET) &&
	    verbs_replay(db, peer, in->name, in->op, out))
		;
	else if (verbs_may(v, peer, &out->err) == ST_OK &&
	    verb_check(v, &in->args, &out->err) == ST_OK)
		verbs_in_savepoint(db, v, peer, in, out);
	if (!db_in_tx(db))
		return ST_IO;
	return ST_OK;
}

enum status
verbs_outcome(struct db *db, const struct verb_peer *peer,
    const unsigned char op[WIRE_OP_ID], struct wire_answer *out)
{
	memset(out, 0, sizeof(*out));
	memcpy(out->op, op, WIRE_OP_ID);
	if (!verbs_replay(db, peer, "", op, out))
		(void)err_set(&out->err, ST_NOTFOUND,
		    _("it was not done: nothing was posted under this number"));
	return out->err.st == ST_IO ? ST_IO : ST_OK;
}

enum status
verbs_call(struct verb_call *c, const struct verb *v,
    const struct wire_args *args, struct err *err)
{
	struct wire_verb in = { .args = *args }; /* borrowed, not freed */
	struct verb_call inner = *c;
	enum status st;

	if (verb_check(v, args, err) != ST_OK)
		return err->st;
	memcpy(in.op, c->in->op, WIRE_OP_ID);
	(void)str_copy_cut(in.name, sizeof(in.name), v->name);
	inner.in = &in;
	st = v->run(&inner, err);
	c->dry = c->dry || inner.dry;
	return st;
}
