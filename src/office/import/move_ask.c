/*
 * SPDX-License-Identifier: ISC
 *
 * import/move_ask: what waits while areas change: requests get the commune
 * that took the place of theirs, also where their fields name one by its code;
 * a transfer whose month has not come goes on to the new commune.  Requests
 * that are decided and transfers that are done say what was.
 */
#include <string.h>

#include "base/buf.h"
#include "base/say.h"
#include "office/import/move.h"
#include "office/request/file.h"
#include "office/roll/transfer_store.h"
#include "text/date.h"
#include "text/fold.h"

#define ASK_FIELDS (64 * 1024)

DB_SQL(q_requests) = { "move.requests",
	"SELECT c.id, c.area_id, c.fields, coalesce(p.village, ''), c.was,"
	" c.person_id IS NULL"
	" FROM change c LEFT JOIN person p ON p.id = c.person_id"
	" WHERE c.state = 'waiting' AND c.id > ?1 ORDER BY c.id LIMIT 1" };
DB_SQL(q_code) = { "move.code",
	"SELECT n.code FROM area n WHERE n.id = ?1" };
DB_SQL(q_by_code) = { "move.by_code",
	"SELECT m.old_id FROM stage_move m JOIN area o ON o.id = m.old_id"
	" WHERE m.job_id = ?1 AND o.level = 'commune' AND o.code = ?2 LIMIT 1" };
DB_SQL(q_transfers) = { "move.transfers",
	"SELECT t.id, t.from_area, t.to_area, t.village, p.village, p.id,"
	" coalesce(t.to_point, p.point_id) FROM transfer t"
	" JOIN person p ON p.id = t.person_id"
	" WHERE t.state = 'due' AND t.id > ?1 ORDER BY t.id LIMIT 1" };
/* Where people of that village of the commune live now; itself if it stays. */
static enum status
ask_area(struct import_job *j, int64_t area, const char *village, int64_t *to,
    struct err *err)
{
	char fold[200];
	int64_t line;
	enum status st;

	*to = area;
	if (area == 0)
		return ST_OK;
	if (fold_search(fold, sizeof(fold), village) != ST_OK)
		fold[0] = '\0';
	st = import_move_village(j, area, fold, to, &line, err);
	if (st == ST_OK && line == 0 && fold[0] != '\0')
		st = import_move_village(j, area, "", to, &line, err);
	if (st == ST_OK && line == 0)
		*to = area;
	return st;
}

/* The code by which a commune of that old code is called now, "" as before. */
static enum status
ask_code(struct import_job *j, const char *code, const char *village,
    char out[9], struct err *err)
{
	int64_t old, to;
	struct db_stmt *s;
	enum status st;
	bool found;

	out[0] = '\0';
	st = db_int1(db_usef(j->c->db, &q_by_code, "it", j->id, code), &old,
	    &found, err);
	if (st != ST_OK || !found)
		return st;
	st = ask_area(j, old, village, &to, err);
	if (st != ST_OK || to == old)
		return st;
	s = db_usef(j->c->db, &q_code, "i", to);
	st = db_step(s, &found, err);
	if (st == ST_OK && found) {
		db_copy(s, 0, out, 9);
		db_reset(s);
	}
	return st;
}

/* Value of a line "name=value" of the fields. */
static void
ask_value(const char *fields, const char *name, char *out, size_t size)
{
	size_t n = strlen(name), len;
	const char *p;

	out[0] = '\0';
	for (p = fields; *p != '\0'; p += len + (p[len] == '\n')) {
		len = strcspn(p, "\n");
		if (strncmp(p, name, n) != 0 || p[n] != '=' ||
		    len - n - 1 >= size)
			continue;
		memcpy(out, p + n + 1, len - n - 1);
		out[len - n - 1] = '\0';
	}
}

/* The fields with the commune's code of today. */
static enum status
ask_fields(struct import_job *j, const char *fields, struct buf *out,
    struct err *err)
{
	char code[9], now[9], village[200];
	enum status st;
	const char *p;
	size_t len;

	ask_value(fields, "commune", code, sizeof(code));
	ask_value(fields, "village", village, sizeof(village));
	st = ask_code(j, code, village, now, err);
	for (p = fields; st == ST_OK && *p != '\0'; p += len) {
		len = strcspn(p, "\n");
		len += p[len] == '\n';
		if (now[0] == '\0' || strncmp(p, "commune=", 8) != 0 ?
		    !buf_add(out, p, len) :
		    !buf_printf(out, "commune=%s%s", now,
		    p[len - 1] == '\n' ? "\n" : ""))
			st = err_set(err, ST_LIMIT, _("a request is too long"));
	}
	return st;
}

/* A request that waits, and what it is to say of today's areas. */
struct ask_request {
	int64_t id, area, to;
	struct buf fields, was, before;
	bool same;
};

/* `was` too: where the person lived is where he lives, under another name. */
static enum status
ask_request(struct import_job *j, struct ask_request *r, bool *row,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_requests, "i", r->id);
	enum status st = db_step(s, row, err);
	char village[200];

	if (st != ST_OK || !*row)
		return st;
	r->id = db_int(s, 0);
	r->area = db_int(s, 1);
	buf_clear(&r->fields);
	buf_clear(&r->was);
	st = ask_fields(j, db_text(s, 2), &r->fields, err);
	if (st == ST_OK)
		st = ask_fields(j, db_text(s, 4), &r->was, err);
	if (st == ST_OK) {
		r->same = strcmp(buf_str(&r->fields), db_text(s, 2)) == 0 &&
		    strcmp(buf_str(&r->was), db_text(s, 4)) == 0;
		/* Who is not on the roll yet lives where he says. */
		if (db_int(s, 5) != 0)
			ask_value(db_text(s, 2), "village", village,
			    sizeof(village));
		else
			db_copy(s, 3, village, sizeof(village));
		st = ask_area(j, r->area, village, &r->to, err);
	}
	db_reset(s);
	r->same = r->same && r->to == r->area;
	return st;
}

static enum status
ask_requests(struct import_job *j, struct import_counts *n, struct err *err)
{
	struct ask_request r = { .id = 0 };
	enum status st = ST_OK;
	bool row;

	buf_init(&r.fields, ASK_FIELDS);
	buf_init(&r.was, ASK_FIELDS);
	buf_init(&r.before, 2 * ASK_FIELDS);
	while (st == ST_OK) {
		st = ask_request(j, &r, &row, err);
		if (st != ST_OK || !row)
			break;
		if (r.same)
			continue;
		st = import_move_row(j, "request", r.id, &r.before, err);
		if (st == ST_OK)
			st = change_to_area(j->c, r.id, r.to,
			    buf_str(&r.fields), buf_str(&r.was), err);
		if (st == ST_OK)
			st = import_move_keep(j, "request", r.id, &r.before,
			    err);
		n->asked++;
	}
	buf_done(&r.fields);
	buf_done(&r.was);
	buf_done(&r.before);
	return st;
}

/* A transfer that waits for its month, and where its ends are now. */
struct ask_transfer {
	int64_t was_from, was_to;
	char village[200], now[200]; /* asked for; of the person */
	struct transfer_ends is;
};

static enum status
ask_next(struct import_job *j, struct ask_transfer *t, bool *row,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_transfers, "i", t->is.id);
	enum status st = db_step(s, row, err);

	if (st != ST_OK || !*row)
		return st;
	t->is.id = db_int(s, 0);
	t->was_from = db_int(s, 1);
	t->was_to = db_int(s, 2);
	db_copy(s, 3, t->village, sizeof(t->village));
	db_copy(s, 4, t->now, sizeof(t->now));
	t->is.person = db_int(s, 5);
	t->is.point = db_int(s, 6);
	t->is.village = t->village[0] != '\0' ? t->village : t->now;
	db_reset(s);
	st = ask_area(j, t->was_from, t->now, &t->is.from, err);
	return st == ST_OK ? ask_area(j, t->was_to, t->village, &t->is.to,
	    err) : st;
}

static enum status
ask_transfer(struct import_job *j, struct ask_transfer *t, const char *month,
    struct err *err)
{
	struct buf before;
	enum status st;

	buf_init(&before, ASK_FIELDS);
	st = import_move_row(j, "transfer", t->is.id, &before, err);
	/* Of one within a commune the record moves too. */
	if (st == ST_OK && t->is.from == t->is.to)
		st = import_move_keep_person(j, t->is.person, t->is.to, err);
	if (st == ST_OK)
		st = transfer_follow(j->c, &t->is, month, err);
	if (st == ST_OK)
		st = import_move_keep(j, "transfer", t->is.id, &before, err);
	buf_done(&before);
	return st;
}

static enum status
ask_transfers(struct import_job *j, const char *month,
    struct import_counts *n, struct err *err)
{
	struct ask_transfer t = { .was_from = 0 };
	enum status st;
	bool row;

	for (;;) {
		st = ask_next(j, &t, &row, err);
		if (st != ST_OK || !row)
			return st;
		if (t.is.from == t.was_from && t.is.to == t.was_to)
			continue;
		st = ask_transfer(j, &t, month, err);
		if (st != ST_OK)
			return st;
		n->asked++;
	}
}

enum status
import_move_ask(struct import_job *j, const char *day,
    struct import_counts *n, struct err *err)
{
	char month[DATE_MONTH];

	if (import_move_month(day, month, err) != ST_OK ||
	    ask_requests(j, n, err) != ST_OK)
		return err->st;
	return ask_transfers(j, month, n, err);
}
