/* SPDX-License-Identifier: ISC */
/*
 * desk: the process between its four sockets, with screens of the test's own:
 * pictures only for credits and always the newest, books that dies and comes
 * back, a new address while a posting waits, takeover, and the end that saves.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "serve/desk.h"
#include "serve/printer.h"
#include "ui/kit/ui.h"
#include "wire/proto.h"

#define WAIT_MS 10000 /* only a hang uses it up */
#define QUIET_MS 60   /* long enough for a picture that must not come */

/* Screens: what was typed; P posts, W tells how often the person was read,
 * J prints, S tells which picture was seen, Q leaves. -------------------- */

struct ui {
	struct ui_setup set;
	char text[4096], note[1024];
	unsigned char op[WIRE_OP_ID];
	bool dirty;
	unsigned whos; /* looked up */
	uint32_t pictures;
};

enum status
ui_new(const struct ui_setup *s, struct ui **out, struct err *e)
{
	struct ui *u;

	if (s->staff == 13)
		return err_set(e, ST_DENIED, "not you");
	u = mem_zalloc(sizeof(*u));
	u->set = *s;
	*out = u;
	return ST_OK;
}

static enum status
post(struct ui *u, const char *name)
{
	struct wire_verb v;

	memset(&v, 0, sizeof(v));
	if (strcmp(name, UI_OUTCOME) != 0)
		wire_op_new(u->op);
	memcpy(v.op, u->op, sizeof(v.op));
	(void)snprintf(v.name, sizeof(v.name), "%s", name);
	return u->set.host.post(u->set.host.arg, &v);
}

void
ui_free(struct ui *u)
{
	if (u == NULL)
		return;
	(void)!post(u, "draft.save");
	free(u);
}

enum status
ui_attach(struct ui *u, const char *term, int cols, int rows, struct err *e)
{
	(void)e;
	(void)snprintf(u->note, sizeof(u->note), "%s %dx%d%s", term, cols,
	    rows, u->set.must_change ? " must" : "");
	u->dirty = true;
	return ST_OK;
}

void
ui_who(struct ui *u)
{
	u->whos++;
}

void
ui_must_change(struct ui *u, bool must)
{
	if (must != u->set.must_change)
		(void)snprintf(u->note, sizeof(u->note), "must%s change",
		    must ? "" : " not");
	u->set.must_change = must;
	u->dirty = true;
}

void
ui_detach(struct ui *u)
{
	(void)snprintf(u->note, sizeof(u->note), "detached");
}

void
ui_resize(struct ui *u, int cols, int rows)
{
	(void)snprintf(u->note, sizeof(u->note), "%dx%d", cols, rows);
	u->dirty = true;
}

static void
job(struct ui *u)
{
	struct job_order order = { .report = "summary", .printer = "epson",
		.term = "xterm", .params = { .period = "2019-11",
		.area = "119", .list = 7 }, .from_page = 3 };
	struct err e = ERR_INIT;

	(void)snprintf(u->note, sizeof(u->note), "%s",
	    err_name(u->set.host.print(u->set.host.arg, &order, &e)));
}

void
ui_keys(struct ui *u, uint32_t last, const void *bytes, size_t n)
{
	size_t have = strlen(u->text);

	u->dirty = true;
	if (n == 1 && *(const char *)bytes == 'P')
		(void)snprintf(u->note, sizeof(u->note), "%s",
		    err_name(post(u, "pay")));
	else if (n == 1 && *(const char *)bytes == 'W')
		(void)snprintf(u->note, sizeof(u->note), "looked %u", u->whos);
	else if (n == 1 && *(const char *)bytes == 'S')
		(void)snprintf(u->note, sizeof(u->note), "seen %u of %u",
		    last, u->pictures);
	else if (n == 1 && *(const char *)bytes == 'J')
		job(u);
	else if (n == 1 && *(const char *)bytes == 'Q')
		u->set.leave(u->set.host.arg, "bye");
	else if (have + n < sizeof(u->text))
		memcpy(u->text + have, bytes, n);
}

bool
ui_is_dirty(const struct ui *u)
{
	return u->dirty;
}

void
ui_frame(struct ui *u, struct buf *out)
{
	u->dirty = false;
	u->pictures++;
	(void)buf_printf(out, "%s|%s", u->text, u->note);
}

uint32_t
ui_picture(const struct ui *u)
{
	return u->pictures;
}

void
ui_answer(struct ui *u, const struct wire_answer *a)
{
	(void)snprintf(u->note, sizeof(u->note), "answer %s",
	    err_name(a->err.st));
	u->dirty = true;
}

void
ui_confirmed(struct ui *u, const struct err *result)
{
	(void)u;
	(void)result;
}

void
ui_printed(struct ui *u, const struct job_order *order,
    const struct job_done *done, const struct err *e)
{
	(void)snprintf(u->note, sizeof(u->note), "%s on %s: %s %u %s",
	    order->report, order->printer, err_name(e->st), done->pages,
	    e->msg);
	if (e->st == ST_OK && done->paper != NULL)
		(void)snprintf(u->note, sizeof(u->note), "paper of %u pages",
		    paper_pages(done->paper));
	paper_free(e->st == ST_OK ? done->paper : NULL);
	u->dirty = true;
}

void
ui_news(struct ui *u)
{
	u->dirty = true;
}

void
ui_books_gone(struct ui *u)
{
	(void)snprintf(u->note, sizeof(u->note), "gone");
	u->dirty = true;
}

void
ui_parting(struct ui *u, bool heard, char *dst, size_t size)
{
	(void)snprintf(dst, size, "%s", heard ? u->note : "");
}

void
ui_books_back(struct ui *u)
{
	if (post(u, UI_OUTCOME) != ST_OK)
		abort();
}

/* The test plays listener, books and line. -------------------------------- */

static struct err err;
static int control, books, line;
static pid_t desk;

static void
ok(enum status st)
{
	if (st != ST_OK)
		fail_msg("%s: %s", err_name(st), err.msg);
}

static void
put(int sock, struct wire_msg *m, int fd)
{
	struct pollfd p = { sock, POLLOUT, 0 };

	assert_int_equal(poll(&p, 1, WAIT_MS), 1);
	ok(wire_send(sock, m, &fd, fd != -1 ? 1 : 0, &err));
	wire_done(m);
	if (fd != -1)
		(void)close(fd);
}

static void
simple(int sock, enum wire_type type, int fd)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, type);
	put(sock, &m, fd);
}

static bool
quiet(int sock)
{
	struct pollfd p = { sock, POLLIN, 0 };

	return poll(&p, 1, QUIET_MS) == 0;
}

static void
get(int sock, struct wire_msg *m, enum wire_type type)
{
	struct pollfd p = { sock, POLLIN, 0 };

	wire_init(m);
	do {
		assert_int_equal(poll(&p, 1, WAIT_MS), 1);
		ok(wire_recv(sock, m, &err));
		/* Beside what is posted; only one test looks at these. */
	} while (m->type == WIRE_WATCH && type != WIRE_WATCH);
	assert_int_equal(m->type, type);
}

static int
pair_with(int sock, enum wire_type type)
{
	int pair[2];

	ok(wire_pair(pair, &err));
	simple(sock, type, pair[1]);
	return pair[0];
}

static uint32_t typed_on; /* the picture that keys are typed on */

static void
keys(const char *text)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_KEYS);
	wire_put_u32(&m, typed_on);
	wire_put_bytes(&m, text, strlen(text));
	put(line, &m, -1);
}

static uint32_t drawn; /* the number of the last picture */

/* The next picture; one was granted before or is now. */
static void
picture(const char *want)
{
	const unsigned char *p;
	struct wire_msg m;
	char got[8192];
	size_t n;

	get(line, &m, WIRE_FRAME);
	drawn = wire_get_u32(&m);
	p = wire_get_bytes(&m, &n);
	assert_true(wire_end(&m) && n < sizeof(got));
	memcpy(got, p, n);
	got[n] = '\0';
	wire_done(&m);
	assert_string_equal(got, want);
}

/* Pictures until this one: what comes on two sockets has no order. */
static void
until_picture(const char *want)
{
	const unsigned char *p;
	struct wire_msg m;
	bool seen = false;
	size_t n;

	while (!seen) {
		simple(line, WIRE_CREDIT, -1);
		get(line, &m, WIRE_FRAME);
		drawn = wire_get_u32(&m);
		p = wire_get_bytes(&m, &n);
		assert_true(wire_end(&m));
		seen = n == strlen(want) && memcmp(p, want, n) == 0;
		wire_done(&m);
	}
}

static void
bye(int sock, const char *want)
{
	struct wire_msg m;
	char why[256];

	get(sock, &m, WIRE_DETACH);
	wire_get_str(&m, why, sizeof(why));
	assert_true(wire_end(&m));
	wire_done(&m);
	if (strncmp(why, want, strlen(want)) != 0)
		fail_msg("'%s' instead of '%s'", why, want);
}

static void
state(bool attached)
{
	struct wire_msg m;

	get(control, &m, WIRE_DESK_STATE);
	assert_int_equal(wire_get_u8(&m), attached);
	wire_done(&m);
}

static int
attach(const char *term, bool must)
{
	struct wire_msg m;
	int pair[2];

	ok(wire_pair(pair, &err));
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_ATTACH);
	wire_put_str(&m, term);
	wire_put_u32(&m, 80);
	wire_put_u32(&m, 24);
	wire_put_str(&m, "192.0.2.1");
	wire_put_u8(&m, must);
	put(control, &m, pair[1]);
	state(true);
	return pair[0];
}

/* A posting: its op, and what was posted. */
static void
posted(int sock, struct wire_verb *v, const char *name)
{
	struct wire_msg m;

	get(sock, &m, WIRE_VERB);
	ok(wire_get_verb(&m, v));
	wire_done(&m);
	assert_string_equal(v->name, name);
	wire_args_done(&v->args);
}

static void
answer(int sock, const unsigned char *op, enum status st)
{
	struct wire_answer a = { .err = { .st = st } };
	struct wire_msg m;

	memcpy(a.op, op, sizeof(a.op));
	wire_init(&m);
	wire_put_answer(&m, &a);
	put(sock, &m, -1);
}

static void
start(int64_t staff)
{
	static struct conf conf;
	int pair[2];

	conf.limits_park_minutes = 30;
	ok(wire_pair(pair, &err));
	control = pair[0];
	desk = fork();
	if (desk == 0) {
		(void)close(pair[0]);
		_exit(desk_run(&(struct desk_opts){ .conf = &conf,
		    .control = pair[1], .staff = staff, .forms = "",
		    .terminfo = "" }));
	}
	(void)close(pair[1]);
	books = pair_with(control, WIRE_DESK_BOOKS);
}

static int
desk_setup(void **s)
{
	(void)s;
	start(1);
	line = attach("xterm", false);
	return 0;
}

static void
ended(int want)
{
	int status;

	assert_int_equal(waitpid(desk, &status, 0), desk);
	assert_int_equal(status, want);
	(void)close(control);
	(void)close(books);
	(void)close(line);
}

static int
desk_teardown(void **s)
{
	struct wire_verb v;

	(void)s;
	simple(control, WIRE_DESK_END, -1); /* broken: no reason in it */
	posted(books, &v, "draft.save");
	answer(books, v.op, ST_OK);
	bye(line, "");
	(void)close(line);
	ended(0);
	return 0;
}

/* Tests ------------------------------------------------------------------- */

static void
test_pictures_for_credits(void **s)
{
	char want[2200];
	struct wire_msg m;
	int i;

	(void)s;
	assert_true(quiet(line)); /* nothing was granted */
	simple(line, WIRE_CREDIT, -1);
	picture("|xterm 80x24");
	/* A storm of keys while the line is full is one picture, the newest. */
	for (i = 0; i < 300; i++) {
		keys("keys...");
		memcpy(want + 7 * i, "keys...", 7);
	}
	(void)snprintf(want + 2100, 100, "|xterm 80x24");
	assert_true(quiet(line));
	simple(line, WIRE_CREDIT, -1);
	picture(want);
	/* A credit without news waits for some. */
	simple(line, WIRE_CREDIT, -1);
	assert_true(quiet(line));
	keys("!");
	get(line, &m, WIRE_FRAME);
	wire_done(&m);
	assert_true(quiet(line));
}

/* Pictures have numbers, and keys tell on which they were typed. */
static void
test_seen(void **s)
{
	char want[32];

	(void)s;
	simple(line, WIRE_CREDIT, -1);
	picture("|xterm 80x24");
	assert_int_equal(drawn, 1);
	typed_on = 7;
	keys("S");
	simple(line, WIRE_CREDIT, -1);
	picture("|seen 7 of 1");
	assert_int_equal(drawn, 2);
	typed_on = drawn;
	keys("S");
	simple(line, WIRE_CREDIT, -1);
	(void)snprintf(want, sizeof(want), "|seen %u of 2", drawn);
	picture(want);
	assert_int_equal(drawn, 3);
	typed_on = 0;
}

static void
test_size(void **s)
{
	struct wire_msg m;

	(void)s;
	wire_init(&m);
	wire_begin(&m, WIRE_SIZE);
	wire_put_u32(&m, 4000000000U); /* clamped before; here: ignored */
	wire_put_u32(&m, 24);
	put(line, &m, -1);
	wire_init(&m);
	wire_begin(&m, WIRE_SIZE);
	wire_put_u32(&m, 132);
	wire_put_u32(&m, 50);
	put(line, &m, -1);
	simple(line, WIRE_CREDIT, -1);
	picture("|132x50");
}

static void
test_books_dies(void **s)
{
	const unsigned char *p;
	struct wire_verb v;
	struct wire_msg m;
	size_t n;

	(void)s;
	keys("P");
	posted(books, &v, "pay");
	(void)close(books);
	until_picture("|gone"); /* nothing is known of it */
	/* While it is away nothing is taken. */
	keys("P");
	simple(line, WIRE_CREDIT, -1);
	get(line, &m, WIRE_FRAME);
	wire_done(&m);
	books = pair_with(control, WIRE_DESK_BOOKS);
	/* It asks what became of it, and posts nothing by itself. */
	get(books, &m, WIRE_OUTCOME);
	p = wire_get_bytes(&m, &n);
	assert_int_equal(n, WIRE_OP_ID);
	memcpy(v.op, p, n);
	wire_done(&m);
	assert_true(quiet(books));
	answer(books, v.op, ST_NOTFOUND);
	simple(line, WIRE_CREDIT, -1);
	picture("|answer notfound");
}

static void
test_other_address(void **s)
{
	int old = books, fresh;
	struct wire_verb v, w;
	struct wire_msg m;

	(void)s;
	keys("P");
	posted(old, &v, "pay");
	/* A socket for another address: used when the old one is answered. */
	fresh = pair_with(control, WIRE_DESK_BOOKS);
	keys("P");
	posted(old, &w, "pay");
	answer(old, v.op, ST_OK);
	assert_true(quiet(fresh));
	answer(old, w.op, ST_OK);
	get(line, (simple(line, WIRE_CREDIT, -1), &m), WIRE_FRAME);
	wire_done(&m);
	wire_init(&m);
	assert_int_equal(poll(&(struct pollfd){ old, POLLIN, 0 }, 1, WAIT_MS),
	    1);
	assert_int_equal(wire_recv(old, &m, &err), ST_NOTFOUND); /* closed */
	keys("P");
	posted(fresh, &v, "pay");
	answer(fresh, v.op, ST_OK);
	(void)close(old);
	books = fresh;
}

static void
test_takeover(void **s)
{
	int old = line;

	(void)s;
	keys("abc");
	line = attach("vt220", false);
	bye(old, "taken over from 192.0.2.1 at ");
	(void)close(old);
	/* The credit of the old line was not for this one. */
	assert_true(quiet(line));
	simple(line, WIRE_CREDIT, -1);
	picture("abc|vt220 80x24");
	/* A line that drops leaves the desk waiting. */
	(void)close(line);
	state(false);
	line = attach("xterm", false);
	simple(line, WIRE_CREDIT, -1);
	picture("abc|xterm 80x24");
}

static void
watched(int64_t since)
{
	struct wire_msg m;

	get(books, &m, WIRE_WATCH);
	assert_int_equal(wire_get_i64(&m), since);
	assert_true(wire_end(&m));
	wire_done(&m);
}

static void
who(int64_t count)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_WHO);
	wire_put_i64(&m, count);
	put(books, &m, -1);
}

/* Books tell that people's roles or places have changed. */
static void
test_who(void **s)
{
	struct wire_verb v;
	struct wire_msg m;
	int gate, old;

	(void)s;
	watched(0);
	keys("W");
	simple(line, WIRE_CREDIT, -1);
	picture("|looked 1"); /* when the line came */
	/* The first is looked at once, and the next one asked for. */
	who(5);
	watched(5);
	keys("W");
	simple(line, WIRE_CREDIT, -1);
	picture("|looked 2");
	/* One more at once waits a little, but no key goes before it. */
	keys("P");
	posted(books, &v, "pay");
	simple(line, WIRE_CREDIT, -1);
	picture("|ok");
	who(6);
	answer(books, v.op, ST_OK);
	simple(line, WIRE_CREDIT, -1);
	picture("|answer ok");
	keys("W");
	simple(line, WIRE_CREDIT, -1);
	picture("|looked 3");
	watched(6);
	/* Without a key, too. */
	who(7);
	watched(7);
	/* Books that start anew may count anything. */
	old = books;
	books = pair_with(control, WIRE_DESK_BOOKS);
	watched(0);
	(void)close(old);
	keys("W");
	simple(line, WIRE_CREDIT, -1);
	picture("|looked 4");
	/* The gate: somebody else set the password, now or before the line. */
	gate = pair_with(control, WIRE_DESK_GATE);
	get(gate, &m, WIRE_WATCH);
	wire_done(&m);
	simple(gate, WIRE_GATE_MUST, -1);
	simple(line, WIRE_CREDIT, -1);
	picture("|must change");
	old = line;
	line = attach("vt220", true);
	(void)close(old);
	simple(line, WIRE_CREDIT, -1);
	picture("|vt220 80x24 must");
	old = line;
	line = attach("vt220", false);
	(void)close(old);
	simple(line, WIRE_CREDIT, -1);
	picture("|must not change");
	(void)close(gate);
}

static void
test_leave(void **s)
{
	struct wire_verb v;

	(void)s;
	start(1);
	line = attach("xterm", true);
	simple(line, WIRE_CREDIT, -1);
	picture("|xterm 80x24 must");
	/* Keys behind it, unread, do not take the last word back. */
	keys("Q");
	keys("more");
	posted(books, &v, "draft.save");
	keys("and more");
	answer(books, v.op, ST_OK);
	bye(line, "bye");
	(void)close(line);
	ended(0);
}

/* The listener dies under a posting: its answer is waited for, and is told. */
static void
test_answered_at_the_end(void **s)
{
	struct wire_verb v, draft;

	(void)s;
	start(1);
	line = attach("xterm", false);
	keys("P");
	posted(books, &v, "pay");
	(void)close(control);
	control = -1;
	assert_true(quiet(line));
	answer(books, v.op, ST_OK);
	posted(books, &draft, "draft.save");
	answer(books, draft.op, ST_OK);
	bye(line, "The server has stopped. What was reported saved is saved; "
	    "sign in again in a minute. answer ok");
	ended(0);
}

static void
test_listener_dies(void **s)
{
	struct wire_verb v;

	(void)s;
	start(1);
	line = attach("xterm", false);
	(void)close(control);
	control = -1;
	posted(books, &v, "draft.save");
	answer(books, v.op, ST_OK);
	bye(line, "The server has stopped");
	ended(0);
}

static void
test_books_silent_at_the_end(void **s)
{
	struct wire_verb v;

	(void)s;
	start(1);
	line = attach("xterm", false);
	keys("Q");
	posted(books, &v, "draft.save");
	/* No answer: it ends all the same, a little later. */
	bye(line, "bye");
	ended(0);
}

static void
test_refused(void **s)
{
	(void)s;
	start(13);
	line = attach("xterm", false);
	bye(line, "not you");
	ended(0);
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, \
	desk_teardown)

/* The order a printer gets, and the socket for its outcome. */
static int
ordered(struct job_order *order)
{
	struct wire_msg m;
	int fd;

	get(control, &m, WIRE_DESK_PRINT);
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
		ok(paper_seal(paper, &pages, &err));
	wire_init(&m);
	wire_begin(&m, WIRE_PRINTED);
	wire_put_u32(&m, st);
	wire_put_str(&m, "");
	wire_put_str(&m, msg);
	wire_put_u32(&m, 2);
	wire_put_i64(&m, paper != NULL ? (int64_t)paper_size(paper) : 0);
	ok(wire_send(fd, &m, &pages, paper != NULL, &err));
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
	line = attach("xterm", false);
	simple(line, WIRE_CREDIT, -1);
	picture("|xterm 80x24");
	for (i = 0; i < 4; i++) {
		keys("J");
		simple(line, WIRE_CREDIT, -1);
		picture("|ok");
		fd[i] = ordered(&order);
		assert_string_equal(order.report, "summary");
		assert_string_equal(order.printer, "epson");
		assert_string_equal(order.params.area, "119");
		assert_int_equal(order.params.list, 7);
		assert_int_equal(order.from_page, 3);
	}
	keys("J"); /* not as many as one likes */
	simple(line, WIRE_CREDIT, -1);
	picture("|limit");
	outcome(fd[1], ST_IO, "no paper", NULL);
	simple(line, WIRE_CREDIT, -1);
	picture("|summary on epson: io 2 no paper");
	outcome(fd[3], ST_OK, "", NULL);
	simple(line, WIRE_CREDIT, -1);
	picture("|summary on epson: ok 2 ");
	(void)close(fd[0]); /* it died */
	simple(line, WIRE_CREDIT, -1);
	picture("|summary on epson: io 0 the process that prints has ended; "
	    "look at the printer before you print again");
	ok(paper_new(&paper, &err));
	for (i = 0; i < 3; i++) {
		paper_page(paper);
		ok(paper_write(paper, "x\f", 2, &err));
	}
	outcome(fd[2], ST_OK, "", paper);
	simple(line, WIRE_CREDIT, -1);
	picture("|paper of 2 pages");
	paper_free(paper);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_pictures_for_credits),
		DESK_TEST(test_seen),
		DESK_TEST(test_size),
		DESK_TEST(test_books_dies),
		DESK_TEST(test_other_address),
		DESK_TEST(test_takeover),
		DESK_TEST(test_jobs),
		DESK_TEST(test_who),
		cmocka_unit_test(test_leave),
		cmocka_unit_test(test_listener_dies),
		cmocka_unit_test(test_answered_at_the_end),
		cmocka_unit_test(test_books_silent_at_the_end),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
