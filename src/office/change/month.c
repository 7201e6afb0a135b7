/*
 * SPDX-License-Identifier: ISC
 *
 * change/month: asked for, of the decision, or the first one not listed yet.
 */
#include "office/change/month_priv.h"

#include "base/str.h"
#include "office/balance/arrears.h"
#include "office/period/period.h"

/* The first month of the newest period, else this month. */
static enum status
change_newest(struct change_work *w, struct err *err)
{
	struct period p;
	enum status st = period_find(w->c->db, "", &p, err);

	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	(void)str_copy_cut(w->month, sizeof(w->month), st == ST_OK ? p.code :
	    w->c->today);
	if (st == ST_NOTFOUND)
		*err = (struct err)ERR_INIT;
	return ST_OK;
}

enum status
change_first_month(struct change_work *w, struct err *err)
{
	const char *from = change_asked(w, "from");
	const char *day = change_asked(w, "decision_date");
	char period[DATE_MONTH], month[DATE_MONTH];
	enum status st;

	if (w->month[0] != '\0')
		return ST_OK;
	if (from[0] != '\0' || day[0] != '\0') {
		(void)str_copy_cut(w->month, sizeof(w->month),
		    from[0] != '\0' ? from : day);
		return ST_OK;
	}
	if (w->person == 0)
		return change_newest(w, err);
	st = arrears_next_list(w->c->db, w->person, period, month, err);
	if (st == ST_OK)
		(void)str_copy_cut(w->month, sizeof(w->month), month);
	return st;
}
