/* SPDX-License-Identifier: ISC */
/*
 * door: the listening sockets.  A connection that the limits refuse gets a
 * message and is closed; refusals are logged only a few times a minute, so that
 * nobody can fill the disk.
 */
#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/say.h"
#include "serve/lines.h"

#define DOOR_BACKLOG 128
#define DOOR_AT_ONCE 16    /* connections accepted per pass of the loop */
#define DOOR_PAUSE_MS 500  /* pause after running out of descriptors */

static enum status
door_resolve(const char *address, int64_t port, struct addrinfo **out,
    struct err *err)
{
	struct addrinfo hints = {
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
	};
	char text[24];
	int rc;

	(void)snprintf(text, sizeof(text), "%" PRId64, port);
	rc = getaddrinfo(address, text, &hints, out);
	if (rc != 0)
		return err_field(err, ST_INVALID, "server.address",
		    _("\"%s\" is no address to listen on: %s"), address,
		    gai_strerror(rc));
	return ST_OK;
}

static enum status
door_bind(const struct addrinfo *ai, int *out, struct err *err)
{
	int fd, on = 1, off = 0;

	fd = socket(ai->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    0);
	if (fd == -1)
		return err_errno(err, ST_IO, "socket");
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	/* "::" accepts IPv4 too. */
	if (ai->ai_family == AF_INET6)
		(void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off,
		    sizeof(off));
	if (bind(fd, ai->ai_addr, ai->ai_addrlen) == -1 ||
	    listen(fd, DOOR_BACKLOG) == -1) {
		(void)err_errno(err, errno == EADDRINUSE ? ST_BUSY : ST_IO,
		    "bind");
		(void)close(fd);
		return err->st;
	}
	*out = fd;
	return ST_OK;
}

static enum status
door_listen(const char *address, int64_t port, int *out, struct err *err)
{
	struct addrinfo *ai = NULL;
	struct err why = ERR_INIT;
	enum status st;

	st = door_resolve(address, port, &ai, err);
	if (st != ST_OK)
		return st;
	st = door_bind(ai, out, &why);
	freeaddrinfo(ai);
	/* Without IPv6 "::" means all IPv4 addresses. */
	if (st == ST_IO && strcmp(address, "::") == 0)
		return door_listen("0.0.0.0", port, out, err);
	if (st == ST_BUSY)
		return err_set(err, st, _("Port %" PRId64 " of %s is in use by "
		    "another program (server.port in chitra.ini)."), port,
		    address);
	if (st != ST_OK)
		return err_set(err, st, _("Cannot listen on %s port %" PRId64
		    ": %s"), address, port, why.msg);
	return ST_OK;
}

static unsigned
door_port(int fd)
{
	struct sockaddr_storage ss;
	struct sockaddr_in6 in6;
	struct sockaddr_in in;
	socklen_t len = sizeof(ss);

	if (getsockname(fd, (struct sockaddr *)&ss, &len) == -1)
		return 0;
	if (ss.ss_family == AF_INET6) {
		memcpy(&in6, &ss, sizeof(in6));
		return ntohs(in6.sin6_port);
	}
	memcpy(&in, &ss, sizeof(in));
	return ntohs(in.sin_port);
}

enum status
door_open(struct server *srv, struct err *err)
{
	const struct conf *c = &srv->conf;
	enum status st;

	st = door_listen(c->server_address, c->server_port, &srv->door[0], err);
	if (st != ST_OK)
		return st;
	srv->port = door_port(srv->door[0]);
	if (c->server_plain_port == 0)
		return ST_OK;
	return door_listen(c->server_address, c->server_plain_port,
	    &srv->door[1], err);
}

/* Owns the socket. */
static void
door_refuse(struct server *srv, int sock, const struct netaddr *a,
    const char *why)
{
	int64_t ms = limits_penalty(srv->limits, a, clock_ms());
	char text[NETADDR_TEXT], words[256];
	unsigned missed;

	if (ms > 0)
		(void)snprintf(words, sizeof(words), _("Too many failed "
		    "sign-ins from your address: try again in %d seconds."),
		    (int)(ms / 1000 + 1));
	farewell_say(&srv->farewell, sock, ms > 0 ? words :
	    _("The server is too busy; try again."));
	if (!limits_may_log(srv->limits, clock_ms(), &missed))
		return;
	netaddr_text(a, text);
	if (missed > 0)
		log_warnx("%s refused: too many %s (and %u more refusals)",
		    text, why, missed);
	else
		log_warnx("%s refused: too many %s", text, why);
}

/*
 * NULL: it may connect; a connection dropped for it is gone.  Else the reason.
 */
static const char *
door_admit(struct server *srv, const struct netaddr *a)
{
	enum limits_word word;
	struct netaddr from;
	const char *why = "";

	word = limits_admit(srv->limits, a, clock_ms(), &why, &from);
	if (word == LIMITS_FULL && line_drop_stalled(srv))
		word = limits_admit(srv->limits, a, clock_ms(), &why, &from);
	if (word == LIMITS_DROP)
		line_drop_starting(srv, &from);
	return word == LIMITS_TAKE || word == LIMITS_DROP ? NULL : why;
}

static void
door_again(void *arg)
{
	struct server *srv = arg;

	door_watch(srv, srv->books.ready && srv->gate.ready);
}

static void
door_event(int fd, short revents, void *arg)
{
	struct server *srv = arg;
	struct sockaddr_storage ss;
	struct netaddr a;
	const char *why;
	socklen_t len;
	int i, sock;

	(void)revents;
	for (i = 0; i < DOOR_AT_ONCE; i++) {
		len = sizeof(ss);
		sock = accept4(fd, (struct sockaddr *)&ss, &len,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (sock == -1 && (errno == EMFILE || errno == ENFILE ||
		    errno == ENOBUFS || errno == ENOMEM)) {
			log_warn("accept");
			door_watch(srv, false);
			(void)loop_timer(srv->loop, DOOR_PAUSE_MS, door_again,
			    srv);
		}
		if (sock == -1)
			return;
		netaddr_from(&a, (const struct sockaddr *)&ss);
		why = door_admit(srv, &a);
		if (why != NULL) {
			door_refuse(srv, sock, &a, why);
			continue;
		}
		line_new(srv, sock, &a, fd == srv->door[0]);
		(void)close(sock);
	}
}

void
door_watch(struct server *srv, bool take)
{
	int i;

	for (i = 0; i < 2; i++) {
		if (srv->door[i] == -1)
			continue;
		if (take && !srv->stopping)
			loop_add(srv->loop, srv->door[i], POLLIN, door_event,
			    srv);
		else
			loop_remove(srv->loop, srv->door[i]);
	}
}

void
door_close(struct server *srv)
{
	int i;

	door_watch(srv, false);
	for (i = 0; i < 2; i++) {
		if (srv->door[i] != -1)
			(void)close(srv->door[i]);
		srv->door[i] = -1;
	}
}
