/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears: the list with which an order comes out, its words, and
 * cancelling the orders of a request.  What is ordered: balance/settle.h.
 */
#include "office/balance/arrears.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/roll/due.h"
#include "office/period/owner.h"
#include "office/period/period.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

DB_SQL(q_seq) = { "arrears.seq",
	"SELECT 1 + coalesce(max(seq), 0) FROM (SELECT m.seq FROM arrears o"
	"  JOIN arrears_month m ON m.arrears_id = o.id"
	"  WHERE o.entitlement_id = ?1 AND m.month = ?2 AND o.kind = ?3"
	" UNION ALL SELECT l.seq FROM entitlement e JOIN line l"
	"  ON l.person_id = e.person_id AND l.entitlement_id = e.id"
	"  AND l.month = ?2 AND l.kind = ?3 WHERE e.id = ?1"
	/* Lines made since the record was merged into another. */
	" UNION ALL SELECT l.seq FROM entitlement e JOIN person p"
	"  ON p.id = e.person_id JOIN line l ON l.person_id = p.merged_into"
	"  AND l.entitlement_id = e.id AND l.month = ?2 AND l.kind = ?3"
	"  WHERE e.id = ?1) x" };

/* Orders of a request that are on no submitted list. */
#define OPEN_ORDERS                                                            \
	" change_id = ?1 AND state = 'due' AND NOT EXISTS (SELECT 1 FROM line" \
	" l"                                                                   \
	" JOIN list k ON k.id = l.list_id WHERE l.arrears_id ="                \
	" arrears.id"                                                          \
	" AND k.state <> 'draft')"
DB_SQL(q_open) = { "arrears.open",
	"SELECT coalesce(sum(total), 0), coalesce(sum((SELECT count(*)"
	" FROM arrears_month m WHERE m.arrears_id = arrears.id)), 0)"
	" FROM arrears WHERE" OPEN_ORDERS };
DB_SQL(q_cancel) = { "arrears.cancel",
	"UPDATE arrears SET state = 'cancelled' WHERE" OPEN_ORDERS };

DB_SQL(q_next) = { "arrears.next",
	"SELECT p.code, coalesce((SELECT min(m.month) FROM period_month m"
	"  WHERE m.period_id = p.id), p.code) FROM period p"
	" WHERE p.state = 'open' AND p.code > coalesce((SELECT max(q.code)"
	"  FROM list l JOIN period q ON q.id = l.period_id"
	"  WHERE l.owner_id = ?1 AND l.kind = 'monthly'"
	"  AND l.state <> 'draft'), (SELECT max(r.code) FROM period r"
	"  WHERE r.state = 'open' AND r.code < (SELECT max(t.code)"
	"   FROM period t WHERE t.state = 'open' AND t.code <= ?2)), '')"
	" ORDER BY p.code LIMIT 1" };
DB_SQL(q_words) = { "arrears.words",
	"SELECT count(*), m.amount, o.kind FROM arrears o"
	" JOIN arrears_month m ON m.arrears_id = o.id WHERE o.id = ?1"
	" GROUP BY m.amount, o.kind ORDER BY min(m.month)" };

NAMES(arrears_kinds, [ARREARS_MONTH] = "arrears",
	[ARREARS_DIFFERENCE] = "difference");
NAMES(arrears_states, [ARREARS_DUE] = "due",
	[ARREARS_CANCELLED] = "cancelled");

enum status
arrears_next_list(struct db *db, int64_t person, char period[8], char month[8],
    struct err *err)
{
	int64_t owner = 0;

	if (list_owner_of_person(db, person, &owner, err) != ST_OK)
		return err->st;
	return arrears_next_list_of(db, owner, period, month, err);
}

enum status
arrears_next_list_of(struct db *db, int64_t owner, char period[8],
    char month[8], struct err *err)
{
	char covered[8] = "", today[CLOCK_DATE];
	struct db_stmt *s;
	bool row;

	clock_date(today);
	period_next_month(today, covered);
	s = db_usef(db, &q_next, "it", owner, covered);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		db_copy(s, 0, period, 8);
		db_copy(s, 1, month, 8);
		db_reset(s);
		return ST_OK;
	}
	if (period_horizon(db, today, covered, err) != ST_OK)
		return err->st;
	if (month_add(covered, 1, period) != ST_OK)
		(void)str_copy_cut(period, 8, today); /* no period ever */
	(void)str_copy_cut(month, 8, period);
	return ST_OK;
}

enum status
arrears_seq(struct db *db, int64_t entitlement, const char *month,
    enum arrears_kind kind, int64_t *seq, struct err *err)
{
	bool found;

	return db_int1(db_usef(db, &q_seq, "itt", entitlement, month,
	    names_word(&arrears_kinds, kind)), seq, &found, err);
}

enum status
arrears_cancel(struct verb_call *c, int64_t change, int64_t *months,
    int64_t *total, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_open, "i", change);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*total = db_int(s, 0);
	*months = db_int(s, 1);
	db_reset(s);
	return db_run(db_usef(c->db, &q_cancel, "i", change), err);
}

enum status
arrears_words(struct db *db, int64_t order, char *dst, size_t size,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_words, "i", order);
	static const char *const words[] = { NULL, N_("arrears"),
	    N_("difference") };
	char amount[MONEY_TEXT], word[32];
	const char *kind = NULL;
	enum status st;
	struct buf b;
	bool row;

	buf_init(&b, size);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		money_format(amount, sizeof(amount), db_int(s, 1));
		kind = words[names_find(&arrears_kinds, db_text(s, 2))];
		buf_printf(&b, "%s%d × %s", b.len > 0 ? " + " : "",
		    (int)db_int(s, 0), amount);
	}
	dst[0] = '\0';
	if (st == ST_OK && kind != NULL)
		sentence_make(dst, size, "%s %s", buf_str(&b),
		    sentence_word(word, sizeof(word), kind));
	buf_done(&b);
	return st;
}
