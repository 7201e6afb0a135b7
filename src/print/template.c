/* SPDX-License-Identifier: ISC */
#include "print/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clean.h"
#include "base/str.h"
#include "text/date.h"
#include "text/money.h"

#define TEMPLATE_VALUE 512

static void
template_today(const struct template_facts *facts, bool full, char *out,
    size_t size)
{
	const char *language = getenv("LANGUAGE");
	struct date d;

	out[0] = '\0';
	if (date_from_iso(facts->today, &d) != ST_OK)
		return;
	if (full && language != NULL && str_starts(language, "vi"))
		date_long(out, size, d);
	else
		date_format(out, size, d);
}

static void
template_value(const struct template_facts *facts, const char *name,
    char *out, size_t size)
{
	const char *value = NULL;
	char month[DATE_MONTH];

	if (strcmp(name, "today") == 0 || strcmp(name, "today_long") == 0) {
		template_today(facts, name[5] != '\0', out, size);
		return;
	}
	if (strcmp(name, "rows") == 0) {
		money_format(out, size, (int64_t)facts->rows);
		return;
	}
	if (facts->source->attr != NULL)
		value = facts->source->attr(facts->state, name);
	if (value == NULL && strcmp(name, "office") == 0)
		value = facts->office;
	if (value == NULL)
		value = "";
	/* Months are stored as 2019-11 and read as 11/2019. */
	month_format(month, sizeof(month), value);
	clean_text(out, size, month[0] != '\0' ? month : value);
	while (strchr(out, '|') != NULL)
		*strchr(out, '|') = '/';
}

/* Appends one part to `out`, without its |. */
static void
template_part(const struct template_facts *facts, const char *part, size_t n,
    struct buf *out)
{
	char name[64], value[TEMPLATE_VALUE];
	size_t i = 0, len;

	while (i < n) {
		const char *end = part[i] == '{' ?
		    memchr(part + i, '}', n - i) : NULL;

		len = end != NULL ? (size_t)(end - part) - i - 1 : 0;
		if (end == NULL || len >= sizeof(name)) {
			(void)buf_add(out, part + i++, 1);
			continue;
		}
		memcpy(name, part + i + 1, len);
		name[len] = '\0';
		template_value(facts, name, value, sizeof(value));
		(void)buf_adds(out, value);
		i += len + 2;
	}
}

void
template_fill(const struct template_facts *facts, const char *words,
    char *out, size_t size)
{
	struct buf all, part;
	const char *text;
	size_t n;

	buf_init(&all, 8192);
	buf_init(&part, 4096);
	for (;; words += n + 1) {
		n = strcspn(words, "|");
		buf_clear(&part);
		template_part(facts, words, n, &part);
		text = buf_str(&part) + strspn(buf_str(&part), " ,");
		if (*text != '\0') {
			if (all.len > 0)
				(void)buf_adds(&all, "|");
			(void)buf_adds(&all, text);
		}
		if (words[n] == '\0')
			break;
	}
	(void)str_copy_cut(out, size, buf_str(&all));
	buf_done(&all);
	buf_done(&part);
}
