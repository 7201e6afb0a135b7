/* SPDX-License-Identifier: ISC */
/*
 * desk_help: the desk as a process of its own, with the screens of
 * desk_screens.c; the test plays the listener, books and the line.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/err.h"
#include "wire/msg.h"
#include "wire/proto.h"
#include "wire/verb.h"

#define WAIT_MS 10000 /* only a hang uses it up */
#define QUIET_MS 60   /* long enough for a picture that must not come */

extern struct err desk_err;
/* Our ends. */
extern struct desk_ends {
	int control, books, line;
} our;
extern uint32_t typed_on; /* the picture that keys are typed on */
extern uint32_t drawn;    /* the number of the last picture */

/* cmocka fixtures: a desk and an xterm at it; ends it in order. */
int desk_setup(void **s);
int desk_teardown(void **s);
#define DESK_TEST(f) \
	cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
/* Without them: the desk of this person; waits for its end. */
void start(int64_t staff);
void ended(int want);

/* Fails the test with the message in desk_err unless ST_OK. */
void ok(enum status st);

/* Sends it, is done with it and closes `fd`; -1: none. */
void put(int sock, struct wire_msg *m, int fd);
/* A message with nothing in it. */
void simple(int sock, enum wire_type type, int fd);
/* The next message, which must be of this type; only who asks for WIRE_WATCH
 * sees those. */
void get(int sock, struct wire_msg *m, enum wire_type type);
/* Nothing comes. */
bool quiet(int sock);
/* A socket given to it with this message; our end. */
int pair_with(int sock, enum wire_type type);

/* The line: a new one comes, keys are typed. */
int attach(const char *term, bool must);
void keys(const char *text);
/* The next picture; one was granted before or is now. */
void picture(const char *want);
/* Pictures until this one: what comes on two sockets has no order. */
void until_picture(const char *want);
/* The line is let go, with words that begin so. */
void bye(int sock, const char *want);
/* The listener hears whether somebody is at it. */
void state(bool attached);

/* Books: a posting, its op and what was posted; its answer. */
void posted(int sock, struct wire_verb *v, const char *name);
void answer(int sock, const unsigned char *op, enum status st);
