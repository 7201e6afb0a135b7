/*
 * SPDX-License-Identifier: ISC
 *
 * Guards: keys cut anywhere are the same keys; Esc waits for the next key and
 * for no timer; pasted bytes give no orders; the field editor counts deletions
 * as the sender does and composes Telex only until whole letters arrive; the
 * list of actions agrees with the manual page.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/term/actions.h"
#include "ui/term/edit.h"

/* Keys as text: "a<F10><ENTER>" with names of codes. */
static const char *const names[] = {
	[K_CTRL] = "CTRL", [K_ENTER] = "ENTER", [K_TAB] = "TAB",
	[K_BACKTAB] = "BACKTAB", [K_ERASE] = "ERASE", [K_UP] = "UP",
	[K_DOWN] = "DOWN", [K_LEFT] = "LEFT", [K_RIGHT] = "RIGHT",
	[K_PGUP] = "PGUP", [K_PGDN] = "PGDN", [K_HOME] = "HOME",
	[K_END] = "END", [K_INS] = "INS", [K_DEL] = "DEL",
	[K_ESCESC] = "ESCESC", [K_F1] = "F1", [K_F2] = "F2", [K_F3] = "F3",
	[K_F4] = "F4", [K_F5] = "F5", [K_F6] = "F6", [K_F7] = "F7",
	[K_F8] = "F8", [K_F9] = "F9", [K_F10] = "F10", [K_F11] = "F11",
	[K_F12] = "F12",
};

static void
read_all(struct keys *k, char *out, size_t size)
{
	struct key key;
	size_t n = strlen(out);

	while (keys_next(k, &key)) {
		char letter[5] = "";

		if (key.code == K_TEXT)
			utf8_encode(letter, key.cp);
		n += (size_t)snprintf(out + n, size - n, key.code == K_TEXT ?
		    "%s%s" : "<%s%s>", key.code == K_TEXT ? letter :
		    names[key.code], key.pasted ? "'" : "");
	}
}

/* The same bytes whole, byte by byte and cut at every place. */
static void
same_however_cut(const char *bytes, size_t n, const char *want)
{
	char got[4096];
	struct keys k;

	for (size_t cut = 0; cut <= n; cut++) {
		keys_init(&k);
		got[0] = '\0';
		keys_feed(&k, bytes, cut);
		read_all(&k, got, sizeof got);
		keys_feed(&k, bytes + cut, n - cut);
		read_all(&k, got, sizeof got);
		assert_string_equal(got, want);
	}
	keys_init(&k);
	got[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		keys_feed(&k, bytes + i, 1);
		read_all(&k, got, sizeof got);
	}
	assert_string_equal(got, want);
}

#define SAME(bytes, want) same_however_cut(bytes, sizeof(bytes) - 1, want)

/* One message each. */
static void
messages_are(const char *const *v, const char *want)
{
	char got[256] = "";
	struct keys k;

	keys_init(&k);
	for (; *v != NULL; v++) {
		keys_feed(&k, *v, strlen(*v));
		read_all(&k, got, sizeof got);
	}
	assert_string_equal(got, want);
}

#define MESSAGES(want, ...) messages_are((const char *const[]){ __VA_ARGS__, \
	NULL }, want)
#define WHOLE(bytes, want) MESSAGES(want, bytes)

static void
test_sequences(void **state)
{
	SAME("\033[A\033[B\033OC\033OD", "<UP><DOWN><RIGHT><LEFT>");
	SAME("\033[1~\033[4~\033[7~\033[8~\033[H\033OF",
	    "<HOME><END><HOME><END><HOME><END>");
	SAME("\033OP\033OQ\033OR\033OS", "<F1><F2><F3><F4>");
	SAME("\033[11~\033[15~\033[17~\033[21~\033[24~",
	    "<F1><F5><F6><F10><F12>");
	SAME("\033[[A\033[[E", "<F1><F5>");
	SAME("\033[5~\033[6~\033[2~\033[3~\033[Z", "<PGUP><PGDN><INS><DEL><BACKTAB>");
	SAME("\033[1;5C\033[15;2~\033[1;2P", "<RIGHT><F5><F1>");
	SAME("\033OM", "<ENTER>");
	WHOLE("\033Op\033Oy\033O5P", "09<F1>");
	WHOLE("\033OT\033OX\033OY", "<F5><F9><F10>"); /* PuTTY as VT100+ */
	SAME("\010\177\t\r\014", "<ERASE><ERASE><TAB><ENTER><CTRL>");
	SAME("\r\n\n", "<ENTER><ENTER>");
}

static void
test_escape_waits_for_a_key(void **state)
{
	SAME("\0331\0332\0339", "<F1><F2><F9>");
	SAME("\033\033a", "<ESCESC>a");
	/* The number typed next, long after: no key of its own in it. */
	SAME("\0330502", "0502");
	SAME("\033 .", " .");
	SAME("\033ab", "ab");
	SAME("\033\r", "<ENTER>");
	/* Alt and an arrow come in one message. */
	struct keys k;
	char got[64] = "";

	keys_init(&k);
	keys_feed(&k, "\033\033[A", 4);
	read_all(&k, got, sizeof got);
	assert_string_equal(got, "<UP>");
	/* An Esc that is never followed is nothing. */
	got[0] = '\0';
	keys_feed(&k, "\033", 1);
	read_all(&k, got, sizeof got);
	assert_string_equal(got, "");
	assert_true(keys_escape(&k)); /* and is shown until then */
	keys_feed(&k, "3", 1);
	read_all(&k, got, sizeof got);
	assert_string_equal(got, "<F3>");
	assert_false(keys_escape(&k));
	keys_feed(&k, "\033", 1);
	read_all(&k, got, sizeof got);
	keys_feed(&k, "x", 1);
	read_all(&k, got, sizeof got);
	assert_string_equal(got, "<F3>x");
	assert_false(keys_escape(&k));
	/* In a paste it is nobody's key. */
	keys_feed(&k, "\033[200~\033", 7);
	read_all(&k, got, sizeof got);
	assert_false(keys_escape(&k));
}

/*
 * The first two letters of a name look like the rest of a key: after an Esc
 * long ago they are letters, but a key that was cut stays one.
 */
static void
test_a_name_after_escape(void **state)
{
	MESSAGES("Oanh", "\033", "O", "a", "n", "h");
	MESSAGES("Op5<ENTER>", "\033", "O", "p5", "\r");
	MESSAGES("O0502", "\033", "O", "0", "5", "0", "2");
	MESSAGES("<UP><UP><UP>", "\033", "O", "A", "\033", "OA", "\033O", "A");
	MESSAGES("<F10><F10>", "\033", "[21~", "\033[2", "1~");
	/* "OY" is typed by people, so it confirms only whole. */
	MESSAGES("OY", "\033", "O", "Y");
	MESSAGES("", "\033", "OY");
	MESSAGES("", "\033O", "Y");
}

static void
test_letters(void **state)
{
	SAME("Nguyễn Văn Ước", "Nguyễn Văn Ước");
	SAME("a\xff\xc3(\xe1\xba" "b\xf0\x9f\x98", "a(b");
	/* What could steer a terminal is no letter: C1, bidi, zero width. */
	SAME("x\xc2\x9b" "1\xe2\x80\xae" "2\xe2\x80\x8b" "3", "x123");
}

static void
test_replies_and_pastes_give_no_orders(void **state)
{
	char junk[5000];
	struct keys k;
	struct key key;
	unsigned seed = 7;

	SAME("\033[?62;1;6c\033[24;80Ra", "a");
	/* Of the first row they look like F3 with a modifier. */
	SAME("\033[1;1R\033[1;5R\033[1;80R\033[1Ra", "a");
	SAME("\033[<0;10;20Ma", "a");
	SAME("\033[200~a\rb\tc\033OP\0331\033[201~\r", "a' 'b' 'c'O'P'1'<ENTER>");
	/* Binary: any bytes, no crash, and the decoder comes to rest. */
	for (size_t i = 0; i < sizeof junk; i++) {
		seed = seed * 1103515245u + 12345u;
		junk[i] = (char)(seed >> 16);
	}
	keys_init(&k);
	for (size_t i = 0; i < sizeof junk; i += 13) {
		keys_feed(&k, junk + i, sizeof junk - i < 13 ?
		    sizeof junk - i : 13);
		while (keys_next(&k, &key))
			assert_true(key.code != K_NONE);
		assert_true(k.n < KEYS_HELD);
	}
}

static void
test_actions_name_their_keys(void **state)
{
	struct key k = { .code = K_F10 };

	assert_int_equal(action_of(&k), ACT_CONFIRM);
	k.code = K_ESCESC;
	assert_int_equal(action_of(&k), ACT_BACK);
	k.code = K_CTRL;
	k.cp = 'L';
	assert_int_equal(action_of(&k), ACT_REDRAW);
	k.cp = 'E';
	assert_int_equal(action_of(&k), ACT_CONFIRM);
	k.cp = 'C';
	assert_int_equal(action_of(&k), ACT_NONE);
	k.code = K_TEXT;
	assert_int_equal(action_of(&k), ACT_NONE);
	for (int a = ACT_NONE + 1; a < ACT_COUNT; a++) {
		assert_true(action_key((enum action)a)[0] != '\0');
		assert_true(action_help((enum action)a)[0] != '\0');
	}
}

/* The page has every key with its help, word for word. */
static void
test_manual_page(void **state)
{
	static char page[32768];
	char name[64];
	FILE *f = fopen(TOP_SRCDIR "/man/chitra-keys.7", "r");

	assert_non_null(f);
	page[fread(page, 1, sizeof page - 1, f)] = '\0';
	fclose(f);
	for (int a = ACT_NONE + 1; a < ACT_COUNT; a++) {
		snprintf(name, sizeof name, ".It Ic %s\n",
		    a == ACT_TYPING ? "Ctrl-\\e" : action_key((enum action)a));
		if (strstr(page, name) == NULL)
			fail_msg("%s is not in chitra-keys(7)", name);
		if (strstr(page, action_help((enum action)a)) == NULL)
			fail_msg("help of %s differs in chitra-keys(7)", name);
	}
}

static void
type(struct edit *e, struct typing *ty, const char *text)
{
	struct keys k;
	struct key key;

	keys_init(&k);
	keys_feed(&k, text, strlen(text));
	while (keys_next(&k, &key)) {
		if (key.code == K_TEXT)
			edit_letter(e, key.cp, ty, key.pasted);
		else
			edit_action(e, action_of(&key), ty);
	}
}

static void
typed_is(struct typing *ty, const char *bytes, const char *want)
{
	struct edit e;
	char got[EDIT_BYTES];

	edit_init(&e, EDIT_TEXT, 0);
	type(&e, ty, bytes);
	edit_get(&e, got, sizeof got);
	assert_string_equal(got, want);
}

static void
test_edit_moves_and_deletes(void **state)
{
	struct typing off = { .on = false };
	struct edit e;
	char got[EDIT_BYTES];

	typed_is(&off, "abc\033[D\033[DX", "aXbc");
	typed_is(&off, "abc\177\010d", "ad");
	typed_is(&off, "abc\033[H\033[3~\033[FZ", "bcZ");
	/* UniKey composes by backspaces: one for each letter it sent. */
	typed_is(&off, "nguye\177ê\177\177yễn", "nguyễn");
	/* Letters in pieces are whole when they are taken. */
	typed_is(&off, "Nguye\xcc\x82\xcc\x83n", "Nguyễn");
	edit_init(&e, EDIT_TEXT, 3);
	assert_true(edit_letter(&e, 'a', &off, false));
	assert_true(edit_letter(&e, 'b', &off, false));
	assert_true(edit_letter(&e, 'c', &off, false));
	assert_false(edit_letter(&e, 'd', &off, false));
	edit_get(&e, got, sizeof got);
	assert_string_equal(got, "abc");
}

static void
test_telex(void **state)
{
	struct typing ty = { .method = INPUT_BOTH, .on = true };

	typed_is(&ty, "nguyeenx vawn hoanf", "nguyễn văn hoàn");
	typed_is(&ty, "hoanf\177", "hòa");
	typed_is(&ty, "Tra62n Thi5", "Trần Thị");
	/* In the middle of older text only the new word is composed. */
	typed_is(&ty, "xin\033[Haas ", "ấ xin");
	/* A whole letter from over there: UniKey is at work. */
	typed_is(&ty, "đaas", "đaas");
	assert_false(ty.on);
	assert_true(ty.heard);
	/* Codes are never composed. */
	ty.on = true;
	struct edit e;
	char got[EDIT_BYTES];

	edit_init(&e, EDIT_CODE, 0);
	type(&e, &ty, "aas1");
	edit_get(&e, got, sizeof got);
	assert_string_equal(got, "aas1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sequences),
		cmocka_unit_test(test_escape_waits_for_a_key),
		cmocka_unit_test(test_a_name_after_escape),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_replies_and_pastes_give_no_orders),
		cmocka_unit_test(test_actions_name_their_keys),
		cmocka_unit_test(test_manual_page),
		cmocka_unit_test(test_edit_moves_and_deletes),
		cmocka_unit_test(test_telex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
