/*
 * SPDX-License-Identifier: ISC
 *
 * limits: admission of connections.  Counts connections in total and those not
 * signed in yet, and keeps a penalty per address that grows with failed
 * sign-ins and expires.
 *
 * Forty clerks behind one address sign in at eight o'clock, so an address has
 * no limit of its own while there is room.  From half of the places on, a new
 * connection drops one that has not exchanged keys, with a probability of 30 %
 * that rises to 100 % (after sshd's MaxStartups 10:30:100): one of the address
 * with most of them, which may be the new one itself.  So a flood hits its own
 * address.  An address with no more than limits.per_address loses none before
 * all places are taken.
 *
 * A quarter of the places is kept for the listed offices and for addresses from
 * which somebody signed in within a day; theirs are never dropped.  Time is a
 * parameter, in milliseconds of clock_ms(), so that tests can set it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "serve/netaddr.h"

struct limits;

/* ST_INVALID: limits.offices cannot be read. */
enum status limits_new(const struct conf *conf, struct limits **out,
    struct err *err) ERR_CHECKED;
void limits_free(struct limits *l);

/* Replaces the random numbers, each below `of`; for tests. */
void limits_chance(struct limits *l, uint32_t (*chance)(uint32_t of));

/* New limits; counts and penalties are kept.  Unchanged on failure. */
enum status limits_reload(struct limits *l, const struct conf *conf,
    struct err *err) ERR_CHECKED;

/* Progress of a connection. */
enum limits_stage { LIMITS_OPEN, LIMITS_KEYED, LIMITS_SIGNED_IN };

enum limits_word {
	LIMITS_TAKE,
	LIMITS_REFUSE,
	LIMITS_FULL, /* refuse it: no place is free */
	LIMITS_DROP, /* take it, and drop one of *from that is not signed in */
};

/*
 * Counts a new connection, unless it is refused; *why is then the reason for
 * the log.  LIMITS_DROP: the caller drops a connection of the address *from (as
 * of netaddr_key(); one in the least stage) and counts it with limits_gone().
 */
enum limits_word limits_admit(struct limits *l, const struct netaddr *a,
    int64_t now, const char **why, struct netaddr *from);

/* It has exchanged keys. */
void limits_keyed(struct limits *l, const struct netaddr *a);

/* It signed in: it no longer counts for its address, which is known now. */
void limits_signed_in(struct limits *l, const struct netaddr *a, int64_t now);

/* It ended in that stage. */
void limits_gone(struct limits *l, const struct netaddr *a,
    enum limits_stage stage);

/* A password or signature was wrong. */
void limits_failed(struct limits *l, const struct netaddr *a, int64_t now);

/* Milliseconds for which the address is refused; 0: it is not. */
int64_t limits_penalty(struct limits *l, const struct netaddr *a, int64_t now);

/*
 * True if a refusal may be logged now, a few times a minute; *missed is the
 * number of refusals not logged since.
 */
bool limits_may_log(struct limits *l, int64_t now, unsigned *missed);

/* How many there are: all, and those not signed in. */
void limits_count(const struct limits *l, unsigned *all, unsigned *starting);
