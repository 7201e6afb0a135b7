/* SPDX-License-Identifier: ISC */
/*
 * Rule 8 of the house: every verb is posted as every role, inside and outside
 * its reach, and must answer as the table in GUARDS.md says; a verb without a
 * row there, or a row without a verb, fails too.
 */
#include "rights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "office/table.h"

static struct office o;

static const char *const people[ROLE_COUNT] = {
	[ROLE_I_PAYING] = "lan", [ROLE_I_CASHIER] = "thu",
	[ROLE_I_ACCOUNTANT] = "ke", [ROLE_I_CONTROLLER] = "quan",
	[ROLE_I_PREPARER] = "phong", [ROLE_I_APPROVER] = "truong",
	[ROLE_I_PROVINCE] = "tinh", [ROLE_I_ADMIN] = "admin",
};

static void
draft(const char *who, const char *period, const char *area, bool submit)
{
	struct wire_args a;
	char id[24];

	assert_int_equal(office_post(&o, who, "list.begin", &a, "period",
	    period, "area", area, NULL), ST_OK);
	(void)str_copy_cut(id, sizeof(id), wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, who, "list.slice", NULL, "job", id,
	    "people", "1000", NULL), ST_OK);
	assert_int_equal(office_post(&o, who, "list.finish", &a, "job", id,
	    NULL), ST_OK);
	(void)str_copy_cut(id, sizeof(id), wire_args_text(&a, "list"));
	wire_args_done(&a);
	if (submit) {
		assert_int_equal(office_submit(&o, who, id), ST_OK);
		return;
	}
	office_checks(&o, who, strtoll(id, NULL, 10));
	office_accept(&o, who, strtoll(id, NULL, 10));
}

/* A file of the roll, decided and not carried out. */
static void
file(const char *who, const char *boss, bool far)
{
	char rows[1024], job[24], id[24];
	struct wire_args a;

	posting_row(far, rows, sizeof(rows));
	*strstr(rows, "N-1") = far ? 'G' : 'F'; /* not those of the postings */
	assert_int_equal(office_post(&o, who, "import.begin", &a, "kind",
	    "roll", "columns", ROLL, NULL), ST_OK);
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, who, "import.rows", NULL, "job", job,
	    "rows", rows, NULL), ST_OK);
	assert_int_equal(office_post(&o, who, "import.finish", &a, "job", job,
	    NULL), ST_OK);
	(void)snprintf(id, sizeof(id), "%.*s",
	    (int)strcspn(wire_args_text(&a, "request"), "\t"),
	    wire_args_text(&a, "request"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, boss, "change.approve", NULL,
	    "change", id, "version", "1", NULL), ST_OK);
}

static int
setup(void **state)
{
	static const char *const periods[] = { "2019-12", "2020-01", "2020-02",
		"2020-03" };
	size_t i;

	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	for (i = 0; i < 4; i++)
		assert_int_equal(office_post(&o, "tinh", "period.open", NULL,
		    "code", periods[i], NULL), ST_OK);
	/* Nothing of before is closed. */
	assert_int_equal(office_sql(&o, "INSERT INTO period_override (period_id,"
	    " owner_id, reason, staff_id, at) SELECT p.id, a.id, 'x', 39, ''"
	    " FROM period p JOIN area a ON a.id IN (2, 3)"
	    " WHERE p.code BETWEEN '2019-12' AND '2020-02'"), ST_OK);
	file("phong", "truong", false);
	file("phong2", "truong2", true);
	draft("phong", "2019-12", "119", false);
	draft("phong2", "2019-12", "126", false);
	draft("phong", "2020-02", "119", true);
	draft("phong2", "2020-02", "126", true);
	assert_int_equal(office_post(&o, "phong", "change.ask", NULL, "kind",
	    "stop", "person", "103", "reason", "waiver", "event_on",
	    "2019-11-05", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "change.ask", NULL, "kind",
	    "stop", "person", "113", "reason", "waiver", "event_on",
	    "2019-11-05", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_PANG2, "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "son", F_XUONG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_sql(&o, "INSERT OR REPLACE INTO counter VALUES"
	    " ('area', 1000), ('unit', 1000), ('point', 1000), ('staff', 1000);"
	    "INSERT INTO collector (id, person_id,"
	    " kind, name, valid_from) VALUES (605, 111, 'carer', 'X', '2019-01-01');"
	    "INSERT INTO recovery VALUES (9001, 101, NULL, 'x', 37, ''),"
	    " (9002, 111, NULL, 'x', 41, '');"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, staff_id,"
	    " at) SELECT id, id, 'overpaid', 5000, 37, '' FROM recovery;"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, document,"
	    " staff_id, at) SELECT id + 10, id, 'decision', 5000, '1/QĐ', 37,"
	    " '' FROM recovery;"
	    "INSERT INTO block (line_id, reason, staff_id, at) SELECT id, 'x', 40, '' FROM line"
	    " WHERE person_id IN (104, 113) AND month = '2019-11';"
	    "UPDATE person SET birth_year = 1936 WHERE id IN (101, 102);"
	    "UPDATE person SET fold = 'x', birth_year = 1930"
	    " WHERE id IN (111, 112)"), ST_OK);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static void
test_table_is_the_program(void **state)
{
	const struct verb *v;
	unsigned i, n;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++) {
		const struct right *r = right_of(v->name);

		if (r->gate != ((v->flags & VERB_GATE_ONLY) != 0) ||
		    (!r->gate && r->roles != v->roles))
			fail_msg("%s: GUARDS.md names other roles", v->name);
		if (r->quiet != ((v->flags & VERB_QUIET) != 0) ||
		    r->password != ((v->flags & VERB_CONFIRM) != 0) ||
		    r->request != ((v->flags & VERB_REQUEST) != 0) ||
		    r->who != ((v->flags & VERB_WHO) != 0))
			fail_msg("%s: GUARDS.md says something else besides",
			    v->name);
		assert_int_equal(v->flags & VERB_OWNER, 0);
	}
	assert_int_equal(i, rights_count());
	for (n = 0; postings[n].verb != NULL; n++)
		;
	assert_int_equal(i, n);
}

static bool
refused(enum status st)
{
	return st == ST_DENIED || st == ST_NOTFOUND;
}

static void
try_role(const struct posting *p, const struct right *r, int role)
{
	const struct verb_peer how = { .confirmed = true }, bare = { NULL };
	/* What goes by request nobody posts, whoever may ask for it. */
	bool may = !r->request &&
	    (r->roles & ~p->not_for & (1u << role)) != 0;
	/* Every place is inside for them; a job is its maker's. */
	bool wide = r->reach == REACH_IMPORT ? role == ROLE_I_ADMIN :
	    r->reach == REACH_PLACE &&
	    (role == ROLE_I_PROVINCE || role == ROLE_I_ADMIN);
	const char *who = people[role];
	enum status st = posting_try(&o, p, who, true, &how);

	if (may ? st != ST_OK : st != ST_DENIED)
		fail_msg("%s as %s: %s: %s", p->verb, who, err_name(st), o.err.msg);
	if (may && r->password &&
	    (st = posting_try(&o, p, who, true, &bare)) != ST_DENIED)
		fail_msg("%s as %s without a password: %s", p->verb, who, err_name(st));
	if (r->reach == REACH_OFFICE)
		return;
	st = posting_try(&o, p, who, false, &how);
	if (may && wide ? st != ST_OK : may ? !refused(st) : st != ST_DENIED)
		fail_msg("%s as %s, outside: %s: %s", p->verb, who, err_name(st), o.err.msg);
}

static void
test_every_role_every_verb(void **state)
{
	const struct verb_peer gate = { .gate = true };
	const struct posting *p;
	int role;

	(void)state;
	for (p = postings; p->verb != NULL; p++) {
		const struct right *r = right_of(p->verb);
		enum status st = posting_try(&o, p, "admin", true, &gate);

		/* The gate has its own verb and no other. */
		if (r->gate ? st != ST_OK : st != ST_DENIED)
			fail_msg("%s as the gate: %s", p->verb, err_name(st));
		for (role = 0; role < ROLE_COUNT; role++)
			try_role(p, r, role);
	}
}

/* Rows of an import run the same handlers: a foreign row keeps the file out. */
static void
test_import_of_another_place(void **state)
{
	static const char *const who[] = { "phong", "phong2", "tinh" };
	const struct verb_peer how = { .confirmed = true };
	static const struct step steps[] = { IMPORT,
		{ "import.rows", { "job", "@job", "rows", "@far" } },
		{ "import.finish", JOB } };
	enum status st = ST_OK;
	size_t i, k;

	(void)state;
	for (i = 0; i < 3; i++) {
		assert_int_equal(db_begin(o.db, &o.err), ST_OK);
		for (k = 0; k < 3; k++)
			st = posting_post(&o, who[i], steps[k].verb,
			    steps[k].field, &how);
		db_rollback(o.db);
		assert_int_equal(st, i == 0 ? ST_INVALID : ST_OK);
	}
}

/* Somebody who is disabled is nobody, whatever his role. */
static void
test_disabled(void **state)
{
	struct actor a;

	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE staff SET active = 0 WHERE id = 31"), ST_OK);
	assert_int_equal(actor_load(o.db, 31, &a, &o.err), ST_DENIED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_table_is_the_program, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_role_every_verb, setup, teardown),
		cmocka_unit_test_setup_teardown(test_import_of_another_place, setup, teardown),
		cmocka_unit_test_setup_teardown(test_disabled, setup, teardown),
	};

	rights_read();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
