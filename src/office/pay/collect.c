/*
 * SPDX-License-Identifier: ISC
 *
 * pay/collect: who may take the money.  Half of those paid are disabled, so
 * others collect every day, and most known frauds were of this kind.  An
 * authorised person needs a letter that is valid today, a guardian is
 * registered, a carer is registered or leaves name and paper, and paying staff
 * never collect.  Children and people with a guardian do not collect in person
 * (roll/collect_self.h).  For the dead an heir collects what was due up to the
 * month of death, with the number of the death certificate, where the province
 * allows it; the support for a funeral goes to the organiser whom the approved
 * request names (NĐ 20/2021 art. 11).
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/roll/collect_self.h"
#include "office/roll/collector.h"
#include "office/roll/collector_store.h"
#include "office/place/identity.h"
#include "office/pay/pay_priv.h"
#include "office/roll/person_store.h"
#include "office/verb/setting.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/nfc.h"

DB_SQL(q_collectors) = { "pay.collectors",
	"SELECT name, identity, valid_from, coalesce(valid_to, ''), letter, id,"
	" valid_from <= ?3 AND (valid_to IS NULL OR valid_to >= ?3)"
	" FROM collector WHERE person_id = ?1 AND kind = ?2 AND active = 1"
	" ORDER BY 7 DESC, coalesce(valid_to, '9999') DESC, id DESC" };

#define DIGITS "0123456789"

/* A registered collector. */
struct collect_row {
	char name[192], identity[25], from[11], to[11], letter[64];
	int64_t id;
	bool good; /* valid today */
};

#define COL(m) DB_COL(struct collect_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct collect_row), COL(name), COL(identity), COL(from), COL(to),
	COL(letter), COL(id), COL(good), DB_END
};
#undef COL

/* The check of one collector. */
struct collect {
	struct verb_call *c;
	const struct payout_person *who;
	int64_t point, id;         /* id: of the registered one, 0 not given */
	struct payout_collector p; /* as posted, then completed */
	struct collect_row r;      /* found: the registered one */
	bool found;
	bool other_paper;          /* one of that name has another paper */
};

/* Are two names the same, but for marks that one of them lacks? */
static bool
collect_same_name(const char *a, const char *b)
{
	char x[256], y[256];

	return fold_search(x, sizeof(x), a) == ST_OK &&
	    fold_search(y, sizeof(y), b) == ST_OK && strcmp(x, y) == 0 &&
	    fold_matches(a, b) && fold_matches(b, a);
}

/* Does a registered one match the posted number, name and paper? */
static bool
collect_fits(struct collect *w, const struct collect_row *r)
{
	bool other;

	if ((w->id != 0 && w->id != r->id) || (w->p.name[0] != '\0' &&
	    !collect_same_name(w->p.name, r->name)))
		return false;
	other = w->p.identity[0] != '\0' && r->identity[0] != '\0' &&
	    strcmp(w->p.identity, r->identity) != 0;
	w->other_paper = w->other_paper || other;
	return !other;
}

/*
 * Finds the registered one that was posted; the only one, where neither number,
 * name nor paper was posted.  Those valid today go before the others, and of
 * several letters the one that lasts longest.
 */
static enum status
collect_registered(struct collect *w, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_collectors, "itt",
	    w->who->id, names_word(&collector_kinds, w->p.kind), w->c->today);
	struct collect_row r;
	unsigned good = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_row(s, row_cols, &r);
		good += r.good;
		if (!collect_fits(w, &r) || w->found)
			continue;
		w->r = r;
		w->found = true;
	}
	if (st == ST_OK && good > 1 && w->id == 0 && w->p.name[0] == '\0' &&
	    w->p.identity[0] == '\0')
		return err_field(err, ST_INVALID, "collector_name",
		    _("Several people may collect: write who came."));
	return st;
}

static void
collect_day(char out[DATE_TEXT], const char *iso)
{
	struct date d;

	if (date_from_iso(iso, &d) == ST_OK)
		date_format(out, DATE_TEXT, d);
	else
		(void)str_copy_cut(out, DATE_TEXT, iso);
}

static enum status
collect_valid(struct collect *w, struct err *err)
{
	const struct collect_row *r = &w->r;
	char day[DATE_TEXT];

	if (!str_empty(r->to) && strcmp(r->to, w->c->today) < 0) {
		collect_day(day, r->to);
		return err_field(err, ST_DENIED, "collector",
		    _("The paper by which %s may collect ended on %s."),
		    r->name, day);
	}
	if (strcmp(r->from, w->c->today) > 0) {
		collect_day(day, r->from);
		return err_field(err, ST_DENIED, "collector",
		    _("The paper by which %s may collect begins on %s."),
		    r->name, day);
	}
	return ST_OK;
}

/* The collector is neither paying staff nor the person under another name. */
static enum status
collect_another(struct collect *w, struct err *err)
{
	const struct payout_collector *p = &w->p;
	bool yes;

	if (collector_other_name(w->who->name, p->name, err) != ST_OK)
		return err->st;
	if (collector_is_staff(w->c, w->point, p->name, p->identity, &yes,
	    err) != ST_OK)
		return err->st;
	if (yes)
		return err_field(err, ST_DENIED, "collector_name",
		    _("%s works here and may not collect for others."),
		    p->name);
	if (collector_is_own(w->c->db, w->who->id, p->identity, &yes,
	    err) != ST_OK)
		return err->st;
	if (yes)
		return err_field(err, ST_DENIED, "collector_identity",
		    _("%s is the paper of %s: somebody who collects has another"),
		    p->identity, w->who->name);
	return ST_OK;
}

/* None of those registered: only a carer and an heir may leave name and paper. */
static enum status
collect_unknown(const struct collect *w, struct err *err)
{
	const struct payout_collector *p = &w->p;

	if (w->id != 0)
		return err_field(err, ST_DENIED, "collector_id",
		    _("This collector is not registered for %s, or no longer: look again."),
		    w->who->name);
	if (p->kind != COLLECTOR_CARER && p->kind != COLLECTOR_HEIR &&
	    w->other_paper)
		return err_field(err, ST_DENIED, "collector_identity",
		    _("The paper on record has another number than %s."),
		    p->identity);
	if (p->kind != COLLECTOR_CARER && p->kind != COLLECTOR_HEIR)
		return err_field(err, ST_DENIED, "collector",
		    p->kind == COLLECTOR_GUARDIAN ?
		    _("No such guardian is registered for this person.") :
		    p->kind == COLLECTOR_ORGANISER ?
		    _("No such organiser of the funeral is registered.") :
		    _("No such letter of authorisation is registered for "
		    "this person."));
	if (str_empty(p->name))
		return err_field(err, ST_INVALID, "collector_name",
		    _("Who collects? The name is needed."));
	if (str_empty(p->identity))
		return err_field(err, ST_INVALID, "collector_identity",
		    _("The number of the paper that %s shows is needed."),
		    p->name);
	return ST_OK;
}

enum status
payout_may_collect(struct verb_call *c, const struct payout_person *who,
    struct err *err)
{
	enum collector_kind kind = names_find(&collector_kinds,
	    wire_args_text(&c->in->args, "collector"));
	bool heir = kind == COLLECTOR_HEIR;
	bool late = heir || kind == COLLECTOR_ORGANISER;
	char day[DATE_TEXT], month[DATE_MONTH];
	int64_t may = 1;

	if (who->state != PERSON_DEAD) {
		if (late)
			return err_field(err, ST_DENIED, "collector",
			    _("%s is not registered as dead."), who->name);
		return ST_OK;
	}
	collect_day(day, who->state_on);
	if (!late)
		return err_field(err, ST_DENIED, "collector",
		    _("%s died on %s: an heir collects, with the death "
		    "certificate."), who->name, day);
	(void)str_copy_cut(month, sizeof(month), c->today);
	if (heir && setting_get(c->db, SETTING_HEIRS_COLLECT, month, &may,
	    err) != ST_OK)
		return err->st;
	if (may == 0)
		return err_field(err, ST_DENIED, "collector",
		    _("%s died on %s: this province does not pay heirs what "
		    "was not collected."), who->name, day);
	return ST_OK;
}

enum status
collect_certificate(const char *number, struct err *err)
{
	if (strpbrk(number, DIGITS) == NULL)
		return err_field(err, ST_INVALID, "document",
		    _("The number of the death certificate is needed."));
	return ST_OK;
}

/* The document as posted, else as registered; of an heir the certificate. */
static enum status
collect_document(struct collect *w, struct err *err)
{
	struct payout_collector *p = &w->p;

	if (str_empty(p->document))
		(void)str_copy_cut(p->document, sizeof(p->document),
		    w->r.letter);
	return p->kind == COLLECTOR_HEIR ?
	    collect_certificate(p->document, err) : ST_OK;
}

static enum status
collect_posted_name(struct payout_collector *p, const char *typed,
    struct err *err)
{
	char name[NFC_NAME_SIZE];
	enum status st;

	if (typed[0] == '\0')
		return ST_OK;
	st = nfc_name(name, sizeof(name), typed, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_name", "%s", err->msg);
	if (strpbrk(name, DIGITS) != NULL)
		return err_field(err, ST_INVALID, "collector_name",
		    _("\"%s\" is no name."), name);
	return str_copy(p->name, sizeof(p->name), name) == ST_OK ? ST_OK :
	    err_field(err, ST_LIMIT, "collector_name", _("Too long."));
}

/* Reads what was posted, and checks name and paper by themselves. */
static enum status
collect_posted(struct collect *w, struct err *err)
{
	const struct wire_args *in = &w->c->in->args;
	struct payout_collector *p = &w->p;
	struct identity id;
	enum status st;

	w->id = wire_args_int(in, "collector_id", 0);
	p->kind = names_find(&collector_kinds, wire_args_text(in, "collector"));
	if (str_copy(p->document, sizeof(p->document),
	    wire_args_text(in, "document")) != ST_OK)
		return err_field(err, ST_LIMIT, "document", _("Too long."));
	if (collect_posted_name(p, wire_args_text(in, "collector_name"),
	    err) != ST_OK)
		return err->st;
	st = identity_parse(wire_args_text(in, "collector_identity"), "", &id,
	    err);
	if (st == ST_OK)
		st = identity_check(&id, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_identity", "%s",
		    err->msg);
	(void)str_copy_cut(p->identity, sizeof(p->identity), id.number);
	return ST_OK;
}

/* The person collects: nobody else is named, and the person may. */
static enum status
collect_himself(struct collect *w, struct err *err)
{
	const struct payout_collector *p = &w->p;
	struct collect_self is;
	char why[512];

	if (w->id != 0 || p->name[0] != '\0' || p->identity[0] != '\0' ||
	    p->document[0] != '\0')
		return err_field(err, ST_INVALID, "collector",
		    _("Somebody is named who collects: say by which right, or name nobody."));
	if (collect_self(w->c->db, &w->c->who->scope, w->who->id, w->c->today,
	    &is, err) != ST_OK)
		return err->st;
	collect_self_why(&is, w->who->name, why, sizeof(why));
	return is.may ? ST_OK : err_field(err, ST_DENIED, "collector", "%s",
	    why);
}

/* Somebody else collects: registered, or written down at the desk. */
static enum status
collect_other(struct collect *w, struct err *err)
{
	if (collect_registered(w, err) != ST_OK)
		return err->st;
	if (!w->found)
		return collect_unknown(w, err);
	if (collect_valid(w, err) != ST_OK)
		return err->st;
	(void)str_copy_cut(w->p.name, sizeof(w->p.name), w->r.name);
	if (str_empty(w->p.identity))
		(void)str_copy_cut(w->p.identity, sizeof(w->p.identity),
		    w->r.identity);
	return ST_OK;
}

enum status
payout_collector(struct verb_call *c, const struct payout_person *who,
    int64_t point, struct payout_collector *out, struct err *err)
{
	struct collect w = { .c = c, .who = who, .point = point };

	if (collect_posted(&w, err) != ST_OK)
		return err->st;
	if (w.p.kind == COLLECTOR_SELF) {
		if (collect_himself(&w, err) != ST_OK)
			return err->st;
	} else if (collect_other(&w, err) != ST_OK ||
	    collect_document(&w, err) != ST_OK ||
	    collect_another(&w, err) != ST_OK) {
		return err->st;
	}
	*out = w.p;
	return ST_OK;
}
