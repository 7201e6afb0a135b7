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

#include "office/table.h"
#include "office/verb_second.h"
#include "unit/file_help.h"

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

/* ---- areas ---------------------------------------------------------------- */

#define AREAS                                                                  \
	"province,province_name,district,district_name,commune,commune_name,"  \
	"valid_from\n"                                                         \
	"14,Tỉnh Sơn La,119,Huyện Thuận Châu,03721,Thị trấn Thuận Châu,"       \
	"2004-07-01\n"                                                         \
	"14,Tỉnh Sơn La,126,Huyện Sông Mã,04168,Thị trấn Sông Mã,2004-07-01\n"
#define STAYS "14,Tỉnh Sơn La,119,Huyện Thuận Châu,03724,Xã Phổng Lăng,2004-07-01\n"
#define GOES "14,Tỉnh Sơn La,126,Huyện Sông Mã,03724,Xã Phổng Lăng,2004-07-01\n"
#define PARENT "SELECT parent_id FROM area WHERE id = 12"

/* A commune under another district takes its people, what is open of theirs
 * and its points to another list owner. */
static void
test_areas_take_nobody_along(void **state)
{
	(void)state;
	MUST(office_sql(&o, "INSERT OR REPLACE INTO counter VALUES ('area',"
	    " 1000)"));
	file_take("admin", "areas", AREAS STAYS
	    "14,Tỉnh Sơn La,126,Huyện Sông Mã,04170,Xã Mới,2004-07-01\n");
	MUST(file_finish("admin"));
	assert_int_equal(file_nrequests, 0);
	file_take("admin", "areas", AREAS GOES);
	MUST(file_finish("admin"));
	assert_int_equal(file_nrequests, 1);
	assert_int_equal(file_int(PARENT), 2);
	assert_int_equal(FILE_APPROVE("admin", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("truong2", NULL), ST_DENIED);
	{
		struct change ch;

		MUST(change_get(o.db, &(struct scope){ .kind = SCOPE_ALL },
		    request, &ch, &o.err));
		assert_non_null(strstr(ch.effect, "Xã Phổng Lăng goes from "
		    "Huyện Thuận Châu to Huyện Sông Mã with 5 people"));
		change_done(&ch);
	}
	MUST(FILE_APPROVE("so", NULL));
	assert_int_equal(file_int(PARENT), 3);
}

/* An office that is being set up mends its file alone. */
static void
test_areas_of_nobody(void **state)
{
	(void)state;
	MUST(office_sql(&o, "DELETE FROM collector; DELETE FROM suspension;"
	    " DELETE FROM entitlement; DELETE FROM identity;"
	    " DELETE FROM person"));
	file_take("admin", "areas", AREAS GOES);
	MUST(file_finish("admin"));
	assert_int_equal(file_nrequests, 0);
	assert_int_equal(file_int(PARENT), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_verb_says),
		cmocka_unit_test_setup_teardown(test_not_alone, setup, teardown),
		cmocka_unit_test(test_the_administrator_decides_nothing),
		cmocka_unit_test_setup_teardown(test_areas_take_nobody_along,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_areas_of_nobody, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
