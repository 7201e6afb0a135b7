/* SPDX-License-Identifier: ISC */
/* text: Telex and VNI, by examples and by every rime of the language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/input.h"
#include "text/letter.h"
#include "text/nfc.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
check(const char *keys, enum input_method m, bool new_style, const char *want)
{
	char got[INPUT_SIZE];

	assert_int_equal(input_compose(got, sizeof(got), keys, m, new_style),
	    ST_OK);
	if (strcmp(got, want) != 0)
		print_error("%s: %s, not %s\n", keys, want, got);
	assert_string_equal(got, want);
}

static void
test_telex(void **state)
{
	static const struct {
		const char *keys, *word;
	} v[] = {
		{ "nguyeenx", "nguyễn" }, { "NGUYEENX", "NGUYỄN" },
		{ "viejet", "việt" }, { "vietej", "việt" }, { "vietje", "việt" },
		{ "huongw", "hương" }, { "nguoiwf", "người" },
		{ "thuow", "thuơ" }, { "thuowr", "thuở" }, { "thuowng", "thương" },
		{ "duwong", "dương" }, { "dduwowcj", "được" },
		{ "duowcjd", "được" }, { "uuw", "ưu" }, { "oaw", "oă" },
		{ "xoawns", "xoắn" }, { "muaw", "mưa" }, { "guiwr", "gửi" },
		{ "quangw", "quăng" }, { "giuongwf", "giường" },
		{ "huouw", "hươu" }, { "uwow", "ươ" }, { "uwowo", "uô" }, { "tw", "tư" },
		{ "[", "ơ" }, { "t]", "tư" }, { "{", "Ơ" },
		{ "toansf", "toàn" }, { "toafn", "toàn" }, { "toanfz", "toan" },
		{ "quas", "quá" }, { "giaf", "già" }, { "gif", "gì" },
		{ "ginf", "gìn" }, { "quys", "quý" }, { "hueej", "huệ" },
		{ "mias", "mía" }, { "muas", "múa" }, { "cuar", "của" },
		{ "buowir", "bưởi" }, { "khuyur", "khuỷu" }, { "khuya", "khuya" },
		{ "ngoeof", "ngoèo" }, { "ngoaif", "ngoài" }, { "yeens", "yến" },
		{ "dangd", "đang" }, { "Dd", "Đ" }, { "dD", "đ" },
		{ "Awn", "Ăn" }, { "aA", "â" },
		/* the same key again takes it back; the rest is literal */
		{ "aaa", "aa" }, { "aaaa", "aaa" }, { "ass", "as" },
		{ "assf", "asf" }, { "ddd", "dd" }, { "aww", "aw" },
		{ "ww", "w" }, { "oww", "ow" }, { "[[", "[" },
		{ "thuoww", "thuow" }, { "xooong", "xoong" },
		{ "mosooc", "moóc" }, { "vieete", "viete" },
		/* finals c ch p t k bear sắc and nặng only */
		{ "catr", "catr" }, { "cats", "cát" }, { "sachj", "sạch" },
		{ "ddawks", "đắk" }, { "ddawsk", "đắk" }, { "lawks", "lắk" },
		/* highland names: marks act, tone letters do not */
		{ "h'hen", "h'hen" }, { "niee", "niê" }, { "kbuoor", "kbuôr" },
		{ "krroong", "krrông" }, { "k'srang", "k'srang" },
		{ "ksor", "ksor" }, { "mloo", "mlô" }, { "m'garr", "m'gar" },
		{ "", "" }, { "x", "x" }, { "sf", "sf" },
		{ "H\xE2\x80\x99Hen", "H'Hen" }, /* ’ */
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++)
		check(v[i].keys, INPUT_TELEX, false, v[i].word);
	check("hoaf", INPUT_TELEX, false, "hòa");
	check("hoaf", INPUT_TELEX, true, "hoà");
	check("khoer", INPUT_TELEX, false, "khỏe");
	check("khoer", INPUT_TELEX, true, "khoẻ");
	check("thuyr", INPUT_TELEX, false, "thủy");
	check("thuyr", INPUT_TELEX, true, "thuỷ");
	check("nguyeenx", INPUT_OFF, false, "nguyeenx");
	check("an1", INPUT_TELEX, false, "an1");
}

static void
test_vni_and_both(void **state)
{
	static const struct {
		const char *keys, *word;
	} v[] = {
		{ "nguye64n", "nguyễn" }, { "nguyen64", "nguyễn" },
		{ "d9uoc75", "được" }, { "d9at85", "đặt" }, { "uu7", "ưu" },
		{ "uo6ng1", "uống" }, { "uong6", "uông" }, { "a66", "a6" },
		{ "a11", "a1" }, { "d99", "d9" }, { "a8", "ă" }, { "a88", "a8" },
		{ "cat2", "cat2" }, { "an20", "an" }, { "7", "7" },
		/* digits force a tone or mark in any word */
		{ "bhi4", "bhĩ" }, { "k're1", "k'ré" }, { "mlo6", "mlô" },
		{ "kro8ng", "krŏng" }, { "c8u7", "čư" }, { "b9u", "ƀu" },
		{ "n4u", "ñu" }, { "ban5", "bạn" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		check(v[i].keys, INPUT_VNI, false, v[i].word);
		check(v[i].keys, INPUT_BOTH, false, v[i].word);
	}
	check("nguyeenx", INPUT_VNI, false, "nguyeenx");
	check("nguyee4n", INPUT_BOTH, false, "nguyễn");
}

/* A rime and the letter (from 0) that bears its tone, old and new style. */
static const struct rime {
	const char *text;
	int old_at, new_at;
	bool stop;
} rimes[] = {
	{ "a", 0, 0, 0 }, { "e", 0, 0, 0 }, { "ê", 0, 0, 0 }, { "i", 0, 0, 0 },
	{ "o", 0, 0, 0 }, { "ô", 0, 0, 0 }, { "ơ", 0, 0, 0 }, { "u", 0, 0, 0 },
	{ "ư", 0, 0, 0 }, { "y", 0, 0, 0 }, { "ai", 0, 0, 0 },
	{ "ao", 0, 0, 0 }, { "au", 0, 0, 0 }, { "ay", 0, 0, 0 },
	{ "âu", 0, 0, 0 }, { "ây", 0, 0, 0 }, { "eo", 0, 0, 0 },
	{ "êu", 0, 0, 0 }, { "ia", 0, 0, 0 }, { "iêu", 1, 1, 0 },
	{ "iu", 0, 0, 0 }, { "oa", 0, 1, 0 }, { "oai", 1, 1, 0 },
	{ "oay", 1, 1, 0 }, { "oe", 0, 1, 0 }, { "oeo", 1, 1, 0 },
	{ "oi", 0, 0, 0 }, { "ôi", 0, 0, 0 }, { "ơi", 0, 0, 0 },
	{ "ua", 0, 0, 0 }, { "uây", 1, 1, 0 }, { "uê", 1, 1, 0 },
	{ "ui", 0, 0, 0 }, { "uôi", 1, 1, 0 }, { "uơ", 1, 1, 0 },
	{ "uy", 0, 1, 0 }, { "uya", 1, 1, 0 }, { "uyu", 1, 1, 0 },
	{ "ưa", 0, 0, 0 }, { "ưi", 0, 0, 0 }, { "ươi", 1, 1, 0 },
	{ "ươu", 1, 1, 0 }, { "ưu", 0, 0, 0 }, { "yêu", 1, 1, 0 },
	{ "am", 0, 0, 0 }, { "an", 0, 0, 0 }, { "ang", 0, 0, 0 },
	{ "anh", 0, 0, 0 }, { "ăm", 0, 0, 0 }, { "ăng", 0, 0, 0 },
	{ "ân", 0, 0, 0 }, { "âng", 0, 0, 0 }, { "em", 0, 0, 0 },
	{ "ên", 0, 0, 0 }, { "ênh", 0, 0, 0 }, { "iên", 1, 1, 0 },
	{ "iêng", 1, 1, 0 }, { "inh", 0, 0, 0 }, { "oan", 1, 1, 0 },
	{ "oang", 1, 1, 0 }, { "oăn", 1, 1, 0 }, { "oanh", 1, 1, 0 },
	{ "oen", 1, 1, 0 }, { "ong", 0, 0, 0 }, { "ông", 0, 0, 0 },
	{ "ơn", 0, 0, 0 }, { "uân", 1, 1, 0 }, { "ung", 0, 0, 0 },
	{ "uôn", 1, 1, 0 }, { "uông", 1, 1, 0 }, { "uyên", 2, 2, 0 },
	{ "uynh", 1, 1, 0 }, { "ưng", 0, 0, 0 }, { "ươm", 1, 1, 0 },
	{ "ương", 1, 1, 0 }, { "at", 0, 0, 1 }, { "ach", 0, 0, 1 },
	{ "ăc", 0, 0, 1 }, { "ăk", 0, 0, 1 }, { "âp", 0, 0, 1 },
	{ "êch", 0, 0, 1 }, { "iêc", 1, 1, 1 }, { "oat", 1, 1, 1 },
	{ "oăc", 1, 1, 1 }, { "ôp", 0, 0, 1 }, { "uât", 1, 1, 1 },
	{ "uêch", 1, 1, 1 }, { "uôc", 1, 1, 1 }, { "uyt", 1, 1, 1 },
	{ "uyêt", 2, 2, 1 }, { "ưc", 0, 0, 1 }, { "ươc", 1, 1, 1 },
	{ "ươp", 1, 1, 1 },
};

static const char telex_tone[TONE_COUNT] = { 0, 'f', 'r', 'x', 's', 'j' };
static const char vni_tone[TONE_COUNT] = { 0, '2', '3', '4', '1', '5' };

/* How the letters of a word are typed: marks at once or at the end. */
struct typist {
	char keys[64], late[16];
	size_t n, later;
	bool vni, last;
};

static void
type_letter(struct typist *t, struct letter l)
{
	static const char telex[MARK_COUNT] = { [MARK_BREVE] = 'w',
		[MARK_HORN] = 'w' };
	static const char vni[MARK_COUNT] = { [MARK_BREVE] = '8',
		[MARK_CIRC] = '6', [MARK_HORN] = '7', [MARK_STROKE] = '9' };
	char key = t->vni ? vni[l.mark] : telex[l.mark];

	if (key == 0 && l.mark != MARK_NONE)
		key = l.base; /* doubled */
	t->keys[t->n++] = l.base;
	if (key == 0)
		return;
	if (!t->last)
		t->keys[t->n++] = key;
	else if (t->later == 0 || t->late[t->later - 1] != key)
		t->late[t->later++] = key; /* one w, one 7 for ươ */
}

/* Types initial + rime with a tone in one of eight ways, and compares. */
static void
type_word(const char *initial, const struct rime *r, int tone, int way)
{
	struct typist t = { .vni = way & 1, .last = (way & 2) != 0 };
	bool new_style = (way & 4) != 0;
	char word[64], key;
	size_t at = 0, n = 0, left;
	int k = -1;
	const char *s;

	if (strcmp(initial, "") != 0)
		n = (size_t)snprintf(word, sizeof(word), "%s", initial);
	(void)snprintf(word + n, sizeof(word) - n, "%s", r->text);
	at = n;
	n = 0;
	for (s = word; *s != '\0';) {
		struct letter l;
		uint32_t cp = 0;

		left = strlen(s);
		if ((size_t)(s - word) >= at)
			k++;
		s += utf8_decode(s, left, &cp);
		assert_true(letter_of(cp, &l));
		type_letter(&t, l);
		if (k == (new_style ? r->new_at : r->old_at))
			l.tone = (uint8_t)tone;
		n += utf8_encode(word + 32 + n, letter_cp(l));
	}
	word[32 + n] = '\0';
	key = t.vni ? vni_tone[tone] : telex_tone[tone];
	(void)snprintf(t.keys + t.n, sizeof(t.keys) - t.n, "%.*s%.1s",
	    (int)t.later, t.late, key != 0 ? (char[]){ key, 0 } : "");
	check(t.keys, t.vni ? INPUT_VNI : INPUT_TELEX, new_style, word + 32);
}

static void
test_every_rime(void **state)
{
	static const char *const initials[] = { "", "b", "ch", "đ", "d", "h",
		"kh", "l", "m", "ngh", "nh", "ph", "s", "th", "tr", "v", "x" };
	size_t i, r;
	int tone, way;

	(void)state;
	for (i = 0; i < COUNT(initials); i++)
		for (r = 0; r < COUNT(rimes); r++)
			for (tone = 0; tone < TONE_COUNT; tone++)
				for (way = 0; way < 8; way++)
					if (!rimes[r].stop || tone == 0 ||
					    tone >= TONE_SAC)
						type_word(initials[i], &rimes[r],
						    tone, way);
}

static void
test_backspace(void **state)
{
	static const struct {
		const char *keys, *word;
	} v[] = {
		{ "hoanf", "hòa" }, { "nguyeenx", "nguyễ" }, { "asst", "as" },
		{ "ass", "a" }, { "vieetj", "việ" }, { "dd", "" }, { "", "" },
		{ "aaab", "aa" }, { "wwe", "w" }, { "h'heen", "h'hê" },
		{ "thuowng", "thươn" }, { "kro8ng", "krŏn" },
	};
	char raw[INPUT_SIZE], word[INPUT_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		assert_int_equal(str_copy(raw, sizeof(raw), v[i].keys), ST_OK);
		assert_int_equal(input_backspace(raw, sizeof(raw), INPUT_BOTH,
		    false), ST_OK);
		check(raw, INPUT_BOTH, false, v[i].word);
	}
	/* Down to nothing, one letter a time, whatever was typed. */
	assert_int_equal(str_copy(raw, sizeof(raw), "ddasswwaaooowzf"), ST_OK);
	for (;;) {
		size_t before;

		assert_int_equal(input_compose(word, sizeof(word), raw,
		    INPUT_BOTH, false), ST_OK);
		before = utf8_count(word);
		if (before == 0)
			break;
		assert_int_equal(input_backspace(raw, sizeof(raw), INPUT_BOTH,
		    false), ST_OK);
		assert_int_equal(input_compose(word, sizeof(word), raw,
		    INPUT_BOTH, false), ST_OK);
		assert_int_equal(utf8_count(word), before - 1);
	}
	/* After it, typing goes on as if nothing had happened. */
	assert_int_equal(str_copy(raw, sizeof(raw), "hoafnn"), ST_OK);
	assert_int_equal(input_backspace(raw, sizeof(raw), INPUT_TELEX, false),
	    ST_OK);
	check(raw, INPUT_TELEX, false, "hoàn");
}

static void
test_limits(void **state)
{
	char keys[INPUT_LETTERS + 2], out[INPUT_SIZE];

	(void)state;
	memset(keys, 'b', sizeof(keys));
	keys[INPUT_LETTERS] = '\0';
	assert_int_equal(input_compose(out, sizeof(out), keys, INPUT_TELEX,
	    false), ST_OK);
	keys[INPUT_LETTERS] = 'b';
	keys[INPUT_LETTERS + 1] = '\0';
	assert_int_equal(input_compose(out, sizeof(out), keys, INPUT_TELEX,
	    false), ST_LIMIT);
	assert_int_equal(input_compose(out, sizeof(out), "a\xFF", INPUT_TELEX,
	    false), ST_INVALID);
	assert_int_equal(input_compose(out, 3, "aaas", INPUT_TELEX, false),
	    ST_LIMIT);
	assert_true(input_is_key('5', INPUT_BOTH));
	assert_false(input_is_key('5', INPUT_TELEX));
	assert_false(input_is_key(' ', INPUT_BOTH));
	assert_true(input_is_key(0x1EC5, INPUT_OFF));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_telex),
		cmocka_unit_test(test_vni_and_both),
		cmocka_unit_test(test_every_rime),
		cmocka_unit_test(test_backspace),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
