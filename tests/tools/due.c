/* SPDX-License-Identifier: ISC */
#include "tests/tools/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "db/db.h"

static const struct db_sql q_period = { "due.period",
	"SELECT id, code FROM period WHERE state = 'open' ORDER BY code DESC LIMIT 1" };
/* As the verb pays: approved, not standing, not blocked, up to the period. */
static const struct db_sql q_due = { "due.lines",
	"SELECT (SELECT min(sp.staff_id) FROM staff_point sp JOIN staff s ON"
	" s.id = sp.staff_id WHERE sp.point_id = p.point_id AND s.role = 'paying'"
	" AND s.active = 1) AS payer, l.person_id, p.code, p.point_id, l.id, l.amount,"
	" EXISTS (SELECT 1 FROM collector c WHERE c.person_id = p.id"
	"  AND c.kind = 'guardian' AND c.active = 1)"
	" FROM line l JOIN list i ON i.id = l.list_id JOIN period e ON e.id = l.period_id"
	" JOIN person p ON p.id = l.person_id"
	" WHERE i.state IN ('approved', 'closed') AND e.code <= ?1 AND p.state = 'active'"
	" AND payer IS NOT NULL"
	" AND NOT EXISTS (SELECT 1 FROM standing t WHERE t.line_id = l.id)"
	" AND NOT EXISTS (SELECT 1 FROM block b WHERE b.line_id = l.id)"
	" ORDER BY payer, l.person_id, l.id" };

static void
due_must(enum status st, const struct err *err)
{
	if (st != ST_OK)
		fatalx("%s", err->msg);
}

static void
due_read(struct db *db, struct due_all *a)
{
	struct err err = ERR_INIT;
	struct db_stmt *s;
	size_t cap = 0;
	bool row;

	s = db_use(db, &q_period);
	due_must(db_step(s, &row, &err), &err);
	if (!row)
		fatalx("no period is open");
	a->period = db_int(s, 0);
	db_copy(s, 1, a->period_code, sizeof(a->period_code));
	db_reset(s);
	s = db_usef(db, &q_due, "t", a->period_code);
	for (;;) {
		struct due *d;

		due_must(db_step(s, &row, &err), &err);
		if (!row)
			break;
		if (a->n == 0 || a->v[a->n - 1].person != db_int(s, 1)) {
			if (a->n == cap) {
				cap = cap == 0 ? 4096 : cap * 2;
				a->v = mem_resize(a->v, cap, sizeof(*a->v));
			}
			d = &a->v[a->n++];
			memset(d, 0, sizeof(*d));
			d->staff = db_int(s, 0);
			d->person = db_int(s, 1);
			db_copy(s, 2, d->code, sizeof(d->code));
			d->point = db_int(s, 3);
			d->guardian = db_int(s, 6) != 0;
		}
		d = &a->v[a->n - 1];
		if (d->n == DUE_LINES)
			fatalx("person %s has too many lines", d->code);
		d->line[d->n] = db_int(s, 4);
		d->amount[d->n] = db_int(s, 5);
		d->total += d->amount[d->n++];
	}
}

struct due_staff {
	int64_t staff;
	size_t people;
};

static int
due_most(const void *a, const void *b)
{
	const struct due_staff *x = a, *y = b;

	if (x->people != y->people)
		return x->people < y->people ? 1 : -1;
	return (x->staff > y->staff) - (x->staff < y->staff);
}

/* Who has the most; rows are in order of staff. */
static void
due_choose(struct due_all *a, int desks)
{
	struct due_staff *v = mem_array(a->n + 1, sizeof(*v));
	size_t i, n = 0;

	for (i = 0; i < a->n; i++) {
		if (n == 0 || v[n - 1].staff != a->v[i].staff)
			v[n++].staff = a->v[i].staff;
		v[n - 1].people++;
	}
	qsort(v, n, sizeof(*v), due_most);
	a->desks = (int)n < desks ? (int)n : desks;
	for (i = 0; i < (size_t)a->desks; i++)
		a->staff[i] = v[i].staff;
	free(v);
}

struct due_turn {
	struct due *d;
	size_t turn;
};

static int
due_in_turn(const void *a, const void *b)
{
	const struct due_turn *x = a, *y = b;

	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return x->d->desk - y->d->desk;
}

/* Everybody's first, everybody's second, ...; others' people go. */
static void
due_deal(struct due_all *a)
{
	struct due_turn *t = mem_array(a->n + 1, sizeof(*t));
	struct due *sorted = mem_array(a->n + 1, sizeof(*sorted));
	size_t count[1024] = { 0 }, i, n = 0;
	int k;

	for (i = 0; i < a->n; i++) {
		for (k = 0; k < a->desks && a->staff[k] != a->v[i].staff; k++)
			;
		if (k == a->desks)
			continue;
		a->v[i].desk = k;
		t[n].d = &a->v[i];
		t[n++].turn = count[k]++;
	}
	qsort(t, n, sizeof(*t), due_in_turn);
	for (i = 0; i < n; i++)
		sorted[i] = *t[i].d;
	free(t);
	free(a->v);
	a->v = sorted;
	a->n = n;
}

void
due_load(const char *database, int desks, struct due_all *out)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	memset(out, 0, sizeof(*out));
	if (desks < 1 || desks > 1024)
		fatalx("1 to 1024 desks");
	due_must(db_open_reader(database, DB_BOOKS, &db, &err), &err);
	due_read(db, out);
	db_close(db);
	due_choose(out, desks);
	due_deal(out);
	if (out->n == 0)
		fatalx("nobody is left to pay");
}

void
due_done(struct due_all *a)
{
	free(a->v);
	memset(a, 0, sizeof(*a));
}
