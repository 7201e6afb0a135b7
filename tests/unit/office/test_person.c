/* SPDX-License-Identifier: ISC */
/*
 * person, identity, entitlement, collector, staff, sign-ins, places and
 * amounts: what the verbs refuse and what they keep.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office/place/identity.h"
#include "unit/office_help.h"

#include "office/roll/person.h"
#include "office/place/place.h"
#include "office/place/staff.h"
#include "office/rate/category.h"

enum { ADMIN = 1, PHONG, QUAN, LAN, TINH, PHONG118, TRUONG };

static struct scope all;

/* Two districts, three communes, three points and the people who work there. */
static int
office_setup(void **state)
{
	static const char *const areas[][5] = {
		{ "province", "14", "Tỉnh Sơn La", "", "2010-01-01" },
		{ "district", "119", "Huyện Thuận Châu", "14", "2010-01-01" },
		{ "district", "118", "Huyện Quỳnh Nhai", "14", "2010-01-01" },
		{ "commune", "03751", "Xã Chiềng Ly", "119", "2010-01-01" },
		{ "commune", "03721", "Thị trấn Thuận Châu", "119", "2010-01-01" },
		{ "commune", "03703", "Xã Mường Giàng", "118", "2010-01-01" },
	};
	static const char *const points[][3] = {
		{ "119-01", "03721", "BD119" }, { "119-02", "03751", "BD119" },
		{ "118-01", "03703", "BD118" },
	};
	static const char *const staff[][5] = {
		{ "admin", "admin", "", "", "" },
		{ "phong", "preparer", "", "119", "" },
		{ "quan", "controller", "BD119", "", "" },
		{ "lan", "paying", "BD119", "", "119-01, 119-02" },
		{ "tinh", "province", "", "", "" },
		{ "phong-118", "preparer", "", "118", "" },
		{ "truong", "approver", "", "119", "" },
	};
	size_t i;

	if (help_setup(state) != 0)
		return -1;
	scope_all(&all);
	for (i = 0; i < 6; i++)
		POST(0, "area.add", "level", areas[i][0], "code", areas[i][1],
		    "name", areas[i][2], "parent", areas[i][3], "from",
		    areas[i][4]);
	POST(0, "unit.add", "code", "BD14", "name", "Bưu điện tỉnh Sơn La");
	POST(0, "unit.add", "code", "BD119", "name", "Bưu điện Thuận Châu",
	    "parent", "BD14");
	POST(0, "unit.add", "code", "BD118", "name", "Bưu điện Quỳnh Nhai",
	    "parent", "BD14");
	for (i = 0; i < 3; i++)
		POST(0, "point.add", "code", points[i][0], "name", "BĐ-VHX",
		    "unit", points[i][2], "commune", points[i][1]);
	for (i = 0; i < 7; i++)
		POST(0, "staff.add", "login", staff[i][0], "name", i == 3 ?
		    "Lò Thị Lan" : "Hoàng Văn Thụ", "role", staff[i][1],
		    "unit", staff[i][2], "area", staff[i][3], "points",
		    staff[i][4]);
	return 0;
}

static int64_t
add(const char *name, const char *birth, const char *identity)
{
	POST(PHONG, "person.add", "name", name, "sex", "M", "birth", birth,
	    "identity", identity, "commune", "03721", "village", "Bản Bó",
	    "point", "119-01");
	return wire_args_int(&help_answer.args, "id", 0);
}

static void
test_add_makes_keys(void **state)
{
	struct person p;
	int64_t id;

	(void)state;
	id = add("Lo\xCC\x80 Va\xCC\x86n Pa\xCC\x82ng ", "1936", "050 123 456");
	assert_string_equal(help_said("code"), "03721-00001");
	OK(person_get(help_db, &all, id, &p, &help_err));
	assert_string_equal(p.name, "Lò Văn Pâng");
	assert_int_equal(p.birth.year, 1936);
	assert_int_equal(p.birth.month, 0);
	assert_string_equal(p.id_kind, "cmnd");
	assert_string_equal(p.id_number, "050123456");
	assert_string_equal(p.area_name, "Thị trấn Thuận Châu");
	assert_string_equal(p.district_name, "Huyện Thuận Châu");
	assert_string_equal(p.point_code, "119-01");
	assert_int_equal(help_int("SELECT count(*) FROM person WHERE fold ="
	    " 'lo van pang' AND given_fold = 'pang lo van' AND initials = 'lvp'"),
	    1);
	/* One word is a name; no paper is no fault. */
	id = add("Sua", "04/1957", "");
	assert_string_equal(help_said("code"), "03721-00002");
	OK(person_by_code(help_db, &all, "03721-00002", &p, &help_err));
	assert_int_equal(p.id, id);
	assert_string_equal(p.id_number, "");
}

static void
test_add_refuses(void **state)
{
	static const struct {
		const char *field, *name, *birth, *identity, *commune, *point;
	} bad[] = {
		{ "name", "  ", "1936", "", "03721", "119-01" },
		{ "name", "Lò\x1b[2J", "1936", "", "03721", "119-01" },
		{ "birth", "Lò Văn A", "31/02/1936", "", "03721", "119-01" },
		{ "birth", "Lò Văn A", "12/2019", "", "03721", "119-01" },
		{ "identity", "Lò Văn A", "1936", "1234", "03721", "119-01" },
		{ "identity", "Lò Văn A", "1936", "01403600000A", "03721", "119-01" },
		{ "identity", "Lò Văn A", "1936", "003036000001", "03721", "119-01" },
		{ "commune", "Lò Văn A", "1936", "", "119", "119-01" },
		{ "point", "Lò Văn A", "1936", "", "03721", "119-77" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_not_equal(help_post(PHONG, "person.add", "name",
		    bad[i].name, "birth", bad[i].birth, "identity",
		    bad[i].identity, "commune", bad[i].commune, "point",
		    bad[i].point, NULL), ST_OK);
		assert_string_equal(help_answer.err.field, bad[i].field);
	}
	assert_int_equal(help_int("SELECT count(*) FROM person"), 0);
	/* Not one's own district; not one's own work. */
	assert_int_equal(help_post(PHONG118, "person.add", "name", "Lò Văn A",
	    "commune", "03721", "point", "119-01", NULL), ST_DENIED);
	assert_int_equal(help_post(LAN, "person.add", "name", "Lò Văn A",
	    "commune", "03721", "point", "119-01", NULL), ST_DENIED);
}

static void
test_doubles(void **state)
{
	(void)state;
	add("Lò Văn Pâng", "1936", "050123456");
	/* The same paper anywhere in the province. */
	assert_int_equal(help_post(PHONG118, "person.add", "name", "Cà Thị Ơn",
	    "commune", "03703", "point", "118-01", "identity", "050123456",
	    NULL), ST_EXISTS);
	assert_non_null(strstr(help_answer.err.msg, "03721-00001"));
	assert_non_null(strstr(help_answer.err.msg, "Thị trấn Thuận Châu"));
	/* Same name (whatever the marks), year and village: noted. */
	add("Lò Vân Páng", "1936", "");
	assert_non_null(strstr(help_said("warning"), "03721-00001"));
	assert_int_equal(help_int("SELECT count(*) FROM person"
	    " WHERE note LIKE '%03721-00001%'"), 1);
	POST(PHONG, "person.add", "name", "Lò Văn Pâng", "birth", "1936",
	    "commune", "03721", "village", "Bản Bó", "point", "119-01", "same",
	    "different");
	assert_string_equal(help_said("warning"), "");
	add("Lò Văn Pâng", "1937", "");
	assert_string_equal(help_said("warning"), "");
}

static void
test_correct(void **state)
{
	static const char *const asked[][2] = { { "name", "Lò Văn Tủa" },
		{ "sex", "F" }, { "birth", "1935" }, { "identity", "014036000001" },
		{ "id_kind", "other" }, { "commune", "03751" },
		{ "point", "119-02" }, { "delivery", "home" } };
	char id[24];
	struct person p;
	int64_t n = add("Lò Văn Pâng", "1936", "050123456");
	size_t i;

	(void)state;
	(void)snprintf(id, sizeof(id), "%lld", (long long)n);
	POST(QUAN, "person.correct", "person", id, "phone", "0212", "name",
	    "Lò Văn Pâng", "birth", "1936", "note", "đã đối chiếu", "village",
	    "Bản Bó 2", "other_name", "Lò Văn Tủa");
	OK(person_get(help_db, &all, n, &p, &help_err));
	assert_string_equal(p.name, "Lò Văn Pâng");
	assert_int_equal(p.birth.year, 1936);
	assert_string_equal(p.phone, "0212");
	assert_string_equal(p.village, "Bản Bó 2");
	assert_string_equal(p.other_name, "Lò Văn Tủa");
	assert_string_equal(p.id_number, "050123456");
	/* Whatever moves money, or says who he is, takes two people. */
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		assert_int_equal(help_post(QUAN, "person.correct", "person", id,
		    asked[i][0], asked[i][1], NULL), ST_DENIED);
		assert_string_equal(help_answer.err.field, asked[i][0]);
	}
	assert_int_equal(help_post(QUAN, "person.correct", "person", id, "code",
	    "X-1", NULL), ST_INVALID);
	assert_int_equal(help_post(PHONG118, "person.correct", "person", id,
	    "phone", "1", NULL), ST_DENIED);
}

static void
test_identity(void **state)
{
	char note[160];

	(void)state;
	OK(person_identity_check("014036000001", 'M', 1936, note, sizeof(note),
	    &help_err));
	assert_string_equal(note, "");
	OK(person_identity_check("014310000001", 'F', 2010, note, sizeof(note),
	    &help_err));
	assert_string_equal(note, "");
	OK(person_identity_check("014036000001", 'F', 1936, note, sizeof(note),
	    &help_err));
	assert_string_not_equal(note, "");
	/* Unknown sex and year disagree with nothing. */
	OK(person_identity_check("014036000001", ' ', 0, note, sizeof(note),
	    &help_err));
	assert_string_equal(note, "");
	OK(person_identity_check("050123456", 'F', 1936, note, sizeof(note),
	    &help_err));
	assert_int_equal(person_identity_check("0140360000012", 'M', 0, note,
	    sizeof(note), &help_err), ST_INVALID);
	assert_int_equal(person_identity_check("097036000001", 'M', 0, note,
	    sizeof(note), &help_err), ST_INVALID);
	OK(person_identity_check("101036000001", 'M', 0, note, sizeof(note),
	    &help_err));
	/* Digits that are all the same are nobody's. */
	assert_int_equal(person_identity_check("000000000", ' ', 0, note,
	    sizeof(note), &help_err), ST_INVALID);
	assert_int_equal(person_identity_check("999999999", ' ', 0, note,
	    sizeof(note), &help_err), ST_INVALID);
	assert_int_equal(person_identity_check("111111111111", ' ', 0, note,
	    sizeof(note), &help_err), ST_INVALID);
	OK(person_identity_check("111111112", ' ', 0, note, sizeof(note),
	    &help_err));
}

static int64_t
amount(const char *category, const char *month, int64_t hundredths)
{
	struct category_ask ask = { "14", category, month, hundredths, 0 };
	struct category_amount a;

	OK(category_amount(help_db, &ask, &a, &help_err));
	return a.amount;
}

/* Each month at its own rate. */
static void
test_amounts(void **state)
{
	struct category_ask ask = { "14", "136.5.5b", "2014-12", 0, 0 };
	struct category_amount a;
	int64_t h;

	(void)state;
	assert_int_equal(4 * amount("136.5.5b", "2020-03", 0), 1080000);
	assert_int_equal(2 * amount("28.16.6a", "2021-06", 0) +
	    amount("20.5.6a", "2021-07", 0), 1800000);
	assert_int_equal(amount("20.5.5b", "2024-07", 0), 500000);
	assert_int_equal(amount("136.5.5b", "2019-11", 125), 337500);
	assert_int_equal(amount("136.11", "2019-11", 0), 5400000);
	assert_int_equal(category_amount(help_db, &ask, &a, &help_err),
	    ST_NOTFOUND);
	ask.month = "2019-11";
	ask.category = "5b"; /* never a bare number */
	assert_int_equal(category_amount(help_db, &ask, &a, &help_err),
	    ST_NOTFOUND);
	OK(db_begin(help_db, &help_err));
	OK(db_run(db_usef(help_db, &(const struct db_sql){ "odd",
	    "INSERT INTO standard VALUES ('14', '2019-12', 270001, 'thử')" },
	    ""), &help_err));
	ask.category = "136.5.5b";
	ask.month = "2019-12";
	ask.hundredths = 150;
	assert_int_equal(category_amount(help_db, &ask, &a, &help_err),
	    ST_INVALID);
	db_rollback(help_db);
	OK(category_coefficient("1,5", &h, &help_err));
	assert_int_equal(h, 150);
	OK(category_coefficient("2.25", &h, &help_err));
	assert_int_equal(h, 225);
	assert_int_equal(category_coefficient("1,505", &h, &help_err), ST_INVALID);
	assert_int_equal(category_coefficient("0", &h, &help_err), ST_INVALID);
	assert_int_equal(category_coefficient("", &h, &help_err), ST_INVALID);
}

/* Nobody grants alone: one asks, another approves. */
static void
grant(const char *person, const char *category, const char *from,
    const char *amount)
{
	char id[24];

	POST(PHONG, "change.ask", "kind", "new", "person", person, "category",
	    category, "from", from, "amount", amount, "decision", "12/QĐ-UBND",
	    "decision_date", "2016-02-20");
	(void)str_copy_cut(id, sizeof(id), help_said("change"));
	POST(TRUONG, "change.approve", "change", id, "version", "1");
}

static void
test_entitlements(void **state)
{
	struct person_entitlement e[4];
	unsigned n;
	char id[24];
	int64_t person = add("Lò Văn Pâng", "1936", "");

	(void)state;
	(void)snprintf(id, sizeof(id), "%lld", (long long)person);
	grant(id, "136.5.5b", "2016-03", "270000");
	assert_int_equal(help_post(PHONG, "change.ask", "kind", "new", "person",
	    id, "category", "5b", "from", "2019-01", "decision", "1", NULL),
	    ST_NOTFOUND);
	grant(id, "136.5.4a", "2019-05", "600000");
	OK(person_entitlements(help_db, &all,
	    &(struct person_ask){ .person = person, .max = 4 }, e, &n, &help_err));
	assert_int_equal(n, 2);
	/* By decision; the other by the table. */
	assert_int_equal(help_int("SELECT count(*) FROM entitlement"
	    " WHERE manual = 600000 AND category = '136.5.4a'"), 1);
	assert_int_equal(help_int("SELECT count(*) FROM entitlement"
	    " WHERE manual IS NULL AND hundredths IS NULL"), 1);
}

static void
test_scope_of_reading(void **state)
{
	int64_t id = add("Lò Văn Pâng", "1936", "");
	struct person_entitlement e[1];
	struct actor who;
	struct person p;
	unsigned n;

	(void)state;
	OK(actor_load(help_db, PHONG118, &who, &help_err));
	assert_int_equal(person_get(help_db, &who.scope, id, &p, &help_err),
	    ST_DENIED);
	assert_int_equal(person_entitlements(help_db, &who.scope,
	    &(struct person_ask){ .person = id, .max = 1 }, e, &n, &help_err), ST_DENIED);
	assert_int_equal(person_get(help_db, &who.scope, id + 1, &p, &help_err),
	    ST_NOTFOUND);
	actor_done(&who);
	OK(actor_load(help_db, LAN, &who, &help_err));
	OK(person_get(help_db, &who.scope, id, &p, &help_err));
	actor_done(&who);
}

static void
test_staff(void **state)
{
	struct staff *v, f;
	struct actor who;
	unsigned n;

	(void)state;
	assert_int_equal(help_post(0, "staff.add", "login", "Lan2", "name", "A",
	    "role", "paying", NULL), ST_INVALID);
	assert_int_equal(help_post(0, "staff.add", "login", "lan", "name", "A",
	    "role", "paying", NULL), ST_EXISTS);
	assert_int_equal(help_post(0, "staff.add", "login", "thu", "name", "A",
	    "role", "cashier", NULL), ST_INVALID);
	assert_string_equal(help_answer.err.field, "unit");
	assert_int_equal(help_post(0, "staff.add", "login", "thu", "name", "A",
	    "role", "approver", NULL), ST_INVALID);
	assert_int_equal(help_post(0, "staff.add", "login", "mai", "name", "A",
	    "role", "paying", "points", "119-01 119-9", NULL), ST_NOTFOUND);
	assert_int_equal(help_post(0, "staff.add", "login", "mai", "name", "A",
	    "role", "admin", "identity", "111111111", NULL), ST_INVALID);
	assert_string_equal(help_answer.err.field, "identity");
	assert_int_equal(help_int("SELECT count(*) FROM staff"), 8);
	assert_int_equal(help_post(QUAN, "staff.add", "login", "x", "name", "A",
	    "role", "admin", NULL), ST_DENIED);
	assert_int_equal(help_post(ADMIN, "staff.change", "login", "admin",
	    "name", "Quản trị", "role", "province", NULL), ST_DENIED);
	assert_int_equal(help_post(ADMIN, "staff.disable", "login", "admin",
	    NULL), ST_DENIED);
	assert_int_equal(help_post(0, "staff.enable", "login", "chitra", NULL),
	    ST_DENIED);
	POST(ADMIN, "staff.disable", "login", "lan");
	assert_int_equal(actor_load(help_db, LAN, &who, &help_err), ST_DENIED);
	POST(ADMIN, "staff.enable", "login", "lan");
	POST(ADMIN, "staff.change", "login", "lan", "name", "Lò Thị Lan",
	    "role", "paying", "unit", "BD119", "points", "119-02");
	OK(actor_load(help_db, LAN, &who, &help_err));
	assert_int_equal(who.scope.n, 1);
	actor_done(&who);
	OK(staff_by_login(help_db, "quan", &f, &help_err));
	assert_string_equal(f.unit, "Bưu điện Thuận Châu");
	/* The program's own row is nobody; a district sees its own. */
	OK(staff_list(help_db, &all, &v, &n, &help_err));
	assert_int_equal(n, 7);
	free(v);
	OK(actor_load(help_db, PHONG118, &who, &help_err));
	OK(staff_list(help_db, &who.scope, &v, &n, &help_err));
	assert_int_equal(n, 1);
	assert_string_equal(v[0].login, "phong-118");
	free(v);
	actor_done(&who);
}

static void
test_signins(void **state)
{
	struct staff_last last;

	(void)state;
	POST(0, "signin", "login", "lan", "staff", "4", "address", "10.0.0.1",
	    "method", "password", "ok", "1");
	OK(staff_last_signin(help_db, LAN, &last, &help_err));
	assert_string_equal(last.at, "");
	POST(0, "signin", "login", "lan", "staff", "4", "address", "10.0.0.9",
	    "method", "password", "ok", "0", "tries", "3");
	POST(0, "signin", "login", "lan", "address", "10.0.0.8", "method",
	    "password", "ok", "0");
	POST(0, "signin", "login", "lan", "staff", "4", "address", "10.0.0.2",
	    "method", "password", "ok", "1");
	OK(staff_last_signin(help_db, LAN, &last, &help_err));
	assert_string_equal(last.address, "10.0.0.1");
	assert_int_equal(last.failures, 4);
	/* Only the gate says who came. */
	assert_int_equal(help_post(ADMIN, "signin", "login", "lan",
	    "method", "password", "ok", "1", NULL), ST_DENIED);
}

static void
test_places(void **state)
{
	struct place *v, p;
	struct actor who;
	unsigned n;

	(void)state;
	/* Vietnamese order: Quỳnh before Thuận; Thị before Xã. */
	OK(place_areas(help_db, &all, "", "", &v, &n, &help_err));
	assert_int_equal(n, 2);
	assert_string_equal(v[0].code, "118");
	free(v);
	OK(place_areas(help_db, &all, "119", "", &v, &n, &help_err));
	assert_int_equal(n, 2);
	assert_string_equal(v[0].code, "03721");
	free(v);
	OK(actor_load(help_db, PHONG118, &who, &help_err));
	OK(place_areas(help_db, &who.scope, "", "", &v, &n, &help_err));
	assert_int_equal(n, 1);
	free(v);
	OK(place_points(help_db, &who.scope, "", &v, &n, &help_err));
	assert_int_equal(n, 1);
	assert_string_equal(v[0].code, "118-01");
	free(v);
	actor_done(&who);
	OK(actor_load(help_db, LAN, &who, &help_err));
	OK(place_areas(help_db, &who.scope, "", "", &v, &n, &help_err));
	assert_int_equal(n, 1);
	assert_string_equal(v[0].code, "119");
	free(v);
	OK(place_points(help_db, &who.scope, "03751", &v, &n, &help_err));
	assert_int_equal(n, 1);
	free(v);
	actor_done(&who);
	/* A code on a day. */
	POST(TINH, "area.end", "code", "03751", "on", "2019-12-01");
	OK(place_area(help_db, "03751", "2019-11-30", &p, &help_err));
	assert_int_equal(place_area(help_db, "03751", "2019-12-01", &p,
	    &help_err), ST_NOTFOUND);
	POST(TINH, "area.add", "level", "commune", "code", "03751", "name",
	    "Xã Thuận Châu", "parent", "14", "from", "2019-12-01");
	OK(place_area(help_db, "03751", "2020-01-01", &p, &help_err));
	assert_string_equal(p.name, "Xã Thuận Châu");
	/* Nobody closes a point at which people are paid; no unit loops. */
	add("Lò Văn Pâng", "1936", "");
	assert_int_equal(help_post(TINH, "point.change", "code", "119-01",
	    "name", "BĐ", "unit", "BD119", "commune", "03721", "active", "no",
	    NULL), ST_INVALID);
	assert_int_equal(help_post(TINH, "unit.change", "code", "BD14", "name",
	    "Bưu điện", "parent", "BD119", NULL), ST_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, help_teardown)
		TEST(test_add_makes_keys),
		TEST(test_add_refuses),
		TEST(test_doubles),
		TEST(test_correct),
		TEST(test_identity),
		TEST(test_amounts),
		TEST(test_entitlements),
		TEST(test_scope_of_reading),
		TEST(test_staff),
		TEST(test_signins),
		TEST(test_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
