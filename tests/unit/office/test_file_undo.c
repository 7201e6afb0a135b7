/* SPDX-License-Identifier: ISC */
/*
 * Files of payout points and reorganisations are taken back as a whole: asked
 * by one, approved by another, everything as it stood before, and refused by
 * name when something rests on them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/file_help.h"

#define POINTS "code,name,unit,unit_name,unit_parent,commune,place,staff\n"
/* One point changed, one made in a unit that is made too. */
#define TWO                                                                    \
	POINTS "119-01,Bưu cục khác,BD119,,,03724,Nhà mới,mai\n"               \
	"119-09,Điểm mới,BDX,Bưu cục xã,BD119,03721,,lan mai\n"
/* How all points, units and who pays there stand, as one number each. */
#define PLACES                                                                 \
	"SELECT sum(t.id * 7 + t.unit_id * 11 + t.area_id * 13 + t.active"      \
	" + length(t.place) * 17) + (SELECT count(*) FROM unit) * 1009"        \
	" + (SELECT sum(staff_id * point_id) FROM staff_point) FROM point t"
#define NAMED                                                                  \
	"SELECT count(*) FROM point WHERE id = 21"                             \
	" AND name = 'Bưu cục Thuận Châu' AND fold = 'buu cuc thuan chau'"

static void
sql(const char *text)
{
	MUST(office_sql(&o, text));
}

/* Ids of the fixture are below 1000. */
static int
undo_setup(void **state)
{
	return setup(state) == 0 && office_sql(&o, "INSERT OR REPLACE INTO"
	    " counter VALUES ('unit', 1000), ('point', 1000), ('area', 1000)")
	    == ST_OK ? 0 : -1;
}

static void
taken(const char *kind, const char *text, const char *by)
{
	file_take("tinh", kind, text);
	MUST(file_finish("tinh"));
	assert_int_equal(file_nrequests, 1);
	MUST(FILE_APPROVE(by, NULL));
}

/* Asks for the undo of that request; `request` is the undo then. */
static enum status
ask_undo(const char *who, int64_t file)
{
	return keep(office_post(&o, who, "change.ask", &args, "kind", "undo",
	    "undoes", file_id(file), "note", "sai tệp", NULL));
}

#define RESTS(text)                                                            \
	do {                                                                   \
		REFUSED(ask_undo("tinh", file), ST_INVALID, "undoes");         \
		if (strstr(o.err.msg, text) == NULL)                           \
			fail_msg("%s: %s", text, o.err.msg);                   \
	} while (0)

/* ---- payout points --------------------------------------------------------- */

static void
test_points(void **state)
{
	int64_t before, file;

	(void)state;
	before = file_int(PLACES);
	file_take("tinh", "points", TWO);
	MUST(file_finish("tinh"));
	/* Readable before. */
	MUST(keep(office_post(&o, "truong", "change.effect", &args, "change",
	    file_id(request = file_requests[0]), NULL)));
	request = file_requests[0];
	SAYS("119-01: Bưu cục Thuận Châu is called Bưu cục khác");
	SAYS("119-01 stands in another commune");
	SAYS("who pays at 119-01: mai");
	SAYS("new: 119-09 Điểm mới");
	SAYS("1 new, 1 changed");
	MUST(FILE_APPROVE("truong", NULL));
	file = request;
	assert_true(file_int(PLACES) != before);
	MUST(ask_undo("tinh", file));
	SAYS("payout points taken away: 1, as they stood before: 1");
	assert_true(file_int(PLACES) != before);
	/* Two people, and the administrator is none of them. */
	assert_int_equal(FILE_APPROVE("tinh", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("admin", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("truong2", NULL), ST_DENIED);
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_int(PLACES), before);
	assert_int_equal(file_int(NAMED), 1);
	assert_int_equal(file_int("SELECT count(*) FROM change WHERE kind ="
	    " 'points' AND state = 'undone'"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM journal WHERE verb ="
	    " 'change.approve' AND instr(answer, 'taken away') > 0"), 1);
	/* Once; and the right file can come. */
	REFUSED(ask_undo("tinh", file), ST_EXISTS, "undoes");
	taken("points", TWO, "truong");
	assert_true(file_int(PLACES) != before);
}

/* Who may not ask for the file asks for no undo either. */
static void
test_points_roles(void **state)
{
	int64_t file;

	(void)state;
	taken("points", TWO, "truong");
	file = request;
	REFUSED(ask_undo("phong", file), ST_DENIED, "undoes");
}

static void
test_points_person(void **state)
{
	int64_t file;

	(void)state;
	taken("points", TWO, "truong");
	file = request;
	sql("UPDATE person SET point_id = (SELECT id FROM point WHERE code ="
	    " '119-09') WHERE id = 104");
	RESTS("Quàng Thị É (SL0104) is paid at the point 119-09");
	/* Asked before, and found at the approval. */
	sql("UPDATE person SET point_id = 21 WHERE id = 104");
	MUST(ask_undo("tinh", file));
	sql("UPDATE person SET point_id = (SELECT id FROM point WHERE code ="
	    " '119-09') WHERE id = 104");
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "is paid at the point 119-09"));
}

static void
test_points_paid(void **state)
{
	int64_t file;

	(void)state;
	(void)office_list(&o, "2019-10", "119");
	assert_int_equal(office_pay(&o, "lan", F_E, "2019-10", NULL), ST_OK);
	taken("points", POINTS "119-01,Bưu cục khác,BD119,,,03721,,mai\n",
	    "truong");
	file = request;
	/* What was paid and listed before does not rest on it. */
	MUST(ask_undo("tinh", file));
	MUST(keep(office_post(&o, "tinh", "change.withdraw", &args, "change",
	    file_id(request), NULL)));
	assert_int_equal(office_pay(&o, "mai", F_PANG2, "2019-10", NULL),
	    ST_OK);
	RESTS("at the point 119-01 since");
}

static void
test_points_listed(void **state)
{
	int64_t file;

	(void)state;
	taken("points", POINTS "119-01,Bưu cục khác,BD119,,,03721,,\n",
	    "truong");
	file = request;
	(void)office_draft(&o, "2019-11", "119");
	RESTS("stands on a payment list with the point 119-01");
}

static void
test_points_changed(void **state)
{
	int64_t file;

	(void)state;
	taken("points", TWO, "truong");
	file = request;
	taken("points", POINTS "119-01,Tên thứ ba,BD119,,,03724,,\n", "truong");
	RESTS("the point 119-01 was changed since");
	/* The later file first, then this one. */
	MUST(ask_undo("tinh", request));
	MUST(FILE_APPROVE("truong", NULL));
	MUST(ask_undo("tinh", file));
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_int(NAMED), 1);
}

/* Others pay there since: that was somebody's later word. */
static void
test_points_crew(void **state)
{
	int64_t file;

	(void)state;
	taken("points", TWO, "truong");
	file = request;
	sql("INSERT INTO staff_point VALUES (31, 21)");
	RESTS("the point 119-01 was changed since");
}

static void
test_points_unit(void **state)
{
	int64_t file;

	(void)state;
	taken("points", TWO, "truong");
	file = request;
	sql("UPDATE staff SET unit_id = (SELECT id FROM unit WHERE code ="
	    " 'BDX') WHERE login = 'quan'");
	RESTS("the unit BDX");
}

/* ---- reorganisations -------------------------------------------------------- */

#define AREAS                                                                  \
	"province,province_name,commune,commune_name,valid_from\n"             \
	"14,Tỉnh Sơn La,03721,Xã Thuận Châu,2019-11-01\n"                      \
	"14,Tỉnh Sơn La,03730,Xã Mường É,2019-11-01\n"                         \
	"14,Tỉnh Sơn La,04168,Xã Sông Mã,2019-11-01\n"
#define MOVES                                                                  \
	"old,new,village,level,valid_from\n"                                   \
	"03721,03721,,,2019-11-01\n03724,03721,,,2019-11-01\n"                 \
	"03724,03730,bản nong,,2019-11-01\n"                                   \
	"04168,04168,,commune,01/11/2019\n119,03721,,district,2019-11-01\n"
/* Where everybody and everything is. */
#define WHERE                                                                  \
	"SELECT (SELECT sum(id * area_id * 7 + point_id) FROM person)"         \
	" + (SELECT sum(id * area_id) * 11 FROM point)"                        \
	" + (SELECT sum(id * coalesce(area_id, 0)) * 13 FROM staff)"           \
	" + (SELECT count(*) * 1009 FROM area_change)"                         \
	" + (SELECT coalesce(sum(id * coalesce(from_area, 1)"                  \
	"  * coalesce(to_area, 1) * length(state)), 0) FROM transfer)"
#define ASKED                                                                  \
	"SELECT group_concat(area_id || fields || was, '#') = '"               \
	"11direction=within' || char(10) || 'commune=03724' || char(10)"          \
	" || 'village=Bản Nong' || char(10) || 'point=119-02' || char(10)"     \
	" || 'commune=03721' || char(10) || '#12reason=waiver' || char(10)"      \
	" FROM change WHERE id IN (501, 502)"

/* Requests that wait, a move whose month has not come, one that is within one
 * commune by the reorganisation. */
static void
things_wait(void)
{
	sql("INSERT INTO change (id, kind, person_id, area_id, point_id, name,"
	    " month, fields, was, maker_id, made_at, subject) VALUES"
	    " (501, 'transfer', 101, 11, 21, 'x', '2019-12', 'direction=within\n"
	    "commune=03724\nvillage=Bản Nong\npoint=119-02\n',"
	    " 'commune=03721\n', 37, '', '1'),"
	    " (502, 'stop', 108, 12, 22, 'x', '2019-12', 'reason=waiver\n', '',"
	    " 37, '', '2'), (503, 'transfer', 111, 13, 24, 'x', '2019-12', '',"
	    " '', 41, '', '5');"
	    "UPDATE change SET state = 'approved', checker_id = 38,"
	    " checked_at = '2019-11-01T08:00:00' WHERE id = 503;"
	    "INSERT INTO transfer (id, change_id, person_id, direction, from_area,"
	    " to_area, last_month, first_month, village, to_point) VALUES"
	    " (1, 501, 101, 'within', 11, 12, '2019-11', '2019-12',"
	    "  'Bản Nong', 22),"
	    " (5, 503, 106, 'within', 12, 11, '2019-11', '2019-12',"
	    "  'Bản Mới', 21);"
	    "INSERT OR REPLACE INTO counter VALUES ('change', 1000)");
}

static int64_t
moved(void)
{
	file_take("tinh", "areas", AREAS);
	MUST(file_finish("tinh"));
	things_wait();
	file_take("tinh", "moves", MOVES);
	MUST(file_finish("tinh"));
	MUST(FILE_APPROVE("so", NULL));
	return request;
}

static void
test_moves(void **state)
{
	int64_t before, file;

	(void)state;
	file_take("tinh", "areas", AREAS);
	MUST(file_finish("tinh"));
	things_wait();
	before = file_int(WHERE);
	assert_int_equal(file_int(ASKED), 1);
	file_take("tinh", "moves", MOVES);
	MUST(file_finish("tinh"));
	MUST(FILE_APPROVE("so", NULL));
	file = request;
	assert_true(file_int(WHERE) != before);
	assert_int_equal(file_int(ASKED), 0);
	assert_int_equal(file_int("SELECT count(*) FROM person WHERE id = 106"
	    " AND village = 'Bản Mới'"), 1);
	MUST(ask_undo("tinh", file));
	SAYS("back in the areas of before: 13 people, 4 payout points, 2 staff, "
	    "4 requests that wait");
	assert_int_equal(FILE_APPROVE("tinh", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("admin", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_DENIED);
	MUST(FILE_APPROVE("so", NULL));
	assert_int_equal(file_int(WHERE), before);
	assert_int_equal(file_int(ASKED), 1);
	assert_int_equal(file_int("SELECT count(*) FROM person WHERE id = 106"
	    " AND village = 'Bản Huổi Luông' AND point_id = 22"), 1);
	/* And once more, the right way. */
	file_take("tinh", "moves", MOVES);
	MUST(file_finish("tinh"));
	MUST(FILE_APPROVE("so", NULL));
	assert_int_equal(file_int("SELECT count(*) FROM area_change"), 5);
}

static void
test_moves_listed(void **state)
{
	int64_t file;

	(void)state;
	(void)office_list(&o, "2019-10", "119");
	file = moved();
	MUST(ask_undo("tinh", file));
	MUST(keep(office_post(&o, "tinh", "change.withdraw", &args, "change",
	    file_id(request), NULL)));
	/* What was on a list before is paid on. */
	assert_int_equal(office_pay(&o, "lan", F_E, "2019-10", NULL), ST_OK);
	(void)office_draft(&o, "2019-11", "03721");
	RESTS("stands on a payment list that was made since");
}

static void
test_moves_asked(void **state)
{
	char later[24];
	int64_t file, early;

	(void)state;
	sql("INSERT OR REPLACE INTO counter VALUES ('change', 600)");
	MUST(ASK("phong", "kind", "stop", "reason", "waiver", "event_on",
	    "2019-11-01", "person", "109"));
	early = request;
	file = moved();
	MUST(ASK("phong", "kind", "stop", "reason", "waiver", "event_on",
	    "2019-11-01", "person", "104"));
	(void)snprintf(later, sizeof(later), "request %" PRId64, request);
	RESTS(later);
	MUST(decide("phong", "change.withdraw", NULL));
	MUST(ask_undo("tinh", file));
	MUST(decide("tinh", "change.withdraw", NULL));
	/* One that waited then and is decided now. */
	request = early;
	MUST(decide("so", "change.approve", NULL));
	(void)snprintf(later, sizeof(later), "request %" PRId64 ",", early);
	RESTS(later);
}

static void
test_moves_on(void **state)
{
	int64_t file;

	(void)state;
	file = moved();
	sql("UPDATE person SET area_id = 13 WHERE id = 104");
	RESTS("Quàng Thị É (SL0104) is in another area since");
	sql("UPDATE person SET area_id = (SELECT area_id FROM person WHERE"
	    " id = 102) WHERE id = 104");
	sql("UPDATE point SET area_id = 13 WHERE id = 22");
	RESTS("BĐ-VHX Phổng Lăng (119-02) is in another area");
	sql("UPDATE point SET area_id = (SELECT area_id FROM person WHERE"
	    " id = 102) WHERE id = 22");
	sql("INSERT INTO person (id, code, name, name_key, fold, given_fold,"
	    " initials, sex, area_id, village_key, point_id, created_at,"
	    " changed_at) SELECT 999, 'MOI', 'Mới', x'00', 'moi', 'moi', 'm',"
	    " 'F', area_id, x'00', 21, '', '' FROM person WHERE id = 104");
	RESTS("Mới (MOI) came onto the roll");
}

static void
test_moves_edited(void **state)
{
	int64_t file;

	(void)state;
	file = moved();
	sql("UPDATE change SET fields = 'kind=stop\nx=1\n' WHERE id = 502");
	RESTS("request 502 was edited since");
}

/* A later reorganisation of one of its new communes. */
static void
test_moves_again(void **state)
{
	int64_t file;

	(void)state;
	file = moved();
	file_take("tinh", "areas",
	    "province,province_name,commune,commune_name,valid_from\n"
	    "14,Tỉnh Sơn La,03721,Xã Thuận Châu,2019-11-02\n"
	    "14,Tỉnh Sơn La,04168,Xã Sông Mã,2019-11-02\n");
	MUST(file_finish("tinh"));
	file_take("tinh", "moves", "old,new,valid_from\n"
	    "03730,03721,2019-11-02\n");
	MUST(file_finish("tinh"));
	MUST(FILE_APPROVE("so", NULL));
	/* From one into the one that took it in: no transfer any more. */
	assert_int_equal(file_int("SELECT count(*) FROM transfer t JOIN person p"
	    " ON p.id = t.person_id JOIN area a ON a.id = p.area_id WHERE"
	    " t.id = 1 AND t.state = 'undone' AND p.point_id = 22"
	    " AND a.code = '03721' AND p.village = 'Bản Nong'"), 1);
	RESTS("Xã Mường É (03730) itself went into another area");
	MUST(ask_undo("tinh", request));
	MUST(FILE_APPROVE("so", NULL));
	MUST(ask_undo("tinh", file));
	MUST(FILE_APPROVE("so", NULL));
	assert_int_equal(file_int("SELECT count(*) FROM area_change"), 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, undo_setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_points), T(test_points_roles), T(test_points_person),
		T(test_points_paid), T(test_points_listed),
		T(test_points_changed), T(test_points_crew),
		T(test_points_unit), T(test_moves), T(test_moves_listed),
		T(test_moves_asked), T(test_moves_on), T(test_moves_edited),
		T(test_moves_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
