/*
 * SPDX-License-Identifier: ISC
 *
 * change/lines: labels and values are those of the form that made the request.
 * A difference has a '*' before it, because many terminals lack colours.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "form/check.h"
#include "office/file/file.h"
#include "text/date.h"
#include "ui/change/lines.h"
#include "ui/entry/entry.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

enum { LABEL_COLS = 20, VALUE_BYTES = 600, HEAD_LINES = 2 };

static char *
add(struct change_lines *l)
{
	if (l->n == LINES_MAX)
		return l->v[LINES_MAX - 1];
	l->v[l->n][0] = '\0';
	return l->v[l->n++];
}

static void
put(struct change_lines *l, const char *text)
{
	(void)str_copy_cut(add(l), LINE_BYTES, text);
}

/* Wraps text over rows, with a hanging indent. */
static void
put_wrapped(struct change_lines *l, const char *lead, const char *text)
{
	unsigned used = (unsigned)utf8_columns(lead);
	char part[LINE_BYTES];
	bool first = true;

	do {
		text = paint_line(part, sizeof part, (int)(l->cols - used),
		    text);
		paint_format(add(l), LINE_BYTES, "%*s%s",
		    first ? 0 : (int)used, "", first ? lead : "");
		paint_format(l->v[l->n - 1] + strlen(l->v[l->n - 1]),
		    LINE_BYTES - strlen(l->v[l->n - 1]), "%s", part);
		first = false;
	} while (*text != '\0');
}

/* Adds text, padded to `cols` columns. */
static void
pad(char *line, const char *text, unsigned cols)
{
	size_t n = strlen(line);
	unsigned used = (unsigned)utf8_columns(text);

	paint_format(line + n, LINE_BYTES - n, "%s%*s", text,
	    used < cols ? (int)(cols - used) : 0, "");
}

static void
put_pair(struct change_lines *l, const char *label, const char *text)
{
	char lead[LINE_BYTES] = " ";

	if (text[0] == '\0')
		return;
	pad(lead, label, LABEL_COLS + 1);
	put_wrapped(l, lead, text);
}

/* ---- who and when ----------------------------------------------------- */

static void
put_head(struct change_lines *l, const struct change *ch)
{
	const struct change_head *h = &ch->head;
	const char *where = h->area_code[0] != '\0' ? h->area_name :
	    _("the whole office");
	char text[600], at[24], month[DATE_MONTH];

	/* A request about an area has the area's name: show it once. */
	if (strcmp(h->name, where) == 0)
		(void)str_copy_cut(text, sizeof text, where);
	else
		paint_format(text, sizeof text, "%s  %s  %s", h->name,
		    h->code, where);
	put_pair(l, change_about_person(h) ? _("Person") : _("About"), text);
	month_format(month, sizeof month, h->month);
	if (h->undoes == 0)
		put_pair(l, strcmp(h->kind, "stop") == 0 ?
		    _("Last month paid") : _("Counts from"), month);
	if (h->undoes == 0 && h->event_on[0] != '\0')
		put_pair(l, _("Happened"),
		    paint_day(at, sizeof at, h->event_on));
	paint_format(text, sizeof text, "%s, %s",
	    paint_moment(at, sizeof at, h->made_at), h->maker_name);
	put_pair(l, _("Asked"), text);
	if (h->undoes != 0) {
		paint_format(text, sizeof text, _("request %lld (%s)"),
		    (long long)h->undoes, change_kind_word(
		    wire_args_text(&ch->was, "undoes")));
		put_pair(l, _("Undoes"), text);
	}
	if (h->checked_at[0] == '\0')
		return;
	paint_format(text, sizeof text, "%s, %s  %s",
	    paint_moment(at, sizeof at, h->checked_at), h->checker_name,
	    ch->verdict);
	put_pair(l, change_state_word(h->state), text);
}

static void
put_papers(struct ui *u, struct change_lines *l, const struct change *ch)
{
	struct change_document d[CHANGE_DOCUMENTS];
	struct err err = ERR_INIT;
	char text[400], day[24];
	unsigned n = 0;

	if (change_documents(u->db, &u->who.scope, ch->head.id, d, &n,
	    &err) != ST_OK)
		n = 0;
	for (unsigned i = 0; i < n; i++) {
		paint_format(text, sizeof text, "%s %s  %s  %s", d[i].kind,
		    d[i].number, paint_day(day, sizeof day, d[i].issued_on),
		    d[i].issuer);
		put_pair(l, i == 0 ? _("Papers") : "", text);
	}
	if (n == 0)
		put_pair(l, _("Papers"), _("none"));
}

/* ---- was and now -------------------------------------------------------- */

struct sides {
	struct ui *u;
	const struct change *ch;
	struct form *form; /* NULL: there is none */
	struct change_lines *l;
	unsigned side;     /* columns of each */
};

static const char *
label_of(const struct form_field *f, const char *name)
{
	return f != NULL ? form_say(&f->label) : change_field_word(name);
}

/* The record that remains after a merge. */
static void
say_person(struct ui *u, const char *id, char *dst)
{
	struct person p;
	int64_t n;

	if (str_int(id, 1, INT64_MAX, &n) == ST_OK && person_get(u->db,
	    &u->who.scope, n, &p, ERR_NONE) == ST_OK)
		paint_format(dst, VALUE_BYTES, "%s, %s", p.code, p.name);
}

static const char *
shown_value(struct sides *x, const char *name, const char *stored, char *dst)
{
	const struct form_field *f = x->form == NULL ? NULL :
	    form_field(x->form, name);
	struct entry_name behind;
	bool known;

	(void)str_copy_cut(dst, VALUE_BYTES, strcmp(name, "state") == 0 &&
	    strcmp(stored, "active") == 0 ? _("on the roll") :
	    paint_word(stored));
	if (strcmp(name, "keep") == 0)
		say_person(x->u, stored, dst);
	if (f == NULL)
		return dst;
	entry_name_of(x->u, x->ch->head.person, f, stored, &behind);
	known = behind.text[0] != '\0' && strcmp(behind.text, "?") != 0;
	/* Internal numbers are not shown. */
	if (known && (f->type == FORM_T_ENTITLEMENT ||
	    f->type == FORM_T_COLLECTOR)) {
		(void)str_copy_cut(dst, VALUE_BYTES, behind.text);
		return dst;
	}
	form_show(f, stored, dst, VALUE_BYTES);
	if (known)
		paint_format(dst + strlen(dst), VALUE_BYTES - strlen(dst),
		    " %s", behind.text);
	return dst;
}

/* The value after a stop, which no field of the request names. */
static const char *
stopped_value(const struct change_head *h, const char *name, char *dst)
{
	char month[DATE_MONTH];

	dst[0] = '\0';
	if (strcmp(h->kind, "stop") != 0)
		return dst;
	month_format(month, sizeof month, h->month);
	if (strcmp(name, "entitlement") == 0)
		paint_format(dst, VALUE_BYTES, _("ends with %s"), month);
	else if (strcmp(name, "state") == 0 && strcmp(h->reason, "death") == 0)
		(void)str_copy_cut(dst, VALUE_BYTES, paint_word("dead"));
	return dst;
}

static void
put_sides(struct sides *x, const char *name)
{
	const struct form_field *f = x->form == NULL ? NULL :
	    form_field(x->form, name);
	const char *was = wire_args_text(&x->ch->was, name);
	const char *now = wire_args_text(&x->ch->fields, name);
	char before[VALUE_BYTES], after[VALUE_BYTES], part[LINE_BYTES], *line;
	const char *a = shown_value(x, name, was, before);
	const char *b = now[0] != '\0' ? shown_value(x, name, now, after) :
	    stopped_value(&x->ch->head, name, after);
	bool first = true, differs = *b != '\0' && strcmp(a, b) != 0;

	while (first || *a != '\0' || *b != '\0') {
		line = add(x->l);
		pad(line, first && differs ? "*" : "", 1);
		pad(line, first ? label_of(f, name) : "", LABEL_COLS + 1);
		part[0] = '\0';
		if (*a != '\0')
			a = paint_line(part, sizeof part, (int)x->side, a);
		pad(line, part, x->side);
		pad(line, " | ", 3);
		part[0] = '\0';
		if (*b != '\0')
			b = paint_line(part, sizeof part, (int)x->side, b);
		pad(line, part, 0);
		first = false;
	}
}

/* Fields not shown: those above, and those for the program only. */
static bool
is_shown(const char *name)
{
	static const char *const out[] = { "undoes", "same", "issuer",
	    "reason", "event_on", "direction", "grants", "job", "owner",
	    "before", "after" };

	for (size_t i = 0; i < sizeof out / sizeof out[0]; i++)
		if (strcmp(out[i], name) == 0)
			return false;
	return !str_starts(name, "document");
}

static void
put_columns(struct sides *x)
{
	char *line;

	put(x->l, "");
	line = add(x->l);
	pad(line, "", LABEL_COLS + 2);
	pad(line, _("WAS"), x->side);
	pad(line, " | ", 3);
	pad(line, _("WILL BE"), 0);
}

/* A correction posts the whole record: show only the changes. */
static bool
is_changed(const struct change *ch, const char *name)
{
	return strcmp(ch->head.kind, "identity") != 0 ||
	    strcmp(name, "note") == 0 ||
	    wire_args_get(&ch->was, name) != NULL;
}

static void
put_was_and_now(struct ui *u, struct change_lines *l, const struct change *ch)
{
	struct sides x = { .u = u, .ch = ch, .l = l,
		.side = (l->cols - LABEL_COLS - 5) / 2 };
	const char *form = change_form_of(ch->head.kind, ch->head.reason,
	    &ch->fields);
	struct form_dirs dirs;
	unsigned before;

	ui_form_dirs(u, &dirs);
	if (form != NULL && form_load(&dirs, form, &x.form, ERR_NONE) != ST_OK)
		x.form = NULL;
	put_columns(&x);
	before = l->n;
	for (unsigned i = 0; i < ch->fields.n; i++)
		if (is_shown(ch->fields.v[i].name) &&
		    is_changed(ch, ch->fields.v[i].name))
			put_sides(&x, ch->fields.v[i].name);
	for (unsigned i = 0; i < ch->was.n; i++)
		if (wire_args_get(&ch->fields, ch->was.v[i].name) == NULL &&
		    is_shown(ch->was.v[i].name))
			put_sides(&x, ch->was.v[i].name);
	/* Nothing to compare: no heading either. */
	if (l->n == before)
		l->n -= HEAD_LINES;
	form_free(x.form);
}

/* ---- what comes of it ----------------------------------------------------- */

/* True if that sentence is a line of `text`. */
static bool
has_sentence(const char *text, const char *one)
{
	size_t len = strlen(one), n;

	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		if (n == len && strncmp(text, one, n) == 0)
			return true;
	}
	return false;
}

/* Adds the lines of text that are not in `but`. */
static void
put_sentences(struct change_lines *l, const char *title, const char *text,
    const char *but)
{
	char one[VALUE_BYTES], lead[VALUE_BYTES] = "";
	bool titled = false;
	size_t n;

	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		(void)str_copy_cut(one, n + 1 < sizeof one ? n + 1 :
		    sizeof one, text);
		if (has_sentence(but, one))
			continue;
		/* Drop a heading such as "at once:" without lines after it. */
		if (n > 0 && text[n - 1] == ':') {
			(void)str_copy_cut(lead, sizeof lead, one);
			continue;
		}
		if (!titled) {
			put(l, "");
			put(l, title);
		}
		titled = true;
		if (lead[0] != '\0')
			put_wrapped(l, "  - ", lead);
		lead[0] = '\0';
		put_wrapped(l, "  - ", one);
	}
}

/* A file of the roll stores figures; translate them for the reader. */
static void
put_file(struct ui *u, struct change_lines *l, const struct change *ch)
{
	struct roll_file f;
	struct err err = ERR_INIT;
	struct buf text;

	buf_init(&text, VALUE_BYTES * 3);
	if (roll_file_of(u->db, &u->who.scope, ch->head.id, &f, &err) ==
	    ST_OK) {
		roll_file_people(&f, &text);
		(void)buf_adds(&text, "\n");
		roll_file_looks(&f, &text);
		(void)buf_adds(&text, "\n");
		roll_file_money(&f, &text);
	} else {
		(void)buf_adds(&text, err.msg);
	}
	(void)buf_printf(&text, "\n%s", _("Enter shows the rows, the exceptions "
	    "first."));
	put_sentences(l, _("The file:"), buf_str(&text), "");
	buf_done(&text);
}

void
change_lines_make(struct ui *u, const struct change_shown *c,
    struct change_lines *out)
{
	const struct change *ch = c->ch;
	bool waits = ch->head.state == CHANGE_WAITING;

	out->v = mem_array(LINES_MAX, sizeof *out->v);
	out->n = 0;
	out->cols = (unsigned)term_cols(u->term) - 1;
	put_head(out, ch);
	put_papers(u, out, ch);
	put_was_and_now(u, out, ch);
	if (strcmp(ch->head.kind, "roll") == 0 && ch->head.undoes == 0) {
		put_file(u, out, ch);
		return;
	}
	if (!waits) {
		put_sentences(out, _("What came of it:"), ch->effect, "");
		return;
	}
	put_sentences(out, _("It cannot be approved as it is:"), c->refused,
	    "");
	put_sentences(out, _("If it is approved now:"), c->effect, "");
	put_sentences(out, _("When it was asked, this was shown:"),
	    ch->effect, c->effect);
}

void
change_lines_free(struct change_lines *l)
{
	free(l->v);
	l->v = NULL;
	l->n = 0;
}
