/*
 * SPDX-License-Identifier: ISC
 *
 * place/stored: what area.c, point.c, staff.c and the imports share inside
 * office/: names as stored and rows made once.
 */
#pragma once

#include "db/db.h"
#include "office/place/place.h"
#include "text/sortkey.h"

/* A name in the forms in which tables keep it. */
struct place_name {
	char name[192];                  /* NFC, blanks squeezed, clean */
	char fold[192];
	unsigned char key[SORTKEY_SIZE]; /* Vietnamese order */
	size_t key_len;
};

/* Of an area, a point, a unit: digits count as numbers.  `field` for errors. */
enum status place_name_make(const char *typed, const char *field,
    struct place_name *out, struct err *err) ERR_CHECKED;

/*
 * Text from people as stored: composed, blanks squeezed, nothing that steers
 * a terminal; may be empty.  ST_INVALID / ST_LIMIT name the field.
 */
enum status place_text(char *dst, size_t size, const char *typed,
    const char *field, struct err *err) ERR_CHECKED;

/* Id of a unit by code; ST_NOTFOUND (field "unit"). */
enum status place_unit(struct db *db, const char *code, int64_t *id,
    struct err *err) ERR_CHECKED;

/* Collects rows id, parent, code, name, level of a running statement. */
enum status place_collect(struct db_stmt *s, struct place **v, unsigned *n,
    struct err *err) ERR_CHECKED;

/* Adds a new area row; `until` NULL: without end. */
struct area_row {
	const char *level, *code, *from, *until;
	const struct place_name *name;
	int64_t parent; /* 0: none */
};
enum status area_insert(struct db *db, const struct area_row *a, int64_t *id,
    struct err *err) ERR_CHECKED;

/* What became of an area, for people of that village: itself when nothing
 * took its place (import/move.h). */
enum status area_now(struct db *db, int64_t id, const char *village,
    int64_t *now, struct err *err) ERR_CHECKED;

/*
 * The commune that a file of before means by `id`: itself while it is valid
 * today, else the one that took its place for people of that village, inside
 * the scope of who decides.  Refusals name what to do.
 */
enum status area_today(struct db *db, const struct scope *sc, int64_t id,
    const char *village, const char *today, int64_t *now, struct err *err)
    ERR_CHECKED;

/* The area `id` is no more from day `on`. */
enum status area_finish(struct db *db, int64_t id, const char *on,
    struct err *err) ERR_CHECKED;
