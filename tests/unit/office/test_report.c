/* SPDX-License-Identifier: ISC */
/* report: rows and facts of each source, inside the scope of each role. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/period/period.h"
#include "office/report/report.h"
#include "office_fixture.h"

#define ROWS 32
#define FIELDS 40

static struct office o;

/* A report as it was read, cells as text. */
static struct {
	const struct report_source *src;
	char cell[ROWS][FIELDS][64];
	char attr[8][128];
	unsigned n;
} r;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static const char *const attrs[8] = { "period", "area_name", "point_name",
	"office", "seal", "prepared_by", "approved_by", "nothing" };

static enum status
read_report(const char *who, const char *name, const char *area,
    const char *point, int64_t list)
{
	struct report_params p = { .list = list };
	struct report_cell c[FIELDS];
	struct actor a;
	void *state = NULL;
	enum status st;
	bool end = false;
	unsigned i;

	memset(&r, 0, sizeof(r));
	(void)snprintf(p.area, sizeof(p.area), "%s", area);
	(void)snprintf(p.point, sizeof(p.point), "%s", point);
	office_actor(&o, who, &a);
	r.src = report_source_find(name);
	assert_non_null(r.src);
	assert_true(r.src->nfields <= FIELDS);
	st = r.src->open(o.db, &a.scope, &p, &state, &o.err);
	for (i = 0; st == ST_OK && i < 8; i++) {
		const char *v = r.src->attr(state, attrs[i]);

		(void)snprintf(r.attr[i], sizeof(r.attr[i]), "%s",
		    v != NULL ? v : "-");
	}
	while (st == ST_OK) {
		st = r.src->next(state, c, &end, &o.err);
		if (st != ST_OK || end)
			break;
		assert_true(r.n < ROWS);
		for (i = 0; i < r.src->nfields; i++)
			if (r.src->fields[i].type == REPORT_TEXT)
				(void)str_copy_cut(r.cell[r.n][i], 64,
				    c[i].text != NULL ? c[i].text : "(none)");
			else
				(void)snprintf(r.cell[r.n][i], 64, "%" PRId64,
				    c[i].num);
		r.n++;
	}
	if (state != NULL)
		r.src->close(state);
	actor_done(&a);
	return st;
}

static const char *
cell(unsigned row, const char *field)
{
	unsigned i;

	for (i = 0; i < r.src->nfields; i++)
		if (strcmp(r.src->fields[i].name, field) == 0)
			return r.cell[row][i];
	fail_msg("%s has no field %s", r.src->name, field);
	return "";
}

static const char *
attr(const char *name)
{
	unsigned i;

	for (i = 0; i < 8; i++)
		if (strcmp(attrs[i], name) == 0)
			return r.attr[i];
	return "";
}

static void
test_payment_list(void **state)
{
	(void)state;
	assert_int_equal(read_report("phong", "payment-list", "119", "", 0),
	    ST_OK);
	assert_int_equal(r.n, 9);
	assert_string_equal(attr("area_name"), "Huyện Thuận Châu");
	assert_string_equal(attr("period"), "2019-11");
	assert_string_equal(attr("office"), "Bưu điện tỉnh Sơn La");
	assert_string_equal(attr("prepared_by"), "Nguyễn Văn Phong");
	assert_string_equal(attr("approved_by"), "Trần Văn Trường");
	assert_string_equal(attr("point_name"), "-");
	assert_string_equal(attr("nothing"), "-");
	/* Phổng Lăng first, by number; then the town. */
	assert_string_equal(cell(0, "name"), "Giàng A Chống");
	assert_string_equal(cell(0, "note"), "at home");
	assert_string_equal(cell(5, "no"), "1");
	assert_string_equal(cell(5, "name"), "Cà Thị Ơn");
	assert_string_equal(cell(5, "birth"), "21/11/1980");
	assert_string_equal(cell(5, "birth_year"), "1980");
	assert_string_equal(cell(5, "sex"), "female");
	assert_string_equal(cell(5, "identity"), "014180000002");
	assert_string_equal(cell(5, "identity_last4"), "0002");
	assert_string_equal(cell(5, "category"), "28.16.6b");
	assert_string_equal(cell(5, "coefficient"), "2,5");
	assert_string_equal(cell(5, "base"), "675000");
	assert_string_equal(cell(5, "care"), "270000");
	assert_string_equal(cell(5, "allowance"), "945000");
	assert_string_equal(cell(5, "carried"), "0");
	assert_string_equal(cell(5, "total"), "945000");
	assert_string_equal(cell(5, "collector"), "Cầm Thị Mai (em)");
	/* An expired letter collects nothing. */
	assert_string_equal(cell(6, "collector"), "Lò Văn Thắng (con)");
	assert_string_equal(cell(7, "collector"), "");
	assert_string_equal(cell(8, "identity"), "");
	assert_int_equal(read_report("ke", "payment-list", "", "119-03", 0),
	    ST_OK);
	assert_int_equal(r.n, 1);
	assert_string_equal(attr("point_name"), "Nhà văn hoá bản Nà Lanh");
}

/* Carried over: the same on a reprint after it was paid. */
static void
test_carried(void **state)
{
	int i;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	office_clock(28, 8, 0);
	(void)office_list(&o, "2019-12", "119");
	for (i = 0; i < 2; i++) {
		assert_int_equal(read_report("lan", "payment-list", "03721",
		    "", 0), ST_OK);
		assert_string_equal(attr("period"), "2019-12");
		assert_string_equal(cell(0, "name"), "Cà Thị Ơn");
		assert_string_equal(cell(0, "carried"), "945000");
		assert_string_equal(cell(0, "total"), "1890000");
		assert_string_equal(cell(0, "note"), "1 month carried over");
		assert_string_equal(cell(1, "name"), "Lò Văn Pâng");
		assert_string_equal(cell(1, "carried"), "0");
		assert_int_equal(read_report("lan", "unpaid", "03721", "", 0),
		    ST_OK);
		assert_int_equal(r.n, i == 0 ? 4 : 3);
		if (i == 0)
			assert_int_equal(office_pay(&o, "lan", F_ON,
			    "2019-12", NULL), ST_OK);
	}
	/* Two months of one, one of the other who collected November. */
	assert_string_equal(cell(0, "name"), "Lò Văn Pâng");
	assert_string_equal(cell(0, "months"), "1");
	assert_string_equal(cell(1, "months"), "2");
	assert_string_equal(cell(1, "total"), "1080000"); /* and a new grant */
}

static void
test_unpaid_and_blocked(void **state)
{
	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_DO, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person",
	    "108", "reason", "reported dead", NULL), ST_OK);
	assert_int_equal(read_report("truong", "unpaid", "03724", "", 0), ST_OK);
	assert_int_equal(r.n, 4);
	assert_string_equal(cell(0, "reason"), "");
	assert_string_equal(cell(3, "name"), "Sua");
	assert_string_equal(cell(3, "reason"), "reported dead");
	assert_int_equal(read_report("tinh", "payment-list", "03724", "", 0),
	    ST_OK);
	assert_int_equal(r.n, 5);
	assert_string_equal(cell(4, "note"), "blocked: reported dead");
}

static void
test_draft_by_its_number(void **state)
{
	struct wire_args a;
	char job[24];
	int64_t list;

	(void)state;
	assert_int_equal(office_sql(&o, "DELETE FROM suspension"), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.begin", &a, "area",
	    "119", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong", "list.slice", NULL, "job",
	    job, "people", "100", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	list = wire_args_int(&a, "list", 0);
	wire_args_done(&a);
	assert_int_equal(read_report("phong", "payment-list", "", "", list),
	    ST_OK);
	assert_int_equal(r.n, 1);
	assert_string_equal(cell(0, "no"), "5");
	assert_string_equal(attr("area_name"), "Huyện Thuận Châu");
	assert_string_equal(attr("approved_by"), "-");
	/* Without its number a draft is on no paper. */
	assert_int_equal(read_report("phong", "payment-list", "", "", 0), ST_OK);
	assert_int_equal(r.n, 9);
	assert_int_equal(read_report("son", "payment-list", "", "", list),
	    ST_DENIED);
	assert_int_equal(read_report("phong", "payment-list", "", "", 999),
	    ST_NOTFOUND);
}

static void
test_home(void **state)
{
	static const struct db_sql q = { "t.line",
		"SELECT id FROM line WHERE person_id = ?1" };
	char line[24];

	(void)state;
	(void)snprintf(line, sizeof(line), "%" PRId64,
	    office_int(&o, &q, F_CHONG));
	assert_int_equal(read_report("tinh", "home", "", "", 0), ST_OK);
	assert_int_equal(r.n, 2);
	assert_string_equal(cell(0, "paid_on"), "");
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "106",
	    "method", "home", "collector", "self", "lines", line, "total",
	    "270000", NULL), ST_OK);
	assert_int_equal(read_report("ke", "home", "", "", 0), ST_OK);
	assert_int_equal(r.n, 1);
	assert_string_equal(cell(0, "paid_on"), "08/11/2019");
}

static void
test_receipts(void **state)
{
	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "son", F_ANH, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "2", "reason", "x", NULL), ST_OK);
	assert_int_equal(read_report("ke", "receipts", "", "", 0), ST_OK);
	assert_int_equal(r.n, 2);
	assert_string_equal(cell(0, "staff"), "Hoàng Thị Lan");
	assert_string_equal(cell(0, "time"), "08:30");
	assert_string_equal(cell(0, "total"), "270000");
	assert_string_equal(cell(1, "total"), "0");
	assert_string_equal(cell(1, "note"), "taken back");
	assert_int_equal(read_report("tinh", "receipts", "", "", 0), ST_OK);
	assert_int_equal(r.n, 3);
	office_clock(9, 8, 0);
	assert_int_equal(read_report("tinh", "receipts", "", "", 0), ST_OK);
	assert_int_equal(r.n, 0);
}

/* Every role sees its own part and is refused the rest. */
static void
test_scopes(void **state)
{
	static const struct {
		const char *who, *area;
		unsigned people, groups;
	} own[] = {
		{ "lan", "Bưu cục Thuận Châu, BĐ-VHX Phổng Lăng", 8, 2 },
		{ "mai", "Bưu cục Thuận Châu", 4, 1 },
		{ "son", "Huyện Sông Mã", 3, 1 },
		{ "thu", "Huyện Thuận Châu", 9, 2 },
		{ "ke", "Huyện Thuận Châu", 9, 2 },
		{ "quan", "Huyện Thuận Châu", 9, 2 },
		{ "phong", "Huyện Thuận Châu", 9, 2 },
		{ "truong", "Huyện Thuận Châu", 9, 2 },
		{ "truong2", "Huyện Sông Mã", 3, 1 },
		{ "tinh", "Tỉnh Sơn La", 12, 2 },
		{ "admin", "Tỉnh Sơn La", 12, 2 },
	};
	const struct report_source *s;
	unsigned i, k;

	(void)state;
	for (i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		assert_int_equal(read_report(own[i].who, "payment-list", "",
		    "", 0), ST_OK);
		assert_int_equal(r.n, own[i].people);
		assert_string_equal(attr("area_name"), own[i].area);
		assert_int_equal(read_report(own[i].who, "summary", "", "", 0),
		    ST_OK);
		assert_int_equal(r.n, own[i].groups);
	}
	for (k = 0; (s = report_source_at(k)) != NULL; k++) {
		assert_int_equal(read_report("lan", s->name, "126", "", 0),
		    ST_DENIED);
		assert_int_equal(read_report("phong", s->name, "", "126-01",
		    0), ST_DENIED);
		assert_int_equal(read_report("tinh", s->name, "999", "", 0),
		    ST_NOTFOUND);
		assert_null(s->fields[s->nfields].name);
	}
	assert_null(report_source_find("nothing"));
}

/* A page says of which places it is, and is not made under a larger name. */
static void
test_part(void **state)
{
	static const char *const wide[] = { "119", "14" };
	const struct report_source *s;
	unsigned k, i;

	(void)state;
	assert_int_equal(office_sql(&o, "INSERT INTO staff (id, login, name,"
	    " role, area_id, created_at) VALUES (60, 'xa', 'Cà Văn Xá',"
	    " 'preparer', 12, '2019-01-01T08:00:00')"), ST_OK);
	for (k = 0; (s = report_source_at(k)) != NULL; k++) {
		assert_int_equal(read_report("xa", s->name, "", "", 0), ST_OK);
		assert_string_equal(attr("area_name"), "Xã Phổng Lăng");
		for (i = 0; i < 2; i++) {
			assert_int_equal(read_report("xa", s->name, wide[i],
			    "", 0), ST_DENIED);
			assert_string_equal(o.err.field, "area");
		}
		assert_int_equal(read_report("phong", s->name, "14", "", 0),
		    ST_DENIED);
		assert_int_equal(read_report("phong", s->name, "119", "", 0),
		    ST_OK);
		assert_string_equal(attr("area_name"), "Huyện Thuận Châu");
		/* Who has points sees of an area the points that stand there. */
		assert_int_equal(read_report("mai", s->name, "119", "", 0),
		    ST_OK);
		assert_string_equal(attr("area_name"), "Bưu cục Thuận Châu");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_payment_list, setup, teardown),
		cmocka_unit_test_setup_teardown(test_carried, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unpaid_and_blocked, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draft_by_its_number, setup, teardown),
		cmocka_unit_test_setup_teardown(test_home, setup, teardown),
		cmocka_unit_test_setup_teardown(test_receipts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scopes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_part, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
