/*
 * SPDX-License-Identifier: ISC
 *
 * request/work: a request at work, for the files of its kinds.
 *
 * Asking, previewing and amending run read() and apply() inside a savepoint
 * that is rolled back, approving runs the very same for good: what the maker
 * is shown is what will happen.
 */
#ifndef CHITRA_OFFICE_CHANGE_PRIV_H
#define CHITRA_OFFICE_CHANGE_PRIV_H

#include "base/buf.h"
#include "office/request/change.h"
#include "office/roll/person.h"
#include "office/verb/verb.h"

/* Not copied: kinds keep pointers into it. */
struct change_work {
	struct verb_call *c;
	const struct change_kind *kind;
	int64_t id;                 /* the row is there while apply() runs */
	int64_t person;             /* 0 until the person of a `new` is made */
	struct person who;          /* zero when person was 0 */
	struct wire_args fields;    /* what is asked: names of change.ask */
	/* read() fills these.  month is set already when the request was read
	 * before: a default is worked out once, by who asks. */
	char month[8], subject[64], reason[16], event_on[11];
	char name[192];             /* of a person not on the roll yet; else what it is about */
	int64_t area, point;        /* places of the person, when it was asked; or see reach */
	struct wire_args was, done; /* before it; what apply() did */
	struct buf effect;          /* consequences, text/sentence.h, one a line */
	bool trial;                 /* apply() will be rolled back */
	int64_t maker, undoes;
	int version;
};

/* Bytes of the sentences of one request, worded. */
#define CHANGE_SHOWN_MAX 65536

/* One sentence of consequence (text/sentence.h): msgid is N_(), each reads it
 * in their own language. */
void change_effect(struct change_work *w, const char *msgid, ...)
    __attribute__((format(printf, 2, 3)));

/* Remembers in `done` what was made or changed, for the undo. */
void change_did(struct change_work *w, const char *what, int64_t id);

/* How it stands now, under the name of the field that asks for another. */
void change_was(struct change_work *w, const char *field, const char *value);

/* Field of the request, "" when it is not given. */
const char *change_asked(const struct change_work *w, const char *field);

/* Which kinds there are, ended by NULL: office/kinds.c, the one name that
 * request/ takes from above. */
extern const struct change_kind *const change_kinds[];
extern const struct change_kind change_kind_undo;

/* ---- verb.c: kinds that stand for a verb ------------------------ */

/* Runs the verb of the kind, a row of `verbs`, with what was asked; its
 * answer is not the request's. */
enum status change_verb_apply(struct change_work *w,
    const struct verb *verbs, struct err *err)
    ERR_CHECKED;
enum status change_verb_run(struct change_work *w, const struct verb *verbs,
    struct wire_args *answer, struct err *err) ERR_CHECKED;

/* ---- who.c: who may ask, see and decide -------------------------- */

/* May the actor ask for it? */
enum status change_may_ask(struct change_work *w, struct err *err) ERR_CHECKED;
/* See it: by its places, his own, or the person is in his scope by now. */
enum status change_may_see(struct change_work *w, struct err *err) ERR_CHECKED;
/* Edit it or take it back: who asked, or a maker of the place. */
enum status change_may_edit(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* Decide it: another person, of a role of the kind, whose reach has it whole. */
enum status change_may_decide(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* Is it inside, as it is stored?  point 0: about nobody, which its maker reads
 * too; area 0: the office's. */
enum status change_inside(struct db *db, const struct scope *sc, int64_t area,
    int64_t point, int64_t maker, bool *inside, struct err *err) ERR_CHECKED;
/* The sentence of change_missing(). */
enum status change_missing_of(struct change_work *w, char *dst, size_t size,
    struct err *err) ERR_CHECKED;

/* ---- change.c, for ask.c, decide.c and undo.c ---- */

/* A request not stored yet, out of the posted args; w is begun anew. */
void change_begin(struct verb_call *c, struct change_work *w);

/* Reads a request from its row, within the actor's scope: kind, person, in,
 * was, done, undoes, .. ; `state` as stored.  change_work_done() frees. */
enum status change_load(struct verb_call *c, int64_t id,
    struct change_work *w, char state[10], struct err *err) ERR_CHECKED;
void change_work_done(struct change_work *w);

/* The request that the verb names, through `work`, and its answer; `waits`: it
 * is still to be decided then. */
typedef enum status (*change_work_fn)(struct change_work *w,
    const char *state, struct err *err);
enum status change_stored(struct verb_call *c, change_work_fn work,
    bool waits, struct err *err) ERR_CHECKED;

/* read() with what every kind shares: fields, reason, who may be asked for. */
enum status change_read(struct change_work *w, struct err *err) ERR_CHECKED;

/* ST_BUSY when the version posted is not the one that stands. */
enum status change_version(struct change_work *w, struct err *err) ERR_CHECKED;

/* Answers change, version, month, person and the effects; of one that waits
 * also who is missing to decide it. */
void change_answer(struct change_work *w, bool waits);

/* Stores the row (again): area, name, fields, was, effect, maker, ... */
enum status change_store(struct change_work *w, bool again, struct err *err)
    ERR_CHECKED;

/* Undoes `of`, in `state`, on behalf of w: an approved one is taken back by its
 * kind, one that waits is withdrawn. */
enum status change_take_back(struct change_work *w, struct change_work *of,
    const char *state, struct err *err) ERR_CHECKED;

/* ---- for file.c, which asks and approves in one ---- */

/* read() finds what stood there when it was asked. */
enum status change_unchanged(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* One that waits is "approved" or "rejected" (why: `verdict`) by `decider`. */
enum status change_decided(struct verb_call *c, int64_t change,
    const char *state, int64_t decider, const char *verdict,
    struct err *err) ERR_CHECKED;
/* Nobody waits with the same. */
enum status change_not_twice(struct change_work *w, struct err *err)
    ERR_CHECKED;
/* Approved by `decider`, with what it was, brought about and can be undone. */
enum status change_stand(struct change_work *w, int64_t decider,
    struct err *err) ERR_CHECKED;
/* The sentences alone, in the language of who posts. */
void change_answer_effects(struct change_work *w);

/* Handlers. */
enum status change_ask_run(struct verb_call *c, struct err *err);
enum status change_preview_run(struct verb_call *c, struct err *err);
enum status change_amend_run(struct verb_call *c, struct err *err);
enum status change_effect_run(struct verb_call *c, struct err *err);
enum status change_withdraw_run(struct verb_call *c, struct err *err);
enum status change_reject_run(struct verb_call *c, struct err *err);
enum status change_approve_run(struct verb_call *c, struct err *err);

#endif
