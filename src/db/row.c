/*
 * SPDX-License-Identifier: ISC
 *
 * row: columns of a result into members of a struct.
 */
#include "db/row.h"

#include <string.h>

#include "base/log.h"
#include "db/db_priv.h"

static void
db_member(struct db_stmt *s, int i, const struct db_col *c, char *at)
{
	switch (c->kind) {
	case DB_MEMBER_INT64:
		*(int64_t *)(void *)at = db_int(s, i);
		break;
	case DB_MEMBER_INT:
		*(int *)(void *)at = (int)db_int(s, i);
		break;
	case DB_MEMBER_BOOL:
		*(bool *)(void *)at = db_int(s, i) != 0;
		break;
	case DB_MEMBER_LETTER:
		*at = db_text(s, i)[0];
		break;
	case DB_MEMBER_TEXT:
		db_copy(s, i, at, c->size);
		break;
	case DB_MEMBER_ENUM:
		*(unsigned *)(void *)at = names_find(c->names, db_text(s, i));
		break;
	default: /* skipped */
		break;
	}
}

void
db_row(struct db_stmt *s, const struct db_col *cols, void *out)
{
	int i;

	memset(out, 0, cols->size);
	for (i = 0, cols++; cols[i].kind != DB_MEMBER_END; i++)
		db_member(s, i, &cols[i], (char *)out + cols[i].at);
	if (i > sqlite3_data_count(s->st))
		fatalx("statement %s: %d columns, %d members", s->sql->name,
		    sqlite3_data_count(s->st), i);
}

enum status
db_one(struct db_stmt *s, const struct db_col *cols, void *out, bool *found,
    struct err *err)
{
	enum status st = db_step(s, found, err);

	if (st == ST_OK && *found)
		db_row(s, cols, out);
	db_reset(s);
	return st;
}

enum status
db_all(struct db_stmt *s, const struct db_col *cols, void *v, unsigned max,
    unsigned *n, struct err *err)
{
	enum status st = ST_OK;
	unsigned used = 0;
	bool row;

	while (used < max && (st = db_step(s, &row, err)) == ST_OK && row)
		db_row(s, cols, (char *)v + cols->size * used++);
	db_reset(s);
	if (st == ST_OK)
		*n = used;
	return st;
}

enum status
db_each(struct db_stmt *s,
    enum status (*fn)(struct db_stmt *s, void *arg, struct err *err),
    void *arg, struct err *err)
{
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		if ((st = fn(s, arg, err)) != ST_OK)
			break;
	db_reset(s);
	return st;
}
