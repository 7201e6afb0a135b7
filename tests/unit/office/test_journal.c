/* SPDX-License-Identifier: ISC */
/*
 * journal: the chain is broken by any change, and the audit finds money that
 * was changed by somebody who did not ask the program.
 */
#include "world.h"

#include <stdio.h>
#include <string.h>

#include "office/verb/journal.h"

static struct actor who;

/* With the triggers gone, as a stranger with the file would do it. */
static void
forge(const char *sql)
{
	OK(world_sql("DROP TRIGGER IF EXISTS journal_no_update;"
	    "DROP TRIGGER IF EXISTS journal_no_delete;"
	    "DROP TRIGGER IF EXISTS payout_no_update;"
	    "DROP TRIGGER IF EXISTS payout_no_delete;"
	    "DROP TRIGGER IF EXISTS receipt_no_update;"
	    "DROP TRIGGER IF EXISTS receipt_no_delete;"
	    "DROP TRIGGER IF EXISTS standing_goes_by_reversal;"
	    "DROP TRIGGER IF EXISTS line_no_update;"
	    "DROP TRIGGER IF EXISTS list_state;"
	    "DROP TRIGGER IF EXISTS standing_no_update;"
	    "DROP TRIGGER IF EXISTS list_totals"));
	OK(world_sql(sql));
}

static void
entry(const char *verb, const char *name, const char *value)
{
	struct wire_args out = { NULL, 0, 0 };
	struct wire_verb in;

	world_verb(&in, verb, name, value, NULL);
	wire_args_add(&out, "id", "7");
	OK(journal_add(world.db, &who, &in, &out, "2019-11-11T08:00:00", &world_err));
	wire_args_done(&in.args);
	wire_args_done(&out);
}

static int
setup(void **state)
{
	int rc = world_setup(state);

	OK(actor_load(world.db, LAN, &who, &world_err));
	return rc;
}

static int
teardown(void **state)
{
	actor_done(&who);
	return world_teardown(state);
}

static void
test_text_survives(void **state)
{
	static const char *const values[] = { "", "a=b", "\n", "\\n", "\\\\n\n=",
		"Lò Văn Ánh\nbản 2\\" };
	struct wire_args in = { NULL, 0, 0 }, out = { NULL, 0, 0 };
	struct buf b;
	size_t i;

	(void)state;
	buf_init(&b, 1024);
	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		wire_args_add(&in, "x", values[i]);
	OK(journal_encode(&b, &in, &world_err));
	journal_decode(buf_str(&b), &out);
	assert_int_equal(out.n, in.n);
	for (i = 0; i < out.n; i++)
		assert_string_equal(out.v[i].value, values[i]);
	buf_done(&b);
	buf_init(&b, 8);
	assert_int_equal(journal_encode(&b, &in, &world_err), ST_LIMIT);
	buf_done(&b);
	wire_args_done(&in);
	wire_args_done(&out);
}

static void
test_chain(void **state)
{
	unsigned char hash[DIGEST_LEN], zero[DIGEST_LEN] = { 0 };
	char seal[64];
	int64_t n = -1;

	(void)state;
	OK(journal_head(world.db, &n, hash, &world_err));
	assert_int_equal(n, 0);
	assert_memory_equal(hash, zero, DIGEST_LEN);
	OK(journal_verify(world.db, &n, &world_err));
	assert_int_equal(n, 0);
	entry("one", "a", "1");
	entry("two", "a", "2");
	entry("three", "a", "3");
	OK(journal_verify(world.db, &n, &world_err));
	assert_int_equal(n, 3);
	OK(journal_seal(world.db, seal, sizeof(seal), &world_err));
	assert_int_equal(strlen(seal), 2 + 19);
	assert_memory_equal(seal, "3 ", 2);
	assert_int_equal(world_sql("UPDATE journal SET content = ''"), ST_INVALID);
	assert_int_equal(world_sql("DELETE FROM journal"), ST_INVALID);
	assert_int_equal(world_sql("INSERT OR REPLACE INTO journal SELECT seq, at, 2, address, "
	    "verb, op, content, answer, prev, hash FROM journal WHERE seq = 2"), ST_INVALID);
}

static void
broken_at(const char *sql, const char *number)
{
	int64_t n;

	OK(world_sql("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
	    "SAVEPOINT forge"));
	forge(sql);
	assert_int_equal(journal_verify(world.db, &n, &world_err), ST_CORRUPT);
	if (strstr(world_err.msg, number) == NULL)
		fail_msg("%s: %s", sql, world_err.msg);
	OK(world_sql("ROLLBACK TO forge; RELEASE forge"));
}

static void
test_chain_breaks(void **state)
{
	int64_t n;

	(void)state;
	entry("one", "a", "1");
	entry("two", "a", "2");
	entry("three", "a", "3");
	broken_at("UPDATE journal SET content = 'a=9' WHERE seq = 2", "entry 2");
	broken_at("UPDATE journal SET answer = '' WHERE seq = 2", "entry 2");
	broken_at("UPDATE journal SET staff_id = 2 WHERE seq = 1", "entry 1");
	broken_at("UPDATE journal SET at = '' WHERE seq = 3", "entry 3");
	broken_at("UPDATE journal SET address = 'x' WHERE seq = 3", "entry 3");
	broken_at("UPDATE journal SET verb = 'pay' WHERE seq = 3", "entry 3");
	broken_at("UPDATE journal SET op = zeroblob(16) WHERE seq = 1", "entry 1");
	broken_at("DELETE FROM journal WHERE seq = 2", "entry 2");
	broken_at("DELETE FROM journal WHERE seq = 1", "entry 1");
	broken_at("UPDATE journal SET seq = 4 WHERE seq = 3", "entry 3");
	broken_at("UPDATE journal SET prev = zeroblob(32) WHERE seq = 2", "entry 2");
	broken_at("UPDATE journal SET hash = randomblob(32) WHERE seq = 3", "entry 3");
	OK(journal_verify(world.db, &n, &world_err));
}

/*
 * An entry in the middle is written anew, hash and all, and the next one is
 * made to point at it: that one's own hash tells.
 */
static void
test_chain_holds_its_past(void **state)
{
	int64_t n;

	(void)state;
	entry("one", "a", "1");
	entry("two", "a", "2");
	entry("three", "a", "3");
	OK(world_sql("CREATE TEMP TABLE last AS SELECT * FROM journal WHERE seq = 3"));
	forge("DELETE FROM journal WHERE seq > 1");
	entry("two", "a", "9");
	OK(journal_verify(world.db, &n, &world_err));
	OK(world_sql("INSERT INTO journal SELECT seq, at, staff_id, address, verb, op, content, "
	    "answer, (SELECT hash FROM journal WHERE seq = 2), hash FROM temp.last"));
	assert_int_equal(journal_verify(world.db, &n, &world_err), ST_CORRUPT);
	assert_non_null(strstr(world_err.msg, "entry 3"));
}

/* What a payout by the program leaves behind. */
static void
pay(int64_t line, int64_t receipt)
{
	static const struct db_sql q_receipt = { "t.receipt", "INSERT INTO receipt "
	    "VALUES (?1, ?2, 1, ?3, 1, 1, 'point', 'self', '', '', 1, 540000, ?4, '')" };
	static const struct db_sql q_payout = { "t.payout", "INSERT INTO payout "
	    "VALUES (?1, ?2, ?3, 'pay', 540000, NULL, '', 1, ?4)" };
	static const struct db_sql q_stand = { "t.stand",
	    "INSERT INTO standing VALUES (?1, ?2)" };
	static const char now[] = "2019-11-11T08:00:00";
	struct wire_args out = { NULL, 0, 0 };
	struct wire_verb in;

	world_verb(&in, "pay", "person", "1", NULL);
	wire_args_add_int(&out, "receipt", receipt);
	wire_args_add_int(&out, "total", 540000);
	OK(db_run(db_usef(world.db, &q_receipt, "ibit", receipt, in.op,
	    (size_t)WIRE_OP_ID, line, now), &world_err));
	OK(db_run(db_usef(world.db, &q_payout, "iiit", receipt, line, receipt,
	    now), &world_err));
	OK(db_run(db_usef(world.db, &q_stand, "ii", line, receipt), &world_err));
	OK(journal_add(world.db, &who, &in, &out, now, &world_err));
	wire_args_done(&in.args);
	wire_args_done(&out);
}

static void
reverse(int64_t receipt, const char *number, int64_t line)
{
	static const struct db_sql q = { "t.reverse", "INSERT INTO payout VALUES "
	    "(?1, ?2, ?3, 'reverse', 540000, ?3, 'wrong', 1, ?4)" };
	static const struct db_sql q_fall = { "t.fall",
	    "DELETE FROM standing WHERE line_id = ?1" };
	static const char now[] = "2019-11-11T09:00:00";
	struct wire_args out = { NULL, 0, 0 };
	struct wire_verb in;

	world_verb(&in, "reverse", "receipt", number, NULL);
	wire_args_add_int(&out, "receipt", receipt);
	OK(db_run(db_usef(world.db, &q, "iiit", 100 + receipt, line, receipt,
	    now), &world_err));
	OK(db_run(db_usef(world.db, &q_fall, "i", line), &world_err));
	OK(journal_add(world.db, &who, &in, &out, now, &world_err));
	wire_args_done(&in.args);
	wire_args_done(&out);
}

static void
found(const char *sql, const char *what)
{
	OK(world_sql("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
	    "SAVEPOINT forge"));
	forge(sql);
	assert_int_equal(journal_audit(world.db, &world_err), ST_CORRUPT);
	if (strstr(world_err.msg, what) == NULL)
		fail_msg("%s: %s", sql, world_err.msg);
	OK(world_sql("ROLLBACK TO forge; RELEASE forge"));
}

static void
test_audit(void **state)
{
	(void)state;
	OK(journal_audit(world.db, &world_err));
	pay(1, 1);
	pay(2, 2);
	pay(3, 3);
	reverse(3, "003", 3);
	pay(3, 4);
	OK(journal_audit(world.db, &world_err));
	found("UPDATE payout SET amount = 640000 WHERE id = 1", "amount of its line");
	found("UPDATE line SET amount = 640000 WHERE id = 1", "amount of its line");
	/* All of the money changed alike: the list no longer adds up. */
	found("UPDATE line SET amount = 640000 WHERE id = 1; UPDATE payout SET amount = 640000 "
	    "WHERE line_id = 1; UPDATE receipt SET total = 640000 WHERE no = 1", "a list differs");
	/* The list too: the journal still says what was paid. */
	found("UPDATE line SET amount = 640000 WHERE id = 1; UPDATE payout SET amount = 640000 "
	    "WHERE line_id = 1; UPDATE receipt SET total = 640000 WHERE no = 1; "
	    "UPDATE list SET total = total + 100000", "not what the journal says");
	found("DELETE FROM standing WHERE line_id = 1", "does not stand");
	found("UPDATE standing SET payout_id = 3 WHERE line_id = 3", "without a payout");
	found("UPDATE receipt SET total = 1 WHERE no = 2", "sum of its payouts");
	found("DELETE FROM payout WHERE id = 2; DELETE FROM standing WHERE line_id = 2",
	    "sum of its payouts");
	found("DELETE FROM payout WHERE id = 2; DELETE FROM standing WHERE line_id = 2; "
	    "DELETE FROM receipt WHERE no = 2", "receipt is missing");
	found("UPDATE receipt SET person_id = 3 WHERE no = 1", "another person");
	found("UPDATE list SET prepared_by = 5", "who prepared it");
	found("DELETE FROM journal WHERE verb = 'reverse'", "not in the journal");
	found("UPDATE receipt SET op = randomblob(16) WHERE no = 1", "not what the journal says");
	found("UPDATE list SET state = 'submitted', approved_by = NULL", "not approved");
	OK(journal_audit(world.db, &world_err));
}

/* A row of a table that only grows leaves a number without a row. */
static void
test_deleted(void **state)
{
	static const char *const gone[][2] = {
		{ "given_up", "decision to give up" },
		{ "recovery", "an overpayment was" },
		{ "recovery_entry", "an entry of an overpayment" },
		{ "arrears", "an arrears order" },
		{ "payout", "a payout was" },
	};
	char sql[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(gone) / sizeof(gone[0]); i++) {
		(void)snprintf(sql, sizeof(sql), "INSERT INTO counter VALUES "
		    "('%s', 1) ON CONFLICT (name) DO UPDATE SET value ="
		    " counter.value + 1", gone[i][0]);
		found(sql, gone[i][1]);
	}
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_text_survives),
		T(test_chain),
		T(test_chain_breaks),
		T(test_chain_holds_its_past),
		T(test_audit),
		T(test_deleted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
