/* SPDX-License-Identifier: ISC */
/*
 * Bytes of a key, in rising order:
 *   00 between syllables; twice after the given name, so that equal given names
 *   sort together whatever surname follows
 *   01        end of a syllable's letters; its tone follows
 *   02..07    tones
 *   10..1F    a number: how many digits (15: or more), then 20..29 each
 *   40..F5    letters: 7 places per base letter, one for each mark
 *   FD        a breve on top of another mark (ê̆)
 *   FE        any other character; its UTF-8 follows
 */
#include "text/sortkey.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/letter.h"
#include "text/words.h"

#define KEY_JOIN 0x00
#define KEY_END 0x01
#define KEY_TONE 0x02
#define KEY_NUMBER 0x10
#define KEY_DIGIT 0x20
#define KEY_LETTER 0x40
#define KEY_BREVE 0xFD
#define KEY_OTHER 0xFE

struct key {
	unsigned char *dst;
	size_t size, len;
	bool open;     /* a syllable has begun */
	bool join;     /* a separator comes before the next syllable */
	uint8_t tone;  /* of the open syllable */
};

static void
key_put(struct key *k, unsigned byte)
{
	if (k->len < k->size)
		k->dst[k->len++] = (unsigned char)byte;
}

static void
key_close(struct key *k)
{
	if (!k->open)
		return;
	key_put(k, KEY_END);
	key_put(k, KEY_TONE + k->tone);
	k->open = false;
	k->join = true;
}

static void
key_open(struct key *k)
{
	if (k->open)
		return;
	if (k->join)
		key_put(k, KEY_JOIN);
	k->open = true;
	k->tone = TONE_NGANG;
}

/* A run of digits; returns its length. */
static size_t
key_number(struct key *k, const char *s, size_t n)
{
	size_t run = 0, zeros = 0, i;

	while (run < n && s[run] >= '0' && s[run] <= '9')
		run++;
	while (zeros + 1 < run && s[zeros] == '0')
		zeros++;
	key_open(k);
	key_put(k, KEY_NUMBER + (run - zeros < 15 ? run - zeros : 15));
	for (i = zeros; i < run; i++)
		key_put(k, KEY_DIGIT + (unsigned)(s[i] - '0'));
	return run;
}

static void
key_char(struct key *k, const char *s, size_t n, uint32_t cp)
{
	struct letter l;
	char c;
	size_t i;

	if (cp == 0x0306 && k->open) {
		key_put(k, KEY_BREVE);
		return;
	}
	if (letter_combining(cp) || letter_apostrophe(cp))
		return;
	if (!letter_of(cp, &l)) {
		c = letter_ascii(cp);
		if (c == 0 && (cp < 0x80 || fold_char(cp) != '?')) {
			key_close(k); /* blank, dash, punctuation */
			return;
		}
		l = (struct letter){ .base = c == 0 ? 0 : (char)(c | 0x20) };
	}
	key_open(k);
	if (l.base == 0) {
		key_put(k, KEY_OTHER);
		for (i = 0; i < n; i++)
			key_put(k, (unsigned char)s[i]);
		return;
	}
	key_put(k, KEY_LETTER + (unsigned)(l.base - 'a') * MARK_COUNT + l.mark);
	if (l.tone != TONE_NGANG)
		k->tone = l.tone;
}

static void
key_span(struct key *k, struct words_span in)
{
	while (in.n > 0) {
		uint32_t cp;
		size_t step = utf8_decode(in.s, in.n, &cp);

		if (*in.s >= '0' && *in.s <= '9')
			step = key_number(k, in.s, in.n);
		else
			key_char(k, in.s, step, cp == UTF8_BAD ? '?' : cp);
		in.s += step;
		in.n -= step;
	}
	key_close(k);
}

size_t
sortkey_name(unsigned char *dst, size_t size, const char *name,
    const char *given)
{
	struct key k = { .dst = dst, .size = size };
	struct words_name parts;

	words_split(&parts, name, given);
	key_span(&k, parts.given);
	key_put(&k, KEY_JOIN);
	key_span(&k, parts.before);
	key_span(&k, parts.after);
	return k.len;
}

size_t
sortkey_text(unsigned char *dst, size_t size, const char *text)
{
	struct key k = { .dst = dst, .size = size };

	key_span(&k, (struct words_span){ text, strlen(text) });
	return k.len;
}
