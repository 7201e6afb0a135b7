/*
 * SPDX-License-Identifier: ISC
 *
 * desk_priv: shared by desk.c (start, listener, end), desk_line.c (the attached
 * terminal) and desk_print.c (jobs), for them only.
 */
#pragma once

#include "base/loop.h"
#include "serve/desk.h"
#include "serve/desk_links.h"
#include "ui/kit/ui.h"
#include "wire/chan.h"

#define DESK_QUEUE 32

struct desk {
	const struct desk_opts *o;
	struct loop *loop;
	struct ui *ui;             /* NULL until the first connection */
	struct wire_chan *control; /* NULL: the listener has died */
	struct wire_chan *term;    /* NULL: parked */
	struct desk_links *links;  /* books and gate */
	char address[64];          /* of the connection */
	struct buf frame;
	bool credit;               /* a frame may be sent */
	bool end;
	int status;                /* to exit with */
	char why[512];             /* shown to the user at the end */
	int park_timer;
	bool unsure;               /* role or places may have changed since they
	                            * were read */
	int64_t looked;            /* clock_ms() of that reading */
	int look_timer;            /* reads it again */
	struct desk_print *prints; /* jobs without an outcome yet */
};

/* desk.c: makes the desk end, with a reason and the exit status. */
void desk_end(struct desk *d, const char *why, int status);
/* Opens the screens for the first connection. */
enum status desk_open_ui(struct desk *d, bool must_change, struct err *err)
    ERR_CHECKED;

/* Reads the person again, if role or places may have changed. */
void desk_look(struct desk *d);

/* desk_line.c: WIRE_DESK_ATTACH: a connection, which may replace another. */
void desk_line_attach(struct desk *d, struct wire_msg *m);
/* Parks: ends without a connection for limits.park_minutes. */
void desk_line_wait(struct desk *d);
/* Called once per pass of the loop, after all messages were handled. */
void desk_line_draw(struct desk *d);
/*
 * Sends the last message and waits for the peer to close first: closing a
 * socket with unread keys would discard what was sent.
 */
void desk_line_bye(struct desk *d);

/* desk_print.c: for ui_host; the outcome goes to ui_printed(). */
enum status desk_print_start(struct desk *d, const struct job_order *order,
    struct err *err) ERR_CHECKED;
/* Stops waiting for outcomes; the jobs continue. */
void desk_print_end(struct desk *d);
