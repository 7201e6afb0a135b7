/*
 * SPDX-License-Identifier: ISC
 *
 * change/identity: requests of kind identity: name, sex, birth and papers as
 * they should have been.  What stood there before stays in the request and
 * comes back with an undo; lines that are approved keep the name they were
 * approved under.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/month_priv.h"
#include "office/request/work.h"
#include "office/roll/duplicate.h"
#include "office/roll/person_store.h"
#include "text/date.h"
#include "text/sentence.h"

/* What such a request may say; all in the spelling of person_read(). */
static const struct {
	const char *field, *word;
} identity_fields[] = {
	{ "name", N_("Name") }, { "other_name", N_("Other name") },
	{ "given", N_("Given name") }, { "sex", N_("Sex") },
	{ "birth", N_("Birth") }, { "identity", N_("Identity number") },
	{ "id_kind", N_("Kind of paper") },
};

enum { IDENTITY_FIELDS = sizeof(identity_fields) / sizeof(identity_fields[0]) };

/* The fields of a record under their names. */
static void
identity_texts(const struct person_new *p, char v[IDENTITY_FIELDS][NFC_NAME_SIZE])
{
	char birth[DATE_TEXT];
	const char *from[IDENTITY_FIELDS];
	size_t i;

	date_to_iso(birth, sizeof(birth), p->birth);
	from[0] = p->name;
	from[1] = p->other_name;
	from[2] = p->given;
	from[3] = p->sex;
	from[4] = birth;
	from[5] = p->identity.number;
	from[6] = p->identity.kind;
	for (i = 0; i < IDENTITY_FIELDS; i++)
		(void)str_copy_cut(v[i], NFC_NAME_SIZE, from[i]);
}

/* The record with what `in` says, checked as a new one is. */
static enum status
identity_new(struct change_work *w, const struct wire_args *in,
    struct person_new *p, struct err *err)
{
	struct wire_args mine;
	enum status st;
	unsigned i;

	if (person_from_record(p, &w->who, err) != ST_OK)
		return err->st;
	/* A note is the request's, not the person's. */
	wire_args_init(&mine);
	for (i = 0; i < IDENTITY_FIELDS; i++) {
		const char *v = wire_args_get(in, identity_fields[i].field);

		if (v != NULL)
			wire_args_add(&mine, identity_fields[i].field, v);
	}
	st = person_read(w->c, &mine, p, err);
	wire_args_done(&mine);
	return st == ST_OK ? person_identity_free(w->c->db, p, err) : st;
}

static enum status
identity_ask(struct change_work *w, struct err *err)
{
	char was[IDENTITY_FIELDS][NFC_NAME_SIZE], now[IDENTITY_FIELDS][NFC_NAME_SIZE];
	struct person_new old, p;
	unsigned i, differ = 0;

	if (person_from_record(&old, &w->who, err) != ST_OK ||
	    identity_new(w, &w->fields, &p, err) != ST_OK)
		return err->st;
	identity_texts(&old, was);
	identity_texts(&p, now);
	for (i = 0; i < IDENTITY_FIELDS; i++) {
		if (strcmp(was[i], now[i]) == 0)
			continue;
		change_was(w, identity_fields[i].field, was[i]);
		differ++;
	}
	if (differ == 0)
		return err_field(err, ST_INVALID, "name",
		    _("nothing of this differs from the record"));
	return change_first_month(w, err);
}

/* A stored text of that field as people write it. */
static const char *
identity_shown(const char *field, const char *stored, char dst[NFC_NAME_SIZE])
{
	struct date d;

	if (stored[0] == '\0')
		return sentence_word(dst, NFC_NAME_SIZE, N_("(none)"));
	if (strcmp(field, "sex") == 0)
		return sentence_word(dst, NFC_NAME_SIZE, stored[0] == 'M' ?
		    N_("male") : N_("female"));
	if (strcmp(field, "birth") != 0 || date_from_iso(stored, &d) != ST_OK)
		return stored;
	date_format(dst, NFC_NAME_SIZE, d);
	return dst;
}

/* "Name: Lò Văn A -> Lò Văn B", a sentence each. */
static void
identity_tell(struct change_work *w, const struct person_new *p)
{
	char was[IDENTITY_FIELDS][NFC_NAME_SIZE], now[IDENTITY_FIELDS][NFC_NAME_SIZE];
	char a[NFC_NAME_SIZE], b[NFC_NAME_SIZE], word[64];
	struct person_new old;
	unsigned i;

	if (person_from_record(&old, &w->who, ERR_NONE) != ST_OK)
		return;
	identity_texts(&old, was);
	identity_texts(p, now);
	for (i = 0; i < IDENTITY_FIELDS; i++)
		if (strcmp(was[i], now[i]) != 0)
			change_effect(w, "%s: %s -> %s",
			    sentence_word(word, sizeof(word),
			    identity_fields[i].word),
			    identity_shown(identity_fields[i].field, was[i], a),
			    identity_shown(identity_fields[i].field, now[i], b));
	if (p->remark[0] != '\0')
		change_effect(w, "%s", p->remark);
	if (strcmp(old.name, p->name) != 0)
		change_effect(w, N_("Lists that are approved keep the old "
		    "name."));
}

/* The record stands; whoever is like it now is named. */
static enum status
identity_stand(struct change_work *w, struct person_new *p, struct err *err)
{
	struct duplicate_side like;
	bool found = false;

	if (person_store(w->c, p, err) != ST_OK ||
	    (strcmp(change_asked(w, "same"),
	    "different") != 0 && duplicate_like(w->c->db, p, &like, &found,
	    err) != ST_OK))
		return err->st;
	identity_tell(w, p);
	if (found)
		change_effect(w, N_("Then %s, %s, %s, has the same name and "
		    "birth: is it one person?"),
		    like.code, like.name, like.commune);
	return ST_OK;
}

static enum status
identity_apply(struct change_work *w, struct err *err)
{
	struct person_new p;
	enum status st = identity_new(w, &w->fields, &p, err);

	return st == ST_OK ? identity_stand(w, &p, err) : st;
}

static enum status
identity_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct person_new p;
	enum status st = identity_new(w, &of->was, &p, err);

	return st == ST_OK ? identity_stand(w, &p, err) : st;
}

const struct change_kind change_kind_identity = {
	.name = "identity", .word = N_("correction of identity"),
	.when = N_("the record says so, and lists made after it; approved lists keep the old name"),
	.roles = ROLE_PREPARER, .touches = CHANGE_T_IDENTITY,
	.flags = CHANGE_OF_DEAD,
	.fields = "name other_name given sex birth identity id_kind",
	.read = identity_ask, .apply = identity_apply, .undo = identity_undo,
};
