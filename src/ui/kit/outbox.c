/*
 * SPDX-License-Identifier: ISC
 *
 * Postings without an answer.  An answer goes to the screen that posted, or
 * into the message line when that screen is closed.
 *
 * When books dies or reports a failed disk, the outcome of postings is in
 * doubt: every screen says so (outbox_doubt) until it is known.  When books is
 * back, the outcome of each is asked for by its id; nothing is posted again
 * except by a user's F10.  Unanswered ones are stored with the draft when the
 * desk ends, and the next sign-in asks for them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/request/change.h"
#include "office/table.h"
#include "office/verb/verb.h"
#include "text/money.h"
#include "ui/kit/dialog.h"
#include "ui/kit/draft.h"
#include "text/lang.h"
#include "ui/term/paint.h"
#include "ui/kit/screen.h"

#define OUTBOX_MAX 24
#define SENT_WHAT 192
#define ASK_KIND "change.ask:" /* asking for requests of that kind alone */

struct sent {
	unsigned char op[WIRE_OP_ID];
	char name[64];
	char what[SENT_WHAT]; /* name of the person, "" none */
	const struct screen *owner; /* NULL: its screen is closed */
	bool doubt; /* shown as in doubt */
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

bool
outbox_awaited(const struct ui *u)
{
	for (unsigned i = 0; i < u->outbox->n; i++)
		if (u->outbox->v[i].owner != NULL)
			return true;
	return false;
}

bool
ui_may(const struct ui *u, const char *verb)
{
	const struct verb *v = verb_find(verb);
	const struct change_kind *k;

	if (str_starts(verb, ASK_KIND)) {
		k = change_kind_find(verb + sizeof ASK_KIND - 1);
		return k != NULL && (k->roles & (uint32_t)u->who.role) != 0;
	}
	return v != NULL && (v->roles & u->who.role) != 0;
}

bool
ui_may_any(const struct ui *u, const char *verbs)
{
	char verb[64];
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

/* True if somebody waits for the outcome; not for drafts and slices. */
static bool
counts(const struct sent *s)
{
	const struct verb *v = verb_find(s->name);

	return v == NULL || (v->flags & VERB_QUIET) == 0;
}

static enum status
hand_over(struct ui *u, const struct screen *owner, const struct wire_verb *v,
    const char *what, struct err *err)
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
	(void)str_copy_cut(s->what, sizeof s->what, what);
	s->owner = owner;
	s->doubt = false;
	return ST_OK;
}

enum status
ui_post(struct screen *s, const struct wire_verb *v, struct err *err)
{
	return hand_over(s->ui, s, v, "", err);
}

enum status
ui_post_for(struct screen *s, const struct wire_verb *v, const char *what,
    struct err *err)
{
	return hand_over(s->ui, s, v, what, err);
}

enum status
ui_post_alone(struct ui *u, const struct wire_verb *v, struct err *err)
{
	return hand_over(u, NULL, v, "", err);
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

/* "pay Lò Thị É", in the user's language. */
static void
name_it(const struct sent *s, char *dst, size_t size)
{
	const struct verb *v = verb_find(s->name);

	if (s->what[0] != '\0')
		(void)str_copy_cut(dst, size, s->what);
	else
		(void)str_copy_cut(dst, size, v != NULL ? gettext(v->help) :
		    s->name);
}

bool
outbox_doubt(const struct ui *u, char *dst, size_t size)
{
	const struct outbox *o = u->outbox;
	const struct sent *first = NULL;
	char name[SENT_WHAT];
	unsigned n = 0;

	for (unsigned i = 0; i < o->n; i++)
		if (o->v[i].doubt && n++ == 0)
			first = &o->v[i];
	if (first == NULL)
		return false;
	name_it(first, name, sizeof name);
	if (n > 1)
		paint_format(dst, size, strcmp(first->name, "pay") == 0 ?
		    _("NOT KNOWN WHETHER PAID: %s and %u more") :
		    _("NOT KNOWN WHETHER SAVED: %s and %u more"), name, n - 1);
	else
		paint_format(dst, size, strcmp(first->name, "pay") == 0 ?
		    _("NOT KNOWN WHETHER PAID: %s") :
		    _("NOT KNOWN WHETHER SAVED: %s"), name);
	return true;
}

/* Keeps it as in doubt, which every screen shows until the outcome is known. */
static void
in_doubt(struct ui *u, struct sent *s)
{
	char name[SENT_WHAT];

	s->doubt = true;
	name_it(s, name, sizeof name);
	u->msg_bold = true;
	ui_say(u, strcmp(s->name, "pay") == 0 ?
	    _("%s: not known yet whether paid: hand over no money, take none back; you will be told when the server runs again.") :
	    _("%s: not known yet whether saved; you will be told when the server runs again."),
	    name);
	u->msg_bold = true;
}

void
outbox_books_gone(struct ui *u)
{
	for (unsigned i = 0; i < u->outbox->n; i++)
		if (counts(&u->outbox->v[i]))
			in_doubt(u, &u->outbox->v[i]);
}

/*
 * An answer without a screen: not shown for drafts, nor for what was done as
 * expected; but the outcome of one that was in doubt is shown.
 */
static void
orphan(struct ui *u, const struct sent *s, const struct wire_answer *a)
{
	char name[SENT_WHAT], money[MONEY_TEXT];

	if (!s->doubt) {
		if (a->err.st != ST_OK && !str_starts(s->name, "draft."))
			ui_fail(u, &a->err);
		return;
	}
	name_it(s, name, sizeof name);
	if (strcmp(s->name, "pay") != 0)
		ui_say(u, a->err.st == ST_OK ? _("%s: it was saved.") :
		    _("%s: it was not saved."), name);
	else if (a->err.st == ST_OK)
		ui_say(u, _("%s was paid: receipt %s, %s."), name,
		    wire_args_text(&a->args, "receipt"), paint_money(money,
		    sizeof money, wire_args_int(&a->args, "total", 0)));
	else
		ui_say(u, _("%s was not paid."), name);
	u->msg_bold = true;
	(void)str_copy_cut(u->told, sizeof u->told, u->msg);
}

void
outbox_answer(struct ui *u, const struct wire_answer *a)
{
	struct outbox *o = u->outbox;
	struct sent s;

	for (unsigned i = 0; i < o->n; i++) {
		if (memcmp(o->v[i].op, a->op, sizeof a->op) != 0)
			continue;
		if (a->err.st == ST_UNKNOWN && counts(&o->v[i])) {
			in_doubt(u, &o->v[i]);
			return;
		}
		s = o->v[i];
		memmove(&o->v[i], &o->v[i + 1],
		    (--o->n - i) * sizeof o->v[0]);
		if (s.doubt)
			draft_save(u); /* removes it from the stored ones */
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
		(void)str_copy_cut(v.lang, sizeof v.lang, lang_get());
		/*
		 * A failure means that books died again, and will be restarted.
		 */
		if (u->set.host.post(u->set.host.arg, &v) != ST_OK)
			return;
	}
}

/* --- stored with the draft: lines "sent=HEX VERB WHAT" --- */

void
outbox_keep(const struct ui *u, struct buf *out)
{
	char hex[2 * WIRE_OP_ID + 1];

	for (unsigned i = 0; i < u->outbox->n; i++) {
		const struct sent *s = &u->outbox->v[i];

		if (!counts(s))
			continue;
		str_hex(hex, s->op, WIRE_OP_ID);
		buf_printf(out, OUTBOX_KEPT "%s %s %s\n", hex, s->name, s->what);
	}
}

static bool
take_line(struct ui *u, const char *line)
{
	struct outbox *o = u->outbox;
	struct sent *s = &o->v[o->n];
	char hex[2 * WIRE_OP_ID + 1];
	size_t n = strlen(OUTBOX_KEPT);
	const char *at = line + n;

	if (o->n == OUTBOX_MAX || strncmp(line, OUTBOX_KEPT, n) != 0 ||
	    strlen(at) < sizeof hex)
		return false;
	memset(s, 0, sizeof *s);
	(void)str_copy_cut(hex, sizeof hex, at);
	at += sizeof hex; /* and the blank */
	n = strcspn(at, " ");
	if (str_unhex(s->op, WIRE_OP_ID, hex) != ST_OK ||
	    str_format(s->name, sizeof s->name, "%.*s", (int)n, at) != ST_OK)
		return false;
	(void)str_copy_cut(s->what, sizeof s->what, at[n] != '\0' ?
	    at + n + 1 : "");
	s->doubt = true;
	o->n++;
	return true;
}

void
outbox_take(struct ui *u, char *lines)
{
	char *to = lines, *end;
	size_t n;

	for (char *at = lines; *at != '\0'; at = end) {
		n = strcspn(at, "\n");
		end = at + n + (at[n] == '\n');
		if (strncmp(at, OUTBOX_KEPT, strlen(OUTBOX_KEPT)) == 0) {
			at[n] = '\0';
			(void)take_line(u, at);
			continue;
		}
		memmove(to, at, (size_t)(end - at));
		to += end - at;
	}
	*to = '\0';
}
