/*
 * SPDX-License-Identifier: ISC
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "ui/passing.h"
#include "ui/ui_priv.h"

enum { PIECE = 1000 };

static const char printer_on[] = "\033[5i", printer_off[] = "\033[4i";

struct passing {
	struct buf job;  /* what is left of it */
	bool begun;      /* the terminal was told to print */
	bool stop;       /* end at the end of the line */
	bool cut;        /* that terminal is gone */
};

void
passing_start(struct ui *u, struct buf *job)
{
	struct passing *p = mem_zalloc(sizeof *p);

	p->job = *job;
	buf_init(job, job->max);
	passing_free(u->passing);
	u->passing = p;
	ui_dirty(u);
}

void
passing_free(struct passing *p)
{
	if (p == NULL)
		return;
	buf_done(&p->job);
	free(p);
}

void
passing_cut(struct passing *p)
{
	if (p != NULL)
		p->cut = true;
}

static void
finish(struct ui *u, const char *said)
{
	passing_free(u->passing);
	u->passing = NULL;
	ui_say(u, "%s", said);
	term_repaint(u->term); /* the printer may have echoed */
}

/* How much of the job goes now. */
static size_t
piece_of(const struct passing *p)
{
	const unsigned char *head = buf_head(&p->job), *eol;
	size_t n = buf_left(&p->job);

	if (p->stop) {
		eol = memchr(head, '\n', n);
		n = eol == NULL ? n : (size_t)(eol - head) + 1;
	}
	return n < PIECE ? n : PIECE;
}

void
passing_frame(struct ui *u, struct buf *out)
{
	struct passing *p = u->passing;
	size_t n;

	if (p->cut) {
		/* term_attach() took the new terminal out of print mode. */
		finish(u, _("Printing was cut off: the line dropped."));
		return;
	}
	n = piece_of(p);
	if (!p->begun)
		buf_adds(out, printer_on);
	p->begun = true;
	buf_add(out, buf_head(&p->job), n);
	if (p->stop && n < PIECE)
		buf_adds(out, "\f");
	buf_eat(&p->job, n);
	if ((p->stop && n < PIECE) || buf_left(&p->job) == 0) {
		buf_adds(out, printer_off);
		finish(u, p->stop ? _("Printing was stopped.") :
		    _("Sent to the printer."));
		return;
	}
	ui_dirty(u);
}

void
passing_key(struct ui *u, const struct key *k)
{
	if (k->code == K_ESCESC || k->code == K_F3)
		u->passing->stop = true;
}
