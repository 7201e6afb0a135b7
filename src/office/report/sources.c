/*
 * SPDX-License-Identifier: ISC
 *
 * report/sources: which sources of rows there are.
 */
#include <string.h>

#include "office/report/report_priv.h"

static const struct report_source *const report_sources[] = {
	&report_source_summary,
	&report_source_payment_list,
	&report_source_unpaid,
	&report_source_home,
	&report_source_receipts,
	&report_source_funeral_list,
	&report_source_changes,
	&report_source_arrears,
	&report_source_transfers,
	&report_source_age_steps,
	&report_source_duplicates,
	&report_source_letters,
	&report_source_collectors,
	&report_source_recoveries,
	&report_source_list_checks,
};

const struct report_source *
report_source_at(unsigned i)
{
	return i < sizeof(report_sources) / sizeof(report_sources[0]) ?
	    report_sources[i] : NULL;
}

const struct report_source *
report_source_find(const char *name)
{
	const struct report_source *s;
	unsigned i;

	for (i = 0; (s = report_source_at(i)) != NULL; i++)
		if (strcmp(s->name, name) == 0)
			break;
	return s;
}
