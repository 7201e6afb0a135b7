/*
 * SPDX-License-Identifier: ISC
 *
 * paper: a job that is made and not sent yet: its bytes, in memory that no
 * disk sees, and where each page begins.  Made at once, so that no read
 * transaction waits for a printer; sent as slowly as the printer likes, from
 * any page on, by this process or another one.
 */
#ifndef CHITRA_PRINT_PAPER_H
#define CHITRA_PRINT_PAPER_H

#include "print/encode.h"

#define PAPER_MAX ((uint64_t)256 * 1024 * 1024) /* bytes of a job */

struct paper;

enum status paper_new(struct paper **out, struct err *err) ERR_CHECKED;
/* NULL is legal. */
void paper_free(struct paper *p);

/* For struct print_sink; arg is a struct paper *.  ST_LIMIT: over PAPER_MAX. */
enum status paper_write(void *arg, const void *bytes, size_t n,
    struct err *err) ERR_CHECKED;
void paper_page(void *arg);

uint64_t paper_size(const struct paper *p);
unsigned paper_pages(const struct paper *p);
/*
 * Where a page begins, from 1; before the first stand the orders that set the
 * printer up.  For paper_pages() + 1 it is where the last page ends.
 */
uint64_t paper_page_at(const struct paper *p, unsigned page);

/* Up to n bytes from `at`; 0 at the end. */
size_t paper_read(const struct paper *p, uint64_t at, void *out, size_t n);

/*
 * Over to another process: paper_seal() puts the table of pages behind the
 * bytes and returns the descriptor (still owned by p), paper_take() makes a
 * paper of it there.  ST_CORRUPT: it is none; fd is closed then.
 */
enum status paper_seal(struct paper *p, int *fd, struct err *err) ERR_CHECKED;
enum status paper_take(int fd, uint64_t size, unsigned pages,
    struct paper **out, struct err *err) ERR_CHECKED;

#endif
