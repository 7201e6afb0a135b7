/*
 * SPDX-License-Identifier: ISC
 *
 * screens: plays the scripts of tests/screen/, each on an office of its own,
 * and compares what a person would see.  `screens FILE.t ...` plays those.
 *
 * Lines ('#' comments); books answers after each line unless held:
 *   people N            so many more at 119-01, before the first sign-in
 *   unlisted            no payment lists are made
 *   draft DISTRICT      only that list is made, checked, not yet submitted
 *   fresh               the administrator chose the password
 *   in LOGIN en|vi      sign in; the banner is on the screen
 *   type TEXT           letters, one message each
 *   paste TEXT          in one message; \e \r \n \t \xNN are understood
 *   key NAME ...        Enter Esc F1 .. F10 Up Down PgUp PgDn Home End Tab ...
 *   wait                the fingers rest: 250 ms
 *   hold / release      books and printers keep answers back / give them
 *   down / up           books is being restarted / is back
 *   unknown [done]      books answers that it does not know what it did
 *   pay LOGIN ID        somebody else pays this person
 *   sql TEXT            run behind the verbs' back
 *   blind NAME ...      keys that come with the next attach, before its picture
 *   late                pictures from now on are on the way when keys are typed
 *   arrived             all of them have reached the terminal
 *   who                 books say that people's roles or places have changed
 *   must yes|no         the gate: somebody else set the password (or did not)
 *   drop / attach TERM COLSxROWS / size COLSxROWS / restart [en|vi]
 *   see TEXT, none TEXT on the screen, nowhere on it
 *   row N TEXT          row N (from 0, negative from below) holds TEXT
 *   cursor ROW COL
 *   posted N [VERB]     so many verbs wait for an answer, all of them VERB
 *   left TEXT           the person left, and why
 *   reset               forget the bytes
 *   bytes N NAME        at most N packed bytes since (and says how many)
 *   |TEXT               rows from the top on, one a line, as they are
 */
#include <ctype.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "tests/tools/stage.h"

struct play {
	struct stage stage;
	const char *file;
	int line;
	int golden;   /* next row that a | line means */
	bool held;
};

static const struct {
	const char *name, *bytes;
} key_names[] = {
	{ "Enter", "\r" }, { "Esc", "\033" }, { "Tab", "\t" },
	{ "BackTab", "\033[Z" }, { "Backspace", "\177" },
	{ "Up", "\033[A" }, { "Down", "\033[B" }, { "Right", "\033[C" },
	{ "Left", "\033[D" }, { "Home", "\033[H" }, { "End", "\033[F" },
	{ "PgUp", "\033[5~" }, { "PgDn", "\033[6~" }, { "Del", "\033[3~" },
	{ "F1", "\033OP" }, { "F2", "\033OQ" }, { "F3", "\033OR" },
	{ "F4", "\033OS" }, { "F5", "\033[15~" }, { "F6", "\033[17~" },
	{ "F7", "\033[18~" }, { "F8", "\033[19~" }, { "F9", "\033[20~" },
	{ "F10", "\033[21~" }, { "Ctrl-E", "\005" }, { "Ctrl-L", "\014" }, { "Ctrl-\\", "\034" },
};

static void
wrong(struct play *p, const char *what, const char *text)
{
	glass_show(p->stage.glass);
	fail_msg("%s:%d: %s: %s", p->file, p->line, what, text);
}

static void
do_in(struct play *p, char *arg)
{
	char *language = strchr(arg, ' ');

	if (language != NULL)
		*language++ = '\0';
	stage_sign_in(&p->stage, arg, language == NULL ? "en" : language);
}

static void
do_people(struct play *p, char *arg)
{
	int64_t n = 0;

	if (str_int(arg, 1, 5000, &n) != ST_OK)
		wrong(p, "people N", arg);
	stage_people(&p->stage, (unsigned)n);
}

static void
do_unlisted(struct play *p, char *arg)
{
	p->stage.listed = true;
}

static void
do_draft(struct play *p, char *arg)
{
	const char *maker = strcmp(arg, "126") == 0 ? "phong2" : "phong";
	int64_t list = office_draft(&p->stage.office, "2019-11", arg);

	office_checks(&p->stage.office, maker, list);
	office_accept(&p->stage.office, maker, list);
	p->stage.listed = true;
}

static void
do_fresh(struct play *p, char *arg)
{
	p->stage.must_change = true;
}

static void
do_type(struct play *p, char *arg)
{
	size_t n;

	for (; *arg != '\0'; arg += n) {
		for (n = 1; ((unsigned char)arg[n] & 0xc0) == 0x80; n++)
			;
		stage_keys(&p->stage, arg, n);
	}
}

static void
do_paste(struct play *p, char *arg)
{
	char out[4096];
	size_t n = 0;
	unsigned v;

	for (; *arg != '\0' && n < sizeof out; arg++) {
		if (*arg != '\\') {
			out[n++] = *arg;
			continue;
		}
		arg++;
		if (*arg == 'x' && sscanf(arg + 1, "%2x", &v) == 1) {
			out[n++] = (char)v;
			arg += 2;
		} else {
			out[n++] = *arg == 'e' ? '\033' : *arg == 'r' ? '\r' :
			    *arg == 'n' ? '\n' : *arg == 't' ? '\t' : *arg;
		}
	}
	stage_keys(&p->stage, out, n);
}

/* A letter or digit stands for itself. */
static const char *
bytes_of(struct play *p, const char *w)
{
	if (w[1] == '\0')
		return w;
	for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++)
		if (strcmp(key_names[i].name, w) == 0)
			return key_names[i].bytes;
	wrong(p, "no such key", w);
	return "";
}

/* Before the next attach shows anything. */
static void
do_blind(struct play *p, char *arg)
{
	char *save = NULL, *to = p->stage.blind;

	for (char *w = strtok_r(arg, " ", &save); w != NULL;
	    w = strtok_r(NULL, " ", &save))
		(void)strncat(to, bytes_of(p, w), sizeof p->stage.blind -
		    strlen(to) - 1);
}

static void
do_late(struct play *p, char *arg)
{
	stage_late(&p->stage, true);
}

static void
do_arrived(struct play *p, char *arg)
{
	stage_late(&p->stage, false);
}

static void
do_key(struct play *p, char *arg)
{
	char *save = NULL;
	const char *bytes;

	for (char *w = strtok_r(arg, " ", &save); w != NULL;
	    w = strtok_r(NULL, " ", &save)) {
		bytes = bytes_of(p, w);
		stage_keys(&p->stage, bytes, strlen(bytes));
		if (!p->held)
			stage_answer(&p->stage);
	}
}

static void
do_sql(struct play *p, char *arg)
{
	if (office_sql(&p->stage.office, arg) != ST_OK)
		wrong(p, p->stage.office.err.msg, arg);
}

static void
do_wait(struct play *p, char *arg)
{
	stage_wait(&p->stage, 250);
}

static void
do_hold(struct play *p, char *arg)
{
	p->held = p->stage.no_printer = true;
}

static void
do_release(struct play *p, char *arg)
{
	p->held = p->stage.no_printer = false;
	stage_keys(&p->stage, "", 0); /* the printer tells at once */
}

static void
do_down(struct play *p, char *arg)
{
	p->stage.no_books = true;
	ui_books_gone(p->stage.ui);
	stage_keys(&p->stage, "", 0);
}

/* An fsync failed under what was posted; "done": it is there all the same. */
static void
do_unknown(struct play *p, char *arg)
{
	stage_doubt(&p->stage, strcmp(arg, "done") == 0);
}

static void
do_up(struct play *p, char *arg)
{
	p->stage.no_books = false;
	ui_books_back(p->stage.ui);
}

/* What was posted and never reached the books before they ended. */
static void
do_lose(struct play *p, char *arg)
{
	for (unsigned i = 0; i < p->stage.nposted; i++)
		wire_args_done(&p->stage.posted[i].args);
	p->stage.nposted = 0;
}

static void
do_pay(struct play *p, char *arg)
{
	char login[32];
	long long id;
	int64_t receipt;

	if (sscanf(arg, "%31s %lld", login, &id) != 2 ||
	    office_pay(&p->stage.office, login, id, "2019-11", &receipt) !=
	    ST_OK)
		wrong(p, "pay", p->stage.office.err.msg);
}

static void
do_who(struct play *p, char *arg)
{
	ui_who(p->stage.ui);
	stage_keys(&p->stage, "", 0);
}

static void
do_must(struct play *p, char *arg)
{
	ui_must_change(p->stage.ui, strcmp(arg, "yes") == 0);
	stage_keys(&p->stage, "", 0);
}

static void
do_drop(struct play *p, char *arg)
{
	stage_detach(&p->stage);
}

static void
do_attach(struct play *p, char *arg)
{
	char term[65];
	int cols, rows;

	if (sscanf(arg, "%64s %dx%d", term, &cols, &rows) != 3)
		wrong(p, "attach TERM COLSxROWS", arg);
	stage_attach(&p->stage, term, cols, rows);
}

static void
do_size(struct play *p, char *arg)
{
	int cols, rows;

	if (sscanf(arg, "%dx%d", &cols, &rows) != 2)
		wrong(p, "size COLSxROWS", arg);
	stage_resize(&p->stage, cols, rows);
}

static void
do_restart(struct play *p, char *arg)
{
	if (arg[0] != '\0')
		(void)str_copy_cut(p->stage.conf.office_language,
		    sizeof p->stage.conf.office_language, arg);
	stage_restart(&p->stage);
}

static void
do_see(struct play *p, char *arg)
{
	if (!glass_has(p->stage.glass, arg))
		wrong(p, "not on the screen", arg);
}

static void
do_none(struct play *p, char *arg)
{
	if (glass_has(p->stage.glass, arg))
		wrong(p, "on the screen", arg);
}

static void
do_row(struct play *p, char *arg)
{
	char *text = NULL;
	long row = strtol(arg, &text, 10);

	if (row < 0)
		row += p->stage.rows;
	text += *text == ' ';
	if (strstr(glass_row(p->stage.glass, (int)row), text) == NULL)
		wrong(p, "not on that row", text);
}

static void
do_cursor(struct play *p, char *arg)
{
	int row, col, r, c;

	glass_cursor(p->stage.glass, &row, &col);
	if (sscanf(arg, "%d %d", &r, &c) != 2 || r != row || c != col) {
		fprintf(stderr, "cursor at %d %d\n", row, col);
		wrong(p, "cursor", arg);
	}
}

static void
do_posted(struct play *p, char *arg)
{
	char *name = strchr(arg, ' ');
	int64_t n;

	if (name != NULL)
		*name++ = '\0';
	if (str_int(arg, 0, STAGE_POSTED, &n) != ST_OK ||
	    p->stage.nposted != (unsigned)n)
		wrong(p, "posted", arg);
	for (unsigned i = 0; name != NULL && i < p->stage.nposted; i++)
		if (strcmp(p->stage.posted[i].name, name) != 0)
			wrong(p, "posted is", p->stage.posted[i].name);
}

static void
do_left(struct play *p, char *arg)
{
	stage_wait(&p->stage, 50);
	if (strstr(p->stage.left, arg) == NULL || p->stage.left[0] == '\0')
		wrong(p, "left", p->stage.left);
}

static void
do_reset(struct play *p, char *arg)
{
	(void)glass_packed(p->stage.glass);
	(void)glass_raw(p->stage.glass);
	p->stage.frames = 0;
}

static void
do_bytes(struct play *p, char *arg)
{
	char *name = NULL;
	unsigned long max = strtoul(arg, &name, 10);
	size_t packed = glass_packed(p->stage.glass);

	/* Over SSH each frame costs ~26 bytes more (length, padding, tag). */
	printf("#%s: %zu bytes packed (%zu raw), %lu frames\n", name, packed,
	    glass_raw(p->stage.glass), p->stage.frames);
	p->stage.frames = 0;
	if (packed > max)
		wrong(p, "too many bytes", name);
}

static const struct {
	const char *word;
	void (*run)(struct play *p, char *arg);
} words[] = {
	{ "people", do_people }, { "unlisted", do_unlisted },
	{ "draft", do_draft }, { "fresh", do_fresh }, { "in", do_in }, { "type", do_type }, { "paste", do_paste },
	{ "key", do_key }, { "wait", do_wait }, { "hold", do_hold },
	{ "release", do_release }, { "down", do_down }, { "up", do_up },
	{ "who", do_who }, { "must", do_must },
	{ "lose", do_lose }, { "unknown", do_unknown },
	 { "pay", do_pay }, { "drop", do_drop },
	{ "blind", do_blind },
	{ "late", do_late },
	{ "arrived", do_arrived },
	{ "attach", do_attach }, { "size", do_size },
	{ "restart", do_restart }, { "see", do_see }, { "none", do_none },
	{ "row", do_row }, { "cursor", do_cursor }, { "posted", do_posted }, { "sql", do_sql },
	{ "left", do_left }, { "reset", do_reset }, { "bytes", do_bytes },
};

static void
golden(struct play *p, const char *want)
{
	const char *got = glass_row(p->stage.glass, p->golden);

	if (strcmp(got, want) != 0) {
		fprintf(stderr, "row %d\nwant |%s\ngot  |%s\n", p->golden,
		    want, got);
		wrong(p, "row differs", want);
	}
	p->golden++;
}

static void
play_line(struct play *p, char *line)
{
	size_t n = strcspn(line, " ");
	char *arg = line[n] == '\0' ? line + n : line + n + 1;

	if (line[0] == '|') {
		golden(p, line + 1);
		return;
	}
	p->golden = 0;
	if (line[0] == '\0' || line[0] == '#')
		return;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strlen(words[i].word) != n ||
		    strncmp(words[i].word, line, n) != 0)
			continue;
		words[i].run(p, arg);
		if (!p->held && p->stage.ui != NULL && !p->stage.no_books)
			stage_answer(&p->stage);
		return;
	}
	wrong(p, "no such word", line);
}

static void
test_script(void **state)
{
	struct play p = { .file = *state };
	char line[1024];
	FILE *f = fopen(p.file, "r");

	assert_non_null(f);
	stage_open(&p.stage);
	while (fgets(line, sizeof line, f) != NULL) {
		p.line++;
		line[strcspn(line, "\n")] = '\0';
		play_line(&p, line);
	}
	fclose(f);
	stage_close(&p.stage);
}

int
main(int argc, char **argv)
{
	struct CMUnitTest *tests;
	glob_t g = { 0 };
	size_t n;
	int failed;

	if (argc > 1) {
		g.gl_pathv = argv + 1;
		g.gl_pathc = (size_t)argc - 1;
	} else if (glob(TOP_SRCDIR "/tests/screen/*.t", 0, NULL, &g) != 0) {
		fprintf(stderr, "screens: no scripts\n");
		return 1;
	}
	n = g.gl_pathc;
	tests = mem_array(n, sizeof *tests);
	for (size_t i = 0; i < n; i++) {
		tests[i].name = strrchr(g.gl_pathv[i], '/') == NULL ?
		    g.gl_pathv[i] : strrchr(g.gl_pathv[i], '/') + 1;
		tests[i].test_func = test_script;
		tests[i].initial_state = g.gl_pathv[i];
	}
	failed = _cmocka_run_group_tests("screens", tests, n, NULL, NULL);
	free(tests);
	if (argc == 1)
		globfree(&g);
	return failed;
}
