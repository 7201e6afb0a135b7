/*
 * SPDX-License-Identifier: ISC
 *
 * request/who: who may ask for, see, edit and decide a request.  Two people:
 * who asks does not decide (the schema says so too); who decides holds one of
 * the roles of the kind, and his reach has the affair as a whole: the person's
 * places, the list owner's area, or the office.  The administrator adds users
 * and so could be anybody: he decides nothing.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "office/request/work.h"
#include "office/roll/person_store.h"

/* ?1 not him, ?2 area or 0, ?3 point or 0, ?4.. is an approver, somebody of the
 * province, a controller enough? */
DB_SQL(q_anybody) = { "change.anybody",
	"WITH RECURSIVE up (id) AS (SELECT CAST(?2 AS INTEGER) UNION"
	"  SELECT a.parent_id FROM up JOIN area a ON a.id = up.id WHERE"
	" a.parent_id IS NOT NULL),"
	" post (id) AS (SELECT unit_id FROM point WHERE id = ?3 UNION"
	"  SELECT u.parent_id FROM post JOIN unit u ON u.id = post.id"
	"  WHERE u.parent_id IS NOT NULL)"
	" SELECT s.id FROM staff s WHERE s.active = 1 AND s.id <> ?1"
	" AND ((?5 = 1 AND s.role = 'province')"
	"  OR (?4 = 1 AND s.role = 'approver' AND ?2 <> 0"
	"   AND s.area_id IN (SELECT id FROM up))"
	"  OR (?4 = 1 AND s.role = 'approver' AND ?2 = 0"
	"   AND NOT EXISTS (SELECT 1 FROM area a WHERE a.parent_id IS NULL"
	"    AND a.valid_to IS NULL AND a.id <> s.area_id))"
	"  OR (?6 = 1 AND s.role = 'controller'"
	"   AND s.unit_id IN (SELECT id FROM post))) LIMIT 1" };
/* Whose list the commune is on; the top one of the office for none. */
DB_SQL(q_owner) = { "change.owner",
	"SELECT coalesce(p.code, a.code), coalesce(p.name, a.name) FROM area a"
	" LEFT JOIN area p ON p.id = a.parent_id AND a.level = 'commune'"
	"  AND p.level = 'district' WHERE a.id = ?1 OR (?1 = 0"
	"  AND a.parent_id IS NULL AND a.valid_to IS NULL) ORDER BY a.id"
	" LIMIT 1" };
DB_SQL(q_unit) = { "change.unit",
	"SELECT u.code, u.name FROM point t JOIN unit u ON u.id = t.unit_id"
	" WHERE t.id = ?1" };
DB_SQL(q_waits) = { "change.waits",
	"SELECT c.kind, coalesce(u.kind, ''), coalesce(c.area_id, 0),"
	" coalesce(c.point_id, 0), c.maker_id FROM change c"
	" LEFT JOIN change u ON u.id = c.undoes"
	" WHERE c.id = ?1 AND c.state = 'waiting'" };

static uint32_t
change_deciders(const struct change_kind *k)
{
	uint32_t roles = k->deciders != 0 ? k->deciders : ROLE_APPROVER;

	return roles & ~(uint32_t)ROLE_ADMIN;
}

static const struct change_kind *
change_ruling(const char *kind, const char *undoes)
{
	return change_kind_find(strcmp(kind, "undo") == 0 ? undoes : kind);
}

bool
change_decides(const char *kind, const char *undoes, uint32_t role)
{
	const struct change_kind *k = change_ruling(kind, undoes);

	return k != NULL && (change_deciders(k) & role) != 0;
}

/* The kind whose rules count: of an undo that of what it undoes. */
static const struct change_kind *
change_rule(const struct change_work *w)
{
	const struct change_kind *k = NULL;

	if (strcmp(w->kind->name, "undo") == 0)
		k = change_kind_find(wire_args_text(&w->was, "undoes"));
	return k != NULL ? k : w->kind;
}

/* ---- asking and editing ------------------------------------------------- */

/* The verb lets all makers in; each kind is for some of them. */
enum status
change_may_ask(struct change_work *w, struct err *err)
{
	const struct verb_call *c = w->c;

	if (w->kind == NULL)
		return err_field(err, ST_NOTFOUND, "kind",
		    _("there is no such kind of request"));
	if (((uint32_t)c->who->role & w->kind->roles) == 0)
		return err_field(err, ST_DENIED, "kind",
		    _("a request of this kind (%s) is not for your role (%s)"),
		    _(w->kind->word), role_shown(c->who->role));
	if ((w->kind->flags & CHANGE_OF_FILE) != 0)
		return err_field(err, ST_INVALID, "kind", _("a request of this "
		    "kind (%s) comes with a file: take it back, and import the "
		    "right one"), _(w->kind->word));
	return ST_OK;
}

enum status
change_may_edit(struct change_work *w, struct err *err)
{
	const uint32_t theirs = ROLE_PREPARER | ROLE_PROVINCE;
	const struct actor *who = w->c->who;

	if (w->maker == who->staff ||
	    ((uint32_t)who->role & theirs & change_rule(w)->roles) != 0)
		return ST_OK;
	return err_field(err, ST_DENIED, "change",
	    _("request %lld is somebody else's"), (long long)w->id);
}

/* ---- seeing --------------------------------------------------------------- */

enum status
change_inside(struct db *db, const struct scope *sc, int64_t area,
    int64_t point, int64_t maker, bool *inside, struct err *err)
{
	*inside = point != 0 ? scope_has(sc, area, point) :
	    maker != 0 && maker == sc->own;
	return point != 0 || *inside ? ST_OK :
	    scope_covers(db, sc, area, inside, err);
}

enum status
change_may_see(struct change_work *w, struct err *err)
{
	const struct scope *sc = &w->c->who->scope;
	bool inside = false;
	enum status st;

	st = change_inside(w->c->db, sc, w->area, w->point, w->maker, &inside,
	    err);
	if (st == ST_OK && !inside && w->person != 0)
		inside = person_inside(w->c->db, sc, w->person, NULL) == ST_OK;
	if (st == ST_OK && !inside)
		st = err_field(err, ST_DENIED, "change",
		    _("request %lld is outside your places"), (long long)w->id);
	return st;
}

/* ---- deciding ------------------------------------------------------------- */

enum status
change_may_decide(struct change_work *w, struct err *err)
{
	const struct change_kind *k = change_rule(w);
	const struct actor *who = w->c->who;
	bool all = true;
	enum status st = ST_OK;

	if (w->maker == who->staff)
		return err_field(err, ST_DENIED, "change",
		    _("you asked for this yourself: somebody else decides"));
	if ((change_deciders(k) & (uint32_t)who->role) == 0)
		return err_field(err, ST_DENIED, "change",
		    _("a request of this kind (%s) is not decided by your role "
		    "(%s)"), _(k->word), role_shown(who->role));
	if (w->point == 0)
		st = scope_covers(w->c->db, &who->scope, w->area, &all, err);
	if (st == ST_OK && !all)
		st = err_field(err, ST_DENIED, "change",
		    _("request %lld is outside your places"), (long long)w->id);
	return st;
}

/* ---- who is missing -------------------------------------------------------- */

/* What is read of a request for that. */
struct change_deciding {
	const struct change_kind *kind;
	int64_t area, point, maker;
};

static enum status
change_place_words(struct db *db, const struct db_sql *q, int64_t id,
    char code[25], char name[192], struct err *err)
{
	struct db_stmt *s = db_usef(db, q, "i", id);
	bool row;

	code[0] = name[0] = '\0';
	if (db_step(s, &row, err) != ST_OK || !row)
		return err->st;
	db_copy(s, 0, code, 25);
	db_copy(s, 1, name, 192);
	db_reset(s);
	return ST_OK;
}

static enum status
change_missing_say(struct db *db, const struct change_deciding *d, char *dst,
    size_t size, struct err *err)
{
	bool post = (change_deciders(d->kind) & ROLE_APPROVER) == 0 &&
	    d->point != 0;
	char code[25], name[192];
	enum status st = change_place_words(db, post ? &q_unit : &q_owner,
	    post ? d->point : d->area, code, name, err);

	if (st != ST_OK)
		return st;
	if (code[0] == '\0')
		(void)snprintf(dst, size, _("nobody can decide this yet: the "
		    "office has no second person of the province; the "
		    "administrator adds one: chitra user add LOGIN NAME "
		    "province"));
	else if (post)
		(void)snprintf(dst, size, _("nobody can decide this yet: %s has "
		    "no other controller; the administrator adds one: chitra "
		    "user add LOGIN NAME controller --unit %s"), name, code);
	else
		(void)snprintf(dst, size, _("nobody can decide this yet: %s has "
		    "no other person who approves; the administrator adds one: "
		    "chitra user add LOGIN NAME approver --area %s"), name,
		    code);
	return ST_OK;
}

static enum status
change_missing_work(struct db *db, const struct change_deciding *d, char *dst,
    size_t size, struct err *err)
{
	uint32_t roles = change_deciders(d->kind);
	enum status st;
	int64_t one;
	bool found;

	dst[0] = '\0';
	st = db_int1(db_usef(db, &q_anybody, "iiiiii", d->maker, d->area,
	    d->point, (int64_t)((roles & ROLE_APPROVER) != 0),
	    (int64_t)((roles & ROLE_PROVINCE) != 0),
	    (int64_t)((roles & ROLE_CONTROLLER) != 0)), &one, &found, err);
	if (st != ST_OK || found)
		return st;
	return change_missing_say(db, d, dst, size, err);
}

enum status
change_missing_of(struct change_work *w, char *dst, size_t size,
    struct err *err)
{
	struct change_deciding d = { change_rule(w), w->area, w->point,
		w->maker };

	return change_missing_work(w->c->db, &d, dst, size, err);
}

enum status
change_missing(struct db *db, const struct scope *sc, int64_t id, char *dst,
    size_t size, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_waits, "i", id);
	struct change_deciding d;
	bool row, inside = false;
	enum status st;

	dst[0] = '\0';
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	d.kind = change_ruling(db_text(s, 0), db_text(s, 1));
	d.area = db_int(s, 2);
	d.point = db_int(s, 3);
	d.maker = db_int(s, 4);
	db_reset(s);
	if (d.kind == NULL)
		return ST_OK;
	st = change_inside(db, sc, d.area, d.point, d.maker, &inside, err);
	return st == ST_OK && inside ?
	    change_missing_work(db, &d, dst, size, err) : st;
}
