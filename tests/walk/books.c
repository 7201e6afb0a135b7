/*
 * SPDX-License-Identifier: ISC
 *
 * How the books are read:
 *  - had: lines of submitted or later lists, gross; orders that no such list
 *    has; less the claims.
 *  - Blocks say their cause; where they have none yet, one without a request is
 *    by hand, one of a report of death that waits is the report's, any other is
 *    a consequence.
 *  - A claim is `overpaid` of a line or of a month of the opening, less
 *    `cancelled` of the same; what is
 *    cancelled without a line goes to the oldest months of the case.  Money that
 *    came back and was given back in the case (`returned` without a line and
 *    without a note that names a request) is no longer cancelled: it is
 *    ordered instead.
 *  - `repaid`, `deducted` came back; `returned` of a line is the contra of
 *    `deducted`, one whose note names a request that of what it undoes.
 */
#include "books.h"

#include <stdio.h>
#include <string.h>

/* Of a line: blocked by hand, by a report that waits, as a consequence. */
#define LINES(hand, report, balance)                                           \
	"SELECT l.id, l.person_id, l.entitlement_id, l.amount + l.deducted,"     \
	" l.deducted, l.category, l.month, a.code, l.kind, k.state,"             \
	" s.line_id IS NOT NULL, coalesce(y.at, ''),"                            \
	" EXISTS (SELECT 1 FROM block b LEFT JOIN change c ON c.id = b.change_id"  \
	"  WHERE b.line_id = l.id AND " hand "),"                                \
	" EXISTS (SELECT 1 FROM block b LEFT JOIN change c ON c.id = b.change_id"  \
	"  WHERE b.line_id = l.id AND " report "),"                              \
	" EXISTS (SELECT 1 FROM block b LEFT JOIN change c ON c.id = b.change_id"  \
	"  WHERE b.line_id = l.id AND " balance ")"                              \
	" FROM line l JOIN list k ON k.id = l.list_id"                           \
	" JOIN area a ON a.id = k.owner_id"                                      \
	" LEFT JOIN standing s ON s.line_id = l.id"                              \
	" LEFT JOIN payout y ON y.id = s.payout_id"                              \
	" WHERE l.person_id = ?1 ORDER BY l.month, l.id"
#define WAITS "(c.state = 'waiting' AND c.kind = 'stop' AND c.reason = 'death')"
/* A row a cause, or the one row that says by its request. */
static const struct db_sql q_lines_cause = { "walk.lines_cause",
	LINES("b.cause = 'hand'", "b.cause = 'report'", "b.cause = 'balance'") };
static const struct db_sql q_lines = { "walk.lines",
	LINES("b.change_id IS NULL", WAITS, "b.change_id IS NOT NULL AND NOT "
	    WAITS) };
static const struct db_sql q_causes = { "walk.causes",
	"SELECT count(*) FROM pragma_table_info('block') WHERE name = 'cause'" };
static const struct db_sql q_orders = { "walk.orders",
	"SELECT o.id, m.amount, e.category, m.month FROM arrears o"
	" JOIN arrears_month m ON m.arrears_id = o.id"
	" JOIN entitlement e ON e.id = o.entitlement_id"
	" WHERE o.person_id = ?1 AND o.state = 'due' AND NOT EXISTS"
	" (SELECT 1 FROM line l JOIN list k ON k.id = l.list_id"
	"  WHERE l.arrears_id = o.id AND l.month = m.month"
	"  AND k.state <> 'draft') ORDER BY m.month, o.id" };
static const struct db_sql q_given = { "walk.given",
	"SELECT e.category, g.month, g.amount, g.change_id FROM given_up g"
	" JOIN entitlement e ON e.id = g.entitlement_id"
	" JOIN lowered w ON w.change_id = g.change_id AND w.gone = 0"
	" WHERE g.person_id = ?1 AND g.kind = 'claim'"
	" AND g.taken_back IS NULL" };
static const struct db_sql q_claims = { "walk.claims",
	"SELECT r.id, l.category, l.month, l.kind,"
	" sum(CASE e.kind WHEN 'overpaid' THEN e.amount ELSE -e.amount END)"
	" FROM recovery r JOIN recovery_entry e ON e.recovery_id = r.id"
	"  AND e.kind IN ('overpaid', 'cancelled')"
	" JOIN line l ON l.id = e.line_id WHERE l.person_id = ?1"
	" GROUP BY r.id, l.id UNION ALL"
	" SELECT r.id, n.category, e.month, 'opening',"
	" sum(CASE e.kind WHEN 'overpaid' THEN e.amount ELSE -e.amount END)"
	" FROM recovery r JOIN recovery_entry e ON e.recovery_id = r.id"
	" JOIN entitlement n ON n.id = e.entitlement_id WHERE n.person_id = ?1"
	" GROUP BY r.id, n.id, e.month ORDER BY 1, 3" };
static const struct db_sql q_cases = { "walk.cases",
	"SELECT r.id, sum(CASE WHEN e.kind = 'overpaid' THEN e.amount ELSE 0 END),"
	" sum(CASE WHEN e.kind = 'cancelled' AND e.line_id IS NULL"
	"  AND e.entitlement_id IS NULL"
	"  THEN e.amount WHEN e.kind = 'returned' AND e.line_id IS NULL"
	"  AND e.note NOT LIKE '#%' THEN -e.amount ELSE 0 END),"
	" sum(CASE WHEN e.kind IN ('repaid', 'deducted') THEN e.amount"
	"  WHEN e.kind = 'returned' AND e.line_id IS NOT NULL"
	"  THEN -e.amount ELSE 0 END) - coalesce((SELECT sum(x.amount)"
	"  FROM recovery_entry x JOIN change c ON '#' || c.id = x.note"
	"  AND c.kind = 'recovery.repaid' WHERE x.recovery_id = r.id"
	"  AND x.kind = 'returned'), 0),"
	" sum(CASE WHEN e.kind = 'written_off' THEN e.amount ELSE 0 END)"
	"  - coalesce((SELECT sum(x.amount)"
	"  FROM recovery_entry x JOIN change c ON '#' || c.id = x.note"
	"  AND c.kind = 'recovery.write_off' WHERE x.recovery_id = r.id"
	"  AND x.kind = 'returned'), 0),"
	" coalesce(min(CASE WHEN e.kind = 'decision' THEN e.id END), 0),"
	" sum(CASE WHEN e.kind IN ('overpaid', 'returned') THEN e.amount"
	"  WHEN e.kind IN ('decision', 'plan') THEN 0 ELSE -e.amount END),"
	" coalesce(max(CASE WHEN e.kind = 'overpaid' THEN e.id END), 0)"
	" FROM recovery r JOIN recovery_entry e ON e.recovery_id = r.id"
	" WHERE r.id IN (SELECT x.recovery_id FROM line l JOIN recovery_entry x"
	"  ON x.line_id = l.id AND x.kind = 'overpaid' WHERE l.person_id = ?1"
	"  UNION SELECT x.recovery_id FROM entitlement n JOIN recovery_entry x"
	"  ON x.entitlement_id = n.id WHERE n.person_id = ?1)"
	" GROUP BY r.id ORDER BY r.id" };
static const struct db_sql q_covered = { "walk.covered",
	"SELECT m.month FROM area a JOIN list k ON k.owner_id = a.id"
	" JOIN period_month m ON m.period_id = k.period_id"
	" WHERE a.code = ?1 AND k.kind = 'monthly' AND k.state <> 'draft'"
	" ORDER BY m.month DESC LIMIT 1" };
static const struct db_sql q_grants = { "walk.grants",
	"SELECT category, coalesce(manual, 0), coalesce(hundredths, 0),"
	" from_month, coalesce(to_month, '-') FROM entitlement"
	" WHERE person_id = ?1 AND state <> 'void'"
	" ORDER BY category, from_month" };
static const struct db_sql q_rests = { "walk.rests",
	"SELECT e.category, s.from_month, coalesce(s.to_month, '-')"
	" FROM entitlement e JOIN suspension s ON s.entitlement_id = e.id"
	" WHERE e.person_id = ?1 AND e.state <> 'void'"
	" AND (e.to_month IS NULL OR e.to_month >= s.from_month)"
	" ORDER BY e.category, s.from_month" };
static const struct db_sql q_person = { "walk.person",
	"SELECT CASE p.state WHEN 'moved' THEN 'active' ELSE p.state END,"
	" coalesce(m.code, '-') FROM person p"
	" LEFT JOIN person m ON m.id = p.merged_into WHERE p.id = ?1" };

bool
books_causes(struct db *db)
{
	struct err err = ERR_INIT;
	int64_t n = 0;
	bool found;

	return db_int1(db_use(db, &q_causes), &n, &found, &err) == ST_OK &&
	    n > 0;
}

static enum status
books_lines(struct db *db, int64_t person, struct books *b, struct err *err)
{
	static int causes = -1; /* of all walks of a run */
	struct db_stmt *s;
	enum status st;
	bool row;
	int i;

	if (causes < 0)
		causes = books_causes(db);
	s = db_usef(db, causes ? &q_lines_cause : &q_lines, "i", person);

	while ((st = db_step(s, &row, err)) == ST_OK && row &&
	    b->lines < B_LINES) {
		struct b_line *l = &b->line[b->lines++];
		const char *kind = db_text(s, 8), *state;

		memset(l, 0, sizeof(*l));
		l->funeral = strcmp(kind, "funeral") == 0;
		l->own = strcmp(kind, "base") == 0 || strcmp(kind, "care") == 0;
		state = db_text(s, 9);
		l->listed = strcmp(state, "draft") != 0;
		l->approved = l->listed && strcmp(state, "submitted") != 0;
		l->id = db_int(s, 0);
		l->person = db_int(s, 1);
		l->grant = db_int(s, 2);
		l->gross = db_int(s, 3);
		l->deducted = db_int(s, 4);
		l->cat = m_cat_of(db_text(s, 5));
		l->month = m_month_of(db_text(s, 6));
		l->owner = -1;
		for (i = 0; i < M_OWNERS; i++)
			if (strcmp(m_owners[i].code, db_text(s, 7)) == 0)
				l->owner = i;
		l->paid = db_int(s, 10) != 0;
		db_copy(s, 11, l->paid_at, sizeof(l->paid_at));
		l->hand = db_int(s, 12) != 0;
		l->death = db_int(s, 13) != 0;
		l->balance = db_int(s, 14) != 0;
	}
	db_reset(s);
	return st;
}

static enum status
books_orders(struct db *db, int64_t person, struct books *b, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_orders, "i", person);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row &&
	    b->orders < B_ORDERS) {
		struct b_order *o = &b->order[b->orders++];

		o->order = db_int(s, 0);
		o->amount = db_int(s, 1);
		o->cat = m_cat_of(db_text(s, 2));
		o->month = m_month_of(db_text(s, 3));
	}
	db_reset(s);
	return st;
}

/* Cancelled of the case as a whole: the oldest months first. */
static void
books_cancelled(struct books *b, int64_t recovery, int64_t left)
{
	int i;

	for (i = 0; i < b->claims && left != 0; i++) {
		struct b_claim *c = &b->claim[i];
		int64_t take = left < c->amount ? left : c->amount;

		if (c->recovery != recovery)
			continue;
		c->amount -= take;
		left -= take;
	}
}

/* A claim is of the record that has the line, whoever has the case. */
static enum status
books_claims(struct db *db, int64_t person, struct books *b, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_claims, "i", person);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row &&
	    b->claims < B_CLAIMS) {
		struct b_claim *c = &b->claim[b->claims++];

		c->recovery = db_int(s, 0);
		c->cat = m_cat_of(db_text(s, 1));
		c->month = m_month_of(db_text(s, 2));
		c->funeral = strcmp(db_text(s, 3), "funeral") == 0;
		c->opening = strcmp(db_text(s, 3), "opening") == 0;
		c->amount = db_int(s, 4);
	}
	db_reset(s);
	return st;
}

static enum status
books_given(struct db *db, int64_t person, struct books *b, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_given, "i", person);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row &&
	    b->ngiven < B_GIVEN) {
		struct b_given *g = &b->given[b->ngiven++];

		g->cat = m_cat_of(db_text(s, 0));
		g->month = m_month_of(db_text(s, 1));
		g->amount = db_int(s, 2);
		g->change = db_int(s, 3);
	}
	db_reset(s);
	return st;
}

static bool
books_has(const struct books *b, int64_t id)
{
	int i;

	for (i = 0; i < b->ncases; i++)
		if (b->cases[i].id == id)
			return true;
	return false;
}

static enum status
books_cases(struct db *db, int64_t person, struct books *b, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_cases, "i", person);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row &&
	    b->ncases < B_CASES) {
		struct b_case *c = &b->cases[b->ncases];

		if (books_has(b, db_int(s, 0)))
			continue;
		b->ncases++;
		c->id = db_int(s, 0);
		c->claimed = db_int(s, 1);
		c->cancelled = db_int(s, 2);
		c->back = db_int(s, 3);
		c->written_off = db_int(s, 4);
		c->decided = db_int(s, 5);
		c->left = db_int(s, 6);
		c->grew = c->decided > 0 && db_int(s, 7) > c->decided;
		books_cancelled(b, c->id, c->cancelled);
	}
	db_reset(s);
	return st;
}

enum status
books_read(struct db *db, const struct model *m, int root, struct books *b,
    struct err *err)
{
	enum status st = ST_OK;
	int i;

	b->lines = b->orders = b->claims = b->ncases = b->ngiven = 0;
	for (i = 0; st == ST_OK && i < m->people; i++) {
		if (m->p[i].id == 0 || m_root(m, i) != root)
			continue;
		st = books_lines(db, m->p[i].id, b, err);
		if (st == ST_OK)
			st = books_orders(db, m->p[i].id, b, err);
		if (st == ST_OK)
			st = books_claims(db, m->p[i].id, b, err);
		if (st == ST_OK)
			st = books_given(db, m->p[i].id, b, err);
	}
	for (i = 0; st == ST_OK && i < m->people; i++)
		if (m->p[i].id != 0 && m_root(m, i) == root)
			st = books_cases(db, m->p[i].id, b, err);
	return st;
}

enum status
books_covered(struct db *db, const char *owner, int *month, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_covered, "t", owner);
	bool row;
	enum status st = db_step(s, &row, err);

	*month = -1;
	if (st != ST_OK || !row)
		return st;
	*month = m_month_of(db_text(s, 0));
	db_reset(s);
	return ST_OK;
}

enum status
books_facts(struct db *db, int64_t person, char *out, size_t size,
    struct err *err)
{
	static const struct { const struct db_sql *q; int columns; } part[] = {
		{ &q_person, 2 }, { &q_grants, 5 }, { &q_rests, 3 },
	};
	static const char *const head[] = { "is", "grant", "rest" };
	size_t used = 0;
	unsigned i;

	out[0] = '\0';
	for (i = 0; i < 3; i++) {
		struct db_stmt *s = db_usef(db, part[i].q, "i", person);
		enum status st;
		bool row;
		int c;

		while ((st = db_step(s, &row, err)) == ST_OK && row) {
			used += (size_t)snprintf(out + used, size - used, "%s",
			    head[i]);
			for (c = 0; c < part[i].columns && used < size; c++)
				used += (size_t)snprintf(out + used,
				    size - used, " %s", db_text(s, c));
			if (used + 2 < size)
				used += (size_t)snprintf(out + used,
				    size - used, "\n");
			else
				used = size - 1;
		}
		db_reset(s);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}
