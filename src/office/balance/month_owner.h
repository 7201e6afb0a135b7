/*
 * SPDX-License-Identifier: ISC
 *
 * balance/month_owner: the list owner whose month it was, and who may read the
 * arrears and claims of that month.
 *
 * Arrears and claims belong to the record's present owner; a month may have
 * been another owner's, before a move or a reorganisation.  That owner may read
 * the whole case or order, and its own months of the person's history; it
 * decides nothing about them and reads nothing else of the record
 * (balance/README).
 */
#pragma once

#include "office/line/line.h"
#include "office/period/owner.h"

/* *owner: the list owner whose month it was for the record that has the
 * entitlement. */
enum status month_owner(struct db *db, int64_t entitlement, const char *month,
    int64_t *owner, struct err *err) ERR_CHECKED;

/* " (month of Huyện Thuận Châu)", in the reader's language, in dst, which is
 * returned; "" when `owner` is "".  owners: how many owners the months had. */
const char *month_owner_said(const char *owner, int64_t owners, char *dst,
    size_t size);

/*
 * month_owner() as an expression.  The owner of the newest list with the month;
 * without one, of the place where the record was: before the earliest move or
 * reorganisation later than the month, else where a move that is due leads,
 * else where it is now.
 */
#define MONTH_OWNER(entitlement, month)                                        \
	"coalesce((SELECT mk.owner_id FROM entitlement me JOIN line ml"        \
	"  ON ml.person_id = me.person_id AND ml.month = " month               \
	"  AND ml.kind IN ('base', 'care')"                                    \
	" JOIN list mk ON mk.id = ml.list_id AND mk.state <> 'draft'"          \
	" WHERE me.id = " entitlement " ORDER BY ml.id DESC LIMIT 1),"         \
	" (SELECT " LIST_OWNER_OF("ma") " FROM entitlement me"                 \
	"  JOIN person mp ON mp.id = me.person_id JOIN area ma ON ma.id ="     \
	"  coalesce((SELECT v.area FROM (SELECT t.first_month AS since,"       \
	"   t.from_area AS area, t.change_id AS no FROM transfer t"            \
	"   WHERE t.person_id = mp.id AND t.direction = 'within'"              \
	"   AND t.state IN ('due', 'moved') UNION ALL"                         \
	"   SELECT (SELECT min(substr(g.valid_from, 1, 7)) FROM area_change g" \
	"    WHERE g.old_id = w.from_area AND g.new_id = w.to_area),"          \
	"   w.from_area, w.change_id FROM move_was w JOIN change c"            \
	"   ON c.id = w.change_id AND c.state = 'approved'"                    \
	"   WHERE w.what = 'person' AND w.id = mp.id) v WHERE v.since > "      \
	month "  ORDER BY v.since, v.no LIMIT 1),"                             \
	"  (SELECT t.to_area FROM transfer t WHERE t.person_id = mp.id"        \
	"   AND t.direction = 'within' AND t.state = 'due'"                    \
	"   AND t.first_month <= " month                                       \
	"   ORDER BY t.first_month DESC LIMIT 1), mp.area_id)"                 \
	"  WHERE me.id = " entitlement "))"

/* ---- who sees it ----------------------------------------------------------- */

/* The set of a scope, to be done with, and what its ids are: the statements
 * below bind both. */
enum status month_owner_scope(struct db *db, const struct scope *sc,
    struct scope *whole, const char **kind, struct err *err) ERR_CHECKED;

/* Of person p: does the record lie in the scope? */
#define RECORD_SEEN(kind, set)                                                 \
	"(" kind " = 'all' OR (" kind " = 'points' AND p.point_id IN {set "    \
	set "}) OR (" kind " = 'communes' AND p.area_id IN {set " set "}))"
/* Is this owner held as a whole?  Points hold none. */
#define OWNER_SEEN(kind, set, owner)                                           \
	"(" kind " = 'communes' AND " owner " IN {set " set "})"
/* Whose month an entry of a case claims: of its line l on list k, both left
 * joined, or of the opening. */
#define ENTRY_OWNER(e, l, k)                                                   \
	"coalesce(" LINE_OWNER(l, k) ", (SELECT op.owner_id FROM opening op"    \
	" WHERE op.entitlement_id = " e ".entitlement_id AND op.from_month <= " \
	e ".month AND coalesce(op.to_month, " e ".month) >= " e ".month"        \
	" LIMIT 1))"
/* Of such an entry o: is its owner, or that of the list, held as a whole? */
#define ENTRY_SEEN(kind, set)                                                  \
	"(" kind " = 'communes' AND (k.owner_id IN {set " set "} OR "          \
	ENTRY_OWNER("o", "l", "k") " IN {set " set "}))"
/* Of line l on list k: whose month it was, or on whose list it stands. */
#define LINE_SEEN(kind, set)                                                   \
	"(" kind " = 'communes' AND (k.owner_id IN {set " set "} OR "          \
	LINE_OWNER("l", "k") " IN {set " set "}))"
