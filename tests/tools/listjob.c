/*
 * SPDX-License-Identifier: ISC
 *
 * listjob: makes the payment list of a month in slices, drops it and begins
 * again, as long as it runs: the long job beside which others work.
 *
 *   listjob LOGIN MONTH AREA CHITRA.INI     LOGIN prepares lists of AREA
 *
 * On SIGTERM it ends after the slice in hand and prints: slices= answer_max_us=,
 * from posting a slice to its answer: the batch before it and both fsyncs count.
 * How long a slice works is for tests/bench/listtime.c.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "form/conf_load.h"
#include "office/place/staff.h"
#include "serve/hello.h"
#include "wire/verb.h"

static volatile sig_atomic_t job_stop;

static void
job_signal(int signo)
{
	job_stop = signo;
}

static void
job_must(enum status st, const struct err *err)
{
	if (st != ST_OK)
		fatalx("%s", err->msg);
}

/* Posts and waits; the value `want` of the answer. */
static int64_t
job_post(int fd, const char *verb, const char *const *fields, const char *want)
{
	struct wire_answer a = { .err = ERR_INIT };
	struct wire_verb v = { .op = { 0 } };
	struct pollfd p = { fd, POLLIN, 0 };
	struct err err = ERR_INIT;
	struct wire_msg m;
	int64_t got;

	(void)str_copy_cut(v.name, sizeof(v.name), verb);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	for (; *fields != NULL; fields += 2)
		wire_args_add(&v.args, fields[0], fields[1]);
	wire_init(&m);
	wire_put_verb(&m, &v);
	job_must(wire_send(fd, &m, NULL, 0, &err), &err);
	while (poll(&p, 1, 30000) == -1 && errno == EINTR)
		;
	job_must(wire_recv(fd, &m, &err), &err);
	if (wire_get_answer(&m, &a) != ST_OK)
		fatalx("no answer");
	job_must(a.err.st, &a.err);
	got = wire_args_int(&a.args, want, 0);
	wire_args_done(&a.args);
	wire_args_done(&v.args);
	wire_done(&m);
	return got;
}

static int
job_books(const char *config, const char *login)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;
	struct staff who;
	struct conf conf;
	int fd = -1;

	job_must(conf_load(config, &conf, &err), &err);
	job_must(db_open_reader(conf.data_database, DB_BOOKS, &db, &err), &err);
	job_must(staff_by_login(db, login, &who, &err), &err);
	db_close(db);
	job_must(hello_open(&conf, "books", who.id, &fd, &err), &err);
	return fd;
}

int
main(int argc, char **argv)
{
	int64_t slices = 0, worst = 0;
	char job[24];
	int fd;

	log_init("listjob", false);
	if (argc != 5)
		fatalx("listjob LOGIN MONTH AREA CHITRA.INI");
	(void)signal(SIGTERM, job_signal);
	fd = job_books(argv[4], argv[1]);
	while (!job_stop) {
		const char *const begin[] = { "period", argv[2], "area", argv[3], NULL };
		const char *const fields[] = { "job", job, NULL };
		int64_t start, done = 0;

		(void)snprintf(job, sizeof(job), "%" PRId64,
		    job_post(fd, "list.begin", begin, "job"));
		while (!done && !job_stop) {
			start = clock_us();
			done = job_post(fd, "list.slice", fields, "done");
			start = clock_us() - start;
			if (start > worst)
				worst = start;
			slices++;
		}
		/* Its lines go as they came, some at a time. */
		while (job_post(fd, "list.abort", fields, "done") == 0)
			;
	}
	printf("slices=%" PRId64 " answer_max_us=%" PRId64 "\n", slices, worst);
	(void)close(fd);
	return 0;
}
