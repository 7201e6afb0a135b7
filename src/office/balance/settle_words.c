/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_words: what a settlement did, as sentences of its request; the
 * same in the preview and after approval.
 */
#include "base/say.h"
#include "office/balance/arrears.h"
#include "office/balance/settle_tell.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

void
settle_lines(const struct settle_sum *s, char *dst, size_t size)
{
	char money[MONEY_TEXT], iso[8], first[DATE_MONTH], last[DATE_MONTH];

	money_format(money, sizeof(money), s->total);
	account_month_text(s->first, iso);
	month_format(first, sizeof(first), iso);
	account_month_text(s->last, iso);
	month_format(last, sizeof(last), iso);
	if (s->first == s->last)
		sentence_make(dst, size, s->n == 1 ?
		    N_("%u line of %s, %s đồng") :
		    N_("%u lines of %s, %s đồng"), s->n, first, money);
	else
		sentence_make(dst, size, N_("%u lines of %s–%s, %s đồng"),
		    s->n, first, last, money);
}

/* "720.000 đồng of 03/2024–04/2024" */
static void
settle_months(const struct settle_sum *s, char *dst, size_t size)
{
	char money[MONEY_TEXT], iso[8], first[DATE_MONTH], last[DATE_MONTH];

	money_format(money, sizeof(money), s->total);
	account_month_text(s->first, iso);
	month_format(first, sizeof(first), iso);
	account_month_text(s->last, iso);
	month_format(last, sizeof(last), iso);
	if (s->first == s->last)
		sentence_make(dst, size, N_("%s đồng of %s"), money, first);
	else
		sentence_make(dst, size, N_("%s đồng of %s–%s"), money, first,
		    last);
}

static enum status
settle_tell_orders(struct change_work *w, const struct settled *s,
    struct err *err)
{
	char period[DATE_MONTH], words[256];
	unsigned i;

	month_format(period, sizeof(period), s->period);
	for (i = 0; i < s->orders; i++) {
		if (arrears_words(w->c->db, s->order[i], words, sizeof(words),
		    err) != ST_OK)
			return err->st;
		change_effect(w, N_("will appear in the list of %s: %s"),
		    period, words);
	}
	return ST_OK;
}

static enum status
settle_tell(struct change_work *w, const struct settled *s, struct err *err)
{
	char words[128], money[MONEY_TEXT];

	if (s->withdrawn.n > 0) {
		money_format(money, sizeof(money), s->withdrawn.total);
		change_effect(w, N_("arrears are cancelled: %s đồng, months: "
		    "%lld"), money, (long long)s->withdrawn.n);
	}
	if (s->blocked.n > 0) {
		settle_lines(&s->blocked, words, sizeof(words));
		change_effect(w, N_("blocked at every desk: %s"), words);
	}
	if (s->freed.n > 0) {
		settle_lines(&s->freed, words, sizeof(words));
		change_effect(w, N_("can be paid again: %s"), words);
	}
	if (s->claimed.n > 0) {
		settle_lines(&s->claimed, words, sizeof(words));
		money_format(money, sizeof(money), s->claimed.total);
		if (s->in_part)
			change_effect(w, N_("too much was paid: a recovery of "
			    "%s đồng is opened, lines: %u"), money,
			    s->claimed.n);
		else
			change_effect(w, N_("paid already: %s; a recovery of "
			    "%s đồng is opened"), words, money);
	}
	if (s->unclaimed.n > 0) {
		money_format(money, sizeof(money), s->unclaimed.total);
		change_effect(w, N_("no longer claimed: %s đồng"), money);
	}
	if (s->reclaimed.n > 0) {
		settle_months(&s->reclaimed, words, sizeof(words));
		change_effect(w, N_("too much was paid before these books "
		    "began: %s; a recovery of it is opened"), words);
	}
	if (s->told.n > 0) {
		money_format(money, sizeof(money), s->told.total);
		change_effect(w, N_("too much was paid before these books "
		    "began, and is not claimed: %s đồng, months: %u"), money,
		    s->told.n);
	}
	if (s->given_up.n > 0) {
		money_format(money, sizeof(money), s->given_up.total);
		change_effect(w, N_("not paid, as asked: %s đồng, months: %u"),
		    money, s->given_up.n);
	}
	return settle_tell_orders(w, s, err);
}

enum status
balance_change(struct change_work *w, const struct settle_ask *ask,
    struct err *err)
{
	struct settled s;

	if (balance_settle(w->c, ask, &s, err) != ST_OK)
		return err->st;
	return settle_tell(w, &s, err);
}
