/* SPDX-License-Identifier: ISC */
/*
 * desk_screens: what ui/kit/ui.h promises, in place of the real screens.  A
 * picture is what was typed and a note.  P posts, W tells how often the person
 * was read, J prints, S tells which picture was seen, Q leaves.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/kit/ui.h"

struct ui {
	struct ui_setup set;
	char text[4096], note[1024];
	unsigned char op[WIRE_OP_ID];
	bool dirty;
	unsigned whos; /* looked up */
	uint32_t pictures;
};

enum status
ui_new(const struct ui_setup *s, struct ui **out, struct err *e)
{
	struct ui *u;

	if (s->staff == 13)
		return err_set(e, ST_DENIED, "not you");
	u = mem_zalloc(sizeof(*u));
	u->set = *s;
	*out = u;
	return ST_OK;
}

static enum status
post(struct ui *u, const char *name)
{
	struct wire_verb v;

	memset(&v, 0, sizeof(v));
	if (strcmp(name, UI_OUTCOME) != 0)
		wire_op_new(u->op);
	memcpy(v.op, u->op, sizeof(v.op));
	(void)snprintf(v.name, sizeof(v.name), "%s", name);
	return u->set.host.post(u->set.host.arg, &v);
}

void
ui_free(struct ui *u)
{
	if (u == NULL)
		return;
	(void)!post(u, "draft.save");
	free(u);
}

enum status
ui_attach(struct ui *u, const char *term, int cols, int rows, struct err *e)
{
	(void)e;
	(void)snprintf(u->note, sizeof(u->note), "%s %dx%d%s", term, cols,
	    rows, u->set.must_change ? " must" : "");
	u->dirty = true;
	return ST_OK;
}

void
ui_who(struct ui *u)
{
	u->whos++;
}

void
ui_must_change(struct ui *u, bool must)
{
	if (must != u->set.must_change)
		(void)snprintf(u->note, sizeof(u->note), "must%s change",
		    must ? "" : " not");
	u->set.must_change = must;
	u->dirty = true;
}

void
ui_detach(struct ui *u)
{
	(void)snprintf(u->note, sizeof(u->note), "detached");
}

void
ui_resize(struct ui *u, int cols, int rows)
{
	(void)snprintf(u->note, sizeof(u->note), "%dx%d", cols, rows);
	u->dirty = true;
}

static void
job(struct ui *u)
{
	struct job_order order = { .report = "summary", .printer = "epson",
		.term = "xterm", .params = { .period = "2019-11",
		.area = "119", .list = 7 }, .from_page = 3 };
	struct err e = ERR_INIT;

	(void)snprintf(u->note, sizeof(u->note), "%s",
	    err_name(u->set.host.print(u->set.host.arg, &order, &e)));
}

void
ui_keys(struct ui *u, uint32_t last, const void *bytes, size_t n)
{
	size_t have = strlen(u->text);

	u->dirty = true;
	if (n == 1 && *(const char *)bytes == 'P')
		(void)snprintf(u->note, sizeof(u->note), "%s",
		    err_name(post(u, "pay")));
	else if (n == 1 && *(const char *)bytes == 'W')
		(void)snprintf(u->note, sizeof(u->note), "looked %u", u->whos);
	else if (n == 1 && *(const char *)bytes == 'S')
		(void)snprintf(u->note, sizeof(u->note), "seen %u of %u",
		    last, u->pictures);
	else if (n == 1 && *(const char *)bytes == 'J')
		job(u);
	else if (n == 1 && *(const char *)bytes == 'Q')
		u->set.leave(u->set.host.arg, "bye");
	else if (have + n < sizeof(u->text))
		memcpy(u->text + have, bytes, n);
}

bool
ui_is_dirty(const struct ui *u)
{
	return u->dirty;
}

void
ui_frame(struct ui *u, struct buf *out)
{
	u->dirty = false;
	u->pictures++;
	(void)buf_printf(out, "%s|%s", u->text, u->note);
}

uint32_t
ui_picture(const struct ui *u)
{
	return u->pictures;
}

void
ui_answer(struct ui *u, const struct wire_answer *a)
{
	(void)snprintf(u->note, sizeof(u->note), "answer %s",
	    err_name(a->err.st));
	u->dirty = true;
}

void
ui_confirmed(struct ui *u, const struct err *result)
{
	(void)u;
	(void)result;
}

void
ui_printed(struct ui *u, const struct job_order *order,
    const struct job_done *done, const struct err *e)
{
	(void)snprintf(u->note, sizeof(u->note), "%s on %s: %s %u %s",
	    order->report, order->printer, err_name(e->st), done->pages,
	    e->msg);
	if (e->st == ST_OK && done->paper != NULL)
		(void)snprintf(u->note, sizeof(u->note), "paper of %u pages",
		    paper_pages(done->paper));
	paper_free(e->st == ST_OK ? done->paper : NULL);
	u->dirty = true;
}

void
ui_news(struct ui *u)
{
	u->dirty = true;
}

void
ui_books_gone(struct ui *u)
{
	(void)snprintf(u->note, sizeof(u->note), "gone");
	u->dirty = true;
}

void
ui_parting(struct ui *u, bool heard, char *dst, size_t size)
{
	(void)snprintf(dst, size, "%s", heard ? u->note : "");
}

void
ui_books_back(struct ui *u)
{
	if (post(u, UI_OUTCOME) != ST_OK)
		abort();
}
