/* SPDX-License-Identifier: ISC */
/*
 * serve_host: the real server with screens and commands of the test's own, so
 * that the processes can be tried without the trade.
 *
 *   serve_host DIR     makes what is missing in DIR (books with lan, thu and
 *                      admin, passwords "demo-NAME"; key of lan from
 *                      DIR/user_key.pub) and serves by DIR/chitra.ini;
 *                      prints the port when it takes connections
 *   serve_host DIR desk [LOGIN]   the local desk
 *   serve_host DIR status
 *
 * The screen shows one line of what was typed.  Keys: . saves it as a draft, q
 * leaves, % begins a job for the terminal's printer, ! crashes, ^ hangs, ? gives "demo-thu" to the gate, anything else is
 * typed.  Commands: who, copy, count, status N, wait, flood, draft TEXT.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "db/migrate.h"
#include "form/conf_load.h"
#include "office/place/staff.h"
#include "office/verb/draft.h"
#include "serve/auth.h"
#include "serve/hello.h"
#include "serve/listener.h"
#include "serve/local_desk.h"
#include "ssh/hostkey.h"
#include "ui/kit/ui.h"

static struct err err;

static void
must(enum status st, const char *what)
{
	if (st != ST_OK && st != ST_EXISTS)
		fatalx("%s: %s: %s", what, err_name(st), err.msg);
}

/* The screens: in place of ui/, so that libui.a is not linked in. ---------- */

struct ui {
	struct ui_setup set;
	char text[200];  /* what was typed */
	char note[200];  /* what came of it */
	char term[65];
	int cols, rows;
	bool dirty;
	bool printing;   /* the next frame begins a job, and ends none */
};

static void
ui_note(struct ui *u, const char *note)
{
	(void)snprintf(u->note, sizeof(u->note), "%s", note);
	u->dirty = true;
}

enum status
ui_new(const struct ui_setup *s, struct ui **out, struct err *e)
{
	struct ui *u = mem_zalloc(sizeof(*u));
	char *draft = NULL;
	struct db *db;

	u->set = *s;
	if (access(s->forms, F_OK) != 0) /* a start that fails */
		return err_set(e, ST_IO, "no forms");
	must(db_open_reader(s->conf->data_database, DB_BOOKS, &db, e), "books");
	must(staff_draft(db, s->staff, &draft, e), "draft");
	db_close(db);
	if (draft != NULL)
		(void)snprintf(u->text, sizeof(u->text), "%s", draft);
	free(draft);
	ui_note(u, s->must_change ? "must-change" : "hello");
	*out = u;
	return ST_OK;
}

static enum status
ui_save(struct ui *u, unsigned char *op)
{
	struct wire_verb v;
	enum status st;

	memset(&v, 0, sizeof(v));
	wire_op_new(v.op);
	if (op != NULL)
		memcpy(op, v.op, WIRE_OP_ID);
	(void)snprintf(v.name, sizeof(v.name), "draft.save");
	wire_args_add(&v.args, "content", u->text);
	st = u->set.host.post(u->set.host.arg, &v);
	wire_args_done(&v.args);
	return st;
}

void
ui_free(struct ui *u)
{
	if (u == NULL)
		return;
	if (u->text[0] != '\0')
		(void)!ui_save(u, NULL);
	free(u);
}

enum status
ui_attach(struct ui *u, const char *term, int cols, int rows, struct err *e)
{
	(void)e;
	(void)snprintf(u->term, sizeof(u->term), "%s", term);
	ui_resize(u, cols, rows);
	return ST_OK;
}

void
ui_who(struct ui *u)
{
	(void)u;
}

void
ui_must_change(struct ui *u, bool must)
{
	if (must)
		ui_note(u, "must-change");
}

void
ui_detach(struct ui *u)
{
	(void)u;
}

void
ui_resize(struct ui *u, int cols, int rows)
{
	u->cols = cols;
	u->rows = rows;
	u->dirty = true;
}

static void
ui_key_of(struct ui *u, char k)
{
	static const unsigned char op[WIRE_OP_ID] = "serve_host's op";
	size_t n = strlen(u->text);

	switch (k) {
	case '.':
		ui_note(u, ui_save(u, NULL) == ST_OK ? "posted" : "no books");
		break;
	case '?':
		ui_note(u, u->set.host.confirm(u->set.host.arg, op,
		    "demo-thu") == ST_OK ? "asked" : "no gate");
		break;
	case 'q':
		u->set.leave(u->set.host.arg, "goodbye");
		break;
	case '!':
		abort();
	case '%':
		u->printing = u->dirty = true;
		break;
	case '^':
		for (;;)
			(void)pause();
	default:
		if (n + 1 < sizeof(u->text))
			u->text[n] = k;
		u->dirty = true;
	}
}

void
ui_keys(struct ui *u, uint32_t seen, const void *bytes, size_t n)
{
	const char *p = bytes;
	size_t i;

	(void)seen;
	for (i = 0; i < n; i++)
		ui_key_of(u, p[i]);
}

bool
ui_is_dirty(const struct ui *u)
{
	return u->dirty;
}

uint32_t
ui_picture(const struct ui *u)
{
	(void)u;
	return 1;
}

void
ui_frame(struct ui *u, struct buf *out)
{
	u->dirty = false;
	if (u->printing)
		(void)buf_adds(out, "\033[?1049h\033[?2004h\033[?1h\033=modes"
		    "\033[5iPRINTED\033");
	u->printing = false;
	(void)buf_printf(out, "\r\nstaff %" PRId64 " [%s] %s %dx%d: %s", 
	    u->set.staff, u->text, u->term, u->cols, u->rows, u->note);
}

void
ui_answer(struct ui *u, const struct wire_answer *a)
{
	char note[128];

	(void)snprintf(note, sizeof(note), "answer %s", err_name(a->err.st));
	ui_note(u, note);
}

void
ui_confirmed(struct ui *u, const struct err *result)
{
	char note[128];

	(void)snprintf(note, sizeof(note), "gate says %s",
	    err_name(result->st));
	ui_note(u, note);
}

void
ui_printed(struct ui *u, const struct job_order *order,
    const struct job_done *done, const struct err *result)
{
	(void)order;
	(void)done;
	ui_note(u, err_name(result->st));
}

void
ui_news(struct ui *u)
{
	u->dirty = true;
}

void
ui_books_gone(struct ui *u)
{
	ui_note(u, "books gone");
}

void
ui_parting(struct ui *u, bool heard, char *dst, size_t size)
{
	(void)u;
	(void)heard;
	(void)snprintf(dst, size, "%s", "");
}

void
ui_books_back(struct ui *u)
{
	ui_note(u, "books back");
}

/* The commands. ------------------------------------------------------------ */

static int
run_copy(bool count)
{
	char piece[4096];
	size_t n, all = 0;

	while ((n = fread(piece, 1, sizeof(piece), stdin)) > 0) {
		all += n;
		if (!count)
			(void)fwrite(piece, 1, n, stdout);
	}
	if (count)
		(void)printf("%zu\n", all);
	return 0;
}

/* Posts as the person who came over SSH, by the socket the runner has. */
static int
run_draft(const struct cmd_identity *who, const char *text)
{
	struct wire_answer a;
	struct wire_verb v;
	struct wire_msg m;

	memset(&v, 0, sizeof(v));
	wire_op_new(v.op);
	(void)snprintf(v.name, sizeof(v.name), "draft.save");
	wire_args_add(&v.args, "content", text);
	wire_init(&m);
	wire_put_verb(&m, &v);
	must(wire_send(who->books, &m, NULL, 0, &err), "post");
	while (wire_recv(who->books, &m, &err) == ST_BUSY)
		(void)poll(&(struct pollfd){ who->books, POLLIN, 0 }, 1, -1);
	must(wire_get_answer(&m, &a), "answer");
	(void)printf("%s\n", err_name(a.err.st));
	return a.err.st == ST_OK ? 0 : 1;
}

static int
run(int argc, char **argv, const struct cmd_identity *who)
{
	int64_t n = 0;

	if (strcmp(argv[0], "who") == 0) {
		(void)printf("%" PRId64 " %s %s %d %d\n", who->staff,
		    who->login, who->address, who->pty, argc);
		(void)fprintf(stderr, "stderr\n");
		return 0;
	}
	if (strcmp(argv[0], "copy") == 0 || strcmp(argv[0], "count") == 0)
		return run_copy(argv[0][2] == 'u');
	if (strcmp(argv[0], "import") == 0) {
		/* As an import would: only a whole file counts. */
		(void)run_copy(true);
		(void)fflush(stdout);
		return run_draft(who, "imported");
	}
	if (strcmp(argv[0], "status") == 0 && argc == 2 &&
	    str_int(argv[1], 0, 255, &n) == ST_OK)
		return (int)n;
	if (strcmp(argv[0], "flood") == 0)
		for (;;)
			if (fputs("a line of a long report 456789\n", stdout) < 0)
				return 1;
	if (strcmp(argv[0], "wait") == 0)
		return pause();
	if (strcmp(argv[0], "draft") == 0 && argc == 2)
		return run_draft(who, argv[1]);
	(void)fprintf(stderr, "no such command\n");
	return 2;
}

/* The office. -------------------------------------------------------------- */

static void
make_books(const struct conf *c)
{
	static const struct db_sql q = { "host.staff",
		"INSERT INTO staff (id, login, name, role, active, created_at) "
		"VALUES (?1, ?2, ?2, ?3, 1, '2019-11-01T08:00:00')" };
	static const char *const who[][2] = { { "lan", "paying" },
		{ "thu", "cashier" }, { "admin", "admin" } };
	struct db *db;
	int64_t i;

	if (db_create(c->data_database, DB_BOOKS, &err) == ST_EXISTS)
		return;
	must(db_open_writer(c->data_database, DB_BOOKS, &db, &err), "books");
	must(db_begin(db, &err), "begin");
	for (i = 0; i < 3; i++)
		must(db_run(db_usef(db, &q, "itt", i + 1, who[i][0],
		    who[i][1]), &err), "staff");
	must(db_commit(db, &err), "commit");
	db_close(db);
}

static void
make_auth(const struct conf *c, const char *dir)
{
	char key[1024] = "", path[512], secret[64];
	static const char *const who[] = { "lan", "thu", "admin" };
	struct db *db;
	int64_t i;
	FILE *f;

	if (db_create(c->data_auth, DB_AUTH, &err) == ST_EXISTS)
		return;
	must(db_open_writer(c->data_auth, DB_AUTH, &db, &err), "auth");
	for (i = 0; i < 3; i++) {
		(void)snprintf(secret, sizeof(secret), "demo-%s", who[i]);
		must(auth_set_password(db, who[i], i + 1, secret, false, &err),
		    "password");
	}
	(void)snprintf(path, sizeof(path), "%s/user_key.pub", dir);
	f = fopen(path, "r");
	if (f != NULL) {
		if (fgets(key, sizeof(key), f) != NULL)
			must(auth_add_key(db, "lan", 1, key, &err), "key");
		(void)fclose(f);
	}
	db_close(db);
}

static void
on_ready(unsigned port, void *arg)
{
	(void)arg;
	(void)printf("%u\n", port);
	(void)fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct listener_opts o = { .dispatch = run, .forms = argv[1],
		.terminfo = "", .ready = on_ready };
	struct local_desk_opts d = { .forms = argv[1], .terminfo = "",
		.login = argc > 3 ? argv[3] : NULL };
	static struct conf c;
	char ini[512], *text = NULL;

	if (argc < 2)
		return 2;
	(void)snprintf(ini, sizeof(ini), "%s/chitra.ini", argv[1]);
	must(conf_load(ini, &c, &err), "chitra.ini");
	if (argc > 2 && strcmp(argv[2], "desk") == 0)
		return local_desk_run(&c, &d);
	if (argc > 2) {
		must(hello_status(&c, &text, &err), "status");
		(void)fputs(text, stdout);
		free(text);
		return 0;
	}
	log_init("listener", false);
	if (access(c.server_host_key, F_OK) != 0) {
		make_books(&c);
		make_auth(&c, argv[1]);
		must(hostkey_make(c.server_host_key, &err), "host key");
	}
	return listener_run(&c, &o);
}
