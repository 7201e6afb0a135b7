/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_store: adds, corrects and moves a person, and changes the state.
 * Owns person and identity together with file/row.c.  Nobody is deleted, and a
 * paper that was replaced stays on record, not active.
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

/* The next file number of a commune, "03721-00042", that no file took. */
static enum status
person_next_code(struct verb_call *c, const char *commune, char code[25],
    struct err *err)
{
	char counter[32];
	int64_t n, id;
	bool taken;

	(void)snprintf(counter, sizeof(counter), "file:%s", commune);
	do {
		if (db_next_id(c->db, counter, &n, err) != ST_OK)
			return err->st;
		(void)snprintf(code, 25, "%s-%05lld", commune, (long long)n);
		if (db_int1(db_usef(c->db, &q_code, "t", code), &id, &taken,
		    err) != ST_OK)
			return err->st;
	} while (taken);
	return ST_OK;
}

static enum status
person_take_code(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err)
{
	const char *code = wire_args_text(in, "code");
	int64_t id;
	bool taken;

	if (code[0] == '\0')
		return person_next_code(c, wire_args_text(in, "commune"),
		    p->code, err);
	if (str_copy(p->code, sizeof(p->code), code) != ST_OK)
		return err_field(err, ST_LIMIT, "code",
		    _("a file number has at most %zu letters"),
		    sizeof(p->code) - 1);
	if (db_int1(db_usef(c->db, &q_code, "t", code), &id, &taken,
	    err) != ST_OK)
		return err->st;
	return !taken ? ST_OK : err_field(err, ST_EXISTS, "code",
	    _("somebody else has the file number %s"), code);
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
	    names_word(&deliveries, p->delivery), p->phone, p->note, c->now);
}

static enum status
person_store_paper(struct verb_call *c, const struct person_new *p,
    struct err *err)
{
	const struct identity *i = &p->identity;

	if (db_run(db_usef(c->db, &q_paper_off, "itt", p->id, i->kind,
	    i->number), err) != ST_OK)
		return err->st;
	return i->number[0] == '\0' ? ST_OK : db_run(db_usef(c->db,
	    &q_paper_on, "ittt", p->id, i->kind, i->number, i->reversed), err);
}

enum status
person_store(struct verb_call *c, const struct person_new *p, struct err *err)
{
	if (db_run(person_bind(c, &q_change, p), err) != ST_OK)
		return err->st;
	return person_store_paper(c, p, err);
}

enum status
person_stand(struct verb_call *c, int64_t person,
    const struct person_standing *s, struct err *err)
{
	return db_run(db_usef(c->db, &q_stand, "ittott", person,
	    names_word(&person_states, s->state), s->on, s->into, c->now,
	    s->from != PERSON_NONE ? names_word(&person_states, s->from) :
	    NULL), err);
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
	    to->point, to->village, (const void *)key, n,
	    names_word(&deliveries, to->delivery), c->now), err);
}

/*
 * Refuses a paper that somebody else has.  An alike record (duplicate.h) is
 * noted on the new one, unless the clerk says that they are two people.
 */
static enum status
person_check_double(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[PERSON_REMARK], struct err *err)
{
	struct duplicate_side like;
	bool found = false;

	warning[0] = '\0';
	if (person_identity_free(c->db, p, err) != ST_OK ||
	    (strcmp(wire_args_text(in, "same"), "different") != 0 &&
	    duplicate_like(c->db, p, &like, &found, err) != ST_OK))
		return err->st;
	if (!found)
		return ST_OK;
	sentence_make(warning, PERSON_REMARK,
	    N_("same name and birth as %s, %s"), like.code, like.commune);
	person_remark(p->note, warning);
	return ST_OK;
}

enum status
person_insert(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[PERSON_REMARK], struct err *err)
{
	memset(p, 0, sizeof(*p));
	if (person_read(c, in, p, err) != ST_OK ||
	    person_check_double(c, in, p, warning, err) != ST_OK ||
	    person_take_code(c, in, p, err) != ST_OK ||
	    db_next_id(c->db, "person", &p->id, err) != ST_OK)
		return err->st;
	person_remark(p->note, p->remark);
	if (db_run(person_bind(c, &q_add, p), err) != ST_OK)
		return err->st;
	return person_store_paper(c, p, err);
}
