/*
 * SPDX-License-Identifier: ISC
 *
 * pay/collect: who may take the money.  Half of those paid are disabled,
 * so this is everyday work, and it is where the frauds happened: an authorised
 * person needs a letter that is valid today, a guardian is registered, a carer
 * is registered or leaves name and paper, and those who pay never collect.
 * Children and whoever has a guardian take nothing themselves (roll/collect_self.h).
 * For the dead an heir collects, with the number of the death certificate,
 * what was due up to the month of death, where the province lets them; what a
 * funeral costs goes to whoever organised it, as the approved request names
 * them (NĐ 20/2021 art. 11).
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
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

/* Registered collector as found. */
struct collect_row {
	char name[192], identity[25], from[11], to[11], letter[64];
};

/* Who takes the money of one payout, while it is found out. */
struct collect {
	struct verb_call *c;
	const struct payout_person *who;
	int64_t point, id;         /* id: of the registered one, 0 not said */
	struct payout_collector p; /* as posted, then as it stands */
	struct collect_row r;
	bool found, other_paper;   /* of that name, with another paper */
};

/* Two names are one when neither has a letter the other lacks. */
static bool
collect_same_name(const char *a, const char *b)
{
	char x[256], y[256];

	return fold_search(x, sizeof(x), a) == ST_OK &&
	    fold_search(y, sizeof(y), b) == ST_OK && strcmp(x, y) == 0 &&
	    fold_matches(a, b) && fold_matches(b, a);
}

/* Does a registered one fit the number, the name and the paper given? */
static bool
collect_fits(const struct collect *w, struct db_stmt *s, bool *other_paper)
{
	const char *paper = db_text(s, 1);

	*other_paper = false;
	if ((w->id != 0 && w->id != db_int(s, 5)) ||
	    (w->p.name[0] != '\0' && !collect_same_name(w->p.name,
	    db_text(s, 0))))
		return false;
	*other_paper = w->p.identity[0] != '\0' && paper[0] != '\0' &&
	    strcmp(w->p.identity, paper) != 0;
	return !*other_paper;
}

/*
 * The registered one that was given; where neither name nor paper was, the
 * only one.  Those whose paper is good today go before the others, and of
 * several letters the one that lasts longest.
 */
static enum status
collect_registered(struct collect *w, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_collectors, "itt",
	    w->who->id, w->p.kind, w->c->today);
	unsigned good = 0;
	enum status st;
	bool row, other;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		good += db_int(s, 6) != 0;
		if (!collect_fits(w, s, &other)) {
			w->other_paper = w->other_paper || other;
			continue;
		}
		if (w->found)
			continue;
		db_copy(s, 0, w->r.name, sizeof(w->r.name));
		db_copy(s, 1, w->r.identity, sizeof(w->r.identity));
		db_copy(s, 2, w->r.from, sizeof(w->r.from));
		db_copy(s, 3, w->r.to, sizeof(w->r.to));
		db_copy(s, 4, w->r.letter, sizeof(w->r.letter));
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

/* Neither who pays nor the person under another name. */
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

/* Nobody on record: a carer and an heir leave name and paper. */
static enum status
collect_unknown(const struct collect *w, struct err *err)
{
	const struct payout_collector *p = &w->p;

	if (w->id != 0)
		return err_field(err, ST_DENIED, "collector_id",
		    _("This collector is not registered for %s, or no longer: look again."),
		    w->who->name);
	if (strcmp(p->kind, "carer") != 0 && strcmp(p->kind, "heir") != 0 &&
	    w->other_paper)
		return err_field(err, ST_DENIED, "collector_identity",
		    _("The paper on record has another number than %s."),
		    p->identity);
	if (strcmp(p->kind, "carer") != 0 && strcmp(p->kind, "heir") != 0)
		return err_field(err, ST_DENIED, "collector",
		    strcmp(p->kind, "guardian") == 0 ?
		    _("No such guardian is registered for this person.") :
		    strcmp(p->kind, "organiser") == 0 ?
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
	const char *kind = wire_args_text(&c->in->args, "collector");
	bool heir = strcmp(kind, "heir") == 0;
	bool late = heir || strcmp(kind, "organiser") == 0;
	char day[DATE_TEXT], month[DATE_MONTH];
	int64_t may = 1;

	if (strcmp(who->state, "dead") != 0) {
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

/* Of an heir the number of the paper, typed or as registered. */
static enum status
collect_document(struct collect *w, struct err *err)
{
	struct payout_collector *p = &w->p;

	if (str_empty(p->document))
		(void)str_copy_cut(p->document, sizeof(p->document),
		    w->r.letter);
	return strcmp(p->kind, "heir") == 0 ?
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

/* As posted, by the rules of names and papers. */
static enum status
collect_posted(struct collect *w, struct err *err)
{
	const struct wire_args *in = &w->c->in->args;
	struct payout_collector *p = &w->p;
	struct identity id;
	enum status st;

	w->id = wire_args_int(in, "collector_id", 0);
	if (str_copy(p->kind, sizeof(p->kind),
	    wire_args_text(in, "collector")) != ST_OK ||
	    str_copy(p->document, sizeof(p->document),
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

/* Nobody is named beside the person, and nothing keeps the person from it. */
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

/* Somebody else: on record, or written down at the desk. */
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
	if (strcmp(w.p.kind, "self") == 0) {
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
