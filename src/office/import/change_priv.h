/*
 * SPDX-License-Identifier: ISC
 *
 * import/change_priv: one row of a file of requests while it is checked:
 * change_row.c makes the fields of change.ask out of its columns,
 * change.c asks.
 */
#pragma once

#include "office/request/change.h"
#include "office/import/import_priv.h"
#include "office/roll/person.h"

struct changes_row {
	struct import_job *j;
	const struct wire_args *in; /* cells by column */
	const struct change_kind *kind;
	struct person who;          /* id 0: somebody new */
	struct wire_args ask;       /* fields of change.ask */
};

/* Who is meant and what is asked; errors may name the verb's fields. */
enum status changes_row_read(struct changes_row *r, const struct verb *v,
    struct err *err) ERR_CHECKED;
