/*
 * SPDX-License-Identifier: ISC
 *
 * kit/outbox: what the screens post, and what this person may post at all.
 */
#ifndef CHITRA_UI_OUTBOX_H
#define CHITRA_UI_OUTBOX_H

#include <stdbool.h>

#include "base/err.h"
#include "wire/verb.h"

struct buf;
struct outbox;
struct screen;
struct ui;

struct outbox *outbox_new(void);
void outbox_free(struct outbox *o);
/* Posts for a screen; the answer comes to its ops->answer.  ST_BUSY: no books
 * at the moment; ST_LIMIT: too many without an answer. */
enum status ui_post(struct screen *s, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* As ui_post(); `what` names whom it is about, should its answer be lost. */
enum status ui_post_for(struct screen *s, const struct wire_verb *v,
    const char *what, struct err *err) ERR_CHECKED;
/* As ui_post(), after asking for the password when the verb wants it. */
enum status ui_post_confirmed(struct screen *s, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* As ui_post(), for nobody: only a refusal is shown. */
enum status ui_post_alone(struct ui *u, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* The screen is gone: its answers only show in the message line. */
void outbox_forget(struct ui *u, const struct screen *s);
void outbox_answer(struct ui *u, const struct wire_answer *a);
/* Books is gone: of what it did not answer nothing is known. */
void outbox_books_gone(struct ui *u);
/* It can be asked (again): what became of all that was not answered? */
void outbox_books_back(struct ui *u);
/* What stands on every screen while something is not known; false: nothing. */
bool outbox_doubt(const struct ui *u, char *dst, size_t size);

/* What is not answered, as lines of a draft; and back, out of those lines. */
#define OUTBOX_KEPT "sent="
void outbox_keep(const struct ui *u, struct buf *out);
void outbox_take(struct ui *u, char *lines);
/* Does a screen wait for an answer? */
bool outbox_awaited(const struct ui *u);

/* May this person post that verb?  change.ask:KIND: ask for that kind. */
bool ui_may(const struct ui *u, const char *verb);
/* One of "VERB VERB ..."; NULL: always. */
bool ui_may_any(const struct ui *u, const char *verbs);

#endif
