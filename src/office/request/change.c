/*
 * SPDX-License-Identifier: ISC
 *
 * request/change: loading a request, and what all kinds share: the check of
 * fields, reason and person, the default month, the answer.
 * The kinds: kind.c; asking: ask.c; deciding: decide.c; reading: read.c; what
 * each kind does: its own file.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/request/work.h"
#include "office/verb/journal.h"
#include "text/sentence.h"

#define CHANGE_EFFECT_MAX 16384 /* bytes of all sentences, as stored */

DB_SQL(q_load) = { "change.load",
	"SELECT kind, state, person_id, area_id, point_id, name, subject, reason,"
	" event_on, month, fields, was, done, version, maker_id, undoes"
	" FROM change WHERE id = ?1" };

/* ---- a request at work -------------------------------------------------- */

void
change_effect(struct change_work *w, const char *msgid, ...)
{
	char text[SENTENCE_TEXT];
	va_list ap;

	va_start(ap, msgid);
	sentence_vmake(text, sizeof(text), msgid, ap);
	va_end(ap);
	/* Further sentences are dropped; apply() goes on. */
	if (w->effect.len + strlen(text) + 1 < CHANGE_EFFECT_MAX)
		(void)buf_printf(&w->effect, "%s\n", text);
}

void
change_did(struct change_work *w, const char *what, int64_t id)
{
	wire_args_add_int(&w->done, what, id);
}

void
change_was(struct change_work *w, const char *field, const char *value)
{
	wire_args_add(&w->was, field, value);
}

const char *
change_asked(const struct change_work *w, const char *field)
{
	return wire_args_text(&w->fields, field);
}

#define COL(m) DB_COL(struct change_work, m)
static const struct db_col load_cols[] = {
	DB_ROW(struct change_work), DB_SKIP,
	DB_COL_ENUM(struct change_work, state, &change_states), COL(person),
	COL(area), COL(point), COL(name), COL(subject), COL(reason),
	COL(event_on), COL(month), DB_SKIP, DB_SKIP, DB_SKIP, COL(version),
	COL(maker), COL(undoes), DB_END
};
enum { LOAD_KIND = 0, LOAD_FIELDS = 10, LOAD_WAS, LOAD_DONE };
#undef COL

/* The members that own memory, empty. */
static void
change_init(struct verb_call *c, struct change_work *w)
{
	w->c = c;
	wire_args_init(&w->fields);
	wire_args_init(&w->was);
	wire_args_init(&w->done);
	buf_init(&w->effect, CHANGE_EFFECT_MAX);
}

void
change_work_done(struct change_work *w)
{
	wire_args_done(&w->fields);
	wire_args_done(&w->was);
	wire_args_done(&w->done);
	buf_done(&w->effect);
}

void
change_begin(struct verb_call *c, struct change_work *w)
{
	static const char *const own[] = { "kind", "person", "change", "version" };
	const struct wire_args *in = &c->in->args;
	unsigned i;
	size_t k;

	memset(w, 0, sizeof(*w));
	change_init(c, w);
	w->kind = change_kind_find(wire_args_text(in, "kind"));
	w->person = wire_args_int(in, "person", 0);
	w->undoes = wire_args_int(in, "undoes", 0);
	w->maker = c->who->staff;
	w->version = 1;
	for (i = 0; i < in->n; i++) {
		for (k = 0; k < 4 && strcmp(own[k], in->v[i].name) != 0; k++)
			;
		if (k == 4 && in->v[i].value[0] != '\0')
			wire_args_add(&w->fields, in->v[i].name,
			    in->v[i].value);
	}
}

enum status
change_load(struct verb_call *c, int64_t id, struct change_work *w,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_load, "i", id);
	bool row;

	memset(w, 0, sizeof(*w));
	change_init(c, w);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "change",
		    _("there is no request %lld"), (long long)id);
	db_row(s, load_cols, w);
	change_init(c, w);
	w->id = id;
	w->kind = change_kind_find(db_text(s, LOAD_KIND));
	journal_decode(db_text(s, LOAD_FIELDS), &w->fields);
	journal_decode(db_text(s, LOAD_WAS), &w->was);
	journal_decode(db_text(s, LOAD_DONE), &w->done);
	db_reset(s);
	if (w->kind == NULL)
		return err_field(err, ST_CORRUPT, "change",
		    _("request %lld is of a kind this program does not know"),
		    (long long)id);
	return change_may_see(w, err);
}

/* ---- what every kind shares --------------------------------------------- */

/* Is `name` one of the kind's fields?  *must: it is required. */
static bool
change_takes(const char *fields, const char *name, bool *must)
{
	size_t n = strlen(name), len;

	*must = false;
	for (; *fields != '\0'; fields += len + (fields[len] == ' ')) {
		len = strcspn(fields, " ");
		*must = len > 0 && fields[len - 1] == '!';
		if (len - *must == n && memcmp(fields, name, n) == 0)
			return true;
	}
	return false;
}

static bool
change_everybodys(const char *name)
{
	return strcmp(name, "note") == 0 || strcmp(name, "same") == 0 ||
	    strcmp(name, "issuer") == 0 || str_starts(name, "document");
}

static enum status
change_fields_check(struct change_work *w, struct err *err)
{
	const char *p = w->kind->fields;
	char name[32];
	unsigned i;
	size_t len;
	bool must;

	for (i = 0; i < w->fields.n; i++)
		if (!change_takes(p, w->fields.v[i].name, &must) &&
		    !change_everybodys(w->fields.v[i].name))
			return err_field(err, ST_INVALID, w->fields.v[i].name,
			    _("a request of this kind (%s) does not take this"),
			    _(w->kind->word));
	for (; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		if (len < 2 || p[len - 1] != '!' || len > sizeof(name))
			continue;
		(void)snprintf(name, sizeof(name), "%.*s", (int)len - 1, p);
		if (change_asked(w, name)[0] == '\0')
			return err_field(err, ST_INVALID, name,
			    _("must be filled in"));
	}
	return ST_OK;
}

static enum status
change_reason_check(struct change_work *w, struct err *err)
{
	const char *all = w->kind->reasons, *r = change_asked(w, "reason");
	size_t n = strlen(r), len;

	(void)str_copy_cut(w->reason, sizeof(w->reason), r);
	if (all == NULL || n == 0)
		return ST_OK;
	for (; *all != '\0'; all += len + (all[len] == '|')) {
		len = strcspn(all, "|");
		if (len == n && memcmp(all, r, n) == 0)
			return ST_OK;
	}
	return err_field(err, ST_INVALID, "reason",
	    _("%s is no reason for this (%s)"), change_reason_word(r),
	    _(w->kind->word));
}

/* Reads the person and refuses one of whom nothing can be asked any more. */
static enum status
change_person(struct change_work *w, struct err *err)
{
	if (w->person == 0 && ((w->kind->flags & CHANGE_NEW_PERSON) ||
	    w->kind->reach != CHANGE_PERSON))
		return ST_OK;
	if (w->kind->reach != CHANGE_PERSON)
		return err_field(err, ST_INVALID, "person",
		    _("a request of this kind (%s) does not take this"),
		    _(w->kind->word));
	if (w->person == 0)
		return err_field(err, ST_INVALID, "person",
		    _("must be filled in"));
	if (person_get(w->c->db, &w->c->who->scope, w->person, &w->who,
	    err) != ST_OK)
		return err->st;
	w->area = w->who.area;
	w->point = w->who.point;
	(void)str_copy_cut(w->name, sizeof(w->name), w->who.name);
	if (w->who.state == PERSON_MERGED &&
	    strcmp(w->kind->name, "undo") != 0)
		return err_field(err, ST_INVALID, "person",
		    _("this record of %s went into another: ask there"),
		    w->who.name);
	if (w->who.state != PERSON_ACTIVE &&
	    !(w->kind->flags & CHANGE_OF_DEAD))
		return err_field(err, ST_INVALID, "person",
		    _("%s is no longer on the roll"), w->who.name);
	return ST_OK;
}

/* Without a person, its area must be the actor's own; 0: the office. */
static enum status
change_area(struct change_work *w, struct err *err)
{
	bool all = true;

	if (w->area != 0 && scope_covers(w->c->db, &w->c->who->scope, w->area,
	    &all, err) != ST_OK)
		return err->st;
	return all ? ST_OK : err_field(err, ST_DENIED, "area",
	    _("this area is not yours"));
}

enum status
change_read(struct change_work *w, struct err *err)
{
	if (change_fields_check(w, err) != ST_OK ||
	    change_reason_check(w, err) != ST_OK ||
	    change_person(w, err) != ST_OK)
		return err->st;
	(void)str_copy_cut(w->event_on, sizeof(w->event_on),
	    change_asked(w, "event_on"));
	wire_args_done(&w->was);
	if (w->kind->read(w, err) != ST_OK)
		return err->st;
	if (w->month[0] == '\0')
		(void)str_copy_cut(w->month, sizeof(w->month), w->c->today);
	return w->point == 0 ? change_area(w, err) : ST_OK;
}

/* A request is stored even if nobody can decide it; the answer says so. */
static void
change_answer_missing(struct change_work *w)
{
	struct err none = ERR_INIT;
	char text[600];

	if (change_missing_of(w, text, sizeof(text), &none) == ST_OK &&
	    text[0] != '\0')
		wire_args_add(w->c->out, "effect", text);
}

void
change_answer_effects(struct change_work *w)
{
	char *text, *one, *rest;
	struct buf shown;

	buf_init(&shown, CHANGE_SHOWN_MAX);
	sentence_show_lines(&shown, buf_str(&w->effect));
	text = mem_strdup(buf_str(&shown));
	buf_done(&shown);
	for (rest = text; (one = strsep(&rest, "\n")) != NULL;)
		if (one[0] != '\0')
			wire_args_add(w->c->out, "effect", one);
	free(text);
}

void
change_answer(struct change_work *w, bool waits)
{
	struct wire_args *out = w->c->out;

	wire_args_add_int(out, "change", w->id);
	wire_args_add_int(out, "version", w->version);
	wire_args_add_int(out, "person", w->person);
	wire_args_add(out, "month", w->month);
	change_answer_effects(w);
	if (waits)
		change_answer_missing(w);
}

enum status
change_stored(struct verb_call *c, change_work_fn work, bool waits,
    struct err *err)
{
	struct change_work w;
	enum status st = change_load(c, wire_args_int(&c->in->args, "change",
	    0), &w, err);

	if (st == ST_OK)
		st = work(&w, err);
	if (st == ST_OK)
		change_answer(&w, waits);
	change_work_done(&w);
	return st;
}
