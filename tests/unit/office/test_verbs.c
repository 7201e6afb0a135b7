/* SPDX-License-Identifier: ISC */
/*
 * verbs: the one way to write.  Rights, scopes, fields, repeated op ids, a
 * handler that fails, and what the schema refuses whoever writes.
 */
#include "office/table.h"
#include "world.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/verb/scope.h"
#include "office/verb/verb.h"

static const struct db_sql q_raise = { "test.raise",
	"DELETE FROM journal" };
static const struct db_sql q_lose = { "test.lose",
	"INSERT OR ROLLBACK INTO meta SELECT key, value FROM meta" };

static enum status
note_run(struct verb_call *c, struct err *err)
{
	static const struct db_sql q = { "test.note",
		"INSERT INTO meta VALUES (?1, ?2)" };
	const char *what = wire_args_text(&c->in->args, "what");
	enum status st;

	st = db_run(db_usef(c->db, &q, "tt", wire_args_text(&c->in->args,
	    "key"), what), err);
	if (st != ST_OK)
		return st;
	wire_args_add(c->out, "line", "one\ntwo\\n=three");
	if (strcmp(what, "fail") == 0)
		return err_field(err, ST_INVALID, "what", "no");
	if (strcmp(what, "mute") == 0)
		return ST_DENIED;
	if (strcmp(what, "raise") == 0)
		return db_run(db_use(c->db, &q_raise), err);
	if (strcmp(what, "lose") == 0)
		return db_run(db_use(c->db, &q_lose), err);
	c->dry = strcmp(what, "dry") == 0;
	return ST_OK;
}

static const struct verb_field note_fields[] = {
	{ .name = "key", .type = VERB_CODE, .required = true, .max = 8 },
	{ .name = "what", .type = VERB_NAME },
	{ .name = "n", .type = VERB_INT },
	{ .name = "money", .type = VERB_MONEY },
	{ .name = "month", .type = VERB_MONTH },
	{ .name = "day", .type = VERB_DATE },
	{ .name = "birth", .type = VERB_BIRTH },
	{ .name = "way", .type = VERB_CHOICE, .choices = "point|home" },
	{ .name = "row", .type = VERB_BLOB, .max = 1000 },
	{ .name = NULL },
};
static const struct verb note = { .name = "test.note", .fields = note_fields,
	.roles = ROLE_PAYING | ROLE_ADMIN, .run = note_run };
static const struct verb note_confirm = { .name = "test.note",
	.fields = note_fields, .roles = ROLE_PAYING, .flags = VERB_CONFIRM,
	.run = note_run };
static const struct verb note_gate = { .name = "test.note",
	.fields = note_fields, .flags = VERB_GATE_ONLY, .run = note_run };
static const struct verb note_owner = { .name = "test.note",
	.fields = note_fields, .roles = ROLE_ADMIN, .flags = VERB_OWNER,
	.run = note_run };
static const struct verb note_quiet = { .name = "test.note",
	.fields = note_fields, .roles = ROLE_ALL, .flags = VERB_QUIET,
	.run = note_run };

static struct actor who;
static struct verb_peer peer = { .who = &who };
static struct wire_answer answer;

static void
as(int64_t staff)
{
	actor_done(&who);
	if (staff == 0)
		actor_program(&who);
	else
		OK(actor_load(world.db, staff, &who, &world_err));
	memset(&peer, 0, sizeof(peer));
	peer.who = &who;
}

static int
setup(void **state)
{
	int rc = world_setup(state);

	as(LAN);
	OK(db_begin(world.db, &world_err));
	return rc;
}

static int
teardown(void **state)
{
	wire_args_done(&answer.args);
	actor_done(&who);
	db_rollback(world.db);
	return world_teardown(state);
}

/* Posts in the open transaction; the status of the answer. */
static enum status
run(const struct verb *v, const struct wire_verb *in)
{
	wire_args_done(&answer.args);
	OK(verbs_run_as(world.db, v, &peer, in, &answer));
	assert_memory_equal(answer.op, in->op, WIRE_OP_ID);
	return answer.err.st;
}

static enum status
post(const struct verb *v, const char *key, const char *what)
{
	struct wire_verb in;
	enum status st;

	world_verb(&in, v->name, "key", key, "what", what, NULL);
	st = run(v, &in);
	wire_args_done(&in.args);
	return st;
}

static void
test_same_op_same_answer(void **state)
{
	struct wire_verb in;

	(void)state;
	world_verb(&in, "test.note", "key", "a", NULL);
	assert_int_equal(run(&note, &in), ST_OK);
	assert_int_equal(run(&note, &in), ST_OK);
	assert_string_equal(wire_args_text(&answer.args, "line"), "one\ntwo\\n=three");
	assert_int_equal(world_int("SELECT count(*) FROM meta"), 1);
	assert_int_equal(world_int("SELECT count(*) FROM journal"), 1);
	wire_args_done(&answer.args);
	OK(verbs_outcome(world.db, &peer, in.op, &answer));
	assert_int_equal(answer.err.st, ST_OK);
	assert_string_equal(wire_args_text(&answer.args, "line"), "one\ntwo\\n=three");
	/* Somebody else learns nothing; another verb is another posting. */
	as(HOA);
	assert_int_equal(run(&note, &in), ST_DENIED);
	assert_int_equal(answer.args.n, 0);
	OK(verbs_outcome(world.db, &peer, in.op, &answer));
	assert_int_equal(answer.err.st, ST_DENIED);
	as(LAN);
	OK(str_copy(in.name, sizeof(in.name), "test.other"));
	assert_int_equal(run(&note, &in), ST_EXISTS);
	wire_op_new(in.op);
	OK(verbs_outcome(world.db, &peer, in.op, &answer));
	assert_int_equal(answer.err.st, ST_NOTFOUND);
	wire_args_done(&in.args);
}

static void
test_failing_member_leaves_nothing(void **state)
{
	(void)state;
	assert_int_equal(post(&note, "a", ""), ST_OK);
	assert_int_equal(post(&note, "b", "fail"), ST_INVALID);
	assert_string_equal(answer.err.field, "what");
	assert_int_equal(answer.args.n, 0);
	assert_int_equal(post(&note, "c", "mute"), ST_DENIED);
	assert_string_not_equal(answer.err.msg, "");
	assert_int_equal(post(&note, "d", "raise"), ST_INVALID);
	assert_int_equal(post(&note, "a", ""), ST_EXISTS);
	assert_int_equal(post(&note, "e", ""), ST_OK);
	OK(db_commit(world.db, &world_err));
	assert_int_equal(world_int("SELECT count(*) FROM meta"), 2);
	assert_int_equal(world_int("SELECT count(*) FROM journal"), 2);
	assert_int_equal(world_int("SELECT max(seq) FROM journal"), 2);
}

static void
test_lost_batch_is_told(void **state)
{
	struct wire_verb in;

	(void)state;
	assert_int_equal(post(&note, "a", ""), ST_OK);
	world_verb(&in, "test.note", "key", "b", "what", "lose", NULL);
	wire_args_done(&answer.args);
	assert_int_equal(verbs_run_as(world.db, &note, &peer, &in, &answer), ST_IO);
	assert_false(db_in_tx(world.db));
	wire_args_done(&in.args);
	assert_int_equal(world_int("SELECT count(*) FROM meta"), 0);
}

static void
test_dry_answers_and_leaves_nothing(void **state)
{
	(void)state;
	assert_int_equal(post(&note, "a", "dry"), ST_OK);
	assert_string_not_equal(wire_args_text(&answer.args, "line"), "");
	assert_int_equal(world_int("SELECT count(*) FROM meta"), 0);
	assert_int_equal(world_int("SELECT count(*) FROM journal"), 0);
	assert_int_equal(post(&note_quiet, "q", ""), ST_OK);
	assert_int_equal(world_int("SELECT count(*) FROM meta"), 1);
	assert_int_equal(world_int("SELECT count(*) FROM journal"), 0);
}

static void
test_rights(void **state)
{
	(void)state;
	as(THU);
	assert_int_equal(post(&note, "a", ""), ST_DENIED);
	as(LAN);
	assert_int_equal(post(&note_confirm, "a", ""), ST_DENIED);
	peer.confirmed = true;
	assert_int_equal(post(&note_confirm, "a", ""), ST_OK);
	/* The gate's verbs are the gate's, and it has no others. */
	assert_int_equal(post(&note_gate, "b", ""), ST_DENIED);
	as(0);
	peer.gate = true;
	assert_int_equal(post(&note_gate, "b", ""), ST_OK);
	assert_int_equal(post(&note, "c", ""), ST_DENIED);
	as(ADMIN);
	assert_int_equal(post(&note_owner, "c", ""), ST_DENIED);
	peer.owner = true;
	assert_int_equal(post(&note_owner, "c", ""), ST_OK);
	assert_int_equal(actor_load(world.db, OFF, &who, &world_err), ST_DENIED);
	assert_int_equal(actor_load(world.db, 99, &who, &world_err), ST_NOTFOUND);
}

static void
test_fields(void **state)
{
	static const struct {
		const char *name, *value;
		enum status st;
	} cases[] = {
		{ "nosuch", "x", ST_INVALID }, { "key", "other", ST_INVALID },
		{ "what", "Lò Văn Ánh", ST_OK }, { "what", "a\033[2J", ST_INVALID },
		{ "what", "a\nb", ST_INVALID }, { "what", "a\xC2\x9B", ST_INVALID },
		{ "what", "a\xE2\x80\xAE", ST_INVALID }, { "what", "\xC3", ST_INVALID },
		{ "n", "-12", ST_OK }, { "n", "1.5", ST_INVALID }, { "n", "", ST_OK },
		{ "n", "9223372036854775808", ST_INVALID },
		{ "money", "540000", ST_OK }, { "money", "-1", ST_INVALID },
		{ "money", "540.000", ST_INVALID },
		{ "month", "2019-11", ST_OK }, { "month", "2019-13", ST_INVALID },
		{ "month", "2019-11-01", ST_INVALID },
		{ "day", "2020-02-29", ST_OK }, { "day", "2019-02-29", ST_INVALID },
		{ "day", "2019-2-1", ST_INVALID },
		{ "birth", "04/1957", ST_OK }, { "birth", "mai", ST_INVALID },
		{ "way", "home", ST_OK }, { "way", "hom", ST_INVALID },
		{ "way", "point|home", ST_INVALID },
		{ "row", "a\tb\nc", ST_OK }, { "row", "\xFF", ST_INVALID },
	};
	char key[8], text[201];
	struct wire_verb in;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		(void)snprintf(key, sizeof(key), "k%zu", i);
		world_verb(&in, "test.note", "key", key, cases[i].name,
		    cases[i].value, NULL);
		if (run(&note, &in) != cases[i].st)
			fail_msg("%s=%s: %s %s", cases[i].name, cases[i].value,
			    err_name(answer.err.st), answer.err.msg);
		if (cases[i].st != ST_OK)
			assert_string_equal(answer.err.field, cases[i].name);
		wire_args_done(&in.args);
	}
	assert_int_equal(post(&note, "", ""), ST_INVALID);
	assert_string_equal(answer.err.field, "key");
	assert_int_equal(post(&note, "123456789", ""), ST_LIMIT);
	assert_string_equal(answer.err.field, "key");
	memset(text, 'x', 200);
	text[200] = '\0';
	assert_int_equal(post(&note, "ok", text), ST_OK);
	/* Rows come more than once. */
	world_verb(&in, "test.note", "key", "rows", "row", "1", "row", "2", NULL);
	assert_int_equal(run(&note, &in), ST_OK);
	wire_args_done(&in.args);
	world_verb(&in, "no.such.verb", NULL);
	wire_args_done(&answer.args);
	OK(verbs_run(world.db, &peer, &in, &answer));
	assert_int_equal(answer.err.st, ST_NOTFOUND);
}

static void
test_scopes(void **state)
{
	struct scope s = { .kind = SCOPE_NOTHING };

	(void)state;
	assert_true(scope_has(&who.scope, 11, 1));
	assert_false(scope_has(&who.scope, 11, 2)); /* another's point */
	as(QUAN);
	assert_int_equal(who.scope.kind, SCOPE_POINTS);
	assert_true(scope_has(&who.scope, 11, 1));
	assert_true(scope_has(&who.scope, 12, 2));
	assert_false(scope_has(&who.scope, 13, 3));
	OK(scope_narrow(world.db, &who.scope, "03646", "", &s, &world_err));
	assert_true(scope_has(&s, 11, 1));
	assert_false(scope_has(&s, 12, 2));
	scope_done(&s);
	assert_int_equal(scope_narrow(world.db, &who.scope, "117", "", &s, &world_err), ST_DENIED);
	assert_int_equal(scope_narrow(world.db, &who.scope, "", "117-01", &s, &world_err), ST_DENIED);
	assert_int_equal(scope_narrow(world.db, &who.scope, "999", "", &s, &world_err), ST_NOTFOUND);
	assert_int_equal(scope_narrow(world.db, &who.scope, "", "x", &s, &world_err), ST_NOTFOUND);
	as(PHONG);
	assert_int_equal(who.scope.kind, SCOPE_COMMUNES);
	assert_int_equal(who.scope.n, 2); /* not the commune that is no more */
	assert_true(scope_has(&who.scope, 11, 3));
	assert_false(scope_has(&who.scope, 13, 1));
	OK(scope_narrow(world.db, &who.scope, "", "116-01", &s, &world_err));
	assert_int_equal(s.kind, SCOPE_POINTS);
	scope_done(&s);
	/* A person of another district paid there is not his to see. */
	OK(world_sql("UPDATE person SET area_id = 13 WHERE id = 3"));
	assert_int_equal(scope_narrow(world.db, &who.scope, "", "116-01", &s, &world_err), ST_DENIED);
	as(TINH);
	assert_true(scope_has(&who.scope, 13, 3));
	OK(scope_narrow(world.db, &who.scope, "116", "", &s, &world_err));
	assert_int_equal(s.kind, SCOPE_COMMUNES);
	assert_int_equal(s.n, 2);
	scope_done(&s);
	assert_false(scope_has(&s, 11, 1)); /* done: nothing */
}

static void
test_local_owner(void **state)
{
	(void)state;
	actor_done(&who);
	assert_int_equal(actor_by_uid(world.db, 1234, &who, &world_err), ST_NOTFOUND);
	OK(actor_owner(world.db, 1234, &who, &world_err));
	assert_int_equal(who.staff, ADMIN);
	actor_done(&who);
	OK(world_sql("UPDATE staff SET local_uid = 1234 WHERE id = 6"));
	OK(actor_owner(world.db, 1234, &who, &world_err));
	assert_int_equal(who.staff, TINH);
	actor_done(&who);
	OK(world_sql("UPDATE staff SET active = 0, local_uid = NULL"));
	OK(actor_owner(world.db, 1234, &who, &world_err));
	assert_int_equal(who.staff, 0);
}

#define RECEIPT(no, op) "INSERT INTO receipt VALUES (" #no ", " op \
	", 1, 1, 1, 1, 'point', 'self', '', '', 1, 540000, '', '');"
#define PAY(id, line, receipt, amount) "INSERT INTO payout VALUES (" #id ", " \
	#line ", " #receipt ", 'pay', " #amount ", NULL, '', 1, '');"

static void
test_schema_refuses(void **state)
{
	(void)state;
	OK(world_sql(RECEIPT(1, "zeroblob(16)") PAY(1, 1, 1, 540000)
	    "INSERT INTO standing VALUES (1, 1)"));
	/* One op, one receipt; one standing payout a line; the line's amount. */
	assert_int_equal(world_sql(RECEIPT(2, "zeroblob(16)")), ST_INVALID);
	OK(world_sql(PAY(2, 1, 1, 540000)));
	assert_int_equal(world_sql("INSERT INTO standing VALUES (1, 2)"), ST_INVALID);
	assert_int_equal(world_sql("INSERT OR REPLACE INTO standing VALUES (1, 2)"), ST_INVALID);
	assert_int_equal(world_sql(PAY(3, 2, 1, 1)), ST_INVALID);
	assert_int_equal(world_sql("INSERT INTO standing VALUES (2, 2)"), ST_INVALID);
	assert_int_equal(world_sql("UPDATE standing SET payout_id = 2"), ST_INVALID);
	/* It goes only by a reversal, and a payout is reversed once. */
	assert_int_equal(world_sql("DELETE FROM standing"), ST_INVALID);
	assert_int_equal(world_sql("INSERT INTO payout VALUES (4, 2, 1, 'reverse', 540000, 1, 'r', 1, '')"), ST_INVALID);
	assert_int_equal(world_sql("INSERT INTO payout VALUES (4, 1, 1, 'reverse', 540000, 1, '', 1, '')"), ST_INVALID);
	OK(world_sql("INSERT INTO payout VALUES (4, 1, 1, 'reverse', 540000, 1, 'r', 1, '');"
	    "DELETE FROM standing WHERE line_id = 1; INSERT INTO standing VALUES (1, 2)"));
	assert_int_equal(world_sql("INSERT INTO payout VALUES (5, 1, 1, 'reverse', 540000, 1, 'r', 1, '')"), ST_INVALID);
	assert_int_equal(world_sql("UPDATE payout SET amount = 1"), ST_INVALID);
	assert_int_equal(world_sql("DELETE FROM payout"), ST_INVALID);
	assert_int_equal(world_sql("DELETE FROM receipt"), ST_INVALID);
	assert_int_equal(world_sql("UPDATE receipt SET total = 1"), ST_INVALID);
	/* A blocked line, a line of a list that is not approved. */
	OK(world_sql("INSERT INTO block (line_id, reason, staff_id, at) VALUES (2, 'dead', 3, '')"));
	assert_int_equal(world_sql(PAY(6, 2, 1, 540000)), ST_INVALID);
	assert_int_equal(world_sql("UPDATE list SET state = 'draft'"), ST_INVALID);
	assert_int_equal(world_sql("UPDATE line SET amount = 1"), ST_INVALID);
	assert_int_equal(world_sql("DELETE FROM line"), ST_INVALID);
	assert_int_equal(world_sql("UPDATE list SET total = 1"), ST_INVALID);
	assert_int_equal(world_sql("UPDATE list SET approved_by = 4"), ST_INVALID);
	assert_int_equal(world_sql("INSERT INTO period (id, code, state, opened_at, closed_at) VALUES (2, '2019-12', 'open', 5.5, NULL)"), ST_OK);
	assert_int_equal(world_sql("INSERT INTO counter VALUES ('c', 'ten')"), ST_INVALID);
}

static void
test_table_of_verbs(void **state)
{
	const struct verb *v;
	unsigned i, j;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++) {
		const struct verb_field *f;

		assert_ptr_equal(verb_find(v->name), v); /* names are unique */
		assert_non_null(v->run);
		assert_non_null(v->help);
		assert_true(v->roles != 0 || (v->flags & VERB_GATE_ONLY));
		for (f = v->fields, j = 0; f->name != NULL; f++, j++)
			if (f->type == VERB_CHOICE)
				assert_non_null(f->choices);
	}
	assert_true(i >= 2);
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_same_op_same_answer),
		T(test_failing_member_leaves_nothing),
		T(test_lost_batch_is_told),
		T(test_dry_answers_and_leaves_nothing),
		T(test_rights),
		T(test_fields),
		T(test_scopes),
		T(test_local_owner),
		T(test_schema_refuses),
		T(test_table_of_verbs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
