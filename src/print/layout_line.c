/*
 * SPDX-License-Identifier: ISC
 *
 * print/layout_line: outputs one line.
 */
#include "print/layout_priv.h"

#include <string.h>

#include "base/say.h"

enum status
layout_short(const struct layout *l, struct err *err)
{
	return err_set(err, ST_INVALID,
	    _("%s: a page of %u lines is too short for this report"),
	    l->def->name, l->setup.lines);
}

bool
layout_silent(const struct layout *l)
{
	return l->setup.out == NULL || l->page < l->setup.from_page;
}

enum status
layout_put(struct layout *l, const char *text, bool bold, struct err *err)
{
	const struct layout_out *out = l->setup.out;
	size_t n;

	/* Rows check the room first; heads and feet are checked here. */
	if (l->line >= l->setup.lines)
		return layout_short(l, err);
	l->line++;
	l->ruled = false;
	if (layout_silent(l))
		return ST_OK;
	buf_clear(&l->text);
	n = strlen(text);
	while (n > 0 && text[n - 1] == ' ')
		n--;
	(void)buf_add(&l->text, text, n);
	return out->line(out->arg, buf_str(&l->text), bold, err);
}

/* Only + and -: character sets with Vietnamese lack box drawing. */
enum status
layout_rule(struct layout *l, struct err *err)
{
	struct buf rule;
	enum status st;
	unsigned i, w;

	if (l->ruled)
		return ST_OK;
	buf_init(&rule, WRAP_LINE);
	for (i = 0; i < l->ncolumns; i++) {
		(void)buf_adds(&rule, "+");
		for (w = 0; w < l->columns[i].width; w++)
			(void)buf_adds(&rule, "-");
	}
	(void)buf_adds(&rule, "+");
	st = layout_put(l, buf_str(&rule), false, err);
	buf_done(&rule);
	l->ruled = true;
	return st;
}
