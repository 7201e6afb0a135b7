/*
 * SPDX-License-Identifier: ISC
 *
 * list/different: verb duplicate.different: two records that look like one
 * person are two people.  The pair is not shown again, and findings about it in
 * the checks of drafts are accepted.
 */
#include "base/say.h"
#include "office/list/check_priv.h"
#include "office/place/stored.h"
#include "office/roll/duplicate.h"
#include "office/roll/person_store.h"

static enum status
duplicate_different(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	int64_t a = wire_args_int(in, "person", 0);
	int64_t b = wire_args_int(in, "other", 0);
	char note[192];

	if (person_inside(c->db, &c->who->scope, a, err) != ST_OK ||
	    place_text(note, sizeof(note), wire_args_text(in, "note"), "note",
	    err) != ST_OK)
		return err->st;
	if (note[0] == '\0')
		return err_field(err, ST_INVALID, "note",
		    _("write how you know that they are two people"));
	if (duplicate_apart(c, a, b, note, err) != ST_OK)
		return err->st;
	return list_check_two(c, a, b, note, err);
}

static const struct verb_field f_different[] = {
	{ .name = "person", .type = VERB_INT, .required = true,
	  .help = N_("number of the record") },
	{ .name = "other", .type = VERB_INT, .required = true,
	  .help = N_("number of the record that is like it") },
	{ .name = "note", .type = VERB_TEXT, .required = true, .max = 150,
	  .help = N_("how you know that they are two people") },
	{ .name = NULL }
};

const struct verb duplicate_verbs[] = {
	{ .name = "duplicate.different", .fields = f_different,
	  .roles = ROLE_PREPARER, .flags = VERB_FINAL,
	  .run = duplicate_different,
	  .help = N_("says that two records of one name are two people") },
	{ .name = NULL }
};
