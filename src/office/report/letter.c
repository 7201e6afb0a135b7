/*
 * SPDX-License-Identifier: ISC
 *
 * report/letter: the sources "letters" (papers of collectors that end soon, or
 * have ended) and "collectors" (one who collects for more people than the
 * office allows without a look: the pattern of most frauds on record).
 */
#include "base/say.h"
#include "office/report/rows_priv.h"
#include "office/verb/setting.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	L_COLLECTOR = P_OWN, L_KIND, L_RELATION, L_COLLECTOR_IDENTITY, L_LETTER,
	L_CERTIFIER, L_VALID_FROM, L_VALID_TO, L_DAYS_LEFT, L_NOTE, L_GROUP,
	L_COUNT
};

static const struct report_field letter_fields[] = {
	REPORT_PERSON_FIELDS,
	[L_COLLECTOR] = { "collector", REPORT_TEXT, N_("Collected by") },
	[L_KIND] = { "kind", REPORT_TEXT, N_("Kind") },
	[L_RELATION] = { "relation", REPORT_TEXT, N_("Relation") },
	[L_COLLECTOR_IDENTITY] = { "collector_identity", REPORT_TEXT,
		N_("Number of their paper") },
	[L_LETTER] = { "letter", REPORT_TEXT, N_("Letter") },
	[L_CERTIFIER] = { "certifier", REPORT_TEXT, N_("Certified by") },
	[L_VALID_FROM] = { "valid_from", REPORT_TEXT, N_("Valid from") },
	[L_VALID_TO] = { "valid_to", REPORT_TEXT, N_("Valid to") },
	[L_DAYS_LEFT] = { "days_left", REPORT_COUNT, N_("Days left") },
	[L_NOTE] = { "note", REPORT_TEXT, N_("Note") },
	[L_GROUP] = { "group", REPORT_TEXT, N_("Collected by") },
	[L_COUNT] = { .name = NULL }
};

/* Those that a later paper of the same collector replaces are settled. */
DB_SQL(q_letters) = { "report.letters",
	"SELECT c.id, p.area_id, p.point_id, 0 FROM collector c"
	" JOIN person p ON p.id = c.person_id AND p.state = 'active'"
	" WHERE c.active = 1 AND c.valid_to IS NOT NULL"
	" AND c.valid_to <= ?1 AND NOT EXISTS"
	" (SELECT 1 FROM collector n WHERE n.person_id = c.person_id"
	"  AND n.active = 1 AND n.id <> c.id AND n.name = c.name"
	"  AND coalesce(n.valid_to, '9999-12-31') > c.valid_to)"
	" ORDER BY c.valid_to, c.id" };
/*
 * Counted over the whole office, or somebody would stay unseen by collecting
 * in two districts; whose rows are shown is the scope's matter.  Without a
 * paper the name and the point tell.
 */
#define COLLECTOR_KEY(c, p)                                                    \
	"CASE " c ".identity WHEN '' THEN " c ".name || '/' || " p             \
	".point_id ELSE " c ".identity END"
#define COLLECTOR_STANDS(c)                                                    \
	c ".active = 1 AND " c ".valid_from <= ?1"                             \
	" AND coalesce(" c ".valid_to, ?1) >= ?1"
DB_SQL(q_collectors) = { "report.collectors",
	"SELECT c.id, p.area_id, p.point_id,"
	" dense_rank() OVER (ORDER BY " COLLECTOR_KEY("c", "p") ")"
	" FROM collector c JOIN person p ON p.id = c.person_id"
	" AND p.state = 'active' WHERE " COLLECTOR_STANDS("c")
	" AND " COLLECTOR_KEY("c", "p") " IN (SELECT " COLLECTOR_KEY("k", "q")
	"  FROM collector k JOIN person q ON q.id = k.person_id"
	"  AND q.state = 'active' WHERE " COLLECTOR_STANDS("k")
	"  GROUP BY 1 HAVING count(DISTINCT k.person_id) > ?2)"
	" ORDER BY p.name_key, c.id" };
DB_SQL(q_people_of) = { "report.people_of",
	"SELECT count(DISTINCT c.person_id) FROM collector c"
	" JOIN person p ON p.id = c.person_id AND p.state = 'active'"
	" WHERE " COLLECTOR_STANDS("c") " AND " COLLECTOR_KEY("c", "p")
	" = (SELECT " COLLECTOR_KEY("k", "q") " FROM collector k"
	"  JOIN person q ON q.id = k.person_id WHERE k.id = ?2)" };
DB_SQL(q_letter) = { "report.letter",
	"SELECT " REPORT_PERSON_COLUMNS
	" c.name, c.kind, c.relation, c.identity, c.letter, c.certifier,"
	" c.valid_from, coalesce(c.valid_to, '')"
	" FROM collector c JOIN person p ON p.id = c.person_id"
	" JOIN area a ON a.id = p.area_id JOIN point o ON o.id = p.point_id"
	" WHERE c.id = ?1" };

static enum status
letter_gather(struct report_rows *r, struct err *err)
{
	int64_t days = r->base.params.days;
	char until[DATE_TEXT] = "";
	enum status st = ST_OK;
	struct date d;

	if (days == 0)
		st = setting_get(r->base.db, SETTING_LETTER_AHEAD, r->base.from,
		    &days, err);
	if (st != ST_OK)
		return st;
	(void)snprintf(r->base.days, sizeof(r->base.days), "%d",
	    (int)(days % 100000));
	if (date_from_iso(r->base.today, &d) == ST_OK)
		date_to_iso(until, sizeof(until), date_from_days(date_days(d) +
		    (long)days));
	return report_rows_take(r, db_usef(r->base.db, &q_letters, "t", until),
	    false, err);
}

static const char *
letter_kind(const char *kind)
{
	static const char *const words[][2] = {
		{ "guardian", N_("guardian") }, { "carer", N_("carer") },
		{ "authorised", N_("by letter") }, { "heir", N_("heir") },
		{ "organiser", N_("organised the funeral") },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], kind) == 0)
			return gettext(words[i][1]);
	return "";
}

/* Days from today; below zero: it has ended. */
static int64_t
letter_days_left(struct report_rows *r, const char *valid_to)
{
	struct date today, end;

	if (date_from_iso(valid_to, &end) != ST_OK || end.day == 0 ||
	    date_from_iso(r->base.today, &today) != ST_OK)
		return 0;
	return date_days(end) - date_days(today);
}

static enum status
letter_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum { N = REPORT_PERSON_NEXT };

	(void)row;
	(void)err;
	report_rows_person(r, c);
	c[L_COLLECTOR].text = report_rows_col(r, N);
	c[L_KIND].text = letter_kind(db_text(r->s, N + 1));
	c[L_RELATION].text = report_rows_col(r, N + 2);
	c[L_COLLECTOR_IDENTITY].text = report_rows_col(r, N + 3);
	c[L_LETTER].text = report_rows_col(r, N + 4);
	c[L_CERTIFIER].text = report_rows_col(r, N + 5);
	c[L_VALID_FROM].text = report_rows_day(r, N + 6);
	c[L_VALID_TO].text = report_rows_day(r, N + 7);
	c[L_DAYS_LEFT].num = letter_days_left(r, db_text(r->s, N + 7));
	c[L_NOTE].text = c[L_VALID_TO].text[0] != '\0' &&
	    c[L_DAYS_LEFT].num < 0 ? _("has ended") : "";
	c[L_GROUP].text = "";
	return ST_OK;
}

static enum status
collector_gather(struct report_rows *r, struct err *err)
{
	int64_t most;
	enum status st = setting_get(r->base.db, SETTING_COLLECTOR_PEOPLE,
	    r->base.from, &most, err);

	return st != ST_OK ? st : report_rows_take(r, db_usef(r->base.db,
	    &q_collectors, "ti", r->base.today, most), false, err);
}

static enum status
collector_fill(struct report_rows *r, const struct report_row *row,
    struct report_cell *c, struct err *err)
{
	enum status st = letter_fill(r, row, c, err);
	int64_t people = 0;
	bool found;

	if (st == ST_OK)
		st = db_int1(db_usef(r->base.db, &q_people_of, "ti",
		    r->base.today, row->id), &people, &found, err);
	if (st != ST_OK)
		return st;
	c[L_GROUP].text = report_rows_say(r, ngettext(
	    "%s, %s: collects for %" PRId64 " person",
	    "%s, %s: collects for %" PRId64 " people", (unsigned long)people),
	    c[L_COLLECTOR].text, c[L_COLLECTOR_IDENTITY].text[0] != '\0' ?
	    c[L_COLLECTOR_IDENTITY].text : _("no paper"), people);
	return ST_OK;
}

static const struct report_rows_ops letter_ops = { L_COUNT, &q_letter,
	letter_gather, letter_fill };
static const struct report_rows_ops collector_ops = { L_COUNT, &q_letter,
	collector_gather, collector_fill };
REPORT_ROWS_OPEN(letter_open, letter_ops)
REPORT_ROWS_OPEN(collector_open, collector_ops)

const struct report_source report_source_letters = {
	.name = "letters", .title = N_("Letters that end"),
	.fields = letter_fields, .nfields = L_COUNT, .open = letter_open,
	REPORT_ROWS
};
const struct report_source report_source_collectors = {
	.name = "collectors", .title = N_("Who collects for many"),
	.fields = letter_fields, .nfields = L_COUNT, .open = collector_open,
	REPORT_ROWS
};
