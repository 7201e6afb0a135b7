/*
 * SPDX-License-Identifier: ISC
 *
 * encode: encodes the lines of pages into bytes as a printer profile says.  The
 * only control characters in the output are those of the profile, line ends and
 * form feeds.
 */
#pragma once

#include "print/layout.h"
#include "print/profile.h"

/* Destination of the bytes. */
struct print_sink {
	enum status (*write)(void *arg, const void *bytes, size_t n,
	    struct err *err);
	/* Called at the start of each page and after the last; may be NULL. */
	void (*page)(void *arg);
	void *arg;
};

struct encode {
	const struct profile *profile;
	const struct print_sink *sink;
	struct buf buf;     /* of the line being made */
	unsigned line;      /* lines since the top of the page */
	unsigned pages;     /* that have ended */
};

/* Sends the profile's init.  `profile` and `sink` outlive the encoder. */
enum status encode_begin(struct encode *e, const struct profile *profile,
    const struct print_sink *sink, struct err *err) ERR_CHECKED;

/* For layout_out; arg is a struct encode *. */
enum status encode_line(void *arg, const char *text, bool bold,
    struct err *err) ERR_CHECKED;
enum status encode_page(void *arg, struct err *err) ERR_CHECKED;

/* Sends the profile's reset and frees.  encode_done() only frees. */
enum status encode_end(struct encode *e, struct err *err) ERR_CHECKED;
void encode_done(struct encode *e);
