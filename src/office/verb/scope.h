/*
 * SPDX-License-Identifier: ISC
 *
 * verb/scope: the part of the country somebody may see and change.  Every query of
 * office/ takes one; there is no reading without it.
 *
 * Paying staff: their points.  Post staff of a unit: the points below it.
 * List owners: the communes below their area.  Province and admin: all.
 * A scope is a sorted set of point ids or of commune ids, or everything;
 * statements take it as a set (db_bind_set) and a kind.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/db.h"
#include "office/verb/role.h"

enum scope_kind { SCOPE_NOTHING, SCOPE_POINTS, SCOPE_COMMUNES, SCOPE_ALL };

struct scope {
	enum scope_kind kind;
	int64_t *ids; /* sorted; owned */
	size_t n;
	int64_t own;  /* staff whose scope it is, 0 none: requests about nobody
	               * are also read by who asked for them */
};

/* Who is acting: bound by the listener, read from `staff` by books and desk. */
struct actor {
	int64_t staff;      /* 0: the program itself (init, demo) */
	char login[33];
	char name[128];
	enum role role;
	struct scope scope;
	char address[64];   /* of the client, "local" */
};

/* Reads the staff row and works out its scope; ST_NOTFOUND, ST_DENIED when
 * inactive. */
enum status actor_load(struct db *db, int64_t staff, struct actor *out,
    struct err *err) ERR_CHECKED;
/* The program itself: admin everywhere, staff 0. */
void actor_program(struct actor *out);
/* Staff row of a local uid: ST_NOTFOUND when none. */
enum status actor_by_uid(struct db *db, int64_t uid, struct actor *out,
    struct err *err) ERR_CHECKED;
/*
 * The owner of the database (or root) at a local command: his staff row by
 * uid, else the first active administrator, else, in an empty office, the
 * program itself.
 */
enum status actor_owner(struct db *db, int64_t uid, struct actor *out,
    struct err *err) ERR_CHECKED;
void actor_done(struct actor *a);

/* Everything / nothing. */
void scope_all(struct scope *s);
void scope_done(struct scope *s);
/*
 * The part of `s` inside a district or commune (area code) and a point code;
 * either may be "".  ST_NOTFOUND: no such code today; ST_DENIED: outside `s`.
 * Somebody with points sees of an area the points that stand there.
 */
enum status scope_narrow(struct db *db, const struct scope *s,
    const char *area_code, const char *point_code, struct scope *out,
    struct err *err) ERR_CHECKED;

/* The same with the code as it was on `day` ("" today): an old month is asked
 * for by the areas of its time. */
enum status scope_narrow_on(struct db *db, const struct scope *s,
    const char *area_code, const char *point_code, const char *day,
    struct scope *out, struct err *err) ERR_CHECKED;

/*
 * SQL: area c on a day; where area `of` had ended by then, on the last day of
 * that one.
 */
#define SCOPE_ON(c, of, day)                                                   \
	" " c ".valid_from <= " day " AND (" of ".valid_to IS NULL"            \
	"  OR " c ".valid_from < " of ".valid_to) AND (" c ".valid_to IS NULL" \
	"  OR " c ".valid_to > " day " OR " c ".valid_to >= " of ".valid_to)"

/* Does it hold this person's places? */
bool scope_has(const struct scope *s, int64_t commune, int64_t point);

/* Does it hold every commune of the area?  0: of the whole office. */
enum status scope_covers(struct db *db, const struct scope *s, int64_t area,
    bool *all, struct err *err) ERR_CHECKED;

/*
 * What it holds as a whole, for db_bind_set(): its ids, not sorted, with
 * communes also the larger areas and, when that is the whole office, 0.
 * scope_done() frees it.
 */
enum status scope_whole(struct db *db, const struct scope *s,
    struct scope *out, struct err *err) ERR_CHECKED;
