/*
 * SPDX-License-Identifier: ISC
 *
 * job_find: resolves the name of a printer to way, target and profile, and
 * prints the test page, which needs no database.
 */
#include "print/job.h"

#include "base/printmode.h"
#include "base/say.h"
#include "base/str.h"
#include "print/passthru.h"
#include "print/testpage.h"

#define JOB_PROFILE "a4-80" /* of a CUPS queue that no file names */

static enum status
job_terminal_ok(const struct job_place *place, const struct profile *profile,
    struct err *err)
{
	const char *on, *off;

	if (!str_empty(place->term) && passthru_nested(place->term))
		return err_set(err, ST_INVALID, _("inside tmux or screen the "
		    "pages would land on the screen: sign in without it, or "
		    "take another printer"));
	if (str_empty(place->term) || !printmode_of(place->term, &on, &off))
		return err_set(err, ST_INVALID,
		    _("this terminal (%s) has no printer of its own"),
		    str_empty(place->term) ? "-" : place->term);
	if (!profile_terminal_ok(profile))
		return err_set(err, ST_INVALID, _("the orders or letters of "
		    "\"%s\" do not pass a terminal"), profile->name);
	return ST_OK;
}

enum status
job_find(const struct job_place *place, struct job_way *way, struct err *err)
{
	const struct printer *printer = printer_find(place->profiles,
	    place->printer);
	struct job_way w = { WAY_CUPS, place->printer, NULL };
	const char *profile = JOB_PROFILE;
	enum status st = ST_OK;

	if (printer != NULL) {
		w.way = printer->way;
		w.target = printer->target;
		profile = printer->profile;
	}
	if (!str_empty(place->profile))
		profile = place->profile;
	w.profile = profile_find(place->profiles, profile);
	if (w.profile == NULL)
		return err_field(err, ST_NOTFOUND, "profile",
		    _("there is no profile \"%s\""), profile);
	if (w.way == WAY_TERMINAL)
		st = job_terminal_ok(place, w.profile, err);
	if (st == ST_OK)
		*way = w;
	return st;
}

enum status
job_testpage(const struct job_place *place, struct err *err)
{
	struct print_out *out = NULL;
	struct print_sink sink = { .write = out_write };
	struct job_way way;
	enum status st;

	if ((st = job_find(place, &way, err)) == ST_OK)
		st = out_open(way.way, way.target, _("Test page"),
		    place->server, &out, err);
	if (st != ST_OK)
		return st;
	sink.arg = out;
	st = testpage_render(way.profile, &sink, err);
	if (st == ST_OK)
		return out_finish(out, err);
	out_cancel(out);
	return st;
}
