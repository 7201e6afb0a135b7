/* SPDX-License-Identifier: ISC */
/*
 * Whose a month was that arrears are of, and who reads what is claimed of it:
 * the readers of the office, as the preparer of a list owner.
 */
#include <inttypes.h>
#include <string.h>

#include "check_priv.h"
#include "office/balance/recovery.h"

static int64_t
owner_named(struct world *w, int root, const char *owner, const char *month)
{
	return world_int(w, "SELECT coalesce(sum(m.amount), 0) FROM arrears o"
	    " JOIN arrears_month m ON m.arrears_id = o.id JOIN area a"
	    " ON a.id = m.owner_id WHERE o.state = 'due' AND a.code = '%s'"
	    " AND m.month = '%s' AND o.person_id = %" PRId64, owner, month,
	    w->m.p[root].id);
}

static int64_t
owner_reads(struct world *w, int root, const char *login, const char *month)
{
	enum { CASES = 8, ENTRIES = 40 };
	struct recovery_row v[CASES];
	struct recovery_entry e[ENTRIES];
	struct recovery_entries all = { .v = e, .max = ENTRIES };
	unsigned n = 0, i, j;
	int64_t sum = 0;
	struct actor who;

	office_actor(&w->o, login, &who);
	if (recovery_all(w->o.db, &who.scope, &(struct recovery_ask){
	    .person = w->m.p[root].id, .max = CASES }, v, &n,
	    &w->o.err) != ST_OK)
		world_fail(w, "ERROR: %s", w->o.err.msg);
	for (i = 0; i < n; i++) {
		if (recovery_entries(w->o.db, &who.scope, v[i].id, &all,
		    &w->o.err) != ST_OK)
			world_fail(w, "ERROR: %s", w->o.err.msg);
		for (j = 0; j < all.n; j++)
			if (strcmp(e[j].month, month) == 0)
				sum += e[j].kind == RECOVERY_OVERPAID ?
				    e[j].amount :
				    e[j].kind == RECOVERY_CANCELLED ?
				    -e[j].amount : 0;
	}
	actor_done(&who);
	return sum;
}

void
check_owner(struct world *w, const struct act *a)
{
	const struct m_owner *owner = &m_owners[a->owner];
	int root = m_root(&w->m, a->person);
	int64_t is;
	char text[8];

	m_month_text(a->from, text);
	is = a->kind == ACT_NAMES ? owner_named(w, root, owner->code, text) :
	    owner_reads(w, root, owner->maker, text);
	if (is != a->amount)
		world_fail(w, "EXPECT: person %d, %s, owner %s: %s %" PRId64
		    ", right is %" PRId64, a->person, text, owner->code,
		    act_names[a->kind], is, a->amount);
}
