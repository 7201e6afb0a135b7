/*
 * SPDX-License-Identifier: ISC
 *
 * entry/entry_priv: the state of an entry form, shared by entry.c (keys),
 * post.c (preview, posting), field.c (drawing, help, draft) and pick.c (names
 * of codes, lists of values).
 */
#pragma once

#include "form/form.h"
#include "ui/entry/entry.h"

struct entry {
	struct form *form;       /* owned */
	char verb[64];
	bool own_verb;           /* it is the form's own */
	bool once;               /* closes after saving */
	struct edit *edits;      /* one per field, owned; as typed */
	unsigned *choice;        /* index of a choice + 1, 0 none; owned */
	struct entry_name *remark; /* name of each code; owned */
	bool *had;               /* had a value when opened; owned */
	struct wire_args fixed;  /* posted too */
	char whom[192];          /* name of the person, "" none */
	unsigned cur, first;     /* current field, first field shown */
	int wrong;               /* field with the error, -1 none */
	unsigned char op[WIRE_OP_ID];
	unsigned char look[WIRE_OP_ID]; /* of the requested preview */
	bool touched;            /* something was typed */
	bool waiting;            /* posted, no answer yet */
};

/* All fields empty or at their defaults, a new id. */
void entry_begin(struct entry *e);
/* Shows an error and moves to its field. */
void entry_error(struct screen *s, const struct err *err);
/* F10: shows the preview if the form has one, else posts. */
void entry_save(struct screen *s);
void entry_answer(struct screen *s, const struct wire_answer *a);

/* True for a field with choices. */
bool entry_is_choice(const struct form_field *f);
unsigned entry_choices(const struct form_field *f);
/* Stored value and shown word of choice i (from 0). */
const char *entry_choice_value(const struct form_field *f, unsigned i);
const char *entry_choice_label(const struct form_field *f, unsigned i);

/* Stored value of field i, checked; ST_INVALID names the field. */
enum status entry_value(struct screen *s, unsigned i, char *out, size_t size,
    struct err *err) ERR_CHECKED;
/* Puts a stored value into field i. */
void entry_set(struct entry *e, unsigned i, const char *stored);

/* The name of an unknown code. */
#define ENTRY_UNKNOWN "?"
/* Shows the name of a code, after it was typed. */
void entry_look_up(struct screen *s, unsigned i);
void entry_look_up_all(struct screen *s);
/* Fills in what needs no choice: the only entitlement of the person. */
void entry_obvious(struct screen *s);
/* Shows the form's person after its title. */
void entry_say_whom(struct screen *s);
/* F4 */
void entry_values(struct screen *s);

void entry_draw(struct screen *s, struct term *t);
const char *entry_field_help(struct screen *s);
void entry_draft(struct screen *s, struct buf *out);

/*
 * fits and restore of struct screen_ops: tests a draft against role and places,
 * and opens its form.
 */
bool entry_draft_fits(struct ui *u, char **lines);
void entry_open_draft(struct ui *u, const char *lines);
