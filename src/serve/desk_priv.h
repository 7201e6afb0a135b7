/*
 * SPDX-License-Identifier: ISC
 *
 * desk_priv: what desk.c (start, listener, end), desk_line.c (the terminal
 * that is attached) and desk_print.c (jobs) share; for them only.
 */
#ifndef CHITRA_SERVE_DESK_PRIV_H
#define CHITRA_SERVE_DESK_PRIV_H

#include "base/loop.h"
#include "serve/desk.h"
#include "serve/desk_links.h"
#include "ui/kit/ui.h"
#include "wire/chan.h"

#define DESK_QUEUE 32

struct desk {
	const struct desk_opts *o;
	struct loop *loop;
	struct ui *ui;             /* NULL until the first line came */
	struct wire_chan *control; /* NULL: the listener is gone */
	struct wire_chan *term;    /* NULL: parked */
	struct desk_links *links;  /* books and gate */
	char address[64];          /* of the line */
	struct buf frame;
	bool credit;               /* the line can take a picture */
	bool end;
	int status;                /* to exit with */
	char why[512];             /* shown on the line at the end */
	int park_timer;
	bool unsure;               /* who it is may have changed since it was read */
	int64_t looked;            /* clock_ms() when that was */
	int look_timer;            /* reads it again */
	struct desk_print *prints; /* jobs whose outcome is not known */
};

/* desk.c: notes that it ends, why, and the status to exit with. */
void desk_end(struct desk *d, const char *why, int status);
/* Opens the screens for the first line. */
enum status desk_open_ui(struct desk *d, bool must_change, struct err *err)
    ERR_CHECKED;

/* Reads who it is anew, if that may have changed. */
void desk_look(struct desk *d);

/* desk_line.c: WIRE_DESK_ATTACH: a line comes, perhaps in place of another. */
void desk_line_attach(struct desk *d, struct wire_msg *m);
/* Nobody is there: it ends when nobody comes for limits.park_minutes. */
void desk_line_wait(struct desk *d);
/* Once per pass of the loop, after all that came was taken in. */
void desk_line_draw(struct desk *d);
/*
 * The last word.  A socket closed with keys unread in it would take back what
 * is still on the way, so the line closes first, if it does so in time.
 */
void desk_line_bye(struct desk *d);

/* desk_print.c: for ui_host; the outcome goes to ui_printed(). */
enum status desk_print_start(struct desk *d, const struct job_order *order,
    struct err *err) ERR_CHECKED;
/* Nobody listens any more; the jobs go on. */
void desk_print_end(struct desk *d);

#endif
