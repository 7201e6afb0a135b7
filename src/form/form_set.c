/*
 * SPDX-License-Identifier: ISC
 *
 * form_set: the constants that a form posts: several forms post the same verb,
 * and the section [form] says for which of its kinds.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "form/form_priv.h"

char *
form_nth(const char *list, unsigned n)
{
	while (n-- > 0) {
		list = strchr(list, '|');
		if (list == NULL)
			return NULL;
		list++;
	}
	return mem_strndup(list, strcspn(list, "|"));
}

enum status
form_sets_take(struct form *f, const struct ini *ini, struct err *err)
{
	const char *list = ini_get(ini, "form", "set");
	char *one, *value;

	if (list == NULL)
		return ST_OK;
	f->sets = mem_array(FORM_PARTS_MAX, sizeof(*f->sets));
	for (unsigned i = 0; (one = form_nth(list, i)) != NULL; i++) {
		value = strchr(one, ':');
		if (i == FORM_PARTS_MAX || value == NULL || value == one ||
		    value[1] == '\0') {
			free(one);
			return ini_fail(ini, "form", "set", err,
			    _("set = NAME:VALUE|NAME:VALUE is needed"));
		}
		*value++ = '\0';
		f->sets[i].name = one;
		f->sets[i].value = mem_strdup(value);
		f->nsets = i + 1;
	}
	return ST_OK;
}

const char *
form_set_value(const struct form *f, const char *name)
{
	for (unsigned i = 0; i < f->nsets; i++)
		if (strcmp(f->sets[i].name, name) == 0)
			return f->sets[i].value;
	return NULL;
}
