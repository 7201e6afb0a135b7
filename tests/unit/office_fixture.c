/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "db/db_priv.h"
#include "db/migrate.h"
#include "decree_help.h"
#include "office/request/change.h"
#include "office/list/check.h"
#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office/table.h"
#include "office_fixture.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/sortkey.h"
#include "who_help.h"

static const char *const office_places =
    "INSERT INTO area (id, level, code, name, name_key, fold, parent_id, valid_from) VALUES"
    " (1, 'province', '14', 'Tỉnh Sơn La', x'01', 'tinh son la', NULL, '2004-07-01'),"
    " (2, 'district', '119', 'Huyện Thuận Châu', x'02', 'huyen thuan chau', 1, '2004-07-01'),"
    " (3, 'district', '126', 'Huyện Sông Mã', x'01', 'huyen song ma', 1, '2004-07-01'),"
    " (11, 'commune', '03721', 'Thị trấn Thuận Châu', x'05', 'thi tran thuan chau', 2, '2004-07-01'),"
    " (12, 'commune', '03724', 'Xã Phổng Lăng', x'03', 'xa phong lang', 2, '2004-07-01'),"
    " (13, 'commune', '04168', 'Thị trấn Sông Mã', x'04', 'thi tran song ma', 3, '2004-07-01');"
    "INSERT INTO unit (id, code, name, parent_id) VALUES"
    " (1, 'BDT', 'Bưu điện tỉnh Sơn La', NULL),"
    " (2, 'BD119', 'Bưu điện huyện Thuận Châu', 1),"
    " (3, 'BD126', 'Bưu điện huyện Sông Mã', 1);"
    "INSERT INTO point (id, code, name, name_key, fold, unit_id, area_id) VALUES"
    " (21, '119-01', 'Bưu cục Thuận Châu', x'21', 'buu cuc thuan chau', 2, 11),"
    " (22, '119-02', 'BĐ-VHX Phổng Lăng', x'22', 'bd vhx phong lang', 2, 12),"
    " (23, '119-03', 'Nhà văn hoá bản Nà Lanh', x'23', 'nha van hoa ban na lanh', 2, 12),"
    " (24, '126-01', 'Bưu cục Sông Mã', x'24', 'buu cuc song ma', 3, 13);"
    "INSERT INTO staff (id, login, name, role, unit_id, area_id, created_at) VALUES"
    " (31, 'lan', 'Hoàng Thị Lan', 'paying', 2, NULL, '2019-01-01T08:00:00'),"
    " (32, 'mai', 'Cầm Thị Mai', 'paying', 2, NULL, '2019-01-01T08:00:00'),"
    " (33, 'son', 'Vì Văn Sơn', 'paying', 3, NULL, '2019-01-01T08:00:00'),"
    " (34, 'thu', 'Lường Thị Thu', 'cashier', 2, NULL, '2019-01-01T08:00:00'),"
    " (35, 'ke', 'Bạc Thị Kế', 'accountant', 2, NULL, '2019-01-01T08:00:00'),"
    " (36, 'quan', 'Điêu Chính Quân', 'controller', 2, NULL, '2019-01-01T08:00:00'),"
    " (37, 'phong', 'Nguyễn Văn Phong', 'preparer', NULL, 2, '2019-01-01T08:00:00'),"
    " (38, 'truong', 'Trần Văn Trường', 'approver', NULL, 2, '2019-01-01T08:00:00'),"
    " (39, 'tinh', 'Hà Văn Tĩnh', 'province', NULL, 1, '2019-01-01T08:00:00'),"
    " (40, 'admin', 'Quản trị', 'admin', NULL, NULL, '2019-01-01T08:00:00'),"
    " (41, 'phong2', 'Lèo Văn Phong', 'preparer', NULL, 3, '2019-01-01T08:00:00'),"
    " (42, 'truong2', 'Tòng Thị Trường', 'approver', NULL, 3, '2019-01-01T08:00:00'),"
    " (43, 'so', 'Lù Thị Sở', 'approver', NULL, 1, '2019-01-01T08:00:00');"
    "INSERT INTO staff_point (staff_id, point_id) VALUES"
    " (31, 21), (31, 22), (32, 21), (33, 24)";

static const struct {
	int64_t id;
	const char *name, *birth, *village, *identity, *category;
	int64_t area, point, manual;
	const char *delivery;
} office_people_rows[] = {
	{ F_PANG, "Lò Văn Pâng", "1936", "Bản Nà Lanh 2", "050123456", "136.5.5b", 11, 21, 0, "point" },
	{ F_PANG2, "Lò Văn Pâng", "1957-04", "Bản Nà Lanh 10", "014057000001", "136.5.5a1", 11, 21, 0, "point" },
	{ F_ON, "Cà Thị Ơn", "1980-11-21", "Bản Nà Lanh 2", "014180000002", "28.16.6b", 11, 21, 0, "point" },
	{ F_E, "Quàng Thị É", "1944", "Tiểu khu 5", "", "136.5.5b", 11, 21, 300000, "point" },
	{ F_SUSPENDED, "Lò Thị Ánh", "1950", "Tiểu khu 5", "050999111", "136.5.5b", 11, 21, 0, "point" },
	{ F_CHONG, "Giàng A Chống", "1931", "Bản Huổi Luông", "050200300", "136.5.5b", 12, 22, 0, "home" },
	{ F_DO, "Sùng Thị Dợ", "1939", "Bản Huổi Luông", "050200301", "136.5.5b", 12, 22, 0, "point" },
	{ F_SUA, "Sua", "1938", "Bản Nong", "050200302", "136.5.5b", 12, 22, 0, "point" },
	{ F_HOA, "Lý Thị Hoà", "1961", "Bản Nong", "014161123456", "28.16.6c", 12, 22, 0, "point" },
	{ F_AN, "Nguyễn Văn An", "2010-03", "Bản Lăng Nọi", "", "136.5.1b", 12, 23, 0, "point" },
	{ F_ANH, "Lò Thị Ánh", "1930", "Tổ 1", "050777123", "136.5.5b", 13, 24, 0, "point" },
	{ F_XUONG, "Tòng Văn Xương", "1937", "Tổ 1", "050777124", "136.5.5b", 13, 24, 0, "home" },
	{ F_LY, "Vàng A Lý", "1935", "Tổ 2", "050777125", "136.5.5b", 13, 24, 0, "point" },
};

static const char *const office_more =
    "INSERT INTO entitlement (id, person_id, category, from_month, changed_at)"
    " VALUES (501, 103, '28.17.1', '2018-01', '2018-01-05T08:00:00');"
    "UPDATE entitlement SET state = 'suspended' WHERE person_id = 105;"
    "INSERT INTO suspension (entitlement_id, from_month) SELECT id, '2018-06'"
    " FROM entitlement WHERE person_id = 105;"
    /* Over in October, and not before December: neither is of November. */
    "INSERT INTO entitlement (id, person_id, category, from_month, to_month, changed_at)"
    " VALUES (502, 101, '136.5.4a', '2018-01', '2019-10', '2018-01-05T08:00:00'),"
    " (503, 102, '136.5.4a', '2019-12', NULL, '2018-01-05T08:00:00');"
    "INSERT INTO collector (id, person_id, kind, name, identity, relation, letter, valid_from, valid_to) VALUES"
    " (601, 101, 'authorised', 'Lò Văn Thắng', '014088000123', 'con', '12/2019', '2019-01-02', '2020-01-01'),"
    " (602, 102, 'authorised', 'Lò Thị Hạnh', '014185000124', 'con', '3/2018', '2018-01-02', '2019-10-31'),"
    " (603, 110, 'guardian', 'Nguyễn Thị Bình', '014182000125', 'bà', '', '2015-01-02', NULL),"
    " (604, 103, 'carer', 'Cầm Thị Mai', '014190000126', 'em', '', '2015-01-02', NULL)";

static const struct db_sql q_person = { "fixture.person",
	"INSERT INTO person (id, code, name, name_key, fold, given_fold,"
	" initials, sex, birth_year, birth_month, birth_day, area_id, village,"
	" village_key, point_id, delivery, created_at, changed_at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
	" ?15, ?16, '2018-01-05T08:00:00', '2018-01-05T08:00:00')" };
static const struct db_sql q_identity = { "fixture.identity",
	"INSERT INTO identity (person_id, kind, number, reversed)"
	" VALUES (?1, ?2, ?3, ?4)" };
static const struct db_sql q_entitled = { "fixture.entitlement",
	"INSERT INTO entitlement (id, person_id, category, manual, from_month,"
	" changed_at) VALUES (?1, ?2, ?3, ?4, '2018-01', '2018-01-05T08:00:00')" };
static const struct db_sql q_counter = { "fixture.counter",
	"INSERT OR REPLACE INTO counter (name, value) VALUES (?1, 1000)" };

static void
office_must(struct office *o, enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s", what, err_name(st), o->err.msg);
}

static void
office_person(struct office *o, size_t i)
{
	unsigned char name_key[SORTKEY_SIZE], village_key[SORTKEY_SIZE];
	char fold[200], given[200], initials[32], code[24], reversed[25] = "";
	const char *name = office_people_rows[i].name;
	const char *id = office_people_rows[i].identity;
	const char *village = office_people_rows[i].village;
	size_t n, m, k, len = strlen(id);
	struct date born;

	assert_int_equal(fold_search(fold, sizeof(fold), name), ST_OK);
	assert_int_equal(fold_given(given, sizeof(given), name, ""), ST_OK);
	assert_int_equal(fold_initials(initials, sizeof(initials), name), ST_OK);
	assert_int_equal(date_from_iso(office_people_rows[i].birth, &born), ST_OK);
	n = sortkey_name(name_key, sizeof(name_key), name, "");
	m = sortkey_text(village_key, sizeof(village_key), village);
	(void)snprintf(code, sizeof(code), "SL%04d", (int)office_people_rows[i].id);
	for (k = 0; k < len; k++)
		reversed[k] = id[len - 1 - k];
	office_must(o, db_run(db_usef(o->db, &q_person, "ittbttttoooitbit",
	    office_people_rows[i].id, code, name, name_key, n, fold, given,
	    initials, strstr(name, "Thị") != NULL ? "F" : "M",
	    (int64_t)born.year, (int64_t)born.month, (int64_t)born.day,
	    office_people_rows[i].area, village, village_key, m,
	    office_people_rows[i].point, office_people_rows[i].delivery),
	    &o->err), name);
	if (len > 0)
		office_must(o, db_run(db_usef(o->db, &q_identity, "ittt",
		    office_people_rows[i].id, len == 9 ? "cmnd" : "cccd", id,
		    reversed), &o->err), id);
	office_must(o, db_run(db_usef(o->db, &q_entitled, "iito",
	    office_people_rows[i].id + 300, office_people_rows[i].id,
	    office_people_rows[i].category, office_people_rows[i].manual),
	    &o->err), "entitlement");
}

void
office_clock(int day, int hour, int minute)
{
	char text[64];

	(void)snprintf(text, sizeof text, "2019-11-%02dT%02d:%02d:00", day,
	    hour, minute);
	clock_set(text);
}

void
office_open(struct office *o)
{
	static const char *const counters[] = { "person", "entitlement",
		"list", "line", "period", "collector" };
	size_t i;

	memset(o, 0, sizeof(*o));
	(void)snprintf(o->dir, sizeof(o->dir), "/tmp/test_office.XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	(void)snprintf(o->path, sizeof(o->path), "%s/chitra.db", o->dir);
	office_clock(8, 8, 30);
	office_must(o, db_create(o->path, DB_BOOKS, &o->err), "create");
	office_must(o, db_open_writer(o->path, DB_BOOKS, &o->db, &o->err), "open");
	office_must(o, db_begin(o->db, &o->err), "begin");
	office_must(o, decree_seed(o->db, "14", "Bưu điện tỉnh Sơn La",
	    "2019-01-01T08:00:00", &o->err), "seed");
	office_must(o, office_sql(o, office_places), "places");
	for (i = 0; i < sizeof(office_people_rows) / sizeof(office_people_rows[0]); i++)
		office_person(o, i);
	office_must(o, office_sql(o, office_more), "more");
	for (i = 0; i < sizeof(counters) / sizeof(counters[0]); i++)
		office_must(o, db_run(db_usef(o->db, &q_counter, "t",
		    counters[i]), &o->err), counters[i]);
	office_must(o, db_commit(o->db, &o->err), "commit");
}

void
office_close(struct office *o)
{
	static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
	char name[128];
	size_t i;

	db_close(o->db);
	clock_shift(0);
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		(void)snprintf(name, sizeof(name), "%s%s", o->path, tails[i]);
		(void)unlink(name);
	}
	(void)rmdir(o->dir);
}

void
office_actor(struct office *o, const char *login, struct actor *out)
{
	static const struct db_sql q = { "fixture.login",
		"SELECT id FROM staff WHERE login = ?1" };
	int64_t id = 0;
	bool found;

	office_must(o, db_int1(db_usef(o->db, &q, "t", login), &id, &found,
	    &o->err), login);
	office_must(o, actor_load(o->db, id, out, &o->err), login);
}

static enum status
office_run(struct office *o, const char *login, struct wire_verb *in,
    struct wire_args *out)
{
	struct verb_peer peer = { .confirmed = true };
	struct wire_answer answer;
	struct actor who;

	memset(&answer, 0, sizeof(answer));
	office_actor(o, login, &who);
	peer.who = &who;
	office_must(o, db_begin(o->db, &o->err), "begin");
	who_before(o->db);
	office_must(o, verbs_run(o->db, &peer, in, &answer), in->name);
	who_after(o->db, in->name);
	office_must(o, db_commit(o->db, &o->err), "commit");
	o->err = answer.err;
	if (out != NULL)
		*out = answer.args;
	else
		wire_args_done(&answer.args);
	wire_args_done(&in->args);
	actor_done(&who);
	return o->err.st;
}

static void
office_fields(struct wire_verb *v, const char *verb, va_list ap)
{
	const char *name;

	memset(v, 0, sizeof(*v));
	(void)str_copy_cut(v->name, sizeof(v->name), verb);
	while ((name = va_arg(ap, const char *)) != NULL)
		wire_args_add(&v->args, name, va_arg(ap, const char *));
}

/* As the request that stands for the verb has it. */
static void
office_asks(struct office *o, struct wire_verb *v)
{
	static const struct db_sql q = { "fixture.recovery",
		"SELECT person_id FROM recovery WHERE id = ?1" };
	const struct change_kind *k = change_kind_find(v->name);
	struct wire_args args;
	unsigned i;
	int64_t id = 0, person = 0;

	assert_non_null(k);
	wire_args_init(&args);
	wire_args_add(&args, "kind", v->name);
	for (i = 0; i < v->args.n; i++) {
		bool renamed = strcmp(v->name, "setting.set") == 0 &&
		    strcmp(v->args.v[i].name, "name") == 0;

		wire_args_add(&args, renamed ? "setting" : v->args.v[i].name,
		    v->args.v[i].value);
	}
	id = wire_args_int(&v->args, "recovery", 0);
	if (id != 0)
		person = office_int(o, &q, id);
	if (person != 0)
		wire_args_add_int(&args, "person", person);
	wire_args_done(&v->args);
	v->args = args;
	(void)str_copy_cut(v->name, sizeof(v->name), "change.ask");
}

/* Asked by one, approved by who approves for his area. */
static enum status
office_request(struct office *o, const char *login, struct wire_verb *v,
    struct wire_args *out)
{
	bool rule = (verb_find(v->name)->roles & ROLE_PROVINCE) != 0;
	struct wire_args a;
	char id[24];

	office_asks(o, v);
	if (office_run(o, login, v, &a) != ST_OK) {
		wire_args_done(&a);
		if (out != NULL)
			wire_args_init(out);
		return o->err.st;
	}
	(void)str_copy_cut(id, sizeof(id), wire_args_text(&a, "change"));
	wire_args_done(&a);
	return office_post(o, rule ? "so" : strcmp(login, "phong2") == 0 ?
	    "truong2" : "truong", "change.approve", out, "change", id,
	    "version", "1", NULL);
}

enum status
office_post(struct office *o, const char *login, const char *verb,
    struct wire_args *out, ...)
{
	const struct verb *known = verb_find(verb);
	struct wire_verb v;
	va_list ap;

	va_start(ap, out);
	office_fields(&v, verb, ap);
	va_end(ap);
	wire_op_new(v.op);
	if (known != NULL && (known->flags & VERB_REQUEST))
		return office_request(o, login, &v, out);
	return office_run(o, login, &v, out);
}

enum status
office_post_op(struct office *o, const char *login, const char *verb,
    const unsigned char op[WIRE_OP_ID], struct wire_args *out, ...)
{
	struct wire_verb v;
	va_list ap;

	va_start(ap, out);
	office_fields(&v, verb, ap);
	va_end(ap);
	memcpy(v.op, op, WIRE_OP_ID);
	return office_run(o, login, &v, out);
}

void
office_period(struct office *o, const char *code, const char *through)
{
	struct wire_args a;
	char id[24];

	if (office_post(o, "phong", "period.open", NULL, "code", code,
	    "through", through, NULL) == ST_OK)
		return;
	office_must(o, office_post(o, "phong", "change.ask", &a, "kind",
	    "open", "period", code, "through", through, "note", "x", NULL),
	    "another period");
	(void)snprintf(id, sizeof(id), "%s", wire_args_text(&a, "change"));
	wire_args_done(&a);
	office_must(o, office_post(o, "tinh", "change.approve", NULL,
	    "change", id, "version", "1", NULL), "another period");
}

static int64_t
office_make(struct office *o, const char *period, const char *area,
    const char *kind)
{
	const char *maker = strcmp(area, "126") == 0 ? "phong2" : "phong";
	struct wire_args a;
	struct period p;
	char job[24];
	bool done = false;
	int64_t id;

	if (period_find(o->db, period, &p, &o->err) == ST_NOTFOUND)
		office_period(o, period, "");
	/* Tests of something else leave their lists open. */
	if (office_post(o, maker, "list.begin", &a, "period", period, "area",
	    area, "kind", kind, NULL) == ST_INVALID && strcmp(o->err.field, "period") == 0) {
		wire_args_done(&a);
		office_must(o, office_post(o, "tinh", "period.override", NULL,
		    "period", period, "area", area, "reason", "x", NULL),
		    "period.override");
		(void)office_post(o, maker, "list.begin", &a, "period", period,
		    "area", area, "kind", kind, NULL);
	}
	office_must(o, o->err.st, "list.begin");
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	while (!done) {
		office_must(o, office_post(o, maker, "list.slice", &a, "job",
		    job, NULL), "list.slice");
		done = wire_args_int(&a, "done", 1) != 0;
		wire_args_done(&a);
	}
	office_must(o, office_post(o, maker, "list.finish", &a, "job", job,
	    NULL), "list.finish");
	id = wire_args_int(&a, "list", 0);
	wire_args_done(&a);
	return id;
}

void
office_checks(struct office *o, const char *login, int64_t list)
{
	struct wire_args a;
	char id[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	office_must(o, office_post(o, login, "list.check", &a, "list", id,
	    "people", "100000", NULL), "list.check");
	assert_int_equal(wire_args_int(&a, "done", 0), 1);
	wire_args_done(&a);
	office_must(o, office_post(o, login, "list.checked", NULL, "list", id,
	    NULL), "list.checked");
}

void
office_accept(struct office *o, const char *login, int64_t list)
{
	struct list_check c;
	struct list_check_page p = { .filter = { .list = list,
		.which = LIST_CHECK_OPEN }, .v = &c, .max = 1 };
	struct actor who;
	char id[24], no[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	office_actor(o, login, &who);
	for (;;) {
		office_must(o, list_check_page(o->db, &who.scope, &p,
		    &o->err), "list_check_page");
		if (p.n == 0 || !c.must)
			break;
		(void)snprintf(no, sizeof(no), "%" PRId64, c.no);
		office_must(o, office_post(o, login, "list.accept", NULL,
		    "list", id, "no", no, "note", "seen", NULL), "list.accept");
	}
	actor_done(&who);
}

enum status
office_submit(struct office *o, const char *login, const char *list)
{
	int64_t id = strtoll(list, NULL, 10);

	office_checks(o, login, id);
	office_accept(o, login, id);
	return office_post(o, login, "list.submit", NULL, "list", list, NULL);
}

int64_t
office_draft(struct office *o, const char *period, const char *area)
{
	return office_make(o, period, area, "monthly");
}

static int64_t
office_approved(struct office *o, const char *period, const char *area,
    const char *kind)
{
	bool two = strcmp(area, "126") == 0;
	const char *maker = two ? "phong2" : "phong";
	const char *boss = two ? "truong2" : "truong";
	int64_t id = office_make(o, period, area, kind);
	char list[24];

	(void)snprintf(list, sizeof(list), "%" PRId64, id);
	office_must(o, office_submit(o, maker, list), "list.submit");
	office_must(o, office_post(o, boss, "list.approve", NULL, "list", list,
	    NULL), "list.approve");
	return id;
}

int64_t
office_list(struct office *o, const char *period, const char *area)
{
	return office_approved(o, period, area, "monthly");
}

int64_t
office_funerals(struct office *o, const char *period, const char *area)
{
	return office_approved(o, period, area, "funeral");
}

enum status
office_pay(struct office *o, const char *login, int64_t person,
    const char *period, int64_t *receipt)
{
	struct payout_lines l = { .n = 0 };
	char total[24], who[24];
	struct wire_args a;
	struct actor actor;
	struct period p;
	struct buf lines;
	enum status st;
	unsigned i;

	buf_init(&lines, WIRE_MAX);
	office_actor(o, login, &actor);
	office_must(o, period_find(o->db, period, &p, &o->err), period);
	office_must(o, payout_lines_of(o->db, &actor.scope, p.id, person, &l,
	    &o->err), "lines");
	actor_done(&actor);
	for (i = 0; i < l.n; i++)
		if (l.v[i].receipt == 0 && l.v[i].blocked[0] == '\0')
			buf_printf(&lines, "%s%" PRId64,
			    lines.len > 0 ? "," : "", l.v[i].id);
	(void)snprintf(total, sizeof(total), "%" PRId64, l.open_total);
	(void)snprintf(who, sizeof(who), "%" PRId64, person);
	st = office_post(o, login, "pay", &a, "person", who, "period", period,
	    "method", "point", "collector", "self", "lines",
	    buf_str(&lines), "total", total, NULL);
	buf_done(&lines);
	payout_lines_done(&l);
	if (st == ST_OK && receipt != NULL)
		*receipt = wire_args_int(&a, "receipt", 0);
	wire_args_done(&a);
	return st;
}

void
office_lines_more(struct office *o, int64_t person, int n)
{
	char text[1400];

	(void)snprintf(text, sizeof(text),
	    "INSERT INTO entitlement (id, person_id, category, manual,"
	    " from_month, to_month, state, changed_at) VALUES (90000, %" PRId64
	    ", '28.17.1', 100000, '1900-01', '2019-10', 'stopped', '');"
	    "UPDATE standard SET from_month = '1900-01'"
	    " WHERE from_month = '2015-01'; UPDATE coefficient"
	    " SET from_month = '1900-01' WHERE category = '28.17.1';"
	    "DROP TRIGGER IF EXISTS line_insert_draft; WITH RECURSIVE m(i) AS"
	    " (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < %d)"
	    "INSERT INTO line (id, list_id, period_id, no, person_id,"
	    " entitlement_id, month, kind, amount, standard, hundredths,"
	    " category, area_id, point_id, delivery, name, birth, identity,"
	    " village, seq) SELECT 90000 + i, list_id, period_id, no,"
	    " person_id, 90000, strftime('%%Y-%%m', '2019-11-01',"
	    " '-' || i || ' month'), 'arrears', 100000, 100000, 100, category,"
	    " area_id, point_id, delivery, name, birth, identity, village, 1"
	    " FROM m, line WHERE person_id = %" PRId64 " AND month = '2019-11'"
	    " AND kind = 'base'", person, n, person);
	office_must(o, office_sql(o, text), "lines");
}

int64_t
office_int(struct office *o, const struct db_sql *q, int64_t arg)
{
	int64_t v = 0;
	bool found;

	office_must(o, db_int1(db_usef(o->db, q, "i", arg), &v, &found,
	    &o->err), q->name);
	return v;
}

enum status
office_sql(struct office *o, const char *text)
{
	return db_exec(o->db, text, &o->err);
}
