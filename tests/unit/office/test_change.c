/* SPDX-License-Identifier: ISC */
/*
 * Requests for a new entitlement and for another amount: what comes out on
 * which list, and what one person may not have together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "balance_help.h"
#include "text/lang.h"

#define NEW(category, from) "kind", "new", "category", category, "from",       \
	from, "decision", "12/QĐ", "decision_date", "2019-11-04"
#define OTHER(from) "kind", "amount", "from", from, "decision", "13/QĐ"
#define PANG "person", "101"
#define SOMEBODY "name", "Lò Thị Mới", "sex", "F", "birth", "1939-09",         \
	"identity", "014139000777", "commune", "03721", "village",             \
	"Bản Nà Lanh 2", "point", "119-01"

/* ---- new ------------------------------------------------------------------- */

/* Case A: 80 in September, first list in December: three months more. */
static void
test_new_person_with_arrears(void **state)
{
	char id[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", NEW("136.5.5b", "2019-09"), SOMEBODY));
	SAYS("Lò Thị Mới comes onto the roll");
	SAYS("136.5.5b: 270.000 đồng a month, by itself from the list of "
	    "12/2019 on");
	SAYS("will appear in the list of 12/2019: 3 × 270.000 arrears");
	SAYS_NOT("file number");
	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	MUST(keep(office_post(&o, "truong", "change.effect", &args, "change",
	    id, NULL)));
	SAYS("will appear in the list of 12/2019: 3 × 270.000 arrears");
	/* Nobody and nothing before a second person says so. */
	assert_int_equal(COUNT("SELECT count(*) FROM person"), 13);
	assert_int_equal(COUNT("SELECT count(*) FROM arrears"), 0);
	assert_int_equal(COUNT("SELECT person_id IS NULL FROM change"), 1);
	MUST(approve("truong"));
	SAYS("with file number 03721-00001");
	assert_int_equal(COUNT("SELECT count(*) FROM person"), 14);
	assert_int_equal(COUNT("SELECT count(*) FROM change c JOIN person p"
	    " ON p.id = c.person_id WHERE p.name = 'Lò Thị Mới'"), 1);
	assert_int_equal(COUNT("SELECT total FROM arrears"), 810000);
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(COUNT("SELECT sum(amount) FROM line l JOIN period p"
	    " ON p.id = l.period_id WHERE p.code = '2019-12'"
	    " AND l.name = 'Lò Thị Mới'"), 1080000);
}

static void
test_new_person_is_one(void **state)
{
	(void)state;
	MUST(ASK("phong", NEW("136.5.5b", "2019-12"), SOMEBODY));
	/* Again, while it waits and when it stands. */
	REFUSED(ASK("phong", NEW("136.5.5b", "2019-12"), SOMEBODY), ST_EXISTS,
	    "kind");
	MUST(approve("truong"));
	REFUSED(ASK("phong", NEW("136.5.5b", "2019-12"), SOMEBODY), ST_EXISTS,
	    "identity");
	REFUSED(ASK("phong2", NEW("136.5.5b", "2019-12"), "name", "Lò Thị Ba",
	    "sex", "F", "birth", "1939", "commune", "03721", "point", "119-01"),
	    ST_DENIED, "commune");
}

static void
test_new_is_refused(void **state)
{
	(void)state;
	REFUSED(ASK("phong", NEW("136.5.5b", "2019-10"), PANG), ST_EXISTS,
	    "category");
	REFUSED(ASK("phong", NEW("136.5.4a", "2019-12"), "to", "2019-10", PANG),
	    ST_INVALID, "to");
	REFUSED(ASK("phong", NEW("136.9.9", "2019-10"), PANG), ST_NOTFOUND,
	    "category");
	REFUSED(ASK("phong", NEW("136.11", "2019-10"), PANG), ST_INVALID,
	    "category");
	REFUSED(ASK("phong", "kind", "new", "category", "136.5.4a", PANG),
	    ST_INVALID, "decision");
	REFUSED(ASK("lan", NEW("136.5.4a", "2019-12"), PANG), ST_DENIED, "kind");
	REFUSED(ASK("phong", NEW("136.5.4a", "2019-12"), PANG, "replaces",
	    "yes"), ST_INVALID, "replaces");
}

/* A month that was ordered is not listed too, when its list is made anew. */
static void
test_a_month_comes_once(void **state)
{
	char list[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)snprintf(list, sizeof(list), "%" PRId64,
	    office_draft(&o, "2019-12", "119"));
	MUST(office_submit(&o, "phong", list));
	MUST(ASK("phong", NEW("136.5.4a", "2019-12"), PANG));
	SAYS("will appear in the list of 01/2020: 1 × 270.000 arrears");
	MUST(approve("truong"));
	MUST(office_post(&o, "truong", "list.return", NULL, "list", list,
	    "reason", "x", NULL));
	(void)office_list(&o, "2019-12", "119");
	(void)office_list(&o, "2020-01", "119");
	assert_int_equal(COUNT("SELECT sum(amount) FROM line"
	    " WHERE person_id = 101 AND category = '136.5.4a'"), 2 * 270000);
}

/* NĐ 20/2021 art. 6.2: of two allowances only the higher. */
static void
test_new_beside_another(void **state)
{
	(void)state;
	/* 102 has 405.000 as an elderly person, 101 has 270.000. */
	REFUSED(ASK("phong", NEW("136.5.5b", "2019-12"), "person", "102"),
	    ST_INVALID, "category");
	REFUSED(ASK("phong", NEW("136.5.5b", "2019-12"), "person", "102",
	    "replaces", "yes"), ST_INVALID, "category");
	REFUSED(ASK("phong", NEW("28.16.6d", "2019-12"), PANG), ST_INVALID,
	    "replaces");
	assert_non_null(strstr(o.err.msg, "136.5.5b, 270.000 đồng"));
	assert_non_null(strstr(o.err.msg, "28.16.6d is 540.000 đồng"));
	/* A single parent keeps both; care is another line. */
	MUST(ASK("phong", NEW("136.5.4a", "2019-12"), PANG));
	MUST(ASK("phong", NEW("28.17.1", "2019-12"), PANG));
}

/* What the lower one paid counts towards the higher. */
static void
test_new_replaces_the_lower(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(ASK("phong", NEW("28.16.6d", "2019-11"), PANG, "replaces", "yes"));
	SAYS("136.5.5b ends with 10/2019, the last month paid");
	SAYS("will appear in the list of 12/2019: 1 × 270.000 difference");
	SAYS_NOT("540.000 arrears");
	SAYS_NOT("recovery");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT total FROM arrears"), 270000);
	assert_int_equal(COUNT("SELECT count(*) FROM recovery"), 0);
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(COUNT("SELECT sum(amount) FROM line l JOIN period p"
	    " ON p.id = l.period_id WHERE p.code = '2019-12'"
	    " AND l.person_id = 101"), 270000 + 540000);
}

/* Past months are not always wanted. */
static void
test_without_arrears(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", NEW("136.5.4a", "2019-11"), PANG, "arrears", "no"));
	SAYS_NOT("arrears");
	MUST(ASK("phong", OTHER("2019-11"), PANG, "coefficient", "2", "arrears",
	    "no"));
	SAYS_NOT("difference");
}

/* ---- another amount -------------------------------------------------------- */

static void
test_more_from_a_past_month(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-12", NULL));
	MUST(ASK("phong", OTHER("2019-11"), PANG, "category", "136.5.5a2"));
	SAYS("136.5.5a2 takes the place of 136.5.5b from 11/2019 on: "
	    "540.000 đồng a month");
	SAYS("will appear in the list of 01/2020: 2 × 270.000 difference");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT sum(total) FROM arrears"
	    " WHERE state = 'due'"), 540000);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement"
	    " WHERE person_id = 101 AND category = '136.5.5a2' AND origin = 401"
	    " AND from_month = '2019-11' AND state = 'active'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 401"
	    " AND to_month = '2019-10'"), 1);
	/* What was listed under the old one is not listed once more. */
	(void)office_list(&o, "2020-01", "119");
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE person_id = 101"
	    " AND month = '2019-12' AND kind = 'base'"), 1);
	assert_int_equal(COUNT("SELECT sum(l.amount) FROM line l JOIN period p"
	    " ON p.id = l.period_id WHERE p.code = '2020-01'"
	    " AND l.person_id = 101"), 2 * 270000 + 540000);
}

static void
test_less_from_a_past_month(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(office_sql(&o, "INSERT INTO block (line_id, reason, staff_id, at)"
	    " SELECT id, 'x', 37, '' FROM line WHERE person_id = 103"
	    " AND (month = '2019-12' OR kind = 'care')"));
	MUST(office_pay(&o, "lan", F_ON, "2019-11", NULL));
	MUST(office_sql(&o, "DELETE FROM block"));
	/* 675.000 -> 540.000: one month was paid, one waits. */
	MUST(ASK("phong", OTHER("2019-11"), "person", "103", "entitlement",
	    "403", "category", "28.16.6d"));
	SAYS("blocked at every desk: 1 line of 12/2019, 675.000 đồng");
	SAYS("too much was paid: a recovery of 135.000 đồng is opened");
	SAYS("will appear in the list of 01/2020: 1 × 540.000 arrears");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT sum(amount) FROM recovery_entry"), 135000);
	assert_int_equal(COUNT("SELECT sum(total) FROM arrears"), 540000);
	assert_int_equal(COUNT("SELECT count(*) FROM block b JOIN line l"
	    " ON l.id = b.line_id WHERE l.month = '2019-12'"
	    " AND l.kind = 'base'"), 1);
}

static void
test_amount_is_refused(void **state)
{
	(void)state;
	REFUSED(ASK("phong", OTHER("2017-12"), PANG, "entitlement",
	    "401", "coefficient", "2"), ST_INVALID, "from");
	REFUSED(ASK("phong", OTHER("2019-12"), PANG), ST_INVALID, "category");
	REFUSED(ASK("phong", OTHER("2019-12"), "person", "103", "coefficient",
	    "2"), ST_INVALID, "entitlement");
	REFUSED(ASK("phong", OTHER("2019-12"), "person", "105", "coefficient",
	    "2"), ST_INVALID, "entitlement");
	REFUSED(ASK("phong", OTHER("2019-12"), PANG, "coefficient", "zwei"),
	    ST_INVALID, "coefficient");
	REFUSED(ASK("phong", OTHER("2019-12"), PANG, "amount", "0"),
	    ST_INVALID, "amount");
}

/* Months of rest that were given up stay so under another amount. */
static void
test_more_does_not_end_a_rest(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", "kind", "suspend", "reason", "unpaid", "from",
	    "2019-12", PANG));
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", "kind", "resume", "arrears", "no", "from", "2020-01",
	    PANG));
	MUST(approve("truong"));
	(void)office_list(&o, "2020-01", "119");
	MUST(ASK("phong", OTHER("2019-11"), PANG, "category", "136.5.5a2"));
	SAYS("will appear in the list of 02/2020: 2 × 270.000 difference");
	SAYS_NOT("arrears");
}

/* A month of rest that had been paid stays paid under another amount too. */
static void
test_paid_rest_stays_paid(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(ASK("phong", "kind", "suspend", "reason", "custody", "from",
	    "2019-11", PANG));
	SAYS("lines that are paid already and stay paid: 1");
	MUST(approve("truong"));
	MUST(ASK("phong", "kind", "resume", "arrears", "no", "from", "2019-12",
	    PANG));
	MUST(approve("truong"));
	MUST(ASK("phong", OTHER("2019-11"), PANG, "category", "136.5.5a2"));
	SAYS_NOT("recovery");
	SAYS_NOT("will appear");
}

/* Months before the books began: what the system before paid of them counts. */
static void
test_amount_before_the_books(void **state)
{
	(void)state;
	open_books();
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", OTHER("2019-06"), PANG, "entitlement", "401",
	    "coefficient", "2"));
	SAYS("will appear in the list of 12/2019: 6 × 270.000 difference");
	SAYS_NOT("arrears");
}

/* ---- papers, counts --------------------------------------------------------- */

/* Effects of the last request as `login` reads them. */
static void
reads(const char *login, const char *language, char *dst, size_t size)
{
	struct change ch;
	struct actor a;

	lang_set(language);
	office_actor(&o, login, &a);
	MUST(change_get(o.db, &a.scope, request, &ch, &o.err));
	(void)str_copy_cut(dst, size, ch.effect);
	change_done(&ch);
	actor_done(&a);
}

/* Asked and approved in one language, read in the other; what is shown now and
 * what was shown when it was asked are the same to either. */
static void
test_read_in_another_language(void **state)
{
	char first[1024], text[1024], id[24];

	(void)state;
	lang_set("en");
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-12", NULL));
	MUST(ASK("phong", OTHER("2019-11"), PANG, "category", "136.5.5a2"));
	SAYS("136.5.5a2 takes the place of 136.5.5b from 11/2019 on: "
	    "540.000 đồng a month");
	SAYS("will appear in the list of 01/2020: 2 × 270.000 difference");
	(void)str_copy_cut(first, sizeof(first), said);
	reads("truong", "en", text, sizeof(text));
	assert_string_equal(text, first);
	reads("truong", "vi", text, sizeof(text));
	assert_string_equal(text, "136.5.5a2 thay cho 136.5.5b từ "
	    "11/2019: 540.000 đồng một tháng\nsẽ có trong danh sách 01/2020: "
	    "2 × 270.000 chênh lệch\n");
	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	MUST(keep(office_post(&o, "truong", "change.effect", &args, "change",
	    id, NULL)));
	assert_string_equal(said, text);
	MUST(approve("truong"));
	assert_string_equal(said, text);
	reads("phong", "en", text, sizeof(text));
	assert_string_equal(text, first);
}

/* What an older version stored stays as it is; what is broken is shown, and
 * steers nothing. */
static void
test_old_and_broken_effects(void **state)
{
	char text[1024];

	(void)state;
	lang_set("vi");
	MUST(ASK("phong", OTHER("2019-12"), PANG, "coefficient", "2"));
	MUST(office_sql(&o, "UPDATE change SET effect = 'lines: %s%n 100%' ||"
	    " char(10) || char(2) || 'case %lld: %9$s' || char(31) || 'x' ||"
	    " char(27) || char(3) || char(10) || char(2) || 'no end'"));
	reads("truong", "vi", text, sizeof(text));
	assert_string_equal(text, "lines: %s%n 100%\ncase x?: ?\n?no end\n");
	lang_set("en");
}

static void
test_papers_and_counts(void **state)
{
	struct change_document v[CHANGE_DOCUMENTS];
	struct change_counts n;
	struct change ch;
	struct actor a;
	unsigned used = 0;

	(void)state;
	MUST(ASK("phong", OTHER("2019-12"), PANG, "coefficient", "2",
	    "document", "7/GXN", "document_kind", "giấy xác nhận",
	    "document_on", "2019-11-01", "issuer", "UBND xã", "document2",
	    "8/GXN"));
	office_actor(&o, "truong", &a);
	MUST(change_documents(o.db, &a.scope, request, v, &used, &o.err));
	assert_int_equal(used, 2);
	assert_string_equal(v[0].number, "7/GXN");
	assert_string_equal(v[0].kind, "giấy xác nhận");
	assert_string_equal(v[0].issued_on, "2019-11-01");
	assert_string_equal(v[0].issuer, "UBND xã");
	assert_string_equal(v[1].number, "8/GXN");
	MUST(change_get(o.db, &a.scope, request, &ch, &o.err));
	assert_string_equal(wire_args_text(&ch.fields, "coefficient"), "2");
	assert_string_equal(wire_args_text(&ch.was, "category"), "136.5.5b");
	assert_string_equal(wire_args_text(&ch.was, "amount"), "270000");
	/* The same category does not take its own place. */
	assert_non_null(strstr(ch.effect, "136.5.5b from 12/2019 on: 540.000"));
	assert_string_equal(ch.head.month, "2019-12");
	assert_string_equal(ch.head.maker_name, "Nguyễn Văn Phong");
	change_done(&ch);
	MUST(change_counts(o.db, &a.scope, a.staff, ROLE_APPROVER, &n, &o.err));
	assert_int_equal(n.waiting, 1);
	assert_int_equal(n.to_check, 1);
	MUST(change_counts(o.db, &a.scope, 37, ROLE_PREPARER, &n, &o.err));
	assert_int_equal(n.to_check, 0);
	assert_int_equal(n.mine_waiting, 1);
	MUST(decide("truong", "change.reject", "x"));
	MUST(change_counts(o.db, &a.scope, 37, ROLE_PREPARER, &n, &o.err));
	assert_int_equal(n.waiting, 0);
	assert_int_equal(n.mine_rejected, 1);
	actor_done(&a);
}

/* Newest first, page by page, by each filter. */
static void
test_inbox(void **state)
{
	static const char *const people[] = { "101", "102", "106", "107" };
	struct change_filter f = { .state = CHANGE_WAITING, .max = 2 };
	struct change_head v[8];
	struct actor a;
	unsigned n = 0, i;

	(void)state;
	for (i = 0; i < 4; i++)
		MUST(ASK("phong", "kind", "stop", "reason", "waiver",
		    "event_on", "2019-11-01", "person", people[i]));
	MUST(approve("truong"));
	office_actor(&o, "truong", &a);
	MUST(change_all(o.db, &a.scope, &f, v, &n, &o.err));
	assert_int_equal(n, 2);
	assert_int_equal(v[0].person, 106);
	f.before = v[1].id;
	f.max = 8;
	MUST(change_all(o.db, &a.scope, &f, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_int_equal(v[0].person, 101);
	f.before = 0;
	f.state = CHANGE_APPROVED;
	MUST(change_all(o.db, &a.scope, &f, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_int_equal(v[0].person, 107);
	f.state = CHANGE_NO_STATE;
	f.area = "03724";
	MUST(change_all(o.db, &a.scope, &f, v, &n, &o.err));
	assert_int_equal(n, 2);
	f.area = "";
	f.person = 101;
	MUST(change_all(o.db, &a.scope, &f, v, &n, &o.err));
	assert_int_equal(n, 1);
	f.person = 0;
	f.kind = "new";
	MUST(change_all(o.db, &a.scope, &f, v, &n, &o.err));
	assert_int_equal(n, 0);
	actor_done(&a);
}

/* Whoever asks and however: the same four requests, each seen once. */
static void
test_inbox_every_way(void **state)
{
	static const char *const who[] = { "truong", "lan", "tinh", "son" };
	static const struct {
		struct change_filter f;
		unsigned n; /* of 119; lan has them all at her points */
	} ways[] = {
		{ { .kind = "" }, 4 }, { { .state = CHANGE_WAITING }, 2 },
		{ { .state = CHANGE_APPROVED }, 1 },
		{ { .state = CHANGE_REJECTED }, 1 },
		{ { .state = CHANGE_WITHDRAWN }, 0 }, { { .kind = "stop" }, 3 },
		{ { .kind = "delivery" }, 0 }, { { .month = "2019-11" }, 3 },
		{ { .month = "2019-11", .state = CHANGE_APPROVED }, 1 },
		{ { .month = "2019-12", .state = CHANGE_APPROVED }, 0 },
		{ { .month = "2019-12", .state = CHANGE_WAITING }, 1 },
		{ { .kind = "stop", .state = CHANGE_APPROVED }, 1 },
		{ { .kind = "amount", .state = CHANGE_WAITING }, 1 },
		{ { .maker = 37 }, 4 }, { { .maker = 31 }, 0 },
		{ { .person = 102 }, 1 }, { { .person = 102, .kind = "new" }, 0 },
		{ { .area = "03721" }, 2 },
	};
	static const char *const people[] = { "101", "102", "106" };
	struct change_filter f;
	struct change_head v[8];
	struct actor a;
	unsigned i, k, n;

	(void)state;
	for (i = 0; i < 3; i++) {
		MUST(ASK("phong", "kind", "stop", "reason", "waiver",
		    "event_on", "2019-11-01", "person", people[i]));
		if (i == 1)
			MUST(decide("truong", "change.reject", "x"));
		else if (i == 2)
			MUST(approve("truong"));
	}
	MUST(ASK("phong", OTHER("2019-12"), "person", "107", "coefficient",
	    "2"));
	for (i = 0; i < 4; i++) {
		office_actor(&o, who[i], &a);
		for (k = 0; k < sizeof(ways) / sizeof(ways[0]); k++) {
			n = 0;
			f = ways[k].f;
			f.max = 8;
			if (change_all(o.db, &a.scope, &f, v, &n,
			    &o.err) == ST_DENIED)
				n = 0;
			if (n != (i == 3 ? 0 : ways[k].n) && !(i == 1 &&
			    ways[k].f.area != NULL))
				fail_msg("%s, way %u: %u", who[i], k, n);
		}
		actor_done(&a);
	}
}

/* ---- the table in tests/GUARDS.md ------------------------------------------ */

static void
words_of(uint32_t roles, char *dst, size_t size)
{
	unsigned i;

	dst[0] = '\0';
	for (i = 0; i < ROLE_COUNT; i++)
		if (roles & (1u << i))
			(void)snprintf(dst + strlen(dst), size - strlen(dst),
			    "%s%s", dst[0] != '\0' ? " " : "",
			    role_name((enum role)(1 << i)));
}

/* The fields with a '!', without it. */
static void
needed(const char *fields, char *dst, size_t size)
{
	size_t len;

	dst[0] = '\0';
	for (; *fields != '\0'; fields += len + (fields[len] == ' ')) {
		len = strcspn(fields, " ");
		if (fields[len - 1] == '!')
			(void)snprintf(dst + strlen(dst), size - strlen(dst),
			    "%s%.*s", dst[0] != '\0' ? " " : "", (int)len - 1,
			    fields);
	}
}

/* Which kinds there are, who asks, what happens when: as the program has it. */
static void
test_table_of_kinds(void **state)
{
	static char text[262144], row[1024], roles[200], fields[200], by[200];
	static const char *const reaches[] = { "person", "area", "office" };
	FILE *f = fopen(TOP_SRCDIR "/tests/GUARDS.md", "r");
	const struct change_kind *k;
	unsigned i, missing = 0;

	(void)state;
	assert_non_null(f);
	assert_true(fread(text, 1, sizeof(text) - 1, f) > 1000);
	(void)fclose(f);
	for (i = 0; (k = change_kind_at(i)) != NULL; i++) {
		words_of(k->roles, roles, sizeof(roles));
		needed(k->fields, fields, sizeof(fields));
		words_of(k->deciders != 0 ? k->deciders : ROLE_APPROVER, by,
		    sizeof(by));
		(void)snprintf(row, sizeof(row),
		    "| %s | %s | %s | %s | %s | %s | %s |\n",
		    k->name, reaches[k->reach], roles, by, fields, k->when,
		    k->undo != NULL ? "yes" : "no");
		if (strstr(text, row) == NULL && ++missing > 0)
			print_error("GUARDS.md lacks: %s", row);
	}
	assert_int_equal(missing, 0);
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

/* Of every field that a kind takes, and of what it keeps besides. */
static void
test_words_of_fields(void **state)
{
	static const char *const kept[] = { "state", "grants", "document",
		"document_on", "document_kind", "issuer", "note" };
	const struct change_kind *k;
	char name[64], text[80];
	const char *p;
	unsigned i;
	size_t n;

	(void)state;
	for (i = 0; (k = change_kind_at(i)) != NULL; i++)
		for (p = k->fields; *p != '\0'; p += n + (p[n] == ' ')) {
			n = strcspn(p, " ");
			(void)snprintf(name, sizeof(name), "%.*s",
			    (int)strcspn(p, " !"), p);
			if (strcmp(change_field_word(name), name) == 0)
				fail_msg("%s of %s has no word", name, k->name);
		}
	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		assert_string_not_equal(change_field_word(kept[i]), kept[i]);
	change_field_value("event_on", "2019-11-05", text, sizeof(text));
	assert_string_equal(text, "05/11/2019");
	change_field_value("undoes", "stop", text, sizeof(text));
	assert_string_equal(text, "stop");
	change_field_value("undoes", "points", text, sizeof(text));
	assert_string_equal(text, "table of payout points");
	change_field_value("from", "2019-11", text, sizeof(text));
	assert_string_equal(text, "11/2019");
	change_field_value("amount", "50000000", text, sizeof(text));
	assert_string_equal(text, "50.000.000");
	change_field_value("birth", "1938", text, sizeof(text));
	assert_string_equal(text, "1938");
	change_field_value("decision", "7/QĐ", text, sizeof(text));
	assert_string_equal(text, "7/QĐ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_new_person_with_arrears), T(test_words_of_fields),
		T(test_new_person_is_one),
		T(test_new_is_refused),
		T(test_a_month_comes_once),
		T(test_new_beside_another),
		T(test_new_replaces_the_lower),
		T(test_without_arrears),
		T(test_more_from_a_past_month),
		T(test_less_from_a_past_month),
		T(test_amount_is_refused),
		T(test_more_does_not_end_a_rest),
		T(test_paid_rest_stays_paid),
		T(test_amount_before_the_books),
		T(test_read_in_another_language),
		T(test_old_and_broken_effects),
		T(test_papers_and_counts),
		T(test_inbox),
		T(test_inbox_every_way),
		cmocka_unit_test(test_table_of_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
