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
#include "office/change/kinds.h"
#include "office/rate/category.h"
#include "office/rate/rate.h"
#include "office/request/work.h"
#include "office/change/rate_touch.h"
#include "text/date.h"
#include "text/money.h"

enum { RULE_KEYS = 4, RULE_VALUES = 4, RULE_TEXT = 64 };

/* A table of rules: fields of the request that name a row and that it holds;
 * the keys are bound first, the values after them. */
struct rule {
	const char *keys[RULE_KEYS], *values[RULE_VALUES]; /* ended by NULL */
	struct db_sql now, put, drop;
	rate_touch_fn touch; /* what comes of it for people and money */
};

/*
 * Lists made since a moment ?1 that cover a month from ?2 on: what was asked
 * for stands in them; so do differences that were ordered.
 */
static const struct db_sql q_rests = { "rule.rests",
	"SELECT a.code, min(m.month) FROM list l JOIN period_month m"
	" ON m.period_id = l.period_id JOIN area a ON a.id = l.owner_id"
	" WHERE l.prepared_at >= ?1 AND l.state <> 'draft' AND m.month >= ?2"
	" GROUP BY a.code ORDER BY a.code LIMIT 1" };
static const struct db_sql q_ordered = { "rule.ordered",
	"SELECT count(*) FROM arrears WHERE kind = 'difference' AND at >= ?1"
	" AND to_month >= ?2 AND state = 'due'" };
static const struct db_sql q_when = { "rule.when",
	"SELECT checked_at FROM change WHERE id = ?1" };

static const struct rule rule_standard, rule_coefficient, rule_keeps,
    rule_step, rule_setting;

static const struct rule *
rule_of(const struct change_kind *k)
{
	static const struct {
		const struct change_kind *kind;
		const struct rule *rule;
	} all[] = {
		{ &change_kind_standard, &rule_standard },
		{ &change_kind_coefficient, &rule_coefficient },
		{ &change_kind_keeps, &rule_keeps },
		{ &change_kind_step, &rule_step },
		{ &change_kind_setting, &rule_setting },
	};
	size_t i = 0;

	while (all[i].kind != k)
		i++;
	return all[i].rule;
}

/* ---- reading ------------------------------------------------------------- */

/* A key as it is stored: the province of the office where none was named. */
static enum status
rule_key(struct change_work *w, const struct wire_args *fields,
    const char *name, char out[RULE_TEXT], struct err *err)
{
	(void)str_copy_cut(out, RULE_TEXT, wire_args_text(fields, name));
	if (out[0] != '\0' || strcmp(name, "province") != 0)
		return ST_OK;
	return category_province_at(w->c->db, wire_args_text(fields, "from"),
	    out, 9, err);
}

static enum status
rule_bind_keys(struct change_work *w, const struct wire_args *fields,
    const struct rule *r, struct db_stmt *s, int *n, struct err *err)
{
	char text[RULE_TEXT];
	enum status st = ST_OK;

	for (*n = 0; st == ST_OK && r->keys[*n] != NULL; (*n)++) {
		st = rule_key(w, fields, r->keys[*n], text, err);
		if (st == ST_OK)
			db_bind_text(s, *n + 1, text);
	}
	return st;
}

/* How the row stands, into `was`: nothing where there is none. */
static enum status
rule_now(struct change_work *w, const struct wire_args *fields,
    const struct rule *r, struct wire_args *was, struct err *err)
{
	struct db_stmt *s = db_use(w->c->db, &r->now);
	char text[RULE_TEXT];
	int i, keys;
	enum status st = rule_bind_keys(w, fields, r, s, &keys, err);
	bool row;

	if (st == ST_OK)
		st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	for (i = 0; r->values[i] != NULL; i++) {
		(void)str_copy_cut(text, sizeof(text), db_text(s, i));
		if (strcmp(r->values[i], "coefficient") == 0)
			category_hundredths(text, sizeof(text), db_int(s, i));
		wire_args_add(was, r->values[i], text);
	}
	db_reset(s);
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
	char text[RULE_TEXT];
	struct buf name, subject;
	enum status st = ST_OK;
	int i;

	buf_init(&name, 190);
	buf_init(&subject, 60);
	for (i = 0; st == ST_OK && r->keys[i] != NULL; i++) {
		st = rule_key(w, &w->fields, r->keys[i], text, err);
		(void)buf_printf(&subject, "%s%s", i > 0 ? " " : "", text);
		/* The month stands beside it wherever it is shown. */
		if (strcmp(r->keys[i], "from") != 0)
			rule_say(r->keys[i],
			    change_asked(w, r->keys[i]), &name);
	}
	if (name.len > 0)
		(void)buf_adds(&name, ":");
	for (i = 0; r->values[i] != NULL; i++)
		rule_say(r->values[i], change_asked(w, r->values[i]), &name);
	(void)str_copy_cut(w->name, sizeof(w->name), buf_str(&name));
	(void)str_copy_cut(w->subject, sizeof(w->subject), buf_str(&subject));
	(void)str_copy_cut(w->month, sizeof(w->month), change_asked(w, "from"));
	buf_done(&name);
	buf_done(&subject);
	return st == ST_OK ? rule_now(w, &w->fields, r, &w->was, err) : st;
}

/* ---- standing ------------------------------------------------------------ */

static enum status
rule_apply(struct change_work *w, struct err *err)
{
	const struct rule *r = rule_of(w->kind);
	struct rate_level before = { 0, 0 };
	enum status st = r->touch(w, &before, false, err);

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

/* A value as the row has it: coefficients in hundredths, "" where it is none. */
static void
rule_stored(const char *name, const char *value, char out[RULE_TEXT])
{
	int64_t n = 0;

	(void)str_copy_cut(out, RULE_TEXT, value);
	if (strcmp(name, "coefficient") == 0 &&
	    category_coefficient(value, &n, NULL) == ST_OK)
		(void)snprintf(out, RULE_TEXT, "%lld", (long long)n);
}

/* Does the row hold what was asked for? */
static bool
rule_holds(const struct rule *r, const struct change_work *of,
    const struct wire_args *now)
{
	char asked[RULE_TEXT], is[RULE_TEXT];
	int i;

	for (i = 0; r->values[i] != NULL; i++) {
		rule_stored(r->values[i], wire_args_text(&of->fields,
		    r->values[i]), asked);
		rule_stored(r->values[i], wire_args_text(now, r->values[i]),
		    is);
		if (strcmp(asked, is) != 0)
			return false;
	}
	return now->n > 0;
}

static enum status
rule_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	const struct rule *r = rule_of(of->kind);
	bool was = of->was.n > 0;
	char text[RULE_TEXT];
	struct wire_args now;
	struct db_stmt *s;
	enum status st;
	int i, keys;

	wire_args_init(&now);
	st = rule_now(w, &of->fields, r, &now, err);
	if (st == ST_OK && !rule_holds(r, of, &now))
		st = err_field(err, ST_INVALID, "undoes",
		    _("%s was changed since: undo that first"), of->name);
	wire_args_done(&now);
	if (st == ST_OK)
		st = rule_rests(w, of, err);
	if (st != ST_OK)
		return st;
	s = db_use(w->c->db, was ? &r->put : &r->drop);
	st = rule_bind_keys(w, &of->fields, r, s, &keys, err);
	for (i = 0; st == ST_OK && was && r->values[i] != NULL; i++) {
		rule_stored(r->values[i], wire_args_text(&of->was,
		    r->values[i]), text);
		db_bind_text(s, keys + i + 1, text);
	}
	if (st == ST_OK)
		st = db_run(s, err);
	if (st == ST_OK)
		change_effect(w, was ? _("%s is as it was before") :
		    _("%s holds no longer"), of->name);
	return st;
}

/* ---- the kinds ------------------------------------------------------------ */

static const struct rule rule_standard = {
	{ "province", "from", NULL }, { "amount", "decree", NULL },
	{ "rule.standard", "SELECT amount, decree FROM standard"
	    " WHERE province = ?1 AND from_month = ?2" },
	{ "rule.standard_put", "UPDATE standard SET amount ="
	    " CAST(?3 AS INTEGER), decree = ?4 WHERE province = ?1"
	    " AND from_month = ?2" },
	{ "rule.standard_drop", "DELETE FROM standard WHERE province = ?1"
	    " AND from_month = ?2" },
	rate_touch_standard };

static const struct rule rule_coefficient = {
	{ "category", "from", NULL }, { "coefficient", NULL },
	{ "rule.coefficient", "SELECT hundredths FROM coefficient"
	    " WHERE category = ?1 AND from_month = ?2" },
	{ "rule.coefficient_put", "UPDATE coefficient SET hundredths ="
	    " CAST(?3 AS INTEGER) WHERE category = ?1 AND from_month = ?2" },
	{ "rule.coefficient_drop", "DELETE FROM coefficient"
	    " WHERE category = ?1 AND from_month = ?2" },
	rate_touch_coefficient };

static const struct rule rule_keeps = {
	{ "family", "other", "from", NULL }, { "to", "source", NULL },
	{ "rule.keeps", "SELECT to_month, source FROM keeps_both"
	    " WHERE family = ?1 AND other = ?2 AND from_month = ?3" },
	{ "rule.keeps_put", "UPDATE keeps_both SET to_month = nullif(?4, ''),"
	    " source = ?5 WHERE family = ?1 AND other = ?2"
	    " AND from_month = ?3" },
	{ "rule.keeps_drop", "DELETE FROM keeps_both WHERE family = ?1"
	    " AND other = ?2 AND from_month = ?3" },
	rate_touch_keeps };

static const struct rule rule_step = {
	{ "category", "years", "from", NULL },
	{ "next", "starts", "source", NULL },
	{ "rule.step", "SELECT next, starts, source FROM age_step"
	    " WHERE category = ?1 AND years = CAST(?2 AS INTEGER)"
	    " AND from_month = ?3" },
	{ "rule.step_put", "UPDATE age_step SET next = nullif(?4, ''),"
	    " starts = ?5, source = ?6 WHERE category = ?1"
	    " AND years = CAST(?2 AS INTEGER) AND from_month = ?3" },
	{ "rule.step_drop", "DELETE FROM age_step WHERE category = ?1"
	    " AND years = CAST(?2 AS INTEGER) AND from_month = ?3" },
	rate_touch_step };

static const struct rule rule_setting = {
	{ "setting", "from", NULL }, { "value", NULL },
	{ "rule.setting", "SELECT value FROM setting WHERE name = ?1"
	    " AND from_month = ?2" },
	{ "rule.setting_put", "UPDATE setting SET value = CAST(?3 AS INTEGER)"
	    " WHERE name = ?1 AND from_month = ?2" },
	{ "rule.setting_drop", "DELETE FROM setting WHERE name = ?1"
	    " AND from_month = ?2" },
	rate_touch_setting };

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
