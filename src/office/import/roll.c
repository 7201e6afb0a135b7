/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll: checks one row of the roll and stages it as it will be stored:
 * a person, their paper, one entitlement, one collector.  Several rows of one
 * file number are one person with several entitlements; they wait as a request
 * of their list owner (file/file.h).  Of a person on the roll only what differs
 * is asked for (roll_known.c); an empty cell says nothing.
 */
#include <string.h>

#include "base/say.h"
#include "office/import/roll_priv.h"

static const struct import_column roll_columns[] = {
	{ "code", true, N_("file number of the person") },
	{ "name", true, N_("full name") },
	{ "other_name", false, N_("other name") },
	{ "sex", false, N_("M or F") },
	{ "birth", false, N_("21/11/1940, 11/1940 or 1940") },
	{ "identity", false, N_("9 or 12 digits; others as passport:B1234567") },
	{ "ethnic", false, N_("ethnic group") },
	{ "commune", true, N_("code of the commune") },
	{ "village", false, N_("village") },
	{ "point", false, N_("code of the payout point") },
	{ "delivery", false, N_("point or home") },
	{ "phone", false, N_("telephone") },
	{ "category", false, N_("decree and clause: 136.5.5b") },
	{ "coefficient", false, N_("where it is not the category's: 1,5") },
	{ "amount", false, N_("whole đồng, where it is not standard x coefficient") },
	{ "from", false, N_("first month: 11/2019 or 2019-11") },
	{ "to", false, N_("last month") },
	{ "decision", false, N_("number of the decision") },
	{ "decision_date", false, N_("its day") },
	{ "note", false, N_("remarks") },
	{ "collector_name", false, N_("who collects for the person") },
	{ "collector_identity", false, N_("number of their paper") },
	{ "relation", false, N_("their relation to the person") },
	{ NULL, false, NULL }
};

/* "+job_id": the index that counts is the other column's, never the job's. */
DB_SQL(q_staged_right) = { "import_roll.staged_right",
	"SELECT line FROM roll_row WHERE {+}job_id = ?1 AND code = ?2"
	" AND category = ?3 AND from_month = ?4 LIMIT 1" };
DB_SQL(q_owner) = { "import_roll.owner",
	"SELECT CASE WHEN p.level = 'district' THEN p.id ELSE a.id END"
	" FROM area a LEFT JOIN area p ON p.id = a.parent_id WHERE a.id = ?1" };
DB_SQL(q_staged_collector) = { "import_roll.staged_collector",
	"SELECT 1 FROM roll_row WHERE {+}job_id = ?1 AND code = ?2"
	" AND collector_name = ?3 LIMIT 1" };

/* The allowance of a newcomer. */
static enum status
roll_right(struct roll_row *r, struct err *err)
{
	struct import_job *j = r->j;
	enum status st = roll_read_right(r, err);
	int64_t line;
	bool twice;

	if (st != ST_OK || r->e.category[0] == '\0')
		return st;
	st = db_int1(db_usef(j->c->db, &q_staged_right, "ittt", j->id,
	    r->p.code, r->e.category, r->e.from), &line, &twice, err);
	if (st == ST_OK && twice)
		return err_field(err, ST_INVALID, "category",
		    _("line %lld has this person and category already"),
		    (long long)line);
	if (st == ST_OK)
		st = roll_unlikely(r, err);
	r->s.after = r->e.amount;
	r->s.look |= roll_looks(r);
	return st == ST_OK ? db_next_id(j->c->db, "entitlement", &r->s.right,
	    err) : st;
}

static enum status
roll_collector(struct roll_row *r, struct err *err)
{
	enum status st = roll_read_collector(r, err);
	bool known = true;
	int64_t id;

	if (st == ST_OK && r->s.collector_name[0] != '\0')
		st = db_int1(db_usef(r->j->c->db, &q_staged_collector, "itt",
		    r->j->id, r->p.code, r->s.collector_name), &id, &known, err);
	if (st != ST_OK || known)
		return st;
	r->s.look |= ROLL_COLLECTOR;
	return db_next_id(r->j->c->db, "collector", &r->s.collector, err);
}

/* A newcomer's of the commune; of somebody on the roll, where he is now. */
static enum status
roll_owner(struct roll_row *r, struct err *err)
{
	bool found;

	return db_int1(db_usef(r->j->c->db, &q_owner, "i",
	    r->known ? r->was.area : r->p.area), &r->s.owner, &found, err);
}

static enum status
roll_new(struct roll_row *r, struct err *err)
{
	if (roll_right(r, err) != ST_OK || roll_collector(r, err) != ST_OK)
		return err->st;
	return roll_stage_row(r->j->c->db, &r->s, err);
}

static enum status
roll_stage(struct import_job *j, const struct wire_args *in, int64_t line,
    struct err *err)
{
	struct roll_row r;
	enum status st;

	memset(&r, 0, sizeof(r));
	r.j = j;
	r.in = in;
	r.s = (struct roll_staged){ .job = j->id, .line = line, .p = &r.p,
		.e = &r.e, .collector_kind = "" };
	st = roll_person(&r, err);
	r.s.added = !r.known;
	if (st == ST_OK)
		st = roll_owner(&r, err);
	if (st == ST_OK)
		st = roll_point_near(&r, err);
	if (st == ST_OK)
		st = r.known ? roll_known(&r, err) : roll_new(&r, err);
	if (st == ST_OK)
		return roll_stage_count(j->c->db, &r.s, !r.again, err);
	if (r.s.asks > 0 && roll_stage_unask(j->c->db, &r.s, ERR_NONE) != ST_OK)
		return ST_IO;
	return st;
}

static enum status
roll_finish(struct import_job *j, struct import_counts *n, struct err *err)
{
	const struct roll_sent of = { j->id, j->file, j->digest };
	struct roll_sums sums = { 0, 0, 0, 0 };
	enum status st = roll_file_ask(j->c, &of, &sums, err);

	n->added += sums.added;
	n->changed += sums.changed;
	n->unchanged += sums.unchanged;
	n->total += sums.total;
	return st;
}

const struct import_kind import_kind_roll = {
	.name = "roll",
	.columns = roll_columns,
	.roles = ROLE_PREPARER | ROLE_PROVINCE | ROLE_ADMIN,
	.stage = roll_stage,
	.finish = roll_finish,
};
