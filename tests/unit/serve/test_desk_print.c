/* SPDX-License-Identifier: ISC */
/*
 * desk: jobs go to printers of their own while the desk is used, and what
 * became of each is told.
 */
#include "desk_help.h"

#include <unistd.h>

#include "serve/printer.h"

/* The order a printer gets, and the socket for its outcome. */
static int
ordered(struct job_order *order)
{
	struct wire_msg m;
	int fd;

	get(our.control, &m, WIRE_DESK_PRINT);
	fd = wire_take_fd(&m, 0);
	assert_true(printer_get(&m, order));
	assert_int_not_equal(fd, -1);
	wire_done(&m);
	return fd;
}

static void
outcome(int fd, enum status st, const char *msg, struct paper *paper)
{
	struct wire_msg m;
	int pages = -1;

	if (paper != NULL)
		ok(paper_seal(paper, &pages, &desk_err));
	wire_init(&m);
	wire_begin(&m, WIRE_PRINTED);
	wire_put_u32(&m, st);
	wire_put_str(&m, "");
	wire_put_str(&m, msg);
	wire_put_u32(&m, 2);
	wire_put_i64(&m, paper != NULL ? (int64_t)paper_size(paper) : 0);
	ok(wire_send(fd, &m, &pages, paper != NULL, &desk_err));
	wire_done(&m);
	(void)close(fd);
}

/* The desk draws and answers keys while jobs are out, and hears of each. */
static void
test_jobs(void **s)
{
	struct paper *paper = NULL;
	struct job_order order;
	int fd[4], i;

	(void)s;
	our.line = attach("xterm", false);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|xterm 80x24");
	for (i = 0; i < 4; i++) {
		keys("J");
		simple(our.line, WIRE_CREDIT, -1);
		picture("|ok");
		fd[i] = ordered(&order);
		assert_string_equal(order.report, "summary");
		assert_string_equal(order.printer, "epson");
		assert_string_equal(order.params.area, "119");
		assert_int_equal(order.params.list, 7);
		assert_int_equal(order.from_page, 3);
	}
	keys("J"); /* not as many as one likes */
	simple(our.line, WIRE_CREDIT, -1);
	picture("|limit");
	outcome(fd[1], ST_IO, "no paper", NULL);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|summary on epson: io 2 no paper");
	outcome(fd[3], ST_OK, "", NULL);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|summary on epson: ok 2 ");
	(void)close(fd[0]); /* it died */
	simple(our.line, WIRE_CREDIT, -1);
	picture("|summary on epson: io 0 the process that prints has ended; "
	    "look at the printer before you print again");
	ok(paper_new(&paper, &desk_err));
	for (i = 0; i < 3; i++) {
		paper_page(paper);
		ok(paper_write(paper, "x\f", 2, &desk_err));
	}
	outcome(fd[2], ST_OK, "", paper);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|paper of 2 pages");
	paper_free(paper);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_jobs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
