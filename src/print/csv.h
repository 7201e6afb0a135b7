/*
 * SPDX-License-Identifier: ISC
 *
 * csv: a report's rows as CSV: every field of the source under its name,
 * plain figures, RFC 4180.  For report.c.
 */
#pragma once

#include "print/report.h"

/* What report_make() was called with; order->source is set. */
struct report_run {
	struct db *db;
	const struct scope *sc;
	const struct report_order *order;
	const struct print_sink *sink;
};

/* One pass, a write to the sink per row; *rows counts them. */
enum status csv_report(const struct report_run *run, uint64_t *rows,
    struct err *err) ERR_CHECKED;
