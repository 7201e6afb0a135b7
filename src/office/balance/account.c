/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account: reads what a person has in the books.  Lists keep the
 * record of their day, so each statement walks the records that were merged.
 */
#include "office/balance/account.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "office/balance/recovery.h"

#define ROOT_STEPS 32 /* records merged one into the other */

DB_SQL(q_into) = { "account.into",
	"SELECT coalesce(merged_into, 0) FROM person WHERE id = ?1" };

DB_SQL(q_merged) = { "account.merged",
	"SELECT 1 FROM person WHERE merged_into = ?1 LIMIT 1" };

/*
 * ?1 and all that was merged into it; or nobody was, as with nearly all.  The
 * joins are CROSS: there are few m, and each of the tables is the whole office.
 */
enum account_of { ACCOUNT_ALL, ACCOUNT_ALONE, ACCOUNT_OF };
#define ACCOUNT_SQL(q, name, body)                                             \
	DB_SQL_ARRAY(q, [ACCOUNT_OF]) = { { name, MEMBERS body },              \
		{ name "_alone", ALONE body } }
#define ALONE "WITH m (id) AS (SELECT p.id FROM person p WHERE p.id = ?1) "
#define MEMBERS                                                                \
	"WITH RECURSIVE m (id) AS (SELECT p.id FROM person p WHERE p.id = ?1"  \
	" UNION SELECT p.id FROM m JOIN person p ON p.merged_into = m.id) "

/* Who moved away or died is due nothing after that month; where a decision
 * ended the grant, its own last month counts (as roll/due). */
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
/* Of a record that is another's again, but was listed or ordered for this one:
 * nothing is due of it here. */
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
 * Cases of the person, and of whoever its record was once part of.  What lines
 * are cut by comes back when they are paid, whoever's they are: the last rows.
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
/* An opening ends with the month before the owner's first list. */
ACCOUNT_SQL(q_opening, "account.opening",
	"SELECT e.id, o.from_month, coalesce(o.to_month, ''), o.amount,"
	" coalesce((SELECT min(pm.month) FROM list k JOIN period_month pm"
	"  ON pm.period_id = k.period_id WHERE k.owner_id = o.owner_id"
	"  AND k.kind = 'monthly' AND k.state <> 'draft'), (SELECT min(n.month)"
	"  FROM period q JOIN period_month n ON n.period_id = q.id"
	"  WHERE q.state = 'open'), '')"
	" FROM m {cross} JOIN entitlement e ON e.person_id = m.id"
	" {cross} JOIN opening o ON o.entitlement_id = e.id");

/* Taken out of it: an opening list's line stands for that. */
ACCOUNT_SQL(q_uncollected, "account.uncollected",
	"SELECT e.id, u.month, u.amount FROM m {cross} JOIN entitlement e"
	" ON e.person_id = m.id {cross} JOIN uncollected u"
	" ON u.entitlement_id = e.id AND u.taken_back IS NULL");

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
	free(a->rest);
	free(a->line);
	free(a->order);
	free(a->kase);
	free(a->claim);
	free(a->opening);
	free(a->arrears_off);
	free(a->claims_off);
	memset(a, 0, sizeof(*a));
}

/* One more place, zeroed, at the end of an array of the account. */
#define account_more(array, n)                                                 \
	((array) = mem_resize((array), (n) + 1, sizeof(*(array))),             \
	memset(&(array)[(n)], 0, sizeof(*(array))), &(array)[(n)++])

/* The statements join the grants by the same records: it is there. */
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

static void
account_read_grant(struct account *a, struct db_stmt *s)
{
	struct account_grant *g = account_more(a->grant, a->grants);
	int until;

	g->id = db_int(s, 0);
	g->origin = db_int(s, 1);
	g->person = db_int(s, 2);
	db_copy(s, 3, g->category, sizeof(g->category));
	g->kind = db_text(s, 4)[0];
	g->hundredths = db_int(s, 5);
	g->manual = db_int(s, 6);
	g->from = account_month(db_text(s, 7));
	g->to = account_last(db_text(s, 8));
	g->none = db_int(s, 9) != 0;
	until = account_last(db_text(s, 10));
	if (g->kind != 'f' && g->to > until)
		g->to = until;
}

static void
account_read_rest(struct account *a, struct db_stmt *s)
{
	struct account_rest *r = account_more(a->rest, a->rests);

	r->grant = account_grant_of(a, db_int(s, 0));
	r->from = account_month(db_text(s, 1));
	r->to = account_last(db_text(s, 2));
	r->receipts = db_int(s, 3);
}

static void
account_read_line(struct account *a, struct db_stmt *s)
{
	struct account_line *l = account_more(a->line, a->lines);

	l->id = db_int(s, 0);
	l->person = db_int(s, 1);
	l->grant = account_grant_of(a, db_int(s, 2));
	l->month = account_month(db_text(s, 3));
	l->gross = db_int(s, 4);
	l->draft = db_int(s, 5);
	l->receipt = db_int(s, 6);
	l->blocked = db_int(s, 7) != 0;
	l->held = db_int(s, 8) != 0;
	l->deducted = db_int(s, 9);
	l->standard = db_int(s, 10);
	l->hundredths = db_int(s, 11);
	l->ordered = db_int(s, 12) != 0;
}

static void
account_read_order(struct account *a, struct db_stmt *s)
{
	struct account_order *o = account_more(a->order, a->orders);

	o->id = db_int(s, 0);
	o->person = db_int(s, 1);
	o->grant = account_grant_of(a, db_int(s, 2));
	o->month = account_month(db_text(s, 3));
	o->amount = db_int(s, 4);
	o->standard = db_int(s, 5);
	o->hundredths = db_int(s, 6);
}

static void
account_read_given(struct account *a, struct db_stmt *s)
{
	bool claim = strcmp(db_text(s, 2), "claim") == 0;
	struct account_fixed *f = claim ?
	    account_more(a->claims_off, a->claims_offs) :
	    account_more(a->arrears_off, a->arrears_offs);

	f->grant = account_grant_of(a, db_int(s, 0));
	f->from = f->to = account_month(db_text(s, 1));
	f->amount = db_int(s, 3);
	f->rate = db_int(s, 4) != 0;
}

static void
account_read_opening(struct account *a, struct db_stmt *s)
{
	struct account_fixed *f = account_more(a->opening, a->openings);
	int first = account_month(db_text(s, 4));

	f->grant = account_grant_of(a, db_int(s, 0));
	f->from = account_month(db_text(s, 1));
	f->to = account_last(db_text(s, 2));
	f->amount = db_int(s, 3);
	if (first != 0 && f->to >= first)
		f->to = first - 1;
	if (first != 0 && (a->first == 0 || first < a->first))
		a->first = first;
}

static void
account_read_uncollected(struct account *a, struct db_stmt *s)
{
	struct account_fixed *f = account_more(a->opening, a->openings);

	f->grant = account_grant_of(a, db_int(s, 0));
	f->from = f->to = account_month(db_text(s, 1));
	f->amount = -db_int(s, 2);
}

static enum status
account_read(struct account *a, const struct db_sql *q,
    void (*row)(struct account *a, struct db_stmt *s), struct err *err)
{
	struct db_stmt *s = db_usef(a->db, q, "i", a->person);
	enum status st;
	bool more;

	while ((st = db_step(s, &more, err)) == ST_OK && more)
		row(a, s);
	return st;
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
	bool all;              /* of the case as a whole */
};

static bool
account_claim_is(const struct account_claim *c, const struct claim_of *of)
{
	return c->kase == of->kase && (of->all || (c->line == of->line &&
	    (c->line != ACCOUNT_NO_LINE || (c->grant == of->grant &&
	    c->month == of->month))));
}

/* That much more, or less, stands of it. */
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

/* What is taken off a case, the oldest month first. */
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

/* What was written off is claimed again, the newest month first. */
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
		return; /* of a record that is another's by now */
	c = account_more(a->claim, a->claims);
	c->kase = of->kase;
	c->line = of->line;
	c->grant = line ? a->line[of->line].grant : of->grant;
	c->month = line ? a->line[of->line].month : of->month;
	account_claim_add(a, c, amount);
}

static void
account_read_claim(struct account *a, struct db_stmt *s)
{
	int64_t id = db_int(s, 0), amount = db_int(s, 2);
	enum recovery_kind kind = names_find(&recovery_kinds, db_text(s, 1));
	struct account_case *k;
	struct claim_of of;

	if (a->kases == 0 || a->kase[a->kases - 1].id != id)
		account_more(a->kase, a->kases)->id = id;
	k = &a->kase[a->kases - 1];
	of.kase = a->kases - 1;
	of.line = db_int(s, 3) == 0 ? ACCOUNT_NO_LINE :
	    account_line_of(a, db_int(s, 3));
	of.grant = account_grant_of(a, db_int(s, 5));
	of.month = account_month(db_text(s, 6));
	of.all = db_int(s, 3) == 0 && db_int(s, 5) == 0;
	if (kind == RECOVERY_OVERPAID) {
		k->left += amount;
		account_claim_new(a, &of, amount);
	} else if (kind == RECOVERY_CANCELLED || kind == RECOVERY_WRITTEN_OFF) {
		k->left -= amount;
		account_claim_less(a, &of, amount, kind == RECOVERY_WRITTEN_OFF);
	} else if (kind == RECOVERY_REPAID || kind == RECOVERY_DEDUCTED) {
		k->left -= amount;
		k->back += amount;
	} else if (db_int(s, 4) != 0) {
		k->left += amount;
		account_claim_again(a, of.kase, amount);
	} else if (kind == RECOVERY_RETURNED) {
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

enum status
account_load(struct db *db, int64_t person, struct account *out,
    struct err *err)
{
	static const struct {
		const struct db_sql *q; /* [ACCOUNT_OF] */
		void (*row)(struct account *a, struct db_stmt *s);
	} all[] = {
		{ q_grants, account_read_grant },
		{ q_others, account_read_grant },
		{ q_rests, account_read_rest },
		{ q_lines, account_read_line },
		{ q_orders, account_read_order },
		{ q_claims, account_read_claim },
		{ q_given, account_read_given },
		{ q_opening, account_read_opening },
		{ q_uncollected, account_read_uncollected },
	};
	int64_t one;
	bool merged;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->db = db;
	if (account_root(out, person, err) != ST_OK ||
	    db_int1(db_usef(db, &q_merged, "i", out->person), &one, &merged,
	    err) != ST_OK)
		return err->st;
	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (account_read(out,
		    &all[i].q[merged ? ACCOUNT_ALL : ACCOUNT_ALONE],
		    all[i].row, err) != ST_OK)
			return err->st;
	return ST_OK;
}
