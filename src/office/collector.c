/*
 * SPDX-License-Identifier: ISC
 *
 * collector: who may collect for somebody (người nhận thay): a guardian or
 * carer without end, an authorised person by a letter with an end.  Owns
 * collector.
 *
 * Staff never collect for others (domain 5, rule 10; 5.1: paying staff whose
 * family took the money for years).
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/person_priv.h"
#include "office/place_priv.h"

#define COLLECTOR_MONTHS 12 /* of a letter that names no end (domain 3.4) */

static const struct db_sql q_staff = { "collector.staff",
	"SELECT 1 FROM staff WHERE identity = ?3 AND ?3 <> '' AND active = 1"
	" UNION ALL SELECT 1 FROM staff_point sp JOIN staff f ON f.id = sp.staff_id"
	" WHERE sp.point_id = ?1 AND f.name = ?2 AND f.active = 1"
	" UNION ALL SELECT 1 FROM staff WHERE id = ?4 AND name = ?2 LIMIT 1" };
static const struct db_sql q_add = { "collector.add",
	"INSERT INTO collector (id, person_id, kind, name, identity, relation,"
	" letter, certifier, valid_from, valid_to)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)" };
static const struct db_sql q_person = { "collector.person",
	"SELECT person_id FROM collector WHERE id = ?1 AND active = 1" };
static const struct db_sql q_withdraw = { "collector.withdraw",
	"UPDATE collector SET active = 0 WHERE id = ?1" };

struct collector_new {
	const char *kind;
	char name[NFC_NAME_SIZE], relation[64], letter[64], certifier[128];
	struct identity identity;
	char from[11], to[11];
};

enum status
collector_is_staff(struct verb_call *c, int64_t point, const char *name,
    const char *identity, bool *yes, struct err *err)
{
	int64_t one;

	return db_int1(db_usef(c->db, &q_staff, "itti", point, name, identity,
	    c->who->staff), &one, yes, err);
}

enum status
collector_no_staff(struct verb_call *c, int64_t point, const char *name,
    const char *identity, struct err *err)
{
	enum status st;
	bool yes;

	st = collector_is_staff(c, point, name, identity, &yes, err);
	if (st == ST_OK && yes)
		return err_field(err, ST_DENIED, "name",
		    _("%s is staff here: staff do not collect for others"),
		    name);
	return st;
}

/* A letter without an end is good for a year, its first day included. */
static void
collector_default_end(struct collector_new *k)
{
	struct date d;
	char month[DATE_MONTH], end[DATE_MONTH], day[24];

	if (date_from_iso(k->from, &d) != ST_OK)
		return;
	(void)str_copy_cut(month, sizeof(month), k->from);
	if (month_add(month, COLLECTOR_MONTHS, end) != ST_OK)
		return;
	(void)snprintf(day, sizeof(day), "%.7s-%02d", end, d.day);
	if (date_from_iso(day, &d) != ST_OK) { /* 29 February */
		(void)snprintf(day, sizeof(day), "%.7s-%02d", end, d.day - 1);
		if (date_from_iso(day, &d) != ST_OK)
			return;
	}
	date_to_iso(k->to, sizeof(k->to), date_from_days(date_days(d) - 1));
}

static enum status
collector_texts(const struct wire_args *in, struct collector_new *k,
    struct err *err)
{
	enum status st;

	st = nfc_name(k->name, sizeof(k->name), wire_args_text(in, "name"), err);
	if (st != ST_OK)
		return err_field(err, st, "name", "%s", err->msg);
	st = identity_parse(wire_args_text(in, "identity"), "", &k->identity,
	    err);
	if (st == ST_OK && identity_is_national(&k->identity)) {
		char note[160];

		st = person_identity_check(k->identity.number, ' ', 0, note,
		    sizeof(note), err);
	}
	if (st == ST_OK)
		st = place_text(k->relation, sizeof(k->relation),
		    wire_args_text(in, "relation"), "relation", err);
	if (st == ST_OK)
		st = place_text(k->letter, sizeof(k->letter),
		    wire_args_text(in, "letter"), "letter", err);
	if (st == ST_OK)
		st = place_text(k->certifier, sizeof(k->certifier),
		    wire_args_text(in, "certifier"), "certifier", err);
	return st;
}

static enum status
collector_read(struct verb_call *c, struct collector_new *k, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *from = wire_args_text(in, "from");
	bool letter;
	enum status st;

	memset(k, 0, sizeof(*k));
	k->kind = wire_args_text(in, "kind");
	letter = strcmp(k->kind, "authorised") == 0;
	st = collector_texts(in, k, err);
	if (st != ST_OK)
		return st;
	(void)str_copy_cut(k->from, sizeof(k->from),
	    from[0] != '\0' ? from : c->today);
	(void)str_copy_cut(k->to, sizeof(k->to), wire_args_text(in, "to"));
	if (letter && k->to[0] == '\0')
		collector_default_end(k);
	if (letter && k->letter[0] == '\0')
		return err_field(err, ST_INVALID, "letter",
		    _("the number of the authorisation letter is needed"));
	if (letter && k->identity.number[0] == '\0')
		return err_field(err, ST_INVALID, "identity",
		    _("the number of an authorised person's paper is needed"));
	if (k->to[0] != '\0' && strcmp(k->to, k->from) < 0)
		return err_field(err, ST_INVALID, "to",
		    _("the last day lies before the first"));
	return ST_OK;
}

static enum status
collector_add(struct verb_call *c, struct err *err)
{
	struct collector_new k;
	struct person who;
	enum status st;
	int64_t id;

	st = person_get(c->db, &c->who->scope,
	    wire_args_int(&c->in->args, "person", 0), &who, err);
	if (st == ST_OK)
		st = collector_read(c, &k, err);
	if (st == ST_OK)
		st = collector_no_staff(c, who.point, k.name, k.identity.number,
		    err);
	if (st == ST_OK)
		st = db_next_id(c->db, "collector", &id, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_add, "iitttttttt", id, who.id,
		    k.kind, k.name, k.identity.number, k.relation, k.letter,
		    k.certifier, k.from, k.to[0] != '\0' ? k.to : NULL), err);
	if (st != ST_OK)
		return st;
	wire_args_add_int(c->out, "id", id);
	wire_args_add(c->out, "to", k.to);
	return ST_OK;
}

static enum status
collector_withdraw(struct verb_call *c, struct err *err)
{
	int64_t id = wire_args_int(&c->in->args, "collector", 0), person;
	struct person who;
	enum status st;
	bool found;

	st = db_int1(db_usef(c->db, &q_person, "i", id), &person, &found, err);
	if (st == ST_OK && !found)
		return err_field(err, ST_NOTFOUND, "collector",
		    _("there is no such collector, or no longer"));
	if (st == ST_OK)
		st = person_get(c->db, &c->who->scope, person, &who, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_withdraw, "i", id), err);
	return st;
}

static const struct verb_field collector_add_fields[] = {
	{ "person", VERB_INT, true, 0, NULL, N_("number of the record") },
	{ "kind", VERB_CHOICE, true, 0, "guardian|carer|authorised",
	    N_("by which right they collect") },
	{ "name", VERB_NAME, true, 240, NULL, N_("full name") },
	{ "identity", VERB_TEXT, false, 40, NULL, N_("identity number") },
	{ "relation", VERB_TEXT, false, 60, NULL, N_("relation to the person") },
	{ "letter", VERB_TEXT, false, 60, NULL, N_("number of the letter") },
	{ "certifier", VERB_TEXT, false, 120, NULL, N_("who certified it") },
	{ "from", VERB_DATE, false, 0, NULL, N_("first day") },
	{ "to", VERB_DATE, false, 0, NULL,
	    N_("last day; a letter without one is good for 12 months") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};
static const struct verb_field collector_withdraw_fields[] = {
	{ "collector", VERB_INT, true, 0, NULL, N_("number of the collector") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};

const struct verb collector_verbs[] = {
	{ "collector.add", collector_add_fields,
	    ROLE_PREPARER | ROLE_CONTROLLER | ROLE_ADMIN, 0, collector_add,
	    N_("registers who may collect for a person") },
	{ "collector.withdraw", collector_withdraw_fields,
	    ROLE_PREPARER | ROLE_CONTROLLER | ROLE_ADMIN, 0, collector_withdraw,
	    N_("withdraws the right to collect") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
