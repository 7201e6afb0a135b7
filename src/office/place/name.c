/*
 * SPDX-License-Identifier: ISC
 *
 * place/name: text from people on its way into a table: one spelling, no
 * control characters, and its keys for search and order.
 */

#include "base/clean.h"
#include "base/say.h"
#include "office/place/stored.h"
#include "text/fold.h"
#include "text/nfc.h"

/* Blanks (line breaks of a quoted field too) become single ones. */
static void
place_squeeze(char *s)
{
	char *d = s;
	const char *start = s;
	bool blank = true; /* none in front */

	for (; *s != '\0'; s++) {
		if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r') {
			if (!blank)
				*d++ = ' ';
			blank = true;
		} else {
			*d++ = *s;
			blank = false;
		}
	}
	if (blank && d > start)
		d--;
	*d = '\0';
}

enum status
place_text(char *dst, size_t size, const char *typed, const char *field,
    struct err *err)
{
	enum status st = nfc_compose(dst, size, typed);

	if (st == ST_LIMIT)
		return err_field(err, ST_LIMIT, field,
		    _("the text is longer than %zu bytes"), size - 1);
	if (st == ST_OK)
		place_squeeze(dst);
	if (st != ST_OK || !clean_is(dst))
		return err_field(err, ST_INVALID, field,
		    _("the text is not UTF-8 or holds control characters"));
	return ST_OK;
}

enum status
place_name_make(const char *typed, const char *field, struct place_name *out,
    struct err *err)
{
	enum status st;

	st = place_text(out->name, sizeof(out->name), typed, field, err);
	if (st != ST_OK)
		return st;
	if (out->name[0] == '\0')
		return err_field(err, ST_INVALID, field,
		    _("a name is needed"));
	st = fold_search(out->fold, sizeof(out->fold), out->name);
	if (st != ST_OK)
		return err_field(err, st, field, _("the name is too long"));
	out->key_len = sortkey_text(out->key, sizeof(out->key), out->name);
	return ST_OK;
}
