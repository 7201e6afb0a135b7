/*
 * SPDX-License-Identifier: ISC
 *
 * category: the decrees as data and the one place where an amount is worked
 * out.  Coefficients and standards come from domain 2.1-2.4; a province or a
 * later decree changes them by rows, never by code.  Payout does not call
 * this: it pays the approved figure.
 */
#include "office/category.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"

static const struct db_sql q_meta_add = { "category.meta_add",
	"INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING" };
static const struct db_sql q_meta = { "category.meta",
	"SELECT value FROM meta WHERE key = ?1" };
static const struct db_sql q_program = { "category.program",
	"INSERT INTO staff (id, login, name, role, active, created_at)"
	" VALUES (0, 'chitra', 'Chitra', 'admin', 0, ?1) ON CONFLICT DO NOTHING" };
static const struct db_sql q_add = { "category.add",
	"INSERT INTO category (code, decree, clause, name, kind)"
	" VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING" };
static const struct db_sql q_coefficient_add = { "category.coefficient_add",
	"INSERT INTO coefficient (category, from_month, hundredths)"
	" VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING" };
static const struct db_sql q_standard_add = { "category.standard_add",
	"INSERT INTO standard (province, from_month, amount, decree)"
	" VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING" };
static const struct db_sql q_known = { "category.known",
	"SELECT 1 FROM category WHERE code = ?1" };
static const struct db_sql q_all = { "category.all",
	"SELECT code, name FROM category ORDER BY code LIMIT ?1" };
static const struct db_sql q_coefficient = { "category.coefficient",
	"SELECT hundredths FROM coefficient WHERE category = ?1"
	" AND from_month <= ?2 ORDER BY from_month DESC LIMIT 1" };
static const struct db_sql q_standard = { "category.standard",
	"SELECT amount FROM standard WHERE province = ?1 AND from_month <= ?2"
	" ORDER BY from_month DESC LIMIT 1" };

#define ND28 "28/2012/NĐ-CP", "2015-01"
#define ND136 "136/2013/NĐ-CP", "2015-01"
#define ND20 "20/2021/NĐ-CP", "2021-07"
#define ND176 "176/2025/NĐ-CP", "2025-07"

/* Labels are the decrees' own words and so not translated. */
static const struct {
	const char *code, *decree, *from, *clause, *name, *kind;
	int hundredths;
} category_rows[] = {
	{ "136.5.1a", ND136, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, dưới 4 tuổi", "base", 250 },
	{ "136.5.1b", ND136, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, từ đủ 4 tuổi", "base", 150 },
	{ "136.5.2", ND136, "Điều 5 khoản 2",
	    "Người từ 16 đến 22 tuổi đang hưởng theo khoản 1, tiếp tục đi học", "base", 150 },
	{ "136.5.3a", ND136, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV thuộc hộ nghèo, dưới 4 tuổi", "base", 250 },
	{ "136.5.3b", ND136, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV thuộc hộ nghèo, từ đủ 4 đến dưới 16 tuổi", "base", 200 },
	{ "136.5.3c", ND136, "Điều 5 khoản 3",
	    "Người nhiễm HIV thuộc hộ nghèo, từ đủ 16 tuổi", "base", 150 },
	{ "136.5.4a", ND136, "Điều 5 khoản 4",
	    "Người đơn thân hộ nghèo đang nuôi một con", "base", 100 },
	{ "136.5.4b", ND136, "Điều 5 khoản 4",
	    "Người đơn thân hộ nghèo đang nuôi từ hai con", "base", 200 },
	{ "136.5.5a1", ND136, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, 60 đến dưới 80 tuổi", "base", 150 },
	{ "136.5.5a2", ND136, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, từ đủ 80 tuổi", "base", 200 },
	{ "136.5.5b", ND136, "Điều 5 khoản 5 điểm b",
	    "Người từ đủ 80 tuổi không có lương hưu, trợ cấp", "base", 100 },
	{ "136.5.5c", ND136, "Điều 5 khoản 5 điểm c",
	    "Người cao tuổi đủ điều kiện vào cơ sở, có người nhận chăm sóc", "base", 300 },
	{ "136.11", ND136, "Điều 11", "Hỗ trợ chi phí mai táng", "funeral", 2000 },
	{ "136.20.1a", ND136, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em dưới 4 tuổi", "care", 250 },
	{ "136.20.1b", ND136, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em từ đủ 4 đến dưới 16 tuổi", "care", 150 },
	{ "136.20.2", ND136, "Điều 20",
	    "Nhận chăm sóc người cao tuổi tại cộng đồng", "care", 150 },
	{ "28.16.6a", ND28, "Điều 16", "Người khuyết tật đặc biệt nặng", "base", 200 },
	{ "28.16.6b", ND28, "Điều 16",
	    "Người khuyết tật đặc biệt nặng là trẻ em hoặc người cao tuổi", "base", 250 },
	{ "28.16.6c", ND28, "Điều 16", "Người khuyết tật nặng", "base", 150 },
	{ "28.16.6d", ND28, "Điều 16",
	    "Người khuyết tật nặng là trẻ em hoặc người cao tuổi", "base", 200 },
	{ "28.17.1", ND28, "Điều 17",
	    "Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng", "care", 100 },
	{ "28.17.2a", ND28, "Điều 17",
	    "Nhận nuôi dưỡng một người khuyết tật đặc biệt nặng", "care", 150 },
	{ "28.17.2b", ND28, "Điều 17",
	    "Nhận nuôi dưỡng từ hai người khuyết tật đặc biệt nặng", "care", 300 },
	{ "28.17.3a", ND28, "Điều 17",
	    "Người khuyết tật mang thai hoặc nuôi một con dưới 36 tháng tuổi", "care", 150 },
	{ "28.17.3b", ND28, "Điều 17",
	    "Người khuyết tật mang thai và nuôi con, hoặc nuôi từ hai con dưới 36 tháng tuổi",
	    "care", 200 },
	{ "20.5.1a", ND20, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, dưới 4 tuổi", "base", 250 },
	{ "20.5.1b", ND20, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, từ đủ 4 tuổi", "base", 150 },
	{ "20.5.2", ND20, "Điều 5 khoản 2",
	    "Người từ 16 đến 22 tuổi đang hưởng theo khoản 1, tiếp tục đi học", "base", 150 },
	{ "20.5.3a", ND20, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo, dưới 4 tuổi", "base", 250 },
	{ "20.5.3b", ND20, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo, từ đủ 4 đến dưới 16 tuổi", "base", 200 },
	/* Per child: a decision for two children has the coefficient 2,0. */
	{ "20.5.4", ND20, "Điều 5 khoản 4",
	    "Người đơn thân hộ nghèo, cận nghèo đang nuôi con (mỗi con)", "base", 100 },
	{ "20.5.5a1", ND20, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, 60 đến dưới 80 tuổi", "base", 150 },
	{ "20.5.5a2", ND20, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, từ đủ 80 tuổi", "base", 200 },
	{ "20.5.5b", ND20, "Điều 5 khoản 5 điểm b",
	    "Người từ đủ 75 đến 80 tuổi hộ nghèo, cận nghèo vùng đặc biệt khó khăn", "base", 100 },
	{ "20.5.5c", ND20, "Điều 5 khoản 5 điểm c",
	    "Người từ đủ 80 tuổi không có lương hưu, trợ cấp", "base", 100 },
	{ "20.5.5d", ND20, "Điều 5 khoản 5 điểm d",
	    "Người cao tuổi đủ điều kiện vào cơ sở, có người nhận chăm sóc", "base", 300 },
	{ "20.5.6a", ND20, "Điều 5 khoản 6", "Người khuyết tật đặc biệt nặng", "base", 200 },
	{ "20.5.6b", ND20, "Điều 5 khoản 6",
	    "Người khuyết tật đặc biệt nặng là trẻ em hoặc người cao tuổi", "base", 250 },
	{ "20.5.6c", ND20, "Điều 5 khoản 6", "Người khuyết tật nặng", "base", 150 },
	{ "20.5.6d", ND20, "Điều 5 khoản 6",
	    "Người khuyết tật nặng là trẻ em hoặc người cao tuổi", "base", 200 },
	{ "20.5.7", ND20, "Điều 5 khoản 7",
	    "Trẻ em dưới 3 tuổi hộ nghèo, cận nghèo vùng đặc biệt khó khăn", "base", 150 },
	{ "20.5.8", ND20, "Điều 5 khoản 8",
	    "Người nhiễm HIV/AIDS hộ nghèo không có thu nhập ổn định", "base", 150 },
	{ "20.11", ND20, "Điều 11", "Hỗ trợ chi phí mai táng", "funeral", 2000 },
	{ "20.20.1a", ND20, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em dưới 4 tuổi", "care", 250 },
	{ "20.20.1b", ND20, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em từ đủ 4 đến dưới 16 tuổi", "care", 150 },
	{ "20.20.2", ND20, "Điều 20",
	    "Nhận chăm sóc người cao tuổi tại cộng đồng", "care", 150 },
	{ "20.20.3a", ND20, "Điều 20",
	    "Người khuyết tật mang thai hoặc nuôi một con dưới 36 tháng tuổi", "care", 150 },
	{ "20.20.3b", ND20, "Điều 20",
	    "Người khuyết tật mang thai và nuôi con, hoặc nuôi từ hai con dưới 36 tháng tuổi",
	    "care", 200 },
	{ "20.20.4", ND20, "Điều 20",
	    "Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng", "care", 100 },
	{ "20.20.5a", ND20, "Điều 20",
	    "Nhận nuôi dưỡng một người khuyết tật đặc biệt nặng", "care", 150 },
	/* Not verified for NĐ 20 (domain 2.2): a decision may say otherwise. */
	{ "20.20.5b", ND20, "Điều 20",
	    "Nhận nuôi dưỡng từ hai người khuyết tật đặc biệt nặng", "care", 300 },
	{ "176.2.a", ND176, "Điều 2",
	    "Trợ cấp hưu trí xã hội, từ đủ 75 tuổi", "base", 100 },
	{ "176.2.b", ND176, "Điều 2",
	    "Trợ cấp hưu trí xã hội, từ đủ 70 đến dưới 75 tuổi hộ nghèo, cận nghèo", "base", 100 },
};

static const struct {
	const char *from;
	int64_t amount;
	const char *decree;
} category_standards[] = {
	{ "2015-01", 270000, "136/2013/NĐ-CP" },
	{ "2021-07", 360000, "20/2021/NĐ-CP" },
	{ "2024-07", 500000, "76/2024/NĐ-CP" },
};

static enum status
category_seed_row(struct db *db, size_t i, struct err *err)
{
	enum status st;

	st = db_run(db_usef(db, &q_add, "ttttt", category_rows[i].code,
	    category_rows[i].decree, category_rows[i].clause,
	    category_rows[i].name, category_rows[i].kind), err);
	if (st != ST_OK)
		return st;
	return db_run(db_usef(db, &q_coefficient_add, "tti",
	    category_rows[i].code, category_rows[i].from,
	    (int64_t)category_rows[i].hundredths), err);
}

static enum status
category_seed_office(struct db *db, const char *province, const char *office,
    const char *now, struct err *err)
{
	const char *const meta[][2] = {
		{ "province", province }, { "office", office }, { "created", now },
	};
	enum status st;
	size_t i;

	for (i = 0; i < sizeof(meta) / sizeof(meta[0]); i++) {
		st = db_run(db_usef(db, &q_meta_add, "tt", meta[i][0],
		    meta[i][1]), err);
		if (st != ST_OK)
			return st;
	}
	return db_run(db_usef(db, &q_program, "t", now), err);
}

enum status
office_seed(struct db *db, const char *province, const char *office,
    const char *now, struct err *err)
{
	enum status st;
	size_t i;

	st = category_seed_office(db, province, office, now, err);
	for (i = 0; st == ST_OK &&
	    i < sizeof(category_rows) / sizeof(category_rows[0]); i++)
		st = category_seed_row(db, i, err);
	for (i = 0; st == ST_OK &&
	    i < sizeof(category_standards) / sizeof(category_standards[0]); i++)
		st = db_run(db_usef(db, &q_standard_add, "ttit", province,
		    category_standards[i].from, category_standards[i].amount,
		    category_standards[i].decree), err);
	return st;
}

enum status
category_province(struct db *db, char *out, size_t size, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_meta, "t", "province");
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return err_set(err, ST_NOTFOUND,
		    _("the books do not say which province they are of"));
	db_copy(s, 0, out, size);
	db_reset(s);
	return ST_OK;
}

enum status
category_check(struct db *db, const char *code, struct err *err)
{
	enum status st;
	int64_t one;
	bool found;

	st = db_int1(db_usef(db, &q_known, "t", code), &one, &found, err);
	if (st != ST_OK)
		return st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "category",
		    _("unknown category: %s"), code);
	return ST_OK;
}

/* Standard and coefficient of the month. */
static enum status
category_rates(struct db *db, const struct category_ask *ask,
    struct category_amount *a, struct err *err)
{
	enum status st;
	bool found;

	st = db_int1(db_usef(db, &q_standard, "tt", ask->province, ask->month),
	    &a->standard, &found, err);
	if (st != ST_OK)
		return st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "from",
		    _("no standard amount is known for %s"), ask->month);
	if (ask->hundredths > 0) {
		a->hundredths = ask->hundredths;
		return ST_OK;
	}
	st = db_int1(db_usef(db, &q_coefficient, "tt", ask->category,
	    ask->month), &a->hundredths, &found, err);
	if (st == ST_OK && !found)
		return err_field(err, ST_NOTFOUND, "category",
		    _("category %s has no coefficient in %s"), ask->category,
		    ask->month);
	return st;
}

enum status
category_amount(struct db *db, const struct category_ask *ask,
    struct category_amount *out, struct err *err)
{
	struct category_amount a;
	enum status st;

	st = category_check(db, ask->category, err);
	if (st == ST_OK)
		st = category_rates(db, ask, &a, err);
	if (st != ST_OK)
		return st;
	if (ask->manual > 0) {
		a.amount = ask->manual;
	} else if (a.standard * a.hundredths % 100 != 0) {
		return err_field(err, ST_INVALID, "coefficient",
		    _("standard x coefficient is no whole đồng"));
	} else {
		a.amount = a.standard * a.hundredths / 100;
	}
	*out = a;
	return ST_OK;
}

enum status
category_coefficient(const char *typed, int64_t *hundredths, struct err *err)
{
	int64_t whole = 0, part = 0;
	const char *p = typed;
	int places = 0;

	for (; *p >= '0' && *p <= '9' && whole <= 100; p++)
		whole = whole * 10 + (*p - '0');
	if (p > typed && (*p == ',' || *p == '.'))
		for (p++; *p >= '0' && *p <= '9' && places < 2; p++, places++)
			part = part * 10 + (*p - '0');
	if (places == 1)
		part *= 10;
	whole = whole * 100 + part;
	if (*p != '\0' || p == typed || whole < 1 || whole > 10000)
		return err_field(err, ST_INVALID, "coefficient",
		    _("a coefficient is a number like 1,5: %s"), typed);
	*hundredths = whole;
	return ST_OK;
}

enum status
category_list(struct db *db, struct category_row *v, unsigned max,
    unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_all, "i", (int64_t)max);
	enum status st;
	bool row;

	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row && *n < max) {
		db_copy(s, 0, v[*n].code, sizeof(v[*n].code));
		db_copy(s, 1, v[*n].name, sizeof(v[*n].name));
		(*n)++;
	}
	return st;
}
