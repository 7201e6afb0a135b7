/*
 * SPDX-License-Identifier: ISC
 *
 * payers: clerks who pay as fast as books answers, without terminals: N
 * sockets to books, each bound to a member of the paying staff (the owner of
 * the books may ask for that), each paying its people one after another.
 *
 *   payers -n DESKS [-s SECONDS] [-i MS] [-m PEOPLE] [-r] [-o FILE] CHITRA.INI
 *
 *   -i MS    time between two payouts of one desk (0: as fast as answered)
 *   -m N     ends after so many people
 *   -r       when books goes away: connect again, ask for the outcome of what
 *            was not answered, post it again under the same id if it never
 *            happened (rule 7 of the house)
 *   -o FILE  a line "RECEIPT PERSON TOTAL" for each payout that was answered
 *
 * Prints one line: paid= refused= breaks= ms= rate= p50_us= p99_us= max_us=
 * cpu_ms=, times from posting to the answer.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "form/conf_load.h"
#include "serve/hello.h"
#include "tests/tools/due.h"
#include "tests/tools/samples.h"
#include "wire/verb.h"

#define PAYERS_AGAIN_MS 200 /* between two tries to reach books */

enum payer_state { PAYER_FREE, PAYER_POSTED, PAYER_ASKED, PAYER_CUT };

struct payer {
	int fd;
	enum payer_state state;
	unsigned char op[WIRE_OP_ID];
	size_t at;        /* whom: index in due */
	bool done;        /* nobody is left */
	int64_t sent, due;
};

struct payers {
	struct conf conf;
	struct due_all due;
	struct payer *p;
	int n;
	int64_t seconds, pace_us, max;
	bool again;
	FILE *out;
	struct samples times;
	int64_t posted, paid, refused, breaks;
};

static void
payer_connect(struct payers *all, struct payer *p)
{
	struct err err = ERR_INIT;
	enum status st;
	int tries = 0;

	/* All knock at once: the door's queue may be full for a moment. */
	do {
		st = hello_open(&all->conf, "books", all->due.staff[p - all->p],
		    &p->fd, &err);
		if (st == ST_BUSY)
			(void)poll(NULL, 0, 5);
	} while (st == ST_BUSY && ++tries < 1000);
	if (st == ST_OK)
		return;
	p->fd = -1;
	if (!all->again)
		fatalx("%s", err.msg);
}

/* The next of this desk's people, from p->at on; false: nobody. */
static bool
payer_next(struct payers *all, struct payer *p)
{
	int me = (int)(p - all->p);

	while (p->at < all->due.n && all->due.v[p->at].desk != me)
		p->at++;
	return p->at < all->due.n;
}

static void
payer_send(struct payers *all, struct payer *p, struct wire_msg *m)
{
	struct err err = ERR_INIT;

	if (wire_send(p->fd, m, NULL, 0, &err) != ST_OK) {
		if (!all->again)
			fatalx("post: %s", err.msg);
		(void)close(p->fd);
		p->fd = -1;
		p->state = PAYER_CUT;
		p->due = clock_us() + PAYERS_AGAIN_MS * 1000;
		all->breaks++;
	}
}

static void
payer_post(struct payers *all, struct payer *p)
{
	const struct due *d = &all->due.v[p->at];
	struct wire_verb v = { .name = "pay" };
	char lines[DUE_LINES * 21] = "";
	struct wire_msg m;
	size_t len = 0;
	int i;

	for (i = 0; i < d->n; i++)
		len += (size_t)snprintf(lines + len, sizeof(lines) - len,
		    "%s%" PRId64, i > 0 ? "," : "", d->line[i]);
	memcpy(v.op, p->op, sizeof(v.op));
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "person", d->person);
	wire_args_add(&v.args, "period", all->due.period_code);
	wire_args_add(&v.args, "method", "point");
	wire_args_add(&v.args, "collector", d->guardian ? "guardian" : "self");
	wire_args_add(&v.args, "lines", lines);
	wire_args_add_int(&v.args, "total", d->total);
	wire_init(&m);
	wire_put_verb(&m, &v);
	p->sent = clock_us();
	p->state = PAYER_POSTED;
	payer_send(all, p, &m);
	wire_done(&m);
	wire_args_done(&v.args);
}

static void
payer_ask(struct payers *all, struct payer *p)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_OUTCOME);
	wire_put_bytes(&m, p->op, sizeof(p->op));
	p->state = PAYER_ASKED;
	payer_send(all, p, &m);
	wire_done(&m);
}

static void
payer_answered(struct payers *all, struct payer *p, struct wire_answer *a)
{
	const struct due *d = &all->due.v[p->at];

	if (memcmp(a->op, p->op, sizeof(p->op)) != 0)
		fatalx("the answer is to another question");
	if (p->state == PAYER_ASKED && a->err.st == ST_NOTFOUND) {
		payer_post(all, p);
		return;
	}
	/* Books was stopping: not done, and it said so. */
	if (a->err.st == ST_BUSY && all->again) {
		p->state = PAYER_CUT;
		p->due = clock_us() + PAYERS_AGAIN_MS * 1000;
		return;
	}
	if (p->state == PAYER_POSTED)
		samples_add(&all->times, clock_us() - p->sent);
	p->state = PAYER_FREE;
	p->at++;
	if (a->err.st != ST_OK) {
		if (all->refused++ < 5)
			log_warnx("%s: %s", d->code, a->err.msg);
		return;
	}
	all->paid++;
	if (all->out != NULL)
		fprintf(all->out, "%s %" PRId64 " %s\n",
		    wire_args_text(&a->args, "receipt"), d->person,
		    wire_args_text(&a->args, "total"));
}

static void
payer_read(struct payers *all, struct payer *p)
{
	struct wire_answer a = { .err = ERR_INIT };
	struct err err = ERR_INIT;
	struct wire_msg m;
	enum status st;

	wire_init(&m);
	st = wire_recv(p->fd, &m, &err);
	if (st == ST_OK && wire_get_answer(&m, &a) == ST_OK) {
		payer_answered(all, p, &a);
		wire_args_done(&a.args);
	} else if (st != ST_BUSY) {
		if (!all->again)
			fatalx("books: %s", err.msg);
		(void)close(p->fd);
		p->fd = -1;
		if (p->state != PAYER_FREE)
			p->state = PAYER_CUT;
		p->due = clock_us() + PAYERS_AGAIN_MS * 1000;
		all->breaks++;
	}
	wire_done(&m);
}

/* What this desk does now, if anything. */
static void
payer_work(struct payers *all, struct payer *p, int64_t now)
{
	if (p->done || now < p->due || p->state == PAYER_POSTED ||
	    p->state == PAYER_ASKED)
		return;
	if (p->fd == -1) {
		payer_connect(all, p);
		p->due = now + PAYERS_AGAIN_MS * 1000;
		if (p->fd == -1)
			return;
	}
	if (p->state == PAYER_CUT) {
		payer_ask(all, p);
		return;
	}
	if (!payer_next(all, p) || (all->max > 0 && all->posted >= all->max)) {
		p->done = true;
		return;
	}
	all->posted++;
	wire_op_new(p->op);
	p->due = now + all->pace_us;
	payer_post(all, p);
}

static void
payers_run(struct payers *all)
{
	struct pollfd *f = mem_array((size_t)all->n, sizeof(*f));
	int64_t end = clock_us() + all->seconds * 1000000, now, next;
	int i, left;

	for (;;) {
		now = clock_us();
		next = now + 1000000;
		left = 0;
		for (i = 0; i < all->n; i++) {
			struct payer *p = &all->p[i];

			if (now > end && p->state == PAYER_FREE)
				p->done = true;
			payer_work(all, p, now);
			left += !p->done;
			if (!p->done && (p->state == PAYER_FREE ||
			    p->state == PAYER_CUT) && p->due < next)
				next = p->due;
			f[i] = (struct pollfd){ p->done ? -1 : p->fd, POLLIN, 0 };
		}
		if (left == 0 || now > end + 60000000)
			break;
		now = clock_us();
		if (poll(f, (nfds_t)all->n, next > now ?
		    (int)((next - now) / 1000) + 1 : 0) == -1 && errno != EINTR)
			fatal("poll");
		for (i = 0; i < all->n; i++)
			if (f[i].fd != -1 && f[i].revents != 0)
				payer_read(all, &all->p[i]);
	}
	free(f);
}

static int64_t
payers_number(const char *text)
{
	int64_t v = 0;

	if (str_int(text, 0, 1000000000, &v) != ST_OK)
		fatalx("%s is no number", text);
	return v;
}

static void
payers_options(struct payers *all, int argc, char **argv)
{
	struct err err = ERR_INIT;
	int opt;

	while ((opt = getopt(argc, argv, "n:s:i:m:ro:")) != -1) {
		switch (opt) {
		case 'n': all->n = (int)payers_number(optarg); break;
		case 's': all->seconds = payers_number(optarg); break;
		case 'i': all->pace_us = payers_number(optarg) * 1000; break;
		case 'm': all->max = payers_number(optarg); break;
		case 'r': all->again = true; break;
		case 'o':
			all->out = fopen(optarg, "we");
			if (all->out == NULL)
				fatal("%s", optarg);
			break;
		default: fatalx("see the head of payers.c");
		}
	}
	if (optind + 1 != argc)
		fatalx("which chitra.ini?");
	if (conf_load(argv[optind], &all->conf, &err) != ST_OK)
		fatalx("%s", err.msg);
}

int
main(int argc, char **argv)
{
	static struct payers all = { .n = 64, .seconds = 3600 };
	struct rusage ru;
	int64_t start;
	int i;

	log_init("payers", false);
	(void)signal(SIGPIPE, SIG_IGN);
	payers_options(&all, argc, argv);
	due_load(all.conf.data_database, all.n, &all.due);
	all.n = all.due.desks;
	all.p = mem_array((size_t)all.n, sizeof(*all.p));
	start = clock_us();
	for (i = 0; i < all.n; i++) {
		all.p[i].fd = -1;
		payer_connect(&all, &all.p[i]);
		/* A fixed spread over the pace. */
		all.p[i].due = start + all.pace_us * i / all.n;
	}
	start = clock_us();
	payers_run(&all);
	start = clock_us() - start;
	samples_sort(&all.times);
	(void)getrusage(RUSAGE_SELF, &ru);
	printf("desks=%d paid=%" PRId64 " refused=%" PRId64 " breaks=%" PRId64
	    " ms=%" PRId64 " rate=%" PRId64 " p50_us=%d p99_us=%d max_us=%d"
	    " cpu_ms=%ld\n", all.n, all.paid, all.refused, all.breaks,
	    start / 1000, all.paid * 1000000 / (start > 0 ? start : 1),
	    samples_part(&all.times, 500), samples_part(&all.times, 990),
	    samples_part(&all.times, 1000),
	    (ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) * 1000 +
	    (ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1000);
	if (all.out != NULL && fclose(all.out) == EOF)
		fatal("cannot write");
	samples_done(&all.times);
	due_done(&all.due);
	free(all.p);
	return 0;
}
