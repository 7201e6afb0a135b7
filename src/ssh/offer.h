/*
 * SPDX-License-Identifier: ISC
 *
 * offer: the libssh session with the algorithms that we offer, and the socket
 * options of a weak link.  For ssh/ only.
 */
#pragma once

#include "base/err.h"
#include "ssh/transport_priv.h"

/*
 * Makes t->ssh on t->sock with this host key, which is freed either way.
 * libssh owns the socket afterwards.
 */
enum status offer_session(struct transport *t, ssh_key host, struct err *err)
    ERR_CHECKED;

/*
 * Options of the accepted socket; options that the kernel refuses are ignored.
 */
void offer_socket(int sock, int64_t dead_minutes);
