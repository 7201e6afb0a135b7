/*
 * SPDX-License-Identifier: ISC
 *
 * Requests about a case of recovery, the person's newest with something left:
 * its decision, the plan of cuts, money repaid, a write-off.
 */
#include <inttypes.h>
#include <stdio.h>

#include "ask.h"

#define LEFT                                                                   \
	"(SELECT sum(CASE kind WHEN 'overpaid' THEN amount WHEN 'returned'"      \
	" THEN amount WHEN 'decision' THEN 0 WHEN 'plan' THEN 0 ELSE -amount END)" \
	" FROM recovery_entry WHERE recovery_id = r.id)"

bool
ask_recovery(struct world *w, const struct act *a)
{
	static const char *const kind[] = { "recovery.decide", "recovery.plan",
		"recovery.repaid", "recovery.write_off" };
	static int papers;
	int64_t id, left;
	char text[24], paper[24];
	struct ask k;

	id = world_int(w, "SELECT r.id FROM recovery r WHERE r.person_id = %"
	    PRId64 " AND " LEFT " > 0 ORDER BY r.id DESC",
	    w->m.p[a->person].id);
	if (id == 0)
		return false;
	left = world_int(w, "SELECT " LEFT " FROM recovery r WHERE r.id = %"
	    PRId64, id);
	/* Nothing is cut without a decision. */
	if (a->kind == ACT_PLAN && world_int(w, "SELECT count(*) FROM"
	    " recovery_entry WHERE kind = 'decision' AND recovery_id = %"
	    PRId64, id) == 0) {
		struct act decide = *a;

		decide.kind = ACT_RECOVER;
		decide.amount = 0;
		if (!ask_recovery(w, &decide))
			return false;
	}
	ask_begin(w, a, &k, kind[a->kind - ACT_RECOVER]);
	(void)snprintf(text, sizeof(text), "%" PRId64, id);
	(void)snprintf(paper, sizeof(paper), "%d/QĐ", ++papers);
	if (a->amount == 0 || a->amount > left)
		(void)snprintf(k.amount, sizeof(k.amount), "%" PRId64, left);
	ask_add(&k, "recovery", text);
	ask_add(&k, "amount", k.amount);
	ask_add(&k, "document", paper);
	if (!ask_go(w, a, &k))
		return false;
	/* Also when this is undone: which claim of several goes is left open. */
	if (a->kind == ACT_REPAID)
		w->m.p[a->person].mixed = true;
	return true;
}
