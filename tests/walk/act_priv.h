/* SPDX-License-Identifier: ISC */
/* walk/act_priv: what act.c and request.c share. */
#ifndef TESTS_WALK_ACT_PRIV_H
#define TESTS_WALK_ACT_PRIV_H

#include "world.h"

/*
 * Asks and approves; person -1: about nobody.  What approving says must be what
 * asking had said.  On success the request is the last of w->req, with the
 * model as it was before.
 */
bool act_ask(struct world *w, int person, enum act_kind kind,
    const char *const *fields, const char *maker, const char *boss);

bool act_person(struct world *w, const struct act *a);
bool act_pay(struct world *w, const struct act *a);

#endif
