/*
 * SPDX-License-Identifier: ISC
 *
 * change/new: a new entitlement, of a person on the roll or of one who comes
 * onto it with the request.  Of two monthly allowances that exclude each other
 * only the highest is due (NĐ 20/2021 art. 6.2): a lower one beside a higher
 * is refused, a higher one says that it takes the place of the lower.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/arrears.h"
#include "office/change/grant_priv.h"
#include "office/change/month_priv.h"
#include "office/change/settle.h"
#include "office/roll/person_store.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

/* Is the new one, in its first month, beside one that it excludes? */
struct new_pair {
	struct grant g;
	int64_t old, now; /* đồng a month */
	bool found;
};

static enum status
new_entitlement(struct change_work *w, struct entitlement_new *e,
    struct err *err)
{
	struct wire_args in;
	enum status st;
	unsigned i;

	wire_args_init(&in);
	for (i = 0; i < w->fields.n; i++)
		if (strcmp(w->fields.v[i].name, "from") != 0)
			wire_args_add(&in, w->fields.v[i].name,
			    w->fields.v[i].value);
	wire_args_add(&in, "from", w->month);
	st = entitlement_read(w->c, &in, NULL, e, err);
	wire_args_done(&in);
	return st;
}

DB_SQL(q_kind) = { "new.kind",
	"SELECT kind = 'funeral' FROM category WHERE code = ?1" };

static enum status
new_kind(struct change_work *w, const struct entitlement_new *e,
    struct err *err)
{
	int64_t funeral = 0;
	bool found;
	enum status st;

	st = db_int1(db_usef(w->c->db, &q_kind, "t", e->category), &funeral, &found,
	    err);
	if (st == ST_OK && funeral)
		return err_field(err, ST_INVALID, "category",
		    _("%s is funeral support: ask for that"), e->category);
	return st;
}

/* Month in which the two meet, and what each is worth then. */
static enum status
new_meets(struct change_work *w, const struct entitlement_new *e,
    const struct grant *g, struct new_pair *p, struct err *err)
{
	const char *month = strcmp(g->from, e->from) > 0 ? g->from : e->from;
	struct category_ask ask = { .category = e->category, .month = month,
	    .hundredths = e->hundredths, .manual = e->manual };
	struct category_amount a;
	char province[9];
	bool excluded = false;
	enum status st;

	if (!g->base || (g->to[0] != '\0' && strcmp(g->to, month) < 0) ||
	    (e->to[0] != '\0' && strcmp(e->to, month) < 0))
		return ST_OK;
	st = category_excludes(w->c->db, g->category, e->category, month,
	    &excluded, err);
	if (st != ST_OK || !excluded)
		return st;
	st = category_province_at(w->c->db, month, province, sizeof(province),
	    err);
	ask.province = province;
	if (st == ST_OK)
		st = category_amount(w->c->db, &ask, &a, err);
	p->now = a.amount;
	ask.category = g->category;
	ask.hundredths = g->hundredths;
	ask.manual = g->manual;
	if (st == ST_OK)
		st = category_amount(w->c->db, &ask, &a, err);
	p->old = a.amount;
	p->g = *g;
	p->found = true;
	return st;
}

static enum status
new_excluded(struct change_work *w, const struct entitlement_new *e,
    struct new_pair *p, struct err *err)
{
	struct grant v[GRANTS_MOST];
	unsigned n, i;

	memset(p, 0, sizeof(*p));
	if (w->person == 0)
		return ST_OK;
	if (grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n && !p->found; i++)
		if (strcmp(v[i].category, e->category) != 0 &&
		    new_meets(w, e, &v[i], p, err) != ST_OK)
			return err->st;
	return ST_OK;
}

static enum status
new_refuse(const struct change_work *w, const struct entitlement_new *e,
    const struct new_pair *p, struct err *err)
{
	char old[MONEY_TEXT], now[MONEY_TEXT];

	money_format(old, sizeof(old), p->old);
	money_format(now, sizeof(now), p->now);
	if (p->now <= p->old)
		return err_field(err, ST_INVALID, "category",
		    _("%s has %s, %s đồng; %s is %s đồng: only the higher one "
		    "is due, and that is the one there is"), w->name,
		    p->g.category, old, e->category, now);
	return err_field(err, ST_INVALID, "replaces",
	    _("%s has %s, %s đồng; %s is %s đồng: only the higher one is due. "
	    "Say that it replaces the other"), w->name, p->g.category, old,
	    e->category, now);
}

/* Of somebody without a record the paper, else name and year, says who it is:
 * the same newcomer is not asked for twice. */
static enum status
new_subject(struct change_work *w, const struct entitlement_new *e,
    struct err *err)
{
	struct person_new p;

	(void)str_copy_cut(w->subject, sizeof(w->subject), e->category);
	if (w->person != 0)
		return ST_OK;
	memset(&p, 0, sizeof(p));
	if (person_read(w->c, &w->fields, &p, err) != ST_OK ||
	    person_identity_free(w->c->db, &p, err) != ST_OK)
		return err->st;
	w->area = p.area;
	w->point = p.point;
	(void)str_copy_cut(w->name, sizeof(w->name), p.name);
	(void)snprintf(w->subject, sizeof(w->subject), "%.15s %.40s %d",
	    e->category, p.identity.number[0] != '\0' ? p.identity.number :
	    p.fold, p.birth.year);
	return ST_OK;
}

static enum status
new_read(struct change_work *w, struct err *err)
{
	bool replaces = strcmp(change_asked(w, "replaces"), "yes") == 0;
	struct entitlement_new e;
	struct new_pair pair;

	if (w->person != 0 && w->who.state != PERSON_ACTIVE)
		return err_field(err, ST_INVALID, "person",
		    _("%s is no longer on the roll"), w->who.name);
	if (change_first_month(w, err) != ST_OK ||
	    new_entitlement(w, &e, err) != ST_OK ||
	    new_kind(w, &e, err) != ST_OK || new_subject(w, &e, err) != ST_OK ||
	    new_excluded(w, &e, &pair, err) != ST_OK)
		return err->st;
	if (pair.found && (!replaces || pair.now <= pair.old))
		return new_refuse(w, &e, &pair, err);
	if (replaces && !pair.found)
		return err_field(err, ST_INVALID, "replaces",
		    _("%s has nothing that %s could replace"), w->name,
		    e.category);
	if (pair.found)
		change_was_grants(w, &pair.g, 1);
	return ST_OK;
}

/* ---- apply ------------------------------------------------------------------ */

/* Fields of the person among those of the request. */
static enum status
new_person(struct change_work *w, struct err *err)
{
	struct person_new p;
	char warning[PERSON_REMARK];

	if (person_insert(w->c, &w->fields, &p, warning, err) != ST_OK)
		return err->st;
	w->person = p.id;
	change_did(w, "person", p.id);
	/* The number is promised to nobody before it is given. */
	if (w->trial)
		change_effect(w, N_("%s comes onto the roll"), p.name);
	else
		change_effect(w, N_("%s comes onto the roll with file number "
		    "%s"),
		    p.name, p.code);
	if (warning[0] != '\0')
		change_effect(w, N_("look twice: %s"), warning);
	if (p.remark[0] != '\0')
		change_effect(w, N_("look twice: %s"), p.remark);
	return ST_OK;
}

/* The lower one ends, or never was. */
static enum status
new_replace(struct change_work *w, const struct entitlement_new *e,
    const struct new_pair *p, struct err *err)
{
	char before[DATE_MONTH];

	if (month_add(e->from, -1, before) != ST_OK)
		return err_field(err, ST_INVALID, "from",
		    _("'%s' is no month"), e->from);
	return change_grant_end(w, &p->g, before, err);
}

static enum status
new_tell(struct change_work *w, const struct entitlement_new *e,
    struct err *err)
{
	char money[MONEY_TEXT], period[DATE_MONTH], month[DATE_MONTH];

	money_format(money, sizeof(money), e->amount);
	if (arrears_next_list(w->c->db, w->person, period, month, err) != ST_OK)
		return err->st;
	if (strcmp(e->from, month) > 0)
		month_format(period, sizeof(period), e->from);
	else
		month_format(period, sizeof(period), month);
	change_effect(w, N_("%s: %s đồng a month, by itself from the list of "
	    "%s on"), e->category, money, period);
	if (e->remark[0] != '\0')
		change_effect(w, N_("look twice: %s"), e->remark);
	return ST_OK;
}

static enum status
new_apply(struct change_work *w, struct err *err)
{
	struct entitlement_new e;
	struct grant g;
	struct new_pair pair;
	char why[128];

	if (new_entitlement(w, &e, err) != ST_OK ||
	    new_excluded(w, &e, &pair, err) != ST_OK ||
	    (w->person == 0 && new_person(w, err) != ST_OK) ||
	    (pair.found && new_replace(w, &e, &pair, err) != ST_OK) ||
	    change_grant_add(w, &e, pair.found ? pair.g.origin : 0, &g,
	    err) != ST_OK || new_tell(w, &e, err) != ST_OK)
		return err->st;
	sentence_make(why, sizeof(why), N_("new, by decision %s (request %lld)"),
	    e.decision, (long long)w->id);
	return change_settle(w, g.from, why, err);
}

/* ---- undo ------------------------------------------------------------------- */

/* The record of a newcomer stays: it was seen, and its number is on papers. */
static enum status
new_undo(struct change_work *w, const struct change_work *of, struct err *err)
{
	struct grant g;

	if (change_grant_unmade(w, of, &g, err) != ST_OK)
		return err->st;
	if (g.id != 0)
		change_effect(w, N_("%s never was"), g.category);
	return change_grants_back(w, of, err) == ST_OK ?
	    change_settle_back(w, of, of->month, err) : err->st;
}

const struct change_kind change_kind_new = {
	.name = "new",
	.word = N_("new entitlement"),
	.when = N_("due from the first month on; months that the next list does "
	    "not cover come out on it as arrears"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_GRANT,
	.flags = CHANGE_NEW_PERSON,
	.fields = "category! decision! decision_date from to coefficient amount "
	    "replaces arrears reclaim name other_name given sex birth identity id_kind ethnic "
	    "phone commune village point delivery",
	.read = new_read,
	.apply = new_apply,
	.undo = new_undo,
};
