/*
 * SPDX-License-Identifier: ISC
 *
 * place/staff: who works with the program.  Owns staff and staff_point.  Secrets
 * are not here: passwords and keys are the gate's (auth.db).
 *
 * A role decides by what somebody sees: paying staff by their points, post
 * staff by a unit, list owners by an area; the row must carry what its role
 * needs, or its person would see nothing without knowing why.
 */
#include "office/place/staff.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/place/identity.h"
#include "office/place/place.h"
#include "office/place/stored.h"
#include "office/verb/verb.h"
#include "text/nfc.h"

#define STAFF_ROWS "SELECT f.id, f.login, f.name, f.role, coalesce(u.name, '')," \
	" coalesce(a.name, ''), f.active FROM staff f" \
	" LEFT JOIN unit u ON u.id = f.unit_id LEFT JOIN area a ON a.id = f.area_id"

DB_SQL(q_by_login) = { "staff.by_login",
	STAFF_ROWS " WHERE f.login = ?1" };
DB_SQL(q_all) = { "staff.all",
	STAFF_ROWS " WHERE f.id > 0 ORDER BY f.login" };
DB_SQL(q_of_points) = { "staff.of_points",
	STAFF_ROWS " WHERE f.id > 0 AND (EXISTS (SELECT 1 FROM staff_point sp"
	" WHERE sp.staff_id = f.id AND sp.point_id IN {set ?1})"
	" OR f.unit_id IN (SELECT t.unit_id FROM point t"
	"   WHERE t.id IN {set ?1})) ORDER BY f.login" };
DB_SQL(q_of_communes) = { "staff.of_communes",
	STAFF_ROWS " WHERE f.id > 0 AND (EXISTS (SELECT 1 FROM staff_point sp"
	" JOIN point t ON t.id = sp.point_id WHERE sp.staff_id = f.id"
	" AND t.area_id IN {set ?1}) OR f.area_id IN {set ?1} OR f.area_id IN"
	"  (SELECT c.parent_id FROM area c WHERE c.id IN {set ?1}))"
	" ORDER BY f.login" };
DB_SQL(q_add) = { "staff.add",
	"INSERT INTO staff (id, login, name, role, unit_id, area_id, local_uid,"
	" identity, active, created_at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9)" };
DB_SQL(q_change) = { "staff.change",
	"UPDATE staff SET name = ?2, role = ?3, unit_id = ?4, area_id = ?5,"
	" local_uid = ?6, identity = CASE ?7 WHEN '' THEN identity ELSE ?7 END"
	" WHERE id = ?1" };
DB_SQL(q_active) = { "staff.active",
	"UPDATE staff SET active = ?2 WHERE id = ?1" };
DB_SQL(q_points_drop) = { "staff.points_drop",
	"DELETE FROM staff_point WHERE staff_id = ?1" };
DB_SQL(q_points_add) = { "staff.points_add",
	"INSERT INTO staff_point (staff_id, point_id) VALUES (?1, ?2)"
	" ON CONFLICT DO NOTHING" };

static void
staff_fill(struct staff *f, struct db_stmt *s)
{
	memset(f, 0, sizeof(*f));
	f->id = db_int(s, 0);
	db_copy(s, 1, f->login, sizeof(f->login));
	db_copy(s, 2, f->name, sizeof(f->name));
	db_copy(s, 3, f->role, sizeof(f->role));
	db_copy(s, 4, f->unit, sizeof(f->unit));
	db_copy(s, 5, f->area, sizeof(f->area));
	f->active = db_int(s, 6) != 0;
}

enum status
staff_by_login(struct db *db, const char *login, struct staff *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_by_login, "t", login);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "login",
		    _("nobody signs in as %s"), login);
	staff_fill(out, s);
	db_reset(s);
	return ST_OK;
}

enum status
staff_list(struct db *db, const struct scope *sc, struct staff **v,
    unsigned *n, struct err *err)
{
	const struct db_sql *q = &q_all;
	struct staff *list = NULL;
	unsigned used = 0, cap = 0;
	struct db_stmt *s;
	enum status st;
	bool row;

	if (sc->kind == SCOPE_COMMUNES)
		q = &q_of_communes;
	else if (sc->kind != SCOPE_ALL)
		q = &q_of_points;
	s = db_use(db, q);
	if (q != &q_all)
		db_bind_set(s, 1, sc->ids, sc->n);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (used == cap) {
			cap = cap > 0 ? 2 * cap : 32;
			list = mem_resize(list, cap, sizeof(*list));
		}
		staff_fill(&list[used++], s);
	}
	if (st != ST_OK) {
		free(list);
		return st;
	}
	db_reset(s);
	*v = list;
	*n = used;
	return ST_OK;
}

/* What staff.add and staff.change read alike. */
struct staff_new {
	char name[NFC_NAME_SIZE];
	const char *role;
	int64_t unit, area, uid; /* 0: none (uid 0 is root: never mapped) */
	struct identity identity;/* staff do not collect: also known by number */
};

/* Each role needs the place by which its scope is worked out. */
static enum status
staff_place_fits(const struct staff_new *f, struct err *err)
{
	enum role r = role_by_name(f->role);

	if ((r & (ROLE_CASHIER | ROLE_ACCOUNTANT | ROLE_CONTROLLER)) != 0 &&
	    f->unit == 0)
		return err_field(err, ST_INVALID, "unit",
		    _("this role belongs to a unit of the post"));
	if ((r & (ROLE_PREPARER | ROLE_APPROVER)) != 0 && f->area == 0)
		return err_field(err, ST_INVALID, "area",
		    _("a list owner belongs to a district or commune"));
	return ST_OK;
}

static enum status
staff_read(struct verb_call *c, struct staff_new *f, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *unit = wire_args_text(in, "unit");
	const char *area = wire_args_text(in, "area");
	struct place p;
	enum status st;

	memset(f, 0, sizeof(*f));
	f->role = wire_args_text(in, "role");
	f->uid = wire_args_int(in, "uid", 0);
	st = nfc_name(f->name, sizeof(f->name), wire_args_text(in, "name"), err);
	if (st != ST_OK)
		return err_field(err, st, "name", "%s", err->msg);
	st = identity_parse(wire_args_text(in, "identity"), "", &f->identity,
	    err);
	if (st == ST_OK)
		st = identity_check(&f->identity, err);
	if (st == ST_OK && !str_empty(unit))
		st = place_unit(c->db, unit, &f->unit, err);
	if (st == ST_OK && !str_empty(area)) {
		st = place_area(c->db, area, c->today, &p, err);
		if (st == ST_OK)
			f->area = p.id;
	}
	return st == ST_OK ? staff_place_fits(f, err) : st;
}

/* "119-01 119-02": replaces the points at which somebody pays. */
static enum status
staff_set_points(struct verb_call *c, int64_t staff, struct err *err)
{
	const char *p = wire_args_get(&c->in->args, "points");
	char code[17];
	struct place point;
	enum status st;
	size_t n;

	if (p == NULL)
		return ST_OK;
	st = db_run(db_usef(c->db, &q_points_drop, "i", staff), err);
	while (st == ST_OK && *(p += strspn(p, " ,")) != '\0') {
		n = strcspn(p, " ,");
		if (n >= sizeof(code))
			return err_field(err, ST_NOTFOUND, "points",
			    _("no payout point has the code %s"), p);
		memcpy(code, p, n);
		code[n] = '\0';
		p += n;
		st = place_point(c->db, code, &point, err);
		if (st != ST_OK)
			return err_field(err, st, "points",
			    _("no payout point has the code %s"), code);
		st = db_run(db_usef(c->db, &q_points_add, "ii", staff,
		    point.id), err);
	}
	return st;
}

/* A login is also a name in logs and on command lines. */
static bool
staff_login_fits(const char *login)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	static const char more[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

	return login[0] != '\0' && strchr(letters, login[0]) != NULL &&
	    strspn(login, more) == strlen(login) && strlen(login) <= 32;
}

static enum status
staff_add(struct verb_call *c, struct err *err)
{
	const char *login = wire_args_text(&c->in->args, "login");
	struct staff_new f;
	struct staff was;
	enum status st;
	int64_t id;

	if (!staff_login_fits(login))
		return err_field(err, ST_INVALID, "login",
		    _("a login has small letters, digits, . _ - and begins with a letter"));
	if (staff_by_login(c->db, login, &was, ERR_NONE) == ST_OK)
		return err_field(err, ST_EXISTS, "login",
		    _("%s signs in as %s already"), was.name, login);
	st = staff_read(c, &f, err);
	if (st == ST_OK)
		st = db_next_id(c->db, "staff", &id, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_add, "itttooott", id, login,
		    f.name, f.role, f.unit, f.area, f.uid, f.identity.number,
		    c->now), err);
	if (st == ST_OK)
		st = staff_set_points(c, id, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "id", id);
	return st;
}

/* The row that the posting names; the program's own row 0 is not for anyone. */
static enum status
staff_named(struct verb_call *c, struct staff *f, struct err *err)
{
	enum status st;

	st = staff_by_login(c->db, wire_args_text(&c->in->args, "login"), f, err);
	if (st == ST_OK && f->id == 0)
		return err_field(err, ST_DENIED, "login",
		    _("this row stands for the program itself"));
	return st;
}

static enum status
staff_change(struct verb_call *c, struct err *err)
{
	struct staff_new f;
	struct staff was;
	enum status st;

	st = staff_named(c, &was, err);
	if (st == ST_OK)
		st = staff_read(c, &f, err);
	if (st == ST_OK && was.id == c->who->staff &&
	    strcmp(was.role, f.role) != 0)
		return err_field(err, ST_DENIED, "role",
		    _("nobody changes their own role"));
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_change, "ittooot", was.id, f.name,
		    f.role, f.unit, f.area, f.uid, f.identity.number), err);
	if (st == ST_OK)
		st = staff_set_points(c, was.id, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "id", was.id);
	return st;
}

static enum status
staff_disable(struct verb_call *c, struct err *err)
{
	struct staff was;

	if (staff_named(c, &was, err) != ST_OK)
		return err->st;
	if (was.id == c->who->staff)
		return err_field(err, ST_DENIED, "login",
		    _("nobody shuts themselves out"));
	return db_run(db_usef(c->db, &q_active, "ii", was.id, (int64_t)0), err);
}

static enum status
staff_enable(struct verb_call *c, struct err *err)
{
	struct staff was;

	if (staff_named(c, &was, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_active, "ii", was.id, (int64_t)1), err);
}

#define STAFF_ROLES \
	"paying|cashier|accountant|controller|preparer|approver|province|admin"

static const struct verb_field staff_fields[] = {
	{ "login", VERB_CODE, true, 32, NULL, N_("name to sign in with") },
	{ "name", VERB_NAME, true, 0, NULL, N_("full name") },
	{ "role", VERB_CHOICE, true, 0, STAFF_ROLES, N_("what they do") },
	{ "unit", VERB_CODE, false, 16, NULL, N_("code of their unit of the post") },
	{ "area", VERB_CODE, false, 8, NULL, N_("code of their district or commune") },
	{ "points", VERB_TEXT, false, 1000, NULL,
	    N_("codes of the points where they pay, one blank between") },
	{ "identity", VERB_TEXT, false, 40, NULL,
	    N_("their identity number: staff do not collect for others") },
	{ "uid", VERB_INT, false, 0, NULL, N_("their user number on the server") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};
static const struct verb_field staff_login_fields[] = {
	{ "login", VERB_CODE, true, 32, NULL, N_("name to sign in with") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};

const struct verb staff_verbs[] = {
	{ "staff.add", staff_fields, ROLE_ADMIN, VERB_WHO, staff_add,
	    N_("adds a member of staff") },
	{ "staff.change", staff_fields, ROLE_ADMIN, VERB_WHO | VERB_ANYTIME,
	    staff_change,
	    N_("changes name, role, places of a member of staff") },
	{ "staff.disable", staff_login_fields, ROLE_ADMIN,
	    VERB_WHO | VERB_ANYTIME, staff_disable,
	    N_("a member of staff may no longer sign in") },
	{ "staff.enable", staff_login_fields, ROLE_ADMIN,
	    VERB_WHO | VERB_ANYTIME, staff_enable,
	    N_("a member of staff may sign in again") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
