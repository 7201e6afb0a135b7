/*
 * SPDX-License-Identifier: ISC
 *
 * payout_collect: who may take the money of somebody else.  Half of those
 * paid are disabled, so this is everyday work, and it is where the frauds
 * happened: an authorised
 * person needs a letter that is valid today, a guardian is registered, a carer
 * is registered or leaves name and paper, and those who pay never collect.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/payout_priv.h"
#include "text/date.h"
#include "text/fold.h"

static const struct db_sql q_collectors = { "pay.collectors",
	"SELECT name, identity, valid_from, coalesce(valid_to, '')"
	" FROM collector WHERE person_id = ?1 AND kind = ?2 AND active = 1"
	" ORDER BY coalesce(valid_to, '9999') DESC" };
/* Those who pay at this point, the acting one among them. */
static const struct db_sql q_staff = { "pay.staff_at",
	"SELECT t.name FROM staff_point s JOIN staff t ON t.id = s.staff_id"
	" WHERE s.point_id = ?1 AND t.active = 1 AND t.name = ?2"
	" UNION ALL SELECT name FROM staff WHERE id = ?3 AND name = ?2 LIMIT 1" };

/* Registered collector as found. */
struct collect_row {
	char name[192], identity[25], from[11], to[11];
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
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_staff, "iti", point, name,
	    c->who->staff);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	db_reset(s);
	if (row)
		return err_field(err, ST_DENIED, "collector_name",
		    _("%s pays here and may not collect for others."), name);
	return ST_OK;
}

static enum status
collect_unknown(const struct payout_collector *p, struct err *err)
{
	if (strcmp(p->kind, "carer") != 0)
		return err_field(err, ST_DENIED, "collector",
		    strcmp(p->kind, "guardian") == 0 ?
		    _("No such guardian is registered for this person.") :
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
payout_collector(struct verb_call *c, const struct payout_person *who,
    int64_t point, struct payout_collector *out, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	struct payout_collector p = { .name = "" };
	struct collect_row r;

	if (str_copy(p.kind, sizeof(p.kind),
	    wire_args_text(in, "collector")) != ST_OK ||
	    str_copy(p.name, sizeof(p.name),
	    wire_args_text(in, "collector_name")) != ST_OK ||
	    str_copy(p.identity, sizeof(p.identity),
	    wire_args_text(in, "collector_identity")) != ST_OK)
		return err_field(err, ST_LIMIT, "collector_name",
		    _("Too long."));
	if (strcmp(p.kind, "self") == 0) {
		/* Nobody else's name on the person's own receipt. */
		p.name[0] = p.identity[0] = '\0';
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
	if (collect_not_staff(c, point, p.name, err) != ST_OK)
		return err->st;
	*out = p;
	return ST_OK;
}
