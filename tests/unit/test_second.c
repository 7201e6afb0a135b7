/* SPDX-License-Identifier: ISC */
/*
 * Nothing stands by one person's hand: each verb says which second person it
 * needs, or why none, and what it says is tried.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "office/change.h"
#include "office/verb_second.h"
#include "office_fixture.h"

static struct office o;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static const struct verb_second_row *
row_of(const char *verb)
{
	const struct verb_second_row *r, *found = NULL;

	for (r = verb_seconds; r->verb != NULL; r++)
		if (strcmp(r->verb, verb) == 0) {
			assert_null(found);
			found = r;
		}
	return found;
}

static void
test_every_verb_says(void **state)
{
	static const char *const words[] = { "by request", "is the second",
		"later", "none" };
	const struct verb *v;
	unsigned i, n = 0;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++) {
		const struct verb_second_row *r = row_of(v->name);

		if (r == NULL)
			fail_msg("%s: who is its second person, or why none? "
			    "(office/verb_second.c)", v->name);
		if (strlen(r->why) < 12)
			fail_msg("%s says too little", v->name);
		print_message("%-20s %-13s %s\n", v->name, words[r->second],
		    r->why);
		/* What it says is what the verb is. */
		assert_int_equal((v->flags & VERB_REQUEST) != 0,
		    r->second == SECOND_REQUEST);
		assert_int_equal((v->flags & VERB_CONFIRM) != 0,
		    r->second == SECOND_DECIDES);
	}
	for (; verb_seconds[n].verb != NULL; n++)
		assert_non_null(verb_find(verb_seconds[n].verb));
	assert_int_equal(n, i);
}

/* What goes by request is posted by nobody, and its kind stands for it. */
static void
test_not_alone(void **state)
{
	static const char *const all[] = { "lan", "thu", "ke", "quan", "phong",
		"truong", "tinh", "so", "admin" };
	const struct verb *v;
	unsigned i, k, tried = 0;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++) {
		const struct change_kind *kind = change_kind_find(v->name);

		if ((v->flags & VERB_REQUEST) == 0)
			continue;
		tried++;
		if (kind == NULL || kind->verb == NULL ||
		    strcmp(kind->verb, v->name) != 0)
			fail_msg("%s: no kind of request stands for it", v->name);
		assert_int_equal(kind->roles, v->roles);
		for (k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
			struct verb_peer peer = { .confirmed = true };
			struct wire_answer answer;
			struct wire_verb in;
			struct actor who;

			memset(&in, 0, sizeof(in));
			memset(&answer, 0, sizeof(answer));
			(void)snprintf(in.name, sizeof(in.name), "%s", v->name);
			wire_op_new(in.op);
			office_actor(&o, all[k], &who);
			peer.who = &who;
			assert_int_equal(db_begin(o.db, &o.err), ST_OK);
			assert_int_equal(verbs_run(o.db, &peer, &in, &answer),
			    ST_OK);
			db_rollback(o.db);
			if (answer.err.st != ST_DENIED)
				fail_msg("%s posts %s alone: %s", all[k],
				    v->name, answer.err.msg);
			wire_args_done(&answer.args);
			actor_done(&who);
		}
	}
	assert_true(tried >= 9);
}

/* Roles that decide are never the administrator's, whatever a kind says. */
static void
test_the_administrator_decides_nothing(void **state)
{
	const struct change_kind *k;
	const struct verb *v;
	unsigned i;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++)
		if ((v->flags & VERB_CONFIRM) != 0 &&
		    (v->roles & ROLE_ADMIN) != 0)
			fail_msg("%s is the administrator's", v->name);
	for (i = 0; (k = change_kind_at(i)) != NULL; i++) {
		assert_false(change_decides(k->name, "", ROLE_ADMIN));
		if (strcmp(k->name, "undo") == 0)
			assert_true(change_decides("undo", "stop",
			    ROLE_APPROVER));
		else
			assert_true(change_decides(k->name, "", ROLE_APPROVER |
			    ROLE_PROVINCE | ROLE_CONTROLLER));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_verb_says),
		cmocka_unit_test_setup_teardown(test_not_alone, setup, teardown),
		cmocka_unit_test(test_the_administrator_decides_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
