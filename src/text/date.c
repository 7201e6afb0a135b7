/* SPDX-License-Identifier: ISC */
#include "text/date.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

static int
date_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	if (month == 2 &&
	    ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0))
		return 29;
	return days[month - 1];
}

bool
date_valid(struct date d)
{
	if (d.year < 1 || d.year > 9999 || d.month < 0 || d.month > 12 ||
	    d.day < 0)
		return false;
	if (d.month == 0)
		return d.day == 0;
	return d.day <= date_month_days(d.year, d.month);
}

void
date_format(char *dst, size_t size, struct date d)
{
	if (!date_valid(d))
		(void)snprintf(dst, size, "%s", "");
	else if (d.month == 0)
		(void)snprintf(dst, size, "%04d", d.year);
	else if (d.day == 0)
		(void)snprintf(dst, size, "%02d/%04d", d.month, d.year);
	else
		(void)snprintf(dst, size, "%02d/%02d/%04d", d.day, d.month,
		    d.year);
}

void
date_to_iso(char *dst, size_t size, struct date d)
{
	if (!date_valid(d))
		(void)snprintf(dst, size, "%s", "");
	else if (d.month == 0)
		(void)snprintf(dst, size, "%04d", d.year);
	else if (d.day == 0)
		(void)snprintf(dst, size, "%04d-%02d", d.year, d.month);
	else
		(void)snprintf(dst, size, "%04d-%02d-%02d", d.year, d.month,
		    d.day);
}

/* Exactly n digits at s. */
static bool
date_digits(const char *s, int n, int *out)
{
	int v = 0;

	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return false;
		v = v * 10 + (*s - '0');
	}
	*out = v;
	return true;
}

void
date_moment(char *dst, size_t size, const char *moment)
{
	size_t n;

	date_day(dst, size, moment);
	n = strlen(dst);
	if (n > 0 && strlen(moment) >= 16)
		(void)snprintf(dst + n, size - n, " %.5s", moment + 11);
}

void
date_day(char *dst, size_t size, const char *moment)
{
	char day[DATE_TEXT];
	struct date d;

	(void)str_copy_cut(day, sizeof(day), moment);
	dst[0] = '\0';
	if (date_from_iso(day, &d) == ST_OK)
		date_format(dst, size, d);
}

enum status
date_from_iso(const char *iso, struct date *out)
{
	struct date d = { 0, 0, 0 };
	size_t n = strlen(iso);

	if ((n != 4 && n != 7 && n != 10) || !date_digits(iso, 4, &d.year))
		return ST_INVALID;
	if (n >= 7 && (iso[4] != '-' || !date_digits(iso + 5, 2, &d.month) ||
	    d.month == 0))
		return ST_INVALID;
	if (n == 10 && (iso[7] != '-' || !date_digits(iso + 8, 2, &d.day) ||
	    d.day == 0))
		return ST_INVALID;
	if (!date_valid(d))
		return ST_INVALID;
	*out = d;
	return ST_OK;
}

void
date_long(char *dst, size_t size, struct date d)
{
	char day[24] = "", month[24] = "";

	if (!date_valid(d)) {
		(void)snprintf(dst, size, "%s", "");
		return;
	}
	if (d.day > 0)
		(void)snprintf(day, sizeof(day), "ngày %02d ", d.day);
	if (d.month > 0)
		(void)snprintf(month, sizeof(month),
		    d.month < 3 ? "tháng %02d " : "tháng %d ", d.month);
	(void)snprintf(dst, size, "%s%snăm %d", day, month, d.year);
}

/* Day count by 400-year eras that begin on 1 March (leap day last). */
long
date_days(struct date d)
{
	long y = d.month <= 2 ? d.year - 1 : d.year;
	long era = y / 400, yoe = y % 400;
	long doy = (153 * (d.month > 2 ? d.month - 3 : d.month + 9) + 2) / 5 +
	    d.day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date
date_from_days(long days)
{
	long z = days + 719468, era = z / 146097, doe = z % 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;
	struct date d;

	d.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	d.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	d.year = (int)(yoe + era * 400 + (d.month <= 2));
	return d;
}

int
date_age(struct date birth, const char *on_iso)
{
	struct date on;
	int age;

	if (!date_valid(birth) || date_from_iso(on_iso, &on) != ST_OK)
		return -1;
	if (birth.month == 0)
		birth.month = 1;
	if (birth.day == 0)
		birth.day = 1;
	age = on.year - birth.year;
	if (on.month < birth.month ||
	    (on.month == birth.month && on.day < birth.day))
		age--;
	return age >= 0 ? age : -1;
}

static enum status
month_set(int year, int month, char out[DATE_MONTH])
{
	if (year < 1 || year > 9999 || month < 1 || month > 12)
		return ST_INVALID;
	return str_format(out, DATE_MONTH, "%04d-%02d", year, month);
}

static bool
month_sign(char c)
{
	return c == '-' || c == '/' || c == '.';
}

enum status
month_parse(const char *s, char out[DATE_MONTH])
{
	size_t n = strlen(s);
	int y, m;

	if (n == 7 && month_sign(s[4]) && date_digits(s, 4, &y) &&
	    date_digits(s + 5, 2, &m))
		return month_set(y, m, out);
	if (n == 7 && month_sign(s[2]) && date_digits(s, 2, &m) &&
	    date_digits(s + 3, 4, &y))
		return month_set(y, m, out);
	if (n == 6 && month_sign(s[1]) && date_digits(s, 1, &m) &&
	    date_digits(s + 2, 4, &y))
		return month_set(y, m, out);
	/* 112019 or 201911: no month is 19 or 20, so this is not ambiguous. */
	if (n == 6 && date_digits(s, 2, &m) && date_digits(s + 2, 4, &y) &&
	    m >= 1 && m <= 12)
		return month_set(y, m, out);
	if (n == 6 && date_digits(s, 4, &y) && date_digits(s + 4, 2, &m))
		return month_set(y, m, out);
	return ST_INVALID;
}

/* Months since year 0; false when ym is not strictly "yyyy-mm". */
static bool
month_count(const char *ym, int *out)
{
	struct date d;

	if (strlen(ym) != 7 || date_from_iso(ym, &d) != ST_OK)
		return false;
	*out = d.year * 12 + d.month - 1;
	return true;
}

enum status
month_add(const char *ym, int n, char out[DATE_MONTH])
{
	int count;

	if (!month_count(ym, &count) || __builtin_add_overflow(count, n, &count) ||
	    count < 12)
		return ST_INVALID;
	return month_set(count / 12, count % 12 + 1, out);
}

int
month_diff(const char *a, const char *b)
{
	int x, y;

	if (!month_count(a, &x) || !month_count(b, &y))
		return 0;
	return x - y;
}

void
month_format(char *dst, size_t size, const char *ym)
{
	struct date d = { 0, 0, 0 };

	if (date_from_iso(ym, &d) != ST_OK || d.month == 0)
		d.year = 0;
	d.day = 0;
	date_format(dst, size, d);
}
