/*
 * SPDX-License-Identifier: ISC
 *
 * private: books and gate for one local command while no server runs.  The
 * writer's lock excludes a server and a second such command.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/err.h"
#include "base/loop.h"

struct private;

/* Forks both and waits until they are ready. */
enum status private_start(const struct conf *conf, struct loop *l,
    struct private **out, struct err *err) ERR_CHECKED;

/* A socket to books (else to the gate), bound to that staff member. */
enum status private_bind(struct private *p, bool books, int64_t staff, int *fd,
    struct err *err) ERR_CHECKED;

/* Lets both end orderly and waits.  NULL is allowed. */
void private_end(struct private *p);
