/*
 * SPDX-License-Identifier: ISC
 *
 * entitlement: what a person is entitled to, by which decision, for which
 * months.  Owns entitlement together with the import.  Nothing is paid from
 * here: a list makes lines, and two people sign it.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/category.h"
#include "office/person_priv.h"
#include "office/place_priv.h"
#include "text/money.h"

static const struct db_sql q_add = { "entitlement.add",
	"INSERT INTO entitlement (id, person_id, category, hundredths, manual,"
	" from_month, to_month, decision, decided_on, changed_at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)" };
/* Months of the same category that overlap. */
static const struct db_sql q_overlap = { "entitlement.overlap",
	"SELECT from_month FROM entitlement WHERE person_id = ?1"
	" AND category = ?2 AND state <> 'stopped'"
	" AND (to_month IS NULL OR to_month >= ?3)"
	" AND (?4 = '' OR from_month <= ?4) LIMIT 1" };
/* NĐ 20/2021 art. 6.2: of several only the highest, but a single parent
 * (clause 4) keeps both. */
static const struct db_sql q_other = { "entitlement.other",
	"SELECT e.category FROM entitlement e JOIN category c ON c.code = e.category"
	" WHERE e.person_id = ?1 AND e.category <> ?2 AND e.state = 'active'"
	" AND c.kind = 'base' AND (e.to_month IS NULL OR e.to_month >= ?3)"
	" AND e.category NOT IN ('136.5.4a', '136.5.4b', '20.5.4')"
	" AND (SELECT kind FROM category WHERE code = ?2) = 'base'"
	" AND ?2 NOT IN ('136.5.4a', '136.5.4b', '20.5.4') LIMIT 1" };

static enum status
entitlement_month(const struct wire_args *in, const char *field, char out[8],
    struct err *err)
{
	const char *typed = wire_args_text(in, field);

	out[0] = '\0';
	if (typed[0] == '\0' || month_parse(typed, out) == ST_OK)
		return ST_OK;
	return err_field(err, ST_INVALID, field,
	    _("a month is written like 11/2019: %s"), typed);
}

static enum status
entitlement_months(const struct wire_args *in, struct entitlement_new *e,
    struct err *err)
{
	enum status st = entitlement_month(in, "from", e->from, err);

	if (st == ST_OK)
		st = entitlement_month(in, "to", e->to, err);
	if (st != ST_OK)
		return st;
	if (e->from[0] == '\0')
		return err_field(err, ST_INVALID, "from",
		    _("the first month is needed"));
	if (e->to[0] != '\0' && strcmp(e->to, e->from) < 0)
		return err_field(err, ST_INVALID, "to",
		    _("the last month lies before the first"));
	return ST_OK;
}

static enum status
entitlement_decision(struct verb_call *c, const struct wire_args *in,
    struct entitlement_new *e, struct err *err)
{
	const char *day = wire_args_text(in, "decision_date");
	struct date d = { 0, 0, 0 };
	enum status st;

	st = place_text(e->decision, sizeof(e->decision),
	    wire_args_text(in, "decision"), "decision", err);
	if (st != ST_OK || day[0] == '\0')
		return st;
	if (date_from_iso(day, &d) != ST_OK || d.day == 0) {
		st = date_parse(day, false, c->today, &d, err);
		if (st != ST_OK)
			return err_field(err, st, "decision_date", "%s",
			    err->msg);
	}
	date_to_iso(e->decided_on, sizeof(e->decided_on), d);
	return ST_OK;
}

/*
 * The amount in the file, if any, is compared with the table; only one that
 * differs is kept as "by decision".
 */
static enum status
entitlement_amount(struct verb_call *c, const struct wire_args *in,
    const char *province, struct entitlement_new *e, struct err *err)
{
	const char *coefficient = wire_args_text(in, "coefficient");
	const char *typed = wire_args_text(in, "amount");
	struct category_ask ask = { province, e->category, e->from, 0, 0 };
	struct category_amount table, own;
	char month[8], text[MONEY_TEXT];
	enum status st = ST_OK;
	int64_t dong;

	(void)str_copy_cut(month, sizeof(month), c->today); /* YYYY-MM */
	if (strcmp(month, e->from) > 0)
		ask.month = month;
	st = category_amount(c->db, &ask, &table, err);
	if (st == ST_OK && coefficient[0] != '\0')
		st = category_coefficient(coefficient, &ask.hundredths, err);
	if (st == ST_OK)
		st = category_amount(c->db, &ask, &own, err);
	if (st != ST_OK)
		return st;
	if (own.hundredths != table.hundredths)
		e->hundredths = own.hundredths;
	e->amount = own.amount;
	if (typed[0] == '\0')
		return ST_OK;
	st = money_parse(typed, &dong, err);
	if (st != ST_OK || dong <= 0)
		return err_field(err, ST_INVALID, "amount",
		    _("the amount is no whole number of đồng: %s"), typed);
	if (dong == own.amount)
		return ST_OK;
	e->manual = e->amount = dong;
	money_format(text, sizeof(text), own.amount);
	(void)snprintf(e->remark, sizeof(e->remark),
	    _("amount by decision; standard x coefficient is %s"), text);
	return ST_OK;
}

enum status
entitlement_read(struct verb_call *c, const struct wire_args *in,
    const char *province, struct entitlement_new *e, struct err *err)
{
	const char *category = wire_args_text(in, "category");
	enum status st;

	memset(e, 0, sizeof(*e));
	if (str_copy(e->category, sizeof(e->category), category) != ST_OK)
		return err_field(err, ST_NOTFOUND, "category",
		    _("unknown category: %s"), category);
	st = entitlement_months(in, e, err);
	if (st == ST_OK)
		st = entitlement_decision(c, in, e, err);
	if (st == ST_OK)
		st = entitlement_amount(c, in, province, e, err);
	return st;
}

static enum status
entitlement_overlaps(struct verb_call *c, int64_t person,
    const struct entitlement_new *e, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_overlap, "ittt", person,
	    e->category, e->from, e->to);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_EXISTS, "category",
	    _("the person has this category already, from %s"), db_text(s, 0));
	db_reset(s);
	return st;
}

static enum status
entitlement_warn(struct verb_call *c, int64_t person,
    const struct entitlement_new *e, struct err *err)
{
	char note[PERSON_NOTE] = "", text[160];
	struct db_stmt *s;
	enum status st;
	bool row;

	person_remark(note, e->remark);
	s = db_usef(c->db, &q_other, "itt", person, e->category, e->from);
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (row) {
		(void)snprintf(text, sizeof(text),
		    _("has %s too: only the highest is due"), db_text(s, 0));
		person_remark(note, text);
		db_reset(s);
	}
	if (note[0] != '\0')
		wire_args_add(c->out, "warning", note);
	return ST_OK;
}

static enum status
entitlement_add(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	struct entitlement_new e;
	struct person who;
	char province[9];
	enum status st;
	int64_t id;

	st = person_get(c->db, &c->who->scope, wire_args_int(in, "person", 0),
	    &who, err);
	if (st == ST_OK)
		st = category_province(c->db, province, sizeof(province), err);
	if (st == ST_OK)
		st = entitlement_read(c, in, province, &e, err);
	if (st == ST_OK && strcmp(who.state, "active") != 0)
		return err_field(err, ST_INVALID, "person",
		    _("%s is no longer on the roll"), who.name);
	if (st == ST_OK)
		st = entitlement_overlaps(c, who.id, &e, err);
	if (st == ST_OK)
		st = entitlement_warn(c, who.id, &e, err);
	if (st == ST_OK)
		st = db_next_id(c->db, "entitlement", &id, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_add, "iitoottttt", id, who.id,
		    e.category, e.hundredths, e.manual, e.from,
		    e.to[0] != '\0' ? e.to : NULL, e.decision, e.decided_on,
		    c->now), err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "id", id);
	return st;
}

static const struct verb_field entitlement_fields[] = {
	{ "person", VERB_INT, true, 0, NULL, N_("number of the record") },
	{ "category", VERB_CODE, true, 15, NULL, N_("decree and clause: 136.5.5b") },
	{ "from", VERB_MONTH, true, 0, NULL, N_("first month") },
	{ "to", VERB_MONTH, false, 0, NULL, N_("last month") },
	{ "coefficient", VERB_TEXT, false, 8, NULL,
	    N_("coefficient of the decision, where it is not the category's") },
	{ "amount", VERB_MONEY, false, 0, NULL, N_("amount of the decision") },
	{ "decision", VERB_TEXT, false, 60, NULL, N_("number of the decision") },
	{ "decision_date", VERB_DATE, false, 0, NULL, N_("day of the decision") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};

const struct verb entitlement_verbs[] = {
	{ "entitlement.add", entitlement_fields, ROLE_PREPARER | ROLE_ADMIN, 0,
	    entitlement_add, N_("adds an entitlement by a decision") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
