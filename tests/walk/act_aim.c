/*
 * SPDX-License-Identifier: ISC
 *
 * Chooses the person of an act of a random script: the first one, counting from
 * the person that it names, whom the act fits.
 */
#include <inttypes.h>

#include "act_priv.h"

/* Has the person a grant that goes on, or (rests) one that rests? */
static bool
aim_grant(const struct model *m, int person, bool rests)
{
	int i;

	for (i = 0; i < m->grants; i++)
		if (m->g[i].person == person && !m->g[i].off &&
		    m->g[i].rests == rests && (rests || m->g[i].to == M_EVER))
			return true;
	return false;
}

static bool
aim_request(const struct world *w, int person)
{
	int i;

	for (i = 0; i < w->reqs; i++)
		if (w->req[i].person == person && !w->req[i].undone)
			return true;
	return false;
}

/* What the act is about is in the books, not in the model. */
static bool
aim_books(struct world *w, enum act_kind kind, int64_t person)
{
	switch (kind) {
	case ACT_PAY:
	case ACT_BLOCK:
		return world_int(w, "SELECT count(*) FROM line l JOIN list k"
		    " ON k.id = l.list_id WHERE l.person_id = %" PRId64
		    " AND k.state IN ('approved', 'closed') AND l.id NOT IN"
		    " (SELECT line_id FROM standing) AND l.id NOT IN"
		    " (SELECT line_id FROM block)", person) > 0;
	case ACT_REVERSE:
		return world_int(w, "SELECT count(*) FROM receipt r"
		    " JOIN payout y ON y.receipt_no = r.no JOIN standing s"
		    " ON s.payout_id = y.id WHERE r.person_id = %" PRId64,
		    person) > 0;
	case ACT_UNBLOCK:
		return world_int(w, "SELECT count(*) FROM line l JOIN block b"
		    " ON b.line_id = l.id WHERE %s AND l.person_id = %" PRId64,
		    books_causes(w->o.db) ? "b.cause = 'hand'" :
		    "b.change_id IS NULL", person) > 0;
	case ACT_RECOVER:
	case ACT_PLAN:
	case ACT_REPAID:
	case ACT_WRITEOFF:
		return world_int(w, "SELECT count(*) FROM recovery"
		    " WHERE person_id = %" PRId64, person) > 0;
	default:
		return true;
	}
}

/* Could the act be about this person? */
static bool
aim_fits(struct world *w, const struct act *a, int person)
{
	const struct m_person *p = &w->m.p[person];

	if (p->id == 0)
		return false;
	switch (a->kind) {
	case ACT_GRANT:
	case ACT_MOVE:
		return p->into < 0 && !p->dead && !p->gone;
	case ACT_AMOUNT:
	case ACT_STOP:
	case ACT_SUSPEND:
	case ACT_DEATH:
	case ACT_REPORT:
	case ACT_OUT:
		return aim_grant(&w->m, person, false) && p->into < 0 &&
		    !p->dead && !p->gone;
	case ACT_PAY_FUNERAL:
		return p->funeral >= 0;
	case ACT_DECIDE_REPORT:
		return p->reported;
	case ACT_FUNERAL:
		return p->dead && p->funeral < 0;
	case ACT_RESUME:
		return aim_grant(&w->m, person, true);
	case ACT_UNDO:
		return aim_request(w, person);
	default:
		return aim_books(w, a->kind, p->id);
	}
}

void
act_aim(struct world *w, struct act *a)
{
	int i;

	for (i = 0; i < w->m.people; i++) {
		int person = (a->person + i) % w->m.people;

		if (aim_fits(w, a, person)) {
			a->person = person;
			break;
		}
	}
	a->aim = false;
}
