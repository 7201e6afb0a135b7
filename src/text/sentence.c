/* SPDX-License-Identifier: ISC */
#include "text/sentence.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

enum {
	BEGIN = 0x02, NEXT = 0x1f, END = 0x03,
	VALUES = 16,   /* of one sentence */
	DEPTH = 4,     /* sentences within a sentence */
	SHOWN_MAX = 4 * SENTENCE_TEXT
};

struct span {
	const char *s;
	size_t n;
};

/* ---- conversions ---------------------------------------------------------- */

struct conversion {
	size_t len;      /* bytes of it, from the '%' on */
	unsigned number; /* of %2$s; 0: the next one */
	unsigned longs;  /* how many l */
	char kind;       /* 's', 'd', 'u'; '%' */
};

/* Parses the conversion at a '%'; false for one that sentences do not have. */
static bool
conversion_at(const char *s, struct conversion *c)
{
	const char *p = s + 1;

	memset(c, 0, sizeof(*c));
	if (p[0] >= '1' && p[0] <= '9' && p[1] == '$') {
		c->number = (unsigned)(p[0] - '0');
		p += 2;
	}
	for (; *p == 'l' && c->longs < 2; p++)
		c->longs++;
	if (*p == '\0' || strchr("sdiu%", *p) == NULL)
		return false;
	c->kind = *p == 'i' ? 'd' : *p;
	c->len = (size_t)(p + 1 - s);
	return c->kind == 'd' || c->kind == 'u' || c->longs == 0;
}

/* ---- storing ---------------------------------------------------------------- */

/* The end of the stored sentence that begins at s; NULL when it has none. */
static const char *
sentence_end(const char *s)
{
	unsigned depth = 0;

	for (; *s != '\0'; s++) {
		if (*s == BEGIN && ++depth > DEPTH)
			return NULL;
		if (*s == END && (depth == 0 || --depth == 0))
			return depth == 0 ? s : NULL;
	}
	return NULL;
}

static bool
sentence_is(const char *s)
{
	const char *end = *s == BEGIN ? sentence_end(s) : NULL;

	return end != NULL && end[1] == '\0' && strchr(s, '\n') == NULL;
}

static bool
add_text(struct buf *out, const char *s)
{
	bool fits = true;

	if (sentence_is(s))
		return buf_adds(out, s);
	for (; fits && *s != '\0'; s++)
		fits = buf_add(out, (unsigned char)*s < 0x20 ? "?" : s, 1);
	return fits;
}

static bool
add_number(struct buf *out, const struct conversion *c, va_list *ap)
{
	if (c->kind == 'u')
		return buf_printf(out, "%llu", c->longs == 2 ?
		    va_arg(*ap, unsigned long long) : c->longs == 1 ?
		    va_arg(*ap, unsigned long) : va_arg(*ap, unsigned));
	return buf_printf(out, "%lld", c->longs == 2 ? va_arg(*ap, long long) :
	    c->longs == 1 ? va_arg(*ap, long) : va_arg(*ap, int));
}

/* False when it does not fit, or has an unknown conversion. */
static bool
store(struct buf *out, const char *msgid, va_list *ap)
{
	static const char begin = BEGIN, next = NEXT, end = END;
	struct conversion c;
	const char *p = msgid;
	unsigned n = 0;

	if (!buf_add(out, &begin, 1) || !buf_adds(out, msgid))
		return false;
	while ((p = strchr(p, '%')) != NULL) {
		if (!conversion_at(p, &c) || c.number != 0)
			return false;
		p += c.len;
		if (c.kind == '%')
			continue;
		if (++n > VALUES || !buf_add(out, &next, 1) ||
		    !(c.kind == 's' ? add_text(out, va_arg(*ap, const char *)) :
		    add_number(out, &c, ap)))
			return false;
	}
	return buf_add(out, &end, 1);
}

void
sentence_vmake(char *dst, size_t size, const char *msgid, va_list ap)
{
	char text[SENTENCE_TEXT];
	struct buf out;
	va_list again;
	bool stored;

	buf_init(&out, size - 1);
	va_copy(again, ap);
	stored = store(&out, msgid, &again);
	va_end(again);
	if (stored) {
		(void)str_copy_cut(dst, size, buf_str(&out));
	} else {
		(void)vsnprintf(text, sizeof(text), gettext(msgid), ap);
		clean_text(dst, size, text);
	}
	buf_done(&out);
}

void
sentence_make(char *dst, size_t size, const char *msgid, ...)
{
	va_list ap;

	va_start(ap, msgid);
	sentence_vmake(dst, size, msgid, ap);
	va_end(ap);
}

const char *
sentence_word(char *dst, size_t size, const char *msgid)
{
	(void)snprintf(dst, size, "%c%s%c", BEGIN, msgid, END);
	return dst;
}

/* ---- showing ---------------------------------------------------------------- */

/* The parts of a stored sentence: the message and the values.  False when it
 * is broken. */
static bool
split(struct span whole, struct span *part, unsigned max, unsigned *n)
{
	unsigned depth = 0, used = 0;
	size_t i, from = 1;

	if (whole.n < 3 || whole.s[0] != BEGIN)
		return false;
	for (i = 0; i < whole.n; i++) {
		char c = whole.s[i];

		if (c == BEGIN && ++depth > DEPTH)
			return false;
		if (c == END && depth-- == 0)
			return false;
		if ((c == NEXT && depth == 1) || (c == END && depth == 0)) {
			if (used == max)
				return false;
			part[used].s = whole.s + from;
			part[used++].n = i - from;
			from = i + 1;
		}
		if (depth == 0 && i + 1 < whole.n)
			return false;
	}
	*n = used;
	return depth == 0 && part[0].n > 0 && part[0].n < SENTENCE_TEXT;
}

static void show(struct buf *out, struct span whole, unsigned depth);

static void
show_value(struct buf *out, const struct span *value, unsigned n, unsigned at,
    unsigned depth)
{
	if (at >= n)
		(void)buf_adds(out, "?");
	else
		show(out, value[at], depth + 1);
}

/*
 * The translation is parsed here and not passed to printf(3), because the
 * message comes from the database and stored text must not be a format.
 */
static void
show_message(struct buf *out, const char *text, const struct span *value,
    unsigned n, unsigned depth)
{
	struct conversion c;
	unsigned next = 0;

	while (*text != '\0') {
		size_t plain = strcspn(text, "%");

		(void)buf_add(out, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		if (!conversion_at(text, &c)) {
			(void)buf_add(out, text++, 1);
			continue;
		}
		if (c.kind == '%')
			(void)buf_adds(out, "%");
		else
			show_value(out, value, n, c.number != 0 ?
			    c.number - 1 : next++, depth);
		text += c.len;
	}
}

static void
show(struct buf *out, struct span whole, unsigned depth)
{
	struct span part[VALUES + 1];
	char msgid[SENTENCE_TEXT];
	unsigned n;

	if (depth >= DEPTH || !split(whole, part, VALUES + 1, &n)) {
		(void)buf_add(out, whole.s, whole.n);
		return;
	}
	memcpy(msgid, part[0].s, part[0].n);
	msgid[part[0].n] = '\0';
	show_message(out, gettext(msgid), part + 1, n - 1, depth);
}

void
sentence_show(char *dst, size_t size, const char *stored)
{
	struct buf out;

	buf_init(&out, SHOWN_MAX);
	show(&out, (struct span){ stored, strlen(stored) }, 0);
	clean_text(dst, size, buf_str(&out));
	buf_done(&out);
}

void
sentence_show_lines(struct buf *out, const char *stored)
{
	char text[SENTENCE_TEXT], *one;
	size_t n;

	for (; *stored != '\0'; stored += n + (stored[n] == '\n')) {
		n = strcspn(stored, "\n");
		one = mem_strndup(stored, n);
		sentence_show(text, sizeof(text), one);
		(void)buf_printf(out, "%s\n", text);
		free(one);
	}
}
