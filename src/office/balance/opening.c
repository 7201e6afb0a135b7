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
#include "office/balance/account.h"
#include "office/balance/settle.h"
#include "office/verb/journal.h"

/* Months from which on a rate or a rule is another. */
static const struct db_sql q_marks = { "opening.marks",
	"SELECT from_month FROM standard UNION SELECT from_month FROM coefficient"
	" UNION SELECT from_month FROM office_province"
	" UNION SELECT from_month FROM keeps_both"
	" UNION SELECT to_month FROM keeps_both WHERE to_month IS NOT NULL" };
static const struct db_sql q_drop = { "opening.drop",
	"DELETE FROM opening WHERE entitlement_id IN"
	" (SELECT id FROM entitlement WHERE person_id = ?1)" };
static const struct db_sql q_add = { "opening.add",
	"INSERT INTO opening (entitlement_id, from_month, to_month, amount,"
	" owner_id) VALUES (?1, ?2, nullif(?3, ''), ?4, ?5)" };
static const struct db_sql q_owner = { "opening.owner",
	"SELECT CASE above.level WHEN 'district' THEN above.id ELSE a.id END"
	" FROM person p JOIN area a ON a.id = p.area_id"
	" LEFT JOIN area above ON above.id = a.parent_id WHERE p.id = ?1" };
/* The moment from which on the owner's lists say what was had. */
static const struct db_sql q_lists = { "opening.lists",
	"SELECT coalesce(min(prepared_at), '') FROM list WHERE owner_id = ?1"
	" AND kind = 'monthly' AND state <> 'draft'" };
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

struct opening {
	struct db *db;
	struct account a;
	struct account_at at;
	int64_t owner;
	int *mark;             /* months, in order */
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
static enum status
opening_marks(struct opening *o, struct err *err)
{
	struct db_stmt *s = db_use(o->db, &q_marks);
	enum status st;
	unsigned i;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		opening_mark(o, account_month(db_text(s, 0)));
		opening_mark(o, account_month(db_text(s, 0)) + 1);
	}
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
	if (db_int1(db_usef(db, &q_owner, "i", person), &o->owner, &row,
	    err) != ST_OK)
		return err->st;
	s = db_usef(db, &q_lists, "i", o->owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, since, 20);
	db_reset(s);
	return ST_OK;
}

enum status
balance_newcomer(struct verb_call *c, int64_t person, int64_t change,
    struct err *err)
{
	const struct settle_ask ask = { .person = person, .change = change,
	    .from = "", .to = "", .why = _("came by a file"),
	    .no_arrears = true };
	struct opening *o = mem_zalloc(sizeof(*o));
	struct settled is;
	char since[20] = "";
	enum status st = opening_begin(c->db, person, o, since, err);

	if (st == ST_OK && since[0] != '\0')
		st = balance_settle(c, &ask, &is, err);
	else if (st == ST_OK) {
		st = db_run(db_usef(c->db, &q_drop, "i", person), err);
		if (st == ST_OK)
			st = account_load(c->db, person, &o->a, err);
		if (st == ST_OK)
			st = opening_marks(o, err);
		if (st == ST_OK)
			st = opening_write(o, err);
	}
	opening_done(o);
	free(o);
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
opening_old(struct db *db, int64_t person, struct err *err)
{
	struct opening *o = mem_zalloc(sizeof(*o));
	char since[20] = "";
	enum status st = opening_begin(db, person, o, since, err);

	if (st == ST_OK)
		st = account_load(db, person, &o->a, err);
	if (st == ST_OK && o->a.person == person && o->a.openings == 0) {
		if (since[0] != '\0')
			st = opening_back(o, person, since, err);
		if (st == ST_OK)
			st = opening_marks(o, err);
		if (st == ST_OK)
			st = opening_write(o, err);
	}
	opening_done(o);
	free(o);
	return st;
}

enum status
balance_open_books(struct db *db, struct err *err)
{
	struct ids people = { .n = 0 };
	int64_t after = 0;
	enum status st;
	unsigned i;
	bool row;

	for (;;) {
		struct db_stmt *s = db_usef(db, &q_people, "i", after);

		while ((st = db_step(s, &row, err)) == ST_OK && row)
			ids_add(&people, db_int(s, 0));
		if (st != ST_OK || people.n == 0)
			break;
		after = people.v[people.n - 1];
		for (i = 0; st == ST_OK && i < people.n; i++)
			st = opening_old(db, people.v[i], err);
		ids_done(&people);
		if (st != ST_OK)
			break;
	}
	ids_done(&people);
	return st;
}
