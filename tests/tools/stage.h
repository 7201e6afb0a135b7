/*
 * SPDX-License-Identifier: ISC
 *
 * stage: one person's screens on a small office, without processes: keys go
 * in, the glass shows what the person sees, and books answers when the test
 * says so.
 */
#pragma once

#include "tests/tools/glass.h"
#include "tests/unit/office_fixture.h"
#include "ui/kit/ui.h"

#define STAGE_POSTED 32

struct stage {
	struct office office;
	struct conf conf;
	struct loop *loop;
	struct ui *ui;
	struct glass *glass;
	char login[33], term[65];
	int cols, rows;
	char blind[64]; /* typed before the next attach shows anything */
	bool late;      /* pictures after this one are still on the way: */
	uint32_t seen;
	/* Posted and not answered. */
	struct wire_verb posted[STAGE_POSTED];
	unsigned nposted;
	bool weak;      /* the new password asked for */
	bool listed;
	bool must_change;
	bool no_books;         /* books is being restarted */
	bool printing;         /* an order waits for its process */
	bool no_printer;       /* which is slow */
	struct job_order order;
	bool nothing_stands;   /* verbs are answered, then rolled back */
	/* Hears of every posting when it is made; NULL: nobody. */
	void (*watch)(struct stage *s, const struct wire_verb *v);
	bool asked;            /* the gate was asked for a password */
	char secret[64];
	unsigned char confirmed[WIRE_OP_ID];
	char left[128];        /* why the person left, "" still here */
	unsigned long frames;
};

/* The office of the fixture; nobody yet. */
void stage_open(struct stage *s);
/* So many more people at point 119-01, before the first sign-in. */
void stage_people(struct stage *s, unsigned n);
void stage_close(struct stage *s);

/* Signs in (again); before the first time the lists of 2019-11 are made and
 * approved, unless `listed` was set.  The language is "en" or "vi". */
void stage_sign_in(struct stage *s, const char *login, const char *language);
/* The line drops / another terminal comes. */
void stage_detach(struct stage *s);
void stage_attach(struct stage *s, const char *term, int cols, int rows);
/* From now on no picture reaches the terminal / all have. */
void stage_late(struct stage *s, bool late);
void stage_resize(struct stage *s, int cols, int rows);
/* The desk process ends and a new one starts. */
void stage_restart(struct stage *s);

/* Keys in one message, then a frame if there is something to draw. */
void stage_keys(struct stage *s, const void *bytes, size_t n);
/* Books and gate answer what was posted, one frame after each. */
void stage_answer(struct stage *s);
/* Books answers that it does not know, having done it or not. */
void stage_doubt(struct stage *s, bool done);
/* Lets `ms` pass for the timers, drawing what they ask for. */
void stage_wait(struct stage *s, int ms);
