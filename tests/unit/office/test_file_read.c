/* SPDX-License-Identifier: ISC */
/*
 * Files of the roll as they are read: the report of increases and decreases
 * has who came by one, and who left when it was undone; whoever sent a file
 * reads it, though others decide it; tables of payout points wait too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office/report/report.h"
#include "unit/file_help.h"

#define FILE_TEXT                                                              \
	"code,name,sex,birth,commune,village,point,category,from,coefficient," \
	"decision\n"                                                           \
	"N1,Lò Văn Mới,M,1938,03721,Bản Bó,119-01,136.5.5b,2019-11,,7/QĐ\n"    \
	"N2,Cà Thị Mới,F,1939,03721,Bản Bó,119-01,136.5.5b,2019-11,\"1,5\",\n"

enum { ROWS = 8, FIELDS = 32 };

static struct {
	char code[ROWS][25], kind[ROWS][64], decision[ROWS][32], note[ROWS][32];
	int64_t old[ROWS], new[ROWS];
	char asked[ROWS][128], approved[ROWS][128];
	unsigned n;
} r;

static void
copy(char *dst, size_t size, const char *text)
{
	(void)str_copy_cut(dst, size, text != NULL ? text : "");
}

static void
row_keep(const struct report_source *src, const struct report_cell *c)
{
	unsigned i;

	for (i = 0; i < src->nfields; i++) {
		const char *name = src->fields[i].name;

		if (strcmp(name, "code") == 0)
			copy(r.code[r.n], 25, c[i].text);
		else if (strcmp(name, "reason") == 0)
			copy(r.kind[r.n], 64, c[i].text);
		else if (strcmp(name, "decision") == 0)
			copy(r.decision[r.n], 32, c[i].text);
		else if (strcmp(name, "note") == 0)
			copy(r.note[r.n], 32, c[i].text);
		else if (strcmp(name, "asked_by") == 0)
			copy(r.asked[r.n], 128, c[i].text);
		else if (strcmp(name, "approved_by") == 0)
			copy(r.approved[r.n], 128, c[i].text);
		else if (strcmp(name, "old") == 0)
			r.old[r.n] = c[i].num;
		else if (strcmp(name, "new") == 0)
			r.new[r.n] = c[i].num;
	}
	r.n++;
}

/* The report of the months as `who` reads it. */
static void
changes(const char *who, const char *from, const char *to)
{
	const struct report_source *src = report_source_find("changes");
	struct report_params p = { .list = 0 };
	struct report_cell c[FIELDS];
	struct actor a;
	void *state = NULL;
	bool end = false;

	memset(&r, 0, sizeof(r));
	copy(p.from, sizeof(p.from), from);
	copy(p.to, sizeof(p.to), to);
	office_actor(&o, who, &a);
	MUST(src->open(o.db, &a.scope, &p, &state, &o.err));
	for (;;) {
		MUST(src->next(state, c, &end, &o.err));
		if (end)
			break;
		assert_true(r.n < ROWS);
		row_keep(src, c);
	}
	src->close(state);
	actor_done(&a);
}

static void
newcomers(void)
{
	file_take("phong", "roll", FILE_TEXT);
	MUST(file_finish("phong"));
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
}

/* ---- the report ------------------------------------------------------------ */

static void
test_newcomers(void **state)
{
	(void)state;
	newcomers();
	changes("phong", "2019-11", "2019-11");
	assert_int_equal(r.n, 2);
	/* By given name: Mới and Mới, then the whole name. */
	assert_string_equal(r.code[0], "N2");
	assert_int_equal(r.old[0], 0);
	assert_int_equal(r.new[0], 405000);
	assert_string_equal(r.code[1], "N1");
	assert_int_equal(r.new[1], 270000);
	assert_string_equal(r.kind[1], "file of the roll");
	assert_string_equal(r.decision[1], "7/QĐ");
	assert_string_not_equal(r.asked[1], "");
	assert_string_not_equal(r.approved[1], "");
	assert_string_not_equal(r.asked[1], r.approved[1]);
	/* In no other month, and for nobody of another district. */
	changes("phong", "2019-10", "2019-10");
	assert_int_equal(r.n, 0);
	changes("phong2", "2019-11", "2019-11");
	assert_int_equal(r.n, 0);
}

static void
test_waiting(void **state)
{
	(void)state;
	file_take("phong", "roll", FILE_TEXT);
	MUST(file_finish("phong"));
	changes("phong", "2019-11", "2019-11");
	assert_int_equal(r.n, 0);
	MUST(FILE_APPROVE("truong", "rows", "3", NULL));
	assert_int_equal(file_go("truong", request), 0);
	changes("phong", "2019-11", "2019-11");
	assert_int_equal(r.n, 1);
	assert_string_equal(r.code[0], "N2");
}

static void
test_undone(void **state)
{
	int64_t file;
	unsigned i, back = 0;

	(void)state;
	newcomers();
	file = request;
	MUST(keep(office_post(&o, "phong", "change.ask", &args, "kind", "undo",
	    "undoes", file_id(file), "note", "sai tệp", NULL)));
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", file), 0);
	changes("phong", "2019-11", "2019-11");
	assert_int_equal(r.n, 4);
	for (i = 0; i < r.n; i++) {
		if (strcmp(r.note[i], "undone") == 0)
			continue;
		back++;
		assert_string_equal(r.kind[i], "undo: file of the roll");
		assert_int_equal(r.new[i], 0);
		assert_true(r.old[i] == 270000 || r.old[i] == 405000);
	}
	assert_int_equal(back, 2);
}

/* ---- payout points ------------------------------------------------------------ */

#define POINTS "code,name,unit,unit_name,commune,staff\n"

/* A table of points says who pays where: of an owner whose roll is filled its
 * approver decides, and nothing of it stands before. */
static void
test_points_wait(void **state)
{
	int64_t first;

	(void)state;
	file_take("tinh", "points", POINTS
	    "119-01,Bưu cục khác,BD119,,03721,mai\n"
	    "126-09,Điểm mới,BD126,,04168,\n");
	MUST(file_finish("tinh"));
	assert_int_equal(file_nrequests, 2);
	assert_int_equal(file_int("SELECT count(*) FROM point WHERE"
	    " name = 'Bưu cục khác' OR code = '126-09'"), 0);
	assert_int_equal(FILE_APPROVE("tinh", NULL), ST_DENIED);
	assert_int_equal(FILE_APPROVE("admin", NULL), ST_DENIED);
	/* Each owner's approver his own, as the other's stays. */
	first = request;
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_int("SELECT count(*) FROM point WHERE"
	    " name = 'Bưu cục khác'"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM staff_point sp"
	    " JOIN staff s ON s.id = sp.staff_id WHERE sp.point_id = 21"
	    " AND s.login = 'mai'"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM point WHERE"
	    " code = '126-09'"), 0);
	request = file_requests[0] == first ? file_requests[1] :
	    file_requests[0];
	assert_int_equal(FILE_APPROVE("truong", NULL), ST_DENIED);
	MUST(FILE_APPROVE("truong2", NULL));
	assert_int_equal(file_int("SELECT count(*) FROM point WHERE"
	    " code = '126-09'"), 1);
}

/* An owner on whose roll nobody stands is being set up. */
static void
test_points_of_nobody(void **state)
{
	(void)state;
	MUST(office_sql(&o, "INSERT INTO area (id, level, code, name, name_key,"
	    " fold, parent_id, valid_from) VALUES (4, 'district', '125',"
	    " 'Huyện Mai Sơn', x'04', 'huyen mai son', 1, '2004-07-01'), (14,"
	    " 'commune', '04104', 'Thị trấn Hát Lót', x'06', 'thi tran hat"
	    " lot', 4, '2004-07-01')"));
	file_take("tinh", "points", POINTS
	    "125-01,Bưu cục Mai Sơn,BD126,,04104,\n");
	MUST(file_finish("tinh"));
	assert_int_equal(file_nrequests, 0);
	assert_int_equal(file_int("SELECT count(*) FROM point WHERE"
	    " code = '125-01'"), 1);
}

/* ---- who sent it -------------------------------------------------------------- */

/* A preparer of one commune; its district's approver decides. */
static void
test_sender_reads(void **state)
{
	struct change_filter all = { .state = CHANGE_WAITING, .max = 4 };
	struct change_head v[4];
	struct roll_line lines[4];
	struct roll_file f;
	struct change ch;
	struct actor xa, other;
	unsigned n = 0;

	(void)state;
	MUST(office_sql(&o, "INSERT INTO staff (id, login, name, role, area_id,"
	    " created_at) VALUES (61, 'xa', 'Lò Thị Xã', 'preparer', 11, ''),"
	    " (62, 'xa2', 'Cà Thị Xã', 'preparer', 12, '')"));
	file_take("xa", "roll", FILE_TEXT);
	MUST(file_finish("xa"));
	office_actor(&o, "xa", &xa);
	office_actor(&o, "xa2", &other);
	MUST(change_get(o.db, &xa.scope, request, &ch, &o.err));
	change_done(&ch);
	MUST(roll_file_of(o.db, &xa.scope, request, &f, &o.err));
	MUST(roll_lines(o.db, &xa.scope, &f, 0, lines, 4, &n, &o.err));
	assert_int_equal(n, 2);
	MUST(change_all(o.db, &xa.scope, &all, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_int_equal(v[0].id, request);
	/* The commune beside it does not, nor does he decide it. */
	assert_int_equal(change_get(o.db, &other.scope, request, &ch, &o.err),
	    ST_DENIED);
	assert_int_equal(roll_file_of(o.db, &other.scope, request, &f, &o.err),
	    ST_DENIED);
	MUST(change_all(o.db, &other.scope, &all, v, &n, &o.err));
	assert_int_equal(n, 0);
	assert_int_equal(FILE_APPROVE("xa", NULL), ST_DENIED);
	actor_done(&xa);
	actor_done(&other);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_newcomers), T(test_waiting), T(test_undone),
		T(test_sender_reads), T(test_points_wait),
		T(test_points_of_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
