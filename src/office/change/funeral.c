/*
 * SPDX-License-Identifier: ISC
 *
 * change/funeral: requests of kind funeral: support for what a funeral costs
 * (mai táng phí), once per person, 20 times the standard of the month of
 * death; of several texts that would grant it only the highest (NĐ 136/2013
 * art. 11, NĐ 20/2021 art. 11).  It is paid to whoever organised the funeral,
 * by a list of its own, and nothing is ever cut from it.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/collector.h"
#include "office/rate/category.h"
#include "office/change/grant_priv.h"
#include "office/change/settle.h"
#include "office/roll/collector.h"
#include "office/roll/collector_store.h"
#include "text/date.h"
#include "text/money.h"

#define FUNERAL_TEXTS 16

/* Texts in force in the month of death, the newest first. */
DB_SQL(q_texts) = { "funeral.texts",
	"SELECT c.code FROM category c JOIN coefficient k ON k.category = c.code"
	" WHERE c.kind = 'funeral' AND k.from_month <= ?1"
	" GROUP BY c.code ORDER BY max(k.from_month) DESC, c.code LIMIT ?2" };
DB_SQL(q_granted) = { "funeral.granted",
	"SELECT e.change_id FROM entitlement e JOIN category c"
	" ON c.code = e.category WHERE e.person_id = ?1 AND c.kind = 'funeral'"
	" AND e.state <> 'void' LIMIT 1" };
DB_SQL(q_entitled) = { "funeral.entitled",
	"SELECT count(*) FROM entitlement e JOIN category c"
	" ON c.code = e.category WHERE e.person_id = ?1 AND e.state <> 'void'"
	" AND c.kind <> 'funeral' AND e.from_month <= ?2"
	" AND (e.to_month IS NULL OR e.to_month >= ?2)" };

/* ---- asking --------------------------------------------------------------- */

static enum status
funeral_once(struct change_work *w, struct err *err)
{
	int64_t by = 0;
	enum status st;
	bool found;

	st = db_int1(db_usef(w->c->db, &q_granted, "i", w->person), &by, &found,
	    err);
	if (st == ST_OK && found)
		return err_field(err, ST_EXISTS, "person",
		    _("funeral support for %s is granted already (request %lld)"),
		    w->who.name, (long long)by);
	return st;
}

/* The organiser as a collector: the form asks for name, paper and relation. */
static enum status
funeral_organiser(struct change_work *w, struct collector_new *k,
    struct err *err)
{
	static const char *const names[] = { "collector_name",
		"collector_identity", "relation" };
	struct wire_args a;
	enum status st;
	size_t i;

	wire_args_init(&a);
	wire_args_add(&a, "collector_kind", "organiser");
	wire_args_add(&a, "letter", change_asked(w, "document"));
	for (i = 0; i < 3; i++)
		wire_args_add(&a, names[i], change_asked(w, names[i]));
	st = collector_read(w->c, &a, k, err);
	wire_args_done(&a);
	if (st == ST_OK)
		st = collector_other_name(w->who.name, k->name, err);
	if (st == ST_OK)
		st = collector_no_staff(w->c, w->point, k->name,
		    k->identity.number, err);
	if (st == ST_DENIED)
		return err_field(err, st, "collector_name", "%s", err->msg);
	return st;
}

static enum status
funeral_ask(struct change_work *w, struct err *err)
{
	struct collector_new k;

	if (w->who.state != PERSON_DEAD)
		return err_field(err, ST_INVALID, "person",
		    _("the death of %s is not registered yet: a request to stop "
		    "comes first"), w->who.name);
	(void)str_copy_cut(w->event_on, sizeof(w->event_on), w->who.state_on);
	(void)str_copy_cut(w->month, sizeof(w->month), w->who.state_on);
	change_was(w, "event_on", w->who.state_on);
	if (funeral_once(w, err) != ST_OK)
		return err->st;
	return funeral_organiser(w, &k, err);
}

/* ---- standing ------------------------------------------------------------- */

static enum status
funeral_texts(struct change_work *w, char code[FUNERAL_TEXTS][CATEGORY_CODE],
    unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_texts, "ti", w->month,
	    (int64_t)FUNERAL_TEXTS);
	enum status st;
	bool row;

	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		db_copy(s, 0, code[(*n)++], CATEGORY_CODE);
	return st;
}

enum status
change_funeral_best(struct change_work *w, char best[CATEGORY_CODE],
    struct category_amount *is, struct err *err)
{
	char code[FUNERAL_TEXTS][CATEGORY_CODE], province[9];
	struct category_amount a;
	enum status st;
	unsigned n = 0, i;

	best[0] = '\0';
	memset(is, 0, sizeof(*is));
	st = category_province_at(w->c->db, w->month, province,
	    sizeof(province), err);
	if (st == ST_OK)
		st = funeral_texts(w, code, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		struct category_ask ask = { province, code[i], w->month, 0, 0 };

		st = category_amount(w->c->db, &ask, &a, err);
		if (st == ST_OK && a.amount > is->amount) {
			*is = a;
			(void)str_copy_cut(best, CATEGORY_CODE, code[i]);
		}
	}
	return st;
}

static void
funeral_tell(struct change_work *w, const char *code,
    const struct category_amount *a, const struct collector_new *k)
{
	char money[MONEY_TEXT], standard[MONEY_TEXT], month[DATE_MONTH];

	money_format(money, sizeof(money), a->amount);
	money_format(standard, sizeof(standard), a->standard);
	month_format(month, sizeof(month), w->month);
	change_effect(w, N_("%s đồng for the funeral (%s: %lld × %s of %s)"),
	    money, code, (long long)(a->hundredths / 100), standard, month);
	change_effect(w, N_("will appear in the next list of funeral support, "
	    "paid to %s alone"), k->name);
}

static enum status
funeral_apply(struct change_work *w, struct err *err)
{
	struct entitlement_new e = { .hundredths = 0 };
	struct collector_new k;
	struct category_amount a;
	struct grant g;
	int64_t id = 0, n = 0;
	enum status st;
	bool found;

	st = funeral_organiser(w, &k, err);
	if (st == ST_OK)
		st = change_funeral_best(w, e.category, &a, err);
	if (st == ST_OK && e.category[0] == '\0')
		return err_field(err, ST_NOTFOUND, "person",
		    _("no text in force grants support for a funeral in %s"),
		    w->month);
	(void)str_copy_cut(e.from, sizeof(e.from), w->month);
	(void)str_copy_cut(e.to, sizeof(e.to), w->month);
	(void)str_copy_cut(e.decision, sizeof(e.decision),
	    change_asked(w, "decision"));
	(void)str_copy_cut(e.decided_on, sizeof(e.decided_on),
	    change_asked(w, "decision_date"));
	if (st == ST_OK)
		st = change_grant_add(w, &e, 0, &g, err);
	if (st == ST_OK)
		st = collector_insert(w->c, w->person, w->id, &k, &id, err);
	if (st == ST_OK)
		st = db_int1(db_usef(w->c->db, &q_entitled, "it", w->person,
		    w->month), &n, &found, err);
	if (st != ST_OK)
		return st;
	change_did(w, "collector", id);
	funeral_tell(w, e.category, &a, &k);
	if (n == 0)
		change_effect(w, N_("%s had no allowance here in that month: "
		    "see that the text covers this"), w->who.name);
	return change_collector_many(w, &k, err);
}

/* ---- undo ----------------------------------------------------------------- */

static enum status
funeral_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct grant g;

	if (change_grant_unmade(w, of, &g, err) != ST_OK ||
	    collector_active(w->c, wire_args_int(&of->done, "collector", 0),
	    false, err) != ST_OK ||
	    change_settle_back(w, of, of->month, err) != ST_OK)
		return err->st;
	change_effect(w, N_("the funeral support of request %lld is void"),
	    (long long)of->id);
	return ST_OK;
}

const struct change_kind change_kind_funeral = {
	.name = "funeral", .word = N_("funeral support"),
	.when = N_("20 times the standard of the month of death, once; the next list of funeral support has "
	    "it, for the organiser"),
	.roles = ROLE_PREPARER, .touches = CHANGE_T_FUNERAL,
	.flags = CHANGE_OF_DEAD,
	.fields = "document! collector_name! collector_identity! relation"
	    " decision decision_date",
	.read = funeral_ask, .apply = funeral_apply, .undo = funeral_undo,
};
