/*
 * SPDX-License-Identifier: ISC
 *
 * F2 at the payout desk.  Without an open person it reverses the last payment;
 * with one it also reports what the clerk is told: a reported death blocks the
 * lines at every desk.
 */
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "ui/kit/change_ui.h"
#include "ui/desk/desk_priv.h"
#include "ui/kit/doors.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"
#include "ui/roll/roll.h"

enum { ITEMS = 20 };

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct desk *d = s->state;
	struct detail_arg a = { .person = d->who.id };

	if (strcmp(item->code, "back") == 0)
		desk_take_back(s);
	else if (strcmp(item->code, "open") == 0)
		ui_push(s->ui, &detail_screen, &a);
	else
		change_form_open(s->ui, item->code, d->who.id);
}

void
desk_change(struct screen *s)
{
	struct desk *d = s->state;
	struct pick_item *v;
	unsigned n = 0;

	if (d->who.id == 0) {
		desk_take_back(s);
		return;
	}
	v = mem_array(ITEMS, sizeof *v);
	/* The first item, with the marker, changes nothing. */
	(void)str_copy_cut(v[n].code, sizeof v[n].code, "open");
	(void)str_copy_cut(v[n++].label, sizeof v[0].label,
	    _("Open the person"));
	change_form_items(s->ui, &d->who.row, v, ITEMS - 1, &n);
	if (d->receipt != 0) {
		(void)str_copy_cut(v[n].code, sizeof v[n].code, "back");
		paint_format(v[n++].label, sizeof v[0].label,
		    _("Take back receipt %lld, %s"), (long long)d->receipt,
		    d->receipt_name);
	}
	pick_open(s, d->who.row.name, v, n, picked);
}
