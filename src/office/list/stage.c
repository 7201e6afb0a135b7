/*
 * SPDX-License-Identifier: ISC
 *
 * list/stage: the slices of a list: walks the people of the owner, commune by
 * commune, in the order of the printed list, and hands each to grant.c.  At the
 * end of a commune come people whose record is elsewhere and who are paid there
 * (move.c), and the open lines of earlier lists (carry.c).  A person keeps the
 * number first given in a period, also when a draft is made again; newcomers
 * get the next ones.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "db/row.h"
#include "office/list/job.h"
#include "office/verb/job.h"

#define SLICE_PEOPLE 70
#define SLICE_US 1300      /* to look at them; writing takes as long again */
#define SLICE_LEAST 10     /* however slow the machine is */
#define SLICE_MAX 1000000  /* a command on an idle server: all in one piece */
#define SLICE_MOVED 200    /* of one commune, with two homes in one period */

DB_SQL(q_commune) = { "list.commune",
	"SELECT id FROM area WHERE level = 'commune'"
	" AND (parent_id = ?1 OR id = ?1) AND id > ?2 ORDER BY id LIMIT 1" };
DB_SQL(q_cursor) = { "list.cursor",
	"SELECT area_id, village_key, name_key FROM person WHERE id = ?1" };
DB_SQL(q_no_listed) = { "list.no_listed",
	"SELECT max(no) FROM line WHERE period_id = ?1 AND area_id = ?2" };
DB_SQL(q_no_staged) = { "list.no_staged",
	"SELECT max(no) FROM stage_line WHERE job_id = ?1 AND area_id = ?2" };
DB_SQL(q_seen) = { "list.seen",
	"SELECT 1 FROM stage_line WHERE job_id = ?1 AND area_id = ?2"
	" AND person_id = ?3 UNION ALL SELECT 1 FROM line WHERE person_id = ?3"
	" AND period_id = ?4 AND area_id = ?2 AND list_id = ?5 LIMIT 1" };

/* Which of these the books have at all; most offices have few of them. */
DB_SQL(q_flags) = { "list.flags",
	"SELECT EXISTS (SELECT 1 FROM period p JOIN list l ON l.period_id = p.id"
	"  WHERE p.code >= ?1 AND l.id NOT IN (?2, ?3)),"
	" EXISTS (SELECT 1 FROM suspension),"
	" EXISTS (SELECT 1 FROM arrears WHERE state = 'due'),"
	" EXISTS (SELECT 1 FROM recovery), EXISTS (SELECT 1 FROM transfer),"
	" EXISTS (SELECT 1 FROM list WHERE period_id = ?4 AND owner_id = ?5"
	"  AND id <> ?2),"
	" EXISTS (SELECT 1 FROM person WHERE merged_into IS NOT NULL)"
	" OR EXISTS (SELECT 1 FROM entitlement WHERE origin IS NOT NULL)" };

/* A row of the statements below. */
struct list_row {
	struct list_person p;  /* without its grants */
	struct list_grant grant; /* id 0: none */
	int64_t area;
	struct date born;
};

#define COL(m) DB_COL(struct list_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct list_row), COL(p.id), COL(p.point), COL(p.delivery),
	COL(p.name), COL(born.year), COL(born.month), COL(born.day),
	COL(p.village), DB_COL_ENUM(struct list_row, p.state, &person_states),
	COL(p.until), COL(area), COL(p.arrears), COL(p.recovery), COL(p.moved),
	COL(p.no), COL(grant.id),
	COL(grant.category), COL(grant.hundredths), COL(grant.manual),
	COL(grant.from), COL(grant.to), COL(grant.suspended),
	COL(grant.listed), COL(p.identity), DB_END
};
#undef COL

/*
 * People in order, a row for each grant with a month from ?5 to ?6 (one row
 * without a grant when there is none).  ?7 the draft that is replaced, ?8 and on
 * the flags of struct list_job: what the books do not have is not looked for.
 */
#define PEOPLE                                                                 \
	"SELECT p.id, p.point_id, p.delivery, p.name, p.birth_year,"             \
	" p.birth_month, p.birth_day, p.village, p.state,"                       \
	" substr(p.state_on, 1, 7), p.area_id,"                                  \
	" CASE WHEN ?8 = 1 AND EXISTS (SELECT 1 FROM arrears o"                  \
	"  WHERE o.person_id = p.id AND o.state = 'due' AND NOT EXISTS (SELECT 1" \
	"   FROM line l WHERE l.arrears_id = o.id AND l.list_id <> ?7))"         \
	"  THEN 1 ELSE 0 END,"                                                   \
	" CASE WHEN ?9 = 1 AND EXISTS (SELECT 1 FROM recovery r"                 \
	"  WHERE r.person_id = p.id) THEN 1 ELSE 0 END,"                         \
	" CASE WHEN ?10 = 1 AND EXISTS (SELECT 1 FROM transfer t"                \
	"  WHERE t.person_id = p.id) THEN 1 ELSE 0 END,"                         \
	" CASE WHEN ?11 = 1 THEN (SELECT l.no FROM line l"                       \
	"  WHERE l.person_id = p.id AND l.period_id = ?12"                       \
	"  AND l.area_id = ?1 LIMIT 1) END,"                                     \
	" e.id, e.category, e.hundredths, e.manual, e.from_month, e.to_month,"   \
	" CASE WHEN ?13 = 1 AND EXISTS (SELECT 1 FROM suspension s"              \
	"  WHERE s.entitlement_id = e.id) THEN 1 ELSE 0 END,"                    \
	" CASE WHEN ?14 = 1 AND (EXISTS (SELECT 1 FROM line l"                   \
	"   WHERE l.person_id = p.id"                                            \
	"   AND l.month BETWEEN ?5 AND ?6 AND l.list_id <> ?7)"                  \
	"  OR (?15 = 1 AND (e.origin IS NOT NULL"                                \
	"   OR EXISTS (SELECT 1 FROM entitlement x WHERE x.origin = e.id)"       \
	"   OR EXISTS (SELECT 1 FROM person m WHERE m.merged_into = p.id))))"    \
	"  THEN 1 ELSE 0 END,"                                                   \
	" coalesce((SELECT i.number FROM identity i WHERE i.person_id = p.id"    \
	"  AND i.kind = 'cccd' AND i.active = 1), (SELECT i.number"              \
	"  FROM identity i WHERE i.person_id = p.id AND i.kind = 'cmnd'"         \
	"  AND i.active = 1), (SELECT max(i.number) FROM identity i"             \
	"  WHERE i.person_id = p.id AND i.active = 1), '')"                      \
	" FROM person p LEFT JOIN entitlement e ON e.person_id = p.id"           \
	" AND e.state <> 'void' AND e.from_month <= ?6"                          \
	" AND (e.to_month IS NULL OR e.to_month >= ?5)"
DB_SQL(q_next) = { "list.next",
	PEOPLE " WHERE p.area_id = ?1"
	" AND (p.village_key, p.name_key, p.id) > (?2, ?3, ?4)"
	" ORDER BY p.village_key, p.name_key, p.id" };
DB_SQL(q_one) = { "list.next_one",
	PEOPLE " WHERE p.id = ?4 AND CAST(?2 AS BLOB) IS NOT NULL"
	" AND CAST(?3 AS BLOB) IS NOT NULL" };

/* A place between two people of a commune. */
struct list_mark {
	unsigned char village[512], name[512];
	size_t nvillage, nname;
	int64_t person;
};

static void
list_mark_set(struct list_mark *m, struct db_stmt *s, int village, int name)
{
	const void *p = db_blob(s, village, &m->nvillage);

	if (m->nvillage > sizeof(m->village))
		m->nvillage = sizeof(m->village);
	if (m->nvillage > 0)
		memcpy(m->village, p, m->nvillage);
	p = db_blob(s, name, &m->nname);
	if (m->nname > sizeof(m->name))
		m->nname = sizeof(m->name);
	if (m->nname > 0)
		memcpy(m->name, p, m->nname);
}

/* ---- rows into a person ----------------------------------------------- */

static struct db_stmt *
list_people(struct list_job *j, const struct db_sql *q,
    const struct list_mark *m)
{
	/* A funeral may have been granted long before. */
	const char *first = j->funeral ? "0000-01" : j->at[0].month;

	return db_usef(j->c->db, q, "ibbittiiiiiiiii", j->area, m->village,
	    m->nvillage, m->name, m->nname, m->person, first,
	    j->at[j->months - 1].month, j->draft, (int64_t)j->any.arrears,
	    (int64_t)j->any.recovery, (int64_t)j->any.moved, (int64_t)j->any.numbered,
	    j->period, (int64_t)j->any.suspended, (int64_t)j->any.listed,
	    (int64_t)j->any.kin);
}

/* Fills *p from the first of a person's rows. */
static void
list_person_read(const struct list_job *j, const struct list_row *r,
    struct list_person *p)
{
	*p = r->p;
	p->here = r->area == j->area;
	/* A village of another commune is not printed. */
	if (!p->here)
		p->village[0] = '\0';
	date_format(p->birth, sizeof(p->birth), r->born);
}

static enum status
list_grant_read(const struct list_row *r, struct list_person *p,
    struct err *err)
{
	if (r->grant.id == 0)
		return ST_OK;
	if (p->grants == DUE_GRANTS)
		return err_set(err, ST_LIMIT, _("%s: more than %d allowances."),
		    p->name, DUE_GRANTS);
	p->grant[p->grants++] = r->grant;
	return ST_OK;
}

/* ---- a commune -------------------------------------------------------- */

/* The last number given in the commune. */
static enum status
list_number(struct list_job *j, struct err *err)
{
	int64_t listed = 0;
	bool found;

	if (db_int1(db_usef(j->c->db, &q_no_listed, "ii", j->period, j->area),
	    &listed, &found, err) != ST_OK ||
	    db_int1(db_usef(j->c->db, &q_no_staged, "ii", j->id, j->area),
	    &j->no, &found, err) != ST_OK)
		return err->st;
	if (j->no < listed)
		j->no = listed;
	return ST_OK;
}

/* A person whose record is elsewhere; not twice when a slice is repeated. */
static enum status
list_visitor(struct list_job *j, int64_t person, struct err *err)
{
	struct list_mark m = { .person = person };
	struct list_person p = { .id = 0 };
	struct list_row r;
	struct db_stmt *s;
	enum status st;
	int64_t one;
	bool row, found;

	if (db_int1(db_usef(j->c->db, &q_seen, "iiiii", j->id, j->area, person,
	    j->period, j->list), &one, &found, err) != ST_OK)
		return err->st;
	if (found)
		return ST_OK;
	s = list_people(j, &q_one, &m);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_row(s, row_cols, &r);
		if (p.id == 0)
			list_person_read(j, &r, &p);
		if ((st = list_grant_read(&r, &p, err)) != ST_OK)
			break;
	}
	db_reset(s);
	if (st != ST_OK)
		return st;
	return p.id == 0 ? ST_OK : list_person(j, &p, err);
}

/* When all who live in the commune were looked at. */
static enum status
list_commune_end(struct list_job *j, struct err *err)
{
	int64_t id[SLICE_MOVED];
	unsigned i, n = 0;

	if (j->funeral)
		return ST_OK;
	if (j->any.moved && list_moved_here(j, id, SLICE_MOVED, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (list_visitor(j, id[i], err) != ST_OK)
			return err->st;
	return list_carry(j, err);
}

/* Up to *left people of the commune behind the mark; *end: there are no more. */
static enum status
list_stage_commune(struct list_job *j, const struct list_mark *m,
    int64_t *left, bool *end, struct err *err)
{
	struct list_person p = { .id = 0 };
	struct list_row r;
	struct db_stmt *s;
	enum status st;
	bool row = false;

	if (list_number(j, err) != ST_OK)
		return err->st;
	s = list_people(j, &q_next, m);
	while ((st = db_step(s, &row, err)) == ST_OK) {
		if (row)
			db_row(s, row_cols, &r);
		if ((!row || r.p.id != p.id) && p.id != 0 &&
		    (st = list_person(j, &p, err)) != ST_OK)
			break;
		if (!row || (r.p.id != p.id && *left == 0))
			break;
		if (r.p.id != p.id) {
			list_person_read(j, &r, &p);
			j->cursor = p.id;
			j->seen++;
			--*left;
			if (j->seen % SLICE_LEAST == 0 && clock_us() > j->until)
				*left = 0;
		}
		if ((st = list_grant_read(&r, &p, err)) != ST_OK)
			break;
	}
	db_reset(s);
	if (st != ST_OK)
		return st;
	*end = !row;
	return ST_OK;
}

/* Finds the commune and the person where the last slice stopped. */
static enum status
list_resume(struct list_job *j, struct list_mark *m, struct err *err)
{
	struct db_stmt *s;
	bool row;

	memset(m, 0, sizeof(*m));
	j->area = 0;
	if (j->cursor == 0)
		return ST_OK;
	s = db_usef(j->c->db, &q_cursor, "i", j->cursor);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		j->area = db_int(s, 0);
		list_mark_set(m, s, 1, 2);
		m->person = j->cursor;
	}
	db_reset(s);
	return ST_OK;
}

static enum status
list_walk(struct list_job *j, int64_t left, struct err *err)
{
	int64_t before = j->seen;
	struct list_mark m;
	bool found, end;

	if (list_resume(j, &m, err) != ST_OK)
		return err->st;
	while (left > 0) {
		if (j->area == 0 || m.person == 0) {
			if (db_int1(db_usef(j->c->db, &q_commune, "ii",
			    j->owner, j->area), &j->area, &found, err) != ST_OK)
				return err->st;
			if (!found) {
				j->cursor = LIST_ALL_SEEN;
				return ST_OK;
			}
		}
		if (list_stage_commune(j, &m, &left, &end, err) != ST_OK)
			return err->st;
		if (end) {
			/* The end of a large commune takes a slice of its own. */
			if (j->seen > before &&
			    clock_us() > j->until - SLICE_US / 2)
				return ST_OK;
			if (list_commune_end(j, err) != ST_OK)
				return err->st;
			memset(&m, 0, sizeof(m));
		}
	}
	return ST_OK;
}

/* ---- a slice ---------------------------------------------------------- */

#define COL(m) DB_COL(struct list_any, m)
static const struct db_col flag_cols[] = {
	DB_ROW(struct list_any), COL(listed), COL(suspended), COL(arrears),
	COL(recovery), COL(moved), COL(numbered), COL(kin), DB_END
};
#undef COL

static enum status
list_flags(struct list_job *j, struct err *err)
{
	int64_t own = j->list > 0 ? j->list : 0;
	bool found;

	if (db_one(db_usef(j->c->db, &q_flags, "tiiii", j->code, own, j->draft,
	    j->period, j->owner), flag_cols, &j->any, &found, err) != ST_OK)
		return err->st;
	if (j->funeral)
		j->any = (struct list_any){ .numbered = j->any.numbered,
			.kin = j->any.kin };
	return ST_OK;
}

/* Lines that an earlier job left in the hidden draft are deleted first. */
static enum status
list_slice(struct list_job *j, int64_t people, struct err *err)
{
	bool all = true;

	if (j->cursor == 0 && j->list > 0)
		return list_write_clear(j, people, &all, err);
	if (list_flags(j, err) != ST_OK)
		return err->st;
	j->until = job_slice_end(j->c, SLICE_US);
	if (list_walk(j, people, err) != ST_OK)
		return err->st;
	return list_write_end(j, err);
}

enum status
list_slice_run(struct verb_call *c, struct err *err)
{
	int64_t people = wire_args_int(&c->in->args, "people", SLICE_PEOPLE);
	struct list_job j;
	enum status st;

	if (people < 1 || people > SLICE_MAX)
		return err_field(err, ST_INVALID, "people",
		    _("Give a number from 1 to %d."), SLICE_MAX);
	if (list_job_load(c, &j, err) != ST_OK)
		return err->st;
	if (j.cursor >= 0) {
		st = list_slice(&j, people, err);
		free(j.lines);
		if (st != ST_OK || list_job_save(&j, err) != ST_OK)
			return err->st;
	}
	wire_args_add_int(c->out, "staged", j.rows);
	wire_args_add_int(c->out, "people", j.seen);
	wire_args_add_int(c->out, "total", j.total);
	wire_args_add_int(c->out, "done", j.cursor < 0);
	return ST_OK;
}
