/*
 * SPDX-License-Identifier: ISC
 *
 * hello: the client side of the server's local socket (data.socket).
 */
#pragma once

#include "base/conf.h"
#include "base/err.h"

/*
 * Connects and asks for "books", "gate" or "status".  *fd is then a
 * non-blocking message socket to that service, bound to the caller's uid; with
 * `staff` not 0 to that staff member, which only the owner of the database and
 * root may request.  ST_NOTFOUND: no server runs; ST_DENIED: no permission for
 * the socket.
 */
enum status hello_open(const struct conf *conf, const char *service,
    int64_t staff, int *fd, struct err *err) ERR_CHECKED;

/* The server's status as text (free()), waiting up to 5 s for it. */
enum status hello_status(const struct conf *conf, char **text,
    struct err *err) ERR_CHECKED;
