/*
 * SPDX-License-Identifier: ISC
 *
 * pay/lines: what the payout desk reads.  A line is open when its list is
 * approved (or closed: it was carried over), no payout stands for it and it is
 * not blocked.
 */
#include "office/pay/pay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/pay/pay_priv.h"
#include "office/period/owner.h"
#include "text/sentence.h"

DB_SQL(q_person) = { "payout.person",
	"SELECT id, area_id, point_id, name, state, state_on FROM person"
	" WHERE id = ?1" };

#define COLUMNS                                                                \
	"SELECT l.id, l.amount, l.standard, l.hundredths, l.month, l.kind,"    \
	" l.category, c.name, l.no, k.state, "

/* Oldest first: lines carried over are paid before those of this month. */
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

#define COL(m) DB_COL(struct payout_person, m)
static const struct db_col person_cols[] = {
	DB_ROW(struct payout_person), COL(id), COL(area), COL(point), COL(name),
	DB_COL_ENUM(struct payout_person, state, &person_states), COL(state_on),
	DB_END
};
#undef COL

#define COL(m) DB_COL(struct payout_line, m)
static const struct db_col line_cols[] = {
	DB_ROW(struct payout_line), COL(id), COL(amount), COL(standard),
	COL(hundredths), COL(month), COL(kind), COL(category),
	COL(category_name), COL(no), COL(list_state), DB_SKIP, COL(receipt),
	COL(paid_at), COL(paid_by), COL(method), COL(deducted), DB_END
};
enum { BLOCKED = 10 }; /* the column with the reason of a block */
#undef COL

#define COL(m) DB_COL(struct payout_past, m)
static const struct db_col past_cols[] = {
	DB_ROW(struct payout_past), COL(receipt), COL(amount), COL(month),
	COL(kind), COL(at), COL(staff), COL(point), COL(method), COL(reversed),
	COL(owner), DB_END
};
#undef COL

enum status
payout_person(struct db *db, const struct scope *sc, int64_t id,
    struct payout_person *out, struct err *err)
{
	struct payout_person p;
	bool found;

	if (db_one(db_usef(db, &q_person, "i", id), person_cols, &p, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "person",
		    _("There is no person %" PRId64 "."), id);
	if (!scope_has(sc, p.area, p.point))
		return err_field(err, ST_DENIED, "person",
		    _("%s is not paid at your points."), p.name);
	*out = p;
	return ST_OK;
}

bool
payout_line_open(const struct payout_line *l, bool funeral)
{
	return l->receipt == 0 && l->blocked[0] == '\0' &&
	    (strcmp(l->kind, "funeral") == 0) == funeral;
}

/* Months after a death are blocked even where their own block is gone. */
static void
payout_line_after_death(const struct payout_person *who, struct payout_line *l)
{
	if (who->state != PERSON_DEAD || l->receipt != 0 ||
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

		db_row(s, line_cols, l);
		sentence_show(l->blocked, sizeof(l->blocked),
		    db_text(s, BLOCKED));
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

	*out = (struct payout_lines){ .v = out->v, .cap = out->cap };
	if (payout_person(db, sc, person, &who, err) != ST_OK ||
	    payout_lines_add(db_usef(db, &q_open, "ii", person, period), &who,
	    out, err) != ST_OK)
		return err->st;
	return payout_lines_add(db_usef(db, &q_paid, "ii", person, period),
	    &who, out, err);
}

enum status
payout_history(struct db *db, const struct scope *sc,
    const struct payout_ask *ask, struct payout_past *v, unsigned *n,
    struct err *err)
{
	struct payout_person who;

	if (payout_person(db, sc, ask->person, &who, err) != ST_OK)
		return err->st;
	return db_all(db_usef(db, &q_history, "iii", ask->person,
	    (int64_t)ask->max, (int64_t)ask->offset), past_cols, v, ask->max, n,
	    err);
}

enum status
payout_today(struct db *db, int64_t staff, const char *today, int64_t *people,
    int64_t *money, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_today, "it", staff, today);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
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
