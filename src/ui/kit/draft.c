/*
 * SPDX-License-Identifier: ISC
 *
 * Half-typed forms, stored as lines of text (verb draft.save): the name of the
 * screen, then "name=value".  Resuming a draft fills the form again; it never
 * posts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/roll/person.h"
#include "office/place/staff.h"
#include "office/verb/draft.h"
#include "ui/kit/dialog.h"
#include "ui/kit/draft.h"
#include "ui/term/paint.h"
#include "ui/kit/screen.h"

#define DRAFT_MAX 12000 /* a form, and unanswered postings */
#define DRAFT_MS 30000

/* Posts a draft (NULL: drops it), unless the stored one is equal. */
static void
post(struct ui *u, const char *content)
{
	struct wire_verb v = { .name = "" };
	struct err err = ERR_INIT;

	if (content == NULL ? u->draft_kept == NULL :
	    u->draft_kept != NULL && strcmp(content, u->draft_kept) == 0)
		return;
	(void)str_copy_cut(v.name, sizeof v.name,
	    content != NULL ? "draft.save" : "draft.drop");
	wire_op_new(v.op);
	wire_args_init(&v.args);
	if (content != NULL)
		wire_args_add(&v.args, "content", content);
	if (ui_post_alone(u, &v, &err) == ST_OK) {
		free(u->draft_kept);
		u->draft_kept = content != NULL ? mem_strdup(content) : NULL;
	}
	wire_args_done(&v.args);
}

/* The draft of the topmost screen that has one. */
static void
collect(struct ui *u, struct buf *b)
{
	for (struct screen *s = u->top; s != NULL; s = s->below) {
		if (s->ops->draft == NULL || s->closing)
			continue;
		s->ops->draft(s, b);
		if (b->len > 0)
			break;
	}
}

void
draft_save(struct ui *u)
{
	struct buf b;

	buf_init(&b, DRAFT_MAX);
	collect(u, &b);
	/* A stored draft that was not offered yet is kept. */
	if (b.len == 0 && u->draft != NULL)
		buf_printf(&b, "%s%s", u->draft,
		    u->draft[strlen(u->draft) - 1] == '\n' ? "" : "\n");
	outbox_keep(u, &b);
	post(u, b.len > 0 ? buf_str(&b) : NULL);
	buf_done(&b);
}

void
draft_again(struct ui *u)
{
	struct buf b;

	draft_save(u);
	buf_init(&b, DRAFT_MAX);
	collect(u, &b);
	if (b.len > 0) {
		free(u->draft);
		u->draft = mem_strdup(buf_str(&b));
	}
	buf_done(&b);
}

static void
late(void *arg)
{
	struct ui *u = arg;

	u->draft_timer = 0;
	draft_save(u);
}

void
draft_soon(struct ui *u)
{
	if (u->draft_timer == 0)
		u->draft_timer = loop_timer(u->set.loop, DRAFT_MS, late, u);
}

void
draft_read(struct ui *u)
{
	struct err err = ERR_INIT;
	char *content = NULL;

	if (staff_draft(u->db, u->who.staff, &content, &err) != ST_OK)
		return; /* failing to read a draft must not prevent the
		         * sign-in */
	if (str_empty(content)) {
		free(content);
		return;
	}
	u->draft_kept = mem_strdup(content);
	outbox_take(u, content);
	if (content[0] != '\0')
		u->draft = content;
	else
		free(content);
	outbox_books_back(u);
}

void
draft_value(const char *lines, const char *name, char *dst, size_t size)
{
	size_t n = strlen(name), len;

	dst[0] = '\0';
	for (const char *at = lines; at != NULL; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (strncmp(at, name, n) != 0 || at[n] != '=')
			continue;
		len = strcspn(at + n + 1, "\n");
		(void)str_copy_cut(dst, len + 1 < size ? len + 1 : size,
		    at + n + 1);
		return;
	}
}

/* The screen of a draft. */
static const struct screen_ops *
of_draft(const struct ui *u, const char *lines)
{
	const struct screen_ops *const *k = u->home->kept;
	char name[64];

	draft_value(lines, "screen", name, sizeof name);
	while (k[1] != NULL && strcmp((*k)->name, name) != 0)
		k++;
	return *k;
}

static void
answered(struct screen *s, bool yes)
{
	struct ui *u = s->ui;
	char *lines = u->draft;

	if (!yes)
		return; /* kept until replaced by another */
	u->draft = NULL;
	of_draft(u, lines)->restore(u, lines);
	free(lines);
}

bool
draft_sees(struct ui *u, const char *lines, const char *name)
{
	struct err err = ERR_INIT;
	struct person p;
	char text[32];
	int64_t id = 0;

	draft_value(lines, name, text, sizeof text);
	return text[0] == '\0' || str_int(text, 0, INT64_MAX, &id) != ST_OK ||
	    id == 0 ||
	    person_get(u->db, &u->who.scope, id, &p, &err) == ST_OK;
}

void
draft_offer(struct ui *u)
{
	char title[128], of[128], name[300], text[500];

	/* A draft that does not fit stays stored until another replaces it. */
	if (u->draft == NULL || !of_draft(u, u->draft)->fits(u, &u->draft))
		return;
	draft_value(u->draft, "title", title, sizeof title);
	draft_value(u->draft, "of", of, sizeof of);
	/* Stored untranslated, because the language may have changed. */
	paint_format(name, sizeof name, of[0] != '\0' ? "%s, %s" : "%s",
	    title[0] != '\0' ? _(title) : "", of);
	paint_format(text, sizeof text,
	    _("A half-typed form is kept from before: %s. Go on with it?"),
	    name);
	ask_open(u->top, text, answered);
}
