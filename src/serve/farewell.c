/* SPDX-License-Identifier: ISC */
#include "serve/farewell.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FAREWELL_ID "SSH-2.0-chitra\r\n"
#define FAREWELL_TOO_MANY 12 /* SSH_DISCONNECT_TOO_MANY_CONNECTIONS */
#define FAREWELL_BLOCK 8     /* what an unencrypted packet is padded to */
#define FAREWELL_WORDS 400

static unsigned char *
farewell_u32(unsigned char *p, size_t v)
{
	*p++ = (unsigned char)(v >> 24);
	*p++ = (unsigned char)(v >> 16);
	*p++ = (unsigned char)(v >> 8);
	*p++ = (unsigned char)v;
	return p;
}

/* RFC 4253, 6: length, length of the padding, payload, padding. */
static size_t
farewell_packet(unsigned char *out, const char *words)
{
	size_t n = strlen(words), payload = 1 + 4 + 4 + n + 4, pad;
	unsigned char *p;

	pad = FAREWELL_BLOCK - (5 + payload) % FAREWELL_BLOCK;
	if (pad < 4)
		pad += FAREWELL_BLOCK;
	p = farewell_u32(out, 1 + payload + pad);
	*p++ = (unsigned char)pad;
	*p++ = 1; /* SSH_MSG_DISCONNECT */
	p = farewell_u32(p, FAREWELL_TOO_MANY);
	p = farewell_u32(p, n);
	memcpy(p, words, n);
	p = farewell_u32(p + n, 0); /* no language */
	memset(p, 0, pad);
	return (size_t)(p - out) + pad;
}

static void
farewell_close(int *fd)
{
	if (*fd != -1)
		(void)close(*fd);
	*fd = -1;
}

static void
farewell_late(void *arg)
{
	struct farewell *f = arg;
	unsigned i;

	f->timer = 0;
	for (i = 0; i < FAREWELL_HELD; i++)
		farewell_close(&f->held[i]);
}

void
farewell_init(struct farewell *f, struct loop *loop)
{
	unsigned i;

	memset(f, 0, sizeof(*f));
	f->loop = loop;
	for (i = 0; i < FAREWELL_HELD; i++)
		f->held[i] = -1;
}

void
farewell_done(struct farewell *f)
{
	loop_timer_cancel(f->loop, f->timer);
	farewell_late(f);
}

/*
 * Closing a socket with unread data resets it, and the client may lose the
 * message, so it is held for a while.  In a flood the oldest is closed.
 */
void
farewell_say(struct farewell *f, int sock, const char *words)
{
	unsigned char text[sizeof(FAREWELL_ID) + FAREWELL_WORDS + 64];
	size_t n = sizeof(FAREWELL_ID) - 1;

	if (strlen(words) <= FAREWELL_WORDS) {
		memcpy(text, FAREWELL_ID, n);
		n += farewell_packet(text + n, words);
		(void)send(sock, text, n, MSG_NOSIGNAL | MSG_DONTWAIT);
		(void)shutdown(sock, SHUT_WR);
	}
	farewell_close(&f->held[f->next]);
	f->held[f->next] = sock;
	f->next = (f->next + 1) % FAREWELL_HELD;
	if (f->timer == 0)
		f->timer = loop_timer(f->loop, FAREWELL_MS, farewell_late, f);
}
