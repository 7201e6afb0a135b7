/*
 * SPDX-License-Identifier: ISC
 *
 * How the money is handed over at the payout desk, and to whom: a digit each.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "ui/desk_priv.h"
#include "ui/dialog.h"
#include "ui/paint.h"

/* As the verb wants them. */
const char *const desk_methods[METHOD_COUNT] = {
	[BY_POINT] = "point", [BY_HOME] = "home", [BY_COUNTER] = "counter",
};
const char *const desk_collectors[COLLECTOR_COUNT] = {
	[BY_SELF] = "self", [BY_GUARDIAN] = "guardian", [BY_CARER] = "carer",
	[BY_AUTHORISED] = "authorised", [BY_HEIR] = "heir",
	[BY_ORGANISER] = "organiser",
};

static void
document_given(struct screen *s, const char *text)
{
	struct desk *d = s->state;

	(void)str_copy_cut(d->who.way.document, sizeof d->who.way.document,
	    text);
}

static void
identity_given(struct screen *s, const char *text)
{
	struct desk *d = s->state;

	(void)str_copy_cut(d->who.way.identity, sizeof d->who.way.identity,
	    text);
	if (d->who.way.collector == BY_HEIR)
		line_open(s, paint_word(desk_collectors[BY_HEIR]),
		    _("Number of the death certificate:"), document_given);
	else if (text[0] == '\0')
		d->who.way.collector = BY_SELF;
}

static void
name_given(struct screen *s, const char *text)
{
	struct desk *d = s->state;

	(void)str_copy_cut(d->who.way.name, sizeof d->who.way.name, text);
	if (text[0] == '\0' && d->who.way.collector == BY_CARER)
		d->who.way.collector = BY_SELF;
	else if (text[0] != '\0')
		line_open(s, paint_word(desk_collectors[d->who.way.collector]),
		    _("Number of the identity paper shown:"), identity_given);
}

static void
take_record(struct desk_person *w, unsigned i)
{
	const struct person_collector *c = &w->known[i];

	w->way.record = (int)i;
	(void)str_copy_cut(w->way.name, sizeof w->way.name, c->name);
	(void)str_copy_cut(w->way.identity, sizeof w->way.identity,
	    c->identity);
	(void)str_copy_cut(w->way.document, sizeof w->way.document, c->letter);
}

bool
desk_dead(const struct desk_person *w)
{
	return strcmp(w->row.state, "dead") == 0;
}

unsigned
desk_due(const struct desk_person *w, int64_t *total)
{
	bool funeral = w->way.collector == BY_ORGANISER;

	if (total != NULL)
		*total = funeral ? w->lines.funeral_total :
		    w->lines.open_total;
	return funeral ? w->lines.funeral : w->lines.open;
}

/* The first of that kind on record whose paper is good today. */
static bool
take_first(struct desk_person *w, enum desk_collector c)
{
	for (unsigned i = 0; i < w->nknown; i++) {
		if (strcmp(w->known[i].kind, desk_collectors[c]) != 0 ||
		    w->known[i].expired)
			continue;
		w->way.collector = c;
		take_record(w, i);
		return true;
	}
	return false;
}

/*
 * A child or a person without capacity does not sign: the guardian on record
 * does (forms/pay.ini).  For the dead an heir does, or whoever organised the
 * funeral where nothing else is open.  All others sign themselves.
 */
void
desk_usual_way(struct desk_person *w)
{
	memset(&w->way, 0, sizeof w->way);
	w->way.method = strcmp(w->row.delivery, "home") == 0 ? BY_HOME :
	    BY_POINT;
	w->way.record = -1;
	if (!desk_dead(w)) {
		(void)take_first(w, BY_GUARDIAN);
		return;
	}
	w->way.collector = w->lines.open == 0 && w->lines.funeral > 0 ?
	    BY_ORGANISER : BY_HEIR;
	(void)take_first(w, w->way.collector);
}

/*
 * Those on record come first; the same digit again is the next of them.  Only
 * a carer and an heir may be written down at the desk: guardians, letters and
 * organisers are registered (office/payout_collect.c).
 */
static void
choose_collector(struct screen *s, enum desk_collector c)
{
	struct desk *d = s->state;
	struct desk_person *w = &d->who;
	unsigned from = w->way.collector == c && w->way.record >= 0 ?
	    (unsigned)w->way.record + 1 : 0;

	w->way.collector = desk_dead(w) ? c : BY_SELF;
	w->way.record = -1;
	w->way.name[0] = w->way.identity[0] = w->way.document[0] = '\0';
	if (c == BY_SELF)
		return;
	for (unsigned k = 0; k < w->nknown; k++) {
		unsigned i = (from + k) % w->nknown;

		if (strcmp(w->known[i].kind, desk_collectors[c]) != 0)
			continue;
		w->way.collector = c;
		take_record(w, i);
		return;
	}
	if (c != BY_CARER && c != BY_HEIR) {
		ui_say(s->ui, _("Nobody is registered for this person as: %s"),
		    paint_word(desk_collectors[c]));
		return;
	}
	w->way.collector = c;
	line_open(s, paint_word(desk_collectors[c]), _("Full name:"),
	    name_given);
}

void
desk_choose(struct screen *s, unsigned digit)
{
	struct desk *d = s->state;

	enum desk_collector c;

	if (digit <= METHOD_COUNT) {
		d->who.way.method = (enum desk_method)(digit - 1);
		return;
	}
	c = (enum desk_collector)(digit - 1 - METHOD_COUNT);
	if ((c >= BY_HEIR) == desk_dead(&d->who))
		choose_collector(s, c);
}
