/* SPDX-License-Identifier: ISC */
/*
 * print: every report that is shipped holds the largest figures of an office
 * as they are written, in rows and in sums, between its borders, on both
 * papers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "form/report_def.h"
#include "office/report/report.h"
#include "print/layout.h"

/* What is due in a year in a province; in the whole country. */
#define MONEY_80 9999999999
#define MONEY_132 999999999999

struct page {
	unsigned table; /* columns of the first rule, 0 before it */
	unsigned lines; /* of the table */
	char wrong[400];
};

/* A figure that lost its points, was broken behind one or cut to millions? */
static bool
page_broken(const char *text)
{
	const char *p;

	for (p = text; *p != '\0'; p++)
		if (strspn(p, "0123456789") > 3 || (p[0] >= '0' &&
		    p[0] <= '9' && p[1] == '.' && p[2] == '|'))
			return true;
	return strstr(text, "mn|") != NULL ||
	    strstr(text, "bn|") != NULL;
}

/* All lines between the first rule and the last are as wide as the rule. */
static enum status
page_line(void *arg, const char *text, bool bold, struct err *err)
{
	struct page *p = arg;
	unsigned width = (unsigned)utf8_columns(text);

	(void)bold;
	(void)err;
	if (text[0] == '+' && p->table == 0)
		p->table = width;
	if (text[0] != '+' && text[0] != '|')
		return ST_OK;
	p->lines++;
	if ((width != p->table || page_broken(text)) && p->wrong[0] == '\0')
		(void)snprintf(p->wrong, sizeof(p->wrong), "%u, not %u: %s",
		    width, p->table, text);
	return ST_OK;
}

static enum status
page_full(void *arg, struct err *err)
{
	(void)arg;
	(void)err;
	return ST_OK;
}

/* One row with as much money as there may be, or several that add up to it. */
static void
fill(const struct report_source *s, struct report_cell *cells, int64_t money)
{
	unsigned i;

	for (i = 0; i < s->nfields; i++) {
		cells[i].text = s->fields[i].type == REPORT_TEXT ?
		    "Quàng Thị Hiêng" : NULL;
		cells[i].num = s->fields[i].type == REPORT_MONEY ? money :
		    s->fields[i].type == REPORT_RATE ? 10000 : 99;
	}
}

static const char *
attr(void *state, const char *name)
{
	(void)state;
	return strcmp(name, "period") == 0 ? "2019-11" : "Huyện Thuận Châu";
}

static unsigned failed;

static void
walk(const char *name, enum report_paper paper, int64_t money, unsigned rows)
{
	const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };
	struct report_cell cells[LAYOUT_FIELDS];
	struct page page = { .table = 0 };
	struct layout_out out = { page_line, page_full, &page };
	struct layout_setup setup = { .paper = paper, .lines = 60, .out = &out };
	struct report_source source;
	struct report_def *def = NULL;
	struct layout *l = NULL;
	struct err err = ERR_INIT;
	unsigned pages = 0, i;
	enum status st;

	assert_int_equal(report_def_load(&dirs, name, &def, &err), ST_OK);
	setup.def = def;
	assert_non_null(report_source_find(def->source));
	source = *report_source_find(def->source);
	source.attr = attr;
	setup.facts.source = &source;
	setup.facts.today = "2019-11-08";
	setup.facts.office = "Bưu điện tỉnh Sơn La";
	st = layout_new(&setup, &l, &err);
	for (i = 0; st == ST_OK && i < rows; i++) {
		fill(setup.facts.source, cells, money / rows);
		st = layout_row(l, cells, &err);
	}
	if (st == ST_OK)
		st = layout_end(l, &pages, &err);
	if (st != ST_OK || page.wrong[0] != '\0' || page.lines < rows)
		print_error("%u: %s on %u columns: %s %s\n", ++failed, name,
		    report_def_width(paper), err.msg, page.wrong);
	layout_free(l);
	report_def_free(def);
}

static void
test_large_figures(void **state)
{
	const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };
	char **names = report_def_names(&dirs);
	unsigned i;

	(void)state;
	for (i = 0; names[i] != NULL; i++) {
		/* One person after the other, with five figures each. */
		int64_t large = strcmp(names[i], "recoveries") == 0 ||
		    strcmp(names[i], "changes") == 0 ? MONEY_80 : MONEY_132;

		walk(names[i], REPORT_80, MONEY_80, 1);
		walk(names[i], REPORT_80, MONEY_80, 90);
		walk(names[i], REPORT_132, large, 1);
		walk(names[i], REPORT_132, large, 90);
	}
	assert_true(i >= 15);
	assert_int_equal(failed, 0);
	report_def_names_free(names);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_large_figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
