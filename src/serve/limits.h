/*
 * SPDX-License-Identifier: ISC
 *
 * limits: may this address have one more connection now?  Counts connections
 * in total, those not signed in yet in total and per address, and keeps a
 * penalty per address that grows with failed sign-ins and goes by itself.
 *
 * The listed offices (many clerks behind one address) are held to the totals
 * only.  A quarter of the places of those not signed in is kept for them and for
 * addresses from which somebody signed in within a day, so that strangers
 * cannot take all.
 * Time is passed in, in milliseconds of clock_ms(): tests make their own.
 */
#ifndef CHITRA_SERVE_LIMITS_H
#define CHITRA_SERVE_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "serve/netaddr.h"

struct limits;

/* ST_INVALID: limits.offices cannot be read. */
enum status limits_new(const struct conf *conf, struct limits **out,
    struct err *err) ERR_CHECKED;
void limits_free(struct limits *l);

/* New figures; counts and penalties stay.  On failure nothing has changed. */
enum status limits_reload(struct limits *l, const struct conf *conf,
    struct err *err) ERR_CHECKED;

/*
 * Counts a new connection that is not signed in.  False: refuse it; *why is a
 * word for the log.
 */
bool limits_admit(struct limits *l, const struct netaddr *a, int64_t now,
    const char **why);

/* It signed in: it no longer counts against its address, which is known now. */
void limits_signed_in(struct limits *l, const struct netaddr *a, int64_t now);

/* It ended; `signed_in` as it was. */
void limits_gone(struct limits *l, const struct netaddr *a, bool signed_in);

/* A password or signature was wrong. */
void limits_failed(struct limits *l, const struct netaddr *a, int64_t now);

/* Milliseconds for which the address is refused; 0: it is not. */
int64_t limits_penalty(struct limits *l, const struct netaddr *a, int64_t now);

/*
 * May a refusal be logged now?  A few a minute; *missed is the number that
 * were not since the last one.
 */
bool limits_may_log(struct limits *l, int64_t now, unsigned *missed);

/* How many there are: all, and those not signed in. */
void limits_count(const struct limits *l, unsigned *all, unsigned *starting);

#endif
