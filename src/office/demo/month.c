/*
 * SPDX-License-Identifier: ISC
 *
 * demo/month: the months of the demo office.  Around the 18th a period is
 * opened, each list owner prepares a list and another person approves it; in
 * the month itself every point has its session, the ill are paid at home two
 * days later, some come late, and about one in a hundred does not come: what
 * is theirs is paid with the next month's.  The newest month stops in the
 * middle of a morning.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "office/demo/demo_priv.h"
#include "text/date.h"

#define DEMO_NOW_DAY 3       /* the newest month stops on this day of them */
#define DEMO_NOW_SECONDS (9 * 3600 + 45 * 60)

/* Open lines of everybody, as the desks would show them. */
DB_SQL(q_open) = { "demo.open",
	"SELECT l.person_id, l.id, l.amount FROM line l"
	" JOIN list k ON k.id = l.list_id WHERE k.state IN ('approved', 'closed')"
	" AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)"
	" ORDER BY l.person_id, l.month, l.id" };
DB_SQL(q_letters) = { "demo.letters",
	"SELECT p.id FROM person p WHERE p.birth_year < 1940 AND p.area_id IN"
	" (SELECT c.id FROM area c JOIN area k ON k.id = c.parent_id"
	"  WHERE k.code = ?1) AND NOT EXISTS (SELECT 1 FROM collector c"
	"  WHERE c.person_id = p.id) ORDER BY p.id LIMIT 1 OFFSET ?2" };
DB_SQL(q_block) = { "demo.block",
	"SELECT l.person_id FROM line l JOIN point t ON t.id = l.point_id"
	" JOIN staff_point sp ON sp.point_id = t.id"
	" JOIN staff f ON f.id = sp.staff_id AND f.login = 'lan'"
	" JOIN person p ON p.id = l.person_id AND p.birth_year IS NOT NULL"
	" WHERE NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)"
	" ORDER BY p.birth_year, l.person_id LIMIT 1" };

/* Somebody who comes to be paid. */
struct demo_visit {
	int64_t day;           /* days since 1970 */
	unsigned seconds;      /* of the day */
	unsigned person;       /* index of demo.people */
	const char *method;
	char lines[96];
	int64_t total;
};

struct demo_month {
	struct demo *d;
	char code[8];
	bool newest;
	struct demo_visit *visits;
	unsigned n;
	int64_t first;         /* day of the first session, days since 1970 */
};

/* "YYYY-MM-DD" of a month and day, or of days since 1970. */
static void
demo_day_of(const char *month, unsigned day, char out[11])
{
	(void)snprintf(out, 11, "%.7s-%02u", month, day % 100);
}

static bool
demo_sunday(int64_t day)
{
	return (day + 4) % 7 == 0; /* 1970-01-01 was a Thursday */
}

/* The nth working day after `first`. */
static int64_t
demo_working_day(int64_t first, unsigned n)
{
	int64_t day = first;

	for (;;) {
		while (demo_sunday(day))
			day++;
		if (n-- == 0)
			return day;
		day++;
	}
}

/* ---- who comes when ---- */

/* Reads the open lines: one visit for everybody who has some. */
static enum status
demo_visits_read(struct demo_month *m, struct err *err)
{
	struct db_stmt *s = db_use(m->d->db, &q_open);
	struct demo_visit *v = NULL;
	enum status st;
	size_t used;
	bool row;

	m->visits = mem_array(m->d->npeople, sizeof(*m->visits));
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		unsigned person = (unsigned)db_int(s, 0) - 1;

		if (person >= m->d->npeople)
			continue;
		if (v == NULL || v->person != person) {
			v = &m->visits[m->n++];
			v->person = person;
		}
		used = strlen(v->lines);
		(void)snprintf(v->lines + used, sizeof(v->lines) - used,
		    "%s%" PRId64, used > 0 ? "," : "", db_int(s, 1));
		v->total += db_int(s, 2);
	}
	return st;
}

/* Day, time and way of one visit; false: does not come this month. */
static bool
demo_visit_plan(struct demo_month *m, struct demo_visit *v, unsigned nth,
    unsigned crowd)
{
	struct demo *d = m->d;
	const struct demo_person *p = &d->people[v->person];
	unsigned session = d->points[p->point].day, pace;

	if (!d->p->exact && demo_odds(&d->dice, 100))
		return false;
	if (p->home) {
		v->method = "home";
		v->day = demo_working_day(m->first, session + 2);
		v->seconds = 14 * 3600 + demo_below(&d->dice, 3 * 3600);
		return true;
	}
	if (demo_odds(&d->dice, 300)) {
		v->method = "counter";
		v->day = demo_working_day(m->first,
		    session + 3 + demo_below(&d->dice, 6));
		v->seconds = 8 * 3600 + demo_below(&d->dice, 8 * 3600);
		return true;
	}
	/* 25-40 people an hour, faster where many wait. */
	pace = crowd > 0 ? 9 * 3600 / crowd : 120;
	pace = pace > 115 ? 115 : pace;
	v->method = "point";
	v->day = demo_working_day(m->first, session);
	v->seconds = 7 * 3600 + 1800 + nth * pace + demo_below(&d->dice, pace);
	return true;
}

static int
demo_visit_cmp(const void *a, const void *b)
{
	const struct demo_visit *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->seconds != y->seconds)
		return x->seconds < y->seconds ? -1 : 1;
	return x->person < y->person ? -1 : x->person > y->person;
}

static void
demo_shuffle(struct demo *d, struct demo_visit *v, unsigned n)
{
	struct demo_visit t;
	unsigned i, k;

	for (i = n; i > 1; i--) {
		k = demo_below(&d->dice, i);
		t = v[i - 1];
		v[i - 1] = v[k];
		v[k] = t;
	}
}

/* Bắc Kạn's 295th: once in July somebody of the point is ill. */
static void
demo_one_more_at_home(struct demo_month *m)
{
	unsigned i;

	if (!m->d->p->exact || !m->newest)
		return;
	for (i = 0; i < m->n; i++) {
		const struct demo_person *p =
		    &m->d->people[m->visits[i].person];

		if (!p->home && p->hundredths == 100) {
			m->visits[i].method = "home";
			return;
		}
	}
}

static void
demo_visits_plan(struct demo_month *m)
{
	struct demo *d = m->d;
	unsigned *crowd = mem_array(d->npoints, sizeof(*crowd));
	unsigned *nth = mem_array(d->npoints, sizeof(*nth));
	unsigned i, kept = 0, point;
	int64_t now = demo_working_day(m->first, DEMO_NOW_DAY);

	demo_shuffle(d, m->visits, m->n);
	for (i = 0; i < m->n; i++)
		crowd[d->people[m->visits[i].person].point]++;
	for (i = 0; i < m->n; i++) {
		struct demo_visit *v = &m->visits[i];

		point = d->people[v->person].point;
		if (!demo_visit_plan(m, v, nth[point]++, crowd[point]))
			continue;
		if (m->newest && !d->p->exact && (v->day > now ||
		    (v->day == now && v->seconds > DEMO_NOW_SECONDS)))
			continue;
		m->visits[kept++] = *v;
	}
	m->n = kept;
	demo_one_more_at_home(m);
	qsort(m->visits, m->n, sizeof(*m->visits), demo_visit_cmp);
	free(crowd);
	free(nth);
}

/* ---- paying ---- */

static enum status
demo_clerk_of(struct demo *d, unsigned point, const struct actor **who,
    struct err *err)
{
	struct demo_clerk *k = &d->clerks[d->points[point].staff];
	enum status st = ST_OK;

	if (!k->loaded) {
		st = demo_actor(d, k->login, &k->who, err);
		k->loaded = st == ST_OK;
	}
	*who = &k->who;
	return st;
}

static enum status
demo_pay(struct demo_month *m, const struct demo_visit *v, struct err *err)
{
	struct demo *d = m->d;
	const struct demo_person *p = &d->people[v->person];
	char day[11], person[12], total[24];
	const struct actor *who = NULL;

	if (demo_clerk_of(d, p->point, &who, err) != ST_OK)
		return err->st;
	date_to_iso(day, sizeof(day), date_from_days((long)v->day));
	demo_clock(day, v->seconds);
	(void)snprintf(person, sizeof(person), "%u", v->person + 1);
	(void)snprintf(total, sizeof(total), "%" PRId64, v->total);
	return demo_post(d, who, NULL, err, "pay", "person", person,
	    "period", m->code, "point", d->points[p->point].code,
	    "method", v->method, "collector", p->collector == 'g' ?
	    "guardian" : p->collector == 'c' ? "carer" : "self",
	    "lines", v->lines, "total", total, NULL);
}

static enum status
demo_pay_all(struct demo_month *m, struct err *err)
{
	enum status st = demo_visits_read(m, err);
	unsigned i;

	if (st == ST_OK)
		demo_visits_plan(m);
	for (i = 0; st == ST_OK && i < m->n; i++) {
		st = demo_pay(m, &m->visits[i], err);
		if (i % 512 == 0 || i + 1 == m->n)
			demo_say(m->d, m->code, i + 1, m->n);
	}
	free(m->visits);
	m->visits = NULL;
	return st == ST_OK ? demo_commit(m->d, err) : st;
}

/* ---- a month ---- */

static enum status
demo_month(struct demo *d, const char *code, const struct actor *tinh,
    struct err *err)
{
	struct demo_month m = { .d = d };
	struct date fifth;
	char day[11];

	(void)str_copy_cut(m.code, sizeof(m.code), code);
	m.newest = strcmp(code, d->newest) == 0;
	demo_day_of(code, 5, day);
	if (date_from_iso(day, &fifth) == ST_OK)
		m.first = demo_working_day(date_days(fifth), 0);
	if (demo_lists(d, code, tinh, err) != ST_OK ||
	    demo_pay_all(&m, err) != ST_OK)
		return err->st;
	if (m.newest) {
		date_to_iso(day, sizeof(day), date_from_days((long)
		    demo_working_day(m.first, d->p->exact ? 16 : DEMO_NOW_DAY)));
		demo_clock(day, DEMO_NOW_SECONDS);
		clock_text(d->out.now);
	}
	return ST_OK;
}

/* Asked by one, approved by another, as every letter is. */
static enum status
demo_letter(struct demo *d, const struct actor *phong,
    const struct actor *truong, int64_t id, int64_t i, struct err *err)
{
	char person[24], from[11], to[11] = "", letter[32], paper[24], change[24];
	char own[sizeof(((struct demo_name *)0)->name)];
	struct demo_name name;
	struct wire_answer out;
	enum status st;

	demo_name(&d->dice, DEMO_KINH, demo_odds(&d->dice, 5000), 1975, &name);
	/* A middle name that nobody on the roll nor of the staff has. */
	(void)snprintf(own, sizeof(own), "%.*s Đắc%s",
	    (int)strcspn(name.name, " "), name.name, strrchr(name.name, ' '));
	(void)snprintf(person, sizeof(person), "%" PRId64, id);
	(void)snprintf(letter, sizeof(letter), "%" PRId64 "/GUQ", 12 + i);
	(void)snprintf(paper, sizeof(paper), "0140750%05" PRId64, 123 + 37 * i);
	demo_day_of(d->first, 1 + (unsigned)i % 25, from);
	if (i % 5 == 4 && from[3] > '0') { /* a year before: it runs out */
		from[3]--;
		demo_day_of(d->first, 28, to);
	}
	st = demo_post(d, phong, &out, err, "change.ask", "kind", "collector",
	    "person", person, "collector_kind", "authorised", "collector_name",
	    own, "collector_identity", paper, "relation", "cháu",
	    "letter", letter, "certifier", "UBND xã", "valid_from", from,
	    "valid_to", to, NULL);
	(void)str_copy_cut(change, sizeof(change), wire_args_text(&out.args, "change"));
	wire_args_done(&out.args);
	return st != ST_OK ? st : demo_post(d, truong, NULL, err,
	    "change.approve", "change", change, "version", "1", NULL);
}

/* Letters of authorisation in the district of the manual; one of five runs
 * out in the first month. */
static enum status
demo_letters(struct demo *d, struct err *err)
{
	struct actor phong, truong;
	enum status st = demo_actor(d, "phong", &phong, err);
	int64_t id, i;
	bool found = true;

	if (st != ST_OK)
		return st;
	st = demo_actor(d, "truong", &truong, err);

	for (i = 0; st == ST_OK && i < 30 && found; i++) {
		st = db_int1(db_usef(d->db, &q_letters, "ti", d->p->lan,
		    i * 7), &id, &found, err);
		if (st != ST_OK || !found)
			break;
		st = demo_letter(d, &phong, &truong, id, i, err);
	}
	if (st == ST_OK)
		st = demo_commit(d, err);
	actor_done(&truong);
	actor_done(&phong);
	return st;
}

/* A death that was reported after the list had been approved. */
static enum status
demo_block(struct demo *d, struct err *err)
{
	struct actor quan;
	char person[24];
	enum status st;
	int64_t id;
	bool found;

	st = db_int1(db_use(d->db, &q_block), &id, &found, err);
	if (st != ST_OK || !found || d->p->exact)
		return st;
	if (demo_actor(d, "quan", &quan, err) != ST_OK)
		return err->st;
	(void)snprintf(person, sizeof(person), "%" PRId64, id);
	st = demo_post(d, &quan, NULL, err, "block", "person", person,
	    "reason", "Xã báo đã mất, chờ giấy chứng tử", NULL);
	actor_done(&quan);
	return st;
}

enum status
demo_months(struct demo *d, struct err *err)
{
	struct actor tinh;
	char code[8];
	enum status st = demo_letters(d, err);
	unsigned i;

	if (st == ST_OK)
		st = demo_actor(d, "tinh", &tinh, err);
	if (st != ST_OK)
		return st;
	for (i = 0; st == ST_OK && i < d->p->months; i++) {
		(void)!month_add(d->first, (int)i, code);
		st = demo_month(d, code, &tinh, err);
	}
	actor_done(&tinh);
	return st == ST_OK ? demo_block(d, err) : st;
}
