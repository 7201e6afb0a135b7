/* SPDX-License-Identifier: ISC */
/* fake_report: see the header. */
#include "fake_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct fake {
	unsigned n, at;
	char name[256], village[64];
};

unsigned fake_rows;
unsigned fake_shrink;
int64_t fake_more;
const char *fake_name = "Lò Văn Ối";

static const struct report_field fake_fields[] = {
	{ "name", REPORT_TEXT, "Name" },
	{ "village", REPORT_TEXT, "Village" },
	{ "people", REPORT_COUNT, "People" },
	{ "paid", REPORT_COUNT, "Paid" },
	{ "money", REPORT_MONEY, "Money" },
	{ "rate", REPORT_RATE, "Rate" },
};

int64_t
fake_money(unsigned row)
{
	return 270000 + fake_more + (int64_t)(row * 7919 % 1000) * 1000 +
	    row % 7;
}

static enum status
fake_open(struct db *db, const struct scope *sc, const struct report_params *p,
    void **state, struct err *err)
{
	struct fake *f = mem_zalloc(sizeof(*f));

	f->n = fake_rows;
	fake_rows -= fake_shrink;
	*state = f;
	return ST_OK;
}

static enum status
fake_next(void *state, struct report_cell *cells, bool *end, struct err *err)
{
	struct fake *f = state;

	*end = f->at == f->n;
	if (*end)
		return ST_OK;
	f->at++;
	(void)snprintf(f->name, sizeof(f->name), "%s %u", fake_name, f->at);
	(void)snprintf(f->village, sizeof(f->village), "Bản %u", (f->at - 1) / 9);
	cells[0].text = f->name;
	cells[1].text = f->village;
	cells[2].num = 3;
	cells[3].num = f->at % 4;
	cells[4].num = fake_money(f->at);
	cells[5].num = 9871;
	return ST_OK;
}

static void
fake_close(void *state)
{
	free(state);
}

static const char *
fake_attr(void *state, const char *name)
{
	if (strcmp(name, "area_name") == 0)
		return "Huyện Thuận Châu";
	if (strcmp(name, "period") == 0)
		return "2019-11";
	if (strcmp(name, "seal") == 0)
		return "1234 3f2a-91bc";
	return NULL;
}

const struct report_source fake = {
	.name = "fake", .title = "Fake", .fields = fake_fields,
	.nfields = sizeof(fake_fields) / sizeof(fake_fields[0]),
	.open = fake_open, .next = fake_next, .close = fake_close,
	.attr = fake_attr,
};

static const struct report_field fake_communes_fields[] = {
	{ "name", REPORT_TEXT, "Name" },
	{ "due_people", REPORT_COUNT, "" },
	{ "due_money", REPORT_MONEY, "" },
	{ "paid_people", REPORT_COUNT, "" },
	{ "paid_money", REPORT_MONEY, "" },
	{ "unpaid_people", REPORT_COUNT, "" },
	{ "unpaid_money", REPORT_MONEY, "" },
	{ "rate", REPORT_RATE, "" },
	{ "home_people", REPORT_COUNT, "" },
	{ "home_money", REPORT_MONEY, "" },
};

static enum status
fake_communes_next(void *state, struct report_cell *cells, bool *end,
    struct err *err)
{
	struct fake *f = state;
	unsigned i;

	*end = f->at == f->n;
	if (*end)
		return ST_OK;
	f->at++;
	cells[0].text = f->at == 1 ? "Thị trấn Nông trường" : "Xã Chiềng Pấc";
	for (i = 1; i < 10; i++)
		cells[i].num = fake_communes_fields[i].type == REPORT_MONEY ?
		    161777777 : 241;
	return ST_OK;
}

const struct report_source fake_communes = {
	.name = "communes", .title = "Communes", .fields = fake_communes_fields,
	.nfields = sizeof(fake_communes_fields) /
	    sizeof(fake_communes_fields[0]),
	.open = fake_open, .next = fake_communes_next, .close = fake_close,
	.attr = fake_attr,
};

const struct report_source *fake_source = &fake;

enum status
fake_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	return buf_add(arg, bytes, n) ? ST_OK : err_set(err, ST_LIMIT, "full");
}

static struct profiles *fake_profiles;

struct report_def *
fake_def(const char *name)
{
	struct form_dirs dirs = { TOP_SRCDIR "/tests/forms/good",
		TOP_SRCDIR "/forms" };
	struct report_def *def = NULL;
	struct err err = ERR_INIT;

	if (report_def_load(&dirs, name, &def, &err) != ST_OK)
		fail_msg("%s", err.msg);
	return def;
}

enum status
fake_render(const char *name, const char *profile, unsigned from,
    struct buf *out, struct report_made *made, struct err *err)
{
	struct report_def *def = fake_def(name);
	struct report_order order = { .def = def, .source = fake_source,
		.profile = profile_find(fake_profiles, profile),
		.from_page = from,
		.office = "Bưu điện tỉnh Sơn La", .today = "2019-11-21" };
	struct print_sink sink = { .write = fake_write, .arg = out };
	enum status st;

	assert_non_null(order.profile);
	st = report_make(NULL, NULL, &order, &sink, made, err);
	report_def_free(def);
	return st;
}

unsigned
fake_render_ok(const char *name, const char *profile, unsigned rows,
    struct buf *out)
{
	struct report_made made = { 0, 0, 0 };
	struct err err = ERR_INIT;

	buf_init(out, 64 * 1024 * 1024);
	fake_rows = rows;
	if (fake_render(name, profile, 0, out, &made, &err) != ST_OK)
		fail_msg("%u rows: %s", rows, err.msg);
	assert_true(made.rows == rows);
	assert_true(made.bytes == out->len);
	return made.pages;
}

unsigned
fake_count(const char *text, const char *word)
{
	unsigned n = 0;

	while ((text = strstr(text, word)) != NULL) {
		n++;
		text++;
	}
	return n;
}

void
fake_check_pages(const char *text, unsigned pages, unsigned lines)
{
	char label[32];
	unsigned page = 0, line = 0, filled = 0;
	const char *p, *end;
	size_t n;

	assert_int_equal(fake_count(text, "\f"), pages);
	for (p = text; *p != '\0'; p = end + 1) {
		if (*p == '\f') {
			page++;
			assert_true(line <= lines);
			assert_true(filled > 3);
			(void)snprintf(label, sizeof(label), "Page %u/%u",
			    page, pages);
			n = strlen(label);
			/* The page number closes the page. */
			assert_memory_equal(p - 1 - n, label, n);
			line = filled = 0;
			end = p;
			continue;
		}
		end = strchr(p, '\n');
		assert_non_null(end);
		line++;
		filled += end > p;
		assert_true(end == p || end[-1] != ' '); /* bytes are paid for */
	}
	assert_int_equal(page, pages);
}

int
fake_setup(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	return profiles_load(TOP_SRCDIR "/forms", NULL, &fake_profiles, &err) ==
	    ST_OK ? 0 : -1;
}

int
fake_teardown(void **state)
{
	(void)state;
	profiles_free(fake_profiles);
	return 0;
}
