/* SPDX-License-Identifier: ISC */
/*
 * The reorganisation of 2025-07-01 as it was: Sơn La from 200 communes to 75,
 * Bắc Kạn and Thái Nguyên to the 92 of Thái Nguyên.  Needs the published list
 * of areas, shared/data/admin-units.tsv above the sources or CHITRA_DATA;
 * skipped without.  Which commune went where is not in it, so a mapping is
 * made here: a new commune takes the old one of its code, the rest go to new
 * communes of the province in turn.
 *
 * MOVES_PEOPLE=145 puts so many people into each commune (29,000) and tells
 * how long the last verb took.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <unistd.h>

#include "db/migrate.h"
#include "decree_help.h"
#include "moves_help.h"
#include "office/rate/category.h"
#include "office/list/list.h"
#include "office/period/period.h"
#include "office/place/place.h"
#include "office/query/summary.h"

#define UNITS 1000

/* One line of the published list. */
struct unit {
	char epoch[8], province[3], district[4], commune[6];
	char line[400];
};

static char data[4096];
static struct unit units[UNITS];
static size_t nunits;
static struct office o;

#define INT(sql)                                                               \
	({                                                                     \
		static const struct db_sql q_ = { "test", sql };               \
		office_int(&o, &q_, 0);                                        \
	})

/* ---- the published list ------------------------------------------------- */

static bool
find_data(void)
{
	const char *env = getenv("CHITRA_DATA");
	char dir[3000], real[4096];
	char *slash;

	if (env != NULL) {
		(void)snprintf(data, sizeof(data), "%s/admin-units.tsv", env);
		return access(data, R_OK) == 0;
	}
	if (realpath(TOP_SRCDIR, real) == NULL)
		return false;
	(void)snprintf(dir, sizeof(dir), "%.2900s", real);
	while ((slash = strrchr(dir, '/')) != NULL) {
		*slash = '\0';
		(void)snprintf(data, sizeof(data),
		    "%s/shared/data/admin-units.tsv", dir);
		if (access(data, R_OK) == 0)
			return true;
	}
	return false;
}

/* Fields are short; the line goes on to the import with commas. */
static void
read_unit(char *line)
{
	struct unit *u = &units[nunits++];
	char *field[7], *p = line;
	size_t i;

	assert_true(nunits < UNITS);
	line[strcspn(line, "\r\n")] = '\0';
	(void)str_copy_cut(u->line, sizeof(u->line), line);
	for (i = 0; i < 7; i++) {
		field[i] = p;
		p += strcspn(p, "\t");
		if (*p != '\0')
			*p++ = '\0';
	}
	(void)str_copy_cut(u->epoch, sizeof(u->epoch), field[0]);
	(void)str_copy_cut(u->province, sizeof(u->province), field[1]);
	(void)str_copy_cut(u->district, sizeof(u->district), field[3]);
	(void)str_copy_cut(u->commune, sizeof(u->commune), field[5]);
	for (p = u->line; *p != '\0'; p++)
		if (*p == '\t')
			*p = ',';
}

static void
read_data(void)
{
	FILE *f = fopen(data, "r");
	char line[400];

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f) != NULL)
		read_unit(line);
	(void)fclose(f);
}

/* ---- the office --------------------------------------------------------- */

static void
clock_on(int month, int day)
{
	char text[64];

	(void)snprintf(text, sizeof text, "2025-%02d-%02dT09:00:00", month,
	    day);
	clock_set(text);
}

/* Areas of one time and of one or two provinces, as `import areas` takes
 * them. */
static void
take_areas(const char *epoch, const char *provinces)
{
	struct buf b;
	size_t i;

	buf_init(&b, 1 << 20);
	buf_adds(&b, "epoch,province,province_name,district,district_name,"
	    "commune,commune_name\n");
	for (i = 0; i < nunits; i++)
		if (strcmp(units[i].epoch, epoch) == 0 &&
		    strstr(provinces, units[i].province) != NULL)
			assert_true(buf_printf(&b, "%s\n", units[i].line));
	moves_take(&o, "areas", buf_str(&b));
	buf_done(&b);
}

/* ?1 people a commune.  One point in each, somebody who pays at the first. */
static void
fill(void)
{
	static const struct db_sql q = { "test.people",
		"INSERT INTO person (id, code, name, name_key, fold, given_fold,"
		" initials, sex, birth_year, area_id, village, village_key,"
		" point_id, created_at, changed_at)"
		" WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
		"  WHERE n < ?1) SELECT a.id * 1000 + n, a.code || '-' || n,"
		" 'Lò ' || a.code || ' ' || n,"
		" CAST(printf('%s%05d', a.code, n) AS BLOB), 'lo ' || a.code || ' '"
		" || n, n || ' lo ' || a.code, 'l', 'M', 1930 + n % 10, a.id,"
		" 'Bản ' || (n % 4), CAST(n % 4 AS BLOB), a.id, '', '' FROM area a, k"
		" WHERE a.level = 'commune'" };
	const char *n = getenv("MOVES_PEOPLE");
	int64_t people = n != NULL ? strtoll(n, NULL, 10) : 8;

	assert_int_equal(office_sql(&o, "INSERT INTO unit (id, code, name) VALUES"
	    " (1, 'BDT', 'Bưu điện'); INSERT INTO point (id, code, name, name_key,"
	    " fold, unit_id, area_id) SELECT id, 'P' || code, name, name_key,"
	    " fold, 1, id FROM area WHERE level = 'commune';"
	    "INSERT INTO staff (id, login, name, role, unit_id, area_id,"
	    " created_at) SELECT 5000 + id, 'p' || code, name, 'preparer', NULL,"
	    " id, '' FROM area WHERE level = 'district' UNION ALL"
	    " SELECT 8000 + id, 'a' || code, name, 'approver', NULL, id, ''"
	    " FROM area WHERE level = 'district' UNION ALL"
	    " SELECT 4, 'lan', 'Lan', 'paying', 1, NULL, '';"
	    "INSERT INTO staff_point SELECT 4, min(id) FROM point"), ST_OK);
	moves_must(&o, db_run(db_usef(o.db, &q, "i", people), &o.err), "people");
	assert_int_equal(office_sql(&o, "INSERT INTO entitlement (id, person_id,"
	    " category, from_month, changed_at) SELECT id, id, '20.5.5c',"
	    " '2024-01', '' FROM person"), ST_OK);
}

static void
make_list(const char *code, const char *period)
{
	char maker[16], boss[16], job[24], list[24];
	struct wire_args a;
	bool done = false;

	(void)snprintf(maker, sizeof(maker), "p%s", code);
	(void)snprintf(boss, sizeof(boss), "a%s", code);
	moves_must(&o, office_post(&o, maker, "list.begin", &a, "period", period,
	    "area", code, NULL), maker);
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&a, "job"));
	wire_args_done(&a);
	while (!done) {
		moves_must(&o, office_post(&o, maker, "list.slice", &a, "job",
		    job, "people", "100000", NULL), "slice");
		done = wire_args_int(&a, "done", 1) != 0;
		wire_args_done(&a);
	}
	moves_must(&o, office_post(&o, maker, "list.finish", &a, "job", job,
	    NULL), "list.finish");
	(void)str_copy_cut(list, sizeof(list), wire_args_text(&a, "list"));
	wire_args_done(&a);
	moves_must(&o, office_submit(&o, maker, list), "submit");
	moves_must(&o, office_post(&o, boss, "list.approve", NULL, "list", list,
	    NULL), "approve");
}

/* Lists of June by all districts, one person paid. */
static void
june(const char *provinces)
{
	char last[4] = "";
	size_t i;

	moves_must(&o, office_post(&o, "tinh", "period.open", NULL, "code",
	    "2025-06", NULL), "open");
	for (i = 0; i < nunits; i++) {
		if (strcmp(units[i].epoch, "2025-03") != 0 ||
		    strstr(provinces, units[i].province) == NULL ||
		    strcmp(units[i].district, last) == 0)
			continue;
		(void)str_copy_cut(last, sizeof(last), units[i].district);
		make_list(last, "2025-06");
	}
	moves_must(&o, office_pay(&o, "lan", INT("SELECT min(p.id) FROM person p"
	    " JOIN staff_point s ON s.point_id = p.point_id WHERE ?1 = 0"),
	    "2025-06", NULL), "pay");
}

static void
office_2025(const char *province, const char *provinces)
{
	memset(&o, 0, sizeof(o));
	(void)snprintf(o.dir, sizeof(o.dir), "/tmp/test_office.XXXXXX");
	assert_non_null(mkdtemp(o.dir));
	(void)snprintf(o.path, sizeof(o.path), "%s/chitra.db", o.dir);
	clock_on(6, 20);
	moves_must(&o, db_create(o.path, DB_BOOKS, &o.err), "create");
	moves_must(&o, db_open_writer(o.path, DB_BOOKS, &o.db, &o.err), "open");
	moves_must(&o, db_begin(o.db, &o.err), "begin");
	moves_must(&o, decree_seed(o.db, province, "Bưu điện",
	    "2025-01-01T08:00:00", &o.err), "seed");
	assert_int_equal(office_sql(&o, "INSERT INTO staff (id, login, name, role,"
	    " created_at) VALUES (1, 'tinh', 'Tỉnh', 'province', '')"), ST_OK);
	moves_must(&o, db_commit(o.db, &o.err), "commit");
	take_areas("2025-03", provinces);
	fill();
	june(provinces);
}

/* ---- the mapping -------------------------------------------------------- */

static bool
is_new(const char *code, const char *province)
{
	size_t i;

	for (i = 0; i < nunits; i++)
		if (strcmp(units[i].epoch, "2025-07") == 0 &&
		    strcmp(units[i].province, province) == 0 &&
		    strcmp(units[i].commune, code) == 0)
			return true;
	return false;
}

/* New communes of the province in turn. */
static const char *
turn(const char *province)
{
	static size_t at;

	do {
		at = (at + 1) % nunits;
	} while (strcmp(units[at].epoch, "2025-07") != 0 ||
	    strcmp(units[at].province, province) != 0);
	return units[at].commune;
}

static void
map(const char *provinces, const char *to, struct buf *b)
{
	size_t i;

	buf_adds(b, "old,new,valid_from\n");
	for (i = 0; i < nunits; i++)
		if (strcmp(units[i].epoch, "2025-03") == 0 &&
		    strstr(provinces, units[i].province) != NULL)
			assert_true(buf_printf(b, "%s,%s,2025-07-01\n",
			    units[i].commune, is_new(units[i].commune, to) ?
			    units[i].commune : turn(to)));
}

static void
move(const char *provinces, const char *to)
{
	struct wire_args a;
	struct buf b;
	int64_t from;

	clock_on(7, 2);
	take_areas("2025-07", to);
	buf_init(&b, 1 << 20);
	map(provinces, to, &b);
	moves_slowest = 0;
	moves_text(&o, "moves", buf_str(&b));
	buf_done(&b);
	if (moves_note(&o, "error") > 0)
		fail_msg("%s", moves_notes);
	from = clock_us();
	moves_must(&o, moves_finish(&o, "no", &a), "finish");
	if (getenv("MOVES_PEOPLE") != NULL)
		print_message("%s people: slowest slice %" PRId64
		    " us, last verb %" PRId64 " us\n",
		    wire_args_text(&a, "people"), moves_slowest,
		    clock_us() - from);
	assert_int_equal(wire_args_int(&a, "people", 0),
	    INT("SELECT count(*) FROM person WHERE ?1 = 0"));
	wire_args_done(&a);
}

/* ---- tests -------------------------------------------------------------- */

struct sums {
	int64_t open, lines, receipts, journal, due, districts, communes;
};

static int64_t
due_of(const char *period, enum summary_level level, const char *area,
    int64_t *money)
{
	struct summary is;
	struct scope all;
	struct period p;

	scope_all(&all);
	moves_must(&o, period_find(o.db, period, &p, &o.err), period);
	moves_must(&o, summary_rows(o.db, &all,
	    &(struct summary_ask){ p.id, level, area }, &is, &o.err), "summary");
	free(is.rows);
	if (money != NULL)
		*money = is.total.due_money;
	return is.n;
}

static void
sums(struct sums *s)
{
	s->open = INT("SELECT sum(l.amount) FROM line l JOIN list k"
	    " ON k.id = l.list_id WHERE ?1 = 0 AND k.state = 'approved'"
	    " AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)");
	s->lines = INT("SELECT sum(l.id % 1000 * l.area_id + l.amount + k.owner_id)"
	    " FROM line l JOIN list k ON k.id = l.list_id WHERE ?1 = 0");
	s->receipts = INT("SELECT sum(no * total + point_id) FROM receipt"
	    " WHERE ?1 = 0");
	s->journal = INT("SELECT sum(seq * length(content || answer)) FROM journal"
	    " WHERE ?1 = 0 AND verb NOT LIKE 'import.%'"
	    " AND verb <> 'change.approve'");
	s->districts = due_of("2025-06", SUMMARY_DISTRICTS, "", &s->due);
	s->communes = due_of("2025-06", SUMMARY_COMMUNES, "", NULL);
}

static void
check_moved(int64_t was, int64_t is, const struct sums *before)
{
	struct sums after;

	assert_int_equal(INT("SELECT count(*) FROM area WHERE level = 'commune'"
	    " AND valid_to IS NULL AND ?1 = 0"), is);
	assert_int_equal(INT("SELECT count(*) FROM area WHERE level = 'district'"
	    " AND valid_to IS NULL AND ?1 = 0"), 0);
	assert_int_equal(INT("SELECT count(DISTINCT area_id) FROM person"
	    " WHERE ?1 = 0"), is);
	assert_int_equal(INT("SELECT count(*) FROM person p JOIN area a"
	    " ON a.id = p.area_id WHERE a.valid_to IS NOT NULL AND ?1 = 0"), 0);
	assert_int_equal(INT("SELECT count(*) FROM point p JOIN area a"
	    " ON a.id = p.area_id WHERE a.valid_to IS NOT NULL AND ?1 = 0"), 0);
	assert_int_equal(INT("SELECT count(*) FROM area_change c JOIN area a"
	    " ON a.id = c.old_id WHERE a.level = 'commune' AND ?1 = 0"), was);
	sums(&after);
	assert_int_equal(after.open, before->open);
	assert_true(before->open > 0);
	assert_int_equal(after.lines, before->lines);
	assert_int_equal(after.receipts, before->receipts);
	assert_int_equal(after.journal, before->journal);
	/* June by its own districts and communes. */
	assert_int_equal(after.due, before->due);
	assert_int_equal(after.districts, before->districts);
	assert_int_equal(after.communes, before->communes);
	assert_int_equal(before->communes, was);
}

/* July is the communes' own: those of the first new one see what June still
 * owes, and pay day goes on. */
static void
check_july(void)
{
	char code[9], text[16];
	int64_t carried, id;
	struct place owner;
	struct wire_args a;

	moves_must(&o, office_post(&o, "tinh", "period.open", NULL, "code",
	    "2025-07", NULL), "open");
	id = INT("SELECT p.area_id FROM person p WHERE ?1 = 0 AND p.id ="
	    " (SELECT min(x.id) FROM person x JOIN staff_point s"
	    "  ON s.point_id = x.point_id)");
	(void)snprintf(text, sizeof(text), "%05" PRId64, INT("SELECT code"
	    " FROM area WHERE ?1 = 0 AND id = (SELECT p.area_id FROM person p"
	    " JOIN staff_point s ON s.point_id = p.point_id LIMIT 1)"));
	(void)str_copy_cut(code, sizeof(code), text);
	moves_must(&o, place_owner_at(o.db, code, "2025-07-01", &owner, &o.err),
	    "owner");
	assert_int_equal(owner.id, id);
	assert_int_equal(place_owner_at(o.db, code, "2025-06-01", &owner,
	    &o.err), ST_INVALID);
	assert_int_equal(office_sql(&o, "INSERT INTO staff (id, login, name, role,"
	    " area_id, created_at) SELECT 20000 + id, 'p' || code, name,"
	    " 'preparer', id, '' FROM area WHERE level = 'commune'"
	    " AND valid_to IS NULL UNION ALL SELECT 40000 + id, 'a' || code, name,"
	    " 'approver', id, '' FROM area WHERE level = 'commune'"
	    " AND valid_to IS NULL"), ST_OK);
	carried = INT("SELECT sum(l.amount) FROM line l JOIN person p"
	    " ON p.id = l.person_id WHERE ?1 = 0 AND p.area_id = (SELECT x.area_id"
	    "  FROM person x JOIN staff_point s ON s.point_id = x.point_id LIMIT 1)"
	    " AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)");
	make_list(code, "2025-07");
	assert_int_equal(INT("SELECT carried_total FROM list WHERE ?1 = 0"
	    " ORDER BY id DESC LIMIT 1"), carried);
	assert_int_equal(INT("SELECT owner_id FROM list WHERE ?1 = 0"
	    " ORDER BY id DESC LIMIT 1"), id);
	/* Both months in one visit. */
	id = INT("SELECT max(p.id) FROM person p JOIN staff_point s"
	    " ON s.point_id = p.point_id WHERE ?1 = 0");
	moves_must(&o, office_pay(&o, "lan", id, "2025-07", NULL), "pay");
	assert_int_equal(INT("SELECT lines FROM receipt WHERE ?1 = 0"
	    " ORDER BY no DESC LIMIT 1"), 2);
	/* The district makes no July list. */
	(void)snprintf(text, sizeof(text), "%03" PRId64, INT("SELECT min(code)"
	    " FROM area WHERE level = 'district' AND ?1 = 0"));
	assert_int_equal(office_post(&o, "tinh", "list.begin", &a, "period",
	    "2025-07", "area", text, NULL), ST_DENIED);
	wire_args_done(&a);
}

static void
test_son_la(void **state)
{
	struct sums before;

	(void)state;
	office_2025("14", "14");
	sums(&before);
	assert_int_equal(before.districts, 12);
	move("14", "14");
	check_moved(200, 75, &before);
	assert_int_equal(due_of("2025-06", SUMMARY_COMMUNES, "119", NULL),
	    INT("SELECT count(*) FROM area WHERE level = 'commune' AND parent_id ="
	    " (SELECT id FROM area WHERE code = '119') AND ?1 = 0"));
	assert_int_equal(INT("SELECT value FROM meta WHERE key = 'province'"
	    " AND ?1 = 0"), 14);
	check_july();
	office_close(&o);
}

static void
test_bac_kan(void **state)
{
	struct sums before;
	char province[9] = "";

	(void)state;
	office_2025("06", "06 19");
	sums(&before);
	move("06 19", "19");
	check_moved(280, 92, &before);
	moves_must(&o, category_province_at(o.db, "2025-06", province,
	    sizeof(province), &o.err), "province");
	assert_string_equal(province, "06");
	moves_must(&o, category_province_at(o.db, "2025-07", province,
	    sizeof(province), &o.err), "province");
	assert_string_equal(province, "19");
	assert_int_equal(INT("SELECT amount FROM standard WHERE province = '19'"
	    " AND from_month = '2024-07' AND ?1 = 0"), 500000);
	check_july();
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_son_la), cmocka_unit_test(test_bac_kan),
	};

	if (!find_data())
		return 77;
	read_data();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
