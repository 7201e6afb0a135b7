/*
 * SPDX-License-Identifier: ISC
 *
 * walk/act_priv: what act.c does acts with, a function for each kind that is
 * not a request about one person (ask.h).  False: the program refused.
 */
#ifndef TESTS_WALK_ACT_PRIV_H
#define TESTS_WALK_ACT_PRIV_H

#include "world.h"

/* Sets the person of an act that is to be aimed. */
void act_aim(struct world *w, struct act *a);

/* Periods and lists.  A kind of lists is "monthly" or "funeral". */
bool act_open(struct world *w, const struct act *a);
bool act_close(struct world *w, const struct act *a);
bool act_list(struct world *w, const struct act *a);
bool act_submit(struct world *w, int owner, const char *kind);
/* The verb on the owner's newest list in that state. */
bool act_list_step(struct world *w, int owner, const char *kind,
    const char *state, const char *login, const char *verb);
/* Funeral support of an owner, from the draft to the approval. */
bool act_funerals(struct world *w, const struct act *a);
/* A job's slices until they say that it is done. */
bool act_slices(struct world *w, const char *login, const char *verb,
    const char *job);

/* Payments. */
bool act_pay(struct world *w, const struct act *a);
bool act_pay_all(struct world *w, const struct act *a);
bool act_pay_funeral(struct world *w, const struct act *a);
bool act_reverse(struct world *w, const struct act *a);
bool act_block(struct world *w, const struct act *a);

/* Rates. */
bool act_rate(struct world *w, const struct act *a);
bool act_undo_rate(struct world *w);
/* Decides about what an owner's people had above lowered rates. */
bool act_lowered(struct world *w, const struct act *a);

/* Places: takes the commune of a person, or of all, from the books. */
void act_place(struct world *w, int person);
void act_places(struct world *w);
bool act_reorganise(struct world *w, const struct act *a);

#endif
