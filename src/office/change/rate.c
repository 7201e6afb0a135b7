/*
 * SPDX-License-Identifier: ISC
 *
 * change/rate: requests about the rates and rules of the whole office.  They
 * stand for the verbs of rate/rate.c and verb/setting.c; asked and approved by people
 * whose reach is the whole office.  All are rows from a month on: a request
 * keeps how the row stood, and its undo puts that back, as long as no list has
 * been made by it.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/lowered.h"
#include "office/change/kinds.h"
#include "office/rate/category.h"
#include "office/rate/rate.h"
#include "office/request/work.h"
#include "office/change/rate_touch.h"
#include "office/verb/setting.h"
#include "text/date.h"
#include "text/money.h"

struct rule {
	const struct change_kind *kind;
	const struct dated *rows;
	rate_touch_fn touch; /* what comes of it for people and money */
};

/*
 * Lists made since a moment ?1 that cover a month from ?2 on: what was asked
 * for stands in them; so do differences that were ordered.
 */
DB_SQL(q_rests) = { "rule.rests",
	"SELECT a.code, min(m.month) FROM list l JOIN period_month m"
	" ON m.period_id = l.period_id JOIN area a ON a.id = l.owner_id"
	" WHERE l.prepared_at >= ?1 AND l.state <> 'draft' AND m.month >= ?2"
	" GROUP BY a.code ORDER BY a.code LIMIT 1" };
DB_SQL(q_ordered) = { "rule.ordered",
	"SELECT count(*) FROM arrears WHERE kind = 'difference' AND at >= ?1"
	" AND to_month >= ?2 AND state = 'due' AND change_id IS NULL" };
/* The newest listed month after ?4 in which the row of a pair holds. */
DB_SQL(q_had_both) = { "rule.had_both",
	"SELECT coalesce(max(m.month), '') FROM keeps_both k CROSS JOIN"
	" period_month m WHERE k.family = ?1 AND k.other = ?2"
	" AND k.from_month = ?3 AND m.month > ?4 AND m.month >= k.from_month"
	" AND (k.to_month IS NULL OR k.to_month >= m.month)"
	" AND EXISTS (SELECT 1 FROM list l WHERE l.period_id = m.period_id"
	"  AND l.kind = 'monthly' AND l.state <> 'draft')" };
DB_SQL(q_when) = { "rule.when",
	"SELECT checked_at FROM change WHERE id = ?1" };

static const struct rule *
rule_of(const struct change_kind *k)
{
	static const struct rule all[] = {
		{ &change_kind_standard, &rate_standard_rows,
		    rate_touch_standard },
		{ &change_kind_coefficient, &rate_coefficient_rows,
		    rate_touch_coefficient },
		{ &change_kind_keeps, &rate_keeps_rows, rate_touch_keeps },
		{ &change_kind_step, &rate_step_rows, rate_touch_step },
		{ &change_kind_setting, &setting_rows, rate_touch_setting },
	};
	size_t i = 0;

	while (all[i].kind != k)
		i++;
	return &all[i];
}

/* ---- reading ------------------------------------------------------------- */

/* The fields that name the row: the province of the office where none is. */
static enum status
rule_keys(const struct change_work *w, const struct rule *r,
    struct wire_args *keys, struct err *err)
{
	const char *from = change_asked(w, "from");
	char province[9];
	int i;

	wire_args_init(keys);
	for (i = 0; r->rows->keys[i] != NULL; i++)
		wire_args_add(keys, r->rows->keys[i],
		    change_asked(w, r->rows->keys[i]));
	if (r->rows != &rate_standard_rows ||
	    wire_args_text(keys, "province")[0] != '\0')
		return ST_OK;
	if (category_province_at(w->c->db, from, province, sizeof(province),
	    err) != ST_OK)
		return err->st;
	wire_args_set(keys, "province", province);
	return ST_OK;
}

/* A coefficient is shown as people write it. */
static enum status
rule_now(struct change_work *w, const struct rule *r,
    const struct wire_args *keys, struct wire_args *was, struct err *err)
{
	enum status st = dated_get(w->c, r->rows, keys, was, err);
	int64_t hundredths = wire_args_int(was, "coefficient", 0);
	char text[16];

	if (st != ST_OK || hundredths == 0)
		return st;
	category_hundredths(text, sizeof(text), hundredths);
	wire_args_set(was, "coefficient", text);
	return ST_OK;
}

/* "07/2024", "500.000", or as it is. */
static void
rule_say(const char *name, const char *value, struct buf *out)
{
	char text[64];
	int64_t n;

	(void)str_copy_cut(text, sizeof(text), value);
	if (strcmp(name, "from") == 0 || strcmp(name, "to") == 0)
		month_format(text, sizeof(text), value);
	else if (strcmp(name, "amount") == 0 &&
	    str_int(value, 0, INT64_MAX, &n) == ST_OK)
		money_format(text, sizeof(text), n);
	if (text[0] != '\0')
		(void)buf_printf(out, "%s%s", out->len > 0 ? " " : "", text);
}

static enum status
rule_read(struct change_work *w, struct err *err)
{
	const struct rule *r = rule_of(w->kind);
	struct wire_args keys;
	struct buf name, subject;
	enum status st = rule_keys(w, r, &keys, err);
	unsigned i;

	buf_init(&name, 190);
	buf_init(&subject, 60);
	for (i = 0; i < keys.n; i++) {
		(void)buf_printf(&subject, "%s%s", i > 0 ? " " : "",
		    keys.v[i].value);
		/* The month stands beside it wherever it is shown. */
		if (strcmp(keys.v[i].name, "from") != 0)
			rule_say(keys.v[i].name,
			    change_asked(w, keys.v[i].name), &name);
	}
	if (name.len > 0)
		(void)buf_adds(&name, ":");
	for (i = 0; r->rows->values[i] != NULL; i++)
		rule_say(r->rows->values[i],
		    change_asked(w, r->rows->values[i]), &name);
	(void)str_copy_cut(w->name, sizeof(w->name), buf_str(&name));
	(void)str_copy_cut(w->subject, sizeof(w->subject), buf_str(&subject));
	(void)str_copy_cut(w->month, sizeof(w->month), change_asked(w, "from"));
	buf_done(&name);
	buf_done(&subject);
	if (st == ST_OK)
		st = rule_now(w, r, &keys, &w->was, err);
	wire_args_done(&keys);
	return st;
}

/* ---- standing ------------------------------------------------------------ */

/*
 * A pair does not end before a month that lists have with both: what people had
 * of the lower one would be claimed of everybody at once, by nobody's decision
 * (balance/lowered.h counts the rate of what is kept alone).
 */
static enum status
rule_ends(struct change_work *w, struct err *err)
{
	const char *to = change_asked(w, "to");
	char last[8] = "", month[DATE_MONTH];
	struct db_stmt *s;
	bool row;

	if (w->kind != &change_kind_keeps || to[0] == '\0')
		return ST_OK;
	s = db_usef(w->c->db, &q_had_both, "tttt", change_asked(w, "family"),
	    change_asked(w, "other"), change_asked(w, "from"), to);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row)
		db_copy(s, 0, last, sizeof(last));
	db_reset(s);
	if (last[0] == '\0')
		return ST_OK;
	month_format(month, sizeof(month), last);
	return err_field(err, ST_INVALID, "to",
	    _("lists up to %s have both: give that month or a later one; for "
	    "months before, ask for each person to stop one of the two"), month);
}

static enum status
rule_apply(struct change_work *w, struct err *err)
{
	const struct rule *r = rule_of(w->kind);
	struct rate_level before = { 0, 0 };
	/* What is claimed is what is above the rates as they were decided. */
	enum status st = lowered_at_rest(w->c->db, 0, err);

	if (st == ST_OK)
		st = rule_ends(w, err);
	if (st == ST_OK)
		st = r->touch(w, &before, false, err);
	if (st == ST_OK)
		st = change_verb_apply(w, w->kind == &change_kind_setting ?
		    setting_verbs : rate_verbs, err);
	return st == ST_OK ? r->touch(w, &before, true, err) : st;
}

/* Was a list made by it, or a difference ordered? */
static enum status
rule_rests(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	const char *from = wire_args_text(&of->fields, "from");
	char at[20] = "", month[DATE_MONTH];
	int64_t orders = 0;
	struct db_stmt *s;
	enum status st;
	bool row;

	s = db_usef(w->c->db, &q_when, "i", of->id);
	st = db_step(s, &row, err);
	if (st == ST_OK && row)
		db_copy(s, 0, at, sizeof(at));
	db_reset(s);
	if (st == ST_OK)
		st = db_int1(db_usef(w->c->db, &q_ordered, "tt", at, from),
		    &orders, &row, err);
	if (st == ST_OK && orders > 0)
		return err_field(err, ST_INVALID, "undoes",
		    _("%lld differences were ordered by it: ask for another "
		    "rate instead"), (long long)orders);
	if (st != ST_OK)
		return st;
	s = db_usef(w->c->db, &q_rests, "tt", at, from);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	month_format(month, sizeof(month), db_text(s, 1));
	st = err_field(err, ST_INVALID, "undoes",
	    _("a list of %s for %s was made by it: ask for another rate "
	    "instead"), db_text(s, 0), month);
	db_reset(s);
	return st;
}

/* Fields as the row has them: a coefficient in hundredths. */
static void
rule_stored(const struct wire_args *fields, struct wire_args *out)
{
	char text[24];
	int64_t n;

	wire_args_copy(out, fields);
	if (category_coefficient(wire_args_text(out, "coefficient"), &n,
	    ERR_NONE) != ST_OK)
		return;
	(void)snprintf(text, sizeof(text), "%lld", (long long)n);
	wire_args_set(out, "coefficient", text);
}

/* ST_INVALID unless the row holds what was asked for. */
static enum status
rule_holds(struct change_work *w, const struct change_work *of,
    const struct wire_args *keys, struct err *err)
{
	struct wire_args asked, now;
	enum status st;
	bool same;
	unsigned i;

	wire_args_init(&now);
	rule_stored(&of->fields, &asked);
	st = dated_get(w->c, rule_of(of->kind)->rows, keys, &now, err);
	same = now.n > 0;
	for (i = 0; i < now.n; i++)
		same = same && strcmp(wire_args_text(&asked, now.v[i].name),
		    now.v[i].value) == 0;
	wire_args_done(&asked);
	wire_args_done(&now);
	if (st != ST_OK || same)
		return st;
	return err_field(err, ST_INVALID, "undoes",
	    _("%s was changed since: undo that first"), of->name);
}

static enum status
rule_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	const struct rule *r = rule_of(of->kind);
	struct wire_args keys, back;
	enum status st = rule_keys(of, r, &keys, err);

	rule_stored(&of->was, &back);
	if (st == ST_OK)
		st = rule_holds(w, of, &keys, err);
	if (st == ST_OK)
		st = rule_rests(w, of, err);
	if (st == ST_OK)
		st = lowered_undone(w->c, of->id, err);
	if (st == ST_OK)
		st = dated_put(w->c, r->rows, &keys, &back, err);
	if (st == ST_OK)
		change_effect(w, back.n > 0 ? N_("%s is as it was before") :
		    N_("%s holds no longer"), of->name);
	wire_args_done(&keys);
	wire_args_done(&back);
	return st;
}

/* ---- the kinds ------------------------------------------------------------ */

#define RULE(id)                                                               \
	.roles = ROLE_PROVINCE | ROLE_ADMIN,                                   \
	.deciders = ROLE_APPROVER | ROLE_PROVINCE,                             \
	.reach = CHANGE_OFFICE, .touches = CHANGE_T_RULE, .verb = id,          \
	.name = id, .read = rule_read, .apply = rule_apply, .undo = rule_undo

const struct change_kind change_kind_standard = {
	RULE("standard.set"), .word = N_("standard amount"),
	.when = N_("it holds from its month on; months that are listed already "
	    "come out as differences when these are ordered"),
	.fields = "amount! decree! from! province",
};

const struct change_kind change_kind_coefficient = {
	RULE("coefficient.set"), .word = N_("coefficient"),
	.when = N_("it holds from its month on; months that are listed already "
	    "come out as differences when these are ordered"),
	.fields = "category! from! coefficient!",
};

const struct change_kind change_kind_keeps = {
	RULE("keeps_both.set"), .word = N_("two allowances"),
	.when = N_("who has both is on the lists from its month on with both"),
	.fields = "family! other! from! to source!",
};

const struct change_kind change_kind_step = {
	RULE("age_step.set"), .word = N_("birthday"),
	.when = N_("a birthday ends or changes the allowance from its month "
	    "on; lists are checked for it"),
	.fields = "category! years! from! next starts! source!",
};

const struct change_kind change_kind_setting = {
	RULE("setting.set"), .word = N_("setting"),
	.when = N_("it holds from its month on"),
	.fields = "setting! from! value!", .renamed = "setting=name",
};
