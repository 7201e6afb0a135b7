/*
 * SPDX-License-Identifier: ISC
 *
 * date: days and months as people type, read and store them.
 *
 * A birth date may be partial: old people often know the year only.  Stored
 * text is ISO 8601, cut where knowledge ends: "1936", "1957-04",
 * "1957-04-21".  Gregorian calendar, years 1..9999.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define DATE_TEXT 11       /* "dd/mm/yyyy" or "yyyy-mm-dd" with its NUL */
#define DATE_LONG 48       /* date_long() with its NUL */
#define DATE_MONTH 8       /* "yyyy-mm" with its NUL */
#define DATE_AGE_MAX 130   /* a higher age is a typing error */

/* 0 = not known.  A day needs its month, a month its year. */
struct date {
	int year, month, day;
};

/* True when the known parts make a date of the calendar, a day has its month,
 * and a month its year. */
bool date_valid(struct date d);

/*
 * What a person types; today_iso is "yyyy-mm-dd".
 *   anywhere   21/11/2026 21.11.26 21-11-2026 2026-11-21 211126 21112026
 *              t or . (today), +1 -3 (days from today)
 *   not birth  21 (of this month) 2111 (of this year) 21/11
 *   birth      1957 04/1957 041957 00/04/1957 00/00/1957; two-digit years
 *              are 20xx up to this year, else 19xx; not in the future and
 *              not more than 130 years ago
 */
enum status date_parse(const char *s, bool birth, const char *today_iso,
    struct date *out, struct err *err) ERR_CHECKED;

/* dd/mm/yyyy, mm/yyyy, yyyy or "" into DATE_TEXT bytes. */
void date_format(char *dst, size_t size, struct date d);

/* The day of a stored moment (yyyy-mm-ddThh:mm:ss) or date as dd/mm/yyyy; ""
 * when it is neither.  DATE_TEXT bytes. */
void date_day(char *dst, size_t size, const char *moment);

/* Bytes of date_moment() with its NUL. */
#define DATE_MOMENT 24
/* As date_day(), with the time: "08/11/2019 08:30". */
void date_moment(char *dst, size_t size, const char *moment);

/* Strict reverse of date_to_iso(). */
enum status date_from_iso(const char *iso, struct date *out) ERR_CHECKED;

/* yyyy-mm-dd, yyyy-mm, yyyy or "" into DATE_TEXT bytes. */
void date_to_iso(char *dst, size_t size, struct date d);

/* "ngày 21 tháng 11 năm 2026", "tháng 4 năm 1957", "năm 1936"; days below
 * 10 and months 1, 2 get a 0 (NĐ 30/2020/NĐ-CP, annex I, II.4). */
void date_long(char *dst, size_t size, struct date d);

/*
 * Completed years on a day.  Unknown parts count as the first (01/01 of the
 * year, 01 of the month).  -1: no year, or born later.
 */
int date_age(struct date birth, const char *on_iso);

/* Days since 1970-01-01 of a whole date, and back. */
long date_days(struct date d);
struct date date_from_days(long days);

/* "2019-11", "11/2019", "11-2019", "112019", "201911" -> "2019-11". */
enum status month_parse(const char *s, char out[DATE_MONTH]) ERR_CHECKED;

/* n months after ym (before, when n < 0); ST_INVALID: ym is not a month. */
enum status month_add(const char *ym, int n, char out[DATE_MONTH]) ERR_CHECKED;

/* Months from b to a ("2020-01", "2019-11" -> 2); 0 when one is not a month. */
int month_diff(const char *a, const char *b);

/* "11/2019" into DATE_MONTH bytes; "" when ym is not a month. */
void month_format(char *dst, size_t size, const char *ym);
