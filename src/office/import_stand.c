/*
 * SPDX-License-Identifier: ISC
 *
 * import_stand: makes the staged rows of a roll stand: five set operations,
 * each over all rows, in the one short verb that ends the job.  What a row
 * may be was settled when it was staged; that nobody was entered meanwhile
 * with the same file number or paper is for the unique keys to say.
 */
#include "base/say.h"
#include "office/import_priv.h"

/* A second row of a person adds an entitlement, the first one the person. */
static const struct db_sql q_people = { "import_stand.people",
	"INSERT INTO person (id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day, ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note,"
	" created_at, changed_at)"
	" SELECT person_id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day, ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note, ?2, ?2"
	" FROM stage_roll WHERE job_id = ?1 AND is_new = 1 ORDER BY line"
	" ON CONFLICT (id) DO NOTHING" };
static const struct db_sql q_update = { "import_stand.update",
	"UPDATE person SET name = s.name, other_name = s.other_name,"
	" given = s.given, name_key = s.name_key, fold = s.fold,"
	" given_fold = s.given_fold, initials = s.initials, sex = s.sex,"
	" birth_year = s.birth_year, birth_month = s.birth_month,"
	" birth_day = s.birth_day, ethnic = s.ethnic, area_id = s.area_id,"
	" village = s.village, village_key = s.village_key,"
	" point_id = s.point_id, delivery = s.delivery, phone = s.phone,"
	" note = s.note, changed_at = ?2 FROM stage_roll s"
	" WHERE s.job_id = ?1 AND s.changed = 1 AND person.id = s.person_id"
	" AND s.line = (SELECT min(line) FROM stage_roll f"
	"  WHERE +f.job_id = ?1 AND f.code = s.code)" };
static const struct db_sql q_papers_off = { "import_stand.papers_off",
	"UPDATE identity SET active = 0 FROM stage_roll s WHERE s.job_id = ?1"
	" AND s.changed = 1 AND s.id_number <> ''"
	" AND identity.person_id = s.person_id AND identity.active = 1"
	" AND NOT (identity.kind = s.id_kind AND identity.number = s.id_number)" };
static const struct db_sql q_papers = { "import_stand.papers",
	"INSERT INTO identity (person_id, kind, number, reversed, active)"
	" SELECT person_id, id_kind, id_number, id_reversed, 1 FROM stage_roll"
	" WHERE job_id = ?1 AND (is_new = 1 OR changed = 1) AND id_number <> ''"
	" ON CONFLICT (person_id, kind, number) DO UPDATE SET active = 1" };
static const struct db_sql q_rights = { "import_stand.rights",
	"INSERT INTO entitlement (id, person_id, category, hundredths, manual,"
	" from_month, to_month, decision, decided_on, changed_at)"
	" SELECT entitlement_id, person_id, category, hundredths, manual,"
	" from_month, to_month, decision, decided_on, ?2 FROM stage_roll"
	" WHERE job_id = ?1 AND (is_new = 1 OR changed = 1)"
	" AND entitlement_id > 0"
	" ON CONFLICT (id) DO UPDATE SET hundredths = excluded.hundredths,"
	" manual = excluded.manual, to_month = excluded.to_month,"
	" decision = excluded.decision, decided_on = excluded.decided_on,"
	" changed_at = excluded.changed_at" };
static const struct db_sql q_collectors = { "import_stand.collectors",
	"INSERT INTO collector (id, person_id, kind, name, identity, relation,"
	" valid_from) SELECT collector_id, person_id, collector_kind,"
	" collector_name, collector_identity, relation, ?2 FROM stage_roll"
	" WHERE job_id = ?1 AND collector_id > 0" };
static const struct db_sql q_counts = { "import_stand.counts",
	"SELECT sum(is_new), sum(changed), sum(1 - is_new - changed),"
	" sum(amount) FROM stage_roll WHERE job_id = ?1" };

static enum status
stand_counts(struct import_job *j, struct import_counts *n, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_counts, "i", j->id);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	n->added = db_int(s, 0);
	n->changed = db_int(s, 1);
	n->unchanged = db_int(s, 2);
	n->total = db_int(s, 3);
	db_reset(s);
	return ST_OK;
}

enum status
import_roll_stand(struct import_job *j, struct import_counts *n,
    struct err *err)
{
	const struct {
		const struct db_sql *q;
		const char *when; /* of the rows, NULL: none is stored */
	} steps[] = {
		{ &q_people, j->c->now },
		{ &q_update, j->c->now },
		{ &q_papers_off, NULL },
		{ &q_papers, NULL },
		{ &q_rights, j->c->now },
		{ &q_collectors, j->c->today },
	};
	enum status st = stand_counts(j, n, err);
	size_t i;

	for (i = 0; st == ST_OK && i < sizeof(steps) / sizeof(steps[0]); i++)
		st = db_run(db_usef(j->c->db, steps[i].q,
		    steps[i].when != NULL ? "it" : "i", j->id, steps[i].when),
		    err);
	return st;
}
