/*
 * SPDX-License-Identifier: ISC
 *
 * demo/change: requests of the demo office on its last morning: some wait,
 * one was rejected, a late report of death was approved with its recovery.
 * Asked by xa, who prepares for one commune, by phong and by quan; decided by
 * truong.  An office that is true to the đồng (Bắc Kạn) has none.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "office/demo/demo_priv.h"
#include "text/date.h"

/* People of a commune (?1) or not of it, in the district ?2, paid this period
 * or not (?3), with one allowance; who is not paid is not at lan's points, who
 * has her own to show.  The oldest first. */
#define PEOPLE(where)                                                          \
	"SELECT p.id FROM person p JOIN area a ON a.id = p.area_id"            \
	" JOIN area k ON k.id = a.parent_id AND k.code = ?2"                   \
	" WHERE p.state = 'active' AND p.birth_year IS NOT NULL AND a.code "   \
	where " ?1 AND (?3 OR p.point_id NOT IN (SELECT sp.point_id"           \
	"  FROM staff_point sp JOIN staff f ON f.id = sp.staff_id"             \
	"  WHERE f.login = 'lan')) AND 1 = (SELECT count(*)"                   \
	"  FROM entitlement e WHERE e.person_id = p.id"                        \
	"  AND e.state = 'active' AND e.category = '136.5.5b')"                \
	" AND ?3 = EXISTS (SELECT 1 FROM receipt r WHERE r.person_id = p.id"   \
	"  AND r.period_id = (SELECT max(id) FROM period))"                    \
	" AND NOT EXISTS (SELECT 1 FROM block b JOIN line l"                   \
	"  ON l.id = b.line_id WHERE l.person_id = p.id)"                      \
	" AND NOT EXISTS (SELECT 1 FROM change c WHERE c.person_id = p.id)"    \
	" ORDER BY p.birth_year, p.id LIMIT 1"
DB_SQL(q_here) = { "demo.here", PEOPLE("=") };
DB_SQL(q_there) = { "demo.there", PEOPLE("<>") };
DB_SQL(q_commune) = { "demo.commune",
	"SELECT a.code, t.code FROM staff f"
	" JOIN staff_point sp ON sp.staff_id = f.id"
	" JOIN point t ON t.id = sp.point_id JOIN area a ON a.id = t.area_id"
	" WHERE f.login = 'lan' ORDER BY t.code LIMIT 1" };

struct demo_asked {
	struct demo *d;
	char commune[9], point[17];
	char today[11], month[8], before[8]; /* months: the newest, the one before */
};

/* 0: this (small) office has nobody like that. */
static enum status
asked_person(struct demo_asked *a, const struct db_sql *q, bool paid,
    char person[24], struct err *err)
{
	enum status st;
	int64_t id = 0;
	bool found;

	st = db_int1(db_usef(a->d->db, q, "tti", a->commune, a->d->p->lan,
	    (int64_t)paid), &id, &found, err);
	(void)snprintf(person, 24, "%" PRId64, found ? id : 0);
	return st;
}

/* Posts as `login`; the number of the request in `change`. */
static enum status
asked_post(struct demo_asked *a, const char *login, struct wire_args *args,
    char change[24], struct err *err)
{
	struct wire_answer out;
	struct actor who;
	enum status st;

	if (demo_actor(a->d, login, &who, err) != ST_OK)
		return err->st;
	st = demo_post_args(a->d, &who, "change.ask", args, &out, err);
	if (change != NULL)
		(void)str_copy_cut(change, 24,
		    wire_args_text(&out.args, "change"));
	wire_args_done(&out.args);
	actor_done(&who);
	return st;
}

static enum status
asked(struct demo_asked *a, const char *login, char change[24],
    const char *const *fields, struct err *err)
{
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	for (; fields[0] != NULL; fields += 2)
		wire_args_add(&args, fields[0], fields[1]);
	st = asked_post(a, login, &args, change, err);
	wire_args_done(&args);
	return st;
}

static enum status
asked_decide(struct demo_asked *a, const char *verb, const char *change,
    const char *reason, struct err *err)
{
	struct actor who;
	enum status st;

	if (demo_actor(a->d, "truong", &who, err) != ST_OK)
		return err->st;
	st = demo_post(a->d, &who, NULL, err, verb, "change", change,
	    "version", "1", reason != NULL ? "reason" : NULL, reason, NULL);
	actor_done(&who);
	return st;
}

/* ---- what is asked ----------------------------------------------------------- */

/* Died in the month before, was paid in this one: it comes back. */
static enum status
asked_late_death(struct demo_asked *a, struct err *err)
{
	char person[24], day[11], change[24];
	enum status st = asked_person(a, &q_there, true, person, err);

	if (st != ST_OK || person[0] == '0')
		return st;
	(void)snprintf(day, sizeof(day), "%s-20", a->before);
	st = asked(a, "phong", change, (const char *const[]) { "kind", "stop",
	    "person", person, "reason", "death", "event_on", day, "document",
	    "31/TLKT", "document_kind", "trích lục khai tử", "document_on",
	    a->today, "issuer", "UBND xã", NULL }, err);
	return st == ST_OK ? asked_decide(a, "change.approve", change, NULL,
	    err) : st;
}

/* Reported at the desk this morning: blocked until somebody decides. */
static enum status
asked_fresh_death(struct demo_asked *a, struct err *err)
{
	char person[24], day[11];
	enum status st = asked_person(a, &q_there, false, person, err);

	if (st != ST_OK || person[0] == '0')
		return st;
	(void)snprintf(day, sizeof(day), "%s-02", a->month);
	return asked(a, "quan", NULL, (const char *const[]) { "kind", "stop",
	    "person", person, "reason", "death", "event_on", day, "note",
	    "Gia đình báo tại điểm chi trả, chờ giấy chứng tử", NULL }, err);
}

static enum status
asked_not_collected(struct demo_asked *a, struct err *err)
{
	char person[24], change[24];
	enum status st = asked_person(a, &q_here, true, person, err);

	if (st != ST_OK || person[0] == '0')
		return st;
	st = asked(a, "xa", change, (const char *const[]) { "kind", "suspend",
	    "person", person, "reason", "unpaid", "note",
	    "Ba tháng không đến nhận", NULL }, err);
	return st == ST_OK ? asked_decide(a, "change.reject", change,
	    "Đã ký nhận tháng này, xem lại sổ", err) : st;
}

/* A new allowance from two months ago on: arrears with the next list. */
static enum status
asked_newcomer(struct demo_asked *a, struct err *err)
{
	char birth[24];

	(void)snprintf(birth, sizeof(birth), "%d-09-12",
	    (int)strtol(a->month, NULL, 10) - 80);
	return asked(a, "xa", NULL, (const char *const[]) { "kind", "new",
	    "name", "Lò Thị Pản", "sex", "F", "birth", birth, "ethnic", "Thái",
	    "commune", a->commune, "village", "Bản Pán", "point", a->point,
	    "category", "136.5.5b", "from", a->before, "decision",
	    "214/QĐ-UBND", "decision_date", a->today, "document", "214/QĐ-UBND",
	    "document_kind", "quyết định", NULL }, err);
}

static enum status
asked_rest(struct demo_asked *a, struct err *err)
{
	char person[24], day[11];
	enum status st = asked_person(a, &q_here, true, person, err);

	(void)snprintf(day, sizeof(day), "%s-01", a->month);
	if (st == ST_OK && person[0] != '0')
		st = asked(a, "xa", NULL, (const char *const[]) { "kind",
		    "stop", "person", person, "reason", "moved", "event_on",
		    day, "document", "9/TB-UBND", NULL }, err);
	if (st == ST_OK)
		st = asked_person(a, &q_there, true, person, err);
	if (st != ST_OK || person[0] == '0')
		return st;
	return asked(a, "phong", NULL, (const char *const[]) { "kind", "amount",
	    "person", person, "category", "136.5.5a2", "from", a->month,
	    "decision", "220/QĐ-UBND", "decision_date", a->today, NULL }, err);
}

static enum status
asked_where(struct demo_asked *a, struct err *err)
{
	struct db_stmt *s = db_use(a->d->db, &q_commune);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, a->commune, sizeof(a->commune));
	db_copy(s, 1, a->point, sizeof(a->point));
	db_reset(s);
	return ST_OK;
}

enum status
demo_changes(struct demo *d, struct err *err)
{
	struct demo_asked a = { .d = d };
	enum status st;

	if (d->p->exact)
		return ST_OK;
	st = asked_where(&a, err);
	if (st != ST_OK || a.commune[0] == '\0')
		return st;
	(void)str_copy_cut(a.today, sizeof(a.today), d->out.now);
	(void)str_copy_cut(a.month, sizeof(a.month), d->newest);
	(void)!month_add(a.month, -1, a.before);
	if (asked_late_death(&a, err) != ST_OK ||
	    asked_not_collected(&a, err) != ST_OK ||
	    asked_newcomer(&a, err) != ST_OK || asked_rest(&a, err) != ST_OK)
		return err->st;
	return asked_fresh_death(&a, err);
}
