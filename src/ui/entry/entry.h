/*
 * SPDX-License-Identifier: ISC
 *
 * entry/entry: fills in a form of forms/ and posts it as a verb.  Typed text is
 * never lost: an error names its field and moves the cursor there; a half-typed
 * form is kept as a draft.  The posting's id is made when the form opens, so
 * that F10 pressed twice posts once.
 */
#pragma once

#include "ui/kit/screen.h"

/*
 * Opens form `form`.  verb NULL: the form's own, and after saving an empty form
 * follows for the next record.  With another verb (person.correct) the form
 * closes after saving.  `preset`: stored values by field name; those of no
 * field are posted unchanged (the person's id).  May be NULL.
 */
void entry_open(struct ui *u, const char *form, const char *verb,
    const struct wire_args *preset);

/* The name of a code in a field: of a place, a category, an entitlement or a
 * collector of that person (0: none); "" without a code, "?"  unknown. */
struct entry_name {
	char text[240]; /* names of categories are sentences */
};
struct form_field;
void entry_name_of(struct ui *u, int64_t person, const struct form_field *f,
    const char *code, struct entry_name *out);
