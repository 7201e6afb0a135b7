/*
 * SPDX-License-Identifier: ISC
 *
 * limits: may this address have one more connection now?  Counts connections
 * in total and those not signed in yet, and keeps a penalty per address that
 * grows with failed sign-ins and goes by itself.
 *
 * Forty clerks behind one address sign in at eight o'clock, so an address has
 * no bound of its own while there is room.  From half of the places on, each
 * new connection costs one that has not exchanged keys its place, by chance, at
 * first of three in ten, at the end of each (after sshd's MaxStartups
 * 10:30:100): one of the address that has most of them, which may be the new
 * one itself.  So whoever floods, floods himself.  An address with no more than limits.per_address loses none
 * before all places are taken.
 *
 * A quarter of the places is kept for the listed offices and for addresses from
 * which somebody signed in within a day; theirs are dropped for nobody.
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

/* Chance out of the test's hands otherwise: a number below `of`. */
void limits_chance(struct limits *l, uint32_t (*chance)(uint32_t of));

/* New figures; counts and penalties stay.  On failure nothing has changed. */
enum status limits_reload(struct limits *l, const struct conf *conf,
    struct err *err) ERR_CHECKED;

/* How far a connection has come. */
enum limits_stage { LIMITS_OPEN, LIMITS_KEYED, LIMITS_SIGNED_IN };

enum limits_word {
	LIMITS_TAKE,
	LIMITS_REFUSE,
	LIMITS_FULL, /* refuse it: there is no place for anybody */
	LIMITS_DROP, /* take it, and drop one of *from that is not signed in */
};

/*
 * Counts a new connection, unless it is refused; *why is then a word for the
 * log.  LIMITS_DROP: the caller drops a connection of the address *from (as
 * of netaddr_key(); one in the least stage) and counts it with limits_gone().
 */
enum limits_word limits_admit(struct limits *l, const struct netaddr *a,
    int64_t now, const char **why, struct netaddr *from);

/* It has exchanged keys. */
void limits_keyed(struct limits *l, const struct netaddr *a);

/* It signed in: it no longer counts against its address, which is known now. */
void limits_signed_in(struct limits *l, const struct netaddr *a, int64_t now);

/* It ended in that stage. */
void limits_gone(struct limits *l, const struct netaddr *a,
    enum limits_stage stage);

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
