/* SPDX-License-Identifier: ISC */
/*
 * who_help: what a verb wrote of the tables that actor_load() reads.  Books
 * keeps who somebody is and which places are his until a verb with VERB_WHO was
 * done: one that writes such a row without the flag leaves old rights standing.
 * Temporary triggers, so that what a handler takes back again does not count.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>

#include "office/table.h"

static inline void
who_watch(struct db *db)
{
	static const char *const tables[] = { "staff", "staff_point", "unit",
		"point", "area", "area_change" };
	static const char *const how[] = { "INSERT", "UPDATE", "DELETE" };
	static char text[1 + 18][160];
	static struct db_sql q[1 + 18];
	struct err err = ERR_INIT;
	unsigned i;

	for (i = 0; i < 1 + 18; i++) {
		if (i == 0)
			(void)snprintf(text[i], sizeof(text[i]),
			    "CREATE TEMP TABLE IF NOT EXISTS who_wrote (place TEXT)");
		else
			(void)snprintf(text[i], sizeof(text[i]), "CREATE TEMP "
			    "TRIGGER IF NOT EXISTS who_%u AFTER %s ON %s BEGIN INSERT INTO "
			    "who_wrote VALUES ('%s'); END", i,
			    how[(i - 1) % 3], tables[(i - 1) / 3],
			    tables[(i - 1) / 3]);
		q[i] = (struct db_sql){ "who.watch", text[i] };
		if (db_run(db_use(db, &q[i]), &err) != ST_OK)
			fail_msg("%s: %s", text[i], err.msg);
	}
}

/* For tests that look at plans: triggers bring steps of their own. */
static inline void
who_forget(struct db *db)
{
	static char text[18][32];
	static struct db_sql q[18];
	struct err err = ERR_INIT;
	unsigned i;

	for (i = 0; i < 18; i++) {
		(void)snprintf(text[i], sizeof(text[i]),
		    "DROP TRIGGER IF EXISTS who_%u", i + 1);
		q[i] = (struct db_sql){ "who.forget", text[i] };
		if (db_run(db_use(db, &q[i]), &err) != ST_OK)
			fail_msg("%s: %s", text[i], err.msg);
	}
}

/* Before a verb, in its transaction. */
static inline void
who_before(struct db *db)
{
	static const struct db_sql known = { "who.known", "SELECT 1 FROM "
		"sqlite_temp_schema WHERE name = 'who_wrote'" };
	static const struct db_sql q = { "who.before", "DELETE FROM who_wrote" };
	struct err err = ERR_INIT;
	int64_t one;
	bool found;

	if (db_int1(db_use(db, &known), &one, &found, &err) != ST_OK)
		fail_msg("%s", err.msg);
	if (!found)
		who_watch(db);
	if (db_run(db_use(db, &q), &err) != ST_OK)
		fail_msg("%s", err.msg);
}

/* After it: a verb that wrote such a row has the flag. */
static inline void
who_after(struct db *db, const char *verb)
{
	static const struct db_sql q = { "who.after",
		"SELECT place FROM who_wrote LIMIT 1" };
	struct db_stmt *s = db_use(db, &q);
	const struct verb *v = verb_find(verb);
	struct err err = ERR_INIT;
	bool row;

	if (db_step(s, &row, &err) != ST_OK)
		fail_msg("%s", err.msg);
	if (row && v != NULL && (v->flags & VERB_WHO) == 0)
		fail_msg("%s writes %s and has no VERB_WHO", verb, db_text(s, 0));
	db_reset(s);
}
