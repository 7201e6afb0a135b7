/*
 * SPDX-License-Identifier: ISC
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/nfc.h"
#include "ui/term/edit.h"

void
edit_init(struct edit *e, enum edit_kind kind, unsigned max)
{
	memset(e, 0, sizeof *e);
	e->kind = kind;
	e->max = max == 0 || max > EDIT_MAX ? EDIT_MAX : max;
}

void
edit_clear(struct edit *e)
{
	e->n = e->cur = e->off = 0;
}

void
edit_wipe(struct edit *e)
{
	mem_wipe(e->cp, sizeof e->cp);
	edit_clear(e);
}

void
edit_set(struct edit *e, const char *text)
{
	size_t left = strlen(text), n;
	uint32_t cp;

	edit_clear(e);
	for (; left > 0 && e->n < e->max; text += n, left -= n) {
		n = utf8_decode(text, left, &cp);
		e->cp[e->n++] = cp == UTF8_BAD ? '?' : cp;
	}
	e->cur = e->n;
}

/* Letters from `from` on as UTF-8, secrets as stars. */
static void
encode(const struct edit *e, unsigned from, char *dst)
{
	size_t at = 0;

	for (unsigned i = from; i < e->n; i++) {
		if (e->kind == EDIT_SECRET)
			dst[at++] = '*';
		else
			at += utf8_encode(dst + at, e->cp[i]);
	}
	dst[at] = '\0';
}

void
edit_get(const struct edit *e, char *dst, size_t size)
{
	char raw[EDIT_BYTES];
	size_t at = 0;

	for (unsigned i = 0; i < e->n; i++)
		at += utf8_encode(raw + at, e->cp[i]);
	raw[at] = '\0';
	if (e->kind == EDIT_SECRET)
		(void)str_copy_cut(dst, size, raw);
	else if (nfc_compose(dst, size, raw) == ST_OK)
		str_trim(dst);
	mem_wipe(raw, e->kind == EDIT_SECRET ? sizeof raw : 0);
}

bool
edit_empty(const struct edit *e)
{
	return e->n == 0;
}

/* Replaces [from, e->cur) by the n letters of cp. */
static bool
replace(struct edit *e, unsigned from, const uint32_t *cp, unsigned n)
{
	unsigned rest = e->n - e->cur;

	if (from + n + rest > e->max)
		return false;
	memmove(&e->cp[from + n], &e->cp[e->cur], rest * sizeof e->cp[0]);
	if (n > 0)
		memcpy(&e->cp[from], cp, n * sizeof e->cp[0]);
	e->cur = from + n;
	e->n = e->cur + rest;
	return true;
}

static enum input_method
method(const struct edit *e, const struct typing *ty)
{
	return ty->on && e->kind == EDIT_TEXT ? ty->method : INPUT_OFF;
}

/* True if the raw keys belong to the word that ends at the cursor. */
static bool
raw_fits(const struct edit *e, const struct typing *ty)
{
	return ty->of == e && ty->raw[0] != '\0' && ty->end == e->cur &&
	    ty->start < ty->end;
}

/* Composes the raw keys into the field; false when there is no room. */
static bool
recompose(struct edit *e, struct typing *ty)
{
	char word[INPUT_SIZE];
	struct edit w;

	if (input_compose(word, sizeof word, ty->raw, ty->method,
	    ty->tone_new) != ST_OK)
		return false;
	edit_init(&w, EDIT_TEXT, 0);
	edit_set(&w, word);
	if (!replace(e, ty->start, w.cp, w.n))
		return false;
	ty->end = e->cur;
	return true;
}

static bool
typed(struct edit *e, uint32_t cp, struct typing *ty)
{
	size_t n;

	if (!raw_fits(e, ty)) {
		ty->of = e;
		ty->raw[0] = '\0';
		ty->start = e->cur;
	}
	n = strlen(ty->raw);
	if (n + 5 > sizeof ty->raw)
		return false;
	ty->raw[n + utf8_encode(ty->raw + n, cp)] = '\0';
	if (recompose(e, ty))
		return true;
	ty->raw[n] = '\0';
	return false;
}

bool
edit_letter(struct edit *e, uint32_t cp, struct typing *ty, bool pasted)
{
	if (cp >= 0x80 && e->kind == EDIT_TEXT && !pasted) {
		/* The client composes itself (UniKey); composing twice would
		 * make "đươợc". */
		ty->on = false;
		ty->heard = true;
	}
	if (method(e, ty) != INPUT_OFF && !pasted &&
	    input_is_key(cp, ty->method) && typed(e, cp, ty))
		return true;
	ty->of = NULL;
	return replace(e, e->cur, &cp, 1);
}

static void
erase_left(struct edit *e, struct typing *ty)
{
	if (e->cur == 0)
		return;
	if (method(e, ty) != INPUT_OFF && raw_fits(e, ty) &&
	    input_backspace(ty->raw, sizeof ty->raw, ty->method,
	    ty->tone_new) == ST_OK && recompose(e, ty))
		return;
	ty->of = NULL;
	replace(e, e->cur - 1, NULL, 0);
}

bool
edit_action(struct edit *e, enum action a, struct typing *ty)
{
	if (a == ACT_ERASE) {
		erase_left(e, ty);
		return true;
	}
	switch (a) {
	case ACT_LEFT:
		e->cur -= e->cur > 0;
		break;
	case ACT_RIGHT:
		e->cur += e->cur < e->n;
		break;
	case ACT_FIRST:
		e->cur = 0;
		break;
	case ACT_LAST:
		e->cur = e->n;
		break;
	case ACT_DELETE:
		if (e->cur < e->n) {
			e->cur++;
			replace(e, e->cur - 1, NULL, 0);
		}
		break;
	default:
		return false;
	}
	ty->of = NULL;
	return true;
}

static int
columns(const struct edit *e, unsigned from, unsigned to)
{
	int w = 0;

	for (unsigned i = from; i < to; i++)
		w += e->kind == EDIT_SECRET ? 1 : utf8_width(e->cp[i]);
	return w;
}

void
edit_put(struct edit *e, struct term *t, int row, int col, int width,
    bool focus)
{
	char text[EDIT_BYTES];

	/*
	 * Keep the cursor inside, or on the bracket after it, so that a number
	 * that fills its field is shown completely.  Scroll by half a field, so
	 * that not every letter repaints it.
	 */
	if (e->off > e->cur || !focus)
		e->off = 0;
	while (columns(e, e->off, e->cur) > width && e->off < e->cur)
		e->off += (unsigned)(width > 3 ? width / 2 : 1);
	if (e->off > e->cur)
		e->off = e->cur;
	encode(e, e->off, text);
	term_put(t, row, col, width, TERM_NORMAL, text);
	if (focus)
		term_cursor(t, row, col + columns(e, e->off, e->cur));
}
