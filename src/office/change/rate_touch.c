/*
 * SPDX-License-Identifier: ISC
 *
 * change/rate_touch: the sentences about a rate or a rule.  Read inside the trial of
 * a request, a few times a year.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/arrears.h"
#include "office/roll/due.h"
#include "office/change/rate_touch.h"
#include "office/verb/setting.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

enum { TOUCH_LOOK = 300, TOUCH_PEOPLE = 500 };

/* The newest month that lists cover, of those before or in ?1. */
DB_SQL(q_newest) = { "touch.newest",
	"SELECT max(m.month) FROM period_month m WHERE EXISTS (SELECT 1"
	" FROM list l WHERE l.period_id = m.period_id AND l.kind = 'monthly'"
	" AND l.prepared_at <> '') AND ?1 = ?1" };
/* Listed months from ?1 on, before ?2. */
DB_SQL(q_listed) = { "touch.listed",
	"SELECT month FROM period_month m WHERE m.month >= ?1 AND m.month < ?2"
	" AND EXISTS (SELECT 1 FROM list l WHERE l.period_id = m.period_id"
	"  AND l.kind = 'monthly') ORDER BY month" };
DB_SQL(q_standard) = { "touch.standard",
	"SELECT amount FROM standard WHERE province = ?1 AND from_month <= ?2"
	" ORDER BY from_month DESC LIMIT 1" };
DB_SQL(q_coefficient) = { "touch.coefficient",
	"SELECT hundredths FROM coefficient WHERE category = ?1"
	" AND from_month <= ?2 ORDER BY from_month DESC LIMIT 1" };
DB_SQL(q_next_standard) = { "touch.next_standard",
	"SELECT min(from_month) FROM standard WHERE province = ?1"
	" AND from_month > ?2" };
DB_SQL(q_next_coefficient) = { "touch.next_coefficient",
	"SELECT min(from_month) FROM coefficient WHERE category = ?1"
	" AND from_month > ?2" };
DB_SQL(q_roll) = { "touch.roll",
	"SELECT count(*), count(DISTINCT person_id) FROM entitlement"
	" WHERE state = 'active' AND (?1 = '' OR category = ?1)" };
/* People with allowances of both families in month ?3. */
DB_SQL(q_both) = { "touch.both",
	"SELECT DISTINCT a.person_id FROM category f JOIN entitlement a"
	"  ON a.category = f.code JOIN entitlement b"
	"  ON b.person_id = a.person_id JOIN category g ON g.code = b.category"
	" WHERE f.family = ?1 AND g.family = ?2 AND a.id <> b.id"
	" AND a.state <> 'void' AND b.state <> 'void'"
	" AND a.from_month <= ?3 AND coalesce(a.to_month, '9999-12') >= ?3"
	" AND b.from_month <= ?3 AND coalesce(b.to_month, '9999-12') >= ?3"
	" LIMIT ?4" };

static enum status
touch_count(struct change_work *w, const struct db_sql *q, const char *a,
    int64_t *n, struct err *err)
{
	bool found;

	return db_int1(db_usef(w->c->db, q, "t", a), n, &found, err);
}

static enum status
touch_first(struct change_work *w, const struct db_sql *q, const char *a,
    const char *b, char out[8], struct err *err)
{
	struct db_stmt *s = b != NULL ? db_usef(w->c->db, q, "tt", a, b) :
	    db_usef(w->c->db, q, "t", a);
	bool row;
	enum status st = db_step(s, &row, err);

	out[0] = '\0';
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, out, 8);
	db_reset(s);
	return ST_OK;
}

/*
 * "in 11/2019 it touches 600 allowances, ...": the newest month of the lists,
 * or the first of the rule where that is later.  Where another row holds by
 * then, nothing that is still to come is touched.
 */
static enum status
touch_month(struct change_work *w, const struct rate_swap *swap,
    const char *at, const char *to, struct err *err)
{
	char month[DATE_MONTH], was[MONEY_TEXT], is[MONEY_TEXT];
	struct rate_sum sum;

	if (to[0] != '\0' && strcmp(at, to) >= 0) {
		month_format(month, sizeof(month), to);
		change_effect(w, N_("from %s on another rate stands: of what "
		    "is still to come nothing is touched"), month);
		return ST_OK;
	}
	if (rate_level(w->c->db, swap, at, &sum, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), at);
	money_format(was, sizeof(was), sum.before);
	money_format(is, sizeof(is), sum.after);
	change_effect(w, N_("in %s it touches %lld allowances, list owners: "
	    "%lld; %s đồng a month before, %s after"), month,
	    (long long)sum.allowances, (long long)sum.owners, was, is);
	return ST_OK;
}

/* Months that lists have at the old rate, and the difference where those who
 * are looked at are few; the search itself tells it else. */
static enum status
touch_listed(struct change_work *w, const char *from, const char *to,
    struct err *err)
{
	char first[DATE_MONTH] = "", last[DATE_MONTH] = "", money[MONEY_TEXT];
	const char *end = to[0] != '\0' ? to : "9999-99";
	struct db_stmt *s = db_usef(w->c->db, &q_listed, "tt", from, end);
	struct arrears_differences more;
	int64_t all = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		month_format(all == 0 ? first : last, sizeof(first),
		    db_text(s, 0));
		if (all++ == 0)
			(void)str_copy_cut(last, sizeof(last), first);
	}
	if (st != ST_OK || all == 0)
		return st;
	if (arrears_differences(w->c->db, from, end, TOUCH_LOOK, &more,
	    err) != ST_OK)
		return err->st;
	money_format(money, sizeof(money), more.amount);
	if (more.whole)
		change_effect(w, N_("months listed already: %lld, %s to %s; "
		    "each list owner orders the differences: %s đồng"),
		    (long long)all, first, last, money);
	else
		change_effect(w, N_("months listed already: %lld, %s to %s; "
		    "each list owner orders the differences"), (long long)all,
		    first, last);
	return ST_OK;
}

/* The month that is looked at: the newest listed one, this one, or the first
 * of the rule, whichever comes last. */
static enum status
touch_at(struct change_work *w, const char *from, char at[8], struct err *err)
{
	enum status st = touch_first(w, &q_newest, "", NULL, at, err);

	if (st == ST_OK && at[0] == '\0')
		(void)str_copy_cut(at, 8, w->c->today);
	if (st == ST_OK && strcmp(from, at) > 0)
		(void)str_copy_cut(at, 8, from);
	return st;
}

/* What holds in the month that is looked at; nothing: 0. */
static enum status
touch_rate(struct change_work *w, const char *category, const char *at,
    int64_t *rate, struct err *err)
{
	bool standard = category[0] == '\0';
	struct db_stmt *s;
	char province[9];
	enum status st;
	bool row;

	*rate = 0;
	if (category_province_at(w->c->db, at, province, sizeof(province),
	    err) != ST_OK)
		return err->st;
	s = db_usef(w->c->db, standard ? &q_standard : &q_coefficient, "tt",
	    standard ? province : category, at);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	*rate = db_int(s, 0);
	db_reset(s);
	return ST_OK;
}

static enum status
touch_swap(struct change_work *w, const char *category, const char *to,
    struct rate_level *before, bool after, struct err *err)
{
	const char *from = change_asked(w, "from");
	struct rate_swap swap = { category, before->total };
	char at[8];

	if (touch_at(w, from, at, err) != ST_OK)
		return err->st;
	if (!after)
		return touch_rate(w, category, at, &before->total, err);
	if (touch_month(w, &swap, at, to, err) != ST_OK)
		return err->st;
	return touch_listed(w, from, to, err);
}

enum status
rate_touch_standard(struct change_work *w, struct rate_level *before,
    bool after, struct err *err)
{
	const char *from = change_asked(w, "from");
	const char *named = change_asked(w, "province");
	char province[9], to[8];
	enum status st;

	st = category_province_at(w->c->db, from, province, sizeof(province),
	    err);
	if (st == ST_OK && named[0] != '\0' && strcmp(named, province) != 0) {
		if (after)
			change_effect(w, N_("the office is not in province %s "
			    "in that month: it touches nobody"), named);
		return ST_OK;
	}
	if (st == ST_OK)
		st = touch_first(w, &q_next_standard, province, from, to, err);
	return st == ST_OK ? touch_swap(w, "", to, before, after, err) : st;
}

enum status
rate_touch_coefficient(struct change_work *w, struct rate_level *before,
    bool after, struct err *err)
{
	const char *category = change_asked(w, "category");
	char to[8];
	enum status st = touch_first(w, &q_next_coefficient, category,
	    change_asked(w, "from"), to, err);

	return st == ST_OK ? touch_swap(w, category, to, before, after, err) :
	    st;
}

/* ---- rules about few people ------------------------------------------------ */

static enum status
touch_due(struct change_work *w, int64_t person, const char *month,
    int64_t *total, struct err *err)
{
	struct due_grant v[DUE_GRANTS];
	enum status st;
	unsigned i, n = 0;

	st = due_person(w->c->db, person, month, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++)
		if (v[i].is.due)
			*total += v[i].is.amount;
	return st;
}

/* Those who have both, and what is due to them as the rules stand now. */
static enum status
touch_both(struct change_work *w, struct rate_level *out, struct err *err)
{
	const char *from = change_asked(w, "from");
	int64_t who[TOUCH_PEOPLE];
	struct db_stmt *s = db_usef(w->c->db, &q_both, "ttti",
	    change_asked(w, "family"), change_asked(w, "other"), from,
	    (int64_t)TOUCH_PEOPLE);
	enum status st;
	int64_t i;
	bool row;

	memset(out, 0, sizeof(*out));
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		who[out->people++] = db_int(s, 0);
	for (i = 0; st == ST_OK && i < out->people; i++)
		st = touch_due(w, who[i], from, &out->total, err);
	return st;
}

enum status
rate_touch_keeps(struct change_work *w, struct rate_level *before, bool after,
    struct err *err)
{
	char was[MONEY_TEXT], is[MONEY_TEXT];
	struct rate_level now;

	if (!after)
		return touch_both(w, before, err);
	if (touch_both(w, &now, err) != ST_OK)
		return err->st;
	money_format(was, sizeof(was), before->total);
	money_format(is, sizeof(is), now.total);
	change_effect(w, now.people == TOUCH_PEOPLE ?
	    N_("more than %lld people have both; of so many: %s đồng a month "
	    "before, %s after") :
	    N_("%lld people have both: %s đồng a month before, %s after"),
	    (long long)now.people, was, is);
	return ST_OK;
}

enum status
rate_touch_step(struct change_work *w, struct rate_level *before, bool after,
    struct err *err)
{
	int64_t all = 0;
	enum status st;

	(void)before;
	if (!after)
		return ST_OK;
	st = touch_count(w, &q_roll, change_asked(w, "category"), &all, err);
	if (st == ST_OK)
		change_effect(w, N_("%lld allowances of the roll are looked "
		    "at; each is changed by a request of its own"),
		    (long long)all);
	return st;
}

enum status
rate_touch_setting(struct change_work *w, struct rate_level *before,
    bool after, struct err *err)
{
	const char *name = change_asked(w, "setting");
	const char *from = change_asked(w, "from");
	char month[DATE_MONTH], word[160];
	enum status st = ST_OK;
	int i;

	for (i = 0; i < SETTING_COUNT; i++)
		if (strcmp(setting_name((enum setting)i), name) == 0)
			break;
	if (i == SETTING_COUNT) /* the verb refuses it */
		return ST_OK;
	if (!after)
		return setting_get(w->c->db, (enum setting)i, from,
		    &before->total, err);
	month_format(month, sizeof(month), from);
	change_effect(w, N_("%s: %lld until now, %s from %s on"),
	    sentence_word(word, sizeof(word), setting_word((enum setting)i)),
	    (long long)before->total,
	    change_asked(w, "value"), month);
	return st;
}
