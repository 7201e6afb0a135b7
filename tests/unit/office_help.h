/* SPDX-License-Identifier: ISC */
/*
 * office_help: a fresh set of books in a temporary folder and verbs posted
 * into it as books would run them, one transaction each.
 */
#pragma once

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "db/migrate.h"
#include "decree_help.h"
#include "office/table.h"
#include "office/verb/verb.h"
#include "who_help.h"

static char help_dir[64], help_path[96];
static struct db *help_db;
static struct err help_err;
static struct wire_answer help_answer; /* of the last verb */

static inline void
help_ok(enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s", what, err_name(st), help_err.msg);
}
#define OK(call) help_ok(call, #call)

static inline int
help_setup(void **state)
{
	(void)state;
	clock_set("2019-11-15T08:00:00");
	(void)snprintf(help_dir, sizeof(help_dir), "/tmp/test_office.XXXXXX");
	if (mkdtemp(help_dir) == NULL)
		return -1;
	(void)snprintf(help_path, sizeof(help_path), "%s/books.db", help_dir);
	OK(db_create(help_path, DB_BOOKS, &help_err));
	{
		int from, to;

		OK(db_migrate(help_path, DB_BOOKS, NULL, &from, &to, &help_err));
	}
	OK(db_open_writer(help_path, DB_BOOKS, &help_db, &help_err));
	OK(db_begin(help_db, &help_err));
	OK(decree_seed(help_db, "14", "Bưu điện tỉnh Sơn La",
	    "2019-11-15T00:00:00", &help_err));
	OK(db_commit(help_db, &help_err));
	return 0;
}

static inline int
help_teardown(void **state)
{
	static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
	char name[128];
	size_t i;

	(void)state;
	wire_args_done(&help_answer.args);
	db_close(help_db);
	help_db = NULL;
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		(void)snprintf(name, sizeof(name), "%s%s", help_path, tails[i]);
		(void)unlink(name);
	}
	return rmdir(help_dir);
}

/*
 * Posts a verb as `staff` (0: the program itself) with name, value pairs ended
 * by NULL; the answer is in help_answer.
 */
static inline enum status
help_post_args(int64_t staff, const char *verb, struct wire_args *args)
{
	struct actor who;
	struct verb_peer peer = { &who, false, staff == 0, true };
	struct wire_verb in;

	memset(&in, 0, sizeof(in));
	(void)str_copy_cut(in.name, sizeof(in.name), verb);
	wire_op_new(in.op);
	in.args = *args;
	if (staff == 0)
		actor_program(&who);
	else
		OK(actor_load(help_db, staff, &who, &help_err));
	/* The gate posts as the program. */
	peer.gate = staff == 0 && strcmp(verb, "signin") == 0;
	OK(db_begin(help_db, &help_err));
	wire_args_done(&help_answer.args);
	who_before(help_db);
	OK(verbs_run(help_db, &peer, &in, &help_answer));
	who_after(help_db, verb);
	OK(db_commit(help_db, &help_err));
	actor_done(&who);
	wire_args_done(&in.args);
	memset(args, 0, sizeof(*args));
	return help_answer.err.st;
}

static inline enum status
help_post(int64_t staff, const char *verb, ...)
{
	struct wire_args args;
	const char *name;
	va_list ap;

	wire_args_init(&args);
	va_start(ap, verb);
	while ((name = va_arg(ap, const char *)) != NULL)
		wire_args_add(&args, name, va_arg(ap, const char *));
	va_end(ap);
	return help_post_args(staff, verb, &args);
}

/* As help_post(), and it must be done. */
#define POST(...)                                                              \
	do {                                                                   \
		if (help_post(__VA_ARGS__, NULL) != ST_OK)                     \
			fail_msg("%s: %s", help_answer.err.field,              \
			    help_answer.err.msg);                              \
	} while (0)

static inline const char *
help_said(const char *name)
{
	return wire_args_text(&help_answer.args, name);
}

/* First column of the first row; -1 when there is none. */
static inline int64_t
help_int(const char *sql)
{
	static struct db_sql q[64];
	static unsigned n;
	int64_t v;
	bool found;

	assert_true(n < 64);
	q[n].name = "test";
	q[n].text = sql;
	OK(db_int1(db_use(help_db, &q[n++]), &v, &found, &help_err));
	return found ? v : -1;
}
