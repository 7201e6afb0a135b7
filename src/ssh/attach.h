/*
 * SPDX-License-Identifier: ISC
 *
 * attach: the desk at the other end of the line: keys and sizes to it, frames
 * from it.  For ssh/ only.
 */
#ifndef CHITRA_SSH_ATTACH_H
#define CHITRA_SSH_ATTACH_H

#include "ssh/transport_priv.h"

/* No desk yet; keys are kept from now on. */
void attach_init(struct transport *t);
void attach_done(struct transport *t);

/* The listener sent the person's desk; fd is taken over. */
void attach_desk(struct transport *t, int fd);

/* Lets the desk go: it parks. */
void attach_drop(struct transport *t);

/* Keys as they came; what exceeds 64 KB not yet taken is dropped. */
void attach_keys(struct transport *t, const void *p, size_t n);

/* Passes on what was noted: the newest size, keys; then credits (pace.h). */
void attach_step(struct transport *t);

#endif
