/* SPDX-License-Identifier: ISC */
/*
 * books_help: books as a process of its own on the office of world.h; the
 * test plays the listener and whoever posts.
 */
#pragma once

#include "world.h"

#include <sys/resource.h>
#include <sys/types.h>

#include "serve/post.h"
#include "wire/msg.h"
#include "wire/proto.h"

#define WAIT_MS 20000

extern struct conf books_conf;
extern pid_t books_pid;
extern int books_control;       /* the listener's end */
extern rlim_t books_file_limit; /* of the next books; 0 none */

/* cmocka fixtures: world.h's, and books_conf; nothing of books is left. */
int books_setup(void **state);
int books_teardown(void **state);
#define BOOKS_TEST(f) \
	cmocka_unit_test_setup_teardown(f, books_setup, books_teardown)

/* books has world.db from here ... */
void start(void);
/* ... to there: hangs up on everybody, ends it by this signal. */
void stop(int signo);
/* Waits for its end; the status as of waitpid(2). */
int ended(void);

/* A socket bound to somebody; closed by stop(). */
int bound(enum wire_peer kind, int64_t number);
/* The same to post on. */
struct post *as(enum wire_peer kind, int64_t number);
/* The next message; fails when none comes. */
void receive(int fd, struct wire_msg *m);

/* Posts, and checks whose answer it is; `out` may be NULL. */
enum status deliver(struct post *p, const struct wire_verb *in,
    struct wire_args *out);
/* person.add; its op id unless NULL. */
enum status add_person(struct post *p, const char *name, unsigned char *op);
/* Posts n verbs without waiting; their op ids. */
void flood(int fd, unsigned n, unsigned char (*op)[WIRE_OP_ID]);

/* The words of ST_UNKNOWN name the op, for `chitra outcome`. */
void names_op(const unsigned char *op);
