/* SPDX-License-Identifier: ISC */
/* text: stored sentences, in the language of who reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/say.h"
#include "text/lang.h"
#include "text/sentence.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
reads(const char *language, const char *stored, const char *want)
{
	char text[SENTENCE_TEXT];

	lang_set(language);
	sentence_show(text, sizeof(text), stored);
	assert_string_equal(text, want);
	assert_true(clean_is(text));
}

/* Stored by one, read by another. */
static void
test_both_languages(void **state)
{
	char text[SENTENCE_TEXT], word[64], lines[256];

	(void)state;
	lang_set("en");
	sentence_make(text, sizeof(text), N_("case %lld: %s đồng came back, "
	    "%s đồng are left"), 7LL, "120.000", "0");
	reads("vi", text, "hồ sơ 7: đã nộp lại 120.000 "
	    "đồng, còn phải thu 0 đồng");
	reads("en", text, "case 7: 120.000 đồng came back, 0 đồng are left");
	lang_set("vi");
	sentence_make(lines, sizeof(lines), N_("%u lines of %s, %s đồng"), 2U,
	    "11/2019", "540.000");
	sentence_make(text, sizeof(text), N_("blocked at every desk: %s"),
	    lines);
	reads("en", text, "blocked at every desk: 2 lines of 11/2019, "
	    "540.000 đồng");
	reads("vi", text, "bị chặn ở mọi bàn: 2 dòng của tháng 11/2019, "
	    "540.000 đồng");
	sentence_make(text, sizeof(text), "%s: %s -> %s", sentence_word(word,
	    sizeof(word), N_("sex")), "Lò Văn A", "-");
	reads("en", text, "sex: Lò Văn A -> -");
	reads("vi", text, "giới tính: Lò Văn A -> -");
}

/* A translation may need them in another order, and a percent sign. */
static void
test_conversions(void **state)
{
	static const char numbered[] = "\002%2$s before %1$lld, 5%%\0371\037b\003";
	char text[SENTENCE_TEXT];

	(void)state;
	reads("en", numbered, "b before 1, 5%");
	sentence_make(text, sizeof(text), "%d %i %u %ld %lu %lld %llu %s", -1,
	    -2, 3U, -4L, 5UL, (long long)INT64_MIN, UINT64_MAX + 0ULL, "x%s");
	reads("vi", text, "-1 -2 3 -4 5 -9223372036854775808 "
	    "18446744073709551615 x%s");
}

/* What older versions stored, and what people typed. */
static void
test_plain(void **state)
{
	static const char *const plain[] = {
		"", "lines that can be paid again: 3", "100%", "%n%s%s%s",
		"giấy tờ đi theo",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(plain); i++) {
		reads("vi", plain[i], plain[i]);
		reads("en", plain[i], plain[i]);
	}
}

/* Whatever stands in the books, it is text: nothing is read that is not there,
 * and nothing steers the terminal. */
static void
test_broken(void **state)
{
	static const struct {
		const char *stored, *shown;
	} v[] = {
		{ "\002", "?" },
		{ "\003", "?" },
		{ "\002\003", "??" },
		{ "\002blocked: ", "?blocked: " },
		{ "\002a\003b", "?a?b" },
		{ "\002a\037\002b\003", "?a??b?" },
		{ "\002a\003\003", "?a??" },
		{ "\002%s and %lld and %9$s\037x\003", "x and ? and ?" },
		{ "\002%n %*d %5s %.3s %hhn %\003", "%n %*d %5s %.3s %hhn %" },
		{ "\002no value is asked for\0371\0372\003",
		    "no value is asked for" },
		{ "\002%s\037\033[2J\177\003", "?[2J?" },
		{ "\002%lld\037not a number\003", "not a number" },
		{ "\002%s\037\002\003\003", "??" },
		{ "\002%s\037\002%s\037\002%s\037\002%s\037\002x\003\003\003"
		    "\003\003", "?%s??%s??%s??%s??x?????" },
	};
	char many[128] = "\002%s", text[SENTENCE_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		reads("en", v[i].stored, v[i].shown);
		reads("vi", v[i].stored, v[i].shown);
	}
	for (i = 0; i < 40; i++)
		strcat(many, "\037v");
	strcat(many, "\003");
	sentence_show(text, sizeof(text), many);
	assert_memory_equal(text, "?%s?v?v", 7);
	sentence_show(text, 4, "đồng");
	assert_string_equal(text, "đ");
}

/* A person's text is a value, whatever stands in it. */
static void
test_values(void **state)
{
	char text[SENTENCE_TEXT], small[24], full[2 * SENTENCE_TEXT];

	(void)state;
	lang_set("en");
	sentence_make(text, sizeof(text), N_("blocked at every desk: %s"),
	    "a\037b\n\002c\003");
	reads("en", text, "blocked at every desk: a?b??c?");
	assert_null(strchr(text, '\n'));
	/* No room: as it would be worded now, and cut. */
	lang_set("vi");
	sentence_make(small, sizeof(small), N_("blocked at every desk: %s"),
	    "x");
	assert_string_equal(small, "bị chặn ở mọi b");
	memset(full, 'a', sizeof(full) - 1);
	full[sizeof(full) - 1] = '\0';
	sentence_make(text, sizeof(text), "%s", full);
	assert_int_equal(strlen(text), sizeof(text) - 1);
}

static void
test_lines(void **state)
{
	char one[SENTENCE_TEXT], all[2 * SENTENCE_TEXT];
	struct buf out;

	(void)state;
	lang_set("en");
	sentence_make(one, sizeof(one), N_("lines that can be paid again: %lld"),
	    3LL);
	(void)snprintf(all, sizeof(all), "an old one\n%s\n", one);
	buf_init(&out, 4096);
	lang_set("vi");
	sentence_show_lines(&out, all);
	assert_string_equal(buf_str(&out),
	    "an old one\nsố dòng lại trả được: 3\n");
	buf_clear(&out);
	sentence_show_lines(&out, "");
	assert_string_equal(buf_str(&out), "");
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_languages),
		cmocka_unit_test(test_conversions),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
