/* SPDX-License-Identifier: ISC */
/*
 * roll_file_help: files of the roll, and how the request stands that the last
 * one became.
 */
#pragma once

#include "unit/file_help.h"

#define HEAD                                                                   \
	"code,name,sex,birth,identity,commune,village,point,category,from,"    \
	"amount,coefficient,decision,collector_name,phone\n"
/* Two newcomers of 119, one with a slipped comma. */
#define TWO                                                                    \
	HEAD "N1,Lò Văn Mới,M,1938,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n" \
	"N2,Cà Thị Mới,F,1939,,03721,Bản Bó,119-01,136.5.5b,2019-11,,15,,,\n"
#define ROW "code,name,sex,birth,commune,village,point,category,from,"        \
	"decision,decision_date\n"

static const struct scope everywhere = { .kind = SCOPE_ALL };

static inline void
sql(const char *text)
{
	MUST(office_sql(&o, text));
}

static inline int64_t
state_is(const char *state)
{
	static const struct db_sql q = { "t.state",
		"SELECT count(*) FROM change WHERE id = ?1 AND state = ?2" };
	int64_t n = 0;
	bool found;

	MUST(db_int1(db_usef(o.db, &q, "it", request, state), &n, &found,
	    &o.err));
	return n;
}

static inline struct roll_file
file_of(int64_t id)
{
	struct roll_file f;

	MUST(roll_file_of(o.db, &everywhere, id, &f, &o.err));
	return f;
}

static inline struct roll_line
line_at(unsigned i)
{
	static struct roll_line v[16];
	struct roll_file f = file_of(request);
	unsigned n = 0;

	MUST(roll_lines(o.db, &everywhere, &f, i, v, 1, &n, &o.err));
	assert_int_equal(n, 1);
	return v[0];
}
