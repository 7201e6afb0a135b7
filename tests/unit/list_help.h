/* SPDX-License-Identifier: ISC */
/* list_help: the office of office_fixture.h, opened and closed for a test. */
#pragma once

#include "office_fixture.h"

static struct office o;

static inline int
setup(void **state)
{
	(void)state;
	office_open(&o);
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static inline void
sql(const char *text)
{
	if (office_sql(&o, text) != ST_OK)
		fail_msg("%s: %s", text, o.err.msg);
}
