/*
 * SPDX-License-Identifier: ISC
 *
 * People whose payment was refused.  They are listed while no person is open,
 * and opened by a key press: never automatically, because the clerk's next F10
 * is meant for another person.
 */
#include <string.h>

#include "base/say.h"
#include "ui/desk/desk_priv.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

static void
forget(struct desk *d, unsigned i)
{
	memmove(&d->back[i], &d->back[i + 1],
	    (--d->nback - i) * sizeof d->back[0]);
}

void
desk_back_add(struct desk *d, const struct desk_back *b)
{
	for (unsigned i = 0; i < d->nback; i++)
		if (d->back[i].person == b->person)
			forget(d, i--);
	/* More than fit: drop the oldest, who can be found by the search. */
	if (d->nback == DESK_UNDER_WAY)
		d->nback--;
	memmove(&d->back[1], &d->back[0], d->nback++ * sizeof d->back[0]);
	d->back[0] = *b;
}

bool
desk_back_take(struct desk *d, int64_t person, struct desk_back *b)
{
	for (unsigned i = 0; i < d->nback; i++) {
		if (d->back[i].person != person)
			continue;
		*b = d->back[i];
		forget(d, i);
		return true;
	}
	return false;
}

bool
desk_back_shown(const struct desk *d)
{
	return d->nback > 0 && d->who.id == 0 && !d->shown &&
	    edit_empty(&d->search);
}

bool
desk_back_open(struct screen *s)
{
	struct desk *d = s->state;

	if (!desk_back_shown(d))
		return false;
	desk_open_person(s, d->back[0].person);
	return true;
}

bool
desk_back_drop(struct screen *s)
{
	struct desk *d = s->state;

	if (!desk_back_shown(d))
		return false;
	d->nback = 0;
	ui_say(s->ui, _("Those whose payment was refused are found by the search."));
	return true;
}

/* Newest first; Enter opens the first. */
int
desk_back_draw(const struct desk *d, struct term *t, int row)
{
	char text[800];

	term_put(t, row++, 1, term_cols(t) - 2, TERM_BOLD,
	    _("Not paid (Enter opens the first, F3 lets them go):"));
	for (unsigned i = 0; i < d->nback; i++) {
		paint_format(text, sizeof text, "%s: %s", d->back[i].name,
		    d->back[i].why);
		if (i == 0)
			term_put(t, row, 0, 1, TERM_NORMAL, ">");
		row += paint_wrapped(t, row, 2, term_cols(t) - 3, 2, text);
	}
	return row;
}
