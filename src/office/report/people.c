/*
 * SPDX-License-Identifier: ISC
 *
 * report/people: reads lines along the index of their place and folds them
 * into people.  Numbers come from the list, never from counting rows, so that
 * a reprint carries the same ones.  A draft can be read
 * by the number of its list, to be checked before it is submitted.
 */
#include "office/report/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/place/sort.h"
#include "text/sentence.h"

enum {
	C_PERSON, C_NO, C_NAME, C_BIRTH, C_IDENTITY, C_VILLAGE, C_DELIVERY,
	C_CATEGORY, C_KIND, C_AMOUNT, C_HUNDREDTHS, C_MONTH, C_CODE, C_SEX,
	C_PHONE, C_AREA, C_POINT, C_AREA_NAME, C_BLOCKED, C_STANDS, C_PAID,
	C_DEDUCTED, C_DEAD, C_OWNER, C_CARRIED
};
#define COLUMNS                                                                \
	"SELECT l.person_id, l.no, l.name, l.birth, l.identity, l.village,"    \
	" l.delivery, l.category, l.kind, l.amount, l.hundredths, l.month,"    \
	" p.code, p.sex, p.phone, p.area_id, p.point_id, a.name,"              \
	" " LINE_BLOCK_REASON("l.id") ", s.line_id IS NOT NULL,"               \
	" coalesce(substr(r.at, 1, 10), ''), l.deducted, p.state = 'dead',"          \
	" coalesce((SELECT w.name FROM arrears_month m JOIN area w"            \
	"  ON w.id = m.owner_id AND w.id <> k.owner_id"                        \
	"  WHERE m.arrears_id = l.arrears_id AND m.month = l.month), ''), "
#define TABLES                                                                 \
	" FROM line l JOIN person p ON p.id = l.person_id"                     \
	" JOIN area a ON a.id = l.area_id JOIN list k ON k.id = l.list_id"     \
	PAYOUTS
#define PAYOUTS                                                                \
	" LEFT JOIN standing s ON s.line_id = l.id"                            \
	" LEFT JOIN payout y ON y.id = s.payout_id"                            \
	" LEFT JOIN receipt r ON r.no = y.receipt_no"
#define APPROVED " AND k.state IN ('approved', 'closed')"
/* Grants for funerals have a list and a report of their own. */
#define MONTHLY " AND k.kind = 'monthly'"

/* ?1 period, ?2 place. */
DB_SQL(q_area) = { "people.area",
	COLUMNS "0" TABLES " WHERE l.period_id = ?1 AND l.area_id = ?2" APPROVED
	MONTHLY " ORDER BY l.no, l.person_id, l.id" };
DB_SQL(q_point) = { "people.point",
	COLUMNS "0" TABLES " WHERE l.period_id = ?1 AND l.point_id = ?2" APPROVED
	MONTHLY " ORDER BY l.no, l.person_id, l.id" };
/* ?1 list, ?2 commune. */
DB_SQL(q_list) = { "people.list",
	COLUMNS "0" TABLES " WHERE l.list_id = ?1 AND l.area_id = ?2"
	" ORDER BY l.no, l.person_id, l.id" };
DB_SQL(q_list_areas) = { "people.list_areas",
	"SELECT area_id FROM line WHERE list_id = ?1 AND area_id > ?2"
	" ORDER BY area_id LIMIT 1" };

/* What nobody collected, of this period and all before. */
#define UNPAID(place)                                                          \
	COLUMNS "l.period_id <> ?1" TABLES " WHERE l.period_id IN"             \
	" (SELECT id FROM period WHERE code <= (SELECT code FROM period"       \
	"  WHERE id = ?1)) AND l." place " = ?2 AND s.line_id IS NULL"         \
	APPROVED " ORDER BY l.person_id, l.month, l.id"
DB_SQL(q_unpaid_area) = { "people.unpaid_area",
	UNPAID("area_id") };
DB_SQL(q_unpaid_point) = { "people.unpaid_point",
	UNPAID("point_id") };

/*
 * What a list carries from earlier ones was written down when it was made, so
 * that a reprint after the payout says the same.  ?1 list, 0: all approved
 * ones of period ?2.
 */
#define CARRYING                                                               \
	" FROM list m {cross} JOIN list_carried c ON c.list_id = m.id"         \
	" {cross} JOIN line l ON l.id = c.line_id"
#define OF_LIST                                                                \
	" ((?1 <> 0 AND m.id = ?1) OR (?1 = 0 AND m.period_id = ?2"            \
	"  AND m.state IN ('approved', 'closed')))"
DB_SQL(q_carried) = { "people.carried",
	"SELECT coalesce(sum(l.amount), 0), count(DISTINCT l.month),"
	" coalesce(sum(CASE WHEN s.line_id IS NULL THEN l.amount ELSE 0 END), 0)"
	" FROM line l {cross} JOIN list_carried c ON c.line_id = l.id"
	" {cross} JOIN list m ON m.id = c.list_id"
	" LEFT JOIN standing s ON s.line_id = l.id"
	" WHERE l.person_id = ?3 AND" OF_LIST };
/*
 * Those whom it owes nothing for its own months; ?3 place.  A commune's lines
 * are carried by the list of its district or its own.
 */
#define ONLY_CARRIED(place, owner)                                             \
	COLUMNS "1" CARRYING " {cross} JOIN person p ON p.id = l.person_id"    \
	" JOIN area a ON a.id = p.area_id JOIN list k ON k.id = l.list_id"     \
	PAYOUTS " WHERE" OF_LIST owner " AND p." place " = ?3 AND NOT EXISTS"  \
	" (SELECT 1 FROM line n JOIN list x ON x.id = n.list_id"               \
	"  WHERE n.person_id = l.person_id AND {+}n.period_id = m.period_id"   \
	"  AND x.kind = 'monthly' AND (x.id = m.id OR x.state IN"              \
	"  ('approved', 'closed'))) ORDER BY p.name_key, p.id, l.month, l.id"
DB_SQL(q_only_area) = { "people.only_area",
	ONLY_CARRIED("area_id", " AND m.owner_id IN (SELECT ?3 UNION ALL"
	" SELECT parent_id FROM area WHERE id = ?3)") };
DB_SQL(q_only_point) = { "people.only_point",
	ONLY_CARRIED("point_id", "") };

struct report_people {
	const struct report_base *b;
	bool unpaid;
	int64_t *place;
	size_t places, at_place;
	struct report_person *v; /* of one place */
	size_t n, cap, at;
	char last_month[8];
};

/* ---- places ----------------------------------------------------------- */

/* Communes of the list that was asked for. */
static enum status
people_list_places(struct report_people *r, struct err *err)
{
	int64_t id = 0;
	enum status st;
	bool found;
	size_t cap = 0;

	for (;;) {
		st = db_int1(db_usef(r->b->db, &q_list_areas, "ii",
		    r->b->params.list, id), &id, &found, err);
		if (st != ST_OK || !found)
			break;
		if (r->places == cap) {
			cap = cap > 0 ? 2 * cap : 32;
			r->place = mem_resize(r->place, cap,
			    sizeof(*r->place));
		}
		r->place[r->places++] = id;
	}
	if (st == ST_OK)
		st = place_sort(r->b->db, SCOPE_COMMUNES, r->place, r->places,
		    err);
	return st;
}

static struct db_stmt *
people_statement(struct report_people *r, int64_t place)
{
	bool points = r->b->part.kind == SCOPE_POINTS;
	const struct db_sql *q = points ? &q_point : &q_area;

	if (r->unpaid)
		q = points ? &q_unpaid_point : &q_unpaid_area;
	else if (r->b->params.list != 0)
		return db_usef(r->b->db, &q_list, "ii", r->b->params.list,
		    place);
	return db_usef(r->b->db, q, "ii", r->b->period.id, place);
}

/* ---- people ----------------------------------------------------------- */

static struct report_person *
people_add(struct report_people *r, struct db_stmt *s)
{
	struct report_person *p;

	if (r->n == r->cap) {
		r->cap = r->cap > 0 ? 2 * r->cap : 256;
		r->v = mem_resize(r->v, r->cap, sizeof(*r->v));
	}
	p = &r->v[r->n++];
	memset(p, 0, sizeof(*p));
	p->order = r->n;
	p->id = db_int(s, C_PERSON);
	p->no = db_int(s, C_NO);
	db_copy(s, C_NAME, p->name, sizeof(p->name));
	db_copy(s, C_BIRTH, p->birth, sizeof(p->birth));
	db_copy(s, C_IDENTITY, p->identity, sizeof(p->identity));
	db_copy(s, C_VILLAGE, p->village, sizeof(p->village));
	db_copy(s, C_DELIVERY, p->delivery, sizeof(p->delivery));
	db_copy(s, C_CATEGORY, p->category, sizeof(p->category));
	p->hundredths = db_int(s, C_HUNDREDTHS);
	db_copy(s, C_CODE, p->code, sizeof(p->code));
	p->sex = db_text(s, C_SEX)[0];
	db_copy(s, C_PHONE, p->phone, sizeof(p->phone));
	db_copy(s, C_AREA_NAME, p->area_name, sizeof(p->area_name));
	p->dead = db_int(s, C_DEAD) != 0;
	r->last_month[0] = '\0';
	return p;
}

/* `gross`: before what is cut by decision, which has a column of its own. */
static void
people_of_period(struct report_person *p, const char *kind, const char *month,
    int64_t gross)
{
	if (strcmp(kind, "base") == 0) {
		p->base += gross;
		p->base_months += strcmp(month, p->base_last) != 0;
		(void)str_copy_cut(p->base_last, sizeof(p->base_last), month);
	} else if (strcmp(kind, "care") == 0) {
		p->care += gross;
	} else {
		p->arrears += gross;
		if (p->arrears_from[0] == '\0' ||
		    strcmp(month, p->arrears_from) < 0)
			(void)str_copy_cut(p->arrears_from,
			    sizeof(p->arrears_from), month);
		if (strcmp(month, p->arrears_to) > 0)
			(void)str_copy_cut(p->arrears_to,
			    sizeof(p->arrears_to), month);
	}
}

static void
people_line(struct report_people *r, struct report_person *p,
    struct db_stmt *s)
{
	int64_t amount = db_int(s, C_AMOUNT);
	const char *kind = db_text(s, C_KIND);
	const char *month = db_text(s, C_MONTH);

	p->deducted += db_int(s, C_CARRIED) == 0 ? db_int(s, C_DEDUCTED) : 0;
	if (db_int(s, C_CARRIED) != 0)
		p->carried += amount;
	else
		people_of_period(p, kind, month, amount +
		    db_int(s, C_DEDUCTED));
	if (p->arrears_of[0] == '\0')
		db_copy(s, C_OWNER, p->arrears_of, sizeof(p->arrears_of));
	if (db_int(s, C_STANDS) == 0) {
		p->open += amount;
		if (strcmp(month, r->last_month) != 0)
			p->months++;
		(void)str_copy_cut(r->last_month, sizeof(r->last_month),
		    month);
	} else {
		db_copy(s, C_PAID, p->paid_on, sizeof(p->paid_on));
	}
	if (p->blocked[0] == '\0')
		sentence_show(p->blocked, sizeof(p->blocked),
		    db_text(s, C_BLOCKED));
}

static enum status
people_carried(struct report_people *r, struct report_person *p,
    struct err *err)
{
	struct db_stmt *s = db_usef(r->b->db, &q_carried, "iii",
	    r->b->params.list, r->b->period.id, p->id);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	p->carried = db_int(s, 0);
	p->carried_months = (int)db_int(s, 1);
	p->open += db_int(s, 2);
	db_reset(s);
	return ST_OK;
}

static int
people_cmp(const void *a, const void *b)
{
	const struct report_person *x = a, *y = b;

	if ((x->no == 0) != (y->no == 0))
		return x->no == 0 ? 1 : -1;
	if (x->no != y->no)
		return x->no < y->no ? -1 : 1;
	if (x->no == 0)
		return x->order < y->order ? -1 : x->order > y->order;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Rows of a statement as people; `only`: their numbers are of other lists. */
static enum status
people_fold(struct report_people *r, struct db_stmt *s, bool only,
    struct err *err)
{
	struct report_person *p = NULL;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (!scope_has(r->b->sc, db_int(s, C_AREA),
		    db_int(s, C_POINT)))
			continue;
		if (p == NULL || p->id != db_int(s, C_PERSON) ||
		    (!r->unpaid && !only && p->no != db_int(s, C_NO)))
			p = people_add(r, s);
		if (only)
			p->no = 0;
		people_line(r, p, s);
	}
	return st;
}

static enum status
people_load(struct report_people *r, int64_t place, struct err *err)
{
	bool points = r->b->part.kind == SCOPE_POINTS;
	size_t i, own;
	enum status st;

	r->n = r->at = 0;
	st = people_fold(r, people_statement(r, place), false, err);
	own = r->n;
	for (i = 0; i < own && st == ST_OK && !r->unpaid; i++)
		st = people_carried(r, &r->v[i], err);
	if (st == ST_OK && !r->unpaid)
		st = people_fold(r, db_usef(r->b->db, points ? &q_only_point :
		    &q_only_area, "iii", r->b->params.list, r->b->period.id,
		    place), true, err);
	for (i = own; i < r->n && !r->unpaid; i++)
		r->v[i].carried_months = r->v[i].months;
	if (st == ST_OK && r->n > 1)
		qsort(r->v, r->n, sizeof(*r->v), people_cmp);
	return st;
}

enum status
report_people_open(const struct report_base *b, bool unpaid,
    struct report_people **out, struct err *err)
{
	struct report_people *r = mem_zalloc(sizeof(*r));
	enum status st;

	r->b = b;
	r->unpaid = unpaid;
	if (b->params.list != 0 && !unpaid)
		st = people_list_places(r, err);
	else
		st = place_order(b->db, &b->part, &r->place, &r->places, err);
	if (st != ST_OK) {
		report_people_close(r);
		return st;
	}
	*out = r;
	return ST_OK;
}

enum status
report_people_next(struct report_people *r, const struct report_person **out,
    struct err *err)
{
	enum status st;

	*out = NULL;
	while (r->at == r->n) {
		if (r->at_place == r->places)
			return ST_OK;
		st = people_load(r, r->place[r->at_place++], err);
		if (st != ST_OK)
			return st;
	}
	*out = &r->v[r->at++];
	return ST_OK;
}

void
report_people_close(struct report_people *r)
{
	if (r == NULL)
		return;
	free(r->place);
	free(r->v);
	free(r);
}
