/*
 * SPDX-License-Identifier: ISC
 *
 * What was posted to books and is not answered yet.  An answer goes to the
 * screen that posted, or into the message line when that screen is gone.
 * When books was restarted every one of them is asked for by its id: only a
 * person's F10 posts again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/verbs.h"
#include "ui/dialog.h"
#include "ui/lang.h"
#include "ui/ui_priv.h"

#define OUTBOX_MAX 24

struct sent {
	unsigned char op[WIRE_OP_ID];
	char name[64];
	const struct screen *owner; /* NULL: its screen is gone */
};

struct outbox {
	struct sent v[OUTBOX_MAX];
	unsigned n;
};

struct outbox *
outbox_new(void)
{
	return mem_zalloc(sizeof(struct outbox));
}

void
outbox_free(struct outbox *o)
{
	free(o);
}

unsigned
outbox_waiting(const struct ui *u)
{
	return u->outbox->n;
}

bool
ui_may(const struct ui *u, const char *verb)
{
	const struct verb *v = verb_find(verb);

	return v != NULL && (v->roles & u->who.role) != 0;
}

bool
ui_may_any(const struct ui *u, const char *verbs)
{
	char verb[32];
	size_t n;

	if (verbs == NULL)
		return true;
	for (; *verbs != '\0'; verbs += n + (verbs[n] == ' ')) {
		n = strcspn(verbs, " ");
		if (str_format(verb, sizeof verb, "%.*s", (int)n, verbs) ==
		    ST_OK && ui_may(u, verb))
			return true;
	}
	return false;
}

static enum status
hand_over(struct ui *u, const struct screen *owner, const struct wire_verb *v,
    struct err *err)
{
	struct outbox *o = u->outbox;
	struct wire_verb said = *v; /* borrows the args */
	struct sent *s;

	(void)str_copy_cut(said.lang, sizeof said.lang, lang_get());
	if (o->n == OUTBOX_MAX)
		return err_set(err, ST_LIMIT,
		    _("Too many postings without an answer: wait a moment"));
	if (u->set.host.post(u->set.host.arg, &said) != ST_OK)
		return err_set(err, ST_BUSY,
		    _("The books are being started again: nothing was posted, press the key again in a moment"));
	s = &o->v[o->n++];
	memcpy(s->op, v->op, sizeof s->op);
	(void)str_copy_cut(s->name, sizeof s->name, v->name);
	s->owner = owner;
	return ST_OK;
}

enum status
ui_post(struct screen *s, const struct wire_verb *v, struct err *err)
{
	return hand_over(s->ui, s, v, err);
}

enum status
ui_post_alone(struct ui *u, const struct wire_verb *v, struct err *err)
{
	return hand_over(u, NULL, v, err);
}

enum status
ui_post_confirmed(struct screen *s, const struct wire_verb *v, struct err *err)
{
	const struct verb *verb = verb_find(v->name);

	if (verb == NULL || (verb->flags & VERB_CONFIRM) == 0)
		return ui_post(s, v, err);
	secret_open(s, v);
	return ST_OK;
}

void
outbox_forget(struct ui *u, const struct screen *s)
{
	for (unsigned i = 0; i < u->outbox->n; i++)
		if (u->outbox->v[i].owner == s)
			u->outbox->v[i].owner = NULL;
}

/* An answer that no screen waits for: drafts are nobody's news. */
static void
orphan(struct ui *u, const struct sent *s, const struct wire_answer *a)
{
	if (a->err.st != ST_OK && !str_starts(s->name, "draft."))
		ui_fail(u, &a->err);
}

void
outbox_answer(struct ui *u, const struct wire_answer *a)
{
	struct outbox *o = u->outbox;
	struct sent s;

	for (unsigned i = 0; i < o->n; i++) {
		if (memcmp(o->v[i].op, a->op, sizeof a->op) != 0)
			continue;
		s = o->v[i];
		memmove(&o->v[i], &o->v[i + 1],
		    (--o->n - i) * sizeof o->v[0]);
		for (struct screen *at = u->top; at != NULL; at = at->below) {
			if (at != s.owner || at->ops->answer == NULL)
				continue;
			at->ops->answer(at, a);
			ui_settle(u);
			return;
		}
		orphan(u, &s, a);
		return;
	}
}

void
outbox_books_back(struct ui *u)
{
	struct outbox *o = u->outbox;
	struct wire_verb v;

	for (unsigned i = 0; i < o->n; i++) {
		memset(&v, 0, sizeof v);
		memcpy(v.op, o->v[i].op, sizeof v.op);
		(void)str_copy_cut(v.name, sizeof v.name, UI_OUTCOME);
		/* A failure means books went again: it will be back again. */
		if (u->set.host.post(u->set.host.arg, &v) != ST_OK)
			return;
	}
}
