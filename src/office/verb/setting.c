/*
 * SPDX-License-Identifier: ISC
 *
 * verb/setting: one const table of what can be set, its default and its bounds;
 * the rows of the province go before the default.
 */
#include "office/verb/setting.h"

#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "office/verb/verb.h"
#include "text/date.h"

DB_SQL(q_get) = { "setting.get",
	"SELECT value FROM setting WHERE name = ?1 AND from_month <= ?2"
	" ORDER BY from_month DESC LIMIT 1" };
DB_SQL(q_rows) = { "setting.rows",
	"SELECT from_month, value FROM setting WHERE name = ?1"
	" ORDER BY from_month DESC" };

DB_SQL(q_row_now) = { "setting.now",
	"SELECT value FROM setting WHERE name = ?1"
	" AND from_month = ?2" };
DB_SQL(q_row_set) = { "setting.set",
	"INSERT INTO setting (name, from_month, value)"
	" VALUES (?1, ?2, CAST(?3 AS INTEGER)) ON CONFLICT"
	" (name, from_month) DO UPDATE SET value = excluded.value" };
DB_SQL(q_row_drop) = { "setting.drop",
	"DELETE FROM setting WHERE name = ?1"
	" AND from_month = ?2" };
const struct dated setting_rows = {
	{ "setting", "from", NULL }, { "value", NULL },
	&q_row_now, &q_row_set, &q_row_drop };

static const struct {
	const char *name, *word;
	int64_t value, min, max; /* default and bounds */
} settings[SETTING_COUNT] = {
	[SETTING_UNPAID_MONTHS] = { "unpaid_months",
	    N_("months not collected until suspension"), 3, 1, 60 },
	[SETTING_LETTER_MONTHS] = { "letter_months",
	    N_("months a letter of authority lasts"), 12, 1, 120 },
	[SETTING_LETTER_AHEAD] = { "letter_ahead",
	    N_("days a letter's end is shown ahead"), 30, 0, 366 },
	[SETTING_COLLECTOR_PEOPLE] = { "collector_people",
	    N_("people of one collector, more is flagged"), 5, 1, 1000 },
	[SETTING_AGE_AHEAD] = { "age_ahead",
	    N_("months birthdays are shown ahead"), 3, 0, 24 },
	[SETTING_VERY_OLD] = { "very_old",
	    N_("years of age that ask for proof of life"), 100, 60, 130 },
	[SETTING_HEIRS_COLLECT] = { "heirs_collect",
	    N_("heirs collect: 1 yes, 0 no"), 1, 0, 1 },
	[SETTING_BIRTH_FIRST] = { "birth_first",
	    N_("unknown birthday: 1 first, 0 last day"), 1, 0, 1 },
	/* Below 6 others act for a child in everything, from 18 on nobody
	 * does by age alone (BLDS 2015 art. 20, 21). */
	[SETTING_COLLECT_AGE] = { "collect_age",
	    N_("years of age that collect in person"), 16, 6, 18 },
};

const char *
setting_name(enum setting what)
{
	return settings[what].name;
}

const char *
setting_word(enum setting what)
{
	return settings[what].word;
}

enum status
setting_get(struct db *db, enum setting what, const char *month, int64_t *v,
    struct err *err)
{
	int64_t value = 0;
	enum status st;
	bool found;

	st = db_int1(db_usef(db, &q_get, "tt", settings[what].name, month),
	    &value, &found, err);
	if (st == ST_OK)
		*v = found ? value : settings[what].value;
	return st;
}

enum status
setting_all(struct db *db, struct setting_row *v, unsigned max, unsigned *n,
    struct err *err)
{
	enum status st = ST_OK;
	unsigned i, first, got = 0;
	struct db_stmt *s;
	bool row;

	for (i = 0; i < SETTING_COUNT && got < max && st == ST_OK; i++) {
		first = got;
		s = db_usef(db, &q_rows, "t", settings[i].name);
		while (got < max && (st = db_step(s, &row, err)) == ST_OK &&
		    row) {
			v[got].what = (enum setting)i;
			db_copy(s, 0, v[got].from, sizeof(v[got].from));
			v[got++].value = db_int(s, 1);
		}
		db_reset(s);
		if (st == ST_OK && got == first)
			v[got++] = (struct setting_row){ (enum setting)i, "",
			    settings[i].value };
	}
	if (st == ST_OK)
		*n = got;
	return st;
}

static enum status
setting_set_run(struct verb_call *c, struct err *err)
{
	const char *name = wire_args_text(&c->in->args, "name");
	int64_t value = wire_args_int(&c->in->args, "value", -1), was = 0;
	char month[DATE_MONTH];
	unsigned i = 0;

	while (i < SETTING_COUNT && strcmp(settings[i].name, name) != 0)
		i++;
	if (i == SETTING_COUNT)
		return err_field(err, ST_NOTFOUND, "name",
		    _("there is no setting %s"), name);
	if (month_parse(wire_args_text(&c->in->args, "from"), month) != ST_OK)
		return err_field(err, ST_INVALID, "from",
		    _("a month is written like 11/2019"));
	if (value < settings[i].min || value > settings[i].max)
		return err_field(err, ST_INVALID, "value",
		    _("Give a number from %" PRId64 " to %" PRId64 "."),
		    settings[i].min, settings[i].max);
	if (setting_get(c->db, (enum setting)i, month, &was, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_row_set, "tti", name, month, value),
	    err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "was", was);
	return ST_OK;
}

static const struct verb_field f_set[] = {
	{ .name = "name", .type = VERB_CHOICE, .required = true,
	  .choices = SETTING_NAMES,
	  .help = N_("which one") },
	{ .name = "from", .type = VERB_MONTH, .required = true,
	  .help = N_("first month in which it holds") },
	{ .name = "value", .type = VERB_INT, .required = true,
	  .help = N_("whole number") },
	{ .name = NULL }
};

const struct verb setting_verbs[] = {
	{ .name = "setting.set", .fields = f_set,
	  .roles = ROLE_PROVINCE | ROLE_ADMIN,
	  .flags = VERB_REQUEST, .run = setting_set_run,
	  .help = N_("decide a figure from a month on") },
	{ .name = NULL }
};
