/* SPDX-License-Identifier: ISC */
/*
 * A reorganisation of areas in the small office: on 1 November 2019 districts
 * end, Thị trấn Thuận Châu and Phổng Lăng become Xã Thuận Châu, but for one
 * village.  What a file may not say; who and what moves; what stays history;
 * whose lists are whose.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "moves_help.h"
#include "office/list/list.h"
#include "office/period/period.h"
#include "office/place/place.h"
#include "office/report/report.h"
#include "office/query/summary.h"

static struct office o;

#define AREAS                                                                  \
	"province,province_name,commune,commune_name,valid_from\n"             \
	"14,Tỉnh Sơn La,03721,Xã Thuận Châu,2019-11-01\n"                      \
	"14,Tỉnh Sơn La,03730,Xã Mường É,2019-11-01\n"                         \
	"14,Tỉnh Sơn La,04168,Xã Sông Mã,2019-11-01\n"
#define HEAD "old,new,village,level,valid_from\n"
#define MOVES                                                                  \
	HEAD "03721,03721,,,2019-11-01\n"                                      \
	"03724,03721,,,2019-11-01\n"                                           \
	"03724,03730,bản nong,,2019-11-01\n"                                   \
	"04168,04168,,commune,01/11/2019\n"

#define INT(sql)                                                               \
	({                                                                     \
		static const struct db_sql q_ = { "test", sql };               \
		office_int(&o, &q_, 0);                                        \
	})
#define NOW "SELECT id FROM area WHERE ?1 = 0 AND valid_to IS NULL AND code = "

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	office_list(&o, "2019-10", "119");
	office_list(&o, "2019-10", "126");
	return office_sql(&o, "INSERT OR REPLACE INTO counter VALUES"
	    " ('area', 1000)") == ST_OK ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

/* ---- what a file may not say ------------------------------------------- */

static void
test_refused(void **state)
{
	static const struct {
		const char *rows, *said;
	} bad[] = {
		{ "09999,03721,,,2019-11-01\n", "2:old:no area had the code 09999" },
		{ "03721,09999,,,2019-11-01\n", "2:new:no area has the code 09999" },
		{ "03721,03724,,,2019-11-01\n", "2:new:Xã Phổng Lăng is not valid" },
		{ "03721,14,,,2019-11-01\n", "2:new:Tỉnh Sơn La is of another" },
		{ "03721,03721,,,\n", "2:valid_from:the day" },
		{ "03721,03721,,,2019-13-01\n", "2:valid_from:" },
		{ "03721,03721,,,2030-01-01\n", "2:valid_from:people move on" },
		{ "03721,03721,,hamlet,2019-11-01\n", "2:level:" },
		{ "119,03721,Tổ 1,district,2019-11-01\n", "2:village:only a" },
		{ "03721,03721,,,2019-11-01\n03721,03730,,,2019-11-01\n",
		    "3:old:line 2 moves it already" },
		{ "03721,03721,,,2019-11-01\n04168,04168,,,2019-11-01\n",
		    "0:old:03724 Xã Phổng Lăng has ended, has 5 people" },
		{ "03721,03721,,,2019-11-01\n04168,04168,,,2019-11-01\n"
		    "03724,03730,Bản Nong,,2019-11-01\n",
		    "0:village:Xã Phổng Lăng: no row says where the 2 people of "
		    "\"Bản Huổi Luông\" go" },
	};
	size_t i;

	(void)state;
	moves_take(&o, "areas", AREAS);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char text[400];

		(void)snprintf(text, sizeof(text), HEAD "%s", bad[i].rows);
		moves_text(&o, "moves", text);
		if (moves_note(&o, "error") == 0 ||
		    strstr(moves_notes, bad[i].said) == NULL)
			fail_msg("%s: %s", bad[i].said, moves_notes);
		/* Asked again, told once; and nothing is taken. */
		assert_int_equal(moves_note(&o, "error"),
		    moves_note(&o, "error"));
		assert_int_equal(moves_finish(&o, "no", NULL), ST_INVALID);
	}
	assert_int_equal(INT("SELECT count(*) FROM area_change WHERE ?1 = 0"), 0);
	assert_int_equal(INT("SELECT count(*) FROM person WHERE area_id > 13"
	    " AND ?1 = 0"), 0);
}

/* Before the areas are loaded nothing has ended. */
static void
test_too_early(void **state)
{
	(void)state;
	moves_text(&o, "moves", HEAD "03721,03724,,,2019-11-01\n");
	assert_int_equal(moves_note(&o, "error"), 1);
	assert_non_null(strstr(moves_notes, "2:old:Thị trấn Thuận Châu goes on"));
}

/* Two areas that go on and trade whole communes would move people twice. */
static void
test_no_circle(void **state)
{
	(void)state;
	moves_take(&o, "areas", AREAS);
	moves_text(&o, "moves", HEAD "03721,03721,,,2019-11-01\n"
	    "03724,03721,,,2019-11-01\n04168,04168,,,2019-11-01\n");
	moves_must(&o, moves_finish(&o, "no", NULL), "finish");
	moves_text(&o, "moves", HEAD "03721,03730,Bản Nà Lanh 2,,2019-11-08\n"
	    "03730,03721,Bản Nà Lanh 2,,2019-11-08\n");
	assert_int_equal(moves_note(&o, "error"), 1);
	assert_non_null(strstr(moves_notes, "3:new:its people would move twice"));
	/* The same once more is too late. */
	moves_text(&o, "moves", HEAD "03721,03721,,,2019-11-01\n");
	(void)moves_note(&o, "error");
	assert_non_null(strstr(moves_notes, "2:old:Thị trấn Thuận Châu has moved"));
}

/* ---- who and what moves ------------------------------------------------- */

static void
test_moves(void **state)
{
	struct wire_args a;

	(void)state;
	assert_int_equal(office_sql(&o, "INSERT INTO staff (id, login, name, role,"
	    " area_id, created_at) VALUES (51, 'xa1', 'X', 'preparer', 11, ''),"
	    " (52, 'xa2', 'X', 'preparer', 12, '')"), ST_OK);
	moves_take(&o, "areas", AREAS);
	moves_text(&o, "moves", MOVES "119,03721,,district,2019-11-01\n");
	assert_int_equal(moves_note(&o, "error"), 0);
	moves_must(&o, moves_finish(&o, "yes", &a), "dry");
	assert_int_equal(wire_args_int(&a, "people", 0), 13);
	wire_args_done(&a);
	assert_int_equal(INT("SELECT count(*) FROM person WHERE area_id > 13"
	    " AND ?1 = 0"), 0);
	moves_must(&o, moves_finish(&o, "no", &a), "finish");
	assert_int_equal(wire_args_int(&a, "people", 0), 13);
	assert_int_equal(wire_args_int(&a, "points", 0), 4);
	assert_int_equal(wire_args_int(&a, "staff", 0), 3);
	wire_args_done(&a);
	assert_int_equal(INT("SELECT count(*) FROM person WHERE ?1 = 0 AND"
	    " area_id = (" NOW "'03721')"), 8);
	assert_int_equal(INT("SELECT count(*) FROM person WHERE ?1 = 0 AND"
	    " village = 'Bản Nong' AND area_id = (" NOW "'03730')"), 2);
	assert_int_equal(INT("SELECT count(*) FROM person WHERE ?1 = 0 AND"
	    " area_id = (" NOW "'04168')"), 3);
	/* The district's people go where its row says; xa2 has two successors. */
	assert_int_equal(INT("SELECT count(*) FROM staff WHERE ?1 = 0 AND"
	    " login IN ('phong', 'truong', 'xa1')"
	    " AND area_id = (" NOW "'03721')"), 3);
	assert_int_equal(INT("SELECT area_id FROM staff WHERE ?1 = 0 AND"
	    " login = 'xa2'"), 12);
	assert_int_equal(moves_note(&o, "warning"), 5);
	assert_non_null(strstr(moves_notes, "staff:xa2 works for 03724 Xã Phổng "
	    "Lăng, which went several ways"));
	assert_non_null(strstr(moves_notes, "staff:phong2 works for 126 Huyện "
	    "Sông Mã, which has ended"));
	assert_non_null(strstr(moves_notes, "point:119-02 stands in a commune"));
	assert_int_equal(INT("SELECT count(*) FROM area_change WHERE ?1 = 0"), 5);
	assert_int_equal(INT("SELECT count(*) FROM office_province WHERE ?1 = 0"
	    " AND province <> '14'"), 0);
}

/* ---- what waits --------------------------------------------------------- */

#define CHANGE                                                                 \
	"INSERT INTO change (id, kind, person_id, area_id, point_id, name,"    \
	" month, fields, maker_id, made_at, subject) VALUES "

static void
test_waiting(void **state)
{
	(void)state;
	assert_int_equal(office_sql(&o, CHANGE
	    "(1, 'transfer', 101, 11, 21, 'x', '2019-12', 'kind=transfer\n"
	    "commune=03724\nvillage=Bản Nong\npoint=119-02\n', 37, '', '1'),"
	    "(2, 'stop', 108, 12, 22, 'x', '2019-12', 'kind=stop\n', 37, '', '2'),"
	    "(3, 'stop', 106, 12, 22, 'x', '2019-12', 'kind=stop\n', 37, '', '3'),"
	    "(4, 'new', NULL, 13, 24, 'x', '2019-12', 'commune=04168\n"
	    "name=commune=03721\n', 41, '', '4');"
	    CHANGE "(5, 'transfer', 111, 13, 24, 'x', '2019-12', '', 41, '', '5');"
	    "UPDATE change SET state = 'approved', checker_id = 38 WHERE id = 5;"
	    "INSERT INTO transfer (id, change_id, person_id, direction, from_area,"
	    " to_area, last_month, first_month, village, to_point) VALUES"
	    " (1, 1, 101, 'within', 11, 12, '2019-11', '2019-12', 'Bản Nong', 22),"
	    " (2, 2, 108, 'within', 12, 11, '2019-11', '2019-12', '', 21),"
	    " (3, 3, 106, 'out', 12, NULL, '2019-11', '2019-12', '', NULL),"
	    " (4, 4, 111, 'in', NULL, 13, '2019-11', '2019-12', '', 24),"
	    " (5, 5, 106, 'within', 12, 11, '2019-11', '2019-12', 'Bản Mới', 21)"), ST_OK);
	assert_int_equal(office_sql(&o, "INSERT OR REPLACE INTO counter"
	    " VALUES ('change', 100)"), ST_OK);
	moves_take(&o, "areas", AREAS);
	moves_take(&o, "moves", MOVES);
	assert_int_equal(INT("SELECT count(*) FROM change WHERE ?1 = 0 AND"
	    " id = 1 AND area_id = (" NOW "'03721')"
	    " AND fields = 'kind=transfer\ncommune=03730\nvillage=Bản Nong\n"
	    "point=119-02\n'"), 1);
	assert_int_equal(INT("SELECT area_id = (" NOW "'03730') FROM change"
	    " WHERE ?1 = 0 AND id = 2"), 1);
	assert_int_equal(INT("SELECT area_id = (" NOW "'03721') FROM change"
	    " WHERE ?1 = 0 AND id = 3"), 1);
	assert_int_equal(INT("SELECT fields = 'commune=04168\n"
	    "name=commune=03721\n' AND area_id = (" NOW "'04168') FROM change"
	    " WHERE ?1 = 0 AND id = 4"), 1);
	assert_int_equal(INT("SELECT area_id FROM change WHERE ?1 = 0"
	    " AND id = 5"), 13);
	assert_int_equal(INT("SELECT from_area = (" NOW "'03721') AND"
	    " to_area = (" NOW "'03730') FROM transfer WHERE ?1 = 0 AND id = 1"), 1);
	assert_int_equal(INT("SELECT from_area = (" NOW "'03730') AND"
	    " to_area = (" NOW "'03721') FROM transfer WHERE ?1 = 0 AND id = 2"), 1);
	assert_int_equal(INT("SELECT from_area = (" NOW "'03721') AND"
	    " to_area IS NULL FROM transfer WHERE ?1 = 0 AND id = 3"), 1);
	assert_int_equal(INT("SELECT from_area IS NULL AND"
	    " to_area = (" NOW "'04168') FROM transfer WHERE ?1 = 0 AND id = 4"), 1);
	/* From one commune into what is the same now: done, at its point. */
	assert_int_equal(INT("SELECT from_area = 12 AND state = 'moved'"
	    " AND last_month = '2019-10' AND first_month = '2019-11' AND"
	    " to_area = (" NOW "'03721') FROM transfer WHERE ?1 = 0 AND id = 5"), 1);
	assert_int_equal(INT("SELECT point_id = 21 AND village = 'Bản Mới'"
	    " AND area_id = (" NOW "'03721') FROM person WHERE ?1 = 0"
	    " AND id = 106"), 1);
}

/* Asked by one and approved by the other; the request's id. */
#define ASKED(maker, boss, ...)                                                \
	asked(boss, office_post(&o, maker, "change.ask", &answer, __VA_ARGS__, \
	    NULL))
static struct wire_args answer;

static int64_t
asked(const char *boss, enum status st)
{
	int64_t id = wire_args_int(&answer, "change", 0);
	char text[24];

	wire_args_done(&answer);
	moves_must(&o, st, "change.ask");
	(void)snprintf(text, sizeof(text), "%lld", (long long)id);
	moves_must(&o, office_post(&o, boss, "change.approve", NULL, "change",
	    text, "version", "1", NULL), "change.approve");
	return id;
}

/* A move of before is taken back: into what took the old commune's place. */
static void
test_undo_across(void **state)
{
	char id[24];

	(void)state;
	moves_must(&o, office_post(&o, "tinh", "period.open", NULL, "code",
	    "2019-11", NULL), "open");
	(void)snprintf(id, sizeof(id), "%lld", (long long)ASKED("phong",
	    "truong", "kind", "transfer", "direction", "within", "commune",
	    "04168", "village", "Tổ 9", "point", "126-01", "person", "104",
	    "month", "2019-10"));
	assert_int_equal(INT("SELECT area_id FROM person WHERE id = 104"
	    " AND ?1 = 0"), 13);
	moves_take(&o, "areas", AREAS);
	moves_take(&o, "moves", MOVES "119,03721,,district,2019-11-01\n"
	    "126,04168,,district,2019-11-01\n");
	(void)ASKED("phong2", "truong2", "kind", "undo", "person", "104",
	    "undoes", id, "note", "x");
	assert_int_equal(INT("SELECT count(*) FROM person WHERE ?1 = 0 AND"
	    " id = 104 AND point_id = 21 AND area_id = (" NOW "'03721')"), 1);
}

/* ---- money and lists ---------------------------------------------------- */

#define OPEN                                                                   \
	"SELECT sum(l.amount) FROM line l JOIN list k ON k.id = l.list_id"     \
	" WHERE ?1 = 0 AND k.state = 'approved' AND NOT EXISTS"               \
	" (SELECT 1 FROM standing s WHERE s.line_id = l.id)"
#define HISTORY                                                                \
	"SELECT sum(id * area_id + no * amount + owner) FROM (SELECT l.*,"     \
	" k.owner_id AS owner FROM line l JOIN list k ON k.id = l.list_id)"   \
	" WHERE ?1 = 0"

static void
test_history_and_money(void **state)
{
	int64_t open, history, journal;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-10", NULL), ST_OK);
	open = INT(OPEN);
	history = INT(HISTORY);
	journal = INT("SELECT sum(seq * length(content)) FROM journal"
	    " WHERE ?1 = 0");
	moves_take(&o, "areas", AREAS);
	moves_take(&o, "moves", MOVES "119,03721,,district,2019-11-01\n");
	assert_int_equal(INT(OPEN), open);
	assert_int_equal(INT(HISTORY), history);
	assert_true(INT("SELECT sum(seq * length(content)) FROM journal"
	    " WHERE ?1 = 0 AND verb NOT LIKE 'import.%'"
	    " AND verb <> 'change.approve'") == journal);
	/* Who pays there pays on; another owner's person is not one's own. */
	assert_int_equal(office_pay(&o, "lan", F_PANG2, "2019-10", NULL), ST_OK);
	assert_int_equal(INT(OPEN), open - 405000);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person", "106",
	    "reason", "x", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person", "108",
	    "reason", "x", NULL), ST_DENIED); /* Bản Nong went to 03730 */
	assert_int_equal(office_post(&o, "phong2", "block", NULL, "person",
	    "111", "reason", "x", NULL), ST_DENIED);
}

static enum status
begin(const char *who, const char *period, const char *area)
{
	return office_post(&o, who, "list.begin", NULL, "period", period, "area",
	    area, NULL);
}

static void
test_owners(void **state)
{
	struct list_head h[8];
	struct list_heads all = { .v = h, .max = 8 };
	struct period p;
	struct actor who;

	(void)state;
	moves_take(&o, "areas", AREAS);
	moves_take(&o, "moves", MOVES "119,03721,,district,2019-11-01\n");
	moves_must(&o, office_post(&o, "tinh", "period.open", NULL, "code",
	    "2019-11", NULL), "open");
	assert_int_equal(begin("phong", "2019-11", "119"), ST_NOTFOUND);
	assert_int_equal(begin("phong", "2019-11", "03721"), ST_OK);
	assert_int_equal(begin("phong", "2019-11", "04168"), ST_DENIED);
	/* In October the commune of that code was another, and no owner. */
	assert_int_equal(begin("phong", "2019-10", "03721"), ST_INVALID);
	/* The old owner's people still see what was theirs. */
	moves_must(&o, period_find(o.db, "2019-10", &p, &o.err), "period");
	office_actor(&o, "phong2", &who);
	moves_must(&o, list_all(o.db, &who.scope, p.id, &all, &o.err), "lists");
	assert_int_equal(all.n, 1);
	assert_string_equal(h[0].owner_code, "126");
	actor_done(&who);
	/* Who took a commune over sees the list it stood on. */
	office_actor(&o, "phong", &who);
	moves_must(&o, list_all(o.db, &who.scope, p.id, &all, &o.err), "lists");
	assert_int_equal(all.n, 1);
	assert_string_equal(h[0].owner_code, "119");
	actor_done(&who);
}

/* Due of the period inside an area; -1 when it is refused. */
static int64_t
due(const char *login, const char *period, const char *area)
{
	struct summary is = { .n = 0 };
	struct actor who;
	struct period p;
	enum status st;

	moves_must(&o, period_find(o.db, period, &p, &o.err), "period");
	office_actor(&o, login, &who);
	st = summary_rows(o.db, &who.scope,
	    &(struct summary_ask){ p.id, SUMMARY_COMMUNES, area }, &is, &o.err);
	actor_done(&who);
	free(is.rows);
	return st == ST_OK ? is.total.due_money : -1;
}

static void
test_old_months_add_up(void **state)
{
	int64_t all, of119, town;

	(void)state;
	all = due("tinh", "2019-10", "");
	of119 = due("tinh", "2019-10", "119");
	town = due("tinh", "2019-10", "03721");
	assert_true(all > of119 && of119 > town && town > 0);
	moves_take(&o, "areas", AREAS);
	moves_take(&o, "moves", MOVES "119,03721,,district,2019-11-01\n");
	assert_int_equal(due("tinh", "2019-10", ""), all);
	assert_int_equal(due("tinh", "2019-10", "119"), of119);
	assert_int_equal(due("tinh", "2019-10", "03721"), town);
	/* The town went whole into phong's commune, Phổng Lăng did not. */
	assert_int_equal(due("phong", "2019-10", ""), town);
	assert_int_equal(due("phong2", "2019-10", ""), all - of119);
}

/* "Of which place" in the head of a report on everything one sees. */
static void
headed(const char *login, const char *period, const char *name)
{
	const struct report_source *src = report_source_find("summary");
	struct report_params p = { .period = "" };
	struct actor who;
	void *state = NULL;

	(void)str_copy_cut(p.period, sizeof(p.period), period);
	office_actor(&o, login, &who);
	moves_must(&o, src->open(o.db, &who.scope, &p, &state, &o.err), login);
	assert_string_equal(src->attr(state, "area_name"), name);
	src->close(state);
	actor_done(&who);
}

static void
test_heads(void **state)
{
	(void)state;
	moves_take(&o, "areas", AREAS);
	moves_take(&o, "moves", MOVES "119,03721,,district,2019-11-01\n");
	headed("phong", "2019-10", "Xã Thuận Châu");
	headed("phong2", "2019-10", "Huyện Sông Mã");
	headed("tinh", "2019-10", "Tỉnh Sơn La");
}

/* ---- the province ------------------------------------------------------- */

static void
test_province(void **state)
{
	char id[24];

	(void)state;
	assert_int_equal(office_sql(&o, "INSERT INTO standard VALUES"
	    " ('14', '2019-01', 300000, 'NQ')"), ST_OK);
	moves_take(&o, "areas",
	    "province,province_name,commune,commune_name,valid_from\n"
	    "19,Tỉnh Thái Nguyên,03721,Xã Thuận Châu,2019-11-05\n"
	    "19,Tỉnh Thái Nguyên,04168,Xã Sông Mã,2019-11-05\n");
	moves_take(&o, "moves", HEAD "03721,03721,,,2019-11-05\n"
	    "03724,03721,,,2019-11-05\n04168,04168,,,2019-11-05\n");
	assert_int_equal(INT("SELECT value = '19' FROM meta WHERE ?1 = 0 AND"
	    " key = 'province'"), 1);
	/* From the first whole month on. */
	assert_int_equal(INT("SELECT count(*) FROM office_province WHERE ?1 = 0"
	    " AND from_month = '2019-12' AND province = '19'"), 1);
	assert_int_equal(INT("SELECT amount FROM standard WHERE ?1 = 0 AND"
	    " province = '19' AND from_month = '2019-01'"), 300000);
	assert_int_equal(INT("SELECT count(*) FROM staff f JOIN area a"
	    " ON a.id = f.area_id WHERE ?1 = 0 AND a.code = '19'"), 3);
	/* And taken back with it. */
	(void)snprintf(id, sizeof(id), "%lld", (long long)INT("SELECT max(id)"
	    " FROM change WHERE ?1 = 0"));
	moves_must(&o, office_post(&o, "tinh", "change.ask", &answer, "kind",
	    "undo", "undoes", id, "note", "x", NULL), "undo");
	moves_approve(&o, wire_args_text(&answer, "change"));
	wire_args_done(&answer);
	assert_int_equal(INT("SELECT value = '14' FROM meta WHERE ?1 = 0 AND"
	    " key = 'province'"), 1);
	assert_int_equal(INT("SELECT count(*) FROM office_province WHERE ?1 = 0"
	    " AND province = '19'"), 0);
	assert_int_equal(INT("SELECT count(*) FROM standard WHERE ?1 = 0 AND"
	    " province = '19'"), 0);
	assert_int_equal(INT("SELECT count(*) FROM staff f JOIN area a"
	    " ON a.id = f.area_id WHERE ?1 = 0 AND a.code = '14'"), 3);
	assert_int_equal(INT("SELECT count(*) FROM area_change WHERE ?1 = 0"), 0);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_refused), T(test_too_early), T(test_no_circle),
		T(test_moves), T(test_waiting), T(test_undo_across),
		T(test_history_and_money),
		T(test_owners), T(test_old_months_add_up),
		T(test_heads), T(test_province),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
