/* SPDX-License-Identifier: ISC */
#include "tests/bench/inside.h"

#include "base/log.h"
#include "office/period/period.h"
#include "office/place/staff.h"

int __real_sqlite3_step(sqlite3_stmt *s);
int __wrap_sqlite3_step(sqlite3_stmt *s);

static int64_t inside_step_count;

int
__wrap_sqlite3_step(sqlite3_stmt *s)
{
	inside_step_count++;
	return __real_sqlite3_step(s);
}

int64_t
inside_steps(void)
{
	return inside_step_count;
}

void
inside_must(enum status st, const struct err *err)
{
	if (st != ST_OK)
		fatalx("%s", err->msg);
}

void
inside_scope(struct db *db, const char *login, struct scope *out)
{
	struct err err = ERR_INIT;
	struct staff who;
	struct actor a;

	if (login[0] == '\0') {
		scope_all(out);
		return;
	}
	inside_must(staff_by_login(db, login, &who, &err), &err);
	inside_must(actor_load(db, who.id, &a, &err), &err);
	*out = a.scope;
}

int64_t
inside_period(struct db *db)
{
	struct err err = ERR_INIT;
	struct period p;

	inside_must(period_find(db, "", &p, &err), &err);
	return p.id;
}

sqlite3 *
inside_raw(const char *path, int flags)
{
	sqlite3 *raw = NULL;

	if (sqlite3_open_v2(path, &raw, flags, NULL) != SQLITE_OK)
		fatalx("%s: %s", path, sqlite3_errmsg(raw));
	return raw;
}

sqlite3_stmt *
inside_prepare(sqlite3 *raw, const char *sql)
{
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(raw, sql, -1, &s, NULL) != SQLITE_OK)
		fatalx("%s: %s", sql, sqlite3_errmsg(raw));
	return s;
}

void
inside_exec(sqlite3 *raw, const char *sql)
{
	if (sqlite3_exec(raw, sql, NULL, NULL, NULL) != SQLITE_OK)
		fatalx("%s: %s", sql, sqlite3_errmsg(raw));
}

uint32_t
inside_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}
