/*
 * SPDX-License-Identifier: ISC
 *
 * entry/pick: names of codes in a form, and the lists of values for F4.
 * Entitlements and collectors are those of the form's person; their numbers are
 * internal, so their names are shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/rate/category.h"
#include "office/roll/person.h"
#include "office/place/place.h"
#include "text/date.h"
#include "ui/entry/entry_priv.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

enum { OWN_MAX = 100, CATEGORIES = 200 };

static int64_t
whom(const struct entry *e)
{
	return wire_args_int(&e->fixed, "person", 0);
}

static void
say_entitlement(const struct person_entitlement *r, char *dst, size_t size)
{
	char from[DATE_MONTH], to[DATE_MONTH];

	month_format(from, sizeof from, r->from_month);
	month_format(to, sizeof to, r->to_month);
	paint_format(dst, size, "%s %s-%s, %s, %s", r->category, from, to,
	    paint_word(names_word(&entitlement_states, r->state)),
	    r->category_name);
}

static void
say_collector(const struct person_collector *r, char *dst, size_t size)
{
	char day[DATE_TEXT];

	paint_format(dst, size, "%s: %s %s  %s", paint_word(names_word(
	    &collector_kinds, r->kind)), r->name, r->identity,
	    paint_day(day, sizeof day, r->valid_to));
}

/*
 * The entitlements (collectors) of the person as values of a field; owned by
 * the caller, *n of them.
 */
static struct pick_item *
own_items(struct ui *u, int64_t person, enum form_type type, unsigned *n)
{
	const struct scope *sc = &u->who.scope;
	struct pick_item *items = mem_array(OWN_MAX, sizeof *items);
	struct person_entitlement *ent = mem_array(OWN_MAX, sizeof *ent);
	struct person_collector *col = mem_array(OWN_MAX, sizeof *col);
	struct err err = ERR_INIT;
	char today[CLOCK_DATE];
	const struct person_ask ask = { .person = person, .today = today,
		.max = OWN_MAX };
	enum status st;

	*n = 0;
	clock_date(today);
	st = person == 0 ? ST_OK : type == FORM_T_ENTITLEMENT ?
	    person_entitlements(u->db, sc, &ask, ent, n, &err) :
	    person_collectors(u->db, sc, &ask, col, n, &err);
	if (st != ST_OK) {
		ui_fail(u, &err);
		*n = 0;
	}
	for (unsigned i = 0; i < *n; i++) {
		bool entitled = type == FORM_T_ENTITLEMENT;

		paint_format(items[i].code, sizeof items[i].code, "%lld",
		    (long long)(entitled ? ent[i].id : col[i].id));
		if (entitled)
			say_entitlement(&ent[i], items[i].label,
			    sizeof items[i].label);
		else
			say_collector(&col[i], items[i].label,
			    sizeof items[i].label);
	}
	free(ent);
	free(col);
	return items;
}

static bool
is_own(const struct form_field *f)
{
	return f->type == FORM_T_ENTITLEMENT || f->type == FORM_T_COLLECTOR;
}

/* Name of `code` in a field, "" without one. */
static void
say_own(struct ui *u, int64_t person, const struct form_field *f,
    const char *code, char *dst, size_t size)
{
	unsigned n;
	struct pick_item *v = own_items(u, person, f->type, &n);

	(void)str_copy_cut(dst, size, ENTRY_UNKNOWN);
	for (unsigned i = 0; i < n; i++)
		if (strcmp(v[i].code, code) == 0)
			(void)str_copy_cut(dst, size, v[i].label);
	free(v);
}

static void
say_category(struct ui *u, const char *code, char *dst, size_t size)
{
	struct category_row *v = mem_array(CATEGORIES, sizeof *v);
	unsigned n = 0;

	(void)str_copy_cut(dst, size, ENTRY_UNKNOWN);
	if (category_list(u->db, v, CATEGORIES, &n, ERR_NONE) != ST_OK)
		n = 0;
	for (unsigned i = 0; i < n; i++)
		if (strcmp(v[i].code, code) == 0)
			(void)str_copy_cut(dst, size, v[i].name);
	free(v);
}

static void
say_place(enum status st, const struct place *p, char *dst, size_t size)
{
	(void)str_copy_cut(dst, size, st == ST_OK ? p->name : ENTRY_UNKNOWN);
}

void
entry_name_of(struct ui *u, int64_t person, const struct form_field *f,
    const char *code, struct entry_name *out)
{
	struct place p = { .id = 0 };
	char *dst = out->text;
	const size_t size = sizeof out->text;

	dst[0] = '\0';
	if (code[0] == '\0')
		return;
	if (f->type == FORM_T_AREA)
		say_place(place_area(u->db, code, "", &p, ERR_NONE), &p, dst,
		    size);
	else if (f->type == FORM_T_POINT)
		say_place(place_point(u->db, code, &p, ERR_NONE), &p, dst,
		    size);
	else if (f->type == FORM_T_CATEGORY)
		say_category(u, code, dst, size);
	else if (is_own(f))
		say_own(u, person, f, code, dst, size);
}

void
entry_look_up(struct screen *s, unsigned i)
{
	struct entry *e = s->state;
	char code[EDIT_BYTES];

	edit_get(&e->edits[i], code, sizeof code);
	entry_name_of(s->ui, whom(e), &e->form->fields[i], code, &e->remark[i]);
}

void
entry_look_up_all(struct screen *s)
{
	struct entry *e = s->state;

	for (unsigned i = 0; i < e->form->nfields; i++)
		entry_look_up(s, i);
}

void
entry_obvious(struct screen *s)
{
	struct entry *e = s->state;
	struct pick_item *v;
	unsigned n;

	for (unsigned i = 0; i < e->form->nfields; i++) {
		const struct form_field *f = &e->form->fields[i];

		if (!is_own(f) || !f->required || !edit_empty(&e->edits[i]))
			continue;
		v = own_items(s->ui, whom(e), f->type, &n);
		if (n == 1)
			entry_set(e, i, v[0].code);
		free(v);
	}
}

void
entry_say_whom(struct screen *s)
{
	struct entry *e = s->state;
	struct person p;

	e->whom[0] = '\0';
	if (whom(e) != 0 && person_get(s->ui->db, &s->ui->who.scope, whom(e),
	    &p, ERR_NONE) == ST_OK)
		(void)str_copy_cut(e->whom, sizeof e->whom, p.name);
	paint_format(s->sub, sizeof s->sub, "%s%s%s",
	    form_say(&e->form->title), e->whom[0] != '\0' ? ": " : "",
	    e->whom);
}

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct entry *e = s->state;

	entry_set(e, e->cur, item->code);
	e->touched = true;
	if (e->wrong == (int)e->cur)
		e->wrong = -1;
	entry_look_up(s, e->cur);
	if (e->cur + 1 < e->form->nfields)
		e->cur++;
}

static void
pick_choice(struct screen *s, const struct form_field *f)
{
	unsigned n = entry_choices(f);
	struct pick_item *v = mem_array(n, sizeof *v);

	for (unsigned i = 0; i < n; i++) {
		(void)str_copy_cut(v[i].code, sizeof v[i].code,
		    entry_choice_value(f, i));
		(void)str_copy_cut(v[i].label, sizeof v[i].label,
		    entry_choice_label(f, i));
	}
	pick_open(s, form_say(&f->label), v, n, picked);
}

static void
pick_own(struct screen *s, const struct form_field *f)
{
	unsigned n;
	struct pick_item *v = own_items(s->ui, whom(s->state), f->type, &n);

	if (n > 0) {
		pick_open(s, form_say(&f->label), v, n, picked);
		return;
	}
	free(v);
	ui_say(s->ui, _("This person has none."));
}

/* Only points of the commune in the form, if there is one. */
static void
commune_typed(struct entry *e, char *code, size_t size)
{
	code[0] = '\0';
	for (unsigned i = 0; i < e->form->nfields; i++)
		if (e->form->fields[i].type == FORM_T_AREA)
			edit_get(&e->edits[i], code, size);
}

void
entry_values(struct screen *s)
{
	struct entry *e = s->state;
	const struct form_field *f = &e->form->fields[e->cur];
	char area[EDIT_BYTES];

	if (entry_is_choice(f)) {
		pick_choice(s, f);
	} else if (f->type == FORM_T_AREA) {
		pick_area(s, false, picked);
	} else if (f->type == FORM_T_POINT) {
		commune_typed(e, area, sizeof area);
		pick_point(s, area, false, picked);
	} else if (f->type == FORM_T_CATEGORY) {
		pick_category(s, false, picked);
	} else if (is_own(f)) {
		pick_own(s, f);
	} else {
		ui_say(s->ui, _("There is no list for this field."));
	}
}
