/*
 * SPDX-License-Identifier: ISC
 *
 * template: texts of a report with {names} in them.  The source provides its
 * own names (area_name, period, seal, ...); {office}, {today}, {today_long} and
 * {rows} are provided here.  An unknown name becomes "".
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "office/report/report.h"

struct template_facts {
	const struct report_source *source;
	void *state;        /* of the opened source */
	const char *office; /* name at the head of printed pages */
	const char *today;  /* "yyyy-mm-dd": printed, so that a reprint is equal */
	uint64_t rows;      /* output, when the total is written */
};

/*
 * Replaces the names.  A part between two | that is then only blanks and commas
 * is dropped, with its |.  Values are cleaned and cannot hold a |.  Cut when
 * out is too small.
 */
void template_fill(const struct template_facts *facts, const char *words,
    char *out, size_t size);
