/*
 * SPDX-License-Identifier: ISC
 *
 * paper: a print job in memory (a memfd, never on disk): its bytes and the
 * start of each page.  Made completely before it is sent, so that no read
 * transaction waits for a printer; sent from any page on, by this process or
 * another.
 */
#pragma once

#include "print/encode.h"

#define PAPER_MAX ((uint64_t)256 * 1024 * 1024) /* bytes of a job */

struct paper;

/* An empty job. */
enum status paper_new(struct paper **out, struct err *err) ERR_CHECKED;
/* NULL is allowed. */
void paper_free(struct paper *p);

/* For struct print_sink; arg is a struct paper *.  ST_LIMIT: over PAPER_MAX. */
enum status paper_write(void *arg, const void *bytes, size_t n,
    struct err *err) ERR_CHECKED;
void paper_page(void *arg);

/* Bytes and complete pages so far. */
uint64_t paper_size(const struct paper *p);
unsigned paper_pages(const struct paper *p);
/*
 * Offset of a page, from 1; the profile's init comes before the first.  For
 * paper_pages() + 1 it is the end of the last page.
 */
uint64_t paper_page_at(const struct paper *p, unsigned page);

/* Up to n bytes from `at`; 0 at the end. */
size_t paper_read(const struct paper *p, uint64_t at, void *out, size_t n);

/*
 * Passing to another process: paper_seal() appends the table of pages and
 * returns the descriptor (still owned by p); paper_take() makes a paper of it
 * and owns fd.  ST_CORRUPT: not a paper; fd is closed then.
 */
enum status paper_seal(struct paper *p, int *fd, struct err *err) ERR_CHECKED;
enum status paper_take(int fd, uint64_t size, unsigned pages,
    struct paper **out, struct err *err) ERR_CHECKED;
