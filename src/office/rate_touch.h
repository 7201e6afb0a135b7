/*
 * SPDX-License-Identifier: ISC
 *
 * rate_touch: whom a change of a rate or a rule touches, and how much it is a
 * month: the preview that two people read before it stands.
 */
#ifndef CHITRA_OFFICE_RATE_TOUCH_H
#define CHITRA_OFFICE_RATE_TOUCH_H

#include "office/change_priv.h"

struct rate_level {
	int64_t people, total; /* đồng a month, as it stood before */
};

/*
 * Called before the rule stands (*before is filled) and after (sentences are
 * added).  Amounts are those of the newest lists, which every rule of due.c
 * has gone through; a rule about few people is worked out for each of them.
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

#endif
