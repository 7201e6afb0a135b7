/*
 * SPDX-License-Identifier: ISC
 *
 * rate/seed: the decrees as rows: categories with their coefficients and
 * families, standard amounts, families of which one keeps both, birthdays
 * that end or change a grant.  Only what is missing is added, so that it runs
 * at init and at every migrate; a province or a later decree changes rates by
 * rows of its own (office/rate/rate.c), never by code.
 */
#include "office/rate/category.h"

static const struct db_sql q_meta_add = { "category.meta_add",
	"INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING" };
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
static const struct db_sql q_family = { "category.family",
	"UPDATE category SET family = ?2 WHERE code = ?1 AND family = ''" };
static const struct db_sql q_keeps_add = { "category.keeps_add",
	"INSERT INTO keeps_both (family, other, from_month, source)"
	" VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING" };
static const struct db_sql q_step_add = { "category.step_add",
	"INSERT INTO age_step (category, years, from_month, next, starts,"
	" source) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING" };
/* Books born with 0002 have no row yet; older ones got theirs from meta. */
static const struct db_sql q_province_add = { "category.province_add",
	"INSERT INTO office_province (from_month, province)"
	" VALUES ('0000-01', ?1) ON CONFLICT DO NOTHING" };

#define ND28 "28/2012/NĐ-CP", "2015-01"
#define ND136 "136/2013/NĐ-CP", "2015-01"
#define ND20 "20/2021/NĐ-CP", "2021-07"
#define ND176 "176/2025/NĐ-CP", "2025-07"

/* Labels are the decrees' own words and so not translated. */
static const struct {
	const char *code, *decree, *from, *clause, *name, *kind, *family;
	int hundredths;
} category_rows[] = {
	{ "136.5.1a", ND136, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, dưới 4 tuổi",
	    "base", "child", 250 },
	{ "136.5.1b", ND136, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, từ đủ 4 tuổi",
	    "base", "child", 150 },
	{ "136.5.2", ND136, "Điều 5 khoản 2",
	    "Người từ 16 đến 22 tuổi đang hưởng theo khoản 1, tiếp tục đi học",
	    "base", "student", 150 },
	{ "136.5.3a", ND136, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV thuộc hộ nghèo, dưới 4 tuổi", "base", "hiv", 250 },
	{ "136.5.3b", ND136, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV thuộc hộ nghèo, từ đủ 4 đến dưới 16 tuổi", "base", "hiv", 200 },
	{ "136.5.3c", ND136, "Điều 5 khoản 3",
	    "Người nhiễm HIV thuộc hộ nghèo, từ đủ 16 tuổi", "base", "hiv", 150 },
	{ "136.5.4a", ND136, "Điều 5 khoản 4",
	    "Người đơn thân hộ nghèo đang nuôi một con", "base", "single_parent", 100 },
	{ "136.5.4b", ND136, "Điều 5 khoản 4",
	    "Người đơn thân hộ nghèo đang nuôi từ hai con", "base", "single_parent", 200 },
	{ "136.5.5a1", ND136, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, 60 đến dưới 80 tuổi",
	    "base", "elderly", 150 },
	{ "136.5.5a2", ND136, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, từ đủ 80 tuổi",
	    "base", "elderly", 200 },
	{ "136.5.5b", ND136, "Điều 5 khoản 5 điểm b",
	    "Người từ đủ 80 tuổi không có lương hưu, trợ cấp", "base", "elderly", 100 },
	{ "136.5.5c", ND136, "Điều 5 khoản 5 điểm c",
	    "Người cao tuổi đủ điều kiện vào cơ sở, có người nhận chăm sóc",
	    "base", "elderly", 300 },
	{ "136.11", ND136, "Điều 11", "Hỗ trợ chi phí mai táng", "funeral", "", 2000 },
	{ "136.20.1a", ND136, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em dưới 4 tuổi", "care", "", 250 },
	{ "136.20.1b", ND136, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em từ đủ 4 đến dưới 16 tuổi", "care", "", 150 },
	{ "136.20.2", ND136, "Điều 20",
	    "Nhận chăm sóc người cao tuổi tại cộng đồng", "care", "", 150 },
	{ "28.16.6a", ND28, "Điều 16", "Người khuyết tật đặc biệt nặng",
	    "base", "disabled", 200 },
	{ "28.16.6b", ND28, "Điều 16",
	    "Người khuyết tật đặc biệt nặng là trẻ em hoặc người cao tuổi",
	    "base", "disabled", 250 },
	{ "28.16.6c", ND28, "Điều 16", "Người khuyết tật nặng", "base", "disabled", 150 },
	{ "28.16.6d", ND28, "Điều 16",
	    "Người khuyết tật nặng là trẻ em hoặc người cao tuổi", "base", "disabled", 200 },
	{ "28.17.1", ND28, "Điều 17",
	    "Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng", "care", "", 100 },
	{ "28.17.2a", ND28, "Điều 17",
	    "Nhận nuôi dưỡng một người khuyết tật đặc biệt nặng", "care", "", 150 },
	{ "28.17.2b", ND28, "Điều 17",
	    "Nhận nuôi dưỡng từ hai người khuyết tật đặc biệt nặng", "care", "", 300 },
	{ "28.17.3a", ND28, "Điều 17",
	    "Người khuyết tật mang thai hoặc nuôi một con dưới 36 tháng tuổi",
	    "care", "", 150 },
	{ "28.17.3b", ND28, "Điều 17",
	    "Người khuyết tật mang thai và nuôi con, hoặc nuôi từ hai con dưới 36 tháng tuổi",
	    "care", "", 200 },
	{ "20.5.1a", ND20, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, dưới 4 tuổi",
	    "base", "child", 250 },
	{ "20.5.1b", ND20, "Điều 5 khoản 1",
	    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng, từ đủ 4 tuổi",
	    "base", "child", 150 },
	{ "20.5.2", ND20, "Điều 5 khoản 2",
	    "Người từ 16 đến 22 tuổi đang hưởng theo khoản 1, tiếp tục đi học",
	    "base", "student", 150 },
	{ "20.5.3a", ND20, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo, dưới 4 tuổi", "base", "hiv", 250 },
	{ "20.5.3b", ND20, "Điều 5 khoản 3",
	    "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo, từ đủ 4 đến dưới 16 tuổi",
	    "base", "hiv", 200 },
	/* Per child: a decision for two children has the coefficient 2,0. */
	{ "20.5.4", ND20, "Điều 5 khoản 4",
	    "Người đơn thân hộ nghèo, cận nghèo đang nuôi con (mỗi con)",
	    "base", "single_parent", 100 },
	{ "20.5.5a1", ND20, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, 60 đến dưới 80 tuổi",
	    "base", "elderly", 150 },
	{ "20.5.5a2", ND20, "Điều 5 khoản 5 điểm a",
	    "Người cao tuổi hộ nghèo không có người phụng dưỡng, từ đủ 80 tuổi",
	    "base", "elderly", 200 },
	{ "20.5.5b", ND20, "Điều 5 khoản 5 điểm b",
	    "Người từ đủ 75 đến 80 tuổi hộ nghèo, cận nghèo vùng đặc biệt khó khăn",
	    "base", "elderly", 100 },
	{ "20.5.5c", ND20, "Điều 5 khoản 5 điểm c",
	    "Người từ đủ 80 tuổi không có lương hưu, trợ cấp", "base", "elderly", 100 },
	{ "20.5.5d", ND20, "Điều 5 khoản 5 điểm d",
	    "Người cao tuổi đủ điều kiện vào cơ sở, có người nhận chăm sóc",
	    "base", "elderly", 300 },
	{ "20.5.6a", ND20, "Điều 5 khoản 6", "Người khuyết tật đặc biệt nặng",
	    "base", "disabled", 200 },
	{ "20.5.6b", ND20, "Điều 5 khoản 6",
	    "Người khuyết tật đặc biệt nặng là trẻ em hoặc người cao tuổi",
	    "base", "disabled", 250 },
	{ "20.5.6c", ND20, "Điều 5 khoản 6", "Người khuyết tật nặng", "base", "disabled", 150 },
	{ "20.5.6d", ND20, "Điều 5 khoản 6",
	    "Người khuyết tật nặng là trẻ em hoặc người cao tuổi", "base", "disabled", 200 },
	{ "20.5.7", ND20, "Điều 5 khoản 7",
	    "Trẻ em dưới 3 tuổi hộ nghèo, cận nghèo vùng đặc biệt khó khăn",
	    "base", "toddler", 150 },
	{ "20.5.8", ND20, "Điều 5 khoản 8",
	    "Người nhiễm HIV/AIDS hộ nghèo không có thu nhập ổn định", "base", "hiv", 150 },
	{ "20.11", ND20, "Điều 11", "Hỗ trợ chi phí mai táng", "funeral", "", 2000 },
	{ "20.20.1a", ND20, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em dưới 4 tuổi", "care", "", 250 },
	{ "20.20.1b", ND20, "Điều 20",
	    "Nhận nuôi dưỡng trẻ em từ đủ 4 đến dưới 16 tuổi", "care", "", 150 },
	{ "20.20.2", ND20, "Điều 20",
	    "Nhận chăm sóc người cao tuổi tại cộng đồng", "care", "", 150 },
	{ "20.20.3a", ND20, "Điều 20",
	    "Người khuyết tật mang thai hoặc nuôi một con dưới 36 tháng tuổi",
	    "care", "", 150 },
	{ "20.20.3b", ND20, "Điều 20",
	    "Người khuyết tật mang thai và nuôi con, hoặc nuôi từ hai con dưới 36 tháng tuổi",
	    "care", "", 200 },
	{ "20.20.4", ND20, "Điều 20",
	    "Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng", "care", "", 100 },
	{ "20.20.5a", ND20, "Điều 20",
	    "Nhận nuôi dưỡng một người khuyết tật đặc biệt nặng", "care", "", 150 },
	/* Not verified for NĐ 20: a decision may say otherwise. */
	{ "20.20.5b", ND20, "Điều 20",
	    "Nhận nuôi dưỡng từ hai người khuyết tật đặc biệt nặng", "care", "", 300 },
	{ "176.2.a", ND176, "Điều 2",
	    "Trợ cấp hưu trí xã hội, từ đủ 75 tuổi", "base", "pension", 100 },
	{ "176.2.b", ND176, "Điều 2",
	    "Trợ cấp hưu trí xã hội, từ đủ 70 đến dưới 75 tuổi hộ nghèo, cận nghèo",
	    "base", "pension", 100 },
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

/*
 * A poor single parent who is old, disabled or has HIV gets both (NĐ 20/2021
 * art. 6.2).  Before 07/2021 it was done likewise: a province that did not
 * says so by a row.
 */
static const struct {
	const char *family, *other;
} category_keeps[] = {
	{ "single_parent", "elderly" },
	{ "single_parent", "disabled" },
	{ "single_parent", "hiv" },
};
static const char category_keeps_source[] = "20/2021/NĐ-CP Điều 6 khoản 2";

/*
 * More is due with the month of the birthday, less or nothing with the month
 * after it (NĐ 20/2021 art. 8).  A pupil of 16 needs a new decision (clause
 * 2), and a child with HIV one by clause 8, so nothing follows by itself.
 */
static const struct {
	const char *category;
	int years;
	const char *from, *next, *starts, *source;
} category_steps[] = {
	{ "136.5.1a", 4, "2015-01", "136.5.1b", "after", "136/2013/NĐ-CP Điều 5" },
	{ "136.5.1b", 16, "2015-01", NULL, "after", "136/2013/NĐ-CP Điều 5" },
	{ "136.5.2", 22, "2015-01", NULL, "after", "136/2013/NĐ-CP Điều 5" },
	{ "136.5.3a", 4, "2015-01", "136.5.3b", "after", "136/2013/NĐ-CP Điều 5" },
	{ "136.5.3b", 16, "2015-01", "136.5.3c", "after", "136/2013/NĐ-CP Điều 5" },
	{ "136.5.5a1", 80, "2015-01", "136.5.5a2", "same", "136/2013/NĐ-CP Điều 6" },
	{ "136.20.1a", 4, "2015-01", "136.20.1b", "after", "136/2013/NĐ-CP Điều 20" },
	{ "136.20.1b", 16, "2015-01", NULL, "after", "136/2013/NĐ-CP Điều 20" },
	{ "28.16.6a", 60, "2015-01", "28.16.6b", "same", "28/2012/NĐ-CP Điều 16" },
	{ "28.16.6b", 16, "2015-01", "28.16.6a", "after", "28/2012/NĐ-CP Điều 16" },
	{ "28.16.6c", 60, "2015-01", "28.16.6d", "same", "28/2012/NĐ-CP Điều 16" },
	{ "28.16.6d", 16, "2015-01", "28.16.6c", "after", "28/2012/NĐ-CP Điều 16" },
	{ "20.5.1a", 4, "2021-07", "20.5.1b", "after", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.1b", 16, "2021-07", NULL, "after", "20/2021/NĐ-CP Điều 5" },
	{ "20.5.2", 22, "2021-07", NULL, "after", "20/2021/NĐ-CP Điều 5" },
	{ "20.5.3a", 4, "2021-07", "20.5.3b", "after", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.3b", 16, "2021-07", NULL, "after", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.5a1", 80, "2021-07", "20.5.5a2", "same", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.5b", 80, "2021-07", "20.5.5c", "same", "20/2021/NĐ-CP Điều 5" },
	{ "20.5.6a", 60, "2021-07", "20.5.6b", "same", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.6b", 16, "2021-07", "20.5.6a", "after", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.6c", 60, "2021-07", "20.5.6d", "same", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.6d", 16, "2021-07", "20.5.6c", "after", "20/2021/NĐ-CP Điều 6" },
	{ "20.5.7", 3, "2021-07", NULL, "after", "20/2021/NĐ-CP Điều 5" },
	{ "20.20.1a", 4, "2021-07", "20.20.1b", "after", "20/2021/NĐ-CP Điều 20" },
	{ "20.20.1b", 16, "2021-07", NULL, "after", "20/2021/NĐ-CP Điều 20" },
	{ "176.2.b", 75, "2025-07", "176.2.a", "same", "176/2025/NĐ-CP Điều 2" },
};

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static enum status
category_seed_row(struct db *db, size_t i, struct err *err)
{
	enum status st;

	st = db_run(db_usef(db, &q_add, "ttttt", category_rows[i].code,
	    category_rows[i].decree, category_rows[i].clause,
	    category_rows[i].name, category_rows[i].kind), err);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_family, "tt", category_rows[i].code,
		    category_rows[i].family), err);
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

	for (i = 0; i < ROWS(meta); i++) {
		st = db_run(db_usef(db, &q_meta_add, "tt", meta[i][0],
		    meta[i][1]), err);
		if (st != ST_OK)
			return st;
	}
	st = db_run(db_usef(db, &q_province_add, "t", province), err);
	if (st != ST_OK)
		return st;
	return db_run(db_usef(db, &q_program, "t", now), err);
}

enum status
office_seed_rules(struct db *db, struct err *err)
{
	enum status st = ST_OK;
	size_t i;

	for (i = 0; st == ST_OK && i < ROWS(category_rows); i++)
		st = category_seed_row(db, i, err);
	for (i = 0; st == ST_OK && i < ROWS(category_keeps); i++)
		st = db_run(db_usef(db, &q_keeps_add, "tttt",
		    category_keeps[i].family, category_keeps[i].other,
		    "2015-01", category_keeps_source), err);
	for (i = 0; st == ST_OK && i < ROWS(category_steps); i++)
		st = db_run(db_usef(db, &q_step_add, "titttt",
		    category_steps[i].category, (int64_t)category_steps[i].years,
		    category_steps[i].from, category_steps[i].next,
		    category_steps[i].starts, category_steps[i].source), err);
	return st;
}

enum status
office_seed_standards(struct db *db, const char *province, struct err *err)
{
	enum status st = ST_OK;
	size_t i;

	for (i = 0; st == ST_OK && i < ROWS(category_standards); i++)
		st = db_run(db_usef(db, &q_standard_add, "ttit", province,
		    category_standards[i].from, category_standards[i].amount,
		    category_standards[i].decree), err);
	return st;
}

enum status
office_seed(struct db *db, const char *province, const char *office,
    const char *now, struct err *err)
{
	enum status st;

	st = category_seed_office(db, province, office, now, err);
	if (st == ST_OK)
		st = office_seed_rules(db, err);
	if (st == ST_OK)
		st = office_seed_standards(db, province, err);
	return st;
}
