/* SPDX-License-Identifier: ISC */
#include "serve/hello.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/say.h"
#include "base/str.h"
#include "wire/msg.h"
#include "wire/proto.h"

#define HELLO_WAIT_MS 5000

static enum status
hello_connect(const char *path, int *out, struct err *err)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd;

	if (str_copy(sun.sun_path, sizeof(sun.sun_path), path) != ST_OK)
		return err_set(err, ST_NOTFOUND, _("No server is running."));
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return err_errno(err, ST_IO, "socket");
	if (connect(fd, (const struct sockaddr *)&sun, sizeof(sun)) == 0) {
		*out = fd;
		return ST_OK;
	}
	if (errno == EACCES || errno == EPERM)
		(void)err_errno(err, ST_DENIED, "%s", path);
	else if (errno == EAGAIN)
		(void)err_set(err, ST_BUSY, _("The server is too busy; try "
		    "again."));
	else
		(void)err_set(err, ST_NOTFOUND, _("No server is running."));
	(void)close(fd);
	return err != NULL ? err->st : ST_NOTFOUND;
}

enum status
hello_open(const struct conf *conf, const char *service, int64_t staff,
    int *fd, struct err *err)
{
	struct err own = ERR_INIT;
	struct wire_msg m;
	enum status st;
	int sock = -1;

	if (err == NULL)
		err = &own;
	st = hello_connect(conf->data_socket, &sock, err);
	if (st != ST_OK)
		return st;
	wire_init(&m);
	wire_begin(&m, WIRE_HELLO);
	wire_put_str(&m, service);
	wire_put_i64(&m, staff);
	st = wire_send(sock, &m, NULL, 0, err);
	wire_done(&m);
	if (st != ST_OK) {
		(void)close(sock);
		return st;
	}
	*fd = sock;
	return ST_OK;
}

enum status
hello_status(const struct conf *conf, char **text, struct err *err)
{
	struct pollfd p = { .events = POLLIN };
	struct wire_msg m;
	enum status st;
	char *s;

	st = hello_open(conf, "status", 0, &p.fd, err);
	if (st != ST_OK)
		return st;
	wire_init(&m);
	if (poll(&p, 1, HELLO_WAIT_MS) <= 0)
		st = err_set(err, ST_BUSY, _("The server does not answer."));
	else
		st = wire_recv(p.fd, &m, err);
	if (st == ST_OK && m.type == WIRE_STATUS) {
		s = wire_get_strdup(&m);
		*text = s;
	} else if (st == ST_OK) {
		st = err_set(err, ST_CORRUPT, _("The server does not answer."));
	}
	wire_done(&m);
	(void)close(p.fd);
	return st;
}
