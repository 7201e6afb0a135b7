/* SPDX-License-Identifier: ISC */
/*
 * Rule 8 of the house: reading is scoped.  Every reader that the headers of
 * office/ offer is asked, by somebody of another district and by somebody of
 * no place at all, for what is in Thuận Châu, and gives nothing.  A new reader
 * fails here until it takes a scope and is asked too (readers_people.c,
 * readers_money.c), or is named below with the reason why it needs none.
 */
#include "readers.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "office/period/period.h"

/* Take a connection and no scope. */
static const char *const unscoped[] = {
	/* the same for everybody in the office */
	"category_province", "category_amount", "category_check",
	"category_list", "period_find", "period_get", "period_paying", "period_named",
	"period_list", "period_months", "period_horizon", "period_alone", "place_area", "place_point",
	"place_owner_at", "list_owner_of_area", "transfer_owner_at",
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
	"office_seed", "office_seed_rules",
	"due_month", "due_person", "due_choose",
	"age_least", "age_step_of", "age_step_next", "arrears_next_list", "arrears_next_list_of",
	"arrears_seq", "arrears_words", "arrears_why",
	"recovery_cut", "recovery_list_stands", "demo_fill", "journal_add", "journal_by_op",
	"journal_facts", "journal_has", "journal_receipts_after", "journal_head", "journal_seal", "journal_verify", "journal_audit",
	/* what a scope holds */
	"list_owner_in",
	/* whose list, whose month: asked by the balance, which settles whoever is
	 * touched */
	"list_owner_of_person", "month_owner",
	"verbs_run", "verbs_run_as", "verbs_outcome",
	/* what books takes away by itself */
	"import_left_give_up", "import_left_clear",
	/* what a rate of the office brings about, before it is asked for */
	"rate_level", "arrears_differences",
};

static struct office o;
static struct asker by = { .o = &o, .err = &o.err };

static const struct reader *const readers[] = { readers_people, readers_money };

static int
setup(void **state)
{
	struct wire_args a;
	struct period period;
	char job[24];

	(void)state;
	office_open(&o);
	by.db = o.db;
	by.list = office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	assert_int_equal(office_sql(&o, "INSERT INTO entitlement (id, person_id,"
	    " category, from_month, to_month, changed_at) VALUES (9001, 104,"
	    " '136.11', '2019-11', '2019-11', '')"), ST_OK);
	(void)office_funerals(&o, "2019-11", "119");
	assert_int_equal(period_find(o.db, "", &period, &o.err), ST_OK);
	by.period = period.id;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_CHONG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "change.ask", &a, "kind",
	    "stop", "person", "103", "reason", "waiver", "event_on",
	    "2019-11-05", "document", "12/QĐ", NULL), ST_OK);
	by.request = wire_args_int(&a, "change", 0);
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
	by.file = strtoll(wire_args_text(&a, "request"), NULL, 10);
	wire_args_done(&a);
	/* One is paid at home; one moved away after the list was made. */
	assert_int_equal(office_sql(&o, "DROP TRIGGER receipt_no_update;"
	    "INSERT INTO recovery VALUES (9001, 101, NULL, 'x', 37, '');"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, staff_id,"
	    " at) VALUES (9001, 9001, 'overpaid', 5000, 37, '');"
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
	const struct reader *r;
	unsigned i, got;

	by.own = want;
	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		for (r = readers[i]; r->name != NULL; r++) {
			if (r->ask == NULL)
				continue;
			got = r->ask(&by);
			if ((got > 0) != want)
				fail_msg("%s: %s sees %u rows of Thuận Châu",
				    r->name, who, got);
		}
}

static void
ask_as(const char *who, bool want)
{
	struct actor a;

	office_actor(&o, who, &a);
	by.sc = &a.scope;
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

/* Cases and orders of Thuận Châu's months, of people who are elsewhere now, are
 * Thuận Châu's to see; test_month_owner has who sees what. */
static void
test_another_owners_month(void **state)
{
	static const char *const names[] = { "recovery_all", "recovery_get",
		"recovery_entries", "arrears_all", "timeline_page",
		"timeline_who" };
	static int64_t elsewhere[] = { F_TTSONGMA };
	static const struct scope theirs = { .kind = SCOPE_COMMUNES,
		.ids = elsewhere, .n = 1 };
	const struct reader *r;
	unsigned i, k, asked = 0;
	struct actor a;

	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE person SET area_id = 13,"
	    " point_id = 24 WHERE id = 101;"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, line_id,"
	    " staff_id, at) VALUES (9002, 9001, 'overpaid', 5000, (SELECT min(id)"
	    " FROM line WHERE person_id = 101), 37, '');"
	    "INSERT INTO arrears_month VALUES (9001, '2019-09', 9, 5000, 270000,"
	    " 100, 2)"), ST_OK);
	office_actor(&o, "phong", &a);
	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		for (r = readers[i]; r->name != NULL; r++)
			for (k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
				if (strcmp(names[k], r->name) != 0)
					continue;
				asked++;
				by.sc = &a.scope;
				if (r->ask(&by) == 0)
					fail_msg("%s: whose month it was sees "
					    "nothing", r->name);
				by.sc = &theirs;
				if (r->ask(&by) == 0)
					fail_msg("%s: whose record it is sees "
					    "nothing", r->name);
				by.sc = &(struct scope){ .kind =
				    SCOPE_COMMUNES, .ids = (int64_t[]){ 99 },
				    .n = 1 };
				if (r->ask(&by) != 0)
					fail_msg("%s: a third one sees it",
					    r->name);
			}
	assert_int_equal(asked, sizeof(names) / sizeof(names[0]));
	actor_done(&a);
}

static void
test_no_place(void **state)
{
	static const enum scope_kind kinds[] = { SCOPE_NOTHING, SCOPE_POINTS,
		SCOPE_COMMUNES };
	static struct scope none;
	unsigned i;

	(void)state;
	by.sc = &none;
	for (i = 0; i < 3; i++) {
		none.kind = kinds[i];
		ask_all("nobody", false);
	}
}

static bool
named(const char *name)
{
	const struct reader *r;
	unsigned i;

	for (i = 0; i < sizeof(unscoped) / sizeof(unscoped[0]); i++)
		if (strcmp(unscoped[i], name) == 0)
			return true;
	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		for (r = readers[i]; r->name != NULL; r++)
			if (strcmp(r->name, name) == 0)
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
	"office/request/work.h", "office/line/line.h",
	"office/roll/person_row.h",
	"office/balance/account.h", "office/balance/settle.h", "office/balance/opening.h",
	"office/balance/uncollected.h",
	/* chitra check; whose lists wait */
	"office/balance/check.h", "office/balance/rate_search.h",
	"office/balance/lowered.h", "office/balance/people.h",
	"office/balance/settling.h", "office/balance/rate_was.h",
	"office/query/walk.h", "office/place/sort.h", "office/verb/job.h", "office/file/stage.h" };

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
		cmocka_unit_test_setup_teardown(test_another_owners_month, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_no_place, setup, teardown),
		cmocka_unit_test(test_every_reader_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
