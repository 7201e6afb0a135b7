/* SPDX-License-Identifier: ISC */
#include "wire/verb.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

void
wire_args_init(struct wire_args *a)
{
	memset(a, 0, sizeof(*a));
}

void
wire_args_done(struct wire_args *a)
{
	unsigned i;

	for (i = 0; i < a->n; i++) {
		free(a->v[i].name);
		free(a->v[i].value);
	}
	free(a->v);
	wire_args_init(a);
}

void
wire_args_copy(struct wire_args *to, const struct wire_args *from)
{
	wire_args_init(to);
	for (unsigned i = 0; i < from->n; i++)
		wire_args_add(to, from->v[i].name, from->v[i].value);
}

void
wire_args_add(struct wire_args *a, const char *name, const char *value)
{
	if (a->n == a->cap) {
		a->cap = a->cap > 0 ? 2 * a->cap : 8;
		a->v = mem_resize(a->v, a->cap, sizeof(*a->v));
	}
	a->v[a->n].name = mem_strdup(name);
	a->v[a->n].value = mem_strdup(value);
	a->n++;
}

void
wire_args_add_int(struct wire_args *a, const char *name, int64_t value)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, value);
	wire_args_add(a, name, text);
}

static struct wire_arg *
wire_args_find(const struct wire_args *a, const char *name)
{
	unsigned i;

	for (i = 0; i < a->n; i++)
		if (strcmp(a->v[i].name, name) == 0)
			return &a->v[i];
	return NULL;
}

void
wire_args_set(struct wire_args *a, const char *name, const char *value)
{
	struct wire_arg *w = wire_args_find(a, name);
	char *copy;

	if (w == NULL) {
		wire_args_add(a, name, value);
		return;
	}
	copy = mem_strdup(value);
	free(w->value);
	w->value = copy;
}

const char *
wire_args_get(const struct wire_args *a, const char *name)
{
	const struct wire_arg *w = wire_args_find(a, name);

	return w != NULL ? w->value : NULL;
}

const char *
wire_args_text(const struct wire_args *a, const char *name)
{
	const char *v = wire_args_get(a, name);

	return v != NULL ? v : "";
}

int64_t
wire_args_int(const struct wire_args *a, const char *name, int64_t missing)
{
	const char *v = wire_args_get(a, name);
	int64_t n;

	if (v == NULL || str_int(v, INT64_MIN, INT64_MAX, &n) != ST_OK)
		return missing;
	return n;
}

void
wire_op_new(unsigned char op[WIRE_OP_ID])
{
	int64_t ms = clock_wall() * 1000 + clock_ms() % 1000;
	int i;

	if (getrandom(op, WIRE_OP_ID, 0) != WIRE_OP_ID)
		fatal("getrandom");
	/* The time first, as UUID version 7 has it (RFC 9562, 5.7): so new ids
	 * are inserted at the end of the index, not at random places. */
	for (i = 5; i >= 0; i--, ms >>= 8)
		op[i] = (unsigned char)ms;
}

static void
wire_put_args(struct wire_msg *m, const struct wire_args *a)
{
	unsigned i;

	wire_put_u32(m, a->n);
	for (i = 0; i < a->n; i++) {
		wire_put_str(m, a->v[i].name);
		wire_put_str(m, a->v[i].value);
	}
}

static void
wire_get_args(struct wire_msg *m, struct wire_args *a)
{
	uint32_t i, n = wire_get_u32(m);

	if (n > WIRE_ARGS_MAX)
		m->bad = true;
	for (i = 0; i < n && !m->bad; i++) {
		char *name = wire_get_strdup(m), *value = wire_get_strdup(m);

		if (!m->bad)
			wire_args_add(a, name, value);
		free(name);
		free(value);
	}
}

static void
wire_get_op(struct wire_msg *m, unsigned char op[WIRE_OP_ID])
{
	size_t n;
	const unsigned char *p = wire_get_bytes(m, &n);

	if (p != NULL && n == WIRE_OP_ID)
		memcpy(op, p, n);
	else
		m->bad = true;
}

void
wire_put_verb(struct wire_msg *m, const struct wire_verb *v)
{
	wire_begin(m, WIRE_VERB);
	wire_put_bytes(m, v->op, WIRE_OP_ID);
	wire_put_str(m, v->name);
	wire_put_str(m, v->lang);
	wire_put_args(m, &v->args);
}

void
wire_put_answer(struct wire_msg *m, const struct wire_answer *a)
{
	wire_begin(m, WIRE_ANSWER);
	wire_put_bytes(m, a->op, WIRE_OP_ID);
	wire_put_str(m, err_name(a->err.st));
	wire_put_str(m, a->err.field);
	wire_put_str(m, a->err.msg);
	wire_put_args(m, &a->args);
}

enum status
wire_get_verb(struct wire_msg *m, struct wire_verb *v)
{
	memset(v, 0, sizeof(*v));
	wire_get_op(m, v->op);
	wire_get_str(m, v->name, sizeof(v->name));
	wire_get_str(m, v->lang, sizeof(v->lang));
	wire_get_args(m, &v->args);
	if (wire_end(m))
		return ST_OK;
	wire_args_done(&v->args);
	return ST_CORRUPT;
}

enum status
wire_get_answer(struct wire_msg *m, struct wire_answer *a)
{
	char name[16];

	memset(a, 0, sizeof(*a));
	wire_get_op(m, a->op);
	wire_get_str(m, name, sizeof(name));
	wire_get_str(m, a->err.field, sizeof(a->err.field));
	wire_get_str(m, a->err.msg, sizeof(a->err.msg));
	wire_get_args(m, &a->args);
	a->err.st = err_status(name);
	if (wire_end(m))
		return ST_OK;
	wire_args_done(&a->args);
	return ST_CORRUPT;
}
