/*
 * SPDX-License-Identifier: ISC
 *
 * bench_office: search, roll, payment list and summary on books made by
 * tests/tools/bigroll, each beside a baseline of the same run.
 *
 *     bench_office find|roll BOOKS          reads only
 *     bench_office list|summary BOOKS       writes: give it a copy
 *
 * One line a figure:  name<TAB>value<TAB>baseline<TAB>ratio<TAB>what
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "db/db_priv.h"
#include "office/find.h"
#include "office/period.h"
#include "office/roll.h"
#include "office/summary.h"
#include "office/verbs.h"

#define ROUNDS 500

static struct db *db;
static struct err err;
static struct period period;

static void
must(enum status st, const char *what)
{
	if (st != ST_OK)
		fatalx("%s: %s", what, err.msg);
}

static int
cmp_us(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static void
figure(const char *name, double value, double base, const char *what)
{
	printf("%s\t%.3f\t%.3f\t%.2f\t%s\n", name, value, base,
	    base > 0 ? value / base : 0, what);
}

static void
actor(const char *login, struct actor *a)
{
	static const struct db_sql q = { "bench.login",
		"SELECT id FROM staff WHERE login = ?1" };
	int64_t id = 0;
	bool found;

	must(db_int1(db_usef(db, &q, "t", login), &id, &found, &err), login);
	must(actor_load(db, id, a, &err), login);
}

/* ---- find ------------------------------------------------------------- */

static const char *const queries[] = { "lov", "lot", "pan", "gia", "ngu", "qua",
	"tha", "lva", "lvp", "nvt", "hoa", "xua", "cho", "sun", "bin", "hac",
	"sin", "tri", "zzz", "anh", "ngo", "mua", "yen" };
/* Marks, two words, one letter: more is read than shown. */
static const char *const harder[] = { "lò", "hoà", "lo p", "pan l", "l", "lò ho",
	"quý", "van an", "ha thi", "2", "2019", "1234", "SL00001" };
#define QUERIES (sizeof(queries) / sizeof(queries[0]))

/*
 * What the index alone costs: one probe a place and pass, one row by number
 * and its lines for each person shown.
 */
static int64_t
raw_probes(const struct scope *sc, const char *prefix, unsigned rows)
{
	static const struct db_sql q_point = { "bench.point",
		"SELECT fold, id FROM person WHERE point_id = ?1 AND fold >= ?2"
		" ORDER BY fold, id LIMIT 1" };
	static const struct db_sql q_area = { "bench.area",
		"SELECT fold, id FROM person WHERE area_id = ?1 AND fold >= ?2"
		" ORDER BY fold, id LIMIT 1" };
	static const struct db_sql q_all = { "bench.all",
		"SELECT fold, id FROM person WHERE ?1 = 0 AND fold >= ?2"
		" ORDER BY fold, id LIMIT 1" };
	static const struct db_sql q_row = { "bench.row",
		"SELECT * FROM person WHERE id = ?1" };
	static const struct db_sql q_line = { "bench.line",
		"SELECT count(*) FROM line WHERE person_id = ?1" };
	const struct db_sql *q = sc->kind == SCOPE_POINTS ? &q_point :
	    sc->kind == SCOPE_COMMUNES ? &q_area : &q_all;
	size_t places = sc->kind == SCOPE_ALL ? 1 : sc->n, i, pass;
	int64_t t = clock_us(), id = 1;
	unsigned k;
	bool row;

	for (pass = 0; pass < 3; pass++)
		for (i = 0; i < places; i++) {
			struct db_stmt *s = db_usef(db, q, "it",
			    sc->kind == SCOPE_ALL ? (int64_t)0 : sc->ids[i],
			    prefix);

			must(db_step(s, &row, &err), "probe");
			if (row)
				id = db_int(s, 1);
			db_reset(s);
		}
	for (k = 0; k < rows; k++) {
		struct db_stmt *s = db_usef(db, &q_row, "i", id + k);

		must(db_step(s, &row, &err), "row");
		db_reset(s);
		s = db_usef(db, &q_line, "i", id + k);
		must(db_step(s, &row, &err), "line");
		db_reset(s);
	}
	return clock_us() - t;
}

static void
bench_find_as(const char *login, bool hard)
{
	static int64_t us[ROUNDS], raw[ROUNDS];
	struct find_result r;
	struct actor a;
	char name[64], what[96];
	int64_t places;
	unsigned i;

	actor(login, &a);
	places = (int64_t)a.scope.n;
	for (i = 0; i < ROUNDS; i++) {
		const char *q = hard ?
		    harder[i % (sizeof(harder) / sizeof(harder[0]))] :
		    queries[i % QUERIES];
		int64_t t;

		must(db_begin_read(db, &err), "begin");
		t = clock_us();
		must(find_people(db, &a.scope, period.id, q, 6, &r, &err), q);
		us[i] = clock_us() - t;
		if (i < QUERIES && getenv("BENCH_EACH") != NULL)
			fprintf(stderr, "%s %s: %u rows %" PRId64 " us\n",
			    login, q, r.n, us[i]);
		raw[i] = raw_probes(&a.scope, q, 6);
		db_rollback(db);
	}
	qsort(us, ROUNDS, sizeof(us[0]), cmp_us);
	qsort(raw, ROUNDS, sizeof(raw[0]), cmp_us);
	(void)snprintf(name, sizeof(name), "find%s_%s_p99_ms",
	    hard ? "_hard" : "", login);
	(void)snprintf(what, sizeof(what), "p50 %.3f ms, %" PRId64
	    " places (0: all); beside raw index probes", us[ROUNDS / 2] / 1e3,
	    places);
	figure(name, us[ROUNDS * 99 / 100] / 1e3, raw[ROUNDS * 99 / 100] / 1e3,
	    what);
	actor_done(&a);
}

static void
bench_find(void)
{
	static const char *const who[] = { "lan", "ke", "phong1", "tinh" };
	size_t i;

	for (i = 0; i < 2 * sizeof(who) / sizeof(who[0]); i++)
		bench_find_as(who[i / 2], i % 2 != 0);
}

/* ---- roll ------------------------------------------------------------- */

static double
roll_ms(const struct actor *a, const struct roll_filter *f, bool back,
    unsigned pages)
{
	struct roll_row *v = mem_array(20, sizeof(*v));
	struct roll_key from = { .set = false };
	int64_t t = clock_us();
	unsigned i, n = 0;

	for (i = 0; i < pages; i++) {
		must(roll_page(db, &a->scope, f, &from, back, v, 20, &n, &err),
		    "roll");
		if (n > 0)
			from = v[back ? 0 : n - 1].key;
	}
	free(v);
	return (double)(clock_us() - t) / 1e3 / pages;
}

static void
bench_roll(void)
{
	static const char *const sorts[] = { "name", "village", "no" };
	static const char *const who[] = { "lan", "phong1", "tinh" };
	struct roll_filter f = { .period = period.id };
	struct actor a;
	char name[64];
	unsigned i, s;

	for (i = 0; i < 3; i++) {
		actor(who[i], &a);
		for (s = 0; s < 2; s++) {
			double first, last;

			f.sort = s;
			(void)roll_ms(&a, &f, false, 1);
			first = roll_ms(&a, &f, false, 10);
			last = roll_ms(&a, &f, true, 10);
			(void)snprintf(name, sizeof(name), "roll_%s_%s_ms",
			    who[i], sorts[s]);
			figure(name, last, first,
			    "pages from the end beside pages from the start");
		}
		f.sort = ROLL_BY_NAME;
		f.home = true;
		(void)snprintf(name, sizeof(name), "roll_%s_home_ms", who[i]);
		figure(name, roll_ms(&a, &f, true, 10),
		    roll_ms(&a, &f, false, 10), "the same, paid at home");
		f.home = false;
		actor_done(&a);
	}
}

/* ---- list ------------------------------------------------------------- */

/* Processor time: what other programs do meanwhile is not our figure. */
static int64_t
cpu_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t in_verb, in_commit, slowest, made;

static void
post(const struct actor *who, const char *verb, struct wire_args *out,
    const char *n1, const char *v1, const char *n2, const char *v2)
{
	struct verb_peer peer = { .who = who, .confirmed = true };
	struct wire_answer answer;
	struct wire_verb v;
	int64_t t, used;

	memset(&v, 0, sizeof(v));
	memset(&answer, 0, sizeof(answer));
	wire_op_new(v.op);
	(void)snprintf(v.name, sizeof(v.name), "%s", verb);
	wire_args_add(&v.args, n1, v1);
	if (n2 != NULL)
		wire_args_add(&v.args, n2, v2);
	must(db_begin(db, &err), "begin");
	t = cpu_us();
	must(verbs_run(db, &peer, &v, &answer), verb);
	used = cpu_us() - t;
	t = cpu_us();
	must(db_commit(db, &err), "commit");
	in_commit += cpu_us() - t;
	in_verb += used;
	if (used > slowest && strcmp(verb, "list.slice") == 0)
		slowest = used;
	if (getenv("BENCH_EACH") != NULL)
		fprintf(stderr, "%s %" PRId64 " us\n", verb, used);
	if (answer.err.st != ST_OK)
		fatalx("%s: %s", verb, answer.err.msg);
	if (out != NULL)
		*out = answer.args;
	else
		wire_args_done(&answer.args);
	wire_args_done(&v.args);
}

static void
make_list(const char *district, const char *people)
{
	char who[32], job[32], list[32];
	struct wire_args a;
	struct actor maker, boss;
	int64_t done = 0;

	(void)snprintf(who, sizeof(who), "phong%d", atoi(district) - 99);
	actor(who, &maker);
	(void)snprintf(who, sizeof(who), "truong%d", atoi(district) - 99);
	actor(who, &boss);
	post(&maker, "list.begin", &a, "area", district, NULL, NULL);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	while (done == 0) {
		post(&maker, "list.slice", &a, "job", job, "people", people);
		done = wire_args_int(&a, "done", 0);
		wire_args_done(&a);
	}
	post(&maker, "list.finish", &a, "job", job, NULL, NULL);
	(void)snprintf(list, sizeof(list), "%s", wire_args_text(&a, "list"));
	wire_args_done(&a);
	made = in_verb;
	post(&maker, "list.submit", NULL, "list", list, NULL, NULL);
	post(&boss, "list.approve", NULL, "list", list, NULL, NULL);
	actor_done(&maker);
	actor_done(&boss);
}

/* The lines of the list just made, once more, from a prepared table. */
static double
raw_insert(void)
{
	int64_t t;

	must(db_exec(db, "CREATE TEMP TABLE prepared AS SELECT * FROM line;"
	    "UPDATE prepared SET id = id + 10000000, list_id = 999999, seq = 7,"
	    " kind = 'difference'", &err), "prepare");
	must(db_begin(db, &err), "begin");
	must(db_exec(db, "INSERT INTO list SELECT 999999, period_id, owner_id,"
	    " 99, 'draft', 0, 0, 0, digest, prepared_by, prepared_at, NULL, NULL"
	    " FROM list LIMIT 1", &err), "list");
	t = cpu_us();
	must(db_exec(db, "INSERT INTO line SELECT * FROM prepared", &err),
	    "raw");
	t = cpu_us() - t;
	db_rollback(db);
	return (double)t / 1e3;
}

static void
bench_list(void)
{
	double sliced, raw;
	char what[160];

	make_list("100", "100");
	sliced = (double)made / 1e3;
	raw = raw_insert();
	(void)snprintf(what, sizeof(what), "begin to finish in slices of 100,"
	    " slowest %.1f ms, commits %.0f ms apart; beside INSERT..SELECT",
	    slowest / 1e3, in_commit / 1e3);
	figure("list_sliced_ms", sliced, raw, what);
}

static void
bench_list_whole(void)
{
	double whole;

	make_list("100", "1000000");
	whole = (double)made / 1e3;
	figure("list_whole_ms", whole, raw_insert(),
	    "the same with one slice for all");
}

/* ---- summary ---------------------------------------------------------- */

static double
summary_ms(const char *login, enum summary_level level, const char *within)
{
	struct summary_row *v, total;
	struct actor a;
	int64_t t;
	unsigned n;
	int i;

	actor(login, &a);
	for (i = 0; i < 3; i++) {
		t = clock_us();
		must(summary_rows(db, &a.scope, period.id, level, within, &v,
		    &n, &total, &err), "summary");
		t = clock_us() - t;
		free(v);
	}
	actor_done(&a);
	fprintf(stderr, "%s: %u rows, due %" PRId64 " paid %" PRId64 "\n",
	    login, n, total.due_people, total.paid_people);
	return (double)t / 1e3;
}

/* The same figures by SQL alone. */
static double
raw_summary(const char *where)
{
	static struct db_sql all[2]; /* a statement lives by its address */
	static unsigned used;
	struct db_sql q = { "bench.sum", mem_printf(
	    "SELECT area_id, count(*), sum(due), sum(paid = due), sum(paid),"
	    " sum(home > 0), sum(home), sum(blocked) FROM (SELECT l.area_id,"
	    " l.person_id, sum(l.amount) AS due, sum(CASE WHEN s.line_id IS"
	    " NULL THEN 0 ELSE l.amount END) AS paid, sum(CASE WHEN r.method ="
	    " 'home' THEN l.amount ELSE 0 END) AS home, max(b.line_id IS NOT"
	    " NULL) AS blocked FROM line l JOIN list k ON k.id = l.list_id AND"
	    " k.state IN ('approved', 'closed') LEFT JOIN standing s ON"
	    " s.line_id = l.id LEFT JOIN payout y ON y.id = s.payout_id LEFT"
	    " JOIN receipt r ON r.no = y.receipt_no LEFT JOIN block b ON"
	    " b.line_id = l.id WHERE l.period_id = 1 %s GROUP BY l.area_id,"
	    " l.person_id) GROUP BY area_id", where) };
	int64_t t = 0;
	bool row;
	int i;

	all[used] = q;
	for (i = 0; i < 3; i++) {
		struct db_stmt *s = db_use(db, &all[used]);

		t = clock_us();
		while (db_step(s, &row, &err) == ST_OK && row)
			(void)db_int(s, 1);
		t = clock_us() - t;
	}
	used++;
	return (double)t / 1e3;
}

/* Pages of those who did not collect, a tenth of all. */
static void
bench_unpaid(const char *login)
{
	struct roll_filter f = { .period = period.id, .unpaid = true };
	struct actor a;
	char name[64];

	actor(login, &a);
	(void)snprintf(name, sizeof(name), "roll_%s_unpaid_ms", login);
	figure(name, roll_ms(&a, &f, true, 10), roll_ms(&a, &f, false, 10),
	    "pages of 20 who did not collect, from the end beside the start");
	actor_done(&a);
}

/* Lists of all districts, then payouts for nine in ten behind the verbs. */
static void
bench_summary(void)
{
	static const struct db_sql q = { "bench.districts",
		"SELECT count(*) FROM area WHERE level = 'district'" };
	char code[32];
	int64_t n = 0, i;
	double raw;
	bool found;

	must(db_int1(db_use(db, &q), &n, &found, &err), "districts");
	for (i = 0; i < n && i < 12; i++) {
		(void)snprintf(code, sizeof(code), "%" PRId64, 100 + i);
		make_list(code, "1000000");
	}
	must(db_exec(db, "BEGIN; INSERT INTO receipt (no, op, period_id,"
	    " person_id, staff_id, point_id, method, collector, lines, total,"
	    " at) SELECT p.id, randomblob(16), 1, p.id, 1, p.point_id,"
	    " p.delivery, 'self', 1, 1, '2019-11-08T08:30:00' FROM person p"
	    " WHERE p.id % 10 <> 0 AND EXISTS (SELECT 1 FROM line l WHERE"
	    " l.person_id = p.id);"
	    "INSERT INTO payout (id, line_id, receipt_no, kind, amount,"
	    " staff_id, at) SELECT l.id, l.id, l.person_id, 'pay', l.amount, 1,"
	    " '2019-11-08T08:30:00' FROM line l WHERE l.person_id % 10 <> 0;"
	    "INSERT INTO standing SELECT line_id, id FROM payout; COMMIT", &err),
	    "payouts");
	raw = raw_summary("AND l.area_id IN (SELECT id FROM area WHERE"
	    " parent_id = 2)");
	figure("summary_district_ms", summary_ms("phong1", SUMMARY_COMMUNES,
	    ""), raw, "communes of a district");
	raw = raw_summary("");
	figure("summary_province_ms", summary_ms("tinh", SUMMARY_DISTRICTS,
	    ""), raw, "districts of the province");
	bench_unpaid("phong1");
	bench_unpaid("tinh");
}

/* ---- pay -------------------------------------------------------------- */

#define PAYS 4000

/* Payouts in batches of 16 by the clerk's own hand; raw rows beside them. */
static void
bench_pay(void)
{
	static const struct db_sql q = { "bench.people",
		"SELECT l.person_id, group_concat(l.id), sum(l.amount)"
		" FROM person p JOIN line l ON l.person_id = p.id"
		" WHERE p.point_id IN (SELECT id FROM point WHERE unit_id = 2)"
		" GROUP BY l.person_id LIMIT ?1" };
	static char id[PAYS][24], lines[PAYS][64], total[PAYS][24];
	static const struct db_sql q_raw[3] = {
		{ "raw.receipt", "INSERT INTO receipt SELECT no + 1000000,"
		    " randomblob(16), period_id, person_id, staff_id, point_id,"
		    " method, collector, collector_name, collector_identity,"
		    " lines, total, at FROM receipt WHERE no = ?1" },
		{ "raw.journal", "INSERT INTO journal SELECT seq + 1000000, at,"
		    " staff_id, address, verb, randomblob(16), content, answer,"
		    " prev, randomblob(32) FROM journal WHERE seq = ?1 + 100" },
		{ "raw.person", "SELECT * FROM person WHERE id = ?1" },
	};
	struct db_stmt *s;
	struct actor who;
	int64_t t, n = 0, i, k;
	double verb, raw;
	bool row;

	make_list("100", "1000000");
	must(db_exec(db, "INSERT OR IGNORE INTO staff_point (staff_id, point_id)"
	    " SELECT 1, id FROM point WHERE unit_id = 2", &err), "points");
	actor("lan", &who);
	s = db_usef(db, &q, "i", (int64_t)PAYS);
	while (n < PAYS && db_step(s, &row, &err) == ST_OK && row) {
		(void)snprintf(id[n], 24, "%s", db_text(s, 0));
		(void)snprintf(lines[n], 64, "%s", db_text(s, 1));
		(void)snprintf(total[n++], 24, "%s", db_text(s, 2));
	}
	db_reset(s);
	t = cpu_us();
	for (i = 0; i < n; i += 16) {
		must(db_begin(db, &err), "begin");
		for (k = i; k < i + 16 && k < n; k++) {
			struct verb_peer peer = { .who = &who };
			struct wire_answer answer;
			struct wire_verb v;

			memset(&v, 0, sizeof(v));
			memset(&answer, 0, sizeof(answer));
			wire_op_new(v.op);
			(void)snprintf(v.name, sizeof(v.name), "pay");
			wire_args_add(&v.args, "person", id[k]);
			wire_args_add(&v.args, "period", "2019-11");
			wire_args_add(&v.args, "method", "point");
			wire_args_add(&v.args, "collector", "self");
			wire_args_add(&v.args, "lines", lines[k]);
			wire_args_add(&v.args, "total", total[k]);
			must(verbs_run(db, &peer, &v, &answer), "pay");
			if (answer.err.st != ST_OK)
				fatalx("pay: %s", answer.err.msg);
			wire_args_done(&answer.args);
			wire_args_done(&v.args);
		}
		must(db_commit(db, &err), "commit");
	}
	verb = (double)(cpu_us() - t) / (double)n;
	t = cpu_us();
	for (i = 1; i <= n; i += 16) {
		must(db_begin(db, &err), "begin");
		for (k = i; k < i + 16 && k <= n; k++) {
			must(db_run(db_usef(db, &q_raw[0], "i", k), &err), "raw");
			must(db_run(db_usef(db, &q_raw[1], "i", k - 100 + 5), &err), "raw");
		}
		must(db_commit(db, &err), "commit");
	}
	raw = (double)(cpu_us() - t) / (double)n;
	figure("pay_us", verb, raw, "processor time of a payout with its share"
	    " of the commit, in batches of 16; raw: receipt and journal only");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		bool writes;
		void (*run)(void);
	} what[] = {
		{ "find", false, bench_find }, { "roll", false, bench_roll },
		{ "list", true, bench_list },
		{ "list-whole", true, bench_list_whole },
		{ "summary", true, bench_summary },
		{ "pay", true, bench_pay },
	};
	size_t i;

	for (i = 0; argc == 3 && i < sizeof(what) / sizeof(what[0]); i++) {
		if (strcmp(argv[1], what[i].name) != 0)
			continue;
		must(what[i].writes ?
		    db_open_writer(argv[2], DB_BOOKS, &db, &err) :
		    db_open_reader(argv[2], DB_BOOKS, &db, &err), argv[2]);
		must(period_find(db, "", &period, &err), "period");
		what[i].run();
		db_close(db);
		return 0;
	}
	fatalx("usage: bench_office find|roll|list|list-whole|summary BOOKS");
}
