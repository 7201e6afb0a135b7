/*
 * SPDX-License-Identifier: ISC
 *
 * import/kinds: which tables there are, and whether a header row fits one.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/import_priv.h"

static const struct import_kind *const import_kinds[] = {
	&import_kind_areas, &import_kind_points, &import_kind_roll,
	&import_kind_changes, &import_kind_moves,
	&import_kind_uncollected,
};

const struct import_kind *
import_kind_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(import_kinds) / sizeof(import_kinds[0]); i++)
		if (strcmp(import_kinds[i]->name, name) == 0)
			return import_kinds[i];
	return NULL;
}

const struct import_column *
import_columns(const char *kind)
{
	const struct import_kind *k = import_kind_find(kind);

	return k != NULL ? k->columns : NULL;
}

unsigned
import_slice_rows(const char *kind)
{
	const struct import_kind *k = import_kind_find(kind);

	return k != NULL && k->slice > 0 ? k->slice : IMPORT_SLICE_ROWS;
}

static const struct import_column *
import_column_find(const struct import_column *c, const char *name, size_t n)
{
	for (; c->name != NULL; c++)
		if (strlen(c->name) == n && strncmp(c->name, name, n) == 0)
			return c;
	return NULL;
}

/* True when `name` is one of the words of "a,b,c". */
static bool
import_listed(const char *list, const char *name)
{
	size_t n = strlen(name), len;

	for (; *list != '\0'; list += len + (list[len] == ',')) {
		len = strcspn(list, ",");
		if (len == n && memcmp(list, name, n) == 0)
			return true;
	}
	return false;
}

static enum status
import_required(const struct import_column *c, const char *list,
    struct err *err)
{
	for (; c->name != NULL; c++)
		if (c->required && !import_listed(list, c->name))
			return err_field(err, ST_INVALID, c->name,
			    _("the column %s is missing"), c->name);
	return ST_OK;
}

enum status
import_header(const char *kind, char *const *fields, size_t n, char *out,
    size_t size, struct err *err)
{
	const struct import_column *columns = import_columns(kind);
	char name[64];
	size_t i, k, used = 0;

	if (columns == NULL)
		return err_set(err, ST_NOTFOUND, _("no such table: %s"), kind);
	if (size > 0)
		out[0] = '\0';
	for (i = 0; i < n; i++) {
		(void)str_copy_cut(name, sizeof(name), fields[i]);
		(void)str_trim(name);
		for (k = 0; name[k] != '\0'; k++)
			if (name[k] >= 'A' && name[k] <= 'Z')
				name[k] = (char)(name[k] - 'A' + 'a');
		if (import_column_find(columns, name, k) == NULL)
			return err_field(err, ST_INVALID, name,
			    _("unknown column: %s"), name);
		if (import_listed(out, name))
			return err_field(err, ST_INVALID, name,
			    _("the column %s comes twice"), name);
		if (used + k + 2 > size || i >= IMPORT_COLUMNS_MAX)
			return err_set(err, ST_LIMIT, _("too many columns"));
		used += (size_t)snprintf(out + used, size - used, "%s%s",
		    i > 0 ? "," : "", name);
	}
	return import_required(columns, out, err);
}
