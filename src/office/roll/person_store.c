/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_store: adding, correcting and moving a person, and whether one is
 * on the roll.  Owns person and identity together with the import.  Nobody is deleted; a paper that was replaced
 * stays, no longer active.
 *
 * person.correct takes only what moves no money: who somebody is, where he
 * lives and where he is paid change by requests, which a second person
 * approves (office/request/change.h).
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/roll/duplicate.h"
#include "office/roll/person.h"
#include "office/roll/person_store.h"
#include "office/place/stored.h"
#include "text/sentence.h"

DB_SQL(q_add) = { "person.add",
	"INSERT INTO person (id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day,"
	" ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note,"
	" created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
	" ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"
	" ?22)" };
DB_SQL(q_change) = { "person.change",
	"UPDATE person SET code = ?2, name = ?3, other_name = ?4, given = ?5,"
	" name_key = ?6, fold = ?7, given_fold = ?8, initials = ?9, sex = ?10,"
	" birth_year = ?11, birth_month = ?12, birth_day = ?13, ethnic = ?14,"
	" area_id = ?15, village = ?16, village_key = ?17, point_id = ?18,"
	" delivery = ?19, phone = ?20, note = ?21, changed_at = ?22"
	" WHERE id = ?1" };
DB_SQL(q_stand) = { "person.stand",
	"UPDATE person SET state = ?2, state_on = nullif(?3, ''),"
	" merged_into = ?4, changed_at = ?5"
	" WHERE id = ?1 AND (state = ?6 OR ?6 IS NULL)" };
DB_SQL(q_move) = { "person.move",
	"UPDATE person SET area_id = coalesce(?2, area_id),"
	" point_id = coalesce(?3, point_id), village = coalesce(?4, village),"
	" village_key = CASE WHEN ?4 IS NULL THEN village_key ELSE ?5 END,"
	" delivery = coalesce(nullif(?6, ''), delivery), changed_at = ?7"
	" WHERE id = ?1" };
DB_SQL(q_code) = { "person.code_taken",
	"SELECT id FROM person WHERE code = ?1" };
DB_SQL(q_paper_off) = { "person.paper_off",
	"UPDATE identity SET active = 0 WHERE person_id = ?1 AND active = 1"
	" AND NOT (kind = ?2 AND number = ?3)" };
DB_SQL(q_paper_on) = { "person.paper_on",
	"INSERT INTO identity (person_id, kind, number, reversed, active)"
	" VALUES (?1, ?2, ?3, ?4, 1)"
	" ON CONFLICT (person_id, kind, number) DO UPDATE SET active = 1" };

/* Next file number of a commune, "03721-00042", past those that files gave. */
static enum status
person_next_code(struct verb_call *c, const char *commune, char code[25],
    struct err *err)
{
	char counter[32];
	enum status st;
	int64_t n, id;
	bool taken = true;

	st = str_format(counter, sizeof(counter), "file:%s", commune);
	while (st == ST_OK && taken) {
		st = db_next_id(c->db, counter, &n, err);
		if (st == ST_OK)
			st = str_format(code, 25, "%s-%05lld", commune,
			    (long long)n);
		if (st == ST_OK)
			st = db_int1(db_usef(c->db, &q_code, "t", code), &id,
			    &taken, err);
	}
	return st;
}

static enum status
person_take_code(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err)
{
	const char *code = wire_args_text(in, "code");
	enum status st;
	int64_t id;
	bool taken;

	if (code[0] == '\0')
		return person_next_code(c, wire_args_text(in, "commune"),
		    p->code, err);
	if (str_copy(p->code, sizeof(p->code), code) != ST_OK)
		return err_field(err, ST_LIMIT, "code",
		    _("a file number has at most %zu letters"),
		    sizeof(p->code) - 1);
	st = db_int1(db_usef(c->db, &q_code, "t", code), &id, &taken, err);
	if (st == ST_OK && taken)
		return err_field(err, ST_EXISTS, "code",
		    _("somebody else has the file number %s"), code);
	return st;
}

/* Binds ?1..?22 of q_add and q_change. */
static struct db_stmt *
person_bind(struct verb_call *c, const struct db_sql *q,
    const struct person_new *p)
{
	return db_usef(c->db, q, "ittttbttttoootitbitttt", p->id, p->code,
	    p->name, p->other_name, p->given, (const void *)p->name_key,
	    p->name_len, p->fold, p->given_fold, p->initials, p->sex,
	    (int64_t)p->birth.year, (int64_t)p->birth.month,
	    (int64_t)p->birth.day, p->ethnic, p->area, p->village,
	    (const void *)p->village_key, p->village_len, p->point,
	    p->delivery, p->phone, p->note, c->now);
}

static enum status
person_store_paper(struct verb_call *c, const struct person_new *p,
    struct err *err)
{
	enum status st;

	st = db_run(db_usef(c->db, &q_paper_off, "itt", p->id,
	    p->identity.kind, p->identity.number), err);
	if (st != ST_OK || p->identity.number[0] == '\0')
		return st;
	return db_run(db_usef(c->db, &q_paper_on, "ittt", p->id,
	    p->identity.kind, p->identity.number, p->identity.reversed), err);
}

enum status
person_store(struct verb_call *c, const struct person_new *p, struct err *err)
{
	enum status st = db_run(person_bind(c, &q_change, p), err);

	return st == ST_OK ? person_store_paper(c, p, err) : st;
}

enum status
person_stand(struct verb_call *c, int64_t person,
    const struct person_standing *s, struct err *err)
{
	return db_run(db_usef(c->db, &q_stand, "ittott", person, s->state,
	    s->on, s->into, c->now, s->from), err);
}

enum status
person_move(struct verb_call *c, int64_t person,
    const struct person_place *to, struct err *err)
{
	const char *village = to->village != NULL ? to->village : "";
	unsigned char key[SORTKEY_SIZE];
	size_t n = sortkey_text(key, sizeof(key), village);
	int64_t area = 0;

	if (to->area != 0 &&
	    area_now(c->db, to->area, village, &area, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_move, "iootbtt", person, area,
	    to->point, to->village, (const void *)key, n, to->delivery,
	    c->now), err);
}

/*
 * Doubles: the same paper is refused; the same name and birth (duplicate.h) is
 * noted on the record unless the clerk says that they are two people.
 */
static enum status
person_check_double(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[PERSON_REMARK], struct err *err)
{
	struct duplicate_side like;
	enum status st;
	bool found = false;

	warning[0] = '\0';
	st = person_identity_free(c->db, p, err);
	if (st == ST_OK &&
	    strcmp(wire_args_text(in, "same"), "different") != 0)
		st = duplicate_like(c->db, p, &like, &found, err);
	if (st != ST_OK || !found)
		return st;
	sentence_make(warning, PERSON_REMARK,
	    N_("same name and birth as %s, %s"), like.code, like.commune);
	person_remark(p->note, warning);
	return ST_OK;
}

enum status
person_insert(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[PERSON_REMARK], struct err *err)
{
	enum status st;

	memset(p, 0, sizeof(*p));
	st = person_read(c, in, p, err);
	if (st == ST_OK)
		st = person_check_double(c, in, p, warning, err);
	if (st == ST_OK)
		st = person_take_code(c, in, p, err);
	if (st == ST_OK)
		st = db_next_id(c->db, "person", &p->id, err);
	if (st != ST_OK)
		return st;
	person_remark(p->note, p->remark);
	st = db_run(person_bind(c, &q_add, p), err);
	return st == ST_OK ? person_store_paper(c, p, err) : st;
}
