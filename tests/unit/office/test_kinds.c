/* SPDX-License-Identifier: ISC */
/*
 * Requests that correct who somebody is, where and how they are paid, and that
 * make one record of two: what was and what is, and back again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "change_help.h"
#include "office/roll/duplicate.h"
#include "office/roll/person.h"

#define PANG "person", "101"

static void
person(int64_t id, struct person *p)
{
	struct scope all;

	scope_all(&all);
	MUST(person_get(o.db, &all, id, p, &o.err));
}

static void
test_identity(void **state)
{
	struct change ch;
	struct person p;
	struct scope all;

	(void)state;
	MUST(ASK("phong", "kind", "identity", PANG, "name", "Lò Văn Tủa",
	    "birth", "1937", "identity", "014037000009", "document", "5/HS"));
	SAYS("Name: Lò Văn Pâng -> Lò Văn Tủa");
	SAYS("Birth: 1936 -> 1937");
	SAYS("Identity number: 050123456 -> 014037000009");
	person(101, &p);
	assert_string_equal(p.name, "Lò Văn Pâng");
	MUST(approve("truong"));
	person(101, &p);
	assert_string_equal(p.name, "Lò Văn Tủa");
	assert_int_equal(p.birth.year, 1937);
	assert_string_equal(p.id_number, "014037000009");
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 101"
	    " AND fold = 'lo van tua' AND initials = 'lvt'"), 1);
	/* Both stay: what was, what is. */
	scope_all(&all);
	MUST(change_get(o.db, &all, request, &ch, &o.err));
	assert_string_equal(wire_args_text(&ch.was, "name"), "Lò Văn Pâng");
	assert_string_equal(wire_args_text(&ch.was, "identity"), "050123456");
	assert_string_equal(wire_args_text(&ch.fields, "name"), "Lò Văn Tủa");
	change_done(&ch);
	MUST(undo_by("phong", "truong", "101"));
	person(101, &p);
	assert_string_equal(p.name, "Lò Văn Pâng");
	assert_int_equal(p.birth.year, 1936);
	assert_string_equal(p.id_number, "050123456");
}

static void
test_identity_refused(void **state)
{
	(void)state;
	REFUSED(ASK("phong", "kind", "identity", PANG, "name", "Lò Văn Pâng"),
	    ST_INVALID, "name");
	REFUSED(ASK("phong", "kind", "identity", PANG, "birth", "2030"),
	    ST_INVALID, "birth");
	/* Somebody else's paper, wherever he lives. */
	REFUSED(ASK("phong", "kind", "identity", PANG, "identity",
	    "050777123"), ST_EXISTS, "identity");
	assert_int_equal(ASK("lan", "kind", "identity", PANG, "name", "X"),
	    ST_DENIED);
	/* Like somebody else then: said, and left to people. */
	MUST(ASK("phong", "kind", "identity", PANG, "birth", "1957"));
	SAYS("Then SL0102, Lò Văn Pâng, Thị trấn Thuận Châu, has the same name");
	MUST(decide("phong", "change.withdraw", NULL));
	MUST(ASK("phong", "kind", "identity", PANG, "birth", "1957", "same",
	    "different"));
	SAYS_NOT("SL0102");
}

/* Approved lists keep what was approved. */
static void
test_identity_and_lists(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", "kind", "identity", PANG, "name", "Lò Văn Tủa"));
	SAYS("Lists that are approved keep the old name.");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE person_id = 101"
	    " AND name = 'Lò Văn Pâng'"), 1);
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
}

static void
test_point(void **state)
{
	struct person p;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	REFUSED(ASK("phong", "kind", "point", PANG, "point", "119-01"),
	    ST_INVALID, "point");
	REFUSED(ASK("phong", "kind", "point", PANG, "point", "119-77"),
	    ST_NOTFOUND, "point");
	MUST(ASK("phong", "kind", "point", PANG, "point", "119-02"));
	SAYS("Lò Văn Pâng is paid at 119-02, BĐ-VHX Phổng Lăng from now on");
	SAYS("1 line not collected yet is paid there too");
	MUST(approve("truong"));
	person(101, &p);
	assert_string_equal(p.point_code, "119-02");
	assert_string_equal(p.area_code, "03721");
	MUST(undo_by("phong", "truong", "101"));
	person(101, &p);
	assert_string_equal(p.point_code, "119-01");
	MUST(office_sql(&o, "UPDATE point SET active = 0 WHERE id = 23"));
	REFUSED(ASK("phong", "kind", "point", PANG, "point", "119-03"),
	    ST_NOTFOUND, "point");
}

static void
test_delivery(void **state)
{
	struct person p;

	(void)state;
	REFUSED(ASK("lan", "kind", "delivery", PANG, "delivery", "point"),
	    ST_INVALID, "delivery");
	/* Who pays there knows who cannot come. */
	MUST(ASK("lan", "kind", "delivery", PANG, "delivery", "home"));
	MUST(approve("truong"));
	person(101, &p);
	assert_int_equal(p.delivery, DELIVERY_HOME);
	MUST(undo_by("phong", "truong", "101"));
	person(101, &p);
	assert_int_equal(p.delivery, DELIVERY_POINT);
}

/* ---- merging -------------------------------------------------------------- */

/* 102 is 101 again, with a second file and another paper. */
static void
twice(void)
{
	MUST(office_sql(&o, "UPDATE person SET birth_year = 1936, birth_month ="
	    " NULL WHERE id = 102;"
	    "UPDATE entitlement SET category = '136.5.5b' WHERE id = 402;"
	    "DELETE FROM entitlement WHERE id = 503"));
}

#define MERGE "kind", "merge", "person", "102", "keep", "101", "note",         \
	"một người, hai hồ sơ"

static void
test_merge(void **state)
{
	struct duplicate_both b;
	struct scope all;
	struct person p;
	char line[24];

	(void)state;
	twice();
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", NULL));
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", MERGE));
	SAYS("SL0102, Lò Văn Pâng, goes into SL0101, Lò Văn Pâng");
	SAYS("136.5.5b ends with 12/2019");
	SAYS("blocked at every desk: 1 line of 12/2019, 270.000 đồng");
	SAYS("paid already: 1 line of 11/2019, 270.000 đồng; a recovery of "
	    "270.000 đồng is opened");
	SAYS("the paper 014057000001 goes along");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 102"
	    " AND state = 'merged' AND merged_into = 101"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM recovery WHERE person_id = 101"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM identity WHERE person_id = 101"
	    " AND number = '014057000001' AND active = 0"), 1);
	person(101, &p);
	assert_string_equal(p.id_number, "050123456");
	scope_all(&all);
	MUST(duplicate_get(o.db, &all, 101, 102, &b, &o.err));
	assert_string_equal(b.verdict, "same");
	/* Nothing more is asked there, and nobody is paid by it. */
	assert_int_not_equal(ASK("phong", "kind", "point", "person", "102",
	    "point", "119-02"), ST_OK);
	(void)snprintf(line, sizeof(line), "%" PRId64, COUNT("SELECT id FROM line"
	    " WHERE person_id = 102 AND month = '2019-12'"));
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "102",
	    "method", "point", "collector", "self", "lines", line, "total",
	    "270000", NULL), ST_DENIED);
	assert_string_equal(o.err.field, "person");
}

static void
test_merge_undone(void **state)
{
	struct person p;

	(void)state;
	twice();
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", NULL));
	MUST(ASK("phong", MERGE));
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE person_id = 102"
	    " AND month = '2019-12'"), 0);
	MUST(undo_by("phong", "truong", "102"));
	SAYS("no longer claimed: 270.000 đồng");
	/* December passed it by. */
	SAYS("will appear in the list of 01/2020: 1 × 270.000 arrears");
	person(102, &p);
	assert_int_equal(p.state, PERSON_ACTIVE);
	assert_string_equal(p.id_number, "014057000001");
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 102"
	    " AND merged_into IS NULL AND state_on IS NULL"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM identity WHERE person_id = 101"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM duplicate"), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 402"
	    " AND state = 'active' AND to_month IS NULL"), 1);
}

/* November was paid to both, and one of the two is claimed of the one record;
 * the number of the merging. */
static int64_t
merged_and_claimed(void)
{
	twice();
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", NULL));
	MUST(ASK("phong", MERGE));
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT l.person_id FROM recovery_entry e"
	    " JOIN line l ON l.id = e.line_id"), 102);
	return request;
}

static void
claim_entry(const char *kind, const char *amount)
{
	char id[24];

	(void)snprintf(id, sizeof(id), "%" PRId64,
	    COUNT("SELECT max(id) FROM recovery"));
	MUST(ASK("phong", "kind", kind, "person", "101", "recovery", id,
	    "amount", amount, "document", "9/PT"));
	MUST(approve("truong"));
}

/* What came back was of the one whose line was claimed: it is paid again. */
static void
test_merge_paid_back(void **state)
{
	int64_t merge, back;

	(void)state;
	merge = merged_and_claimed();
	claim_entry("recovery.repaid", "100000");
	back = request;
	request = merge;
	MUST(undo_by("phong", "truong", "102"));
	SAYS("no longer claimed: 170.000 đồng");
	SAYS("1 × 100.000 difference");
	assert_int_equal(COUNT("SELECT sum(total) FROM arrears WHERE person_id ="
	    " 102 AND state = 'due'"), 100000);
	assert_int_equal(COUNT("SELECT count(*) FROM arrears WHERE person_id ="
	    " 101"), 0);
	/* It is ordered: that nothing came back is not said any more. */
	request = back;
	REFUSED(undo_by("phong", "truong", "101"), ST_INVALID, "undoes");
}

/* Cut from the other's line: apart, one would have paid for the other. */
static void
test_merge_cut(void **state)
{
	int64_t merge;

	(void)state;
	merge = merged_and_claimed();
	claim_entry("recovery.decide", "270000");
	claim_entry("recovery.plan", "50000");
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(COUNT("SELECT deducted FROM line WHERE person_id = 101"
	    " AND month = '2019-12'"), 50000);
	request = merge;
	REFUSED(undo_by("phong", "truong", "102"), ST_INVALID, "undoes");
	assert_non_null(strstr(o.err.msg, "was cut from lines of the other"));
}

/* The case is of both, and who paid is not said: that goes first. */
static void
test_merge_paid_back_of_both(void **state)
{
	int64_t merge, back;

	(void)state;
	merge = merged_and_claimed();
	MUST(office_sql(&o, "INSERT INTO recovery_entry (id, recovery_id, kind,"
	    " amount, line_id, staff_id, at) SELECT 9001, max(r.id), 'overpaid',"
	    " 1000, (SELECT min(id) FROM line WHERE person_id = 101), 37, ''"
	    " FROM recovery r;"
	    "UPDATE counter SET value = 9001 WHERE name = 'recovery_entry'"));
	claim_entry("recovery.repaid", "100000");
	back = request;
	request = merge;
	REFUSED(undo_by("phong", "truong", "102"), ST_INVALID, "undoes");
	assert_non_null(strstr(o.err.msg, "undo the request by which it came"));
	request = back;
	MUST(undo_by("phong", "truong", "101"));
	request = merge;
	MUST(undo_by("phong", "truong", "102"));
	SAYS("no longer claimed: 269.000 đồng");
}

static void
test_merge_refused(void **state)
{
	(void)state;
	twice();
	REFUSED(ASK("phong", "kind", "merge", "person", "101", "keep", "101",
	    "note", "x"), ST_INVALID, "keep");
	REFUSED(ASK("phong", "kind", "merge", "person", "101", "keep", "102"),
	    ST_INVALID, "note");
	/* Another district's, of another name. */
	REFUSED(ASK("phong", "kind", "merge", "person", "101", "keep", "112",
	    "note", "x"), ST_DENIED, "keep");
	MUST(office_sql(&o, "UPDATE person SET state = 'moved', state_on ="
	    " '2019-01-01' WHERE id = 102"));
	REFUSED(ASK("phong", "kind", "merge", "person", "101", "keep", "102",
	    "note", "x"), ST_INVALID, "keep");
}

/* A paper takes the place of none; two allowances that both stay are kept. */
static void
test_merge_keeps(void **state)
{
	struct person p;

	(void)state;
	twice();
	MUST(office_sql(&o, "DELETE FROM identity WHERE person_id = 101;"
	    "UPDATE entitlement SET category = '136.5.4a' WHERE id = 402"));
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", NULL));
	MUST(ASK("phong", MERGE));
	SAYS_NOT("recovery");
	MUST(approve("truong"));
	person(101, &p);
	assert_string_equal(p.id_number, "014057000001");
}

/* Of another category that it excludes: the higher was due, 405.000. */
static void
test_merge_of_excluding(void **state)
{
	(void)state;
	twice();
	MUST(office_sql(&o, "UPDATE entitlement SET category = '28.16.6c'"
	    " WHERE id = 402"));
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", NULL));
	MUST(ASK("phong", MERGE));
	SAYS("a recovery of 270.000 đồng is opened");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		TEST(test_identity),
		TEST(test_identity_refused),
		TEST(test_identity_and_lists),
		TEST(test_point),
		TEST(test_delivery),
		TEST(test_merge),
		TEST(test_merge_undone),
		TEST(test_merge_paid_back),
		TEST(test_merge_cut),
		TEST(test_merge_paid_back_of_both),
		TEST(test_merge_refused),
		TEST(test_merge_keeps),
		TEST(test_merge_of_excluding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
