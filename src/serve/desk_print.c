/* SPDX-License-Identifier: ISC */
/*
 * desk_print: print jobs that the listener runs for this desk.  Each has a
 * socket that receives one outcome; if it closes without one, the process died
 * and it is not known what was printed.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"
#include "serve/desk_priv.h"
#include "serve/printer.h"
#include "wire/proto.h"

#define DESK_PRINTS 4 /* jobs at once */

struct desk_print {
	struct desk_print *next;
	struct desk *d;
	struct wire_chan *chan;
	struct job_order order;
};

static void
desk_print_drop(struct desk_print *j)
{
	struct desk_print **at = &j->d->prints;

	while (*at != j)
		at = &(*at)->next;
	*at = j->next;
	wire_chan_free(j->chan);
	free(j);
}

static void
desk_print_tell(struct desk_print *j, const struct job_done *done,
    const struct err *err)
{
	if (j->d->ui != NULL)
		ui_printed(j->d->ui, &j->order, done, err);
	else
		paper_free(done->paper);
	desk_print_drop(j);
}

static void
desk_print_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct job_done none = { 0, NULL };
	struct err err = ERR_INIT;

	(void)c;
	(void)why;
	(void)!err_set(&err, ST_IO, _("the process that prints has ended; look "
	    "at the printer before you print again"));
	desk_print_tell(arg, &none, &err);
}

static void
desk_print_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct job_done done = { 0, NULL };
	struct err err = ERR_INIT;

	if (m->type == WIRE_PRINTED && printer_outcome(m, &done, &err))
		desk_print_tell(arg, &done, &err);
	else
		desk_print_closed(c, "", arg);
}

static enum status
desk_print_send(struct desk *d, const struct job_order *order, int fd,
    struct err *err)
{
	struct wire_msg m;
	enum status st = ST_NOTFOUND;

	wire_init(&m);
	printer_put(&m, order);
	if (d->control != NULL)
		st = wire_chan_send(d->control, &m, &fd, 1);
	wire_done(&m);
	return st == ST_OK ? st : err_set(err, st, _("The server is too busy; "
	    "try again."));
}

enum status
desk_print_start(struct desk *d, const struct job_order *order,
    struct err *err)
{
	struct desk_print *j;
	unsigned n = 0;
	enum status st;
	int pair[2];

	for (j = d->prints; j != NULL; j = j->next)
		n++;
	if (n == DESK_PRINTS)
		return err_set(err, ST_LIMIT, _("%d jobs are being printed: "
		    "wait until one is done."), DESK_PRINTS);
	st = wire_pair(pair, err);
	if (st != ST_OK)
		return st;
	st = desk_print_send(d, order, pair[1], err);
	(void)close(pair[1]);
	if (st != ST_OK) {
		(void)close(pair[0]);
		return st;
	}
	j = mem_zalloc(sizeof(*j));
	j->d = d;
	j->order = *order;
	j->chan = wire_chan_new(d->loop, pair[0], 1, desk_print_msg,
	    desk_print_closed, j);
	j->next = d->prints;
	d->prints = j;
	return ST_OK;
}

void
desk_print_end(struct desk *d)
{
	while (d->prints != NULL)
		desk_print_drop(d->prints);
}
