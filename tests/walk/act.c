/*
 * SPDX-License-Identifier: ISC
 *
 * Acts as text, and acts that are not about one person: the calendar, lists,
 * rates.  Requests about people: request.c.
 */
#include "world.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "base/buf.h"
#include "check.h"

const char *const act_names[ACT_KINDS] = {
#define X(id, name, person) name,
	ACTS
#undef X
};
const bool act_of_person[ACT_KINDS] = {
#define X(id, name, person) person != 0,
	ACTS
#undef X
};

/* ---- text ------------------------------------------------------------------ */

void
act_init(struct act *a, enum act_kind kind)
{
	memset(a, 0, sizeof(*a));
	a->kind = kind;
	a->person = a->into = a->owner = a->commune = a->cat = a->cat2 = -1;
	a->from = a->to = -1;
}

void
act_text(const struct act *a, char *out, size_t size)
{
	char month[8];
	size_t n = (size_t)snprintf(out, size, "%s", act_names[a->kind]);

#define ADD(...) n += (size_t)snprintf(out + n, size - n, __VA_ARGS__)
	if (a->person >= 0)
		ADD(" %d", a->person);
	if (a->into >= 0)
		ADD(" into=%d", a->into);
	if (a->owner >= 0)
		ADD(" owner=%s", m_owners[a->owner].code);
	if (a->commune >= 0)
		ADD(" commune=%s", m_communes[a->commune].code);
	if (a->cat >= 0)
		ADD(" cat=%s", m_cats[a->cat].code);
	if (a->cat2 >= 0)
		ADD(" cat2=%s", m_cats[a->cat2].code);
	if (a->from >= 0) {
		m_month_text(a->from, month);
		ADD(" from=%s", month);
	}
	if (a->to >= 0) {
		m_month_text(a->to, month);
		ADD(" to=%s", month);
	}
	if (a->year > 0)
		ADD(" on=%04d-%02d-%02d", a->year, a->month, a->day);
	if (a->amount > 0)
		ADD(" amount=%" PRId64, a->amount);
	if (a->pct > 0)
		ADD(" pct=%d", a->pct);
	if (a->seed != 0)
		ADD(" seed=%d", a->seed);
	if (a->yes)
		ADD(" yes=1");
#undef ADD
}

static bool
act_word(struct act *a, const char *name, const char *value)
{
	int i;

	if (strcmp(name, "into") == 0)
		a->into = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "from") == 0)
		a->from = m_month_of(value);
	else if (strcmp(name, "to") == 0)
		a->to = m_month_of(value);
	else if (strcmp(name, "cat") == 0)
		a->cat = m_cat_of(value);
	else if (strcmp(name, "cat2") == 0)
		a->cat2 = m_cat_of(value);
	else if (strcmp(name, "amount") == 0)
		a->amount = strtoll(value, NULL, 10);
	else if (strcmp(name, "pct") == 0)
		a->pct = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "seed") == 0)
		a->seed = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "yes") == 0)
		a->yes = value[0] == '1';
	else if (strcmp(name, "on") == 0)
		return sscanf(value, "%4d-%2d-%2d", &a->year, &a->month,
		    &a->day) == 3;
	else if (strcmp(name, "owner") == 0)
		for (i = 0; i < M_OWNERS; i++)
			a->owner = strcmp(m_owners[i].code, value) == 0 ? i :
			    a->owner;
	else if (strcmp(name, "commune") == 0)
		for (i = 0; i < M_COMMUNES; i++)
			a->commune = strcmp(m_communes[i].code, value) == 0 ?
			    i : a->commune;
	else
		return false;
	return true;
}

bool
act_parse(const char *line, struct act *a)
{
	char text[300], *word, *next = text, *is;
	int kind;

	(void)snprintf(text, sizeof(text), "%s", line);
	text[strcspn(text, "#\n")] = '\0';
	word = strsep(&next, " ");
	for (kind = 0; kind < ACT_KINDS; kind++)
		if (strcmp(act_names[kind], word) == 0)
			break;
	if (kind == ACT_KINDS)
		return false;
	act_init(a, (enum act_kind)kind);
	while (next != NULL) {
		word = strsep(&next, " ");
		if (word[0] == '\0')
			continue;
		is = strchr(word, '=');
		if (is == NULL) {
			a->person = (int)strtol(word, NULL, 10);
			continue;
		}
		*is++ = '\0';
		if (!act_word(a, word, is))
			return false;
	}
	return !act_of_person[kind] || a->person >= 0;
}

/* ---- lists ----------------------------------------------------------------- */

/* A job's slices until they say that it is done. */
static bool
act_slices(struct world *w, const char *login, const char *verb,
    const char *job)
{
	struct wire_args a;
	bool done = false;

	while (!done) {
		if (world_post(w, login, verb, &a, "job", job, NULL) != ST_OK) {
			wire_args_done(&a);
			return false;
		}
		done = wire_args_int(&a, "done", 1) != 0;
		wire_args_done(&a);
	}
	return true;
}

static bool
act_make(struct world *w, const struct act *a, const char *kind)
{
	const struct m_owner *o = &m_owners[a->owner];
	struct wire_args args;
	char period[8], job[24];
	bool ok;

	m_month_text(a->from, period);
	if (world_post(w, o->maker, "list.begin", &args, "period", period,
	    "area", o->code, "kind", kind, NULL) != ST_OK) {
		wire_args_done(&args);
		return false;
	}
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&args, "job"));
	wire_args_done(&args);
	ok = act_slices(w, o->maker, "list.slice", job);
	return ok && world_post(w, o->maker, "list.finish", NULL, "job", job,
	    NULL) == ST_OK;
}

static int64_t
act_list_in(struct world *w, int owner, const char *kind, const char *state)
{
	return world_int(w, "SELECT k.id FROM list k JOIN area a"
	    " ON a.id = k.owner_id WHERE a.code = '%s' AND k.kind = '%s'"
	    " AND k.state = '%s' AND k.prepared_at <> '' ORDER BY k.id DESC",
	    m_owners[owner].code, kind, state);
}

static bool
act_submit(struct world *w, int owner, const char *kind)
{
	const char *maker = m_owners[owner].maker;
	int64_t list = act_list_in(w, owner, kind, "draft"), no;
	char id[24], text[24];

	if (list == 0)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	if (world_post(w, maker, "list.check", NULL, "list", id, "people",
	    "100000", NULL) != ST_OK ||
	    world_post(w, maker, "list.checked", NULL, "list", id,
	    NULL) != ST_OK)
		return false;
	while ((no = world_int(w, "SELECT no FROM list_check WHERE list_id ="
	    " %" PRId64 " AND state = 'open' AND severity = 'must'"
	    " ORDER BY no", list)) != 0) {
		(void)snprintf(text, sizeof(text), "%" PRId64, no);
		if (world_post(w, maker, "list.accept", NULL, "list", id, "no",
		    text, "note", "seen", NULL) != ST_OK)
			return false;
	}
	return world_post(w, maker, "list.submit", NULL, "list", id,
	    NULL) == ST_OK;
}

static bool
act_list_step(struct world *w, int owner, const char *kind, const char *state,
    const char *login, const char *verb)
{
	int64_t list = act_list_in(w, owner, kind, state);
	char id[24];

	if (list == 0)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	return world_post(w, login, verb, NULL, "list", id, "reason",
	    strcmp(verb, "list.return") == 0 ? "once more" : "",
	    NULL) == ST_OK;
}

/* Where records stand: opening a period moves those that were due. */
static void
act_places(struct world *w)
{
	int i, k;

	for (i = 0; i < w->m.people; i++) {
		int64_t code;

		if (w->m.p[i].id == 0)
			continue;
		code = world_int(w, "SELECT a.code FROM person p JOIN area a"
		    " ON a.id = p.area_id WHERE p.id = %" PRId64,
		    w->m.p[i].id);
		for (k = 0; k < M_COMMUNES; k++)
			if (strtoll(m_communes[k].code, NULL, 10) == code)
				w->m.p[i].commune = k;
	}
}

static bool
act_open(struct world *w, const struct act *a)
{
	char code[8], through[8] = "", id[24];
	struct wire_args args;
	bool ok;

	m_month_text(a->from, code);
	if (a->to > a->from)
		m_month_text(a->to, through);
	ok = world_post(w, "tinh", "period.open", NULL, "code", code,
	    "through", through, NULL) == ST_OK;
	if (!ok) {
		ok = world_post(w, "tinh", "change.ask", &args, "kind", "open",
		    "period", code, "through", through, "note", "x",
		    NULL) == ST_OK;
		(void)snprintf(id, sizeof(id), "%s",
		    wire_args_text(&args, "change"));
		wire_args_done(&args);
		ok = ok && world_post(w, "tinh2", "change.approve", NULL,
		    "change", id, "version", "1", NULL) == ST_OK;
	}
	act_places(w);
	return ok;
}

static bool
act_close(struct world *w, const struct act *a)
{
	char code[8];

	m_month_text(a->from, code);
	return world_post(w, m_owners[a->owner].maker, "period.close", NULL,
	    "period", code, "area", m_owners[a->owner].code, NULL) == ST_OK;
}

static bool
act_funerals(struct world *w, const struct act *a)
{
	return act_make(w, a, "funeral") &&
	    act_submit(w, a->owner, "funeral") &&
	    act_list_step(w, a->owner, "funeral", "submitted",
	    m_owners[a->owner].boss, "list.approve");
}

static bool
act_payall(struct world *w, const struct act *a)
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

/* ---- rates ----------------------------------------------------------------- */

/* Differences by the job, for each owner, as the order says. */
static void
act_differences(struct world *w, int month)
{
	struct wire_args args;
	char job[24], from[8];
	int i;

	m_month_text(month, from);
	for (i = 0; i < M_OWNERS; i++) {
		const char *maker = m_owners[i].maker;

		if (world_post(w, maker, "arrears.begin", &args, "area",
		    m_owners[i].code, "from", from, "reason", "a rate",
		    NULL) == ST_OK) {
			(void)snprintf(job, sizeof(job), "%s",
			    wire_args_text(&args, "job"));
			if (act_slices(w, maker, "arrears.slice", job))
				(void)world_post(w, maker, "arrears.finish",
				    NULL, "job", job, NULL);
		}
		wire_args_done(&args);
	}
}

static bool
act_rate(struct world *w, const struct act *a)
{
	struct m_rate r = { .cat = a->kind == ACT_STANDARD ? -1 : a->cat,
	    .from = a->from, .value = a->amount };
	char from[8], value[24];
	const char *fields[] = { "kind", "", "from", from, "", value, "", "",
		NULL };
	int64_t before = m_rate_before(&w->m, r.cat, r.from);
	int n;

	m_month_text(a->from, from);
	if (a->kind == ACT_STANDARD) {
		fields[1] = "standard.set";
		fields[4] = "amount";
		fields[6] = "decree";
		fields[7] = "1/NQ";
		(void)snprintf(value, sizeof(value), "%" PRId64, a->amount);
	} else {
		fields[1] = "coefficient.set";
		fields[4] = "coefficient";
		fields[6] = "category";
		fields[7] = m_cats[a->cat].code;
		(void)snprintf(value, sizeof(value), "%d,%02d",
		    (int)(a->amount / 100), (int)(a->amount % 100));
	}
	if (!act_ask(w, -1, a->kind, fields, "tinh", "so"))
		return false;
	r.lowered = r.value < before;
	n = w->m.rates++;
	w->m.rate[n] = r;
	w->req[w->reqs - 1].rate = n;
	act_differences(w, a->from);
	return true;
}

static bool
act_undo_rate(struct world *w)
{
	char id[24];
	const char *const fields[] = { "kind", "undo", "undoes", id, "note",
		"a mistake", NULL };
	int i;

	for (i = w->reqs - 1; i >= 0; i--)
		if (!w->req[i].undone && w->req[i].rate >= 0)
			break;
	if (i < 0)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, w->req[i].change);
	if (!act_ask(w, -1, ACT_UNDO_RATE, fields, "tinh", "so"))
		return false;
	w->req[i].undone = true;
	if (w->m.rate[w->req[i].rate].lowered)
		w->m.rate[w->req[i].rate].off = true;
	else
		w->m.rate[w->req[i].rate].undone = true;
	act_differences(w, w->m.rate[w->req[i].rate].from);
	return true;
}

/* ---- areas ----------------------------------------------------------------- */

/* A commune goes into one of another owner, with all who live there: who pays
 * their months from that day on, the model is told as moves. */
/* Before a move of theirs that is still to come: that one counts later. */
static void
act_goes_along(struct world *w, const struct act *a, int person, int to)
{
	struct m_move *v = w->m.move;
	int at = 0, first = M_MONTH(a->year, a->month), k;

	if (w->m.moves == M_MOVES)
		return;
	while (at < w->m.moves && (v[at].off || v[at].person != person ||
	    v[at].first <= first))
		at++;
	memmove(&v[at + 1], &v[at], (size_t)(w->m.moves - at) * sizeof(*v));
	w->m.moves++;
	for (k = 0; k < (int)w->reqs; k++) /* they name moves by their place */
		if (w->req[k].move >= at)
			w->req[k].move++;
	v[at] = (struct m_move){ .person = person, .from = a->commune,
	    .to = to, .first = first };
}

static bool
act_reorganise(struct world *w, const struct act *a)
{
	struct wire_args args;
	struct buf csv;
	char id[24] = "", ends[160];
	unsigned k;
	bool ok;
	int to = 0, i;

	while (to < M_COMMUNES - 1 && m_communes[to].owner != a->owner)
		to++;
	/* The areas themselves come by a table of their own before. */
	(void)snprintf(ends, sizeof(ends), "UPDATE area SET valid_to ="
	    " '%04d-%02d-%02d' WHERE code = '%s'", a->year, a->month, a->day,
	    m_communes[a->commune].code);
	if (office_sql(&w->o, ends) != ST_OK)
		return false;
	buf_init(&csv, 4096);
	buf_printf(&csv, "old,new,valid_from\n%s,%s,%04d-%02d-%02d\n",
	    m_communes[a->commune].code, m_communes[to].code, a->year,
	    a->month, a->day);
	ok = world_import(w, "moves", &csv, &args);
	if (!ok)
		(void)snprintf(w->o.err.msg, sizeof(w->o.err.msg), "%s",
		    w->refusal[0]);
	buf_done(&csv);
	for (k = 0; ok && k < args.n; k++)
		if (strcmp(args.v[k].name, "request") == 0)
			(void)snprintf(id, sizeof(id), "%.*s",
			    (int)strcspn(args.v[k].value, "\t"),
			    args.v[k].value);
	wire_args_done(&args);
	ok = ok && world_post(w, "tinh2", "change.approve", NULL, "change", id,
	    "version", "1", NULL) == ST_OK;
	if (!ok)
		return false;
	/* A move that waits goes to the commune that took the place of its own. */
	for (i = 0; i < w->m.moves; i++)
		if (!w->m.move[i].off && w->m.move[i].to == a->commune &&
		    w->m.p[w->m.move[i].person].commune != a->commune)
			w->m.move[i].to = to;
	for (i = 0; i < w->m.people; i++)
		if (w->m.p[i].id != 0 && w->m.p[i].commune == a->commune)
			act_goes_along(w, a, i, to);
	act_places(w);
	return true;
}

/* ---- all ------------------------------------------------------------------- */

static bool
act_office(struct world *w, const struct act *a)
{
	const char *boss = a->owner >= 0 ? m_owners[a->owner].boss : "";

	switch (a->kind) {
	case ACT_DAY:
		world_day(w, a->year, a->month, a->day);
		return true;
	case ACT_OPEN:
		return act_open(w, a);
	case ACT_LIST:
		/* Month by month: a walk leaves none out. */
		if (!check_follows(w, a->owner, a->from) ||
		    !act_make(w, a, "monthly"))
			return false;
		check_draft(w, act_list_in(w, a->owner, "monthly", "draft"));
		return true;
	case ACT_SUBMIT:
		return act_submit(w, a->owner, "monthly");
	case ACT_RETURN:
		return act_list_step(w, a->owner, "monthly", "submitted", boss,
		    "list.return");
	case ACT_APPROVE:
		return act_list_step(w, a->owner, "monthly", "submitted", boss,
		    "list.approve");
	case ACT_CLOSE:
		return act_close(w, a);
	case ACT_FUNERALS:
		return act_funerals(w, a);
	case ACT_PAYALL:
		return act_payall(w, a);
	case ACT_STANDARD:
	case ACT_COEFFICIENT:
		return act_rate(w, a);
	case ACT_UNDO_RATE:
		return act_undo_rate(w);
	case ACT_REORGANISE:
		return act_reorganise(w, a);
	default:
		return true;
	}
}

/* Whom the balance is asked of: those who were touched, or all. */
static void
act_check(struct world *w, const struct act *a)
{
	int i;

	if (act_of_person[a->kind]) {
		if (a->person < w->m.people && a->kind != ACT_NEWCOMER)
			w->touched[a->person] = true;
		if (a->into >= 0 && a->into < w->m.people)
			w->touched[a->into] = true;
		for (i = 0; i < w->m.people; i++)
			if (w->m.p[i].id != 0 && w->touched[i])
				check_person(w, m_root(&w->m, i));
		return;
	}
	switch (a->kind) {
	case ACT_SUBMIT:
	case ACT_RETURN:
	case ACT_SYNC:
	case ACT_STANDARD:
	case ACT_COEFFICIENT:
	case ACT_UNDO_RATE:
	case ACT_FUNERALS:
	case ACT_REORGANISE:
		check_all(w);
		break;
	default:
		break;
	}
}

/* Could the act be about this person? */
static bool
act_fits(struct world *w, const struct act *a, int person)
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
	case ACT_OUT: {
		int i;

		for (i = 0; i < w->m.grants; i++)
			if (w->m.g[i].person == person && !w->m.g[i].off &&
			    !w->m.g[i].rests && w->m.g[i].to == M_EVER)
				return p->into < 0 && !p->dead && !p->gone;
		return false;
	}
	case ACT_PAY:
	case ACT_BLOCK:
		return world_int(w, "SELECT count(*) FROM line l JOIN list k"
		    " ON k.id = l.list_id WHERE l.person_id = %" PRId64
		    " AND k.state IN ('approved', 'closed') AND l.id NOT IN"
		    " (SELECT line_id FROM standing) AND l.id NOT IN"
		    " (SELECT line_id FROM block)", p->id) > 0;
	case ACT_PAY_FUNERAL:
		return p->funeral >= 0;
	case ACT_REVERSE:
		return world_int(w, "SELECT count(*) FROM receipt r"
		    " JOIN payout y ON y.receipt_no = r.no JOIN standing s"
		    " ON s.payout_id = y.id WHERE r.person_id = %" PRId64,
		    p->id) > 0;
	case ACT_DECIDE_REPORT:
		return p->reported;
	case ACT_FUNERAL:
		return p->dead && p->funeral < 0;
	case ACT_RESUME: {
		int i;

		for (i = 0; i < w->m.grants; i++)
			if (w->m.g[i].person == person && !w->m.g[i].off &&
			    w->m.g[i].rests)
				return true;
		return false;
	}
	case ACT_UNBLOCK:
		return world_int(w, "SELECT count(*) FROM line l JOIN block b"
		    " ON b.line_id = l.id WHERE %s AND l.person_id = %" PRId64,
		    books_causes(w->o.db) ? "b.cause = 'hand'" :
		    "b.change_id IS NULL", p->id) > 0;
	case ACT_RECOVER:
	case ACT_PLAN:
	case ACT_REPAID:
	case ACT_WRITEOFF:
		return world_int(w, "SELECT count(*) FROM recovery"
		    " WHERE person_id = %" PRId64, p->id) > 0;
	case ACT_UNDO: {
		int i;

		for (i = 0; i < w->reqs; i++)
			if (w->req[i].person == person && !w->req[i].undone)
				return true;
		return false;
	}
	default:
		return true;
	}
}

static void
act_aim(struct world *w, struct act *a)
{
	int i;

	for (i = 0; i < w->m.people; i++) {
		int person = (a->person + i) % w->m.people;

		if (act_fits(w, a, person)) {
			a->person = person;
			break;
		}
	}
	a->aim = false;
}

bool
act_do(struct world *w, struct act *a)
{
	bool ok;

	world_tick(w);
	if (a->aim)
		act_aim(w, a);
	memset(w->touched, 0, sizeof(w->touched));
	w->o.err = (struct err)ERR_INIT;
	if (act_of_person[a->kind] && a->kind != ACT_NEWCOMER &&
	    (a->person >= w->m.people || w->m.p[a->person].id == 0))
		ok = false;
	else
		ok = act_of_person[a->kind] ? act_person(w, a) :
		    act_office(w, a);
	if (ok) {
		w->done[a->kind]++;
	} else {
		w->refused[a->kind]++;
		(void)snprintf(w->refusal[a->kind], sizeof(w->refusal[0]),
		    "%.20s: %.170s", w->o.err.field, w->o.err.msg);
	}
	if (ok && a->kind == ACT_REVERSE)
		w->reversed[a->person] = true;
	/* What settles the person that it is about. */
	w->settled = ok && (a->kind == ACT_REVERSE || a->kind == ACT_UNBLOCK ||
	    (a->kind >= ACT_NEWCOMER && a->kind <= ACT_UNDO &&
	    a->kind != ACT_REPORT && a->kind != ACT_DECIDE_REPORT));
	if (w->why[0] == '\0')
		act_check(w, a);
	return ok;
}
