/*
 * SPDX-License-Identifier: ISC
 *
 * change/rate_touch: whom a change of a rate or a rule touches, and how much it is a
 * month: the preview that two people read before it stands.
 */
#pragma once

#include "office/request/work.h"

struct rate_level {
	int64_t people, total; /* đồng a month, as it stood before */
};

/* A rate that takes the place of another. */
struct rate_swap {
	const char *category; /* whose coefficient; "" the standard of all */
	int64_t before;       /* hundredths or đồng, 0 there was none */
};

struct rate_sum {
	int64_t allowances, owners; /* whose amount is another then */
	int64_t before, after;      /* theirs, đồng a month */
};

/*
 * Of the whole office, what is due in a month by the rates as they stand
 * (after) and by the rate that went (before).  40 ms of CPU for 29,000 people.
 */
enum status rate_level(struct db *db, const struct rate_swap *swap,
    const char *month, struct rate_sum *out, struct err *err) ERR_CHECKED;

/*
 * Called before the rule stands (*before is filled) and after (sentences are
 * added).  What they say is what is due by roll/due.c, and the differences are those
 * that arrears.begin would find.
 */
typedef enum status (*rate_touch_fn)(struct change_work *w,
    struct rate_level *before, bool after, struct err *err);

enum status rate_touch_standard(struct change_work *w,
    struct rate_level *before, bool after, struct err *err) ERR_CHECKED;
enum status rate_touch_coefficient(struct change_work *w,
    struct rate_level *before, bool after, struct err *err) ERR_CHECKED;
enum status rate_touch_keeps(struct change_work *w,
    struct rate_level *before, bool after, struct err *err) ERR_CHECKED;
enum status rate_touch_step(struct change_work *w,
    struct rate_level *before, bool after, struct err *err) ERR_CHECKED;
enum status rate_touch_setting(struct change_work *w,
    struct rate_level *before, bool after, struct err *err) ERR_CHECKED;
