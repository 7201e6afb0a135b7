/*
 * SPDX-License-Identifier: ISC
 *
 * row: copies rows into structs.  A table names the members in the order of the
 * SELECT's columns:
 *
 *	#define COL(m) DB_COL(struct person, m)
 *	static const struct db_col person_cols[] = {
 *		DB_ROW(struct person), COL(id), COL(name),
 *		DB_COL_ENUM(struct person, state, &person_states), DB_END
 *	};
 *
 * Members are int64_t, int, unsigned, bool, char (the first byte), char[] (cut
 * at a letter) or, with DB_COL_ENUM, an enum.  NULL becomes 0 and "".
 */
#pragma once

#include <stddef.h>

#include "base/names.h"
#include "db/db.h"

enum db_member {
	DB_MEMBER_END, DB_MEMBER_ROW, DB_MEMBER_SKIP, DB_MEMBER_INT64,
	DB_MEMBER_INT, DB_MEMBER_BOOL, DB_MEMBER_LETTER, DB_MEMBER_TEXT,
	DB_MEMBER_ENUM
};

struct db_col {
	enum db_member kind;
	size_t at, size;           /* in the struct; DB_ROW: of the struct */
	const struct names *names; /* of an enum */
};

#define DB_ROW(type) { DB_MEMBER_ROW, 0, sizeof(type), NULL }
#define DB_END { DB_MEMBER_END, 0, 0, NULL }
/* A column that the caller reads itself, or not at all. */
#define DB_SKIP { DB_MEMBER_SKIP, 0, 0, NULL }
#define DB_COL(type, m)                                                        \
	{ _Generic(((type *)NULL)->m, int64_t: DB_MEMBER_INT64,                \
		int: DB_MEMBER_INT, unsigned: DB_MEMBER_INT,                   \
		bool: DB_MEMBER_BOOL, char: DB_MEMBER_LETTER,                  \
		char *: DB_MEMBER_TEXT),                                       \
		offsetof(type, m), sizeof(((type *)NULL)->m), NULL }
#define DB_COL_ENUM(type, m, names)                                            \
	{ DB_MEMBER_ENUM, offsetof(type, m), sizeof(((type *)NULL)->m), names }

/* Copies the current row of s; members without a column become 0. */
void db_row(struct db_stmt *s, const struct db_col *cols, void *out);

/*
 * Copies the first row, then resets s.  Without one *found is false and *out is
 * untouched.
 */
enum status db_one(struct db_stmt *s, const struct db_col *cols, void *out,
    bool *found, struct err *err) ERR_CHECKED;

/* Copies at most max rows into an array, *n in number, then resets s. */
enum status db_all(struct db_stmt *s, const struct db_col *cols, void *v,
    unsigned max, unsigned *n, struct err *err) ERR_CHECKED;

/* Calls fn for each row until it fails, then resets s. */
enum status db_each(struct db_stmt *s,
    enum status (*fn)(struct db_stmt *s, void *arg, struct err *err),
    void *arg, struct err *err) ERR_CHECKED;
