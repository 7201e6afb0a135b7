/*
 * SPDX-License-Identifier: ISC
 *
 * F6 of the inbox: which requests are shown.
 */
#include <string.h>

#include "base/say.h"
#include "text/date.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/fields.h"
#include "ui/kit/screen.h"

enum { STATE, KIND, AREA, MONTH, WHOSE, FIELDS };

struct state {
	struct fields fields; /* first: ui/kit/fields.h */
	struct field v[FIELDS];
	struct change_filter_arg arg;
};

static const char *
state_value(const struct field *x, unsigned i)
{
	return names_word(&change_states, i);
}

static const char *
state_word(const struct field *x, unsigned i)
{
	return i == 0 ? _("(all)") : change_state_word(i);
}

static const char *
kind_value(const struct field *x, unsigned i)
{
	return i == 0 ? "" : change_kind_at(i - 1)->name;
}

static const char *
kind_word(const struct field *x, unsigned i)
{
	return i == 0 ? _("(all)") : _(change_kind_at(i - 1)->word);
}

static const char *
whose_value(const struct field *x, unsigned i)
{
	return i == 0 ? "" : "mine";
}

static const char *
whose_word(const struct field *x, unsigned i)
{
	return i == 0 ? _("(all)") : _("only mine");
}

static const struct field fields[FIELDS] = {
	[STATE] = { .label = N_("State"), .kind = FIELD_CHOICE,
	    .value = state_value, .word = state_word,
	    .n = CHANGE_STATES,
	    .help = N_("The arrows turn it, F4 lists all.") },
	[KIND] = { .label = N_("Request"), .kind = FIELD_CHOICE,
	    .value = kind_value, .word = kind_word, .n = 1,
	    .help = N_("The arrows turn it, F4 lists all.") },
	[AREA] = { .label = N_("Area"), .kind = FIELD_AREA, .max = 8,
	    .help = N_("Code of a district or commune; F4 lists them by name.") },
	[MONTH] = { .label = N_("Month"), .kind = FIELD_CODE, .max = 7,
	    .help = N_("The month a request counts from: 11/2019.") },
	[WHOSE] = { .label = N_("Asked by"), .kind = FIELD_CHOICE,
	    .value = whose_value, .word = whose_word, .n = 2,
	    .help = N_("The arrows turn it: everybody's requests or only yours.") },
};

static enum status
filter_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct changes_filter *f = &st->arg.filter;
	char month[DATE_MONTH];

	st->arg = *(const struct change_filter_arg *)arg;
	memcpy(st->v, fields, sizeof fields);
	while (change_kind_at(st->v[KIND].n - 1) != NULL)
		st->v[KIND].n++;
	fields_init(&st->fields, st->v, FIELDS);
	month_format(month, sizeof month, f->month);
	fields_set(&st->fields, STATE, names_word(&change_states, f->state));
	fields_set(&st->fields, KIND, f->kind);
	fields_set(&st->fields, AREA, f->area);
	fields_set(&st->fields, MONTH, month);
	fields_set(&st->fields, WHOSE, f->mine ? "mine" : "");
	return ST_OK;
}

static void
filter_draw(struct screen *s, struct term *t)
{
	fields_dialog_draw(s, t, _("Filter"), 20);
}

static void
apply(struct screen *s)
{
	struct state *st = s->state;
	struct changes_filter f = { .kind = "" };
	char state[16], month[16], mine[8];

	if (!fields_known(&st->fields, s->ui))
		return;
	fields_get(&st->fields, STATE, state, sizeof state);
	f.state = names_find(&change_states, state);
	fields_get(&st->fields, KIND, f.kind, sizeof f.kind);
	fields_get(&st->fields, AREA, f.area, sizeof f.area);
	fields_get(&st->fields, MONTH, month, sizeof month);
	fields_get(&st->fields, WHOSE, mine, sizeof mine);
	f.mine = mine[0] != '\0';
	if (month[0] != '\0' && month_parse(month, f.month) != ST_OK) {
		st->fields.cur = MONTH;
		ui_say(s->ui, _("A month like 11/2019."));
		return;
	}
	screen_close(s);
	st->arg.done(s->below, &f);
}

static bool
filter_action(struct screen *s, enum action a)
{
	return fields_dialog_action(s, a, apply);
}

const struct screen_ops change_filter_screen = {
	.name = "change-filter",
	.size = sizeof(struct state),
	.help = N_("F10 shows the requests that the filter lets through; F3 leaves everything as it is."),
	.popup = true,
	.keys = fields_filter_keys,
	.open = filter_open,
	.recalc = fields_dialog_recalc,
	.draw = filter_draw,
	.action = filter_action,
	.key = fields_dialog_key,
	.field_help = fields_dialog_help,
};
