/*
 * SPDX-License-Identifier: ISC
 *
 * Method of the payout and collector.  Tab moves to the two rows, Left and
 * Right choose, F4 lists registered collectors.  A refused or incomplete choice
 * changes nothing, so that nobody is paid who was not chosen.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/roll/collector.h"
#include "office/place/identity.h"
#include "text/nfc.h"
#include "ui/desk/desk_priv.h"
#include "ui/kit/dialog.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

enum { NAME_COLS = 16 };

/* Values of the verb's field. */
const char *const desk_methods[METHOD_COUNT] = {
	[BY_POINT] = "point", [BY_HOME] = "home", [BY_COUNTER] = "counter",
};

static const char *
kind_word(enum collector_kind kind)
{
	return paint_word(names_word(&collector_kinds, kind));
}

bool
desk_dead(const struct desk_person *w)
{
	return w->row.state == PERSON_DEAD;
}

void
desk_kinds(const struct desk_person *w, enum collector_kind *first,
    enum collector_kind *last)
{
	*first = desk_dead(w) ? COLLECTOR_HEIR : COLLECTOR_SELF;
	*last = desk_dead(w) ? COLLECTOR_ORGANISER : COLLECTOR_AUTHORISED;
}

unsigned
desk_due(const struct desk_person *w, int64_t *total)
{
	bool funeral = w->way.collector == COLLECTOR_ORGANISER;

	if (total != NULL)
		*total = funeral ? w->lines.funeral_total :
		    w->lines.open_total;
	return funeral ? w->lines.funeral : w->lines.open;
}

/* ---- who is registered ---------------------------------------------------- */

const struct person_collector *
desk_known(const struct desk_person *w)
{
	for (unsigned i = 0; i < w->nknown; i++)
		if (w->way.record != 0 && w->known[i].id == w->way.record)
			return &w->known[i];
	return NULL;
}

/* The first of that kind that is valid today. */
static const struct person_collector *
registered(const struct desk_person *w, enum collector_kind kind)
{
	for (unsigned i = 0; i < w->nknown; i++)
		if (w->known[i].kind == kind && !w->known[i].expired &&
		    !w->known[i].early)
			return &w->known[i];
	return NULL;
}

static void
take(struct desk_person *w, enum collector_kind kind,
    const struct person_collector *c)
{
	struct desk_way way = { .method = w->way.method, .collector = kind };

	if (c != NULL) {
		way.record = c->id;
		(void)str_copy_cut(way.name, sizeof way.name, c->name);
		(void)str_copy_cut(way.identity, sizeof way.identity,
		    c->identity);
		(void)str_copy_cut(way.document, sizeof way.document,
		    c->letter);
	}
	w->way = way;
	w->at = kind;
	w->refused = false;
	w->shown = false;
}

/*
 * A child or a person without capacity does not sign: the registered guardian
 * does (forms/pay.ini).  For the dead an heir signs, or the organiser of the
 * funeral if only funeral support is open.  All others sign themselves, and so
 * do those with permission to collect in person.  For a child without a
 * guardian nobody is preset: the guardian has to be registered first.
 */
void
desk_usual_way(struct desk_person *w)
{
	enum collector_kind kind = desk_dead(w) ? COLLECTOR_HEIR :
	    w->self.may ? COLLECTOR_SELF : COLLECTOR_GUARDIAN;

	if (desk_dead(w) && w->lines.open == 0 && w->lines.funeral > 0)
		kind = COLLECTOR_ORGANISER;
	memset(&w->way, 0, sizeof w->way);
	w->way.method = w->row.delivery == DELIVERY_HOME ? BY_HOME :
	    BY_POINT;
	take(w, kind, registered(w, kind));
}

/* ---- choosing -------------------------------------------------------------- */

/* Only a carer and an heir may be typed in at the desk: guardians, authorised
 * persons and organisers must be registered (office/pay/collect.c). */
static bool
may_write(enum collector_kind kind)
{
	return kind == COLLECTOR_CARER || kind == COLLECTOR_HEIR;
}

static void
stays(struct screen *s, const char *why)
{
	const struct desk_person *w = &((struct desk *)s->state)->who;

	ui_say(s->ui, _("%s It stays: %s."), why,
	    kind_word(w->way.collector));
}

/* A refused choice: nobody is paid until another is made. */
static void
not_chosen(struct screen *s, const char *why)
{
	((struct desk *)s->state)->who.refused = true;
	stays(s, why);
}

static void
refuse(struct screen *s, enum collector_kind kind)
{
	const struct desk_person *w = &((struct desk *)s->state)->who;
	char why[400];

	if (kind == COLLECTOR_SELF) {
		collect_self_why(&w->self, w->row.name, why, sizeof why);
		not_chosen(s, why);
		return;
	}
	paint_format(why, sizeof why, may_write(kind) ?
	    _("Nobody is registered as %s; Enter writes one down.") :
	    _("Nobody is registered as %s."),
	    kind_word(kind));
	not_chosen(s, why);
}

static void
turn_who(struct screen *s, bool on)
{
	struct desk_person *w = &((struct desk *)s->state)->who;
	enum collector_kind first, last;

	desk_kinds(w, &first, &last);
	if (on)
		w->at = w->at == last ? first : w->at + 1;
	else
		w->at = w->at == first ? last : w->at - 1;
	if (w->at == w->way.collector) {
		w->refused = false; /* back at the chosen one */
		return;
	}
	if (w->at == COLLECTOR_SELF ? w->self.may : registered(w, w->at) != NULL)
		take(w, w->at, registered(w, w->at));
	else
		refuse(s, w->at);
}

void
desk_turn(struct screen *s, bool on)
{
	struct desk *d = s->state;
	struct desk_way *way = &d->who.way;

	if (d->focus == ON_WHO) {
		turn_who(s, on);
		return;
	}
	way->method = (way->method + (on ? 1 : METHOD_COUNT - 1)) %
	    METHOD_COUNT;
	d->who.shown = false;
}

bool
desk_chosen(struct screen *s)
{
	struct desk_person *w = &((struct desk *)s->state)->who;
	char why[200];

	if (w->at == w->way.collector)
		return true;
	paint_format(why, sizeof why, _("Not chosen: %s."),
	    kind_word(w->at));
	w->at = w->way.collector;
	not_chosen(s, why);
	return false;
}

/* ---- written down ----------------------------------------------------------- */

/* All questions are answered: now it is chosen. */
static void
written(struct screen *s)
{
	struct desk *d = s->state;

	d->asked.method = d->who.way.method;
	d->who.way = d->asked;
	d->who.at = d->asked.collector;
	d->who.refused = false;
	d->who.shown = false;
}

/* Asks one of the questions, with the earlier answer as initial text. */
static void
ask(struct screen *s, const char *label, const char *typed,
    void (*done)(struct screen *s, const char *text))
{
	const struct desk *d = s->state;
	char title[80];

	paint_format(title, sizeof title, "%s: %s", d->who.row.name,
	    kind_word(d->asked.collector));
	line_again(s, title, label, typed, done);
}

static void document_given(struct screen *s, const char *text);
static void identity_given(struct screen *s, const char *text);
static void name_given(struct screen *s, const char *text);

static void
ask_document(struct screen *s, const char *typed)
{
	ask(s, _("Number of the death certificate:"), typed, document_given);
}

static void
ask_identity(struct screen *s, const char *typed)
{
	ask(s, _("Number of the identity paper shown:"), typed,
	    identity_given);
}

static void
document_given(struct screen *s, const char *text)
{
	struct desk *d = s->state;
	struct err err = ERR_INIT;

	if (text[0] == '\0') {
		not_chosen(s, _("Nobody was written down."));
		return;
	}
	if (collect_certificate(text, &err) != ST_OK) {
		ui_fail(s->ui, &err);
		ask_document(s, text);
		return;
	}
	(void)str_copy_cut(d->asked.document, sizeof d->asked.document, text);
	written(s);
}

/*
 * The verb checks it too (office/pay/collect.c); here it can be corrected at
 * once.
 */
static bool
is_paper(struct screen *s, const char *text)
{
	struct err err = ERR_INIT;
	struct identity id;

	if (identity_parse(text, "", &id, &err) == ST_OK &&
	    identity_check(&id, &err) == ST_OK)
		return true;
	ui_fail(s->ui, &err);
	return false;
}

static void
identity_given(struct screen *s, const char *text)
{
	struct desk *d = s->state;

	if (text[0] == '\0') {
		not_chosen(s, _("Nobody was written down."));
		return;
	}
	if (!is_paper(s, text)) {
		ask_identity(s, text);
		return;
	}
	(void)str_copy_cut(d->asked.identity, sizeof d->asked.identity, text);
	if (d->asked.collector == COLLECTOR_HEIR)
		ask_document(s, d->asked.document);
	else
		written(s);
}

static void
name_given(struct screen *s, const char *text)
{
	struct desk *d = s->state;
	char name[NFC_NAME_SIZE];
	struct err err = ERR_INIT;

	if (text[0] == '\0') {
		not_chosen(s, _("Nobody was written down."));
		return;
	}
	if (nfc_name(name, sizeof name, text, &err) != ST_OK ||
	    collector_other_name(d->who.row.name, name, &err) != ST_OK) {
		ui_fail(s->ui, &err);
		ask(s, _("Full name:"), text, name_given);
		return;
	}
	(void)str_copy_cut(d->asked.name, sizeof d->asked.name, name);
	ask_identity(s, d->asked.identity);
}

bool
desk_write_down(struct screen *s)
{
	struct desk *d = s->state;
	const struct desk_person *w = &d->who;
	struct desk_way fresh = { .collector = w->at };

	/* A complete choice needs nothing more, unless it was typed in and
	 * refused. */
	if (!may_write(w->at) || (w->at == w->way.collector &&
	    w->way.name[0] != '\0' && !(w->returned && w->way.record == 0)))
		return false;
	d->asked = w->at == w->way.collector && w->way.record == 0 ? w->way :
	    fresh;
	ask(s, _("Full name:"), d->asked.name, name_given);
	return true;
}

/* ---- F4 --------------------------------------------------------------------- */

static void
until_text(const struct person_collector *c, char *dst, size_t size)
{
	char day[24];

	paint_day(day, sizeof day, c->valid_to);
	paint_format(dst, size, c->expired ? _("expired %s") : "%s", day);
}

/* May that kind collect for this person, who is alive or dead? */
static bool
kind_fits(const struct desk_person *w, enum collector_kind kind)
{
	enum collector_kind first, last;

	desk_kinds(w, &first, &last);
	return kind >= first && kind <= last;
}

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct desk_person *w = &((struct desk *)s->state)->who;
	char why[300], day[24];
	int64_t id = 0;

	if (str_int(item->code, 1, INT64_MAX, &id) != ST_OK)
		return;
	for (unsigned i = 0; i < w->nknown; i++) {
		const struct person_collector *c = &w->known[i];

		if (c->id != id || !kind_fits(w, c->kind))
			continue;
		if (!c->expired) {
			take(w, c->kind, c);
			return;
		}
		paint_format(why, sizeof why,
		    _("The paper of %s ended on %s."), c->name,
		    paint_day(day, sizeof day, c->valid_to));
		not_chosen(s, why);
	}
}

void
desk_offer_collectors(struct screen *s)
{
	const struct desk_person *w = &((struct desk *)s->state)->who;
	struct pick_item *v = mem_array(DESK_COLLECTORS, sizeof *v);
	char name[200], until[40];
	unsigned n = 0;

	for (unsigned i = 0; i < w->nknown; i++) {
		const struct person_collector *c = &w->known[i];

		if (!kind_fits(w, c->kind))
			continue;
		until_text(c, until, sizeof until);
		paint_format(v[n].code, sizeof v[n].code, "%lld",
		    (long long)c->id);
		paint_format(v[n++].label, sizeof v[0].label, "%s, %s %s %s",
		    paint_fit(name, sizeof name, c->name, NAME_COLS),
		    kind_word(c->kind), c->identity[0] != '\0' ?
		    c->identity : c->letter, until);
	}
	if (n > 0) {
		pick_open(s, _("Who collects, by which paper, until when"), v, n, picked);
		return;
	}
	free(v);
	stays(s, _("Nobody is registered to collect for this person."));
}
