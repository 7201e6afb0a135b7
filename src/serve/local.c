/* SPDX-License-Identifier: ISC */
/*
 * local: the socket of local commands (data.socket).  The peer's identity comes
 * from the kernel (SO_PEERCRED), never from the command.  The first message
 * names the service; then the socket is passed to books or the gate, which
 * decide by the uid what the peer may do.
 */
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "serve/hello.h"
#include "serve/server.h"

#define LOCAL_GUESTS 32       /* that have not sent WIRE_HELLO yet */
#define LOCAL_HELLO_MS 5000

struct guest {
	struct guest *next;
	struct server *srv;
	struct wire_chan *chan;
	uid_t uid;
	int timer;
};

static void
local_free(struct guest *g)
{
	struct guest **p;

	for (p = &g->srv->guests; *p != g; p = &(*p)->next)
		;
	*p = g->next;
	g->srv->nguests--;
	loop_timer_cancel(g->srv->loop, g->timer);
	wire_chan_free(g->chan);
	free(g);
}

/* True for root and the owner of the database, who could open the file. */
static bool
local_is_owner(const struct guest *g)
{
	const struct uids *u = &g->srv->uids;
	struct stat sb;

	return g->uid == 0 || g->uid == geteuid() ||
	    (u->apart && g->uid == u->role[UIDS_BOOKS].uid) ||
	    (stat(g->srv->conf.data_database, &sb) == 0 && sb.st_uid == g->uid);
}

static void
local_status(struct guest *g)
{
	char *text = local_is_owner(g) ? status_text(g->srv) :
	    mem_strdup(_("only for the owner of the books\n"));
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_STATUS);
	wire_put_str(&m, text);
	if (wire_chan_send(g->chan, &m, NULL, 0) != ST_OK)
		log_warnx("status: nobody listens");
	(void)wire_chan_flush(g->chan, 100);
	wire_done(&m);
	free(text);
}

/* The identity for books and the gate: the uid, or what the owner requested. */
static void
local_hand_over(struct guest *g, const char *service, int64_t staff)
{
	enum wire_peer peer = staff != 0 ? WIRE_PEER_STAFF : WIRE_PEER_LOCAL;
	int64_t number = staff != 0 ? staff : (int64_t)g->uid;
	int fd = wire_chan_fd(g->chan);

	if (strcmp(service, "books") == 0)
		service_give_books(g->srv, peer, number, "local", fd);
	else if (strcmp(service, "gate") == 0)
		service_give_gate(g->srv, peer, number, fd);
}

static void
local_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct guest *g = arg;
	char service[16];
	int64_t staff;

	(void)c;
	wire_get_str(m, service, sizeof(service));
	staff = buf_left(&m->body) > 0 ? wire_get_i64(m) : 0;
	if (m->type != WIRE_HELLO || !wire_end(m))
		log_warnx("local command of uid %u: broken message",
		    (unsigned)g->uid);
	else if (staff != 0 && !local_is_owner(g))
		log_warnx("local command of uid %u wants to be staff %" PRId64
		    ": refused", (unsigned)g->uid, staff);
	else if (strcmp(service, "status") == 0)
		local_status(g);
	else
		local_hand_over(g, service, staff);
	/* A duplicate was passed on, so this one is closed. */
	local_free(g);
}

static void
local_closed(struct wire_chan *c, const char *why, void *arg)
{
	(void)c;
	(void)why;
	local_free(arg);
}

static void
local_late(void *arg)
{
	struct guest *g = arg;

	g->timer = 0;
	local_free(g);
}

static void
local_event(int fd, short revents, void *arg)
{
	struct server *srv = arg;
	struct ucred cred;
	socklen_t len = sizeof(cred);
	struct guest *g;
	int sock;

	(void)revents;
	sock = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (sock == -1)
		return;
	if (srv->nguests >= LOCAL_GUESTS ||
	    getsockopt(sock, SOL_SOCKET, SO_PEERCRED, &cred, &len) == -1) {
		(void)close(sock);
		return;
	}
	g = mem_zalloc(sizeof(*g));
	g->srv = srv;
	g->uid = cred.uid;
	g->chan = wire_chan_new(srv->loop, sock, 4, local_msg, local_closed, g);
	g->timer = loop_timer(srv->loop, LOCAL_HELLO_MS, local_late, g);
	g->next = srv->guests;
	srv->guests = g;
	srv->nguests++;
}

/* Removes the socket of a dead server; refuses any other file. */
static enum status
local_free_path(struct server *srv, struct err *err)
{
	const char *path = srv->conf.data_socket;
	struct stat sb;
	int fd;

	if (lstat(path, &sb) == -1)
		return ST_OK;
	if (!S_ISSOCK(sb.st_mode))
		return err_field(err, ST_INVALID, "data.socket",
		    _("%s is there and is no socket."), path);
	if (hello_open(&srv->conf, "status", 0, &fd, NULL) == ST_OK) {
		(void)close(fd);
		return err_set(err, ST_BUSY,
		    _("Another server runs already (%s)."), path);
	}
	if (unlink(path) == -1)
		return err_errno(err, ST_IO, "%s", path);
	return ST_OK;
}

enum status
local_open(struct server *srv, struct err *err)
{
	const char *path = srv->conf.data_socket;
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	enum status st;
	int fd;

	if (str_copy(sun.sun_path, sizeof(sun.sun_path), path) != ST_OK)
		return err_field(err, ST_INVALID, "data.socket",
		    _("The path %s is too long for a socket (107 bytes)."),
		    path);
	st = local_free_path(srv, err);
	if (st != ST_OK)
		return st;
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return err_errno(err, ST_IO, "socket");
	if (bind(fd, (const struct sockaddr *)&sun, sizeof(sun)) == -1 ||
	    chmod(path, srv->uids.apart ? 0666 : 0660) == -1 ||
	    listen(fd, 16) == -1) {
		(void)err_errno(err, ST_IO, "%s", path);
		(void)close(fd);
		return ST_IO;
	}
	srv->local = fd;
	loop_add(srv->loop, fd, POLLIN, local_event, srv);
	return ST_OK;
}

void
local_close(struct server *srv)
{
	if (srv->local == -1)
		return;
	while (srv->guests != NULL)
		local_free(srv->guests);
	loop_remove(srv->loop, srv->local);
	(void)close(srv->local);
	srv->local = -1;
	(void)unlink(srv->conf.data_socket);
}
