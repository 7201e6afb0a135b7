/*
 * SPDX-License-Identifier: ISC
 *
 * demo: makes an office for trying the program: database, keys and users with
 * known passwords.  office/demo fills the database; folder and passwords are
 * made here.
 */
#include <errno.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/found.h"
#include "form/form.h"
#include "office/demo/demo.h"
#include "office/place/staff.h"
#include "office/rate/decree.h"
#include "serve/auth.h"
#include "text/money.h"
#include "text/lang.h"

static const char *const demo_logins[] = { "lan", "thu", "ke", "quan", "xa",
	"phong", "truong", "tinh", "so", "admin" };

/*
 * Every demo user's password is "demo-" and the login (documented).  "demo-ke"
 * is shorter than the rule for passwords allows, so the hash is made here.
 */
static enum status
demo_password(struct db *auth, const struct staff *who, const char *now,
    struct err *err)
{
	struct auth_account a = { .staff = who->id };
	char secret[64];
	enum status st;

	st = str_copy(a.login, sizeof(a.login), who->login);
	/* The time of the demo office. */
	if (st == ST_OK &&
	    (st = str_copy(a.changed_at, sizeof(a.changed_at), now)) == ST_OK &&
	    (st = str_format(secret, sizeof(secret), "demo-%s",
	    who->login)) == ST_OK)
		st = password_hash(secret, a.hash, err);
	return st == ST_OK ? auth_set_hash(auth, &a, err) : st;
}

static enum status
demo_passwords(const struct conf *conf, const char *now, struct err *err)
{
	struct db *books = NULL, *auth = NULL;
	struct staff who;
	enum status st;
	size_t i;

	st = db_open_reader(conf->data_database, DB_BOOKS, &books, err);
	if (st == ST_OK)
		st = db_open_writer(conf->data_auth, DB_AUTH, &auth, err);
	for (i = 0; st == ST_OK && i < sizeof(demo_logins) / sizeof(demo_logins[0]); i++) {
		st = staff_by_login(books, demo_logins[i], &who, err);
		if (st == ST_OK)
			st = demo_password(auth, &who, now, err);
	}
	db_close(auth);
	db_close(books);
	return st;
}

static void
demo_progress(void *arg, const char *what, unsigned done, unsigned total)
{
	struct cmd_ctx *c = arg;
	bool tty = isatty(fileno(c->err));

	/* On a terminal one line that is overwritten; else a line per step. */
	if (tty && total > 0)
		fprintf(c->err, "\r\033[K%s %u/%u", what, done, total);
	else if (tty)
		fprintf(c->err, "\r\033[K%s", what);
	else if (done == 0)
		fprintf(c->err, "%s\n", what);
	fflush(c->err);
}

static enum status
demo_make(struct cmd_ctx *c, struct demo_opts *o, struct demo_result *made,
    struct err *err)
{
	struct decree *d = NULL;
	struct db *db = NULL;
	enum status st;

	if ((st = decree_load(form_shipped(), &d, err)) == ST_OK &&
	    (st = found_files(&c->conf, err)) == ST_OK)
		st = db_open_writer(c->conf.data_database, DB_BOOKS, &db, err);
	o->decree = d;
	if (st == ST_OK)
		st = demo_fill(db, o, made, err);
	db_close(db);
	decree_free(d);
	if (isatty(fileno(c->err)))
		fputs("\r\033[K", c->err);
	return st == ST_OK ? demo_passwords(&c->conf, made->now, err) : st;
}

/*
 * Seconds from now to the time of the demo office, whose clock runs on from
 * there.
 */
static int64_t
demo_shift(const char *now)
{
	int64_t wall;

	return clock_read(now, &wall) ? wall - clock_wall() : 0;
}

struct demo_args {
	const char *dir, *people, *period, *language, *port, *province;
};

static bool
demo_parse(char **argv, struct demo_args *a)
{
	const struct cmd_opt opts[] = {
		{ "people", &a->people }, { "period", &a->period },
		{ "language", &a->language }, { "port", &a->port },
		{ "province", &a->province }, { NULL, NULL },
	};

	return cmd_parse(argv, 1, opts, &a->dir, 1) && a->dir != NULL;
}

/* Written last: a folder with a chitra.ini is a complete office. */
static enum status
demo_config(const struct demo_args *a, const struct demo_result *made,
    char *path, size_t size, struct err *err)
{
	char shift[24];
	struct conf_set set[] = {
		{ "office", "name", made->office },
		{ "office", "province", made->province },
		{ "office", "language", a->language },
		{ "office", "clock_shift", shift },
		/* A demo may be unused for weeks. */
		{ "office", "clock_ahead_days", "0" },
		{ "server", "port", a->port },
		/* A demo made by root has no system users. */
		{ "server", "users", "one" },
	};

	(void)snprintf(shift, sizeof(shift), "%" PRId64, demo_shift(made->now));
	return found_config(a->dir, set, sizeof(set) / sizeof(set[0]), path, size,
	    err);
}

/* Sets the folder and the paths of its files; refuses an existing office. */
static enum status
demo_folder(struct cmd_ctx *c, const char *dir, struct err *err)
{
	char path[CONF_PATH_MAX];

	if (mkdir(dir, 0750) == -1 && errno != EEXIST)
		return err_errno(err, ST_IO, "%s", dir);
	if (str_format(path, sizeof(path), "%s/chitra.ini", dir) != ST_OK)
		return err_set(err, ST_LIMIT, _("%s is too long"), dir);
	if (conf_default(path, &c->conf, err) != ST_OK)
		return err->st;
	if (access(path, F_OK) == 0 || access(c->conf.data_database, F_OK) == 0)
		return err_set(err, ST_EXISTS, _("%s holds an office already: "
		    "choose another folder"), dir);
	return ST_OK;
}

static int
demo_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct demo_args a = { .language = "vi", .port = "2222",
		.province = "son-la" };
	struct demo_opts o = { .progress = demo_progress, .arg = c };
	char path[CONF_PATH_MAX], due[MONEY_TEXT];
	int64_t start = clock_ms(), people = 0;
	struct demo_result made = { 0 };
	struct err err = ERR_INIT;

	(void)argc;
	if (!demo_parse(argv, &a) || (a.people != NULL &&
	    str_int(a.people, 1, DEMO_PEOPLE_MAX, &people) != ST_OK))
		return cmd_usage(c, &cmd_demo);
	o.people = (unsigned)people;
	o.period = a.period;
	o.province = a.province;
	/*
	 * Effects of requests are stored as text, in the language of the
	 * office.
	 */
	lang_set(a.language);
	if (demo_folder(c, a.dir, &err) != ST_OK ||
	    demo_make(c, &o, &made, &err) != ST_OK ||
	    demo_config(&a, &made, path, sizeof(path), &err) != ST_OK)
		return cmd_fail(c, &err, false);
	money_format(due, sizeof(due), made.due);
	fprintf(c->out, _("%s: %" PRId64 " people, %" PRId64 " points, %" PRId64
	    " staff, %s đồng a month, in %" PRId64 " s\n"), made.office,
	    made.people, made.points, made.staff, due,
	    (clock_ms() - start + 500) / 1000);
	fprintf(c->out, _("next: chitra --config %s serve\n"
	    "users: lan thu ke quan xa phong truong tinh so admin; password demo-NAME\n"),
	    path);
	return CMD_DONE;
}

const struct cmd cmd_demo = {
	.name = "demo",
	.args = "DIR [--people N] [--period YYYY-MM] [--language vi|en] [--port N] [--province son-la|bac-kan]",
	.help = N_("make a demo office with known passwords"),
	.run = demo_run,
};
