/* SPDX-License-Identifier: ISC */
/*
 * Files of the roll: nothing of one stands before a second person decides it,
 * as a whole or row by row; slices that are cut go on; what cannot stand waits
 * with its reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office/list/check.h"
#include "unit/roll_file_help.h"

/* 50,000,000 since 2016, a collector, a person who is not there: by a preparer
 * alone. */
static void
test_one_hand(void **state)
{
	struct change_filter f = { .kind = "roll", .max = 4 };
	struct change_head v[4];
	struct roll_line line;
	struct actor truong;
	unsigned n = 0;
	int64_t list;
	struct list_check found[8];
	struct list_check_page p = { .v = found, .max = 8 };
	unsigned i, own = 0;

	(void)state;
	file_take("phong", "roll", HEAD
	    "SL0106,,,,,03724,,,136.5.5b,2018-01,50000000,,9/QĐ,Kẻ Thu Hộ,\n"
	    "GHOST,Lò Văn Ma,M,1930,,03721,Bản Bó,119-01,136.5.5b,2016-01,50000000,,,,\n");
	MUST(file_finish("phong"));
	assert_int_equal(file_nrequests, 1);
	assert_string_equal(file_missing, "");
	/* Nothing of it stands, on no list, at no desk. */
	assert_int_equal(file_int("SELECT count(*) FROM entitlement"
	    " WHERE manual = 50000000"), 0);
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code = 'GHOST'"), 0);
	assert_int_equal(file_int("SELECT count(*) FROM collector"
	    " WHERE name = 'Kẻ Thu Hộ'"), 0);
	list = office_draft(&o, "2019-11", "119");
	assert_int_equal(file_int("SELECT count(*) FROM line"
	    " WHERE amount > 1000000"), 0);
	/* The inbox has it; the exceptions are read first, in words. */
	office_actor(&o, "truong", &truong);
	MUST(change_all(o.db, &truong.scope, &f, v, &n, &o.err));
	actor_done(&truong);
	assert_int_equal(n, 1);
	assert_string_equal(v[0].area_code, "119");
	line = line_at(0);
	assert_int_equal(line.line, 2);
	assert_int_equal(line.look & (ROLL_MANUAL | ROLL_COLLECTOR),
	    ROLL_MANUAL | ROLL_COLLECTOR);
	assert_int_equal(line.after, 50000000);
	assert_int_equal(line.before, 270000);
	assert_non_null(strstr(line.said, "Amount a month 50.000.000"));
	assert_non_null(strstr(line.said, "Kẻ Thu Hộ"));
	/* His own hand does not decide it, the administrator's neither. */
	assert_int_equal(FILE_APPROVE("phong", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("admin", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("truong2", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "phong", "change.slice", NULL,
	    "change", file_id(request), NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "truong", "change.slice", NULL,
	    "change", file_id(request), NULL), ST_INVALID);
	/* Who does approve it is asked once more by the checks of the list. */
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
	assert_int_equal(state_is("approved"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM entitlement"
	    " WHERE manual = 50000000 AND change_id IS NOT NULL"), 2);
	list = office_draft(&o, "2019-11", "119");
	office_checks(&o, "phong", list);
	office_actor(&o, "phong", &truong);
	p.filter.list = list;
	MUST(list_check_page(o.db, &truong.scope, &p, &o.err));
	actor_done(&truong);
	for (i = 0; i < p.n; i++)
		own += found[i].rule == LIST_CHECK_OWN_AMOUNT &&
		    found[i].must && strstr(found[i].detail, "50000000") != NULL;
	assert_int_equal(own, 2);
}

/* The schema alone keeps one hand from deciding. */
static void
test_the_schema_refuses_too(void **state)
{
	(void)state;
	file_take("phong", "roll", TWO);
	MUST(file_finish("phong"));
	assert_int_not_equal(office_sql(&o, "INSERT INTO roll_decision"
	    " (change_id, no, verdict, rows, but, reason, staff_id, at)"
	    " VALUES (1, 1, 'approved', '', '', '', 37, '')"), ST_OK);
	assert_int_not_equal(office_sql(&o, "INSERT INTO roll_decision"
	    " (change_id, no, verdict, rows, but, reason, staff_id, at)"
	    " SELECT 1, 1, 'approved', '', '', '', id, '' FROM staff"
	    " WHERE login = 'admin'"), ST_OK);
	assert_int_not_equal(office_sql(&o, "UPDATE roll_row SET"
	    " manual = 50000000"), ST_OK);
	assert_int_not_equal(office_sql(&o, "DELETE FROM roll_row"), ST_OK);
}

/* One request for each list owner; without an approver it waits and says who is
 * missing. */
static void
test_owners(void **state)
{
	(void)state;
	sql("UPDATE staff SET active = 0 WHERE role = 'approver'"
	    " AND login <> 'truong'");
	file_take("tinh", "roll", TWO
	    "N3,Lò Văn Sông,M,1938,,04168,Tổ 1,126-01,136.5.5b,2019-11,,,,,\n");
	MUST(file_finish("tinh"));
	assert_int_equal(file_nrequests, 2);
	assert_non_null(strstr(file_missing, "chitra user add"));
	assert_non_null(strstr(file_missing, "--area 126"));
	assert_int_equal(file_of(file_requests[0]).people, 2);
	assert_int_equal(file_of(file_requests[1]).people, 1);
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code LIKE 'N_'"), 2);
	request = file_requests[1];
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_DENIED);
	assert_int_equal(state_is("waiting"), 1);
}

#define FOUR                                                                   \
	TWO "N3,Lò Văn Ba,M,1940,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n" \
	"N4,Lò Văn Bốn,M,1941,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n"

static void
test_chosen_rows(void **state)
{
	struct roll_file f;

	(void)state;
	file_take("phong", "roll", FOUR);
	MUST(file_finish("phong"));
	REFUSED(FILE_APPROVE("truong", "rows", "x", NULL), ST_INVALID, "rows");
	REFUSED(FILE_APPROVE("truong", "rows", "9-12", NULL), ST_NOTFOUND,
	    "rows");
	MUST(FILE_APPROVE("truong", "rows", "2,4-5", "except", "5", NULL));
	assert_int_equal(file_go("truong", request), 0);
	assert_int_equal(file_int("SELECT group_concat(substr(code, 2), '')"
	    " FROM person WHERE code LIKE 'N_'"), 13);
	assert_int_equal(state_is("waiting"), 1);
	/* Part of it stands: it is not taken back any more. */
	assert_int_equal(office_post(&o, "phong", "change.withdraw", NULL,
	    "change", file_id(request), NULL), ST_INVALID);
	MUST(office_post(&o, "truong", "change.reject", NULL, "change",
	    file_id(request), "version", "1", "reason", "hệ số 1,5?", "rows",
	    "3", NULL));
	assert_int_equal(file_go("truong", request), 0);
	f = file_of(request);
	assert_int_equal(f.stood, 2);
	assert_int_equal(f.rejected, 1);
	assert_string_equal(line_at(0).state, "rejected");
	assert_string_equal(line_at(0).why, "hệ số 1,5?");
	/* The rest: it is decided as a whole then. */
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
	assert_int_equal(state_is("approved"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code LIKE 'N_'"), 3);
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_EXISTS);
}

static void
test_rejected_whole(void **state)
{
	(void)state;
	file_take("phong", "roll", TWO);
	MUST(file_finish("phong"));
	MUST(office_post(&o, "truong", "change.reject", NULL, "change",
	    file_id(request), "version", "1", "reason", "sai", NULL));
	assert_int_equal(state_is("rejected"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code LIKE 'N_'"), 0);
	/* The right one may come then. */
	file_take("phong", "roll", TWO);
	MUST(file_finish("phong"));
	assert_int_equal(office_post(&o, "phong", "change.amend", NULL,
	    "change", file_id(request), "version", "1", "note", "x", NULL),
	    ST_INVALID);
	REFUSED(office_post(&o, "phong", "change.ask", NULL, "kind", "roll",
	    NULL), ST_INVALID, "kind");
}

/* The others stand; this one waits, with the reason. */
static void
test_row_fails(void **state)
{
	(void)state;
	file_take("phong", "roll", HEAD
	    "N1,Lò Văn Mới,M,1938,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n"
	    "N2,Lò Văn Hai,M,1939,050123999,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n"
	    "SL0107,Sùng Thị Dợ Mới,,,,03724,,,,,,,,,\n"
	    "N3,Lò Văn Ba,M,1940,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n");
	MUST(file_finish("phong"));
	MUST(office_post(&o, "phong", "person.add", NULL, "code", "N3", "name",
	    "Người khác", "commune", "03721", "point", "119-01", NULL));
	MUST(office_post(&o, "phong", "person.add", NULL, "name",
	    "Người khác nữa", "commune", "03721", "point", "119-01",
	    "identity", "050123999", NULL));
	sql("UPDATE person SET name = 'Sùng Thị Dợ Khác' WHERE id = 107");
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 3);
	assert_int_equal(state_is("waiting"), 1);
	assert_int_equal(file_of(request).stood, 1);
	assert_int_equal(file_of(request).failed, 3);
	assert_int_equal(file_int("SELECT count(*) FROM roll_row"
	    " WHERE state = 'waiting' AND (line = 3 AND why LIKE"
	    " 'identity: %050%' OR line = 3 AND why LIKE 'identity: %'"
	    " OR line = 4 AND why LIKE 'change: %'"
	    " OR line = 5 AND why LIKE 'code: %N3%')"), 3);
	assert_int_equal(file_int("SELECT count(*) FROM identity"
	    " WHERE number = '050123999'"), 1);
	/* Mended, the same rows stand. */
	sql("UPDATE person SET code = 'X3' WHERE code = 'N3';"
	    "UPDATE identity SET active = 0 WHERE number = '050123999';"
	    "UPDATE person SET name = 'Sùng Thị Dợ' WHERE id = 107");
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
	assert_int_equal(state_is("approved"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE name = 'Sùng Thị Dợ Mới'"), 1);
}

enum { MANY = 900 };

static void
many(void)
{
	struct buf b;
	int i;

	buf_init(&b, 1024 * 1024);
	(void)buf_printf(&b, "%s", HEAD);
	for (i = 1; i <= MANY; i++)
		(void)buf_printf(&b, "M%03d,Lò Văn Nhiều,M,%d,,03721,Bản %d,"
		    "119-01,136.5.5b,2019-11,,,,,\n", i, 1925 + i % 10, i);
	file_take("phong", "roll", buf_str(&b));
	buf_done(&b);
	MUST(file_finish("phong"));
}

/* Killed between slices: whoever may decide it goes on, and no password. */
static void
test_cut(void **state)
{
	int64_t failed = 0;
	struct roll_file f;

	(void)state;
	sql("INSERT INTO staff (id, login, name, role, area_id, created_at)"
	    " VALUES (50, 'pho', 'Lò Thị Phó', 'approver', 2, '')");
	many();
	MUST(FILE_APPROVE("truong", NULL));
	assert_false(file_slice("truong", request, &failed));
	f = file_of(request);
	assert_true(f.stood > 0 && f.stood < MANY);
	assert_string_equal(f.verdict, "approved");
	assert_int_equal(state_is("waiting"), 1);
	/* Two approvers: the other one is told, and may go on. */
	assert_int_equal(FILE_APPROVE("pho", NULL), ST_BUSY);
	assert_non_null(strstr(o.err.msg, "Trần Văn Trường"));
	assert_int_equal(office_post(&o, "phong", "change.withdraw", NULL,
	    "change", file_id(request), NULL), ST_BUSY);
	db_close(o.db);
	MUST(db_open_writer(o.path, DB_BOOKS, &o.db, &o.err));
	assert_int_equal(file_go("pho", request), 0);
	assert_int_equal(file_int("SELECT count(*) FROM person"
	    " WHERE code LIKE 'M___'"), MANY);
	/* The decision is his who took it. */
	assert_int_equal(file_int("SELECT checker_id FROM change"), 38);
	assert_int_equal(file_int("SELECT count(*) FROM journal"
	    " WHERE verb = 'change.slice'") > 1, 1);
	assert_int_equal(file_of(request).stood, MANY);
}

/* Pages of any size, exceptions first. */
static void
test_pages(void **state)
{
	struct roll_line *v = calloc(100, sizeof(*v));
	struct roll_file f;
	unsigned n = 0;
	int64_t seen = 0, at;

	(void)state;
	many();
	f = file_of(request);
	for (at = 0; at < MANY; at += n) {
		MUST(roll_lines(o.db, &everywhere, &f, at, v, 100, &n, &o.err));
		assert_true(n > 0);
		assert_int_equal(v[0].line, at + 2);
		seen += n;
	}
	assert_int_equal(seen, MANY);
	assert_int_equal(f.before, 0);
	assert_int_equal(f.after, (int64_t)MANY * 270000);
	free(v);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_one_hand),
		T(test_the_schema_refuses_too),
		T(test_owners),
		T(test_chosen_rows),
		T(test_rejected_whole),
		T(test_row_fails),
		T(test_cut),
		T(test_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
