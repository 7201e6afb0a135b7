/*
 * SPDX-License-Identifier: ISC
 *
 * told: what a command of ssh tells its transport, by a socket of its own: the
 * id of each posting before it goes out, and the exit status at the end.  So
 * whoever ends the line can say what to ask for, also when the listener and
 * the command itself are gone.
 */
#ifndef CHITRA_WIRE_TOLD_H
#define CHITRA_WIRE_TOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "wire/verb.h"

#define TOLD_RECORD (1 + WIRE_OP_ID)

/* The reader's side. */
struct told {
	unsigned char part[TOLD_RECORD];
	unsigned n;                    /* bytes of part */
	bool posted;                   /* the command posted, last with: */
	unsigned char op[WIRE_OP_ID];
	bool exited;                   /* it ended by itself, with: */
	uint8_t status;
};

/* ST_IO: nobody hears it any more; what was to be posted must not be. */
enum status told_op(int fd, const unsigned char op[WIRE_OP_ID],
    struct err *err) ERR_CHECKED;
enum status told_status(int fd, uint8_t status, struct err *err) ERR_CHECKED;

/* Takes what has come; false: no more will. */
bool told_read(int fd, struct told *t);

/* Takes what has come, and lets nothing more be said: see told_op(). */
void told_end(int fd, struct told *t);

#endif
