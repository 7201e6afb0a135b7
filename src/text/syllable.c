/* SPDX-License-Identifier: ISC */
#include "text/syllable.h"

#include <string.h>

/* Nuclei are spelled with A @ for ă â, E for ê, O 0 for ô ơ, U for ư. */
static char
syllable_code(const struct typed_letter *l)
{
	switch (l->base) {
	case 'a':
		return l->mark == MARK_BREVE ? 'A' :
		    l->mark == MARK_CIRC ? '@' : 'a';
	case 'e':
		return l->mark == MARK_CIRC ? 'E' : 'e';
	case 'o':
		return l->mark == MARK_CIRC ? 'O' :
		    l->mark == MARK_HORN ? '0' : 'o';
	case 'u':
		return l->mark == MARK_HORN ? 'U' : 'u';
	case 'd':
		return l->mark == MARK_STROKE ? 'D' : 'd';
	default:
		return l->base;
	}
}

/* True if the spelling of l[from, to) is a word of the table. */
static bool
syllable_in(const char *const *table, size_t count,
    const struct typed_letter *l, size_t from, size_t to)
{
	char word[4];
	size_t i;

	if (to - from >= sizeof(word))
		return false;
	for (i = from; i < to; i++)
		word[i - from] = syllable_code(&l[i]);
	word[to - from] = '\0';
	for (i = 0; i < count; i++)
		if (strcmp(word, table[i]) == 0)
			return true;
	return false;
}

#define IN(table, l, from, to)                                                \
	syllable_in(table, sizeof(table) / sizeof((table)[0]), l, from, to)

void
syllable_look(struct syllable *s, const struct typed_letter *l, size_t n)
{
	static const char *const initials[] = { "", "b", "c", "ch", "d", "D",
		"g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
		"nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x" };
	static const char *const finals[] = { "", "c", "ch", "k", "m", "n",
		"ng", "nh", "p", "t" };
	static const char *const stops[] = { "c", "ch", "k", "p", "t" };

	s->end = n;
	while (s->end > 0 && !letter_vowel(l[s->end - 1].base))
		s->end--;
	s->first = s->end;
	while (s->first > 0 && letter_vowel(l[s->first - 1].base))
		s->first--;
	/* qu and gi are consonants when a vowel follows: quá, già; but gì. */
	if (s->end - s->first > 1 && s->first == 1 &&
	    l[1].mark == MARK_NONE &&
	    ((l[0].base == 'q' && l[1].base == 'u') ||
	    (l[0].base == 'g' && l[1].base == 'i')))
		s->first = 2;
	s->vietnamese = s->first < s->end &&
	    IN(initials, l, 0, s->first) && IN(finals, l, s->end, n);
	s->stop = IN(stops, l, s->end, n);
}

bool
syllable_nucleus(const struct syllable *s, const struct typed_letter *l,
    size_t n)
{
	static const char *const any[] = { "a", "A", "@", "e", "E", "i", "o",
		"O", "0", "u", "U", "y", "iE", "yE", "oa", "oA", "oe", "oo",
		"u@", "uE", "uO", "u0", "U0", "uy", "uyE" };
	static const char *const open[] = { "ai", "ao", "au", "ay", "@u", "@y",
		"eo", "Eu", "ia", "iEu", "iu", "oai", "oao", "oay", "oeo", "oi",
		"Oi", "0i", "ua", "uay", "u@y", "ui", "uOi", "uya", "uyu",
		"Ua", "Ui", "U0i", "U0u", "Uu", "yEu" };

	return IN(any, l, s->first, s->end) ||
	    (s->end == n && IN(open, l, s->first, s->end));
}

size_t
syllable_tone(const struct syllable *s, const struct typed_letter *l,
    size_t n, bool new_style)
{
	size_t count = s->end - s->first, marked = s->end, i;
	char a, b;

	for (i = s->first; i < s->end; i++) {
		if (l[i].base == 'o' && l[i].mark == MARK_HORN)
			return i;
		if (l[i].mark != MARK_NONE)
			marked = i;
	}
	if (marked < s->end)
		return marked;
	if (count == 1)
		return s->first;
	if (count > 2 || s->end < n)
		return s->first + 1;
	a = l[s->first].base;
	b = l[s->first + 1].base;
	if (a == 'u' && b == 'e')
		return s->first + 1;
	if ((a == 'o' && (b == 'a' || b == 'e')) || (a == 'u' && b == 'y'))
		return new_style ? s->first + 1 : s->first;
	return s->first;
}
