/*
 * SPDX-License-Identifier: ISC
 *
 * rate/category: what the decrees grant.  Reads category,
 * coefficient and standard.
 *
 * Amount = standard (mức chuẩn, by province and month) x coefficient (hệ số,
 * in hundredths); both are dated tables, so that a new decree is new rows.
 */
#pragma once

#include "db/db.h"

#define CATEGORY_CODE 16 /* bytes of a code with its NUL: "136.5.5a1" */

/* Code of the office's province ("14"), from meta: today's. */
enum status category_province(struct db *db, char *out, size_t size,
    struct err *err) ERR_CHECKED;

/* The province whose standards hold in a month: Bắc Kạn's (06) until
 * 06/2025, Thái Nguyên's (19) from then on. */
enum status category_province_at(struct db *db, const char *month, char *out,
    size_t size, struct err *err) ERR_CHECKED;

/*
 * May one person not have both in that month?  Any two monthly allowances
 * exclude each other, the highest is due, unless table keeps_both names their
 * families (NĐ 20/2021 art. 6.2).  Care and funeral exclude nothing.
 */
enum status category_excludes(struct db *db, const char *a, const char *b,
    const char *month, bool *out, struct err *err) ERR_CHECKED;

struct category_ask {
	const char *province;
	const char *category;
	const char *month;    /* "YYYY-MM": each month at its own rate */
	int64_t hundredths;   /* of the decision; 0: the category's */
	int64_t manual;       /* đồng of the decision; 0: none */
};

struct category_amount {
	int64_t amount, standard, hundredths; /* đồng, đồng, hệ số x 100 */
};

/*
 * What one month is worth.  ST_NOTFOUND: no such category, or no coefficient
 * or standard on that month; ST_INVALID: standard x coefficient is no whole
 * đồng.  A manual amount stands as it is.
 */
enum status category_amount(struct db *db, const struct category_ask *ask,
    struct category_amount *out, struct err *err) ERR_CHECKED;

/* ST_NOTFOUND (field "category") when there is no such code. */
enum status category_check(struct db *db, const char *code, struct err *err)
    ERR_CHECKED;

/* For lists of values. */
struct category_row {
	char code[CATEGORY_CODE];
	char name[160];
};

/* The categories in order of their code, at most max. */
enum status category_list(struct db *db, struct category_row *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/* "1,5" or "1.5" or "2" -> 150, 150, 200. */
enum status category_coefficient(const char *typed, int64_t *hundredths,
    struct err *err) ERR_CHECKED;

/* 150, 1500, 125 -> "1,5", "15", "1,25". */
void category_hundredths(char *dst, size_t size, int64_t hundredths);
