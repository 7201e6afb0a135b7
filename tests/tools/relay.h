/*
 * SPDX-License-Identifier: ISC
 *
 * relay: a TCP line in user space between a client and a server on loopback:
 * counts the payload both ways, and can be slow, far away, silent or cut.
 */
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

struct relay;

struct relay_count {
	int64_t up, down;     /* payload bytes, client to server and back */
	int64_t first_up;     /* clock_us() of the first and last bytes, delivered */
	int64_t last_up, last_down;
};

/* Listens on a free port of 127.0.0.1, forwards to `target`. */
struct relay *relay_new(int target);
void relay_free(struct relay *r);
int relay_port(const struct relay *r);

/* Bits a second each way (0 = no bound) and one-way delay in ms. */
void relay_shape(struct relay *r, int64_t bits, int delay_ms);
/* New connections hold no more than a modem does: what the line has not taken
 * waits at its sender. */
void relay_narrow(struct relay *r);
/* Passes nothing on, without a word, until told otherwise. */
void relay_mute(struct relay *r, bool mute);
/* Closes the connections at once (RST). */
void relay_cut(struct relay *r);

/* For the caller's poll: fills p, returns how many; *wait = ms or -1. */
int relay_poll(struct relay *r, struct pollfd *p, int max, int *wait);
void relay_work(struct relay *r, const struct pollfd *p, int n);

/* Counters since relay_reset(). */
struct relay_count relay_counted(const struct relay *r);
void relay_reset(struct relay *r);
/* Are bytes waiting inside? */
bool relay_busy(const struct relay *r);
