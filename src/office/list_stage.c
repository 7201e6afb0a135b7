/*
 * SPDX-License-Identifier: ISC
 *
 * list_stage: the slices of a list.  A line is one entitlement for the month
 * of the period, at the amount of that month (category.h).  Entitlements with
 * a line for the month on another list are passed over, so that a second run
 * makes a supplement.  What earlier lists still owe is not copied: those lines
 * stay open where they are.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/list_job.h"
#include "text/date.h"

#define SLICE_PEOPLE 100   /* 2 to 4 ms of work */
#define SLICE_MAX 1000000  /* a command on an idle server: all in one piece */

static const struct db_sql q_commune = { "list.commune",
	"SELECT id FROM area WHERE level = 'commune'"
	" AND (parent_id = ?1 OR id = ?1) AND id > ?2 ORDER BY id LIMIT 1" };
static const struct db_sql q_cursor = { "list.cursor",
	"SELECT area_id, village_key, name_key FROM person WHERE id = ?1" };
static const struct db_sql q_no_staged = { "list.no_staged",
	"SELECT max(no) FROM stage_line WHERE job_id = ?1 AND area_id = ?2" };
/* A supplement goes on counting where the lists before it ended. */
static const struct db_sql q_no_listed = { "list.no_listed",
	"SELECT max(no) FROM line WHERE period_id = ?1 AND area_id = ?2"
	" AND list_id <> ?3" };

/*
 * People of a commune in order, a row for each of their grants (one without
 * when there is none).  The month of death is payable in full (NĐ 20/2021
 * art. 8.2).
 */
enum { C_ID, C_POINT, C_DELIVERY, C_NAME, C_YEAR, C_MONTH, C_DAY, C_VILLAGE,
	C_PAYABLE, C_GRANT, C_CATEGORY, C_HUNDREDTHS, C_MANUAL, C_KIND,
	C_IDENTITY };
static const struct db_sql q_next = { "list.next",
	"SELECT p.id, p.point_id, p.delivery, p.name, p.birth_year,"
	" p.birth_month, p.birth_day, p.village,"
	" (p.state = 'active' OR (p.state = 'dead'"
	"  AND substr(p.state_on, 1, 7) >= ?5)),"
	" e.id, e.category, e.hundredths, e.manual, c.kind,"
	" coalesce((SELECT i.number FROM identity i WHERE i.person_id = p.id"
	"  AND i.kind = 'cccd' AND i.active = 1), (SELECT i.number"
	"  FROM identity i WHERE i.person_id = p.id AND i.kind = 'cmnd'"
	"  AND i.active = 1), (SELECT max(i.number) FROM identity i"
	"  WHERE i.person_id = p.id AND i.active = 1), '')"
	" FROM person p LEFT JOIN entitlement e ON e.person_id = p.id"
	" AND e.state = 'active' AND e.from_month <= ?5"
	" AND (e.to_month IS NULL OR e.to_month >= ?5)"
	" AND NOT EXISTS (SELECT 1 FROM line l WHERE l.person_id = p.id"
	"  AND l.entitlement_id = e.id AND l.month = ?5"
	"  AND l.kind IN ('base', 'care') AND l.list_id <> ?6)"
	" LEFT JOIN category c ON c.code = e.category"
	" WHERE p.area_id = ?1"
	" AND (p.village_key, p.name_key, p.id) > (?2, ?3, ?4)"
	" ORDER BY p.village_key, p.name_key, p.id" };
static const struct db_sql q_stage = { "list.stage",
	"INSERT INTO stage_line (job_id, area_id, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, point_id, delivery, name, birth, identity, village)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10, ?11, ?12, ?13,"
	" ?14, ?15, ?16, ?17)" };

/* Keeps the amounts met: a slice of 200 people has about ten. */
static enum status
list_rate(struct list_job *j, const char *category, int64_t hundredths,
    int64_t manual, const struct category_amount **out, struct err *err)
{
	struct category_ask ask = { .province = j->province,
	    .category = category, .month = j->month,
	    .hundredths = hundredths, .manual = manual };
	struct list_rate *r;
	unsigned i;

	for (i = 0; i < j->rates; i++) {
		r = &j->rate[i];
		if (r->hundredths == hundredths && r->manual == manual &&
		    strcmp(r->category, category) == 0) {
			*out = &r->is;
			return ST_OK;
		}
	}
	if (j->rates == LIST_RATES)
		j->rates--; /* the last place is used over and over */
	r = &j->rate[j->rates];
	if (category_amount(j->c->db, &ask, &r->is, err) != ST_OK)
		return err->st;
	(void)str_copy_cut(r->category, sizeof(r->category), category);
	r->hundredths = hundredths;
	r->manual = manual;
	j->rates++;
	*out = &r->is;
	return ST_OK;
}

/* Stages the grant of a row under the number of its person. */
static enum status
list_stage_grant(struct list_job *j, struct db_stmt *p, int64_t no,
    struct err *err)
{
	struct date born = { .year = (int)db_int(p, C_YEAR),
	    .month = (int)db_int(p, C_MONTH), .day = (int)db_int(p, C_DAY) };
	const struct category_amount *a = NULL;
	char birth[DATE_TEXT];

	if (list_rate(j, db_text(p, C_CATEGORY), db_int(p, C_HUNDREDTHS),
	    db_int(p, C_MANUAL), &a, err) != ST_OK)
		return err->st;
	date_format(birth, sizeof(birth), born);
	j->rows++;
	return db_run(db_usef(j->c->db, &q_stage, "iiiiittiiitittttt", j->id,
	    j->area, no, db_int(p, C_ID), db_int(p, C_GRANT), j->month,
	    db_text(p, C_KIND), a->amount, a->standard, a->hundredths,
	    db_text(p, C_CATEGORY), db_int(p, C_POINT),
	    db_text(p, C_DELIVERY), db_text(p, C_NAME), birth,
	    db_text(p, C_IDENTITY), db_text(p, C_VILLAGE)), err);
}

/* A grant that makes a line of a monthly list, of somebody who is paid. */
static bool
list_is_due(struct db_stmt *p)
{
	const char *kind = db_text(p, C_KIND);

	return db_int(p, C_PAYABLE) != 0 && db_int(p, C_GRANT) != 0 &&
	    (strcmp(kind, "base") == 0 || strcmp(kind, "care") == 0);
}

/* Where the commune's numbers go on: staged so far, else listed so far. */
static enum status
list_number(struct list_job *j, struct err *err)
{
	bool found;

	if (db_int1(db_usef(j->c->db, &q_no_staged, "ii", j->id, j->area),
	    &j->no, &found, err) != ST_OK)
		return err->st;
	if (j->no > 0)
		return ST_OK;
	return db_int1(db_usef(j->c->db, &q_no_listed, "iii", j->period,
	    j->area, j->draft), &j->no, &found, err);
}

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

/* Up to *left people of the commune after the mark; none left: *end. */
static enum status
list_stage_commune(struct list_job *j, struct list_mark *m, int64_t *left,
    bool *end, struct err *err)
{
	struct db_stmt *s;
	int64_t numbered = 0; /* the person who got the last number */
	bool row = false;

	if (list_number(j, err) != ST_OK)
		return err->st;
	s = db_usef(j->c->db, &q_next, "ibbiti", j->area, m->village,
	    m->nvillage, m->name, m->nname, m->person, j->month, j->draft);
	for (;;) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row || (db_int(s, C_ID) != j->cursor && *left == 0))
			break;
		if (db_int(s, C_ID) != j->cursor) {
			j->cursor = db_int(s, C_ID);
			j->seen++;
			--*left;
		}
		if (!list_is_due(s))
			continue;
		if (numbered != j->cursor)
			j->no++;
		numbered = j->cursor;
		if (list_stage_grant(j, s, j->no, err) != ST_OK) {
			db_reset(s);
			return err->st;
		}
	}
	db_reset(s);
	*end = !row;
	return ST_OK;
}

/* Finds the commune and the mark where the last slice stopped. */
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
list_slice(struct list_job *j, int64_t left, struct err *err)
{
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
				j->cursor = -1;
				return ST_OK;
			}
		}
		if (list_stage_commune(j, &m, &left, &end, err) != ST_OK)
			return err->st;
		if (end)
			memset(&m, 0, sizeof(m));
	}
	return ST_OK;
}

enum status
list_slice_run(struct verb_call *c, struct err *err)
{
	int64_t people = wire_args_int(&c->in->args, "people", SLICE_PEOPLE);
	struct list_job j;

	if (people < 1 || people > SLICE_MAX)
		return err_field(err, ST_INVALID, "people",
		    _("Give a number from 1 to %d."), SLICE_MAX);
	if (list_job_load(c, &j, err) != ST_OK)
		return err->st;
	if (j.cursor >= 0 && (list_slice(&j, people, err) != ST_OK ||
	    list_job_save(&j, err) != ST_OK))
		return err->st;
	wire_args_add_int(c->out, "staged", j.rows);
	wire_args_add_int(c->out, "people", j.seen);
	wire_args_add_int(c->out, "total", j.total);
	wire_args_add_int(c->out, "done", j.cursor < 0);
	return ST_OK;
}
