/* SPDX-License-Identifier: ISC */
/*
 * Files of the roll: nothing of one stands before a second person decides it,
 * as a whole or row by row; slices that are cut go on; what cannot stand waits
 * with its reason; an undo takes all of it back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office/list/check.h"
#include "unit/file_help.h"

#define HEAD                                                                   \
	"code,name,sex,birth,identity,commune,village,point,category,from,"    \
	"amount,coefficient,decision,collector_name,phone\n"
/* Two newcomers of 119, one with a slipped comma. */
#define TWO                                                                    \
	HEAD "N1,Lò Văn Mới,M,1938,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n" \
	"N2,Cà Thị Mới,F,1939,,03721,Bản Bó,119-01,136.5.5b,2019-11,,15,,,\n"

static void
sql(const char *text)
{
	MUST(office_sql(&o, text));
}

static const struct scope everywhere = { .kind = SCOPE_ALL };

static int64_t
state_is(const char *state)
{
	static const struct db_sql q = { "t.state",
		"SELECT count(*) FROM change WHERE id = ?1 AND state = ?2" };
	int64_t n = 0;
	bool found;

	MUST(db_int1(db_usef(o.db, &q, "it", request, state), &n, &found,
	    &o.err));
	return n;
}

static struct roll_file
file_of(int64_t id)
{
	struct roll_file f;

	MUST(roll_file_of(o.db, &everywhere, id, &f, &o.err));
	return f;
}

static struct roll_line
line_at(unsigned i)
{
	static struct roll_line v[16];
	struct roll_file f = file_of(request);
	unsigned n = 0;

	MUST(roll_lines(o.db, &everywhere, &f, i, v, 1, &n, &o.err));
	assert_int_equal(n, 1);
	return v[0];
}

/* ---- one hand ------------------------------------------------------------- */

/* 50,000,000 since 2016, a collector, a person who is not there: by a preparer
 * alone. */
static void
test_one_hand(void **state)
{
	struct change_filter f = { .kind = "roll" };
	struct change_head v[4];
	struct roll_line line;
	struct actor truong;
	unsigned n = 0;
	int64_t list;
	struct list_check found[8];
	unsigned nfound = 0, i, own = 0;

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
	MUST(change_all(o.db, &truong.scope, &f, 0, v, 4, &n, &o.err));
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
	MUST(list_checks(o.db, &truong.scope, list, found, 8, &nfound, &o.err));
	actor_done(&truong);
	for (i = 0; i < nfound; i++)
		own += found[i].rule == LIST_CHECK_OWN_AMOUNT &&
		    found[i].must && strstr(found[i].detail, "50000000") != NULL;
	assert_int_equal(own, 2);
}

/* Far back counts once the office pays. */
static void
test_far_back(void **state)
{
	(void)state;
	file_take("phong", "roll", TWO);
	MUST(file_finish("phong"));
	assert_int_equal(line_at(0).look, ROLL_COEFFICIENT);
	assert_int_equal(line_at(1).look, 0);
	MUST(office_post(&o, "phong", "change.withdraw", NULL, "change",
	    file_id(request), NULL));
	MUST(office_post(&o, "tinh", "period.open", NULL, "code", "2019-11",
	    NULL));
	file_take("phong", "roll", HEAD
	    "N1,Lò Văn Mới,M,1938,,03721,Bản Bó,119-01,136.5.5b,2019-08,,,,,\n"
	    "N2,Cà Thị Mới,F,1939,,03721,Bản Bó,119-01,136.5.5b,2019-07,,,,,\n");
	MUST(file_finish("phong"));
	assert_int_equal(line_at(0).line, 3);
	assert_int_equal(line_at(0).look, ROLL_BACKDATED);
	assert_int_equal(line_at(1).look, 0);
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

/* ---- rows ------------------------------------------------------------------ */

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

/* ---- people on the roll ------------------------------------------------------ */

/* Each difference is a request of its kind under the file's number. */
static void
test_known(void **state)
{
	(void)state;
	file_take("phong", "roll", "code,name,birth,commune,village,point,"
	    "delivery,category,from,to,coefficient,amount,decision,"
	    "collector_name,relation,phone\n"
	    "SL0101,Lò Văn Pâng,,03721,,,,,,,,,,,,0912345678\n"
	    "SL0107,Sùng Thị Dơ,1938,03724,,119-03,home,,,,,,,,,\n"
	    "SL0108,Sua,,03724,,,,136.5.5b,2018-01,,1.5,,9/QĐ,Sùng A Thu,con,\n"
	    "SL0109,Lý Thị Hoà,,03724,,,,136.5.4a,2019-11,,,,8/QĐ,,,\n"
	    "SL0102,Lò Văn Pâng,,03721,,,,,,,,,,,,\n");
	MUST(file_finish("phong"));
	assert_int_equal(file_of(request).changed, 4);
	assert_int_equal(file_of(request).looks, 2);
	assert_int_equal(file_int("SELECT count(*) FROM change"), 1);
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
	assert_int_equal(file_int("SELECT count(*) FROM change c, change f"
	    " WHERE f.kind = 'roll' AND c.job_id = f.job_id"
	    " AND c.state = 'approved' AND c.kind IN ('identity', 'point',"
	    " 'delivery', 'amount', 'collector', 'new')"
	    " AND c.maker_id = f.maker_id AND c.checker_id = f.checker_id"), 6);
	assert_int_equal(file_int("SELECT count(*) FROM person WHERE id = 101"
	    " AND phone = '0912345678'"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM person WHERE id = 107"
	    " AND name = 'Sùng Thị Dơ' AND point_id = 23"
	    " AND delivery = 'home' AND birth_year = 1938"), 1);
	assert_int_equal(file_int("SELECT hundredths FROM entitlement"
	    " WHERE person_id = 108 AND state = 'active'"), 150);
	assert_int_equal(file_int("SELECT count(*) FROM collector"
	    " WHERE person_id = 108 AND kind = 'carer'"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM entitlement"
	    " WHERE person_id = 109 AND category = '136.5.4a'"), 1);
	/* Once more: nothing is left to ask. */
	file_take("phong", "roll", "code,name,commune,phone\n"
	    "SL0101,Lò Văn Pâng,03721,0912345678\n");
	MUST(file_finish("phong"));
	assert_int_equal(file_nrequests, 0);
}

/* What change.ask refuses is told by line and column, and nothing is asked. */
static void
test_known_refused(void **state)
{
	(void)state;
	file_take("phong", "roll", HEAD
	    "SL0106,,,,,03724,,,136.5.5b,2018-01,500000,,,,\n");
	assert_true(str_starts(file_note("phong"), "2\tdecision\t"));
	assert_int_equal(file_finish("phong"), ST_INVALID);
	/* Who may not ask for it by hand does not by a file. */
	file_take("tinh", "roll", HEAD
	    "SL0106,,,,,03724,,,136.5.5b,2018-01,500000,,1/QĐ,,\n");
	assert_true(str_starts(file_note("tinh"), "2\tcode\t"));
}

/* Who collects for a newcomer is somebody else, with a paper that can be. */
static void
test_collector_of_a_newcomer(void **state)
{
	static const char *const wrong[][2] = {
		{ "Lò Văn Mới,050111222", "2\tcollector_name\t" },
		{ "lo van moi,", "2\tcollector_name\t" },
		{ "Lò Văn Con,111111111", "2\tcollector_identity\t" },
		{ "Lò Văn Con,12345", "2\tcollector_identity\t" },
		{ "Lò Văn Con,passport:ABC", "2\tcollector_identity\t" },
	};
	char text[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		(void)snprintf(text, sizeof(text), "code,name,sex,birth,commune,"
		    "village,point,category,from,collector_name,"
		    "collector_identity\nN1,Lò Văn Mới,M,1938,03721,Bản Bó,"
		    "119-01,136.5.5b,2019-11,%s\n", wrong[i][0]);
		file_take("phong", "roll", text);
		if (!str_starts(file_note("phong"), wrong[i][1]))
			fail_msg("%s: %s", wrong[i][0], file_note("phong"));
		assert_int_equal(file_finish("phong"), ST_INVALID);
	}
}

#define ROW "code,name,sex,birth,commune,village,point,category,from,"        \
	"decision,decision_date\n"

/* What cannot be true is refused by line and column. */
static void
test_row_cannot_be(void **state)
{
	static const char *const wrong[][2] = {
		{ "N1,Lò Văn Mới,M,1938,03721,Bản Bó,119-01,136.5.5b,2019-11,"
		    "1/QĐ,2019-11-09\n", "2\tdecision_date\t" },
		{ "N1,Lò Văn Mới,M,1938,03721,Bản Bó,119-01,136.5.5b,2020-12,"
		    "1/QĐ,2019-11-08\n", "2\tfrom\t" },
		{ "N1,Lò Văn Mới,M,1938,03721,Bản Bó,126-01,136.5.5b,2019-11,"
		    "1/QĐ,2019-11-08\n", "2\tpoint\t" },
	};
	char text[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		(void)snprintf(text, sizeof(text), ROW "%s", wrong[i][0]);
		file_take("tinh", "roll", text);
		if (!str_starts(file_note("tinh"), wrong[i][1]))
			fail_msg("%s: %s", wrong[i][0], file_note("tinh"));
		assert_int_equal(file_finish("tinh"), ST_INVALID);
	}
	/* Twelve months ahead, decided today, can be. */
	file_take("phong", "roll", ROW "N1,Lò Văn Mới,M,1938,03721,Bản Bó,"
	    "119-01,136.5.5b,2020-11,1/QĐ,2019-11-08\n");
	MUST(file_finish("phong"));
	assert_int_equal(line_at(0).look & ROLL_WARNED, 0);
}

/* What is unlikely is an exception for who decides. */
static void
test_row_is_looked_at(void **state)
{
	static const struct {
		const char *rows;
		unsigned warned;
	} odd[] = {
		/* 80 and over, born in 2018; a child of 40; an old student. */
		{ "A1,Lò Văn Mới,M,2018,03721,Bản Bó,119-01,136.5.5b,2019-11,,\n",
		    1 },
		{ "A2,Lò Văn Hai,M,1979,03721,Bản Bó,119-01,136.5.1a,2019-11,,\n",
		    1 },
		{ "A3,Lò Văn Ba,M,1939,03721,Bản Bó,119-01,136.5.5b,2019-11,,\n",
		    0 },
		{ "A4,Lò Văn Tư,M,1960,03721,Bản Bó,119-01,136.5.5a1,2019-11,,\n",
		    1 },
		/* Two that exclude one another, and one with care. */
		{ "A5,Lò Văn Năm,M,1930,03721,Bản Bó,119-01,136.5.5b,2019-11,,\n"
		  "A5,Lò Văn Năm,M,1930,03721,Bản Bó,119-01,28.16.6c,2019-11,,\n",
		    1 },
		{ "A6,Lò Văn Sáu,M,1930,03721,Bản Bó,119-01,28.16.6b,2019-11,,\n"
		  "A6,Lò Văn Sáu,M,1930,03721,Bản Bó,119-01,28.17.1,2019-11,,\n",
		    0 },
	};
	char text[600];
	unsigned warned, k;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		(void)snprintf(text, sizeof(text), ROW "%s", odd[i].rows);
		file_take("phong", "roll", text);
		MUST(file_finish("phong"));
		warned = 0;
		for (k = 0; k < (strchr(odd[i].rows, '\n')[1] != '\0' ? 2 : 1);
		    k++)
			warned += (line_at(k).look & ROLL_WARNED) != 0;
		if (warned != odd[i].warned)
			fail_msg("%s: %u", odd[i].rows, warned);
	}
}

/* The same once more while it waits. */
static void
test_twice(void **state)
{
	(void)state;
	file_take("phong", "roll", TWO);
	MUST(file_finish("phong"));
	file_take("phong", "roll", TWO);
	assert_non_null(strstr(file_note("phong"), "2\tcode\trequest 1,"));
	file_take("phong", "roll", "code,name,commune\n"
	    "SL0101,Lò Văn Pang,03721\n");
	MUST(file_finish("phong"));
	file_take("phong", "roll", "code,name,commune\n"
	    "SL0101,Lò Văn Pang,03721\n");
	assert_non_null(strstr(file_note("phong"), "2\tcode\trequest 2,"));
}

/* ---- cut ---------------------------------------------------------------------- */

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

/* ---- undone ------------------------------------------------------------------- */

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

/* The desk would refuse it, and the request of a person on the roll does. */
static void
test_own_paper(void **state)
{
	(void)state;
	file_take("phong", "roll", "code,name,sex,birth,identity,commune,village,"
	    "point,category,from,collector_name,collector_identity\n"
	    "N1,Lò Văn Mới,M,1938,050333444,03721,Bản Bó,119-01,136.5.5b,"
	    "2019-11,Cà Thị Thu,050333444\n"
	    "SL0101,,,,,03721,,,,,Cà Thị Thu,050123456\n"
	    "N2,Lò Văn Hai,M,1938,050333555,03721,Bản Bó,119-01,136.5.5b,"
	    "2019-11,,\n"
	    "N2,Lò Văn Hai,,,,03721,Bản Bó,119-01,136.5.4a,2019-11,Cà Thị Thu,"
	    "050333555\n");
	assert_int_equal(file_finish("phong"), ST_INVALID);
	if (strstr(file_note("phong"), "2\tcollector_identity\t050333444 is the "
	    "paper of Lò Văn Mới") == NULL)
		fail_msg("%s", file_note("phong"));
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE line IN (3, 5)"
	    " AND field = 'collector_identity'"), 2);
}

/* 29,000 rows have 1,853 exceptions: the money is read first, and each kind is
 * counted. */
static void
test_weight(void **state)
{
	static const int64_t order[] = { 7, 5, 6, 4, 3, 2, 8 };
	struct roll_line line;
	struct roll_file f;
	struct actor truong;
	struct buf text;
	size_t i;

	(void)state;
	office_period(&o, "2019-11", "");
	file_take("phong", "roll", HEAD
	    "N2,Lò Văn Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,Cà Thị Thu,\n"
	    "N3,Lò Văn Ba,M,1931,,03721,Bản Bó,119-01,136.5.5b,2019-01,,,,,\n"
	    "N4,Lò Văn Bốn,M,1932,,03721,Bản Bó,119-01,136.5.5b,2018-01,,,,,\n"
	    "N5,Lò Văn Năm,M,1933,,03721,Bản Bó,119-01,136.5.5b,2019-11,300000,,,,\n"
	    "N6,Lò Văn Sáu,M,1934,,03721,Bản Bó,119-01,136.5.5b,2019-11,271000,,,,\n"
	    "N7,Lò Văn Bảy,M,1935,,03721,Bản Bó,119-01,136.5.5b,2019-11,50000000,,,,\n"
	    "N8,Lò Văn Tám,M,1936,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n");
	MUST(file_finish("phong"));
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		line = line_at((int64_t)i);
		assert_int_equal(line.line, order[i]);
	}
	office_actor(&o, "truong", &truong);
	MUST(roll_file_of(o.db, &truong.scope, request, &f, &o.err));
	actor_done(&truong);
	buf_init(&text, 2000);
	roll_file_people(&f, &text);
	assert_string_equal(buf_str(&text), "7 newcomers with 7 allowances");
	buf_clear(&text);
	roll_file_looks(&f, &text);
	/* 10 and 22 months at 270,000. */
	assert_string_equal(buf_str(&text), "6 exceptions: amount by decision 3,"
	    " begins far back 2 (8.640.000 đồng for months passed), collector 1");
	buf_clear(&text);
	roll_file_money(&f, &text);
	assert_string_equal(buf_str(&text), "a month: 0 đồng by the books,"
	    " 51.651.000 when it stands");
	buf_done(&text);
}

/* What the approver would not see in a name, or only in the other file. */
static void
test_looks(void **state)
{
	static const unsigned look[] = { ROLL_ODD_NAME, ROLL_ODD_NAME,
		ROLL_ODD_NAME, ROLL_ODD_NAME, 0, ROLL_ODD_NAME };
	char request_1[40];
	struct roll_line line;
	struct buf text;
	unsigned i, j;

	(void)state;
	file_take("phong", "roll", "code,name,sex,birth,identity,commune,village,"
	    "point,category,from,decision,decision_date,note,collector_name,"
	    "collector_identity,relation\n"
	    "N2,Lò V\u0430n Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N3,=Lò Văn Ba,M,1931,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N4,Lò Văn 李,M,1932,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N5,Lò \U0001F600 Năm,M,1933,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N6,H'Bia Niê-Kđăm,F,1934,050333444,03721,Bản Bó,119-01,136.5.5b,"
	    "2019-11,7/QĐ,2019-10-08,nhà xa,Cà Thị Thu,050333555,con dâu\n"
	    "N7,Lò Văn Bảy,M,1935,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,Cà Thị 李,,\n");
	MUST(file_finish("phong"));
	for (i = 0; i < 6; i++) {
		for (j = 0; j < 6; j++)
			if ((line = line_at(j)).line == (int64_t)i + 2)
				break;
		assert_true(j < 6);
		if ((line.look & ROLL_ODD_NAME) != look[i])
			fail_msg("line %u: %x", i + 2, line.look);
		if (i != 4)
			continue;
		buf_init(&text, 1000);
		roll_line_words(&line, &text);
		if (strstr(buf_str(&text), "Bản Bó; payout point ") == NULL ||
		    strstr(buf_str(&text), "; decision 7/QĐ, 08/10/2019; "
		    "collects: Cà Thị Thu, 050333555, con dâu; note: nhà xa") ==
		    NULL)
			fail_msg("%s", buf_str(&text));
		buf_done(&text);
	}
	/* The same paper; the same name, birth and village. */
	(void)snprintf(request_1, sizeof(request_1), "request %" PRId64 ", ",
	    request);
	file_take("phong", "roll", "code,name,sex,birth,identity,commune,village,"
	    "point,category,from\n"
	    "M1,Hờ Thị Bia,F,1950,050333444,03721,Bản Bó,119-01,136.5.5b,2019-11\n"
	    "M2,Lo Van Bay,M,1935,,03721,Bản Bó,119-01,136.5.5b,2019-11\n"
	    "M3,Lò Văn Bảy,M,1936,,03721,Bản Bó,119-01,136.5.5b,2019-11\n");
	MUST(file_finish("phong"));
	for (i = 0; i < 3; i++) {
		line = line_at(i);
		assert_int_equal(line.look & ROLL_ELSEWHERE,
		    i < 2 ? ROLL_ELSEWHERE : 0);
		assert_int_equal(strstr(line.note, request_1) != NULL, i < 2);
	}
}

/* Slips of the year. */
static void
test_years(void **state)
{
	(void)state;
	file_take("phong", "roll", HEAD
	    "N1,Lò Văn Một,M,1930,,03721,Bản Bó,119-01,136.5.5b,12/9999,,,,,\n"
	    "N2,Lò Văn Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,01/0001,,,,,\n"
	    "N3,Lò Văn Ba,M,1930,,03721,Bản Bó,119-01,136.5.5b,01/2021,,,,,\n"
	    "N4,Lò Văn Bốn,M,1930,,03721,Bản Bó,119-01,136.5.5b,11/2020,,,,,\n");
	assert_int_equal(file_finish("phong"), ST_INVALID);
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE"
	    " severity = 'error' AND field = 'from' AND line IN (2, 3, 4)"), 3);
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE"
	    " severity = 'error'"), 3);
}

/* What no decision grants is a slip of the file, and its sum may be more than
 * the books hold. */
static void
test_most(void **state)
{
	(void)state;
	file_take("phong", "roll", HEAD
	    "SL0106,,,,,03724,,,136.5.5b,2018-01,9223372036854775807,,,,\n"
	    "N1,Lò Văn Một,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,9000000000000000000,,,,\n"
	    "N2,Lò Văn Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,1000000001,,,,\n"
	    "N3,Lò Văn Ba,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,1000000000,,,,\n");
	assert_int_equal(file_finish("phong"), ST_INVALID);
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE line IN"
	    " (2, 3, 4) AND field = 'amount' AND instr(message,"
	    " 'more than 1.000.000.000 đồng') > 0"), 3);
	assert_int_equal(file_int("SELECT count(*) FROM job_note"
	    " WHERE severity = 'error'"), 3);
}

/* Books of before the limit: the list names who has it. */
static void
test_most_stands(void **state)
{
	enum status st;

	(void)state;
	MUST(office_sql(&o, "UPDATE entitlement SET manual ="
	    " 9000000000000000000 WHERE person_id IN (101, 102)"));
	office_period(&o, "2019-11", "");
	MUST(office_post(&o, "phong", "list.begin", &args, "period", "2019-11",
	    "area", "119", "kind", "monthly", NULL));
	(void)str_copy_cut(file_job, sizeof(file_job),
	    wire_args_text(&args, "job"));
	wire_args_done(&args);
	st = office_post(&o, "phong", "list.slice", NULL, "job", file_job,
	    NULL);
	assert_int_equal(st, ST_INVALID);
	if (strstr(o.err.msg, "more than 1.000.000.000 đồng") == NULL ||
	    strstr(o.err.msg, "Lò Văn Pâng") == NULL)
		fail_msg("%s", o.err.msg);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_one_hand), T(test_far_back), T(test_owners),
		T(test_chosen_rows), T(test_rejected_whole), T(test_row_fails),
		T(test_known), T(test_known_refused), T(test_own_paper), T(test_twice), T(test_row_cannot_be),
		T(test_row_is_looked_at),
		T(test_collector_of_a_newcomer),
		T(test_cut), T(test_pages), T(test_undo), T(test_undo_listed),
		T(test_undo_later), T(test_the_schema_refuses_too),
		T(test_weight), T(test_looks), T(test_years), T(test_most), T(test_most_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
