/*
 * SPDX-License-Identifier: ISC
 *
 * log: one line per event, to stderr or syslog.  Control characters and
 * bytes outside UTF-8 in the text are shown as `?` so that a log line can
 * never carry a terminal sequence.  errno is preserved.
 */
#pragma once

#include <stdbool.h>

/*
 * `who` names the process in each line ("listener", "books", ...; not
 * copied).  With `use_syslog` lines go to syslog, else to stderr.
 */
void log_init(const char *who, bool use_syslog);

/* Sets the process name of each further line ("gate", "desk lan"). */
void log_who(const char *who);

/* One line each, printf(3) formats, without a newline at the end. */
void log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* log_warn() appends ": strerror(errno)", log_warnx() does not. */
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warnx(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Debug lines are dropped until this is set. */
void log_set_debug(bool on);

/* Called once before fatal() ends the process: restores the terminal. */
void log_fatal_hook(void (*fn)(void));

/* For a broken invariant or a failed start: logs, runs the hook, exit(3). */
void fatal(const char *fmt, ...)
    __attribute__((format(printf, 1, 2), noreturn));
void fatalx(const char *fmt, ...)
    __attribute__((format(printf, 1, 2), noreturn));
