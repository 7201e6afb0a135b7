/* SPDX-License-Identifier: ISC */
/*
 * Files that wait while areas change: rows that name a commune of before are
 * those of the one that took its place; where nothing says which, or another
 * owner decides there, they wait and say what to do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/file_help.h"

#define AREAS                                                                  \
	"province,province_name,commune,commune_name,valid_from\n"             \
	"14,Tỉnh Sơn La,03721,Xã Thuận Châu,2019-11-01\n"                      \
	"14,Tỉnh Sơn La,03730,Xã Mường É,2019-11-01\n"                         \
	"14,Tỉnh Sơn La,04168,Xã Sông Mã,2019-11-01\n"
#define MOVES                                                                  \
	"old,new,village,level,valid_from\n"                                   \
	"03721,03721,,,2019-11-01\n03724,03721,,,2019-11-01\n"                 \
	"03724,03730,bản nong,,2019-11-01\n04168,04168,,,2019-11-01\n"
#define DISTRICTS "119,03721,,district,2019-11-01\n"
#define ROLL                                                                   \
	"code,name,sex,birth,commune,village,point,category,from\n"            \
	"N1,Lò Văn Mới,M,1938,03724,Bản Bó,119-02,136.5.5b,2019-11\n"          \
	"N2,Cà Thị Mới,F,1939,03724,Bản Nong,119-02,136.5.5b,2019-11\n"


static void
take(const char *kind, const char *text)
{
	file_take("tinh", kind, text);
	MUST(file_finish("tinh"));
}

static void
reorganise(const char *moves)
{
	int64_t before = request;

	take("areas", AREAS);
	take("moves", moves);
	MUST(FILE_APPROVE("so", NULL));
	request = before;
}

static int
moved_setup(void **state)
{
	if (setup(state) != 0 || office_sql(&o, "INSERT OR REPLACE INTO counter"
	    " VALUES ('unit', 1000), ('point', 1000), ('area', 1000),"
	    " ('person', 2000)") != ST_OK)
		return -1;
	office_period(&o, "2019-11", "");
	return 0;
}

static int64_t
lives(const char *code, const char *commune)
{
	static const struct db_sql q = { "t.lives",
		"SELECT count(*) FROM person p JOIN area a ON a.id = p.area_id"
		" WHERE p.code = ?1 AND a.code = ?2 AND a.valid_to IS NULL" };
	int64_t n = 0;
	bool found;

	MUST(db_int1(db_usef(o.db, &q, "tt", code, commune), &n, &found,
	    &o.err));
	return n;
}

static const char *
why(const char *code)
{
	static const struct db_sql q = { "t.why",
		"SELECT why FROM roll_row WHERE code = ?1" };
	static char text[600];
	struct db_stmt *s = db_usef(o.db, &q, "t", code);
	bool row;

	MUST(db_step(s, &row, &o.err));
	assert_true(row);
	db_copy(s, 0, text, sizeof(text));
	db_reset(s);
	return text;
}

#define WHY(code, text)                                                        \
	do {                                                                   \
		if (strstr(why(code), text) == NULL)                           \
			fail_msg("%s: %s", text, why(code));                   \
	} while (0)

/* ---- files of the roll ------------------------------------------------------ */

static void
test_newcomers(void **state)
{
	(void)state;
	file_take("phong", "roll", ROLL);
	MUST(file_finish("phong"));
	reorganise(MOVES);
	MUST(FILE_APPROVE("so", NULL));
	assert_int_equal(file_go("so", request), 0);
	assert_int_equal(lives("N1", "03721"), 1);
	assert_int_equal(lives("N2", "03730"), 1);
}

/* Who decides for one new commune does not for another. */
static void
test_newcomers_of_others(void **state)
{
	(void)state;
	file_take("phong", "roll", ROLL);
	MUST(file_finish("phong"));
	reorganise(MOVES DISTRICTS);
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 1);
	assert_int_equal(lives("N1", "03721"), 1);
	assert_int_equal(lives("N2", "03730"), 0);
	WHY("N2", "Xã Phổng Lăng is Xã Mường É (03730) now");
	WHY("N2", "reject this");
}

/* The areas are there, and not yet who goes where. */
static void
test_newcomers_between(void **state)
{
	(void)state;
	file_take("phong", "roll", ROLL);
	MUST(file_finish("phong"));
	take("areas", AREAS);
	request = file_int("SELECT id FROM change WHERE kind = 'roll'");
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 2);
	WHY("N1", "Xã Phổng Lăng has ended");
	WHY("N1", "chitra import reorganisation");
	take("moves", MOVES);
	MUST(FILE_APPROVE("so", NULL));
	request = file_int("SELECT id FROM change WHERE kind = 'roll'");
	MUST(FILE_APPROVE("so", NULL));
	assert_int_equal(file_go("so", request), 0);
	assert_int_equal(lives("N1", "03721"), 1);
}

/* Somebody on the roll who moves: where he lived and where to are both called
 * otherwise. */
static void
test_known(void **state)
{
	(void)state;
	MUST(office_sql(&o, "INSERT INTO staff (id, login, name, role, area_id,"
	    " created_at) VALUES (61, 'chung', 'Lò Thị Chung', 'preparer', 1,"
	    " '')"));
	file_take("chung", "roll", "code,name,commune,village,point,phone\n"
	    "SL0112,Tòng Văn Xương,03724,Bản Bó,119-02,0912345678\n"
	    "SL0106,Giàng A Chống,04168,Tổ 9,126-01,\n");
	if (file_finish("chung") != ST_OK)
		fail_msg("%s", file_note("chung"));
	reorganise(MOVES);
	while (file_int("SELECT count(*) FROM change WHERE kind = 'roll'"
	    " AND state = 'waiting'") > 0) {
		request = file_int("SELECT min(id) FROM change WHERE kind ="
		    " 'roll' AND state = 'waiting'");
		MUST(FILE_APPROVE("so", NULL));
		if (file_go("so", request) != 0)
			fail_msg("%s%s", why("SL0112"), why("SL0106"));
	}
	assert_int_equal(file_int("SELECT count(*) FROM transfer t JOIN area a"
	    " ON a.id = t.from_area AND a.valid_to IS NULL JOIN area b"
	    " ON b.id = t.to_area AND b.valid_to IS NULL"
	    " WHERE a.code || b.code IN ('0416803721', '0372104168')"), 2);
}

/* ---- requests of a commune's file -------------------------------------------- */

static void
test_changes(void **state)
{
	(void)state;
	file_take("phong2", "changes", "kind,code,commune,village,point,direction\n"
	    "transfer,SL0112,03724,Bản Bó,119-02,within\n");
	MUST(file_finish("phong2"));
	request = file_int("SELECT id FROM change WHERE kind = 'transfer'");
	reorganise(MOVES);
	MUST(FILE_APPROVE("so", NULL));
	assert_int_equal(file_int("SELECT count(*) FROM transfer t JOIN area b"
	    " ON b.id = t.to_area AND b.valid_to IS NULL"
	    " WHERE b.code = '03721'"), 1);
}

/* Out of an old commune: what stood when it was asked is the same place. */
static void
test_changes_from(void **state)
{
	(void)state;
	MUST(ASK("phong", "kind", "transfer", "person", "106", "direction",
	    "within", "commune", "04168", "village", "Tổ 9", "point", "126-01"));
	reorganise(MOVES);
	MUST(FILE_APPROVE("so", NULL));
}

/* A newcomer's request is of the commune to which his village went. */
static void
test_changes_new(void **state)
{
	(void)state;
	MUST(ASK("phong", "kind", "new", "name", "Lò Văn Mới", "sex", "M",
	    "birth", "1938", "commune", "03724", "village", "Bản Nong", "point",
	    "119-02", "category", "136.5.5b", "from", "2019-11", "decision",
	    "1/QĐ", "decision_date", "2019-11-01"));
	reorganise(MOVES DISTRICTS);
	assert_int_equal(file_int("SELECT count(*) FROM change c JOIN area a"
	    " ON a.id = c.area_id WHERE c.kind = 'new' AND a.code = '03730'"
	    " AND a.valid_to IS NULL"), 1);
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_DENIED);
}

/* ---- payout points --------------------------------------------------------- */

#define POINTS                                                                 \
	"code,name,unit,commune\n119-09,Điểm mới,BD119,03724\n"

static void
test_points(void **state)
{
	(void)state;
	take("points", POINTS);
	assert_int_equal(file_nrequests, 1);
	reorganise(MOVES DISTRICTS);
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_int("SELECT count(*) FROM point t JOIN area a"
	    " ON a.id = t.area_id WHERE t.code = '119-09' AND a.code = '03721'"
	    " AND a.valid_to IS NULL"), 1);
}

static void
test_points_between(void **state)
{
	int64_t points;

	(void)state;
	take("points", POINTS);
	points = request;
	take("areas", AREAS);
	request = points;
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "line 2"));
	assert_non_null(strstr(o.err.msg, "Xã Phổng Lăng has ended"));
	assert_int_equal(file_int("SELECT count(*) FROM point WHERE"
	    " code = '119-09'"), 0);
}

/* All of the commune's points would go to another owner's commune. */
static void
test_points_of_others(void **state)
{
	(void)state;
	take("points", POINTS);
	reorganise("old,new,village,level,valid_from\n"
	    "03721,03721,,,2019-11-01\n03724,03730,,,2019-11-01\n"
	    "04168,04168,,,2019-11-01\n" DISTRICTS);
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_DENIED);
	assert_non_null(strstr(o.err.msg, "is Xã Mường É (03730) now"));
}

#define T(f) cmocka_unit_test_setup_teardown(f, moved_setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_newcomers), T(test_newcomers_of_others),
		T(test_newcomers_between), T(test_known), T(test_changes),
		T(test_changes_from), T(test_changes_new), T(test_points),
		T(test_points_between), T(test_points_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
