/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_rules: a function for each rule.  Each looks at one person of the
 * list and, for most people, costs at most one search in an index, so that
 * checking a list takes about as long as making it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/rate/age.h"
#include "office/roll/due.h"
#include "office/roll/duplicate.h"
#include "office/roll/collect_self.h"
#include "office/line/line.h"
#include "office/list/check_priv.h"

enum { CHECK_PAIRS = 4 }; /* of one person; more are shown one by one */

DB_SQL(q_steps) = { "check.steps",
	"SELECT category, min(years) FROM age_step WHERE from_month <= ?1"
	" GROUP BY category" };

/* ---- nobody is two people ----------------------------------------------- */

/* Somebody of the same name and year of birth in any place: few people have. */
DB_SQL(q_namesake) = { "check.namesake",
	"SELECT 1 FROM person p JOIN person q ON q.fold = p.fold"
	" AND q.birth_year = p.birth_year AND q.id <> p.id"
	" WHERE p.id = ?1 LIMIT 1" };
DB_SQL(q_here) = { "check.here",
	"SELECT 1 FROM line WHERE person_id = ?1 AND list_id = ?2 LIMIT 1" };

/* If both are on the list, the finding is stored with the smaller id. */
static enum status
check_duplicate(struct check *k, struct err *err)
{
	const struct person_ask ask = { .person = k->who.person,
		.max = CHECK_PAIRS };
	struct duplicate_pair v[CHECK_PAIRS];
	unsigned i, n = 0;
	int64_t one;
	bool here;

	if (db_int1(db_usef(k->c->db, &q_namesake, "i", k->who.person), &one,
	    &here, err) != ST_OK)
		return err->st;
	if (!here)
		return ST_OK;
	/* Somebody who has moved away is checked on the list of the new place. */
	if (duplicate_of(k->c->db, &k->c->who->scope, &ask, v, &n,
	    err) == ST_DENIED)
		*err = (struct err)ERR_INIT;
	if (err->st != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		int64_t other = v[i].side[1].id;

		if (db_int1(db_usef(k->c->db, &q_here, "ii", other, k->list),
		    &one, &here, err) != ST_OK)
			return err->st;
		if (here && other < k->who.person)
			continue;
		if (check_found(k, other, "", err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

static void
check_duplicate_text(const struct list_check *c, char *dst, size_t size)
{
	(void)snprintf(dst, size, _("same as %s, %s?"),
	    c->other_code, c->other_place);
}

/* ---- two allowances, of which one is due -------------------------------- */

DB_SQL(q_grants) = { "check.grants",
	"SELECT count(*) FROM entitlement e JOIN category c"
	" ON c.code = e.category WHERE e.person_id = ?1 AND e.state <> 'void'"
	" AND e.from_month <= ?2 AND (e.to_month IS NULL OR e.to_month >= ?2)"
	" AND c.kind = 'base'" };

static enum status
check_two_entitlements(struct check *k, struct err *err)
{
	struct due_grant v[DUE_GRANTS];
	unsigned i, n = 0;
	int64_t grants = 0;
	char detail[64];
	bool found;

	if (db_int1(db_usef(k->c->db, &q_grants, "it", k->who.person, k->last),
	    &grants, &found, err) != ST_OK)
		return err->st;
	if (grants < 2)
		return ST_OK;
	if (due_person(k->c->db, k->who.person, k->last, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		if (v[i].is.instead[0] == '\0')
			continue;
		(void)snprintf(detail, sizeof(detail), "%s %s", v[i].category,
		    v[i].is.instead);
		if (check_found(k, 0, detail, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

static void
check_two_entitlements_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96];

	check_parts(c, part);
	(void)snprintf(dst, size, _("%s is left out: %s is higher"), part[0],
	    part[1]);
}

/* ---- months that nobody collected --------------------------------------- */

/* The newest first: for somebody who was paid last month, one row is read. */
DB_SQL(q_unpaid) = { "check.unpaid",
	"SELECT l.month, " LINE_PAID("l.id")
	" FROM line l JOIN list k ON k.id = l.list_id"
	" WHERE l.person_id = ?1 AND l.period_id <> ?2"
	" AND l.kind IN ('base', 'care') AND k.state IN ('approved', 'closed')"
	" AND NOT " LINE_BLOCKED("l.id")
	" ORDER BY l.period_id DESC, l.month DESC" };

static enum status
check_unpaid(struct check *k, struct err *err)
{
	struct db_stmt *s = db_usef(k->c->db, &q_unpaid, "ii", k->who.person,
	    k->period);
	char month[8] = "", detail[32];
	int months = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row &&
	    db_int(s, 1) == 0) {
		months += strcmp(month, db_text(s, 0)) != 0;
		db_copy(s, 0, month, sizeof(month));
	}
	db_reset(s);
	if (st != ST_OK || months < k->limit[SETTING_UNPAID_MONTHS])
		return st;
	(void)snprintf(detail, sizeof(detail), "%d %s", months, month);
	return check_found(k, 0, detail, err);
}

static void
check_unpaid_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96], month[DATE_MONTH];

	check_parts(c, part);
	month_format(month, sizeof(month), part[1]);
	(void)snprintf(dst, size,
	    _("%s months not collected, since %s: suspend?"), part[0], month);
}

/* ---- papers and age ------------------------------------------------------ */

static enum status
check_no_identity(struct check *k, struct err *err)
{
	return k->who.identity ? ST_OK : check_found(k, 0, "", err);
}

static void
check_no_identity_text(const struct list_check *c, char *dst, size_t size)
{
	(void)snprintf(dst, size, _("no identity number, born %s"), c->birth);
}

static enum status
check_very_old(struct check *k, struct err *err)
{
	char day[DATE_TEXT], detail[16];
	int age;

	(void)snprintf(day, sizeof(day), "%.7s-01", k->month);
	age = date_age(k->who.birth, day);
	if (age < k->limit[SETTING_VERY_OLD])
		return ST_OK;
	(void)snprintf(detail, sizeof(detail), "%d", age);
	return check_found(k, 0, detail, err);
}

static void
check_very_old_text(const struct list_check *c, char *dst, size_t size)
{
	(void)snprintf(dst, size, _("%s years old: has somebody seen them?"),
	    c->detail);
}

/* ---- who collects -------------------------------------------------------- */

DB_SQL(q_letter) = { "check.letter",
	"SELECT valid_to, name FROM collector WHERE person_id = ?1"
	" AND kind = 'authorised' AND active = 1 AND valid_to IS NOT NULL"
	" ORDER BY valid_to DESC, id LIMIT 1" };

static enum status
check_letter(struct check *k, struct err *err)
{
	struct db_stmt *s = db_usef(k->c->db, &q_letter, "i", k->who.person);
	char limit[DATE_TEXT], detail[96];
	struct date today;
	bool row;

	if (date_from_iso(k->c->today, &today) != ST_OK)
		return ST_OK;
	date_to_iso(limit, sizeof(limit),
	    date_from_days(date_days(today) +
	    (long)k->limit[SETTING_LETTER_AHEAD]));
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	row = row && !db_null(s, 0) && strcmp(db_text(s, 0), limit) <= 0;
	if (row) {
		(void)snprintf(detail, sizeof(detail), "%s ", db_text(s, 0));
		db_copy(s, 1, detail + 11, sizeof(detail) - 11);
	}
	db_reset(s);
	return row ? check_found(k, 0, detail, err) : ST_OK;
}

static void
check_letter_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96], day[DATE_TEXT] = "";
	struct date d;

	check_parts(c, part);
	if (date_from_iso(part[0], &d) == ST_OK)
		date_format(day, sizeof(day), d);
	(void)snprintf(dst, size, _("letter good to %s: %s"), day,
	    c->detail + strlen(part[0]) + 1);
}

DB_SQL(q_anybody) = { "check.anybody",
	"SELECT 1 FROM collector WHERE person_id = ?1 AND active = 1"
	" AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to >= ?2) LIMIT 1" };

static enum status
check_child_alone(struct check *k, struct err *err)
{
	struct verb_call *c = k->c;
	struct collect_self is;
	char day[DATE_TEXT], detail[16];
	bool anybody = true;
	int64_t one;
	int age;

	(void)snprintf(day, sizeof(day), "%.7s-01", k->month);
	age = date_age(k->who.birth, day);
	if (age < 0 || age >= k->limit[SETTING_COLLECT_AGE])
		return ST_OK;
	if (db_int1(db_usef(c->db, &q_anybody, "it", k->who.person, c->today),
	    &one, &anybody, err) != ST_OK || (!anybody &&
	    collect_self(c->db, &c->who->scope, k->who.person, c->today, &is,
	    err) != ST_OK))
		return err->st;
	if (anybody || is.may)
		return ST_OK;
	(void)snprintf(detail, sizeof(detail), "%d", age);
	return check_found(k, 0, detail, err);
}

static void
check_child_alone_text(const struct list_check *c, char *dst, size_t size)
{
	(void)snprintf(dst, size, _("%s years old, and nobody is registered who "
	    "collects: guardian or authorised"), c->detail);
}

DB_SQL(q_collector) = { "check.collector",
	"SELECT (SELECT count(DISTINCT d.person_id) FROM collector d"
	"  WHERE d.identity = c.identity AND d.identity <> ''"
	"  AND d.active = 1 AND (d.valid_to IS NULL OR d.valid_to >= ?2)) AS n,"
	" c.identity, c.name FROM collector c WHERE c.person_id = ?1 AND c.active = 1"
	" AND c.identity <> '' ORDER BY n DESC LIMIT 1" };
/* One finding for a collector, not one for each person. */
DB_SQL(q_collector_known) = { "check.collector_known",
	"SELECT 1 FROM list_check WHERE list_id = ?1 AND rule = 'collector'"
	" AND substr(detail, 1, length(?2)) = ?2 LIMIT 1" };

static enum status
check_collector(struct check *k, struct err *err)
{
	struct db_stmt *s = db_usef(k->c->db, &q_collector, "it",
	    k->who.person, k->c->today);
	char who[64] = "", detail[96];
	int64_t people = 0, one;
	bool row, known;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row && (people = db_int(s, 0)) >
	    k->limit[SETTING_COLLECTOR_PEOPLE]) {
		(void)snprintf(who, sizeof(who), "%" PRId64 " %s ", people,
		    db_text(s, 1));
		(void)str_copy_cut(detail, sizeof(detail), who);
		db_copy(s, 2, detail + strlen(who),
		    sizeof(detail) - strlen(who));
	}
	db_reset(s);
	if (who[0] == '\0')
		return ST_OK;
	if (db_int1(db_usef(k->c->db, &q_collector_known, "it", k->list, who),
	    &one, &known, err) != ST_OK)
		return err->st;
	return known ? ST_OK : check_found(k, 0, detail, err);
}

static void
check_collector_text(const struct list_check *c, char *dst, size_t size)
{
	char part[3][96];

	check_parts(c, part);
	(void)snprintf(dst, size, _("%s, %s, collects for %s people"), part[2],
	    part[1], part[0]);
}

/* ---- the table ----------------------------------------------------------- */

const struct check_rule check_rules[LIST_CHECK_RULES] = {
	[LIST_CHECK_DUPLICATE] = { true, false, N_("Two records?"),
	    check_duplicate, check_duplicate_text },
	[LIST_CHECK_AGE_STEP] = { true, false, N_("Age"), check_age_step,
	    check_age_text },
	[LIST_CHECK_TWO_ENTITLEMENTS] = { true, false, N_("Two allowances"),
	    check_two_entitlements, check_two_entitlements_text },
	[LIST_CHECK_UNEVEN] = { true, false, N_("Not even"), check_uneven,
	    check_uneven_text },
	[LIST_CHECK_OWN_AMOUNT] = { true, true, N_("Own amount"),
	    check_own_amount, check_own_amount_text },
	[LIST_CHECK_AGE_HIGHER] = { false, false, N_("More by age"),
	    check_age_higher, check_age_text },
	[LIST_CHECK_UNPAID] = { false, false, N_("Not collected"),
	    check_unpaid, check_unpaid_text },
	[LIST_CHECK_LETTER] = { false, false, N_("Letter ends"), check_letter,
	    check_letter_text },
	[LIST_CHECK_CHILD_ALONE] = { false, false, N_("Child alone"),
	    check_child_alone, check_child_alone_text },
	[LIST_CHECK_COLLECTOR] = { false, false, N_("Collects for many"),
	    check_collector, check_collector_text },
	[LIST_CHECK_VERY_OLD] = { false, false, N_("Very old"),
	    check_very_old, check_very_old_text },
	[LIST_CHECK_NO_IDENTITY] = { false, false, N_("No identity"),
	    check_no_identity, check_no_identity_text },
};

#define COL(m) DB_COL(struct check_step, m)
static const struct db_col step_cols[] = {
	DB_ROW(struct check_step), COL(category), COL(years), DB_END
};
#undef COL

enum status
check_prepare(struct check *k, struct err *err)
{
	enum setting what;

	/* With one more than there is room for. */
	if (db_all(db_usef(k->c->db, &q_steps, "t", k->month), step_cols,
	    k->step, CHECK_STEPS + 1, &k->steps, err) != ST_OK)
		return err->st;
	if (k->steps > CHECK_STEPS)
		return err_set(err, ST_LIMIT,
		    _("There are more than %d age steps."), CHECK_STEPS);
	for (what = 0; what < SETTING_COUNT; what++)
		if (setting_get(k->c->db, what, k->month, &k->limit[what],
		    err) != ST_OK)
			return err->st;
	return check_uneven_prepare(k, err);
}
