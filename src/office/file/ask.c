/*
 * SPDX-License-Identifier: ISC
 *
 * file/ask: a file of the roll becomes a request of each list owner that it
 * touches, and is decided: as a whole or some of its rows, by one password.
 * What is decided is only recorded here; slice.c carries it out.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/say.h"
#include "base/str.h"
#include "db/digest.h"
#include "office/file/file.h"
#include "office/file/file_priv.h"
#include "office/request/file.h"
#include "text/date.h"

DB_SQL(q_parts) = { "roll_file.parts",
	"SELECT p.owner_id, a.code, a.name, p.rows, p.added, p.people,"
	" p.changed, p.looks, p.before, p.after FROM roll_part p"
	" JOIN area a ON a.id = p.owner_id WHERE p.job_id = ?1"
	" AND p.owner_id > ?2 ORDER BY p.owner_id LIMIT 1" };
DB_SQL(q_part_off) = { "roll_file.part_off",
	"DELETE FROM roll_part WHERE job_id = ?1 AND owner_id = ?2" };
DB_SQL(q_asked) = { "roll_file.asked",
	"UPDATE roll_part SET change_id = ?3 WHERE job_id = ?1"
	" AND owner_id = ?2" };
DB_SQL(q_last) = { "roll_file.last",
	"SELECT coalesce(max(no), 0) FROM roll_decision WHERE change_id = ?1" };
DB_SQL(q_decide) = { "roll_file.decide",
	"INSERT INTO roll_decision (change_id, no, verdict, rows, but, reason,"
	" undo_id, staff_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" };
DB_SQL(q_begin) = { "roll_file.begin",
	"UPDATE roll_part SET deciding = ?2, cursor = 0, failed = 0"
	" WHERE change_id = ?1" };
DB_SQL(q_matches) = { "roll_file.matches",
	"SELECT 1 FROM roll_row WHERE job_id = ?1 AND owner_id = ?2"
	" AND line BETWEEN ?3 AND ?4 AND state = 'waiting' LIMIT 1" };
/* A newcomer who is on a list, or whom a later request is about. */
DB_SQL(q_listed) = { "roll_file.listed",
	"SELECT r.name, r.code FROM roll_row r JOIN line l"
	" ON l.person_id = r.person_id WHERE r.job_id = ?1 AND r.owner_id = ?2"
	" AND r.is_new = 1 AND r.state = 'stands' LIMIT 1" };
DB_SQL(q_later) = { "roll_file.later",
	"SELECT c.id, r.name FROM roll_row r JOIN change c"
	" ON c.person_id = r.person_id AND c.state IN ('waiting', 'approved')"
	" WHERE r.job_id = ?1 AND r.owner_id = ?2 AND r.is_new = 1"
	" AND r.state = 'stands' LIMIT 1" };

/* ---- rows by their lines --------------------------------------------------------- */

enum status
roll_ranges_parse(const char *text, const char *field, struct roll_ranges *out,
    struct err *err)
{
	long long lo, hi;
	char *end;

	out->n = 0;
	for (; *text != '\0'; text = end + (*end == ',')) {
		hi = lo = strtoll(text, &end, 10);
		if (*end == '-')
			hi = strtoll(end + 1, &end, 10);
		if (lo < 1 || hi < lo || (*end != ',' && *end != '\0'))
			return err_field(err, ST_INVALID, field,
			    _("rows are lines of the file, like 3,7-12"));
		if (out->n == ROLL_RANGES)
			return err_field(err, ST_LIMIT, field,
			    _("more than %d ranges are too many"), ROLL_RANGES);
		out->v[out->n].lo = lo;
		out->v[out->n++].hi = hi;
	}
	return ST_OK;
}

bool
roll_ranges_have(const struct roll_ranges *r, int64_t line)
{
	unsigned i;

	for (i = 0; i < r->n; i++)
		if (line >= r->v[i].lo && line <= r->v[i].hi)
			return true;
	return false;
}

/* ---- asking: import.finish --------------------------------------------------------- */

static void
part_read(struct db_stmt *s, struct roll_file *f)
{
	f->owner = db_int(s, 0);
	db_copy(s, 1, f->owner_code, sizeof(f->owner_code));
	db_copy(s, 2, f->owner_name, sizeof(f->owner_name));
	f->rows = db_int(s, 3);
	f->added = db_int(s, 4);
	f->people = db_int(s, 5);
	f->changed = db_int(s, 6);
	f->looks = db_int(s, 7);
	f->before = db_int(s, 8);
	f->after = db_int(s, 9);
}

/* What the approver reads first: worded for him, kept as figures alone. */
static void
part_say(struct change_work *w, const struct roll_file *f)
{
	void (*const say[])(const struct roll_file *, struct buf *) = {
		roll_file_people, roll_file_looks, roll_file_money };
	struct buf line;
	unsigned i;

	buf_init(&line, 1024);
	for (i = 0; i < 3; i++) {
		buf_clear(&line);
		say[i](f, &line);
		change_effect(w, "%s", buf_str(&line));
	}
	buf_done(&line);
}

static void
part_fields(struct change_work *w, const struct roll_sent *of,
    const struct roll_file *f)
{
	char hex[2 * DIGEST_LEN + 1];

	str_hex(hex, of->digest, DIGEST_LEN);
	wire_args_add(&w->fields, "file", of->file);
	wire_args_add_int(&w->fields, "rows", f->rows);
	wire_args_add_int(&w->fields, "newcomers", f->people);
	wire_args_add_int(&w->fields, "changes", f->changed);
	wire_args_add_int(&w->fields, "exceptions", f->looks);
	wire_args_add_int(&w->fields, "before", f->before);
	wire_args_add_int(&w->fields, "after", f->after);
	wire_args_add(&w->fields, "sha256", hex);
}

/* "request<tab>code<tab>name<tab>newcomers<tab>changes<tab>exceptions" for the
 * command, and who is missing. */
static enum status
part_answer(struct change_work *w, const struct roll_file *f, struct err *err)
{
	char text[400], missing[600];
	enum status st;

	(void)snprintf(text, sizeof(text), "%" PRId64 "\t%s\t%s\t%" PRId64
	    "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64, w->id,
	    f->owner_code, f->owner_name, f->people, f->changed, f->looks,
	    f->before, f->after);
	wire_args_add(w->c->out, "request", text);
	st = change_missing_of(w, missing, sizeof(missing), err);
	if (st == ST_OK)
		wire_args_add(w->c->out, "missing", missing);
	return st;
}

static enum status
part_ask(struct verb_call *c, const struct roll_sent *of,
    const struct roll_file *f, struct err *err)
{
	struct change_work w;
	enum status st;

	change_begin(c, &w);
	wire_args_done(&w.fields);
	w.kind = &change_kind_roll;
	w.area = f->owner;
	(void)str_copy_cut(w.name, sizeof(w.name), f->owner_name);
	(void)snprintf(w.subject, sizeof(w.subject), "#%" PRId64, of->job);
	(void)str_copy_cut(w.month, sizeof(w.month), c->today);
	part_fields(&w, of, f);
	st = db_next_id(c->db, "change", &w.id, err);
	if (st == ST_OK)
		st = change_store(&w, false, err);
	if (st == ST_OK)
		st = change_of_job(c, w.id, of->job, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_asked, "iii", of->job, f->owner,
		    w.id), err);
	if (st == ST_OK)
		st = part_answer(&w, f, err);
	change_work_done(&w);
	return st;
}

enum status
roll_file_ask(struct verb_call *c, const struct roll_sent *of,
    struct roll_sums *n, struct err *err)
{
	struct roll_file f = { .owner = 0 };
	struct db_stmt *s;
	enum status st;
	bool row;

	for (;;) {
		s = db_usef(c->db, &q_parts, "ii", of->job, f.owner);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		part_read(s, &f);
		db_reset(s);
		n->added += f.added;
		n->changed += f.changed;
		n->unchanged += f.rows - f.added - f.changed;
		n->total += f.after;
		st = f.added + f.changed > 0 ? part_ask(c, of, &f, err) :
		    db_run(db_usef(c->db, &q_part_off, "ii", of->job,
		    f.owner), err);
		if (st != ST_OK)
			return st;
	}
}

/* ---- deciding ------------------------------------------------------------------------ */

/* Somebody has decided and it is not carried out yet. */
static enum status
roll_under_way(const struct roll_file *f, struct err *err)
{
	char at[DATE_MOMENT];

	if (f->deciding == 0)
		return ST_OK;
	date_moment(at, sizeof(at), f->at);
	return err_field(err, ST_BUSY, "change", _("request %lld: %s decided at "
	    "%s, and %lld rows are done so far: approve it once more to go "
	    "on"), (long long)f->change, f->by, at, (long long)f->done);
}

static enum status
roll_record(struct change_work *w, const struct roll_file *f,
    enum change_state verdict, int64_t undo, struct err *err)
{
	const struct wire_args *in = &w->c->in->args;
	bool rows = verdict != CHANGE_UNDONE;
	int64_t no = 0;
	enum status st;
	bool found;

	st = db_int1(db_usef(w->c->db, &q_last, "i", f->change), &no, &found,
	    err);
	if (st == ST_OK)
		st = db_run(db_usef(w->c->db, &q_decide, "iittttoit", f->change,
		    no + 1, names_word(&change_states, verdict),
		    rows ? wire_args_text(in, "rows") : "",
		    rows ? wire_args_text(in, "except") : "",
		    verdict == CHANGE_REJECTED ?
		    wire_args_text(in, "reason") : "", undo,
		    w->c->who->staff, w->c->now), err);
	return st == ST_OK ? db_run(db_usef(w->c->db, &q_begin, "ii", f->change,
	    no + 1), err) : st;
}

/* Does any row of them wait? */
static enum status
roll_some_wait(struct change_work *w, const struct roll_file *f,
    struct err *err)
{
	const struct wire_args *in = &w->c->in->args;
	struct roll_ranges r, but;
	enum status st;
	int64_t one;
	bool found = false;
	unsigned i;

	st = roll_ranges_parse(wire_args_text(in, "rows"), "rows", &r, err);
	if (st == ST_OK)
		st = roll_ranges_parse(wire_args_text(in, "except"), "except",
		    &but, err);
	if (st == ST_OK && r.n == 0)
		found = f->added + f->changed > f->stood + f->rejected;
	for (i = 0; st == ST_OK && !found && i < r.n; i++)
		st = db_int1(db_usef(w->c->db, &q_matches, "iiii", f->job,
		    f->owner, r.v[i].lo, r.v[i].hi), &one, &found, err);
	if (st == ST_OK && !found)
		return err_field(err, ST_NOTFOUND, "rows",
		    _("no such row of request %lld waits"),
		    (long long)f->change);
	return st;
}

/* The whole of a file of which nothing stands is rejected, and withdrawn, as
 * any request is; all else goes by rows. */
static enum status
roll_decide(struct change_work *w, enum change_state verdict, bool *whole,
    struct err *err)
{
	const struct wire_args *in = &w->c->in->args;
	struct roll_file f;

	if (roll_file_get(w->c, w->id, &f, err) != ST_OK ||
	    roll_under_way(&f, err) != ST_OK)
		return err->st;
	*whole = verdict != CHANGE_APPROVED && f.stood == 0 &&
	    wire_args_text(in, "rows")[0] == '\0' &&
	    wire_args_text(in, "except")[0] == '\0';
	if (*whole)
		return ST_OK;
	if (verdict == CHANGE_WITHDRAWN)
		return err_field(err, ST_INVALID, "change",
		    _("rows of request %lld stand already: an approver rejects "
		    "the others"), (long long)w->id);
	if (roll_some_wait(w, &f, err) != ST_OK ||
	    roll_record(w, &f, verdict, 0, err) != ST_OK)
		return err->st;
	wire_args_add_int(w->c->out, "slices", w->id);
	return ST_OK;
}

static enum status
roll_read(struct change_work *w, struct err *err)
{
	(void)w;
	(void)err;
	return ST_OK; /* its rows were checked as they came */
}

/* As it would be approved now: the rows are read below it. */
static enum status
roll_apply(struct change_work *w, struct err *err)
{
	struct roll_file f;
	enum status st = roll_file_get(w->c, w->id, &f, err);

	if (st == ST_OK)
		part_say(w, &f);
	return st;
}

/* ---- undone ----------------------------------------------------------------------------- */

/* The first that rests on it: ?1 with a number and a name. */
static enum status
roll_rests(struct change_work *w, const struct roll_file *f, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_listed, "ii", f->job,
	    f->owner);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		st = err_field(err, ST_INVALID, "undoes", _("%s (%s) stands on "
		    "a payment list: the file is not undone any more, stop or "
		    "correct people one by one"), db_text(s, 0), db_text(s, 1));
		db_reset(s);
		return st;
	}
	if (st != ST_OK)
		return st;
	s = db_usef(w->c->db, &q_later, "ii", f->job, f->owner);
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		st = err_field(err, ST_INVALID, "undoes",
		    _("request %lld is about %s: undo it first"),
		    (long long)db_int(s, 0), db_text(s, 1));
		db_reset(s);
	}
	return st;
}

static enum status
roll_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct roll_file f;

	if (roll_file_get(w->c, of->id, &f, err) != ST_OK ||
	    roll_under_way(&f, err) != ST_OK || roll_rests(w, &f, err) != ST_OK)
		return err->st;
	change_effect(w, N_("rows that stand and are taken back: %lld; who "
	    "came by them leaves the roll"), (long long)f.stood);
	/* A trial is the maker's, who decides nothing. */
	if (w->trial)
		return ST_OK;
	wire_args_add_int(w->c->out, "slices", of->id);
	return roll_record(w, &f, CHANGE_UNDONE, w->id, err);
}

const struct change_kind change_kind_roll = {
	.name = "roll",
	.word = N_("file of the roll"),
	.when = N_("its rows stand a few at a time: newcomers come onto the "
	    "roll, what differs of others becomes requests of their kinds, "
	    "approved with it; what cannot stand waits with the reason"),
	.roles = ROLE_PREPARER | ROLE_PROVINCE | ROLE_ADMIN,
	.reach = CHANGE_AREA,
	.touches = CHANGE_T_GRANT | CHANGE_T_IDENTITY | CHANGE_T_PLACE |
	    CHANGE_T_COLLECTOR,
	.flags = CHANGE_OF_FILE,
	.fields = "file rows newcomers changes exceptions before after sha256",
	.read = roll_read,
	.apply = roll_apply,
	.decide = roll_decide,
	.undo = roll_undo,
};
