/*
 * SPDX-License-Identifier: ISC
 *
 * money: whole đồng in figures and in Vietnamese words.  No fractions and no
 * floating point anywhere.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define MONEY_TEXT 27   /* bytes of "-9.223.372.036.854.775.808" and its NUL */
#define MONEY_WORDS 512 /* bytes that hold any amount in words */

/* "1.234.567"; size >= MONEY_TEXT holds every amount, less cuts it to "#". */
void money_format(char *dst, size_t size, int64_t dong);

/*
 * What a person types: 270000, 270.000, 270 000, 270k, 270n, 270 nghìn,
 * 1,5tr, 2ty, each with an optional "đ" (d, đồng, ₫, VND) and a leading '-'.
 * Groups are of three.  Refused with a message: "1.5" and "1,5" (ambiguous),
 * parts of a đồng, values beyond int64_t, anything else.
 */
enum status money_parse(const char *s, int64_t *dong, struct err *err)
    ERR_CHECKED;

/*
 * The most that one month of one person, one decision or one repayment may be,
 * in đồng.  Far above any rate (a funeral, 20 times the standard, is 5,4
 * million in 2019), and low enough that the sums of a province over all its
 * years fit int64_t.  A higher value is an error, such as a document number in
 * the column of amounts.
 */
#define MONEY_MOST INT64_C(1000000000)

/* ST_INVALID, with the limit in the message, when dong is above most. */
enum status money_bounded(int64_t dong, int64_t most, struct err *err)
    ERR_CHECKED;

/* Regional forms of numbers in words; all false: those of the North. */
struct money_words {
	bool ngan; /* ngàn for nghìn */
	bool le;   /* lẻ for linh */
	bool bon;  /* hai mươi bốn for hai mươi tư */
};

/*
 * "Một triệu không trăm tám mươi nghìn đồng".  style NULL: all false.  Every
 * int64_t has its words; ST_LIMIT only when dst is too small.
 */
enum status money_words(char *dst, size_t size, int64_t dong,
    const struct money_words *style) ERR_CHECKED;
