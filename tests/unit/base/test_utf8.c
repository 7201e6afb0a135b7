/* SPDX-License-Identifier: ISC */
/* base: UTF-8, and the sink that every text passes on its way to a device. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/clean.h"
#include "base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Each row: bytes, what the first of them are, and how far to go on. */
static void
test_utf8_is_strict(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t cp;
		size_t step;
	} v[] = {
		{ "", 7, 0 },
		{ "\x01", 0x01, 1 }, { "\x7F", 0x7F, 1 },
		{ "\x80", UTF8_BAD, 1 }, { "\xBF", UTF8_BAD, 1 },
		{ "\xC0\x80", UTF8_BAD, 1 }, { "\xC1\xBF", UTF8_BAD, 1 },
		{ "\xC2\x80", 0x80, 2 }, { "\xDF\xBF", 0x7FF, 2 },
		{ "\xC3", UTF8_BAD, 1 }, { "\xC2\x7F", UTF8_BAD, 1 },
		{ "\xC2\xC0", UTF8_BAD, 1 },
		{ "\xE0\x80\x80", UTF8_BAD, 1 },
		{ "\xE0\x9F\xBF", UTF8_BAD, 1 },
		{ "\xE0\xA0\x80", 0x800, 3 }, { "\xEF\xBF\xBF", 0xFFFF, 3 },
		{ "\xE1\xBB", UTF8_BAD, 1 }, { "\xE1\xBB\x7F", UTF8_BAD, 1 },
		{ "\xED\x9F\xBF", 0xD7FF, 3 }, { "\xEE\x80\x80", 0xE000, 3 },
		{ "\xED\xA0\x80", UTF8_BAD, 1 },
		{ "\xED\xBF\xBF", UTF8_BAD, 1 },
		{ "\xF0\x8F\xBF\xBF", UTF8_BAD, 1 },
		{ "\xF0\x90\x80\x80", 0x10000, 4 },
		{ "\xF4\x8F\xBF\xBF", 0x10FFFF, 4 },
		{ "\xF4\x90\x80\x80", UTF8_BAD, 1 },
		{ "\xF0\x9F\x98", UTF8_BAD, 1 },
		{ "\xF0\x9F\x98x", UTF8_BAD, 1 },
		{ "\xF5\x80\x80\x80", UTF8_BAD, 1 }, { "\xFF", UTF8_BAD, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		size_t n = strlen(v[i].bytes);
		uint32_t cp = 7;

		assert_int_equal(utf8_decode(v[i].bytes, n, &cp), v[i].step);
		assert_int_equal(cp, v[i].cp);
		assert_int_equal(utf8_valid(v[i].bytes, n), cp != UTF8_BAD);
		/* No byte behind n is looked at. */
		if (v[i].step > 1) {
			assert_int_equal(utf8_decode(v[i].bytes, n - 1, &cp), 1);
			assert_int_equal(cp, UTF8_BAD);
			assert_int_equal(utf8_length(
			    (unsigned char)v[i].bytes[0]), n);
		}
	}
	assert_false(utf8_valid("a\0b", 3));
}

/* Both ends of every range, and what stands beside it. */
static void
test_clean_knows_what_steers(void **state)
{
	static const struct {
		uint32_t first, last;
	} v[] = {
		{ 0x00, 0x1F }, { 0x7F, 0x9F },           /* C0, DEL, C1 */
		{ 0xAD, 0xAD }, { 0x034F, 0x034F },       /* invisible */
		{ 0x0600, 0x0605 }, { 0x061C, 0x061C },   /* ALM */
		{ 0x06DD, 0x06DD }, { 0x070F, 0x070F },
		{ 0x0890, 0x0891 }, { 0x08E2, 0x08E2 },
		{ 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F },
		{ 0x200B, 0x200F }, /* zero width, LRM, RLM */
		{ 0x2028, 0x202E }, /* LS, PS, LRE .. RLO */
		{ 0x2060, 0x206F }, /* word joiner, LRI .. PDI */
		{ 0x3164, 0x3164 }, { 0xFDD0, 0xFDEF }, { 0xFE00, 0xFE0F },
		{ 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 },
		{ 0xFFF0, 0xFFFB }, /* interlinear annotations */
		{ 0xFFFE, 0xFFFF }, { 0x110BD, 0x110BD }, { 0x110CD, 0x110CD },
		{ 0x13430, 0x1343F }, { 0x1BCA0, 0x1BCA3 },
		{ 0x1D173, 0x1D17A }, { 0x1FFFE, 0x1FFFF },
		{ 0xDFFFE, 0xE0FFF }, /* tags */
		{ 0x10FFFE, 0x10FFFF }, { UTF8_BAD, UTF8_BAD },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		assert_true(clean_bad(v[i].first) && clean_bad(v[i].last));
		assert_true(v[i].first == 0 || !clean_bad(v[i].first - 1) ||
		    (i > 0 && v[i - 1].last == v[i].first - 1) ||
		    v[i].first == UTF8_BAD);
		assert_true(v[i].last >= 0x10FFFF || !clean_bad(v[i].last + 1));
	}
	assert_false(clean_bad(0x1EC5) || clean_bad(0x20AB) || clean_bad(0x301));
}

static void
test_utf8_goes_both_ways(void **state)
{
	uint32_t cp, back;
	char bytes[4];

	(void)state;
	for (cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 37) {
		size_t n = utf8_encode(bytes, cp);

		if (cp >= 0xD800 && cp <= 0xDFFF) {
			assert_int_equal(n, 0);
			continue;
		}
		assert_int_equal(utf8_decode(bytes, n, &back), n);
		assert_int_equal(back, cp);
	}
	assert_int_equal(utf8_encode(bytes, 0x110000), 0);
}

static void
test_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns("Nguyễn Thị"), 10);
	assert_int_equal(utf8_columns("Nguye\xCC\x82\xCC\x83n"), 6);
	assert_int_equal(utf8_columns("漢字"), 4);
	assert_int_equal(utf8_columns("😀₫"), 3);
	assert_int_equal(utf8_columns("a\xFF" "b"), 3);
	assert_int_equal(utf8_count("Nguyễn"), 6);
}

static void
test_clean_replaces_what_steers(void **state)
{
	static const struct {
		const char *in, *out;
	} v[] = {
		{ "Nguyễn Văn An", "Nguyễn Văn An" },
		{ "\x1B[5i", "?[5i" },
		{ "a\tb\nc\rd\x7F", "a?b?c?d?" },
		{ "\xC2\x9B" "5i\xC2\x85", "?5i?" },        /* C1: CSI, NEL */
		{ "\x9B" "5i", "?5i" },                     /* not UTF-8 */
		{ "\xE2\x80\xA8\xE2\x80\xA9", "??" },       /* U+2028, 2029 */
		{ "\xE2\x80\xAE" "x\xE2\x81\xA6", "?x?" },  /* RLO, LRI */
		{ "\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C", "???" },
		{ "a\xE2\x80\x8B" "b\xEF\xBB\xBF", "a?b?" },
		{ "\xED\xA0\x80", "???" },
		{ "\xCC\x81" "a", "?a" },                   /* stands on nothing */
		{ "\xEF\xBF\xBF", "?" },
		{ "one\r\ntwo\ttab\177", "one??two?tab?" },
		{ "Đã thoát. Tạm biệt 🙂", "Đã thoát. Tạm biệt 🙂" },
		{ "long \xC0\x9B", "long ??" },             /* ESC, overlong */
		{ "beyond \xF4\x90\x80\x80", "beyond ????" },
		{ "half \xE1\xBA", "half ??" },
		{ "\xF3\xA0\x80\xA0", "?" },               /* a tag */
	};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		clean_text(out, sizeof(out), v[i].in);
		assert_string_equal(out, v[i].out);
		assert_int_equal(clean_is(v[i].in), strcmp(v[i].in, v[i].out) == 0);
		assert_true(clean_is(out));
	}
	/* Five marks on one letter: one too many for a cell. */
	clean_text(out, sizeof(out),
	    "a\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81");
	assert_string_equal(out, "a\xCC\x81\xCC\x81\xCC\x81\xCC\x81?");
}

/* What becomes '?' counts as one column before it does. */
static void
test_clean_keeps_columns(void **state)
{
	uint32_t cp;

	(void)state;
	for (cp = 1; cp < 0x110000; cp++)
		if (clean_bad(cp))
			assert_int_equal(utf8_width(cp), 1);
}

static void
test_clean_cuts_at_letters(void **state)
{
	char out[64];

	(void)state;
	clean_text(out, 7, "Nguyễn"); /* ễ needs 3 of the 2 left */
	assert_string_equal(out, "Nguy");
	clean_text(out, 4, "ab\xC3\xAA\xCC\x86"); /* ê without its breve: no */
	assert_string_equal(out, "ab");
	clean_text(out, 6, "ab\xC3\xAA\xCC\x86");
	assert_string_equal(out, "ab");
	clean_text(out, 7, "ab\xC3\xAA\xCC\x86");
	assert_string_equal(out, "ab\xC3\xAA\xCC\x86");
	assert_int_equal(clean_columns_cut(out, sizeof(out), "Đặng", 2), 2);
	assert_string_equal(out, "Đặ");
	assert_int_equal(clean_columns_cut(out, sizeof(out), "a漢", 2), 1);
	assert_string_equal(out, "a");
	assert_int_equal(clean_columns_cut(out, sizeof(out), "e\xCC\x82x", 1), 1);
	assert_string_equal(out, "e\xCC\x82");
	clean_pad(out, sizeof(out), "Mỹ", 5, false);
	assert_string_equal(out, "Mỹ   ");
	clean_pad(out, sizeof(out), "Mỹ", 5, true);
	assert_string_equal(out, "   Mỹ");
	clean_pad(out, sizeof(out), "a漢字", 4, false);
	assert_string_equal(out, "a漢 ");
	clean_pad(out, sizeof(out), "abc", 0, false);
	assert_string_equal(out, "");
	clean_pad(out, 4, "Mỹ", 9, false);
	assert_string_equal(out, "M  ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8_is_strict),
		cmocka_unit_test(test_utf8_goes_both_ways),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_clean_knows_what_steers),
		cmocka_unit_test(test_clean_replaces_what_steers),
		cmocka_unit_test(test_clean_keeps_columns),
		cmocka_unit_test(test_clean_cuts_at_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
