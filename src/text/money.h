/*
 * SPDX-License-Identifier: ISC
 *
 * money: whole đồng in figures and in Vietnamese words.  No fractions and no
 * floating point anywhere.
 */
#ifndef CHITRA_TEXT_MONEY_H
#define CHITRA_TEXT_MONEY_H

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
 * Groups are of three.  Refused with a message: "1.5" and "1,5" (what do
 * they mean?), parts of a đồng, more than int64_t holds, anything else.
 */
enum status money_parse(const char *s, int64_t *dong, struct err *err)
    ERR_CHECKED;

/*
 * The most that one month of one person, one decision or one repayment may be:
 * far above any rate (20 times the standard, for a funeral, is 5,4 million in
 * 2019), and so low that the sums of a province over all its years stay within
 * int64_t.  More is a slip: a number of a paper in the column of amounts.
 */
#define MONEY_MOST INT64_C(1000000000)

/* ST_INVALID names the limit. */
enum status money_bounded(int64_t dong, int64_t most, struct err *err)
    ERR_CHECKED;

/* How an office reads numbers out; all false is the usual way of the North. */
struct money_words {
	bool ngan; /* ngàn for nghìn */
	bool le;   /* lẻ for linh */
	bool bon;  /* hai mươi bốn for hai mươi tư */
};

/*
 * "Một triệu không trăm tám mươi nghìn đồng".  style NULL: the usual way.
 * Every int64_t has its words; ST_LIMIT only when dst is too small.
 */
enum status money_words(char *dst, size_t size, int64_t dong,
    const struct money_words *style) ERR_CHECKED;

#endif
