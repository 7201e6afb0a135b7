/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: what the system before these books paid.  A roll that is
 * approved before its owner's first list says what that was: each month of each
 * entitlement at the rates of then.  It is kept in đồng, so that neither a
 * request nor a rate that reaches back can change what was had.  Owns opening.
 */
#include "office/balance/opening.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ids.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/account.h"
#include "office/balance/settle.h"
#include "office/period/owner.h"
#include "office/verb/journal.h"

/* Months from which on a rate or a rule is another. */
static const struct db_sql q_marks = { "opening.marks",
	"SELECT from_month, 0 FROM standard"
	" UNION SELECT from_month, 0 FROM coefficient"
	" UNION SELECT from_month, 0 FROM office_province"
	" UNION SELECT from_month, 0 FROM keeps_both"
	" UNION SELECT to_month, 1 FROM keeps_both WHERE to_month IS NOT NULL" };
static const struct db_sql q_single = { "opening.single",
	"SELECT e.id, e.category, coalesce(e.hundredths, 0),"
	" coalesce(e.manual, 0), e.from_month, coalesce(e.to_month, ''),"
	" p.state = 'active' AND c.kind <> 'funeral' AND NOT EXISTS (SELECT 1"
	"  FROM suspension s WHERE s.entitlement_id = e.id)"
	" FROM entitlement e JOIN category c ON c.code = e.category"
	" JOIN person p ON p.id = e.person_id"
	" WHERE e.person_id = ?1 AND e.state <> 'void' LIMIT 2" };
static const struct db_sql q_drop = { "opening.drop",
	"DELETE FROM opening WHERE entitlement_id IN"
	" (SELECT id FROM entitlement WHERE person_id = ?1)" };
static const struct db_sql q_add = { "opening.add",
	"INSERT INTO opening (entitlement_id, from_month, to_month, amount,"
	" owner_id) VALUES (?1, ?2, nullif(?3, ''), ?4, ?5)" };
/* The moment from which on the owner's lists say what was had. */
static const struct db_sql q_lists = { "opening.lists",
	"SELECT coalesce(min(prepared_at), '') FROM list WHERE owner_id = ?1"
	" AND kind = 'monthly' AND state <> 'draft'" };
/* Books of an earlier program, whose openings were not made yet. */
static const struct db_sql q_missing = { "opening.missing",
	"SELECT 1 FROM meta WHERE key = 'opening'" };
static const struct db_sql q_made = { "opening.made",
	"DELETE FROM meta WHERE key = 'opening'" };
/* Came by files, and not by requests: NULL is an import of before. */
static const struct db_sql q_people = { "opening.people",
	"SELECT DISTINCT e.person_id FROM entitlement e"
	" LEFT JOIN change c ON c.id = e.change_id WHERE e.origin IS NULL"
	" AND (e.change_id IS NULL OR c.kind = 'roll') AND e.person_id > ?1"
	" ORDER BY e.person_id LIMIT 500" };
/* Requests since, the oldest first: what they found is how it was. */
static const struct db_sql q_changes = { "opening.changes",
	"SELECT done FROM change WHERE person_id = ?1"
	" AND state IN ('approved', 'undone') AND checked_at >= ?2 ORDER BY id" };
/* Rests begun and ended since, the newest first. */
static const struct db_sql q_rests = { "opening.rests",
	"SELECT done, month FROM change WHERE person_id = ?1"
	" AND state = 'approved' AND kind IN ('suspend', 'resume')"
	" AND checked_at >= ?2 ORDER BY id DESC" };
static const struct db_sql q_by_file = { "opening.by_file",
	"SELECT e.id FROM entitlement e LEFT JOIN change c ON c.id = e.change_id"
	" WHERE e.person_id = ?1 AND (e.change_id IS NULL OR c.kind = 'roll')" };

/* Rates between two marks are the same: what was met, for all people of a set. */
#define OPENING_RATES 256
struct opening_rate {
	char category[CATEGORY_CODE];
	int64_t hundredths, manual, amount;
	int mark;
};
struct opening_book {
	int *mark;             /* months, in order, each once */
	unsigned marks, rates;
	struct opening_rate rate[OPENING_RATES];
};

struct opening {
	struct db *db;
	const struct opening_book *book;
	struct account a;
	struct account_at at;
	int64_t owner;
	int *mark;             /* those of the book and of the person, in order */
	unsigned marks;
	struct opening_span {
		int from;
		int64_t amount;
	} *span;               /* of each grant, as it runs */
};

static int
opening_cmp(const void *x, const void *y)
{
	return *(const int *)x - *(const int *)y;
}

static void
opening_mark(struct opening *o, int month)
{
	if (month >= ACCOUNT_EVER)
		return;
	o->mark = mem_resize(o->mark, o->marks + 1, sizeof(*o->mark));
	o->mark[o->marks++] = month;
}

/* Between two of these nothing changes. */
static void
opening_marks(struct opening *o)
{
	unsigned i;

	for (i = 0; i < o->book->marks; i++)
		opening_mark(o, o->book->mark[i]);
	for (i = 0; i < o->a.grants; i++) {
		opening_mark(o, o->a.grant[i].from);
		opening_mark(o, o->a.grant[i].to + 1);
	}
	for (i = 0; i < o->a.rests; i++) {
		opening_mark(o, o->a.rest[i].from);
		opening_mark(o, o->a.rest[i].to + 1);
	}
	if (o->marks > 1)
		qsort(o->mark, o->marks, sizeof(*o->mark), opening_cmp);
}

static enum status
opening_book(struct db *db, struct opening_book *b, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_marks);
	enum status st;
	unsigned i, n = 0;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		b->mark = mem_resize(b->mark, b->marks + 1, sizeof(*b->mark));
		b->mark[b->marks++] = account_month(db_text(s, 0)) +
		    (int)db_int(s, 1);
	}
	if (b->marks > 1)
		qsort(b->mark, b->marks, sizeof(*b->mark), opening_cmp);
	for (i = 0; i < b->marks; i++)
		if (n == 0 || b->mark[i] != b->mark[n - 1])
			b->mark[n++] = b->mark[i];
	b->marks = n;
	return st;
}

static enum status
opening_span(struct opening *o, unsigned grant, int to, struct err *err)
{
	const struct opening_span *n = &o->span[grant];
	char from[8], last[8] = "";

	if (n->amount == 0)
		return ST_OK;
	account_month_text(n->from, from);
	if (to != 0)
		account_month_text(to, last);
	return db_run(db_usef(o->db, &q_add, "ittii", o->a.grant[grant].id,
	    from, last, n->amount, o->owner), err);
}

/* What is due of each grant from that month on. */
static enum status
opening_at(struct opening *o, int month, struct err *err)
{
	unsigned i, n;

	if (account_at(&o->a, month, &o->at, err) != ST_OK)
		return err->st;
	for (i = 0; i < o->a.grants; i++) {
		int64_t amount = 0;

		n = account_node_of(&o->at, i);
		if (n < ACCOUNT_NODES && o->at.node[n].is.due &&
		    o->a.grant[i].kind != 'f')
			amount = o->at.node[n].is.amount;
		if (amount == o->span[i].amount)
			continue;
		if (opening_span(o, i, month - 1, err) != ST_OK)
			return err->st;
		o->span[i].from = month;
		o->span[i].amount = amount;
	}
	return ST_OK;
}

static enum status
opening_write(struct opening *o, struct err *err)
{
	int first = ACCOUNT_EVER;
	unsigned i;

	o->span = mem_array(o->a.grants + 1, sizeof(*o->span));
	for (i = 0; i < o->a.grants; i++)
		if (o->a.grant[i].from < first)
			first = o->a.grant[i].from;
	for (i = 0; i < o->marks; i++)
		if (o->mark[i] >= first &&
		    (i == 0 || o->mark[i] != o->mark[i - 1]) &&
		    opening_at(o, o->mark[i], err) != ST_OK)
			return err->st;
	for (i = 0; i < o->a.grants; i++)
		if (opening_span(o, i, 0, err) != ST_OK)
			return err->st;
	return ST_OK;
}

static void
opening_done(struct opening *o)
{
	account_done(&o->a);
	free(o->mark);
	free(o->span);
}

static enum status
opening_begin(struct db *db, int64_t person, struct opening *o, char since[20],
    struct err *err)
{
	struct db_stmt *s;
	bool row;

	memset(o, 0, sizeof(*o));
	o->db = db;
	if (list_owner_of_person(db, person, &o->owner, err) != ST_OK)
		return err->st;
	s = db_usef(db, &q_lists, "i", o->owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, since, 20);
	db_reset(s);
	return ST_OK;
}

/* What the month gives; `mark`: how many marks lie up to it. */
static enum status
opening_amount(struct opening *o, struct opening_book *b,
    const struct account_grant *g, int month, int mark, int64_t *amount,
    struct err *err)
{
	struct category_amount is;
	char province[9], text[8];
	struct category_ask ask = { .province = province,
	    .category = g->category, .month = text,
	    .hundredths = g->hundredths, .manual = g->manual };
	struct opening_rate *r;
	unsigned i;

	for (i = 0; i < b->rates; i++) {
		r = &b->rate[i];
		if (r->mark == mark && r->hundredths == g->hundredths &&
		    r->manual == g->manual &&
		    strcmp(r->category, g->category) == 0) {
			*amount = r->amount;
			return ST_OK;
		}
	}
	account_month_text(month, text);
	if (category_province_at(o->db, text, province, sizeof(province),
	    err) != ST_OK)
		return err->st;
	is.amount = 0;
	/* A month before there were rates was due nothing. */
	if (category_amount(o->db, &ask, &is, err) != ST_OK &&
	    err->st != ST_NOTFOUND)
		return err->st;
	*amount = err->st == ST_NOTFOUND ? 0 : is.amount;
	*err = (struct err)ERR_INIT;
	if (b->rates == OPENING_RATES)
		b->rates = 0;
	r = &b->rate[b->rates++];
	r->mark = mark;
	r->hundredths = g->hundredths;
	r->manual = g->manual;
	r->amount = *amount;
	(void)str_copy_cut(r->category, sizeof(r->category), g->category);
	return ST_OK;
}

/* Whoever has one allowance, and it never rested, has nothing to be chosen
 * from: most people. */
static enum status
opening_single(struct opening *o, struct opening_book *b, int64_t person,
    bool *done, struct err *err)
{
	struct db_stmt *s = db_usef(o->db, &q_single, "i", person);
	struct account_grant g = { .kind = 'b' };
	struct opening_span span = { 0 };
	char from[8], last[8], to[8];
	int64_t amount = 0;
	unsigned i;
	bool two;
	int month;

	if (db_step(s, done, err) != ST_OK || !*done)
		return err->st;
	*done = db_int(s, 6) != 0;
	g.id = db_int(s, 0);
	db_copy(s, 1, g.category, sizeof(g.category));
	g.hundredths = db_int(s, 2);
	g.manual = db_int(s, 3);
	g.from = account_month(db_text(s, 4));
	db_copy(s, 5, to, sizeof(to));
	if (db_step(s, &two, err) != ST_OK)
		return err->st;
	db_reset(s);
	*done &= !two;
	if (!*done)
		return ST_OK;
	g.to = to[0] == '\0' ? ACCOUNT_EVER : account_month(to);
	for (i = 0; i <= b->marks; i++) {
		/* From mark i - 1, or its own first month, to before mark i. */
		month = i == 0 || b->mark[i - 1] < g.from ? g.from :
		    b->mark[i - 1];
		if (month > g.to || (i < b->marks && b->mark[i] <= month))
			continue;
		if (opening_amount(o, b, &g, month, (int)i, &amount,
		    err) != ST_OK)
			return err->st;
		if (amount == span.amount)
			continue;
		account_month_text(span.from, from);
		account_month_text(month - 1, last);
		if (span.amount != 0 && db_run(db_usef(o->db, &q_add, "ittii",
		    g.id, from, last, span.amount, o->owner), err) != ST_OK)
			return err->st;
		span.from = month;
		span.amount = amount;
	}
	account_month_text(span.from, from);
	return span.amount == 0 ? ST_OK : db_run(db_usef(o->db, &q_add,
	    "ittii", g.id, from, to, span.amount, o->owner), err);
}

static enum status
opening_newcomer(struct verb_call *c, struct opening_book *b, int64_t person,
    int64_t change, struct err *err)
{
	const struct settle_ask ask = { .person = person, .change = change,
	    .from = "", .to = "", .why = _("came by a file"),
	    .no_arrears = true };
	struct opening *o = mem_zalloc(sizeof(*o));
	struct settled is;
	char since[20] = "";
	enum status st = opening_begin(c->db, person, o, since, err);
	bool single = false;

	o->book = b;
	if (st == ST_OK && since[0] != '\0')
		st = balance_settle(c, &ask, &is, err);
	else if (st == ST_OK) {
		st = db_run(db_usef(c->db, &q_drop, "i", person), err);
		if (st == ST_OK)
			st = opening_single(o, b, person, &single, err);
		if (st == ST_OK && !single)
			st = account_load(c->db, person, &o->a, err);
		if (st == ST_OK && !single) {
			opening_marks(o);
			st = opening_write(o, err);
		}
	}
	opening_done(o);
	free(o);
	return st;
}

enum status
balance_newcomers(struct verb_call *c, const struct ids *people,
    int64_t change, struct err *err)
{
	struct opening_book *b = mem_zalloc(sizeof(*b));
	enum status st = opening_book(c->db, b, err);
	unsigned i;

	for (i = 0; st == ST_OK && i < people->n; i++)
		st = opening_newcomer(c, b, people->v[i], change, err);
	free(b->mark);
	free(b);
	return st;
}

/* ---- books that run already ------------------------------------------------- */

static unsigned
opening_grant(const struct opening *o, long long id)
{
	unsigned g;

	for (g = 0; g < o->a.grants && o->a.grant[g].id != id; g++)
		;
	return g;
}

/* As it was before what a request did: "grant=ID STATE TO". */
static void
opening_was(struct opening *o, const char *done, bool *seen)
{
	struct wire_args a;
	unsigned i, g;

	wire_args_init(&a);
	journal_decode(done, &a);
	for (i = 0; i < a.n; i++) {
		char state[16], to[16];
		long long id;

		if (strcmp(a.v[i].name, "grant") != 0 ||
		    sscanf(a.v[i].value, "%lld %15s %15s", &id, state,
		    to) != 3)
			continue;
		g = opening_grant(o, id);
		if (g == o->a.grants || seen[g])
			continue;
		seen[g] = true;
		o->a.grant[g].none = strcmp(state, "void") == 0;
		o->a.grant[g].to = strcmp(to, "-") == 0 ? ACCOUNT_EVER :
		    account_month(to);
	}
	wire_args_done(&a);
}

/* "rest=GRANT" began with `month`; "rested=GRANT FROM TO" ended. */
static void
opening_rested(struct opening *o, const char *done, int month)
{
	struct account *a = &o->a;
	struct wire_args in;
	unsigned i, k, g;

	wire_args_init(&in);
	journal_decode(done, &in);
	for (i = 0; i < in.n; i++) {
		char from[8], to[8];
		long long id;

		if (strcmp(in.v[i].name, "rest") == 0) {
			g = opening_grant(o, strtoll(in.v[i].value, NULL, 10));
			for (k = 0; k < a->rests; k++)
				if (a->rest[k].grant == g &&
				    a->rest[k].from == month)
					a->rest[k].to = month - 1;
		} else if (strcmp(in.v[i].name, "rested") == 0 &&
		    sscanf(in.v[i].value, "%lld %7s %7s", &id, from, to) == 3) {
			a->rest = mem_resize(a->rest, a->rests + 1,
			    sizeof(*a->rest));
			a->rest[a->rests++] = (struct account_rest){
			    .grant = opening_grant(o, id),
			    .from = account_month(from),
			    .to = strcmp(to, "-") == 0 ? ACCOUNT_EVER :
			    account_month(to) };
		}
	}
	wire_args_done(&in);
}

/* The roll as it was when the owner's first list was made. */
static enum status
opening_back(struct opening *o, int64_t person, const char *since,
    struct err *err)
{
	bool *seen = mem_array(o->a.grants + 1, sizeof(*seen));
	bool *file = mem_array(o->a.grants + 1, sizeof(*file));
	struct db_stmt *s = db_usef(o->db, &q_by_file, "i", person);
	enum status st;
	unsigned g;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		for (g = 0; g < o->a.grants; g++)
			file[g] |= o->a.grant[g].id == db_int(s, 0);
	s = db_usef(o->db, &q_changes, "it", person, since);
	while (st == ST_OK && (st = db_step(s, &row, err)) == ST_OK && row)
		opening_was(o, db_text(s, 0), seen);
	s = db_usef(o->db, &q_rests, "it", person, since);
	while (st == ST_OK && (st = db_step(s, &row, err)) == ST_OK && row)
		opening_rested(o, db_text(s, 0), account_month(db_text(s, 1)));
	for (g = 0; g < o->a.grants; g++)
		o->a.grant[g].none |= !file[g];
	free(seen);
	free(file);
	return st;
}

static enum status
opening_old(struct db *db, const struct opening_book *b, int64_t person,
    struct err *err)
{
	struct opening *o = mem_zalloc(sizeof(*o));
	char since[20] = "";
	enum status st = opening_begin(db, person, o, since, err);

	o->book = b;
	if (st == ST_OK)
		st = account_load(db, person, &o->a, err);
	if (st == ST_OK && o->a.person == person && o->a.openings == 0) {
		if (since[0] != '\0')
			st = opening_back(o, person, since, err);
		opening_marks(o);
		if (st == ST_OK)
			st = opening_write(o, err);
	}
	opening_done(o);
	free(o);
	return st;
}

static enum status
opening_all(struct db *db, struct err *err)
{
	struct opening_book *b = mem_zalloc(sizeof(*b));
	struct ids people = { .n = 0 };
	enum status st = opening_book(db, b, err);
	int64_t after = 0;
	unsigned i;
	bool row;

	while (st == ST_OK) {
		struct db_stmt *s = db_usef(db, &q_people, "i", after);

		while ((st = db_step(s, &row, err)) == ST_OK && row)
			ids_add(&people, db_int(s, 0));
		if (st != ST_OK || people.n == 0)
			break;
		after = people.v[people.n - 1];
		for (i = 0; st == ST_OK && i < people.n; i++)
			st = opening_old(db, b, people.v[i], err);
		ids_done(&people);
	}
	ids_done(&people);
	free(b->mark);
	free(b);
	return st;
}

enum status
balance_open_books(struct db *db, struct err *err)
{
	int64_t one;
	bool missing;

	if (db_int1(db_use(db, &q_missing), &one, &missing, err) != ST_OK ||
	    (missing && opening_all(db, err) != ST_OK))
		return err->st;
	return db_run(db_use(db, &q_made), err);
}
