/*
 * SPDX-License-Identifier: ISC
 *
 * entry/change_forms: which form makes which request, and which forms a
 * person's screen offers.  Who may ask for what is in the kinds of request
 * (office/request/change.h).
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "ui/kit/change_ui.h"
#include "ui/entry/entry.h"
#include "ui/kit/pick.h"

enum who_for { LIVING = 1, DEAD = 2, MOVED = 4, GONE = DEAD | MOVED };

static const struct change_form {
	const char *form, *kind, *reason; /* reason NULL: any */
	const char *field;     /* must be among the fields, NULL: none */
	const char *word;      /* N_(); NULL: not offered on a person */
	unsigned who;          /* enum who_for */
} forms[] = {
	{ "change-death", "stop", "death", NULL, N_("Report a death"),
	    LIVING },
	{ "change-stop", "stop", NULL, NULL, N_("Stop an allowance"), LIVING },
	{ "change-new-person", "new", NULL, "name", NULL, 0 },
	{ "change-new", "new", NULL, NULL, N_("Add an entitlement"), LIVING },
	{ "change-amount", "amount", NULL, NULL,
	    N_("Another category or amount"), LIVING },
	{ "change-suspend", "suspend", NULL, NULL, N_("Suspend an allowance"),
	    LIVING },
	{ "change-resume", "resume", NULL, NULL, N_("Resume an allowance"),
	    LIVING },
	{ "change-arrears", "arrears", NULL, NULL, N_("Arrears of past months"),
	    LIVING | GONE },
	{ "change-transfer-in", "transfer", NULL, "name", NULL, 0 },
	{ "change-return", "transfer", NULL, "elsewhere",
	    N_("Comes back from elsewhere"), MOVED },
	{ "change-transfer", "transfer", NULL, NULL,
	    N_("Move to another place"), LIVING },
	{ "change-point", "point", NULL, NULL, N_("Another payout point"),
	    LIVING },
	{ "change-delivery", "delivery", NULL, NULL,
	    N_("Paid at the point or at home"), LIVING },
	{ "change-identity", "identity", NULL, NULL,
	    N_("Correct the identity"), LIVING },
	{ "change-collector-end", "collector", NULL, "collector",
	    N_("Somebody no longer collects"), LIVING | DEAD },
	{ "change-self", "collector", NULL, "self",
	    N_("Collect in person"), LIVING },
	{ "change-collector", "collector", NULL, NULL,
	    N_("Add somebody who collects"), LIVING | DEAD },
	{ "change-funeral", "funeral", NULL, NULL, N_("Funeral support"),
	    DEAD },
	{ "change-merge", "merge", NULL, NULL, NULL, 0 },
	{ "change-open", "open", NULL, NULL, NULL, 0 },
	{ "change-reopen", "reopen", NULL, NULL, NULL, 0 },
	{ "change-undo", "undo", NULL, NULL, NULL, 0 },
	{ "change-reverse", "reverse", NULL, NULL, NULL, 0 },
	{ "recovery-decide", "recovery.decide", NULL, NULL, NULL, 0 },
	{ "recovery-plan", "recovery.plan", NULL, NULL, NULL, 0 },
	{ "recovery-repaid", "recovery.repaid", NULL, NULL, NULL, 0 },
	{ "recovery-write-off", "recovery.write_off", NULL, NULL, NULL, 0 },
	{ "rate-standard", "standard.set", NULL, NULL, NULL, 0 },
	{ "rate-coefficient", "coefficient.set", NULL, NULL, NULL, 0 },
	{ "rate-keeps", "keeps_both.set", NULL, NULL, NULL, 0 },
	{ "rate-step", "age_step.set", NULL, NULL, NULL, 0 },
	{ "rate-setting", "setting.set", NULL, NULL, NULL, 0 },
	{ "change-lowered", "rate.lowered", NULL, NULL, NULL, 0 },
};

enum { FORMS = sizeof forms / sizeof forms[0] };

/* A move has a form for each direction; "out" and "within" share one. */
static bool
is_way(const struct change_form *f, const struct wire_args *fields)
{
	bool in = strcmp(wire_args_text(fields, "direction"), "in") == 0;

	return strcmp(f->kind, "transfer") != 0 ||
	    in == (strcmp(f->form, "change-transfer") != 0);
}

const char *
change_form_of(const char *kind, const char *reason,
    const struct wire_args *fields)
{
	for (size_t i = 0; i < FORMS; i++) {
		const struct change_form *f = &forms[i];

		if (strcmp(f->kind, kind) == 0 &&
		    (f->reason == NULL || strcmp(f->reason, reason) == 0) &&
		    is_way(f, fields) && (f->field == NULL ||
		    wire_args_text(fields, f->field)[0] != '\0'))
			return f->form;
	}
	return NULL;
}

/* The present values, for the fields of a correction. */
static void
preset_person(struct ui *u, int64_t person, struct wire_args *preset)
{
	struct person p;
	char birth[DATE_TEXT], sex[2] = "";

	if (person_get(u->db, &u->who.scope, person, &p, ERR_NONE) != ST_OK)
		return;
	sex[0] = p.sex;
	date_to_iso(birth, sizeof birth, p.birth);
	wire_args_add(preset, "name", p.name);
	wire_args_add(preset, "other_name", p.other_name);
	wire_args_add(preset, "given", p.given);
	wire_args_add(preset, "sex", sex);
	wire_args_add(preset, "birth", birth);
	wire_args_add(preset, "identity", p.id_number);
	wire_args_add(preset, "id_kind", p.id_kind);
}

void
change_form_open(struct ui *u, const char *form, int64_t person)
{
	struct wire_args preset;

	wire_args_init(&preset);
	if (person != 0)
		wire_args_add_int(&preset, "person", person);
	if (strcmp(form, "change-identity") == 0)
		preset_person(u, person, &preset);
	entry_open(u, form, NULL, &preset);
	wire_args_done(&preset);
}

void
change_form_again(struct ui *u, const struct change *ch)
{
	const struct change_head *h = &ch->head;
	const char *form = change_form_of(h->kind, h->reason, &ch->fields);
	struct wire_args preset;

	if (form == NULL)
		return;
	wire_args_init(&preset);
	wire_args_add_int(&preset, "change", h->id);
	wire_args_add_int(&preset, "version", h->version);
	if (h->person != 0)
		wire_args_add_int(&preset, "person", h->person);
	for (unsigned i = 0; i < ch->fields.n; i++)
		wire_args_add(&preset, ch->fields.v[i].name,
		    ch->fields.v[i].value);
	entry_open(u, form, "change.amend", &preset);
	wire_args_done(&preset);
}

void
change_form_undo(struct ui *u, const struct change_head *h)
{
	struct wire_args preset;

	wire_args_init(&preset);
	if (h->person != 0)
		wire_args_add_int(&preset, "person", h->person);
	wire_args_add_int(&preset, "undoes", h->id);
	entry_open(u, "change-undo", NULL, &preset);
	wire_args_done(&preset);
}

bool
change_about_person(const struct change_head *h)
{
	const struct change_kind *k = change_kind_find(
	    h->undoes != 0 ? h->undoes_kind : h->kind);

	return k == NULL || k->reach == CHANGE_PERSON;
}

bool
change_may_approve(struct ui *u, const struct change_head *h)
{
	if (h->maker == u->who.staff)
		ui_say(u, _("You asked for this: somebody else approves it."));
	else if (!change_decides(h->kind, h->undoes_kind,
	    (uint32_t)u->who.role))
		ui_say(u, _("Others decide a request of this kind."));
	else
		return true;
	return false;
}

bool
change_form_may(const struct ui *u, const char *kind)
{
	const struct change_kind *k = change_kind_find(kind);

	return k != NULL && (k->roles & (uint32_t)u->who.role) != 0;
}

void
change_form_items(struct ui *u, const struct person *p, struct pick_item *v,
    unsigned max, unsigned *n)
{
	unsigned who = p->state == PERSON_ACTIVE ? LIVING :
	    p->state == PERSON_DEAD ? DEAD :
	    p->state == PERSON_MOVED ? MOVED : 0;

	for (size_t i = 0; i < FORMS && *n < max; i++) {
		if ((forms[i].who & who) == 0 || !change_form_may(u, forms[i].kind))
			continue;
		(void)str_copy_cut(v[*n].code, sizeof v[*n].code,
		    forms[i].form);
		(void)str_copy_cut(v[(*n)++].label, sizeof v[0].label,
		    _(forms[i].word));
	}
}
