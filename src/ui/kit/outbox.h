/*
 * SPDX-License-Identifier: ISC
 *
 * kit/outbox: postings of the screens, and which verbs this user may post.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "wire/verb.h"

struct buf;
struct outbox;
struct screen;
struct ui;

struct outbox *outbox_new(void);
void outbox_free(struct outbox *o);
/* Posts for a screen; the answer goes to its ops->answer.  ST_BUSY: books is
 * being restarted; ST_LIMIT: too many unanswered. */
enum status ui_post(struct screen *s, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/*
 * As ui_post(); `what` names the person, for a message if the answer is lost.
 */
enum status ui_post_for(struct screen *s, const struct wire_verb *v,
    const char *what, struct err *err) ERR_CHECKED;
/* As ui_post(), after asking for the password when the verb wants it. */
enum status ui_post_confirmed(struct screen *s, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* As ui_post(), without a screen: only a refusal is shown. */
enum status ui_post_alone(struct ui *u, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* Called when a screen closes: its answers go to the message line. */
void outbox_forget(struct ui *u, const struct screen *s);
void outbox_answer(struct ui *u, const struct wire_answer *a);
/* Books died: unanswered postings are in doubt. */
void outbox_books_gone(struct ui *u);
/* Books is connected (again): asks for the outcome of all unanswered ones. */
void outbox_books_back(struct ui *u);
/* The line on every screen while a posting is in doubt; false: none. */
bool outbox_doubt(const struct ui *u, char *dst, size_t size);

/*
 * Prefix of an unanswered posting in a draft: outbox_keep() writes such lines,
 * outbox_take() reads and removes them.
 */
#define OUTBOX_KEPT "sent="
void outbox_keep(const struct ui *u, struct buf *out);
void outbox_take(struct ui *u, char *lines);
/* True while a screen waits for an answer. */
bool outbox_awaited(const struct ui *u);

/*
 * True if the user may post that verb; change.ask:KIND: may ask for that kind.
 */
bool ui_may(const struct ui *u, const char *verb);
/* True if ui_may() of one of "VERB VERB ..."; NULL: always. */
bool ui_may_any(const struct ui *u, const char *verbs);
