/* SPDX-License-Identifier: ISC */
/*
 * match: the second step of a search (text/fold.h).  The index finds rows by
 * their fold; here the typed marks narrow them down.
 */
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/letter.h"

#define WORDS_MAX 24
#define LETTERS_MAX 256

/* A text as words of letters, with the tone of each word apart. */
struct match_word {
	uint16_t first, n;
	uint8_t tone;
};

struct match_text {
	struct {
		uint32_t cp; /* base letter, or the code point itself */
		uint8_t mark;
	} letter[LETTERS_MAX];
	struct match_word word[WORDS_MAX];
	size_t letters, words;
};

static bool
match_letter(struct match_text *t, struct match_word *w, uint32_t cp)
{
	struct letter l;
	uint32_t prev = 0, prev2 = 0;

	if (t->letters == LETTERS_MAX)
		return false;
	if (!letter_of(cp, &l)) {
		char c = letter_ascii(cp);

		l = (struct letter){ .base = 0 };
		if (c != 0)
			cp = (uint32_t)(c | 0x20);
	} else {
		cp = (uint32_t)l.base;
	}
	if (w->n > 0)
		prev = t->letter[t->letters - 1].cp;
	if (w->n > 1)
		prev2 = t->letter[t->letters - 2].cp;
	/* Lý and Lí are one: the rule of fold_search(). */
	if (cp == 'y' && prev != 0 &&
	    (!letter_vowel((char)prev) || (prev == 'u' && prev2 == 'q')))
		cp = 'i';
	t->letter[t->letters].cp = cp;
	t->letter[t->letters].mark = l.mark;
	t->letters++;
	w->n++;
	if (l.tone != TONE_NGANG)
		w->tone = l.tone;
	return true;
}

/* True if cp is part of a word, by the rules of fold_search(). */
static bool
match_inside(uint32_t cp)
{
	if (letter_ascii(cp) != 0 || (cp >= '0' && cp <= '9'))
		return true;
	return cp >= 0x80 && fold_char(cp) == '?';
}

/* False when s is too long for a search (it then matches nothing). */
static bool
match_read(struct match_text *t, const char *s)
{
	size_t left = strlen(s);
	struct match_word *w = NULL;

	t->letters = t->words = 0;
	while (left > 0) {
		uint32_t cp;
		size_t step = utf8_decode(s, left, &cp);

		s += step;
		left -= step;
		if (letter_combining(cp) || letter_apostrophe(cp))
			continue;
		if (!match_inside(cp)) {
			w = NULL;
			continue;
		}
		if (w == NULL) {
			if (t->words == WORDS_MAX)
				return false;
			w = &t->word[t->words++];
			*w = (struct match_word){
				.first = (uint16_t)t->letters };
		}
		if (!match_letter(t, w, cp))
			return false;
	}
	return true;
}

static bool
match_prefix(const struct match_text *a, const struct match_word *typed,
    const struct match_text *b, const struct match_word *word)
{
	size_t i;

	if (typed->n > word->n)
		return false;
	if (typed->tone != TONE_NGANG && typed->tone != word->tone)
		return false;
	for (i = 0; i < typed->n; i++) {
		size_t x = typed->first + i, y = word->first + i;

		if (a->letter[x].cp != b->letter[y].cp)
			return false;
		if (a->letter[x].mark != MARK_NONE &&
		    a->letter[x].mark != b->letter[y].mark)
			return false;
	}
	return true;
}

bool
fold_matches(const char *typed, const char *name)
{
	struct match_text a, b;
	size_t i, j = 0;

	if (!match_read(&a, typed) || !match_read(&b, name))
		return false;
	for (i = 0; i < a.words; i++, j++) {
		while (j < b.words &&
		    !match_prefix(&a, &a.word[i], &b, &b.word[j]))
			j++;
		if (j >= b.words)
			return false;
	}
	return true;
}

/*
 * Assigns a word of the name to typed word i, reassigning earlier ones when
 * needed (Kuhn's matching: "a an" fits "An A", which a greedy choice would
 * miss).
 */
static bool
match_place(const struct match_text *a, const struct match_text *b, size_t i,
    int owner[WORDS_MAX], uint32_t *seen)
{
	size_t j;

	for (j = 0; j < b->words; j++) {
		if ((*seen >> j & 1) != 0 ||
		    !match_prefix(a, &a->word[i], b, &b->word[j]))
			continue;
		*seen |= (uint32_t)1 << j;
		if (owner[j] < 0 ||
		    match_place(a, b, (size_t)owner[j], owner, seen)) {
			owner[j] = (int)i;
			return true;
		}
	}
	return false;
}

static bool
match_begins(const struct match_text *t, size_t letter)
{
	size_t i;

	for (i = 0; i < t->words; i++)
		if (t->word[i].first == letter)
			return true;
	return false;
}

/* True if one of the words of b that the typed word covers has its tone. */
static bool
match_tone(const struct match_word *typed, size_t at,
    const struct match_text *b)
{
	size_t i;

	if (typed->tone == TONE_NGANG)
		return true;
	for (i = 0; i < b->words; i++)
		if (b->word[i].first < at + typed->n &&
		    at < (size_t)b->word[i].first + b->word[i].n &&
		    b->word[i].tone == typed->tone)
			return true;
	return false;
}

/*
 * True if the typed letters match from the start of a word of the name on,
 * across the following words.  A typed blank matches the start of a word.
 */
static bool
match_run(const struct match_text *a, const struct match_text *b, size_t from)
{
	size_t i, k;

	if (a->letters > b->letters - from)
		return false;
	for (i = 0; i < a->words; i++)
		if (!match_begins(b, from + a->word[i].first) ||
		    !match_tone(&a->word[i], from + a->word[i].first, b))
			return false;
	for (k = 0; k < a->letters; k++) {
		uint32_t x = a->letter[k].cp, y = b->letter[from + k].cp;

		/* After a letter y was folded to i: "vangy" is Vàng Y. */
		if (x == 'i' && y == 'y' && match_begins(b, from + k))
			x = y;
		if (x != y || (a->letter[k].mark != MARK_NONE &&
		    a->letter[k].mark != b->letter[from + k].mark))
			return false;
	}
	return true;
}

static bool
match_joined(const struct match_text *a, const struct match_text *b)
{
	size_t j;

	for (j = 0; j < b->words; j++)
		if (match_run(a, b, b->word[j].first))
			return true;
	return false;
}

bool
fold_matches_any(const char *typed, const char *name)
{
	struct match_text a, b;
	int owner[WORDS_MAX];
	size_t i;

	if (!match_read(&a, typed) || !match_read(&b, name))
		return false;
	for (i = 0; i < WORDS_MAX; i++)
		owner[i] = -1;
	for (i = 0; i < a.words; i++) {
		uint32_t seen = 0;

		if (!match_place(&a, &b, i, owner, &seen))
			return match_joined(&a, &b);
	}
	return true;
}
