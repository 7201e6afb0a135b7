/* SPDX-License-Identifier: ISC */
/*
 * input: replays the keys of a word into letters without tones; the tone is
 * kept apart and placed at the end, when all letters are known.  What the keys
 * do to vowels is in inputmark.c, the shape of syllables in syllable.c.
 */
#include "text/input.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/inputmark.h"
#include "text/nfc.h"

bool
input_is_key(uint32_t cp, enum input_method m)
{
	struct letter l;

	if (letter_of(cp, &l) || letter_combining(cp))
		return true;
	if (m == INPUT_TELEX || m == INPUT_BOTH)
		if (cp == '[' || cp == ']' || cp == '{' || cp == '}')
			return true;
	return (m == INPUT_VNI || m == INPUT_BOTH) && cp >= '0' && cp <= '9';
}

/* The tone of a key; TONE_COUNT for a key without one. */
static enum letter_tone
input_tone(char key)
{
	switch (key | 0x20) {
	case 's': return TONE_SAC;
	case 'f': return TONE_HUYEN;
	case 'r': return TONE_HOI;
	case 'x': return TONE_NGA;
	case 'j': return TONE_NANG;
	default: break;
	}
	switch (key) {
	case '1': return TONE_SAC;
	case '2': return TONE_HUYEN;
	case '3': return TONE_HOI;
	case '4': return TONE_NGA;
	case '5': return TONE_NANG;
	default: return TONE_COUNT;
	}
}

/* A tone key; false when it is just a letter here. */
static bool
input_put_tone(struct typing *t, char key, enum letter_tone tone)
{
	struct syllable s;
	bool digit = key < 'A';

	syllable_look(&s, t->l, t->n);
	if (s.first == s.end)
		return false;
	if (!s.vietnamese && !digit)
		return false;
	if (s.vietnamese && s.stop && tone != TONE_SAC && tone != TONE_NANG)
		return false;
	if (t->tone != tone) {
		t->tone = (uint8_t)tone;
		return true;
	}
	t->tone = TONE_NGANG;
	t->literal = true;
	return false;
}

static bool
input_telex(struct typing *t, char key)
{
	enum letter_tone tone;

	switch (key | 0x20) {
	case 'a': case 'e': case 'o':
		return inputmark_circ(t, key);
	case 'd':
		return inputmark_stroke(t, key);
	case 'w':
		return inputmark_hook(t, key);
	case 'z':
		if (t->tone == TONE_NGANG)
			return false;
		t->tone = TONE_NGANG;
		return true;
	case '[' | 0x20: case ']' | 0x20:
		return inputmark_bracket(t, key);
	default:
		tone = input_tone(key);
		return tone != TONE_COUNT && input_put_tone(t, key, tone);
	}
}

static bool
input_vni(struct typing *t, char key)
{
	switch (key) {
	case '0':
		if (t->tone == TONE_NGANG)
			return false;
		t->tone = TONE_NGANG;
		return true;
	case '6':
		return inputmark_circ(t, key);
	case '7':
	case '8':
		return inputmark_hook(t, key);
	case '9':
		return inputmark_stroke(t, key);
	default:
		return (key == '4' && inputmark_highland(t, key)) ||
		    input_put_tone(t, key, input_tone(key));
	}
}

/* One key of the word; false when the word is too long. */
static bool
input_key(struct typing *t, uint32_t cp)
{
	char key = cp < 0x80 ? (char)cp : 0;
	struct letter l;

	if (t->n == INPUT_LETTERS)
		return false;
	if (!t->literal && key != 0) {
		bool digit = key >= '0' && key <= '9';

		if (digit ? input_vni(t, key) :
		    t->method != INPUT_VNI && input_telex(t, key))
			return true;
	}
	if (letter_of(cp, &l)) {
		t->l[t->n++] = (struct typed_letter){ .base = l.base,
			.mark = l.mark, .upper = l.upper };
		if (l.tone != TONE_NGANG)
			t->tone = l.tone;
	} else {
		t->l[t->n++] = (struct typed_letter){ .cp = cp };
	}
	if (!t->literal)
		inputmark_complete(t);
	return true;
}

/* The output text. */
struct out {
	char text[INPUT_SIZE * 2];
	size_t len;
};

static bool
out_put(struct out *o, uint32_t cp)
{
	if (o->len + 4 >= sizeof(o->text))
		return false;
	o->len += utf8_encode(o->text + o->len, cp);
	return true;
}

/* Writes the letters with the tone on its letter, and starts a new word. */
static bool
input_flush(struct typing *t, struct out *o)
{
	struct syllable s;
	size_t at = t->n, i;

	syllable_look(&s, t->l, t->n);
	if (t->tone != TONE_NGANG && s.first < s.end)
		at = syllable_tone(&s, t->l, t->n, t->new_style);
	for (i = 0; i < t->n; i++) {
		const struct typed_letter *l = &t->l[i];
		uint32_t cp = l->cp;

		if (l->base != 0)
			cp = letter_cp((struct letter){ .base = l->base,
			    .mark = l->mark, .upper = l->upper });
		if (!out_put(o, cp) ||
		    (i == at && !out_put(o, letter_tone_cp(t->tone))))
			return false;
	}
	t->n = 0;
	t->tone = TONE_NGANG;
	t->literal = false;
	return true;
}

enum status
input_compose(char *dst, size_t size, const char *rawkeys,
    enum input_method m, bool new_tone_style)
{
	struct typing t = { .method = m, .new_style = new_tone_style };
	struct out o = { .len = 0 };
	char raw[INPUT_SIZE];
	const char *s = raw;
	enum status st;

	if (*rawkeys == INPUT_LITERAL || m == INPUT_OFF)
		return nfc_compose(dst, size,
		    rawkeys + (*rawkeys == INPUT_LITERAL));
	st = nfc_compose(raw, sizeof(raw), rawkeys);
	if (st != ST_OK)
		return st;
	while (*s != '\0') {
		uint32_t cp = 0;

		s += utf8_decode(s, strlen(s), &cp);
		/*
		 * Other characters (an apostrophe) start a new syllable: h'hen.
		 */
		if (input_is_key(cp, m) ? !input_key(&t, cp) :
		    !input_flush(&t, &o) || !out_put(&o, cp))
			return ST_LIMIT;
	}
	if (!input_flush(&t, &o))
		return ST_LIMIT;
	o.text[o.len] = '\0';
	return nfc_compose(dst, size, o.text);
}

/* True if the texts differ only in the letter with the tone (hoà, hòa). */
static bool
input_same(const char *a, const char *b)
{
	int tone = 0;

	while (*a != '\0' && *b != '\0') {
		struct letter x, y;
		uint32_t cp = 0, dp = 0;

		a += utf8_decode(a, strlen(a), &cp);
		b += utf8_decode(b, strlen(b), &dp);
		if (!letter_of(cp, &x) || !letter_of(dp, &y)) {
			/* The next syllable has its own tone. */
			if (cp != dp || tone != 0)
				return false;
			continue;
		}
		if (x.base != y.base || x.mark != y.mark || x.upper != y.upper)
			return false;
		tone += (1 << 3 * x.tone) - (1 << 3 * y.tone);
	}
	return *a == *b && tone == 0;
}

/* Removes the last letter of s with its combining marks. */
static void
input_chop(char *s)
{
	size_t n = strlen(s), at = 0, last = 0;

	while (at < n) {
		uint32_t cp;
		size_t step = utf8_decode(s + at, n - at, &cp);

		if (!letter_combining(cp))
			last = at;
		at += step;
	}
	s[last] = '\0';
}

enum status
input_backspace(char *raw, size_t size, enum input_method m,
    bool new_tone_style)
{
	char want[INPUT_SIZE], got[INPUT_SIZE], literal[2] = { INPUT_LITERAL };
	enum status st;
	size_t n;

	st = input_compose(want, sizeof(want), raw, m, new_tone_style);
	if (st != ST_OK)
		return st;
	input_chop(want);
	st = input_compose(got, sizeof(got), want, m, new_tone_style);
	if (st == ST_OK && input_same(got, want))
		return str_copy(raw, size, want);
	/*
	 * A letter could act as a key when replayed: "ass" gives "as", not "á".
	 */
	for (n = strlen(raw); n > 0; n--) {
		char was = raw[n];

		raw[n] = '\0';
		if (input_compose(got, sizeof(got), raw, m, new_tone_style) ==
		    ST_OK && strcmp(got, want) == 0)
			return ST_OK;
		raw[n] = was;
	}
	return str_format(raw, size, "%s%s", literal, want);
}
