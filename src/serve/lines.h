/*
 * SPDX-License-Identifier: ISC
 *
 * lines: the listener's table of connections and of desks (line.c, seat.c,
 * run.c); for the listener's files only.
 */
#pragma once

#include "serve/server.h"

#define LINE_LOGIN 33

/* The request of a peer; at most one. */
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
	char stage[16];         /* progress, for the log */
	bool keyed;             /* has exchanged keys */
	bool dropped;           /* killed, and no longer counted */
	int64_t in, out;        /* bytes, as the transport counted */

	bool signed_in;         /* as the gate said */
	int64_t staff;
	char login[LINE_LOGIN];
	char method[72];        /* "password", "key SHA256:..." */
	bool must_change;       /* the password, before anything else */

	enum line_want want;
	char term[65];
	uint32_t columns, rows;
	char *command;          /* LINE_RUN; owned */
	bool pty;

	bool waiting;           /* for a restart of books or gate */
	bool commands;          /* LINE_RUN: counted for the person */

	struct seat *seat;      /* LINE_SHELL */
	int desk_fd;            /* the transport's end, until the desk has
	                         * attached */
	unsigned tries;         /* desks that ended before attaching */

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
	int deaf_timer;         /* while it has not attached a connection */
};

/* line.c */
void line_new(struct server *srv, int sock, const struct netaddr *a,
    bool compress);
struct line *line_by_id(struct server *srv, uint32_t id);
void line_signed_in(struct line *l);
void line_send(struct line *l, const struct wire_msg *m, const int *fds,
    unsigned n);
/* Shows the reason to the user and closes the connection. */
void line_close(struct line *l, const char *why);
/* Starts what the peer requested, as soon as everything for it is available. */
void line_go(struct line *l);
/* Drops a connection of that address that is not signed in, if possible one
 * without key exchange, at random. */
void line_drop_starting(struct server *srv, const struct netaddr *from);
/* Drops the command that has been stalled longest; false: none. */
bool line_drop_stalled(struct server *srv);
bool line_reaped(struct server *srv, pid_t pid, int status);

/* seat.c */
void seat_attach(struct line *l);
void seat_leave(struct line *l);
void seat_give_books(struct server *srv);
void seat_give_gate(struct server *srv);
/* Makes the desk of a person end, with this reason. */
void seat_end(struct server *srv, int64_t staff, const char *why);
void seat_end_all(struct server *srv, const char *why);
bool seat_reaped(struct server *srv, pid_t pid, int status);
/* True if pid printed for a desk; it has sent the outcome itself. */
bool seat_printer_reaped(struct server *srv, pid_t pid);

/* run.c */
void run_start(struct line *l);
void run_drop(struct line *l);
bool run_reaped(struct server *srv, pid_t pid, int status);
