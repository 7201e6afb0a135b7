/*
 * SPDX-License-Identifier: ISC
 *
 * samples: times in microseconds, kept to be asked for the middle and the
 * slowest hundredth.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct samples {
	int32_t *v;
	size_t n, cap;
};

void samples_add(struct samples *s, int64_t us);
/* After this samples_part() may be asked. */
void samples_sort(struct samples *s);
/* The value below which so many of a thousand lie; -1 without samples. */
int32_t samples_part(const struct samples *s, int per_mille);
void samples_done(struct samples *s);
