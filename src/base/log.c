/* SPDX-License-Identifier: ISC */
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "base/clean.h"

static const char *log_name = "chitra";
static bool log_syslog;
static bool log_debugging;
static void (*log_hook)(void);

void
log_init(const char *who, bool use_syslog)
{
	log_name = who;
	log_syslog = use_syslog;
	if (use_syslog)
		openlog("chitra", LOG_PID | LOG_NDELAY, LOG_DAEMON);
}

void
log_who(const char *who)
{
	log_name = who;
}

void
log_set_debug(bool on)
{
	log_debugging = on;
}

void
log_fatal_hook(void (*fn)(void))
{
	log_hook = fn;
}

static void __attribute__((format(printf, 3, 0)))
log_line(int prio, const char *errtext, const char *fmt, va_list ap)
{
	char raw[1024], text[1024], line[1280];
	int n;

	(void)vsnprintf(raw, sizeof(raw), fmt, ap);
	clean_text(text, sizeof(text), raw); /* rule 9 of the house */
	if (log_syslog) {
		syslog(prio, "%s: %s%s%s", log_name, text,
		    errtext != NULL ? ": " : "", errtext != NULL ? errtext : "");
		return;
	}
	n = snprintf(line, sizeof(line), "chitra[%d] %s: %s%s%s\n",
	    (int)getpid(), log_name, text, errtext != NULL ? ": " : "",
	    errtext != NULL ? errtext : "");
	if (n < 0)
		return;
	if ((size_t)n >= sizeof(line)) {
		n = sizeof(line) - 1;
		line[n - 1] = '\n';
	}
	/* One write: lines of several processes do not mix. */
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return;
}

#define LOG_BODY(prio, errtext)                 \
	do {                                    \
		int saved = errno;              \
		va_list ap;                     \
		va_start(ap, fmt);              \
		log_line(prio, errtext, fmt, ap); \
		va_end(ap);                     \
		errno = saved;                  \
	} while (0)

void
log_debug(const char *fmt, ...)
{
	if (log_debugging)
		LOG_BODY(LOG_DEBUG, NULL);
}

void
log_info(const char *fmt, ...)
{
	LOG_BODY(LOG_INFO, NULL);
}

void
log_warn(const char *fmt, ...)
{
	LOG_BODY(LOG_WARNING, strerror(saved));
}

void
log_warnx(const char *fmt, ...)
{
	LOG_BODY(LOG_WARNING, NULL);
}

static void __attribute__((noreturn))
log_die(void)
{
	void (*hook)(void) = log_hook;

	log_hook = NULL;
	if (hook != NULL)
		hook();
	exit(3);
}

void
fatal(const char *fmt, ...)
{
	LOG_BODY(LOG_CRIT, strerror(saved));
	log_die();
}

void
fatalx(const char *fmt, ...)
{
	LOG_BODY(LOG_CRIT, NULL);
	log_die();
}
