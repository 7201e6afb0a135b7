/*
 * SPDX-License-Identifier: ISC
 *
 * Requests about people, payments and blocks: each is posted, and when it is
 * done the model lives through the same facts, by the text of its kind:
 *  - `new ... replaces` ends the first allowance that it excludes, in the order
 *    of their first months;
 *  - a merged record's grants end with the last month that a submitted list has
 *    of them, or never were;
 *  - an undo puts the person's grants, rests and state back as they were.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "check.h"

/* "request 12" is another in the trial; a newcomer's number is promised late. */
static void
ask_plain(const char *said, char *out, size_t size)
{
	size_t n = 0;
	const char *p;

	for (p = said; *p != '\0' && n + 1 < size; p++) {
		if (strncmp(p, " with file number", 17) == 0)
			p += strcspn(p, "\n");
		if (isdigit((unsigned char)*p) && p > said && p - 8 >= said &&
		    strncmp(p - 8, "request ", 8) == 0) {
			while (isdigit((unsigned char)p[1]))
				p++;
			out[n++] = 'N';
			continue;
		}
		if (strncmp(p, "case ", 5) == 0) {
			p += 5 + strspn(p + 5, "0123456789") - 1;
			continue;
		}
		if (*p != '\0')
			out[n++] = *p;
		if (*p == '\0')
			break;
	}
	out[n] = '\0';
}

static void
ask_keep(struct world *w, int person, enum act_kind kind, int64_t change,
    struct model *was)
{
	struct w_req *r;

	if (w->reqs == W_REQS) {
		free(was);
		return;
	}
	r = &w->req[w->reqs++];
	memset(r, 0, sizeof(*r));
	r->change = change;
	r->person = person;
	r->kind = kind;
	r->move = r->rate = -1;
	r->was = was;
}

static bool
ask_approve(struct world *w, int64_t change, const char *boss,
    const char *before)
{
	static char was[W_SAID], is[W_SAID];
	char id[24], version[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, change);
	(void)snprintf(version, sizeof(version), "%" PRId64,
	    world_int(w, "SELECT version FROM change WHERE id = %" PRId64,
	    change));
	if (world_post(w, boss, "change.approve", NULL, "change", id,
	    "version", version, NULL) != ST_OK)
		return false;
	if (before == NULL)
		return true;
	ask_plain(before, was, sizeof(was));
	ask_plain(w->said, is, sizeof(is));
	if (strcmp(was, is) != 0)
		world_fail(w, "PREVIEW: what was shown:\n%swhat happened:\n%s",
		    was, is);
	return true;
}

bool
act_ask(struct world *w, int person, enum act_kind kind,
    const char *const *fields, const char *maker, const char *boss)
{
	static char before[W_SAID];
	struct model *was = malloc(sizeof(*was));
	struct wire_args a;
	int64_t change;

	if (was == NULL)
		exit(3);
	memcpy(was, &w->m, sizeof(*was));
	if (world_postv(w, maker, "change.ask", &a, fields) != ST_OK) {
		wire_args_done(&a);
		free(was);
		return false;
	}
	change = wire_args_int(&a, "change", 0);
	wire_args_done(&a);
	(void)snprintf(before, sizeof(before), "%s", w->said);
	world_tick(w);
	/* A death blocks as soon as it is asked: its trial saw less. */
	if (!ask_approve(w, change, boss, kind == ACT_DEATH ? NULL : before)) {
		char id[24];
		struct err why = w->o.err;

		(void)snprintf(id, sizeof(id), "%" PRId64, change);
		(void)world_post(w, maker, "change.withdraw", NULL, "change",
		    id, NULL);
		w->o.err = why;
		free(was);
		return false;
	}
	ask_keep(w, person, kind, change, was);
	return true;
}

/* ---- about one person ------------------------------------------------------ */

struct ask {
	const char *v[40];
	unsigned n;
	char id[24], from[8], before[8], on[40], amount[24], grant[24];
};

static void
ask_add(struct ask *k, const char *name, const char *value)
{
	k->v[k->n++] = name;
	k->v[k->n++] = value;
	k->v[k->n] = NULL;
}

static void
ask_begin(struct world *w, const struct act *a, struct ask *k,
    const char *kind)
{
	memset(k, 0, sizeof(*k));
	(void)snprintf(k->id, sizeof(k->id), "%" PRId64, w->m.p[a->person].id);
	if (a->from >= 0) {
		m_month_text(a->from, k->from);
		m_month_text(a->from - 1, k->before);
	}
	if (a->year > 0)
		(void)snprintf(k->on, sizeof(k->on), "%04d-%02d-%02d",
		    a->year, a->month, a->day);
	if (a->amount > 0)
		(void)snprintf(k->amount, sizeof(k->amount), "%" PRId64,
		    a->amount);
	ask_add(k, "kind", kind);
	if (w->m.p[a->person].id != 0)
		ask_add(k, "person", k->id);
}

static bool
ask_go(struct world *w, const struct act *a, struct ask *k)
{
	const struct m_owner *o =
	    &m_owners[m_communes[w->m.p[a->person].commune].owner];

	return act_ask(w, a->person, a->kind, k->v, o->maker, o->boss);
}

/* The grant of a category that is in force in the month or later; without a
 * category one by the seed. */
static int
ask_grant(struct world *w, const struct act *a, int month, struct ask *k)
{
	int i, n = 0, at;

	for (i = 0; i < w->m.grants; i++)
		n += w->m.g[i].person == a->person && !w->m.g[i].off &&
		    w->m.g[i].to >= month;
	at = n > 0 ? a->seed % n : 0;
	for (i = 0; i < w->m.grants; i++) {
		const struct m_grant *g = &w->m.g[i];

		if (g->person != a->person || g->off || g->to < month ||
		    (a->cat >= 0 ? g->cat != a->cat : at-- != 0))
			continue;
		(void)snprintf(k->grant, sizeof(k->grant), "%" PRId64, g->id);
		ask_add(k, "entitlement", k->grant);
		return i;
	}
	return -1;
}

static int64_t
newest_grant(struct world *w, int64_t person)
{
	return world_int(w, "SELECT max(id) FROM entitlement WHERE"
	    " person_id = %" PRId64, person);
}

static void
grant_end(struct m_grant *g, int last)
{
	if (g->from > last)
		g->off = true;
	else if (g->to > last)
		g->to = last;
	g->rests = false;
}

/* The first that the new one excludes in a month that both have. */
static int
grant_replaced(const struct model *m, const struct act *a)
{
	int i, best = -1;

	for (i = 0; i < m->grants; i++) {
		const struct m_grant *g = &m->g[i];
		int both = g->from > a->from ? g->from : a->from;

		if (g->person != a->person || g->off || g->cat == a->cat ||
		    g->cat >= M_CARE_FROM || both > g->to ||
		    !m_excludes(g->cat, a->cat))
			continue;
		if (best < 0 || g->from < m->g[best].from ||
		    (g->from == m->g[best].from && g->id < m->g[best].id))
			best = i;
	}
	return best;
}

static void
grant_add(struct world *w, const struct act *a, int cat, int64_t manual, int to)
{
	struct m_grant *g = &w->m.g[w->m.grants++];

	*g = (struct m_grant){ .person = a->person, .cat = cat,
	    .manual = manual, .from = a->from, .to = to };
	g->id = newest_grant(w, w->m.p[a->person].id);
}

/* An amount that is the table's is none of its own. */
static int64_t
manual(const struct world *w, const struct act *a, int cat, int hundredths)
{
	const struct m_grant table = { .cat = cat, .hundredths = hundredths };
	int today = M_MONTH(w->year, w->month);

	return a->amount == m_amount(&w->m, &table, a->from > today ? a->from :
	    today, false) ? 0 : a->amount;
}

static bool
do_grant(struct world *w, const struct act *a)
{
	int old = a->yes ? grant_replaced(&w->m, a) : -1;
	struct ask k;

	ask_begin(w, a, &k, "new");
	ask_add(&k, "category", m_cats[a->cat].code);
	ask_add(&k, "from", k.from);
	ask_add(&k, "decision", "1/QĐ");
	ask_add(&k, "decision_date", "2019-10-01");
	ask_add(&k, "amount", k.amount);
	ask_add(&k, "replaces", a->yes ? "yes" : "");
	if (!ask_go(w, a, &k))
		return false;
	if (old >= 0)
		grant_end(&w->m.g[old], a->from - 1);
	grant_add(w, a, a->cat, manual(w, a, a->cat, 0), M_EVER);
	return true;
}

static bool
do_newcomer(struct world *w, const struct act *a)
{
	struct m_person *p = &w->m.p[w->m.people];
	struct act now = *a;
	char name[80], year[8];
	struct ask k;
	int i;

	/* Numbered on, whatever the act says: there is no gap. */
	now.person = w->m.people;
	if (now.person >= M_PEOPLE)
		return false;
	memset(p, 0, sizeof(*p));
	p->commune = a->commune;
	p->into = p->funeral = -1;
	(void)snprintf(name, sizeof(name), "Mùa A %c%c",
	    'A' + now.person % 26, 'a' + now.person / 26);
	(void)snprintf(year, sizeof(year), "%d", 1930 + now.person % 40);
	ask_begin(w, &now, &k, "new");
	ask_add(&k, "name", name);
	ask_add(&k, "sex", "M");
	ask_add(&k, "birth", year);
	ask_add(&k, "commune", m_communes[a->commune].code);
	ask_add(&k, "point", m_communes[a->commune].point);
	ask_add(&k, "village", "Bản Mới");
	ask_add(&k, "category", m_cats[a->cat].code);
	ask_add(&k, "from", k.from);
	ask_add(&k, "decision", "1/QĐ");
	ask_add(&k, "decision_date", "2019-10-01");
	if (!ask_go(w, &now, &k))
		return false;
	p->id = world_int(w, "SELECT max(id) FROM person");
	for (i = 0; i < now.person; i++)
		if (w->m.p[i].id == p->id)
			world_fail(w, "ERROR: the newcomer is not on the roll");
	(void)snprintf(p->code, sizeof(p->code), "N%d", now.person);
	w->m.people++;
	w->touched[now.person] = true;
	grant_add(w, &now, a->cat, 0, M_EVER);
	return true;
}

/* Death ends all, anything else what is asked. */
static void
stop_facts(struct world *w, const struct act *a, int last, int only)
{
	int i;

	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];

		if (g->person == a->person && !g->off &&
		    g->cat != M_FUNERAL && g->to > last &&
		    (only < 0 || only == i))
			grant_end(g, last);
	}
}

static bool
do_stop(struct world *w, const struct act *a)
{
	int last = M_MONTH(a->year, a->month), only = -1;
	bool death = a->kind != ACT_STOP;
	struct ask k;

	ask_begin(w, a, &k, "stop");
	ask_add(&k, "reason", death ? "death" : "not_eligible");
	ask_add(&k, "event_on", k.on);
	if (!death && a->cat >= 0 &&
	    (only = ask_grant(w, a, last, &k)) < 0)
		return false;
	if (!ask_go(w, a, &k))
		return false;
	stop_facts(w, a, last, only);
	if (death)
		w->m.p[a->person].dead = true;
	return true;
}

static bool
do_report(struct world *w, const struct act *a)
{
	const struct m_owner *o =
	    &m_owners[m_communes[w->m.p[a->person].commune].owner];
	struct wire_args args;
	struct ask k;
	bool ok;

	ask_begin(w, a, &k, "stop");
	ask_add(&k, "reason", "death");
	ask_add(&k, "event_on", k.on);
	ok = world_postv(w, o->payer, "change.ask", &args, k.v) == ST_OK;
	if (ok) {
		w->report[a->person] = wire_args_int(&args, "change", 0);
		w->reported[a->person] = M_MONTH(a->year, a->month);
		w->m.p[a->person].reported = true;
	}
	wire_args_done(&args);
	return ok;
}

static bool
do_decide_report(struct world *w, const struct act *a)
{
	struct m_person *p = &w->m.p[a->person];
	const struct m_owner *o = &m_owners[m_communes[p->commune].owner];
	struct model *was;
	char id[24];

	if (!p->reported)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, w->report[a->person]);
	if (!a->yes) {
		if (world_post(w, o->boss, "change.reject", NULL, "change", id,
		    "version", "1", "reason", "he lives", NULL) != ST_OK)
			return false;
		p->reported = false;
		return true;
	}
	was = malloc(sizeof(*was));
	if (was == NULL)
		exit(3);
	memcpy(was, &w->m, sizeof(*was));
	was->p[a->person].reported = false;
	if (!ask_approve(w, w->report[a->person], o->boss, NULL)) {
		free(was);
		return false;
	}
	ask_keep(w, a->person, ACT_DEATH, w->report[a->person], was);
	stop_facts(w, a, w->reported[a->person], -1);
	p->reported = false;
	p->dead = true;
	return true;
}

/* ---- rests ----------------------------------------------------------------- */

static void
now_text(const struct world *w, char *out, size_t size)
{
	(void)snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:00", w->year % 10000,
	    w->month % 100, w->day % 100, w->minute / 60 % 100,
	    w->minute % 60);
}

static void
rest_add(struct world *w, int grant, int from, int to, const char *at)
{
	struct m_rest *r;

	if (w->m.rests == M_RESTS)
		return;
	r = &w->m.r[w->m.rests++];
	*r = (struct m_rest){ .grant = grant, .from = from, .to = to };
	(void)snprintf(r->at, sizeof(r->at), "%s", at);
}

static bool
do_suspend(struct world *w, const struct act *a)
{
	int only = -1, i;
	char at[64];
	struct ask k;

	ask_begin(w, a, &k, "suspend");
	ask_add(&k, "reason", "custody");
	ask_add(&k, "from", k.from);
	if (a->cat >= 0 && (only = ask_grant(w, a, a->from, &k)) < 0)
		return false;
	if (!ask_go(w, a, &k))
		return false;
	now_text(w, at, sizeof(at));
	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];

		if (g->person != a->person || g->off || g->cat == M_FUNERAL ||
		    g->to < a->from || (only >= 0 && only != i))
			continue;
		rest_add(w, i, a->from, g->to, at);
		g->rests = true;
	}
	return true;
}

static bool
do_resume(struct world *w, const struct act *a)
{
	int i, j, last;
	struct ask k;

	ask_begin(w, a, &k, "resume");
	ask_add(&k, "arrears", a->yes ? "yes" : "no");
	ask_add(&k, "from", k.from);
	if (!ask_go(w, a, &k))
		return false;
	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];

		if (g->person != a->person || g->off || !g->rests ||
		    g->to < a->from)
			continue;
		for (j = 0, last = -1; j < w->m.rests; j++)
			if (!w->m.r[j].off && w->m.r[j].grant == i &&
			    (last < 0 || w->m.r[j].from > w->m.r[last].from))
				last = j;
		g->rests = false;
		if (last < 0)
			continue;
		if (a->yes || a->from <= w->m.r[last].from)
			w->m.r[last].off = true;
		else {
			w->m.r[last].to = a->from - 1;
			w->m.r[last].given = true;
		}
	}
	return true;
}

static bool
do_amount(struct world *w, const struct act *a)
{
	int old, i, rests = w->m.rests, cat;
	struct m_grant was;
	struct ask k;

	ask_begin(w, a, &k, "amount");
	ask_add(&k, "from", k.from);
	ask_add(&k, "decision", "1/QĐ");
	ask_add(&k, "decision_date", "2019-10-01");
	ask_add(&k, "amount", k.amount);
	ask_add(&k, "category", a->cat2 >= 0 ? m_cats[a->cat2].code : "");
	old = ask_grant(w, a, a->from, &k);
	if (old < 0)
		return false;
	was = w->m.g[old];
	/* Into a family that is kept beside the old one: by the text two
	 * groups, by the request one that takes the other's place. */
	if (a->cat2 >= 0 && !m_excludes(was.cat, a->cat2))
		return false;
	if (!ask_go(w, a, &k))
		return false;
	if (a->from <= was.from)
		w->m.g[old].off = true;
	else
		w->m.g[old].to = a->from - 1;
	cat = a->cat2 >= 0 ? a->cat2 : was.cat;
	grant_add(w, a, cat, manual(w, a, cat, 0), was.to);
	for (i = 0; i < rests; i++)
		if (!w->m.r[i].off && w->m.r[i].grant == old &&
		    w->m.r[i].to >= a->from) {
			rest_add(w, w->m.grants - 1, w->m.r[i].from > a->from ?
			    w->m.r[i].from : a->from, w->m.r[i].to,
			    w->m.r[i].at);
			w->m.r[w->m.rests - 1].given = w->m.r[i].given;
		}
	return true;
}

/* ---- moves, merges --------------------------------------------------------- */

static void
place_now(struct world *w, int person)
{
	int64_t code = world_int(w, "SELECT a.code FROM person p JOIN area a"
	    " ON a.id = p.area_id WHERE p.id = %" PRId64, w->m.p[person].id);
	int k;

	for (k = 0; k < M_COMMUNES; k++)
		if (strtoll(m_communes[k].code, NULL, 10) == code)
			w->m.p[person].commune = k;
}

static bool
do_move(struct world *w, const struct act *a)
{
	int from = w->m.p[a->person].commune;
	struct ask k;

	ask_begin(w, a, &k, "transfer");
	ask_add(&k, "direction", "within");
	ask_add(&k, "month", k.before);
	ask_add(&k, "commune", m_communes[a->commune].code);
	ask_add(&k, "point", m_communes[a->commune].point);
	ask_add(&k, "village", "Bản Xa");
	if (w->m.moves == M_MOVES || !ask_go(w, a, &k))
		return false;
	w->m.move[w->m.moves] = (struct m_move){ .person = a->person,
	    .from = from, .to = a->commune, .first = a->from };
	w->req[w->reqs - 1].move = w->m.moves++;
	place_now(w, a->person);
	return true;
}

static bool
do_out(struct world *w, const struct act *a)
{
	struct ask k;

	ask_begin(w, a, &k, "transfer");
	ask_add(&k, "direction", "out");
	ask_add(&k, "month", k.before);
	ask_add(&k, "elsewhere", "Hà Nội");
	if (!ask_go(w, a, &k))
		return false;
	stop_facts(w, a, a->from - 1, -1);
	w->m.p[a->person].gone = true;
	return true;
}

static bool
do_merge(struct world *w, const struct act *a)
{
	char keep[24];
	struct ask k;
	int i;

	if (a->into >= w->m.people || a->into == a->person ||
	    w->m.p[a->into].into >= 0)
		return false;
	ask_begin(w, a, &k, "merge");
	(void)snprintf(keep, sizeof(keep), "%" PRId64, w->m.p[a->into].id);
	ask_add(&k, "keep", keep);
	ask_add(&k, "note", "one person");
	if (!ask_go(w, a, &k))
		return false;
	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];
		int64_t last;

		if (g->person != a->person || g->off || g->cat == M_FUNERAL)
			continue;
		last = world_int(w, "SELECT max(substr(l.month, 1, 4) * 12 +"
		    " substr(l.month, 6, 2) - 1) FROM line l JOIN list k"
		    " ON k.id = l.list_id WHERE l.entitlement_id = %" PRId64
		    " AND l.person_id = %" PRId64 " AND k.state <> 'draft'",
		    g->id, w->m.p[a->person].id);
		if (g->to > (int)last)
			grant_end(g, (int)last);
	}
	w->m.p[a->person].into = a->into;
	return true;
}

static void
organiser_of(int person, char *out, size_t size)
{
	(void)snprintf(out, size, "Vàng Thị %c%c", 'A' + person % 26,
	    'a' + person / 26);
}

static bool
do_funeral(struct world *w, const struct act *a)
{
	char organiser[80];
	struct ask k;

	ask_begin(w, a, &k, "funeral");
	organiser_of(a->person, organiser, sizeof(organiser));
	ask_add(&k, "document", "1/TLKT");
	ask_add(&k, "collector_name", organiser);
	ask_add(&k, "collector_identity", "050111222");
	ask_add(&k, "relation", "con");
	if (!ask_go(w, a, &k))
		return false;
	w->m.p[a->person].funeral = (int)world_int(w, "SELECT"
	    " substr(state_on, 1, 4) * 12 + substr(state_on, 6, 2) - 1"
	    " FROM person WHERE id = %" PRId64, w->m.p[a->person].id);
	return true;
}

/* ---- recoveries ------------------------------------------------------------ */

#define LEFT                                                                   \
	"(SELECT sum(CASE kind WHEN 'overpaid' THEN amount WHEN 'returned'"      \
	" THEN amount WHEN 'decision' THEN 0 WHEN 'plan' THEN 0 ELSE -amount END)" \
	" FROM recovery_entry WHERE recovery_id = r.id)"

static bool
do_recovery(struct world *w, const struct act *a)
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
		if (!do_recovery(w, &decide))
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
	return ask_go(w, a, &k);
}

/* ---- undo ------------------------------------------------------------------ */

static bool
undo_can(enum act_kind kind)
{
	return kind != ACT_UNDO && kind != ACT_RECOVER && kind != ACT_PLAN &&
	    kind != ACT_REVERSE;
}

/* Facts of one person as they were: what came since never was. */
static void
undo_facts(struct world *w, const struct w_req *r)
{
	const struct model *was = r->was;
	struct m_person *p = &w->m.p[r->person];
	const struct m_person *before = &was->p[r->person];
	int i;

	if (r->kind == ACT_REPAID || r->kind == ACT_WRITEOFF)
		return;
	if (r->kind == ACT_FUNERAL) {
		p->funeral = -1;
		return;
	}
	if (r->kind == ACT_DEATH)
		p->funeral = -1;
	p->dead = before->dead;
	p->gone = before->gone;
	p->into = before->into;
	if (r->move >= 0) {
		w->m.move[r->move].off = true;
		return;
	}
	for (i = 0; i < w->m.grants; i++)
		if (w->m.g[i].person == r->person) {
			if (i < was->grants)
				w->m.g[i] = was->g[i];
			else
				w->m.g[i].off = true;
		}
	for (i = 0; i < w->m.rests; i++)
		if (w->m.g[w->m.r[i].grant].person == r->person) {
			if (i < was->rests)
				w->m.r[i] = was->r[i];
			else
				w->m.r[i].off = true;
		}
}

/* A newcomer's record stays: it was seen, its grant never was. */
static bool
do_undo(struct world *w, const struct act *a)
{
	char id[24];
	struct ask k;
	int i;

	for (i = w->reqs - 1; i >= 0; i--)
		if (w->req[i].person == a->person && !w->req[i].undone &&
		    undo_can(w->req[i].kind))
			break;
	if (i < 0)
		return false;
	ask_begin(w, a, &k, "undo");
	(void)snprintf(id, sizeof(id), "%" PRId64, w->req[i].change);
	ask_add(&k, "undoes", id);
	ask_add(&k, "note", "a mistake");
	w->touched[a->person] = true;
	if (w->m.p[a->person].into >= 0)
		w->touched[w->m.p[a->person].into] = true;
	if (!ask_go(w, a, &k))
		return false;
	w->req[i].undone = true;
	undo_facts(w, &w->req[i]);
	place_now(w, a->person);
	return true;
}

/* ---- money ----------------------------------------------------------------- */

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

static bool
do_pay_funeral(struct world *w, const struct act *a)
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
	organiser_of(a->person, organiser, sizeof(organiser));
	return id != 0 && world_post(w,
	    m_owners[m_communes[p->commune].owner].payer, "pay", NULL,
	    "person", person, "method", "counter", "collector", "organiser",
	    "collector_name", organiser, "collector_identity", "050111222",
	    "lines", line, "total", total, NULL) == ST_OK;
}

static bool
do_reverse(struct world *w, const struct act *a)
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
	return act_ask(w, a->person, a->kind, k.v, o->payer, o->boss);
}

static bool
do_block(struct world *w, const struct act *a)
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

bool
act_person(struct world *w, const struct act *a)
{
	if (a->kind >= ACT_HAD) {
		check_expect(w, a);
		return true;
	}
	switch (a->kind) {
	case ACT_PAY: return act_pay(w, a);
	case ACT_PAY_FUNERAL: return do_pay_funeral(w, a);
	case ACT_REVERSE: return do_reverse(w, a);
	case ACT_BLOCK:
	case ACT_UNBLOCK: return do_block(w, a);
	case ACT_NEWCOMER: return do_newcomer(w, a);
	case ACT_GRANT: return do_grant(w, a);
	case ACT_STOP:
	case ACT_DEATH: return do_stop(w, a);
	case ACT_REPORT: return do_report(w, a);
	case ACT_DECIDE_REPORT: return do_decide_report(w, a);
	case ACT_SUSPEND: return do_suspend(w, a);
	case ACT_RESUME: return do_resume(w, a);
	case ACT_AMOUNT: return do_amount(w, a);
	case ACT_MOVE: return do_move(w, a);
	case ACT_OUT: return do_out(w, a);
	case ACT_MERGE: return do_merge(w, a);
	case ACT_FUNERAL: return do_funeral(w, a);
	case ACT_RECOVER:
	case ACT_PLAN:
	case ACT_REPAID:
	case ACT_WRITEOFF: return do_recovery(w, a);
	case ACT_UNDO: return do_undo(w, a);
	default: return false;
	}
}
