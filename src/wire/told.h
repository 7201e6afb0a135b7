/*
 * SPDX-License-Identifier: ISC
 *
 * told: what a command run over ssh reports to its transport on a socket of its
 * own: the id of each posting before it is sent, and the exit status at the
 * end.  If the connection breaks, the transport can tell the client which id to
 * ask `chitra outcome` for, even when the listener and the command have died.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "wire/verb.h"

#define TOLD_RECORD (1 + WIRE_OP_ID)

/* State of the reader, the transport. */
struct told {
	unsigned char part[TOLD_RECORD];
	unsigned n;                    /* bytes of part */
	bool posted;                   /* the command has posted, last op: */
	unsigned char op[WIRE_OP_ID];
	bool exited;                   /* it ended by itself, with `status` */
	uint8_t status;
};

/* ST_IO: the transport has closed; the caller must not post then. */
enum status told_op(int fd, const unsigned char op[WIRE_OP_ID],
    struct err *err) ERR_CHECKED;
enum status told_status(int fd, uint8_t status, struct err *err) ERR_CHECKED;

/* Reads what has arrived; false at the end of the stream. */
bool told_read(int fd, struct told *t);

/* Reads what has arrived, then makes every later told_op() fail. */
void told_end(int fd, struct told *t);
