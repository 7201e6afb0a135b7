/*
 * SPDX-License-Identifier: ISC
 *
 * walk/ask: requests.  Each is posted and approved, and when that is done the
 * model lives through the same facts, by the text of its kind.
 */
#ifndef TESTS_WALK_ASK_H
#define TESTS_WALK_ASK_H

#include "world.h"

/* Fields of a request about one person. */
struct ask {
	const char *v[40];
	unsigned n;
	char id[24], from[8], before[8], on[40], amount[24], grant[24];
};

/*
 * Asks and approves; person -1: about nobody.  What approving says must be what
 * asking had said.  On success the request is the last of w->req, with the
 * model as it was before.
 */
bool ask_request(struct world *w, int person, enum act_kind kind,
    const char *const *fields, const char *maker, const char *boss);
/* Approves alone; `before` is what asking had said, NULL not to compare. */
bool ask_approve(struct world *w, int64_t change, const char *boss,
    const char *before);
/* Puts a request that was approved into w->req, and takes `was`. */
void ask_keep(struct world *w, int person, enum act_kind kind, int64_t change,
    struct model *was);

/* The fields: kind, person and the texts of the act's values; one more; posted
 * and approved by the owner of the person's commune. */
void ask_begin(struct world *w, const struct act *a, struct ask *k,
    const char *kind);
void ask_add(struct ask *k, const char *name, const char *value);
bool ask_go(struct world *w, const struct act *a, struct ask *k);
/* Adds the grant of the act's category that is in force in the month or later;
 * without a category one by the seed.  -1 none. */
int ask_grant(struct world *w, const struct act *a, int month, struct ask *k);

/* A grant ends, or never was when it begins later. */
void ask_grant_end(struct m_grant *g, int last);
/* Name of who arranged the funeral, and is paid its support. */
void ask_organiser(int person, char *out, size_t size);

bool ask_new(struct world *w, const struct act *a);
bool ask_newcomer(struct world *w, const struct act *a);
bool ask_suspend(struct world *w, const struct act *a);
bool ask_resume(struct world *w, const struct act *a);
bool ask_amount(struct world *w, const struct act *a);
bool ask_stop(struct world *w, const struct act *a);
bool ask_report(struct world *w, const struct act *a);
bool ask_decide_report(struct world *w, const struct act *a);
bool ask_move(struct world *w, const struct act *a);
bool ask_out(struct world *w, const struct act *a);
bool ask_merge(struct world *w, const struct act *a);
bool ask_funeral(struct world *w, const struct act *a);
bool ask_uncollected(struct world *w, const struct act *a);
bool ask_collected(struct world *w, const struct act *a);
bool ask_recovery(struct world *w, const struct act *a);
bool ask_undo(struct world *w, const struct act *a);

#endif
