/* SPDX-License-Identifier: ISC */
#include "print/out.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/say.h"

struct print_out {
	const struct out_way *way;
	void *state;
	bool failed; /* a write failed: out_finish() fails too */
};

static const struct out_way *const out_ways[WAY_COUNT] = {
	[WAY_FILE] = &out_file,
	[WAY_TCP] = &out_tcp,
	[WAY_CUPS] = &out_cups,
};

enum status
out_open(enum print_way way, const char *target, const char *title,
    const char *server, struct print_out **out, struct err *err)
{
	struct print_out *o;
	void *state = NULL;
	enum status st;

	if (way >= WAY_COUNT || out_ways[way] == NULL)
		return err_set(err, ST_INVALID,
		    _("the printer of a terminal is reached from its screen "
		    "only"));
	st = out_ways[way]->open(target, title, server, &state, err);
	if (st != ST_OK)
		return st;
	o = mem_zalloc(sizeof(*o));
	o->way = out_ways[way];
	o->state = state;
	*out = o;
	return ST_OK;
}

enum status
out_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	struct print_out *o = arg;
	enum status st = o->way->write(o->state, bytes, n, err);

	o->failed = o->failed || st != ST_OK;
	return st;
}

enum status
out_finish(struct print_out *o, struct err *err)
{
	enum status st;

	if (o->failed) {
		out_cancel(o);
		return err_set(err, ST_IO, _("the job was not printed"));
	}
	st = o->way->finish(o->state, err);
	free(o);
	return st;
}

void
out_cancel(struct print_out *o)
{
	if (o == NULL)
		return;
	o->way->cancel(o->state);
	free(o);
}
