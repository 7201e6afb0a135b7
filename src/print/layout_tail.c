/*
 * SPDX-License-Identifier: ISC
 *
 * layout_tail: the part below the last row: totals, the sum in words and the
 * signatures.  Its height is computed before any of it is output.
 */
#include "print/layout_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"

/* "Total in words: ..." or the form's own label, including the held rows. */
static void
layout_total_words(struct layout *l, char *out, size_t size)
{
	const struct report_source *source = l->setup.facts.source;
	const char *label = form_say(&l->def->words_label);
	int64_t total;
	char words[MONEY_WORDS];
	unsigned i, k;

	out[0] = '\0';
	for (i = 0; i < source->nfields; i++)
		if (strcmp(source->fields[i].name, l->def->words) == 0)
			break;
	if (*l->def->words == '\0' || i == source->nfields)
		return;
	total = l->sum[LAYOUT_CARRIED][i];
	for (k = 0; k < l->waiting; k++)
		if (__builtin_add_overflow(total, l->items[(l->first + k) %
		    (LAYOUT_AHEAD + 1)].num[i], &total))
			return;
	if (money_words(words, sizeof(words), total, l->setup.words) == ST_OK)
		(void)snprintf(out, size, "%s: %s.", *label != '\0' ? label :
		    _("Total in words"), words);
}

static unsigned
layout_sign_height(const struct layout *l, char place[LAYOUT_CELL])
{
	unsigned i, n, height = 0, width;

	place[0] = '\0';
	if (l->def->nroles == 0)
		return 0;
	width = layout_width(l) / l->def->nroles;
	template_fill(&l->setup.facts, form_say(&l->def->place), place,
	    LAYOUT_CELL);
	for (i = 0; i < l->def->nroles; i++) {
		n = wrap_height(form_say(&l->def->roles[i]), '|', width - 1);
		if (n > height)
			height = n;
	}
	return height;
}

unsigned
layout_tail_lines(struct layout *l)
{
	char words[LAYOUT_WORDS], place[LAYOUT_CELL];
	unsigned n = 2, sign; /* a rule, the seal */

	layout_total_words(l, words, sizeof(words));
	if (l->rows == 0)
		n += 1;
	if (l->sums)
		/* One page is its own total. */
		n += l->sum_lines * (l->def->carry && l->page > 1 ? 2 : 1) + 1;
	if (words[0] != '\0')
		n += wrap_height(words, '\0', layout_width(l));
	sign = layout_sign_height(l, place);
	if (sign > 0)
		n += 1 + (place[0] != '\0' ? 1 : 0) + sign +
		    l->def->sign_lines;
	return n;
}

static enum status
layout_signatures(struct layout *l, struct err *err)
{
	struct wrap wraps[REPORT_DEF_ROLES];
	char place[LAYOUT_CELL], text[WRAP_LINE];
	unsigned height = layout_sign_height(l, place), width, k, i;
	enum status st = ST_OK;
	struct buf line;

	if (height == 0)
		return ST_OK;
	width = layout_width(l) / l->def->nroles;
	st = layout_put(l, "", false, err);
	if (st == ST_OK && place[0] != '\0')
		st = layout_ends(l, "", place, err);
	for (i = 0; i < l->def->nroles; i++)
		wrap_begin(&wraps[i], form_say(&l->def->roles[i]), '|');
	buf_init(&line, LAYOUT_WORDS);
	for (k = 0; st == ST_OK && k < height; k++) {
		buf_clear(&line);
		for (i = 0; i < l->def->nroles; i++) {
			if (!wrap_next(&wraps[i], width - 1, text,
			    sizeof(text)))
				text[0] = '\0';
			wrap_place(&line, text, width, FORM_CENTRE);
		}
		st = layout_put(l, buf_str(&line), k == 0, err);
	}
	buf_done(&line);
	for (k = 0; st == ST_OK && k < l->def->sign_lines; k++)
		st = layout_put(l, "", false, err);
	return st;
}

static void
layout_total_label(struct layout *l, char *out, size_t size)
{
	l->setup.facts.rows = l->rows;
	template_fill(&l->setup.facts, form_say(&l->def->sum_label), out,
	    size);
	if (out[0] == '\0')
		(void)snprintf(out, size, _("Total (%llu lines)"),
		    (unsigned long long)l->rows);
}

static enum status
layout_totals(struct layout *l, struct err *err)
{
	char label[LAYOUT_CELL];
	enum status st = ST_OK;

	if (!l->sums)
		return ST_OK;
	if (l->def->carry && l->page > 1)
		st = layout_sum_put(l, LAYOUT_PAGE, _("Page total"), false,
		    err);
	layout_total_label(l, label, sizeof(label));
	if (st == ST_OK)
		st = layout_sum_put(l, LAYOUT_CARRIED, label, true, err);
	return st == ST_OK ? layout_rule(l, err) : st;
}

enum status
layout_tail(struct layout *l, struct err *err)
{
	char words[LAYOUT_WORDS], part[WRAP_LINE];
	enum status st = ST_OK;
	struct wrap w;

	layout_total_words(l, words, sizeof(words));
	if (l->rows == 0)
		st = layout_across(l, _("Nothing to report"), err);
	if (st == ST_OK && (st = layout_rule(l, err)) == ST_OK)
		st = layout_totals(l, err);
	wrap_begin(&w, words, '\0');
	while (st == ST_OK && words[0] != '\0' && wrap_next(&w,
	    layout_width(l), part, sizeof(part)))
		st = layout_put(l, part, false, err);
	if (st == ST_OK)
		st = layout_signatures(l, err);
	return st == ST_OK ? layout_seal(l, err) : st;
}
