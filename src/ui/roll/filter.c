/*
 * SPDX-License-Identifier: ISC
 *
 * F6 of the roll: which people are shown.
 */
#include <string.h>

#include "base/say.h"
#include "ui/kit/fields.h"
#include "ui/kit/screen.h"
#include "ui/roll/roll.h"

enum { AREA, POINT, CATEGORY, VILLAGE, UNPAID, HOME, FIELDS };

struct state {
	struct fields fields; /* first: ui/kit/fields.h */
	struct field v[FIELDS];
	struct filter_arg arg;
};

#define YES_NO .kind = FIELD_CHOICE, .value = field_yes_value,                 \
	.word = field_yes_word, .n = 2

static const struct field fields[FIELDS] = {
	[AREA] = { .label = N_("Area"), .kind = FIELD_AREA, .max = 8,
	    .help = N_("Code of a district or commune; F4 lists them by name.") },
	[POINT] = { .label = N_("Payout point"), .kind = FIELD_POINT, .max = 16,
	    .help = N_("Code of a payout point; F4 lists those of the area.") },
	[CATEGORY] = { .label = N_("Category"), .kind = FIELD_CATEGORY,
	    .max = 15,
	    .help = N_("Category by its decree and clause (136.5.5b); F4 lists them by name.") },
	[VILLAGE] = { .label = N_("Village"), .kind = FIELD_TEXT, .max = 40,
	    .help = N_("How the village begins; marks are not needed.") },
	[UNPAID] = { .label = N_("Only unpaid"), YES_NO,
	    .help = N_("The arrows or any key turn it: only those who have not been paid yet.") },
	[HOME] = { .label = N_("Only at home"), YES_NO,
	    .help = N_("The arrows or any key turn it: only those who are paid at home.") },
};

static enum status
filter_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct roll_filter *f = &st->arg.filter;

	st->arg = *(const struct filter_arg *)arg;
	memcpy(st->v, fields, sizeof fields);
	fields_init(&st->fields, st->v, FIELDS);
	fields_set(&st->fields, AREA, f->area);
	fields_set(&st->fields, POINT, f->point);
	fields_set(&st->fields, CATEGORY, f->category);
	fields_set(&st->fields, VILLAGE, f->village);
	fields_set(&st->fields, UNPAID, f->unpaid ? "yes" : "no");
	fields_set(&st->fields, HOME, f->home ? "yes" : "no");
	return ST_OK;
}

static void
filter_draw(struct screen *s, struct term *t)
{
	fields_dialog_draw(s, t, _("Filter"), 24);
}

static void
apply(struct screen *s)
{
	struct state *st = s->state;
	struct roll_filter *f = &st->arg.filter;

	/* An unknown code is reported here, where it can be corrected. */
	if (!fields_known(&st->fields, s->ui))
		return;
	fields_get(&st->fields, AREA, f->area, sizeof f->area);
	fields_get(&st->fields, POINT, f->point, sizeof f->point);
	fields_get(&st->fields, CATEGORY, f->category, sizeof f->category);
	fields_get(&st->fields, VILLAGE, f->village, sizeof f->village);
	f->unpaid = fields_chose(&st->fields, UNPAID, "yes");
	f->home = fields_chose(&st->fields, HOME, "yes");
	screen_close(s);
	st->arg.done(s->below, f);
}

static bool
filter_action(struct screen *s, enum action a)
{
	return fields_dialog_action(s, a, apply);
}

const struct screen_ops filter_screen = {
	.name = "filter",
	.size = sizeof(struct state),
	.help = N_("F10 shows those whom the filter lets through; F3 leaves everything as it is. An empty field lets everybody through."),
	.popup = true,
	.keys = fields_filter_keys,
	.open = filter_open,
	.recalc = fields_dialog_recalc,
	.draw = filter_draw,
	.action = filter_action,
	.key = fields_dialog_key,
	.field_help = fields_dialog_help,
};
