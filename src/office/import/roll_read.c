/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll_read: what a row of the roll says of an allowance and of who
 * collects, of newcomers and of people on the roll alike.
 */
#include <string.h>

#include "base/say.h"
#include "office/import/roll_priv.h"
#include "office/place/stored.h"
#include "office/roll/collect_self_store.h"
#include "office/roll/collector.h"
#include "text/date.h"

DB_SQL(q_newest) = { "import_roll.newest",
	"SELECT max(code) FROM period" };

enum status
roll_warn(struct roll_row *r, enum roll_look look, const char *field,
    const char *text, struct err *err)
{
	if (text[0] == '\0')
		return ST_OK;
	person_remark(r->p.note, text);
	r->s.look |= look;
	return import_warn(r->j, r->s.line, field, text, err);
}

/* Names that only look like one, his or that of who collects. */
enum status
roll_odd_name(struct roll_row *r, const char *field, const char *name,
    struct err *err)
{
	if (name[0] == '\0' || nfc_is_latin(name))
		return ST_OK;
	return roll_warn(r, ROLL_ODD_NAME, field, _("the name has figures, "
	    "signs or letters of another script"), err);
}

enum status
roll_read_right(struct roll_row *r, struct err *err)
{
	char newest[8] = "", far[8] = "";
	struct db_stmt *s;
	enum status st;
	bool row;

	if (wire_args_get(r->in, "category") == NULL)
		return ST_OK;
	st = entitlement_read(r->j->c, r->in, r->j->province, &r->e, err);
	/* An exception of its own kind, ROLL_MANUAL. */
	if (st == ST_OK && r->e.remark[0] != '\0')
		st = import_warn(r->j, r->s.line, "amount", r->e.remark, err);
	if (st != ST_OK)
		return st;
	s = db_use(r->j->c->db, &q_newest);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, newest, sizeof(newest));
	db_reset(s);
	/* Before the first period everything began long ago. */
	if (newest[0] != '\0' && month_add(newest, -ROLL_FAR_BACK, far) == ST_OK &&
	    strcmp(r->e.from, far) < 0) {
		r->far = true;
		r->s.past = roll_past(&r->e, newest);
	}
	return ST_OK;
}

unsigned
roll_looks(const struct roll_row *r)
{
	return (r->e.manual > 0 ? ROLL_MANUAL : 0u) |
	    (r->e.hundredths > 0 ? ROLL_COEFFICIENT : 0u) |
	    (r->far ? ROLL_BACKDATED : 0u);
}

/* The paper of a newcomer, from whichever of his rows, is not that of somebody
 * who collects for him; of who is on the roll the request says so. */
static enum status
roll_paper_of_other(struct roll_row *r, struct err *err)
{
	const char *paper = r->s.collector_paper.number;
	bool own;

	own = strcmp(paper, r->p.identity.number) == 0 ||
	    strcmp(paper, r->first_paper) == 0;
	if (paper[0] == '\0' || r->known)
		return ST_OK;
	return !own ? ST_OK : err_field(err, ST_INVALID, "collector_identity",
	    _("%s is the paper of %s: somebody who collects has another"),
	    paper, r->p.name);
}

/* A guardian for a child, a carer for others; letters are not imported. */
enum status
roll_read_collector(struct roll_row *r, struct err *err)
{
	const char *typed = wire_args_text(r->in, "collector_name");
	struct verb_call *c = r->j->c;
	enum status st;
	bool young = false;

	if (typed[0] == '\0')
		return ST_OK;
	st = nfc_name(r->s.collector_name, sizeof(r->s.collector_name), typed, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_name", "%s", err->msg);
	st = identity_parse(wire_args_text(r->in, "collector_identity"), "",
	    &r->s.collector_paper, err);
	if (st == ST_OK)
		st = identity_check(&r->s.collector_paper, err);
	if (st != ST_OK)
		return err_field(err, st, "collector_identity", "%s", err->msg);
	if (collector_other_name(r->p.name, r->s.collector_name,
	    err) != ST_OK ||
	    roll_odd_name(r, "collector_name", r->s.collector_name,
	    err) != ST_OK)
		return err->st;
	st = roll_paper_of_other(r, err);
	if (st == ST_OK)
		st = place_text(r->s.relation, sizeof(r->s.relation),
	    wire_args_text(r->in, "relation"), "relation", err);
	if (st == ST_OK)
		st = collector_no_staff(c, r->p.point, r->s.collector_name,
		    r->s.collector_paper.number, err);
	if (st == ST_DENIED)
		return err_field(err, st, "collector_name", "%s", err->msg);
	if (st == ST_OK)
		st = collect_young(c->db, r->p.birth, c->today, &young, err);
	r->s.collector_kind = young ? "guardian" : "carer";
	return st;
}
