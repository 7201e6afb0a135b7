/*
 * SPDX-License-Identifier: ISC
 *
 * One user's session, as called by the desk process.  Keys change the model, a
 * frame shows its newest state; nothing is drawn in between.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "form/form.h"
#include "print/passthru.h"
#include "ui/kit/draft.h"
#include "text/lang.h"
#include "ui/kit/outbox.h"
#include "ui/term/paint.h"
#include "ui/term/table.h"
#include "ui/term/termname.h"
#include "ui/kit/screen.h"

/* Limit for sending the last frame. */
enum { LEAVE_MS = 3000 };

static enum status
read_books(struct ui *u, struct err *err)
{
	enum status st;

	st = db_open_reader(u->set.conf->data_database, DB_BOOKS, &u->db, err);
	if (st == ST_OK)
		st = actor_load(u->db, u->set.staff, &u->who, err);
	if (st == ST_OK)
		ui_read_period(u, "");
	return st;
}

enum status
ui_make(const struct ui_setup *s, const struct ui_home *home, struct ui **out,
    struct err *err)
{
	struct ui *u = mem_zalloc(sizeof *u);
	enum status st;

	u->set = *s;
	u->home = home;
	lang_set(s->conf->office_language);
	u->term = term_new(s->terminfo);
	u->outbox = outbox_new();
	wire_args_init(&u->last);
	u->typing.method = INPUT_BOTH;
	u->typing.tone_new = strcmp(s->conf->text_tone, "new") == 0;
	u->must_change = s->must_change;
	keys_init(&u->keys);
	st = read_books(u, err);
	if (st != ST_OK) {
		ui_free(u);
		return st;
	}
	(void)str_copy_cut(u->who.address, sizeof u->who.address, s->address);
	draft_read(u);
	ui_push(u, u->home->menu, NULL);
	ui_push(u, u->home->banner, NULL);
	*out = u;
	return ST_OK;
}

void
ui_free(struct ui *u)
{
	if (u == NULL)
		return;
	if (u->top != NULL)
		draft_save(u);
	for (struct screen *s = u->top; s != NULL; s = s->below)
		s->closing = true;
	ui_settle(u);
	loop_timer_cancel(u->set.loop, u->leave_timer);
	loop_timer_cancel(u->set.loop, u->draft_timer);
	passthru_free(u->passing);
	term_free(u->term);
	outbox_free(u->outbox);
	wire_args_done(&u->last);
	actor_done(&u->who);
	db_close(u->db);
	free(u->draft);
	free(u->draft_kept);
	free(u);
}

enum status
ui_attach(struct ui *u, const char *term, int cols, int rows, struct err *err)
{
	enum status st = term_attach(u->term, term, cols, rows, err);

	if (st != ST_OK)
		return st;
	keys_init(&u->keys);
	u->no_f10 = termname_keeps_f10(term);
	u->home->overlay->cut(u);
	ui_cut(u); /* also for questions opened while parked */
	u->unseen = u->attached;
	u->back = 0;
	u->attached = true;
	if (term_note(u->term)[0] != '\0')
		ui_say(u, "%s", term_note(u->term));
	ui_all_stale(u); /* the data may have changed */
	return ST_OK;
}

void
ui_detach(struct ui *u)
{
	term_detach(u->term, NULL);
	u->home->overlay->cut(u);
	ui_cut(u);
	draft_save(u);
}

void
ui_resize(struct ui *u, int cols, int rows)
{
	term_resize(u->term, cols, rows);
	ui_all_stale(u); /* a page may have another number of rows */
}

void
ui_keys(struct ui *u, uint32_t seen, const void *bytes, size_t n)
{
	bool escape = keys_escape(&u->keys);
	struct key k;

	u->seen = seen;
	if (u->back != 0 && ui_was_seen(u, u->back))
		u->unseen = false;

	keys_feed(&u->keys, bytes, n);
	while (keys_next(&u->keys, &k)) {
		/*
		 * Typed before the first frame after a takeover: not meant for
		 * this screen.
		 */
		if (u->leaving || u->unseen)
			continue;
		if (u->passing != NULL)
			u->home->overlay->key(u, &k);
		else
			ui_key(u, &k);
	}
	if (keys_escape(&u->keys) != escape)
		ui_dirty(u);
}

void
ui_dirty(struct ui *u)
{
	u->dirty = true;
}

bool
ui_is_dirty(const struct ui *u)
{
	return u->dirty || u->passing != NULL;
}

static void
left(void *arg)
{
	struct ui *u = arg;

	u->leave_timer = 0;
	u->set.leave(u->set.host.arg, u->why);
}

void
ui_leave(struct ui *u, const char *why)
{
	if (u->leaving)
		return;
	u->leaving = true;
	(void)str_copy_cut(u->why, sizeof u->why, why);
	draft_save(u);
	u->leave_timer = loop_timer(u->set.loop, LEAVE_MS, left, u);
	ui_dirty(u);
}

void
ui_frame(struct ui *u, struct buf *out)
{
	size_t before;

	if (!term_attached(u->term))
		return;
	if (u->passing != NULL) {
		u->home->overlay->frame(u, out);
		if (u->passing != NULL)
			return;
	}
	if (!u->dirty)
		return;
	u->dirty = false;
	if (u->leaving) {
		/*
		 * Reset the terminal; the desk closes it later, not inside this
		 * call.
		 */
		term_detach(u->term, out);
		loop_timer_cancel(u->set.loop, u->leave_timer);
		u->leave_timer = loop_timer(u->set.loop, 0, left, u);
		return;
	}
	before = buf_left(out);
	ui_draw(u);
	term_frame(u->term, out);
	/* Nothing to send: the last frame is current. */
	if (buf_left(out) == before)
		return;
	u->picture++;
	if (u->unseen && u->back == 0)
		u->back = u->picture;
}

uint32_t
ui_picture(const struct ui *u)
{
	return u->picture;
}

bool
ui_was_seen(const struct ui *u, uint32_t picture)
{
	/* A frame without bytes has no number: see ui_frame(). */
	if (picture > u->picture)
		picture = u->picture;
	return picture != 0 && picture <= u->seen;
}

void
ui_answer(struct ui *u, const struct wire_answer *a)
{
	outbox_answer(u, a);
	u->home->rebuild(u);
	ui_dirty(u);
}

void
ui_confirmed(struct ui *u, const struct err *result)
{
	for (struct screen *s = u->top; s != NULL; s = s->below) {
		if (s->ops->confirmed == NULL)
			continue;
		s->ops->confirmed(s, result);
		break;
	}
	ui_settle(u);
	ui_dirty(u);
}

void
ui_news(struct ui *u)
{
	ui_dirty(u);
}

void
ui_books_gone(struct ui *u)
{
	outbox_books_gone(u);
}

void
ui_parting(struct ui *u, bool heard, char *dst, size_t size)
{
	char doubt[300];

	/* Unanswered postings will not be answered any more. */
	outbox_books_gone(u);
	if (outbox_doubt(u, doubt, sizeof doubt))
		paint_format(dst, size, _("%s. Hand over no money and take none back; the next sign-in tells what became of it."),
		    doubt);
	else
		(void)str_copy_cut(dst, size, heard ? u->msg : "");
}

void
ui_books_back(struct ui *u)
{
	outbox_books_back(u);
}

void
ui_say(struct ui *u, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (vsnprintf(u->msg, sizeof u->msg, fmt, ap) < 0)
		u->msg[0] = '\0';
	va_end(ap);
	u->msg_bold = false;
	u->msg_changed = false;
	ui_dirty(u);
}

void
ui_fail(struct ui *u, const struct err *e)
{
	(void)str_copy_cut(u->msg, sizeof u->msg, e->msg);
	u->msg_bold = true;
	u->msg_changed = false;
	ui_dirty(u);
}

void
ui_welcome(struct ui *u)
{
	if (u->told[0] != '\0') {
		ui_say(u, "%s", u->told);
		u->msg_bold = true;
	}
	if (u->must_change)
		ui_push(u, u->home->passwd, NULL);
	else
		draft_offer(u);
}

void
ui_read_period(struct ui *u, const char *code)
{
	/* Those who prepare lists work a month ahead of those who pay. */
	bool ahead = ui_may_any(u, "list.begin list.approve period.open");
	struct err err = ERR_INIT;
	char today[CLOCK_DATE];
	struct period p;

	clock_date(today);
	if ((code[0] == '\0' && !ahead ? period_paying(u->db, today, &p,
	    &err) : period_find(u->db, code, &p, &err)) == ST_OK)
		u->period = p;
	else if (err.st != ST_NOTFOUND)
		ui_fail(u, &err);
}

void
ui_form_dirs(const struct ui *u, struct form_dirs *out)
{
	out->own = u->set.conf->data_forms;
	out->shipped = u->set.forms;
}

enum status
ui_table(const struct ui *u, const char *name, struct table *out,
    struct err *err)
{
	struct form_dirs dirs;

	ui_form_dirs(u, &dirs);
	return table_load(&dirs, name, out, err);
}
