/* SPDX-License-Identifier: ISC */
/*
 * list_lines_help: periods are opened, and the lines that their lists have for
 * somebody.
 */
#pragma once

#include "list_help.h"
#include "office/list/list.h"

static inline void
open_period(const char *code, const char *through)
{
	office_period(&o, code, through);
}

/* Lines of a person in order: "2019-11 base 270000; ...". */
static inline const char *
lines(int64_t person)
{
	static const struct db_sql q = { "t.lines_of",
		"SELECT coalesce(group_concat(month || ' ' || kind || ' ' ||"
		" amount, '; '), '') FROM (SELECT * FROM line"
		" WHERE person_id = ?1 ORDER BY list_id, id)" };
	static char text[600];
	struct db_stmt *s = db_usef(o.db, &q, "i", person);
	bool row;

	assert_int_equal(db_step(s, &row, &o.err), ST_OK);
	db_copy(s, 0, text, sizeof(text));
	db_reset(s);
	return text;
}

/* Statements are kept by the address of their struct. */
static struct db_sql asked[128];
static unsigned nasked;

static inline int64_t
number(const char *text, int64_t arg)
{
	assert_true(nasked < sizeof(asked) / sizeof(asked[0]));
	asked[nasked].name = "t.number";
	asked[nasked].text = text;
	return office_int(&o, &asked[nasked++], arg);
}

static inline struct list_head
head(int64_t list)
{
	struct list_head h;
	struct actor who;

	office_actor(&o, "tinh", &who);
	assert_int_equal(list_get(o.db, &who.scope, list, &h, &o.err), ST_OK);
	actor_done(&who);
	return h;
}

#define GRANT(id, person, category)                                            \
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"    \
	    " changed_at) VALUES (" #id ", " #person ", '" category "',"         \
	    " '2018-01', '')")
