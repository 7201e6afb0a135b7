/* SPDX-License-Identifier: ISC */
#include "office/verb/record.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"

#define WORD_MAX 64

/* One member as a word. */
static void
record_word(const struct record_field *f, const void *of, char word[WORD_MAX])
{
	const void *m = (const char *)of + f->at;
	const char *text = f->type == RECORD_NAME ?
	    names_word(f->names, *(const unsigned *)m) : m;

	if (f->type == RECORD_WORD || f->type == RECORD_NAME)
		(void)str_copy_cut(word, WORD_MAX, text[0] != '\0' ? text : "-");
	else
		(void)snprintf(word, WORD_MAX, "%" PRId64,
		    f->type == RECORD_INT ? *(const int64_t *)m :
		    f->type == RECORD_COUNT ? (int64_t)*(const unsigned *)m :
		    (int64_t)*(const bool *)m);
}

void
record_write(const struct record *r, const void *of, char *dst, size_t size)
{
	char word[WORD_MAX];
	size_t i, used = 0;

	for (i = 0; i < r->n; i++) {
		record_word(&r->field[i], of, word);
		if (str_format(dst + used, size - used, "%s%s",
		    i > 0 ? " " : "", word) != ST_OK)
			fatalx("a record of more than %zu bytes", size);
		used += strlen(dst + used);
	}
}

static bool
record_member(const struct record_field *f, const char *word, void *to)
{
	void *m = (char *)to + f->at;
	int64_t v;

	if (f->type == RECORD_WORD)
		return str_copy(m, f->size, strcmp(word, "-") == 0 ? "" :
		    word) == ST_OK;
	if (f->type == RECORD_NAME) {
		*(unsigned *)m = names_find(f->names, word);
		return true;
	}
	if (str_int(word, f->type == RECORD_INT ? INT64_MIN : 0, f->type ==
	    RECORD_INT ? INT64_MAX : f->type == RECORD_BOOL ? 1 : UINT_MAX,
	    &v) != ST_OK)
		return false;
	if (f->type == RECORD_INT)
		*(int64_t *)m = v;
	else if (f->type == RECORD_COUNT)
		*(unsigned *)m = (unsigned)v;
	else
		*(bool *)m = v != 0;
	return true;
}

bool
record_read(const struct record *r, const char *text, void *to)
{
	char word[WORD_MAX];
	size_t i, n;

	for (i = 0; i < r->n; i++, text += n) {
		text += *text == ' ';
		n = strcspn(text, " \n");
		if (n == 0)
			return i >= r->least;
		if (n >= sizeof(word))
			return false;
		memcpy(word, text, n);
		word[n] = '\0';
		if (!record_member(&r->field[i], word, to))
			return false;
	}
	return true;
}
