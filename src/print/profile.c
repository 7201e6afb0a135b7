/*
 * SPDX-License-Identifier: ISC
 *
 * A profile from its section: paper, charset and control codes.
 */
#include "print/profile_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

static const struct profile_byte {
	const char *name;
	unsigned char byte;
} profile_bytes[] = {
	{ "NUL", 0x00 }, { "BEL", 0x07 }, { "BS", 0x08 }, { "HT", 0x09 },
	{ "LF", 0x0A }, { "VT", 0x0B }, { "FF", 0x0C }, { "CR", 0x0D },
	{ "SO", 0x0E }, { "SI", 0x0F }, { "DC1", 0x11 }, { "DC2", 0x12 },
	{ "DC3", 0x13 }, { "DC4", 0x14 }, { "CAN", 0x18 }, { "ESC", 0x1B },
};

/* The bytes of one word of a control code; 0 for an unknown word. */
static size_t
profile_word(const char *word, size_t n, unsigned char *out)
{
	unsigned char byte;
	char hex[3];
	size_t i;

	for (i = 0; i < sizeof(profile_bytes) / sizeof(profile_bytes[0]); i++)
		if (strlen(profile_bytes[i].name) == n &&
		    memcmp(profile_bytes[i].name, word, n) == 0) {
			out[0] = profile_bytes[i].byte;
			return 1;
		}
	if (n == 4 && word[0] == '0' && word[1] == 'x') {
		(void)str_copy_cut(hex, sizeof(hex), word + 2);
		if (str_unhex(&byte, 1, hex) != ST_OK)
			return 0;
		out[0] = byte;
		return 1;
	}
	for (i = 0; i < n; i++)
		if (word[i] <= ' ' || word[i] > '~')
			return 0;
	memcpy(out, word, n);
	return n;
}

static enum status
profile_order(const struct ini *ini, const char *section, const char *key,
    struct profile_order *out, struct err *err)
{
	const char *at = ini_text(ini, section, key);
	unsigned char bytes[PROFILE_ORDER];
	size_t n, used;

	out->n = 0;
	for (;; at += n) {
		at += strspn(at, " \t");
		n = strcspn(at, " \t");
		if (n == 0)
			return ST_OK;
		used = n <= sizeof(bytes) ? profile_word(at, n, bytes) : 0;
		if (used == 0)
			return ini_fail(ini, section, key, err,
			    _("%s: \"%.*s\" is no name, byte (0x1B) or ASCII "
			    "text"), key, (int)n, at);
		if (used > sizeof(out->bytes) - out->n)
			return ini_fail(ini, section, key, err,
			    _("%s: more than %d bytes"), key, PROFILE_ORDER);
		memcpy(out->bytes + out->n, bytes, used);
		out->n += used;
	}
}

static enum status
profile_paper(const struct ini *ini, const char *section, struct profile *p,
    struct err *err)
{
	int64_t columns = 0, lines = 0, length = 0;
	enum status st;

	st = ini_int(ini, section, "columns", 132, &columns, err);
	if (st == ST_OK && columns != 80 && columns != 132)
		st = ini_fail(ini, section, "columns", err,
		    _("columns = 80 or columns = 132 is needed"));
	if (st == ST_OK)
		st = ini_int(ini, section, "lines", 200, &lines, err);
	if (st == ST_OK && lines < 30)
		st = ini_fail(ini, section, "lines", err,
		    _("lines must be from 30 to 200"));
	length = lines;
	if (st == ST_OK)
		st = ini_int(ini, section, "length", 255, &length, err);
	if (st == ST_OK && length < lines)
		st = ini_fail(ini, section, "length", err,
		    _("length must not be below lines"));
	p->paper = columns == 80 ? REPORT_80 : REPORT_132;
	p->lines = (unsigned)lines;
	p->length = (unsigned)length;
	return st;
}

static enum status
profile_charset(const struct ini *ini, const char *section, struct profile *p,
    struct err *err)
{
	const char *name = ini_get(ini, section, "charset");

	p->charset = CHARSET_ASCII;
	if (name == NULL)
		return ST_OK;
	p->charset = charset_by_name(name);
	if (p->charset == CHARSET_COUNT)
		return ini_fail(ini, section, "charset", err,
		    _("unknown charset \"%s\""), name);
	return ST_OK;
}

static enum status
profile_fill(const struct ini *ini, const char *section, struct profile *p,
    struct err *err)
{
	static const char *const known[] = { "title", "title_vi", "columns",
		"lines", "length", "charset", "formfeed", "crlf", "init",
		"reset", "bold_on", "bold_off", NULL };
	enum status st;

	p->formfeed = p->crlf = true;
	if ((st = ini_only(ini, section, known, err)) != ST_OK ||
	    (st = profile_paper(ini, section, p, err)) != ST_OK ||
	    (st = profile_charset(ini, section, p, err)) != ST_OK ||
	    (st = ini_bool(ini, section, "formfeed", &p->formfeed,
	    err)) != ST_OK ||
	    (st = ini_bool(ini, section, "crlf", &p->crlf, err)) != ST_OK ||
	    (st = profile_order(ini, section, "init", &p->init,
	    err)) != ST_OK ||
	    (st = profile_order(ini, section, "reset", &p->reset,
	    err)) != ST_OK ||
	    (st = profile_order(ini, section, "bold_on", &p->bold_on,
	    err)) != ST_OK)
		return st;
	return profile_order(ini, section, "bold_off", &p->bold_off, err);
}

void
profile_words(const struct ini *ini, const char *section,
    struct form_word *title)
{
	title->msgid = mem_strdup(ini_text(ini, section, "title"));
	title->own = mem_strdup(ini_text(ini, section, "title_vi"));
}

void
profile_done(struct profile *p)
{
	free(p->name);
	free(p->title.msgid);
	free(p->title.own);
}

enum status
profile_add(struct profiles *all, const struct ini *ini, const char *section,
    struct err *err)
{
	struct profile p = { .name = NULL }, *at = NULL;
	const char *name = section + strlen("profile ");
	const struct profile *before = profile_find(all, name);

	if (profile_fill(ini, section, &p, err) != ST_OK)
		return err->st;
	if (before != NULL)
		at = &all->profiles[before - all->profiles];
	else if (all->nprofiles < PROFILES_MAX)
		at = &all->profiles[all->nprofiles++];
	if (at == NULL)
		return ini_fail(ini, section, NULL, err,
		    _("more than %d profiles"), PROFILES_MAX);
	profile_done(at);
	p.name = mem_strdup(name);
	profile_words(ini, section, &p.title);
	*at = p;
	return ST_OK;
}

const struct profile *
profile_find(const struct profiles *p, const char *name)
{
	unsigned i;

	for (i = 0; i < p->nprofiles; i++)
		if (strcasecmp(p->profiles[i].name, name) == 0)
			return &p->profiles[i];
	return NULL;
}

bool
profile_terminal_ok(const struct profile *p)
{
	const struct profile_order *orders[] = { &p->init, &p->reset,
		&p->bold_on, &p->bold_off };
	size_t i, k;

	/* Measured: only 7-bit bytes pass every terminal. */
	if (p->charset != CHARSET_ASCII)
		return false;
	for (i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		for (k = 0; k < orders[i]->n; k++) {
			unsigned char c = orders[i]->bytes[k];

			if (c >= 0x80 || c == 0x00 || c == 0x11 || c == 0x13 ||
			    (c == '[' && k > 0 &&
			    orders[i]->bytes[k - 1] == 0x1B))
				return false;
		}
	return true;
}
