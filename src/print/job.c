/* SPDX-License-Identifier: ISC */
#include "print/job.h"

#include "base/say.h"
#include "print/passthru.h"

#define JOB_PIECE 16384

struct job_pages {
	struct paper *paper; /* owned */
	struct report_made made;
};

static enum status
job_make_terminal(struct db *db, const struct scope *sc,
    const struct report_order *order, const char *term,
    struct job_pages *out, struct err *err)
{
	struct passthru *p = NULL;
	struct print_sink sink;
	enum status st = passthru_new(term, &p, err);

	if (st != ST_OK)
		return st;
	sink = passthru_sink(p);
	if ((st = report_render(db, sc, order, &sink, &out->made, err)) == ST_OK)
		st = passthru_close(p, err);
	if (st == ST_OK)
		out->paper = passthru_paper(p);
	else
		passthru_free(p);
	return st;
}

/* Makes the report as a job; one for a terminal's printer is filtered. */
static enum status
job_make(struct db *db, const struct scope *sc, struct report_order *order,
    const struct job_place *place, struct job_pages *out, struct err *err)
{
	struct print_sink sink = { .write = paper_write, .page = paper_page };
	struct paper *paper = NULL;
	struct job_way way;
	enum status st;

	if (job_find(place, &way, err) != ST_OK)
		return err->st;
	order->profile = way.profile;
	order->format = REPORT_TEXT_PAGES;
	if (way.way == WAY_TERMINAL)
		return job_make_terminal(db, sc, order, place->term, out, err);
	if (paper_new(&paper, err) != ST_OK)
		return err->st;
	sink.arg = paper;
	st = report_render(db, sc, order, &sink, &out->made, err);
	if (st == ST_OK)
		out->paper = paper;
	else
		paper_free(paper);
	return st;
}

static enum status
job_send(const struct job_place *place, const char *title,
    const struct paper *paper, struct err *err)
{
	struct print_out *out = NULL;
	unsigned char piece[JOB_PIECE];
	struct job_way way;
	uint64_t at = 0;
	enum status st;
	size_t n;

	if ((st = job_find(place, &way, err)) == ST_OK)
		st = out_open(way.way, way.target, title, place->server, &out,
		    err);
	if (st != ST_OK)
		return st;
	while (st == ST_OK && at < paper_size(paper)) {
		n = paper_read(paper, at, piece, sizeof(piece));
		if (n == 0)
			st = err_set(err, ST_IO, _("cannot keep the job"));
		else
			st = out_write(out, piece, n, err);
		at += n;
	}
	if (st == ST_OK)
		return out_finish(out, err);
	out_cancel(out);
	return st;
}

enum status
job_print(struct db *db, const struct scope *sc, struct report_order *order,
    const struct job_place *place, struct report_made *made, struct err *err)
{
	struct job_pages out = { .paper = NULL };
	enum status st;

	if ((st = job_make(db, sc, order, place, &out, err)) == ST_OK) {
		*made = out.made;
		st = job_send(place, form_say(&order->def->title), out.paper,
		    err);
	}
	paper_free(out.paper);
	return st;
}

static enum status
job_open(const struct conf *conf, const char *forms,
    const struct job_order *order, struct report_def **def,
    struct profiles **profiles, struct err *err)
{
	struct form_dirs dirs = { conf->data_forms, forms };

	if (report_def_load(&dirs, order->report, def, err) != ST_OK)
		return err->st;
	return profiles_load(forms, conf->print_profiles, profiles, err);
}

/* The database is closed before anything slow starts. */
static enum status
job_read(const struct conf *conf, int64_t staff, struct report_order *order,
    const struct job_place *place, struct job_pages *out, struct err *err)
{
	struct actor who;
	struct db *db;
	enum status st;

	if (db_open_reader(conf->data_database, DB_BOOKS, &db, err) != ST_OK)
		return err->st;
	st = actor_load(db, staff, &who, err);
	if (st == ST_OK) {
		st = job_make(db, &who.scope, order, place, out, err);
		actor_done(&who);
	}
	db_close(db);
	return st;
}

enum status
job_do(const struct conf *conf, const char *forms, int64_t staff,
    const struct job_order *order, struct job_done *done, struct err *err)
{
	struct job_place place = { .printer = order->printer,
		.server = conf->print_cups, .term = order->term };
	struct report_order full = { .params = order->params };
	struct job_pages out = { .paper = NULL };
	struct profiles *profiles = NULL;
	struct report_def *def = NULL;
	struct job_way way;
	enum status st;

	report_order_conf(&full, conf);
	st = job_open(conf, forms, order, &def, &profiles, err);
	place.profiles = profiles;
	full.def = def;
	if (st == ST_OK)
		st = job_find(&place, &way, err);
	/*
	 * A terminal gets all pages; passthru.h starts at the page asked for.
	 */
	if (st == ST_OK && way.way != WAY_TERMINAL)
		full.from_page = order->from_page;
	if (st == ST_OK)
		st = job_read(conf, staff, &full, &place, &out, err);
	if (st == ST_OK && way.way != WAY_TERMINAL)
		st = job_send(&place, form_say(&def->title), out.paper, err);
	if (st == ST_OK) {
		done->pages = paper_pages(out.paper);
		done->paper = way.way == WAY_TERMINAL ? out.paper : NULL;
	}
	if (st != ST_OK || done->paper == NULL)
		paper_free(out.paper);
	profiles_free(profiles);
	report_def_free(def);
	return st;
}
