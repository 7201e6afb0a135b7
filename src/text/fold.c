/* SPDX-License-Identifier: ISC */
#include "text/fold.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/letter.h"
#include "text/words.h"

/* Output of a search fold, with the letters that its rules look back at. */
struct folder {
	char *dst;
	size_t size, len;
	bool gap;     /* a blank comes before the next letter */
	char last[2]; /* letters before in this word, nearest first */
};

/* y after a consonant, or after qu: only there i and y sound the same. */
static char
fold_i_or_y(const char last[2], char c)
{
	if (c != 'y' || last[0] == 0)
		return c;
	if (last[0] == 'u' && last[1] == 'q')
		return 'i';
	return letter_vowel(last[0]) ? 'y' : 'i';
}

static bool
fold_put(struct folder *f, char c)
{
	size_t need = f->gap ? 2 : 1;

	if (f->len + need >= f->size)
		return false;
	if (f->gap) {
		f->dst[f->len++] = ' ';
		f->last[0] = f->last[1] = 0;
	}
	f->gap = false;
	f->dst[f->len++] = fold_i_or_y(f->last, c);
	f->last[1] = f->last[0];
	f->last[0] = c;
	return true;
}

/* Appends the fold of one span. */
static enum status
fold_span(struct folder *f, struct words_span in)
{
	while (in.n > 0) {
		uint32_t cp;
		size_t step = utf8_decode(in.s, in.n, &cp);
		char c;

		if (step == 0 || cp == UTF8_BAD)
			return ST_INVALID;
		in.s += step;
		in.n -= step;
		if (letter_combining(cp) || letter_apostrophe(cp))
			continue;
		c = letter_ascii(cp);
		if (c != 0) {
			c = (char)(c | 0x20);
		} else if (cp < 0x80 && (cp < '0' || cp > '9')) {
			f->gap = f->len > 0;
			continue;
		} else if (cp >= 0x80) {
			c = fold_char(cp);
			if (c != '?') {
				f->gap = f->len > 0;
				continue;
			}
		} else {
			c = (char)cp;
		}
		if (!fold_put(f, c))
			return ST_LIMIT;
	}
	f->gap = f->len > 0;
	return ST_OK;
}

static enum status
fold_end(struct folder *f, enum status st)
{
	f->dst[st == ST_OK ? f->len : 0] = '\0';
	return st;
}

enum status
fold_search(char *dst, size_t size, const char *src)
{
	struct folder f = { .dst = dst, .size = size };

	if (size == 0)
		return ST_LIMIT;
	return fold_end(&f,
	    fold_span(&f, (struct words_span){ src, strlen(src) }));
}

enum status
fold_given(char *dst, size_t size, const char *name, const char *given)
{
	struct folder f = { .dst = dst, .size = size };
	struct words_name parts;
	enum status st;

	if (size == 0)
		return ST_LIMIT;
	words_split(&parts, name, given);
	if ((st = fold_span(&f, parts.given)) == ST_OK &&
	    (st = fold_span(&f, parts.before)) == ST_OK)
		st = fold_span(&f, parts.after);
	return fold_end(&f, st);
}

enum status
fold_initials(char *dst, size_t size, const char *name)
{
	char folded[512];
	enum status st;
	size_t i, len = 0;

	if (size == 0)
		return ST_LIMIT;
	dst[0] = '\0';
	st = fold_search(folded, sizeof(folded), name);
	if (st != ST_OK)
		return st;
	for (i = 0; folded[i] != '\0'; i++) {
		if (folded[i] == ' ' || (i > 0 && folded[i - 1] != ' '))
			continue;
		if (len + 1 >= size) {
			dst[0] = '\0';
			return ST_LIMIT;
		}
		dst[len++] = folded[i];
	}
	dst[len] = '\0';
	return ST_OK;
}

/* Characters with a similar ASCII one of the same width. */
static const struct {
	uint16_t first, last;
	char ascii;
} signs[] = {
	{ 0x00A0, 0x00A0, ' ' }, { 0x00AB, 0x00AB, '"' },
	{ 0x00B4, 0x00B4, '\'' }, { 0x00B7, 0x00B7, '.' },
	{ 0x00BB, 0x00BB, '"' }, { 0x00D7, 0x00D7, 'x' },
	{ 0x00F7, 0x00F7, '/' }, { 0x02B9, 0x02C8, '\'' },
	{ 0x2000, 0x200A, ' ' }, { 0x2010, 0x2015, '-' },
	{ 0x2018, 0x201B, '\'' }, { 0x201C, 0x201F, '"' },
	{ 0x2022, 0x2022, '*' }, { 0x2026, 0x2026, '.' },
	{ 0x202F, 0x202F, ' ' }, { 0x2032, 0x2032, '\'' },
	{ 0x2033, 0x2033, '"' }, { 0x2039, 0x2039, '<' },
	{ 0x203A, 0x203A, '>' }, { 0x2044, 0x2044, '/' },
	{ 0x20AB, 0x20AB, 'd' }, { 0x2190, 0x2190, '<' },
	{ 0x2192, 0x2192, '>' }, { 0x2212, 0x2212, '-' },
	{ 0x2500, 0x2501, '-' }, { 0x2502, 0x2503, '|' },
	{ 0x2504, 0x2505, '-' }, { 0x250C, 0x254B, '+' },
	{ 0x2550, 0x2550, '=' }, { 0x2551, 0x2551, '|' },
	{ 0x2552, 0x256C, '+' }, { 0x2580, 0x2593, '#' },
	{ 0x25CF, 0x25CF, '*' },
};

char
fold_char(unsigned int cp)
{
	size_t i;
	char c;

	if (cp >= 0x20 && cp < 0x7F)
		return (char)cp;
	c = letter_ascii(cp);
	if (c != 0)
		return c;
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (cp >= signs[i].first && cp <= signs[i].last)
			return signs[i].ascii;
	return utf8_width(cp) == 0 ? 0 : '?';
}

void
fold_print(char *dst, size_t size, const char *src)
{
	size_t left = strlen(src), len = 0;

	if (size == 0)
		return;
	while (left > 0) {
		uint32_t cp;
		size_t step = utf8_decode(src, left, &cp);
		char c = fold_char(cp);
		int width = utf8_width(cp);

		src += step;
		left -= step;
		if (len + (size_t)width >= size)
			break;
		while (width-- > 0)
			dst[len++] = c;
	}
	dst[len] = '\0';
}
