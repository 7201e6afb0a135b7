/*
 * SPDX-License-Identifier: ISC
 *
 * request/work: a request at work, for the files of its kinds.
 *
 * Asking, previewing and amending run read() and apply() inside a savepoint
 * that is rolled back; approving runs the same code for good, so that the maker
 * is shown exactly what will happen.
 */
#pragma once

#include "base/buf.h"
#include "office/request/change.h"
#include "office/roll/person.h"
#include "office/verb/verb.h"

/* Not copied: kinds keep pointers into it. */
struct change_work {
	struct verb_call *c;
	const struct change_kind *kind;
	int64_t id;                 /* its row exists while apply() runs */
	int64_t person;             /* 0 until the person of a `new` is made */
	struct person who;          /* all zero when person was 0 */
	enum change_state state;    /* as stored; none: not stored yet */
	struct wire_args fields;    /* what is asked: names of change.ask */
	/* read() fills these.  month is set already when the request was read
	 * before: a default is computed once, when it is asked for. */
	char month[8], subject[64], reason[16], event_on[11];
	char name[192];             /* of the person; else what it is about */
	int64_t area, point;        /* of the person when it was asked */
	struct wire_args was, done; /* before it; what apply() did */
	struct buf effect;          /* consequences, text/sentence.h, one a line */
	bool trial;                 /* apply() will be rolled back */
	int64_t maker, undoes;
	int version;
};

/* Bytes of the sentences of one request, in words. */
#define CHANGE_SHOWN_MAX 65536

/* Adds a sentence about a consequence (text/sentence.h): msgid is N_(); readers
 * see it in their own language. */
void change_effect(struct change_work *w, const char *msgid, ...)
    __attribute__((format(printf, 2, 3)));

/* Notes in `done` what was made or changed, for the undo. */
void change_did(struct change_work *w, const char *what, int64_t id);

/* Notes the present value of the field that the request asks to change. */
void change_was(struct change_work *w, const char *field, const char *value);

/* A field of the request, "" when it is not given. */
const char *change_asked(const struct change_work *w, const char *field);

/* All kinds, ended by NULL: office/kinds.c, the one name that request/ takes
 * from above. */
extern const struct change_kind *const change_kinds[];
extern const struct change_kind change_kind_undo;

/* ---- verb.c: kinds that carry out a verb ------------------------ */

/* Runs the verb of the kind, a row of `verbs`, with what was asked, and drops
 * its answer. */
enum status change_verb_apply(struct change_work *w,
    const struct verb *verbs, struct err *err)
    ERR_CHECKED;
/* The same with the answer, which the caller frees. */
enum status change_verb_run(struct change_work *w, const struct verb *verbs,
    struct wire_args *answer, struct err *err) ERR_CHECKED;

/* ---- who.c: who may ask, see and decide -------------------------- */

/* ST_DENIED, ST_NOTFOUND or ST_INVALID: the actor may not ask for it. */
enum status change_may_ask(struct change_work *w, struct err *err) ERR_CHECKED;
/* ST_DENIED unless its places or its person are in the actor's scope, or the
 * actor asked for it. */
enum status change_may_see(struct change_work *w, struct err *err) ERR_CHECKED;
/* ST_DENIED unless the actor asked for it or may ask for such in its place. */
enum status change_may_edit(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* ST_DENIED unless the actor is another person with a role of the kind whose
 * scope holds all that it is about. */
enum status change_may_decide(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* *inside: the scope holds a stored request.  point 0: it has no person, and
 * its maker may read it too; area 0: it is about the office. */
struct change_places {
	int64_t area, point, maker;
};
enum status change_inside(struct db *db, const struct scope *sc,
    const struct change_places *p, bool *inside, struct err *err) ERR_CHECKED;
/* The sentence of change_missing(). */
enum status change_missing_of(struct change_work *w, char *dst, size_t size,
    struct err *err) ERR_CHECKED;

/* ---- change.c, for ask.c, decide.c and undo.c ---- */

/* Fills *w with a new request from the posted args; change_work_done()
 * frees. */
void change_begin(struct verb_call *c, struct change_work *w);

/* Reads a stored request, within the actor's scope; change_work_done() frees,
 * also after an error. */
enum status change_load(struct verb_call *c, int64_t id,
    struct change_work *w, struct err *err) ERR_CHECKED;
void change_work_done(struct change_work *w);

/* Loads the request that the verb names, calls work() and answers; waits: it is
 * still to be decided then. */
typedef enum status (*change_work_fn)(struct change_work *w, struct err *err);
enum status change_stored(struct verb_call *c, change_work_fn work,
    bool waits, struct err *err) ERR_CHECKED;

/* read() after the checks that all kinds share: fields, reason, person. */
enum status change_read(struct change_work *w, struct err *err) ERR_CHECKED;

/* ST_BUSY when the posted version is not the stored one. */
enum status change_version(struct change_work *w, struct err *err) ERR_CHECKED;

/* Answers change, version, month, person and the effects; if it waits, also
 * which decider is missing. */
void change_answer(struct change_work *w, bool waits);

/* Inserts the row and its documents; again: updates them. */
enum status change_store(struct change_work *w, bool again, struct err *err)
    ERR_CHECKED;

/* Undoes `of` on behalf of w: an approved request is undone by its kind, a
 * waiting one is withdrawn. */
enum status change_take_back(struct change_work *w, struct change_work *of,
    struct err *err) ERR_CHECKED;

/* ---- for file.c, which asks and approves in one step ---- */

/* read() once more; ST_BUSY: what the request changes has changed since it was
 * asked for. */
enum status change_unchanged(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* A waiting request becomes CHANGE_APPROVED or CHANGE_REJECTED; verdict: why it
 * was rejected. */
enum status change_decided(struct verb_call *c, int64_t change,
    enum change_state state, int64_t decider, const char *verdict,
    struct err *err) ERR_CHECKED;
/* ST_EXISTS: a request with the same kind and subject waits. */
enum status change_not_twice(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* Stores it as approved by `decider`, with was, effect and done. */
enum status change_stand(struct change_work *w, int64_t decider,
    struct err *err) ERR_CHECKED;
/* Answers the sentences, in the language of the actor. */
void change_answer_effects(struct change_work *w);

/* Handlers. */
enum status change_ask_run(struct verb_call *c, struct err *err);
enum status change_preview_run(struct verb_call *c, struct err *err);
enum status change_amend_run(struct verb_call *c, struct err *err);
enum status change_effect_run(struct verb_call *c, struct err *err);
enum status change_withdraw_run(struct verb_call *c, struct err *err);
enum status change_reject_run(struct verb_call *c, struct err *err);
enum status change_approve_run(struct verb_call *c, struct err *err);
