/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account: reads what a person has in the books.  A list names the
 * record as it was on its day, so each statement also reads the records that
 * were merged into the person's.
 */
#include "office/balance/account.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "db/row.h"
#include "office/balance/recovery.h"

#define ROOT_STEPS 32 /* records merged into one another */

DB_SQL(q_into) = { "account.into",
	"SELECT coalesce(merged_into, 0) FROM person WHERE id = ?1" };

DB_SQL(q_merged) = { "account.merged",
	"SELECT 1 FROM person WHERE merged_into = ?1 LIMIT 1" };

/*
 * m is ?1 and all records merged into it, or ?1 alone where there are none, as
 * with nearly everybody.  {cross}: m has few rows, and each of the joined
 * tables holds the whole office.
 */
enum account_of { ACCOUNT_ALL, ACCOUNT_ALONE, ACCOUNT_OF };
#define ACCOUNT_SQL(q, name, body)                                             \
	DB_SQL_ARRAY(q, [ACCOUNT_OF]) = { { name, MEMBERS body },              \
		{ name "_alone", ALONE body } }
#define ALONE "WITH m (id) AS (SELECT p.id FROM person p WHERE p.id = ?1) "
#define MEMBERS                                                                \
	"WITH RECURSIVE m (id) AS (SELECT p.id FROM person p WHERE p.id = ?1"  \
	" UNION SELECT p.id FROM m JOIN person p ON p.merged_into = m.id) "

/* Nothing is due after the month in which somebody moved away or died; where a
 * decision ended the grant of who moved, its own last month counts
 * (roll/due). */
#define GRANT                                                                  \
	"e.id, coalesce(e.origin, e.id), e.person_id, e.category,"             \
	" c.kind, coalesce(e.hundredths, 0), coalesce(e.manual, 0),"           \
	" e.from_month, coalesce(e.to_month, '')"
ACCOUNT_SQL(q_grants, "account.grants",
	"SELECT " GRANT ", e.state = 'void',"
	" CASE WHEN p.state IN ('active', 'merged') THEN ''"
	"  WHEN p.state = 'moved' AND e.to_month IS NOT NULL THEN ''"
	"  ELSE coalesce(substr(p.state_on, 1, 7), '') END"
	" FROM m {cross} JOIN person p ON p.id = m.id"
	" {cross} JOIN entitlement e ON e.person_id = m.id"
	" {cross} JOIN category c ON c.code = e.category ORDER BY e.id");
/* Grants of a record that was separated again, but was listed or ordered for
 * this person: nothing is due of them here. */
ACCOUNT_SQL(q_others, "account.others",
	"SELECT " GRANT ", 1, '' FROM (SELECT l.entitlement_id AS id"
	"  FROM m {cross} JOIN line l ON l.person_id = m.id"
	"  UNION SELECT o.entitlement_id FROM m {cross} JOIN arrears o"
	"   ON o.person_id = m.id AND o.state = 'due') x"
	" {cross} JOIN entitlement e ON e.id = x.id"
	" JOIN category c ON c.code = e.category"
	" WHERE e.person_id NOT IN (SELECT id FROM m)");
ACCOUNT_SQL(q_rests, "account.rests",
	"SELECT e.id, s.from_month, coalesce(s.to_month, ''), s.receipts"
	" FROM m {cross} JOIN entitlement e ON e.person_id = m.id"
	" {cross} JOIN suspension s ON s.entitlement_id = e.id");
ACCOUNT_SQL(q_lines, "account.lines",
	"SELECT l.id, l.person_id, l.entitlement_id, l.month,"
	" l.amount + l.deducted, CASE k.state WHEN 'draft' THEN k.id ELSE 0"
	" END,"
	" coalesce((SELECT y.receipt_no FROM standing s JOIN payout y"
	"  ON y.id = s.payout_id WHERE s.line_id = l.id), 0),"
	" EXISTS (SELECT 1 FROM block b WHERE b.line_id = l.id"
	"  AND b.cause = 'balance'),"
	" EXISTS (SELECT 1 FROM block b WHERE b.line_id = l.id"
	"  AND b.cause <> 'balance'),"
	" l.deducted, l.standard, l.hundredths, l.arrears_id IS NOT NULL"
	" FROM m {cross} JOIN line l ON l.person_id = m.id"
	" JOIN list k ON k.id = l.list_id ORDER BY l.id");
ACCOUNT_SQL(q_orders, "account.orders",
	"SELECT o.id, o.person_id, o.entitlement_id, n.month, n.amount,"
	" n.standard, n.hundredths"
	" FROM m {cross} JOIN arrears o ON o.person_id = m.id AND o.state ="
	" 'due'"
	" {cross} JOIN arrears_month n ON n.arrears_id = o.id"
	" WHERE NOT EXISTS (SELECT 1 FROM line l JOIN list k ON k.id ="
	" l.list_id"
	"  WHERE l.arrears_id = o.id AND k.state <> 'draft')"
	" ORDER BY o.id, n.month");
/*
 * Cases of the person and of every record that the person's was once part of.
 * Cuts of approved unpaid lines of anybody count as entries that come last.
 */
#define CASES                                                                  \
	"(SELECT r.id FROM m {cross} JOIN recovery r ON r.person_id = m.id"    \
	"  UNION SELECT o.recovery_id FROM m {cross} JOIN line l"              \
	"  ON l.person_id = m.id {cross} JOIN recovery_entry o"                \
	"  ON o.line_id = l.id AND o.kind = 'overpaid'"                        \
	"  UNION SELECT o.recovery_id FROM m {cross} JOIN entitlement n"       \
	"  ON n.person_id = m.id {cross} JOIN recovery_entry o"                \
	"  ON o.entitlement_id = n.id AND o.kind = 'overpaid') x"
ACCOUNT_SQL(q_claims, "account.claims",
	"SELECT x.id, e.kind, e.amount, coalesce(e.line_id, 0),"
	" CASE WHEN e.kind = 'returned' AND EXISTS (SELECT 1 FROM change c"
	"  WHERE e.note LIKE '#%' AND c.id = CAST(substr(e.note, 2) AS INTEGER)"
	"  AND c.kind = 'recovery.write_off') THEN 1 ELSE 0 END,"
	" coalesce(e.entitlement_id, 0), coalesce(e.month, ''), e.id AS no"
	" FROM " CASES " {cross} JOIN recovery_entry e ON e.recovery_id = x.id"
	" UNION ALL SELECT x.id, 'deducted', l.deducted, 0, 0, 0, '',"
	"  9223372036854775807"
	" FROM " CASES " {cross} JOIN line l ON l.recovery_id = x.id"
	" JOIN list k ON k.id = l.list_id AND k.state <> 'draft'"
	" WHERE l.deducted > 0 AND NOT EXISTS (SELECT 1 FROM standing s"
	"  WHERE s.line_id = l.id) ORDER BY 1, no");
ACCOUNT_SQL(q_given, "account.given_up",
	"SELECT g.entitlement_id, g.month, g.kind, g.amount, w.id IS NOT NULL"
	" FROM m {cross} JOIN given_up g ON g.person_id = m.id"
	" LEFT JOIN lowered w ON w.change_id = g.change_id"
	" WHERE g.taken_back IS NULL AND coalesce(w.gone, 0) = 0");
/* The last column is the month of the owner's first list: the opening ends
 * before it. */
ACCOUNT_SQL(q_opening, "account.opening",
	"SELECT e.id, o.from_month, coalesce(o.to_month, ''), o.amount,"
	" coalesce((SELECT min(pm.month) FROM list k JOIN period_month pm"
	"  ON pm.period_id = k.period_id WHERE k.owner_id = o.owner_id"
	"  AND k.kind = 'monthly' AND k.state <> 'draft'), (SELECT min(n.month)"
	"  FROM period q JOIN period_month n ON n.period_id = q.id"
	"  WHERE q.state = 'open'), '')"
	" FROM m {cross} JOIN entitlement e ON e.person_id = m.id"
	" {cross} JOIN opening o ON o.entitlement_id = e.id");

/* Deducted from the opening: a line of an opening list stands for it. */
ACCOUNT_SQL(q_uncollected, "account.uncollected",
	"SELECT e.id, u.month, u.amount FROM m {cross} JOIN entitlement e"
	" ON e.person_id = m.id {cross} JOIN uncollected u"
	" ON u.entitlement_id = e.id AND u.taken_back IS NULL");

NAMES(given_up_kinds, [GIVEN_UP_ARREARS] = "arrears",
	[GIVEN_UP_CLAIM] = "claim");

int
account_month(const char *text)
{
	char *end;
	long year = strtol(text, &end, 10);

	if (*end != '-')
		return 0;
	return (int)(year * 12 + strtol(end + 1, NULL, 10) - 1);
}

void
account_month_text(int month, char out[8])
{
	(void)snprintf(out, 8, "%04u-%02u", (unsigned)month / 12 % 10000,
	    (unsigned)month % 12 + 1);
}

void
account_done(struct account *a)
{
	free(a->grant);
	free(a->suspension);
	free(a->line);
	free(a->order);
	free(a->kase);
	free(a->claim);
	free(a->opening);
	free(a->arrears_off);
	free(a->claims_off);
	memset(a, 0, sizeof(*a));
}

/* Appends a zeroed element to an array of the account. */
#define account_more(array, n)                                                 \
	((array) = mem_resize((array), (n) + 1, sizeof(*(array))),             \
	memset(&(array)[(n)], 0, sizeof(*(array))), &(array)[(n)++])

/* The statements read the grants of the same records: it is always found. */
static unsigned
account_grant_of(const struct account *a, int64_t id)
{
	unsigned i;

	for (i = 0; i < a->grants && a->grant[i].id != id; i++)
		;
	return i;
}

static int
account_last(const char *text)
{
	return text[0] == '\0' ? ACCOUNT_EVER : account_month(text);
}

/* ---- rows ---------------------------------------------------------------- */

/* A row of any of the statements; what becomes an index or a month number is
 * beside the structs. */
struct account_row {
	int64_t entitlement, line, kase, amount;
	char from[8], to[8], until[8];
	struct account_grant grant;
	struct account_line is;
	struct account_order order;
	enum recovery_kind kind;
	enum given_up_kind given_up;
	bool rate, again;      /* again: a write-off was undone */
};

#define COL(m) DB_COL(struct account_row, m)
static const struct db_col grant_cols[] = {
	DB_ROW(struct account_row), COL(grant.id), COL(grant.origin),
	COL(grant.person), COL(grant.category), COL(grant.kind),
	COL(grant.hundredths), COL(grant.manual), COL(from), COL(to),
	COL(grant.none), COL(until), DB_END
}, suspension_cols[] = {
	DB_ROW(struct account_row), COL(entitlement), COL(from), COL(to),
	COL(amount), DB_END
}, line_cols[] = {
	DB_ROW(struct account_row), COL(is.id), COL(is.person),
	COL(entitlement), COL(from), COL(is.gross), COL(is.draft),
	COL(is.receipt), COL(is.blocked), COL(is.held), COL(is.deducted),
	COL(is.standard), COL(is.hundredths), COL(is.ordered), DB_END
}, order_cols[] = {
	DB_ROW(struct account_row), COL(order.id), COL(order.person),
	COL(entitlement), COL(from), COL(order.amount), COL(order.standard),
	COL(order.hundredths), DB_END
}, claim_cols[] = {
	DB_ROW(struct account_row), COL(kase),
	DB_COL_ENUM(struct account_row, kind, &recovery_kinds), COL(amount),
	COL(line), COL(again), COL(entitlement), COL(from), DB_END
}, given_cols[] = {
	DB_ROW(struct account_row), COL(entitlement), COL(from),
	DB_COL_ENUM(struct account_row, given_up, &given_up_kinds),
	COL(amount), COL(rate), DB_END
}, opening_cols[] = {
	DB_ROW(struct account_row), COL(entitlement), COL(from), COL(to),
	COL(amount), COL(until), DB_END
}, uncollected_cols[] = {
	DB_ROW(struct account_row), COL(entitlement), COL(from), COL(amount),
	DB_END
};
#undef COL

static void
account_read_grant(struct account *a, const struct account_row *r)
{
	struct account_grant *g = account_more(a->grant, a->grants);
	int until = account_last(r->until);

	*g = r->grant;
	g->from = account_month(r->from);
	g->to = account_last(r->to);
	if (g->kind != 'f' && g->to > until)
		g->to = until;
}

static void
account_read_suspension(struct account *a, const struct account_row *r)
{
	struct account_suspension *s = account_more(a->suspension,
	    a->suspensions);

	s->grant = account_grant_of(a, r->entitlement);
	s->from = account_month(r->from);
	s->to = account_last(r->to);
	s->receipts = r->amount;
}

static void
account_read_line(struct account *a, const struct account_row *r)
{
	struct account_line *l = account_more(a->line, a->lines);

	*l = r->is;
	l->grant = account_grant_of(a, r->entitlement);
	l->month = account_month(r->from);
}

static void
account_read_order(struct account *a, const struct account_row *r)
{
	struct account_order *o = account_more(a->order, a->orders);

	*o = r->order;
	o->grant = account_grant_of(a, r->entitlement);
	o->month = account_month(r->from);
}

static void
account_fix(const struct account *a, const struct account_row *r,
    struct account_fixed *f)
{
	f->grant = account_grant_of(a, r->entitlement);
	f->from = f->to = account_month(r->from);
	f->amount = r->amount;
	f->rate = r->rate;
}

static void
account_read_given(struct account *a, const struct account_row *r)
{
	account_fix(a, r, r->given_up == GIVEN_UP_CLAIM ?
	    account_more(a->claims_off, a->claims_offs) :
	    account_more(a->arrears_off, a->arrears_offs));
}

static void
account_read_opening(struct account *a, const struct account_row *r)
{
	struct account_fixed *f = account_more(a->opening, a->openings);
	int first = account_month(r->until);

	account_fix(a, r, f);
	f->to = account_last(r->to);
	if (first != 0 && f->to >= first)
		f->to = first - 1;
	if (first != 0 && (a->first == 0 || first < a->first))
		a->first = first;
}

static void
account_read_uncollected(struct account *a, const struct account_row *r)
{
	struct account_fixed *f = account_more(a->opening, a->openings);

	account_fix(a, r, f);
	f->amount = -f->amount;
}

/* ---- claims --------------------------------------------------------------- */

static unsigned
account_line_of(const struct account *a, int64_t id)
{
	unsigned i;

	for (i = 0; i < a->lines && a->line[i].id != id; i++)
		;
	return i;
}

/* Which claims of a case an entry is about. */
struct claim_of {
	unsigned kase, line, grant;
	int month;
	bool all;              /* the case as a whole */
};

static bool
account_claim_is(const struct account_claim *c, const struct claim_of *of)
{
	return c->kase == of->kase && (of->all || (c->line == of->line &&
	    (c->line != ACCOUNT_NO_LINE || (c->grant == of->grant &&
	    c->month == of->month))));
}

/* The claim grows by `amount`; negative: it shrinks. */
static void
account_claim_add(struct account *a, struct account_claim *c, int64_t amount)
{
	c->amount += amount;
	if (c->line != ACCOUNT_NO_LINE)
		a->line[c->line].claimed += amount;
}

static void
account_claim_forgive(struct account *a, struct account_claim *c,
    int64_t amount)
{
	account_claim_add(a, c, -amount);
	c->forgiven += amount;
	if (c->line != ACCOUNT_NO_LINE)
		a->line[c->line].forgiven += amount;
}

/* Reduces the claims of a case by `amount`, the oldest month first. */
static void
account_claim_less(struct account *a, const struct claim_of *of,
    int64_t amount, bool forgiven)
{
	while (amount > 0) {
		struct account_claim *best = NULL;
		int64_t less;
		unsigned i;

		for (i = 0; i < a->claims; i++) {
			struct account_claim *c = &a->claim[i];

			if (account_claim_is(c, of) && c->amount > 0 &&
			    (best == NULL || c->month < best->month))
				best = c;
		}
		if (best == NULL)
			return;
		less = amount < best->amount ? amount : best->amount;
		if (forgiven)
			account_claim_forgive(a, best, less);
		else
			account_claim_add(a, best, -less);
		amount -= less;
	}
}

/* Claims again what was written off, the newest month first. */
static void
account_claim_again(struct account *a, unsigned kase, int64_t amount)
{
	unsigned i;

	for (i = a->claims; i-- > 0 && amount > 0;) {
		struct account_claim *c = &a->claim[i];
		int64_t more = amount < c->forgiven ? amount : c->forgiven;

		if (c->kase != kase || more <= 0)
			continue;
		account_claim_forgive(a, c, -more);
		amount -= more;
	}
}

static void
account_claim_new(struct account *a, const struct claim_of *of,
    int64_t amount)
{
	bool line = of->line != ACCOUNT_NO_LINE;
	struct account_claim *c;

	if (line ? of->line >= a->lines : of->grant >= a->grants)
		return; /* of a record that was separated again */
	c = account_more(a->claim, a->claims);
	c->kase = of->kase;
	c->line = of->line;
	c->grant = line ? a->line[of->line].grant : of->grant;
	c->month = line ? a->line[of->line].month : of->month;
	account_claim_add(a, c, amount);
}

static void
account_read_claim(struct account *a, const struct account_row *r)
{
	int64_t amount = r->amount;
	struct account_case *k;
	struct claim_of of;

	if (a->kases == 0 || a->kase[a->kases - 1].id != r->kase)
		account_more(a->kase, a->kases)->id = r->kase;
	k = &a->kase[a->kases - 1];
	of.kase = a->kases - 1;
	of.line = r->line == 0 ? ACCOUNT_NO_LINE :
	    account_line_of(a, r->line);
	of.grant = account_grant_of(a, r->entitlement);
	of.month = account_month(r->from);
	of.all = r->line == 0 && r->entitlement == 0;
	if (r->kind == RECOVERY_OVERPAID) {
		k->left += amount;
		account_claim_new(a, &of, amount);
	} else if (r->kind == RECOVERY_CANCELLED ||
	    r->kind == RECOVERY_WRITTEN_OFF) {
		k->left -= amount;
		account_claim_less(a, &of, amount,
		    r->kind == RECOVERY_WRITTEN_OFF);
	} else if (r->kind == RECOVERY_REPAID ||
	    r->kind == RECOVERY_DEDUCTED) {
		k->left -= amount;
		k->back += amount;
	} else if (r->again) {
		k->left += amount;
		account_claim_again(a, of.kase, amount);
	} else if (r->kind == RECOVERY_RETURNED) {
		k->left += amount;
		k->back -= amount;
	}
}

/* ---- all of it ------------------------------------------------------------ */

static enum status
account_root(struct account *a, int64_t person, struct err *err)
{
	int64_t into = person;
	unsigned i;
	bool found;

	for (i = 0; into != 0 && i < ROOT_STEPS; i++) {
		a->person = into;
		if (db_int1(db_usef(a->db, &q_into, "i", a->person), &into,
		    &found, err) != ST_OK)
			return err->st;
		if (!found)
			return err_field(err, ST_NOTFOUND, "person",
			    _("There is no person %" PRId64 "."), person);
	}
	return ST_OK;
}

/* Grants and lines come first: later rows refer to them. */
static const struct account_part {
	const struct db_sql *q; /* [ACCOUNT_OF] */
	const struct db_col *cols;
	void (*row)(struct account *a, const struct account_row *r);
} parts[] = {
	{ q_grants, grant_cols, account_read_grant },
	{ q_others, grant_cols, account_read_grant },
	{ q_rests, suspension_cols, account_read_suspension },
	{ q_lines, line_cols, account_read_line },
	{ q_orders, order_cols, account_read_order },
	{ q_claims, claim_cols, account_read_claim },
	{ q_given, given_cols, account_read_given },
	{ q_opening, opening_cols, account_read_opening },
	{ q_uncollected, uncollected_cols, account_read_uncollected },
};

static enum status
account_read(struct account *a, const struct account_part *p, bool merged,
    struct err *err)
{
	struct db_stmt *s = db_usef(a->db,
	    &p->q[merged ? ACCOUNT_ALL : ACCOUNT_ALONE], "i", a->person);
	struct account_row r;
	enum status st;
	bool more;

	while ((st = db_step(s, &more, err)) == ST_OK && more) {
		db_row(s, p->cols, &r);
		p->row(a, &r);
	}
	return st;
}

enum status
account_load(struct db *db, int64_t person, struct account *out,
    struct err *err)
{
	int64_t one;
	bool merged;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->db = db;
	if (account_root(out, person, err) != ST_OK ||
	    db_int1(db_usef(db, &q_merged, "i", out->person), &one, &merged,
	    err) != ST_OK)
		return err->st;
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (account_read(out, &parts[i], merged, err) != ST_OK)
			return err->st;
	return ST_OK;
}
