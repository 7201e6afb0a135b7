/*
 * SPDX-License-Identifier: ISC
 *
 * kit/making: makes and checks a payment list from a screen, in slices.  Each
 * answer posts the next slice, so that keys and other verbs are handled in
 * between.  The screen passes its answers here first.
 */
#pragma once

#include "office/list/list.h"
#include "ui/kit/screen.h"

enum making_step { MAKING_NONE, MAKING_BEGIN, MAKING_SLICE, MAKING_FINISH,
	MAKING_CHECK, MAKING_CHECKED, MAKING_ABORT };

struct making {
	enum making_step step;
	unsigned char op[WIRE_OP_ID]; /* of the unanswered posting */
	char job[24], list[24], next[64];
	char owner[192];
	int percent;     /* as last shown */
	int64_t shown;   /* clock_ms() of that */
	bool stop;       /* the user stopped it */
	bool refused;    /* it could not be made; the reason was shown */
	int64_t people, total; /* of the made list; 0: only checked */
};

/* Makes the list of an owner (kind "" the monthly one), then checks it. */
enum status making_begin(struct screen *s, struct making *m,
    const char *period, const struct list_head *owner, const char *kind,
    struct err *err) ERR_CHECKED;
/* Continues a list that an earlier session left. */
enum status making_resume(struct screen *s, struct making *m,
    const struct list_left *l, struct err *err) ERR_CHECKED;
/* Runs the checks of a draft. */
enum status making_check(struct screen *s, struct making *m, int64_t list,
    const char *owner, struct err *err) ERR_CHECKED;
/* Stops: aborts after the answer to the current slice. */
void making_stop(struct making *m);

/*
 * Handles an answer; false if it belongs to something else.  After the last one
 * m->step is MAKING_NONE and the outcome is in the message line.
 */
bool making_answer(struct screen *s, struct making *m,
    const struct wire_answer *a);
/* "Huyện Thuận Châu: making the list, 45 %"; "" when idle. */
void making_say(const struct making *m, char *dst, size_t size);
