/* SPDX-License-Identifier: ISC */
/* payout: the dead are paid to their heirs, a funeral to its organiser. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "payout_help.h"

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_dead_and_closed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_heirs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_heir_on_record, setup, teardown),
		cmocka_unit_test_setup_teardown(test_heirs_of_no_province, setup, teardown),
		cmocka_unit_test_setup_teardown(test_certificate, setup, teardown),
		cmocka_unit_test_setup_teardown(test_months_after_death, setup, teardown),
		cmocka_unit_test_setup_teardown(test_organiser, setup, teardown_forced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
