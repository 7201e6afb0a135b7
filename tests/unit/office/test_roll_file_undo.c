/* SPDX-License-Identifier: ISC */
/*
 * Files of the roll: an undo takes all of one back, while nothing rests on it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/roll_file_help.h"

static void
approved(void)
{
	file_take("phong", "roll", TWO
	    "SL0107,Sùng Thị Dơ,,,,03724,,,,,,,,,0911111111\n");
	MUST(file_finish("phong"));
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
}

static enum status
ask_undo(void)
{
	return keep(office_post(&o, "phong", "change.ask", &args, "kind",
	    "undo", "undoes", file_id(request), "note", "sai tệp", NULL));
}

static void
test_undo(void **state)
{
	int64_t file;

	(void)state;
	approved();
	file = request;
	MUST(ask_undo());
	SAYS("3");
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code LIKE 'N_' AND state = 'active'"), 2);
	assert_int_equal(FILE_APPROVE("phong", NULL), ST_DENIED);
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", file), 0);
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code LIKE 'N_' OR (change_id = 1 AND state = 'active')"), 0);
	assert_int_equal(file_int("SELECT count(*) FROM entitlement"
	    " WHERE change_id = 1 AND state <> 'void'"), 0);
	assert_int_equal(file_int("SELECT count(*) FROM person WHERE id = 107"
	    " AND name = 'Sùng Thị Dợ' AND phone = ''"), 1);
	request = file;
	assert_int_equal(state_is("undone"), 1);
	/* The right file brings the same people. */
	approved();
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code LIKE 'N_' AND state = 'active'"), 2);
}

/* A list has them: not any more. */
static void
test_undo_listed(void **state)
{
	(void)state;
	approved();
	(void)office_draft(&o, "2019-11", "119");
	REFUSED(ask_undo(), ST_INVALID, "undoes");
	assert_non_null(strstr(o.err.msg, "payment list"));
}

static void
test_undo_later(void **state)
{
	(void)state;
	approved();
	MUST(office_post(&o, "phong", "change.ask", NULL, "kind", "delivery",
	    "person", file_id(file_int("SELECT id FROM person"
	    " WHERE code = 'N1'")), "delivery", "home", NULL));
	REFUSED(ask_undo(), ST_INVALID, "undoes");
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_undo),
		T(test_undo_listed),
		T(test_undo_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
