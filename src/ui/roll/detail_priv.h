/*
 * SPDX-License-Identifier: ISC
 *
 * roll/detail_priv: the state of one person's screen, shared by detail.c (reading,
 * keys), detail_draw.c and detail_change.c (what F2 offers).
 */
#pragma once

#include "office/balance/arrears.h"
#include "office/balance/month_owner.h"
#include "office/request/change.h"
#include "office/roll/collect_self.h"
#include "office/pay/pay.h"
#include "office/roll/person.h"
#include "office/balance/recovery.h"
#include "ui/kit/screen.h"

/* Rows shown; one more is read, to show that there are more. */
enum {
	DETAIL_ENTITLEMENTS = 6, DETAIL_COLLECTORS = 4, DETAIL_REQUESTS = 4,
	DETAIL_ARREARS = 4, DETAIL_ORDERS = 64, DETAIL_RECOVERIES = 3, DETAIL_PAST = 40
};

struct detail {
	int64_t id;
	struct person p;
	struct person_entitlement ent[DETAIL_ENTITLEMENTS + 1];
	struct person_collector col[DETAIL_COLLECTORS + 1];
	struct change_head req[DETAIL_REQUESTS + 1]; /* waiting */
	struct arrears_row arr[DETAIL_ARREARS + 1];  /* not yet on a list */
	struct recovery_row rec[DETAIL_RECOVERIES + 1]; /* open */
	unsigned nent, ncol, nreq, narr, nrec;
	struct collect_self self; /* whether the person collects in person */
	struct payout_lines lines; /* owned */
	struct payout_past past[DETAIL_PAST];
	unsigned npast, offset; /* offset: payouts scrolled out above */
	unsigned room, cur;     /* rows of history shown, marked one */
};

void detail_draw(struct screen *s, struct term *t);
/* F2 */
void detail_offer(struct screen *s);
