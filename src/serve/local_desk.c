/* SPDX-License-Identifier: ISC */
#include "serve/local_desk.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/say.h"
#include "base/str.h"
#include "office/verb/scope.h"
#include "office/place/staff.h"
#include "serve/desk.h"
#include "serve/hello.h"
#include "serve/printer.h"
#include "serve/private.h"
#include "serve/proc.h"
#include "serve/tty.h"
#include "wire/chan.h"
#include "wire/proto.h"

#define LOCAL_QUEUE 64
#define LOCAL_KEYS 1024

struct local_desk {
	const struct conf *conf;
	const struct local_desk_opts *o;
	struct loop *loop;
	int64_t staff;
	bool own_uid;                /* posts as the caller's uid */
	struct private *services;    /* NULL: a server runs */
	struct wire_chan *control;   /* to the desk, as its listener */
	struct wire_chan *term;      /* to the desk, as its transport */
	uint32_t picture;            /* the last frame on the terminal */
	pid_t pid;
	char why[512];               /* the desk's last message */
};

/* True if the caller is the owner of the database or root. */
static bool
local_owner(const struct conf *conf)
{
	struct stat sb;

	return getuid() == 0 ||
	    (stat(conf->data_database, &sb) == 0 && sb.st_uid == getuid());
}

/* Finds the staff member; the database is closed before any fork. */
static enum status
local_find_staff(struct local_desk *d, struct db *db, struct err *err)
{
	const char *login = d->o->login;
	struct staff row;
	struct actor who;
	enum status st;

	st = actor_by_uid(db, (int64_t)getuid(), &who, err);
	if (st == ST_OK) {
		d->staff = who.staff;
		d->own_uid = login == NULL || strcmp(login, who.login) == 0;
		actor_done(&who);
		if (d->own_uid)
			return ST_OK;
	}
	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	if (!local_owner(d->conf))
		return err_set(err, ST_DENIED, _("Your user on this server "
		    "(uid %u) is not that member of staff."),
		    (unsigned)getuid());
	st = staff_by_login(db, login != NULL ? login : "admin", &row, err);
	if (st == ST_OK)
		d->staff = row.id;
	return st;
}

static enum status
local_staff(struct local_desk *d, struct err *err)
{
	struct db *db;
	enum status st;

	st = db_open_reader(d->conf->data_database, DB_BOOKS, &db, err);
	if (st != ST_OK)
		return st;
	st = local_find_staff(d, db, err);
	db_close(db);
	return st;
}

static void
local_term_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct local_desk *d = arg;
	const unsigned char *p;
	struct wire_msg credit;
	size_t n;

	if (m->type == WIRE_DETACH) {
		wire_get_str(m, d->why, sizeof(d->why));
		loop_stop(d->loop, 0);
		return;
	}
	d->picture = wire_get_u32(m);
	p = wire_get_bytes(m, &n);
	if (m->type != WIRE_FRAME || !wire_end(m))
		return;
	if (tty_write(p, n) != ST_OK) {
		loop_stop(d->loop, 0);
		return;
	}
	/* Written completely: the next frame may be drawn. */
	wire_init(&credit);
	wire_begin(&credit, WIRE_CREDIT);
	(void)!wire_chan_send(c, &credit, NULL, 0);
	wire_done(&credit);
}

static void
local_gone(struct wire_chan *c, const char *why, void *arg)
{
	struct local_desk *d = arg;

	(void)c;
	(void)why;
	(void)str_copy_cut(d->why, sizeof(d->why), _("The session ended "
	    "unexpectedly. What was reported saved is saved; sign in again."));
	loop_stop(d->loop, 1);
}

static void
local_control_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	const struct local_desk *d = arg;
	struct printer_opts o = { .conf = d->conf, .forms = d->o->forms,
		.staff = d->staff, .login = "desk" };

	(void)c;
	/* Reaped at our exit.  WIRE_DESK_STATE is ignored. */
	if (m->type == WIRE_DESK_PRINT)
		(void)printer_fork(d->loop, &o, m);
}

static void
local_keys(int fd, short revents, void *arg)
{
	struct local_desk *d = arg;
	char keys[LOCAL_KEYS];
	struct wire_msg m;
	ssize_t n;

	(void)revents;
	n = read(fd, keys, sizeof(keys));
	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		loop_stop(d->loop, 0);
		return;
	}
	wire_init(&m);
	wire_begin(&m, WIRE_KEYS);
	wire_put_u32(&m, d->picture);
	wire_put_bytes(&m, keys, (size_t)n);
	if (wire_chan_send(d->term, &m, NULL, 0) == ST_BUSY)
		log_debug("keys dropped"); /* pasted faster than the desk
		                            * reads */
	wire_done(&m);
}

static void
local_winch(int signo, void *arg)
{
	struct local_desk *d = arg;
	uint32_t cols, rows;
	struct wire_msg m;

	(void)signo;
	tty_size(&cols, &rows);
	wire_init(&m);
	wire_begin(&m, WIRE_SIZE);
	wire_put_u32(&m, cols);
	wire_put_u32(&m, rows);
	(void)!wire_chan_send(d->term, &m, NULL, 0);
	wire_done(&m);
}

static void
local_signal(int signo, void *arg)
{
	struct local_desk *d = arg;

	(void)signo;
	loop_stop(d->loop, 0);
}

static void __attribute__((noreturn))
local_child(struct local_desk *d, int control)
{
	struct desk_opts o = {
		.conf = d->conf,
		.control = control,
		.staff = d->staff,
		.forms = d->o->forms,
		.terminfo = d->o->terminfo,
		.local = d->services == NULL,
		.own_uid = d->own_uid,
	};

	log_fatal_hook(NULL);
	log_who("desk");
	_exit(desk_run(&o));
}

static enum status
local_fork(struct local_desk *d, struct err *err)
{
	int pair[2];
	enum status st = wire_pair(pair, err);

	if (st != ST_OK)
		return st;
	d->pid = proc_fork(d->loop, &pair[1], 1);
	if (d->pid == 0)
		local_child(d, pair[1]);
	(void)close(pair[1]);
	if (d->pid == -1) {
		(void)close(pair[0]);
		return err_errno(err, ST_IO, "fork");
	}
	d->control = wire_chan_new(d->loop, pair[0], LOCAL_QUEUE,
	    local_control_msg, local_gone, d);
	return ST_OK;
}

/* The desk's sockets when no server runs. */
static enum status
local_give(struct local_desk *d, enum wire_type type, struct err *err)
{
	struct wire_msg m;
	enum status st;
	int fd;

	st = private_bind(d->services, type == WIRE_DESK_BOOKS, d->staff, &fd,
	    err);
	if (st != ST_OK)
		return st;
	wire_init(&m);
	wire_begin(&m, type);
	st = wire_chan_send(d->control, &m, &fd, 1);
	wire_done(&m);
	(void)close(fd);
	return st;
}

static const char *
local_term(void)
{
	const char *term = getenv("TERM");

	return term != NULL && strlen(term) < 65 ? term : "vt100";
}

static enum status
local_attach(struct local_desk *d, struct err *err)
{
	uint32_t cols, rows;
	struct wire_msg m;
	enum status st;
	int pair[2];

	st = wire_pair(pair, err);
	if (st != ST_OK)
		return st;
	tty_size(&cols, &rows);
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_ATTACH);
	wire_put_str(&m, local_term());
	wire_put_u32(&m, cols);
	wire_put_u32(&m, rows);
	wire_put_str(&m, "local");
	wire_put_u8(&m, 0);
	st = wire_chan_send(d->control, &m, &pair[1], 1);
	(void)close(pair[1]);
	d->term = wire_chan_new(d->loop, pair[0], LOCAL_QUEUE, local_term_msg,
	    local_gone, d);
	wire_begin(&m, WIRE_CREDIT);
	if (st == ST_OK)
		st = wire_chan_send(d->term, &m, NULL, 0);
	wire_done(&m);
	return st != ST_OK ? err_set(err, st, "no desk") : ST_OK;
}

static enum status
local_start(struct local_desk *d, struct err *err)
{
	enum status st;
	int fd;

	st = local_staff(d, err);
	if (st != ST_OK)
		return st;
	if (hello_open(d->conf, "status", 0, &fd, NULL) == ST_OK)
		(void)close(fd);
	else if (!local_owner(d->conf))
		return err_set(err, ST_DENIED, _("No server is running, and "
		    "only the owner of the books may work without one."));
	else if ((st = private_start(d->conf, d->loop, &d->services, err)) !=
	    ST_OK)
		return st;
	st = local_fork(d, err);
	if (st == ST_OK && d->services != NULL)
		st = local_give(d, WIRE_DESK_BOOKS, err);
	if (st == ST_OK && d->services != NULL)
		st = local_give(d, WIRE_DESK_GATE, err);
	return st;
}

static enum status
local_talk(struct local_desk *d, struct err *err)
{
	enum status st = tty_open(local_term(), err);

	if (st == ST_OK)
		st = local_attach(d, err);
	if (st != ST_OK)
		return st;
	loop_add(d->loop, STDIN_FILENO, POLLIN, local_keys, d);
	loop_signal(d->loop, SIGWINCH, local_winch, d);
	loop_signal(d->loop, SIGTERM, local_signal, d);
	loop_signal(d->loop, SIGHUP, local_signal, d);
	loop_signal(d->loop, SIGINT, local_signal, d);
	(void)loop_run(d->loop);
	return ST_OK;
}

int
local_desk_run(const struct conf *conf, const struct local_desk_opts *o)
{
	struct local_desk d = { .conf = conf, .o = o };
	struct err err = ERR_INIT;
	enum status st;

	/* Not to stderr: the terminal shows the screens. */
	log_init("desk", true);
	d.loop = loop_new();
	if ((st = local_start(&d, &err)) == ST_OK)
		st = local_talk(&d, &err);
	tty_restore();
	/* The desk sees the socket close, saves its draft and ends. */
	wire_chan_free(d.term);
	wire_chan_free(d.control);
	if (d.pid > 0)
		(void)waitpid(d.pid, NULL, 0);
	private_end(d.services);
	loop_free(d.loop);
	if (st != ST_OK) {
		(void)fprintf(stderr, "chitra: %s\n", err.msg);
		return st == ST_DENIED ? 1 : 3;
	}
	if (d.why[0] != '\0')
		(void)printf("%s\n", d.why);
	return 0;
}
