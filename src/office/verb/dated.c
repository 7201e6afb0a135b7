/*
 * SPDX-License-Identifier: ISC
 *
 * verb/dated: runs the statements of a table of dated rows.
 */
#include "office/verb/dated.h"

/* Binds the fields from number `at` on; the number after the last. */
static int
dated_bind(struct db_stmt *s, const char *const *fields,
    const struct wire_args *a, int at)
{
	for (; *fields != NULL; fields++)
		db_bind_text(s, at++, wire_args_text(a, *fields));
	return at;
}

enum status
dated_get(struct verb_call *c, const struct dated *d,
    const struct wire_args *keys, struct wire_args *out, struct err *err)
{
	struct db_stmt *s = db_use(c->db, d->now);
	bool row;
	int i;

	(void)dated_bind(s, d->keys, keys, 1);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	for (i = 0; row && d->values[i] != NULL; i++)
		wire_args_add(out, d->values[i], db_text(s, i));
	db_reset(s);
	return ST_OK;
}

enum status
dated_put(struct verb_call *c, const struct dated *d,
    const struct wire_args *keys, const struct wire_args *values,
    struct err *err)
{
	struct db_stmt *s = db_use(c->db, values->n > 0 ? d->set : d->drop);
	int at = dated_bind(s, d->keys, keys, 1);

	if (values->n > 0)
		(void)dated_bind(s, d->values, values, at);
	return db_run(s, err);
}
