/* SPDX-License-Identifier: ISC */
#include "tests/tools/samples.h"

#include <stdlib.h>

#include "base/mem.h"

void
samples_add(struct samples *s, int64_t us)
{
	if (s->n == s->cap) {
		s->cap = s->cap == 0 ? 1024 : s->cap * 2;
		s->v = mem_resize(s->v, s->cap, sizeof(*s->v));
	}
	s->v[s->n++] = us > INT32_MAX ? INT32_MAX : (int32_t)us;
}

static int
samples_compare(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
samples_sort(struct samples *s)
{
	if (s->n > 0)
		qsort(s->v, s->n, sizeof(*s->v), samples_compare);
}

int32_t
samples_part(const struct samples *s, int per_mille)
{
	if (s->n == 0)
		return -1;
	return s->v[(s->n - 1) * (size_t)per_mille / 1000];
}

void
samples_done(struct samples *s)
{
	free(s->v);
	*s = (struct samples){ 0 };
}
