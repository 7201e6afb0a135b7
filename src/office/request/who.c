/*
 * SPDX-License-Identifier: ISC
 *
 * request/who: who may ask for, see, edit and decide a request.  Who asks does
 * not decide (the schema enforces it too).  Who decides has a role of the kind,
 * and a scope that holds all that the request is about: the person's places,
 * the list owner's area, or the office.  The administrator can add users and so
 * could act as anybody; therefore that role decides nothing.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "db/row.h"
#include "office/request/work.h"
#include "office/roll/person_store.h"

/* ?1 the maker, ?2 area or 0, ?3 point or 0; ?4, ?5, ?6: an approver, a person
 * of the province, a controller may decide. */
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
/* The list owner of the commune; without one the top area of the office. */
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

/* The kind whose rules apply: for an undo, that of the request it undoes. */
static const struct change_kind *
change_rule(const struct change_work *w)
{
	const struct change_kind *k = NULL;

	if (strcmp(w->kind->name, "undo") == 0)
		k = change_kind_find(wire_args_text(&w->was, "undoes"));
	return k != NULL ? k : w->kind;
}

/* ---- asking and editing ------------------------------------------------- */

/* The verb admits all roles that ask; each kind is for some of them. */
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
change_inside(struct db *db, const struct scope *sc,
    const struct change_places *p, bool *inside, struct err *err)
{
	*inside = p->point != 0 ? scope_has(sc, p->area, p->point) :
	    p->maker != 0 && p->maker == sc->own;
	return p->point != 0 || *inside ? ST_OK :
	    scope_covers(db, sc, p->area, inside, err);
}

enum status
change_may_see(struct change_work *w, struct err *err)
{
	const struct change_places p = { w->area, w->point, w->maker };
	const struct scope *sc = &w->c->who->scope;
	struct err none = ERR_INIT;
	bool inside;

	if (change_inside(w->c->db, sc, &p, &inside, err) != ST_OK)
		return err->st;
	if (inside || (w->person != 0 &&
	    person_inside(w->c->db, sc, w->person, &none) == ST_OK))
		return ST_OK;
	return err_field(err, ST_DENIED, "change",
	    _("request %lld is outside your places"), (long long)w->id);
}

/* ---- deciding ------------------------------------------------------------- */

enum status
change_may_decide(struct change_work *w, struct err *err)
{
	const struct change_kind *k = change_rule(w);
	const struct actor *who = w->c->who;
	bool all = true;

	if (w->maker == who->staff)
		return err_field(err, ST_DENIED, "change",
		    _("you asked for this yourself: somebody else decides"));
	if ((change_deciders(k) & (uint32_t)who->role) == 0)
		return err_field(err, ST_DENIED, "change",
		    _("a request of this kind (%s) is not decided by your role "
		    "(%s)"), _(k->word), role_shown(who->role));
	if (w->point == 0 && scope_covers(w->c->db, &who->scope, w->area, &all,
	    err) != ST_OK)
		return err->st;
	return all ? ST_OK : err_field(err, ST_DENIED, "change",
	    _("request %lld is outside your places"), (long long)w->id);
}

/* ---- who is missing -------------------------------------------------------- */

struct change_deciding {
	const struct change_kind *kind;
	char name[25], undoes[25];
	struct change_places at;
};
#define COL(m) DB_COL(struct change_deciding, m)
static const struct db_col deciding_cols[] = {
	DB_ROW(struct change_deciding), COL(name), COL(undoes), COL(at.area),
	COL(at.point), COL(at.maker), DB_END
};
#undef COL

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
	    d->at.point != 0;
	char code[25], name[192];

	if (change_place_words(db, post ? &q_unit : &q_owner, post ?
	    d->at.point : d->at.area, code, name, err) != ST_OK)
		return err->st;
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
	int64_t one;
	bool found;

	dst[0] = '\0';
	if (db_int1(db_usef(db, &q_anybody, "iiiiii", d->at.maker, d->at.area,
	    d->at.point, (int64_t)((roles & ROLE_APPROVER) != 0),
	    (int64_t)((roles & ROLE_PROVINCE) != 0),
	    (int64_t)((roles & ROLE_CONTROLLER) != 0)), &one, &found,
	    err) != ST_OK || found)
		return err->st;
	return change_missing_say(db, d, dst, size, err);
}

enum status
change_missing_of(struct change_work *w, char *dst, size_t size,
    struct err *err)
{
	struct change_deciding d = { .kind = change_rule(w),
		.at = { w->area, w->point, w->maker } };

	return change_missing_work(w->c->db, &d, dst, size, err);
}

enum status
change_missing(struct db *db, const struct scope *sc, int64_t id, char *dst,
    size_t size, struct err *err)
{
	struct change_deciding d;
	bool found, inside;

	dst[0] = '\0';
	if (db_one(db_usef(db, &q_waits, "i", id), deciding_cols, &d, &found,
	    err) != ST_OK || !found)
		return err->st;
	d.kind = change_ruling(d.name, d.undoes);
	if (d.kind == NULL)
		return ST_OK;
	if (change_inside(db, sc, &d.at, &inside, err) != ST_OK || !inside)
		return err->st;
	return change_missing_work(db, &d, dst, size, err);
}
