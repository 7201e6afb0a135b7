/*
 * SPDX-License-Identifier: ISC
 *
 * err: how functions report failure.
 *
 * Every function that can fail for a reason the user should see returns `enum
 * status` and fills the caller's `struct err`.  Outputs are written only on
 * ST_OK.  There is no global error and no static buffer.
 */
#pragma once

#include <stddef.h>

/* X-macro: status, name on the wire and in logs. */
#define ERR_STATUS_LIST(X)                                                    \
	X(ST_OK, "ok")             /* done */                                 \
	X(ST_NOTFOUND, "notfound") /* no such record or file */               \
	X(ST_INVALID, "invalid")   /* the input is wrong; field says which */ \
	X(ST_BUSY, "busy")         /* in use elsewhere, try again later */    \
	X(ST_DENIED, "denied")     /* role or scope does not allow it */      \
	X(ST_EXISTS, "exists")     /* already there, already paid */          \
	X(ST_IO, "io")             /* disk, network, database */              \
	X(ST_CORRUPT, "corrupt")   /* stored data or a message is broken */   \
	X(ST_LIMIT, "limit")       /* longer, larger or more than allowed */  \
	X(ST_UNKNOWN, "unknown")   /* posted; whether it was done is not known */

enum status {
#define X(id, name) id,
	ERR_STATUS_LIST(X)
#undef X
	ST_COUNT
};

/* Marks a result that the caller must check. */
#define ERR_CHECKED __attribute__((warn_unused_result))

struct err {
	enum status st;
	char field[64];  /* name of the field or "FILE:LINE", "" when none */
	char msg[512];   /* shown to the user, already translated */
};

#define ERR_INIT { ST_OK, "", "" }
/* For a caller that looks at the status alone: office/ takes no NULL. */
#define ERR_NONE (&(struct err)ERR_INIT)

/* Name of a status ("ok", "denied", ...); "?" for a number out of range. */
const char *err_name(enum status st);

/* Reverse of err_name(); ST_CORRUPT for an unknown name. */
enum status err_status(const char *name);

/*
 * Stores the message and returns `st`, so that a failure is one line:
 *     return err_set(err, ST_INVALID, _("..."));
 * `err` may be NULL: then only the status is returned.  A message that is
 * too long is cut at a letter boundary (UTF-8).
 */
enum status err_set(struct err *err, enum status st, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* As err_set(), and names the field the message is about. */
enum status err_field(struct err *err, enum status st, const char *field,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* As err_set(), with ": strerror(errno)" appended. */
enum status err_errno(struct err *err, enum status st, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
