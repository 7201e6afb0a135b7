/*
 * SPDX-License-Identifier: ISC
 *
 * rate/rate: owns the rows of standard, coefficient, keeps_both and age_step that
 * do not come from forms/decree.ini, and reads all of them.
 */
#include "office/rate/rate.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/verb/verb.h"
#include "text/money.h"

DB_SQL(q_standards) = { "rate.standards",
	"SELECT province, from_month, amount, decree FROM standard"
	" ORDER BY province, from_month DESC LIMIT ?1" };
DB_SQL(q_coefficients) = { "rate.coefficients",
	"SELECT category, from_month, hundredths FROM coefficient"
	" ORDER BY category, from_month DESC LIMIT ?1" };
DB_SQL(q_keeps) = { "rate.keeps",
	"SELECT family, other, from_month, to_month, source FROM keeps_both"
	" ORDER BY family, other, from_month DESC LIMIT ?1" };
DB_SQL(q_steps) = { "rate.steps",
	"SELECT category, years, from_month, next, starts, source"
	" FROM age_step ORDER BY category, years, from_month DESC LIMIT ?1" };

DB_SQL(q_standard) = { "rate.standard",
	"SELECT amount, decree FROM standard"
	" WHERE province = ?1 AND from_month = ?2" };
DB_SQL(q_standard_set) = { "rate.standard_set",
	"INSERT INTO standard (province, from_month,"
	" amount, decree) VALUES (?1, ?2, CAST(?3 AS INTEGER), ?4)"
	" ON CONFLICT (province, from_month) DO UPDATE"
	" SET amount = excluded.amount, decree = excluded.decree" };
DB_SQL(q_standard_drop) = { "rate.standard_drop",
	"DELETE FROM standard WHERE province = ?1"
	" AND from_month = ?2" };
const struct dated rate_standard_rows = {
	{ "province", "from", NULL }, { "amount", "decree", NULL },
	&q_standard, &q_standard_set, &q_standard_drop };

DB_SQL(q_coefficient) = { "rate.coefficient",
	"SELECT hundredths FROM coefficient"
	" WHERE category = ?1 AND from_month = ?2" };
DB_SQL(q_coefficient_set) = { "rate.coefficient_set",
	"INSERT INTO coefficient (category,"
	" from_month, hundredths) VALUES (?1, ?2, CAST(?3 AS INTEGER))"
	" ON CONFLICT (category, from_month) DO UPDATE"
	" SET hundredths = excluded.hundredths" };
DB_SQL(q_coefficient_drop) = { "rate.coefficient_drop",
	"DELETE FROM coefficient"
	" WHERE category = ?1 AND from_month = ?2" };
const struct dated rate_coefficient_rows = {
	{ "category", "from", NULL }, { "coefficient", NULL },
	&q_coefficient, &q_coefficient_set, &q_coefficient_drop };

DB_SQL(q_keep) = { "rate.keep",
	"SELECT to_month, source FROM keeps_both"
	" WHERE family = ?1 AND other = ?2 AND from_month = ?3" };
DB_SQL(q_keeps_set) = { "rate.keeps_set",
	"INSERT INTO keeps_both (family, other, from_month,"
	" to_month, source) VALUES (?1, ?2, ?3, nullif(?4, ''), ?5)"
	" ON CONFLICT (family, other, from_month) DO UPDATE"
	" SET to_month = excluded.to_month, source = excluded.source" };
DB_SQL(q_keeps_drop) = { "rate.keeps_drop",
	"DELETE FROM keeps_both WHERE family = ?1"
	" AND other = ?2 AND from_month = ?3" };
const struct dated rate_keeps_rows = {
	{ "family", "other", "from", NULL }, { "to", "source", NULL },
	&q_keep, &q_keeps_set, &q_keeps_drop };

DB_SQL(q_step) = { "rate.step",
	"SELECT next, starts, source FROM age_step"
	" WHERE category = ?1 AND years = CAST(?2 AS INTEGER)"
	" AND from_month = ?3" };
DB_SQL(q_step_set) = { "rate.step_set",
	"INSERT INTO age_step (category, years, from_month,"
	" next, starts, source) VALUES (?1, CAST(?2 AS INTEGER), ?3,"
	" nullif(?4, ''), ?5, ?6) ON CONFLICT (category, years, from_month)"
	" DO UPDATE SET next = excluded.next, starts = excluded.starts,"
	" source = excluded.source" };
DB_SQL(q_step_drop) = { "rate.step_drop",
	"DELETE FROM age_step WHERE category = ?1"
	" AND years = CAST(?2 AS INTEGER) AND from_month = ?3" };
const struct dated rate_step_rows = {
	{ "category", "years", "from", NULL },
	{ "next", "starts", "source", NULL },
	&q_step, &q_step_set, &q_step_drop };

/* Months from that one on of which lists were made. */
DB_SQL(q_listed) = { "rate.listed",
	"SELECT count(*), min(month), max(month) FROM period_month m"
	" WHERE m.month >= ?1 AND EXISTS (SELECT 1 FROM list l"
	"  WHERE l.period_id = m.period_id AND l.kind = 'monthly')" };

static const struct {
	const char *name, *word;
} rate_families[] = {
	{ "child", N_("child without support") },
	{ "student", N_("pupil or student from 16 on") },
	{ "hiv", N_("person with HIV") },
	{ "single_parent", N_("poor single parent") },
	{ "elderly", N_("old person") },
	{ "disabled", N_("disabled person") },
	{ "toddler", N_("child under 3") },
	{ "pension", N_("social pension") },
};

const char *
rate_family_word(const char *family)
{
	size_t i;

	for (i = 0; i < sizeof(rate_families) / sizeof(rate_families[0]); i++)
		if (strcmp(rate_families[i].name, family) == 0)
			return _(rate_families[i].word);
	return family;
}

/* ---- reading ----------------------------------------------------------- */

enum status
rate_standards(struct db *db, struct rate_standard *v, unsigned max,
    unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_standards, "i", (int64_t)max);
	enum status st;
	unsigned i = 0;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_copy(s, 0, v[i].province, sizeof(v[i].province));
		db_copy(s, 1, v[i].from, sizeof(v[i].from));
		v[i].amount = db_int(s, 2);
		db_copy(s, 3, v[i].decree, sizeof(v[i].decree));
		i++;
	}
	if (st == ST_OK)
		*n = i;
	return st;
}

enum status
rate_coefficients(struct db *db, struct rate_coefficient *v, unsigned max,
    unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_coefficients, "i", (int64_t)max);
	enum status st;
	unsigned i = 0;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_copy(s, 0, v[i].category, sizeof(v[i].category));
		db_copy(s, 1, v[i].from, sizeof(v[i].from));
		v[i++].hundredths = db_int(s, 2);
	}
	if (st == ST_OK)
		*n = i;
	return st;
}

enum status
rate_keeps_all(struct db *db, struct rate_keeps *v, unsigned max, unsigned *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_keeps, "i", (int64_t)max);
	enum status st;
	unsigned i = 0;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_copy(s, 0, v[i].family, sizeof(v[i].family));
		db_copy(s, 1, v[i].other, sizeof(v[i].other));
		db_copy(s, 2, v[i].from, sizeof(v[i].from));
		db_copy(s, 3, v[i].to, sizeof(v[i].to));
		db_copy(s, 4, v[i].source, sizeof(v[i].source));
		i++;
	}
	if (st == ST_OK)
		*n = i;
	return st;
}

enum status
rate_steps(struct db *db, struct rate_step *v, unsigned max, unsigned *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_steps, "i", (int64_t)max);
	enum status st;
	unsigned i = 0;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_copy(s, 0, v[i].category, sizeof(v[i].category));
		v[i].years = (int)db_int(s, 1);
		db_copy(s, 2, v[i].from, sizeof(v[i].from));
		db_copy(s, 3, v[i].next, sizeof(v[i].next));
		db_copy(s, 4, v[i].starts, sizeof(v[i].starts));
		db_copy(s, 5, v[i].source, sizeof(v[i].source));
		i++;
	}
	if (st == ST_OK)
		*n = i;
	return st;
}

/* ---- verbs ------------------------------------------------------------- */

/* Answers which months have lists at the old rate. */
static enum status
rate_listed(struct verb_call *c, const char *from, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_listed, "t", from);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "months", db_int(s, 0));
	if (db_int(s, 0) > 0) {
		wire_args_add(c->out, "first", db_text(s, 1));
		wire_args_add(c->out, "last", db_text(s, 2));
	}
	db_reset(s);
	return ST_OK;
}

enum status
rate_standard_check(const struct wire_args *in, struct err *err)
{
	int64_t amount = wire_args_int(in, "amount", 0);
	struct err why = ERR_INIT; /* coefficients go up to 100 */

	if (amount <= 0)
		return err_field(err, ST_INVALID, "amount",
		    _("the standard amount is more than nothing"));
	if (money_bounded(amount, MONEY_MOST / 100, &why) != ST_OK)
		return err_field(err, ST_INVALID, "amount", "%s", why.msg);
	return ST_OK;
}

static enum status
rate_standard_run(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *from = wire_args_text(in, "from");
	char province[9];

	if (str_copy(province, sizeof(province),
	    wire_args_text(in, "province")) != ST_OK)
		return err_field(err, ST_INVALID, "province",
		    _("a province has a code of two digits"));
	if (rate_standard_check(in, err) != ST_OK ||
	    (province[0] == '\0' && category_province_at(c->db, from, province,
	    sizeof(province), err) != ST_OK) ||
	    db_run(db_usef(c->db, &q_standard_set, "ttit", province,
	    from, wire_args_int(in, "amount", 0),
	    wire_args_text(in, "decree")), err) != ST_OK)
		return err->st;
	return rate_listed(c, from, err);
}

static enum status
rate_coefficient_run(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *category = wire_args_text(in, "category");
	const char *from = wire_args_text(in, "from");
	int64_t hundredths = 0;

	if (category_check(c->db, category, err) != ST_OK ||
	    category_coefficient(wire_args_text(in, "coefficient"),
	    &hundredths, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_coefficient_set, "tti", category,
	    from, hundredths), err) != ST_OK)
		return err->st;
	return rate_listed(c, from, err);
}

enum status
rate_keeps_check(const struct wire_args *in, struct err *err)
{
	const char *to = wire_args_text(in, "to");

	if (to[0] != '\0' && strcmp(to, wire_args_text(in, "from")) < 0)
		return err_field(err, ST_INVALID, "to",
		    _("the last month lies before the first"));
	return ST_OK;
}

static enum status
rate_keeps_run(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;

	if (rate_keeps_check(in, err) != ST_OK)
		return err->st;
	return dated_put(c, &rate_keeps_rows, in, in, err);
}

enum status
rate_step_check(const struct wire_args *in, struct err *err)
{
	int64_t years = wire_args_int(in, "years", 0);

	if (strcmp(wire_args_text(in, "next"), wire_args_text(in, "category"))
	    == 0)
		return err_field(err, ST_INVALID, "next",
		    _("what follows is another category"));
	if (years < 1 || years > 120)
		return err_field(err, ST_INVALID, "years",
		    _("Give a number from %" PRId64 " to %" PRId64 "."),
		    (int64_t)1, (int64_t)120);
	return ST_OK;
}

static enum status
rate_step_run(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *category = wire_args_text(in, "category");
	const char *next = wire_args_text(in, "next");

	if (category_check(c->db, category, err) != ST_OK)
		return err->st;
	if (next[0] != '\0' && category_check(c->db, next, err) != ST_OK)
		return err_field(err, ST_NOTFOUND, "next",
		    _("unknown category: %s"), next);
	if (rate_step_check(in, err) != ST_OK)
		return err->st;
	return dated_put(c, &rate_step_rows, in, in, err);
}

#define RATE_FROM { .name = "from", .type = VERB_MONTH, .required = true,      \
	  .help = N_("first month in which it holds") }
#define RATE_SOURCE(field) { .name = field, .type = VERB_TEXT,                 \
	  .required = true, .max = 60, .help = N_("decree and article") }

static const struct verb_field f_standard[] = {
	{ .name = "amount", .type = VERB_MONEY, .required = true,
	  .help = N_("standard amount in đồng") },
	RATE_SOURCE("decree"), RATE_FROM,
	{ .name = "province", .type = VERB_CODE, .max = 8,
	  .help = N_("code of the province, or nothing for the office's") },
	{ .name = NULL }
};

static const struct verb_field f_coefficient[] = {
	{ .name = "category", .type = VERB_CODE, .required = true, .max = 15,
	  .help = N_("decree and clause: 136.5.5b") },
	RATE_FROM,
	{ .name = "coefficient", .type = VERB_TEXT, .required = true, .max = 8,
	  .help = N_("coefficient: 1,5") },
	{ .name = NULL }
};

const struct verb_field rate_keeps_fields[] = {
	{ .name = "family", .type = VERB_CHOICE, .required = true,
	  .choices = RATE_FAMILIES,
	  .help = N_("who keeps both: single_parent") },
	{ .name = "other", .type = VERB_CHOICE, .required = true,
	  .choices = RATE_FAMILIES,
	  .help = N_("and is also: disabled") },
	RATE_FROM,
	{ .name = "to", .type = VERB_MONTH, .help = N_("last month") },
	RATE_SOURCE("source"),
	{ .name = NULL }
};

const struct verb_field rate_step_fields[] = {
	{ .name = "category", .type = VERB_CODE, .required = true, .max = 15,
	  .help = N_("decree and clause: 136.5.5b") },
	{ .name = "years", .type = VERB_INT, .required = true,
	  .help = N_("birthday that ends or changes it") },
	RATE_FROM,
	{ .name = "next", .type = VERB_CODE, .max = 15,
	  .help = N_("category that follows, or nothing when it ends") },
	{ .name = "starts", .type = VERB_CHOICE, .required = true,
	  .choices = "same|after",
	  .help = N_("with the month of the birthday, or the one after") },
	RATE_SOURCE("source"),
	{ .name = NULL }
};

const struct verb rate_verbs[] = {
	{ .name = "standard.set", .fields = f_standard,
	  .roles = ROLE_PROVINCE | ROLE_ADMIN,
	  .flags = VERB_REQUEST, .run = rate_standard_run,
	  .help = N_("set the standard amount from a month on") },
	{ .name = "coefficient.set", .fields = f_coefficient,
	  .roles = ROLE_PROVINCE | ROLE_ADMIN,
	  .flags = VERB_REQUEST, .run = rate_coefficient_run,
	  .help = N_("set a coefficient from a month on") },
	{ .name = "keeps_both.set", .fields = rate_keeps_fields,
	  .roles = ROLE_PROVINCE | ROLE_ADMIN,
	  .flags = VERB_REQUEST, .run = rate_keeps_run,
	  .help = N_("say of which two allowances one person keeps both") },
	{ .name = "age_step.set", .fields = rate_step_fields,
	  .roles = ROLE_PROVINCE | ROLE_ADMIN,
	  .flags = VERB_REQUEST, .run = rate_step_run,
	  .help = N_("set a birthday that ends or changes an allowance") },
	{ .name = NULL }
};
