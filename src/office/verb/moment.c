/*
 * SPDX-License-Identifier: ISC
 *
 * verb/moment: what the clock is compared with.  Owns table clock.
 */
#include "office/verb/moment.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/verb/verb.h"

#define MOMENT_SLACK 120 /* seconds that the clock may step */
#define MOMENT_DAY 86400

DB_SQL(q_last) = { "moment.last",
	"SELECT at FROM journal ORDER BY seq DESC LIMIT 1" };
DB_SQL(q_clock) = { "moment.clock",
	"SELECT boot, ahead FROM clock WHERE id = 1" };
DB_SQL(q_keep) = { "moment.keep",
	"INSERT INTO clock (id, boot, ahead) VALUES (1, ?1, ?2) "
	"ON CONFLICT (id) DO UPDATE SET boot = excluded.boot, "
	"ahead = excluded.ahead" };
DB_SQL(q_back) = { "moment.back",
	"SELECT seq, at, before FROM (SELECT seq, at, verb,"
	" lag(at) OVER (ORDER BY seq) AS before FROM journal) AS j"
	" WHERE at < before AND verb <> 'clock.accept' AND seq >"
	" (SELECT coalesce(max(seq), 0) FROM journal"
	" WHERE verb = 'clock.accept') ORDER BY seq LIMIT 1" };

/* The row of clock: same boot, and then how far the clock has stepped. */
static enum status
moment_since_boot(struct db *db, bool *same, int64_t *step, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_clock);
	bool row;
	enum status st = db_step(s, &row, err);

	*same = false;
	*step = 0;
	if (st != ST_OK || !row)
		return st;
	*same = clock_boot_id()[0] != '\0' &&
	    strcmp(db_text(s, 0), clock_boot_id()) == 0;
	if (*same)
		*step = clock_since_boot() - db_int(s, 1);
	db_reset(s);
	return ST_OK;
}

static enum status
moment_last(struct db *db, char last[CLOCK_TEXT], struct err *err)
{
	struct db_stmt *s = db_use(db, &q_last);
	bool row;
	enum status st = db_step(s, &row, err);

	last[0] = '\0';
	if (st == ST_OK && row) {
		db_copy(s, 0, last, CLOCK_TEXT);
		db_reset(s);
	}
	return st;
}

enum status
moment_read(struct db *db, struct moment *out, struct err *err)
{
	int64_t wall = clock_wall(), last = wall, step, days;
	bool same;

	memset(out, 0, sizeof(*out));
	if (moment_last(db, out->last, err) != ST_OK ||
	    moment_since_boot(db, &same, &step, err) != ST_OK)
		return err->st;
	if (out->last[0] != '\0' && !clock_read(out->last, &last))
		return err_set(err, ST_CORRUPT,
		    _("the last entry has no date: %s"), out->last);
	days = clock_ahead_days();
	out->off = wall - last;
	if (out->off < -MOMENT_SLACK) {
		out->state = MOMENT_BEHIND;
	} else if (same && (step > MOMENT_SLACK || step < -MOMENT_SLACK)) {
		out->state = MOMENT_JUMPED;
		out->off = step;
	} else if (!same && days > 0 && out->off > days * MOMENT_DAY) {
		out->state = MOMENT_AHEAD;
	}
	/* A second is what rounding makes of it. */
	out->moved = !same || step > 1 || step < -1;
	clock_format(wall, out->wall);
	/* A clock that is not believed dates nothing, what may be entered all
	 * the same (a sign-in) neither. */
	clock_format(out->state == MOMENT_RIGHT && wall > last ? wall : last,
	    out->now);
	return ST_OK;
}

enum status
moment_keep(struct db *db, struct err *err)
{
	return db_run(db_usef(db, &q_keep, "ti", clock_boot_id(),
	    clock_since_boot()), err);
}

/* "2019-11-08T09:41:00" as 09:41 08/11/2019. */
static void
moment_shown(char *dst, size_t size, const char *at)
{
	(void)snprintf(dst, size, "%.5s %.2s/%.2s/%.4s", at + 11, at + 8,
	    at + 5, at);
}

void
moment_says(const struct moment *m, char *dst, size_t size)
{
	char wall[40], last[40];
	enum status st = ST_OK;

	moment_shown(wall, sizeof(wall), m->wall);
	moment_shown(last, sizeof(last), m->last);
	switch (m->state) {
	case MOMENT_RIGHT:
		dst[0] = '\0';
		return;
	case MOMENT_BEHIND:
		st = str_format(dst, size, _("The server's clock shows %s, but "
		    "the last entry of the books is of %s: nothing is paid or "
		    "entered until the clock is right. Call the administrator."),
		    wall, last);
		break;
	case MOMENT_AHEAD:
		st = str_format(dst, size, _("The server's clock shows %s, "
		    "%" PRId64 " days after the last entry of the books (%s): "
		    "nothing is paid or entered until the clock is right or the "
		    "administrator confirms it (chitra clock)."), wall,
		    m->off / MOMENT_DAY, last);
		break;
	case MOMENT_JUMPED:
		st = str_format(dst, size, _("The server's clock was moved by "
		    "%" PRId64 " minutes and shows %s: nothing is paid or "
		    "entered until the clock is right or the administrator "
		    "confirms it (chitra clock)."), m->off / 60, wall);
		break;
	}
	if (st != ST_OK)
		(void)str_copy_cut(dst, size, _("The server's clock is wrong: "
		    "nothing is paid or entered. Call the administrator."));
}

enum status
moment_audit(struct db *db, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_back);
	char at[40], before[40];
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK || !row)
		return st;
	moment_shown(at, sizeof(at), db_text(s, 1));
	moment_shown(before, sizeof(before), db_text(s, 2));
	st = err_set(err, ST_CORRUPT, _("the clock went backwards: entry %"
	    PRId64 " of the journal is of %s, the one before of %s; when that "
	    "is known, `chitra clock accept` notes it"), db_int(s, 0), at,
	    before);
	db_reset(s);
	return st;
}

/* --- the verb --- */

/*
 * The day is typed, not shown and nodded at: it is the one of the calendar on
 * the wall that counts.  Only here may a moment be before the last one: books
 * that a wrong clock led into the future would else stay shut until then.
 */
static enum status
clock_accept(struct verb_call *c, struct err *err)
{
	const char *day = wire_args_text(&c->in->args, "today");
	bool back = strcmp(wire_args_text(&c->in->args, "back"), "yes") == 0;
	char shown[40];
	struct moment m;

	if (moment_read(c->db, &m, err) != ST_OK)
		return err->st;
	moment_shown(shown, sizeof(shown), m.wall);
	if (strncmp(m.wall, day, CLOCK_DATE - 1) != 0)
		return err_field(err, ST_INVALID, "today", _("The server's "
		    "clock shows %s: set it right first."), shown);
	if (m.state == MOMENT_BEHIND && !back)
		return err_field(err, ST_INVALID, "back", _("The books hold "
		    "an entry of %.2s/%.2s/%.4s, %.5s: a clock before that is "
		    "accepted only with --back, when the books are wrong."),
		    m.last + 8, m.last + 5, m.last, m.last + 11);
	(void)str_copy_cut(c->now, sizeof(c->now), m.wall);
	wire_args_add(c->out, "clock", m.wall);
	wire_args_add(c->out, "last", m.last);
	return moment_keep(c->db, err);
}

static const struct verb_field accept_fields[] = {
	{ .name = "today", .type = VERB_DATE, .required = true,
	  .help = N_("today's date, by the calendar and not by the server") },
	{ .name = "back", .type = VERB_CHOICE, .choices = "yes|no",
	  .help = N_("also when the books hold later entries") },
	{ .name = NULL },
};

const struct verb clock_verbs[] = {
	{ .name = "clock.accept", .fields = accept_fields, .roles = ROLE_ADMIN,
	  .flags = VERB_ANYTIME, .run = clock_accept,
	  .help = N_("confirms that the server's clock is right") },
	{ .name = NULL },
};
