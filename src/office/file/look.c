/*
 * SPDX-License-Identifier: ISC
 *
 * file/look: what makes a row of a file an exception, in the order in which an
 * approver reads: who has an hour for 1,853 of them must have seen the money.
 * The file's own figures in words; figures are stored, never sentences, so that
 * each reads them in his language.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/say.h"
#include "office/file/file_priv.h"
#include "text/date.h"
#include "text/money.h"

DB_SQL(q_kind) = { "roll_look.kind",
	"INSERT INTO roll_kind (job_id, owner_id, look, rows)"
	" VALUES (?1, ?2, ?3, 1) ON CONFLICT (job_id, owner_id, look)"
	" DO UPDATE SET rows = roll_kind.rows + 1" };
DB_SQL(q_kinds) = { "roll_look.kinds",
	"SELECT look, rows FROM roll_kind WHERE job_id = ?1 AND owner_id ="
	" ?2" };

/* The heaviest first; roll_row.rank is the place in here, from 1. */
static const struct {
	unsigned look;
	const char *word;
} looks[ROLL_LOOKS] = {
	{ ROLL_MANUAL, N_("amount by decision") },
	{ ROLL_COEFFICIENT, N_("own coefficient") },
	{ ROLL_BACKDATED, N_("begins far back") },
	{ ROLL_COLLECTOR, N_("collector") },
	{ ROLL_ELSEWHERE, N_("in another file that waits") },
	{ ROLL_IDENTITY, N_("name, birth or paper") },
	{ ROLL_ODD_NAME, N_("letters of another script in the name") },
	{ ROLL_WARNED, N_("see the warning") },
};

void
roll_look_words(unsigned look, char *dst, size_t size)
{
	size_t used = 0;
	unsigned i;

	dst[0] = '\0';
	for (i = 0; i < ROLL_LOOKS; i++)
		if ((look & looks[i].look) != 0 && used < size)
			used += (size_t)snprintf(dst + used, size - used,
			    "%s%s", used > 0 ? ", " : "", _(looks[i].word));
}

int64_t
roll_rank(unsigned look)
{
	unsigned i = 0;

	while (i < ROLL_LOOKS && (look & looks[i].look) == 0)
		i++;
	return i + 1;
}

/* đồng of the months from its first one to the month before `month`. */
int64_t
roll_past(const struct entitlement_new *e, const char *month)
{
	int months = month_diff(month, e->from);

	return months > 0 ? months * e->amount : 0;
}

/* How far it is from what the table grants; of old months, their money. */
int64_t
roll_weight(unsigned look, const struct entitlement_new *e, int64_t past)
{
	if ((look & (ROLL_MANUAL | ROLL_COEFFICIENT)) != 0)
		return e->amount > e->table ? e->amount - e->table :
		    e->table - e->amount;
	return (look & ROLL_BACKDATED) != 0 ? past : 0;
}

enum status
roll_looks_count(struct db *db, int64_t job, int64_t owner,
    unsigned look, struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	for (i = 0; st == ST_OK && i < ROLL_LOOKS; i++)
		if ((look & looks[i].look) != 0)
			st = db_run(db_usef(db, &q_kind, "iii", job, owner,
			    (int64_t)looks[i].look), err);
	return st;
}

enum status
roll_looks_read(struct db *db, struct roll_file *f, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_kinds, "ii", f->job, f->owner);
	enum status st;
	unsigned i;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		for (i = 0; i < ROLL_LOOKS; i++)
			if (looks[i].look == (unsigned)db_int(s, 0))
				f->kinds[i] = db_int(s, 1);
	return st;
}

void
roll_file_people(const struct roll_file *f, struct buf *out)
{
	int64_t none = f->rows - f->added - f->changed;
	const char *sep = "";

	if (f->people > 0) {
		(void)buf_printf(out, _("%lld newcomers with %lld allowances"),
		    (long long)f->people, (long long)f->added);
		sep = "; ";
	}
	if (f->changed > 0) {
		(void)buf_printf(out, "%s", sep);
		(void)buf_printf(out, _("%lld rows change somebody on the roll"),
		    (long long)f->changed);
		sep = "; ";
	}
	if (none > 0) {
		(void)buf_printf(out, "%s", sep);
		(void)buf_printf(out, _("%lld rows change nothing"),
		    (long long)none);
	}
}

void
roll_file_looks(const struct roll_file *f, struct buf *out)
{
	char money[MONEY_TEXT];
	unsigned i, n = 0;

	if (f->looks == 0) {
		(void)buf_adds(out, _("no exceptions"));
		return;
	}
	(void)buf_printf(out, _("%lld exceptions: "), (long long)f->looks);
	for (i = 0; i < ROLL_LOOKS; i++) {
		if (f->kinds[i] == 0)
			continue;
		(void)buf_printf(out, "%s%s %lld", n++ > 0 ? ", " : "",
		    _(looks[i].word), (long long)f->kinds[i]);
		if (looks[i].look != ROLL_BACKDATED || f->past == 0)
			continue;
		money_format(money, sizeof(money), f->past);
		(void)buf_printf(out, _(" (%s đồng for months passed)"), money);
	}
}

void
roll_file_money(const struct roll_file *f, struct buf *out)
{
	char before[MONEY_TEXT], after[MONEY_TEXT];

	money_format(before, sizeof(before), f->before);
	money_format(after, sizeof(after), f->after);
	(void)buf_printf(out, _("a month: %s đồng by the books, %s when it "
	    "stands"), before, after);
}

static void
line_word(struct buf *out, const char *word, const char *text)
{
	if (text[0] != '\0')
		(void)buf_printf(out, "%s%s %s", out->len > 0 ? "; " : "", word,
		    text);
}

void
roll_line_words(const struct roll_line *l, struct buf *out)
{
	char day[DATE_TEXT] = "", text[300];

	if (l->village[0] != '\0')
		(void)buf_printf(out, "%s%s", out->len > 0 ? "; " : "",
		    l->village);
	line_word(out, _("payout point"), l->point);
	if (l->decided_on[0] != '\0')
		date_day(day, sizeof(day), l->decided_on);
	(void)snprintf(text, sizeof(text), "%s%s%s", l->decision,
	    l->decision[0] != '\0' && day[0] != '\0' ? ", " : "", day);
	line_word(out, _("decision"), text);
	(void)snprintf(text, sizeof(text), "%s%s%s%s%s", l->collector,
	    l->collector_number[0] != '\0' ? ", " : "", l->collector_number,
	    l->relation[0] != '\0' ? ", " : "", l->relation);
	line_word(out, _("collects:"), l->collector[0] != '\0' ? text : "");
	line_word(out, _("note:"), l->note);
}
