/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: for books of an earlier program, in which people who came by
 * a file have no opening yet.  The roll as it was when the owner's first list
 * was made is computed from what each later request noted in change.done.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ids.h"
#include "base/mem.h"
#include "office/balance/opening_priv.h"
#include "office/roll/grant_store.h"
#include "office/verb/journal.h"

/* Present in books of an earlier program until their openings are made. */
DB_SQL(q_missing) = { "opening.missing",
	"SELECT 1 FROM meta WHERE key = 'opening'" };
DB_SQL(q_made) = { "opening.made",
	"DELETE FROM meta WHERE key = 'opening'" };
/* People who came by a file; change_id NULL: imported by an earlier program. */
DB_SQL(q_people) = { "opening.people",
	"SELECT DISTINCT e.person_id FROM entitlement e"
	" LEFT JOIN change c ON c.id = e.change_id WHERE e.origin IS NULL"
	" AND (e.change_id IS NULL OR c.kind = 'roll') AND e.person_id > ?1"
	" ORDER BY e.person_id LIMIT 500" };
/* Later requests, the oldest first: the first one that touched a grant found it
 * as it was. */
DB_SQL(q_changes) = { "opening.changes",
	"SELECT done FROM change WHERE person_id = ?1"
	" AND state IN ('approved', 'undone') AND checked_at >= ?2 ORDER BY id" };
/* Suspensions begun and ended since, the newest first. */
DB_SQL(q_rests) = { "opening.rests",
	"SELECT done, month FROM change WHERE person_id = ?1"
	" AND state = 'approved' AND kind IN ('suspend', 'resume')"
	" AND checked_at >= ?2 ORDER BY id DESC" };
DB_SQL(q_by_file) = { "opening.by_file",
	"SELECT e.id FROM entitlement e LEFT JOIN change c ON c.id = e.change_id"
	" WHERE e.person_id = ?1 AND (e.change_id IS NULL OR c.kind = 'roll')" };

static unsigned
opening_grant(const struct opening *o, long long id)
{
	unsigned g;

	for (g = 0; g < o->a.grants && o->a.grant[g].id != id; g++)
		;
	return g;
}

/* Restores grants from what a request noted: "grant=ID STATE TO". */
static void
opening_was(struct opening *o, const char *done, bool *seen)
{
	struct wire_args a;
	unsigned i, g;

	wire_args_init(&a);
	journal_decode(done, &a);
	for (i = 0; i < a.n; i++) {
		struct grant was;

		if (strcmp(a.v[i].name, "grant") != 0 ||
		    !record_read(&grant_record, a.v[i].value, &was))
			continue;
		g = opening_grant(o, was.id);
		if (g == o->a.grants || seen[g])
			continue;
		seen[g] = true;
		o->a.grant[g].none = was.state == ENTITLEMENT_VOID;
		o->a.grant[g].to = was.to[0] == '\0' ? ACCOUNT_EVER :
		    account_month(was.to);
	}
	wire_args_done(&a);
}

/* Restores suspensions: "rest=GRANT" was begun with `month`, "rested=GRANT FROM
 * TO" was ended. */
static void
opening_rested(struct opening *o, const char *done, int month)
{
	struct account *a = &o->a;
	struct wire_args in;
	unsigned i, k, g;

	wire_args_init(&in);
	journal_decode(done, &in);
	for (i = 0; i < in.n; i++) {
		struct rest was;

		if (strcmp(in.v[i].name, "rest") == 0) {
			g = opening_grant(o, strtoll(in.v[i].value, NULL, 10));
			for (k = 0; k < a->suspensions; k++)
				if (a->suspension[k].grant == g &&
				    a->suspension[k].from == month)
					a->suspension[k].to = month - 1;
		} else if (strcmp(in.v[i].name, "rested") == 0 &&
		    record_read(&rest_record, in.v[i].value, &was)) {
			a->suspension = mem_resize(a->suspension,
			    a->suspensions + 1, sizeof(*a->suspension));
			a->suspension[a->suspensions++] =
			    (struct account_suspension){
			    .grant = opening_grant(o, was.grant),
			    .from = account_month(was.from),
			    .to = was.to[0] == '\0' ? ACCOUNT_EVER :
			    account_month(was.to) };
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
opening_old(struct db *db, struct opening_book *b, int64_t person,
    struct err *err)
{
	char since[20];
	struct opening *o = opening_begin(db, b, person, since, err);
	enum status st = err->st;

	if (st == ST_OK && (account_load(db, person, &o->a, err) != ST_OK ||
	    (o->a.person == person && o->a.openings == 0 &&
	    ((since[0] != '\0' && opening_back(o, person, since,
	    err) != ST_OK) || opening_write(o, err) != ST_OK))))
		st = err->st;
	opening_free(o);
	return st;
}

static enum status
opening_all(struct db *db, struct err *err)
{
	struct opening_book *b = opening_book(db, err);
	struct ids people = { .n = 0 };
	enum status st = err->st;
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
	opening_book_free(b);
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
