/*
 * SPDX-License-Identifier: ISC
 *
 * entry/entry: a form of forms/ being filled in and posted as a verb.
 *
 * What was typed is never lost: an error names its field and puts the cursor
 * there; a form left half typed is kept as a draft.  The posting's id is made
 * when the form opens, so that pressing F10 twice is one posting.
 */
#ifndef CHITRA_UI_ENTRY_H
#define CHITRA_UI_ENTRY_H

#include "ui/kit/screen.h"

/*
 * Opens form `form`.  verb NULL: the form's own; then after saving an empty
 * form follows for the next record.  With another verb (person.correct) the
 * form closes after saving.  `preset`: stored values by field name; those that
 * the form does not know are posted as they are (the person's id).  May be
 * NULL.
 */
void entry_open(struct ui *u, const char *form, const char *verb,
    const struct wire_args *preset);

/* What a code in a field means: a place, a category, an entitlement or a
 * collector of that person (0: of nobody); "" nothing, "?" unknown. */
struct entry_name {
	char text[240]; /* names of categories are sentences */
};
struct form_field;
void entry_name_of(struct ui *u, int64_t person, const struct form_field *f,
    const char *code, struct entry_name *out);

#endif
