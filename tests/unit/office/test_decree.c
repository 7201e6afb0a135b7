/* SPDX-License-Identifier: ISC */
/* office/rate/decree, seed: forms/decree.ini, and what an office is born with. */
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
	    " || ' ' || quote(kind) || ' ' || quote(family) || ' ' ||"
	    " quote(age_from) FROM category"
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

/* ---- a file that is wrong ---------------------------------------------- */

struct slip {
	const char *section; /* "" where one is to be added */
	const char *from, *to; /* the first in that section */
	const char *at;      /* the line that is named begins so; NULL: its head */
	const char *want;    /* "[section] field: why" */
};

static const struct slip slips[] = {
	{ "category 20.5.1a", "family = child", "family = chld", "family",
	    "[category 20.5.1a] family: 'chld' is none of child|" },
	{ "category 20.5.1a", "family = child\n", "", NULL,
	    "[category 20.5.1a] family: needed with kind = base" },
	{ "category 20.20.4", "kind = care", "kind = care\nfamily = child",
	    "family", "[category 20.20.4] family: needed with kind = base" },
	{ "category 20.5.1a", "kind = base", "kind = grant", "kind",
	    "[category 20.5.1a] kind: 'grant' is none of base|care|funeral" },
	{ "category 20.5.1a", "= 2,5", "= 2,5 lần", "coefficient",
	    "[category 20.5.1a] coefficient: a coefficient is a number like" },
	{ "category 20.5.1a", "= 2,5", "= 0", "coefficient",
	    "[category 20.5.1a] coefficient: a coefficient is a number like" },
	{ "category 20.5.1b", "age = 4", "age = 121", "age",
	    "[category 20.5.1b] age: Give a number from 0 to 120." },
	{ "category 20.5.1b", "age = 4", "age = bốn", "age",
	    "[category 20.5.1b] age: 'bốn' is not a whole number" },
	{ "category 20.5.1a", "= 2,5", "= 100,01", "coefficient",
	    "[category 20.5.1a] coefficient: a coefficient is a number like" },
	{ "category 20.5.1a", "coefficient = 2,5\n", "", NULL,
	    "[category 20.5.1a] coefficient: must be filled in" },
	{ "category 20.5.1b", "20.5.1b", "20.5.1a", NULL,
	    "\"category 20.5.1a\" comes twice, first in line " },
	{ "category 20.5.1a", "20.5.1a", "20.5.1-first-of-all", NULL,
	    "[category 20.5.1-first-of-all] category: longer than 15 bytes" },
	{ "category 20.5.1a", "from = 07/2021", "from = 13/2021", "from",
	    "[category 20.5.1a] from: '13/2021' is not a month like 11/2019" },
	{ "category 20.5.1a", "from = 07/2021\n", "", NULL,
	    "[category 20.5.1a] from: must be filled in" },
	{ "category 20.5.1a", "clause = Điều 5 khoản 1\n", "", NULL,
	    "[category 20.5.1a] clause: must be filled in" },
	{ "category 20.5.1a", "clause = Điều 5 khoản 1", "clause =", "clause",
	    "[category 20.5.1a] clause: must be filled in" },
	{ "category 20.5.1a", "decree = 20/2021/NĐ-CP\n", "", NULL,
	    "[category 20.5.1a] decree: must be filled in" },
	{ "category 20.5.1a", "name = Trẻ em", "names = Trẻ em", "names",
	    "[category 20.5.1a] names: category takes no field of this name" },
	{ "category 20.11", "name = ", "name = 1234567890123456789012345678901234"
	    "56789012345678901234567890123456789012345678901234567890123456789012"
	    "3456789012345678901234567890123456789012345678901234567890", "name",
	    "[category 20.11] name: longer than 159 bytes" },
	{ "category 20.5.1a", "[category", "[categori", NULL,
	    "unknown section [categori 20.5.1a]" },
	{ "age-step 20.5.1a", "20.5.1a", "20.5.1z", NULL,
	    "[age-step 20.5.1z] category: unknown category: 20.5.1z" },
	{ "age-step 20.5.1a", "= 20.5.1b", "= 20.5.1z", "next",
	    "[age-step 20.5.1a] next: unknown category: 20.5.1z" },
	{ "age-step 20.5.1a", "= 20.5.1b", "= 20.5.1a", "next",
	    "[age-step 20.5.1a] next: what follows is another category" },
	{ "age-step 20.5.1b", "next =\n", "", NULL,
	    "[age-step 20.5.1b] next: needs a line; left empty, the allowance" },
	{ "age-step 20.5.1a", "years = 4", "years = 0", "years",
	    "[age-step 20.5.1a] years: Give a number from 1 to 120" },
	{ "age-step 20.5.1a", "years = 4", "years = four", "years",
	    "[age-step 20.5.1a] years: 'four' is not a whole number" },
	{ "age-step 20.5.1a", "= after", "= later", "starts",
	    "[age-step 20.5.1a] starts: 'later' is none of same|after" },
	{ "age-step 20.5.1a", "from = 07/2021", "from = 2021", "from",
	    "[age-step 20.5.1a] from: '2021' is not a month like 11/2019" },
	{ "age-step 20.5.1a", "source = 20/2021/NĐ-CP Điều 6\n", "", NULL,
	    "[age-step 20.5.1a] source: must be filled in" },
	{ "keeps-both single_parent-hiv", "_parent-hiv", "_parent", NULL,
	    "[keeps-both single_parent] other: must be filled in" },
	{ "keeps-both single_parent-hiv", "-hiv", "-poor", NULL,
	    "[keeps-both single_parent-poor] other: 'poor' is none of child|" },
	{ "keeps-both single_parent-hiv", "single_parent", "parent", NULL,
	    "[keeps-both parent-hiv] family: 'parent' is none of child|" },
	{ "keeps-both single_parent-hiv", "-hiv", "-disabled", NULL,
	    "\"keeps-both single_parent-disabled\" comes twice" },
	{ "keeps-both single_parent-hiv", "from = 01/2015", "from = 00/2015",
	    "from", "[keeps-both single_parent-hiv] from: '00/2015' is not a" },
	{ "keeps-both single_parent-hiv", "from = 01/2015\n",
	    "from = 01/2015\nto = 12/2014\n", "to",
	    "[keeps-both single_parent-hiv] to: the last month lies before" },
	{ "keeps-both single_parent-hiv", "source = 20/2021/NĐ-CP", "source =#",
	    "source", "[keeps-both single_parent-hiv] source: must be filled" },
	{ "standard 07-2021", "07-2021", "13-2021", NULL,
	    "[standard 13-2021] from: '13-2021' is not a month like 11/2019" },
	{ "standard 07-2021", "07-2021", "2015-01", NULL,
	    "[standard 2015-01] from: given twice" },
	{ "standard 07-2021", "= 360.000", "= 0", "amount",
	    "[standard 07-2021] amount: the standard amount is more than" },
	{ "standard 07-2021", "= 360.000", "= 36.00", "amount",
	    "[standard 07-2021] amount: " },
	{ "standard 07-2021", "= 360.000", "= 360.000.000.000", "amount",
	    "[standard 07-2021] amount: " },
	{ "standard 07-2021", "decree = 20/2021/NĐ-CP\n", "", NULL,
	    "[standard 07-2021] decree: must be filled in" },
};

/* The shipped file as text. */
static void
shipped(struct buf *out)
{
	char line[1024];
	FILE *f = fopen(TOP_SRCDIR "/forms/decree.ini", "r");

	assert_non_null(f);
	buf_init(out, 1 << 20);
	while (fgets(line, sizeof(line), f) != NULL)
		(void)buf_adds(out, line);
	(void)fclose(f);
}

/* The place of `what` behind the head of the section. */
static char *
inside(struct buf *text, const char *section, const char *what)
{
	char head[80];
	char *at;

	(void)snprintf(head, sizeof(head), "\n[%s]\n", section);
	at = strstr(buf_str(text), head);
	if (at != NULL)
		at = strstr(at, what);
	if (at == NULL)
		fail_msg("no \"%s\" in [%s]", what, section);
	return at;
}

static void
changed(struct buf *text, const struct slip *s)
{
	char *at = inside(text, s->section, s->from);
	struct buf tail;

	buf_init(&tail, 1 << 20);
	(void)buf_adds(&tail, at + strlen(s->from));
	*at = '\0';
	text->len = (size_t)(at - (char *)text->data);
	(void)buf_adds(text, s->to);
	(void)buf_adds(text, buf_str(&tail));
	buf_done(&tail);
}

static enum status
load(struct buf *text, struct decree **d)
{
	char path[128];
	enum status st;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/decree.ini", help_dir);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(buf_str(text), 1, text->len, f),
	    text->len);
	(void)fclose(f);
	st = decree_load(help_dir, d, &help_err);
	(void)unlink(path);
	return st;
}

/* The line that the message has to name. */
static unsigned
line_of(struct buf *text, const struct slip *s, size_t head)
{
	const char *at = buf_str(text) + head;
	const char *p;
	unsigned n = 1;
	char key[40];

	(void)snprintf(key, sizeof(key), "\n%s =", s->at != NULL ? s->at : "");
	if (s->at != NULL)
		at = strstr(at, key) + 1;
	for (p = buf_str(text); p < at; p++)
		n += *p == '\n';
	return n;
}

static void
test_refused(void **state)
{
	struct decree *d = NULL;
	char want[200];
	struct buf text;
	size_t i, head;

	(void)state;
	for (i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		shipped(&text);
		head = (size_t)(inside(&text, slips[i].section, "[") -
		    (char *)text.data);
		changed(&text, &slips[i]);
		(void)snprintf(want, sizeof(want), "/decree.ini:%u: %s",
		    line_of(&text, &slips[i], head), slips[i].want);
		if (load(&text, &d) != ST_INVALID ||
		    strstr(help_err.msg, want) == NULL)
			fail_msg("%s: \"%s\" is not \"%s\"", slips[i].to,
			    help_err.msg, want);
		assert_null(d);
		buf_done(&text);
	}
}

static void
test_no_file(void **state)
{
	struct decree *d = NULL;
	struct buf text;

	(void)state;
	assert_int_equal(decree_load(help_dir, &d, &help_err), ST_NOTFOUND);
	assert_non_null(strstr(help_err.msg, "/decree.ini"));
	buf_init(&text, 1 << 20);
	assert_int_equal(load(&text, &d), ST_INVALID);
	buf_done(&text);
	/* Cut off before its last sections. */
	shipped(&text);
	*inside(&text, "keeps-both single_parent-elderly", "[") = '\0';
	text.len = strlen((char *)text.data);
	assert_int_equal(load(&text, &d), ST_INVALID);
	assert_non_null(strstr(help_err.msg, "there is no [keeps-both]"));
	buf_done(&text);
}

/* ---- an office that exists --------------------------------------------- */

/* Its rows stay, and no other rate comes beside them. */
static void
test_its_rows_win(void **state)
{
	static const struct slip others[] = {
		{ "category 20.5.1a", "= 2,5", "= 9,9", NULL, NULL },
		{ "category 20.5.1b", "from = 07/2021", "from = 01/2020", NULL,
		    NULL },
		{ "category 20.5.1a", "name = Trẻ em", "name = Trẻ", NULL, NULL },
		{ "category 20.5.1a", "= child", "= hiv", NULL, NULL },
		{ "category 20.5.1b", "age = 4", "age = 5", NULL, NULL },
		{ "age-step 20.5.1a", "years = 4", "years = 5", NULL, NULL },
		{ "age-step 20.5.5b", "from = 07/2021", "from = 08/2021", NULL,
		    NULL },
		{ "keeps-both single_parent-hiv", "01/2015", "01/2020", NULL,
		    NULL },
		{ "standard 07-2021", "360.000", "380.000", NULL, NULL },
		{ "standard 07-2021", "07-2021", "06-2021", NULL, NULL },
	};
	struct decree *d = NULL;
	struct buf text, before, after;
	size_t i;

	(void)state;
	dump(&before);
	shipped(&text);
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		changed(&text, &others[i]);
	OK(load(&text, &d));
	OK(db_begin(help_db, &help_err));
	OK(office_seed(help_db, d, "06", "Khác", "2026-01-01T00:00:00",
	    &help_err));
	OK(office_seed(help_db, d, "14", "Khác", "2026-01-01T00:00:00",
	    &help_err));
	OK(db_run(db_use(help_db, &(struct db_sql){ "t.other",
	    "DELETE FROM standard WHERE province = '06'" }), &help_err));
	OK(db_commit(help_db, &help_err));
	dump(&after);
	golden_same("dump", buf_str(&after), buf_str(&before));
	decree_free(d);
	buf_done(&text);
	buf_done(&before);
	buf_done(&after);
}

/* What a later program brings comes with its rate, birthday and pair. */
static void
test_new_rows_come(void **state)
{
	struct decree *d = NULL;
	struct buf text;

	(void)state;
	shipped(&text);
	(void)buf_adds(&text, "\n[category 30.1]\ndecree = 30/2030/NĐ-CP\n"
	    "clause = Điều 1\nname = Mới\nkind = base\nfamily = elderly\n"
	    "coefficient = 1.25\nfrom = 2030-01\n[age-step 30.1]\nyears = 90\n"
	    "next =\nstarts = after\nfrom = 01/2030\nsource = Điều 2\n"
	    "[keeps-both hiv-elderly]\nfrom = 01/2030\nto = 12/2031\n"
	    "source = Điều 3\n");
	OK(load(&text, &d));
	OK(db_begin(help_db, &help_err));
	OK(office_seed_rules(help_db, d, &help_err));
	OK(office_seed_rules(help_db, d, &help_err));
	OK(db_commit(help_db, &help_err));
	assert_int_equal(help_int("SELECT hundredths FROM coefficient"
	    " WHERE category = '30.1' AND from_month = '2030-01'"), 125);
	assert_int_equal(help_int("SELECT count(*) FROM age_step"
	    " WHERE category = '30.1' AND years = 90 AND next IS NULL"), 1);
	assert_int_equal(help_int("SELECT count(*) FROM keeps_both"
	    " WHERE family = 'hiv' AND to_month = '2031-12'"), 1);
	decree_free(d);
	buf_done(&text);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, help_setup, help_teardown)
	const struct CMUnitTest tests[] = {
		T(test_seeded), T(test_refused), T(test_no_file),
		T(test_its_rows_win), T(test_new_rows_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
