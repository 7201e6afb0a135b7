/* SPDX-License-Identifier: ISC */
#include "base/ids.h"

#include <stdlib.h>

#include "base/mem.h"

void
ids_add(struct ids *l, int64_t id)
{
	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 16 : l->cap * 2;
		l->v = mem_resize(l->v, l->cap, sizeof(*l->v));
	}
	l->v[l->n++] = id;
}

bool
ids_has(const struct ids *l, int64_t id)
{
	for (unsigned i = 0; i < l->n; i++)
		if (l->v[i] == id)
			return true;
	return false;
}

void
ids_done(struct ids *l)
{
	free(l->v);
	*l = (struct ids){ 0 };
}
