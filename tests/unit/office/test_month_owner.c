/* SPDX-License-Identifier: ISC */
/*
 * The list owner whose month it was: claims and arrears name it, it sees them
 * beside the owner of the record, and nobody of a third place does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "change_help.h"
#include "office/balance/arrears.h"
#include "office/balance/month_owner.h"
#include "office/balance/recovery.h"
#include "office/pay/pay.h"
#include "office/query/timeline.h"
#include "office/report/report.h"
#include "office/roll/person.h"

#define E "person", "104"
#define A_NAME "Huyện Thuận Châu"
/* From Thuận Châu (A) to Sông Mã (B). */
#define TO "kind", "transfer", "direction", "within", "commune", "04168",     \
	"village", "Tổ 9", "point", "126-01", "month", "2019-11"

static int64_t third_id[] = { 14 }, half_id[] = { 11 }, point_id[] = { 21 };
static const struct scope third = { .kind = SCOPE_COMMUNES, .ids = third_id,
	.n = 1 };
/* A commune of A, not all of it; a payout point of A. */
static const struct scope half = { .kind = SCOPE_COMMUNES, .ids = half_id,
	.n = 1 };
static const struct scope point = { .kind = SCOPE_POINTS, .ids = point_id,
	.n = 1 };
static struct actor a, b; /* phong of A, phong2 of B */

/* É was paid 11/2019 at A and is B's from 12/2019 on. */
static int
moved(void **state)
{
	if (setup(state) != 0)
		return -1;
	office_actor(&o, "phong", &a);
	office_actor(&o, "phong2", &b);
	MUST(office_sql(&o, "INSERT INTO area (id, level, code, name, name_key,"
	    " fold, parent_id, valid_from) VALUES (4, 'district', '125',"
	    " 'Huyện Mai Sơn', x'05', 'huyen mai son', 1, '2004-07-01'),"
	    " (14, 'commune', '04105', 'Thị trấn Hát Lót', x'06',"
	    " 'thi tran hat lot', 4, '2004-07-01');"
	    "UPDATE person SET phone = '0988000111' WHERE id = 104"));
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	MUST(office_pay(&o, "lan", F_E, "2019-11", NULL));
	MUST(ASK("phong", TO, E));
	MUST(approve("truong"));
	office_period(&o, "2019-12", "2019-12");
	assert_int_equal(COUNT("SELECT area_id FROM person WHERE id = 104"), 13);
	return 0;
}

static int
done(void **state)
{
	actor_done(&a);
	actor_done(&b);
	return teardown(state);
}

/* Found dead in October: November is claimed. */
static void
claimed(void)
{
	MUST(ASK("phong2", "kind", "stop", E, "reason", "death", "event_on",
	    "2019-10-20", "document", "7/KT"));
	MUST(approve("truong2"));
	SAYS("a recovery of 300.000 đồng is opened");
}

static unsigned
cases(const struct scope *sc, struct recovery_row *r)
{
	struct recovery_row v[4];
	unsigned n = 0, all = 0;

	MUST(recovery_all(o.db, sc, &(struct recovery_ask){ .open = true,
	    .max = 4 }, v, &n, &o.err));
	MUST(recovery_all(o.db, sc, &(struct recovery_ask){ .person = F_E,
	    .max = 4 }, v, &all, &o.err));
	assert_int_equal(n, all);
	if (r != NULL && n > 0)
		*r = v[0];
	return n;
}

static void
test_claim(void **state)
{
	struct recovery_entry v[8];
	struct recovery_entries e = { .v = v, .max = 8 };
	struct recovery_row r;

	(void)state;
	claimed();
	assert_int_equal(cases(&b.scope, &r), 1);
	assert_true(r.here);
	assert_string_equal(r.owner, A_NAME);
	assert_int_equal(r.owners, 1);
	assert_int_equal(cases(&a.scope, &r), 1);
	assert_false(r.here);
	assert_string_equal(r.owner, A_NAME);
	MUST(recovery_entries(o.db, &a.scope, r.id, &e, &o.err));
	assert_int_equal(e.n, 1);
	assert_string_equal(v[0].owner, A_NAME);
	/* Nobody else: a third owner, a part of A, A's point. */
	assert_int_equal(cases(&third, NULL), 0);
	assert_int_equal(cases(&half, NULL), 0);
	assert_int_equal(cases(&point, NULL), 0);
	assert_int_equal(recovery_get(o.db, &third, r.id, &r, &o.err),
	    ST_NOTFOUND);
	assert_int_equal(recovery_entries(o.db, &half, r.id, &e, &o.err),
	    ST_NOTFOUND);
}

/* Of a month before the books there is no line: the opening says whose. */
static void
test_opening(void **state)
{
	struct recovery_entry v[8];
	struct recovery_entries e = { .v = v, .max = 8 };
	struct recovery_row r;

	(void)state;
	MUST(office_sql(&o, "DELETE FROM opening WHERE entitlement_id = 404;"
	    "INSERT INTO opening (entitlement_id, from_month, amount, owner_id)"
	    " VALUES (404, '2018-01', 300000, 2);"
	    "INSERT INTO recovery VALUES (9001, 104, NULL, 'x', 37, '');"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount,"
	    " entitlement_id, month, staff_id, at) VALUES (9001, 9001,"
	    " 'overpaid', 300000, 404, '2019-05', 37, '')"));
	assert_int_equal(cases(&b.scope, &r), 1);
	assert_string_equal(r.owner, A_NAME);
	assert_int_equal(cases(&a.scope, &r), 1);
	MUST(recovery_entries(o.db, &a.scope, r.id, &e, &o.err));
	assert_int_equal(e.n, 1);
	assert_string_equal(v[0].owner, A_NAME);
	assert_int_equal(cases(&third, NULL), 0);
	assert_int_equal(cases(&half, NULL), 0);
}

/* He sees it, and decides nothing of it; no more of the record is his. */
static void
test_sees_only(void **state)
{
	struct recovery_row r;
	struct payout_past past[4];
	struct person p;
	char id[24];
	unsigned n = 0;

	(void)state;
	claimed();
	assert_int_equal(cases(&a.scope, &r), 1);
	(void)snprintf(id, sizeof(id), "%" PRId64, r.id);
	assert_int_equal(ASK("phong", "kind", "recovery.decide", E, "recovery",
	    id, "amount", "300000", "document", "8/QĐ"), ST_DENIED);
	assert_int_equal(person_get(o.db, &a.scope, F_E, &p, &o.err),
	    ST_DENIED);
	assert_int_equal(payout_history(o.db, &a.scope,
	    &(struct payout_ask){ .person = F_E, .max = 4 }, past, &n,
	    &o.err), ST_DENIED);
	MUST(ASK("phong2", "kind", "recovery.decide", E, "recovery", id,
	    "amount", "300000", "document", "8/QĐ"));
	MUST(approve("truong2"));
	/* What became of it he reads. */
	assert_int_equal(cases(&a.scope, &r), 1);
	assert_int_equal(r.decided, 300000);
	/* B's payouts of the person say whose month it was. */
	MUST(payout_history(o.db, &b.scope,
	    &(struct payout_ask){ .person = F_E, .max = 4 }, past, &n, &o.err));
	assert_int_equal(n, 1);
	assert_string_equal(past[0].owner, A_NAME);
}

static unsigned
history(const struct scope *sc, struct timeline_row v[40])
{
	const struct timeline_ask ask = { .person = F_E, .max = 40 };
	unsigned n = 0;

	MUST(timeline_page(o.db, sc, &ask, v, &n, &o.err));
	return n;
}

/* The history as far as A's months go: its list, its payout, the claim. */
static void
test_history(void **state)
{
	struct timeline_ask ask = { .person = F_E, .max = 40 };
	struct timeline_row v[40];
	struct timeline_who who;
	unsigned n, i, has[TIMELINE_COUNT] = { 0 };

	(void)state;
	(void)office_list(&o, "2019-12", "119");
	(void)office_list(&o, "2019-12", "126"); /* 12/2019 is B's */
	claimed();
	MUST(timeline_who(o.db, &a.scope, F_E, &who, &o.err));
	assert_false(who.whole);
	n = history(&a.scope, v);
	for (i = 0; i < n; i++) {
		has[v[i].key.what]++;
		assert_string_equal(v[i].month, "2019-11");
		assert_string_equal(v[i].owner, A_NAME);
	}
	assert_int_equal(n, 3);
	assert_int_equal(has[TIMELINE_LISTED], 1);
	assert_int_equal(has[TIMELINE_PAID], 1);
	assert_int_equal(has[TIMELINE_RECOVERY], 1);
	/* From a row on, and back. */
	ask.from = &v[1].key;
	MUST(timeline_page(o.db, &a.scope, &ask, v, &n, &o.err));
	assert_int_equal(n, 1);
	/* B reads all of it, also what it asked and its own month. */
	MUST(timeline_who(o.db, &b.scope, F_E, &who, &o.err));
	assert_true(who.whole);
	assert_true(history(&b.scope, v) > 6);
	ask.from = NULL;
	assert_int_equal(timeline_page(o.db, &third, &ask, v, &n, &o.err),
	    ST_DENIED);
	assert_int_equal(timeline_page(o.db, &half, &ask, v, &n, &o.err),
	    ST_DENIED);
	assert_int_equal(timeline_page(o.db, &point, &ask, v, &n, &o.err),
	    ST_DENIED);
}

/* November's difference comes with B's list and says that it was A's month. */
static void
test_arrears(void **state)
{
	const struct arrears_ask all = { .period = "", .max = 4 },
	    of_e = { .person = F_E, .period = "", .max = 4 };
	struct arrears_row v[4];
	struct timeline_row t[40];
	unsigned n = 0;

	(void)state;
	MUST(ASK("phong2", "kind", "amount", E, "from", "2019-11", "decision",
	    "13/QĐ", "amount", "350000"));
	MUST(approve("truong2"));
	assert_int_equal(COUNT("SELECT count(*) FROM arrears_month m"
	    " JOIN arrears o ON o.id = m.arrears_id AND o.person_id = 104"
	    " WHERE m.month = '2019-11' AND m.owner_id = 2"), 1);
	MUST(arrears_all(o.db, &a.scope, &all, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_string_equal(v[0].owner, A_NAME);
	MUST(arrears_all(o.db, &b.scope, &of_e, v, &n, &o.err));
	assert_int_equal(n, 1);
	assert_string_equal(v[0].owner, A_NAME);
	MUST(arrears_all(o.db, &third, &all, v, &n, &o.err));
	assert_int_equal(n, 0);
	MUST(arrears_all(o.db, &half, &of_e, v, &n, &o.err));
	assert_int_equal(n, 0);
	(void)office_list(&o, "2019-12", "119");
	(void)office_list(&o, "2019-12", "126");
	assert_int_equal(COUNT("SELECT count(*) FROM line l JOIN list k"
	    " ON k.id = l.list_id AND k.owner_id = 3 WHERE l.person_id = 104"
	    " AND l.month = '2019-11' AND l.kind = 'difference' AND "
	    LINE_OWNER("l", "k") " = 2"), 1);
	/* His line, his payout; B's line of his month, and its order. */
	assert_int_equal(history(&a.scope, t), 4);
}

/* No list has the month: moves and reorganisations tell where he stood. */
static void
test_stood(void **state)
{
	int64_t owner = 0;

	(void)state;
	MUST(month_owner(o.db, 404, "2019-09", &owner, &o.err));
	assert_int_equal(owner, 2);
	MUST(month_owner(o.db, 404, "2019-12", &owner, &o.err));
	assert_int_equal(owner, 3);
	/* B's commune went to Mai Sơn in January: it was B's before. */
	MUST(office_sql(&o, "UPDATE person SET area_id = 14 WHERE id = 104;"
	    "INSERT INTO area_change VALUES (13, '', 14, '2020-01-01', 37, '');"
	    "INSERT INTO change (id, kind, name, month, fields, maker_id,"
	    " made_at) VALUES (9001, 'moves', 'x', '2020-01', '', 36, '');"
	    "UPDATE change SET state = 'approved', checker_id = 39,"
	    " checked_at = '2020-01-02T08:00:00' WHERE id = 9001;"
	    "INSERT INTO move_was (change_id, what, id, from_area, to_area)"
	    " VALUES (9001, 'person', 104, 13, 14)"));
	MUST(month_owner(o.db, 404, "2019-09", &owner, &o.err));
	assert_int_equal(owner, 2);
	MUST(month_owner(o.db, 404, "2019-12", &owner, &o.err));
	assert_int_equal(owner, 3);
	MUST(month_owner(o.db, 404, "2020-01", &owner, &o.err));
	assert_int_equal(owner, 4);
	/* A list is the better witness. */
	MUST(month_owner(o.db, 404, "2019-11", &owner, &o.err));
	assert_int_equal(owner, 2);
	/* Undone, it says nothing any more. */
	MUST(office_sql(&o, "UPDATE change SET state = 'undone' WHERE id = 9001"));
	MUST(month_owner(o.db, 404, "2019-12", &owner, &o.err));
	assert_int_equal(owner, 4);
}

/* Rows of a report that name the person; its owner, and the telephone. */
static unsigned
reported(const char *source, const struct scope *sc, char owner[200],
    char phone[40])
{
	const struct report_source *s = report_source_find(source);
	const struct report_params p = { .area = "" };
	struct report_cell cells[64];
	bool end = false;
	void *state;
	unsigned n = 0, i;

	assert_non_null(s);
	MUST(s->open(o.db, sc, &p, &state, &o.err));
	for (;;) {
		MUST(s->next(state, cells, &end, &o.err));
		if (end)
			break;
		n++;
		for (i = 0; i < s->nfields; i++) {
			if (strcmp(s->fields[i].name, "owner") == 0)
				(void)str_copy_cut(owner, 200, cells[i].text);
			if (strcmp(s->fields[i].name, "phone") == 0)
				(void)str_copy_cut(phone, 40, cells[i].text);
		}
	}
	s->close(state);
	return n;
}

static void
test_reports(void **state)
{
	char owner[200] = "", phone[40] = "";

	(void)state;
	MUST(ASK("phong2", "kind", "amount", E, "from", "2019-11", "decision",
	    "13/QĐ", "amount", "350000"));
	MUST(approve("truong2"));
	assert_int_equal(reported("arrears", &b.scope, owner, phone), 1);
	assert_string_equal(owner, A_NAME);
	assert_string_equal(phone, "0988000111");
	assert_int_equal(reported("arrears", &a.scope, owner, phone), 1);
	assert_string_equal(owner, A_NAME);
	assert_string_equal(phone, ""); /* where he is now is B's */
	assert_int_equal(reported("arrears", &third, owner, phone), 0);
	assert_int_equal(reported("arrears", &half, owner, phone), 0);
	claimed();
	assert_int_equal(reported("recoveries", &b.scope, owner, phone), 1);
	assert_string_equal(phone, "0988000111");
	assert_int_equal(reported("recoveries", &a.scope, owner, phone), 1);
	assert_string_equal(owner, A_NAME);
	assert_string_equal(phone, "");
	assert_int_equal(reported("recoveries", &third, owner, phone), 0);
	assert_int_equal(reported("recoveries", &point, owner, phone), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, moved, done)
		T(test_claim), T(test_opening), T(test_sees_only), T(test_history),
		T(test_arrears), T(test_stood), T(test_reports),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
