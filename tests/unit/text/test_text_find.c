/* SPDX-License-Identifier: ISC */
/* text: folds, matching by what was typed, and Vietnamese order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/letter.h"
#include "text/sortkey.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
test_fold_search(void **state)
{
	static const struct {
		const char *in, *out;
	} v[] = {
		{ "Nguyễn Thị Phương Hoa", "nguyen thi phuong hoa" },
		{ "Đặng Quốc Lượng", "dang quoc luong" },
		{ "H'Hen Niê Kbuôr", "hhen nie kbuor" },
		{ "H\xE2\x80\x99" "Drai", "hdrai" }, { "Y Bhĩ Mlô", "y bhi mlo" },
		{ "Nguye\xCC\x82\xCC\x83n", "nguyen" }, /* NFD */
		{ "  Lò   Văn\tPâng ", "lo van pang" },
		{ "Ê-đê", "e de" }, { "Bản Nà Phiêng 2", "ban na phieng 2" },
		{ "Đỗ (tên khác: Đào)", "do ten khac dao" },
		{ "Lý", "li" }, { "Lí", "li" }, { "Mỹ", "mi" }, { "Quý", "qui" },
		{ "Quỳnh", "quinh" }, { "Thúy", "thuy" }, { "May", "may" },
		{ "Mai", "mai" }, { "Yến", "yen" }, { "Huỳnh", "huynh" },
		{ "Nguyệt", "nguyet" }, { "ĭ ŏ ŭ ĕ ƀ č ñ", "i o u e b c n" },
		{ "François", "francois" }, { "漢", "?" }, { "", "" }, { "-", "" },
		{ "a–b", "a b" },
	};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		assert_int_equal(fold_search(out, sizeof(out), v[i].in), ST_OK);
		assert_string_equal(out, v[i].out);
	}
	assert_int_equal(fold_search(out, sizeof(out), "a\xFF"), ST_INVALID);
	assert_string_equal(out, "");
	assert_int_equal(fold_search(out, 3, "abc"), ST_LIMIT);
	assert_int_equal(fold_search(out, 4, "Đạc "), ST_OK);
	assert_string_equal(out, "dac");
}

/* An index range over folds needs the fold of a prefix to be a prefix. */
static void
test_fold_of_prefix_is_prefix(void **state)
{
	static const char *const names[] = { "Nguyễn Quỳnh Ly", "Quý Y Mỹ Vy",
		"H'Yéo Thúy-Kiều", "Lý Huỳnh Quyên" };
	char whole[64], part[64], cut[64];
	size_t i, n;

	(void)state;
	for (i = 0; i < COUNT(names); i++) {
		assert_int_equal(fold_search(whole, sizeof(whole), names[i]),
		    ST_OK);
		for (n = strlen(names[i]); n > 0; n--) {
			if (((unsigned char)names[i][n] & 0xC0) == 0x80)
				continue;
			memcpy(cut, names[i], n);
			cut[n] = '\0';
			assert_int_equal(fold_search(part, sizeof(part), cut),
			    ST_OK);
			assert_memory_equal(part, whole, strlen(part));
		}
	}
}

static void
test_fold_keys(void **state)
{
	char out[64];

	(void)state;
	assert_int_equal(fold_given(out, sizeof(out), "Nguyễn Văn An", NULL),
	    ST_OK);
	assert_string_equal(out, "an nguyen van");
	assert_int_equal(fold_given(out, sizeof(out), "Y Bhĩ Mlô", "Y Bhĩ"),
	    ST_OK);
	assert_string_equal(out, "y bhi mlo");
	assert_int_equal(fold_given(out, sizeof(out), "H'Hen Niê", "H'Hen"),
	    ST_OK);
	assert_string_equal(out, "hhen nie");
	assert_int_equal(fold_given(out, sizeof(out), "Sua", ""), ST_OK);
	assert_string_equal(out, "sua");
	/* A given name that is not in the name does not count. */
	assert_int_equal(fold_given(out, sizeof(out), "Lê Anh", "An"), ST_OK);
	assert_string_equal(out, "anh le");
	assert_int_equal(fold_given(out, sizeof(out), "Lê Anh", "nh"), ST_OK);
	assert_string_equal(out, "anh le");
	assert_int_equal(fold_given(out, sizeof(out), "", NULL), ST_OK);
	assert_string_equal(out, "");
	assert_int_equal(fold_initials(out, sizeof(out), "Nguyễn Văn An"), ST_OK);
	assert_string_equal(out, "nva");
	assert_int_equal(fold_initials(out, sizeof(out), "Đỗ H'Hen Ý"), ST_OK);
	assert_string_equal(out, "dhy");
	assert_int_equal(fold_initials(out, 3, "Nguyễn Văn An"), ST_LIMIT);
}

static void
test_fold_print_keeps_width(void **state)
{
	static const struct {
		const char *in, *out;
	} v[] = {
		{ "ỦY BAN NHÂN DÂN HUYỆN", "UY BAN NHAN DAN HUYEN" },
		{ "Đặng – “Đỗ”", "Dang - \"Do\"" }, { "270.000 ₫", "270.000 d" },
		{ "a\x1B[5ib\x7F", "a?[5ib?" }, { "ê\xCC\x86", "e" },
		{ "漢x", "??x" }, { "│─┼█•…×", "|-+#*.x" }, { "a\xC2\xA0z", "a z" },
		{ "H\xCA\xBC" "Hen", "H'Hen" }, { "\xFF", "?" },
		{ "\xE2\x80\x8B", "?" },
	};
	char out[64];
	uint32_t cp;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		fold_print(out, sizeof(out), v[i].in);
		assert_string_equal(out, v[i].out);
		assert_int_equal(strlen(out), utf8_columns(v[i].in));
	}
	fold_print(out, 4, "Nguyễn");
	assert_string_equal(out, "Ngu");
	for (cp = 1; cp < 0x11000; cp++) {
		char c = fold_char(cp);

		assert_true(c == 0 || (c >= 0x20 && c < 0x7F));
	}
}

static void
test_matches(void **state)
{
	static const struct {
		const char *typed, *name;
		int fits, any;
	} v[] = {
		{ "ng v a", "Nguyễn Văn An", 1, 1 }, { "nguyen", "Nguyễn Văn An", 1, 1 },
		{ "nguyễn", "Nguyễn", 1, 1 }, { "nguyên", "Nguyễn", 1, 1 },
		{ "nguyèn", "Nguyễn", 0, 0 }, { "nguyến", "Nguyễn", 0, 0 },
		{ "hoà", "Hòa", 1, 1 }, { "hòa", "Hoà", 1, 1 }, { "hoa", "Hoà", 1, 1 },
		{ "hoà", "Hoa", 0, 0 }, { "hoà", "Hoàng", 1, 1 }, { "hóa", "Hòa", 0, 0 },
		{ "dang", "Đặng", 1, 1 }, { "đang", "Đặng", 1, 1 },
		{ "đang", "Dang", 0, 0 }, { "anh", "Ánh", 1, 1 },
		{ "ánh", "Anh", 0, 0 }, { "ân", "An", 0, 0 }, { "an", "Ân", 1, 1 },
		{ "hhen", "H'Hen Niê", 1, 1 }, { "h'hen", "H'Hen Niê", 1, 1 },
		{ "lí", "Lý Thị Mai", 1, 1 }, { "ly", "Lí", 1, 1 }, { "mai", "May", 0, 0 },
		{ "van nguyen", "Nguyễn Văn An", 0, 1 }, { "anh le", "Lê Thị Anh", 0, 1 },
		{ "nguyen an", "Nguyễn Văn An", 1, 1 }, { "an", "Nguyễn Văn An", 1, 1 },
		{ "a an", "An A", 0, 1 }, { "an a", "An A", 1, 1 },
		{ "an an", "Lê An", 0, 0 }, { "", "Sua", 1, 1 }, { "  ", "Sua", 1, 1 },
		{ "nguyenvan", "Nguyễn Văn", 0, 1 }, { "NGUYỄN", "nguyễn", 1, 1 },
		{ "2", "Bản 2", 1, 1 }, { "e de", "Ê-đê", 1, 1 },
		{ "nguye\xCC\x82n", "Nguyễn", 1, 1 },
		/* Blanks left out: from a word on, in order, whole words. */
		{ "thaoalu", "Thào A Lử", 0, 1 }, { "thao alu", "Thào A Lử", 0, 1 },
		{ "thaoa lu", "Thào A Lử", 0, 1 }, { "alu", "Thào A Lử", 0, 1 },
		{ "thaolu", "Thào A Lử", 0, 0 }, { "aolu", "Thào A Lử", 0, 0 },
		{ "th aoalu", "Thào A Lử", 0, 0 }, { "thaoalua", "Thào A Lử", 0, 0 },
		{ "thàoalử", "Thào A Lử", 0, 1 }, { "thàoalứ", "Thào A Lử", 0, 0 },
		{ "thaoalư", "Thào A Lử", 0, 1 }, { "vangy", "Vàng Y", 0, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		if (fold_matches(v[i].typed, v[i].name) != v[i].fits ||
		    fold_matches_any(v[i].typed, v[i].name) != v[i].any)
			fail_msg("%s / %s", v[i].typed, v[i].name);
	}
}

static int
compare(const unsigned char *a, size_t n, const unsigned char *b, size_t m)
{
	int c = memcmp(a, b, n < m ? n : m);

	return c != 0 ? c : (n > m) - (n < m);
}

static void
test_order_of_names(void **state)
{
	static const char *const names[] = { "An", "Lê An", "Nguyễn Văn An",
		"Trần An", "Lê Thị Anh", "Lê Thị Ảnh", "Lê Thị Ánh",
		"Nguyễn Văn Ân" };
	static const char *const facts[] = { "Nguyễn Văn An", "Trần An",
		"Lê Thị Anh", "Lê Thị Ảnh", "Lê Thị Ánh", "Nguyễn Văn Ân",
		"Đỗ Dung", "Đỗ Dũng", "Đỗ Đức" };
	unsigned char key[2][SORTKEY_SIZE];
	size_t len[2], i;

	(void)state;
	for (i = 0; i < COUNT(facts); i++) {
		len[i & 1] = sortkey_name(key[i & 1], SORTKEY_SIZE, facts[i], NULL);
		if (i > 0)
			assert_true(compare(key[i & 1], len[i & 1],
			    key[!(i & 1)], len[!(i & 1)]) > 0);
	}
	for (i = 0; i < COUNT(names); i++) {
		len[i & 1] = sortkey_name(key[i & 1], SORTKEY_SIZE, names[i], NULL);
		if (i > 0)
			assert_true(compare(key[i & 1], len[i & 1],
			    key[!(i & 1)], len[!(i & 1)]) > 0);
	}
}

static int
order(const char *a, const char *b)
{
	unsigned char x[SORTKEY_SIZE], y[SORTKEY_SIZE];
	size_t n = sortkey_text(x, sizeof(x), a);
	size_t m = sortkey_text(y, sizeof(y), b);

	return compare(x, n, y, m);
}

static void
test_order_of_text(void **state)
{
	static const char *const rising[] = { "", "7", "ba", "ba tháng", "bà",
		"bà nội", "bả", "bã", "bá", "bạ", "bac", "Bản", "Bản 2",
		"Bản 2 Thượng", "Bản 2A", "Bản 10", "Bản Nà", "băc", "bâc", "ca", "da",
		"đa", "ea", "êa", "ha", "hoa", "hòa", "oa", "ôa", "ơa", "ua", "úa",
		"uz", "ưa", "ứa", "ưb", "ya", "za", "漢" };
	static const char *const facts[] = { "Đan", "Đào", "Đăng", "Đặng",
		"Đâm" };
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT(rising); i++)
		for (j = 0; j < COUNT(rising); j++) {
			int c = order(rising[i], rising[j]);

			if ((c > 0) - (c < 0) != (i > j) - (i < j))
				fail_msg("%s / %s", rising[i], rising[j]);
		}
	for (i = 1; i < COUNT(facts); i++)
		assert_true(order(facts[i - 1], facts[i]) < 0);
	assert_true(order("hoà", "hòa") == 0);
	assert_true(order("H'Hen", "hhen") == 0);
	assert_true(order("bản  nà", "Bản-Nà") == 0);
	assert_true(order("ê\xCC\x86", "êz") > 0);
	assert_true(order("Bản 02", "Bản 2") == 0);
}

static void
test_key_of_given_names(void **state)
{
	unsigned char a[SORTKEY_SIZE], b[SORTKEY_SIZE];
	size_t n, m;

	(void)state;
	/* An + Bùi before the two-word given name An Bình. */
	n = sortkey_name(a, sizeof(a), "Bùi An", NULL);
	m = sortkey_name(b, sizeof(b), "Lê An Bình", "An Bình");
	assert_true(compare(a, n, b, m) < 0);
	n = sortkey_name(a, sizeof(a), "Y Bhĩ Mlô", "Y Bhĩ");
	m = sortkey_name(b, sizeof(b), "Mlô Y Bhĩ", "Y Bhĩ");
	assert_true(compare(a, n, b, m) == 0);
	/* A key that is cut is the beginning of the whole one. */
	n = sortkey_name(a, sizeof(a), "Nguyễn Văn An", NULL);
	assert_int_equal(sortkey_name(b, 5, "Nguyễn Văn An", NULL), 5);
	assert_memory_equal(a, b, 5);
	assert_true(n <= strlen("Nguyen Van An") + 3 * 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold_search),
		cmocka_unit_test(test_fold_of_prefix_is_prefix),
		cmocka_unit_test(test_fold_keys),
		cmocka_unit_test(test_fold_print_keeps_width),
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_order_of_names),
		cmocka_unit_test(test_order_of_text),
		cmocka_unit_test(test_key_of_given_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
