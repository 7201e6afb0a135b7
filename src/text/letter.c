/* SPDX-License-Identifier: ISC */
#include "text/letter.h"

/*
 * X(lower-case code point, base, mark, tone).  Capitals follow by rule: 0x20
 * below in Latin-1, 1 below elsewhere; only ƀ has its capital far away.
 */
#define LETTERS_LATIN(X) \
	X(0x00E0, 'a', NONE, HUYEN) X(0x00E1, 'a', NONE, SAC) \
	X(0x00E2, 'a', CIRC, NGANG) X(0x00E3, 'a', NONE, NGA) \
	X(0x00E8, 'e', NONE, HUYEN) X(0x00E9, 'e', NONE, SAC) \
	X(0x00EA, 'e', CIRC, NGANG) X(0x00EC, 'i', NONE, HUYEN) \
	X(0x00ED, 'i', NONE, SAC) X(0x00F1, 'n', TILDE, NGANG) \
	X(0x00F2, 'o', NONE, HUYEN) X(0x00F3, 'o', NONE, SAC) \
	X(0x00F4, 'o', CIRC, NGANG) X(0x00F5, 'o', NONE, NGA) \
	X(0x00F9, 'u', NONE, HUYEN) X(0x00FA, 'u', NONE, SAC) \
	X(0x00FD, 'y', NONE, SAC) X(0x0103, 'a', BREVE, NGANG) \
	X(0x010D, 'c', CARON, NGANG) X(0x0111, 'd', STROKE, NGANG) \
	X(0x0115, 'e', BREVE, NGANG) X(0x0129, 'i', NONE, NGA) \
	X(0x012D, 'i', BREVE, NGANG) X(0x014F, 'o', BREVE, NGANG) \
	X(0x0169, 'u', NONE, NGA) X(0x016D, 'u', BREVE, NGANG) \
	X(0x01A1, 'o', HORN, NGANG) X(0x01B0, 'u', HORN, NGANG)

#define LETTERS_EXTENDED(X) \
	X(0x1EA1, 'a', NONE, NANG) X(0x1EA3, 'a', NONE, HOI) \
	X(0x1EA5, 'a', CIRC, SAC) X(0x1EA7, 'a', CIRC, HUYEN) \
	X(0x1EA9, 'a', CIRC, HOI) X(0x1EAB, 'a', CIRC, NGA) \
	X(0x1EAD, 'a', CIRC, NANG) X(0x1EAF, 'a', BREVE, SAC) \
	X(0x1EB1, 'a', BREVE, HUYEN) X(0x1EB3, 'a', BREVE, HOI) \
	X(0x1EB5, 'a', BREVE, NGA) X(0x1EB7, 'a', BREVE, NANG) \
	X(0x1EB9, 'e', NONE, NANG) X(0x1EBB, 'e', NONE, HOI) \
	X(0x1EBD, 'e', NONE, NGA) X(0x1EBF, 'e', CIRC, SAC) \
	X(0x1EC1, 'e', CIRC, HUYEN) X(0x1EC3, 'e', CIRC, HOI) \
	X(0x1EC5, 'e', CIRC, NGA) X(0x1EC7, 'e', CIRC, NANG) \
	X(0x1EC9, 'i', NONE, HOI) X(0x1ECB, 'i', NONE, NANG) \
	X(0x1ECD, 'o', NONE, NANG) X(0x1ECF, 'o', NONE, HOI) \
	X(0x1ED1, 'o', CIRC, SAC) X(0x1ED3, 'o', CIRC, HUYEN) \
	X(0x1ED5, 'o', CIRC, HOI) X(0x1ED7, 'o', CIRC, NGA) \
	X(0x1ED9, 'o', CIRC, NANG) X(0x1EDB, 'o', HORN, SAC) \
	X(0x1EDD, 'o', HORN, HUYEN) X(0x1EDF, 'o', HORN, HOI) \
	X(0x1EE1, 'o', HORN, NGA) X(0x1EE3, 'o', HORN, NANG) \
	X(0x1EE5, 'u', NONE, NANG) X(0x1EE7, 'u', NONE, HOI) \
	X(0x1EE9, 'u', HORN, SAC) X(0x1EEB, 'u', HORN, HUYEN) \
	X(0x1EED, 'u', HORN, HOI) X(0x1EEF, 'u', HORN, NGA) \
	X(0x1EF1, 'u', HORN, NANG) X(0x1EF3, 'y', NONE, HUYEN) \
	X(0x1EF5, 'y', NONE, NANG) X(0x1EF7, 'y', NONE, HOI) \
	X(0x1EF9, 'y', NONE, NGA)

#define LATIN_FIRST 0x00C0
#define LATIN_LAST 0x024F
#define EXTENDED_FIRST 0x1EA0
#define EXTENDED_LAST 0x1EF9
#define BAR_B_LOWER 0x0180
#define BAR_B_UPPER 0x0243

#define UPPER(cp) ((cp) < 0x100 ? (cp) - 0x20 : (cp) - 1)

static const struct letter latin[LATIN_LAST - LATIN_FIRST + 1] = {
#define X(cp, base, mark, tone)                                               \
	[(cp) - LATIN_FIRST] = { base, MARK_##mark, TONE_##tone, false },     \
	[UPPER(cp) - LATIN_FIRST] = { base, MARK_##mark, TONE_##tone, true },
	LETTERS_LATIN(X)
#undef X
	[BAR_B_LOWER - LATIN_FIRST] = { 'b', MARK_STROKE, TONE_NGANG, false },
	[BAR_B_UPPER - LATIN_FIRST] = { 'b', MARK_STROKE, TONE_NGANG, true },
};

static const struct letter extended[EXTENDED_LAST - EXTENDED_FIRST + 1] = {
#define X(cp, base, mark, tone)                                               \
	[(cp) - EXTENDED_FIRST] = { base, MARK_##mark, TONE_##tone, false },  \
	[(cp) - 1 - EXTENDED_FIRST] = { base, MARK_##mark, TONE_##tone, true },
	LETTERS_EXTENDED(X)
#undef X
};

/* The reverse: code point of the small letter. */
static const uint16_t composed[26][MARK_COUNT][TONE_COUNT] = {
#define X(cp, base, mark, tone)                                               \
	[(base) - 'a'][MARK_##mark][TONE_##tone] = (cp),
	LETTERS_LATIN(X)
	LETTERS_EXTENDED(X)
#undef X
	['b' - 'a'][MARK_STROKE][TONE_NGANG] = BAR_B_LOWER,
};

static const uint16_t tone_cp[TONE_COUNT] = {
	[TONE_HUYEN] = 0x0300,
	[TONE_HOI] = 0x0309,
	[TONE_NGA] = 0x0303,
	[TONE_SAC] = 0x0301,
	[TONE_NANG] = 0x0323,
};

bool
letter_of(uint32_t cp, struct letter *out)
{
	if (cp < LATIN_FIRST) {
		char lower = (char)(cp | 0x20);

		if (cp >= 0x80 || lower < 'a' || lower > 'z')
			return false;
		*out = (struct letter){ lower, MARK_NONE, TONE_NGANG,
			cp < 'a' };
		return true;
	}
	if (cp <= LATIN_LAST)
		*out = latin[cp - LATIN_FIRST];
	else if (cp >= EXTENDED_FIRST && cp <= EXTENDED_LAST)
		*out = extended[cp - EXTENDED_FIRST];
	else
		return false;
	return out->base != 0;
}

uint32_t
letter_cp(struct letter l)
{
	uint32_t cp;

	if (l.mark == MARK_NONE && l.tone == TONE_NGANG)
		return (uint32_t)(l.upper ? l.base - 0x20 : l.base);
	cp = composed[l.base - 'a'][l.mark][l.tone];
	if (cp == 0 || !l.upper)
		return cp;
	return cp == BAR_B_LOWER ? BAR_B_UPPER : UPPER(cp);
}

static bool
letter_try(struct letter *l, struct letter want)
{
	if (letter_cp(want) == 0)
		return false;
	*l = want;
	return true;
}

bool
letter_add(struct letter *l, uint32_t cp)
{
	struct letter want = *l;

	switch (cp) {
	case 0x0302: want.mark = MARK_CIRC; break;
	case 0x0306: want.mark = MARK_BREVE; break;
	case 0x030C: want.mark = MARK_CARON; break;
	case 0x031B: want.mark = MARK_HORN; break;
	case 0x0300: case 0x0340: want.tone = TONE_HUYEN; break;
	case 0x0301: case 0x0341: want.tone = TONE_SAC; break;
	case 0x0309: want.tone = TONE_HOI; break;
	case 0x0323: want.tone = TONE_NANG; break;
	case 0x0303:
		if (l->base == 'n')
			want.mark = MARK_TILDE;
		else
			want.tone = TONE_NGA;
		break;
	default:
		return false;
	}
	/* An existing mark or tone is not replaced. */
	if ((want.mark != l->mark && l->mark != MARK_NONE) ||
	    (want.tone != l->tone && l->tone != TONE_NGANG))
		return false;
	return letter_try(l, want);
}

uint32_t
letter_tone_cp(enum letter_tone tone)
{
	return tone_cp[tone];
}

bool
letter_combining(uint32_t cp)
{
	return cp >= 0x0300 && cp <= 0x036F;
}

bool
letter_apostrophe(uint32_t cp)
{
	switch (cp) {
	case '\'': case '`': case 0x00B4: case 0x02B9: case 0x02BC:
	case 0x02C8: case 0x2018: case 0x2019: case 0x201B: case 0x2032:
	case 0xFF07:
		return true;
	default:
		return false;
	}
}

char
letter_ascii(uint32_t cp)
{
	/* U+00C0..U+017F; '?' where no letter is near (× ÷). */
	static const char near[] =
	    "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
	    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLl"
	    "LlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
	struct letter l;

	if (letter_of(cp, &l))
		return (char)(l.upper ? l.base - 0x20 : l.base);
	if (cp >= 0xC0 && cp - 0xC0 < sizeof(near) - 1 && near[cp - 0xC0] != '?')
		return near[cp - 0xC0];
	return 0;
}

bool
letter_vowel(char base)
{
	switch (base) {
	case 'a': case 'e': case 'i': case 'o': case 'u': case 'y':
		return true;
	default:
		return false;
	}
}
