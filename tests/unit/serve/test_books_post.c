/* SPDX-License-Identifier: ISC */
/*
 * books: what is posted is answered, in order, in the language of who asks
 * and once however often it comes; with a server and without.
 */
#include "books_help.h"

#include <signal.h>
#include <string.h>

#include "base/str.h"
#include "office/verb/journal.h"
#include "text/lang.h"

static void
test_a_flood_in_order(void **state)
{
	enum { N = 200 };
	static unsigned char op[N][WIRE_OP_ID];
	struct wire_answer a;
	struct wire_msg m;
	struct post *other;
	unsigned i;
	int fd;

	(void)state;
	start();
	fd = bound(WIRE_PEER_STAFF, PHONG);
	other = as(WIRE_PEER_STAFF, ADMIN);
	flood(fd, N, op);
	OK(add_person(other, "Giữa", NULL)); /* gets its turn */
	wire_init(&m);
	for (i = 0; i < N; i++) {
		receive(fd, &m);
		OK(wire_get_answer(&m, &a));
		assert_memory_equal(a.op, op[i], WIRE_OP_ID);
		assert_int_equal(a.err.st, ST_OK);
		wire_args_done(&a.args);
	}
	wire_done(&m);
	post_close(other);
	stop(SIGTERM);
	assert_int_equal(world_int("SELECT count(*) FROM person WHERE id > 1000"), N + 1);
}

static void
pay(struct wire_verb *in, const char *person, const char *total)
{
	world_verb(in, "pay", "person", person, "method", "point",
	    "collector", "self", "lines", person, "total", total, NULL);
}

static void
test_money(void **state)
{
	struct post *lan, *hoa;
	struct wire_args first, again;
	struct wire_verb in, other;
	int64_t n;

	(void)state;
	start();
	lan = as(WIRE_PEER_STAFF, LAN);
	hoa = as(WIRE_PEER_STAFF, HOA);
	pay(&in, "1", "540000");
	OK(deliver(lan, &in, &first));
	OK(deliver(lan, &in, &again));
	assert_string_equal(wire_args_text(&first, "receipt"),
	    wire_args_text(&again, "receipt"));
	assert_string_equal(wire_args_text(&again, "total"), "540000");
	wire_args_done(&first);
	wire_args_done(&again);
	wire_args_done(&in.args);
	pay(&other, "1", "540000");
	assert_int_equal(deliver(lan, &other, NULL), ST_EXISTS);
	wire_args_done(&other.args);
	/* Another amount than the clerk saw; another district's clerk. */
	pay(&other, "3", "540001");
	assert_int_not_equal(deliver(lan, &other, NULL), ST_OK);
	wire_args_done(&other.args);
	pay(&other, "3", "540000");
	assert_int_not_equal(deliver(hoa, &other, NULL), ST_OK);
	OK(deliver(lan, &other, NULL));
	wire_args_done(&other.args);
	post_close(lan);
	post_close(hoa);
	stop(SIGKILL);
	assert_int_equal(world_int("SELECT sum(amount) FROM payout JOIN standing "
	    "ON standing.payout_id = payout.id"), 2 * 540000);
	OK(journal_verify(world.db, &n, &world_err));
	OK(journal_audit(world.db, &world_err));
}

static void
test_without_a_server(void **state)
{
	struct wire_answer a;
	struct wire_args args = { NULL, 0, 0 };
	struct post *p = NULL;
	struct db *db;

	(void)state;
	db_close(world.db);
	world.db = NULL;
	OK(post_open(&books_conf, &p, &world_err));
	/* The owner acts as the administrator, under the lock. */
	assert_int_equal(db_open_writer(world.path, DB_BOOKS, &db, &world_err), ST_BUSY);
	wire_args_add(&args, "commune", "03646");
	wire_args_add(&args, "sex", "M");
	wire_args_add(&args, "name", "Một");
	OK(post_verb(p, "person.add", &args, &a, &world_err));
	wire_args_done(&a.args);
	OK(post_outcome(p, a.op, &a, &world_err));
	wire_args_done(&a.args);
	wire_args_set(&args, "sex", "x");
	assert_int_equal(post_verb(p, "person.add", &args, &a, &world_err), ST_INVALID);
	assert_string_equal(world_err.field, "sex");
	wire_args_done(&args);
	post_close(p);
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
	assert_int_equal(world_int("SELECT count(*) FROM journal WHERE "
	    "staff_id = 7 AND address = 'local'"), 1);
}

/* What a refusal says to who posts in that language. */
static void
refusal(struct post *p, const char *lang, char *out, size_t size)
{
	struct wire_answer a;
	struct wire_verb in;

	world_verb(&in, "area.end", "code", "03646", "on", "2019-12-01", NULL);
	(void)str_copy_cut(in.lang, sizeof(in.lang), lang);
	assert_int_equal(post_send(p, &in, &a, &world_err), ST_DENIED);
	(void)str_copy_cut(out, size, world_err.msg);
	wire_args_done(&a.args);
	wire_args_done(&in.args);
}

/* One process answers each in the language of their screens. */
static void
test_language(void **state)
{
	char vi[256], en[256], again[256], office[256];
	struct post *p;

	(void)state;
	(void)str_copy_cut(books_conf.office_language,
	    sizeof(books_conf.office_language), "vi");
	lang_set("vi");
	start();
	lang_set("en");
	p = as(WIRE_PEER_STAFF, LAN);
	refusal(p, "vi", vi, sizeof(vi));
	refusal(p, "en", en, sizeof(en));
	refusal(p, "vi", again, sizeof(again));
	refusal(p, "", office, sizeof(office));
	post_close(p);
	stop(SIGTERM);
	assert_non_null(strstr(en, "is not for your role"));
	assert_null(strstr(vi, "is not for your role"));
	assert_string_equal(vi, again);
	assert_string_equal(vi, office);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS_TEST(test_a_flood_in_order),
		BOOKS_TEST(test_money),
		BOOKS_TEST(test_without_a_server),
		BOOKS_TEST(test_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
