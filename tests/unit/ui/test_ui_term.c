/*
 * SPDX-License-Identifier: ISC
 *
 * Guards: any TERM gets a picture or a clear refusal; a takeover by another
 * terminal and any size paint the same text; a frame is only the difference;
 * nothing from people steers the terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/tools/glass.h"
#include "text/lang.h"
#include "ui/term/term.h"
#include "ui/term/termname.h"

#define TREE TOP_BUILDDIR "/terminfo"

static void
attach(struct term *t, const char *name, int cols, int rows)
{
	struct err err = ERR_INIT;

	if (term_attach(t, name, cols, rows, &err) != ST_OK)
		fail_msg("%s: %s", name, err.msg);
}

/* Puts the lines from row 0 and shows the frame; returns its raw bytes. */
static size_t
show(struct term *t, struct glass *g, const char *const *lines)
{
	struct buf b;
	size_t n;

	buf_init(&b, 1 << 20);
	term_begin(t);
	for (int i = 0; lines[i] != NULL; i++)
		term_put(t, i, 0, 200, TERM_NORMAL, lines[i]);
	term_frame(t, &b);
	n = buf_left(&b);
	glass_feed(g, buf_head(&b), n);
	buf_done(&b);
	return n;
}

static const char *const page[] = { "Nguyễn Thị Hoàn", "Đặng Văn Ước", NULL };

static void
test_terminals(void **state)
{
	static const struct {
		const char *term;
		bool noted;
	} v[] = {
		{ "xterm", false }, { "xterm-256color", false },
		{ "vt100", false }, { "vt220", false }, { "linux", false },
		{ "putty", false }, { "screen", false }, { "tmux-256color", false },
		{ "ansi", false }, { "rxvt", false }, { "xterm-kitty", false },
		{ "foot", false }, { "wezterm", false }, { "xterm-ghostty", false },
		{ "dumb", true }, { "no-such-terminal", true },
		{ "../../../etc/passwd", true }, { "", true },
		{ "a b;c\033[31m", true },
	};
	struct term *t = term_new(TREE);

	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		struct glass *g = glass_new(80, 24);

		attach(t, v[i].term, 80, 24);
		assert_int_equal(term_note(t)[0] != '\0', v[i].noted);
		show(t, g, page);
		if (strcmp(glass_row(g, 0), page[0]) != 0 ||
		    strcmp(glass_row(g, 1), page[1]) != 0) {
			glass_show(g);
			fail_msg("TERM=%s", v[i].term);
		}
		glass_free(g);
	}
	term_free(t);
}

static void
test_no_repeat_in_the_tree(void **state)
{
	static const char *const rule[] = {
		"------------------------------------------------------------",
		NULL };
	static const char *const terms[] = { "xterm-256color", "putty", "linux" };
	struct term *t = term_new(TREE);
	struct glass *g = glass_new(80, 24);

	for (int i = 0; i < 3; i++) {
		attach(t, terms[i], 80, 24);
		/* `rep` would send one minus and a count. */
		assert_true(show(t, g, rule) > 60);
	}
	glass_free(g);
	term_free(t);
}

static void
test_takeover(void **state)
{
	struct term *t = term_new(TREE);
	struct glass *a = glass_new(80, 24), *b = glass_new(132, 40);

	attach(t, "xterm-256color", 80, 24);
	show(t, a, page);
	attach(t, "vt220", 132, 40);
	assert_int_equal(term_cols(t), 132);
	show(t, b, page);
	assert_string_equal(glass_row(b, 0), page[0]);
	/* And back: nothing of the one before is left over. */
	glass_free(a);
	a = glass_new(80, 24);
	attach(t, "linux", 80, 24);
	show(t, a, page);
	assert_string_equal(glass_row(a, 1), page[1]);
	glass_free(a);
	glass_free(b);
	term_free(t);
}

static void
test_sizes(void **state)
{
	static const int sizes[][2] = { { 20, 5 }, { 200, 60 }, { 80, 24 },
	    { 1, 1 }, { 0, 0 }, { 100000, 100000 }, { -5, 3 } };
	struct term *t = term_new(TREE);
	struct glass *g = glass_new(80, 24);

	attach(t, "xterm", 80, 24);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		term_resize(t, sizes[i][0], sizes[i][1]);
		glass_resize(g, term_cols(t), term_rows(t));
		show(t, g, page);
		assert_true(strncmp(glass_row(g, 0), "Nguyễn", 8) == 0);
	}
	assert_int_equal(term_cols(t), TERM_MIN_COLS);
	glass_free(g);
	term_free(t);
}

static void
test_only_the_difference(void **state)
{
	static const char *const two[] = { "Nguyễn Thị Hoàn", "Đặng Văn Ướt",
	    NULL };
	struct term *t = term_new(TREE);
	struct glass *g = glass_new(80, 24);

	attach(t, "xterm-256color", 80, 24);
	show(t, g, page);
	assert_int_equal(show(t, g, page), 0);
	assert_true(show(t, g, two) < 24);
	term_repaint(t);
	assert_true(show(t, g, two) > 30);
	assert_string_equal(glass_row(g, 1), two[1]);
	glass_free(g);
	term_free(t);
}

static void
test_nothing_steers(void **state)
{
	static const char *const evil[] = { "Lò \033[31mVăn\033]0;x\007 A",
	    "B\xc2\x9b" "5i \xe2\x80\xae" "C\r\nD", "\xff\xfe\t", NULL };
	struct term *t = term_new(TREE);
	struct glass *g = glass_new(80, 24);
	struct buf b;

	attach(t, "vt220", 80, 24);
	show(t, g, evil);
	assert_string_equal(glass_row(g, 0), "Lò ?[31mVăn?]0;x? A");
	assert_string_equal(glass_row(g, 1), "B?5i ?C??D");
	assert_string_equal(glass_row(g, 2), "???");
	/* In plain letters too. */
	term_plain(t, true);
	show(t, g, evil);
	assert_string_equal(glass_row(g, 0), "Lo ?[31mVan?]0;x? A");
	/* Giving the terminal back is the last that is said. */
	buf_init(&b, 4096);
	term_detach(t, &b);
	assert_false(term_attached(t));
	buf_done(&b);
	glass_free(g);
	term_free(t);
}

static void
test_many_takeovers(void **state)
{
	struct term *t = term_new(TREE);
	struct glass *g = glass_new(80, 24);

	for (int i = 0; i < 60; i++) {
		attach(t, i % 2 != 0 ? "xterm" : "vt220", 80 + i, 24 + i);
		glass_resize(g, 80 + i, 24 + i);
		show(t, g, page);
	}
	glass_free(g);
	term_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_terminals),
		cmocka_unit_test(test_no_repeat_in_the_tree),
		cmocka_unit_test(test_takeover),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_only_the_difference),
		cmocka_unit_test(test_nothing_steers),
		cmocka_unit_test(test_many_takeovers),
	};

	lang_set("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
