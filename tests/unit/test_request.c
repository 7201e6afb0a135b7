/* SPDX-License-Identifier: ISC */
/*
 * Requests about no person: whose affair they are, who sees and who decides
 * them, what waits when nobody can.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "change_help.h"

#define STANDARD(amount)                                                       \
	"kind", "standard.set", "amount", amount, "decree", "NQ 1/2020",       \
	    "from", "2020-01"
/* Somebody who approves for the whole province, and a second one of it. */
#define SO                                                                     \
	"INSERT INTO staff (id, login, name, role, area_id, created_at)"       \
	" VALUES (43, 'so', 'Lù Thị Sở', 'approver', 1, '')"
#define TINH2                                                                  \
	"INSERT INTO staff (id, login, name, role, area_id, created_at)"       \
	" VALUES (44, 'tinh2', 'Vàng Thị Tỉnh', 'province', 1, '')"

static const struct db_sql q_standard = { "t.standard",
	"SELECT coalesce((SELECT amount FROM standard WHERE province = '14'"
	" AND from_month = '2020-01'), 0) + ?1" };

static const char *
id_of(int64_t id)
{
	static char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, id);
	return text;
}

static enum status
approve_as(const char *who, const char *version)
{
	return office_post(&o, who, "change.approve", NULL, "change",
	    id_of(request), "version", version, NULL);
}

static unsigned
waiting(const char *who, unsigned *to_check)
{
	struct change_head v[8];
	struct change_filter f = { .state = "waiting" };
	struct change_counts n;
	struct change ch;
	struct actor a;
	unsigned used = 0;

	office_actor(&o, who, &a);
	MUST(change_all(o.db, &a.scope, &f, 0, v, 8, &used, &o.err));
	MUST(change_counts(o.db, &a.scope, a.staff, (uint32_t)a.role, &n,
	    &o.err));
	assert_int_equal(n.waiting, used);
	*to_check = n.to_check;
	if (used > 0) {
		MUST(change_get(o.db, &a.scope, v[0].id, &ch, &o.err));
		change_done(&ch);
	}
	actor_done(&a);
	return used;
}

/* Whose reach is the office sees it; who may approve what it is, decides. */
static void
test_of_the_office(void **state)
{
	static const char *const blind[] = { "lan", "thu", "ke", "quan",
		"phong", "truong", "truong2" };
	struct change ch;
	struct actor a;
	unsigned check;
	size_t i;

	(void)state;
	MUST(office_sql(&o, SO));
	MUST(ASK("tinh", STANDARD("450000")));
	assert_string_equal(said, ""); /* nobody is missing */
	assert_int_equal(office_int(&o, &q_standard, 0), 0);
	for (i = 0; i < sizeof(blind) / sizeof(blind[0]); i++) {
		assert_int_equal(waiting(blind[i], &check), 0);
		assert_int_equal(decide(blind[i], "change.approve", NULL),
		    ST_DENIED);
		office_actor(&o, blind[i], &a);
		assert_int_equal(change_get(o.db, &a.scope, request, &ch,
		    &o.err), ST_DENIED);
		actor_done(&a);
	}
	assert_int_equal(waiting("tinh", &check), 1);
	assert_int_equal(check, 0);
	assert_int_equal(waiting("admin", &check), 1);
	assert_int_equal(check, 0);
	assert_int_equal(waiting("so", &check), 1);
	assert_int_equal(check, 1);
	/* Who asked, and the administrator, decide nothing. */
	assert_int_equal(decide("tinh", "change.approve", NULL), ST_DENIED);
	assert_int_equal(decide("admin", "change.approve", NULL), ST_DENIED);
	assert_int_equal(decide("tinh", "change.reject", "x"), ST_DENIED);
	assert_int_equal(office_sql(&o, "UPDATE change SET state = 'approved',"
	    " checker_id = 40, checked_at = ''"), ST_INVALID);
	MUST(decide("so", "change.approve", NULL));
	assert_int_equal(office_int(&o, &q_standard, 0), 450000);
	assert_int_equal(waiting("so", &check), 0);
}

/* An approver of districts that together are all is one of the office. */
static void
test_reach(void **state)
{
	(void)state;
	MUST(ASK("tinh", STANDARD("450000")));
	MUST(office_sql(&o, "UPDATE area SET valid_to = '2019-01-01'"
	    " WHERE id IN (3, 13)"));
	MUST(decide("truong", "change.approve", NULL));
	assert_int_equal(office_int(&o, &q_standard, 0), 450000);
}

static void
test_another_of_the_province(void **state)
{
	(void)state;
	MUST(office_sql(&o, TINH2));
	MUST(ASK("tinh", STANDARD("450000")));
	MUST(decide("tinh2", "change.approve", NULL));
	assert_int_equal(office_int(&o, &q_standard, 0), 450000);
}

/* Asking works, it waits, and says who is missing and how he is added. */
static void
test_nobody_to_decide(void **state)
{
	unsigned check;

	(void)state;
	MUST(ASK("tinh", STANDARD("450000")));
	assert_non_null(strstr(said, "chitra user add LOGIN NAME approver "
	    "--area 14"));
	assert_int_equal(waiting("tinh", &check), 1);
	MUST(office_sql(&o, "UPDATE staff SET active = 0 WHERE id = 38"));
	MUST(ASK("phong", "kind", "stop", "person", "103", "reason", "waiver",
	    "event_on", "2019-11-05"));
	assert_non_null(strstr(said, "chitra user add LOGIN NAME approver "
	    "--area 119"));
	MUST(office_sql(&o, "UPDATE staff SET active = 1 WHERE id = 38"));
	MUST(ASK("phong", "kind", "stop", "person", "102", "reason", "waiver",
	    "event_on", "2019-11-05"));
	assert_null(strstr(said, "chitra user add"));
}

static void
test_asked_by_others(void **state)
{
	static const char *const others[] = { "lan", "quan", "phong" };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++)
		assert_int_equal(ASK(others[i], STANDARD("450000")), ST_DENIED);
	assert_int_equal(ASK("truong", STANDARD("450000")), ST_DENIED);
	assert_int_equal(ASK("tinh", STANDARD("450000"), "person", "101"),
	    ST_INVALID);
	assert_int_equal(ASK("tinh", "kind", "standard.set", "amount", "0",
	    "decree", "x", "from", "2020-01"), ST_INVALID);
	assert_string_equal(o.err.field, "amount");
	assert_int_equal(ASK("tinh", "kind", "no_such"), ST_NOTFOUND);
	/* Twice the same waits once; an edit is looked at again. */
	MUST(office_sql(&o, SO));
	MUST(ASK("tinh", STANDARD("450000")));
	assert_int_equal(ASK("admin", STANDARD("460000")), ST_EXISTS);
	MUST(keep(office_post(&o, "tinh", "change.amend", &args, "change",
	    id_of(request), "version", "1", STANDARD("460000"), NULL)));
	assert_int_equal(approve_as("so", "1"), ST_BUSY);
	/* What it changes was changed since. */
	MUST(office_sql(&o, "INSERT INTO standard (province, from_month, amount,"
	    " decree) VALUES ('14', '2020-01', 1, 'x')"));
	assert_int_equal(approve_as("so", "2"), ST_BUSY);
	assert_int_equal(office_post(&o, "phong", "change.withdraw", NULL,
	    "change", id_of(request), NULL), ST_DENIED);
	MUST(office_post(&o, "tinh", "change.withdraw", NULL, "change",
	    id_of(request), NULL));
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_of_the_office),
		T(test_reach),
		T(test_another_of_the_province),
		T(test_nobody_to_decide),
		T(test_asked_by_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
