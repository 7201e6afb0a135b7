/*
 * SPDX-License-Identifier: ISC
 *
 * server: shared by the files of the listener, for them only.
 *
 *   listener.c  start, signals, reaping, the end     service.c  books and gate
 *   door.c      listening sockets, accept, limits    line.c     transports
 *   seat.c desks and their connections run.c commands
 *   local.c     the socket of local commands         reload.c   SIGHUP
 *   status.c    the text of `status`
 *
 * A child is finished only when it was reaped and its control socket was read
 * to the end, so that its last messages are not lost.
 */
#pragma once

#include "base/loop.h"
#include "serve/farewell.h"
#include "serve/limits.h"
#include "serve/listener.h"
#include "serve/uids.h"
#include "wire/chan.h"
#include "wire/proto.h"

#define SERVER_QUEUE 64 /* queued messages for a child */
#define SERVER_PRINTERS 32 /* print jobs of desks at once */

/* Books or gate. */
struct service {
	struct server *srv;
	const char *name;
	enum uids_role role;
	int (*run)(const struct conf *conf, int control);
	void (*on_ready)(struct server *srv);
	void (*on_msg)(struct server *srv, struct wire_msg *m); /* may be NULL */
	pid_t pid;              /* 0: none */
	struct wire_chan *chan; /* NULL: closed */
	bool ready, reaped;
	int status;             /* of waitpid(2), when reaped */
	int64_t born;
	int64_t delay;          /* ms before the next start */
	int timer;
};

struct line; /* lines.h */
struct seat;

/* A local command before its WIRE_HELLO. */
struct guest;

struct server {
	struct loop *loop;
	struct conf conf;       /* ours: SIGHUP changes it */
	const struct listener_opts *o;
	struct uids uids;
	struct limits *limits;
	struct service books, gate;
	struct line *lines;
	struct seat *seats;
	pid_t printers[SERVER_PRINTERS]; /* of desks; 0: free */
	struct guest *guests;
	unsigned nguests;
	uint32_t last_id;       /* of a connection */
	struct farewell farewell; /* for refused connections */
	int door[2];            /* server.port, server.plain_port; -1 none */
	unsigned port;          /* the actual one of door[0] */
	int local;              /* data.socket, -1 none */
	bool open;              /* ready() was called: connections are
	                         * accepted */
	bool stopping;
	int stop_timer;
	int64_t born;
	unsigned restarts;      /* of books and gate, for status */
};

/* service.c */
void service_start(struct service *s);
bool service_reaped(struct service *s, pid_t pid, int status);
/*
 * Sends; without the service the message is dropped, since a restarted one gets
 * the state again.
 */
void service_send(struct service *s, const struct wire_msg *m, int fd);
/*
 * A new socket to books or gate, bound to that peer.  ST_BUSY while the
 * service is being restarted.
 */
enum status service_bind_books(struct server *srv, enum wire_peer peer,
    int64_t number, const char *address, int *fd) ERR_CHECKED;
enum status service_bind_gate(struct server *srv, enum wire_peer peer,
    int64_t number, int *fd) ERR_CHECKED;
/* Passes a socket made elsewhere (a local command's). */
void service_give_books(struct server *srv, enum wire_peer peer,
    int64_t number, const char *address, int fd);
void service_give_gate(struct server *srv, enum wire_peer peer,
    int64_t number, int fd);
/* Makes it end, by closing its control socket. */
void service_end(struct service *s);

/* door.c */
enum status door_open(struct server *srv, struct err *err) ERR_CHECKED;
void door_watch(struct server *srv, bool take);
void door_close(struct server *srv);

/* local.c */
enum status local_open(struct server *srv, struct err *err) ERR_CHECKED;
void local_close(struct server *srv);

/* reload.c, status.c */
void reload(struct server *srv);
char *status_text(const struct server *srv);

/* listener.c: ends the loop when all children of an ending server are gone. */
void listener_check_end(struct server *srv);
