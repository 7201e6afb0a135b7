/*
 * SPDX-License-Identifier: ISC
 *
 * import/row: how rows of a file travel inside a verb: one line of text a
 * row, "LINE<tab>field<tab>field...", with \t \n \r \\ for what would be taken
 * for a border, \? for a field that is not UTF-8, and "LINE!<tab>why" for a
 * row that could not even be taken apart.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "office/import/row.h"

static bool
import_field_add(struct buf *b, const char *s)
{
	static const char special[] = "\t\n\r\\", code[] = "tnr\\";
	const char *at;
	size_t n;

	if (!utf8_valid(s, strlen(s)))
		return buf_add(b, "\\?", 2);
	for (; *s != '\0'; s += n) {
		n = strcspn(s, special);
		if (n > 0) {
			if (!buf_add(b, s, n))
				return false;
			continue;
		}
		at = strchr(special, *s);
		if (!buf_add(b, "\\", 1) || !buf_add(b, &code[at - special], 1))
			return false;
		n = 1;
	}
	return true;
}

bool
import_row_add(struct buf *slice, long line, char *const *fields, size_t n)
{
	size_t was = slice->len, i;
	bool ok = buf_printf(slice, "%ld", line);

	for (i = 0; ok && i < n; i++)
		ok = buf_add(slice, "\t", 1) && import_field_add(slice,
		    fields[i]);
	ok = ok && buf_add(slice, "\n", 1);
	if (!ok)
		slice->len = was;
	return ok;
}

bool
import_bad_row_add(struct buf *slice, long line, const char *why)
{
	size_t was = slice->len;
	bool ok = buf_printf(slice, "%ld!\t", line) &&
	    import_field_add(slice, why) && buf_add(slice, "\n", 1);

	if (!ok)
		slice->len = was;
	return ok;
}

/* Takes the escapes of one field back, in place; false: it was not UTF-8. */
static bool
import_field_plain(char *s)
{
	static const char code[] = "tnr\\", special[] = "\t\n\r\\";
	char *d = s;
	const char *at;

	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] == '?')
			return false;
		if (*s == '\\' && s[1] != '\0' &&
		    (at = strchr(code, s[1])) != NULL) {
			*d++ = special[at - code];
			s++;
		} else {
			*d++ = *s;
		}
	}
	*d = '\0';
	return true;
}

/* Ends *p at the next border `c`; what follows, NULL when there is none. */
static char *
import_cut(char *p, char c)
{
	char *at = strchr(p, c);

	if (at == NULL)
		return NULL;
	*at = '\0';
	return at + 1;
}

bool
import_row_next(char **slice, struct import_row *row)
{
	char *text = *slice, *field, *next;

	memset(row, 0, sizeof(*row));
	if (*text == '\0')
		return false;
	next = import_cut(text, '\n');
	*slice = next != NULL ? next : text + strlen(text);
	next = import_cut(text, '\t');
	row->line = strtol(text, NULL, 10);
	row->bad = strchr(text, '!') != NULL;
	while (next != NULL && row->n < IMPORT_COLUMNS_MAX) {
		field = next;
		next = row->bad ? NULL : import_cut(field, '\t');
		row->mark[row->n] = !import_field_plain(field);
		row->field[row->n++] = field;
	}
	return true;
}
