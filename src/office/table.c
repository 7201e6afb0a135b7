/*
 * SPDX-License-Identifier: ISC
 *
 * table: the verbs of every module, in the order in which they are shown.
 */
#include "office/table.h"

#include <string.h>

#include "office/balance/arrears.h"
#include "office/balance/recovery.h"
#include "office/change/kinds.h"
#include "office/file/file.h"
#include "office/import/import.h"
#include "office/list/check.h"
#include "office/list/list.h"
#include "office/pay/pay.h"
#include "office/place/place.h"
#include "office/place/staff.h"
#include "office/rate/rate.h"
#include "office/request/change.h"

static const struct verb *const tables[] = {
	area_verbs, point_verbs, staff_verbs, person_verbs, import_verbs,
	period_verbs, list_verbs, list_check_verbs,
	payout_verbs,
	signin_verbs, draft_verbs, duplicate_verbs,
	change_verbs, file_verbs,
	clock_verbs, setting_verbs, rate_verbs, arrears_verbs, recovery_verbs,
};

const struct verb *
verb_at(unsigned i)
{
	const struct verb *v;
	size_t t;

	for (t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		for (v = tables[t]; v->name != NULL; v++)
			if (i-- == 0)
				return v;
	return NULL;
}

const struct verb *
verb_find(const char *name)
{
	const struct verb *v;
	unsigned i;

	for (i = 0; (v = verb_at(i)) != NULL; i++)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

enum status
verbs_run(struct db *db, const struct verb_peer *peer,
    const struct wire_verb *in, struct wire_answer *out)
{
	return verbs_run_as(db, verb_find(in->name), peer, in, out);
}
