/* SPDX-License-Identifier: ISC */
/* dateparse: the short forms of dates that people type (text/date.h). */
#include <stdint.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "text/date.h"

/* What was typed, as numbers and how many digits each had. */
struct typed {
	int n;
	int value[3], digits[3];
};

/* Splits at / . - or blanks into one to three numbers of 1 to 8 digits. */
static bool
date_split(const char *s, struct typed *t)
{
	t->n = 0;
	for (;;) {
		if (t->n == 3 || *s < '0' || *s > '9')
			return false;
		t->value[t->n] = t->digits[t->n] = 0;
		for (; *s >= '0' && *s <= '9'; s++) {
			if (++t->digits[t->n] > 8)
				return false;
			t->value[t->n] = t->value[t->n] * 10 + (*s - '0');
		}
		t->n++;
		if (*s == '\0')
			return true;
		if (*s != '/' && *s != '.' && *s != '-' && *s != ' ')
			return false;
		s++;
	}
}

/* A two-digit year: of a birth not in the future, else 20xx. */
static int
date_pivot(int yy, bool birth, int this_year)
{
	int year = this_year / 100 * 100 + yy;

	return birth && year > this_year ? year - 100 : year;
}

static bool
date_birth_year(int year, int this_year)
{
	return year <= this_year && year >= this_year - DATE_AGE_MAX;
}

/* Digits without separators. */
static bool
date_run(const struct typed *t, bool birth, struct date now, struct date *d)
{
	int v = t->value[0];

	switch (t->digits[0]) {
	case 1:
	case 2:
		*d = (struct date){ now.year, now.month, v };
		return !birth && v > 0;
	case 4:
		if (birth)
			*d = (struct date){ v, 0, 0 };
		else
			*d = (struct date){ now.year, v % 100, v / 100 };
		return birth || (d->month > 0 && d->day > 0);
	case 6:
		*d = (struct date){ date_pivot(v % 100, birth, now.year),
			v / 100 % 100, v / 10000 };
		/* 041957: no month is 19 or 20, so this is month and year. */
		if (birth && (d->month == 19 || d->month == 20))
			*d = (struct date){ v % 10000, v / 10000, 0 };
		return d->month > 0;
	case 8:
		*d = (struct date){ v % 10000, v / 10000 % 100, v / 1000000 };
		return birth || (d->month > 0 && d->day > 0);
	default:
		return false;
	}
}

/* Two or three numbers. */
static bool
date_parts(const struct typed *t, bool birth, struct date now, struct date *d)
{
	const int *v = t->value, *digits = t->digits;

	if (t->n == 2 && birth && digits[0] <= 2 && digits[1] == 4) {
		*d = (struct date){ v[1], v[0], 0 };
		return true;
	}
	if (t->n == 2) {
		*d = (struct date){ now.year, v[1], v[0] };
		return !birth && digits[0] <= 2 && digits[1] <= 2 &&
		    v[0] > 0 && v[1] > 0;
	}
	if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) {
		*d = (struct date){ v[0], v[1], v[2] };
	} else if (digits[0] <= 2 && digits[1] <= 2 && digits[2] == 4) {
		*d = (struct date){ v[2], v[1], v[0] };
	} else if (digits[0] <= 2 && digits[1] <= 2 && digits[2] == 2) {
		*d = (struct date){ date_pivot(v[2], birth, now.year), v[1],
			v[0] };
	} else {
		return false;
	}
	/* 00/04/1957 is how files write "day not known". */
	return birth || (v[1] > 0 && d->day > 0);
}

/* t . +3 -1; *done is true if s is one of these. */
static bool
date_relative(const char *s, struct date now, struct date *d, bool *done)
{
	int64_t days;

	*done = true;
	if (strcmp(s, "t") == 0 || strcmp(s, "T") == 0 || strcmp(s, ".") == 0) {
		*d = now;
		return true;
	}
	if (*s != '+' && *s != '-') {
		*done = false;
		return true;
	}
	if (str_int(s + 1, 0, 3660, &days) != ST_OK)
		return false;
	*d = date_from_days(date_days(now) + (long)(*s == '+' ? days : -days));
	return true;
}

static enum status
date_check_birth(struct date d, struct date now, struct err *err)
{
	char a[DATE_TEXT], b[DATE_TEXT];

	if (!date_birth_year(d.year, now.year) && d.year <= now.year)
		return err_set(err, ST_INVALID,
		    _("a birth more than %d years ago: check the year"),
		    DATE_AGE_MAX);
	date_to_iso(a, sizeof(a), d);
	date_to_iso(b, sizeof(b), now);
	/*
	 * Text order is date order; a partial date compares by its known part.
	 */
	if (strncmp(a, b, strlen(a)) > 0)
		return err_set(err, ST_INVALID,
		    _("a birth in the future: check the date"));
	return ST_OK;
}

enum status
date_parse(const char *s, bool birth, const char *today_iso, struct date *out,
    struct err *err)
{
	char text[32];
	struct typed t;
	struct date now, d = { 0, 0, 0 };
	bool ok, done;
	enum status st;

	if (date_from_iso(today_iso, &now) != ST_OK || now.day == 0)
		return err_set(err, ST_INVALID, _("today is not known"));
	ok = str_copy(text, sizeof(text), s) == ST_OK;
	if (ok) {
		(void)str_trim(text);
		ok = date_relative(text, now, &d, &done);
		if (ok && !done)
			ok = date_split(text, &t) && (t.n == 1 ?
			    date_run(&t, birth, now, &d) :
			    date_parts(&t, birth, now, &d));
	}
	if (!ok)
		return err_set(err, ST_INVALID, birth ?
		    _("not a date: write 21/04/1957, 04/1957 or 1957") :
		    _("not a date: write 21/11/2026, 2111 or 21"));
	if (!date_valid(d))
		return err_set(err, ST_INVALID,
		    _("there is no such day in the calendar"));
	if (birth) {
		st = date_check_birth(d, now, err);
		if (st != ST_OK)
			return st;
	}
	*out = d;
	return ST_OK;
}
