/*
 * SPDX-License-Identifier: ISC
 */
#include "tests/tools/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "form/conf_load.h"
#include "form/form.h"
#include "office/table.h"

static void
die(const char *what, const struct err *err)
{
	fprintf(stderr, "stage: %s: %s\n", what, err != NULL ? err->msg : "");
	abort();
}

static enum status
post(void *arg, const struct wire_verb *v)
{
	struct stage *s = arg;
	struct wire_verb *to = &s->posted[s->nposted];

	if (s->no_books || s->nposted == STAGE_POSTED)
		return ST_BUSY;
	if (s->watch != NULL)
		s->watch(s, v);
	*to = *v;
	wire_args_init(&to->args);
	for (unsigned i = 0; i < v->args.n; i++)
		wire_args_add(&to->args, v->args.v[i].name,
		    v->args.v[i].value);
	s->nposted++;
	return ST_OK;
}

static enum status
confirm(void *arg, const unsigned char *op, const char *secret)
{
	struct stage *s = arg;

	s->asked = true;
	memcpy(s->confirmed, op, sizeof s->confirmed);
	(void)str_copy_cut(s->secret, sizeof s->secret, secret);
	return ST_OK;
}

static enum status
passwd(void *arg, const char *old, const char *fresh)
{
	static const unsigned char none[WIRE_OP_ID];
	struct stage *s = arg;

	s->weak = strlen(fresh) < 8;
	return confirm(arg, none, old);
}

static enum status
print(void *arg, const struct job_order *order, struct err *err)
{
	struct stage *s = arg;

	(void)err;
	s->order = *order;
	s->printing = true;
	return ST_OK;
}

static void
left(void *arg, const char *why)
{
	struct stage *s = arg;

	(void)str_copy_cut(s->left, sizeof s->left, why);
}

/* A printer that is a file, besides the shipped ones. */
static void
write_printer(struct stage *s)
{
	char path[160];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/printers.ini", s->office.dir);
	(void)str_copy_cut(s->conf.print_profiles,
	    sizeof s->conf.print_profiles, s->office.dir);
	f = fopen(path, "w");
	if (f == NULL || fprintf(f, "[printer paper]\n"
	    "title = Printer of the office\nprofile = a4-80\nway = file\n"
	    "target = %s/paper\n", s->office.dir) < 0 || fclose(f) != 0)
		die(path, NULL);
}

static void
forget_printer(struct stage *s)
{
	static const char *const names[] = { "printers.ini", "paper" };
	char path[160];

	for (size_t i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", s->office.dir,
		    names[i]);
		(void)unlink(path);
	}
}

void
stage_open(struct stage *s)
{
	struct err err = ERR_INIT;

	memset(s, 0, sizeof *s);
	office_open(&s->office);
	office_clock(8, 8, 30);
	if (conf_default("/tmp/chitra.ini", &s->conf, &err) != ST_OK)
		die("conf", &err);
	(void)str_copy_cut(s->conf.data_database,
	    sizeof s->conf.data_database, s->office.path);
	s->conf.data_forms[0] = '\0';
	write_printer(s);
	s->loop = loop_new();
	(void)str_copy_cut(s->term, sizeof s->term, "xterm-256color");
	s->cols = 80;
	s->rows = 24;
}

/* Believable and all different: the pages cost what real ones do. */
void
stage_people(struct stage *s, unsigned n)
{
	static const char *const family[] = { "Lò Văn", "Quàng Thị", "Cà Văn",
	    "Lường Thị", "Tòng Văn", "Giàng A", "Sùng Thị", "Vì Văn", "Hoàng Thị",
	    "Lèo Văn", "Bạc Cầm", "Điêu Thị", "Nguyễn Văn", "Mùa A", "Cầm Thị" };
	static const char *const given[] = { "Inh", "Pó", "Hặc", "Ỏm", "Xôm",
	    "Dua", "Chứ", "Phiên", "Hịa", "Tướng", "Nọi", "Piêng", "Sơ", "Mỷ",
	    "Thoan", "Ngân", "Lả", "Ủa", "Vừ", "Khặn" };
	static const char *const village[] = { "Bản Nà Lanh", "Bản Hua Nà",
	    "Tiểu khu 2", "Bản Phiêng Ban", "Bản Co Trạng", "Bản Nong Lay" };
	static const char *const category[] = { "136.5.5b", "136.5.5a1",
	    "28.16.6b", "136.5.5b", "28.16.6c" };
	struct wire_args out;
	char name[80], birth[8], person[24], place[60], paper[16], grant[320];

	for (unsigned i = 0; i < n; i++) {
		(void)snprintf(name, sizeof name, "%s %s",
		    family[i * 7 % 15], given[(i * 11 + i / 15) % 20]);
		(void)snprintf(birth, sizeof birth, "%u", 1928 + i * 13 % 60);
		(void)snprintf(place, sizeof place, "%s %u",
		    village[i * 5 % 6], i % 3 + 1);
		(void)snprintf(paper, sizeof paper, "05%07u",
		    1000003u * (i + 1) % 9999991u);
		wire_args_init(&out);
		if (office_post(&s->office, "phong", "person.add", &out,
		    "name", name, "sex", strstr(name, "Thị") != NULL ? "F" :
		    "M", "birth", birth, "commune", "03721", "village", place,
		    "point", "119-01", "identity", paper, "same", "different",
		    NULL) != ST_OK)
			die(name, &s->office.err);
		(void)snprintf(person, sizeof person, "%s",
		    wire_args_text(&out, "id"));
		wire_args_done(&out);
		(void)snprintf(grant, sizeof grant, "INSERT INTO entitlement"
		    " (id, person_id, category, from_month, decision,"
		    " decided_on, changed_at) VALUES (%s + 100000, %s, '%s',"
		    " '2019-01', '12/QĐ-UBND', '2018-12-20', '')", person,
		    person, category[i % 5]);
		if (office_sql(&s->office, grant) != ST_OK)
			die(name, &s->office.err);
	}
}

static void
forget_posted(struct stage *s)
{
	for (unsigned i = 0; i < s->nposted; i++)
		wire_args_done(&s->posted[i].args);
	s->nposted = 0;
}

void
stage_close(struct stage *s)
{
	ui_free(s->ui);
	forget_posted(s);
	if (s->glass != NULL)
		glass_free(s->glass);
	loop_free(s->loop);
	forget_printer(s);
	office_close(&s->office);
}

/* What the process of the listener does, at once. */
static void
printer(struct stage *s)
{
	struct job_done done = { 0, NULL };
	struct err err = ERR_INIT;
	struct actor who;

	s->printing = false;
	office_actor(&s->office, s->login, &who);
	(void)!job_do(&s->conf, TOP_SRCDIR "/forms", who.staff, &s->order,
	    &done, &err);
	actor_done(&who);
	ui_printed(s->ui, &s->order, &done, &err);
}

static void
frame(struct stage *s)
{
	struct buf b;

	if (s->printing && !s->no_printer)
		printer(s);
	/* A job through the terminal goes piece by piece. */
	for (int i = 0; i < 1000 && ui_is_dirty(s->ui); i++) {
		buf_init(&b, 1 << 20);
		ui_frame(s->ui, &b);
		if (buf_left(&b) > 0)
			s->frames++;
		glass_feed(s->glass, buf_head(&b), buf_left(&b));
		buf_done(&b);
	}
}

static void
start(struct stage *s)
{
	struct err err = ERR_INIT;
	struct actor who;
	struct ui_setup setup = {
		.conf = &s->conf, .loop = s->loop, .address = "192.0.2.7",
		.forms = TOP_SRCDIR "/forms",
		.terminfo = TOP_BUILDDIR "/terminfo",
		.must_change = s->must_change,
		.host = { .post = post, .confirm = confirm, .passwd = passwd,
		    .print = print, .arg = s },
		.leave = left,
	};

	office_actor(&s->office, s->login, &who);
	setup.staff = who.staff;
	actor_done(&who);
	if (ui_new(&setup, &s->ui, &err) != ST_OK)
		die("ui_new", &err);
	stage_attach(s, s->term, s->cols, s->rows);
}

void
stage_sign_in(struct stage *s, const char *login, const char *language)
{
	if (!s->listed) {
		office_list(&s->office, "2019-11", "119");
		office_list(&s->office, "2019-11", "126");
	}
	s->listed = true;
	ui_free(s->ui);
	s->ui = NULL;
	forget_posted(s);
	(void)str_copy_cut(s->login, sizeof s->login, login);
	(void)str_copy_cut(s->conf.office_language,
	    sizeof s->conf.office_language, language);
	start(s);
}

void
stage_restart(struct stage *s)
{
	ui_free(s->ui);
	s->ui = NULL;
	/* What a desk posts while it ends still reaches books. */
	stage_answer(s);
	start(s);
}

void
stage_detach(struct stage *s)
{
	ui_detach(s->ui);
}

/* The last picture that had reached the terminal. */
static uint32_t
seen(const struct stage *s)
{
	return s->late ? s->seen : ui_picture(s->ui);
}

void
stage_late(struct stage *s, bool late)
{
	s->late = late;
	s->seen = ui_picture(s->ui);
}

void
stage_attach(struct stage *s, const char *term, int cols, int rows)
{
	struct err err = ERR_INIT;

	(void)str_copy_cut(s->term, sizeof s->term, term);
	s->cols = cols;
	s->rows = rows;
	if (s->glass != NULL)
		glass_free(s->glass);
	s->glass = glass_new(cols, rows);
	if (ui_attach(s->ui, term, cols, rows, &err) != ST_OK)
		die("attach", &err);
	ui_keys(s->ui, seen(s), s->blind, strlen(s->blind));
	s->blind[0] = '\0';
	frame(s);
}

void
stage_resize(struct stage *s, int cols, int rows)
{
	s->cols = cols;
	s->rows = rows;
	glass_resize(s->glass, cols, rows);
	ui_resize(s->ui, cols, rows);
	frame(s);
}

void
stage_keys(struct stage *s, const void *bytes, size_t n)
{
	ui_keys(s->ui, seen(s), bytes, n);
	frame(s);
}

static void
run(struct stage *s, struct wire_verb *v, struct wire_answer *a)
{
	struct verb_peer peer = { 0 };
	struct err err = ERR_INIT;
	struct actor who;

	office_actor(&s->office, s->login, &who);
	peer.who = &who;
	peer.confirmed = memcmp(s->confirmed, v->op, sizeof v->op) == 0;
	memset(a, 0, sizeof *a);
	if (db_begin(s->office.db, &err) != ST_OK)
		die("begin", &err);
	if ((strcmp(v->name, UI_OUTCOME) == 0 ?
	    verbs_outcome(s->office.db, &peer, v->op, a) :
	    verbs_run(s->office.db, &peer, v, a)) != ST_OK)
		die(v->name, &a->err);
	if (s->nothing_stands)
		db_rollback(s->office.db);
	else if (db_commit(s->office.db, &err) != ST_OK)
		die("commit", &err);
	memcpy(a->op, v->op, sizeof a->op);
	actor_done(&who);
}

static void
answer_gate(struct stage *s)
{
	struct err err = ERR_INIT;
	char right[64];

	(void)snprintf(right, sizeof right, "demo-%s", s->login);
	if (strcmp(s->secret, right) != 0) {
		memset(s->confirmed, 0, sizeof s->confirmed);
		(void)err_set(&err, ST_DENIED, "The password is wrong.");
	} else if (s->weak) {
		(void)err_set(&err, ST_INVALID, "The password is too short.");
	}
	s->weak = false;
	s->asked = false;
	ui_confirmed(s->ui, &err);
	frame(s);
}

void
stage_answer(struct stage *s)
{
	struct wire_answer a;
	struct wire_verb v;

	while (s->asked || s->nposted > 0) {
		if (s->asked) {
			answer_gate(s);
			continue;
		}
		v = s->posted[0];
		memmove(&s->posted[0], &s->posted[1],
		    --s->nposted * sizeof s->posted[0]);
		run(s, &v, &a);
		if (s->ui != NULL) {
			ui_answer(s->ui, &a);
			frame(s);
		}
		wire_args_done(&v.args);
		wire_args_done(&a.args);
	}
}

void
stage_doubt(struct stage *s, bool done)
{
	struct wire_answer a, unknown;
	struct wire_verb v;

	while (s->nposted > 0) {
		v = s->posted[0];
		memmove(&s->posted[0], &s->posted[1],
		    --s->nposted * sizeof s->posted[0]);
		if (done) {
			run(s, &v, &a);
			wire_args_done(&a.args);
		}
		memset(&unknown, 0, sizeof unknown);
		memcpy(unknown.op, v.op, sizeof unknown.op);
		(void)err_set(&unknown.err, ST_UNKNOWN, "the disk failed");
		ui_answer(s->ui, &unknown);
		wire_args_done(&v.args);
	}
	frame(s);
}

void
stage_wait(struct stage *s, int ms)
{
	int64_t until = clock_ms() + ms;

	while (clock_ms() < until) {
		loop_once(s->loop, (int)(until - clock_ms()));
		frame(s);
	}
}
