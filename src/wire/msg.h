/*
 * SPDX-License-Identifier: ISC
 *
 * msg: one message between two of our processes, over AF_UNIX SOCK_SEQPACKET
 * (the kernel keeps message boundaries), at most WIRE_MAX bytes, with up to
 * WIRE_FDS descriptors beside it.
 *
 * Received messages are not trusted: each getter checks what is left, the first
 * failure makes all later ones fail, and wire_end() insists that every byte was
 * consumed.  Integers are little endian of fixed size; a string is u32 length +
 * bytes, without NUL inside.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define WIRE_MAX (60 * 1024) /* 64 kB passed in practice, 250 kB did not */
#define WIRE_FDS 4

struct wire_msg {
	uint16_t type;     /* enum wire_type */
	struct buf body;   /* bytes after the type */
	bool bad;          /* a getter ran out, or a putter overflowed */
	int fd[WIRE_FDS];  /* received descriptors, -1 when none; owned */
};

/* An empty message; wire_done() frees it and closes descriptors in it. */
void wire_init(struct wire_msg *m);
void wire_done(struct wire_msg *m);

/* Empties the message and sets its type; keeps the memory. */
void wire_begin(struct wire_msg *m, uint16_t type);

/* Append one field; beyond WIRE_MAX the message becomes bad. */
void wire_put_u8(struct wire_msg *m, uint8_t v);
void wire_put_u32(struct wire_msg *m, uint32_t v);
void wire_put_i64(struct wire_msg *m, int64_t v);
void wire_put_bytes(struct wire_msg *m, const void *p, size_t n);
void wire_put_str(struct wire_msg *m, const char *s);

/* Getters, in the order of the putters; 0 after a failure. */
uint8_t wire_get_u8(struct wire_msg *m);
uint32_t wire_get_u32(struct wire_msg *m);
int64_t wire_get_i64(struct wire_msg *m);
/* The result points into the message; *n = 0 after a failure. */
const unsigned char *wire_get_bytes(struct wire_msg *m, size_t *n);
/* Copies into dst; too long, or a NUL inside, makes the message bad. */
void wire_get_str(struct wire_msg *m, char *dst, size_t size);
/* As wire_get_str(), allocated (free()); "" after a failure. */
char *wire_get_strdup(struct wire_msg *m);

/* Removes descriptor i from the message, the caller owns it; -1 if none. */
int wire_take_fd(struct wire_msg *m, unsigned i);

/* True when no getter failed and every byte was consumed. */
bool wire_end(const struct wire_msg *m);

/*
 * Sends the message with n descriptors (not closed here).  ST_BUSY: the
 * socket is full, try when writable; ST_NOTFOUND: the peer has closed;
 * ST_LIMIT: the message is too large; ST_IO: anything else.
 */
enum status wire_send(int sock, const struct wire_msg *m, const int *fds,
    unsigned n, struct err *err) ERR_CHECKED;

/*
 * Receives one message.  ST_BUSY: no message is waiting; ST_NOTFOUND: the peer
 * closed; ST_CORRUPT: too short, cut, or descriptors were lost.
 */
enum status wire_recv(int sock, struct wire_msg *m, struct err *err)
    ERR_CHECKED;

/* A connected pair, non-blocking and close-on-exec. */
enum status wire_pair(int pair[2], struct err *err) ERR_CHECKED;
