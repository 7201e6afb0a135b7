/*
 * SPDX-License-Identifier: ISC
 *
 * import/try: what a row asks for is asked on trial through change.ask itself
 * and taken back, so that whatever that refuses is told with line and column.
 */
#include "base/say.h"
#include "office/import/import_priv.h"
#include "office/request/change.h"

DB_SQL(q_tried) = { "import_try.tried",
	"SELECT subject, month, was, effect FROM change WHERE id = ?1" };

void
import_tried_done(struct import_tried *t)
{
	buf_done(&t->was);
	buf_done(&t->effect);
}

static enum status
tried_read(struct db *db, int64_t change, struct import_tried *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_tried, "i", change);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, out->subject, sizeof(out->subject));
	db_copy(s, 1, out->month, sizeof(out->month));
	(void)buf_printf(&out->was, "%s", db_text(s, 2));
	(void)buf_printf(&out->effect, "%s", db_text(s, 3));
	db_reset(s);
	return ST_OK;
}

enum status
import_try(struct verb_call *c, const struct wire_args *ask,
    struct import_tried *out, struct err *err)
{
	struct verb_call inner = *c;
	struct wire_args answer;
	enum status st = db_savepoint(c->db, err);

	out->subject[0] = out->month[0] = '\0';
	buf_init(&out->was, IMPORT_ASK_BYTES);
	buf_init(&out->effect, IMPORT_ASK_BYTES);
	if (st != ST_OK)
		return st;
	wire_args_init(&answer);
	inner.out = &answer;
	st = verbs_call(&inner, verb_in(change_verbs, "change.ask"), ask, err);
	if (st == ST_OK)
		st = tried_read(c->db, wire_args_int(&answer, "change", 0),
		    out, err);
	db_rollback_to(c->db);
	wire_args_done(&answer);
	if (st == ST_OK && !db_in_tx(c->db))
		return err_set(err, ST_IO, _("the books could not be written"));
	return st;
}
