/* SPDX-License-Identifier: ISC */
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

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

/* The letter at `p` and its bytes; 0 bytes when it is no UTF-8. */
static size_t
log_letter(const unsigned char *p, uint32_t *cp)
{
	size_t n = *p < 0x80 ? 1 : *p < 0xC2 ? 0 : *p < 0xE0 ? 2 :
	    *p < 0xF0 ? 3 : *p < 0xF5 ? 4 : 0;
	size_t i;

	*cp = n > 1 ? *p & (0x7FU >> n) : *p;
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		*cp = *cp << 6 | (p[i] & 0x3F);
	}
	return n;
}

/* C0, DEL, C1, line breaks of Unicode, and what turns the reading round. */
static bool
log_steers(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0x061C ||
	    cp == 0x200E || cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
	    (cp >= 0x2066 && cp <= 0x2069);
}

/*
 * Rule 9 of the house, for a log line (text/clean.h is a layer above): what
 * steers a terminal, and every byte that is no UTF-8, becomes '?'.
 */
static void
log_clean(char *s)
{
	unsigned char *p = (unsigned char *)s;
	uint32_t cp;
	size_t n;

	for (; *p != '\0'; p += n) {
		n = log_letter(p, &cp);
		if (n == 0 || log_steers(cp)) {
			if (n == 0)
				n = 1;
			memset(p, '?', n);
		}
	}
}

static void
log_line(int prio, const char *errtext, const char *fmt, va_list ap)
{
	char text[1024], line[1280];
	int n;

	(void)vsnprintf(text, sizeof(text), fmt, ap);
	log_clean(text);
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
