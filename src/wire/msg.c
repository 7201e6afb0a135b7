/* SPDX-License-Identifier: ISC */
#include "wire/msg.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"

void
wire_init(struct wire_msg *m)
{
	unsigned i;

	memset(m, 0, sizeof(*m));
	buf_init(&m->body, WIRE_MAX);
	for (i = 0; i < WIRE_FDS; i++)
		m->fd[i] = -1;
}

static void
wire_close_fds(struct wire_msg *m)
{
	unsigned i;

	for (i = 0; i < WIRE_FDS; i++) {
		if (m->fd[i] != -1)
			(void)close(m->fd[i]);
		m->fd[i] = -1;
	}
}

void
wire_done(struct wire_msg *m)
{
	wire_close_fds(m);
	buf_done(&m->body);
}

void
wire_begin(struct wire_msg *m, uint16_t type)
{
	wire_close_fds(m);
	buf_clear(&m->body);
	m->type = type;
	m->bad = false;
}

static void
wire_put(struct wire_msg *m, const void *p, size_t n)
{
	if (!buf_add(&m->body, p, n))
		m->bad = true;
}

void
wire_put_u8(struct wire_msg *m, uint8_t v)
{
	wire_put(m, &v, 1);
}

void
wire_put_u32(struct wire_msg *m, uint32_t v)
{
	unsigned char b[4];
	int i;

	for (i = 0; i < 4; i++)
		b[i] = (unsigned char)(v >> (8 * i));
	wire_put(m, b, sizeof(b));
}

void
wire_put_i64(struct wire_msg *m, int64_t v)
{
	uint64_t u = (uint64_t)v;
	unsigned char b[8];
	int i;

	for (i = 0; i < 8; i++)
		b[i] = (unsigned char)(u >> (8 * i));
	wire_put(m, b, sizeof(b));
}

void
wire_put_bytes(struct wire_msg *m, const void *p, size_t n)
{
	if (n > WIRE_MAX) {
		m->bad = true;
		return;
	}
	wire_put_u32(m, (uint32_t)n);
	wire_put(m, p, n);
}

void
wire_put_str(struct wire_msg *m, const char *s)
{
	wire_put_bytes(m, s, strlen(s));
}

static const unsigned char *
wire_get(struct wire_msg *m, size_t n)
{
	const unsigned char *p;

	if (m->bad || buf_left(&m->body) < n) {
		m->bad = true;
		return NULL;
	}
	p = buf_head(&m->body);
	buf_eat(&m->body, n);
	return p;
}

uint8_t
wire_get_u8(struct wire_msg *m)
{
	const unsigned char *p = wire_get(m, 1);

	return p != NULL ? p[0] : 0;
}

uint32_t
wire_get_u32(struct wire_msg *m)
{
	const unsigned char *p = wire_get(m, 4);
	uint32_t v = 0;
	int i;

	for (i = 0; p != NULL && i < 4; i++)
		v |= (uint32_t)p[i] << (8 * i);
	return v;
}

int64_t
wire_get_i64(struct wire_msg *m)
{
	const unsigned char *p = wire_get(m, 8);
	uint64_t v = 0;
	int i;

	for (i = 0; p != NULL && i < 8; i++)
		v |= (uint64_t)p[i] << (8 * i);
	return (int64_t)v;
}

const unsigned char *
wire_get_bytes(struct wire_msg *m, size_t *n)
{
	size_t len = wire_get_u32(m);
	const unsigned char *p = wire_get(m, len);

	*n = p != NULL ? len : 0;
	return p;
}

void
wire_get_str(struct wire_msg *m, char *dst, size_t size)
{
	size_t n;
	const unsigned char *p = wire_get_bytes(m, &n);

	dst[0] = '\0';
	if (p == NULL)
		return;
	if (n >= size || memchr(p, '\0', n) != NULL) {
		m->bad = true;
		return;
	}
	memcpy(dst, p, n);
	dst[n] = '\0';
}

char *
wire_get_strdup(struct wire_msg *m)
{
	size_t n;
	const unsigned char *p = wire_get_bytes(m, &n);

	if (p == NULL || memchr(p, '\0', n) != NULL) {
		m->bad = true;
		return mem_strdup("");
	}
	return mem_strndup((const char *)p, n);
}

int
wire_take_fd(struct wire_msg *m, unsigned i)
{
	int fd = i < WIRE_FDS ? m->fd[i] : -1;

	if (fd != -1)
		m->fd[i] = -1;
	return fd;
}

bool
wire_end(const struct wire_msg *m)
{
	return !m->bad && buf_left(&m->body) == 0;
}

enum status
wire_send(int sock, const struct wire_msg *m, const int *fds, unsigned n,
    struct err *err)
{
	unsigned char type[2] = { (unsigned char)(m->type & 0xFF),
		(unsigned char)(m->type >> 8) };
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(WIRE_FDS * sizeof(int))];
	} ctl;
	struct iovec iov[2] = { { type, 2 },
		{ m->body.data, m->body.len } };
	struct msghdr mh;
	struct cmsghdr *c;

	if (m->bad || n > WIRE_FDS)
		return err_set(err, ST_LIMIT, "message of type %u is too large",
		    m->type);
	memset(&mh, 0, sizeof(mh));
	memset(&ctl, 0, sizeof(ctl));
	mh.msg_iov = iov;
	mh.msg_iovlen = 2;
	if (n > 0) {
		mh.msg_control = ctl.bytes;
		mh.msg_controllen = CMSG_SPACE(n * sizeof(int));
		c = CMSG_FIRSTHDR(&mh);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(n * sizeof(int));
		memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	}
	for (;;) {
		if (sendmsg(sock, &mh, MSG_NOSIGNAL) >= 0)
			return ST_OK;
		if (errno == EINTR)
			continue;
		if (errno == EAGAIN || errno == ENOBUFS)
			return ST_BUSY;
		if (errno == EPIPE || errno == ECONNRESET)
			return err_set(err, ST_NOTFOUND, "the peer is gone");
		return err_errno(err, ST_IO, "sendmsg");
	}
}

static enum status
wire_take_rights(struct wire_msg *m, struct msghdr *mh, struct err *err)
{
	struct cmsghdr *c;
	unsigned i, k, have = 0;

	for (c = CMSG_FIRSTHDR(mh); c != NULL; c = CMSG_NXTHDR(mh, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		k = (unsigned)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
		for (i = 0; i < k; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(fd));
			if (have < WIRE_FDS)
				m->fd[have++] = fd;
			else
				(void)close(fd);
		}
	}
	/* With a full descriptor table they are lost; only this flag tells. */
	if (mh->msg_flags & (MSG_CTRUNC | MSG_TRUNC)) {
		wire_close_fds(m);
		return err_set(err, ST_CORRUPT, "message or descriptors cut");
	}
	return ST_OK;
}

enum status
wire_recv(int sock, struct wire_msg *m, struct err *err)
{
	static unsigned char data[WIRE_MAX + 2]; /* one thread per process */
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(WIRE_FDS * sizeof(int))];
	} ctl;
	struct iovec iov = { data, sizeof(data) };
	struct msghdr mh;
	enum status st;
	ssize_t n;

	wire_begin(m, 0);
	memset(&mh, 0, sizeof(mh));
	mh.msg_iov = &iov;
	mh.msg_iovlen = 1;
	mh.msg_control = ctl.bytes;
	mh.msg_controllen = sizeof(ctl.bytes);
	do
		n = recvmsg(sock, &mh, MSG_CMSG_CLOEXEC);
	while (n == -1 && errno == EINTR);
	if (n == -1) {
		if (errno == EAGAIN)
			return ST_BUSY;
		if (errno == ECONNRESET)
			return err_set(err, ST_NOTFOUND, "the peer is gone");
		return err_errno(err, ST_IO, "recvmsg");
	}
	if (n == 0)
		return err_set(err, ST_NOTFOUND, "the peer closed");
	st = wire_take_rights(m, &mh, err);
	if (st != ST_OK)
		return st;
	if (n < 2)
		return err_set(err, ST_CORRUPT, "message of %zd bytes", n);
	m->type = (uint16_t)(data[0] | data[1] << 8);
	(void)buf_add(&m->body, data + 2, (size_t)n - 2);
	return ST_OK;
}

enum status
wire_pair(int pair[2], struct err *err)
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0,
	    pair) == -1) {
		pair[0] = pair[1] = -1;
		return err_errno(err, ST_IO, "socketpair");
	}
	return ST_OK;
}
