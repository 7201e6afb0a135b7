/*
 * SPDX-License-Identifier: ISC
 *
 * outbox: what the screens post, and what this person may post at all.
 */
#ifndef CHITRA_UI_OUTBOX_H
#define CHITRA_UI_OUTBOX_H

#include <stdbool.h>

#include "base/err.h"
#include "wire/verb.h"

struct outbox;
struct screen;
struct ui;

struct outbox *outbox_new(void);
void outbox_free(struct outbox *o);
/* Posts for a screen; the answer comes to its ops->answer.  ST_BUSY: no books
 * at the moment; ST_LIMIT: too many without an answer. */
enum status ui_post(struct screen *s, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* As ui_post(), after asking for the password when the verb wants it. */
enum status ui_post_confirmed(struct screen *s, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* As ui_post(), for nobody: only a refusal is shown. */
enum status ui_post_alone(struct ui *u, const struct wire_verb *v,
    struct err *err) ERR_CHECKED;
/* The screen is gone: its answers only show in the message line. */
void outbox_forget(struct ui *u, const struct screen *s);
void outbox_answer(struct ui *u, const struct wire_answer *a);
void outbox_books_back(struct ui *u);
unsigned outbox_waiting(const struct ui *u);

/* May this person post that verb? */
bool ui_may(const struct ui *u, const char *verb);
/* One of "VERB VERB ..."; NULL: always. */
bool ui_may_any(const struct ui *u, const char *verbs);

#endif
