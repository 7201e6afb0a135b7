/*
 * SPDX-License-Identifier: ISC
 *
 * layout_page: the fixed parts of a page: head, column headings and foot.
 */
#include "print/layout_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"

unsigned
layout_width(const struct layout *l)
{
	unsigned i, width = 1;

	for (i = 0; i < l->ncolumns; i++)
		width += l->columns[i].width + 1;
	return width;
}

/* Agency at the left, national motto at the right, line by line. */
static enum status
layout_agency(struct layout *l, struct err *err)
{
	char left[LAYOUT_WORDS], right[LAYOUT_WORDS];
	char one[WRAP_LINE], two[WRAP_LINE];
	unsigned half = layout_width(l) / 2;
	struct wrap wl, wr;
	enum status st = ST_OK;
	struct buf line;

	template_fill(&l->setup.facts, form_say(&l->def->left), left,
	    sizeof(left));
	template_fill(&l->setup.facts, form_say(&l->def->right), right,
	    sizeof(right));
	if (left[0] == '\0' && right[0] == '\0')
		return ST_OK;
	wrap_begin(&wl, left, '|');
	wrap_begin(&wr, right, '|');
	buf_init(&line, LAYOUT_WORDS);
	while (st == ST_OK) {
		bool more = wrap_next(&wl, half - 2, one, sizeof(one));

		if (!more)
			one[0] = '\0';
		if (!wrap_next(&wr, half, two, sizeof(two))) {
			if (!more)
				break;
			two[0] = '\0';
		}
		buf_clear(&line);
		wrap_place(&line, one, half, FORM_CENTRE);
		wrap_place(&line, two, layout_width(l) - half, FORM_CENTRE);
		st = layout_put(l, buf_str(&line), false, err);
	}
	buf_done(&line);
	return st == ST_OK ? layout_put(l, "", false, err) : st;
}

/* Each |-part in the middle of the line. */
static enum status
layout_centred(struct layout *l, const char *text, bool bold, struct err *err)
{
	char part[WRAP_LINE];
	enum status st = ST_OK;
	struct buf line;
	struct wrap w;

	if (*text == '\0')
		return ST_OK;
	buf_init(&line, LAYOUT_WORDS);
	wrap_begin(&w, text, '|');
	while (st == ST_OK && wrap_next(&w, layout_width(l), part,
	    sizeof(part))) {
		buf_clear(&line);
		wrap_place(&line, part, layout_width(l), FORM_CENTRE);
		st = layout_put(l, buf_str(&line), bold, err);
	}
	buf_done(&line);
	return st;
}

enum status
layout_ends(struct layout *l, const char *left, const char *right,
    struct err *err)
{
	unsigned width = layout_width(l);
	unsigned n = (unsigned)utf8_columns(right);
	struct buf line;
	enum status st;

	n = n < width ? n : width;
	buf_init(&line, LAYOUT_WORDS);
	wrap_place(&line, left, width - n, FORM_LEFT);
	wrap_place(&line, right, n, FORM_RIGHT);
	st = layout_put(l, buf_str(&line), false, err);
	buf_done(&line);
	return st;
}

unsigned
layout_heading_lines(const struct layout *l)
{
	unsigned i, n, lines = 1;

	for (i = 0; i < l->ncolumns; i++) {
		n = wrap_height(form_say(&l->columns[i].def->heading), '|',
		    l->columns[i].width);
		if (n > LAYOUT_WRAP)
			n = LAYOUT_WRAP;
		if (n > lines)
			lines = n;
	}
	return lines;
}

/* A B C over words and 1 2 3 over figures, as offices number columns. */
static enum status
layout_numbers(struct layout *l, struct err *err)
{
	static const char letters[] = "ABCDEFGHIKLMNOPQRSTUVXY";
	const struct report_source *source = l->setup.facts.source;
	unsigned i, k, parts, letter = 0, number = 0;
	struct buf line;
	enum status st;
	char text[16];

	buf_init(&line, LAYOUT_WORDS);
	for (i = 0; i < l->ncolumns; i++) {
		const struct layout_column *c = &l->columns[i];

		for (k = parts = 0; c->from == LAYOUT_FIELD && k < c->parts; k++)
			parts += k == 0 ||
			    source->fields[c->field[k]].type != REPORT_TEXT;

		/*
		 * The first column is the serial number, which has a letter
		 * too.
		 */
		if (i > 0 && c->from == LAYOUT_FIELD &&
		    c->align == FORM_RIGHT && parts > 1) {
			(void)snprintf(text, sizeof(text), "%u; %u", number + 1,
			    number + parts);
			number += parts;
		} else if (i > 0 && c->from == LAYOUT_FIELD &&
		    c->align == FORM_RIGHT)
			(void)snprintf(text, sizeof(text), "%u", ++number);
		else
			(void)snprintf(text, sizeof(text), "%c",
			    letters[letter++ % (sizeof(letters) - 1)]);
		(void)buf_adds(&line, "|");
		wrap_place(&line, text, c->width, FORM_CENTRE);
	}
	(void)buf_adds(&line, "|");
	st = layout_put(l, buf_str(&line), false, err);
	buf_done(&line);
	return st;
}

static enum status
layout_headings(struct layout *l, struct err *err)
{
	struct wrap wraps[REPORT_DEF_COLUMNS];
	char text[WRAP_LINE];
	struct buf line;
	enum status st;
	unsigned k, i;

	for (i = 0; i < l->ncolumns; i++)
		wrap_begin(&wraps[i], form_say(&l->columns[i].def->heading),
		    '|');
	buf_init(&line, LAYOUT_WORDS);
	st = layout_rule(l, err);
	for (k = 0; st == ST_OK && k < l->head_lines; k++) {
		buf_clear(&line);
		for (i = 0; i < l->ncolumns; i++) {
			if (!wrap_next(&wraps[i], l->columns[i].width, text,
			    sizeof(text)))
				text[0] = '\0';
			(void)buf_adds(&line, "|");
			wrap_place(&line, text, l->columns[i].width,
			    FORM_CENTRE);
		}
		(void)buf_adds(&line, "|");
		st = layout_put(l, buf_str(&line), false, err);
	}
	buf_done(&line);
	if (st == ST_OK)
		st = layout_rule(l, err);
	if (st == ST_OK && l->def->numbers) {
		if ((st = layout_numbers(l, err)) == ST_OK)
			st = layout_rule(l, err);
	}
	return st;
}

static enum status
layout_first_head(struct layout *l, struct err *err)
{
	char unit[LAYOUT_CELL];
	enum status st;

	template_fill(&l->setup.facts, form_say(&l->def->unit), unit,
	    sizeof(unit));
	if ((st = layout_agency(l, err)) != ST_OK ||
	    (st = layout_centred(l, l->title, true, err)) != ST_OK ||
	    (st = layout_centred(l, l->subtitle, false, err)) != ST_OK)
		return st;
	return layout_ends(l, "", unit, err);
}

enum status
layout_page_head(struct layout *l, struct err *err)
{
	char first[LAYOUT_CELL];
	enum status st;

	if (l->page == 1) {
		st = layout_first_head(l, err);
	} else {
		(void)str_copy_cut(first, sizeof(first), l->subtitle);
		first[strcspn(first, "|")] = '\0';
		st = layout_ends(l, l->title, first, err);
	}
	if (st == ST_OK)
		st = layout_headings(l, err);
	if (st == ST_OK && l->page > 1 && l->def->carry && l->sums)
		st = layout_sum_put(l, LAYOUT_CARRIED, _("Brought forward"),
		    false, err);
	return st;
}

unsigned
layout_foot_lines(const struct layout *l)
{
	/* A rule unless each row has one; two sums and a rule; the seal. */
	return (l->def->rules ? 0 : 1) +
	    (l->def->carry && l->sums ? 2 * l->sum_lines + 1 : 0) + 1;
}

enum status
layout_seal(struct layout *l, struct err *err)
{
	char foot[LAYOUT_CELL], page[64];

	template_fill(&l->setup.facts, form_say(&l->def->foot), foot,
	    sizeof(foot));
	(void)snprintf(page, sizeof(page), _("Page %u/%u"), l->page,
	    l->setup.pages);
	return layout_ends(l, foot, page, err);
}

enum status
layout_page_foot(struct layout *l, struct err *err)
{
	enum status st;

	st = layout_rule(l, err);
	if (st == ST_OK && l->def->carry && l->sums) {
		if ((st = layout_sum_put(l, LAYOUT_PAGE, _("Page total"), false,
		    err)) == ST_OK &&
		    (st = layout_sum_put(l, LAYOUT_CARRIED,
		    _("Carried forward"), false, err)) == ST_OK)
			st = layout_rule(l, err);
	}
	return st == ST_OK ? layout_seal(l, err) : st;
}
