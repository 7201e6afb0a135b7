/*
 * SPDX-License-Identifier: ISC
 *
 * cmd: the commands of `chitra`, one file each, each ending in a row of the
 * table in main.c.  A command runs in a shell of the server, or by `ssh
 * USER@SERVER ...`: then it has the person's identity and may not open files.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/conf.h"
#include "base/err.h"
#include "db/db.h"
#include "office/verb/scope.h"
#include "serve/post.h"
#include "serve/runner.h"

/* Exit statuses: a contract (chitra.1). */
enum cmd_exit {
	CMD_DONE = 0,
	CMD_REFUSED = 1, /* the reason is on stderr */
	CMD_USAGE = 2,
	CMD_CANNOT_START = 3, /* configuration, schema, port */
	CMD_UNKNOWN = 4      /* posted, the answer was lost: `chitra outcome` */
};

/* Who runs it: filled by main(), or by the runner of a command over SSH. */
struct cmd_ctx {
	FILE *in, *out, *err;
	const char *config;  /* --config FILE, NULL: the default place */
	struct conf conf;    /* read if the command has CMD_CONF */
	bool remote;         /* over SSH */
	int64_t staff;       /* remote: who */
	const char *address; /* remote: address of the client */
	int books, gate;     /* remote: sockets bound to that person, else -1 */
	int told;            /* remote: the transport (wire/told.h), else -1 */
	bool posts;          /* cmd_post_open() was called */
	runner_dispatch_fn line; /* local: runs a command of ssh, for `serve` */
};

enum cmd_flag {
	CMD_CONF = 1,    /* chitra.ini is read before it runs */
	CMD_REMOTE = 2,  /* may run over ssh */
	CMD_OWN_HELP = 4 /* answers --help itself */
};

struct cmd {
	const char *name;
	unsigned flags;   /* enum cmd_flag */
	const char *args; /* after the name, for usage */
	const char *help; /* one line, N_() */
	int (*run)(struct cmd_ctx *c, int argc, char **argv);
	const char *more; /* N_() lines for `chitra NAME --help`, may be NULL */
};

extern const struct cmd cmd_clock, cmd_init, cmd_serve, cmd_desk, cmd_migrate, cmd_check,
    cmd_backup, cmd_restore, cmd_demo, cmd_client, cmd_user, cmd_import,
    cmd_change, cmd_duplicate, cmd_period, cmd_pay, cmd_rate, cmd_recovery,
    cmd_report, cmd_print, cmd_outcome;

/* --config, then CHITRA_CONFIG, then ./chitra.ini, then the system's. */
const char *cmd_config_path(const struct cmd_ctx *c);

/* Prints "chitra: " and the message of err to c->err; returns CMD_REFUSED,
 * CMD_CANNOT_START when `start`, or CMD_UNKNOWN for ST_UNKNOWN. */
int cmd_fail(struct cmd_ctx *c, const struct err *err, bool start);

/*
 * Flushes the command's output; returns its exit status.  CMD_UNKNOWN when that
 * cannot be written and the command may have posted.
 */
int cmd_flush(struct cmd_ctx *c, int status);

/* Prints how the command is used; returns CMD_USAGE. */
int cmd_usage(struct cmd_ctx *c, const struct cmd *cmd);

/* The value of option `name` at argv[*i], advancing *i; NULL: another word. */
const char *cmd_option(char **argv, int *i, const char *name, bool *missing);

/* An option that takes a value: `--name VALUE` or `--name=VALUE`. */
struct cmd_opt {
	const char *name;
	const char **value; /* unchanged without the option */
};

/*
 * Reads argv[from..]: options of `opts` (ended by name NULL, may be NULL), and
 * up to `max` other words into `words`, whose other entries are unchanged.
 * False: an unknown option, one without its value, or too many words.
 */
bool cmd_parse(char **argv, int from, const struct cmd_opt *opts,
    const char **words, unsigned max);

/*
 * Opens a way to post for this caller: its own socket, the server, or
 * in-process.
 */
enum status cmd_post_open(struct cmd_ctx *c, struct post **out,
    struct err *err) ERR_CHECKED;

/* A read-only connection and who is reading.  Close with cmd_reader_done(). */
struct cmd_reader {
	struct db *db;
	struct actor who;
};
enum status cmd_reader_open(struct cmd_ctx *c, struct cmd_reader *r,
    struct err *err) ERR_CHECKED;
void cmd_reader_done(struct cmd_reader *r);
