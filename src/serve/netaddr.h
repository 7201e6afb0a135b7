/*
 * SPDX-License-Identifier: ISC
 *
 * netaddr: an Internet address as 16 bytes (IPv4 as ::ffff:a.b.c.d), and lists
 * of addresses and networks.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "base/err.h"

#define NETADDR_TEXT 48 /* bytes of the text with its NUL */

struct netaddr {
	unsigned char b[16];
};

/* From accept(2); all zeros for any other family. */
void netaddr_from(struct netaddr *a, const struct sockaddr *sa);

/* "203.0.113.7", "2001:db8::1"; also for mapped IPv4. */
void netaddr_text(const struct netaddr *a, char out[NETADDR_TEXT]);

/*
 * The address block of one client: the address itself in IPv4, the /64 in IPv6,
 * which is the least that a customer gets.
 */
void netaddr_key(struct netaddr *key, const struct netaddr *a);

struct netaddr_list;

/*
 * Reads "10.1.0.0/16, 203.0.113.7 2001:db8::/32": entries are separated by
 * commas and blanks.  ST_INVALID names the first invalid one.
 */
enum status netaddr_list_new(const char *text, struct netaddr_list **out,
    struct err *err) ERR_CHECKED;
void netaddr_list_free(struct netaddr_list *l);

/* True if a lies in one of the networks. */
bool netaddr_list_has(const struct netaddr_list *l, const struct netaddr *a);
