/* SPDX-License-Identifier: ISC */
/*
 * fuzz_text: whatever bytes come, the text layer keeps its promises.  With
 * --enable-fuzz this is a libFuzzer target; replay.c drives it in make check
 * over the corpus and its mutations.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/csv.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/input.h"
#include "text/money.h"
#include "text/nfc.h"
#include "text/sortkey.h"

#define PROMISE(cond)                                                         \
	do {                                                                  \
		if (!(cond)) {                                                \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__,      \
			    __LINE__, #cond);                                 \
			abort();                                              \
		}                                                             \
	} while (0)

#define TEXT_MAX 1024

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fuzz_clean(const char *s)
{
	char out[4 * TEXT_MAX], padded[4 * TEXT_MAX];
	size_t columns;

	clean_text(out, sizeof(out), s);
	PROMISE(clean_is(out) && utf8_valid(out, strlen(out)));
	PROMISE(clean_is(s) == (strcmp(s, out) == 0));
	columns = clean_columns_cut(out, sizeof(out), s, 9);
	PROMISE(columns <= 9 && columns == utf8_columns(out));
	clean_pad(padded, sizeof(padded), s, 9, true);
	PROMISE(utf8_columns(padded) == 9);
	fold_print(out, sizeof(out), s);
	PROMISE(clean_is(out) && strlen(out) == utf8_columns(s));
}

static void
fuzz_names(const char *s)
{
	char a[4 * TEXT_MAX], b[4 * TEXT_MAX];
	unsigned char key[SORTKEY_SIZE];

	if (nfc_compose(a, sizeof(a), s) != ST_OK)
		return;
	PROMISE(nfc_compose(b, sizeof(b), a) == ST_OK && strcmp(a, b) == 0);
	PROMISE(fold_search(b, sizeof(b), a) == ST_OK);
	PROMISE(strspn(b, "abcdefghijklmnopqrstuvwxyz0123456789 ?") == strlen(b));
	/* Folding once more changes nothing but what '?' hides. */
	PROMISE(fold_given(b, sizeof(b), a, NULL) == ST_OK);
	(void)!fold_initials(b, sizeof(b), a);
	PROMISE(sortkey_name(key, sizeof(key), a, NULL) <= sizeof(key));
	PROMISE(sortkey_text(key, 7, a) <= 7);
	if (nfc_name(b, sizeof(b), s, NULL) == ST_OK) {
		PROMISE(utf8_count(b) <= NFC_NAME_LETTERS);
		PROMISE(fold_matches(b, b) && fold_matches_any(b, b));
	}
}

static void
fuzz_typing(const char *s, enum input_method m)
{
	char raw[INPUT_SIZE], a[INPUT_SIZE], b[INPUT_SIZE];
	int left;

	if (str_copy(raw, sizeof(raw) / 2, s) != ST_OK ||
	    input_compose(a, sizeof(a), raw, m, false) != ST_OK)
		return;
	for (left = 0; left < 4 && a[0] != '\0'; left++) {
		size_t was = strlen(a);

		PROMISE(input_backspace(raw, sizeof(raw), m, false) == ST_OK);
		PROMISE(input_compose(b, sizeof(b), raw, m, false) == ST_OK);
		PROMISE(utf8_count(b) < utf8_count(a));
		PROMISE(strlen(b) <= was + 2); /* the tone may move */
		memcpy(a, b, sizeof(a));
	}
}

static void
fuzz_numbers(const char *s)
{
	char text[MONEY_TEXT], words[MONEY_WORDS], iso[DATE_TEXT];
	struct date d, e;
	int64_t v, back;

	if (money_parse(s, &v, NULL) == ST_OK) {
		money_format(text, sizeof(text), v);
		PROMISE(money_parse(text, &back, NULL) == ST_OK && back == v);
		PROMISE(money_words(words, sizeof(words), v, NULL) == ST_OK);
	}
	if (date_parse(s, true, "2026-11-21", &d, NULL) == ST_OK ||
	    date_parse(s, false, "2026-11-21", &d, NULL) == ST_OK) {
		date_to_iso(iso, sizeof(iso), d);
		PROMISE(date_from_iso(iso, &e) == ST_OK);
		PROMISE(memcmp(&d, &e, sizeof(d)) == 0);
	}
	(void)!month_parse(s, iso);
}

static void
fuzz_tables(const uint8_t *data, size_t size, const char *s)
{
	FILE *f = fmemopen((void *)(uintptr_t)data, size, "r");
	struct csv *c;
	struct buf out;
	char **fields;
	size_t n, i;
	long line;
	enum status st;

	buf_init(&out, 8 * TEXT_MAX);
	PROMISE(charset_encode(&out, s, CHARSET_TCVN3) == ST_OK);
	for (i = 0; i < out.len; i++)
		PROMISE((out.data[i] >= 0x20 && out.data[i] < 0x7F) ||
		    out.data[i] >= 0xA1);
	PROMISE(f != NULL);
	c = csv_open(f);
	while ((st = csv_next(c, &fields, &n, &line, NULL)) != ST_NOTFOUND)
		for (i = 0; st == ST_OK && i < n; i++) {
			buf_clear(&out);
			PROMISE(csv_write_field(&out, fields[i], ';') == ST_OK);
		}
	csv_close(c);
	fclose(f);
	buf_done(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char s[TEXT_MAX + 1];

	if (size == 0 || size > TEXT_MAX)
		return 0;
	memcpy(s, data, size);
	s[size] = '\0';
	fuzz_clean(s);
	fuzz_names(s);
	fuzz_typing(s, INPUT_TELEX);
	fuzz_typing(s, INPUT_VNI);
	fuzz_typing(s, INPUT_BOTH);
	fuzz_numbers(s);
	fuzz_tables(data, size, s);
	return 0;
}
