/*
 * SPDX-License-Identifier: ISC
 *
 * change/line: what a request does about lines while it waits: a report of
 * death blocks all that is open, at once.  What follows when it is decided is
 * the balance's (settle.c).
 */
#include "base/say.h"
#include "office/balance/settle_tell.h"
#include "office/change/grant_priv.h"
#include "office/line/line.h"

static bool
change_may_be_paid(const struct line *l)
{
	return l->kind != LINE_FUNERAL && line_is_open(l);
}

static void
change_lines_words(const struct lines *v, char *dst, size_t size)
{
	struct settle_sum sum = { .n = 0 };
	unsigned i;

	dst[0] = '\0';
	for (i = 0; i < v->n; i++)
		if (change_may_be_paid(&v->v[i]))
			settle_add(&sum, account_month(v->v[i].month),
			    v->v[i].amount);
	if (sum.n > 0)
		settle_lines(&sum, dst, size);
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

/* Those that something else has blocked, too: that may go before this. */
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
		if (v.v[i].kind != LINE_FUNERAL && !v.v[i].paid &&
		    v.v[i].list != LIST_DRAFT)
			st = line_block(w->c, v.v[i].id, LINE_REPORTED, w->id,
			    reason, err);
	if (st == ST_OK && words[0] != '\0') {
		change_effect(w, N_("at once, until this is decided:"));
		change_effect(w, N_("blocked at every desk: %s"), words);
	}
	lines_done(&v);
	return st;
}
