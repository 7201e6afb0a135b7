/*
 * SPDX-License-Identifier: ISC
 *
 * ids: a list of record numbers that grows.  A fixed array would lose the rows
 * beyond its size, and with them somebody's money.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* All zero is an empty list. */
struct ids {
	int64_t *v;
	unsigned n, cap;
};

/* Appends; the same id may be in the list more than once. */
void ids_add(struct ids *l, int64_t id);
bool ids_has(const struct ids *l, int64_t id);
/* Frees the memory; the list is empty and usable again. */
void ids_done(struct ids *l);
