/*
 * SPDX-License-Identifier: ISC
 */
#include "ui/kit/making.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "ui/kit/outbox.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

/* Progress at most once a second, to save bytes. */
enum { SHOW_MS = 1000 };

/* Posts a verb with up to three fields; "" is left out. */
static enum status
post(struct screen *s, struct making *m, enum making_step step,
    const char *verb, const char *const *fields, struct err *err)
{
	struct wire_verb v = { .name = "" };
	enum status st;

	(void)str_copy_cut(v.name, sizeof v.name, verb);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	for (; *fields != NULL; fields += 2)
		if (fields[1][0] != '\0')
			wire_args_add(&v.args, fields[0], fields[1]);
	st = ui_post(s, &v, err);
	wire_args_done(&v.args);
	if (st != ST_OK)
		return st;
	memcpy(m->op, v.op, sizeof m->op);
	m->step = step;
	return ST_OK;
}

static void
begin(struct making *m, const char *owner)
{
	memset(m, 0, sizeof *m);
	(void)str_copy_cut(m->owner, sizeof m->owner, owner);
}

enum status
making_begin(struct screen *s, struct making *m, const char *period,
    const struct list_head *owner, const char *kind, struct err *err)
{
	const char *const fields[] = { "period", period, "area",
		owner->owner_code, "kind", kind, NULL };

	begin(m, owner->owner_name);
	return post(s, m, MAKING_BEGIN, "list.begin", fields, err);
}

static enum status
slice(struct screen *s, struct making *m, struct err *err)
{
	const char *const fields[] = { "job", m->job, NULL };

	return post(s, m, MAKING_SLICE, "list.slice", fields, err);
}

static enum status
check(struct screen *s, struct making *m, struct err *err)
{
	const char *const fields[] = { "list", m->list, "after", m->next,
		NULL };

	return post(s, m, MAKING_CHECK, "list.check", fields, err);
}

enum status
making_resume(struct screen *s, struct making *m, const struct list_left *l,
    struct err *err)
{
	begin(m, l->owner_name);
	paint_format(m->job, sizeof m->job, "%" PRId64, l->job);
	if (l->total > 0)
		m->percent = (int)(l->seen * 100 / l->total);
	return slice(s, m, err);
}

enum status
making_check(struct screen *s, struct making *m, int64_t list,
    const char *owner, struct err *err)
{
	begin(m, owner);
	paint_format(m->list, sizeof m->list, "%" PRId64, list);
	return check(s, m, err);
}

void
making_stop(struct making *m)
{
	m->stop = m->step != MAKING_NONE;
}

/* ---- answers ----------------------------------------------------------- */

static void
progress(struct making *m, const struct wire_answer *a)
{
	int64_t seen = wire_args_int(&a->args, "people", 0);
	int64_t total = wire_args_int(&a->args, "total", 0);
	int64_t now = clock_ms();

	if (total <= 0 || now - m->shown < SHOW_MS)
		return;
	m->shown = now;
	m->percent = (int)(seen * 100 / total);
}

static enum status
finish(struct screen *s, struct making *m, struct err *err)
{
	const char *const fields[] = { "job", m->job, NULL };

	return post(s, m, MAKING_FINISH, "list.finish", fields, err);
}

static enum status
checked(struct screen *s, struct making *m, struct err *err)
{
	const char *const fields[] = { "list", m->list, NULL };

	return post(s, m, MAKING_CHECKED, "list.checked", fields, err);
}

/* Aborts: clears what is staged; a run of checks is just not completed. */
static enum status
give_up(struct screen *s, struct making *m, struct err *err)
{
	const char *const fields[] = { "job", m->job, NULL };

	if (m->step != MAKING_FINISH && m->step != MAKING_CHECK)
		return post(s, m, MAKING_ABORT, "list.abort", fields, err);
	m->step = MAKING_NONE;
	ui_say(s->ui, _("Stopped: the checks are not complete."));
	return ST_OK;
}

static void
say_done(struct screen *s, const struct making *m, const struct wire_answer *a)
{
	int64_t must = wire_args_int(&a->args, "must", 0);
	int64_t look = wire_args_int(&a->args, "look", 0);
	char people[32], money[32];

	if (m->total == 0) {
		ui_say(s->ui, _("Checked: %" PRId64 " to settle, %" PRId64
		    " to look at."), must, look);
		return;
	}
	ui_say(s->ui, _("Made: %s people, %s dong; checked: %" PRId64
	    " to settle, %" PRId64 " to look at."),
	    paint_money(people, sizeof people, m->people),
	    paint_money(money, sizeof money, m->total), must, look);
}

static void
keep(char *dst, size_t size, const struct wire_answer *a, const char *name)
{
	(void)str_copy_cut(dst, size, wire_args_text(&a->args, name));
}

/* Posts the step after the answered one. */
static enum status
go_on(struct screen *s, struct making *m, const struct wire_answer *a,
    struct err *err)
{
	/* Abort works in slices too. */
	bool done = wire_args_int(&a->args, "done", 0) != 0;

	switch (m->step) {
	case MAKING_BEGIN:
		keep(m->job, sizeof m->job, a, "job");
		return m->stop ? give_up(s, m, err) : slice(s, m, err);
	case MAKING_SLICE:
		progress(m, a);
		return m->stop ? give_up(s, m, err) :
		    done ? finish(s, m, err) : slice(s, m, err);
	case MAKING_FINISH:
		keep(m->list, sizeof m->list, a, "list");
		m->people = wire_args_int(&a->args, "people", 0);
		m->total = wire_args_int(&a->args, "total", 0);
		m->percent = 0;
		ui_all_stale(s->ui);
		return m->stop ? give_up(s, m, err) : check(s, m, err);
	case MAKING_CHECK:
		progress(m, a);
		keep(m->next, sizeof m->next, a, "next");
		return m->stop ? give_up(s, m, err) :
		    done ? checked(s, m, err) : check(s, m, err);
	case MAKING_CHECKED:
		say_done(s, m, a);
		break;
	case MAKING_ABORT:
		if (!done)
			return give_up(s, m, err);
		if (!m->refused)
			ui_say(s->ui, _("Stopped: no list was made."));
		break;
	case MAKING_NONE:
		break;
	}
	m->step = MAKING_NONE;
	return ST_OK;
}

/* Shows the reason, and aborts the list that cannot be made. */
static void
failed(struct screen *s, struct making *m, const struct err *why)
{
	bool staged = m->step == MAKING_FINISH;
	struct err err = ERR_INIT;

	ui_fail(s->ui, why);
	m->step = MAKING_NONE;
	if (!staged)
		return;
	m->refused = true;
	m->step = MAKING_SLICE;
	if (give_up(s, m, &err) != ST_OK)
		m->step = MAKING_NONE;
}

bool
making_answer(struct screen *s, struct making *m, const struct wire_answer *a)
{
	struct err err = ERR_INIT;

	if (m->step == MAKING_NONE || memcmp(m->op, a->op, sizeof m->op) != 0)
		return false;
	if (a->err.st != ST_OK) {
		failed(s, m, &a->err);
	} else if (go_on(s, m, a, &err) != ST_OK) {
		ui_fail(s->ui, &err);
		m->step = MAKING_NONE;
	}
	if (m->step == MAKING_NONE)
		ui_all_stale(s->ui);
	return true;
}

void
making_say(const struct making *m, char *dst, size_t size)
{
	if (m->step == MAKING_NONE)
		dst[0] = '\0';
	else if (m->step >= MAKING_CHECK)
		paint_format(dst, size, _("%s: checking, %d %%"), m->owner,
		    m->percent);
	else
		paint_format(dst, size, _("%s: making the list, %d %%"),
		    m->owner, m->percent);
}
