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
#include "office/table.h"

#define STANDARD(amount)                                                       \
	"kind", "standard.set", "amount", amount, "decree", "NQ 1/2020",       \
	    "from", "2020-01"
/* A second one of the province; and without who approves for all of it. */
#define NO_SO "UPDATE staff SET active = 0 WHERE login = 'so'"
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
	struct change_filter f = { .state = CHANGE_WAITING, .max = 8 };
	struct change_counts n;
	struct change ch;
	struct actor a;
	unsigned used = 0;

	office_actor(&o, who, &a);
	MUST(change_all(o.db, &a.scope, &f, v, &used, &o.err));
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
	MUST(ASK("tinh", STANDARD("450000")));
	SAYS_NOT("nobody can decide"); /* nobody is missing */
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
	MUST(office_sql(&o, NO_SO));
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
	/* With any coefficient (up to 100) within what one month may be. */
	assert_int_equal(ASK("tinh", STANDARD("10000001")), ST_INVALID);
	assert_string_equal(o.err.field, "amount");
	assert_int_equal(ASK("tinh", "kind", "no_such"), ST_NOTFOUND);
	/* Twice the same waits once; an edit is looked at again. */
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

/* ---- rates and rules ------------------------------------------------------- */

/* Undone: as it was before, or as if it had never been. */
static void
takes_back(const struct db_sql *q, int64_t before, int64_t after,
    const char *const *v)
{
	MUST(keep(office_post(&o, "tinh", "change.ask", &args, "kind", v[0],
	    v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], NULL)));
	assert_int_equal(office_int(&o, q, 0), before);
	MUST(approve("so"));
	assert_int_equal(office_int(&o, q, 0), after);
	MUST(keep(office_post(&o, "tinh", "change.ask", &args, "kind", "undo",
	    "undoes", id_of(request), "note", "x", NULL)));
	assert_int_equal(office_int(&o, q, 0), after);
	/* Who may decide the one decides its undo. */
	assert_int_equal(approve("tinh"), ST_DENIED);
	assert_int_equal(approve("truong"), ST_DENIED);
	MUST(approve("so"));
	assert_int_equal(office_int(&o, q, 0), before);
}

static void
test_rules_are_undone(void **state)
{
	static const struct {
		struct db_sql q;
		int64_t before, after;
		const char *v[11];
	} all[] = {
		{ { "t.s1", "SELECT coalesce(sum(amount), 0) + ?1 FROM standard"
		    " WHERE province = '14' AND from_month = '2020-01'" }, 0,
		    450000, { "standard.set", "amount", "450000", "decree",
		    "NQ 1/2020", "from", "2020-01" } },
		{ { "t.s2", "SELECT amount + ?1 FROM standard WHERE province"
		    " = '14' AND from_month = '2024-07'" }, 500000, 600000,
		    { "standard.set", "amount", "600000", "decree",
		    "NQ 2/2024", "from", "2024-07", "province", "14" } },
		{ { "t.c1", "SELECT coalesce(sum(hundredths), 0) + ?1 FROM"
		    " coefficient WHERE category = '136.5.5b' AND from_month"
		    " = '2020-01'" }, 0, 120, { "coefficient.set", "category",
		    "136.5.5b", "from", "2020-01", "coefficient", "1,2" } },
		{ { "t.k1", "SELECT count(*) + ?1 FROM keeps_both WHERE family"
		    " = 'hiv' AND other = 'disabled'" }, 0, 1, {
		    "keeps_both.set", "family", "hiv", "other", "disabled",
		    "from", "2020-01", "source", "NQ 3", "to", "2020-12" } },
		{ { "t.a1", "SELECT count(*) + ?1 FROM age_step WHERE category"
		    " = '136.5.5b' AND years = 90" }, 0, 1, { "age_step.set",
		    "category", "136.5.5b", "years", "90", "from", "2020-01",
		    "starts", "same", "source", "NQ 4" } },
		{ { "t.g1", "SELECT coalesce(max(value), -1) + ?1 FROM setting"
		    " WHERE name = 'heirs_collect'" }, -1, 0, { "setting.set",
		    "setting", "heirs_collect", "from", "2020-01", "value",
		    "0" } },
	};
	const char *v[11];
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		for (k = 0; k < 11; k++)
			v[k] = all[i].v[k];
		takes_back(&all[i].q, all[i].before, all[i].after, v);
	}
}

/* What lists were made by is not taken back under them. */
static void
test_rests_on_a_list(void **state)
{
	(void)state;
	MUST(ASK("tinh", "kind", "standard.set", "amount", "300000", "decree",
	    "NQ 1", "from", "2019-11"));
	MUST(approve("so"));
	office_clock(9, 9, 0);
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(ASK("tinh", "kind", "undo", "undoes", id_of(request),
	    "note", "x"), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "a list of 119 for 11/2019"));
	MUST(ASK("tinh", "kind", "standard.set", "amount", "310000", "decree",
	    "NQ 2", "from", "2019-11"));
	assert_non_null(strstr(said, "months listed already: 1"));
}

/* Over it another was set: that one goes first. */
static void
test_undone_in_order(void **state)
{
	int64_t first;

	(void)state;
	MUST(ASK("tinh", STANDARD("450000")));
	MUST(approve("so"));
	first = request;
	MUST(ASK("tinh", STANDARD("460000")));
	MUST(approve("so"));
	assert_int_equal(ASK("tinh", "kind", "undo", "undoes", id_of(first),
	    "note", "x"), ST_INVALID);
	MUST(ASK("tinh", "kind", "undo", "undoes", id_of(request), "note", "x"));
	MUST(approve("so"));
	assert_int_equal(office_int(&o, &q_standard, 0), 450000);
	MUST(ASK("tinh", "kind", "undo", "undoes", id_of(first), "note", "x"));
	MUST(approve("so"));
	assert_int_equal(office_int(&o, &q_standard, 0), 0);
}

/* A list that waits to be submitted is made anew when a rate came. */
static void
test_a_draft_is_stale(void **state)
{
	char list[24];

	(void)state;
	(void)snprintf(list, sizeof(list), "%" PRId64,
	    office_draft(&o, "2019-11", "119"));
	office_clock(9, 9, 0);
	MUST(ASK("tinh", "kind", "standard.set", "amount", "300000", "decree",
	    "NQ 1", "from", "2019-11"));
	MUST(approve("so"));
	assert_int_equal(office_submit(&o, "phong", list), ST_BUSY);
}

/* Both: the lower one is due too; the difference is said for who has both. */
static void
test_whom_it_touches(void **state)
{
	(void)state;
	MUST(office_sql(&o, "INSERT INTO entitlement (id, person_id, category,"
	    " from_month, changed_at) VALUES (900, 102, '136.5.5b', '2018-01',"
	    " '')"));
	MUST(ASK("tinh", "kind", "keeps_both.set", "family", "elderly", "other",
	    "elderly", "from", "2019-11", "source", "x"));
	SAYS("1 people have both: 405.000 đồng a month before, 675.000 after");
	MUST(ASK("tinh", "kind", "age_step.set", "category", "136.5.5b",
	    "years", "90", "from", "2020-01", "starts", "same", "source", "x"));
	SAYS("9 allowances of the roll");
	MUST(ASK("tinh", STANDARD("450000")));
	SAYS("list owners: 2; ");
}

/* ---- money to come back ----------------------------------------------------- */

#define CLAIM(kind, amount)                                                    \
	"kind", kind, "person", "101", "recovery", "9001", "amount", amount,   \
	    "document", "1/QĐ"

static void
test_claims(void **state)
{
	static const char *const alone[] = { "recovery.decide",
		"recovery.plan", "recovery.repaid", "recovery.write_off" };
	size_t i;

	(void)state;
	MUST(office_sql(&o, "INSERT INTO recovery VALUES (9001, 101, NULL, 'x',"
	    " 37, ''), (9002, 111, NULL, 'x', 41, '');"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, staff_id,"
	    " at) SELECT id, id, 'overpaid', 5000, 37, '' FROM recovery;"
	    "INSERT OR REPLACE INTO counter VALUES ('recovery_entry', 9100)"));
	for (i = 0; i < 4; i++) {
		assert_true((verb_find(alone[i])->flags & VERB_REQUEST) != 0);
		assert_int_equal(ASK("truong", CLAIM(alone[i], "1000")),
		    ST_DENIED);
	}
	REFUSED(ASK("phong", CLAIM("recovery.repaid", "1000000001")),
	    ST_INVALID, "amount");
	/* Asked for a case of somebody else. */
	REFUSED(ASK("phong", "kind", "recovery.repaid", "person", "101",
	    "recovery", "9002", "amount", "1", "document", "x"), ST_NOTFOUND,
	    "recovery");
	MUST(ASK("phong", CLAIM("recovery.decide", "5000")));
	assert_int_equal(approve("phong"), ST_DENIED);
	MUST(approve("truong"));
	MUST(ASK("phong", CLAIM("recovery.plan", "1000")));
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM recovery_entry"
	    " WHERE kind = 'plan' AND staff_id = 38"), 1);
	MUST(ASK("phong", CLAIM("recovery.repaid", "2000")));
	SAYS("2.000 đồng came back, 3.000 đồng are left");
	assert_int_equal(COUNT("SELECT count(*) FROM recovery_entry"
	    " WHERE kind = 'repaid'"), 0);
	MUST(approve("truong"));
	MUST(undo_by("phong", "truong", "101"));
	SAYS("2.000 đồng are claimed again, 5.000 đồng are left");
	MUST(ASK("phong", CLAIM("recovery.write_off", "5000")));
	SAYS("5.000 đồng are given up, 0 đồng are left");
	MUST(approve("truong"));
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
		T(test_rules_are_undone),
		T(test_rests_on_a_list),
		T(test_undone_in_order),
		T(test_a_draft_is_stale),
		T(test_whom_it_touches),
		T(test_claims),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
