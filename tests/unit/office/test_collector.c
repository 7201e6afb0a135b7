/* SPDX-License-Identifier: ISC */
/*
 * Who collects for somebody: registered and withdrawn by two people, letters
 * with an end, staff never, one hand for many; funerals and their organisers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "change_help.h"
#include "office/roll/collect_self.h"
#include "office/roll/collector.h"
#include "office/roll/person.h"

#define ADD(kind) "kind", "collector", "collector_kind", kind
#define SELF(yes) "kind", "collector", "self", yes
#define E "person", "104"
#define WHO(name, paper) "collector_name", name, "collector_identity", paper
#define LETTER "letter", "7/GUQ"

#define COLLECTORS COUNT("SELECT count(*) FROM collector WHERE person_id = 104" \
	" AND active = 1")

static void
dead(const char *person, const char *day)
{
	MUST(ASK("phong", "kind", "stop", "reason", "death", "event_on", day,
	    "person", person));
	MUST(approve("truong"));
}

static void
test_letter(void **state)
{
	(void)state;
	/* A year from its first day, where it names no end. */
	MUST(ASK("phong", ADD("authorised"), E, WHO("Lò Văn Con", "050999888"),
	    LETTER, "relation", "con", "valid_from", "2019-11-01"));
	SAYS("Lò Văn Con collects for Quàng Thị É from 01/11/2019 to 31/10/2020");
	assert_int_equal(COLLECTORS, 0);
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM collector WHERE person_id ="
	    " 104 AND active = 1 AND valid_to = '2020-10-31' AND relation = 'con'"
	    " AND identity = '050999888' AND change_id IS NOT NULL"), 1);
	/* The same again is one too many. */
	REFUSED(ASK("phong", ADD("authorised"), E, WHO("Lò Văn Con",
	    "050999888"), LETTER), ST_EXISTS, "collector_name");
	MUST(undo_by("phong", "truong", "104"));
	assert_int_equal(COLLECTORS, 0);
}

/* The desk is told a month ahead, as the setting says, and then refused. */
static void
test_letter_ends(void **state)
{
	static const struct {
		const char *today;
		bool ends, expired;
	} days[] = { { "2019-12-01", false, false }, { "2019-12-02", true, false },
		{ "2020-01-01", true, false }, { "2020-01-02", false, true } };
	struct person_collector v[4];
	struct scope all;
	unsigned n, i;

	(void)state;
	scope_all(&all);
	for (i = 0; i < 4; i++) { /* letter 601 is good to 01/01/2020 */
		MUST(person_collectors(o.db, &all,
		    &(struct person_ask){ .person = F_PANG, .today = days[i].today, .max = 4 },
		    v, &n, &o.err));
		assert_int_equal(n, 1);
		assert_int_equal(v[0].ends, days[i].ends);
		assert_int_equal(v[0].expired, days[i].expired);
	}
	MUST(office_sql(&o, "INSERT INTO setting VALUES ('letter_ahead',"
	    " '2019-01', 60)"));
	MUST(person_collectors(o.db, &all,
		    &(struct person_ask){ .person = F_PANG, .today = "2019-11-08", .max = 4 },
		    v, &n, &o.err));
	assert_true(v[0].ends);
}

/* How long letters last is the province's to say. */
static void
test_letter_months(void **state)
{
	(void)state;
	MUST(office_sql(&o, "INSERT INTO setting VALUES ('letter_months',"
	    " '2019-01', 3)"));
	MUST(ASK("phong", ADD("authorised"), E, WHO("Lò Văn Con", "050999888"),
	    LETTER, "valid_from", "2019-11-30"));
	SAYS("from 30/11/2019 to 29/02/2020");
	MUST(decide("phong", "change.withdraw", NULL));
	MUST(ASK("phong", ADD("authorised"), E, WHO("Lò Văn Con", "050999888"),
	    LETTER, "valid_from", "2019-10-31"));
	SAYS("from 31/10/2019 to 30/01/2020");
}

static void
test_refused(void **state)
{
	(void)state;
	REFUSED(ASK("phong", ADD("authorised"), E, WHO("Lò Văn Con",
	    "050999888")), ST_INVALID, "letter");
	REFUSED(ASK("phong", ADD("authorised"), E, "collector_name",
	    "Lò Văn Con", LETTER), ST_INVALID, "collector_identity");
	REFUSED(ASK("phong", ADD("carer"), E), ST_INVALID, "collector_name");
	REFUSED(ASK("phong", ADD("carer"), E, WHO("Lò Văn Con", "12345")),
	    ST_INVALID, "collector_identity");
	REFUSED(ASK("phong", ADD("guardian"), E, WHO("Lò Văn Con", "050999888"),
	    "valid_from", "2019-11-02", "valid_to", "2019-11-01"), ST_INVALID,
	    "valid_to");
	REFUSED(ASK("phong", ADD("authorised"), E, WHO("Lò Văn Con",
	    "050999888"), LETTER, "valid_from", "2018-01-01"), ST_INVALID,
	    "valid_to");
	REFUSED(ASK("phong", ADD("organiser"), E, WHO("Lò Văn Con",
	    "050999888")), ST_INVALID, "collector_kind");
	REFUSED(ASK("phong", ADD("heir"), E, WHO("Lò Văn Con", "050999888"),
	    "letter", "1/TLKT"), ST_INVALID, "collector_kind");
	/* The desk asks for nobody; nor does another district. */
	assert_int_equal(ASK("lan", ADD("carer"), E, WHO("Lò Văn Con",
	    "050999888")), ST_DENIED);
	assert_int_equal(ASK("phong2", ADD("carer"), E, WHO("Lò Văn Con",
	    "050999888")), ST_DENIED);
	assert_int_equal(COLLECTORS, 0);
}

/* Nobody who works here: by name at the point, by number anywhere. */
static void
test_no_staff(void **state)
{
	(void)state;
	REFUSED(ASK("phong", ADD("carer"), E, WHO("Hoàng Thị Lan",
	    "050999888")), ST_DENIED, "collector_name");
	/* Of another point: the name may be anybody's. */
	MUST(ASK("phong", ADD("carer"), E, WHO("Vì Văn Sơn", "050999888")));
	MUST(decide("phong", "change.withdraw", NULL));
	MUST(office_sql(&o, "UPDATE staff SET identity = '050999888'"
	    " WHERE login = 'son'"));
	REFUSED(ASK("phong", ADD("carer"), E, WHO("Vì Văn Khác", "050999888")),
	    ST_DENIED, "collector_name");
}

static void
test_withdraw(void **state)
{
	(void)state;
	MUST(ASK("phong", "kind", "collector", "collector", "601", "person",
	    "101"));
	SAYS("Lò Văn Thắng 014088000123 no longer collects for Lò Văn Pâng");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT active FROM collector WHERE id = 601"), 0);
	REFUSED(ASK("phong", "kind", "collector", "collector", "601", "person",
	    "101"), ST_NOTFOUND, "collector");
	/* Somebody else's. */
	REFUSED(ASK("phong", "kind", "collector", "collector", "602", "person",
	    "101"), ST_NOTFOUND, "collector");
	MUST(undo_by("phong", "truong", "101"));
	assert_int_equal(COUNT("SELECT active FROM collector WHERE id = 601"), 1);
}

/* A child of 15, or whoever has a guardian, signs by leave of a request. */
static void
test_in_person(void **state)
{
	struct collect_self is;
	struct scope all;

	(void)state;
	scope_all(&all);
	REFUSED(ASK("phong", SELF("yes"), E), ST_INVALID, "self");
	REFUSED(ASK("phong", SELF("no"), E), ST_NOTFOUND, "self");
	MUST(office_sql(&o, "UPDATE person SET birth_year = 2004, birth_month ="
	    " 5, birth_day = 2 WHERE id = 104"));
	REFUSED(ASK("phong", SELF("yes"), E, "collector_kind", "carer"),
	    ST_INVALID, "self");
	REFUSED(ASK("phong", SELF("yes"), E, "valid_to", "2019-11-07"),
	    ST_INVALID, "valid_to");
	assert_int_equal(ASK("lan", SELF("yes"), E), ST_DENIED);
	assert_int_equal(ASK("phong2", SELF("yes"), E), ST_DENIED);
	MUST(ASK("phong", SELF("yes"), E, "valid_from", "2019-11-08",
	    "valid_to", "2020-05-01"));
	SAYS("Quàng Thị É collects in person from 08/11/2019 to 01/05/2020");
	MUST(collect_self(o.db, &all, 104, "2019-11-08", &is, &o.err));
	assert_false(is.may); /* asked for, not approved */
	assert_int_equal(is.age, 15);
	assert_int_not_equal(approve("phong"), ST_OK);
	MUST(approve("truong"));
	MUST(collect_self(o.db, &all, 104, "2019-11-08", &is, &o.err));
	assert_true(is.may);
	MUST(collect_self(o.db, &all, 104, "2020-05-02", &is, &o.err));
	assert_true(is.may); /* sixteen by then */
	REFUSED(ASK("phong", SELF("yes"), E), ST_EXISTS, "self");
	/* A guardian who is registered later changes nothing about it. */
	MUST(ASK("phong", ADD("guardian"), E, WHO("Lò Văn Con", "050999888")));
	MUST(approve("truong"));
	MUST(collect_self(o.db, &all, 104, "2019-11-08", &is, &o.err));
	assert_true(is.may);
	assert_string_equal(is.guardian, "Lò Văn Con");
	MUST(ASK("phong", SELF("no"), E));
	SAYS("Quàng Thị É collects in person no longer");
	MUST(approve("truong"));
	MUST(collect_self(o.db, &all, 104, "2019-11-08", &is, &o.err));
	assert_false(is.may);
	/* The newest first: then as it was before any of them. */
	MUST(undo_by("phong", "truong", "104"));
	MUST(collect_self(o.db, &all, 104, "2019-11-08", &is, &o.err));
	assert_true(is.may);
}

static void
test_in_person_undone(void **state)
{
	struct collect_self is;
	struct scope all;

	(void)state;
	scope_all(&all);
	MUST(ASK("phong", ADD("guardian"), E, WHO("Lò Văn Con", "050999888")));
	MUST(approve("truong"));
	MUST(ASK("phong", SELF("yes"), E));
	SAYS("Quàng Thị É collects in person from 08/11/2019 on");
	MUST(approve("truong"));
	MUST(collect_self(o.db, &all, 104, "2019-11-08", &is, &o.err));
	assert_true(is.may);
	MUST(undo_by("phong", "truong", "104"));
	SAYS("Quàng Thị É collects in person no longer");
	MUST(collect_self(o.db, &all, 104, "2019-11-08", &is, &o.err));
	assert_false(is.may);
}

static void
test_own_paper(void **state)
{
	(void)state;
	REFUSED(ASK("phong", ADD("carer"), "person", "101", WHO("Lò Văn Khác",
	    "050123456")), ST_INVALID, "collector_identity");
	REFUSED(ASK("phong", ADD("carer"), "person", "101", WHO("Lò Văn Khác",
	    "passport:ABC")), ST_INVALID, "collector_identity");
	REFUSED(ASK("phong", ADD("carer"), "person", "101", WHO("Lò Văn Khác",
	    "000000000")), ST_INVALID, "collector_identity");
	REFUSED(ASK("phong", ADD("carer"), "person", "101", WHO("Lò Văn Khác",
	    "222222222222")), ST_INVALID, "collector_identity");
}

/* Whoever wrote the person's name for the collector's. */
static void
test_own_name(void **state)
{
	(void)state;
	REFUSED(ASK("phong", ADD("guardian"), "person", "101",
	    WHO("Lò Văn Pâng", "050999888")), ST_INVALID, "collector_name");
	REFUSED(ASK("phong", ADD("carer"), "person", "101",
	    WHO("LO VAN PANG", "")), ST_INVALID, "collector_name");
	(void)office_list(&o, "2019-11", "119");
	dead("104", "2019-11-05");
	REFUSED(ASK("phong", ADD("heir"), E, WHO("Quàng Thị É", "050999888"),
	    "letter", "9/TLKT"), ST_INVALID, "collector_name");
	REFUSED(ASK("phong", "kind", "funeral", "document", "12/TLKT",
	    "collector_name", "Quàng Thị É", "collector_identity",
	    "050999888", E), ST_INVALID, "collector_name");
}

static void
test_heir(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	dead("104", "2019-11-05");
	REFUSED(ASK("phong", ADD("carer"), E, WHO("Lò Văn Con", "050999888")),
	    ST_INVALID, "collector_kind");
	REFUSED(ASK("phong", ADD("heir"), E, WHO("Lò Văn Con", "050999888")),
	    ST_INVALID, "letter");
	MUST(ASK("phong", ADD("heir"), E, WHO("Lò Văn Con", "050999888"),
	    "letter", "9/TLKT"));
	MUST(approve("truong"));
	assert_int_equal(COLLECTORS, 1);
}

/* One hand for more people than the province takes for ordinary. */
static void
test_many(void **state)
{
	const struct person_ask ask = { .today = "2019-11-08", .max = 4 };
	struct collector_many v[4];
	struct actor a;
	unsigned n = 9;

	(void)state;
	MUST(office_sql(&o, "INSERT INTO setting VALUES ('collector_people',"
	    " '2019-01', 2);"
	    "INSERT INTO collector (id, person_id, kind, name, identity,"
	    " valid_from) VALUES (700, 106, 'carer', 'Lò A', '050999888',"
	    " '2019-01-01'), (701, 111, 'carer', 'Lò Văn A', '050999888',"
	    " '2019-01-01')"));
	MUST(ASK("phong", ADD("carer"), E, WHO("Lò Văn A", "050999888")));
	SAYS("Lò Văn A then collects for 3 people, more than 2: look at it");
	office_actor(&o, "phong", &a);
	MUST(collector_many(o.db, &a.scope, &ask, v, &n, &o.err));
	assert_int_equal(n, 0);
	MUST(approve("truong"));
	MUST(collector_many(o.db, &a.scope, &ask, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_int_equal(v[0].people, 3);
	assert_string_equal(v[0].identity, "050999888");
	actor_done(&a);
	office_actor(&o, "phong2", &a);
	MUST(collector_many(o.db, &a.scope, &ask, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_int_equal(v[0].person, 111);
	actor_done(&a);
	/* Two of one name and one letter, without a paper. */
	MUST(office_sql(&o, "UPDATE collector SET identity = '', letter = '5/GUQ',"
	    " name = 'Lò B' WHERE id IN (700, 701) OR person_id = 104"));
	office_actor(&o, "tinh", &a);
	MUST(collector_many(o.db, &a.scope, &ask, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_string_equal(v[0].letter, "5/GUQ");
	MUST(office_sql(&o, "UPDATE collector SET letter = '' WHERE name = 'Lò B'"));
	MUST(collector_many(o.db, &a.scope, &ask, v, &n, &o.err));
	assert_int_equal(n, 0);
	actor_done(&a);
}

/* ---- funerals ------------------------------------------------------------- */

#define FUNERAL "kind", "funeral", "document", "12/TLKT",                      \
	"collector_name", "Lò Văn Con", "collector_identity", "050999888"
#define GRANTS COUNT("SELECT count(*) FROM entitlement e JOIN category c ON"   \
	" c.code = e.category WHERE e.person_id = 104 AND c.kind = 'funeral'"  \
	" AND e.state <> 'void'")

static void
test_funeral(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	/* Only of the dead, with a paper, and by two people. */
	REFUSED(ASK("phong", FUNERAL, E), ST_INVALID, "person");
	dead("104", "2019-11-05");
	REFUSED(ASK("phong", "kind", "funeral", "collector_name", "Lò Văn Con",
	    "collector_identity", "050999888", E), ST_INVALID, "document");
	REFUSED(ASK("phong", "kind", "funeral", "document", "12/TLKT", E),
	    ST_INVALID, "collector_name");
	REFUSED(ASK("phong", "kind", "funeral", "document", "12/TLKT",
	    "collector_name", "Hoàng Thị Lan", "collector_identity",
	    "050999888", E), ST_DENIED, "collector_name");
	MUST(ASK("phong", FUNERAL, E));
	/* NĐ 136/2013 art. 11: 20 times the standard of the month of death. */
	SAYS("5.400.000 đồng for the funeral (136.11: 20 × 270.000 of 11/2019)");
	SAYS("paid to Lò Văn Con alone");
	assert_int_equal(GRANTS, 0);
	MUST(approve("truong"));
	assert_int_equal(GRANTS, 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE person_id ="
	    " 104 AND category = '136.11' AND from_month = '2019-11'"
	    " AND to_month = '2019-11'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM collector WHERE person_id ="
	    " 104 AND kind = 'organiser' AND letter = '12/TLKT'"), 1);
	/* Once. */
	REFUSED(ASK("phong", FUNERAL, E), ST_EXISTS, "person");
	MUST(undo_by("phong", "truong", "104"));
	assert_int_equal(GRANTS, 0);
	assert_int_equal(COLLECTORS, 0);
	MUST(ASK("phong", FUNERAL, E));
}

/* On a list of its own, to the organiser; a death that was none takes it back. */
static void
test_funeral_is_paid(void **state)
{
	char line[24];
	int64_t death;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	dead("104", "2019-11-05");
	death = request;
	MUST(ASK("phong", FUNERAL, E));
	MUST(approve("truong"));
	(void)office_funerals(&o, "2019-11", "119");
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE kind = 'funeral'"
	    " AND person_id = 104 AND amount = 5400000"), 1);
	(void)snprintf(line, sizeof(line), "%" PRId64,
	    COUNT("SELECT id FROM line WHERE kind = 'funeral'"));
	MUST(office_post(&o, "lan", "pay", NULL, E, "method", "point",
	    "collector", "organiser", "lines", line, "total", "5400000", NULL));
	assert_int_equal(COUNT("SELECT count(*) FROM receipt WHERE collector ="
	    " 'organiser' AND collector_name = 'Lò Văn Con' AND document ="
	    " '12/TLKT'"), 1);
	request = death;
	MUST(undo_by("phong", "truong", "104"));
	SAYS("5.400.000 đồng; a recovery of 5.400.000 đồng is opened");
	assert_int_equal(GRANTS, 0);
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 104"
	    " AND state = 'active'"), 1);
}

/* Several texts apply: the highest alone. */
static void
test_highest_text(void **state)
{
	(void)state;
	MUST(office_sql(&o, "INSERT INTO category (code, decree, clause, name,"
	    " kind) VALUES ('14.1', 'NQ', '1', 'x', 'funeral'), ('14.2', 'NQ',"
	    " '2', 'x', 'funeral'); INSERT INTO coefficient VALUES ('14.1',"
	    " '2014-01', 2500), ('14.2', '2019-12', 9000)"));
	dead("104", "2019-11-05");
	MUST(ASK("phong", FUNERAL, E));
	SAYS("6.750.000 đồng for the funeral (14.1: 25 × 270.000 of 11/2019)");
	MUST(approve("truong"));
	assert_int_equal(GRANTS, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		TEST(test_letter),
		TEST(test_letter_ends),
		TEST(test_letter_months),
		TEST(test_refused),
		TEST(test_no_staff),
		TEST(test_withdraw),
		TEST(test_in_person),
		TEST(test_in_person_undone),
		TEST(test_own_paper),
		TEST(test_own_name),
		TEST(test_heir),
		TEST(test_many),
		TEST(test_funeral),
		TEST(test_funeral_is_paid),
		TEST(test_highest_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
