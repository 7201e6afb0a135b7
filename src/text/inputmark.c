/* SPDX-License-Identifier: ISC */
#include "text/inputmark.h"

static bool
is_digit(char key)
{
	return key >= '0' && key <= '9';
}

/*
 * Undoes a mark; the key then types itself, and the rest of the word is
 * literal.
 */
static bool
undo(struct typing *t, struct typed_letter *l)
{
	l->mark = MARK_NONE;
	t->literal = true;
	return false;
}

static bool
circ_fits(const struct typed_letter *l, char key)
{
	if (key == '6')
		return l->base == 'a' || l->base == 'e' || l->base == 'o';
	return l->base == (key | 0x20);
}

/* Sets a circumflex on letter i; ươ becomes uô. */
static void
circ_set(struct typing *t, size_t i)
{
	t->l[i].mark = MARK_CIRC;
	if (i > 0 && t->l[i].base == 'o' && t->l[i - 1].base == 'u')
		t->l[i - 1].mark = MARK_NONE;
}

/* As circ_set(), only if the result is a Vietnamese syllable. */
static bool
circ_try(struct typing *t, size_t i)
{
	uint8_t was = t->l[i].mark, before = i > 0 ? t->l[i - 1].mark : 0;
	struct syllable s;

	circ_set(t, i);
	syllable_look(&s, t->l, t->n);
	if (s.vietnamese && syllable_nucleus(&s, t->l, t->n))
		return true;
	t->l[i].mark = was;
	if (i > 0)
		t->l[i - 1].mark = before;
	return false;
}

bool
inputmark_circ(struct typing *t, char key)
{
	struct syllable s;
	size_t i, last = SIZE_MAX;

	syllable_look(&s, t->l, t->n);
	/* Doubled vowels act in any word: kbuoor, niee. */
	if (!is_digit(key) && t->n > 0 && circ_fits(&t->l[t->n - 1], key)) {
		if (t->l[t->n - 1].mark == MARK_CIRC)
			return undo(t, &t->l[t->n - 1]);
		circ_set(t, t->n - 1);
		return true;
	}
	for (i = s.end; i-- > s.first;) {
		if (!circ_fits(&t->l[i], key))
			continue;
		if (t->l[i].mark == MARK_CIRC)
			return undo(t, &t->l[i]);
		if (circ_try(t, i))
			return true;
		if (last == SIZE_MAX)
			last = i;
	}
	/* A digit can only be a mark or tone. */
	if (!is_digit(key) || last == SIZE_MAX)
		return false;
	circ_set(t, last);
	return true;
}

/* The mark of the key on that vowel, MARK_NONE if it has none. */
static uint8_t
hook_mark(char base, char key)
{
	if (base == 'a')
		return key != '7' ? MARK_BREVE : MARK_NONE;
	if (base == 'o' || base == 'u')
		return key != '8' ? MARK_HORN : MARK_NONE;
	return MARK_NONE;
}

/* uo: the o always, the u when a letter follows (thuở, but thương). */
static bool
hook_pair(struct typing *t, const struct syllable *s)
{
	size_t i;

	for (i = s->first; i + 1 < s->end; i++) {
		if (t->l[i].base != 'u' || t->l[i + 1].base != 'o')
			continue;
		if (t->l[i + 1].mark == MARK_HORN)
			return false;
		t->l[i + 1].mark = MARK_HORN;
		if (i + 2 < t->n)
			t->l[i].mark = MARK_HORN;
		return true;
	}
	return false;
}

/* The rightmost vowel with which the mark makes a Vietnamese nucleus. */
static bool
hook_one(struct typing *t, const struct syllable *s, char key)
{
	size_t i;

	for (i = s->end; i-- > s->first;) {
		uint8_t want = hook_mark(t->l[i].base, key);
		uint8_t was = t->l[i].mark;

		/* The u of uo is handled by hook_pair(). */
		if (want == MARK_NONE || was == want ||
		    (t->l[i].base == 'u' && i + 1 < s->end &&
		    t->l[i + 1].base == 'o'))
			continue;
		t->l[i].mark = want;
		if (syllable_nucleus(s, t->l, t->n))
			return true;
		t->l[i].mark = was;
	}
	return false;
}

/* Undoes all hooks.  True when the letter was typed by this key alone. */
static bool
hook_undo(struct typing *t, const struct syllable *s, bool *found)
{
	struct typed_letter *last = &t->l[t->n - 1];
	size_t i;

	if (last->key != 0 && (last->key | 0x20) == 'w') {
		*last = (struct typed_letter){ .base = 'w',
			.upper = last->upper };
		t->literal = *found = true;
		return true;
	}
	for (i = s->first; i < s->end; i++)
		if (t->l[i].mark == MARK_HORN || t->l[i].mark == MARK_BREVE) {
			(void)undo(t, &t->l[i]);
			*found = true;
		}
	return false;
}

/* Not a Vietnamese nucleus: the last vowel gets the mark anyway; 8 also makes
 * the highland ĕ ĭ ŏ ŭ. */
static bool
hook_any(struct typing *t, const struct syllable *s, char key)
{
	struct typed_letter *last = &t->l[s->end - 1];
	uint8_t want = hook_mark(last->base, key);

	if (key == '8' && want == MARK_NONE && last->base != 'y')
		want = MARK_BREVE;
	if (want == MARK_NONE || (!is_digit(key) && s->end < t->n))
		return false;
	last->mark = want;
	return true;
}

bool
inputmark_hook(struct typing *t, char key)
{
	struct syllable s;
	bool found = false, used;

	syllable_look(&s, t->l, t->n);
	if (s.first == s.end) {
		if (is_digit(key))
			return inputmark_highland(t, key);
		t->l[t->n++] = (struct typed_letter){ .base = 'u',
			.mark = MARK_HORN, .upper = key == 'W', .key = key };
		return true;
	}
	if (key != '8' && hook_pair(t, &s))
		return true;
	if (hook_one(t, &s, key))
		return true;
	used = hook_undo(t, &s, &found);
	return found ? used : hook_any(t, &s, key);
}

bool
inputmark_stroke(struct typing *t, char key)
{
	struct syllable s;
	size_t i;

	if (is_digit(key)) {
		for (i = t->n; i-- > 0;)
			if (t->l[i].base == 'd')
				break;
		if (i == SIZE_MAX)
			return inputmark_highland(t, key);
	} else if (t->n > 0 && t->l[t->n - 1].base == 'd') {
		i = t->n - 1;
	} else {
		/* The second d may come last: dangd. */
		syllable_look(&s, t->l, t->n);
		i = 0;
		if (!s.vietnamese || s.first != 1 || t->l[0].base != 'd')
			return false;
	}
	if (t->l[i].mark == MARK_STROKE)
		return undo(t, &t->l[i]);
	t->l[i].mark = MARK_STROKE;
	return true;
}

bool
inputmark_bracket(struct typing *t, char key)
{
	struct typed_letter *last = t->n > 0 ? &t->l[t->n - 1] : NULL;

	if (last != NULL && last->key == key) {
		*last = (struct typed_letter){ .cp = (uint32_t)key };
		t->literal = true;
		return true;
	}
	t->l[t->n++] = (struct typed_letter){
		.base = (key | 0x20) == ('[' | 0x20) ? 'o' : 'u',
		.mark = MARK_HORN, .upper = key == '{' || key == '}',
		.key = key };
	inputmark_complete(t);
	return true;
}

bool
inputmark_highland(struct typing *t, char key)
{
	static const struct {
		char base, key;
		uint8_t mark;
	} table[] = {
		{ 'c', '8', MARK_CARON },
		{ 'b', '9', MARK_STROKE },
		{ 'n', '4', MARK_TILDE },
	};
	struct typed_letter *last = t->n > 0 ? &t->l[t->n - 1] : NULL;
	size_t i;

	for (i = 0; last != NULL && i < sizeof(table) / sizeof(table[0]); i++) {
		if (last->base != table[i].base || key != table[i].key)
			continue;
		/* After a vowel n4 is a tone: bạn, not bañ. */
		if (key == '4' && t->n > 1)
			return false;
		if (last->mark == table[i].mark)
			return undo(t, last);
		last->mark = table[i].mark;
		return true;
	}
	return false;
}

void
inputmark_complete(struct typing *t)
{
	struct syllable s;
	size_t i;

	syllable_look(&s, t->l, t->n);
	for (i = s.first; i + 1 < s.end && i + 2 < t->n; i++) {
		struct typed_letter *u = &t->l[i], *o = &t->l[i + 1];

		if (u->base == 'u' && o->base == 'o' && o->mark != MARK_CIRC &&
		    (u->mark == MARK_HORN || o->mark == MARK_HORN))
			u->mark = o->mark = MARK_HORN;
	}
}
