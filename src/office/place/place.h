/*
 * SPDX-License-Identifier: ISC
 *
 * place/place: areas of the country, units and points of the post, for pickers and
 * headings.  Tables area (area.c), unit and point (point.c).
 */
#pragma once

#include "office/verb/scope.h"
#include "office/verb/verb.h"

struct place {
	int64_t id, parent;
	char code[17], name[192];
	char level[9]; /* province, district, commune, point */
};

/* Areas below `parent` code valid on `day` ("" today), in Vietnamese order;
 * parent "" = districts in scope.  Allocated (free()). */
enum status place_areas(struct db *db, const struct scope *sc,
    const char *parent, const char *day, struct place **v, unsigned *n,
    struct err *err) ERR_CHECKED;
/* Points in the scope, of a district or commune code ("" all). */
enum status place_points(struct db *db, const struct scope *sc,
    const char *area, struct place **v, unsigned *n, struct err *err)
    ERR_CHECKED;
/* Newest area of that code valid on `day`; ST_NOTFOUND. */
enum status place_area(struct db *db, const char *code, const char *day,
    struct place *out, struct err *err) ERR_CHECKED;
/*
 * Who owns lists under that code on `day`: a district, or a commune right
 * below the province; for a list, the first day of its first month.
 * ST_NOTFOUND; ST_INVALID: owns no lists.
 */
enum status place_owner_at(struct db *db, const char *code, const char *day,
    struct place *out, struct err *err) ERR_CHECKED;
enum status place_point(struct db *db, const char *code, struct place *out,
    struct err *err) ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb area_verbs[], point_verbs[];
