/*
 * SPDX-License-Identifier: ISC
 *
 * request/read: the inbox.  Requests stay where they were asked: the scope is
 * looked up by the commune and the point of the request, not by where its
 * person lives today.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/request/work.h"
#include "office/verb/journal.h"
#include "text/date.h"
#include "text/sentence.h"

#define CHANGE_MINE_DAYS 31 /* a rejected request stays on one's mind */

#define HEAD                                                                   \
	"SELECT c.id, coalesce(c.person_id, 0), c.maker_id,"                   \
	" coalesce(c.checker_id, 0), coalesce(c.undoes, 0), c.version,"        \
	" c.kind,"                                                             \
	" c.state, c.reason, c.event_on, c.month, c.name,"                     \
	" coalesce(p.code, ''), c.subject, coalesce(a.code, ''),"              \
	" coalesce(a.name, ''), m.name, c.made_at,"                            \
	" coalesce(k.name, ''), coalesce(c.checked_at, ''),"                   \
	" coalesce(u.kind, '')"
#define JOINED                                                                 \
	" JOIN staff m ON m.id = c.maker_id"                                   \
	" LEFT JOIN area a ON a.id = c.area_id"                                \
	" LEFT JOIN staff k ON k.id = c.checker_id"                            \
	" LEFT JOIN change u ON u.id = c.undoes"                               \
	" LEFT JOIN person p ON p.id = c.person_id"
/*
 * ?1 kind of scope, ?2 before, ?3 at most, ?4 state, ?5 kind, ?6 month,
 * ?7 maker, ?8 person, ?9 whose scope, ?10 its places.  The few rows are found first and joined then: with a
 * million requests in the books no page may sort what it does not show.
 */
#define FOUND(from, where)                                                     \
	HEAD " FROM (SELECT c.id FROM " from " WHERE " where                   \
	" AND c.id < ?2 AND (?1 = 3"                                           \
	" OR (?1 = 2 AND coalesce(c.area_id, 0) IN {set ?10})"                 \
	" OR (?1 = 1 AND c.point_id IN {set ?10})"                             \
	" OR (c.point_id IS NULL AND c.maker_id = ?9))"                        \
	" AND (?4 = '' OR c.state = ?4) AND (?5 = '' OR c.kind = ?5)"          \
	" AND (?6 = '' OR c.month = ?6) AND (?7 = 0 OR c.maker_id = ?7)"       \
	" AND (?8 = 0 OR c.person_id = ?8) ORDER BY c.id DESC LIMIT ?3) x"     \
	" {cross} JOIN change c ON c.id = x.id" JOINED " ORDER BY c.id DESC"

/* Newest first down the table, or by the index that fits what is asked. */
DB_SQL(q_walk) = { "change.walk",
	FOUND("change c {no index}", "1 = 1") };
DB_SQL(q_person) = { "change.of_person",
	FOUND("change c {by change_person}", "c.person_id = ?8") };
DB_SQL(q_kind) = { "change.of_kind",
	FOUND("change c {by change_kind}", "c.kind = ?5") };
DB_SQL(q_month) = { "change.of_month",
	FOUND("change c {by change_in_month}", "c.month = ?6") };
DB_SQL(q_month_areas) = { "change.of_month_areas",
	FOUND("{set ?10} s {cross} JOIN change c {by change_month}"
	" ON c.month = ?6 AND coalesce(c.area_id, 0) = s.id",
	"c.state IN ('approved', 'undone')") };
DB_SQL(q_state) = { "change.of_state",
	FOUND("change c {by change_inbox}", "c.state = ?4") };
DB_SQL(q_areas) = { "change.of_areas",
	FOUND("{set ?10} s {cross} JOIN change c {by change_inbox}"
	" ON c.state = ?4 AND coalesce(c.area_id, 0) = s.id", "1 = 1") };
DB_SQL(q_points) = { "change.of_points",
	FOUND("{set ?10} s {cross} JOIN change c {by change_desk}"
	" ON c.state = ?4 AND c.point_id = s.id", "1 = 1") };
DB_SQL(q_one) = { "change.one",
	HEAD ", c.fields, c.was, c.effect, c.verdict, coalesce(c.area_id, 0),"
	" coalesce(c.point_id, 0)"
	" FROM change c" JOINED " WHERE c.id = ?1" };
DB_SQL(q_places) = { "change.places",
	"SELECT coalesce(area_id, 0), coalesce(point_id, 0), maker_id FROM"
	" change"
	" WHERE id = ?1" };
DB_SQL(q_papers) = { "change.papers",
	"SELECT kind, number, issued_on, issuer FROM change_document"
	" WHERE change_id = ?1 ORDER BY no LIMIT ?2" };

#define COUNT                                                                  \
	"SELECT c.kind, coalesce(u.kind, ''), count(*),"                       \
	" sum(CASE WHEN c.maker_id = ?1 THEN 1 ELSE 0 END) FROM "
#define UNDOES " LEFT JOIN change u ON u.id = c.undoes"
DB_SQL(q_count_all) = { "change.count_all",
	COUNT "change c {by change_inbox}" UNDOES
	" WHERE c.state = 'waiting' GROUP BY 1, 2" };
DB_SQL(q_count_areas) = { "change.count_areas",
	COUNT "{set ?2} s {cross} JOIN change c {by change_inbox}"
	" ON c.state = 'waiting' AND coalesce(c.area_id, 0) = s.id" UNDOES
	" GROUP BY 1, 2" };
DB_SQL(q_count_points) = { "change.count_points",
	COUNT "{set ?2} s {cross} JOIN change c {by change_desk}"
	" ON c.state = 'waiting' AND c.point_id = s.id" UNDOES
	" GROUP BY 1, 2" };
DB_SQL(q_rejected) = { "change.rejected",
	"SELECT count(*) FROM change {by change_mine}"
	" WHERE maker_id = ?1 AND state = 'rejected' AND checked_at >= ?2" };

/* Columns of HEAD, in its order. */
static void
change_head_fill(struct change_head *h, struct db_stmt *s)
{
	memset(h, 0, sizeof(*h));
	h->id = db_int(s, 0);
	h->person = db_int(s, 1);
	h->maker = db_int(s, 2);
	h->checker = db_int(s, 3);
	h->undoes = db_int(s, 4);
	h->version = (int)db_int(s, 5);
	db_copy(s, 6, h->kind, sizeof(h->kind));
	db_copy(s, 7, h->state, sizeof(h->state));
	db_copy(s, 8, h->reason, sizeof(h->reason));
	db_copy(s, 9, h->event_on, sizeof(h->event_on));
	db_copy(s, 10, h->month, sizeof(h->month));
	db_copy(s, 11, h->name, sizeof(h->name));
	db_copy(s, 12, h->code, sizeof(h->code));
	db_copy(s, 13, h->subject, sizeof(h->subject));
	db_copy(s, 14, h->area_code, sizeof(h->area_code));
	db_copy(s, 15, h->area_name, sizeof(h->area_name));
	db_copy(s, 16, h->maker_name, sizeof(h->maker_name));
	db_copy(s, 17, h->made_at, sizeof(h->made_at));
	db_copy(s, 18, h->checker_name, sizeof(h->checker_name));
	db_copy(s, 19, h->checked_at, sizeof(h->checked_at));
	db_copy(s, 20, h->undoes_kind, sizeof(h->undoes_kind));
}

/* Nearly all are approved: of many places they are found down the table. */
static const struct db_sql *
change_query(const struct scope *sc, const struct change_filter *f)
{
	bool some = !str_empty(f->state), approved;

	approved = some && strcmp(f->state, "approved") == 0;
	if (f->person != 0)
		return &q_person;
	if (!str_empty(f->month) && (approved || !some))
		return approved && sc->kind == SCOPE_COMMUNES ?
		    &q_month_areas : &q_month;
	/* A file of one commune is its district's affair: who sent it reads it. */
	if (some && !approved && sc->kind == SCOPE_COMMUNES && sc->n <= 4)
		return &q_state;
	if (some && (!approved || (sc->kind != SCOPE_ALL && sc->n <= 4)))
		return sc->kind == SCOPE_COMMUNES ? &q_areas :
		    sc->kind == SCOPE_POINTS ? &q_points : &q_state;
	return str_empty(f->kind) ? &q_walk : &q_kind;
}

static const char *
change_or_none(const char *s)
{
	return s != NULL ? s : "";
}

static enum status
change_list(struct db *db, const struct scope *sc,
    const struct change_filter *f, int64_t before, struct change_head *v,
    unsigned max, unsigned *n, struct err *err)
{
	struct scope whole = { .kind = SCOPE_NOTHING };
	enum status st = scope_whole(db, sc, &whole, err);
	struct db_stmt *s;
	unsigned used = 0;
	bool row = false;

	if (st != ST_OK)
		return st;
	s = db_usef(db, change_query(sc, f), "iiitttiiis",
	    (int64_t)sc->kind, before > 0 ? before : INT64_MAX, (int64_t)max,
	    change_or_none(f->state), change_or_none(f->kind),
	    change_or_none(f->month), f->maker, f->person, sc->own, whole.ids,
	    whole.n);
	scope_done(&whole);
	while (used < max && (st = db_step(s, &row, err)) == ST_OK && row)
		change_head_fill(&v[used++], s);
	db_reset(s);
	if (st == ST_OK)
		*n = used;
	return st;
}

enum status
change_all(struct db *db, const struct scope *sc,
    const struct change_filter *f, int64_t before, struct change_head *v,
    unsigned max, unsigned *n, struct err *err)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	enum status st;

	if (str_empty(f->area))
		return change_list(db, sc, f, before, v, max, n, err);
	st = scope_narrow(db, sc, f->area, "", &part, err);
	if (st == ST_OK)
		st = change_list(db, &part, f, before, v, max, n, err);
	scope_done(&part);
	return st;
}

/* Of a request in the scope?  s stands on its row, which has the places in
 * columns `col` and the next, and who asked in `maker`. */
static enum status
change_in_scope(struct db *db, const struct scope *sc, struct db_stmt *s,
    int col, int maker, struct err *err)
{
	bool inside = false;
	enum status st = change_inside(db, sc, db_int(s, col),
	    db_int(s, col + 1), db_int(s, maker), &inside, err);

	if (st == ST_OK && !inside)
		st = err_field(err, ST_DENIED, "change",
		    _("this request is outside your places"));
	if (st != ST_OK)
		db_reset(s);
	return st;
}

enum status
change_get(struct db *db, const struct scope *sc, int64_t id,
    struct change *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_one, "i", id);
	struct buf shown;
	enum status st;
	bool row;

	memset(out, 0, sizeof(*out));
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "change",
		    _("there is no such request"));
	if (change_in_scope(db, sc, s, 25, 2, err) != ST_OK)
		return err->st;
	change_head_fill(&out->head, s);
	journal_decode(db_text(s, 21), &out->fields);
	journal_decode(db_text(s, 22), &out->was);
	buf_init(&shown, CHANGE_SHOWN_MAX);
	sentence_show_lines(&shown, db_text(s, 23));
	out->effect = mem_strdup(buf_str(&shown));
	buf_done(&shown);
	db_copy(s, 24, out->verdict, sizeof(out->verdict));
	db_reset(s);
	return ST_OK;
}

void
change_done(struct change *ch)
{
	wire_args_done(&ch->fields);
	wire_args_done(&ch->was);
	free(ch->effect);
	ch->effect = NULL;
}

/* First moment of the days that still count. */
static void
change_since(char out[DATE_TEXT])
{
	char today[CLOCK_DATE];
	struct date d;

	clock_date(today);
	out[0] = '\0';
	if (date_from_iso(today, &d) == ST_OK)
		date_to_iso(out, DATE_TEXT,
		    date_from_days(date_days(d) - CHANGE_MINE_DAYS));
}

enum status
change_counts(struct db *db, const struct scope *sc, int64_t staff,
    uint32_t role, struct change_counts *out, struct err *err)
{
	const struct db_sql *q = sc->kind == SCOPE_ALL ? &q_count_all :
	    sc->kind == SCOPE_COMMUNES ? &q_count_areas : &q_count_points;
	struct change_counts c = { .waiting = 0 };
	struct scope whole = { .kind = SCOPE_NOTHING };
	enum status st = scope_whole(db, sc, &whole, err);
	char since[DATE_TEXT];
	struct db_stmt *s;
	int64_t mine = 0;
	bool row, found;

	if (st != ST_OK)
		return st;
	/* SCOPE_NOTHING: of no place, nothing is counted. */
	s = db_usef(db, q, "i", staff);
	if (q != &q_count_all)
		db_bind_set(s, 2, whole.ids, whole.n);
	scope_done(&whole);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		c.waiting += (unsigned)db_int(s, 2);
		c.mine_waiting += (unsigned)db_int(s, 3);
		if (change_decides(db_text(s, 0), db_text(s, 1), role))
			c.to_check += (unsigned)(db_int(s, 2) - db_int(s, 3));
	}
	db_reset(s);
	change_since(since);
	if (st == ST_OK)
		st = db_int1(db_usef(db, &q_rejected, "it", staff, since),
		    &mine, &found, err);
	if (st != ST_OK)
		return st;
	c.mine_rejected = (unsigned)mine;
	*out = c;
	return ST_OK;
}

enum status
change_documents(struct db *db, const struct scope *sc, int64_t id,
    struct change_document *v, unsigned max, unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_places, "i", id);
	unsigned used = 0;
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "change",
		    _("there is no such request"));
	if (change_in_scope(db, sc, s, 0, 2, err) != ST_OK)
		return err->st;
	db_reset(s);
	s = db_usef(db, &q_papers, "ii", id, (int64_t)max);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct change_document *d = &v[used++];

		db_copy(s, 0, d->kind, sizeof(d->kind));
		db_copy(s, 1, d->number, sizeof(d->number));
		db_copy(s, 2, d->issued_on, sizeof(d->issued_on));
		db_copy(s, 3, d->issuer, sizeof(d->issuer));
	}
	if (st == ST_OK) {
		db_reset(s);
		*n = used;
	}
	return st;
}
