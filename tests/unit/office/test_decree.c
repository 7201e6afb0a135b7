/* SPDX-License-Identifier: ISC */
/* office/rate/decree, seed: what comes with the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "golden.h"
#include "office_help.h"

/* Every row that an office is born with, in order, with its types. */
static const struct db_sql dumps[] = {
	{ "t.meta", "SELECT 'meta ' || quote(key) || ' ' || quote(value)"
	    " FROM meta ORDER BY key" },
	{ "t.staff", "SELECT 'staff ' || quote(id) || ' ' || quote(login)"
	    " || ' ' || quote(name) || ' ' || quote(role) || ' ' ||"
	    " quote(active) || ' ' || quote(created_at) FROM staff ORDER BY id" },
	{ "t.province", "SELECT 'office_province ' || quote(from_month) || ' '"
	    " || quote(province) FROM office_province ORDER BY 1" },
	{ "t.category", "SELECT 'category ' || quote(code) || ' ' ||"
	    " quote(decree) || ' ' || quote(clause) || ' ' || quote(name)"
	    " || ' ' || quote(kind) || ' ' || quote(family) FROM category"
	    " ORDER BY code" },
	{ "t.coefficient", "SELECT 'coefficient ' || quote(category) || ' ' ||"
	    " quote(from_month) || ' ' || quote(hundredths) FROM coefficient"
	    " ORDER BY category, from_month" },
	{ "t.standard", "SELECT 'standard ' || quote(province) || ' ' ||"
	    " quote(from_month) || ' ' || quote(amount) || ' ' || quote(decree)"
	    " FROM standard ORDER BY province, from_month" },
	{ "t.keeps", "SELECT 'keeps_both ' || quote(family) || ' ' ||"
	    " quote(other) || ' ' || quote(from_month) || ' ' ||"
	    " quote(to_month) || ' ' || quote(source) FROM keeps_both"
	    " ORDER BY family, other, from_month" },
	{ "t.step", "SELECT 'age_step ' || quote(category) || ' ' ||"
	    " quote(years) || ' ' || quote(from_month) || ' ' || quote(next)"
	    " || ' ' || quote(starts) || ' ' || quote(source) FROM age_step"
	    " ORDER BY category, years, from_month" },
};

static void
dump(struct buf *out)
{
	struct db_stmt *s;
	size_t i;
	bool row;

	buf_init(out, 1 << 20);
	for (i = 0; i < sizeof(dumps) / sizeof(dumps[0]); i++) {
		s = db_use(help_db, &dumps[i]);
		while (db_step(s, &row, &help_err) == ST_OK && row) {
			(void)buf_adds(out, db_text(s, 0));
			(void)buf_adds(out, "\n");
		}
	}
}

static void
test_seeded(void **state)
{
	struct buf out;

	(void)state;
	dump(&out);
	golden_text("tests/unit/office/seeded.txt", &out);
	buf_done(&out);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, help_setup, help_teardown)
	const struct CMUnitTest tests[] = {
		T(test_seeded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
