/*
 * SPDX-License-Identifier: ISC
 *
 * pay/lines: reads of the payout desk, and the table of its verbs.  The tables
 * receipt, payout and standing are written by pay.c and undo.c.  A line is open when its list is approved (or closed: it was
 * carried over), no payout stands for it and it is not blocked.
 */
#include "office/pay/pay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/period/owner.h"
#include "office/pay/pay_priv.h"
#include "text/sentence.h"

DB_SQL(q_person) = { "payout.person",
	"SELECT id, area_id, point_id, name, state, state_on FROM person"
	" WHERE id = ?1" };

#define COLUMNS                                                                \
	"SELECT l.id, l.amount, l.standard, l.hundredths, l.month, l.kind,"    \
	" l.category, c.name, l.no, k.state, "

/* Oldest first: what was carried over is paid before this month's. */
DB_SQL(q_open) = { "payout.open",
	COLUMNS LINE_BLOCK_REASON("l.id") ", 0, '', '', '', l.deducted"
	" FROM line l JOIN list k ON k.id = l.list_id"
	" JOIN period p ON p.id = l.period_id"
	" JOIN category c ON c.code = l.category"
	" WHERE l.person_id = ?1 AND k.state IN ('approved', 'closed')"
	" AND p.code <= (SELECT code FROM period WHERE id = ?2)"
	" AND " LINE_UNPAID("l.id")
	" ORDER BY l.month, l.id" };
DB_SQL(q_paid) = { "payout.paid",
	COLUMNS "'', r.no, r.at, t.name, r.method, l.deducted"
	" FROM receipt r JOIN payout y ON y.receipt_no = r.no"
	" JOIN standing s ON s.payout_id = y.id JOIN line l ON l.id = y.line_id"
	" JOIN list k ON k.id = l.list_id"
	" JOIN category c ON c.code = l.category"
	" JOIN staff t ON t.id = r.staff_id"
	" WHERE r.person_id = ?1 AND r.period_id = ?2"
	" ORDER BY l.month, l.id" };

DB_SQL(q_history) = { "payout.history",
	"SELECT r.no, y.amount, l.month, l.kind, r.at, t.name, p.name, r.method,"
	" NOT EXISTS (SELECT 1 FROM standing s WHERE s.payout_id = y.id),"
	" coalesce((SELECT w.name FROM area w WHERE w.id = " LINE_OWNER("l", "k")
	"  AND w.id <> " LIST_OWNER_OF("a") "), '')"
	" FROM receipt r JOIN payout y ON y.receipt_no = r.no AND y.kind = 'pay'"
	" JOIN line l ON l.id = y.line_id JOIN list k ON k.id = l.list_id"
	" JOIN staff t ON t.id = r.staff_id JOIN person h ON h.id = r.person_id"
	" JOIN area a ON a.id = h.area_id"
	" JOIN point p ON p.id = r.point_id WHERE r.person_id = ?1"
	" ORDER BY r.no DESC, l.month DESC, y.id DESC LIMIT ?2 OFFSET ?3" };
DB_SQL(q_today) = { "payout.today",
	"SELECT count(DISTINCT r.person_id), coalesce(sum(y.amount), 0)"
	" FROM receipt r JOIN payout y ON y.receipt_no = r.no"
	" JOIN standing s ON s.payout_id = y.id"
	" WHERE r.staff_id = ?1 AND r.at >= ?2 AND r.at < ?2 || 'U'" };

enum status
payout_person(struct db *db, const struct scope *sc, int64_t id,
    struct payout_person *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_person, "i", id);
	struct payout_person p = { 0 };
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (row) {
		p.id = db_int(s, 0);
		p.area = db_int(s, 1);
		p.point = db_int(s, 2);
		db_copy(s, 3, p.name, sizeof(p.name));
		db_copy(s, 4, p.state, sizeof(p.state));
		db_copy(s, 5, p.state_on, sizeof(p.state_on));
	}
	db_reset(s);
	if (!row)
		return err_field(err, ST_NOTFOUND, "person",
		    _("There is no person %" PRId64 "."), id);
	if (!scope_has(sc, p.area, p.point))
		return err_field(err, ST_DENIED, "person",
		    _("%s is not paid at your points."), p.name);
	*out = p;
	return ST_OK;
}

static void
payout_line_read(struct db_stmt *s, struct payout_line *l)
{
	memset(l, 0, sizeof(*l));
	l->id = db_int(s, 0);
	l->amount = db_int(s, 1);
	l->standard = db_int(s, 2);
	l->hundredths = db_int(s, 3);
	db_copy(s, 4, l->month, sizeof(l->month));
	db_copy(s, 5, l->kind, sizeof(l->kind));
	db_copy(s, 6, l->category, sizeof(l->category));
	db_copy(s, 7, l->category_name, sizeof(l->category_name));
	l->no = (int)db_int(s, 8);
	db_copy(s, 9, l->list_state, sizeof(l->list_state));
	sentence_show(l->blocked, sizeof(l->blocked), db_text(s, 10));
	l->receipt = db_int(s, 11);
	db_copy(s, 12, l->paid_at, sizeof(l->paid_at));
	db_copy(s, 13, l->paid_by, sizeof(l->paid_by));
	db_copy(s, 14, l->method, sizeof(l->method));
	l->deducted = db_int(s, 15);
}

bool
payout_line_open(const struct payout_line *l, bool funeral)
{
	return l->receipt == 0 && l->blocked[0] == '\0' &&
	    (strcmp(l->kind, "funeral") == 0) == funeral;
}

/* The last word on months after a death, should their block be gone. */
static void
payout_line_after_death(const struct payout_person *who, struct payout_line *l)
{
	if (strcmp(who->state, "dead") != 0 || l->receipt != 0 ||
	    l->blocked[0] != '\0' || strcmp(l->kind, "funeral") == 0 ||
	    strncmp(l->month, who->state_on, 7) <= 0)
		return;
	(void)str_copy_cut(l->blocked, sizeof(l->blocked),
	    _("after the month of death"));
}

static struct payout_line *
payout_lines_next(struct payout_lines *l)
{
	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 8 : l->cap * 2;
		l->v = mem_resize(l->v, l->cap, sizeof(*l->v));
	}
	return &l->v[l->n++];
}

void
payout_lines_done(struct payout_lines *l)
{
	free(l->v);
	memset(l, 0, sizeof(*l));
}

/* Adds the rows of a statement. */
static enum status
payout_lines_add(struct db_stmt *s, const struct payout_person *who,
    struct payout_lines *out, struct err *err)
{
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct payout_line *l = payout_lines_next(out);

		payout_line_read(s, l);
		payout_line_after_death(who, l);
		if (payout_line_open(l, true)) {
			out->funeral++;
			out->funeral_total += l->amount;
		} else if (payout_line_open(l, false)) {
			out->open++;
			out->open_total += l->amount;
		}
	}
	return st;
}

enum status
payout_lines_of(struct db *db, const struct scope *sc, int64_t period,
    int64_t person, struct payout_lines *out, struct err *err)
{
	struct payout_person who;
	enum status st;

	*out = (struct payout_lines){ .v = out->v, .cap = out->cap };
	st = payout_person(db, sc, person, &who, err);
	if (st == ST_OK)
		st = payout_lines_add(db_usef(db, &q_open, "ii", person,
		    period), &who, out, err);
	if (st == ST_OK)
		st = payout_lines_add(db_usef(db, &q_paid, "ii", person,
		    period), &who, out, err);
	return st;
}

enum status
payout_history(struct db *db, const struct scope *sc, int64_t person,
    unsigned offset, struct payout_past *v, unsigned max, unsigned *n,
    struct err *err)
{
	struct payout_person who;
	struct db_stmt *s;
	enum status st;
	unsigned i = 0;
	bool row;

	st = payout_person(db, sc, person, &who, err);
	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_history, "iii", person, (int64_t)max,
	    (int64_t)offset);
	while (i < max && (st = db_step(s, &row, err)) == ST_OK && row) {
		struct payout_past *p = &v[i++];

		p->receipt = db_int(s, 0);
		p->amount = db_int(s, 1);
		db_copy(s, 2, p->month, sizeof(p->month));
		db_copy(s, 3, p->kind, sizeof(p->kind));
		db_copy(s, 4, p->at, sizeof(p->at));
		db_copy(s, 5, p->staff, sizeof(p->staff));
		db_copy(s, 6, p->point, sizeof(p->point));
		db_copy(s, 7, p->method, sizeof(p->method));
		p->reversed = db_int(s, 8) != 0;
		db_copy(s, 9, p->owner, sizeof(p->owner));
	}
	db_reset(s);
	if (st == ST_OK)
		*n = i;
	return st;
}

enum status
payout_today(struct db *db, int64_t staff, const char *today, int64_t *people,
    int64_t *money, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_today, "it", staff, today);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	*people = db_int(s, 0);
	*money = db_int(s, 1);
	db_reset(s);
	return ST_OK;
}

enum status
payout_ids(const char *text, struct ids *v, struct err *err)
{
	int64_t id = 0;
	char one[24];

	while (*text != '\0') {
		size_t len = strcspn(text, ",");

		if (len >= sizeof(one))
			len = sizeof(one) - 1;
		memcpy(one, text, len);
		one[len] = '\0';
		if (str_int(one, 1, INT64_MAX, &id) != ST_OK)
			return err_field(err, ST_INVALID, "lines",
			    _("\"%s\" is no line number."), one);
		ids_add(v, id);
		text += len;
		if (*text == ',')
			text++;
	}
	return ST_OK;
}

/* ---- table ------------------------------------------------------------ */
