/*
 * SPDX-License-Identifier: ISC
 *
 * import_change: requests (biến động) from a commune's file.  A row is asked
 * for on trial through change.ask itself when its slice comes, so whatever
 * that refuses is told with line and column; import.finish then asks for all
 * of them, each waits for its checker like any other.  Owns stage_change.
 *
 * A file has the columns of a register: what a kind of request does not take
 * (name, year of birth, commune of somebody who died) is held against the
 * record, since it shows that the number means another person.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change.h"
#include "office/identity.h"
#include "office/import_priv.h"
#include "office/journal.h"
#include "office/person.h"
#include "office/verb_typed.h"
#include "text/fold.h"

/* All of them stand in one verb: other desks wait that long. */
#define IMPORT_CHANGES_MAX 300
#define IMPORT_CHANGES_SLICE 4
#define IMPORT_CHANGES_FIELDS 16384 /* bytes of a row's fields */

static const struct import_column changes_columns[] = {
	{ "kind", true, N_("new stop suspend resume amount transfer identity point delivery collector funeral arrears merge") },
	{ "code", false, N_("file number of the person") },
	{ "identity", false, N_("finds the person where there is no file number") },
	{ "name", false, N_("full name; of somebody on the roll it must agree") },
	{ "birth", false, N_("21/11/1940, 11/1940 or 1940; likewise") },
	{ "sex", false, N_("M or F") },
	{ "other_name", false, N_("other name") },
	{ "ethnic", false, N_("ethnic group") },
	{ "phone", false, N_("telephone") },
	{ "reason", false, N_("death moved over_age prison waiver not_eligible missing unpaid refuses custody other") },
	{ "date", false, N_("day it happened") },
	{ "month", false, N_("month it is about") },
	{ "from", false, N_("first month: 11/2019 or 2019-11") },
	{ "to", false, N_("last month") },
	{ "category", false, N_("decree and clause: 136.5.5b") },
	{ "coefficient", false, N_("where it is not the category's: 1,5") },
	{ "amount", false, N_("whole đồng, where it is not standard x coefficient") },
	{ "arrears", false, N_("yes or no: are past months paid afterwards?") },
	{ "replaces", false, N_("yes or no: does it take the place of a lower allowance?") },
	{ "decision", false, N_("number of the decision") },
	{ "decision_date", false, N_("its day") },
	{ "document", false, N_("number of the paper") },
	{ "document_kind", false, N_("what paper it is") },
	{ "document_date", false, N_("its day") },
	{ "issuer", false, N_("who issued it") },
	{ "commune", false, N_("code of the commune") },
	{ "village", false, N_("village") },
	{ "point", false, N_("code of the payout point") },
	{ "delivery", false, N_("point or home") },
	{ "direction", false, N_("of a transfer: within, out or in") },
	{ "elsewhere", false, N_("place outside the province") },
	{ "collector", false, N_("who collects no more: the name") },
	{ "collector_kind", false, N_("guardian carer authorised heir organiser") },
	{ "collector_name", false, N_("who collects for the person") },
	{ "collector_identity", false, N_("number of their paper") },
	{ "relation", false, N_("their relation to the person") },
	{ "letter", false, N_("number of the letter") },
	{ "certifier", false, N_("who certified it") },
	{ "valid_from", false, N_("its first day") },
	{ "valid_to", false, N_("its last day") },
	{ "keep", false, N_("of a merging: file number of the record that stays") },
	{ "note", false, N_("remarks") },
	{ NULL, false, NULL }
};

/* Columns that are called otherwise in change.ask. */
static const char *const changes_renamed[][2] = {
	{ "date", "event_on" }, { "document_date", "document_on" },
};

static const struct db_sql q_paper = { "import_change.paper",
	"SELECT person_id FROM identity WHERE kind IN ('cccd', 'cmnd',"
	" 'passport', 'birth', 'other') AND number = ?1 AND active = 1 LIMIT 1" };
static const struct db_sql q_right = { "import_change.right",
	"SELECT id FROM entitlement WHERE person_id = ?1 AND category = ?2"
	" AND state <> 'void' ORDER BY from_month DESC, id DESC LIMIT 1" };
static const struct db_sql q_collector = { "import_change.collector",
	"SELECT id, name FROM collector WHERE person_id = ?1 AND active = 1"
	" ORDER BY id DESC" };
static const struct db_sql q_subject = { "import_change.subject",
	"SELECT subject FROM change WHERE id = ?1" };
/* "+job_id": the index that counts is the person's, never the job's. */
static const struct db_sql q_staged = { "import_change.staged",
	"SELECT line FROM stage_change WHERE +job_id = ?1 AND person_id = ?2"
	" AND kind = ?3 AND subject = ?4 LIMIT 1" };
static const struct db_sql q_stage = { "import_change.stage",
	"INSERT INTO stage_change (job_id, line, person_id, kind, subject,"
	" fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
static const struct db_sql q_next = { "import_change.next",
	"SELECT line, fields FROM stage_change WHERE job_id = ?1 AND line > ?2"
	" ORDER BY line LIMIT 1" };
static const struct db_sql q_of_job = { "import_change.of_job",
	"UPDATE change SET job_id = ?2 WHERE id = ?1" };
static const struct db_sql q_counts = { "import_change.counts",
	"SELECT kind, reason, count(*) FROM change WHERE job_id = ?1"
	" GROUP BY kind, reason ORDER BY kind, reason" };
static const struct db_sql q_blocked = { "import_change.blocked",
	"SELECT count(*) FROM block b JOIN change c ON c.id = b.change_id"
	" WHERE c.job_id = ?1" };
static const struct db_sql q_clear = { "import_change.clear",
	"DELETE FROM stage_change WHERE job_id = ?1 AND line <="
	" (SELECT min(line) + ?2 FROM stage_change WHERE job_id = ?1)" };

/* One row while it is checked. */
struct changes_row {
	struct import_job *j;
	const struct wire_args *in;
	const struct change_kind *kind;
	struct person who;          /* id 0: somebody new */
	struct wire_args ask;       /* fields of change.ask */
};

/* Does the kind take that field?  A name may have a '!' behind it. */
static bool
changes_takes(const struct change_kind *k, const char *field)
{
	const char *p = k->fields;
	size_t n = strlen(field), len;

	for (; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		if (strncmp(p, field, n) == 0 && (len == n ||
		    (len == n + 1 && p[n] == '!')))
			return true;
	}
	return false;
}

/* Are name, birth and papers what is asked for, not who is meant? */
static bool
changes_corrects(const struct change_kind *k)
{
	return changes_takes(k, "identity") && !(k->flags & CHANGE_NEW_PERSON);
}

/* ---- who ---------------------------------------------------------------- */

static enum status
changes_by_paper(struct changes_row *r, const char *typed, struct err *err)
{
	struct verb_call *c = r->j->c;
	struct identity paper;
	int64_t id = 0;
	enum status st;
	bool found;

	st = identity_parse(typed, "", &paper, err);
	if (st != ST_OK)
		return err_field(err, st, "identity", "%s", err->msg);
	st = db_int1(db_usef(c->db, &q_paper, "t", paper.number), &id, &found,
	    err);
	if (st != ST_OK || !found)
		return st;
	return person_get(c->db, &c->who->scope, id, &r->who, err);
}

/* By file number, else by paper; a new person has neither yet. */
static enum status
changes_who(struct changes_row *r, struct err *err)
{
	const char *code = wire_args_text(r->in, "code");
	const char *paper = wire_args_text(r->in, "identity");
	struct verb_call *c = r->j->c;
	enum status st = ST_OK;

	if (code[0] != '\0')
		st = person_by_code(c->db, &c->who->scope, code, &r->who, err);
	else if (paper[0] != '\0')
		st = changes_by_paper(r, paper, err);
	if (st == ST_NOTFOUND)
		return err_field(err, st, "code",
		    _("there is nobody with the file number %s"), code);
	if (st != ST_OK)
		return err_field(err, st, code[0] != '\0' ? "code" : "identity",
		    "%s", err->msg);
	if (r->who.id != 0 || (r->kind->flags & CHANGE_NEW_PERSON))
		return ST_OK;
	return paper[0] == '\0' ? err_field(err, ST_INVALID, "code",
	    _("a file number or an identity number is needed")) :
	    err_field(err, ST_NOTFOUND, "identity",
	    _("there is nobody with the number %s"), paper);
}

static enum status
changes_same_name(const struct person *who, const char *typed,
    struct err *err)
{
	char a[256], b[256];

	if (typed[0] == '\0' || (fold_search(a, sizeof(a), who->name) == ST_OK &&
	    fold_search(b, sizeof(b), typed) == ST_OK && strcmp(a, b) == 0))
		return ST_OK;
	return err_field(err, ST_INVALID, "name",
	    _("the record %s is that of %s, not of %s"), who->code, who->name,
	    typed);
}

static enum status
changes_same_birth(const struct person *who, const char *typed,
    const char *today, struct err *err)
{
	char known[DATE_TEXT];
	struct date d;
	enum status st;

	if (typed[0] == '\0')
		return ST_OK;
	st = date_parse(typed, true, today, &d, err);
	if (st != ST_OK)
		return err_field(err, st, "birth", "%s", err->msg);
	if (who->birth.year == 0 || d.year == who->birth.year)
		return ST_OK;
	date_format(known, sizeof(known), who->birth);
	return err_field(err, ST_INVALID, "birth",
	    _("the record of %s says %s"), who->name, known);
}

/* What the kind does not take must be what the record says, and goes. */
static enum status
changes_agrees(struct changes_row *r, struct err *err)
{
	const char *commune = wire_args_text(r->in, "commune");
	const struct person *who = &r->who;
	enum status st = ST_OK;

	if (who->id == 0 || changes_corrects(r->kind))
		return ST_OK;
	st = changes_same_name(who, wire_args_text(r->in, "name"), err);
	if (st == ST_OK)
		st = changes_same_birth(who, wire_args_text(r->in, "birth"),
		    r->j->c->today, err);
	if (st == ST_OK && commune[0] != '\0' &&
	    !changes_takes(r->kind, "commune") &&
	    strcmp(commune, who->area_code) != 0)
		st = err_field(err, ST_INVALID, "commune",
		    _("%s is in %s (%s)"), who->name, who->area_name,
		    who->area_code);
	return st;
}

/* ---- what --------------------------------------------------------------- */

/* Columns that only say who is meant, for somebody on the roll. */
static bool
changes_only_who(const struct changes_row *r, const char *field)
{
	static const char *const who[] = { "name", "birth", "sex", "identity",
		"other_name", "ethnic", "phone" };
	size_t i;

	if (r->who.id == 0)
		return false;
	for (i = 0; i < sizeof(who) / sizeof(who[0]); i++)
		if (strcmp(who[i], field) == 0)
			return !changes_corrects(r->kind);
	/* Where he lives, or where he is going? */
	return (strcmp(field, "commune") == 0 || strcmp(field, "village") == 0) &&
	    (!changes_takes(r->kind, field) ||
	    strcmp(r->kind->name, "new") == 0);
}

static const char *
changes_field(const char *column)
{
	size_t i;

	for (i = 0; i < 2; i++)
		if (strcmp(changes_renamed[i][0], column) == 0)
			return changes_renamed[i][1];
	return column;
}

/* Messages name the column, not the field. */
static void
changes_column(struct err *err)
{
	size_t i;

	for (i = 0; i < 2; i++)
		if (strcmp(changes_renamed[i][1], err->field) == 0)
			(void)str_copy_cut(err->field, sizeof(err->field),
			    changes_renamed[i][0]);
}

/* Of several allowances the category says which one is meant. */
static enum status
changes_right(struct changes_row *r, struct err *err)
{
	const char *category = wire_args_text(r->in, "category");
	int64_t id = 0;
	enum status st;
	bool found;

	if (category[0] == '\0' || changes_takes(r->kind, "category") ||
	    !changes_takes(r->kind, "entitlement"))
		return ST_OK;
	st = db_int1(db_usef(r->j->c->db, &q_right, "it", r->who.id, category),
	    &id, &found, err);
	if (st != ST_OK)
		return st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "category",
		    _("%s has no allowance of this category"), r->who.name);
	wire_args_add_int(&r->ask, "entitlement", id);
	return ST_OK;
}

/* Records and collectors are named by what a commune knows of them. */
static enum status
changes_keep(struct changes_row *r, const char *code, struct err *err)
{
	struct verb_call *c = r->j->c;
	struct person keep;
	enum status st = person_by_code(c->db, &c->who->scope, code, &keep, err);

	if (st != ST_OK)
		return err_field(err, st, "keep",
		    _("there is nobody with the file number %s"), code);
	wire_args_add_int(&r->ask, "keep", keep.id);
	return ST_OK;
}

static enum status
changes_collector(struct changes_row *r, const char *typed, struct err *err)
{
	struct db_stmt *s = db_usef(r->j->c->db, &q_collector, "i", r->who.id);
	char a[256] = "", b[256];
	int64_t id = 0;
	enum status st;
	bool row;

	if (fold_search(a, sizeof(a), typed) != ST_OK)
		a[0] = '\0';
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		if (id == 0 && fold_search(b, sizeof(b), db_text(s, 1)) ==
		    ST_OK && strcmp(a, b) == 0)
			id = db_int(s, 0);
	if (st != ST_OK)
		return st;
	if (id == 0)
		return err_field(err, ST_NOTFOUND, "collector",
		    _("%s does not collect for %s"), typed, r->who.name);
	wire_args_add_int(&r->ask, "collector", id);
	return ST_OK;
}

/* One cell as change.ask wants it. */
static enum status
changes_cell(struct changes_row *r, const struct verb *v, const char *column,
    const char *cell, struct err *err)
{
	const char *field = changes_field(column);
	char value[VERB_TYPED];
	enum status st;

	if (strcmp(column, "keep") == 0)
		return changes_keep(r, cell, err);
	if (strcmp(column, "collector") == 0)
		return changes_collector(r, cell, err);
	st = verb_typed(v, field, cell, r->j->c->today, value, err);
	if (st == ST_OK)
		wire_args_add(&r->ask, field, value);
	return st;
}

static enum status
changes_ask(struct changes_row *r, const struct verb *v, struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	if (r->who.id != 0)
		wire_args_add_int(&r->ask, "person", r->who.id);
	for (i = 0; st == ST_OK && i < r->in->n; i++) {
		const char *column = r->in->v[i].name;

		if (strcmp(column, "code") == 0 || changes_only_who(r, column) ||
		    (strcmp(column, "category") == 0 &&
		    !changes_takes(r->kind, "category")))
			continue;
		st = changes_cell(r, v, column, r->in->v[i].value, err);
	}
	return st == ST_OK ? changes_right(r, err) : st;
}

/* Asks, takes it back, and leaves what it would be about. */
static enum status
changes_try(struct changes_row *r, const struct verb *v, char subject[64],
    struct err *err)
{
	struct verb_call inner = *r->j->c;
	struct wire_args out;
	struct db_stmt *s;
	enum status st = db_savepoint(inner.db, err);
	bool row = false;

	if (st != ST_OK)
		return st;
	wire_args_init(&out);
	inner.out = &out;
	st = verbs_call(&inner, v, &r->ask, err);
	subject[0] = '\0';
	if (st == ST_OK) {
		s = db_usef(inner.db, &q_subject, "i",
		    wire_args_int(&out, "change", 0));
		st = db_step(s, &row, err);
		if (st == ST_OK && row)
			db_copy(s, 0, subject, 64);
	}
	db_rollback_to(inner.db);
	wire_args_done(&out);
	if (st == ST_OK && !db_in_tx(inner.db))
		return err_set(err, ST_IO, _("the books could not be written"));
	return st;
}

static enum status
changes_once(struct changes_row *r, const char *subject, struct err *err)
{
	int64_t line = 0;
	enum status st;
	bool twice;

	st = db_int1(db_usef(r->j->c->db, &q_staged, "iitt", r->j->id,
	    r->who.id, r->kind->name, subject), &line, &twice, err);
	return st != ST_OK || !twice ? st : err_field(err, ST_EXISTS, "kind",
	    _("line %lld asks for this already"), (long long)line);
}

static enum status
changes_row(struct changes_row *r, int64_t line, struct err *err)
{
	const struct verb *v = verb_find("change.ask");
	char subject[64];
	struct buf fields;
	enum status st = changes_who(r, err);

	if (st == ST_OK)
		st = changes_agrees(r, err);
	if (st == ST_OK)
		st = changes_ask(r, v, err);
	if (st == ST_OK)
		st = changes_try(r, v, subject, err);
	if (st == ST_OK)
		st = changes_once(r, subject, err);
	if (st != ST_OK)
		return st;
	buf_init(&fields, IMPORT_CHANGES_FIELDS);
	st = journal_encode(&fields, &r->ask, err);
	if (st == ST_OK)
		st = db_run(db_usef(r->j->c->db, &q_stage, "iiittt", r->j->id,
		    line, r->who.id, r->kind->name, subject, buf_str(&fields)),
		    err);
	buf_done(&fields);
	return st;
}

static enum status
changes_stage(struct import_job *j, const struct wire_args *in, int64_t line,
    struct err *err)
{
	struct changes_row r;
	enum status st;

	memset(&r, 0, sizeof(r));
	r.j = j;
	r.in = in;
	r.kind = change_kind_find(wire_args_text(in, "kind"));
	if (r.kind == NULL)
		return err_field(err, ST_INVALID, "kind",
		    _("there is no such kind of request"));
	if (j->rows >= IMPORT_CHANGES_MAX)
		return err_set(err, ST_LIMIT, _("a file of requests has at most "
		    "%d rows: cut it"), IMPORT_CHANGES_MAX);
	wire_args_init(&r.ask);
	st = changes_row(&r, line, err);
	wire_args_done(&r.ask);
	if (st != ST_OK)
		changes_column(err);
	return st;
}

/* ---- standing ------------------------------------------------------------ */

static enum status
changes_stand_one(struct import_job *j, int64_t line, const char *fields,
    int64_t *effects, struct err *err)
{
	struct verb_call inner = *j->c;
	char why[sizeof(err->msg)];
	struct wire_args args, out;
	enum status st;
	unsigned i;

	wire_args_init(&args);
	journal_decode(fields, &args);
	wire_args_init(&out);
	inner.out = &out;
	st = verbs_call(&inner, verb_find("change.ask"), &args, err);
	if (st == ST_OK)
		st = db_run(db_usef(inner.db, &q_of_job, "ii",
		    wire_args_int(&out, "change", 0), j->id), err);
	if (st != ST_OK) {
		(void)str_copy_cut(why, sizeof(why), err->msg);
		(void)err_set(err, st, _("line %lld: %s"), (long long)line,
		    why);
	}
	for (i = 0; i < out.n; i++)
		*effects += strcmp(out.v[i].name, "effect") == 0;
	wire_args_done(&out);
	wire_args_done(&args);
	return st;
}

/* "stop death 3", one a kind and reason. */
static enum status
changes_tell(struct import_job *j, int64_t effects, struct err *err)
{
	struct wire_args *out = j->c->out;
	struct db_stmt *s = db_usef(j->c->db, &q_counts, "i", j->id);
	int64_t blocked = 0;
	char text[64];
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		(void)snprintf(text, sizeof(text), "%s %s %lld", db_text(s, 0),
		    db_text(s, 1)[0] != '\0' ? db_text(s, 1) : "-",
		    (long long)db_int(s, 2));
		wire_args_add(out, "asked", text);
	}
	if (st == ST_OK)
		st = db_int1(db_usef(j->c->db, &q_blocked, "i", j->id),
		    &blocked, &row, err);
	if (st != ST_OK)
		return st;
	wire_args_add_int(out, "effects", effects);
	wire_args_add_int(out, "blocked", blocked);
	return ST_OK;
}

static enum status
changes_stand(struct import_job *j, struct import_counts *n, struct err *err)
{
	char fields[IMPORT_CHANGES_FIELDS];
	int64_t line = 0, effects = 0;
	enum status st;
	bool row;

	for (;;) {
		struct db_stmt *s = db_usef(j->c->db, &q_next, "ii", j->id,
		    line);

		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			break;
		line = db_int(s, 0);
		db_copy(s, 1, fields, sizeof(fields));
		db_reset(s);
		st = changes_stand_one(j, line, fields, &effects, err);
		if (st != ST_OK)
			return st;
		n->added++;
	}
	return st == ST_OK ? changes_tell(j, effects, err) : st;
}

const struct import_kind import_kind_changes = {
	.name = "changes",
	.columns = changes_columns,
	.roles = ROLE_PREPARER,
	.slice = IMPORT_CHANGES_SLICE,
	.stage = changes_stage,
	.stand = changes_stand,
	.clear = &q_clear,
};
