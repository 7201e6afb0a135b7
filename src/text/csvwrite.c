/* SPDX-License-Identifier: ISC */
/* csvwrite: values that a spreadsheet reads as they are (text/csv.h). */
#include <string.h>

#include "text/csv.h"

/* A sign, digits, points and commas only: a spreadsheet runs no such value. */
static bool
csv_number(const char *s)
{
	s += *s == '-' || *s == '+';
	return *s != '\0' && s[strspn(s, "0123456789.,")] == '\0';
}

static bool
csv_formula(const char *s)
{
	return *s != '\0' && strchr("=+-@\t\r", *s) != NULL && !csv_number(s);
}

enum status
csv_write_field(struct buf *out, const char *value, char sep)
{
	size_t was = buf_left(out);
	bool guard = csv_formula(value), ok = true;
	const char *s;

	if (!guard && strchr(value, sep) == NULL &&
	    value[strcspn(value, "\"\r\n")] == '\0' && *value != ' ')
		return buf_adds(out, value) ? ST_OK : ST_LIMIT;
	ok = buf_adds(out, guard ? "\"'" : "\"");
	for (s = value; ok && *s != '\0'; s++)
		ok = buf_add(out, s, 1) && (*s != '"' || buf_add(out, s, 1));
	ok = ok && buf_add(out, "\"", 1);
	if (!ok) {
		out->len = out->pos + was;
		return ST_LIMIT;
	}
	return ST_OK;
}

enum status
csv_write_bom(struct buf *out)
{
	return buf_adds(out, "\xEF\xBB\xBF") ? ST_OK : ST_LIMIT;
}
