/*
 * SPDX-License-Identifier: ISC
 *
 * change/line: what a request does about lines while it waits: a report of
 * death blocks all that is open, at once.  What follows when it is decided is
 * the balance's (settle.c).
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "office/change/grant_priv.h"
#include "office/line/line.h"
#include "text/date.h"
#include "text/money.h"

static bool
change_may_be_paid(const struct line *l)
{
	return !l->funeral && line_is_open(l);
}

/* "2 lines of 03/2024–04/2024, 720.000 đồng" */
static void
change_lines_words(const struct lines *v, char *dst, size_t size)
{
	char money[MONEY_TEXT], first[DATE_MONTH] = "", last[DATE_MONTH] = "";
	int64_t total = 0;
	unsigned i, n = 0;

	dst[0] = '\0';
	for (i = 0; i < v->n; i++) {
		if (!change_may_be_paid(&v->v[i]))
			continue;
		if (n++ == 0)
			month_format(first, sizeof(first), v->v[i].month);
		month_format(last, sizeof(last), v->v[i].month);
		total += v->v[i].amount;
	}
	money_format(money, sizeof(money), total);
	if (n > 0 && strcmp(first, last) == 0)
		(void)snprintf(dst, size, n == 1 ?
		    _("%u line of %s, %s đồng") : _("%u lines of %s, %s đồng"),
		    n, first, money);
	else if (n > 0)
		(void)snprintf(dst, size, _("%u lines of %s–%s, %s đồng"), n,
		    first, last, money);
}

enum status
change_open(struct change_work *w, const char *to, char *words, size_t size,
    struct err *err)
{
	const struct line_ask ask = { .person = w->person, .to = to };
	struct lines v;

	if (lines_read(w->c->db, &ask, &v, err) != ST_OK)
		return err->st;
	change_lines_words(&v, words, size);
	lines_done(&v);
	return ST_OK;
}

enum status
change_report(struct change_work *w, const char *reason, struct err *err)
{
	const struct line_ask ask = { .person = w->person };
	char words[128];
	struct lines v;
	enum status st = lines_read(w->c->db, &ask, &v, err);
	unsigned i;

	if (st != ST_OK)
		return st;
	change_lines_words(&v, words, sizeof(words));
	for (i = 0; st == ST_OK && i < v.n; i++)
		if (change_may_be_paid(&v.v[i]))
			st = line_block(w->c, v.v[i].id, LINE_REPORTED, w->id,
			    reason, err);
	if (st == ST_OK && words[0] != '\0') {
		change_effect(w, _("at once, until this is decided:"));
		change_effect(w, _("blocked at every desk: %s"), words);
	}
	lines_done(&v);
	return st;
}
