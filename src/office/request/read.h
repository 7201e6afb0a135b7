/*
 * SPDX-License-Identifier: ISC
 *
 * request/read: stored requests, for those whose scope holds them.
 */
#pragma once

#include "base/names.h"
#include "office/verb/scope.h"
#include "wire/verb.h"

enum change_state {
	CHANGE_NO_STATE, CHANGE_WAITING, CHANGE_APPROVED, CHANGE_REJECTED,
	CHANGE_WITHDRAWN, CHANGE_UNDONE, CHANGE_STATES
};
extern const struct names change_states;

struct change_head {
	int64_t id, person, maker, checker, undoes; /* person 0: none (yet) */
	int version;
	enum change_state state;
	char kind[25], reason[16], event_on[11], month[8];
	char name[192], code[25], subject[64];
	char area_code[9], area_name[192]; /* "": the whole office */
	char undoes_kind[25];
	char maker_name[128], made_at[20];
	char checker_name[128], checked_at[20];
};

struct change {
	struct change_head head;
	struct wire_args fields, was; /* owned; names as in change.ask */
	char *effect;                 /* owned; one sentence a line, in words */
	char verdict[512];            /* why it was rejected */
};

/* NULL, "", 0 or none: any. */
struct change_filter {
	enum change_state state;
	const char *kind, *area, *month; /* area: code of district or commune */
	int64_t person, maker;
	int64_t before;               /* only older ones; 0: from the newest */
	unsigned max;                 /* at most so many */
};

/* Requests in the scope, newest first. */
enum status change_all(struct db *db, const struct scope *sc,
    const struct change_filter *f, struct change_head *v, unsigned *n,
    struct err *err) ERR_CHECKED;

/* ST_NOTFOUND, ST_DENIED; change_done() frees what it holds. */
enum status change_get(struct db *db, const struct scope *sc, int64_t id,
    struct change *out, struct err *err) ERR_CHECKED;
void change_done(struct change *ch);

/* One sentence in dst: which decider a waiting request lacks and how to add
 * one; "": somebody can decide it, or it does not wait. */
enum status change_missing(struct db *db, const struct scope *sc, int64_t id,
    char *dst, size_t size, struct err *err) ERR_CHECKED;

/* The head of the inbox of one member of staff. */
struct change_counts {
	unsigned waiting;       /* in the scope */
	unsigned to_check;      /* of these, for this person to decide */
	unsigned mine_waiting, mine_rejected; /* rejected: in the last 31 days */
};
enum status change_counts(struct db *db, const struct scope *sc,
    int64_t staff, uint32_t role, struct change_counts *out, struct err *err)
    ERR_CHECKED;

#define CHANGE_DOCUMENTS 2
struct change_document {
	char kind[64], number[64], issued_on[11], issuer[128];
};
/* The documents of a request, in order; ST_NOTFOUND, ST_DENIED. */
enum status change_documents(struct db *db, const struct scope *sc,
    int64_t id, struct change_document v[CHANGE_DOCUMENTS], unsigned *n,
    struct err *err) ERR_CHECKED;
