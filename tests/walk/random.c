/*
 * SPDX-License-Identifier: ISC
 *
 * The random script of a seed: eighteen months of lists by three owners, who are
 * sometimes late, send lists back and make them anew, and between all of that
 * requests about a few people more than about the others, so that corrections
 * of corrections meet.  An act that does not fit is refused when it is played:
 * the script does not know how things stand.
 */
#include <stdlib.h>
#include <string.h>

#include "play.h"

struct dice {
	uint64_t x;
	int hot[8];
	int late[M_OWNERS]; /* first month without a list */
	struct play *p;
	int now;            /* calendar month */
};

static unsigned
roll(struct dice *d, unsigned n)
{
	uint64_t z = d->x += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((z ^ (z >> 31)) % n);
}

static bool
chance(struct dice *d, unsigned pct)
{
	return roll(d, 100) < pct;
}

static const struct {
	enum act_kind kind;
	unsigned weight;
} weights[] = {
	{ ACT_PAY, 8 }, { ACT_REVERSE, 5 }, { ACT_BLOCK, 3 },
	{ ACT_UNBLOCK, 4 }, { ACT_NEWCOMER, 1 }, { ACT_GRANT, 10 },
	{ ACT_STOP, 7 }, { ACT_DEATH, 2 }, { ACT_REPORT, 2 },
	{ ACT_DECIDE_REPORT, 4 }, { ACT_SUSPEND, 6 }, { ACT_RESUME, 7 },
	{ ACT_AMOUNT, 14 }, { ACT_MOVE, 7 }, { ACT_OUT, 1 },
	{ ACT_MERGE, 2 }, { ACT_FUNERAL, 3 }, { ACT_PAY_FUNERAL, 2 }, { ACT_RECOVER, 4 },
	{ ACT_PLAN, 4 }, { ACT_REPAID, 4 }, { ACT_WRITEOFF, 3 },
	{ ACT_UNDO, 15 }, { ACT_UNCOLLECTED, 3 }, { ACT_COLLECTED, 1 },
};

static enum act_kind
any_kind(struct dice *d)
{
	unsigned sum = 0, at, i;

	for (i = 0; i < sizeof(weights) / sizeof(weights[0]); i++)
		sum += weights[i].weight;
	at = roll(d, sum);
	for (i = 0; at >= weights[i].weight; i++)
		at -= weights[i].weight;
	return weights[i].kind;
}

/* BEFORE=0: nothing reaches back to before the books. */
static int
not_before(int month)
{
	const char *before = getenv("BEFORE");

	return before != NULL && strcmp(before, "0") == 0 && month < M_START ?
	    M_START : month;
}

/* A month near now; sometimes before the books. */
static int
any_month(struct dice *d)
{
	int before = chance(d, 8) ? M_START - 1 - (int)roll(d, 6) : 0;
	int near = d->now + 2 - (int)roll(d, 7);

	return not_before(before != 0 ? before : near);
}

static int64_t
any_amount(struct dice *d)
{
	static const int64_t v[] = { 151000, 211000, 271000, 301000, 395000,
		455000, 611000, 777000 };

	return v[roll(d, sizeof(v) / sizeof(v[0]))];
}

static void
any_act(struct dice *d)
{
	struct act a;

	act_init(&a, any_kind(d));
	if (a.kind == ACT_OUT && chance(d, 60))
		a.kind = ACT_UNDO;
	a.aim = chance(d, 80);
	a.person = chance(d, 75) ? d->hot[roll(d, 8)] : (int)roll(d, 60);
	a.from = any_month(d);
	switch (a.kind) {
	case ACT_NEWCOMER:
		a.person = 60;
		a.commune = (int)roll(d, M_COMMUNES);
		a.cat = (int)roll(d, M_CARE_FROM);
		break;
	case ACT_GRANT:
		a.cat = (int)roll(d, chance(d, 10) ? M_FUNERAL : M_CARE_FROM);
		a.amount = chance(d, 25) ? any_amount(d) : 0;
		a.yes = a.cat < M_CARE_FROM && chance(d, 60);
		break;
	case ACT_STOP:
	case ACT_DEATH:
	case ACT_REPORT: {
		int month = not_before(d->now - (int)roll(d, 5));

		a.from = -1;
		a.year = month / 12;
		a.month = month % 12 + 1;
		a.day = 1 + (int)roll(d, month == d->now ? 5 : 28);
		break;
	}
	case ACT_SUSPEND:
		break;
	case ACT_RESUME:
	case ACT_DECIDE_REPORT:
		a.yes = chance(d, 50);
		if (a.kind == ACT_DECIDE_REPORT)
			a.from = -1;
		break;
	case ACT_AMOUNT:
		a.seed = 1 + (int)roll(d, 1000);
		if (chance(d, 35))
			a.cat2 = (int)roll(d, M_CARE_FROM);
		if (a.cat2 < 0 || chance(d, 15))
			a.amount = any_amount(d);
		break;
	case ACT_MOVE:
		a.commune = (int)roll(d, M_COMMUNES);
		a.from = d->now + 2 - (int)roll(d, 4);
		break;
	case ACT_OUT:
		break;
	case ACT_MERGE:
		a.from = -1;
		a.person = 50 + (int)roll(d, 10);
		a.into = a.person - 50;
		if (chance(d, 40)) {
			a.into += 50;
			a.person -= 50;
		}
		break;
	case ACT_UNCOLLECTED:
		a.aim = false;
		a.from = not_before(M_START - 1 - (int)roll(d, 4));
		a.amount = chance(d, 50) ? 100000 : 270000;
		break;
	case ACT_PLAN:
	case ACT_REPAID:
	case ACT_WRITEOFF:
		a.from = -1;
		a.amount = chance(d, 50) ? 100000 : 0;
		break;
	default:
		a.from = -1;
		break;
	}
	switch (a.kind) {
	case ACT_GRANT:
	case ACT_STOP:
	case ACT_DEATH:
	case ACT_AMOUNT:
	case ACT_OUT:
	case ACT_MERGE:
	case ACT_UNDO:
		a.claim = chance(d, 40);
		break;
	default:
		break;
	}
	play_add(d->p, &a);
}

static void
any_acts(struct dice *d, unsigned most)
{
	unsigned n = roll(d, most + 1);

	while (n-- > 0)
		any_act(d);
}

static void
add(struct dice *d, enum act_kind kind, int owner, int month)
{
	struct act a;

	act_init(&a, kind);
	a.owner = owner;
	a.from = month;
	play_add(d->p, &a);
}

static void
day(struct dice *d, int month, int on)
{
	struct act a;

	act_init(&a, ACT_DAY);
	a.year = month / 12;
	a.month = month % 12 + 1;
	a.day = on;
	play_add(d->p, &a);
	d->now = month;
}

/* From the draft to the approval, with what can come in between. */
static void
one_list(struct dice *d, int owner, int month)
{
	add(d, ACT_CLOSE, owner, month - 1);
	add(d, ACT_LIST, owner, month);
	if (chance(d, 40)) {
		any_acts(d, 2);
		if (chance(d, 80))
			add(d, ACT_LIST, owner, month);
	}
	add(d, ACT_SUBMIT, owner, -1);
	if (chance(d, 25)) {
		any_acts(d, 2);
		add(d, ACT_RETURN, owner, -1);
		any_acts(d, 2);
		add(d, ACT_LIST, owner, month);
		add(d, ACT_SUBMIT, owner, -1);
	}
	if (chance(d, 30))
		any_acts(d, 2);
	add(d, ACT_APPROVE, owner, -1);
	/* Whatever the acts above have made stale. */
	add(d, ACT_LIST, owner, month);
	add(d, ACT_SUBMIT, owner, -1);
	add(d, ACT_APPROVE, owner, -1);
	d->late[owner] = month + 1;
}

static void
pay_days(struct dice *d, int month)
{
	struct act a;
	int o;

	day(d, month, 5);
	for (o = 0; o < M_OWNERS; o++) {
		act_init(&a, ACT_PAYALL);
		a.owner = o;
		a.pct = 50 + (int)roll(d, 51);
		a.seed = 1 + (int)roll(d, 1000);
		play_add(d->p, &a);
	}
	any_acts(d, 8);
	day(d, month, 11);
	any_acts(d, 6);
}

/* About what was had above a lowered rate, by an owner or all. */
static void
any_decision(struct dice *d)
{
	struct act a;
	int o;

	act_init(&a, chance(d, 60) ? ACT_RATE_CLAIM : ACT_RATE_GIVE);
	for (o = 0; o < M_OWNERS; o++) {
		a.owner = o;
		if (chance(d, 60))
			play_add(d->p, &a);
	}
}

static void
any_rate(struct dice *d, int month)
{
	struct act a;

	act_init(&a, chance(d, 60) ? ACT_STANDARD : ACT_COEFFICIENT);
	a.from = month - (int)roll(d, 5);
	if (a.from < M_START) /* what the opening paid was paid by its rates */
		a.from = M_START;
	if (a.kind == ACT_STANDARD) {
		a.amount = chance(d, 40) ? 260000 : 290000 +
		    10000 * (int)roll(d, 4);
	} else {
		a.cat = (int)roll(d, M_CARE_FROM);
		a.amount = m_cats[a.cat].hundredths +
		    (chance(d, 75) ? 50 : -20);
	}
	play_add(d->p, &a);
	any_acts(d, 3);
	if (chance(d, 40))
		any_decision(d);
	if (chance(d, 25)) {
		act_init(&a, ACT_UNDO_RATE);
		play_add(d->p, &a);
	}
	any_acts(d, 2);
	if (chance(d, 50))
		any_decision(d);
}

void
play_random(struct play *p, unsigned seed)
{
	struct dice d = { .x = seed * 7919u + 17, .p = p };
	int i, o, month, twice;

	p->n = 0;
	for (i = 0; i < 8; i++)
		d.hot[i] = (int)roll(&d, i < 3 ? 10 : 60);
	for (o = 0; o < M_OWNERS; o++)
		d.late[o] = M_START;
	twice = chance(&d, 30) ? M_START + 2 + (int)roll(&d, 10) : -1;
	for (i = 0; i < 18; i++) {
		struct act a;

		month = M_START + i;
		/* The dead and the merged are asked about no more. */
		for (o = 3; o < 8 && i % 3 == 2; o++)
			d.hot[o] = (int)roll(&d, 60);
		day(&d, month - 1, 16);
		if (month - 1 != twice)
			add(&d, ACT_OPEN, -1, month);
		if (month == twice)
			p->act[p->n - 1].to = month + 1;
		any_acts(&d, 8);
		o = (int)roll(&d, M_OWNERS);
		while (month - 1 != twice) {
			if (chance(&d, 94) || i == 0)
				while (d.late[o] <= month) {
					if (d.late[o] - 1 == twice) {
						d.late[o]++;
						continue;
					}
					one_list(&d, o, d.late[o]);
				}
			o = (o + 1) % M_OWNERS;
			if (roll(&d, 3) == 0 && chance(&d, 60))
				any_acts(&d, 2);
			if ((d.late[0] > month && d.late[1] > month &&
			    d.late[2] > month) || (i > 0 && chance(&d, 7)))
				break;
		}
		pay_days(&d, month);
		if (i > 3 && chance(&d, 3)) {
			act_init(&a, ACT_REORGANISE);
			a.commune = 1;
			a.owner = 1;
			a.year = month / 12;
			a.month = month % 12 + 1;
			a.day = 1;
			play_add(p, &a);
		}
		if (chance(&d, 12))
			any_rate(&d, month);
		if (chance(&d, 30))
			add(&d, ACT_FUNERALS, (int)roll(&d, M_OWNERS), month);
		act_init(&a, ACT_SYNC);
		play_add(p, &a);
	}
}
