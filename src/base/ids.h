/*
 * SPDX-License-Identifier: ISC
 *
 * ids: a list of record numbers that grows.  A fixed array would drop the rows
 * beyond it, and what is dropped here is money.
 */
#ifndef CHITRA_BASE_IDS_H
#define CHITRA_BASE_IDS_H

#include <stdbool.h>
#include <stdint.h>

/* All zero is an empty list. */
struct ids {
	int64_t *v;
	unsigned n, cap;
};

void ids_add(struct ids *l, int64_t id);
bool ids_has(const struct ids *l, int64_t id);
/* Frees it; an empty list again. */
void ids_done(struct ids *l);

#endif
