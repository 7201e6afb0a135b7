/*
 * SPDX-License-Identifier: ISC
 *
 * change/grant_priv: what the kinds of requests share that begin, end and
 * rest entitlements: the person's grants, the lines that lists have of them,
 * and what becomes of money listed or paid.  Every function tells what it did
 * by change_effect() and remembers in `done` what the undo needs.
 */
#ifndef CHITRA_OFFICE_CHANGE_GRANT_PRIV_H
#define CHITRA_OFFICE_CHANGE_GRANT_PRIV_H

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

/*
 * Ends a grant with month `last` (void when it begins later).  Arrears that
 * were ordered beyond it are ordered anew up to it.
 */
enum status change_grant_end(struct change_work *w,
    const struct grant *g, const char *last, struct err *err)
    ERR_CHECKED;
/* Arrears of it that were ordered beyond `last` and no list has. */
enum status change_orders_cut(struct change_work *w,
    const struct grant *g, const char *last, struct err *err)
    ERR_CHECKED;
/* Orders of `of` go, those it cut are ordered again. */
enum status change_orders_back(struct change_work *w,
    const struct change_work *of, struct err *err) ERR_CHECKED;

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

/* ---- lines on approved lists ------------------------------------------- */

/* Of which lines: of one grant (0: all), of months `from`..`to` ("" open). */
struct change_span {
	int64_t entitlement;
	const char *from, *to;
};

/* Open ones are blocked, with a reason for the desk; *n how many. */
enum status change_block(struct change_work *w, const struct change_span *s,
    const char *reason, int64_t *n, struct err *err) ERR_CHECKED;
/* Those that request `of` (LINE_RESTS) blocked are not any more; says so unless
 * n counts. */
enum status change_unblock(struct change_work *w, int64_t of,
    const struct change_span *s, int64_t *n, struct err *err) ERR_CHECKED;
/* Paid ones become a recovery. */
enum status change_recover(struct change_work *w, const struct change_span *s,
    const char *reason, struct err *err) ERR_CHECKED;
/* Those that could be paid now, in words; "" none. */
enum status change_open(struct change_work *w, const struct change_span *s,
    char *words, size_t size, struct err *err) ERR_CHECKED;

/* Funeral support of the month w->month: the text that grants most ("" none). */
enum status change_funeral_best(struct change_work *w,
    char best[CATEGORY_CODE], struct category_amount *is, struct err *err)
    ERR_CHECKED;

/* ---- arrears -------------------------------------------------------------- */

/* Orders what is due of months from..to ("" up to the next list), and says in
 * which list it comes out. */
enum status change_arrears(struct change_work *w, int64_t entitlement,
    const char *from, const char *to, const char *reason, struct err *err)
    ERR_CHECKED;
/* Grants as `of` found them, its lines free, its recoveries none. */
enum status change_undone(struct change_work *w, const struct change_work *of,
    struct err *err) ERR_CHECKED;
/* All that is due since that month and no list has, now that `of` is undone. */
enum status change_arrears_since(struct change_work *w,
    const struct change_work *of, const char *month, struct err *err)
    ERR_CHECKED;
/*
 * Lists have months of a grant, or of one whose place it took, at another
 * rate: what is missing is ordered, what is too much is blocked or recovered.
 */
enum status change_listed_anew(struct change_work *w,
    const struct grant *g, const char *why, struct err *err)
    ERR_CHECKED;

/*
 * What request `of` ordered: cancelled where it is on no list, blocked where
 * it is open, recovered where it was paid.
 */
enum status change_arrears_back(struct change_work *w,
    const struct change_work *of, const char *reason, struct err *err)
    ERR_CHECKED;
/* Recoveries of `of` are none. */
enum status change_recovery_back(struct change_work *w, int64_t of,
    struct err *err) ERR_CHECKED;

#endif
