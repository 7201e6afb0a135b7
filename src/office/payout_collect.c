/*
 * SPDX-License-Identifier: ISC
 *
 * payout_collect: who may take the money of somebody else.  Half of those
 * paid are disabled, so this is everyday work, and it is where the frauds
 * happened: an authorised
 * person needs a letter that is valid today, a guardian is registered, a carer
 * is registered or leaves name and paper, and those who pay never collect.
 * For the dead an heir collects, with the number of the death certificate,
 * what was due up to the month of death, where the province lets them; what a
 * funeral costs goes to whoever organised it, as the approved request names
 * them (NĐ 20/2021 art. 11).
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/identity.h"
#include "office/payout_priv.h"
#include "office/person_priv.h"
#include "office/setting.h"
#include "text/date.h"
#include "text/fold.h"

static const struct db_sql q_collectors = { "pay.collectors",
	"SELECT name, identity, valid_from, coalesce(valid_to, ''), letter"
	" FROM collector WHERE person_id = ?1 AND kind = ?2 AND active = 1"
	" ORDER BY coalesce(valid_to, '9999') DESC" };

/* Registered collector as found. */
struct collect_row {
	char name[192], identity[25], from[11], to[11], letter[64];
	bool found;
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

/*
 * The registered one that fits what was given, else the only one of that kind
 * when no name was given.  Of several letters the one that lasts longest.
 */
static enum status
collect_registered(struct verb_call *c, int64_t person, const char *kind,
    const struct payout_collector *given, struct collect_row *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_collectors, "it", person, kind);
	unsigned n = 0;
	enum status st;
	bool row;

	memset(out, 0, sizeof(*out));
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		bool fits;

		n++;
		if (!str_empty(given->name))
			fits = collect_same_name(given->name, db_text(s, 0));
		else if (!str_empty(given->identity))
			fits = strcmp(given->identity, db_text(s, 1)) == 0;
		else
			fits = true;
		if (!fits || out->found)
			continue;
		db_copy(s, 0, out->name, sizeof(out->name));
		db_copy(s, 1, out->identity, sizeof(out->identity));
		db_copy(s, 2, out->from, sizeof(out->from));
		db_copy(s, 3, out->to, sizeof(out->to));
		db_copy(s, 4, out->letter, sizeof(out->letter));
		out->found = true;
	}
	if (st != ST_OK)
		return st;
	if (n > 1 && str_empty(given->name) && str_empty(given->identity))
		return err_field(err, ST_INVALID, "collector_name",
		    _("Several people may collect: write who came."));
	return ST_OK;
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
collect_valid(struct verb_call *c, const struct collect_row *r,
    struct err *err)
{
	char day[DATE_TEXT];

	if (!str_empty(r->to) && strcmp(r->to, c->today) < 0) {
		collect_day(day, r->to);
		return err_field(err, ST_DENIED, "collector",
		    _("The paper by which %s may collect ended on %s."),
		    r->name, day);
	}
	if (strcmp(r->from, c->today) > 0) {
		collect_day(day, r->from);
		return err_field(err, ST_DENIED, "collector",
		    _("The paper by which %s may collect begins on %s."),
		    r->name, day);
	}
	return ST_OK;
}

static enum status
collect_not_staff(struct verb_call *c, int64_t point, const char *name,
    const char *identity, struct err *err)
{
	enum status st;
	bool yes;

	st = collector_is_staff(c, point, name, identity, &yes, err);
	if (st == ST_OK && yes)
		return err_field(err, ST_DENIED, "collector_name",
		    _("%s works here and may not collect for others."), name);
	return st;
}

/* Nobody on record: a carer and an heir leave name and paper. */
static enum status
collect_unknown(const struct payout_collector *p, struct err *err)
{
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

/* Of an heir the number of the paper, typed or as registered. */
static enum status
collect_document(struct payout_collector *p, const struct collect_row *r,
    struct err *err)
{
	if (str_empty(p->document))
		(void)str_copy_cut(p->document, sizeof(p->document), r->letter);
	if (strcmp(p->kind, "heir") == 0 && str_empty(p->document))
		return err_field(err, ST_INVALID, "document",
		    _("The number of the death certificate is needed."));
	return ST_OK;
}

/* As posted; an identity number without its blanks. */
static enum status
collect_posted(const struct wire_args *in, struct payout_collector *p,
    struct err *err)
{
	struct identity id;

	if (str_copy(p->kind, sizeof(p->kind),
	    wire_args_text(in, "collector")) != ST_OK ||
	    str_copy(p->name, sizeof(p->name),
	    wire_args_text(in, "collector_name")) != ST_OK ||
	    str_copy(p->document, sizeof(p->document),
	    wire_args_text(in, "document")) != ST_OK)
		return err_field(err, ST_LIMIT, "collector_name",
		    _("Too long."));
	if (identity_parse(wire_args_text(in, "collector_identity"), "", &id,
	    err) != ST_OK)
		return err_field(err, ST_INVALID, "collector_identity", "%s",
		    err->msg);
	(void)str_copy_cut(p->identity, sizeof(p->identity), id.number);
	return ST_OK;
}

enum status
payout_collector(struct verb_call *c, const struct payout_person *who,
    int64_t point, struct payout_collector *out, struct err *err)
{
	struct payout_collector p = { .name = "" };
	struct collect_row r;

	if (collect_posted(&c->in->args, &p, err) != ST_OK)
		return err->st;
	if (strcmp(p.kind, "self") == 0) {
		/* Nobody else's name on the person's own receipt. */
		p.name[0] = p.identity[0] = p.document[0] = '\0';
		*out = p;
		return ST_OK;
	}
	if (collect_registered(c, who->id, p.kind, &p, &r, err) != ST_OK)
		return err->st;
	if (!r.found) {
		if (collect_unknown(&p, err) != ST_OK)
			return err->st;
	} else {
		if (collect_valid(c, &r, err) != ST_OK)
			return err->st;
		(void)str_copy_cut(p.name, sizeof(p.name), r.name);
		if (str_empty(p.identity))
			(void)str_copy_cut(p.identity, sizeof(p.identity),
			    r.identity);
	}
	if (collect_document(&p, &r, err) != ST_OK ||
	    collect_not_staff(c, point, p.name, p.identity, err) != ST_OK)
		return err->st;
	*out = p;
	return ST_OK;
}
