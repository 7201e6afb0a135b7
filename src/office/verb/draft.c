/*
 * SPDX-License-Identifier: ISC
 *
 * verb/draft: half-typed forms, one row a person, for a restart of the server.
 * They are nobody's record: no journal.  Owns table draft.
 */
#include "base/mem.h"
#include "base/say.h"
#include "office/verb/draft.h"
#include "office/verb/verb.h"

#define DRAFT_MAX (32 * 1024) /* what a desk may leave behind */

DB_SQL(q_save) = { "draft.save",
	"INSERT INTO draft (staff_id, at, content) VALUES (?1, ?2, ?3) "
	"ON CONFLICT (staff_id) DO UPDATE SET at = excluded.at, "
	"content = excluded.content" };
DB_SQL(q_drop) = { "draft.drop",
	"DELETE FROM draft WHERE staff_id = ?1" };
DB_SQL(q_read) = { "draft.read",
	"SELECT content FROM draft WHERE staff_id = ?1" };

static enum status
draft_save(struct verb_call *c, struct err *err)
{
	return db_run(db_usef(c->db, &q_save, "itt", c->who->staff, c->now,
	    wire_args_text(&c->in->args, "content")), err);
}

static enum status
draft_drop(struct verb_call *c, struct err *err)
{
	return db_run(db_usef(c->db, &q_drop, "i", c->who->staff), err);
}

enum status
staff_draft(struct db *db, int64_t staff, char **content, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_read, "i", staff);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*content = mem_strdup(row ? db_text(s, 0) : "");
	db_reset(s);
	return ST_OK;
}

static const struct verb_field save_fields[] = {
	{ .name = "content", .type = VERB_BLOB, .required = true,
	  .max = DRAFT_MAX, .help = N_("the forms as the desk writes them") },
	{ .name = NULL },
};
static const struct verb_field no_fields[] = { { .name = NULL } };

const struct verb draft_verbs[] = {
	{ .name = "draft.save", .fields = save_fields, .roles = ROLE_ALL,
	  .flags = VERB_QUIET | VERB_ANYTIME, .run = draft_save,
	  .help = N_("keeps half-typed forms for a restart") },
	{ .name = "draft.drop", .fields = no_fields, .roles = ROLE_ALL,
	  .flags = VERB_QUIET | VERB_ANYTIME, .run = draft_drop,
	  .help = N_("forgets the half-typed forms") },
	{ .name = NULL },
};
