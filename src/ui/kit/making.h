/*
 * SPDX-License-Identifier: ISC
 *
 * kit/making: a list being made and checked, slice after slice, from a screen.
 * Each answer posts the next slice, so that keys go on working in between and
 * other desks' verbs too.  The screen gives its answers here first.
 */
#ifndef CHITRA_UI_MAKING_H
#define CHITRA_UI_MAKING_H

#include "office/list/list.h"
#include "ui/kit/screen.h"

enum making_step { MAKING_NONE, MAKING_BEGIN, MAKING_SLICE, MAKING_FINISH,
	MAKING_CHECK, MAKING_CHECKED, MAKING_ABORT };

struct making {
	enum making_step step;
	unsigned char op[WIRE_OP_ID]; /* posted and not answered */
	char job[24], list[24], next[64];
	char owner[192];
	int percent;     /* as shown */
	int64_t shown;   /* when, clock_ms() */
	bool stop;       /* the person wants no more of it */
	bool refused;    /* it could not be made; why was said */
	int64_t people, total; /* of the list that was made; 0: only checked */
};

/* Makes the list of an owner (kind "" the monthly one), then checks it. */
enum status making_begin(struct screen *s, struct making *m,
    const char *period, const struct list_head *owner, const char *kind,
    struct err *err) ERR_CHECKED;
/* Goes on with one that was left behind. */
enum status making_resume(struct screen *s, struct making *m,
    const struct list_left *l, struct err *err) ERR_CHECKED;
/* Runs the checks of a draft. */
enum status making_check(struct screen *s, struct making *m, int64_t list,
    const char *owner, struct err *err) ERR_CHECKED;
/* No more slices: what was staged goes with the answer of the one under way. */
void making_stop(struct making *m);

/*
 * An answer: false when it is not one of these.  Says the outcome in the
 * message line when it was the last; m->step is MAKING_NONE then.
 */
bool making_answer(struct screen *s, struct making *m,
    const struct wire_answer *a);
/* "Huyện Thuận Châu: making the list, 45 %"; "" when nothing is made. */
void making_say(const struct making *m, char *dst, size_t size);

#endif
