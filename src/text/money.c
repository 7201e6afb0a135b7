/* SPDX-License-Identifier: ISC */
#include "text/money.h"

#include <string.h>

#include "base/buf.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/letter.h"

/* |v| of any int64_t, INT64_MIN included. */
static uint64_t
money_abs(int64_t v)
{
	return v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v;
}

void
money_format(char *dst, size_t size, int64_t dong)
{
	char out[MONEY_TEXT];
	size_t at = sizeof(out) - 1;
	uint64_t v = money_abs(dong);
	int digits = 0;

	out[at] = '\0';
	do {
		if (digits > 0 && digits % 3 == 0)
			out[--at] = '.';
		out[--at] = (char)('0' + v % 10);
		digits++;
		v /= 10;
	} while (v > 0);
	if (dong < 0)
		out[--at] = '-';
	/* A truncated amount would be a wrong one. */
	if (str_copy(dst, size, out + at) != ST_OK)
		(void)str_copy_cut(dst, size, "#");
}

/* Digits of an amount as typed, before its unit is known. */
struct figures {
	int64_t value; /* all digits, without the comma */
	int decimals;  /* digits after the comma */
	bool comma, group_error, overflow;
	int digits;
};

static void
money_digit(struct figures *f, char c)
{
	f->digits++;
	if (__builtin_mul_overflow(f->value, 10, &f->value) ||
	    __builtin_add_overflow(f->value, c - '0', &f->value))
		f->overflow = true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Reads digits, '.' or ' ' between groups of three, one ','.  Returns the rest
 * of the text.
 */
static const char *
money_figures(struct figures *f, const char *s)
{
	int run = 0;       /* digits since the last separator */
	char group = 0;    /* the separator in use */

	for (;; s++) {
		if (is_digit(*s)) {
			money_digit(f, *s);
			run++;
			f->decimals += f->comma;
		} else if ((*s == '.' || *s == ' ') && is_digit(s[1])) {
			if (f->comma || (group != 0 && group != *s) ||
			    (group == 0 ? run == 0 || run > 3 : run != 3))
				f->group_error = true;
			group = *s;
			run = 0;
		} else if (*s == ',' && !f->comma) {
			if (run == 0 || (group != 0 && run != 3))
				f->group_error = true;
			f->comma = true;
		} else {
			break;
		}
	}
	if (group != 0 && !f->comma && run != 3)
		f->group_error = true;
	if (f->comma && f->decimals == 0)
		f->group_error = true;
	return s;
}

/* The unit without ₫; false when it holds more than letters. */
static bool
money_unit_word(char *dst, size_t size, const char *s)
{
	static const char sign[] = "₫";
	size_t n = strlen(sign), len;
	uint32_t cp = 0;
	size_t step;

	if (str_copy(dst, size, s) != ST_OK || !utf8_valid(s, strlen(s)))
		return false;
	len = strlen(str_trim(dst));
	if (len >= n && strcmp(dst + len - n, sign) == 0)
		dst[len - n] = '\0';
	for (; (step = utf8_decode(dst, strlen(dst), &cp)) > 0; dst += step)
		if (cp != ' ' && letter_ascii(cp) == 0 && !letter_combining(cp))
			return false;
	return true;
}

/* Powers of ten of the units, compared without marks and case. */
static int
money_unit(const char *s)
{
	static const struct {
		const char *word;
		int zeros;
	} units[] = {
		{ "", 0 }, { "d", 0 }, { "dong", 0 }, { "vnd", 0 },
		{ "k", 3 }, { "n", 3 }, { "nghin", 3 }, { "ngan", 3 },
		{ "tr", 6 }, { "trieu", 6 }, { "ti", 9 },
	};
	char typed[40], word[40];
	size_t i, n;

	if (!money_unit_word(typed, sizeof(typed), s) ||
	    fold_search(word, sizeof(word), typed) != ST_OK)
		return -1;
	/* "nghìn đồng": the unit, then the currency. */
	n = strlen(word);
	if (n > 5 && strcmp(word + n - 5, " dong") == 0)
		word[n - 5] = '\0';
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(word, units[i].word) == 0)
			return units[i].zeros;
	return -1;
}

static enum status
money_scale(struct figures *f, int zeros, struct err *err)
{
	int i;

	if (f->decimals > 0 && zeros == 0)
		return err_set(err, ST_INVALID,
		    _("amounts are whole đồng: write 1500, 1.500 or 1,5k"));
	/* Drop trailing zeros after the comma that the unit does not need. */
	for (; f->decimals > zeros && f->value % 10 == 0; f->decimals--)
		f->value /= 10;
	if (f->decimals > zeros)
		return err_set(err, ST_INVALID, _("amounts are whole đồng"));
	for (i = f->decimals; i < zeros; i++)
		if (__builtin_mul_overflow(f->value, 10, &f->value))
			f->overflow = true;
	if (f->overflow)
		return err_set(err, ST_INVALID, _("the amount is too large"));
	return ST_OK;
}

enum status
money_parse(const char *s, int64_t *dong, struct err *err)
{
	struct figures f = { .value = 0 };
	bool neg;
	int zeros;
	enum status st;

	while (*s == ' ')
		s++;
	neg = *s == '-';
	s = money_figures(&f, s + neg);
	if (f.digits == 0)
		return err_set(err, ST_INVALID, _("type an amount"));
	zeros = money_unit(s);
	if (zeros < 0)
		return err_set(err, ST_INVALID,
		    _("not an amount: write 270000, 270.000, 270k or 1,5tr"));
	if (f.group_error)
		return err_set(err, ST_INVALID,
		    _("points stand between groups of three: 1.500.000; "
		      "decimals need a comma and a unit: 1,5tr"));
	st = money_scale(&f, zeros, err);
	if (st == ST_OK)
		*dong = neg ? -f.value : f.value;
	return st;
}

enum status
money_bounded(int64_t dong, int64_t most, struct err *err)
{
	char limit[MONEY_TEXT];

	if (dong <= most)
		return ST_OK;
	money_format(limit, sizeof(limit), most);
	return err_set(err, ST_INVALID,
	    _("more than %s đồng: is it the number of a paper?"), limit);
}

/* State of money_words(). */
struct reader {
	struct buf out;
	const struct money_words *style;
};

static void
say(struct reader *r, const char *word)
{
	if (r->out.len > 0)
		(void)buf_add(&r->out, " ", 1);
	(void)buf_adds(&r->out, word);
}

/*
 * Three digits.  `full`: not the first group, so zeros are read too ("không
 * trăm linh năm").
 */
static void
say_group(struct reader *r, unsigned v, bool full)
{
	static const char *const digit[] = { "không", "một", "hai", "ba", "bốn",
		"năm", "sáu", "bảy", "tám", "chín" };
	unsigned hundreds = v / 100, tens = v / 10 % 10, ones = v % 10;

	if (full || hundreds > 0) {
		say(r, digit[hundreds]);
		say(r, "trăm");
	}
	if (tens == 0 && ones > 0 && (full || hundreds > 0))
		say(r, r->style->le ? "lẻ" : "linh");
	if (tens == 1) {
		say(r, "mười");
	} else if (tens > 1) {
		say(r, digit[tens]);
		say(r, "mươi");
	}
	/* mốt and tư only after mươi, lăm after mười too. */
	if (ones == 1 && tens > 1)
		say(r, "mốt");
	else if (ones == 4 && tens > 1 && !r->style->bon)
		say(r, "tư");
	else if (ones == 5 && tens > 0)
		say(r, "lăm");
	else if (ones > 0)
		say(r, digit[ones]);
}

/* tỷ is the group above triệu: 10^18 is "một tỷ tỷ". */
static void
say_number(struct reader *r, uint64_t v, bool full)
{
	static const uint64_t billion = 1000000000;
	unsigned group[3];
	int i;

	if (v >= billion) {
		say_number(r, v / billion, full);
		say(r, "tỷ");
		full = true;
		v %= billion;
	}
	group[0] = (unsigned)(v / 1000000);
	group[1] = (unsigned)(v / 1000 % 1000);
	group[2] = (unsigned)(v % 1000);
	for (i = 0; i < 3; i++) {
		if (group[i] == 0)
			continue; /* nothing is said of an empty group */
		say_group(r, group[i], full);
		full = true;
		if (i == 0)
			say(r, "triệu");
		else if (i == 1)
			say(r, r->style->ngan ? "ngàn" : "nghìn");
	}
}

enum status
money_words(char *dst, size_t size, int64_t dong,
    const struct money_words *style)
{
	static const struct money_words usual = { false, false, false };
	struct reader r = { .style = style != NULL ? style : &usual };
	enum status st;

	buf_init(&r.out, MONEY_WORDS);
	if (dong < 0)
		say(&r, "Âm");
	if (dong == 0)
		say(&r, "không");
	say_number(&r, money_abs(dong), false);
	say(&r, "đồng");
	/* Every first word but Âm starts with an ASCII letter. */
	if (dong >= 0)
		r.out.data[0] = (unsigned char)(r.out.data[0] - 0x20);
	st = str_copy(dst, size, buf_str(&r.out));
	buf_done(&r.out);
	return st;
}
