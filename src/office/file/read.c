/*
 * SPDX-License-Identifier: ISC
 *
 * file/read: what a file of the roll says, as its approver reads it.
 * Pages are cut from an index, so that each costs the same in a file of 30,000
 * rows.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/verb/journal.h"
#include "office/file/file_priv.h"
#include "text/date.h"
#include "text/sentence.h"

DB_SQL(q_file) = { "roll_file.get",
	"SELECT p.job_id, p.owner_id, a.code, a.name, j.params, p.rows, p.added,"
	" p.people, p.changed, p.looks, p.before, p.after, p.stood, p.rejected,"
	" p.failed, p.deciding, coalesce(d.verdict, ''), coalesce(s.name, ''),"
	" coalesce(d.at, ''), (SELECT count(*) FROM roll_row r"
	"  WHERE p.deciding <> 0 AND r.job_id = p.job_id"
	"  AND r.owner_id = p.owner_id AND r.line <= p.cursor), c.maker_id, p.past"
	" FROM roll_part p JOIN change c ON c.id = p.change_id JOIN area a ON a.id = p.owner_id"
	" JOIN job j ON j.id = p.job_id LEFT JOIN roll_decision d"
	" ON d.change_id = p.change_id AND d.no = p.deciding"
	" LEFT JOIN staff s ON s.id = d.staff_id WHERE p.change_id = ?1" };
DB_SQL(q_lines) = { "roll_file.lines",
	"SELECT r.line, r.look, r.is_new, r.state, r.why, r.code, r.name,"
	" r.birth_year, r.birth_month, r.birth_day, a.name, r.category,"
	" r.from_month, r.before, r.after, r.collector_name, r.village,"
	" coalesce(t.name, ''), r.note, r.decision, r.decided_on,"
	" r.collector_identity, r.relation"
	" FROM (SELECT line AS at, rank, weight FROM roll_row"
	"  WHERE job_id = ?1 AND owner_id = ?2"
	"  ORDER BY rank, weight DESC, line LIMIT ?4 OFFSET ?3) x JOIN roll_row r ON r.job_id = ?1"
	" AND r.owner_id = ?2 AND r.line = x.at JOIN area a ON a.id = r.area_id"
	" LEFT JOIN point t ON t.id = r.point_id"
	" ORDER BY x.rank, x.weight DESC, r.line" };
DB_SQL(q_asks) = { "roll_file.asks",
	"SELECT kind, fields, was, effect, coalesce(change_id, 0) FROM roll_ask"
	" WHERE job_id = ?1 AND owner_id = ?2 AND line = ?3 ORDER BY no" };

const char *
roll_state_word(const char *state)
{
	return strcmp(state, "stands") == 0 ? _("stands") :
	    change_state_word(names_find(&change_states, state));
}

/* job.params = "HASH\nCOLUMNS\nFILE". */
static void
file_name(const char *params, char *dst, size_t size)
{
	const char *at = strchr(params, '\n');

	at = at != NULL ? strchr(at + 1, '\n') : NULL;
	(void)str_copy_cut(dst, size, at != NULL ? at + 1 : "");
}

static enum status
file_read(struct db *db, int64_t change, struct roll_file *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_file, "i", change);
	bool row;

	memset(out, 0, sizeof(*out));
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "change",
		    _("request %lld is no file of the roll"),
		    (long long)change);
	out->change = change;
	out->job = db_int(s, 0);
	out->owner = db_int(s, 1);
	db_copy(s, 2, out->owner_code, sizeof(out->owner_code));
	db_copy(s, 3, out->owner_name, sizeof(out->owner_name));
	file_name(db_text(s, 4), out->file, sizeof(out->file));
	out->rows = db_int(s, 5);
	out->added = db_int(s, 6);
	out->people = db_int(s, 7);
	out->changed = db_int(s, 8);
	out->looks = db_int(s, 9);
	out->before = db_int(s, 10);
	out->after = db_int(s, 11);
	out->stood = db_int(s, 12);
	out->rejected = db_int(s, 13);
	out->failed = db_int(s, 14);
	out->deciding = db_int(s, 15);
	db_copy(s, 16, out->verdict, sizeof(out->verdict));
	db_copy(s, 17, out->by, sizeof(out->by));
	db_copy(s, 18, out->at, sizeof(out->at));
	out->done = db_int(s, 19);
	out->maker = db_int(s, 20);
	out->past = db_int(s, 21);
	db_reset(s);
	return roll_looks_read(db, out, err);
}

enum status
roll_file_get(struct verb_call *c, int64_t change, struct roll_file *out,
    struct err *err)
{
	return file_read(c->db, change, out, err);
}

static enum status
file_inside(struct db *db, const struct scope *sc, const struct roll_file *f,
    struct err *err)
{
	const struct change_places p = { f->owner, 0, f->maker };
	bool inside;

	if (change_inside(db, sc, &p, &inside, err) != ST_OK)
		return err->st;
	return inside ? ST_OK : err_field(err, ST_DENIED, "change",
	    _("this request is outside your places"));
}

enum status
roll_file_of(struct db *db, const struct scope *sc, int64_t change,
    struct roll_file *out, struct err *err)
{
	if (file_read(db, change, out, err) != ST_OK)
		return err->st;
	return file_inside(db, sc, out, err);
}

/* ---- rows -------------------------------------------------------------------- */

static void
say(char *dst, size_t size, const char *text)
{
	size_t used = strlen(dst);

	if (used + 1 < size)
		(void)snprintf(dst + used, size - used, "%s%s",
		    used > 0 ? "; " : "", text);
}

/* "Full name Lò Văn A (was: Lò Văn B)", of one field. */
static void
say_field(const struct wire_arg *f, const struct wire_args *was, char *dst,
    size_t size)
{
	const char *old = wire_args_text(was, f->name);
	char text[600], is[200], before[200];

	if (strcmp(f->name, "kind") == 0 || strcmp(f->name, "person") == 0 ||
	    strcmp(f->name, "entitlement") == 0 ||
	    strcmp(f->name, "reason") == 0 || strcmp(f->name, "direction") == 0)
		return;
	change_field_value(f->name, f->value, is, sizeof(is));
	change_field_value(f->name, old, before, sizeof(before));
	if (old[0] != '\0')
		(void)snprintf(text, sizeof(text), _("%s %s (was: %s)"),
		    change_field_word(f->name), is, before);
	else
		(void)snprintf(text, sizeof(text), "%s %s",
		    change_field_word(f->name), is);
	say(dst, size, text);
}

/* Sentences that are stored one a line, ';' between. */
static void
line_effect(char *dst, size_t size, const char *stored)
{
	struct buf shown;
	size_t i;

	buf_init(&shown, CHANGE_SHOWN_MAX);
	sentence_show_lines(&shown, stored);
	(void)str_copy_cut(dst, size, buf_str(&shown));
	buf_done(&shown);
	for (i = 0; dst[i] != '\0'; i++)
		if (dst[i] == '\n')
			dst[i] = dst[i + 1] != '\0' ? ';' : '\0';
}

/* What a row asks for: the kind, its fields, what comes of it. */
static enum status
line_asks(struct db *db, const struct roll_file *f, struct roll_line *l,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_asks, "iii", f->job, f->owner,
	    l->line);
	struct wire_args fields, was;
	char effect[512];
	enum status st;
	unsigned i;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		bool record = strcmp(db_text(s, 0), "record") == 0;

		wire_args_init(&fields);
		wire_args_init(&was);
		journal_decode(db_text(s, 1), &fields);
		journal_decode(db_text(s, 2), &was);
		say(l->said, sizeof(l->said), record ? _("record") :
		    change_kind_word(db_text(s, 0)));
		for (i = 0; i < fields.n; i++)
			say_field(&fields.v[i], &was, l->said,
			    sizeof(l->said));
		line_effect(effect, sizeof(effect), db_text(s, 3));
		if (effect[0] != '\0')
			say(l->said, sizeof(l->said), effect);
		wire_args_done(&fields);
		wire_args_done(&was);
	}
	return st;
}

static void
line_read(struct db_stmt *s, struct roll_line *l)
{
	struct date born = { .year = (int)db_int(s, 7),
	    .month = (int)db_int(s, 8), .day = (int)db_int(s, 9) };

	memset(l, 0, sizeof(*l));
	l->line = db_int(s, 0);
	l->look = (unsigned)db_int(s, 1);
	l->added = db_int(s, 2) != 0;
	db_copy(s, 3, l->state, sizeof(l->state));
	db_copy(s, 4, l->why, sizeof(l->why));
	db_copy(s, 5, l->code, sizeof(l->code));
	db_copy(s, 6, l->name, sizeof(l->name));
	date_format(l->birth, sizeof(l->birth), born);
	db_copy(s, 10, l->commune, sizeof(l->commune));
	db_copy(s, 11, l->category, sizeof(l->category));
	db_copy(s, 12, l->from, sizeof(l->from));
	l->before = db_int(s, 13);
	l->after = db_int(s, 14);
	db_copy(s, 15, l->collector, sizeof(l->collector));
	db_copy(s, 16, l->village, sizeof(l->village));
	db_copy(s, 17, l->point, sizeof(l->point));
	db_copy(s, 18, l->note, sizeof(l->note));
	db_copy(s, 19, l->decision, sizeof(l->decision));
	db_copy(s, 20, l->decided_on, sizeof(l->decided_on));
	db_copy(s, 21, l->collector_number, sizeof(l->collector_number));
	db_copy(s, 22, l->relation, sizeof(l->relation));
}

enum status
roll_lines(struct db *db, const struct scope *sc, const struct roll_file *f,
    int64_t skip, struct roll_line *v, unsigned max, unsigned *n,
    struct err *err)
{
	enum status st = file_inside(db, sc, f, err);
	unsigned used = 0, i;
	struct db_stmt *s;
	bool row;

	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_lines, "iiii", f->job, f->owner, skip,
	    (int64_t)max);
	while (used < max && (st = db_step(s, &row, err)) == ST_OK && row)
		line_read(s, &v[used++]);
	db_reset(s);
	for (i = 0; st == ST_OK && i < used; i++)
		if (!v[i].added)
			st = line_asks(db, f, &v[i], err);
	if (st == ST_OK)
		*n = used;
	return st;
}
