/* SPDX-License-Identifier: ISC */
#include "text/nfc.h"

#include <stdint.h>
#include <string.h>

#include "base/clean.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/letter.h"

#define EXTRAS_MAX 8

/* Text that is being written; `full` once something did not fit. */
struct sink {
	char *dst;
	size_t size, len;
	bool full;
};

/* A letter to which further marks may be added. */
struct pending {
	bool any, is_letter;
	uint32_t cp;
	struct letter letter;
	uint32_t extra[EXTRAS_MAX];
	int extras;
};

static void
nfc_put(struct sink *out, uint32_t cp)
{
	char bytes[4];
	size_t n = utf8_encode(bytes, cp);

	if (out->len + n >= out->size) {
		out->full = true;
		return;
	}
	memcpy(out->dst + out->len, bytes, n);
	out->len += n;
}

static void
nfc_flush(struct sink *out, struct pending *p)
{
	int i;

	if (!p->any)
		return;
	nfc_put(out, p->is_letter ? letter_cp(p->letter) : p->cp);
	for (i = 0; i < p->extras; i++)
		nfc_put(out, p->extra[i]);
	p->any = false;
}

/*
 * A mark that the letter cannot take.  Ê-đê writes a breve over ê ô ơ ư, for
 * which Unicode has no whole letter: the breve then comes last, whatever order
 * it was typed in, after the circumflex or horn.
 */
static bool
nfc_extra(struct pending *p, uint32_t cp)
{
	struct letter bare = p->letter;

	if (p->extras == EXTRAS_MAX)
		return false;
	if (p->is_letter && p->letter.mark == MARK_BREVE) {
		bare.mark = MARK_NONE;
		if (letter_add(&bare, cp)) {
			p->letter = bare;
			cp = 0x0306;
		}
	}
	p->extra[p->extras++] = cp;
	return true;
}

static uint32_t
nfc_lookalike(uint32_t cp)
{
	switch (cp) {
	case 0x00D0: case 0x0189:
		return 0x0110;
	case 0x00F0:
		return 0x0111;
	default:
		return letter_apostrophe(cp) ? '\'' : cp;
	}
}

/* Quick check: could any byte of s start something that changes? */
static bool
nfc_suspect(const char *s)
{
	const unsigned char *p;

	for (p = (const unsigned char *)s; *p != '\0'; p++)
		switch (*p) {
		case '`':
		case 0xC2: case 0xC6: case 0xCA: case 0xCB: /* ´ Ɖ ʼ ˈ */
		case 0xCC: case 0xCD:                       /* U+0300.. */
		case 0xEF:
			return true;
		case 0xC3: /* Ð ð */
			if (p[1] == 0x90 || p[1] == 0xB0)
				return true;
			break;
		case 0xE2:
			if (p[1] == 0x80)
				return true;
			break;
		default:
			break;
		}
	return false;
}

enum status
nfc_compose(char *dst, size_t size, const char *src)
{
	size_t left = strlen(src);
	struct sink out = { .dst = dst, .size = size };
	struct pending p = { .any = false };

	if (size == 0)
		return ST_LIMIT;
	dst[0] = '\0';
	if (!nfc_suspect(src)) {
		if (!utf8_valid(src, left))
			return ST_INVALID;
		return str_copy(dst, size, src);
	}
	while (left > 0) {
		uint32_t cp;
		size_t step = utf8_decode(src, left, &cp);

		if (cp == UTF8_BAD)
			goto invalid;
		src += step;
		left -= step;
		if (p.any && letter_combining(cp)) {
			if ((!p.is_letter || !letter_add(&p.letter, cp)) &&
			    !nfc_extra(&p, cp))
				goto invalid;
			continue;
		}
		nfc_flush(&out, &p);
		p.cp = nfc_lookalike(cp);
		p.is_letter = letter_of(p.cp, &p.letter);
		p.any = true;
		p.extras = 0;
	}
	nfc_flush(&out, &p);
	if (out.full) {
		dst[0] = '\0';
		return ST_LIMIT;
	}
	dst[out.len] = '\0';
	return ST_OK;
invalid:
	dst[0] = '\0';
	return ST_INVALID;
}

/* Reduces runs of blanks to one, in place; no-break spaces (C2 A0) too. */
static void
nfc_squeeze(char *s)
{
	size_t in = 0, out = 0;
	bool gap = false;

	while (s[in] != '\0') {
		if (s[in] == ' ') {
			in++;
			gap = out > 0;
			continue;
		}
		if ((unsigned char)s[in] == 0xC2 &&
		    (unsigned char)s[in + 1] == 0xA0) {
			in += 2;
			gap = out > 0;
			continue;
		}
		if (gap)
			s[out++] = ' ';
		gap = false;
		s[out++] = s[in++];
	}
	s[out] = '\0';
}

bool
nfc_has_letter(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x80 || letter_ascii((uint32_t)*s) != 0)
			return true;
	return false;
}

/* Latin and its extensions, without the symbols among them. */
static bool
nfc_latin(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
	    (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) ||
	    (cp >= 0x1E00 && cp <= 0x1EFF);
}

bool
nfc_is_latin(const char *s)
{
	size_t left = strlen(s);
	bool first = true;
	uint32_t cp;
	size_t n;

	for (; left > 0; s += n, left -= n, first = false) {
		n = utf8_decode(s, left, &cp);
		if (nfc_latin(cp) || (!first && (cp == ' ' || cp == '\'' ||
		    cp == '-' || cp == '.' || (cp >= 0x300 && cp <= 0x36F))))
			continue;
		return false;
	}
	return true;
}

enum status
nfc_name(char *dst, size_t size, const char *src, struct err *err)
{
	char name[NFC_NAME_SIZE * 2];
	enum status st = nfc_compose(name, sizeof(name), src);

	if (st == ST_LIMIT)
		return err_set(err, ST_INVALID,
		    _("a name has at most %d letters"), NFC_NAME_LETTERS);
	if (st != ST_OK)
		return err_set(err, ST_INVALID, _("the name is not UTF-8 text"));
	if (!clean_is(name))
		return err_set(err, ST_INVALID,
		    _("the name holds characters that cannot be shown"));
	nfc_squeeze(name);
	if (name[0] == '\0')
		return err_set(err, ST_INVALID, _("the name is empty"));
	if (!nfc_has_letter(name))
		return err_set(err, ST_INVALID, _("the name has no letter"));
	if (utf8_count(name) > NFC_NAME_LETTERS)
		return err_set(err, ST_INVALID,
		    _("a name has at most %d letters"), NFC_NAME_LETTERS);
	if (str_copy(dst, size, name) != ST_OK)
		return err_set(err, ST_LIMIT, _("the name is too long"));
	return ST_OK;
}
