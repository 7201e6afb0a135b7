/*
 * SPDX-License-Identifier: ISC
 *
 * demo/roll: the rows of people, brought in by the verbs of the import.
 * Villages are of one people each; shares of categories, missing papers and
 * birth dates are as files of communes have them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "office/roll/collector.h"
#include "office/demo/sheet.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define DEMO_FIELDS 24

/* Share per 10,000, coefficient, ages, who collects. */
static const struct demo_category {
	const char *code;
	unsigned weight, hundredths;
	int young, old;              /* years of age */
	int young2, old2;            /* the other half, 0: none */
	unsigned women;              /* per cent */
	unsigned home, carer;        /* per 10,000 */
	bool care;                   /* the household's allowance beside it */
} demo_categories[] = {
	{ "136.5.5b", 4800, 100, 80, 99, 0, 0, 64, 300, 300, false },
	{ "28.16.6c", 2000, 150, 18, 59, 0, 0, 44, 80, 700, false },
	{ "28.16.6d", 400, 200, 3, 15, 60, 88, 48, 200, 900, false },
	{ "28.16.6a", 290, 200, 18, 59, 0, 0, 44, 1800, 7500, true },
	{ "28.16.6b", 190, 250, 2, 15, 60, 90, 48, 2000, 8000, true },
	{ "136.5.4a", 1560, 100, 24, 52, 0, 0, 93, 0, 0, false },
	{ "136.5.4b", 170, 200, 26, 50, 0, 0, 93, 0, 0, false },
	{ "136.5.1a", 30, 250, 1, 3, 0, 0, 50, 0, 0, false },
	{ "136.5.1b", 290, 150, 4, 15, 0, 0, 50, 0, 0, false },
	{ "136.5.2", 60, 150, 16, 21, 0, 0, 50, 0, 0, false },
	{ "136.5.5a1", 110, 150, 60, 79, 0, 0, 60, 150, 300, false },
	{ "136.5.5a2", 50, 200, 80, 95, 0, 0, 60, 400, 500, false },
	{ "136.5.3c", 50, 150, 24, 48, 0, 0, 30, 0, 0, false },
};

struct demo_village_row {
	char name[96];
	enum demo_ethnic ethnic;
	unsigned weight, point;
};

/* While people are made. */
struct demo_maker {
	struct demo_sheet sheet;
	struct demo *d;
	unsigned weights[COUNT(demo_categories)];
	unsigned quota[4];           /* exact: people left with 1.0 1.5 2.0 2.5 */
	unsigned home10, home15;     /* exact: people left to be paid at home */
	int year, month;             /* of the first period */
	unsigned old_no, new_no;     /* identity numbers given out */
};

static const struct demo_category *
demo_category(struct demo_maker *m)
{
	static const unsigned classes[] = { 100, 150, 200, 250 };
	unsigned w[COUNT(demo_categories)], i, k;

	if (!m->d->p->exact)
		return &demo_categories[demo_weighted(&m->d->dice, m->weights,
		    COUNT(demo_categories))];
	/* Drawn like balls, so that the sum is known beforehand. */
	k = demo_weighted(&m->d->dice, m->quota, COUNT(m->quota));
	m->quota[k]--;
	for (i = 0; i < COUNT(w); i++)
		w[i] = demo_categories[i].hundredths == classes[k] ?
		    demo_categories[i].weight : 0;
	return &demo_categories[demo_weighted(&m->d->dice, w, COUNT(w))];
}

/* 2,4 %; in the exact profile so many of either amount and no more. */
static bool
demo_at_home(struct demo_maker *m, const struct demo_category *c)
{
	bool one = c->hundredths == 100;
	unsigned *left = one ? &m->home10 : &m->home15;

	if (!m->d->p->exact)
		return demo_odds(&m->d->dice, c->home);
	if (*left == 0 || c->home == 0 || c->hundredths > 150)
		return false;
	/* Towards the end those that are still missing. */
	if (!demo_odds(&m->d->dice, one ? 480 : 220) &&
	    m->quota[one ? 0 : 1] > 6 * *left)
		return false;
	(*left)--;
	return true;
}

static int
demo_age(struct demo_maker *m, const struct demo_category *c)
{
	bool second = c->old2 > 0 && demo_odds(&m->d->dice, 5000);
	int young = second ? c->young2 : c->young;
	int old = second ? c->old2 : c->old;
	unsigned span = (unsigned)(old - young + 1);
	unsigned a = demo_below(&m->d->dice, span);
	unsigned b = demo_below(&m->d->dice, span);

	/* Of the very old there are fewer each year. */
	return young + (int)(young >= 60 && a > b ? b : a);
}

/* Day, month and year; many old people know only the year. */
static void
demo_birth(struct demo_maker *m, int age, int *year, char *out, size_t size)
{
	unsigned month = demo_below(&m->d->dice, 12) + 1;
	unsigned day = demo_below(&m->d->dice, 28) + 1;
	unsigned known = demo_below(&m->d->dice, 100);

	/* Of that age already in the month of the first list. */
	*year = m->year - age - (month >= (unsigned)m->month ? 1 : 0);
	if (age < 18) /* a child has a birth certificate */
		known = 100;
	if (age >= 60 ? known < 60 : known < 6)
		(void)snprintf(out, size, "%d", *year);
	else if (age >= 60 ? known < 70 : known < 8)
		(void)snprintf(out, size, "%02u/%d", month, *year);
	else
		(void)snprintf(out, size, "%02u/%02u/%d", day, month, *year);
}

/*
 * CMND, CCCD or nothing.  The last six digits are a walk through all numbers
 * by a step that has no factor in common with a million: none comes twice.
 */
static void
demo_paper(struct demo_maker *m, int age, int year, bool woman, char out[16])
{
	unsigned kind = demo_below(&m->d->dice, 100);
	unsigned none = age >= 60 ? 25 : age < 14 ? 55 : 3;
	unsigned old = age >= 60 ? 82 : age < 14 ? 55 : 63;
	int says = year;

	out[0] = '\0';
	if (kind < none)
		return;
	if (kind < old) {
		(void)snprintf(out, 16, "%.3s%06u", m->d->p->cmnd,
		    (m->old_no++ * 611953u + 104729u) % 1000000u);
		return;
	}
	/* Files with a wrong birth year are found by the number. */
	if (demo_odds(&m->d->dice, 120))
		says += demo_odds(&m->d->dice, 5000) ? 1 : -2;
	(void)snprintf(out, 16, "0%.2s%d%02d%06u", m->d->p->code,
	    (says >= 2000 ? 2 : 0) + (woman ? 1 : 0), says % 100,
	    (m->new_no++ * 611953u + 15485863u) % 1000000u);
}

/* Since when: not before the age that entitles, nor after the first list. */
static void
demo_decision(struct demo_maker *m, int entitled, char from[8],
    char decided[11], char number[32])
{
	unsigned span = entitled < 3 ? 2 + 12 * (unsigned)entitled : 42;
	unsigned back = demo_below(&m->d->dice, span);
	int months = m->year * 12 + m->month - 1 - (int)back;

	if (months < 2015 * 12)
		months = 2015 * 12;
	(void)snprintf(from, 8, "%04d-%02d", months / 12 % 10000,
	    months % 12 + 1);
	months -= 2; /* the roll comes in during the month before the first list */
	(void)snprintf(decided, 11, "%04d-%02d-%02u", months / 12 % 10000,
	    months % 12 + 1, 3 + demo_below(&m->d->dice, 24));
	(void)snprintf(number, 32, "%u/QĐ-UBND",
	    100 + demo_below(&m->d->dice, 3400));
}

/* Who collects: a guardian for a child, a carer for those who cannot come. */
static char
demo_collector(struct demo_maker *m, const struct demo_category *c, int age)
{
	if (age < 16)
		return 'g';
	return demo_odds(&m->d->dice, c->carer) ? 'c' : 's';
}

static const char *
demo_relation(struct demo_maker *m, char collector, int age)
{
	static const char *const child[] = { "mẹ", "bố", "bà", "ông", "bác" };
	static const char *const old[] = { "con", "con", "cháu", "vợ", "chồng" };
	static const char *const grown[] = { "mẹ", "vợ", "bố", "chị", "anh" };
	unsigned i = demo_below(&m->d->dice, 5);

	if (collector == 's')
		return "";
	return collector == 'g' ? child[i] : age >= 60 ? old[i] : grown[i];
}

static enum status
demo_person_row(struct demo_maker *m, const struct demo_commune *c,
    const struct demo_village_row *v, unsigned nth, struct err *err)
{
	struct demo *d = m->d;
	struct demo_person *p = &d->people[d->npeople];
	const struct demo_category *k = demo_category(m);
	bool woman = demo_below(&d->dice, 100) < k->women;
	char birth[16], paper[16], from[8], decided[11], number[32], code[24];
	char *row[DEMO_FIELDS];
	struct demo_name name, by = { "", "" };
	struct err same = ERR_INIT;
	int age = demo_age(m, k), year, entitled;
	enum status st;
	size_t i, n = 0;

	/* Years since the age that entitles. */
	entitled = age - (age >= 60 ? (k->young >= 60 ? k->young : 60) :
	    k->young);
	demo_birth(m, age, &year, birth, sizeof(birth));
	demo_name(&d->dice, v->ethnic, woman, year, &name);
	demo_paper(m, age, year, woman, paper);
	demo_decision(m, entitled, from, decided, number);
	(void)snprintf(code, sizeof(code), "%s-%05u", c->code, nth + 1);
	p->point = v->point;
	p->hundredths = k->hundredths;
	p->home = demo_at_home(m, k);
	p->collector = demo_collector(m, k, age);
	/* Who collects has another name than the person (roll/collector.h). */
	while (p->collector != 's' && (by.name[0] == '\0' ||
	    collector_other_name(name.name, by.name, &same) != ST_OK))
		demo_name(&d->dice, v->ethnic, demo_odds(&d->dice, 6500),
		    age < 16 ? year - 28 : m->year - 40, &by);
	{
		const char *const fields[] = {
			code, name.name, name.other, woman ? "F" : "M", birth,
			paper, demo_ethnic_name(v->ethnic), c->code, v->name,
			d->points[v->point].code, p->home ? "home" : "point",
			k->code, from, number, decided, by.name, "",
			demo_relation(m, p->collector, age),
		};

		for (n = 0; n < COUNT(fields); n++)
			row[n] = mem_strdup(fields[n]);
	}
	d->npeople++;
	st = demo_sheet_row(&m->sheet, row, n, err);
	if (st == ST_OK && k->care && !d->p->exact &&
	    demo_odds(&d->dice, 7000)) {
		free(row[11]);
		row[11] = mem_strdup("28.17.1");
		st = demo_sheet_row(&m->sheet, row, n, err);
	}
	for (i = 0; i < n; i++)
		free(row[i]);
	return st;
}

static void
demo_make_villages(struct demo *d, const struct demo_commune *c,
    struct demo_village_row *v, unsigned n)
{
	const struct demo_district *k = &d->p->districts[c->district];
	unsigned w[DEMO_ETHNICS], i, j;
	bool again;

	for (i = 0; i < DEMO_ETHNICS; i++)
		w[i] = k->mix[i];
	for (i = 0; i < n; i++) {
		v[i].ethnic = (enum demo_ethnic)demo_weighted(&d->dice, w,
		    DEMO_ETHNICS);
		v[i].weight = 5 + demo_below(&d->dice, 20);
		v[i].point = c->first_point + i % c->npoints;
		do {
			demo_village(&d->dice, v[i].ethnic, c->kind, i,
			    v[i].name, sizeof(v[i].name));
			for (j = 0; j < i && strcmp(v[i].name, v[j].name) != 0;
			    j++)
				;
			again = j < i;
		} while (again);
	}
}

#define DEMO_VILLAGES 12

static enum status
demo_make_commune(struct demo_maker *m, const struct demo_commune *c,
    struct err *err)
{
	struct demo_village_row v[DEMO_VILLAGES];
	unsigned n = 3 + c->people / 18, i, w[DEMO_VILLAGES];
	enum status st = ST_OK;

	if (n < c->npoints)
		n = c->npoints;
	if (n > DEMO_VILLAGES)
		n = DEMO_VILLAGES;
	demo_make_villages(m->d, c, v, n);
	for (i = 0; i < n; i++)
		w[i] = v[i].weight;
	for (i = 0; st == ST_OK && i < c->people; i++)
		st = demo_person_row(m, c, &v[demo_weighted(&m->d->dice, w, n)],
		    i, err);
	return st;
}

/*
 * Bắc Kạn 2016 to the đồng: of 6,081 people 3,995 have the coefficient 1,0,
 * 1,595 1,5, 430 2,0 and 61 2,5; that is 14,800 halves of the standard a month,
 * twice 1,998,000,000 đồng.  147 are paid at home, 122 and 25 of the first two
 * amounts; with one more in July: 295 times, 86,400,000 đồng.
 */
static void
demo_quotas(struct demo_maker *m, unsigned people)
{
	unsigned whole = m->d->p->people;

	m->quota[1] = 1595 * people / whole;
	m->quota[2] = 430 * people / whole;
	m->quota[3] = 61 * people / whole;
	m->quota[0] = people - m->quota[1] - m->quota[2] - m->quota[3];
	m->home10 = 122 * people / whole;
	m->home15 = 25 * people / whole;
}

/* Somebody of the district's list owner: "phong", "phong-126". */
static enum status
demo_of_district(struct demo *d, const struct demo_district *k,
    const char *post, struct actor *out, struct err *err)
{
	bool manual = strcmp(k->code, d->p->lan) == 0;
	char login[33];

	(void)snprintf(login, sizeof(login), manual ? "%s" : "%s-%s", post,
	    k->code);
	return demo_actor(d, login, out, err);
}

/* The approver decides the file and its rows come to stand. */
static enum status
demo_approve(struct demo *d, const struct demo_district *k,
    const char *request, struct err *err)
{
	struct wire_answer out;
	struct actor who;
	bool done = false;
	enum status st;

	if (demo_of_district(d, k, "truong", &who, err) != ST_OK)
		return err->st;
	st = demo_post(d, &who, NULL, err, "change.approve", "change", request,
	    "version", "1", NULL);
	while (st == ST_OK && !done) {
		st = demo_post(d, &who, &out, err, "change.slice", "change",
		    request, NULL);
		done = wire_args_int(&out.args, "done", 1) != 0;
		if (st == ST_OK && wire_args_int(&out.args, "failed", 0) > 0)
			st = err_set(err, ST_INVALID, "demo: rows of request %s"
			    " cannot stand", request);
		wire_args_done(&out.args);
	}
	actor_done(&who);
	return st;
}

/* The communes of a district, from *i on: its preparer's file. */
static enum status
demo_district_people(struct demo_maker *m, unsigned *i, unsigned people,
    struct err *err)
{
	struct demo *d = m->d;
	unsigned district = d->communes[*i].district;
	const struct demo_district *k = &d->p->districts[district];
	char request[24] = "";
	struct actor who;
	unsigned was = d->npeople;
	enum status st;

	if (demo_of_district(d, k, "phong", &who, err) != ST_OK)
		return err->st;
	st = demo_sheet_begin(&m->sheet, d, &who, "roll", "code,name,other_name,"
	    "sex,birth,identity,ethnic,commune,village,point,delivery,category,"
	    "from,decision,decision_date,collector_name,collector_identity,"
	    "relation", err);
	for (; st == ST_OK && *i < d->ncommunes &&
	    d->communes[*i].district == district; (*i)++) {
		st = demo_make_commune(m, &d->communes[*i], err);
		demo_say(d, _("people"), d->npeople, people);
	}
	if (d->npeople > was || st != ST_OK)
		st = demo_sheet_end(&m->sheet, request, st, err);
	actor_done(&who);
	return st == ST_OK && request[0] != '\0' ? demo_approve(d, k, request,
	    err) : st;
}

enum status
demo_import_people(struct demo *d, struct err *err)
{
	struct demo_maker m;
	unsigned i, people = d->npeople;
	enum status st = ST_OK;

	memset(&m, 0, sizeof(m));
	m.d = d;
	d->people = mem_array(people > 0 ? people : 1, sizeof(*d->people));
	d->npeople = 0;
	demo_quotas(&m, people);
	for (i = 0; i < COUNT(demo_categories); i++)
		m.weights[i] = demo_categories[i].weight;
	m.year = (int)strtol(d->first, NULL, 10);
	m.month = (int)strtol(d->first + 5, NULL, 10);
	/* In the order of the office: file by file, list owner by list owner. */
	for (i = 0; st == ST_OK && i < d->ncommunes;)
		st = demo_district_people(&m, &i, people, err);
	return st;
}
