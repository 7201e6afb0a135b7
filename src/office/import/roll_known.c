/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll_known: a row about somebody on the roll.  What differs from the
 * record becomes requests of their kinds, tried now and asked and decided
 * together with the file (file/row.c); what decides nothing is one of
 * them too, of the kind 'record'.  An empty cell says nothing.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/rate/category.h"
#include "office/import/roll_priv.h"
#include "office/verb/journal.h"
#include "text/date.h"

DB_SQL(q_right) = { "import_roll.right",
	"SELECT id, coalesce(hundredths, 0), coalesce(manual, 0),"
	" coalesce(to_month, '') FROM entitlement WHERE person_id = ?1"
	" AND category = ?2 AND from_month = ?3 AND state <> 'void'" };
DB_SQL(q_right_other) = { "import_roll.right_other",
	"SELECT from_month FROM entitlement WHERE person_id = ?1"
	" AND category = ?2 AND from_month <> ?3"
	" AND state NOT IN ('stopped', 'void')"
	" AND (to_month IS NULL OR to_month >= ?3)"
	" AND (?4 = '' OR from_month <= ?4) LIMIT 1" };
DB_SQL(q_collector) = { "import_roll.collector",
	"SELECT id FROM collector WHERE person_id = ?1 AND name = ?2"
	" AND active = 1 LIMIT 1" };
DB_SQL(q_before) = { "import_roll.before",
	"SELECT line, fields FROM roll_ask WHERE person_id = ?2 AND kind = ?3"
	" AND subject = ?4 AND {+}job_id = ?1 LIMIT 1" };
DB_SQL(q_waits) = { "import_roll.waits",
	"SELECT c.id, s.name FROM roll_ask k JOIN roll_row r"
	" ON r.job_id = k.job_id AND r.owner_id = k.owner_id AND r.line = k.line"
	" AND r.state = 'waiting' JOIN roll_part p ON p.job_id = k.job_id"
	" AND p.owner_id = k.owner_id JOIN change c ON c.id = p.change_id"
	" AND c.state = 'waiting' JOIN staff s ON s.id = c.maker_id"
	" WHERE k.person_id = ?2 AND k.kind = ?3 AND k.subject = ?4"
	" AND {+}k.job_id <> ?1 LIMIT 1" };
/* ---- asking ------------------------------------------------------------------ */

/* Two rows of a file, or two files: *same when an earlier row asks the very
 * same. */
static enum status
known_once(struct roll_row *r, const char *kind, const char *subject,
    const char *fields, bool *same, struct err *err)
{
	struct db_stmt *s = db_usef(r->j->c->db, &q_before, "iitt", r->j->id,
	    r->p.id, kind, subject);
	enum status st;
	bool row;

	*same = false;
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (row) {
		*same = strcmp(db_text(s, 1), fields) == 0;
		if (!*same)
			st = err_field(err, ST_EXISTS, "code",
			    _("line %lld asks for this already"),
			    (long long)db_int(s, 0));
		db_reset(s);
		return st;
	}
	s = db_usef(r->j->c->db, &q_waits, "iitt", r->j->id, r->p.id, kind,
	    subject);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_EXISTS, "code", _("request %lld, a file of %s, "
	    "asks for this already and waits"), (long long)db_int(s, 0),
	    db_text(s, 1));
	db_reset(s);
	return st;
}

static enum status
known_keep(struct roll_row *r, const char *kind, const struct wire_args *ask,
    struct import_tried *t, struct err *err)
{
	struct buf fields;
	bool same = false;
	enum status st;

	buf_init(&fields, IMPORT_ASK_BYTES);
	st = journal_encode(&fields, ask, err);
	if (st == ST_OK)
		st = known_once(r, kind, t->subject, buf_str(&fields), &same,
		    err);
	if (st == ST_OK && !same) {
		const struct roll_staged_ask a = { kind, t->subject, t->month,
			buf_str(&fields), buf_str(&t->was),
			buf_str(&t->effect) };

		r->s.asks++;
		st = roll_stage_ask(r->j->c->db, &r->s, &a, err);
	}
	buf_done(&fields);
	return st;
}

/* A message about a field of change.ask names the column. */
static void
known_column(struct err *err)
{
	static const char *const named[][2] = {
		{ "event_on", "to" }, { "entitlement", "category" },
		{ "month", "from" }, { "direction", "commune" },
		{ "collector_kind", "relation" }, { "kind", "code" },
		{ "person", "code" },
	};
	size_t i;

	for (i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (strcmp(named[i][0], err->field) == 0)
			(void)str_copy_cut(err->field, sizeof(err->field),
			    named[i][1]);
}

/* `ask` without kind and person; it is freed. */
static enum status
known_ask(struct roll_row *r, const char *kind, struct wire_args *ask,
    struct err *err)
{
	struct import_tried t;
	struct wire_args whole;
	enum status st;
	unsigned i;

	wire_args_init(&whole);
	wire_args_add(&whole, "kind", kind);
	wire_args_add_int(&whole, "person", r->p.id);
	for (i = 0; i < ask->n; i++)
		if (ask->v[i].value[0] != '\0')
			wire_args_add(&whole, ask->v[i].name, ask->v[i].value);
	wire_args_done(ask);
	st = import_try(r->j->c, &whole, &t, err);
	if (st == ST_OK)
		st = known_keep(r, kind, &whole, &t, err);
	else
		known_column(err);
	import_tried_done(&t);
	wire_args_done(&whole);
	return st;
}

/* ---- the person --------------------------------------------------------------- */

static enum status
known_identity(struct roll_row *r, struct err *err)
{
	const struct person_new *p = &r->p;
	char was_sex[2] = { r->was.sex, '\0' };
	char birth[DATE_TEXT], was_birth[DATE_TEXT];
	struct wire_args ask;

	wire_args_init(&ask);
	date_to_iso(birth, sizeof(birth), p->birth);
	date_to_iso(was_birth, sizeof(was_birth), r->was.birth);
	if (strcmp(p->name, r->was.name) != 0)
		wire_args_add(&ask, "name", p->name);
	if (strcmp(p->sex, was_sex) != 0)
		wire_args_add(&ask, "sex", p->sex);
	if (strcmp(birth, was_birth) != 0)
		wire_args_add(&ask, "birth", birth);
	if (strcmp(p->identity.number, r->was.id_number) != 0) {
		wire_args_add(&ask, "identity", p->identity.number);
		wire_args_add(&ask, "id_kind", p->identity.kind);
	}
	if (ask.n == 0)
		return ST_OK;
	r->s.look |= ROLL_IDENTITY;
	return known_ask(r, "identity", &ask, err);
}

/* What decides neither who it is nor what is paid where. */
static enum status
known_record(struct roll_row *r, struct err *err)
{
	bool moves = r->p.area != r->was.area;
	const struct {
		const char *field, *is, *was;
	} texts[] = {
		{ "other_name", r->p.other_name, r->was.other_name },
		{ "ethnic", r->p.ethnic, r->was.ethnic },
		{ "village", moves ? "" : r->p.village,
		    moves ? "" : r->was.village },
		{ "phone", r->p.phone, r->was.phone },
		{ "note", r->p.note, r->was.note },
	};
	struct wire_args ask, was;
	struct import_tried t = { .subject = "" };
	enum status st = ST_OK;
	size_t i;

	wire_args_init(&ask);
	wire_args_init(&was);
	buf_init(&t.was, IMPORT_ASK_BYTES);
	buf_init(&t.effect, IMPORT_ASK_BYTES);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(texts[i].is, texts[i].was) != 0) {
			wire_args_add(&ask, texts[i].field, texts[i].is);
			wire_args_add(&was, texts[i].field, texts[i].was);
		}
	(void)str_copy_cut(t.month, sizeof(t.month), r->j->c->today);
	if (ask.n > 0)
		st = journal_encode(&t.was, &was, err);
	if (ask.n > 0 && st == ST_OK)
		st = known_keep(r, "record", &ask, &t, err);
	import_tried_done(&t);
	wire_args_done(&was);
	wire_args_done(&ask);
	return st;
}

static enum status
known_place(struct roll_row *r, struct err *err)
{
	static const char *const moved[] = { "commune", "village", "point" };
	struct wire_args ask;
	enum status st = ST_OK;
	size_t i;

	wire_args_init(&ask);
	if (r->p.area != r->was.area) {
		wire_args_add(&ask, "direction", "within");
		for (i = 0; i < 3; i++)
			wire_args_add(&ask, moved[i],
			    wire_args_text(r->in, moved[i]));
		st = known_ask(r, "transfer", &ask, err);
	} else if (r->p.point != r->was.point) {
		wire_args_add(&ask, "point", wire_args_text(r->in, "point"));
		st = known_ask(r, "point", &ask, err);
	}
	if (st != ST_OK || r->p.delivery == r->was.delivery)
		return st;
	wire_args_add(&ask, "delivery",
	    names_word(&deliveries, r->p.delivery));
	return known_ask(r, "delivery", &ask, err);
}

/* ---- what is due --------------------------------------------------------------- */

/* An entitlement on record. */
struct known_right {
	int64_t id, hundredths, manual;
	char to[8];
};

static enum status
known_right_of(struct roll_row *r, struct known_right *g, struct err *err)
{
	const struct entitlement_new *e = &r->e;
	struct db_stmt *s = db_usef(r->j->c->db, &q_right, "itt", r->p.id,
	    e->category, e->from);
	enum status st;
	bool row;

	memset(g, 0, sizeof(*g));
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		g->id = db_int(s, 0);
		g->hundredths = db_int(s, 1);
		g->manual = db_int(s, 2);
		db_copy(s, 3, g->to, sizeof(g->to));
		db_reset(s);
		return ST_OK;
	}
	s = db_usef(r->j->c->db, &q_right_other, "ittt", r->p.id, e->category,
	    e->from, e->to);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_EXISTS, "from",
	    _("the person has this category already, from %s"), db_text(s, 0));
	db_reset(s);
	return st;
}

static void
known_decision(const struct roll_row *r, struct wire_args *ask)
{
	wire_args_add(ask, "decision", r->e.decision);
	wire_args_add(ask, "decision_date", r->e.decided_on);
}

static enum status
known_new(struct roll_row *r, struct err *err)
{
	struct wire_args ask;

	wire_args_init(&ask);
	wire_args_add(&ask, "category", r->e.category);
	wire_args_add(&ask, "from", r->e.from);
	wire_args_add(&ask, "to", r->e.to);
	wire_args_add(&ask, "coefficient",
	    wire_args_text(r->in, "coefficient"));
	if (wire_args_get(r->in, "amount") != NULL)
		wire_args_add_int(&ask, "amount", r->e.amount);
	known_decision(r, &ask);
	return known_ask(r, "new", &ask, err);
}

/* đồng a month by the record, as the row counts them. */
static enum status
known_worth(struct roll_row *r, const struct known_right *g, struct err *err)
{
	char month[8];
	struct category_ask ask = { r->j->province, r->e.category, month,
		g->hundredths, g->manual };
	struct category_amount a;
	enum status st;

	(void)str_copy_cut(month, sizeof(month), r->j->c->today);
	if (strcmp(r->e.from, month) > 0)
		(void)str_copy_cut(month, sizeof(month), r->e.from);
	st = category_amount(r->j->c->db, &ask, &a, err);
	if (st == ST_OK)
		r->s.before = a.amount;
	return st;
}

/* Only what the row says: an amount, a coefficient; the other stays. */
static enum status
known_amount(struct roll_row *r, const struct known_right *g, struct err *err)
{
	const char *coefficient = wire_args_text(r->in, "coefficient");
	bool amount = wire_args_get(r->in, "amount") != NULL;
	struct wire_args ask;

	if (!amount) {
		r->e.manual = g->manual;
		if (g->manual > 0)
			r->e.amount = g->manual;
	}
	if (coefficient[0] == '\0') {
		r->e.hundredths = g->hundredths;
		if (!amount)
			r->e.amount = r->s.before;
	}
	r->s.after = r->e.amount;
	if (r->e.manual == g->manual && r->e.hundredths == g->hundredths)
		return ST_OK;
	r->s.look |= roll_looks(r);
	wire_args_init(&ask);
	wire_args_add_int(&ask, "entitlement", g->id);
	wire_args_add(&ask, "from", r->e.from);
	wire_args_add(&ask, "coefficient", coefficient);
	if (amount || g->manual > 0)
		wire_args_add_int(&ask, "amount", r->e.amount);
	known_decision(r, &ask);
	return known_ask(r, "amount", &ask, err);
}

/* A last month where there was none, or an earlier one. */
static enum status
known_end(struct roll_row *r, const struct known_right *g, struct err *err)
{
	struct wire_args ask;
	char day[DATE_TEXT];

	if (r->e.to[0] == '\0' || strcmp(r->e.to, g->to) == 0)
		return ST_OK;
	if (g->to[0] != '\0' && strcmp(r->e.to, g->to) > 0)
		return err_field(err, ST_INVALID, "to",
		    _("on record it ends with %s: the months after it are an "
		    "allowance of their own"), g->to);
	(void)snprintf(day, sizeof(day), "%.7s-01", r->e.to);
	wire_args_init(&ask);
	wire_args_add(&ask, "reason", "other");
	wire_args_add(&ask, "event_on", day);
	wire_args_add_int(&ask, "entitlement", g->id);
	known_decision(r, &ask);
	return known_ask(r, "stop", &ask, err);
}

static enum status
known_right(struct roll_row *r, struct err *err)
{
	struct known_right g;
	enum status st = roll_read_right(r, err);

	if (st != ST_OK || r->e.category[0] == '\0')
		return st;
	if (known_right_of(r, &g, err) != ST_OK)
		return err->st;
	if (g.id == 0) {
		r->s.after = r->e.amount;
		r->s.look |= roll_looks(r);
		return known_new(r, err);
	}
	if (known_worth(r, &g, err) != ST_OK ||
	    known_amount(r, &g, err) != ST_OK)
		return err->st;
	return known_end(r, &g, err);
}

static enum status
known_collector(struct roll_row *r, struct err *err)
{
	struct wire_args ask;
	enum status st = roll_read_collector(r, err);
	int64_t id;
	bool known = true;

	if (st == ST_OK && r->s.collector_name[0] != '\0')
		st = db_int1(db_usef(r->j->c->db, &q_collector, "it", r->p.id,
		    r->s.collector_name), &id, &known, err);
	if (st != ST_OK || known)
		return st;
	r->s.look |= ROLL_COLLECTOR;
	wire_args_init(&ask);
	wire_args_add(&ask, "collector_kind", r->s.collector_kind);
	wire_args_add(&ask, "collector_name", r->s.collector_name);
	wire_args_add(&ask, "collector_identity", r->s.collector_paper.number);
	wire_args_add(&ask, "relation", r->s.relation);
	return known_ask(r, "collector", &ask, err);
}

enum status
roll_known(struct roll_row *r, struct err *err)
{
	enum status st = known_identity(r, err);

	if (st == ST_OK)
		st = known_record(r, err);
	if (st == ST_OK)
		st = known_place(r, err);
	if (st == ST_OK)
		st = known_right(r, err);
	if (st == ST_OK)
		st = known_collector(r, err);
	if (st != ST_OK || r->s.asks == 0)
		return st;
	/* What is asked is in roll_ask. */
	r->s.right = r->s.collector = 0;
	return roll_stage_row(r->j->c->db, &r->s, err);
}
