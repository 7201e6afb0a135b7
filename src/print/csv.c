/* SPDX-License-Identifier: ISC */
#include "print/csv.h"

#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "text/csv.h"

#define CSV_CELL 1024

/* Rates get a decimal comma with ';', else a point. */
static void
csv_cell(const struct report_field *field, const struct report_cell *cell,
    char sep, char out[CSV_CELL])
{
	switch (field->type) {
	case REPORT_TEXT:
		clean_text(out, CSV_CELL, cell->text != NULL ? cell->text : "");
		return;
	case REPORT_RATE:
		(void)snprintf(out, CSV_CELL, "%lld%c%02lld",
		    (long long)(cell->num / 100), sep == ';' ? ',' : '.',
		    (long long)(cell->num % 100));
		return;
	case REPORT_MONEY:
	case REPORT_COUNT:
		(void)snprintf(out, CSV_CELL, "%lld", (long long)cell->num);
		return;
	}
}

static enum status
csv_send(struct buf *line, const struct print_sink *sink, struct err *err)
{
	enum status st;

	if (!buf_adds(line, "\r\n"))
		return err_set(err, ST_LIMIT, "CSV");
	st = sink->write(sink->arg, buf_head(line), buf_left(line), err);
	buf_clear(line);
	return st;
}

static enum status
csv_head(const struct report_source *source, char sep, bool bom,
    struct buf *line, struct err *err)
{
	enum status st = ST_OK;
	char mark[2] = { sep, '\0' };
	unsigned i;

	if (bom)
		st = csv_write_bom(line);
	for (i = 0; st == ST_OK && i < source->nfields; i++) {
		if (i > 0)
			(void)buf_adds(line, mark);
		st = csv_write_field(line, source->fields[i].name, sep);
	}
	return st == ST_OK ? st : err_set(err, st, "CSV");
}

static enum status
csv_row(const struct report_source *source, const struct report_cell *cells,
    char sep, struct buf *line, struct err *err)
{
	char text[CSV_CELL], mark[2] = { sep, '\0' };
	enum status st = ST_OK;
	unsigned i;

	for (i = 0; st == ST_OK && i < source->nfields; i++) {
		csv_cell(&source->fields[i], &cells[i], sep, text);
		if (i > 0)
			(void)buf_adds(line, mark);
		st = csv_write_field(line, text, sep);
	}
	return st == ST_OK ? st : err_set(err, st, "CSV");
}

enum status
csv_report(const struct report_run *run, uint64_t *rows, struct err *err)
{
	const struct report_order *order = run->order;
	const struct report_source *source = order->source;
	struct report_cell cells[LAYOUT_FIELDS];
	char sep = order->sep != '\0' ? order->sep : ',';
	void *state = NULL;
	bool end = false;
	struct buf line;
	enum status st;

	if (source->nfields > LAYOUT_FIELDS)
		return err_set(err, ST_LIMIT, "%s", source->name);
	st = source->open(run->db, run->sc, &order->params, &state, err);
	if (st != ST_OK)
		return st;
	*rows = 0;
	buf_init(&line, LAYOUT_FIELDS * 2 * CSV_CELL);
	if ((st = csv_head(source, sep, order->bom, &line, err)) == ST_OK)
		st = csv_send(&line, run->sink, err);
	while (st == ST_OK) {
		memset(cells, 0, sizeof(cells));
		st = source->next(state, cells, &end, err);
		if (st != ST_OK || end)
			break;
		if ((st = csv_row(source, cells, sep, &line, err)) == ST_OK)
			st = csv_send(&line, run->sink, err);
		(*rows)++;
	}
	buf_done(&line);
	source->close(state);
	return st;
}
