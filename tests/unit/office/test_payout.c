/* SPDX-License-Identifier: ISC */
/* payout: who is paid what by whom, twice, back, not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/query/find.h"
#include "office/verb/journal.h"
#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office_fixture.h"
#include "text/date.h"

static struct office o;

static const struct db_sql q_line = { "t.line",
	"SELECT id FROM line WHERE person_id = ?1 ORDER BY id LIMIT 1" };
static const struct db_sql q_standing = { "t.standing",
	"SELECT count(*) FROM standing WHERE line_id >= ?1" };
static const struct db_sql q_payouts = { "t.payouts",
	"SELECT count(*) FROM payout WHERE id >= ?1" };

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
	/* Whatever was tried: the chain and the money hold. */
	assert_int_equal(journal_audit(o.db, &o.err), ST_OK);
	office_close(&o);
	return 0;
}

/* After a line was put onto an approved list by force. */
static int
teardown_forced(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static const char *
line_of(int64_t person)
{
	static char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64,
	    office_int(&o, &q_line, person));
	return text;
}

/* Pays line_of(person) by somebody else's hand. */
static enum status
pay_to(const char *person, const char *total, const char *collector,
    const char *name, const char *identity)
{
	return office_post(&o, "lan", "pay", NULL, "person", person, "method",
	    "home", "collector", collector, "collector_name", name,
	    "collector_identity", identity, "lines",
	    line_of(strtoll(person, NULL, 10)), "total", total, NULL);
}

static void
test_pays_once(void **state)
{
	int64_t receipt = 0;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", &receipt), ST_OK);
	assert_int_equal(receipt, 1);
	assert_int_equal(office_int(&o, &q_standing, 0), 2); /* own and care */
	/* The second clerk saw the same line a moment before. */
	office_clock(8, 9, 5);
	assert_int_equal(office_post(&o, "mai", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", line_of(F_ON),
	    "total", "675000", NULL), ST_EXISTS);
	assert_string_equal(o.err.msg,
	    "Paid by Hoàng Thị Lan at 08:30, receipt 1.");
	office_clock(9, 9, 5);
	assert_int_equal(office_post(&o, "mai", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", line_of(F_ON),
	    "total", "675000", NULL), ST_EXISTS);
	assert_string_equal(o.err.msg,
	    "Paid by Hoàng Thị Lan on 08/11/2019 at 08:30, receipt 1.");
	assert_int_equal(office_int(&o, &q_payouts, 0), 2);
}

static void
test_same_posting_same_answer(void **state)
{
	unsigned char op[WIRE_OP_ID] = "0123456789abcde";
	struct wire_args a;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		assert_int_equal(office_post_op(&o, "lan", "pay", op, &a,
		    "person", "101", "method", "point", "collector", "self",
		    "lines", line_of(F_PANG), "total", "270000", NULL), ST_OK);
		assert_int_equal(wire_args_int(&a, "receipt", 0), 1);
		wire_args_done(&a);
	}
	assert_int_equal(office_int(&o, &q_payouts, 0), 1);
}

static void
test_schema_is_the_last_word(void **state)
{
	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_not_equal(office_sql(&o, "INSERT INTO standing"
	    " SELECT line_id, id + 99 FROM payout"), ST_OK);
	assert_int_not_equal(office_sql(&o, "DELETE FROM standing"), ST_OK);
	assert_int_not_equal(office_sql(&o, "UPDATE payout SET amount = 1"), ST_OK);
	assert_int_not_equal(office_sql(&o, "DELETE FROM receipt"), ST_OK);
}

static void
test_exactly_what_was_seen(void **state)
{
	char both[64];
	int64_t first;

	(void)state;
	/* One of her two lines only. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", line_of(F_ON),
	    "total", "675000", NULL), ST_INVALID);
	/* Both, with another sum. */
	first = office_int(&o, &q_line, F_ON);
	(void)snprintf(both, sizeof(both), "%" PRId64 ",%" PRId64, first + 1,
	    first);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", both, "total",
	    "900000", NULL), ST_INVALID);
	assert_string_equal(o.err.field, "total");
	/* Somebody else's line; one twice; nonsense. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", both, "total",
	    "945000", NULL), ST_INVALID);
	(void)snprintf(both, sizeof(both), "%s,%s", line_of(F_PANG),
	    line_of(F_PANG));
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", both, "total",
	    "270000", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", "1;DROP", "total",
	    "270000", NULL), ST_INVALID);
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
}

static void
test_scope(void **state)
{
	static const char *const not_payers[] = { "thu", "ke", "quan", "phong",
		"truong", "tinh", "admin" };
	size_t i;

	(void)state;
	/* Her point is 119-03, not one of Lan's; Sông Mã is another district. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "110",
	    "method", "point", "collector", "self", "lines", line_of(F_AN),
	    "total", "405000", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "son", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", line_of(F_PANG),
	    "total", "270000", NULL), ST_DENIED);
	/* His person at somebody else's table. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "point", "126-01", "method", "point", "collector", "self", "lines",
	    line_of(F_PANG), "total", "270000", NULL), ST_DENIED);
	for (i = 0; i < sizeof(not_payers) / sizeof(not_payers[0]); i++)
		assert_int_equal(office_post(&o, not_payers[i], "pay", NULL,
		    "person", "101", "method", "point", "collector", "self",
		    "lines", line_of(F_PANG), "total", "270000", NULL),
		    ST_DENIED);
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
}

static void
test_collectors(void **state)
{
	(void)state;
	/* A letter that is valid; its name in other spelling of case. */
	assert_int_equal(pay_to("101", "270000", "authorised", "LÒ VĂN THẮNG",
	    ""), ST_OK);
	/* One that ended: refused by name and date. */
	assert_int_equal(pay_to("102", "405000", "authorised", "Lò Thị Hạnh",
	    ""), ST_DENIED);
	assert_non_null(strstr(o.err.msg, "Lò Thị Hạnh"));
	assert_non_null(strstr(o.err.msg, "31/10/2019"));
	/* Nobody registered: neither authorised nor guardian. */
	assert_int_equal(pay_to("104", "300000", "authorised", "Lò Thị Hạnh",
	    "014185000124"), ST_DENIED);
	assert_int_equal(pay_to("104", "300000", "guardian", "Lò Thị Hạnh",
	    "014185000124"), ST_DENIED);
	/* A carer leaves name and paper. */
	assert_int_equal(pay_to("104", "300000", "carer", "", "014190000126"),
	    ST_INVALID);
	assert_string_equal(o.err.field, "collector_name");
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Thị Xuân", ""),
	    ST_INVALID);
	assert_string_equal(o.err.field, "collector_identity");
	/* Who pays at the point collects for nobody. */
	assert_int_equal(pay_to("104", "300000", "carer", "Cầm Thị Mai",
	    "014190000126"), ST_DENIED);
	assert_int_equal(pay_to("104", "300000", "carer", "Hoàng Thị Lan",
	    "014190000127"), ST_DENIED);
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Thị Xuân",
	    "014190000128"), ST_OK);
}

static void
test_letter_of_the_future(void **state)
{
	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE collector SET valid_from ="
	    " '2019-11-09' WHERE id = 601"), ST_OK);
	assert_int_equal(pay_to("101", "270000", "authorised", "", ""), ST_DENIED);
	office_clock(9, 8, 0);
	assert_int_equal(pay_to("101", "270000", "authorised", "", ""), ST_OK);
}

static char asked[24]; /* the request */

static enum status
ask_back(const char *who, int64_t person, const char *receipt)
{
	char id[24];
	struct wire_args a;
	enum status st;

	(void)snprintf(id, sizeof(id), "%" PRId64, person);
	st = office_post(&o, who, "change.ask", &a, "kind", "reverse",
	    "person", id, "receipt", receipt, "note", "late", NULL);
	(void)snprintf(asked, sizeof(asked), "%s",
	    wire_args_text(&a, "change"));
	wire_args_done(&a);
	return st;
}

static void
test_reverse(void **state)
{
	int64_t receipt = 0;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", &receipt), ST_OK);
	assert_int_equal(office_post(&o, "mai", "reverse", NULL, "receipt",
	    "1", "reason", "wrong person", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", NULL), ST_INVALID); /* a reason is needed */
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "wrong person", NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "again", NULL), ST_EXISTS);
	/* Then paid anew; the next day by two people. */
	assert_int_equal(office_pay(&o, "mai", F_ON, "2019-11", &receipt), ST_OK);
	office_clock(9, 8, 0);
	assert_int_equal(office_post(&o, "mai", "reverse", NULL, "receipt",
	    "2", "reason", "late", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "quan", "reverse", NULL, "receipt",
	    "2", "reason", "late", NULL), ST_DENIED);
	assert_int_equal(ask_back("quan", F_ON, "2"), ST_OK);
	assert_int_equal(office_post(&o, "quan", "change.approve", NULL,
	    "change", asked, "version", "1", NULL), ST_DENIED);
	assert_int_equal(office_int(&o, &q_standing, 0) > 0, 1);
	assert_int_equal(office_post(&o, "truong", "change.approve", NULL,
	    "change", asked, "version", "1", NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(office_pay(&o, "son", F_ANH, "2019-11", &receipt), ST_OK);
	assert_int_equal(ask_back("quan", F_ANH, "3"), ST_DENIED);
	assert_int_equal(ask_back("lan", F_ON, "3"), ST_NOTFOUND);
	/* What is closed is closed. */
	office_period(&o, "2019-12", "");
	assert_int_equal(office_post(&o, "tinh", "period.close", NULL,
	    "period", "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "son", "reverse", NULL, "receipt",
	    "3", "reason", "late", NULL), ST_INVALID);
	assert_int_equal(ask_back("son", F_ANH, "3"), ST_INVALID);
}

static void
test_block(void **state)
{
	struct payout_lines l = { .n = 0 };
	struct actor who;
	struct period p;

	(void)state;
	assert_int_equal(office_post(&o, "lan", "block", NULL, "person", "101",
	    "reason", "dead", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person",
	    "101", "reason", "reported dead 05/11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", line_of(F_PANG),
	    "total", "270000", NULL), ST_DENIED);
	assert_non_null(strstr(o.err.msg, "reported dead 05/11"));
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.open, 0);
	assert_string_equal(l.v[0].blocked, "reported dead 05/11");
	payout_lines_done(&l);
	actor_done(&who);
	assert_int_equal(office_post(&o, "phong2", "unblock", NULL, "person",
	    "101", "reason", "x", NULL), ST_DENIED);
	/* Nor by who blocked it. */
	assert_int_equal(office_post(&o, "phong", "unblock", NULL, "person",
	    "101", "reason", "x", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "quan", "unblock", NULL, "person",
	    "101", "reason", "mistaken", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person",
	    "101", "reason", "too late", NULL), ST_NOTFOUND);
}

static void
die(int64_t person, const char *day)
{
	char text[160];

	(void)snprintf(text, sizeof(text), "UPDATE person SET state = 'dead',"
	    " state_on = '%s' WHERE id = %" PRId64, day, person);
	assert_int_equal(office_sql(&o, text), ST_OK);
}

/* As pay_to(), with the paper. */
static enum status
pay_late(const char *collector, const char *name, const char *identity,
    const char *document, const char *lines, const char *total)
{
	return office_post(&o, "lan", "pay", NULL, "person", "101", "method",
	    "point", "collector", collector, "collector_name", name,
	    "collector_identity", identity, "document", document, "lines",
	    lines, "total", total, NULL);
}

/* The dead take nothing; an heir does, who shows the certificate. */
static void
test_heirs(void **state)
{
	static const struct db_sql kept = { "t.kept", "SELECT no FROM receipt"
	    " WHERE person_id = ?1 AND collector = 'heir' AND collector_name ="
	    " 'Lò Văn Con' AND collector_identity = '014060000001'"
	    " AND document = '12/TLKT'" };

	(void)state;
	/* He lives: nobody inherits. */
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "12/TLKT", line_of(F_PANG), "270000"), ST_DENIED);
	die(F_PANG, "2019-11-05");
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL),
	    ST_DENIED);
	assert_non_null(strstr(o.err.msg, "05/11/2019"));
	assert_int_equal(pay_to("101", "270000", "authorised", "Lò Văn Thắng",
	    ""), ST_DENIED);
	assert_int_equal(pay_late("heir", "", "", "", line_of(F_PANG),
	    "270000"), ST_INVALID);
	assert_string_equal(o.err.field, "collector_name");
	assert_int_equal(pay_late("heir", "Lò Văn Con", "", "12/TLKT",
	    line_of(F_PANG), "270000"), ST_INVALID);
	assert_string_equal(o.err.field, "collector_identity");
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001", "",
	    line_of(F_PANG), "270000"), ST_INVALID);
	assert_string_equal(o.err.field, "document");
	assert_int_equal(pay_late("heir", "Hoàng Thị Lan", "014060000001",
	    "12/TLKT", line_of(F_PANG), "270000"), ST_DENIED);
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014 060 000001",
	    "12/TLKT", line_of(F_PANG), "270000"), ST_OK);
	assert_int_equal(office_int(&o, &kept, F_PANG), 1);
}

/* On record with a certificate: nothing is typed. */
static void
test_heir_on_record(void **state)
{
	(void)state;
	die(F_PANG, "2019-11-05");
	assert_int_equal(office_sql(&o, "INSERT INTO collector (id, person_id,"
	    " kind, name, identity, letter, valid_from) VALUES (609, 101,"
	    " 'heir', 'Lò Văn Con', '014060000001', '9/XN', '2019-11-06')"),
	    ST_OK);
	assert_int_equal(pay_late("heir", "", "", "", line_of(F_PANG),
	    "270000"), ST_OK);
}

/* A province may keep it: then nobody is paid. */
static void
test_heirs_of_no_province(void **state)
{
	(void)state;
	die(F_PANG, "2019-11-05");
	assert_int_equal(office_sql(&o, "INSERT INTO setting VALUES"
	    " ('heirs_collect', '2019-10', 0)"), ST_OK);
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "12/TLKT", line_of(F_PANG), "270000"), ST_DENIED);
}

/* The month of death is the last: the line of a later month is nobody's. */
static void
test_months_after_death(void **state)
{
	struct payout_lines l = { .n = 0 };
	struct actor who;
	struct period p;

	(void)state;
	die(F_PANG, "2019-10-31");
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "12/TLKT", line_of(F_PANG), "270000"), ST_DENIED);
	assert_non_null(strstr(o.err.msg, "after the month of death"));
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, 0);
	payout_lines_done(&l);
	actor_done(&who);
}

/* A line of funeral support beside one of a month. */
static void
funeral_line(char id[24])
{
	static const struct db_sql q = { "t.funeral",
		"SELECT max(id) FROM line WHERE ?1 = 0" };

	assert_int_equal(office_sql(&o, "DROP TRIGGER line_insert_draft;"
	    "INSERT INTO line (id, list_id, period_id, no, person_id,"
	    " entitlement_id, month, kind, amount, standard, hundredths,"
	    " category, area_id, point_id, delivery, name, birth, identity,"
	    " village) SELECT 99901, list_id, period_id, no, person_id,"
	    " entitlement_id, month, 'funeral', 5400000, 270000, 2000,"
	    " '136.11', area_id, point_id, delivery, name, birth, identity,"
	    " village FROM line WHERE person_id = 101 AND month = '2019-11';"
	    "INSERT INTO collector (id, person_id, kind, name, identity, letter,"
	    " valid_from) VALUES (610, 101, 'organiser', 'Lò Văn Thắng',"
	    " '014088000123', '12/TLKT', '2019-11-06')"), ST_OK);
	(void)snprintf(id, 24, "%" PRId64, office_int(&o, &q, 0));
}

static void
test_organiser(void **state)
{
	char funeral[24], both[64];
	struct payout_lines l = { .n = 0 };
	struct actor who;
	struct period p;

	(void)state;
	die(F_PANG, "2019-11-05");
	funeral_line(funeral);
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open_total, 270000);
	assert_int_equal(l.funeral_total, 5400000);
	payout_lines_done(&l);
	actor_done(&who);
	/* Each only what is theirs. */
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "12/TLKT", funeral, "5400000"), ST_DENIED);
	(void)snprintf(both, sizeof(both), "%s,%s", line_of(F_PANG), funeral);
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "12/TLKT", both, "5670000"), ST_DENIED);
	assert_int_equal(pay_late("organiser", "", "", "", both, "5670000"),
	    ST_DENIED);
	assert_int_equal(pay_late("organiser", "Lò Văn Con", "014060000001",
	    "12/TLKT", funeral, "5400000"), ST_DENIED);
	assert_int_equal(pay_late("organiser", "", "", "", funeral, "5400000"),
	    ST_OK);
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "12/TLKT", line_of(F_PANG), "270000"), ST_OK);
}

/* Staff are known by the number of their paper, wherever they work. */
static void
test_staff_by_number(void **state)
{
	(void)state;
	assert_int_equal(office_post(&o, "admin", "staff.change", NULL, "login",
	    "son", "name", "Vì Văn Sơn", "role", "paying", "unit", "BD126",
	    "identity", "014 070 000 009", NULL), ST_OK);
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Văn Khác",
	    "014070000009"), ST_DENIED);
	assert_string_equal(o.err.field, "collector_name");
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Văn Khác",
	    "014070000008"), ST_OK);
}

static void
test_dead_and_closed(void **state)
{
	(void)state;
	die(F_PANG, "2019-11-05");
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_DENIED);
	office_period(&o, "2019-12", "");
	assert_int_equal(office_post(&o, "tinh", "period.close", NULL,
	    "period", "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_DO, "2019-11", NULL), ST_INVALID);
}

static void
test_carried_over(void **state)
{
	struct payout_past past[4];
	struct payout_lines l = { .n = 0 };
	struct actor who;
	struct period p;
	int64_t receipt, people, money;
	unsigned n;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	office_period(&o, "2019-12", "");
	assert_int_equal(office_post(&o, "tinh", "period.close", NULL,
	    "period", "2019-11", NULL), ST_OK);
	office_clock(28, 8, 0);
	(void)office_list(&o, "2019-12", "119");
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "2019-12", &p, &o.err), ST_OK);
	/* Two months, the older first; he collected November already. */
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_DO, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, 2);
	assert_int_equal(l.open_total, 540000);
	assert_string_equal(l.v[0].month, "2019-11");
	assert_string_equal(l.v[0].list_state, "closed");
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, 1);
	assert_int_equal(office_pay(&o, "lan", F_DO, "2019-12", &receipt), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_DO, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, 0);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[1].receipt, receipt);
	assert_string_equal(l.v[1].paid_by, "Hoàng Thị Lan");
	assert_int_equal(payout_history(o.db, &who.scope, F_DO, 0, past, 4, &n,
	    &o.err), ST_OK);
	assert_int_equal(n, 2);
	assert_string_equal(past[0].month, "2019-12");
	assert_false(past[0].reversed);
	assert_int_equal(payout_today(o.db, who.staff, "2019-11-28", &people,
	    &money, &o.err), ST_OK);
	assert_int_equal(people, 1);
	assert_int_equal(money, 540000);
	assert_int_equal(payout_today(o.db, who.staff, "2019-11-08", &people,
	    &money, &o.err), ST_OK);
	assert_int_equal(money, 270000);
	/* Nobody reads beyond his points. */
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_ANH, &l,
	    &o.err), ST_DENIED);
	assert_int_equal(payout_history(o.db, &who.scope, F_ANH, 0, past, 4,
	    &n, &o.err), ST_DENIED);
	payout_lines_done(&l);
	actor_done(&who);
}

/* ---- who collects in person ------------------------------------------------ */

/* Quàng Thị É, 300.000 at Lan's point, as somebody born on another day. */
static void
born(const char *birth)
{
	struct date d = { 0, 0, 0 };
	char text[200];

	if (birth[0] != '\0')
		assert_int_equal(date_from_iso(birth, &d), ST_OK);
	(void)snprintf(text, sizeof(text), "UPDATE person SET birth_year ="
	    " nullif(%d, 0), birth_month = nullif(%d, 0), birth_day ="
	    " nullif(%d, 0) WHERE id = 104", d.year, d.month, d.day);
	assert_int_equal(office_sql(&o, text), ST_OK);
}

static void
guardian(const char *from, const char *to)
{
	char text[300];

	(void)snprintf(text, sizeof(text), "INSERT INTO collector (id,"
	    " person_id, kind, name, identity, relation, valid_from, valid_to)"
	    " VALUES (620, 104, 'guardian', 'Quàng Văn Bố', '014085000777',"
	    " 'bố', '%s', nullif('%s', ''))", from, to);
	assert_int_equal(office_sql(&o, text), ST_OK);
}

#define SELF pay_to("104", "300000", "self", "", "")
#define REFUSED(st, why, text) do {                                            \
	assert_int_equal((st), (why));                                         \
	assert_string_equal(o.err.field, "collector");                         \
	assert_non_null(strstr(o.err.msg, text));                              \
} while (0)

/* A child of six takes no money, whoever forgot to say who does. */
static void
test_child(void **state)
{
	struct wire_args a;

	(void)state;
	born("2013-05-02");
	REFUSED(SELF, ST_DENIED, "is 6 years old and has no registered");
	REFUSED(pay_to("104", "300000", "guardian", "", ""), ST_DENIED,
	    "No such guardian");
	REFUSED(pay_to("104", "300000", "guardian", "Quàng Văn Bố",
	    "014085000777"), ST_DENIED, "No such guardian");
	assert_int_equal(pay_to("104", "300000", "", "", ""), ST_INVALID);
	guardian("2019-01-02", "");
	REFUSED(SELF, ST_DENIED, "Quàng Văn Bố, the guardian");
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
	assert_int_equal(office_post(&o, "lan", "pay", &a, "person", "104",
	    "method", "home", "collector", "guardian", "lines",
	    line_of(F_E), "total", "300000", NULL), ST_OK);
	assert_string_equal(wire_args_text(&a, "collector"), "guardian");
	assert_string_equal(wire_args_text(&a, "collector_name"),
	    "Quàng Văn Bố");
	wire_args_done(&a);
}

/* On the birthday; unknown days and months as the setting says. */
static void
test_child_until(void **state)
{
	static const struct {
		const char *birth, *first, *years;
		bool may;
	} days[] = {
		{ "2003-11-08", "1", "16", true },
		{ "2003-11-09", "1", "16", false },
		{ "2003-11", "1", "16", true },
		{ "2003-11", "0", "16", false },
		{ "2003-10", "0", "16", true },
		{ "2003", "1", "16", true },
		{ "2003", "0", "16", false },
		{ "2002", "0", "16", true },
		{ "", "1", "16", true },
		{ "2002-11-08", "1", "18", false },
		{ "2001-11-08", "1", "18", true },
		{ "2004-11-08", "1", "15", true },
	};
	static const struct db_sql last = { "t.last",
		"SELECT max(no) FROM receipt WHERE no > ?1" };
	char text[300];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		born(days[i].birth);
		(void)snprintf(text, sizeof(text), "DELETE FROM setting WHERE"
		    " name IN ('birth_first', 'collect_age');"
		    "INSERT INTO setting VALUES ('birth_first', '2019-01', %s),"
		    " ('collect_age', '2019-01', %s)", days[i].first,
		    days[i].years);
		assert_int_equal(office_sql(&o, text), ST_OK);
		if (!days[i].may) {
			REFUSED(SELF, ST_DENIED, "years old");
			continue;
		}
		if (SELF != ST_OK)
			fail_msg("%s: %s", days[i].birth, o.err.msg);
		(void)snprintf(text, sizeof(text), "%" PRId64, office_int(&o,
		    &last, 0));
		assert_int_equal(office_post(&o, "lan", "reverse", NULL,
		    "receipt", text, "reason", "x", NULL), ST_OK);
	}
}

/* Whoever has a guardian does not, at any age, while the paper is good. */
static void
test_guardian(void **state)
{
	(void)state;
	guardian("2015-01-02", "2019-11-08");
	REFUSED(SELF, ST_DENIED, "Quàng Văn Bố, the guardian");
	assert_int_equal(office_sql(&o, "UPDATE collector SET active = 0 WHERE"
	    " id = 620"), ST_OK);
	assert_int_equal(SELF, ST_OK);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_sql(&o, "UPDATE collector SET active = 1,"
	    " valid_to = '2019-11-07' WHERE id = 620"), ST_OK);
	assert_int_equal(SELF, ST_OK);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "2", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_sql(&o, "UPDATE collector SET valid_to = NULL,"
	    " valid_from = '2019-11-09' WHERE id = 620"), ST_OK);
	assert_int_equal(SELF, ST_OK);
}

/* Leave by a request, from its first day to its last. */
static void
test_leave(void **state)
{
	(void)state;
	born("2004-05-02");
	assert_int_equal(office_sql(&o, "PRAGMA foreign_keys = OFF;"
	    "INSERT INTO collect_self (id, person_id, valid_from, valid_to,"
	    " change_id) VALUES (1, 104, '2019-11-09', '2019-11-10', 1);"
	    "PRAGMA foreign_keys = ON"), ST_OK);
	REFUSED(SELF, ST_DENIED, "15 years old");
	office_clock(9, 8, 0);
	assert_int_equal(SELF, ST_OK);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "x", NULL), ST_OK);
	office_clock(11, 8, 0);
	REFUSED(SELF, ST_DENIED, "15 years old");
	office_clock(10, 8, 0);
	assert_int_equal(office_sql(&o, "UPDATE collect_self SET active = 0"),
	    ST_OK);
	REFUSED(SELF, ST_DENIED, "15 years old");
}

/* A collector who is named and wrong never becomes the person. */
static void
test_named_wrongly(void **state)
{
	static const struct {
		const char *kind, *id, *name, *identity;
		enum status st;
		const char *field;
	} wrong[] = {
		/* The person, and somebody. */
		{ "self", "601", "", "", ST_INVALID, "collector" },
		{ "self", "", "Lò Văn Thắng", "", ST_INVALID, "collector" },
		{ "self", "", "", "014088000123", ST_INVALID, "collector" },
		/* Somebody else's; none at all; of another right. */
		{ "authorised", "602", "", "", ST_DENIED, "collector_id" },
		{ "authorised", "999", "", "", ST_DENIED, "collector_id" },
		{ "authorised", "-1", "", "", ST_DENIED, "collector_id" },
		{ "guardian", "601", "", "", ST_DENIED, "collector_id" },
		{ "carer", "601", "Lò Văn Thắng", "", ST_DENIED,
		    "collector_id" },
		/* His number, another name or paper. */
		{ "authorised", "601", "Lò Thị Hạnh", "", ST_DENIED,
		    "collector_id" },
		{ "authorised", "", "Lò Văn Thắng", "014088000124", ST_DENIED,
		    "collector_identity" },
		/* The person by another right. */
		{ "carer", "", "Lò Văn Khác", "050123456", ST_DENIED,
		    "collector_identity" },
		/* No papers, no names. */
		{ "carer", "", "Lò Văn Khác", "abc", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "12345", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "passport:ABC", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "099190000126", ST_INVALID,
		    "collector_identity" },
		/* Numbers that nobody has. */
		{ "carer", "", "Lò Văn Khác", "111111111", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "000 000 000", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "111111111111", ST_INVALID,
		    "collector_identity" },
		/* The person's own name for that of who collects. */
		{ "carer", "", "Lò Văn Pâng", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "lo van  PANG", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "...", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "Lò Văn 2", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "050111222", "050111222", ST_INVALID,
		    "collector_name" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		enum status st = office_post(&o, "lan", "pay", NULL, "person",
		    "101", "method", "point", "collector", wrong[i].kind,
		    "collector_id", wrong[i].id, "collector_name",
		    wrong[i].name, "collector_identity", wrong[i].identity,
		    "lines", line_of(F_PANG), "total", "270000", NULL);

		if (st != wrong[i].st || strcmp(o.err.field, wrong[i].field) != 0)
			fail_msg("%zu: %s: %s: %s", i, err_name(st), o.err.field,
			    o.err.msg);
	}
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
	/* Withdrawn while the desk still shows him: nobody is paid instead. */
	assert_int_equal(office_sql(&o, "UPDATE collector SET active = 0 WHERE"
	    " id = 601; INSERT INTO collector (id, person_id, kind, name,"
	    " letter, valid_from) VALUES (621, 101, 'authorised', 'Lò Thị Mới',"
	    " '9/2019', '2019-10-01')"), ST_OK);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "authorised", "collector_id",
	    "601", "lines", line_of(F_PANG), "total", "270000", NULL),
	    ST_DENIED);
	assert_string_equal(o.err.field, "collector_id");
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "authorised", "collector_id",
	    "621", "lines", line_of(F_PANG), "total", "270000", NULL), ST_OK);
}

/* A certificate has a number with digits, printable. */
static void
test_certificate(void **state)
{
	(void)state;
	die(F_PANG, "2019-11-05");
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "chưa có", line_of(F_PANG), "270000"), ST_INVALID);
	assert_string_equal(o.err.field, "document");
	assert_int_equal(pay_late("heir", "Lò Văn Con", "014060000001",
	    "12\x1b[2J", line_of(F_PANG), "270000"), ST_INVALID);
	assert_string_equal(o.err.field, "document");
	assert_int_equal(pay_late("heir", "Lò Văn Con", "passport:b1234567",
	    "12/TLKT", line_of(F_PANG), "270000"), ST_OK);
}

/* ---- years of arrears ------------------------------------------------------ */

#define MANY 39 /* months before November that are open too */

/* The ids of the first n of those lines, and of the one of November. */
static const char *
lines_text(int64_t person, int n)
{
	static char text[30000];
	size_t len = (size_t)snprintf(text, sizeof(text), "%s",
	    line_of(person));
	int i;

	for (i = 1; i <= n; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, ",%d",
		    90000 + i);
	return text;
}

static enum status
pay_lines(const char *lines, const char *total)
{
	return office_post(&o, "lan", "pay", NULL, "person", "101", "method",
	    "point", "collector", "self", "lines", lines, "total", total, NULL);
}

/* All of them are read, summed, paid by one receipt and taken back; or none. */
static void
test_many_lines(void **state)
{
	static const struct db_sql q = { "t.receipt_lines",
		"SELECT lines FROM receipt WHERE total = 4170000 AND no = ?1" };
	struct payout_lines l = { .n = 0 };
	struct find_result found;
	struct wire_args a;
	struct actor who;
	struct period p;

	(void)state;
	office_lines_more(&o, F_PANG, MANY);
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, MANY + 1);
	assert_int_equal(l.open_total, 270000 + MANY * 100000);
	/* What the list of matches says is what is paid. */
	assert_int_equal(find_people(o.db, &who.scope, p.id, "3456", 1, &found,
	    &o.err), ST_OK);
	assert_int_equal(found.row[0].open_total, l.open_total);
	/* A part of them, with its own sum, is not what he has. */
	assert_int_equal(pay_lines(lines_text(F_PANG, 23), "2570000"),
	    ST_INVALID);
	assert_string_equal(o.err.field, "lines");
	assert_int_equal(pay_lines(lines_text(F_PANG, MANY), "2570000"),
	    ST_INVALID);
	assert_string_equal(o.err.field, "total");
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(pay_lines(lines_text(F_PANG, MANY), "4170000"), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), MANY + 1);
	assert_int_equal(office_int(&o, &q, 1), MANY + 1);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.n, MANY + 1);
	assert_int_equal(l.open, 0);
	assert_int_equal(office_post(&o, "lan", "reverse", &a, "receipt", "1",
	    "reason", "wrong person", NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "lines", 0), MANY + 1);
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	wire_args_done(&a);
	payout_lines_done(&l);
	actor_done(&who);
}

/* What is blocked is in nobody's way. */
static void
test_many_blocked(void **state)
{
	static const struct db_sql q = { "t.blocks",
		"SELECT count(*) FROM block WHERE line_id > ?1" };
	struct payout_lines l = { .n = 0 };
	struct wire_args a;
	struct actor who;
	struct period p;

	(void)state;
	office_lines_more(&o, F_PANG, MANY);
	/* All that there are, when none is named. */
	assert_int_equal(office_post(&o, "quan", "block", &a, "person", "101",
	    "reason", "looked into", NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "lines", 0), MANY + 1);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q, 0), MANY + 1);
	assert_int_equal(office_post(&o, "truong", "unblock", NULL, "person",
	    "101", "lines", line_of(F_PANG), "reason", "his", NULL), ST_OK);
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.n, MANY + 1);
	assert_int_equal(l.open, 1);
	assert_int_equal(l.open_total, 270000);
	payout_lines_done(&l);
	actor_done(&who);
	assert_int_equal(pay_lines(line_of(F_PANG), "270000"), ST_OK);
	/* Those that are named, however many. */
	assert_int_equal(office_post(&o, "truong", "unblock", &a, "person", "101",
	    "reason", "his too", "lines", strchr(lines_text(F_PANG, MANY), ',')
	    + 1, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "lines", 0), MANY);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q, 0), 0);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
}

/* One receipt has room for so many: more are refused, never cut. */
static void
test_too_many_lines(void **state)
{
	char total[24];

	(void)state;
	office_lines_more(&o, F_PANG, PAYOUT_LINES_MAX);
	(void)snprintf(total, sizeof(total), "%d", 270000 + 100000 *
	    PAYOUT_LINES_MAX);
	assert_int_equal(pay_lines(lines_text(F_PANG, PAYOUT_LINES_MAX), total),
	    ST_LIMIT);
	assert_string_equal(o.err.field, "lines");
	assert_int_equal(pay_lines(lines_text(F_PANG, PAYOUT_LINES_MAX - 1),
	    total), ST_LIMIT);
	assert_non_null(strstr(o.err.msg, "has 1001 lines to collect"));
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person", "101",
	    "lines", "90001", "reason", "the next time", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), PAYOUT_LINES_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pays_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_same_posting_same_answer, setup, teardown),
		cmocka_unit_test_setup_teardown(test_schema_is_the_last_word, setup, teardown),
		cmocka_unit_test_setup_teardown(test_exactly_what_was_seen, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scope, setup, teardown),
		cmocka_unit_test_setup_teardown(test_collectors, setup, teardown),
		cmocka_unit_test_setup_teardown(test_letter_of_the_future, setup, teardown),
		cmocka_unit_test_setup_teardown(test_reverse, setup, teardown),
		cmocka_unit_test_setup_teardown(test_block, setup, teardown),
		cmocka_unit_test_setup_teardown(test_heirs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_heir_on_record, setup, teardown),
		cmocka_unit_test_setup_teardown(test_heirs_of_no_province, setup, teardown),
		cmocka_unit_test_setup_teardown(test_months_after_death, setup, teardown),
		cmocka_unit_test_setup_teardown(test_organiser, setup, teardown_forced),
		cmocka_unit_test_setup_teardown(test_staff_by_number, setup, teardown),
		cmocka_unit_test_setup_teardown(test_dead_and_closed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_carried_over, setup, teardown),
		cmocka_unit_test_setup_teardown(test_child, setup, teardown),
		cmocka_unit_test_setup_teardown(test_child_until, setup, teardown),
		cmocka_unit_test_setup_teardown(test_guardian, setup, teardown),
		cmocka_unit_test_setup_teardown(test_leave, setup, teardown),
		cmocka_unit_test_setup_teardown(test_named_wrongly, setup, teardown),
		cmocka_unit_test_setup_teardown(test_certificate, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many_lines, setup, teardown_forced),
		cmocka_unit_test_setup_teardown(test_many_blocked, setup, teardown_forced),
		cmocka_unit_test_setup_teardown(test_too_many_lines, setup, teardown_forced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
