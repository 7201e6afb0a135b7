/*
 * SPDX-License-Identifier: ISC
 *
 * Text pages take two passes over the source, CSV takes one.  Pass two must
 * produce the pages that pass one counted; otherwise the source did not return
 * the same rows again, and the output is invalid.
 */
#include "print/report.h"

#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "print/csv.h"

void
report_order_conf(struct report_order *order, const struct conf *conf)
{
	order->office = conf->office_name;
	order->words.ngan = strcmp(conf->text_thousand, "ngàn") == 0;
	order->words.le = strcmp(conf->text_odd, "lẻ") == 0;
	order->words.bon = strcmp(conf->text_four, "bốn") == 0;
}

/* Counts bytes and rows. */
struct report_meter {
	const struct print_sink *sink;
	uint64_t bytes;
};

static enum status
report_meter_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	struct report_meter *m = arg;

	m->bytes += n;
	return m->sink->write(m->sink->arg, bytes, n, err);
}

static void
report_meter_page(void *arg)
{
	struct report_meter *m = arg;

	if (m->sink->page != NULL)
		m->sink->page(m->sink->arg);
}

/* Passes all rows of an opened source to `row`. */
static enum status
report_rows(const struct report_source *source, void *state,
    struct layout *l, uint64_t *rows, struct err *err)
{
	struct report_cell cells[LAYOUT_FIELDS];
	enum status st = ST_OK;
	bool end = false;

	*rows = 0;
	while (st == ST_OK) {
		memset(cells, 0, sizeof(cells));
		st = source->next(state, cells, &end, err);
		if (st != ST_OK || end)
			break;
		st = layout_row(l, cells, err);
		(*rows)++;
	}
	return st;
}

/* One pass: counts when s->out is NULL. */
static enum status
report_pass(const struct report_run *run, struct layout_setup *s,
    struct report_made *made, struct err *err)
{
	const struct report_source *source = s->facts.source;
	struct layout *l = NULL;
	unsigned pages = 0;
	enum status st;

	st = source->open(run->db, run->sc, &run->order->params,
	    &s->facts.state, err);
	if (st != ST_OK)
		return st;
	if ((st = layout_new(s, &l, err)) == ST_OK &&
	    (st = report_rows(source, s->facts.state, l, &made->rows,
	    err)) == ST_OK)
		st = layout_end(l, &pages, err);
	if (st == ST_OK && s->out != NULL && pages != made->pages)
		st = err_set(err, ST_BUSY,
		    _("%s: the figures changed while it was printed"),
		    run->order->def->name);
	layout_free(l);
	source->close(s->facts.state);
	s->facts.state = NULL;
	made->pages = pages;
	return st;
}

static enum status
report_pages(const struct report_run *run, struct layout_setup *s,
    struct report_made *made, struct err *err)
{
	const struct report_order *order = run->order;
	struct encode e;
	struct layout_out out = { .line = encode_line, .page = encode_page,
		.arg = &e };
	enum status st;

	if (report_pass(run, s, made, err) != ST_OK)
		return err->st;
	if (order->from_page > made->pages)
		return err_field(err, ST_INVALID, "from-page",
		    ngettext("the report has %u page",
		    "the report has %u pages", made->pages), made->pages);
	st = encode_begin(&e, order->profile, run->sink, err);
	if (st == ST_OK) {
		s->out = &out;
		s->pages = made->pages;
		s->from_page = order->from_page;
		st = report_pass(run, s, made, err);
	}
	if (st == ST_OK)
		return encode_end(&e, err);
	encode_done(&e);
	return st;
}

enum status
report_make(struct db *db, const struct scope *sc,
    const struct report_order *order, const struct print_sink *sink,
    struct report_made *made, struct err *err)
{
	struct report_meter meter = { .sink = sink };
	struct print_sink metered = { .write = report_meter_write,
		.page = report_meter_page, .arg = &meter };
	const struct report_run run = { db, sc, order, &metered };
	struct report_made m = { 0, 0, 0 };
	char today[CLOCK_DATE];
	struct layout_setup s = {
		.def = order->def,
		.facts = { .source = order->source, .office = order->office,
			.today = order->today },
		.words = &order->words,
	};
	enum status st;

	if (str_empty(s.facts.today)) {
		clock_date(today);
		s.facts.today = today;
	}
	if (order->format == REPORT_CSV) {
		st = csv_report(&run, &m.rows, err);
	} else {
		s.paper = order->profile->paper;
		s.lines = order->profile->lines;
		st = report_pages(&run, &s, &m, err);
	}
	m.bytes = meter.bytes;
	if (st == ST_OK)
		*made = m;
	return st;
}
