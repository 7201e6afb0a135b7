/*
 * SPDX-License-Identifier: ISC
 *
 * request/read: the inbox.  A request stays where it was asked for: the scope
 * is checked against the commune and point of the request, not the present ones
 * of its person.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/request/work.h"
#include "office/verb/journal.h"
#include "text/date.h"
#include "text/sentence.h"

#define CHANGE_MINE_DAYS 31 /* a rejected request is counted for so long */

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
 * ?7 maker, ?8 person, ?9 the reader, ?10 the places of the scope.  The rows of
 * the page are found first and joined then: with a million requests no page may
 * sort rows that it does not show.
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

/* The columns of HEAD. */
#define COL(m) DB_COL(struct change_head, m)
static const struct db_col head_cols[] = {
	DB_ROW(struct change_head), COL(id), COL(person), COL(maker),
	COL(checker), COL(undoes), COL(version), COL(kind),
	DB_COL_ENUM(struct change_head, state, &change_states), COL(reason),
	COL(event_on), COL(month), COL(name), COL(code), COL(subject),
	COL(area_code), COL(area_name), COL(maker_name), COL(made_at),
	COL(checker_name), COL(checked_at), COL(undoes_kind), DB_END
};
#undef COL
/* Of q_one after HEAD. */
enum { ONE_FIELDS = 21, ONE_WAS, ONE_EFFECT, ONE_VERDICT, ONE_AREA, ONE_POINT };

#define COL(m) DB_COL(struct change_places, m)
static const struct db_col places_cols[] = {
	DB_ROW(struct change_places), COL(area), COL(point), COL(maker), DB_END
};
#undef COL

#define COL(m) DB_COL(struct change_document, m)
static const struct db_col document_cols[] = {
	DB_ROW(struct change_document), COL(kind), COL(number), COL(issued_on),
	COL(issuer), DB_END
};
#undef COL

/* The statement with the index that fits.  Nearly all requests are approved:
 * for many places those are found by walking the table. */
static const struct db_sql *
change_query(const struct scope *sc, const struct change_filter *f)
{
	bool some = f->state != CHANGE_NO_STATE;
	bool approved = f->state == CHANGE_APPROVED;

	if (f->person != 0)
		return &q_person;
	if (!str_empty(f->month) && (approved || !some))
		return approved && sc->kind == SCOPE_COMMUNES ?
		    &q_month_areas : &q_month;
	/* The file of a commune belongs to its district; its sender reads it
	 * too. */
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
    const struct change_filter *f, struct change_head *v, unsigned *n,
    struct err *err)
{
	struct scope whole = { .kind = SCOPE_NOTHING };
	struct db_stmt *s;

	if (scope_whole(db, sc, &whole, err) != ST_OK)
		return err->st;
	s = db_usef(db, change_query(sc, f), "iiitttiiis",
	    (int64_t)sc->kind, f->before > 0 ? f->before : INT64_MAX,
	    (int64_t)f->max, names_word(&change_states, f->state),
	    change_or_none(f->kind), change_or_none(f->month), f->maker,
	    f->person, sc->own, whole.ids, whole.n);
	scope_done(&whole);
	return db_all(s, head_cols, v, f->max, n, err);
}

enum status
change_all(struct db *db, const struct scope *sc,
    const struct change_filter *f, struct change_head *v, unsigned *n,
    struct err *err)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	enum status st;

	if (str_empty(f->area))
		return change_list(db, sc, f, v, n, err);
	st = scope_narrow(db, sc, f->area, "", &part, err);
	if (st == ST_OK)
		st = change_list(db, &part, f, v, n, err);
	scope_done(&part);
	return st;
}

/* ST_DENIED: the request is outside the scope. */
static enum status
change_in_scope(struct db *db, const struct scope *sc,
    const struct change_places *p, struct err *err)
{
	bool inside;

	if (change_inside(db, sc, p, &inside, err) != ST_OK)
		return err->st;
	return inside ? ST_OK : err_field(err, ST_DENIED, "change",
	    _("this request is outside your places"));
}

enum status
change_get(struct db *db, const struct scope *sc, int64_t id,
    struct change *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_one, "i", id);
	struct change_head head;
	struct buf shown;
	bool row;

	memset(out, 0, sizeof(*out));
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "change",
		    _("there is no such request"));
	db_row(s, head_cols, &head);
	if (change_in_scope(db, sc, &(struct change_places){
	    db_int(s, ONE_AREA), db_int(s, ONE_POINT), head.maker },
	    err) != ST_OK) {
		db_reset(s);
		return err->st;
	}
	out->head = head;
	journal_decode(db_text(s, ONE_FIELDS), &out->fields);
	journal_decode(db_text(s, ONE_WAS), &out->was);
	buf_init(&shown, CHANGE_SHOWN_MAX);
	sentence_show_lines(&shown, db_text(s, ONE_EFFECT));
	out->effect = mem_strdup(buf_str(&shown));
	buf_done(&shown);
	db_copy(s, ONE_VERDICT, out->verdict, sizeof(out->verdict));
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

/* The first moment of the last CHANGE_MINE_DAYS days. */
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
	char since[DATE_TEXT];
	struct db_stmt *s;
	int64_t mine = 0;
	enum status st;
	bool row, found;

	if (scope_whole(db, sc, &whole, err) != ST_OK)
		return err->st;
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
	change_since(since);
	if (st != ST_OK || db_int1(db_usef(db, &q_rejected, "it", staff,
	    since), &mine, &found, err) != ST_OK)
		return err->st;
	c.mine_rejected = (unsigned)mine;
	*out = c;
	return ST_OK;
}

enum status
change_documents(struct db *db, const struct scope *sc, int64_t id,
    struct change_document v[CHANGE_DOCUMENTS], unsigned *n, struct err *err)
{
	struct change_places p;
	bool found;

	if (db_one(db_usef(db, &q_places, "i", id), places_cols, &p, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "change",
		    _("there is no such request"));
	if (change_in_scope(db, sc, &p, err) != ST_OK)
		return err->st;
	return db_all(db_usef(db, &q_papers, "ii", id,
	    (int64_t)CHANGE_DOCUMENTS), document_cols, v, CHANGE_DOCUMENTS, n,
	    err);
}
