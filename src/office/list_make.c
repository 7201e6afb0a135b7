/*
 * SPDX-License-Identifier: ISC
 *
 * list_make: how a payment list is made: a job whose slices stage a few
 * hundred people each, in the order commune, village, name, while other verbs
 * run in between; list.finish turns the staged lines into a draft list, all or
 * nothing (rule 3 of the house).
 *
 * A line is one entitlement for the month of the period, at the amount of
 * that month (category.h).  Entitlements with a line for the month on another
 * list are passed over, so that a second run makes a supplement.  What earlier
 * lists still owe is not copied: those lines stay open where they are.
 *
 * job.params = "PERIOD OWNER TOTAL SEEN SEQ": ids, people to look at, people
 * looked at, head of the journal at the beginning.  job.cursor = the last
 * person looked at, 0 before the first, -1 when all were.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/category.h"
#include "office/journal.h"
#include "office/list_priv.h"
#include "office/period.h"
#include "office/place.h"
#include "text/date.h"

#define SLICE_PEOPLE 200   /* about 2 ms of work */
#define SLICE_MAX 1000000  /* a command on an idle server: all in one piece */
#define RATES_MAX 64

static const struct db_sql q_above = { "list.above",
	"SELECT p.code FROM area a JOIN area p ON p.id = a.parent_id"
	" WHERE a.id = ?1 AND p.level = 'province'" };
static const struct db_sql q_people = { "list.people",
	"SELECT count(*) FROM area a JOIN person p ON p.area_id = a.id"
	" WHERE a.level = 'commune' AND (a.parent_id = ?1 OR a.id = ?1)" };
static const struct db_sql q_begin = { "list.begin",
	"INSERT INTO job (id, kind, state, staff_id, params, at)"
	" VALUES (?1, 'list', 'staging', ?2, ?3, ?4)" };
static const struct db_sql q_job = { "list.job",
	"SELECT kind, state, staff_id, params, rows, cursor FROM job"
	" WHERE id = ?1" };
static const struct db_sql q_job_move = { "list.job_move",
	"UPDATE job SET params = ?2, rows = ?3, cursor = ?4 WHERE id = ?1" };
static const struct db_sql q_job_end = { "list.job_end",
	"UPDATE job SET state = ?2 WHERE id = ?1" };
static const struct db_sql q_unstage = { "list.unstage",
	"DELETE FROM stage_line WHERE job_id = ?1" };

static const struct db_sql q_waiting = { "list.waiting",
	"SELECT id, seq, state FROM list WHERE period_id = ?1 AND owner_id = ?2"
	" AND state IN ('draft', 'submitted')" };
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

/* The month of death is payable in full (NĐ 20/2021 art. 8.2). */
static const struct db_sql q_next = { "list.next",
	"SELECT p.id, p.point_id, p.delivery, p.name, p.birth_year,"
	" p.birth_month, p.birth_day, p.village,"
	" (p.state = 'active' OR (p.state = 'dead'"
	"  AND substr(p.state_on, 1, 7) >= ?6)),"
	" (SELECT i.number FROM identity i WHERE i.person_id = p.id"
	"  AND i.active = 1 ORDER BY CASE i.kind WHEN 'cccd' THEN 1"
	"  WHEN 'cmnd' THEN 2 ELSE 3 END LIMIT 1),"
	" p.village_key, p.name_key"
	" FROM person p WHERE p.area_id = ?1"
	" AND (p.village_key, p.name_key, p.id) > (?2, ?3, ?4)"
	" ORDER BY p.village_key, p.name_key, p.id LIMIT ?5" };
static const struct db_sql q_grants = { "list.grants",
	"SELECT e.id, e.category, e.hundredths, e.manual, c.kind"
	" FROM entitlement e JOIN category c ON c.code = e.category"
	" WHERE e.person_id = ?1 AND e.state = 'active' AND e.from_month <= ?2"
	" AND (e.to_month IS NULL OR e.to_month >= ?2)"
	" AND c.kind IN ('base', 'care')"
	" AND NOT EXISTS (SELECT 1 FROM line l WHERE l.person_id = e.person_id"
	"  AND l.entitlement_id = e.id AND l.month = ?2"
	"  AND l.kind IN ('base', 'care') AND l.list_id <> ?3)" };
static const struct db_sql q_stage = { "list.stage",
	"INSERT INTO stage_line (job_id, area_id, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, point_id, delivery, name, birth, identity, village)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10, ?11, ?12, ?13,"
	" ?14, ?15, ?16, ?17)" };

static const struct db_sql q_changed = { "list.changed",
	"SELECT 1 FROM journal WHERE seq > ?1 AND verb NOT IN ('pay', 'reverse',"
	" 'block', 'unblock', 'signin', 'user.passwd')"
	" AND verb NOT LIKE 'list.%' AND verb NOT LIKE 'period.%'"
	" AND verb NOT LIKE 'staff.%' LIMIT 1" };
static const struct db_sql q_staged = { "list.staged",
	"SELECT count(*), coalesce(sum(amount), 0) FROM stage_line"
	" WHERE job_id = ?1" };
static const struct db_sql q_doubles = { "list.doubles",
	"SELECT count(*) FROM (SELECT 1 FROM stage_line WHERE job_id = ?1"
	" AND kind = 'base' GROUP BY area_id, no HAVING count(*) > 1)" };
static const struct db_sql q_drop_lines = { "list.drop_lines",
	"DELETE FROM line WHERE list_id = ?1" };
static const struct db_sql q_drop = { "list.drop",
	"DELETE FROM list WHERE id = ?1" };
static const struct db_sql q_seq = { "list.seq",
	"SELECT coalesce(max(seq), 0) + 1 FROM list"
	" WHERE period_id = ?1 AND owner_id = ?2" };
static const struct db_sql q_insert = { "list.insert",
	"INSERT INTO list (id, period_id, owner_id, seq, lines, people, total,"
	" digest, prepared_by, prepared_at)"
	" VALUES (?1, ?2, ?3, ?4, 0, 0, 0, ?5, ?6, ?7)" };
static const struct db_sql q_lines = { "list.insert_lines",
	"INSERT INTO line (id, list_id, period_id, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, area_id, point_id, delivery, name, birth, identity,"
	" village) SELECT ?4 + row_number() OVER (ORDER BY area_id, no,"
	" entitlement_id, month, kind, seq), ?2, ?3, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, area_id, point_id, delivery, name, birth, identity, village"
	" FROM stage_line WHERE job_id = ?1"
	" ORDER BY area_id, no, entitlement_id, month, kind, seq" };
static const struct db_sql q_totals = { "list.totals",
	"UPDATE list SET lines = ?2, people = ?3, total = ?4, digest = ?5"
	" WHERE id = ?1" };

struct list_rate {
	char category[16];
	int64_t hundredths, manual; /* of the decision, 0 none */
	struct category_amount is;
};

/* A job while one of its verbs runs. */
struct list_job {
	struct verb_call *c;
	int64_t id, period, owner, total, seen, journal; /* params */
	int64_t rows, cursor;
	int64_t draft;       /* list it will take the place of, 0 none */
	char month[8], province[8];
	int64_t area, no;    /* commune being staged, last number given there */
	struct list_rate rate[RATES_MAX]; /* amounts met in this slice */
	unsigned rates;
};

/* ---- begin ------------------------------------------------------------ */

/* Owner of a list: a district, or a commune right below the province. */
static enum status
list_owner(struct verb_call *c, const char *code, struct place *out,
    char province[8], struct err *err)
{
	struct db_stmt *s;
	struct place at;
	bool row, all;

	if (place_area(c->db, code, c->today, &at, err) != ST_OK)
		return err->st;
	s = db_usef(c->db, &q_above, "i", at.id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row)
		db_copy(s, 0, province, 8);
	db_reset(s);
	if (!row)
		return err_field(err, ST_INVALID, "area",
		    _("Lists are made by district; %s is not one."), at.name);
	if (list_owner_in(c->db, &c->who->scope, at.id, &all, NULL,
	    err) != ST_OK)
		return err->st;
	if (!all)
		return err_field(err, ST_DENIED, "area",
		    _("%s is not in your area."), at.name);
	*out = at;
	return ST_OK;
}

/* *draft: the unfinished list that a new one replaces; refuses a submitted. */
static enum status
list_waiting(struct verb_call *c, int64_t period, int64_t owner,
    int64_t *draft, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_waiting, "ii", period, owner);
	int64_t id = 0;
	bool row, submitted = false;

	for (;;) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			break;
		id = db_int(s, 0);
		if (strcmp(db_text(s, 2), "submitted") == 0)
			submitted = true;
	}
	db_reset(s);
	if (submitted)
		return err_set(err, ST_INVALID,
		    _("A list is waiting for approval: it must be approved or "
		    "sent back first."));
	*draft = id;
	return ST_OK;
}

static void
list_params(const struct list_job *j, char *out, size_t size)
{
	(void)snprintf(out, size, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
	    " %" PRId64, j->period, j->owner, j->total, j->seen, j->journal);
}

enum status
list_begin_run(struct verb_call *c, struct err *err)
{
	struct list_job j = { .c = c };
	unsigned char hash[DIGEST_LEN];
	struct period p;
	struct place owner = { .id = 0 };
	char params[120];
	bool found;

	if (period_named(c->db, wire_args_text(&c->in->args, "period"), &p,
	    err) != ST_OK)
		return err->st;
	if (strcmp(p.state, "open") != 0)
		return err_field(err, ST_INVALID, "period",
		    _("The period %s is closed."), p.code);
	if (list_owner(c, wire_args_text(&c->in->args, "area"), &owner,
	    j.province, err) != ST_OK ||
	    list_waiting(c, p.id, owner.id, &j.draft, err) != ST_OK ||
	    db_int1(db_usef(c->db, &q_people, "i", owner.id), &j.total, &found,
	    err) != ST_OK ||
	    journal_head(c->db, &j.journal, hash, err) != ST_OK ||
	    db_next_id(c->db, "job", &j.id, err) != ST_OK)
		return err->st;
	j.period = p.id;
	j.owner = owner.id;
	list_params(&j, params, sizeof(params));
	if (db_run(db_usef(c->db, &q_begin, "iitt", j.id, c->who->staff,
	    params, c->now), err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "job", j.id);
	wire_args_add_int(c->out, "total", j.total);
	return ST_OK;
}

/* ---- a job in hand ---------------------------------------------------- */

static enum status
list_job_read(struct verb_call *c, struct list_job *j, struct err *err)
{
	struct db_stmt *s;
	int got = 0;
	bool row, mine = false;

	memset(j, 0, sizeof(*j));
	j->c = c;
	j->id = wire_args_int(&c->in->args, "job", 0);
	s = db_usef(c->db, &q_job, "i", j->id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		mine = strcmp(db_text(s, 0), "list") == 0 &&
		    strcmp(db_text(s, 1), "staging") == 0 &&
		    db_int(s, 2) == c->who->staff;
		got = sscanf(db_text(s, 3), "%" SCNd64 " %" SCNd64 " %" SCNd64
		    " %" SCNd64 " %" SCNd64, &j->period, &j->owner, &j->total,
		    &j->seen, &j->journal);
		j->rows = db_int(s, 4);
		j->cursor = db_int(s, 5);
	}
	db_reset(s);
	if (!row || !mine)
		return err_field(err, ST_NOTFOUND, "job",
		    _("You have no list %" PRId64 " in the making."), j->id);
	if (got != 5)
		return err_set(err, ST_CORRUPT,
		    _("The job %" PRId64 " is damaged: abort it."), j->id);
	return ST_OK;
}

/* As list_job_read(), for slice and finish: the period is still open. */
static enum status
list_job_load(struct verb_call *c, struct list_job *j, struct err *err)
{
	struct period p;

	if (list_job_read(c, j, err) != ST_OK ||
	    period_get(c->db, j->period, &p, err) != ST_OK)
		return err->st;
	if (strcmp(p.state, "open") != 0)
		return err_set(err, ST_INVALID, _("The period %s is closed."),
		    p.code);
	(void)str_copy_cut(j->month, sizeof(j->month), p.code);
	if (category_province(c->db, j->province, sizeof(j->province),
	    err) != ST_OK)
		return err->st;
	return list_waiting(c, j->period, j->owner, &j->draft, err);
}

static enum status
list_job_save(struct list_job *j, struct err *err)
{
	char params[120];

	list_params(j, params, sizeof(params));
	return db_run(db_usef(j->c->db, &q_job_move, "itii", j->id, params,
	    j->rows, j->cursor), err);
}

/* ---- slice ------------------------------------------------------------ */

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
	if (j->rates == RATES_MAX)
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

/* Stages what the person of row `p` is due; *given: it got a number. */
static enum status
list_stage_person(struct list_job *j, struct db_stmt *p, bool *given,
    struct err *err)
{
	struct db *db = j->c->db;
	struct db_stmt *e = db_usef(db, &q_grants, "iti", db_int(p, 0),
	    j->month, j->draft);
	struct date born = { .year = (int)db_int(p, 4),
	    .month = (int)db_int(p, 5), .day = (int)db_int(p, 6) };
	char birth[DATE_TEXT];
	bool row;

	*given = false;
	date_format(birth, sizeof(birth), born);
	for (;;) {
		const struct category_amount *a = NULL;

		if (db_step(e, &row, err) != ST_OK)
			return err->st;
		if (!row)
			break;
		if (list_rate(j, db_text(e, 1), db_int(e, 2), db_int(e, 3), &a,
		    err) != ST_OK ||
		    db_run(db_usef(db, &q_stage, "iiiiittiiitittttt", j->id,
		    j->area, j->no + 1, db_int(p, 0), db_int(e, 0), j->month,
		    db_text(e, 4), a->amount, a->standard, a->hundredths,
		    db_text(e, 1), db_int(p, 1), db_text(p, 2), db_text(p, 3),
		    birth, db_text(p, 9), db_text(p, 7)), err) != ST_OK) {
			db_reset(e);
			return err->st;
		}
		j->rows++;
		*given = true;
	}
	db_reset(e);
	return ST_OK;
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
	int64_t asked = *left, got = 0;
	bool row, given;

	if (list_number(j, err) != ST_OK)
		return err->st;
	s = db_usef(j->c->db, &q_next, "ibbiit", j->area, m->village,
	    m->nvillage, m->name, m->nname, m->person, asked, j->month);
	for (;;) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			break;
		got++;
		j->cursor = db_int(s, 0);
		if (db_int(s, 8) == 0)
			continue;
		if (list_stage_person(j, s, &given, err) != ST_OK) {
			db_reset(s);
			return err->st;
		}
		if (given)
			j->no++;
	}
	db_reset(s);
	j->seen += got;
	*left -= got;
	*end = got < asked;
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

/* ---- finish and abort ------------------------------------------------- */

/*
 * What was staged is only true while nobody touched people, papers or
 * entitlements; payouts and other lists do not matter.
 */
static enum status
list_still_true(struct list_job *j, int64_t *lines, int64_t *total,
    struct err *err)
{
	struct db *db = j->c->db;
	struct db_stmt *s;
	int64_t one;
	bool changed, row;

	if (j->cursor >= 0)
		return err_set(err, ST_INVALID,
		    _("The list is not complete yet: %" PRId64 " of %" PRId64
		    " people."), j->seen, j->total);
	if (db_int1(db_usef(db, &q_changed, "i", j->journal), &one, &changed,
	    err) != ST_OK)
		return err->st;
	if (changed)
		return err_set(err, ST_BUSY,
		    _("The roll was changed while the list was being made: "
		    "make it once more."));
	s = db_usef(db, &q_staged, "i", j->id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*lines = db_int(s, 0);
	*total = db_int(s, 1);
	db_reset(s);
	if (*lines == 0)
		return err_set(err, ST_INVALID,
		    _("Nobody to put on a list: all who are entitled are on "
		    "one for %s."), j->month);
	return ST_OK;
}

/* The list row and its lines, without totals. */
static enum status
list_insert(struct list_job *j, int64_t lines, int64_t *list, int64_t *seq,
    struct err *err)
{
	static const unsigned char none[DIGEST_LEN];
	struct db *db = j->c->db;
	int64_t first;
	bool found;

	if (j->draft != 0 &&
	    (db_run(db_usef(db, &q_drop_lines, "i", j->draft), err) != ST_OK ||
	    db_run(db_usef(db, &q_drop, "i", j->draft), err) != ST_OK))
		return err->st;
	if (db_int1(db_usef(db, &q_seq, "ii", j->period, j->owner), seq,
	    &found, err) != ST_OK ||
	    db_next_id(db, "list", list, err) != ST_OK ||
	    db_take_ids(db, "line", lines, &first, err) != ST_OK ||
	    db_run(db_usef(db, &q_insert, "iiiibit", *list, j->period,
	    j->owner, *seq, none, sizeof(none), j->c->who->staff, j->c->now),
	    err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_lines, "iiii", j->id, *list, j->period,
	    first - 1), err);
}

static enum status
list_job_drop(struct list_job *j, const char *state, struct err *err)
{
	if (db_run(db_usef(j->c->db, &q_unstage, "i", j->id), err) != ST_OK)
		return err->st;
	return db_run(db_usef(j->c->db, &q_job_end, "it", j->id, state), err);
}

enum status
list_finish_run(struct verb_call *c, struct err *err)
{
	int64_t lines = 0, total = 0, list = 0, seq = 0, doubles = 0;
	char digest[2 * DIGEST_LEN + 1];
	struct list_sums sums;
	struct list_job j;
	bool found;

	if (list_job_load(c, &j, err) != ST_OK ||
	    list_still_true(&j, &lines, &total, err) != ST_OK ||
	    list_insert(&j, lines, &list, &seq, err) != ST_OK ||
	    list_count(c->db, list, &sums, err) != ST_OK)
		return err->st;
	if (sums.lines != lines || sums.total != total)
		return err_set(err, ST_CORRUPT,
		    _("The lines do not add up to what was staged."));
	if (db_run(db_usef(c->db, &q_totals, "iiiib", list, sums.lines,
	    sums.people, sums.total, sums.digest, sizeof(sums.digest)),
	    err) != ST_OK ||
	    db_int1(db_usef(c->db, &q_doubles, "i", j.id), &doubles, &found,
	    err) != ST_OK ||
	    list_job_drop(&j, "done", err) != ST_OK)
		return err->st;
	str_hex(digest, sums.digest, sizeof(sums.digest));
	wire_args_add_int(c->out, "list", list);
	wire_args_add_int(c->out, "seq", seq);
	wire_args_add_int(c->out, "lines", sums.lines);
	wire_args_add_int(c->out, "people", sums.people);
	wire_args_add_int(c->out, "total", sums.total);
	wire_args_add_int(c->out, "doubles", doubles);
	wire_args_add(c->out, "digest", digest);
	return ST_OK;
}

enum status
list_abort_run(struct verb_call *c, struct err *err)
{
	struct list_job j;

	if (list_job_read(c, &j, err) != ST_OK)
		return err->st;
	return list_job_drop(&j, "aborted", err);
}
