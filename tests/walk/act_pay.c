/*
 * SPDX-License-Identifier: ISC
 *
 * Payments at the counter, their reversal, and blocks by hand.
 */
#include <inttypes.h>
#include <stdio.h>

#include "act_priv.h"
#include "ask.h"

#define OPEN_LINES                                                             \
	" FROM line l JOIN list k ON k.id = l.list_id WHERE l.person_id = %"     \
	PRId64 " AND k.state IN ('approved', 'closed') AND l.kind <> 'funeral'"  \
	" AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)"      \
	" AND NOT EXISTS (SELECT 1 FROM block b WHERE b.line_id = l.id)"

bool
act_pay(struct world *w, const struct act *a)
{
	const struct m_person *p = &w->m.p[a->person];
	const char *payer = m_owners[m_communes[p->commune].owner].payer;
	char person[24], total[24], lines[1200] = "";
	int64_t line = 0, sum;
	size_t n = 0;
	enum status st;

	sum = world_int(w, "SELECT sum(l.amount)" OPEN_LINES, p->id);
	if (sum == 0)
		return false;
	while ((line = world_int(w, "SELECT l.id" OPEN_LINES
	    " AND l.id > %" PRId64 " ORDER BY l.id", p->id, line)) != 0 &&
	    n < sizeof(lines) - 24)
		n += (size_t)snprintf(lines + n, sizeof(lines) - n, "%s%" PRId64,
		    n > 0 ? "," : "", line);
	(void)snprintf(person, sizeof(person), "%" PRId64, p->id);
	(void)snprintf(total, sizeof(total), "%" PRId64, sum);
	world_tick(w);
	st = world_post(w, payer, "pay", NULL, "person", person, "method",
	    "counter", "collector", p->dead ? "heir" : "self",
	    "collector_name", p->dead ? "Lường Thị Con" : "",
	    "collector_identity", p->dead ? "014060000001" : "",
	    "document", p->dead ? "12/TLKT" : "", "lines", lines,
	    "total", total, NULL);
	return st == ST_OK;
}

bool
act_pay_all(struct world *w, const struct act *a)
{
	struct act one;
	int i;

	for (i = 0; i < w->m.people; i++) {
		unsigned x = (unsigned)a->seed * 2654435761u +
		    (unsigned)i * 40503u;

		if (w->m.p[i].id == 0 ||
		    m_communes[w->m.p[i].commune].owner != a->owner ||
		    (int)((x >> 8) % 100) >= a->pct)
			continue;
		act_init(&one, ACT_PAY);
		one.person = i;
		(void)act_pay(w, &one);
	}
	return true;
}

bool
act_pay_funeral(struct world *w, const struct act *a)
{
	const struct m_person *p = &w->m.p[a->person];
	char person[24], line[24], total[24], organiser[80];
	int64_t id;

	id = world_int(w, "SELECT l.id FROM line l JOIN list k"
	    " ON k.id = l.list_id WHERE l.person_id = %" PRId64
	    " AND l.kind = 'funeral' AND k.state IN ('approved', 'closed')"
	    " AND l.id NOT IN (SELECT line_id FROM standing)", p->id);
	(void)snprintf(person, sizeof(person), "%" PRId64, p->id);
	(void)snprintf(line, sizeof(line), "%" PRId64, id);
	(void)snprintf(total, sizeof(total), "%" PRId64, world_int(w,
	    "SELECT amount FROM line WHERE id = %" PRId64, id));
	ask_organiser(a->person, organiser, sizeof(organiser));
	return id != 0 && world_post(w,
	    m_owners[m_communes[p->commune].owner].payer, "pay", NULL,
	    "person", person, "method", "counter", "collector", "organiser",
	    "collector_name", organiser, "collector_identity", "050111222",
	    "lines", line, "total", total, NULL) == ST_OK;
}

bool
act_reverse(struct world *w, const struct act *a)
{
	const struct m_person *p = &w->m.p[a->person];
	const struct m_owner *o = &m_owners[m_communes[p->commune].owner];
	char receipt[24];
	struct ask k;
	int64_t no;

	no = world_int(w, "SELECT max(r.no) FROM receipt r JOIN payout y"
	    " ON y.receipt_no = r.no JOIN standing s ON s.payout_id = y.id"
	    " WHERE r.person_id = %" PRId64, p->id);
	if (no == 0)
		return false;
	(void)snprintf(receipt, sizeof(receipt), "%" PRId64, no);
	if (world_post(w, o->payer, "reverse", NULL, "receipt", receipt,
	    "reason", "wrong person", NULL) == ST_OK)
		return true;
	ask_begin(w, a, &k, "reverse");
	ask_add(&k, "receipt", receipt);
	ask_add(&k, "note", "wrong person");
	return ask_request(w, a->person, a->kind, k.v, o->payer, o->boss);
}

bool
act_block(struct world *w, const struct act *a)
{
	const struct m_person *p = &w->m.p[a->person];
	const struct m_owner *o = &m_owners[m_communes[p->commune].owner];
	bool block = a->kind == ACT_BLOCK;
	char person[24];

	(void)snprintf(person, sizeof(person), "%" PRId64, p->id);
	return world_post(w, block ? o->maker : o->boss,
	    block ? "block" : "unblock", NULL, "person", person, "reason",
	    block ? "a doubt" : "no doubt", NULL) == ST_OK;
}
