/*
 * SPDX-License-Identifier: ISC
 *
 * import/change: requests (biến động) from a commune's file.  A row is asked
 * for on trial through change.ask itself when its slice comes, so whatever
 * that refuses is told with line and column; import.finish then asks for all
 * of them, each waits for its checker like any other.  Owns stage_change.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/change_priv.h"
#include "office/request/change.h"
#include "office/request/file.h"
#include "office/verb/journal.h"

/* All of them stand in one verb: other desks wait that long. */
#define IMPORT_CHANGES_MAX 300
#define IMPORT_CHANGES_SLICE 4
#define IMPORT_CHANGES_FIELDS IMPORT_ASK_BYTES

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
	{ "reclaim", false, N_("yes or no: is what the system before paid too much claimed?") },
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
	{ "self", false, N_("yes or no: may the person collect in person, in spite of age or guardian?") },
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

/* "+job_id": the index that counts is the person's, never the job's. */
DB_SQL(q_staged) = { "import_change.staged",
	"SELECT line FROM stage_change WHERE {+}job_id = ?1 AND person_id = ?2"
	" AND kind = ?3 AND subject = ?4 LIMIT 1" };
DB_SQL(q_stage) = { "import_change.stage",
	"INSERT INTO stage_change (job_id, line, person_id, kind, subject,"
	" fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
DB_SQL(q_next) = { "import_change.next",
	"SELECT line, fields FROM stage_change WHERE job_id = ?1 AND line > ?2"
	" ORDER BY line LIMIT 1" };
DB_SQL(q_counts) = { "import_change.counts",
	"SELECT kind, reason, count(*) FROM change WHERE job_id = ?1"
	" GROUP BY kind, reason ORDER BY kind, reason" };
DB_SQL(q_blocked) = { "import_change.blocked",
	"SELECT count(*) FROM block b JOIN change c ON c.id = b.change_id"
	" WHERE c.job_id = ?1" };
DB_SQL(q_clear) = { "import_change.clear",
	"DELETE FROM stage_change WHERE job_id = ?1 AND line <="
	" (SELECT min(line) + ?2 FROM stage_change WHERE job_id = ?1)" };

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
	const struct verb *v = verb_in(change_verbs, "change.ask");
	struct import_tried tried;
	char subject[64];
	struct buf fields;
	enum status st;

	if (changes_row_read(r, v, err) != ST_OK)
		return err->st;
	st = import_try(r->j->c, &r->ask, &tried, err);
	(void)str_copy_cut(subject, sizeof(subject), tried.subject);
	import_tried_done(&tried);
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
		import_ask_column(err);
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
	st = verbs_call(&inner, verb_in(change_verbs, "change.ask"), &args, err);
	if (st == ST_OK)
		st = change_of_job(j->c, wire_args_int(&out, "change", 0),
		    j->id, err);
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

static const struct record_field import_asked_fields[] = {
	RECORD_FIELD(struct import_asked, kind),
	RECORD_FIELD(struct import_asked, reason),
	RECORD_FIELD(struct import_asked, n),
};
const struct record import_asked_record = RECORD(import_asked_fields, 3);

static enum status
changes_tell(struct import_job *j, int64_t effects, struct err *err)
{
	struct wire_args *out = j->c->out;
	struct db_stmt *s = db_usef(j->c->db, &q_counts, "i", j->id);
	struct import_asked is;
	int64_t blocked = 0;
	char text[64];
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_copy(s, 0, is.kind, sizeof(is.kind));
		db_copy(s, 1, is.reason, sizeof(is.reason));
		is.n = db_int(s, 2);
		record_write(&import_asked_record, &is, text, sizeof(text));
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
	.finish = changes_stand,
	.clear = &q_clear,
};
