/* SPDX-License-Identifier: ISC */
/*
 * Rule 8 of the house: reading is scoped.  Every reader that the headers of
 * office/ offer is asked, by somebody of another district and by somebody of
 * no place at all, for what is in Thuận Châu, and gives nothing.  A new reader
 * fails here until it takes a scope and is asked too, or is named below with
 * the reason why it needs none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "office/rate/age.h"
#include "office/balance/arrears.h"
#include "office/roll/collect_self.h"
#include "office/roll/collector.h"
#include "office/roll/duplicate.h"
#include "office/request/change.h"
#include "office/file/file.h"
#include "office/query/find.h"
#include "office/list/list.h"
#include "office/list/check.h"
#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office/roll/person.h"
#include "office/place/place.h"
#include "office/balance/recovery.h"
#include "office/report/report.h"
#include "office/query/roll.h"
#include "office/place/staff.h"
#include "office/query/summary.h"
#include "office/roll/transfer.h"
#include "office/query/timeline.h"
#include "office_fixture.h"

/* Take a connection and no scope. */
static const char *const unscoped[] = {
	/* the same for everybody in the office */
	"category_province", "category_amount", "category_check",
	"category_list", "period_find", "period_get", "period_paying", "period_named",
	"period_list", "period_months", "period_horizon", "period_alone", "recovery_cut_more", "place_area", "place_point",
	"place_owner_at",
	"category_province_at",
	"category_excludes", "setting_get", "setting_all", "rate_standards",
	"rate_coefficients", "rate_keeps_all", "rate_steps",
	/* the server's clock */
	"moment_read", "moment_keep", "moment_audit",
	/* who acts: comes before any scope */
	"actor_load", "actor_by_uid", "actor_owner", "staff_by_login",
	/* one's own, by one's own number */
	"payout_today", "staff_last_signin", "staff_draft", "list_left",
	/* of the office as a whole: seal on paper, chitra check, the verbs */
	"office_seed", "office_seed_rules", "office_seed_standards",
	"due_month", "due_listed", "due_person", "due_choose",
	"age_step_of", "age_step_next", "arrears_next_list", "arrears_gap", "arrears_seq", "arrears_missing", "arrears_words",
	"recovery_cut", "recovery_list_stands", "demo_fill", "journal_add", "journal_by_op",
	"journal_facts", "journal_has", "journal_receipts_after", "journal_head", "journal_seal", "journal_verify", "journal_audit",
	/* what a scope holds */
	"list_owner_in",
	"verbs_run", "verbs_run_as", "verbs_outcome",
	/* what books takes away by itself */
	"import_left_give_up", "import_left_clear",
	/* what a rate of the office brings about, before it is asked for */
	"rate_level", "arrears_differences",
};

static struct office o;
static struct period period;
static int64_t list, request, file;
static const struct scope *sc; /* who asks */
static bool own;               /* it is his: the reader must find something */

/* ---- the readers ------------------------------------------------------- */

/* Each gives how many rows of Thuận Châu it got; a refusal is none. */
static unsigned
one(enum status st)
{
	if (st != ST_OK && st != ST_DENIED && st != ST_NOTFOUND)
		fail_msg("%s: %s", err_name(st), o.err.msg);
	return st == ST_OK;
}

static unsigned
ask_person_get(void)
{
	struct person p;

	return one(person_get(o.db, sc, F_PANG, &p, &o.err));
}

static unsigned
ask_person_by_code(void)
{
	struct person p;

	return one(person_by_code(o.db, sc, "SL0101", &p, &o.err));
}

static unsigned
ask_person_entitlements(void)
{
	struct person_entitlement v[4];
	unsigned n = 0;

	return one(person_entitlements(o.db, sc, F_PANG, v, 4, &n, &o.err)) +
	    n;
}

static unsigned
ask_person_collectors(void)
{
	struct person_collector v[4];
	unsigned n = 0;

	return one(person_collectors(o.db, sc, F_PANG, "2019-11-08", v, 4, &n,
	    &o.err)) + n;
}

static unsigned
ask_list_all(void)
{
	struct list_head v[8];
	unsigned n = 0, i, here = 0;
	int64_t p;

	for (p = 0; p <= period.id; p += period.id) {
		(void)one(list_all(o.db, sc, p, v, 8, &n, &o.err));
		for (i = 0; i < n; i++)
			here += strcmp(v[i].owner_code, "119") == 0;
	}
	return here;
}

static unsigned
ask_list_get(void)
{
	struct list_head h;

	return one(list_get(o.db, sc, list, &h, &o.err));
}

static unsigned
ask_list_uncollected(void)
{
	struct list_uncollected left = { 0 };
	struct period p;

	if (period_find(o.db, "2019-11", &p, &o.err) != ST_OK)
		fail_msg("%s", o.err.msg);
	return one(list_uncollected(o.db, sc, p.id, 2, &left, &o.err)) +
	    (unsigned)left.lines;
}

static unsigned
ask_list_checks(void)
{
	struct list_check v[40];
	unsigned n = 0;

	return one(list_checks(o.db, sc, list, v, 40, &n, &o.err)) + n;
}

static unsigned
ask_list_check_page(void)
{
	const struct list_check_filter f = { .list = list,
		.rule = LIST_CHECK_RULES };
	struct list_check v[4];
	unsigned n = 0;

	return one(list_check_page(o.db, sc, &f, NULL, true, v, 4, &n,
	    &o.err)) + n;
}

static unsigned
ask_list_check_counts(void)
{
	struct list_check_counts c = { .must = 0 };

	return one(list_check_counts(o.db, sc, list, &c, &o.err)) + c.look;
}

static unsigned
ask_payout_lines_of(void)
{
	static struct payout_lines l; /* read anew each time */

	return one(payout_lines_of(o.db, sc, period.id, F_PANG, &l, &o.err)) +
	    l.n;
}

static unsigned
ask_payout_history(void)
{
	struct payout_past v[4];
	unsigned n = 0;

	return one(payout_history(o.db, sc, F_PANG, 0, v, 4, &n, &o.err)) + n;
}

static unsigned
ask_timeline_page(void)
{
	struct timeline_ask a = { .person = F_PANG };
	struct timeline_row v[8];
	unsigned n = 0;

	return one(timeline_page(o.db, sc, &a, v, 8, &n, &o.err)) + n;
}

/* By name, initials, given name, code, paper and number on the list. */
static unsigned
ask_find_people(void)
{
	static const char *const typed[] = { "lò văn pâng", "lvp", "pâng",
		"SL0101", "050123456", "456", "1", "2", "3" };
	struct find_result r;
	unsigned i, k, here = 0;

	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		memset(&r, 0, sizeof(r));
		(void)one(find_people(o.db, sc, period.id, typed[i], FIND_MAX,
		    &r, &o.err));
		for (k = 0; k < r.n; k++)
			here += r.row[k].person < F_ANH ||
			    r.row[k].person == F_XUONG;
	}
	return here;
}

static unsigned
roll_asked(const char *area, const char *point, bool unpaid)
{
	struct roll_filter f = { .period = period.id, .unpaid = unpaid };
	struct roll_key start = { .set = false };
	struct roll_row v[20];
	unsigned n = 0, i, here = 0;

	(void)str_copy_cut(f.area, sizeof(f.area), area);
	(void)str_copy_cut(f.point, sizeof(f.point), point);
	(void)one(roll_page(o.db, sc, &f, &start, false, v, 20, &n, &o.err));
	for (i = 0; i < n; i++)
		here += v[i].person < F_ANH;
	return here;
}

static unsigned
ask_roll_page(void)
{
	return roll_asked("", "", false) + roll_asked("", "", true) +
	    roll_asked("119", "", false) + roll_asked("03721", "", true) +
	    roll_asked("", "119-01", false);
}

static unsigned
ask_summary_rows(void)
{
	static const struct {
		enum summary_level level;
		const char *within;
	} how[] = { { SUMMARY_DISTRICTS, "" }, { SUMMARY_COMMUNES, "" },
		{ SUMMARY_POINTS, "" }, { SUMMARY_COMMUNES, "119" },
		{ SUMMARY_POINTS, "03721" } };
	unsigned i, k, n, here = 0;

	for (i = 0; i < sizeof(how) / sizeof(how[0]); i++) {
		struct summary_row *v = NULL, total;

		n = 0;
		if (one(summary_rows(o.db, sc, period.id, how[i].level,
		    how[i].within, &v, &n, &total, &o.err)) == 0)
			continue;
		for (k = 0; k < n; k++)
			here += strstr(v[k].name, "Thuận Châu") != NULL ||
			    strstr(v[k].name, "Phổng Lăng") != NULL;
		/* All of Sông Mã is 810.000 đồng: no more in the total. */
		here += total.due_money > 810000;
		free(v);
	}
	return here;
}

static unsigned
places(struct place *v, unsigned n)
{
	unsigned i, here = 0;

	for (i = 0; i < n; i++)
		here += str_starts(v[i].code, "119") ||
		    strcmp(v[i].code, "03721") == 0;
	free(v);
	return here;
}

static unsigned
ask_place_areas(void)
{
	struct place *v = NULL;
	unsigned n = 0, here;

	(void)one(place_areas(o.db, sc, "", "", &v, &n, &o.err));
	here = places(v, n);
	v = NULL;
	n = 0;
	(void)one(place_areas(o.db, sc, "119", "", &v, &n, &o.err));
	return here + places(v, n);
}

static unsigned
ask_place_points(void)
{
	struct place *v = NULL;
	unsigned n = 0, here;

	(void)one(place_points(o.db, sc, "", &v, &n, &o.err));
	here = places(v, n);
	v = NULL;
	n = 0;
	(void)one(place_points(o.db, sc, "119", &v, &n, &o.err));
	return here + places(v, n);
}

static unsigned
ask_staff_list(void)
{
	struct staff *v = NULL;
	unsigned n = 0, i, here = 0;

	(void)one(staff_list(o.db, sc, &v, &n, &o.err));
	for (i = 0; i < n; i++)
		here += strcmp(v[i].login, "lan") == 0;
	free(v);
	return here;
}

/* Does any cell of a report speak of Thuận Châu? */
static unsigned
report_asked(const struct report_source *s, const struct report_params *p)
{
	struct report_cell cells[64];
	void *state = NULL;
	bool end = false;
	unsigned i, here = 0;

	assert_true(s->nfields <= 64);
	if (one(s->open(o.db, sc, p, &state, &o.err)) == 0)
		return 0;
	while (one(s->next(state, cells, &end, &o.err)) == 1 && !end)
		for (i = 0; i < s->nfields; i++)
			here += s->fields[i].type == REPORT_TEXT &&
			    cells[i].text != NULL &&
			    (strstr(cells[i].text, "Thuận Châu") != NULL ||
			    strstr(cells[i].text, "Phổng Lăng") != NULL ||
			    strstr(cells[i].text, "Pâng") != NULL);
	s->close(state);
	return here;
}

/* Every report, as a whole, of the place, of the point and of the list. */
static unsigned
ask_open(void)
{
	struct report_params p[] = { { .list = 0 }, { .area = "119" },
		{ .area = "03721" }, { .point = "119-01" }, { .list = list } };
	const struct report_source *s;
	unsigned i, k, here = 0, got;

	for (i = 0; (s = report_source_at(i)) != NULL; i++) {
		for (k = 0, got = 0; k < 5; k++)
			got += report_asked(s, &p[k]);
		if (own && got == 0)
			fail_msg("report %s: its own reader sees nothing", s->name);
		here += got;
	}
	return here;
}

/* One hand for three of Thuận Châu since the setup. */
static unsigned
ask_collector_many(void)
{
	struct collector_many v[4];
	unsigned n = 0;

	return one(collector_many(o.db, sc, "2019-11-08", v, 4, &n, &o.err)) * n;
}

static unsigned
ask_transfer_due(void)
{
	struct transfer_row t;
	bool found = false;

	return one(transfer_due(o.db, sc, F_PANG, &t, &found, &o.err)) + found;
}

/* 101 and 102 are alike since the setup. */
static unsigned
ask_duplicate_pairs(void)
{
	struct duplicate_pair v[4];
	unsigned n = 0;

	return one(duplicate_pairs(o.db, sc, NULL, v, 4, &n, &o.err)) * n;
}

static unsigned
ask_duplicate_of(void)
{
	struct duplicate_pair v[4];
	unsigned n = 0;

	return one(duplicate_of(o.db, sc, F_PANG, v, 4, &n, &o.err)) + n;
}

static unsigned
ask_duplicate_get(void)
{
	struct duplicate_both b;

	return one(duplicate_get(o.db, sc, F_PANG, F_PANG2, &b, &o.err));
}

static unsigned
ask_change_all(void)
{
	static const struct change_filter f[] = { { .kind = "" },
		{ .state = "waiting" }, { .state = "approved" },
		{ .area = "119" }, { .person = F_ON } };
	struct change_head v[8];
	unsigned i, k, n, here = 0;

	for (i = 0; i < sizeof(f) / sizeof(f[0]); i++) {
		n = 0;
		(void)one(change_all(o.db, sc, &f[i], 0, v, 8, &n, &o.err));
		for (k = 0; k < n; k++)
			here += strcmp(v[k].area_code, "04168") != 0;
	}
	return here;
}

static unsigned
ask_change_get(void)
{
	struct change ch;
	unsigned here = one(change_get(o.db, sc, request, &ch, &o.err));

	if (here)
		change_done(&ch);
	return here;
}

static unsigned
ask_change_counts(void)
{
	struct change_counts c;

	(void)one(change_counts(o.db, sc, 37, ROLE_APPROVER, &c, &o.err));
	return c.waiting;
}

static unsigned
ask_change_missing(void)
{
	char text[600];

	/* Nobody but who asked is left to decide it. */
	assert_int_equal(office_sql(&o, "UPDATE staff SET active = 0"
	    " WHERE role = 'approver'"), ST_OK);
	(void)one(change_missing(o.db, sc, request, text, sizeof(text),
	    &o.err));
	assert_int_equal(office_sql(&o, "UPDATE staff SET active = 1"
	    " WHERE role = 'approver'"), ST_OK);
	return text[0] != '\0';
}

static unsigned
ask_change_documents(void)
{
	struct change_document v[4];
	unsigned n = 0;

	return one(change_documents(o.db, sc, request, v, 4, &n, &o.err)) + n;
}

/* A list owner's affair: the post, whose places are points, has no part in it. */
static unsigned
ask_roll_file_of(void)
{
	struct roll_file f;
	unsigned here = one(roll_file_of(o.db, sc, file, &f, &o.err));

	if (sc->kind != SCOPE_POINTS)
		return here;
	assert_int_equal(here, 0);
	return own;
}

static unsigned
ask_roll_lines(void)
{
	struct actor tinh;
	struct roll_line v[4];
	struct roll_file f;
	unsigned n = 0;

	office_actor(&o, "tinh", &tinh);
	assert_int_equal(roll_file_of(o.db, &tinh.scope, file, &f, &o.err),
	    ST_OK);
	actor_done(&tinh);
	(void)one(roll_lines(o.db, sc, &f, 0, v, 4, &n, &o.err));
	if (sc->kind != SCOPE_POINTS)
		return n;
	assert_int_equal(n, 0);
	return own;
}

static unsigned
ask_scope_narrow(void)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	unsigned here;

	here = one(scope_narrow(o.db, sc, "119", "", &part, &o.err));
	scope_done(&part);
	here += one(scope_narrow(o.db, sc, "", "119-01", &part, &o.err));
	scope_done(&part);
	return here;
}

static unsigned
ask_scope_narrow_on(void)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	unsigned here;

	here = one(scope_narrow_on(o.db, sc, "03721", "", "2019-11-01", &part,
	    &o.err));
	scope_done(&part);
	return here;
}

static unsigned
ask_age_ahead(void)
{
	struct age_row v[8];
	unsigned n = 0, i, here = 0;

	(void)one(age_ahead(o.db, sc, "2020-01", "2037-12", 0, v, 8, &n,
	    &o.err));
	for (i = 0; i < n; i++)
		here += v[i].person < F_ANH;
	return here;
}

static unsigned
ask_arrears_all(void)
{
	struct arrears_row v[4];
	unsigned n[3] = { 0, 0, 0 };

	(void)one(arrears_all(o.db, sc, "", 0, v, 4, &n[0], &o.err));
	(void)one(arrears_all(o.db, sc, "2019-11", 0, v, 4, &n[1], &o.err));
	(void)one(arrears_all(o.db, sc, "", F_PANG, v, 4, &n[2], &o.err));
	return n[0] + n[1] + n[2];
}

static unsigned
ask_recovery_all(void)
{
	struct recovery_row v[4];
	unsigned n[2] = { 0, 0 };

	(void)one(recovery_all(o.db, sc, 0, true, v, 4, &n[0], &o.err));
	(void)one(recovery_all(o.db, sc, F_PANG, false, v, 4, &n[1], &o.err));
	return n[0] + n[1];
}

static unsigned
ask_recovery_get(void)
{
	struct recovery_row r;

	return one(recovery_get(o.db, sc, 9001, &r, &o.err));
}

static unsigned
ask_recovery_entries(void)
{
	struct recovery_entry v[4];
	unsigned n = 0;

	(void)one(recovery_entries(o.db, sc, 9001, v, 4, &n, &o.err));
	return n;
}

static unsigned
ask_collect_self(void)
{
	struct collect_self is = { .age = -1 };

	return one(collect_self(o.db, sc, F_PANG, "2019-11-08", &is,
	    &o.err)) + (is.age > 0);
}

static const struct {
	const char *name;
	unsigned (*ask)(void);
} readers[] = {
#define R(fn) { #fn, ask_##fn }
	R(person_get), R(person_by_code), R(person_entitlements),
	R(person_collectors), R(list_all), R(list_get),
	R(list_uncollected), R(list_checks), R(list_check_page), R(list_check_counts),
	R(payout_lines_of),
	R(payout_history), R(find_people), R(roll_page), R(summary_rows),
	R(place_areas), R(place_points), R(staff_list), R(open),
	R(scope_narrow), R(change_all), R(change_get), R(change_counts),
	R(change_missing), R(change_documents), R(roll_file_of),
	R(roll_lines), R(scope_narrow_on),
	R(collector_many), R(transfer_due), R(duplicate_pairs), R(duplicate_of), R(duplicate_get),
	R(timeline_page),
	R(age_ahead), R(arrears_all), R(recovery_all), R(recovery_get),
	R(recovery_entries), R(collect_self),
#undef R
	/* fills the table that queries join: asked with each of them */
	{ "scope_bind", NULL },
	{ "scope_bind_whole", NULL },
	{ "scope_covers", NULL },
	/* says no more than how much of a place the scope holds */
	{ "list_owned", NULL },
};

/* ---- tests ------------------------------------------------------------- */

static int
setup(void **state)
{
	struct wire_args a;
	char job[24];

	(void)state;
	office_open(&o);
	list = office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	assert_int_equal(office_sql(&o, "INSERT INTO entitlement (id, person_id,"
	    " category, from_month, to_month, changed_at) VALUES (9001, 104,"
	    " '136.11', '2019-11', '2019-11', '')"), ST_OK);
	(void)office_funerals(&o, "2019-11", "119");
	assert_int_equal(period_find(o.db, "", &period, &o.err), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_CHONG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "change.ask", &a, "kind",
	    "stop", "person", "103", "reason", "waiver", "event_on",
	    "2019-11-05", "document", "12/QĐ", NULL), ST_OK);
	request = wire_args_int(&a, "change", 0);
	wire_args_done(&a);
	/* One more, approved: what the report of changes is about. */
	assert_int_equal(office_post(&o, "phong", "change.ask", &a, "kind",
	    "stop", "person", "104", "reason", "waiver", "event_on",
	    "2019-11-05", NULL), ST_OK);
	assert_int_equal(office_post(&o, "truong", "change.approve", NULL,
	    "change", wire_args_text(&a, "change"), "version", "1", NULL),
	    ST_OK);
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong", "import.begin", &a, "kind",
	    "roll", "columns", "code,name,commune,point", NULL), ST_OK);
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong", "import.rows", NULL, "job",
	    job, "rows", "2\tN-1\tLò Văn Mới\t03721\t119-01\n", NULL),
	    ST_OK);
	assert_int_equal(office_post(&o, "phong", "import.finish", &a, "job",
	    job, NULL), ST_OK);
	file = strtoll(wire_args_text(&a, "request"), NULL, 10);
	wire_args_done(&a);
	/* One is paid at home; one moved away after the list was made. */
	assert_int_equal(office_sql(&o, "DROP TRIGGER receipt_no_update;"
	    "INSERT INTO recovery VALUES (9001, 101, NULL, 'x', 37, '');"
	    "INSERT INTO recovery_entry VALUES (9001, 9001, 'overpaid', 5000,"
	    " NULL, '', '', '', 37, '');"
	    "INSERT INTO arrears (id, person_id, entitlement_id, kind,"
	    " from_month, to_month, reason, due_period, total, staff_id, at)"
	    " VALUES (9001, 101, 401, 'arrears', '2019-09', '2019-09', 'x',"
	    " '2019-11', 5000, 37, '');"
	    "UPDATE receipt SET method = 'home' WHERE person_id = 106;"
	    /* Somebody moves, somebody turns 16, somebody collects for six. */
	    "INSERT INTO change (id, kind, person_id, area_id, point_id, name,"
	    " month, fields, maker_id, made_at) VALUES (9001, 'transfer', 101,"
	    " 11, 21, 'Lò Văn Pâng', '2019-11', '', 37, '');"
	    "INSERT INTO transfer (id, change_id, person_id, direction,"
	    " from_area, from_point, to_area, to_point, last_month,"
	    " first_month) VALUES (9001, 9001, 101, 'within', 11, 21, 12, 22,"
	    " '2019-11', '2019-12');"
	    "UPDATE person SET birth_year = 2004, birth_month = 1"
	    " WHERE id = 110;"
	    "INSERT INTO collector (id, person_id, kind, name, identity,"
	    " valid_from) SELECT 9000 + id, id, 'carer', 'Lò Thị Sáu',"
	    " '014000009001', '2019-01-01' FROM person WHERE id BETWEEN 101"
	    " AND 107;"
	    "UPDATE person SET birth_year = 1936 WHERE id = 102;"
	    "INSERT INTO setting VALUES ('collector_people', '2019-01', 2);"
	    "INSERT INTO collector (id, person_id, kind, name, identity,"
	    " valid_from) SELECT id + 900, id, 'carer', 'A', '050999888',"
	    " '2019-01-01' FROM person WHERE id IN (101, 102, 103);"
	    "UPDATE person SET area_id = 11, point_id = 21 WHERE id = 112"),
	    ST_OK);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static void
ask_all(const char *who, bool want)
{
	unsigned i, got;

	own = want;
	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		if (readers[i].ask == NULL)
			continue;
		got = readers[i].ask();
		if ((got > 0) != want)
			fail_msg("%s: %s sees %u rows of Thuận Châu",
			    readers[i].name, who, got);
	}
}

static void
ask_as(const char *who, bool want)
{
	struct actor a;

	office_actor(&o, who, &a);
	sc = &a.scope;
	ask_all(who, want);
	actor_done(&a);
}

static void
test_own_place(void **state)
{
	(void)state;
	ask_as("phong", true);
	ask_as("quan", true);
	ask_as("tinh", true);
}

static void
test_another_district(void **state)
{
	(void)state;
	ask_as("son", false);
	ask_as("phong2", false);
	ask_as("truong2", false);
}

static void
test_no_place(void **state)
{
	static const enum scope_kind kinds[] = { SCOPE_NOTHING, SCOPE_POINTS,
		SCOPE_COMMUNES };
	static struct scope none;
	unsigned i;

	(void)state;
	sc = &none;
	for (i = 0; i < 3; i++) {
		none.kind = kinds[i];
		ask_all("nobody", false);
	}
}

static bool
named(const char *name)
{
	unsigned i;

	for (i = 0; i < sizeof(unscoped) / sizeof(unscoped[0]); i++)
		if (strcmp(unscoped[i], name) == 0)
			return true;
	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strcmp(readers[i].name, name) == 0)
			return true;
	return false;
}

/* The name before the bracket at `p`: "name(" or "(*name)(". */
static const char *
name_before(char *text, char *p)
{
	if (p > text && p[-1] == ')')
		p--;
	*p = '\0';
	while (p > text && strchr("*\n (", p[-1]) == NULL)
		p--;
	return p;
}

/* Functions of one header that take a connection. */
static unsigned
check_header(const char *path)
{
	char *text = mem_zalloc(65536), *from = text, *p, *end;
	FILE *f = fopen(path, "r");
	unsigned seen = 0;

	assert_non_null(f);
	assert_true(fread(text, 1, 65535, f) < 65535);
	(void)fclose(f);
	for (; (p = strstr(from, "(struct db *db")) != NULL; from = end + 1) {
		const char *name;

		end = strchr(p, ';');
		assert_non_null(end);
		name = name_before(from, p);
		if (!named(name))
			fail_msg("%s: %s() reads without being asked here",
			    path, name);
		seen++;
	}
	free(text);
	return seen;
}

/* For modules of office/ alone, which have looked at the scope. */
static const char *const apart[] = { "office/place/stored.h", "office/roll/person_store.h",
	"office/roll/collector_store.h", "office/roll/collect_self_store.h",
	"office/request/work.h",
	"office/roll/person_row.h",
	"office/query/walk.h", "office/place/sort.h" };

static unsigned readers_seen;

static int
visit_header(const char *path, const struct stat *st, int type, struct FTW *at)
{
	const char *name = path + sizeof(TOP_SRCDIR "/src/") - 1;
	size_t n = strlen(name);
	unsigned i;

	(void)st;
	(void)at;
	if (type != FTW_F || n < 2 || strcmp(name + n - 2, ".h") != 0 ||
	    strstr(name, "_priv.h") != NULL)
		return 0;
	for (i = 0; i < sizeof(apart) / sizeof(apart[0]); i++)
		if (strcmp(apart[i], name) == 0)
			return 0;
	readers_seen += check_header(path);
	return 0;
}

static void
test_every_reader_is_asked(void **state)
{
	(void)state;
	readers_seen = 0;
	assert_int_equal(nftw(TOP_SRCDIR "/src/office", visit_header, 8,
	    FTW_PHYS), 0);
	assert_true(readers_seen > 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_own_place, setup, teardown),
		cmocka_unit_test_setup_teardown(test_another_district, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_place, setup, teardown),
		cmocka_unit_test(test_every_reader_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
