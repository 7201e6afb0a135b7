/* SPDX-License-Identifier: ISC */
#include "serve/printer.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "serve/proc.h"
#include "serve/uids.h"
#include "text/lang.h"
#include "wire/proto.h"

void
printer_put(struct wire_msg *m, const struct job_order *order)
{
	wire_begin(m, WIRE_DESK_PRINT);
	wire_put_str(m, order->report);
	wire_put_str(m, order->printer);
	wire_put_str(m, order->term);
	wire_put_str(m, order->params.period);
	wire_put_str(m, order->params.area);
	wire_put_str(m, order->params.point);
	wire_put_i64(m, order->params.list);
	wire_put_str(m, order->params.from);
	wire_put_str(m, order->params.to);
	wire_put_u32(m, (uint32_t)order->params.days);
	wire_put_u32(m, order->from_page);
}

bool
printer_get(struct wire_msg *m, struct job_order *order)
{
	memset(order, 0, sizeof(*order));
	wire_get_str(m, order->report, sizeof(order->report));
	wire_get_str(m, order->printer, sizeof(order->printer));
	wire_get_str(m, order->term, sizeof(order->term));
	wire_get_str(m, order->params.period, sizeof(order->params.period));
	wire_get_str(m, order->params.area, sizeof(order->params.area));
	wire_get_str(m, order->params.point, sizeof(order->params.point));
	order->params.list = wire_get_i64(m);
	wire_get_str(m, order->params.from, sizeof(order->params.from));
	wire_get_str(m, order->params.to, sizeof(order->params.to));
	order->params.days = (int)(wire_get_u32(m) % REPORT_DAYS_MAX);
	order->from_page = wire_get_u32(m);
	return wire_end(m);
}

static void
printer_answer(int fd, const struct job_done *done, const struct err *err)
{
	struct err none = ERR_INIT;
	struct wire_msg m;
	int pages = -1;

	wire_init(&m);
	wire_begin(&m, WIRE_PRINTED);
	if (err->st == ST_OK && done->paper != NULL &&
	    paper_seal(done->paper, &pages, &none) != ST_OK)
		err = &none;
	wire_put_u32(&m, (uint32_t)err->st);
	wire_put_str(&m, err->field);
	wire_put_str(&m, err->msg);
	wire_put_u32(&m, done->pages);
	wire_put_i64(&m, pages != -1 ? (int64_t)paper_size(done->paper) : 0);
	/* If the desk has ended that is not an error: the job was printed. */
	(void)!wire_send(fd, &m, &pages, pages != -1, NULL);
	wire_done(&m);
}

bool
printer_outcome(struct wire_msg *m, struct job_done *done, struct err *err)
{
	int fd = wire_take_fd(m, 0);
	struct err e = ERR_INIT;
	struct job_done d = { 0, NULL };
	uint32_t st = wire_get_u32(m);
	int64_t size;

	wire_get_str(m, e.field, sizeof(e.field));
	wire_get_str(m, e.msg, sizeof(e.msg));
	d.pages = wire_get_u32(m);
	size = wire_get_i64(m);
	e.st = (enum status)st;
	if (!wire_end(m) || st > ST_LIMIT || size < 0) {
		if (fd != -1)
			(void)close(fd);
		return false;
	}
	if (fd != -1)
		(void)!paper_take(fd, (uint64_t)size, d.pages, &d.paper, &e);
	*done = d;
	*err = e;
	return true;
}

static void __attribute__((noreturn))
printer_child(const struct printer_opts *o, const struct job_order *order,
    int fd)
{
	struct job_done done = { 0, NULL };
	struct err err = ERR_INIT;

	(void)signal(SIGPIPE, SIG_IGN);
	log_who(o->login);
	if (o->uids != NULL)
		uids_become(o->uids, UIDS_DESK);
	/* Reports are in the language of the office, whoever prints them. */
	lang_set(o->conf->office_language);
	if (job_do(o->conf, o->forms, o->staff, order, &done, &err) == ST_OK)
		log_info("%s on %s: %u pages", order->report, order->printer,
		    done.pages);
	else
		log_warnx("%s on %s: not printed: %s", order->report,
		    order->printer, err.msg);
	printer_answer(fd, &done, &err);
	paper_free(done.paper);
	_exit(err.st == ST_OK ? 0 : 1);
}

pid_t
printer_fork(struct loop *l, const struct printer_opts *o, struct wire_msg *m)
{
	int fd = wire_take_fd(m, 0);
	struct job_order order;
	pid_t pid = -1;

	if (!printer_get(m, &order) || fd == -1) {
		log_warnx("broken order to print from the desk of %s",
		    o->login);
	} else {
		pid = proc_fork(l, &fd, 1);
		if (pid == 0)
			printer_child(o, &order, fd);
		if (pid == -1)
			log_warn("no process to print for %s", o->login);
	}
	if (fd != -1)
		(void)close(fd);
	return pid;
}
