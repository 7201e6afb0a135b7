/*
 * SPDX-License-Identifier: ISC
 *
 * books_batch: runs the waiting verbs in one transaction.  A verb that fails
 * rolls back to its savepoint only; when the whole transaction is lost, every
 * member is answered that it was not done.  No answer is sent before COMMIT.
 */
#include "office/table.h"
#include "serve/books_priv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/say.h"
#include "base/str.h"
#include "text/lang.h"

/* Slices of jobs take up to 5 ms each; payouts must not wait for 64 of them. */
#define BOOKS_BATCH_US 8000

static bool
books_flag(const struct wire_verb *in, unsigned flag)
{
	const struct verb *v = verb_find(in->name);

	return v != NULL && (v->flags & flag) != 0;
}

/*
 * A confirmation comes through the gate's socket, the posting through the
 * desk's: sent in this order, they may be read in the other.  After one more
 * pass of the loop it has been read.
 */
static bool
books_put_off(struct books *b, struct books_post *q)
{
	if (q->outcome || q->put_off || !books_flag(&q->verb, VERB_CONFIRM))
		return false;
	books_peer_load(q->peer);
	if (books_confirmed(b, q->peer->who.staff, q->verb.op))
		return false;
	q->put_off = true;
	return true;
}

/* Error messages are in the language of the poster's screens. */
static void
books_lang(const struct books *b, const struct books_post *q)
{
	lang_turn(q->verb.lang[0] != '\0' ? q->verb.lang :
	    b->conf->office_language);
}

static void
books_say(struct books_post *q, enum status st, const char *text)
{
	wire_args_done(&q->answer.args);
	memcpy(q->answer.op, q->verb.op, WIRE_OP_ID);
	(void)err_set(&q->answer.err, st, "%s", text);
}

/* False when the transaction is lost. */
static bool
books_one(struct books *b, struct books_post *q)
{
	struct books_peer *p = q->peer;
	struct verb_peer vp = { .who = &p->who,
		.gate = p->kind == WIRE_PEER_GATE,
		.owner = p->kind == WIRE_PEER_LOCAL &&
		    (p->number == 0 || p->number == (int64_t)b->owner) };

	books_peer_load(p);
	if (!p->loaded) {
		memcpy(q->answer.op, q->verb.op, WIRE_OP_ID);
		q->answer.err = p->refused;
		return db_in_tx(b->db);
	}
	if (q->outcome)
		return verbs_outcome(b->db, &vp, q->verb.op, &q->answer) ==
		    ST_OK && db_in_tx(b->db);
	vp.confirmed = books_confirmed(b, p->who.staff, q->verb.op);
	b->verbs++;
	books_lang(b, q);
	if (verbs_run(b->db, &vp, &q->verb, &q->answer) != ST_OK)
		return false;
	if (q->answer.err.st == ST_OK &&
	    strcmp(q->verb.name, "import.begin") == 0)
		p->import = wire_args_int(&q->answer.args, "job", 0);
	if (q->answer.err.st == ST_OK && books_flag(&q->verb, VERB_WHO))
		books_peers_stale(b);
	return true;
}

/*
 * The disk cannot be trusted: every verb is refused until books is restarted.
 */
static void
books_halt(struct books *b, const char *why)
{
	if (b->halted)
		return;
	b->halted = true;
	log_warnx("THE DISK FAILED: %s.  Nothing is saved any more; reading "
	    "goes on.  Repair it, then restart the server", why);
}

static const char *
books_halt_text(void)
{
	return _("the server's disk failed, nothing can be saved: pay nobody, "
	    "call the administrator");
}

/*
 * Runs the members until one of them loses the transaction, or the time is up:
 * then the remaining ones return to the head of the queue.  ST_UNKNOWN: COMMIT
 * itself failed; whether it reached the disk is known only after the repair.
 */
static enum status
books_run_all(struct books *b, struct books_post *list, struct err *err)
{
	int64_t end = clock_us() + BOOKS_BATCH_US;
	struct books_post *q;
	enum status st = db_begin(b->db, err);

	if (st != ST_OK)
		return st;
	for (q = list; q != NULL; q = q->next) {
		if (!books_one(b, q)) {
			db_rollback(b->db);
			return err_set(err, ST_BUSY, "%s: %s", q->verb.name,
			    q->answer.err.msg);
		}
		/* SQLite's result for a full or broken disk. */
		if (q->answer.err.st == ST_IO)
			books_halt(b, q->answer.err.msg);
		if (q->next != NULL && clock_us() >= end) {
			books_post_first(b, q->next);
			q->next = NULL;
		}
	}
	st = db_commit(b->db, err);
	if (st == ST_OK)
		return ST_OK;
	db_rollback(b->db);
	if (st != ST_IO && st != ST_CORRUPT)
		return st;
	books_halt(b, err->msg);
	err->st = ST_UNKNOWN;
	return ST_UNKNOWN;
}

/*
 * After a staff member was disabled: the listener tells each person who may not
 * post any more, and closes the desk.
 */
static void
books_shut(struct books *b)
{
	struct books_peer *p;
	struct wire_msg m;

	lang_turn(b->conf->office_language);
	wire_init(&m);
	for (p = b->peers; p != NULL && b->control != NULL; p = p->next) {
		books_peer_load(p);
		if (p->kind != WIRE_PEER_STAFF || p->loaded)
			continue;
		wire_begin(&m, WIRE_BOOKS_SHUT);
		wire_put_i64(&m, p->number);
		wire_put_str(&m, p->refused.msg);
		if (wire_chan_send(b->control, &m, NULL, 0) != ST_OK)
			log_warnx("staff %" PRId64 " is disabled and the "
			    "listener does not hear of it", p->number);
	}
	wire_done(&m);
}

/*
 * Replaces the answer of a member of a lost batch.  A question for the outcome
 * of an earlier posting stays open, whatever became of this batch.  A member
 * that was refused is not done, even if the result of COMMIT is unknown.
 */
static void
books_say_lost(struct books *b, struct books_post *q, enum status st)
{
	books_lang(b, q);
	if (q->outcome || (st == ST_UNKNOWN && q->answer.err.st == ST_OK))
		books_say(q, ST_UNKNOWN, b->halted ? _("the server's disk "
		    "failed: whether it was done will be known when it runs "
		    "again") : _("the books could not be read, ask again"));
	else if (b->halted)
		books_say(q, ST_IO, books_halt_text());
	else
		books_say(q, ST_BUSY, _("it was not done, try again"));
}

/* Logs the ids for the administrator, to check after the repair. */
static void
books_log_lost(const struct books_post *q)
{
	char hex[2 * WIRE_OP_ID + 1];

	str_hex(hex, q->verb.op, WIRE_OP_ID);
	log_warnx("NOT KNOWN whether it was saved: %s of staff %" PRId64
	    ", after the repair: chitra outcome %s", q->verb.name,
	    q->peer->who.staff, hex);
}

static void
books_commit(struct books *b, struct books_post *list)
{
	struct err err = ERR_INIT;
	struct books_post *q;
	enum status st = books_run_all(b, list, &err);

	if (st == ST_OK) {
		b->commits++;
		books_peers_tell(b);
		for (q = list; q != NULL; q = q->next)
			if (q->answer.err.st == ST_OK && !q->outcome &&
			    strcmp(q->verb.name, "staff.disable") == 0)
				books_shut(b);
		return;
	}
	log_warnx("a batch was not saved: %s", err.msg);
	for (q = list; q != NULL; q = q->next) {
		if (st == ST_UNKNOWN && !q->outcome &&
		    q->answer.err.st == ST_OK)
			books_log_lost(q);
		books_say_lost(b, q, st);
	}
	/* Identities may have been read from the transaction that is lost. */
	books_peers_stale(b);
}

static void
books_answer(struct books_post *q)
{
	struct books_peer *p = q->peer;
	struct wire_msg m;

	if (p->chan == NULL)
		return;
	wire_init(&m);
	wire_put_answer(&m, &q->answer);
	if (m.bad) {
		/* It is done; only its results are too long for a message. */
		log_warnx("%s: the answer is too long", q->verb.name);
		wire_args_done(&q->answer.args);
		wire_put_answer(&m, &q->answer);
	}
	if (wire_chan_send(p->chan, &m, NULL, 0) == ST_BUSY) {
		log_warnx("peer %d/%" PRId64 " does not read its answers: "
		    "closed", (int)p->kind, p->number);
		wire_chan_free(p->chan);
		p->chan = NULL; /* books_post_free() frees the peer */
	}
	wire_done(&m);
}

void
books_batch(struct books *b)
{
	struct books_post *list = NULL, **tail = &list, *q;
	struct books_post *later = NULL, **last = &later;
	char today[CLOCK_DATE];
	bool took;
	int64_t n;

	/* Areas begin and end by date, and the scope of staff with them. */
	clock_date(today);
	if (strcmp(today, b->today) != 0) {
		memcpy(b->today, today, sizeof(today));
		books_peers_stale(b);
		books_peers_tell(b);
	}
	for (n = 0; n < b->conf->books_batch; n++) {
		q = books_post_take(b);
		if (q == NULL)
			break;
		if (!b->halted && books_put_off(b, q)) {
			*last = q;
			last = &q->next;
			continue;
		}
		*tail = q;
		tail = &q->next;
	}
	if (list != NULL && !b->halted)
		books_commit(b, list);
	else
		for (q = list; q != NULL; q = q->next)
			if (!b->halted || !books_draft_keep(b, q))
				books_say_lost(b, q, ST_IO);
	took = list != NULL;
	while ((q = list) != NULL) {
		list = q->next;
		books_answer(q);
		books_post_free(q);
	}
	while ((q = later) != NULL) {
		later = q->next;
		books_post_again(b, q);
	}
	/* A verb may just have been refused because of the clock. */
	if (took && !b->halted)
		books_clock_look(b);
	/* After the answers, so that nobody waits for a checkpoint. */
	if (took && !b->halted)
		books_committed(b);
}
