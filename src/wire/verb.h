/*
 * SPDX-License-Identifier: ISC
 *
 * verb: a posting and its answer, both with a short, ordered list of named text
 * values; encoded for the socket to books.
 */
#pragma once

#include "wire/msg.h"
#include "wire/proto.h"

#define WIRE_ARGS_MAX 512

struct wire_arg {
	char *name, *value; /* owned */
};

struct wire_args {
	struct wire_arg *v;
	unsigned n, cap;
};

/* An empty list; wire_args_done() frees it and empties it again. */
void wire_args_init(struct wire_args *a);
void wire_args_done(struct wire_args *a);
/* Replaces the content of `to`. */
void wire_args_copy(struct wire_args *to, const struct wire_args *from);

/* Adds (a name may come more than once; get finds the first). */
void wire_args_add(struct wire_args *a, const char *name, const char *value);
void wire_args_add_int(struct wire_args *a, const char *name, int64_t value);
/* Replaces the first of that name, or adds. */
void wire_args_set(struct wire_args *a, const char *name, const char *value);

/* NULL when there is none. */
const char *wire_args_get(const struct wire_args *a, const char *name);
/* "" when there is none. */
const char *wire_args_text(const struct wire_args *a, const char *name);
/* `missing` when there is none or it is not a number. */
int64_t wire_args_int(const struct wire_args *a, const char *name,
    int64_t missing);

struct wire_verb {
	unsigned char op[WIRE_OP_ID];
	char name[64];
	char lang[3];          /* "vi", "en", "" the office's: of messages */
	struct wire_args args;
};

struct wire_answer {
	unsigned char op[WIRE_OP_ID];
	struct err err;        /* err.st == ST_OK: done */
	struct wire_args args; /* results */
};

/* A new op id: 6 bytes of time, 10 random ones (getrandom). */
void wire_op_new(unsigned char op[WIRE_OP_ID]);

/* Replaces the content of m. */
void wire_put_verb(struct wire_msg *m, const struct wire_verb *v);
void wire_put_answer(struct wire_msg *m, const struct wire_answer *a);

/* ST_CORRUPT when the message is not exactly one verb / answer. */
enum status wire_get_verb(struct wire_msg *m, struct wire_verb *v) ERR_CHECKED;
enum status wire_get_answer(struct wire_msg *m, struct wire_answer *a)
    ERR_CHECKED;
