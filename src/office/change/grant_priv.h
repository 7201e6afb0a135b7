/*
 * SPDX-License-Identifier: ISC
 *
 * change/grant_priv: what the kinds of requests share that begin, end and
 * rest entitlements: the person's grants, and lines while a request waits.  Every function tells what it did
 * by change_effect() and remembers in `done` what the undo needs.
 */
#pragma once

#include "office/request/work.h"
#include "office/roll/due.h"
#include "office/roll/grant_store.h"

#define CHANGE_WORDS 512

/* The one of field `entitlement`, else the only one in force from w->month
 * on; ST_INVALID (field entitlement) when it is not clear which. */
enum status change_grant_asked(struct change_work *w, struct grant *g,
    struct err *err) ERR_CHECKED;

/* `was` of entitlement, in words, and of grants, to compare by: all, or one. */
void change_was_grants(struct change_work *w, const struct grant *v,
    unsigned n);

/* Ends a grant with month `last` (void when it begins later). */
enum status change_grant_end(struct change_work *w,
    const struct grant *g, const char *last, struct err *err)
    ERR_CHECKED;
/* Begins one by request w; origin 0: it takes nobody's place. */
enum status change_grant_add(struct change_work *w, struct entitlement_new *e,
    int64_t origin, struct grant *g, struct err *err) ERR_CHECKED;
/* Remembers how it stands, before it becomes another. */
void change_grant_keep(struct change_work *w, const struct grant *g);
/* The one that `of` made never was; *g is as it was; g->id 0: it is gone. */
enum status change_grant_unmade(struct change_work *w,
    const struct change_work *of, struct grant *g, struct err *err)
    ERR_CHECKED;
/* As `of` found them. */
enum status change_grants_back(struct change_work *w,
    const struct change_work *of, struct err *err) ERR_CHECKED;

/* ---- lines while a request waits ----------------------------------------- */

/* Those that could be paid now, of months up to `to` ("": all), in words; ""
 * none. */
enum status change_open(struct change_work *w, const char *to, char *words,
    size_t size, struct err *err) ERR_CHECKED;
/* Blocks them, until the request is decided, and says so. */
enum status change_report(struct change_work *w, const char *reason,
    struct err *err) ERR_CHECKED;

/* Funeral support of the month w->month: the text that grants most ("" none). */
enum status change_funeral_best(struct change_work *w,
    char best[CATEGORY_CODE], struct category_amount *is, struct err *err)
    ERR_CHECKED;
