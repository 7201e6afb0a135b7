/* SPDX-License-Identifier: ISC */
/* text: one spelling for every letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/clean.h"
#include "base/utf8.h"
#include "text/letter.h"
#include "text/nfc.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Every letter of the table, taken apart, comes back in any order of marks. */
static void
test_nfc_any_order(void **state)
{
	static const uint32_t mark_cp[MARK_COUNT] = { [MARK_BREVE] = 0x306,
		[MARK_CIRC] = 0x302, [MARK_HORN] = 0x31B,
		[MARK_CARON] = 0x30C, [MARK_TILDE] = 0x303 };
	uint32_t cp;
	int letters = 0;

	(void)state;
	for (cp = 0xC0; cp < 0x1F00; cp++) {
		char whole[5] = "", in[16], out[16];
		struct letter l;
		uint32_t part[2];
		size_t n;
		int order;

		if (!letter_of(cp, &l))
			continue;
		letters++;
		assert_int_equal(letter_cp(l), cp);
		whole[utf8_encode(whole, cp)] = '\0';
		if (l.mark == MARK_STROKE)
			continue; /* đ and ƀ have no parts */
		for (order = 0; order < 3; order++) {
			struct letter bare = l;

			part[order == 1] = mark_cp[l.mark];
			part[order != 1] = letter_tone_cp(l.tone);
			bare.tone = TONE_NGANG;
			if (order < 2)
				bare.mark = MARK_NONE;
			else
				part[0] = 0; /* half composed */
			n = utf8_encode(in, letter_cp(bare));
			if (part[0] != 0)
				n += utf8_encode(in + n, part[0]);
			if (part[1] != 0)
				n += utf8_encode(in + n, part[1]);
			in[n] = '\0';
			assert_int_equal(nfc_compose(out, sizeof(out), in), ST_OK);
			assert_string_equal(out, whole);
		}
	}
	/* 134 with marks, and ĕ ĭ ŏ ŭ č ñ ƀ in both cases. */
	assert_int_equal(letters, 134 + 14);
}

static void
test_nfc_names(void **state)
{
	static const struct {
		const char *in, *out;
	} v[] = {
		{ "Nguy\xC3\xAA\xCC\x83n", "Nguyễn" },
		{ "Thi\xCC\xA3", "Thị" },
		{ "a\xCC\xA3\xCC\x82", "ậ" },
		{ "a\xCD\x81", "á" },                       /* U+0341 */
		{ "\xC3\x90\xE1\xBA\xB7ng", "Đặng" },       /* eth */
		{ "H\xE2\x80\x99Hen", "H'Hen" },
		{ "H\xCA\xBC" "Drai K`Br\xC2\xB4p", "H'Drai K'Br'p" },
		{ "e\xCC\x86\xCC\x82", "\xC3\xAA\xCC\x86" }, /* ê̆ both ways */
		{ "e\xCC\x82\xCC\x86", "\xC3\xAA\xCC\x86" },
		{ "o\xCC\x86\xCC\x81", "\xC3\xB3\xCC\x86" }, /* breve last */
		{ "o\xCC\x81\xCC\x86", "\xC3\xB3\xCC\x86" },
		{ "o\xCC\x86\xCC\xA3", "\xE1\xBB\x8D\xCC\x86" },
		{ "k\xCC\xA3", "k\xCC\xA3" },
		{ "", "" },
	};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		assert_int_equal(nfc_compose(out, sizeof(out), v[i].in), ST_OK);
		assert_string_equal(out, v[i].out);
		assert_int_equal(nfc_compose(out, sizeof(out), v[i].out), ST_OK);
		assert_string_equal(out, v[i].out); /* nothing left to do */
	}
	assert_int_equal(nfc_compose(out, sizeof(out), "a\xC3"), ST_INVALID);
	assert_int_equal(nfc_compose(out, sizeof(out), "`\xC3"), ST_INVALID);
	assert_int_equal(nfc_compose(out, 7, "Nguyễn"), ST_LIMIT);
	assert_int_equal(nfc_compose(out, 7, "Nguye\xCC\x82\xCC\x83n"), ST_LIMIT);
	assert_int_equal(nfc_compose(out, 9, "Nguye\xCC\x82\xCC\x83n"), ST_OK);
	assert_string_equal(out, "Nguyễn");
}

static void
test_names_that_are_ordinary(void **state)
{
	static const char *const good[] = { "Sua", "Dợ", "Y", "É",
		"Giàng A Chống", "Công Tằng Tôn Nữ Thị Kim Anh", "H'Hen Niê",
		"Y Bhĩ Mlô", "Rơ Châm H'Yéo", "K'Brếp", "Nguyễn-Phúc Bảo" };
	static const char *const bad[] = { "", "   ", "\xC2\xA0", "123", "...",
		"An\x1B[5i", "An\nBình", "A\xE2\x80\x8Bn", "An\xFF",
		"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffg" };
	char out[NFC_NAME_SIZE];
	struct err err = ERR_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++) {
		assert_int_equal(nfc_name(out, sizeof(out), good[i], &err), ST_OK);
		assert_string_equal(out, good[i]);
	}
	for (i = 0; i < COUNT(bad); i++) {
		err.msg[0] = '\0';
		assert_int_equal(nfc_name(out, sizeof(out), bad[i], &err),
		    ST_INVALID);
		assert_true(err.msg[0] != '\0');
	}
	assert_int_equal(nfc_name(out, sizeof(out),
	    "  Lo\xCC\x80 \xC2\xA0 V\xC4\x83n   Pâng ", &err), ST_OK);
	assert_string_equal(out, "Lò Văn Pâng");
	/* Sixty letters of three bytes are no more than sixty letters. */
	for (i = 0; i < 60; i++)
		assert_true(utf8_encode(out + 3 * i, 0x1EC5) == 3);
	out[180] = '\0';
	assert_int_equal(nfc_name((char[NFC_NAME_SIZE]){ 0 }, NFC_NAME_SIZE, out,
	    &err), ST_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nfc_any_order),
		cmocka_unit_test(test_nfc_names),
		cmocka_unit_test(test_names_that_are_ordinary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
