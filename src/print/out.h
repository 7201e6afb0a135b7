/*
 * SPDX-License-Identifier: ISC
 *
 * out: output of printer bytes: to a file, a socket of a print server (port
 * 9100) or a CUPS queue.  All block, with time limits.  The fourth way, the
 * printer of the person's terminal, is passthru.h.
 *
 * Bytes are sent as they arrive, a job is one document: a cancelled or failed
 * one leaves no file and no queue entry; over 9100 it ends inside a page.
 */
#pragma once

#include <stdbool.h>

#include "print/encode.h"
#include "print/profile.h"

struct print_out;

/* One way.  A table of these is in out.c; *state is freed by the last two. */
struct out_way {
	enum status (*open)(const char *target, const char *title,
	    const char *server, void **state, struct err *err) ERR_CHECKED;
	enum status (*write)(void *state, const void *bytes, size_t n,
	    struct err *err) ERR_CHECKED;
	enum status (*finish)(void *state, struct err *err) ERR_CHECKED;
	void (*cancel)(void *state);
};

/*
 * target: path, HOST:PORT or queue, as `way` wants it; title: the job's name;
 * server: of CUPS, "" = the system's.  ST_NOTFOUND: no such queue or folder;
 * ST_BUSY: the printer serves another client; ST_INVALID: this program was
 * built without CUPS, or the way is the terminal.
 */
enum status out_open(enum print_way way, const char *target,
    const char *title, const char *server, struct print_out **out,
    struct err *err) ERR_CHECKED;

/* For struct print_sink; arg is a struct print_out *. */
enum status out_write(void *arg, const void *bytes, size_t n,
    struct err *err) ERR_CHECKED;

/* Ends the job: ST_OK means that the file exists, the printer has read
 * everything, or the queue has the document.  Frees in any case. */
enum status out_finish(struct print_out *out, struct err *err) ERR_CHECKED;
/* Cancels the job as far as the way allows.  Frees; NULL is allowed. */
void out_cancel(struct print_out *out);

extern const struct out_way out_file, out_tcp, out_cups;

/* A queue of the CUPS server, for the print dialog. */
struct out_queue {
	char name[128], info[128];
	bool accepting;
	bool stopped;
};

/*
 * Allocated (free()); *n = 0 without one.  ST_IO: the server does not answer.
 */
enum status out_queues(const char *server, struct out_queue **queues,
    unsigned *n, struct err *err) ERR_CHECKED;
