/*
 * SPDX-License-Identifier: ISC
 *
 * Opens what resolves a finding: the two records side by side, or the form of a
 * request with the finding's data filled in.
 */
#include <string.h>

#include "base/say.h"
#include "office/rate/age.h"
#include "office/roll/person.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/doors.h"
#include "ui/list/checks.h"
#include "ui/roll/duplicates.h"
#include "ui/entry/entry.h"
#include "ui/roll/roll.h"

enum { GRANTS = 16 };

/*
 * `part`: index in the finding's detail of the category that is to end, -1:
 * none.
 */
static const struct mend {
	const char *kind, *form, *field, *value;
	int part;
} mends[LIST_CHECK_RULES] = {
	[LIST_CHECK_AGE_STEP] = { "amount", "change-amount", NULL, NULL, 1 },
	[LIST_CHECK_AGE_HIGHER] = { "amount", "change-amount", NULL, NULL, 1 },
	[LIST_CHECK_TWO_ENTITLEMENTS] = { "stop", "change-stop", "reason",
	    "other", 0 },
	[LIST_CHECK_OWN_AMOUNT] = { "amount", "change-amount", NULL, NULL, 0 },
	[LIST_CHECK_UNPAID] = { "suspend", "change-suspend", "reason",
	    "unpaid", -1 },
	[LIST_CHECK_NO_IDENTITY] = { "identity", "change-identity", NULL, NULL,
	    -1 },
	[LIST_CHECK_VERY_OLD] = { "stop", "change-death", NULL, NULL, -1 },
	[LIST_CHECK_LETTER] = { "collector", "change-collector",
	    "collector_kind", "authorised", -1 },
	[LIST_CHECK_CHILD_ALONE] = { "collector", "change-collector",
	    "collector_kind", "guardian", -1 },
	[LIST_CHECK_COLLECTOR] = { "collector", "change-collector-end", NULL,
	    NULL, -1 },
};

/* An age at which no other category follows. */
static const struct mend over_age = { "stop", "change-stop", "reason",
    "over_age", 1 };

/* The entitlement of that category, or the only one. */
static void
preset_grant(struct ui *u, const struct list_check *c, const struct mend *m,
    struct wire_args *preset)
{
	struct person_entitlement v[GRANTS];
	const struct person_ask ask = { .person = c->person, .max = GRANTS };
	const struct person_entitlement *is = NULL;
	struct err err = ERR_INIT;
	char category[32] = "";
	unsigned n = 0, fit = 0;

	if (m->part >= 0)
		list_check_part(c, (unsigned)m->part, category,
		    sizeof category);
	if (person_entitlements(u->db, &u->who.scope, &ask, v, &n,
	    &err) != ST_OK) {
		ui_fail(u, &err);
		return;
	}
	for (unsigned i = 0; i < n; i++) {
		if (v[i].state != ENTITLEMENT_ACTIVE || (category[0] != '\0' &&
		    strcmp(v[i].category, category) != 0))
			continue;
		is = &v[i];
		fit++;
	}
	if (fit == 1)
		wire_args_add_int(preset, "entitlement", is->id);
}

/*
 * The category after the birthday and its first month, or the birthday itself.
 */
static void
preset_step(struct ui *u, const struct list_check *c, struct wire_args *preset)
{
	struct age_step step;
	struct err err = ERR_INIT;
	char category[32], day[DATE_TEXT];
	struct person p;
	bool passed;

	list_check_part(c, 1, category, sizeof category);
	if (person_get(u->db, &u->who.scope, c->person, &p, &err) != ST_OK ||
	    age_step_of(u->db, category, p.birth, u->period.code, &step,
	    &passed, &err) != ST_OK) {
		ui_fail(u, &err);
		return;
	}
	if (!passed)
		return;
	if (step.next[0] != '\0') {
		wire_args_add(preset, "category", step.next);
		wire_args_add(preset, "from", step.month);
		return;
	}
	p.birth.year += step.years;
	date_to_iso(day, sizeof day, p.birth);
	if (p.birth.day != 0 && date_valid(p.birth))
		wire_args_add(preset, "event_on", day);
}

static void
open_form(struct ui *u, const struct list_check *c, const struct mend *m)
{
	struct wire_args preset;

	if (c->rule == LIST_CHECK_NO_IDENTITY) {
		change_form_open(u, m->form, c->person);
		return;
	}
	wire_args_init(&preset);
	wire_args_add_int(&preset, "person", c->person);
	if (m->field != NULL)
		wire_args_add(&preset, m->field, m->value);
	if (m->part >= 0 || c->rule == LIST_CHECK_UNPAID)
		preset_grant(u, c, m, &preset);
	if (c->rule == LIST_CHECK_AGE_STEP ||
	    c->rule == LIST_CHECK_AGE_HIGHER)
		preset_step(u, c, &preset);
	entry_open(u, m->form, NULL, &preset);
	wire_args_done(&preset);
}

void
checks_open_person(struct ui *u, const struct list_check *c)
{
	struct duplicate_arg two = { c->person, c->other };
	struct detail_arg one = { c->person };

	if (c->rule == LIST_CHECK_DUPLICATE)
		ui_push(u, &duplicate_screen, &two);
	else
		ui_push(u, &detail_screen, &one);
}

void
checks_mend(struct ui *u, const struct list_check *c)
{
	const struct mend *m = &mends[c->rule];
	char next[32];

	if (c->rule == LIST_CHECK_AGE_STEP ||
	    c->rule == LIST_CHECK_AGE_HIGHER) {
		list_check_part(c, 2, next, sizeof next);
		if (next[0] == '\0')
			m = &over_age;
	}
	if (m->form == NULL)
		checks_open_person(u, c);
	else if (!change_form_may(u, m->kind))
		ui_say(u, _("This is not for your role."));
	else
		open_form(u, c, m);
}
