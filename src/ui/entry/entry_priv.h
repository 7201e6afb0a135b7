/*
 * SPDX-License-Identifier: ISC
 *
 * entry/entry_priv: the state of an entry form, shared by entry.c (keys),
 * post.c (preview, posting), field.c (picture, help, draft) and
 * pick.c (names behind codes, lists of values).
 */
#ifndef CHITRA_UI_ENTRY_PRIV_H
#define CHITRA_UI_ENTRY_PRIV_H

#include "form/form.h"
#include "ui/entry/entry.h"

struct entry {
	struct form *form;       /* owned */
	char verb[64];
	bool own_verb;           /* the form's own */
	bool once;               /* closes when it is saved */
	struct edit *edits;      /* one a field, owned; as typed */
	unsigned *choice;        /* index of a choice + 1, 0 none; owned */
	struct entry_name *remark; /* behind each code; owned */
	bool *had;               /* opened with a value in it; owned */
	struct wire_args fixed;  /* posted along */
	char whom[192];          /* name of the person it is about, "" nobody */
	unsigned cur, first;     /* field of the cursor, field at the top */
	int wrong;               /* field with the error, -1 none */
	unsigned char op[WIRE_OP_ID];
	unsigned char look[WIRE_OP_ID]; /* of the preview that was asked for */
	bool touched;            /* something was typed */
	bool waiting;            /* posted, no answer yet */
};

/* All fields empty or at their defaults, a new id. */
void entry_begin(struct entry *e);
/* Shows an error and goes to the field that it names. */
void entry_error(struct screen *s, const struct err *err);
/* F10: shows the effects first where the form asks for it, else posts. */
void entry_save(struct screen *s);
void entry_answer(struct screen *s, const struct wire_answer *a);

/* Is it chosen among words instead of typed? */
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

/* Behind a code that nothing has. */
#define ENTRY_UNKNOWN "?"
/* Shows the name behind a code, after it was typed. */
void entry_look_up(struct screen *s, unsigned i);
void entry_look_up_all(struct screen *s);
/* What needs no choosing: the only entitlement of the person. */
void entry_obvious(struct screen *s);
/* The person whom the form is about, behind its title. */
void entry_say_whom(struct screen *s);
/* F4 */
void entry_values(struct screen *s);

void entry_draw(struct screen *s, struct term *t);
const char *entry_field_help(struct screen *s);
void entry_draft(struct screen *s, struct buf *out);

/* Is a draft for this role, and these places?  Opens the form that it holds. */
bool entry_draft_fits(struct ui *u, char **lines);
void entry_open_draft(struct ui *u, const char *lines);

#endif
