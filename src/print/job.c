/* SPDX-License-Identifier: ISC */
#include "print/job.h"

#include "base/say.h"

enum status
job_print(struct db *db, const struct scope *sc, struct report_order *order,
    const struct job_place *place, struct report_made *made, struct err *err)
{
	struct print_out *out = NULL;
	struct print_sink sink = { .write = out_write };
	struct job_way way;
	enum status st;

	st = job_find(place, &way, err);
	if (st != ST_OK)
		return st;
	order->profile = way.profile;
	order->format = REPORT_TEXT_PAGES;
	st = out_open(way.way, way.target, form_say(&order->def->title),
	    place->server, &out, err);
	if (st != ST_OK)
		return st;
	sink.arg = out;
	st = report_render(db, sc, order, &sink, made, err);
	if (st == ST_OK)
		return out_finish(out, err);
	out_cancel(out);
	return st;
}

enum status
job_terminal(struct db *db, const struct scope *sc,
    struct report_order *order, const struct job_place *place,
    struct passthru **out, struct report_made *made, struct err *err)
{
	struct print_sink sink = { .write = passthru_write };
	const char *on = NULL, *off = NULL;
	struct passthru *p = NULL;
	struct job_way way;
	enum status st;

	st = job_find(place, &way, err);
	if (st == ST_OK && (way.way != WAY_TERMINAL ||
	    !passthru_term(place->term, &on, &off)))
		st = err_set(err, ST_INVALID,
		    _("\"%s\" is no printer of a terminal"), place->printer);
	if (st == ST_OK)
		st = passthru_new(on, off, &p, err);
	if (st != ST_OK)
		return st;
	sink.arg = p;
	order->profile = way.profile;
	order->format = REPORT_TEXT_PAGES;
	st = report_render(db, sc, order, &sink, made, err);
	if (st == ST_OK)
		st = passthru_close(p, err);
	if (st == ST_OK)
		*out = p;
	else
		passthru_free(p);
	return st;
}
