/*
 * SPDX-License-Identifier: ISC
 *
 * request/verb: kinds of request that carry out a verb which nobody posts
 * directly (VERB_REQUEST): its handler does the work in the trial and when the
 * request is approved, with the fields asked for.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/request/work.h"

/* The request's name for a field of the verb, by k->renamed ("setting=name
 * note=reason"), else the same name. */
static void
change_verb_field(const struct change_kind *k, const char *field, char *dst,
    size_t size)
{
	const char *p = k->renamed != NULL ? k->renamed : "";
	size_t len, eq;

	for (; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		eq = strcspn(p, "=");
		if (len - eq - 1 == strlen(field) &&
		    memcmp(p + eq + 1, field, len - eq - 1) == 0) {
			(void)snprintf(dst, size, "%.*s", (int)eq, p);
			return;
		}
	}
	(void)str_copy_cut(dst, size, field);
}

enum status
change_verb_apply(struct change_work *w, const struct verb *verbs,
    struct err *err)
{
	struct wire_args answer;
	enum status st;

	wire_args_init(&answer);
	st = change_verb_run(w, verbs, &answer, err);
	wire_args_done(&answer);
	return st;
}

enum status
change_verb_run(struct change_work *w, const struct verb *verbs,
    struct wire_args *answer, struct err *err)
{
	const struct verb *v = verb_in(verbs, w->kind->verb);
	const struct verb_field *f;
	struct wire_args args;
	struct verb_call c = *w->c;
	char field[32];
	enum status st;

	wire_args_init(&args);
	for (f = v->fields; f->name != NULL; f++) {
		change_verb_field(w->kind, f->name, field, sizeof(field));
		if (change_asked(w, field)[0] != '\0')
			wire_args_add(&args, f->name, change_asked(w, field));
	}
	c.out = answer;
	st = verbs_call(&c, v, &args, err);
	/* An error names the field as the request does. */
	if (st != ST_OK && err->field[0] != '\0') {
		change_verb_field(w->kind, err->field, field, sizeof(field));
		(void)str_copy_cut(err->field, sizeof(err->field), field);
	}
	wire_args_done(&args);
	return st;
}
