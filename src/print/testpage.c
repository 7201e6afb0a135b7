/* SPDX-License-Identifier: ISC */
#include "print/testpage.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

static const char testpage_words[] =
    "Nguyễn Thị Phương Hoa, Đặng Quốc Lượng, H'Hen Niê Kbuôr";

/* ----5---10---15 ... */
static void
testpage_ruler(char *out, unsigned columns)
{
	char mark[8];
	unsigned i;

	memset(out, '-', columns);
	out[columns] = '\0';
	for (i = 5; i <= columns; i += 5) {
		(void)snprintf(mark, sizeof(mark), "%u", i);
		memcpy(out + i - strlen(mark), mark, strlen(mark));
	}
}

/*
 * The sample text in a charset other than the profile's: sent without encoding.
 */
static enum status
testpage_charset(struct encode *e, enum charset cs, struct err *err)
{
	struct profile other = *e->profile;
	const struct profile *own = e->profile;
	char line[256];
	enum status st;

	st = str_format(line, sizeof(line), "     %c: %s (%s)",
	    'A' + (int)cs, testpage_words, charset_name(cs));
	if (st != ST_OK)
		return err_set(err, st, "testpage");
	other.charset = cs;
	e->profile = &other;
	st = encode_line(e, line, false, err);
	e->profile = own;
	return st;
}

static enum status
testpage_line(struct encode *e, unsigned page, unsigned n, const char *ruler,
    struct err *err)
{
	char line[256];
	unsigned set = n - 5;

	if (n == 1)
		return encode_line(e, ruler, false, err);
	/* 8-bit bytes would corrupt a terminal. */
	if (page == 1 && n >= 5 && set < CHARSET_COUNT &&
	    (e->profile->charset != CHARSET_ASCII || set == CHARSET_ASCII ||
	    !profile_terminal_ok(e->profile)))
		return testpage_charset(e, (enum charset)set, err);
	if (n == 3)
		(void)snprintf(line, sizeof(line), "%3u  %s, %u/2", n,
		    e->profile->name, page);
	else
		(void)snprintf(line, sizeof(line), "%3u", n);
	return encode_line(e, line, n == 3, err);
}

enum status
testpage_render(const struct profile *profile, const struct print_sink *sink,
    struct err *err)
{
	char ruler[160];
	struct encode e;
	enum status st;
	unsigned page, n;

	testpage_ruler(ruler, report_def_width(profile->paper));
	st = encode_begin(&e, profile, sink, err);
	for (page = 1; page <= 2; page++) {
		for (n = 1; st == ST_OK && n <= profile->lines; n++)
			st = testpage_line(&e, page, n, ruler, err);
		if (st == ST_OK)
			st = encode_page(&e, err);
	}
	if (st == ST_OK)
		return encode_end(&e, err);
	encode_done(&e);
	return st;
}
