/*
 * SPDX-License-Identifier: ISC
 *
 * demo/kit: what the steps of the demo share: chance, and posting verbs as
 * somebody, at the hour they would do it, committed in groups as books does.
 */
#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "office/demo/demo_priv.h"
#include "office/place/staff.h"
#include "office/table.h"

#define DEMO_WAL_BYTES (16 * 1024 * 1024)
#define DEMO_BATCH 1024

static uint64_t
demo_roll(struct demo_dice *d)
{
	uint64_t z = d->s += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

unsigned
demo_below(struct demo_dice *d, unsigned n)
{
	return (unsigned)((demo_roll(d) >> 32) * n >> 32);
}

bool
demo_odds(struct demo_dice *d, unsigned per)
{
	return demo_below(d, 10000) < per;
}

unsigned
demo_weighted(struct demo_dice *d, const unsigned *w, unsigned n)
{
	unsigned sum = 0, i, at;

	for (i = 0; i < n; i++)
		sum += w[i];
	at = demo_below(d, sum);
	for (i = 0; i + 1 < n && at >= w[i]; i++)
		at -= w[i];
	return i;
}

void
demo_say(struct demo *d, const char *what, unsigned done, unsigned total)
{
	if (d->o->progress != NULL)
		d->o->progress(d->o->arg, what, done, total);
}

void
demo_clock(const char *date, unsigned seconds)
{
	char text[CLOCK_TEXT];

	if (str_format(text, sizeof(text), "%.10sT%02u:%02u:%02u", date,
	    seconds / 3600, seconds / 60 % 60, seconds % 60) == ST_OK)
		clock_set(text);
}

enum status
demo_commit(struct demo *d, struct err *err)
{
	if (d->in_batch == 0)
		return ST_OK;
	d->in_batch = 0;
	if (db_commit(d->db, err) != ST_OK)
		return err->st;
	/* Nobody else checkpoints: the WAL would grow to the size of it all. */
	if (db_wal_bytes(d->db) > DEMO_WAL_BYTES)
		return db_checkpoint(d->db, true, err);
	return ST_OK;
}

enum status
demo_post_args(struct demo *d, const struct actor *who, const char *verb,
    struct wire_args *args, struct wire_answer *out, struct err *err)
{
	struct verb_peer peer = { .who = who, .owner = who->staff == 0,
		.confirmed = true };
	struct wire_answer answer;
	struct wire_verb in;
	enum status st = ST_OK;

	memset(&in, 0, sizeof(in));
	memset(&answer, 0, sizeof(answer));
	(void)str_copy_cut(in.name, sizeof(in.name), verb);
	wire_op_new(in.op);
	in.args = *args;
	if (d->in_batch == 0)
		st = db_begin(d->db, err);
	if (st == ST_OK)
		st = verbs_run(d->db, &peer, &in, &answer);
	if (st == ST_OK) {
		st = answer.err.st;
		if (st != ST_OK)
			(void)err_set(err, st, "demo: %s: %s%s%s", verb,
			    answer.err.field, answer.err.field[0] != '\0' ?
			    ": " : "", answer.err.msg);
	}
	if (st == ST_OK && ++d->in_batch == DEMO_BATCH)
		st = demo_commit(d, err);
	if (out != NULL)
		*out = answer;
	else
		wire_args_done(&answer.args);
	return st;
}

enum status
demo_post(struct demo *d, const struct actor *who, struct wire_answer *out,
    struct err *err, const char *verb, ...)
{
	struct wire_args args;
	const char *name;
	enum status st;
	va_list ap;

	wire_args_init(&args);
	va_start(ap, verb);
	while ((name = va_arg(ap, const char *)) != NULL)
		wire_args_add(&args, name, va_arg(ap, const char *));
	va_end(ap);
	st = demo_post_args(d, who, verb, &args, out, err);
	wire_args_done(&args);
	return st;
}

enum status
demo_actor(struct demo *d, const char *login, struct actor *out,
    struct err *err)
{
	struct staff f;
	enum status st = staff_by_login(d->db, login, &f, err);

	return st == ST_OK ? actor_load(d->db, f.id, out, err) : st;
}
