/*
 * SPDX-License-Identifier: ISC
 *
 * runner: runs a command of chitra for `ssh lan@server WORDS`, in a process of
 * its own, as the signed-in person, with the peer's stdin, stdout and stderr.
 * The command is found in the program's table; there is no shell.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/err.h"

/* Who runs a command, and through which sockets it may post. */
struct cmd_identity {
	const struct conf *conf;
	int64_t staff;
	const char *login;
	const char *address;  /* of the client */
	int books;            /* bound to this person; SEQPACKET, non-blocking */
	int gate;             /* likewise; -1: none */
	int told;             /* the transport is told of postings; -1: none */
	bool pty;             /* the peer has a terminal */
};

/*
 * argv[0] is the command ("report"), argv[argc] NULL.  Returns the exit status
 * as for a local command (enum cmd_exit).
 */
typedef int (*runner_dispatch_fn)(int argc, char **argv,
    const struct cmd_identity *who);

struct runner_opts {
	struct cmd_identity who;
	const char *command;  /* the command line as received */
	int in, out, err;     /* become 0, 1 and 2 */
	runner_dispatch_fn dispatch;
};

/* Main function of the forked child.  Returns the exit status. */
int runner_run(const struct runner_opts *o);

#define RUNNER_WORDS 64

/*
 * Splits a line into words: separated by blanks, quoted by '...' and "..."
 * (with \" and \\ inside "..."); outside quotes a backslash quotes the next
 * byte.  Nothing is expanded.  argv gets up to RUNNER_WORDS pointers into one
 * block, argv[0], which the caller frees; ended by NULL.  ST_INVALID: an
 * unclosed quote, a control character, no word; ST_LIMIT: too many words.
 */
enum status runner_split(const char *line, char *argv[RUNNER_WORDS + 1],
    int *argc, struct err *err) ERR_CHECKED;
