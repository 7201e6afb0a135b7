/* SPDX-License-Identifier: ISC */
#include "text/charset.h"

#include <string.h>
#include <strings.h>

#include "base/clean.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/letter.h"

static const char *const names[CHARSET_COUNT] = {
	[CHARSET_ASCII] = "ascii",
	[CHARSET_UTF8] = "utf-8",
	[CHARSET_TCVN3] = "tcvn3",
};

/*
 * Small letters, by tone in the order of enum letter_tone.  A table of our own,
 * because small containers lack the iconv modules.
 */
static const unsigned char tcvn3_lower[26][MARK_COUNT][TONE_COUNT] = {
	['a' - 'a'][MARK_NONE] = { 0x61, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9 },
	['a' - 'a'][MARK_BREVE] = { 0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6 },
	['a' - 'a'][MARK_CIRC] = { 0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB },
	['d' - 'a'][MARK_STROKE] = { 0xAE },
	['e' - 'a'][MARK_NONE] = { 0x65, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1 },
	['e' - 'a'][MARK_CIRC] = { 0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6 },
	['i' - 'a'][MARK_NONE] = { 0x69, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE },
	['o' - 'a'][MARK_NONE] = { 0x6F, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4 },
	['o' - 'a'][MARK_CIRC] = { 0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9 },
	['o' - 'a'][MARK_HORN] = { 0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE },
	['u' - 'a'][MARK_NONE] = { 0x75, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4 },
	['u' - 'a'][MARK_HORN] = { 0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9 },
	['y' - 'a'][MARK_NONE] = { 0x79, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE },
};

/* Capitals exist with a mark only; toned ones are in a second font. */
static const unsigned char tcvn3_upper[26][MARK_COUNT] = {
	['a' - 'a'] = { [MARK_BREVE] = 0xA1, [MARK_CIRC] = 0xA2 },
	['d' - 'a'] = { [MARK_STROKE] = 0xA7 },
	['e' - 'a'] = { [MARK_CIRC] = 0xA3 },
	['o' - 'a'] = { [MARK_CIRC] = 0xA4, [MARK_HORN] = 0xA5 },
	['u' - 'a'] = { [MARK_HORN] = 0xA6 },
};

enum charset
charset_by_name(const char *name)
{
	static const struct {
		const char *name;
		enum charset cs;
	} aliases[] = {
		{ "us-ascii", CHARSET_ASCII }, { "utf8", CHARSET_UTF8 },
		{ "tcvn-3", CHARSET_TCVN3 }, { "tcvn", CHARSET_TCVN3 },
		{ "abc", CHARSET_TCVN3 },
	};
	size_t i;

	for (i = 0; i < CHARSET_COUNT; i++)
		if (strcasecmp(name, names[i]) == 0)
			return (enum charset)i;
	for (i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strcasecmp(name, aliases[i].name) == 0)
			return aliases[i].cs;
	return CHARSET_COUNT;
}

const char *
charset_name(enum charset cs)
{
	return (unsigned)cs < CHARSET_COUNT ? names[cs] : "?";
}

unsigned char
charset_tcvn3(uint32_t cp)
{
	struct letter l;
	unsigned char byte = 0;

	if (cp >= 0xC0 && letter_of(cp, &l)) {
		byte = l.upper ? tcvn3_upper[l.base - 'a'][l.mark] :
		    tcvn3_lower[l.base - 'a'][l.mark][l.tone];
	}
	return byte != 0 ? byte : (unsigned char)fold_char(cp);
}

/* One code point of n bytes. */
static bool
charset_put(struct buf *out, const char *s, size_t n, uint32_t cp,
    enum charset cs)
{
	int width = utf8_width(cp);
	char c;

	if (cs == CHARSET_UTF8)
		return clean_bad(cp) ? buf_add(out, "?", 1) :
		    buf_add(out, s, n);
	c = cs == CHARSET_TCVN3 ? (char)charset_tcvn3(cp) : fold_char(cp);
	while (width-- > 0)
		if (!buf_add(out, &c, 1))
			return false;
	return true;
}

enum status
charset_encode(struct buf *out, const char *utf8, enum charset cs)
{
	size_t left = strlen(utf8), was = buf_left(out), step;
	uint32_t cp;

	for (; left > 0; utf8 += step, left -= step) {
		step = utf8_decode(utf8, left, &cp);
		if (!charset_put(out, utf8, step, cp, cs)) {
			out->len = out->pos + was;
			return ST_LIMIT;
		}
	}
	return ST_OK;
}
