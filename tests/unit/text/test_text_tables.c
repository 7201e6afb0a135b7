/* SPDX-License-Identifier: ISC */
/* text: printer character sets and CSV. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/charset.h"
#include "text/csv.h"
#include "text/letter.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
test_charset_names(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < CHARSET_COUNT; i++)
		assert_int_equal(charset_by_name(charset_name((enum charset)i)), i);
	assert_int_equal(charset_by_name("UTF8"), CHARSET_UTF8);
	assert_int_equal(charset_by_name("TCVN-3"), CHARSET_TCVN3);
	assert_int_equal(charset_by_name("cp437"), CHARSET_COUNT);
}

static void
encoded(const char *text, enum charset cs, const char *want)
{
	struct buf b;

	buf_init(&b, 256);
	assert_int_equal(charset_encode(&b, text, cs), ST_OK);
	assert_string_equal(buf_str(&b), want);
	buf_done(&b);
}

static void
test_charset_text(void **state)
{
	struct buf b;

	(void)state;
	encoded("Nguyễn Thị Ủy", CHARSET_ASCII, "Nguyen Thi Uy");
	encoded("Nguyễn Thị Ủy", CHARSET_UTF8, "Nguyễn Thị Ủy");
	encoded("Nguyễn Thị Ủy", CHARSET_TCVN3, "Nguy\xD4n Th\xDE Uy");
	encoded("Đặng Ấp Ở Ứng", CHARSET_TCVN3, "\xA7\xC6ng \xA2p \xA5 \xA6ng");
	encoded("270.000 ₫ – “x”", CHARSET_TCVN3, "270.000 d - \"x\"");
	encoded("a\x1B[5i\xC2\x9B\x80", CHARSET_TCVN3, "a?[5i??");
	encoded("a\x1B[5i\xC2\x9B\x80", CHARSET_UTF8, "a?[5i??");
	encoded("a\x1B[5i\xC2\x9B\x80", CHARSET_ASCII, "a?[5i??");
	/* Full: nothing of the text, all of what was there. */
	buf_init(&b, 4);
	assert_true(buf_adds(&b, "ab"));
	assert_int_equal(charset_encode(&b, "xyz", CHARSET_ASCII), ST_LIMIT);
	assert_string_equal(buf_str(&b), "ab");
	buf_done(&b);
}

/* No byte that a printer could obey, one byte a column, for any character. */
static void
test_charset_never_steers(void **state)
{
	uint32_t cp;
	char text[5];
	struct buf b;
	size_t i;

	(void)state;
	buf_init(&b, 64);
	for (cp = 1; cp < 0x3000; cp++) {
		text[utf8_encode(text, cp)] = '\0';
		buf_clear(&b);
		assert_int_equal(charset_encode(&b, text, CHARSET_TCVN3), ST_OK);
		assert_int_equal(b.len, utf8_width(cp));
		for (i = 0; i < b.len; i++)
			assert_true((b.data[i] >= 0x20 && b.data[i] < 0x7F) ||
			    b.data[i] >= 0xA1);
	}
	buf_done(&b);
}

/* The C library's own table, where this machine has it. */
static void
test_tcvn_against_iconv(void **state)
{
	iconv_t cd = iconv_open("TCVN5712-1", "UTF-8");
	uint32_t cp;
	int letters = 0;

	(void)state;
	if (cd == (iconv_t)-1)
		skip();
	for (cp = 0xC0; cp < 0x1F00; cp++) {
		char text[5], *in = text;
		unsigned char byte = 0;
		char *out = (char *)&byte;
		size_t n = utf8_encode(text, cp), room = 1;
		struct letter l;

		if (!letter_of(cp, &l) || (l.upper && l.tone != TONE_NGANG))
			continue;
		(void)iconv(cd, NULL, NULL, NULL, NULL);
		if (iconv(cd, &in, &n, &out, &room) == (size_t)-1 ||
		    iconv(cd, NULL, NULL, &out, &room) == (size_t)-1 ||
		    room != 0)
			continue; /* ĭ ŏ ... are not in TCVN */
		assert_int_equal(charset_tcvn3(cp), byte);
		letters++;
	}
	iconv_close(cd);
	assert_int_equal(letters, 67 + 7);
}

/* A file with the given bytes. */
static FILE *
file_of(const void *bytes, size_t n)
{
	FILE *f = tmpfile();

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	rewind(f);
	return f;
}

/* Reads all rows into text: fields in <>, rows with their line number. */
static void
dump(const void *bytes, size_t n, char *out, size_t size)
{
	FILE *f = file_of(bytes, n);
	struct csv *c = csv_open(f);
	struct err err = ERR_INIT;
	char **fields;
	size_t count, i, len = 0;
	long line;
	enum status st;

	out[0] = '\0';
	while ((st = csv_next(c, &fields, &count, &line, &err)) != ST_NOTFOUND) {
		len += (size_t)snprintf(out + len, size - len, "%ld:", line);
		if (st != ST_OK) {
			assert_true(err.msg[0] != '\0');
			len += (size_t)snprintf(out + len, size - len, "%s ",
			    err_name(st));
			continue;
		}
		for (i = 0; i < count; i++)
			len += (size_t)snprintf(out + len, size - len, "<%s>",
			    fields[i]);
		len += (size_t)snprintf(out + len, size - len, " ");
	}
	csv_close(c);
	fclose(f);
}

static void
test_csv_read(void **state)
{
	static const struct {
		const char *in, *out;
	} v[] = {
		{ "", "" }, { "\n\r\n", "" },
		{ "a,b\n1,2\n", "1:<a><b> 2:<1><2> " },
		{ "a,b\r\n1,2", "1:<a><b> 2:<1><2> " },
		{ "\xEF\xBB\xBF" "a;b\n1,5;2\n", "1:<a><b> 2:<1,5><2> " },
		{ "a\tb\n1\t2\n", "1:<a><b> 2:<1><2> " },
		{ "\"a;x;y\",b\n", "1:<a;x;y><b> " },
		{ "sep=;\r\na;b,c,d\n", "2:<a><b,c,d> " },
		{ "a,b\n\"x\r\ny\",\"say \"\"hi\"\"\"\n3,4\n",
		    "1:<a><b> 2:<x\ny><say \"hi\"> 4:<3><4> " },
		{ "a,b\n\n\n1,\n", "1:<a><b> 4:<1><> " },
		{ "a\n\"\"\n", "1:<a> 2:<> " },
		{ "a,b\n5\" ,x\n", "1:<a><b> 2:<5\" ><x> " },
		{ "a\rb\r", "1:<a> 2:<b> " },
		/* a malformed row is named, the next one is read */
		{ "a,b\n\"x\"y,1\n3,4\n", "1:<a><b> 2:invalid 3:<3><4> " },
		{ "a,b\n1,\"x\n3,4\n", "1:<a><b> 2:invalid " },
		{ "\xFF\xFE" "a\n", "1:invalid " },
	};
	char out[512];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		dump(v[i].in, strlen(v[i].in), out, sizeof(out));
		if (strcmp(out, v[i].out) != 0)
			fail_msg("%s: %s", v[i].in, out);
	}
	dump("a\nb\0c\nd\n", 8, out, sizeof(out)); /* NUL */
	assert_string_equal(out, "1:<a> 2:invalid 3:<d> ");
}

static void
test_csv_limits(void **state)
{
	char *big = malloc(CSV_ROW_MAX + 64), out[4096];
	size_t n;

	(void)state;
	assert_non_null(big);
	memset(big, 'x', CSV_ROW_MAX);
	n = CSV_ROW_MAX;
	memcpy(big + n, "\n1,2\n", 5);
	dump(big, n + 5, out, sizeof(out));
	assert_string_equal(out, "1:invalid 2:<1><2> ");
	memset(big, ',', CSV_FIELDS_MAX);
	memcpy(big + CSV_FIELDS_MAX, "\n1,2\n", 5);
	dump(big, CSV_FIELDS_MAX + 5, out, sizeof(out));
	assert_string_equal(out, "1:invalid 2:<1><2> ");
	memcpy(big + CSV_FIELDS_MAX - 1, "\n1,2\n", 5);
	dump(big, CSV_FIELDS_MAX + 4, out, sizeof(out));
	assert_non_null(strstr(out, "2:<1><2> "));
	assert_null(strstr(out, "invalid"));
	free(big);
}

static void
test_csv_write(void **state)
{
	static const char *const row[] = { "Nguyễn", "a,b", "say \"hi\"", "x\ny",
		"=1+1", "@cmd", "-5", "+84912345678", "-x", "1.234,5", "", " x" };
	static const char want[] = "Nguyễn,\"a,b\",\"say \"\"hi\"\"\",\"x\ny\","
	    "\"'=1+1\",\"'@cmd\",-5,+84912345678,\"'-x\",\"1.234,5\",,\" x\"";
	struct buf b;
	size_t i;

	(void)state;
	buf_init(&b, 256);
	for (i = 0; i < COUNT(row); i++) {
		assert_true(i == 0 || buf_add(&b, ",", 1));
		assert_int_equal(csv_write_field(&b, row[i], ','), ST_OK);
	}
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
	assert_int_equal(csv_write_field(&b, "a;b", ';'), ST_OK);
	assert_int_equal(csv_write_field(&b, "a,b", ';'), ST_OK);
	assert_string_equal(buf_str(&b), "\"a;b\"a,b");
	buf_done(&b);
	buf_init(&b, 8);
	assert_int_equal(csv_write_field(&b, "abcdef", ','), ST_OK);
	assert_int_equal(csv_write_field(&b, "\"", ','), ST_LIMIT);
	assert_string_equal(buf_str(&b), "abcdef");
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_charset_names),
		cmocka_unit_test(test_charset_text),
		cmocka_unit_test(test_charset_never_steers),
		cmocka_unit_test(test_tcvn_against_iconv),
		cmocka_unit_test(test_csv_read),
		cmocka_unit_test(test_csv_limits),
		cmocka_unit_test(test_csv_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
