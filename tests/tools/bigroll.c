/*
 * SPDX-License-Identifier: ISC
 *
 * bigroll: books with many people, for measuring.
 *
 *     bigroll FILE [PEOPLE [COMMUNES [DISTRICTS]]]
 *
 * 29,000 people in 204 communes of 12 districts unless told otherwise; the
 * same arguments give the same books.  Rows are written in the order of their
 * tables with the indexes taken away, which are then made anew: 3,400,000
 * people take minutes, not hours.  Staff: lan (paying, three points), tra1 to
 * tra235 (paying, one point each), ke (accountant of a district), phongD and
 * truongD (list owner of district D), lap and duyet (of all), tinh, admin.
 * Period 2019-11 is open, without a list.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "db/db_priv.h"
#include "db/migrate.h"
#include "decree_help.h"
#include "text/fold.h"
#include "text/sortkey.h"

#define NOW "2018-01-05T08:00:00"
#define CLERKS 235
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static const char *const surnames[] = { "Lò", "Quàng", "Cà", "Tòng", "Lường",
	"Giàng", "Sùng", "Vàng", "Thào", "Mùa", "Hạng", "Lầu", "Nguyễn", "Trần",
	"Hoàng", "Bạc", "Cầm", "Điêu", "Vì", "Lèo", "Hà", "Bàn", "Triệu", "Đặng",
	"Phùng", "Lý", "Đinh", "Hờ", "Tráng", "Mè" };
static const char *const middles[] = { "Văn", "Thị", "A", "Thị", "Văn", "Y",
	"Mùi", "Văn Minh", "Thị Thu", "Tòn" };
static const char *const givens[] = { "Pâng", "Ơn", "É", "Chống", "Dợ", "Sua",
	"An", "Ánh", "Bình", "Biên", "Chiến", "Dung", "Dũng", "Đôi", "Hạnh",
	"Hặc", "Hoà", "Hom", "Inh", "Kẻo", "Lả", "Lai", "Lan", "Mai", "Mẩy",
	"Nhìa", "Nụ", "Oanh", "Páo", "Phong", "Piệng", "Quý", "Sán", "Súa",
	"Tâm", "Thắng", "Thoa", "Tủa", "Ún", "Vừ", "Xá", "Xuân", "Xương", "Yên" };
/* Each with the years in which its people are born, as of 2019. */
static const struct {
	const char *code;
	int64_t first, years;
} categories[] = {
	{ "136.5.5b", 1922, 17 }, { "136.5.5b", 1922, 17 },
	{ "136.5.5b", 1922, 17 }, { "136.5.5a1", 1941, 18 },
	{ "28.16.6c", 1961, 40 }, { "28.16.6c", 1961, 40 },
	{ "28.16.6a", 1961, 40 }, { "136.5.4a", 1970, 25 },
	{ "28.16.6b", 2006, 10 }, { "136.5.1b", 2006, 9 },
};

static const struct db_sql q_area = { "big.area",
	"INSERT INTO area (id, level, code, name, name_key, fold, parent_id,"
	" valid_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '2004-07-01')" };
static const struct db_sql q_unit = { "big.unit",
	"INSERT INTO unit (id, code, name, parent_id) VALUES (?1, ?2, ?3, ?4)" };
static const struct db_sql q_point = { "big.point",
	"INSERT INTO point (id, code, name, name_key, fold, unit_id, area_id)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" };
static const struct db_sql q_staff = { "big.staff",
	"INSERT INTO staff (id, login, name, role, unit_id, area_id, created_at)"
	" VALUES (?1, ?2, ?2, ?3, ?4, ?5, '" NOW "')" };
static const struct db_sql q_staff_point = { "big.staff_point",
	"INSERT INTO staff_point (staff_id, point_id) VALUES (?1, ?2)" };
static const struct db_sql q_person = { "big.person",
	"INSERT INTO person (id, code, name, name_key, fold, given_fold,"
	" initials, sex, birth_year, area_id, village, village_key, point_id,"
	" delivery, created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
	" ?8, ?9, ?10, ?11, ?12, ?13, ?14, '" NOW "', '" NOW "')" };
static const struct db_sql q_identity = { "big.identity",
	"INSERT INTO identity (person_id, kind, number, reversed)"
	" VALUES (?1, 'cccd', ?2, ?3)" };
static const struct db_sql q_entitlement = { "big.entitlement",
	"INSERT INTO entitlement (id, person_id, category, from_month,"
	" changed_at) VALUES (?1, ?2, ?3, '2018-01', '" NOW "')" };
static const struct db_sql q_indexes = { "big.indexes",
	"SELECT name, sql FROM sqlite_schema WHERE type = 'index'"
	" AND sql IS NOT NULL AND tbl_name IN ('person', 'identity')" };
static const struct db_sql q_counter = { "big.counter",
	"INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)" };

static struct db *db;
static struct err err;
static int64_t people = 29000, communes = 204, districts = 12;
static uint64_t seed = 0x9E3779B97F4A7C15u;

static void
must(enum status st, const char *what)
{
	if (st != ST_OK)
		fatalx("%s: %s", what, err.msg);
}

/* xorshift: the same everywhere. */
static size_t
pick(size_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed % n);
}

static void
area(int64_t id, const char *level, const char *code, const char *name,
    int64_t parent)
{
	unsigned char key[SORTKEY_SIZE];
	size_t n = sortkey_text(key, sizeof(key), name);
	char fold[128];

	must(fold_search(fold, sizeof(fold), name), name);
	must(db_run(db_usef(db, &q_area, "itttbto", id, level, code, name, key,
	    n, fold, parent), &err), name);
}

static void
point(int64_t id, int64_t unit, int64_t commune)
{
	unsigned char key[SORTKEY_SIZE];
	char code[32], name[64], fold[128];
	size_t n;

	(void)snprintf(code, sizeof(code), "D%06" PRId64, id);
	(void)snprintf(name, sizeof(name), "Điểm %" PRId64, id);
	n = sortkey_text(key, sizeof(key), name);
	must(fold_search(fold, sizeof(fold), name), name);
	must(db_run(db_usef(db, &q_point, "ittbtii", id, code, name, key, n,
	    fold, unit, commune), &err), name);
}

static void
staff(int64_t id, const char *login, const char *role, int64_t unit,
    int64_t owner)
{
	must(db_run(db_usef(db, &q_staff, "ittoo", id, login, role, unit,
	    owner), &err), login);
}

/* Who pays in one commune each, from end to end of the country. */
static void
clerks(void)
{
	char login[32];
	int64_t i;

	for (i = 0; i < CLERKS && i < communes; i++) {
		(void)snprintf(login, sizeof(login), "tra%" PRId64, i + 1);
		staff(10000 + i, login, "paying", 2, 0);
		must(db_run(db_usef(db, &q_staff_point, "ii", 10000 + i,
		    2 * (i * communes / CLERKS) + 1), &err), login);
	}
}

/* Area 1 the province, 2.. districts, then communes; a point and a half each. */
static void
places(void)
{
	char code[32], name[64];
	int64_t i;

	area(1, "province", "14", "Tỉnh Sơn La", 0);
	must(db_run(db_usef(db, &q_unit, "ittn", (int64_t)1, "BDT",
	    "Bưu điện tỉnh"), &err), "unit");
	for (i = 0; i < districts; i++) {
		(void)snprintf(code, sizeof(code), "%03" PRId64, 100 + i);
		(void)snprintf(name, sizeof(name), "Huyện %" PRId64, i + 1);
		area(2 + i, "district", code, name, 1);
		must(db_run(db_usef(db, &q_unit, "itti", 2 + i, code, name,
		    (int64_t)1), &err), name);
		(void)snprintf(name, sizeof(name), "phong%" PRId64, i + 1);
		staff(100 + 2 * i, name, "preparer", 0, 2 + i);
		(void)snprintf(name, sizeof(name), "truong%" PRId64, i + 1);
		staff(101 + 2 * i, name, "approver", 0, 2 + i);
	}
	for (i = 0; i < communes; i++) {
		int64_t d = 2 + i * districts / communes;

		(void)snprintf(code, sizeof(code), "%05" PRId64, 3000 + i);
		(void)snprintf(name, sizeof(name), "Xã %s %s %" PRId64,
		    givens[pick(COUNT(givens))], surnames[pick(COUNT(surnames))],
		    i + 1);
		area(10001 + i, "commune", code, name, d);
		point(2 * i + 1, d, 10001 + i);
		if (i % 2 == 0)
			point(2 * i + 2, d, 10001 + i);
	}
	staff(1, "lan", "paying", 2, 0);
	staff(2, "ke", "accountant", 2, 0);
	staff(3, "tinh", "province", 0, 1);
	staff(4, "admin", "admin", 0, 0);
	staff(5, "lap", "preparer", 0, 1);
	staff(6, "duyet", "approver", 0, 1);
	for (i = 1; i <= 3; i++)
		must(db_run(db_usef(db, &q_staff_point, "ii", (int64_t)1, i),
		    &err), "lan");
	clerks();
}

static void
person(int64_t i)
{
	int64_t commune = i * communes / people, id = i + 1, where;
	const char *middle = middles[pick(COUNT(middles))];
	unsigned char name_key[SORTKEY_SIZE], village_key[SORTKEY_SIZE];
	char name[96], fold[96], given[96], initials[16], code[32], village[64];
	char number[40], reversed[16];
	size_t n, m, k, kind = pick(COUNT(categories));

	(void)snprintf(name, sizeof(name), "%s %s %s",
	    surnames[pick(COUNT(surnames))], middle,
	    givens[pick(COUNT(givens))]);
	(void)snprintf(code, sizeof(code), "SL%08" PRId64, id);
	(void)snprintf(village, sizeof(village), "Bản %s %d",
	    givens[pick(5)], (int)pick(3) + 1);
	must(fold_search(fold, sizeof(fold), name), name);
	must(fold_given(given, sizeof(given), name, ""), name);
	must(fold_initials(initials, sizeof(initials), name), name);
	n = sortkey_name(name_key, sizeof(name_key), name, "");
	m = sortkey_text(village_key, sizeof(village_key), village);
	where = 2 * commune + 1 + (commune % 2 == 0 && pick(3) == 0);
	must(db_run(db_usef(db, &q_person, "ittbttttiitbit", id, code, name,
	    name_key, n, fold, given, initials, middle[0] == 'V' ? "M" : "F",
	    categories[kind].first + (int64_t)pick((size_t)
	    categories[kind].years), 10001 + commune, village, village_key,
	    m, where, pick(1000) < 24 ? "home" : "point"), &err), name);
	(void)snprintf(number, sizeof(number), "%03d0%02d%06d",
	    (int)(14 + i / 1000000) % 1000, (int)pick(100),
	    (int)(i % 1000000 * 7919 % 1000000));
	for (k = 0; k < 12; k++)
		reversed[k] = number[11 - k];
	reversed[12] = '\0';
	must(db_run(db_usef(db, &q_identity, "itt", id, number, reversed),
	    &err), number);
	must(db_run(db_usef(db, &q_entitlement, "iit", 2 * id, id,
	    categories[kind].code), &err), "entitlement");
	if (pick(10) == 0)
		must(db_run(db_usef(db, &q_entitlement, "iit", 2 * id + 1, id,
		    "28.17.1"), &err), "care");
}

/* The texts of the indexes, which are dropped. */
static size_t
drop_indexes(char *sql[64])
{
	struct db_stmt *s = db_use(db, &q_indexes);
	char *name[64], *drop;
	size_t i, n = 0;
	bool row;

	while (n < 64 && db_step(s, &row, &err) == ST_OK && row) {
		name[n] = mem_strdup(db_text(s, 0));
		sql[n++] = mem_strdup(db_text(s, 1));
	}
	for (i = 0; i < n; i++) {
		drop = mem_printf("DROP INDEX %s", name[i]);
		must(db_exec(db, drop, &err), drop);
		free(drop);
		free(name[i]);
	}
	return n;
}

static void
counter(const char *name, int64_t value)
{
	must(db_run(db_usef(db, &q_counter, "ti", name, value), &err), name);
}

static void
number(int argc, char **argv, int i, int64_t *out)
{
	if (argc > i && str_int(argv[i], 1, 100000000, out) != ST_OK)
		fatalx("not a number: %s", argv[i]);
}

int
main(int argc, char **argv)
{
	int64_t t0 = clock_ms(), i;
	char *sql[64];
	size_t n, k;

	if (argc < 2)
		fatalx("usage: bigroll FILE [PEOPLE [COMMUNES [DISTRICTS]]]");
	number(argc, argv, 2, &people);
	communes = people / 142 + 1 > 204 ? people / 142 + 1 : 204;
	communes = communes > 10000 ? 10000 : communes;
	districts = communes / 17;
	number(argc, argv, 3, &communes);
	number(argc, argv, 4, &districts);
	if (districts > 800 || communes > 80000 || districts > communes)
		fatalx("too many districts or communes");
	must(db_create(argv[1], DB_BOOKS, &err), "create");
	must(db_open_writer(argv[1], DB_BOOKS, &db, &err), "open");
	must(db_exec(db, "PRAGMA cache_size = -400000; PRAGMA synchronous = OFF",
	    &err), "pragmas");
	must(db_begin(db, &err), "begin");
	must(decree_seed(db, "14", "Bưu điện tỉnh Sơn La", NOW, &err), "seed");
	places();
	n = drop_indexes(sql);
	for (i = 0; i < people; i++)
		person(i);
	for (k = 0; k < n; k++) {
		must(db_exec(db, sql[k], &err), sql[k]);
		free(sql[k]);
	}
	must(db_exec(db, "INSERT INTO period (id, code, opened_at)"
	    " VALUES (1, '2019-11', '2019-10-20T08:00:00');"
	    "INSERT INTO period_month (month, period_id) VALUES ('2019-11', 1)",
	    &err), "period");
	counter("person", people);
	counter("entitlement", 2 * people + 1);
	counter("period", 1);
	must(db_commit(db, &err), "commit");
	must(db_checkpoint(db, true, &err), "checkpoint");
	db_close(db);
	printf("%" PRId64 " people, %" PRId64 " communes, %" PRId64
	    " districts in %.1f s\n", people, communes, districts,
	    (double)(clock_ms() - t0) / 1000);
	return 0;
}
