/*
 * SPDX-License-Identifier: ISC
 *
 * lines: the listener's table of connections and of desks (line.c, seat.c,
 * run.c); for the listener's files only.
 */
#ifndef CHITRA_SERVE_LINES_H
#define CHITRA_SERVE_LINES_H

#include "serve/server.h"

#define LINE_LOGIN 33

/* What the peer of a line asked for; it asks once. */
enum line_want { LINE_NOTHING, LINE_SHELL, LINE_RUN };

/* One connection: a transport and what belongs to it. */
struct line {
	struct line *next;
	struct server *srv;
	uint32_t id;
	pid_t pid;
	struct wire_chan *chan; /* NULL: closed */
	bool reaped;
	int status;
	struct netaddr addr;
	char address[NETADDR_TEXT];
	int64_t since;          /* clock_ms() of accept */
	char stage[16];         /* how far it came */
	bool keyed;             /* keys are exchanged */
	bool dropped;           /* killed, and no longer counted */
	int64_t in, out;        /* bytes, as the transport counted */

	bool signed_in;         /* the gate said so */
	int64_t staff;
	char login[LINE_LOGIN];
	char method[72];        /* "password", "key SHA256:..." */
	bool must_change;       /* the password, before anything else */

	enum line_want want;
	char term[65];
	uint32_t columns, rows;
	char *command;          /* LINE_RUN; owned */
	bool pty;

	bool waiting;           /* for books and gate, being restarted */
	bool commands;          /* LINE_RUN: counts as one of the person's */

	struct seat *seat;      /* LINE_SHELL */
	int desk_fd;            /* its end, until the desk has taken the other */
	unsigned tries;         /* desks that ended before they took it */

	pid_t runner;           /* 0: none */
	int runner_in;          /* keeps the runner's stdin open, see run.c */
};

/* One person's desk. */
struct seat {
	struct seat *next;
	struct server *srv;
	pid_t pid;
	struct wire_chan *chan; /* NULL: closed */
	bool reaped;
	int status;
	int64_t staff;
	char login[LINE_LOGIN];
	struct line *line;      /* attached now; NULL: parked */
	int64_t since;          /* clock_ms() of the last change */
	int deaf_timer;         /* while it has not taken a line */
};

/* line.c */
void line_new(struct server *srv, int sock, const struct netaddr *a,
    bool compress);
struct line *line_by_id(struct server *srv, uint32_t id);
void line_signed_in(struct line *l);
void line_send(struct line *l, const struct wire_msg *m, const int *fds,
    unsigned n);
/* Shows the reason to the person and ends the line. */
void line_close(struct line *l, const char *why);
/* Does what the peer wants, as soon as all that needs is there. */
void line_go(struct line *l);
/* Drops one of that address which is not signed in: one without keys if there
 * is one, which of them by chance. */
void line_drop_starting(struct server *srv, const struct netaddr *from);
/* Drops the command whose output was not taken for longest; false: none. */
bool line_drop_stalled(struct server *srv);
bool line_reaped(struct server *srv, pid_t pid, int status);

/* seat.c */
void seat_attach(struct line *l);
void seat_leave(struct line *l);
void seat_give_books(struct server *srv);
void seat_give_gate(struct server *srv);
/* Tells the desk of one person that it ends, and why. */
void seat_end(struct server *srv, int64_t staff, const char *why);
void seat_end_all(struct server *srv, const char *why);
bool seat_reaped(struct server *srv, pid_t pid, int status);
/* A process that printed for a desk has ended; it has told the desk itself. */
bool seat_printer_reaped(struct server *srv, pid_t pid);

/* run.c */
void run_start(struct line *l);
void run_drop(struct line *l);
bool run_reaped(struct server *srv, pid_t pid, int status);

#endif
