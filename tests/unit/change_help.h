/* SPDX-License-Identifier: ISC */
/*
 * change_help: requests posted into the office of office_fixture.h, and what
 * they said.
 */
#pragma once

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "office/request/change.h"
#include "office_fixture.h"

static struct office o;
static struct wire_args args;
static int64_t request;   /* the last one */
static char said[16384];  /* its effects, a sentence a line */

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

/* Keeps what a verb on requests answered. */
static inline enum status
keep(enum status st)
{
	size_t used = 0;
	unsigned i;

	said[0] = '\0';
	if (st == ST_OK)
		request = wire_args_int(&args, "change", 0);
	for (i = 0; st == ST_OK && i < args.n; i++)
		if (strcmp(args.v[i].name, "effect") == 0)
			used += (size_t)snprintf(said + used,
			    sizeof(said) - used, "%s\n", args.v[i].value);
	wire_args_done(&args);
	return st;
}

#define ASK(who, ...)                                                          \
	keep(office_post(&o, who, "change.ask", &args, __VA_ARGS__, NULL))
#define MUST(call)                                                             \
	do {                                                                   \
		if ((call) != ST_OK)                                           \
			fail_msg("%s: %s: %s", #call, o.err.field, o.err.msg); \
	} while (0)
/* Refused for this field. */
#define REFUSED(call, want, name)                                               \
	do {                                                                   \
		if ((call) != (want) || strcmp(o.err.field, name) != 0)          \
			fail_msg("%s: %s %s: %s", #call, err_name(o.err.st),   \
			    o.err.field, o.err.msg);                           \
	} while (0)
#define SAYS(text)                                                             \
	do {                                                                   \
		if (strstr(said, text) == NULL)                                \
			fail_msg("not said: %s\nbut:\n%s", text, said);        \
	} while (0)
#define SAYS_NOT(text)                                                         \
	do {                                                                   \
		if (strstr(said, text) != NULL)                                \
			fail_msg("said: %s", said);                            \
	} while (0)

/* approve, reject, withdraw: the last request, its version. */
static inline enum status
decide(const char *who, const char *verb, const char *reason)
{
	static const struct db_sql q = { "t.version",
		"SELECT version FROM change WHERE id = ?1" };
	char id[24], version[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	(void)snprintf(version, sizeof(version), "%" PRId64,
	    office_int(&o, &q, request));
	if (strcmp(verb, "change.withdraw") == 0)
		return keep(office_post(&o, who, verb, &args, "change", id,
		    NULL));
	if (reason != NULL)
		return keep(office_post(&o, who, verb, &args, "change", id,
		    "version", version, "reason", reason, NULL));
	return keep(office_post(&o, who, verb, &args, "change", id, "version",
	    version, NULL));
}

static inline enum status
approve(const char *who)
{
	return decide(who, "change.approve", NULL);
}

/* A number out of the books; `sql` is a constant with one ?1 or none. */
#define COUNT(sql)                                                             \
	({                                                                     \
		static const struct db_sql count_q_ = { "t.count",             \
			"SELECT (" sql ") WHERE ?1 = 0" };                     \
		office_int(&o, &count_q_, 0);                                  \
	})

/* One request undoes the last one, approved. */
static inline enum status
undo(const char *person)
{
	char id[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	return ASK("phong", "kind", "undo", "person", person, "undoes", id,
	    "note", "a mistake");
}

/* Asked and approved: the last request is taken back. */
static inline enum status
undo_by(const char *maker, const char *checker, const char *person)
{
	enum status st;
	char id[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	st = ASK(maker, "kind", "undo", "person", person, "undoes", id, "note",
	    "a mistake");
	return st == ST_OK ? decide(checker, "change.approve", NULL) : st;
}
